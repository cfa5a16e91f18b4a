"""With whom the lead works, whom a report is handed to, and through whom it goes."""

import re
from collections.abc import Iterator, Sequence

from loaders.names import Names, names_at
from loaders.parties import parties_of
from loaders.partners import partners_at
from loaders.stated import told_to_help
from loaders.stretches import flat_text
from loaders.text import Text
from ontology.model import LeadSource, Party

_WITH = re.compile(
    r"(?:(?:co quan|don vi) phoi hop(?: thuc hien)?\s*:|(?:^|(?<=[.;(]) ?)phoi hop(?: thuc hien)?\s*:|"
    r"phoi hop,? ho tro|"
    r"phoi (?:ket )?hop(?:,?\s+(?:va )?(?:chat che|dong bo|thuong xuyen|kip thoi|hieu qua|tot)){0,3}"
    r"(?:\s+(?:cung voi|voi|cung))?|"
    r"cung voi|(?:chu tri|dau moi),? cung(?: voi)?|lien tich voi|(?:su )?phoi hop cua)\s+"
)
_ALONG = re.compile(r"(?<![a-z])(?:cung\s+(?!voi\s)|(?<!phoi )ket hop(?: chat che)? (?:voi|cung)\s+)")
_LONGEST_LIST = 1200  # characters in which a list of those who help ends
_BESIDE_CHIEF = re.compile(
    r"(?:\b(?:chu tri|dau moi|chiu trach nhiem chinh)(?: [a-z]+){0,3}\s*[,;]|(?P<part>;))(?: va)?\s+"
)
_HELPS = re.compile(r"\s*(?:cung )?(?:phoi hop|ho tro)(?![a-z])")
_ONLY_HELPS = re.compile(r"\s*(?:cung )?phoi hop(?! (?:chat che )?(?:voi|cung))(?![a-z])")  # "…; Sở Tài chính phối hợp"
_LABEL = re.compile(r"(?:cac )?(?:co quan|don vi)")  # "Đơn vị chủ trì, đơn vị phối hợp": the heads of columns
_REPORT = re.compile(
    r"(?:bao cao(?! vien)(?:\s+(?:ket qua|tien do|tinh hinh|so lieu)"
    r"(?:\s+(?:thuc hien|trien khai|cong viec|cong tac|hoat dong))?)?"
    r"(?:(?:,| va) (?:kien nghi|de xuat|tham muu|xin y kien|giai trinh|trinh))?"
    r"(?:\s+(?:ngay|kip thoi|nhanh|trong (?:ngay|vong \d+ (?:gio|ngay)|\d+ gio)|"
    r"bang van ban|dinh ky|day du|truc tiep)){0,2}(?:\s+(?:voi|cho|len|ve|gui(?: ve)?))?|"
    r"(?:de xuat|kien nghi|tham muu)\s+(?:voi|gui(?: ve)?|len))\s+"
)
_SENT_TO = re.compile(r"(?:gui(?:\s+(?:ve|den|cho|toi))?|\bve|(?<=\s)voi|bao cao voi|nop(?: ve| cho| len| tai)?)\s+")
_IS_REPORT = re.compile(r"bao cao(?! vien)|\b(?:gui|nop)\b|phan anh|kien nghi")
_ANCHOR = re.compile(r"bao cao(?! vien)|\bgui\b|\bnop\b|phan anh|kien nghi|de xuat")
_LETTERS = re.compile(r"\b(?:don,? thu|thu|phan anh, kien nghi|don)(?: [a-z]+){0,2} $")  # "đơn, thư gửi đến X"
_PASSED_ON = re.compile(
    r"\bde\s+(?:(?:tong hop|theo doi|chi dao|xem xet|trinh|kip thoi|tham muu|va|chung)[\s,]*)+$|\bde\s+$|"
    r"\bde\s+(?:cac |uy ban nhan dan |ubnd )?(?:so|xa|phuong|huyen|tinh|phong|ban|van phong|thanh pho|thi xa|dac khu|"
    r"uy ban nhan dan|ubnd|ban chi dao)(?:\s(?:tong hop|trinh|co can cu|kip thoi|va)[\s,]*)*\s$"
)
# "gửi Phòng Nội vụ tổng hợp, báo cáo Ủy ban nhân dân huyện": the second report is the first one's recipient's.
_BY_ANOTHER = re.compile(r"\b(?:gui|nop)\b[^.;]{3,90} (?:tong hop|theo doi)(?: chung)?(?:,| va|, trinh)*\s+$")
_BENT_SENT = re.compile(
    r"(?<![a-z])gi(?:o|oi|ti|fi|u|ui)(?= (?:ve |den |cho )?(?:ubnd|uy ban|so|phong|ban|dang|tinh|huyen|thanh|van phong|"
    r"bo|thuong truc|hoi)(?![a-z]))"
)
_NEAR, _FAR = 40, 140  # characters in which the words before a report stand
_ADVISING = re.compile(r"\btham muu(?:,? giup)? (?:cho )?")
_VIA = re.compile(r"(?:thong qua|\bqua)\s+")


def _unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.name.casefold(), party)
    return tuple(found.values())


def coordinating(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return those named after "phối hợp với", "cùng với"."""
    found = [*parties_of(text, told_to_help(text, start, end), LeadSource.CLAUSE)]
    for match in _WITH.finditer(flat_text(text, start, end)):
        is_partner = match[0].startswith("phoi hop") and match[0].rstrip().endswith(("voi", "cung"))
        names = (partners_at if is_partner else names_at)(text, start + match.end(), end)
        if names is not None:
            found += parties_of(text, names.names, LeadSource.CLAUSE)
    return _unique((*found, *_helping(text, start, end), *_alongside(text, start, end)))


def _helping(text: Text, start: int, end: int) -> Iterator[Party]:
    """Yield those who are told to help the one in charge: "Sở Y tế chủ trì, Sở Nội vụ phối hợp"."""
    for match in _BESIDE_CHIEF.finditer(flat_text(text, start, end)):
        names = names_at(text, start + match.end(), min(end, start + match.end() + _LONGEST_LIST))
        is_label = names is not None and _LABEL.fullmatch(flat_text(text, names.names[0].start, names.names[0].end))
        helps = _ONLY_HELPS if match["part"] else _HELPS
        if names and not is_label and helps.match(flat_text(text, names.end, min(end, names.end + 40))):
            yield from parties_of(text, names.names, LeadSource.CLAUSE)


def _alongside(text: Text, start: int, end: int) -> Iterator[Party]:
    """Yield agencies behind a plain "cùng", groups only behind the subject: "…; cùng Sở Y tế kiểm tra"."""
    for match in _ALONG.finditer(flat_text(text, start, end)):
        at = start + match.end()
        names = names_at(text, at, end)
        is_written = text.restored[at - len(match[0]) : at].strip().lower().startswith(("cùng", "kết hợp"))
        if names is None or not is_written:
            continue
        is_group = match[0].startswith("cung") and _is_behind_subject(text, start, at - len(match[0]))
        if is_group or not names.names[0].is_collective:
            yield from parties_of(text, names.names, LeadSource.CLAUSE)


def _is_behind_subject(text: Text, start: int, at: int) -> bool:
    """Say whether nothing but the names that a clause begins with stands before an offset."""
    subject = names_at(text, start, at)
    return subject is not None and not text.restored[subject.end : at].strip(" ,")


def _segments(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = flat_text(text, start, end)
    at = 0
    for found in re.finditer(r"[.;](?!\d)(?!\.)", words):
        yield start + at, start + found.end()
        at = found.end()
    if at < len(words):
        yield start + at, end


def recipients(text: Text, start: int, end: int) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return whom the clause's report is handed to, and through whom it goes."""
    to: list[Party] = []
    via: list[Party] = []
    for a, b in _segments(text, start, end):
        words = _sent(text, a, flat_text(text, a, b))
        report = _IS_REPORT.search(words)
        to += _handed_to(text, a, b, words)
        if report:
            for match in _VIA.finditer(words):
                names = names_at(text, a + match.end(), b)
                via += parties_of(text, names.names, LeadSource.CLAUSE) if names else ()
    return _unique(to), _unique(via)


_TORN_WORD = re.compile(r"(?<=\s)g[a-z]{2,4}(?=\s)")
_PRINTED_SENT = re.compile(r"gi?[tfuüũñ]+i\s*")


def _sent(text: Text, start: int, words: str) -> str:
    """Return folded words in which "gửi" stands where a scan bent it: "giti UBND xã", restored as "giờ UBND xã"."""

    def mended(found: re.Match[str]) -> str:
        first, last = start + found.start(), start + found.end()
        is_changed = text.printed(first, last) != text.restored[first:last]
        return "gui".ljust(len(found[0])) if is_changed else found[0]

    def read(found: re.Match[str]) -> str:
        printed = text.printed(start + found.start(), start + found.end()).lower()
        return "gui".ljust(len(found[0])) if _PRINTED_SENT.fullmatch(printed) else found[0]

    return _BENT_SENT.sub(mended, _TORN_WORD.sub(read, words))


def _handed_to(text: Text, start: int, end: int, words: str) -> Iterator[Party]:
    last = -1
    for match in _REPORT.finditer(words):
        before = words[max(0, match.start() - 40) : match.start()]
        if (
            _PASSED_ON.search(before)
            or _BY_ANOTHER.search(words[max(0, match.start() - 160) : match.start()])
            or _is_advised(text, start, words[: match.start()])
        ):
            continue
        names = names_at(text, start + match.end(), end)
        if names is not None and names.names[0].start - start > last:
            yield from parties_of(text, names.names, LeadSource.CLAUSE)
            last = names.end - start
    if not _ANCHOR.search(words):
        return
    for match in _SENT_TO.finditer(words):
        anchor = _ANCHOR.search(words[: match.end()])
        before = words[: match.start()]
        if (
            before.rstrip().endswith(("phoi hop", "cung", "gan", "doi", "phu hop"))
            or anchor is None
            or _PASSED_ON.search(before.removesuffix("de "))
            or match.start() < last
            or (match[0].startswith("gui") and _LETTERS.search(before[-_NEAR:]))
            or text.restored[start + match.start() : start + match.end()].split()[0].lower() in ("vệ", "vẽ", "vế")
        ):
            continue
        names = names_at(text, start + match.end(), end)
        if names is not None and _is_addressee(text, names, end):
            yield from parties_of(text, names.names, LeadSource.CLAUSE)
            last = names.end - start


def _is_advised(text: Text, start: int, before: str) -> bool:
    """Say whether another reports, whom the lead only advises: "tham mưu cho Sở Y tế báo cáo …"."""
    ends = [found.end() for found in _ADVISING.finditer(before)]
    names = names_at(text, start + ends[-1], start + len(before)) if ends else None
    return names is not None and not before[names.end - start :].strip()


def _is_addressee(text: Text, names: Names, end: int) -> bool:
    """Say whether names after "về", "với" receive something, and are not what a text is about."""
    rest = flat_text(text, names.end, min(end, names.end + 40)).lstrip()
    return (
        not rest
        or re.match(
            r"[.,;)(:/]|de |truoc|cham nhat|muon nhat|khong muon|kem|bang |vao |lam |ngay |dung |tu |it nhat|"
            r"theo|trong|tong hop|xem xet|hang|dinh ky|khi|noi|qua|thong qua|va |biet|cho|ket "
            r"qua|danh sach|so lieu|bao cao|nhung (?:van de|noi dung|vuong mac|kho khan)",
            rest,
        )
        is not None
    )
