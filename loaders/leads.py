"""Who must do what a clause asks: its own subject, whom it assigns, or the heading above it.

The lead is often the heading, not the sentence ("2. Sở Nội vụ: a) …"); a clause's own subject comes first.
"""

import re
from collections.abc import Iterator, Sequence

from loaders.layout import Mark
from loaders.letters import UPPER
from loaders.names import Name, Names, names_at, spelled, stops_name
from loaders.sections import Node
from loaders.text import Text
from ontology.model import LeadSource, Party

_ASSIGN = re.compile(
    r"(?:(?<=\s)|^)(?:giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?|nhiem vu(?:\s+cho)?))?|yeu cau|de nghi|phan cong|"
    r"uy quyen(?:\s+cho)?|cho phep)\s+"
)
_ROLE_OF = re.compile(r"phat huy(?:\s+\S+){0,3}?\s+vai tro(?:\s+\S+){0,4}?\s+cua\s+")
_ADVERBIAL = re.compile(
    r"(?:can cu|tren co so|trong qua trinh|trong thoi gian|h[aà]ng nam|h[aà]ng thang|h[aà]ng quy|dinh ky|"
    r"truoc (?=ngay|thang|quy|nam|het|\d)|cham nhat|sau (?=\d|thoi|ngay)|trong (?=thang|quy|nam)|"
    r"den (?=nam|het|ngay|thang|quy|cuoi)|theo|khi|"
    r"nham|de |truoc mat|tu nam|nam 20|quy |giai doan|doi voi|ben canh|cung voi|ngoai ra|dong thoi|sau khi|neu|trong "
    r"|moi |tu nay|hien nay|tu nam|tu ngay)"
)
_WHOLE_GROUP = re.compile(r"(?:cac|nguoi dung dau|thu truong|truong cac|toan the|moi)\s")
_INSIDE = re.compile(
    r"\s*(?:trong|tai|o|cua|cho|voi|ve) (?!pham vi|qua trinh|thoi gian)"
)  # a list's end, no duty's start
_TOWARDS = re.compile(r"doi voi\s+")
_ALONGSIDE = re.compile(r"(?:cung voi|phoi hop(?: chat che)?(?: voi| cung)*)\s+")
_LABEL_END = re.compile(r"\s*(?:\([^()]{0,80}\))?\s*:\s*")
_TOPIC = re.compile(r"[^:.;]{3,90}:\s*(?=\S)")
_SENTENCE = re.compile(rf"(?:[.;]\s+)(?=[{UPPER}])")
_INTRODUCTION = re.compile(
    r"(?:\d+[.)]\s*)?(?:giao(?:\s+(?:cho|trach nhiem(?:\s+cho)?))?|doi voi|de nghi|yeu cau|phan cong|trach nhiem "
    r"cua|(?:chuc nang,? )?nhiem vu(?:(?:,| va) quyen han)? cua|uy quyen(?:\s+cho)?|cho phep)\s+"
)


def parties_of(text: Text, names: Sequence[Name], source: LeadSource) -> tuple[Party, ...]:
    """Return the agencies of a list, each once though it be named again."""
    found: dict[str, Party] = {}
    for name in names:
        party = Party(name=spelled(text, name), span=text.span(name.start, name.end), source=source)
        found.setdefault(party.name.casefold(), party)
    return tuple(found.values())


def flat(text: Text, start: int, end: int) -> str:
    return text.folded[start:end].replace("\n", " ")


def _is_subject(text: Text, names: Names, end: int) -> bool:
    """Say whether a list of names is followed by what it must do."""
    rest = flat(text, names.end, min(end, names.end + 60))
    following = re.match(r"[\s,]*", rest)
    at = names.end + (following.end() if following else 0)
    if at >= end:
        return False
    if rest.lstrip().startswith(":") or stops_name(text, at):
        return True
    # One agency called by its name is a subject before any verb, known or not.
    last = names.names[-1]
    called = not last.is_collective and len(text.folded[last.start : last.end].split()) > 1
    return (
        called
        and at > names.end
        and text.restored[at].islower()
        and not re.match(r"(?:cua|la|va|hoac|do|o|co the)\s", rest.lstrip())
    )


def _named_only(text: Text, names: Names) -> Names:
    """Return a list without the bare nouns in front of an agency or a whole group: they end the phrase before it."""
    first = next((i for i, name in enumerate(names.names) if not name.is_collective or _is_whole(text, name)), None)
    return names if not first else Names(names.names[first:], names.end)


def _is_whole(text: Text, name: Name) -> bool:
    return _WHOLE_GROUP.match(flat(text, name.start, name.end)) is not None


def _subject_at(text: Text, start: int, end: int) -> Names | None:
    names = names_at(text, start, end)
    return names if names and _is_subject(text, names, end) else None


def _subject_after_adverbial(text: Text, start: int, end: int) -> Names | None:
    """Return the subject that follows "Căn cứ …," or "Hằng năm,": after one of the commas of the sentence."""
    words = flat(text, start, end)
    if not _ADVERBIAL.match(words):
        return None
    beside = _ALONGSIDE.match(words)
    if beside and names_at(text, start + beside.end(), end):
        return None  # "Cùng với A, B và C …": those are partners, the subject is not said
    stop = re.search(r"[.;](?!\d)", words)
    for comma in re.finditer(r",\s*", words[: stop.start() if stop else len(words)]):
        names = names_at(text, start + comma.end(), end)
        if names is None:
            continue
        subject = _named_only(text, names)
        if all(name.is_collective for name in subject.names) and not _is_whole(text, subject.names[0]):
            continue  # a bare "cán bộ, công chức" after a comma goes on with a list
        if _is_subject(text, subject, end) and not _INSIDE.match(flat(text, subject.end, end)):
            return subject
    return None


def _sentences(text: Text, start: int, end: int) -> Iterator[int]:
    """Yield where the sentences of a clause start."""
    yield start
    for found in _SENTENCE.finditer(text.restored[start:end]):
        yield start + found.end()


def _labelled(text: Text, start: int, end: int) -> Names | None:
    """Return the agencies before a colon: "Văn phòng Đảng ủy: Thực hiện …"."""
    towards = _TOWARDS.match(flat(text, start, end))
    names = names_at(text, start + (towards.end() if towards else 0), end)
    if names is None or not _LABEL_END.match(flat(text, names.end, min(end, names.end + 90))):
        return None
    return names


def _own_subject(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause itself makes its subject."""
    if labelled := _labelled(text, start, end):
        return labelled.names
    found: list[Name] = []
    topic = _TOPIC.match(flat(text, start, end))
    starts = [*_sentences(text, start, end), *([start + topic.end()] if topic else [])]
    for at in starts:
        subject = _subject_at(text, at, end) or _subject_after_adverbial(text, at, end)
        if subject is not None:
            found += [name for name in subject.names if name.start not in {other.start for other in found}]
    return tuple(found)


def _assigned(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return whom the clause gives the duty to: "Giao Ủy ban nhân dân xã …", "yêu cầu thủ trưởng …"."""
    for found in _ASSIGN.finditer(flat(text, start, end)):
        names = _listed(text, start + found.end(), end) or names_at(text, start + found.end(), end)
        if names is not None:
            return names.names
    return ()


_NAMELY = re.compile(r"[^.;:]{0,80}?\s(?:bao )?gom\s*:\s*")


def _listed(text: Text, start: int, end: int) -> Names | None:
    """Return the members of "Giao các cơ sở trọng điểm gồm: A, B và C"."""
    opened = _NAMELY.match(flat(text, start, min(end, start + 120)))
    return names_at(text, start + opened.end(), end) if opened else None


def _role(text: Text, start: int, end: int) -> tuple[Name, ...]:
    found = _ROLE_OF.match(flat(text, start, end))
    names = names_at(text, start + found.end(), end) if found else None
    return names.names if names else ()


# "Cơ quan chủ trì: Sở Y tế", "(Sở Y tế chủ trì, …)", "Nhiệm vụ này do Sở Y tế chủ trì": said outright.
_STATED = re.compile(
    r"(?:(?:co quan|don vi)(?:,? (?:co quan|don vi))? (?:chu tri|thuc hien|dau moi)(?: thuc hien)?"
    r"|(?:^|(?<=[.;(]) ?)(?:phan cong )?chu tri(?: thuc hien)?)\s*:\s*"
)
_AS_LEAD = re.compile(r"\s*\((?:co quan |don vi )?chu tri\)")  # "Phòng Văn hóa (chủ trì), Công an xã (phối hợp)"
_AS_PARTNER = re.compile(r"\s*\((?:co quan |don vi )?phoi hop\)")
_STATED_BEFORE = re.compile(r"(?:\(|(?:nhiem vu|noi dung|cong viec|viec) nay do )\s*")
_DONE_BY = re.compile(r"(?<![a-z])do\s+")
_IN_CHARGE = re.compile(r"\s*(?:la (?:co quan|don vi) )?(?:chu tri|thuc hien|dau moi|chiu trach nhiem)(?![a-z])")


def _in_charge(text: Text, start: int, end: int, opening: re.Pattern[str]) -> tuple[Name, ...]:
    """Return the agencies between an opening and "chủ trì"."""
    for found in opening.finditer(flat(text, start, end)):
        names = names_at(text, start + found.end(), end)
        if names is not None and _IN_CHARGE.match(flat(text, names.end, min(end, names.end + 40))):
            return tuple(name for name in names.names if _called(text, name))
    return ()


def _stated(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return the lead that a clause states outright."""
    found = _STATED.search(flat(text, start, end))
    names = names_at(text, start + found.end(), end) if found else None
    named = tuple(name for name in names.names if _called(text, name)) if names else ()
    return named or _in_charge(text, start, end, _STATED_BEFORE)


def _told(text: Text, name: Name, end: int, role: re.Pattern[str]) -> bool:
    return role.match(flat(text, name.end, min(end, name.end + 40))) is not None


def _told_to_lead(text: Text, subject: tuple[Name, ...], end: int) -> tuple[Name, ...]:
    """Return those of a list who lead, where what each of them is stands behind its name."""
    leading = tuple(name for name in subject if _told(text, name, end, _AS_LEAD))
    return leading or tuple(name for name in subject if not _told(text, name, end, _AS_PARTNER)) or subject


def told_to_help(text: Text, start: int, end: int) -> tuple[Name, ...]:
    """Return those of the list that a clause begins with who are told to help: "Công an xã (phối hợp)"."""
    names = names_at(text, start, end)
    return tuple(name for name in names.names if _told(text, name, end, _AS_PARTNER)) if names else ()


def _called(text: Text, name: Name) -> bool:
    """Say whether a name is more than the word "cơ quan" of the next label ("…; cơ quan phối hợp: …")."""
    return text.folded[name.start : name.end] not in ("co quan", "don vi")


def parties_at(text: Text, start: int, end: int) -> tuple[Party, ...]:
    """Return the agencies that a list names, as those a heading names."""
    names = names_at(text, start, end)
    return parties_of(text, names.names, LeadSource.HEADING) if names else ()


def heading_parties(text: Text, node: Node) -> tuple[Party, ...]:
    """Return the agencies that a heading names, if agencies are what it is made of."""
    start, end = node.item.start, node.item.end
    introduction = _INTRODUCTION.match(flat(text, start, end))
    names = names_at(text, start + introduction.end() if introduction else start, end)
    if names is None:
        return ()
    rest = flat(text, names.end, end).strip(" .:;-")
    source = LeadSource.INTRODUCTION if introduction else LeadSource.HEADING
    if (
        not rest
        or rest.startswith("(")
        or stops_name(text, names.end + len(flat(text, names.end, end)) - len(flat(text, names.end, end).lstrip(" ,:")))
    ):
        return parties_of(text, names.names, source)
    return ()


def lead_of(text: Text, node: Node) -> tuple[Party, ...]:
    """Return who must do what a clause asks: its own subject, else whom it assigns, else the heading above it."""
    start, end = node.item.start, node.item.end
    assigned = _assigned(text, start, end) if _ASSIGN.match(flat(text, start, end)) else ()
    if stated := assigned or _stated(text, start, end):
        return parties_of(text, stated, LeadSource.CLAUSE)
    if subject := _told_to_lead(text, _own_subject(text, start, end), end):
        return _whole_of(text, node, subject) or parties_of(text, _doing(text, subject, end), LeadSource.CLAUSE)
    return _led_from_above(text, node) or parties_of(text, _in_passing(text, node), LeadSource.CLAUSE)


def _doing(text: Text, subject: Sequence[Name], end: int) -> Sequence[Name]:
    """Return who acts: the subject, or whom it asks."""
    return (_assigned(text, subject[-1].end, end) or subject) if _issues_an_order(text, subject, end) else subject


def _led_from_above(text: Text, node: Node) -> tuple[Party, ...]:
    if carried := _carried_on(text, node):
        return parties_of(text, carried, LeadSource.INTRODUCTION)
    if (introduction := node.introduction) and (parties := heading_parties(text, introduction)):
        return parties
    return next((parties for above in node.ancestors() if (parties := heading_parties(text, above))), ())


def _in_passing(text: Text, node: Node) -> tuple[Name, ...]:
    start, end = node.item.start, node.item.end
    return _role(text, start, end) or _in_charge(text, start, end, _DONE_BY) or _assigned_in_content(text, node)


def _whole_of(text: Text, node: Node, subject: Sequence[Name]) -> tuple[Party, ...]:
    """Return the heading's agencies where a later sentence only names some of them again."""
    start, end = node.item.start, node.item.end
    first = next(iter(_SENTENCE.finditer(text.restored[start:end])), None)
    if first is None or subject[0].start < start + first.end():
        return ()
    named = {spelled(text, name).casefold().removeprefix("các ") for name in subject}
    for above in node.ancestors():
        if parties := heading_parties(text, above):
            return parties if named <= {party.name.casefold().removeprefix("các ") for party in parties} else ()
    return ()


def _carried_on(text: Text, node: Node) -> tuple[Name, ...]:
    """Return whom the clause before names with a colon, where this paragraph goes on with it."""
    if node.item.mark is not Mark.NONE or node.parent is None:
        return ()
    before = node.before
    if before is None or before.item.mark not in (Mark.DASH, Mark.STAR, Mark.LETTER):
        return ()
    labelled = _labelled(text, before.item.start, before.item.end)
    return labelled.names if labelled else ()


def _issues_an_order(text: Text, subject: Sequence[Name], end: int) -> bool:
    """Say whether the subject asks others ("Ban Thường vụ … yêu cầu thủ trưởng …")."""
    return (
        re.match(r"\s*(?:yeu cau|de nghi|giao)\s", flat(text, subject[-1].end, min(end, subject[-1].end + 20)))
        is not None
    )


_GIVEN = re.compile(
    r"(?:(?:^|[.;:,]\s*|dong thoi |\bva )giao|\. (?:de nghi|yeu cau|phan cong))"
    r"(?:\s+(?:cho|trach nhiem(?:\s+cho)?|nhiem vu(?:\s+cho)?))?\s+"
)


def _assigned_in_content(text: Text, node: Node) -> tuple[Name, ...]:
    """Return whom a later part of a clause gives the duty to: "…; giao trách nhiệm người đứng đầu …"."""
    start, end = node.item.start, node.item.end
    for found in _GIVEN.finditer(flat(text, start, end)):
        names = names_at(text, start + found.end(), end)
        if names is not None and _is_subject(text, names, end):
            return names.names
    return ()
