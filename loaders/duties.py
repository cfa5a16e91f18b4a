"""Who a clause names: who must do it, with whom, whom the report goes to and through whom.

The lead is often the heading, not the sentence ("2. Sở Nội vụ: a) …"); a clause's own subject comes first.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.layout import Mark
from loaders.names import Name, Names, names_at, spelled, stops_name
from loaders.sections import Node
from loaders.text import Text
from ontology.model import LeadSource, Party

_WITH = re.compile(
    r"(?:phoi hop(?:\s+(?:chat che|dong bo|thuong xuyen|hieu qua|tot))?(?:\s+(?:cung voi|voi|cung))?|cung voi|lien tich voi)\s+"
)
_ASSIGN = re.compile(
    r"(?:(?<=\s)|^)(?:giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?|nhiem vu(?:\s+cho)?))?|yeu cau|de nghi|phan cong)\s+"
)
_ROLE_OF = re.compile(r"phat huy(?:\s+\S+){0,3}?\s+vai tro(?:\s+\S+){0,4}?\s+cua\s+")
_REPORT = re.compile(
    r"(?:bao cao(?:(?:,| va) (?:kien nghi|de xuat|tham muu|xin y kien|giai trinh|trinh))?(?:\s+(?:voi|cho|len|ve|gui(?: ve)?))?|"
    r"(?:de xuat|kien nghi|tham muu)\s+(?:voi|gui(?: ve)?|len))\s+"
)
_SENT_TO = re.compile(r"(?:gui(?:\s+(?:ve|den|cho|toi))?|\bve|(?<=\s)voi|bao cao voi|nop ve)\s+")
_IS_REPORT = re.compile(r"bao cao")
_PASSED_ON = re.compile(r"\bde\s+(?:(?:tong hop|theo doi|chi dao|xem xet|trinh|kip thoi|tham muu|va|chung)[\s,]*)+$|\bde\s+$")
_VIA = re.compile(r"(?:thong qua|\bqua)\s+")
_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|trong qua trinh|trong thoi gian|h[aà]ng nam|h[aà]ng thang|h[aà]ng quy|dinh ky|truoc ngay|den nam|den het|theo|khi|"
    r"nham|de |truoc mat|tu nam|nam 20|quy |giai doan|doi voi|ben canh|cung voi|tiep tuc|ngoai ra|dong thoi|sau khi|neu|trong )"
)
_LABEL_END = re.compile(r"\s*(?:\([^()]{0,80}\))?\s*:\s*")
_TOPIC = re.compile(r"[^:.;]{3,90}:\s*(?=\S)")
_SENTENCE = re.compile(r"(?:[.;]\s+)(?=[A-ZÀ-ỸĐ])")
_CHAIRS = re.compile(r"\s*(?:,\s*)?(?:la (?:co quan|don vi) )?(?:chu tri|chiu trach nhiem|co trach nhiem|chu dong|truc tiep|phai|can)(?![a-z])")
_INTRODUCTION = re.compile(r"(?:\d+[.)]\s*)?(?:giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?))?|doi voi|de nghi|yeu cau|phan cong|trach nhiem cua)\s+")


@dataclass(frozen=True, slots=True)
class Found:
    """Parties found in a clause, and how: the lead's source tells the heading from the words."""

    parties: tuple[Party, ...] = ()
    end: int = 0


def _parties(text: Text, names: Sequence[Name], source: LeadSource) -> tuple[Party, ...]:
    return tuple(
        Party(name=spelled(text, name), span=text.span(name.start, name.end), source=source) for name in names
    )


def _flat(text: Text, start: int, end: int) -> str:
    return text.folded[start:end].replace("\n", " ")


def _is_subject(text: Text, names: Names, end: int) -> bool:
    """Say whether a list of names is followed by what it must do."""
    rest = _flat(text, names.end, min(end, names.end + 60))
    following = re.match(r"[\s,]*", rest)
    at = names.end + (following.end() if following else 0)
    if at >= end:
        return False
    if rest.lstrip().startswith(":") or stops_name(text, at):
        return True
    # One agency called by its name is a subject before any verb, known or not.
    last = names.names[-1]
    called = not last.is_collective and len(text.folded[last.start : last.end].split()) > 1
    return called and at > names.end and text.restored[at].islower() and not re.match(r"(?:cua|la|va|hoac|do|o|co the)\s", rest.lstrip())


def _named_only(names: Names) -> Names:
    """Return a list without the collective nouns in front of a named agency: they end the phrase before it."""
    first = next((index for index, name in enumerate(names.names) if not name.is_collective), None)
    return names if not first else Names(names.names[first:], names.end)


def _subject_at(text: Text, start: int, end: int) -> Names | None:
    names = names_at(text, start, end)
    return names if names and _is_subject(text, names, end) else None


def _subject_after_adverbial(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that follows "Căn cứ …," or "Hằng năm,": after one of the commas of the sentence."""
    flat = _flat(text, start, end)
    if not _ADVERBIAL.match(flat):
        return None
    stop = re.search(r"[.;](?!\d)", flat)
    for comma in re.finditer(r",\s*", flat[: stop.start() if stop else len(flat)]):
        names = names_at(text, start + comma.end(), end)
        if names is None:
            continue
        subject = _named_only(names)
        if _is_subject(text, subject, end):
            return subject
    return None


def _sentences(text: Text, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences of a clause start."""
    yield start
    for found in _SENTENCE.finditer(text.restored[start:end]):
        yield start + found.end()


def _labelled(text: Text, start: int, end: int) -> Names | None:
    """Return the agencies before a colon: "Văn phòng Đảng ủy: Thực hiện …"."""
    names = names_at(text, start, end)
    if names is None or not _LABEL_END.match(_flat(text, names.end, min(end, names.end + 90))):
        return None
    return names


def _own_subject(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause itself makes its subject."""
    if labelled := _labelled(text, start, end):
        return labelled.names
    found: list[Name] = []
    topic = _TOPIC.match(_flat(text, start, end))
    starts = [*_sentences(text, start, end), *([start + topic.end()] if topic else [])]
    for at in starts:
        subject = _subject_at(text, at, end) or _subject_after_adverbial(text, at, end)
        if subject is not None:
            found += [name for name in subject.names if name.start not in {other.start for other in found}]
    return tuple(found)


def _assigned(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause gives the duty to: "Giao Ủy ban nhân dân xã …", "yêu cầu thủ trưởng …"."""
    for found in _ASSIGN.finditer(_flat(text, start, end)):
        names = names_at(text, start + found.end(), end)
        if names is not None:
            return names.names
    return ()


def _role(text: Text, start: int, end: int) -> tuple[Name, ...]:
    found = _ROLE_OF.match(_flat(text, start, end))
    names = names_at(text, start + found.end(), end) if found else None
    return names.names if names else ()


def parties_at(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return the agencies that a list names, as those a heading names."""
    names = names_at(text, start, end)
    return _parties(text, names.names, LeadSource.HEADING) if names else ()


def heading_parties(text: Text, node: Node) -> tuple[Party, ...]:
    """Return the agencies that a heading names, if agencies are what it is made of."""
    start, end = node.item.start, node.item.end
    introduction = _INTRODUCTION.match(_flat(text, start, end))
    names = names_at(text, start + introduction.end() if introduction else start, end)
    if names is None:
        return ()
    rest = _flat(text, names.end, end).strip(" .:;-")
    source = LeadSource.INTRODUCTION if introduction else LeadSource.HEADING
    if not rest or rest.startswith("(") or stops_name(text, names.end + len(_flat(text, names.end, end)) - len(
        _flat(text, names.end, end).lstrip(" ,:")
    )):
        return _parties(text, names.names, source)
    return ()


def lead_of(text: Text, node: Node) -> tuple[Party, ...]:
    """Return who must do what a clause asks: its own subject, else whom it assigns, else the heading above it."""
    start, end = node.item.start, node.item.end
    assigned = _assigned(text, start, end) if _ASSIGN.match(_flat(text, start, end)) else ()
    if assigned:
        return _parties(text, assigned, LeadSource.CLAUSE)
    subject = _own_subject(text, start, end)
    if subject and not _issues_an_order(text, subject, end):
        return _parties(text, subject, LeadSource.CLAUSE)
    if subject:
        return _parties(text, _assigned(text, subject[-1].end, end) or subject, LeadSource.CLAUSE)
    if carried := _carried_on(text, node):
        return _parties(text, carried, LeadSource.INTRODUCTION)
    if (introduction := introduction_of(text, node)) and (parties := heading_parties(text, introduction)):
        return parties
    for above in node.ancestors():
        if parties := heading_parties(text, above):
            return parties
    given = _role(text, start, end) or _assigned_in_content(text, node)
    return _parties(text, given, LeadSource.CLAUSE)


def introduction_of(text: Text, node: Node) -> Node | None:
    """Return the paragraph that opens the list a clause stands in: "Giao Bộ … chủ trì, phối hợp với …:"."""
    if node.parent is None:
        return None
    before = node.parent.children[: node.parent.children.index(node)]
    for sibling in reversed(before):
        if sibling.item.mark is Mark.NONE and sibling.item.words(text).rstrip().endswith(":"):
            return sibling
        if sibling.item.mark is not node.item.mark:
            return None
    return None


def _carried_on(text: Text, node: Node) -> tuple[Name, ...]:
    """Return whom the clause before names with a colon, where this paragraph goes on with it."""
    if node.item.mark is not Mark.NONE or node.parent is None:
        return ()
    at = node.parent.children.index(node)
    before = node.parent.children[at - 1] if at else None
    if before is None or before.item.mark not in (Mark.DASH, Mark.STAR, Mark.LETTER):
        return ()
    labelled = _labelled(text, before.item.start, before.item.end)
    return labelled.names if labelled else ()


def _issues_an_order(text: Text, subject: Sequence[Name], end: int) -> bool:
    """Say whether the subject asks others ("Ban Thường vụ … yêu cầu thủ trưởng …")."""
    return re.match(r"\s*(?:yeu cau|de nghi|giao)\s", _flat(text, subject[-1].end, min(end, subject[-1].end + 20))) is not None


def _assigned_in_content(text: Text, node: Node) -> tuple[Name, ...]:
    start, end = node.item.start, node.item.end
    for found in re.finditer(r"giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?|nhiem vu(?:\s+cho)?))?\s+", _flat(text, start, end)):
        names = names_at(text, start + found.end(), end)
        if names is not None and _is_subject(text, names, end):
            return names.names
    return ()


def _unique(parties: Sequence[Party]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.name.casefold(), party)
    return tuple(found.values())


def coordinating(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return those named after "phối hợp với", "cùng với"."""
    found: list[Party] = []
    for match in _WITH.finditer(_flat(text, start, end)):
        names = names_at(text, start + match.end(), end)
        if names is not None:
            found += _parties(text, names.names, LeadSource.CLAUSE)
    return _unique(found)


def _segments(text: Text, start: int, end: int) -> Iterator[tuple[int, int]]:
    flat = _flat(text, start, end)
    at = 0
    for found in re.finditer(r"[.;](?!\d)(?!\.)", flat):
        yield start + at, start + found.end()
        at = found.end()
    if at < len(flat):
        yield start + at, end


def recipients(text: Text, start: int, end: int) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return whom the clause's report is handed to, and through whom it goes."""
    to: list[Party] = []
    via: list[Party] = []
    for a, b in _segments(text, start, end):
        flat = _flat(text, a, b)
        report = _IS_REPORT.search(flat)
        to += _handed_to(text, a, b, flat)
        if report:
            for match in _VIA.finditer(flat):
                names = names_at(text, a + match.end(), b)
                via += _parties(text, names.names, LeadSource.CLAUSE) if names else ()
    return _unique(to), _unique(via)


def _handed_to(text: Text, start: int, end: int, flat: str) -> Iterator[Party]:
    last = -1
    for match in _REPORT.finditer(flat):
        before = flat[max(0, match.start() - 40) : match.start()]
        if _PASSED_ON.search(before):
            continue
        names = names_at(text, start + match.end(), end)
        if names is not None and names.names[0].start - start > last:
            yield from _parties(text, names.names, LeadSource.CLAUSE)
            last = names.end - start
    if not re.search(r"bao cao|\bgui\b|phan anh|kien nghi|de xuat", flat):
        return
    for match in _SENT_TO.finditer(flat):
        anchor = re.search(r"bao cao|gui|phan anh|kien nghi|de xuat", flat[: match.end()])
        before = flat[: match.start()]
        if before.rstrip().endswith(("phoi hop", "cung", "gan", "doi", "phu hop")) or anchor is None or _PASSED_ON.search(before.removesuffix("de ")) or match.start() < last:
            continue
        names = names_at(text, start + match.end(), end)
        if names is not None and _is_addressee(text, names, end):
            yield from _parties(text, names.names, LeadSource.CLAUSE)
            last = names.end - start


def _is_addressee(text: Text, names: Names, end: int) -> bool:
    """Say whether names after "về", "với" receive something, and are not what a text is about."""
    rest = _flat(text, names.end, min(end, names.end + 40)).lstrip()
    return not rest or re.match(r"[.,;)(:/]|de |truoc|theo|trong|tong hop|xem xet|hang|dinh ky|khi|noi|qua|thong qua|va |biet|cho", rest) is not None
