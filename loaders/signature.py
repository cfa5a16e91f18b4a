"""Who signed: the person's name at the end of the signature block (TM., KT., T/M)."""

import re

from loaders.layout import Line
from loaders.letters import LOWER, UPPER
from loaders.persons import NAME, is_surname, mended
from loaders.text import Text
from loaders.zones import Zones
from ontology.folding import fold
from ontology.model import Span

_TITLE = re.compile(
    r"(?:t/?m\.?|kt\.?|tl\.?|tuq\.?|q\.?)\s|chu tich|bi thu|giam doc|bo truong|thu tuong|chanh van phong|truong ban"
)
_NAME_AT_END = re.compile(
    rf"(?:^|(?P<after>[;,.}}\]:)]\s*)|\s)(?P<name>[{UPPER}]\w*(?:\s+[{UPPER}][\w&§$]*){{1,4}})\s*\.?$"
)
_COLUMNS = re.compile(r"\s{3,}|\t")
_LAST = 14  # lines of the tail in which a signature stands
_LONGEST = 4  # words of a person's name


def _name_at_end(line: Line) -> str | None:
    """Return the person's name that ends a line, `None` where none does.

    A recipient's line ("- Các chi bộ;") may have the name beside it, set off by a sign or a wide gap.
    """
    cell = _COLUMNS.split(line.text)[-1].rstrip(".")
    if cell != line.text.rstrip(".") and NAME.fullmatch(cell) and not _TITLE.search(fold(cell)):
        return cell
    found = _NAME_AT_END.search(line.text)
    if found is None:
        return None
    words = found["name"].split()
    while words and (len(words) > _LONGEST or not is_surname(words[0])):
        words = words[1:]
    if len(words) < 2 or " ".join(words).isupper():
        return None
    beside = line.folded.startswith(("-", "–", "luu", "noi"))
    set_off = len(words) > 2 and (found["after"] or re.search(r"[;,}\]]", line.text))
    return " ".join(words) if not beside or set_off else None


# Names of many peoples begin with no Kinh surname: "K' Brôih Đạt", "H'Yim Kđoh", "Y Thông Niê", "Rah Lan Chung".
_WHOLE_NAME = re.compile(rf"[{UPPER}]\w*(?:['’]\s?[{UPPER}]?\w*)?(?:\s[{UPPER}]\w*){{1,4}}")
_SIGNED = re.compile(r"\W*da ky\W*")


def _name_below_title(lines: list[Line], index: int) -> str | None:
    """Return a name that is all of a line right below the office of who signs, "(đã ký)" between them or not."""
    line = lines[index]
    above = next((each for each in reversed(lines[:index]) if _SIGNED.fullmatch(each.folded) is None), None)
    if above is None or not above.text.isupper() or _TITLE.search(above.folded) is None:
        return None
    is_name = _WHOLE_NAME.fullmatch(line.text) and not line.text.isupper() and not _TITLE.search(line.folded)
    return line.text if is_name else None


def signer_of(text: Text, zones: Zones) -> tuple[str | None, Span | None]:
    """Return the signer and where the name stands: the last line of the tail that ends in a person's name."""
    lines = [line for line in zones.tail if not line.is_blank][-_LAST:]
    for index in reversed(range(len(lines))):
        line = lines[index]
        name = _name_at_end(line) or _name_below_title(lines, index)
        if name is not None:
            start = line.start + line.text.rindex(name.split()[0])
            return mended(name, text.printed(start, line.end)), text.span(start, line.end)
    return _introduced(text) if lines else _below_the_text(text, zones) or _introduced(text)


def _below_the_text(text: Text, zones: Zones) -> tuple[str | None, Span | None] | None:
    """Return who signs where neither recipients nor "TM." open a tail: "THỦ TƯỚNG" and a name are the last lines."""
    lines = [line for line in zones.body if re.search(r"[^\W\d_]", line.text)][-2:]
    name = _name_below_title(lines, 1) if len(lines) == 2 else None
    if name is None:
        return None
    return mended(name, text.printed(lines[1].start, lines[1].end)), text.span(lines[1].start, lines[1].end)


# A text as it is published: "Thay mặt Bộ Chính trị, Tổng Bí thư … đã ký ban hành Nghị quyết …".
_HAS_SIGNED = re.compile(r"\s(?:đã|vừa) ký(?: ban hành)?\s")
_NAME_BEFORE = re.compile(rf"(?:[{UPPER}][{LOWER}]*\s){{1,3}}[{UPPER}][{LOWER}]*$")
_INTRODUCTION = 1200  # characters of a text in which it is introduced


def _introduced(text: Text) -> tuple[str | None, Span | None]:
    """Return who the introduction of a published text says has signed it."""
    signed = _HAS_SIGNED.search(text.restored, 0, _INTRODUCTION)
    before = _NAME_BEFORE.search(text.restored[: signed.start()]) if signed else None
    if before is None:
        return None, None
    words = before[0].split()
    while words and not is_surname(words[0]):
        words = words[1:]
    if len(words) < 2:
        return None, None
    start = before.end() - len(" ".join(words))
    return " ".join(words), text.span(start, before.end())
