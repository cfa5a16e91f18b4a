"""Documents that a text calls by name, or by kind and day, and not by a symbol: "Luật Đầu tư công"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from loaders.dates import NUMERIC, WRITTEN, date_at
from loaders.letters import LOWER, UPPER
from loaders.mentions import Named, issued_by
from loaders.text import Text, one_line
from ontology.folding import fold

_WORD = r"[^\W\d_]+"
_CAPITAL = r"[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ][^\W\d_]*"
_TWINS = r"chống|chữa|công chức|công nghệ|xuất cảnh|quá cảnh|cư trú|thuế nhập khẩu|lãng phí|trật tự|an toàn|thể thao"
# A law's name is a capital and what goes on with it, up to the word that tells something else of it; a capital on a
# new line begins something else, unless "và" stands before.
_LAW = re.compile(
    rf"(?<![^\W\d_])(?P<kind>[Ll]uật|[Bb]ộ [Ll]uật|[Pp]háp [Ll]ệnh)\s+"
    rf"(?P<name>(?:[Ss]ửa đổi,? bổ sung (?:một số điều của )?(?:Luật\s+|Bộ luật\s+)?)?{_CAPITAL}"
    rf"(?:(?:,\s+(?=(?i:{_TWINS})(?!\w))|\s+(?=[{LOWER}])|[ ]+|(?<=\bvà)\s+){_WORD}){{0,9}})"
)
_NAME_ENDS = re.compile(
    r"\s(?:và\s(?=Luật|Bộ luật|Nghị|Pháp|Kế|Quyết|Chỉ|Kết|Thông|Chương|Công văn|các|những)|"
    r"(?:số|ngày|năm|của|về|theo|tại|trong|để|được|đã|có hiệu lực|này|quy định|hiện hành|thì|phải|với|do|từ|bảo đảm|"
    r"nhằm|trên|là|gắn với|cho|đối với|trình|ban hành|trước|và các|bao gồm|gồm)(?!\w))"
)
_OF_YEAR = re.compile(r"\s+(?:nam\s+)?((?:19|20)\d\d)(?![\w/-])")  # "Luật Đất đai năm 2013"
_PUT_INTO_FORCE = re.compile(r"(?:thi hanh|trien khai|thuc hien)\s+$")  # "thi hành Luật … năm 2031": the work's year
_NO_LAW = re.compile(r"(?<![a-z])(?:phap|ky|quy)\s+$")  # "pháp luật Bộ Tư pháp" in cells side by side
_CONGRESS = re.compile(
    r"(?P<kind>[Nn]ghị quyết)\s+(?P<name>Đại hội(?:\s+đại biểu)?(?:\s+toàn quốc|\s+Đảng toàn quốc|\s+Đảng bộ"
    rf"(?:\s+(?:tỉnh|thành phố|huyện|xã|phường)(?:\s+[{UPPER}]\w*){{0,3}})?)?"
    r"(?:\s+lần thứ\s+[IVXL]+)(?:\s+(?:của\s+)?Đảng)?)"
)
_DATED = re.compile(
    r"(?<![^\W\d_])(?P<kind>[Nn]ghị quyết|[Cc]hỉ thị|[Kk]ết luận|[Qq]uyết định|[Tt]hông báo|[Cc]ông điện|[Kk]ế hoạch)"
    r"\s+(?:số\s+\d{1,5}\s+)?ngày\s+(?=\d)"
)


def called_in(text: Text, named: Sequence[Named]) -> Iterator[Named]:
    """Yield the documents that a text names without a symbol; `named` are those with one."""
    taken = sorted((name.start, name.end) for name in named)
    starts = [start for start, _ in taken]
    reached = list(accumulate((end for _, end in taken), max))  # how far those up to each one go
    last = 0
    for each in sorted((*_laws(text), *_congresses(text), *_dated(text)), key=lambda name: name.start):
        before = bisect_left(starts, each.end)
        if each.start >= last and (before == 0 or reached[before - 1] <= each.start):
            last = each.end
            yield each


def _laws(text: Text) -> Iterator[Named]:
    at = 0
    while found := _LAW.search(text.restored, at):
        if _NO_LAW.search(text.folded, max(0, found.start() - 12), found.start()):
            at = found.end("kind")
            continue
        ends = _NAME_ENDS.search(text.restored, found.start("name"), found.end() + 12)
        end = at = min(found.end(), ends.start()) if ends else found.end()
        if text.restored[end : end + 4].lstrip().startswith("số"):
            continue  # its symbol follows
        title = one_line(text.restored[found.start("name") : end])
        if not title[:1].isupper() and not title.startswith("sửa đổi"):
            continue  # "luật để tháo gỡ …" is no name
        issued, issuer, title_end = issued_by(text, end)
        if issued is None and (year := _OF_YEAR.match(text.folded, end)):
            is_work_s = _PUT_INTO_FORCE.search(text.folded, max(0, found.start() - 16), found.start())
            issued = None if is_work_s else year[1]
        issuer = issuer if issuer and "quoc hoi" in fold(issuer) else None  # "Luật … của người nước ngoài" is its name
        kind = fold(found["kind"]).replace("luat", "luật").replace("bo ", "bộ ").replace("phap lenh", "pháp lệnh")
        yield Named(found.start(), end, None, kind, issued, issuer, title_end, title)


def _congresses(text: Text) -> Iterator[Named]:
    for found in _CONGRESS.finditer(text.restored):
        title = one_line(found["name"])
        yield Named(found.start(), found.end(), None, "nghị quyết", None, None, found.end(), title)


def _dated(text: Text) -> Iterator[Named]:
    """Yield documents by kind, day and issuer: "Chỉ thị ngày 05/3/2025 của Ban Bí thư"."""
    for found in _DATED.finditer(text.restored):
        day = next(
            (match for pattern in (NUMERIC, WRITTEN) if (match := pattern.match(text.folded, found.end()))), None
        )
        iso = date_at(day).iso if day else None
        issued, issuer, end = issued_by(text, found.end())
        if day and iso and issuer:
            title = one_line(text.restored[found.end("kind") : end]).strip()
            yield Named(found.start(), end, None, found["kind"].lower(), issued or iso, issuer, end, title)
