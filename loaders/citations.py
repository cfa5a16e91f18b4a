"""Documents that a document names, and what it says they do with one another.

Titles are nested ("Kế hoạch số 15-KH/TU về thực hiện Nghị quyết số 57-NQ/TW"): one sentence gives several
edges. What this document does with another is said in its title and preamble; elsewhere it merely cites.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.dates import first_date
from loaders.names import canonical
from loaders.symbols import SymbolAt, kind_of_code, symbols_in
from loaders.text import Text, one_line
from ontology.model import Citation, Link, Mention, Relation

_KINDS = (
    r"nghi quyet|ke hoach(?: hanh dong)?|chuong trinh(?: hanh dong)?|quyet dinh|ket luan|chi thi|cong van|van ban|"
    r"huong dan|thong bao|nghi dinh|thong tu|luat|phap lenh|quy dinh|quy che|bao cao|to trinh|de an|cong dien|lenh"
)
_KIND_BEFORE = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})\s*(?:lien tich\s*)?(?:\S{{1,3}}\s*)?[:\s]*$")
_SHORT = re.compile(rf"(?<!\w)(?P<kind>{_KINDS})\s+(?:s\S{{0,2}}\s+)?(?P<number>\d{{1,5}})(?![\d/%]|\s?[-–/]\s?[a-zđ]{{2}})")
_NAMELESS = re.compile(
    rf"(?:(?:va|,|;|cung|theo|tai|voi)\s+)(?P<kind>{_KINDS})(?=\s+(?:cua|ban hanh kem theo|trung uong))"
)
_ISSUER_END = re.compile(
    r"\s(?:ve|v/v|ban hanh|thuc hien|trien khai|tiep tuc|phe duyet|quy dinh|huong dan|sua doi|da|de|nham|tai|giai doan|"
    r"(?:va|hoac|kem theo|cung)\s+(?:" + _KINDS + r")|trong|den|dua)\b|[,;.()\[\]“”\"]|:|/\."
)
_DATE_FIRST = re.compile(r"[\s,(]*(?:ngay|ngdy|ngay:)?[\s,]*")
_OF = re.compile(r"[\s,)]*(?:cua|caa|cia)\s+")

_DOING = (
    r"(?:tiep tuc |to chuc |day manh |tang cuong |lanh dao |chi dao |viec |cac |noi dung |de |nham |va |, )*"
    r"(?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh)"
    r"(?: (?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh|va|co hieu qua|hieu qua|noi dung|cac|mot so|tot|nghiem|"
    r"nghiem tuc|nhiem vu|muc tieu|theo|tinh than|tai|cua))*"
)
# What stands between a document and the one its title says it carries out.
_CARRIES_OUT = re.compile(
    r"^[\s,]*(?:\(?\s*(?:ngay )?[\d/.\- ]*(?:thang \d+ nam \d+)?\)?)?[\s,]*(?:(?:cua|caa|cia) [^;.()]{2,90}?)?(?:\([^()]{0,90}\))?[\s,]*"
    r"(?:(?:ve|v/v|ve viec|viec) )*(?:ban hanh )?(?:(?:chuong trinh|ke hoach)(?: hanh dong)?(?: cua [^;.()]{2,50}?)? )?"
    + _DOING + r"\s*$"
)  # fmt: skip
_PROMULGATED = re.compile(r"^[^;.]{0,60}ban hanh kem theo\s*$")
_CHANGES = re.compile(
    r"^[^;.]{0,160}?(?P<verb>thay the|bai bo|huy bo|sua doi,? bo sung|sua doi|bo sung)(?: (?:mot so (?:dieu|noi dung)|cac|noi dung|cua))*\s*$"
)
_OPENING = re.compile(
    rf"(?:^|[;.]\s*|\n\s*)(?P<verb>(?:tiep tuc |de |nham )*(?:{_DOING})|can cu|theo|xet|sua doi|thay the|ve viec|phe duyet)\b"
)
_THIS = re.compile(
    r"(?:nghi quyet|quyet dinh|ke hoach|quy dinh|quy che|chi thi|van ban|chuong trinh|huong dan|thong tu|nghi dinh) nay [^.]{0,300}$"
)
_CHANGED_BY_THIS = re.compile(r"(?P<verb>thay the|bai bo|huy bo|sua doi,? bo sung|sua doi)(?:\s[^.;]{0,60})?$")
_CHANGE_RELATION = {"thay the": Relation.REPLACES, "bai bo": Relation.REPLACES, "huy bo": Relation.REPLACES}
_CHANGE_DETAIL = {"bai bo": "repeals", "huy bo": "repeals"}


@dataclass(frozen=True, slots=True)
class Named:
    """A document named at one place: with its symbol, or (between two others) by its kind alone."""

    start: int
    end: int
    symbol: str | None
    kind: str | None
    issued: str | None
    issuer: str | None
    title_end: int


def _kind_start(text: Text, at: SymbolAt) -> tuple[int, str | None]:
    window = max(0, at.start - 40)
    found = _KIND_BEFORE.search(text.folded[window : at.start].replace("\n", " "))
    if found is None:
        return at.start, None
    return window + found.start(), found["kind"]


def _issued_by(text: Text, end: int) -> tuple[str | None, str | None, int]:
    """Return the date and the issuer that stand right after a symbol, and where they end."""
    window = text.folded[end : end + 160].replace("\n", " ")
    skipped = _DATE_FIRST.match(window)
    at = skipped.end() if skipped else 0
    found = first_date(window, at, at + 26)
    issued = None
    if found and found.start - at <= 3:
        issued, at = found.iso, found.end
    else:
        at = 0
    of = _OF.match(window, at)
    if of is None:
        return issued, None, end + at
    stop = _ISSUER_END.search(window, of.end())
    close = stop.start() if stop else len(window)
    printed = one_line(text.restored[end + of.end() : end + close])
    if not 0 < len(printed.split()) <= 16:
        return issued, None, end + at
    return issued, canonical(printed), end + close


def named_in(text: Text) -> list[Named]:
    """Return the documents named with a symbol, in the order of the text."""
    found: list[Named] = []
    for at in symbols_in(text):
        start, _ = _kind_start(text, at)
        issued, issuer, end = _issued_by(text, at.end)
        found.append(Named(start, at.end, at.symbol, kind_of_code(at.code), issued, issuer, end))
    return found


def _nameless(text: Text, start: int, end: int) -> tuple[int, int] | None:
    """Return the last document between two others that is named by its kind alone ("và Kế hoạch hành động của …")."""
    found = None
    for match in _NAMELESS.finditer(text.folded[start:end].replace("\n", " ")):
        found = (start + match.start("kind"), start + match.end())
    return found


def _gap(text: Text, start: int, end: int) -> str:
    return " ".join(text.folded[start:end].split())


def _link(text: Text, left: Named, right: Named) -> Link | None:
    """Return what a text says that one document does with the next one it names."""
    if left.symbol is None or right.symbol is None or left.symbol == right.symbol or right.start - left.end > 400:
        return None
    between = _nameless(text, left.end, right.start)
    gap = _gap(text, between[1] if between else left.end, right.start)
    span = text.span(left.start, right.end)
    if between is None and _CARRIES_OUT.match(gap):
        return Link(source=left.symbol, relation=Relation.IMPLEMENTS, target=right.symbol, span=span, confidence=0.95)
    changed = _CHANGES.match(gap) if between is None else None
    if changed and ("ve " in gap or gap.startswith(changed["verb"])):
        verb = changed["verb"]
        relation = _CHANGE_RELATION.get(verb, Relation.AMENDS)
        return Link(source=left.symbol, relation=relation, target=right.symbol, span=span, confidence=0.85)
    return None


def _links(text: Text, named: Sequence[Named], own: str | None) -> Iterator[Link]:
    seen: set[tuple[str, str, str]] = set()
    for left, right in zip(named, named[1:], strict=False):
        link = _link(text, left, right)
        if link is None or own in (link.source, link.target):
            continue
        key = (link.source, link.relation, link.target)
        if key not in seen:
            seen.add(key)
            yield link


@dataclass(frozen=True, slots=True)
class Scope:
    """A range of the text in which a document says what it is itself: its title or its preamble."""

    start: int
    end: int
    is_title: bool


def _stated(text: Text, named: Named, scope: Scope) -> tuple[Relation, str | None] | None:
    """Return what the title or the preamble says that this document does with one it names there."""
    before = text.folded[scope.start : named.start]
    openings = [match for match in _OPENING.finditer(before)]
    if re.search(r"ban hanh kem theo[^.;]{0,40}$", " ".join(before.split())) and scope.is_title:
        return Relation.ISSUED_WITH, None
    flat = " ".join(before.split())
    if scope.is_title and re.search(rf"(?:^|\s|,){_DOING}\s*$", flat):
        return Relation.IMPLEMENTS, None
    changes = re.search(r"(?P<verb>thay the|bai bo|sua doi,? bo sung|sua doi)(?: (?:mot so (?:dieu|noi dung)|cac|noi dung|cua))*\s*$", flat)
    if changes:
        return _CHANGE_RELATION.get(changes["verb"], Relation.AMENDS), _CHANGE_DETAIL.get(changes["verb"])
    if not openings:
        return None
    verb = " ".join(openings[-1]["verb"].split())
    if verb in ("can cu", "theo", "xet"):
        return Relation.CITES, "based_on"
    if verb.startswith("thay the"):
        return Relation.REPLACES, None
    if verb.startswith("sua doi"):
        return Relation.AMENDS, None
    if verb in ("ve viec", "phe duyet"):
        return None
    return Relation.IMPLEMENTS, None


def _own_relation(text: Text, named: Named, scopes: Sequence[Scope]) -> tuple[Relation, str | None]:
    for scope in scopes:
        if scope.start <= named.start < scope.end and (stated := _stated(text, named, scope)):
            return stated
    before = " ".join(text.folded[max(0, named.start - 360) : named.start].split())
    this = _THIS.search(before)
    said = _CHANGED_BY_THIS.search(this[0]) if this else None
    if said:
        return _CHANGE_RELATION.get(said["verb"], Relation.AMENDS), _CHANGE_DETAIL.get(said["verb"])
    return Relation.CITES, None


_STRENGTH = [
    (Relation.CITES, None), (Relation.CITES, "based_on"), (Relation.AMENDS, None), (Relation.REPLACES, None),
    (Relation.REPLACES, "repeals"), (Relation.ISSUED_WITH, None), (Relation.IMPLEMENTS, None),
]  # fmt: skip


def _most(values: Sequence[str | None]) -> str | None:
    counted = Counter(value for value in values if value)
    return max(sorted(counted), key=lambda value: counted[value]) if counted else None


def _citation(text: Text, group: Sequence[Named], scopes: Sequence[Scope], short: Sequence[tuple[int, int]]) -> Citation:
    places = sorted([(named.start, named.end) for named in group] + list(short))
    relation, detail = max((_own_relation(text, named, scopes) for named in group), key=_STRENGTH.index)
    return Citation(
        symbol=group[0].symbol,
        kind=group[0].kind,
        issued=_most([named.issued for named in group if named.issued and len(named.issued) == 10])
        or _most([named.issued for named in group]),
        issuer=_most([named.issuer for named in group]),
        relation=relation,
        detail=detail,
        mentions=tuple(Mention(span=text.span(a, b), printed=one_line(text.printed(a, b))) for a, b in places),
        confidence=0.98 if len(group) > 1 or group[0].issued else 0.9,
    )


def _short_mentions(text: Text, named: Sequence[Named]) -> dict[str, list[tuple[int, int]]]:
    """Return where the text names a document by kind and number alone ("Nghị quyết 57"), by symbol."""
    taken = [(name.start, name.end) for name in named]
    by_number: dict[tuple[str, str], set[str]] = {}
    for name in named:
        if name.symbol and name.kind:
            number = re.match(r"\d+", name.symbol)
            by_number.setdefault((number[0] if number else "", name.kind[:4]), set()).add(name.symbol)
    found: dict[str, list[tuple[int, int]]] = {}
    for match in _SHORT.finditer(text.folded.replace("\n", " ")):
        if any(start <= match.start() < end for start, end in taken):
            continue
        kind = text.restored[match.start() : match.start() + 4].lower()
        symbols = by_number.get((match["number"], kind), set())
        if len(symbols) == 1:
            found.setdefault(next(iter(symbols)), []).append((match.start(), match.end()))
    return found


def citations_in(text: Text, scopes: Sequence[Scope], own: str | None) -> tuple[tuple[Citation, ...], tuple[Link, ...]]:
    """Return the documents that a text names by symbol, and what it says of two others.

    `scopes` are its title and preamble; `own` is its own symbol, which is no citation.
    """
    named = [name for name in named_in(text) if name.symbol != own]
    short = _short_mentions(text, named)
    groups: dict[str, list[Named]] = {}
    for name in named:
        groups.setdefault(name.symbol or "", []).append(name)
    citations = tuple(
        _citation(text, group, scopes, short.get(symbol, [])) for symbol, group in groups.items()
    )
    return citations, tuple(_links(text, named, own))


def with_relation(citation: Citation, relation: Relation) -> Citation:
    """Return a citation with another relation."""
    return replace(citation, relation=relation)
