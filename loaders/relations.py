"""What documents do with one another: this one with those it names, and one it names with another.

What this document does with another is said in its title and preamble; elsewhere it merely cites.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from loaders.mentions import Named, nameless_between
from loaders.text import Text
from ontology.model import Link, Relation

_DOING = (
    r"(?:tiep tuc |to chuc |day manh |tang cuong |lanh dao |chi dao |viec |cac |noi dung |de |nham |va |, )*"
    r"(?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh)"
    r"(?: (?:trien khai|thuc hien|quan triet|cu the hoa|thi hanh|va|co hieu qua|hieu qua|noi dung|cac|mot so|tot|"
    r"nghiem|"
    r"nghiem tuc|nhiem vu|muc tieu|theo|tinh than|tai|cua))*"
)
# What stands between a document and the one its title says it carries out.
_CARRIES_OUT = re.compile(
    r"^[\s,]*(?:\(?\s*(?:ngay )?[\d/.\- ]*(?:thang \d+ nam \d+)?\)?)?[\s,]*(?:(?:cua|caa|cia) "
    r"[^;.()]{2,90}?)?(?:\([^()]{0,90}\))?[\s,]*"
    r"(?:(?:ve|v/v|ve viec|viec) )*(?:ban hanh )?(?:(?:chuong trinh|ke hoach|de an|du an|nghi quyet|quyet dinh)(?: "
    r"hanh dong)?(?: cua [^;.()]{2,50}?)? )?"
    + _DOING + r"\s*$"
)  # fmt: skip
_CHANGES = re.compile(
    r"^[^;.]{0,160}?(?P<verb>thay the|bai bo|huy bo|sua doi,? bo sung|sua doi|bo sung)(?: (?:mot so (?:dieu|noi "
    r"dung)|cac|noi dung|cua))*\s*$"
)
_OPENING = re.compile(
    rf"(?:^|[;.]\s*|\n\s*)(?P<verb>(?:tiep tuc |de |nham )*(?:{_DOING})|can cu|theo|xet|sua doi|thay the|ve viec|phe "
    rf"duyet)\b"
)
_THIS = re.compile(
    r"(?:nghi quyet|quyet dinh|ke hoach|quy dinh|quy che|chi thi|van ban|chuong trinh|huong dan|thong tu|nghi dinh) "
    r"nay [^.]{0,300}$"
)
_CHANGED_BY_THIS = re.compile(r"(?P<verb>thay the|bai bo|huy bo|sua doi,? bo sung|sua doi)(?:\s[^.;]{0,60})?$")
_CHANGE_RELATION = {"thay the": Relation.REPLACES, "bai bo": Relation.REPLACES, "huy bo": Relation.REPLACES}
_CHANGE_DETAIL = {"bai bo": "repeals", "huy bo": "repeals"}


def _gap(text: Text, start: int, end: int) -> str:
    return " ".join(text.folded[start:end].split())


def _link(text: Text, left: Named, right: Named) -> Link | None:
    """Return what a text says that one document does with the next one it names."""
    if left.symbol is None or right.symbol is None or left.symbol == right.symbol or right.start - left.end > 400:
        return None
    if _NEW_SENTENCE.search(text.restored[left.end : right.start]):
        return None
    if _PROPOSED.search(" ".join(text.folded[max(0, left.start - 400) : left.start].split())):
        return None
    between = nameless_between(text, left.end, right.start)
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


def links_between(text: Text, named: Sequence[Named], own: str | None) -> Iterator[Link]:
    seen: set[tuple[str, str, str]] = set()
    for left, right in pairwise(named):
        link = _link(text, left, right)
        if link is None or own in (link.source, link.target):
            continue
        key = (link.source, link.relation, link.target)
        if key not in seen:
            seen.add(key)
            yield link


# "(Ban hành kèm theo Quyết định số …)" speaks of this document, "Kế hoạch ban hành kèm theo …" of another.
_ISSUED_WITH = re.compile(r"(?:^|\()\s*(?:ban hanh )?kem theo[^.;()]{0,40}$")
_DOES = re.compile(rf"(?:^|\s|,){_DOING}\s*$")
_CHANGES_NEXT = re.compile(
    r"(?P<verb>thay the|bai bo|sua doi,? bo sung|sua doi)(?: (?:mot so (?:dieu|noi dung)|cac|noi dung|cua))*\s*$"
)
_ISSUED_WITH_IN_TITLE = re.compile(r"kem theo[^.;()]{0,40}$")
# "thực hiện A gắn với B, C": what stands beside the thing carried out is not carried out itself.
_BESIDE = re.compile(r"\bgan (?:ket )?(?:chat che )?voi\b[^.;]*$")
# "Theo đề nghị của … tại Công văn số …": the letter proposes a programme, it carries nothing out.
_PROPOSED = re.compile(r"(?:theo|xet) (?:de nghi|to trinh)[^.;]*$")
# A title ends and the preamble begins: what stands on both sides is not one sentence.
_NEW_SENTENCE = re.compile(r"\n\s*\n\s*[A-ZĐ]|\n\s*(?:Thực hiện|Triển khai|Căn cứ|Tiếp tục|Thi hành|Để )")
_WINDOW = 6000  # characters of a preamble that are looked back over
_VERBS = 200  # characters in which the verbs right before a document stand


@dataclass(frozen=True, slots=True)
class Scope:
    """A range of the text in which a document says what it is itself: its title or its preamble."""

    start: int
    end: int
    is_title: bool


def _stated(text: Text, named: Named, scope: Scope) -> tuple[Relation, str | None] | None:
    """Return what the title or the preamble says that this document does with one it names there."""
    before = text.folded[max(scope.start, named.start - _WINDOW) : named.start]
    openings = list(_OPENING.finditer(before))
    since = before[openings[-1].end() if openings else 0 :]
    words = " ".join(before.split())
    told = _ISSUED_WITH_IN_TITLE if scope.is_title else _ISSUED_WITH
    if told.search(words):
        return Relation.ISSUED_WITH, None
    if _BESIDE.search(" ".join(since.split())):
        return Relation.CITES, None
    if scope.is_title and _DOES.search(words[-_VERBS:]):
        return Relation.IMPLEMENTS, None
    if changes := _CHANGES_NEXT.search(words[-_VERBS:]):
        return _CHANGE_RELATION.get(changes["verb"], Relation.AMENDS), _CHANGE_DETAIL.get(changes["verb"])
    return _opened(" ".join(openings[-1]["verb"].split())) if openings else None


def _opened(verb: str) -> tuple[Relation, str | None] | None:
    """Return what the verb that opens a sentence of the preamble says of the documents in it."""
    if verb in ("can cu", "theo", "xet"):
        return Relation.CITES, "based_on"
    if verb in ("ve viec", "phe duyet"):
        return None
    if verb.startswith("thay the"):
        return Relation.REPLACES, None
    return (Relation.AMENDS if verb.startswith("sua doi") else Relation.IMPLEMENTS), None


def own_relation(text: Text, named: Named, scopes: Sequence[Scope]) -> tuple[Relation, str | None]:
    for scope in scopes:
        if scope.start <= named.start < scope.end and (stated := _stated(text, named, scope)):
            return stated
    before = " ".join(text.folded[max(0, named.start - 360) : named.start].split())
    this = _THIS.search(before)
    said = _CHANGED_BY_THIS.search(this[0]) if this else None
    if said:
        return _CHANGE_RELATION.get(said["verb"], Relation.AMENDS), _CHANGE_DETAIL.get(said["verb"])
    return Relation.CITES, None
