"""Who signed: the person's name at the end of the signature block (TM., KT., T/M)."""

import re

from loaders.layout import capitals
from loaders.persons import is_surname, mended
from loaders.text import Text
from loaders.zones import Zones
from ontology.folding import fold
from ontology.model import Span

_SIGN = re.compile(
    r"(?:t/?m\.?|kt\.?|tl\.?|tuq\.?|q\.?)\s|chu tich|bi thu|giam doc|bo truong|thu tuong|chanh van phong|truong ban"
)
_NAME_LINE = re.compile(r"[A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[A-ZÀ-ỸĐ][\wÀ-ỹ]*){1,4}$")


def signer_of(text: Text, zones: Zones) -> tuple[str | None, Span | None]:
    """Return the signer: the last line of the tail, or the end of one, that is a person's name."""
    if not any(_SIGN.search(line.folded) for line in zones.tail) and not zones.tail:
        return None, None
    for line in reversed([line for line in zones.tail if not line.is_blank][-14:]):
        cells = re.split(r"\s{3,}|\t", line.text)
        found = re.search(r"([A-ZÀ-ỸĐ][\wÀ-ỹ]*(?:\s+[A-ZÀ-ỸĐ][\wÀ-ỹ&§$]*){1,4})\s*\.?$", line.text)
        if found is None:
            continue
        if len(cells) > 1 and _NAME_LINE.fullmatch(cells[-1].rstrip(".")) and not _SIGN.search(fold(cells[-1])):
            start = line.end - len(cells[-1])
            return mended(cells[-1], text.printed(start, line.end)), text.span(start, line.end)
        words = found[1].split()
        while len(words) > 4 or (words and not is_surname(words[0])):
            words = words[1:]
        if (
            len(words) >= 2
            and not line.folded.startswith(("-", "luu", "noi"))
            or (len(words) >= 3 and "," in line.text)
        ):
            if capitals(" ".join(words)) > 0.8 and len(words) < 2:
                continue
            start = line.end - (len(line.text) - line.text.rindex(words[0]))
            return mended(" ".join(words), text.printed(start, line.end)), text.span(start, line.end)
    return None, None
