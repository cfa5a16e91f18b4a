"""What documents do with one another: this one with those it names, and one it names with another.

What this document does with another is said in its title and preamble; elsewhere it merely cites.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from loaders.letters import UPPER
from loaders.mentions import Named, is_same_kind, nameless_between
from loaders.text import Text
from loaders.title_relations import BESIDE, relations_in_title
from loaders.verbs import CITED, DOING, REPEALED, Told, change_in, passive_change_in, use_of
from ontology.folding import fold
from ontology.model import Link, Relation, Span

# What stands between a document and the one its title says it carries out.
_CARRIES_OUT = re.compile(
    r"^[\s,]*(?:\(?\s*(?:ngay )?[\d/.\- ]*(?:thang \d+ nam \d+)?\)?)?[\s,]*(?:(?:cua|caa|cia) "
    r"[^;.()]{2,90}?)?(?:\([^()]{0,90}\))?[\s,]*(?:[(–-]\s*)?"
    r"(?:(?:ve|v/v|ve viec|viec) )*(?:ban hanh )?(?:(?:chuong trinh|ke hoach|de an|du an|nghi quyet|quyet dinh)(?: "
    r"hanh dong)?(?: cua [^;.()]{2,50}?)? )?"
    + DOING + r"\s*$"
)  # fmt: skip
# "Chỉ thị số A được Ban Thường vụ ban hành để thực hiện Kết luận số B"
_ISSUED_TO_DO = re.compile(rf"\s*(?:da )?duoc (?:[^;.,()]{{2,80}}? )?ban hanh (?:de |nham )?{DOING}\s*$")
_DOING_AT_END = re.compile(rf"{DOING}\s*$")
_CHANGES_AT_ONCE = re.compile(
    r"[\s,]*(?:(?:ve viec|v/v|ve|viec|ban hanh)\s+)?(?:thay the|bai bo|huy bo|thu hoi|sua doi|bo sung|dieu chinh)\b"
)
# What the one before did stands behind its title: "Nghị định A … về … (thay thế Nghị định B)".
_CHANGES_IN_BRACKETS = re.compile(r"\(\s*(?:thay the|bai bo|sua doi|bo sung|dieu chinh)[^()]{0,60}$")
# "…, Hướng dẫn này đã sửa đổi Hướng dẫn số …": the one just named, for of itself no paper tells what it has done.
_THAT_CHANGED = re.compile(r"[\s,;(]+(?P<kind>[a-z]+ [a-z]+) nay da (?:thay the|bai bo|sua doi|bo sung|dieu chinh)\b")
_ONLY_AND = re.compile(r"[\s,]*(?:va|,)\s*(?:cac\s*)?")
_OPENING = re.compile(
    rf"(?:^|[;.]\s*|\n\s*)(?P<verb>(?!viec )(?:tiep tuc |de |nham )*(?:{DOING})|can cu|theo|xet|sua doi|thay the|"
    r"ve viec|phe duyet)\b"
)
_THIS = re.compile(
    r"(?:nghi quyet|quyet dinh|ke hoach|quy dinh|quy che|chi thi|van ban|chuong trinh|huong dan|thong tu|nghi dinh|"
    r"cong van|cong dien|thong bao|ket luan|de an|phuong an|thong tri|quy trinh|bao cao)"
    r"(?: hanh dong| phoi hop)? nay (?!da )[^.]{0,300}$"
)
# "Kết luận này nhằm tiếp tục thực hiện Chỉ thị số …"
_THIS_DOES = re.compile(rf"nay (?:duoc )?(?:ban hanh )?(?:(?:la )?(?:nham|de) )?{DOING}\s*$")
_CHANGED_BY_THIS = re.compile(r"(?P<verb>thay (?:the|cho)|bai bo|huy bo|sua doi,? bo sung|sua doi)(?:\s[^.;]{0,60})?$")
_DONE: Told = (Relation.IMPLEMENTS, None)
_CHANGE: dict[str, Told] = {
    "thay the": (Relation.REPLACES, None), "thay cho": (Relation.REPLACES, None),
    "bai bo": REPEALED, "huy bo": REPEALED,
}  # fmt: skip


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
    span = text.span(left.start, right.end)
    if between is not None:
        return None
    gap = _gap(text, left.end, right.start)
    is_doing = _CARRIES_OUT.match(gap) is not None or _ISSUED_TO_DO.match(gap) is not None
    if is_doing and not _is_own_again(gap) and use_of(gap) is None:
        return Link(source=left.symbol, relation=Relation.IMPLEMENTS, target=right.symbol, span=span, confidence=0.95)
    rest = _gap(text, left.title_end, right.start)
    if passive := passive_change_in(rest):
        return Link(source=right.symbol, relation=passive, target=left.symbol, span=span, confidence=0.85)
    that = _THAT_CHANGED.match(rest)
    is_that = that is not None and fold(left.kind or "").startswith(that["kind"])
    is_change = is_that or _CHANGES_AT_ONCE.match(rest) or _CHANGES_IN_BRACKETS.search(rest)
    changed = change_in(rest) if is_change else None
    if changed and changed != CITED:
        relation = Relation.REPLACES if changed == REPEALED else changed[0]
        return Link(source=left.symbol, relation=relation, target=right.symbol, span=span, confidence=0.85)
    return None


def _is_own_again(gap: str) -> bool:
    """Say whether "và triển khai" goes on with the sentence's own verb: "… về A và triển khai B", "A và để …"."""
    doing = _DOING_AT_END.search(gap)
    if doing is None:
        return False
    is_aim = doing[0].startswith(("va de ", "va nham "))
    return is_aim or (doing[0].startswith("va ") and " ve " in f" {gap[: doing.start()]}")


def links_between(text: Text, named: Sequence[Named], own: str | None, short: Sequence[Named] = ()) -> Iterator[Link]:
    """Yield what a text says of two documents it names; `short` are those named by kind and number alone."""
    seen: set[tuple[str, str, str]] = set()
    for link in sorted(_links(text, named, short), key=lambda link: (link.span.start, link.span.end)):
        key = (link.source, link.relation, link.target)
        if own not in (link.source, link.target) and key not in seen:
            seen.add(key)
            yield link


def _links(text: Text, named: Sequence[Named], short: Sequence[Named]) -> Iterator[Link]:
    last: Link | None = None
    for index, (left, right) in enumerate(pairwise(named)):
        link = _link(text, left, right)
        if link is not None:
            yield from _also_before(text, named, index, link)
        last = link or _continued(text, last, left, right)
        if last is not None:
            yield last
    starts = [name.start for name in named]
    for name in short:
        before = bisect_left(starts, name.start)
        if before and (link := _link(text, named[before - 1], name)):
            yield link


def _also_before(text: Text, named: Sequence[Named], at: int, link: Link) -> Iterator[Link]:
    """Yield a link for each document that a list puts before the one at an index, of which it was read.

    "Kế hoạch A của Trung ương Hội và Kế hoạch B của tỉnh về thực hiện Quyết định C": both carry C out.
    """
    for index in range(at - 1, -1, -1):
        one, following = named[index], named[index + 1]
        gap = _gap(text, one.title_end, following.start)
        if (
            one.symbol in (None, link.target)
            or not is_same_kind(one.kind, following.kind)
            or not _ONLY_AND.fullmatch(f"{gap} ")
        ):
            return
        yield replace(link, source=one.symbol or "", span=Span(text.raw_offset(one.start), link.span.end))


def _continued(text: Text, last: Link | None, left: Named, right: Named) -> Link | None:
    """Return the link before with the next of a list: "… thực hiện Nghị quyết số A và Nghị quyết số B"."""
    if (
        last is None
        or right.symbol is None
        or not is_same_kind(left.kind, right.kind)
        or right.symbol in (last.source, last.target)
    ):
        return None
    if _ONLY_AND.fullmatch(_gap(text, left.title_end, right.start)) is None:
        return None
    span = text.span(left.start, right.end)
    if left.symbol == last.target:
        return replace(last, target=right.symbol, span=span)
    return replace(last, source=right.symbol, span=span) if left.symbol == last.source else None


# "(Ban hành kèm theo Quyết định số …)" speaks of this document, "Kế hoạch ban hành kèm theo …" of another.
_ISSUED_WITH = re.compile(r"(?:^|\()\s*(?:ban hanh )?kem theo[^.;()]{0,40}$")
# "Theo đề nghị của … tại Công văn số …": the letter proposes a programme, it carries nothing out.
_PROPOSED = re.compile(r"(?:theo|xet) (?:de nghi|to trinh)[^.;]*$")
# A title ends and the preamble begins: what stands on both sides is not one sentence.
_NEW_SENTENCE = re.compile(r"\n\s*\n\s*[A-ZĐ]|\n\s*(?:Thực hiện|Triển khai|Căn cứ|Tiếp tục|Thi hành|Để )")
_WINDOW = 6000  # characters of a preamble that are looked back over
_NEAR = 400  # characters from a document to the one it carries out
_VERBS = 200  # characters in which the verbs right before a document stand


@dataclass(frozen=True, slots=True)
class Scope:
    """A range of the text in which a document says what it is itself: its title or its preamble."""

    start: int
    end: int
    is_title: bool


def _stated(text: Text, named: Named, scope: Scope, since: int) -> Told | None:
    """Return what the preamble says that this document does with one it names there; `since` ends the one before."""
    before = text.folded[max(scope.start, named.start - _WINDOW) : named.start]
    openings = list(_OPENING.finditer(before))
    if _ISSUED_WITH.search(" ".join(before[-_VERBS:].split())):
        return Relation.ISSUED_WITH, None
    opened = before[openings[-1].end() if openings else 0 :]
    since_last = _gap(text, max(scope.start, since, named.start - _VERBS), named.start)
    if (
        _LOOKS_BACK.match(text.folded, scope.start, named.start)
        or BESIDE.search(" ".join(opened.split()))
        or _BUILT_ON.search(since_last)
        or _is_reported(text, named, scope, since)
        or (openings and _begins_anew(text, named.start - len(before) + openings[-1].end(), named.start))
    ):
        return CITED
    is_basis = openings and openings[-1]["verb"] in _BASES
    if is_basis and _AIMS_AT_DOING.search(since_last):
        return Relation.IMPLEMENTS, None
    if _is_carried_out_by_last(text, named, scope, since) or _ASIDE_BASE.search(since_last):
        return CITED
    if _ISSUES_TO_DO.search(since_last):
        return _DONE
    if not is_basis and (changed := change_in(_gap(text, max(scope.start, since, named.start - _VERBS), named.start))):
        return changed if since <= scope.start else CITED
    if openings:
        return _opened(" ".join(openings[-1]["verb"].split()))
    return (Relation.IMPLEMENTS, None) if _GOES_ON_DOING.search(" ".join(opened.split())) else None


# "… hướng dẫn như sau (thay cho Hướng dẫn số …):" says it of itself.
_OWN_IN_BRACKETS = re.compile(
    r"(?:nhu sau|sau day|duoi day|noi dung sau|nay)\s*\((?:de )?(?P<verb>thay (?:the|cho)|bai bo|huy bo)"
    r"(?: (?:cac|toan bo|noi dung))*[^();]{0,40}$"
)


def _in_own_brackets(text: Text, named: Named, since: int) -> Told | None:
    replaced = _OWN_IN_BRACKETS.search(_gap(text, max(since, named.start - _VERBS), named.start))
    if replaced is None:
        return None
    return REPEALED if replaced["verb"] in ("bai bo", "huy bo") else (Relation.REPLACES, None)


_NEXT_SENTENCE = re.compile(rf"(?<=[^\W_]{{2}})\.\s+(?=[{UPPER}])")


def _begins_anew(text: Text, start: int, end: int) -> bool:
    """Say whether a sentence ends between the verb that opens one and a document: the verb says nothing of it."""
    ends = list(_NEXT_SENTENCE.finditer(text.restored, start, end))
    return bool(ends) and _TELLS_WHEN.match(text.folded, ends[-1].end(), end) is not None


_TELLS_WHEN = re.compile(
    r"(?:trong )?(?:thoi gian|nhung nam|nam|thang|quy|tu (?:dau|khi|ngay)|sau khi|truoc|hien nay|qua|tuy|den nay|ngay)"
    r"(?![a-z])"
)
_OF_ITS_TITLE = re.compile(r"\s(?:ve|v/v|viec)\s|\s(?:trien khai|quan triet|cu the hoa|thi hanh|tiep tuc thuc hien)\b")
# "Căn cứ Luật … và để thực hiện Chỉ thị số …": the basis ends, and what is done begins.
_AIMS_AT_DOING = re.compile(rf"(?:\bva|,|dong thoi)\s+(?:de|nham)\s+{DOING}\s*$")


def _is_carried_out_by_last(text: Text, named: Named, scope: Scope, since: int) -> bool:
    """Say whether one stands in the title of the paper before: "Thực hiện Kế hoạch A về (triển khai) Chỉ thị B".

    A bare "thực hiện" takes up the sentence's own verb, and both are carried out.
    """
    gap = _gap(text, since, named.start) if scope.start < since and named.start - since < _NEAR else ""
    if _CARRIES_OUT.match(gap) is None or _is_own_again(gap) or "," in gap:
        return False
    return _OF_ITS_TITLE.search(f" {gap}") is not None


# "phát huy kết quả Đề án 939 (Quyết định số 939/QĐ-TTg …)": what came before, and is built on.
_BUILT_ON = re.compile(
    r"(?:phat huy|ke thua|tiep noi|ghi nhan)\s(?:\S+\s){0,3}?(?:ket qua|thanh qua|kinh nghiem)\b[^;]*$"
)


def _is_reported(text: Text, named: Named, scope: Scope, since: int) -> bool:
    """Say whether the paper before only asks how it goes: "Thực hiện Công văn A về báo cáo tình hình triển khai B"."""
    asked = _gap(text, max(since, named.start - _VERBS), named.start)
    return since > scope.start and use_of(asked) == (Relation.CITES, "reviews")


# "Để giảm thiểu thiệt hại …, tiếp tục thực hiện Chỉ thị số …, Thủ tướng yêu cầu": a second verb of the sentence.
_GOES_ON_DOING = re.compile(
    r",\s*(?:(?:va|dong thoi|tiep tuc|nham|de)\s+)*(?:trien khai|thuc hien)(?:\s+thuc hien)?\s*$"
)
_BASES = ("can cu", "theo", "xet")
# "Thời gian qua, thực hiện Chỉ thị số …, các cấp đã …": what was done till now, not what this paper is for.
_LOOKS_BACK = re.compile(
    r"(?:trong )?(?:thoi gian|(?:nhung |cac |may |\d+ )?nam|giai doan|nhiem ky)(?: (?:\d+|vua|gan|truoc))*"
    r" (?:qua|day|gan day)\b[^.]*$"
)
# "Thực hiện Chỉ thị A và theo quy định tại Nghị định B": what it goes by, beside what it carries out.
_ASIDE_BASE = re.compile(
    r"(?:\bva|,|;) (?:theo|can cu|tren co so|bam sat|gan voi|dong bo voi|phu hop voi|tiep theo|tiep noi)"
    r"(?: (?:quy dinh|noi dung|tinh than|huong dan))?(?: (?:cua|tai))?\s*$"
)
# "Ủy ban nhân dân xã ban hành Kế hoạch triển khai Nghị quyết số …": this paper, and what it is for.
_ISSUES_TO_DO = re.compile(
    r"\b(?:ban hanh|xay dung|de ra) (?:ke hoach|chuong trinh|chi thi|huong dan|ke hoach hanh dong|nghi quyet|de an)"
    rf"(?: hanh dong)?(?: nay)?(?: de| nham)? {DOING}\s*$"
)


def _opened(verb: str) -> Told | None:
    """Return what the verb that opens a sentence of the preamble says of the documents in it."""
    if verb in _BASES:
        return Relation.CITES, "based_on"
    if verb in ("ve viec", "phe duyet"):
        return None
    if verb.startswith("thay the"):
        return Relation.REPLACES, None
    return (Relation.AMENDS if verb.startswith("sua doi") else Relation.IMPLEMENTS), None


def own_relations(text: Text, named: Sequence[Named], scopes: Sequence[Scope]) -> list[Told]:
    """Return what this document says that it does with each document it names, place by place."""
    titles = [relations_in_title(text, named, scope.start, scope.end) for scope in scopes if scope.is_title]
    told = {start: said for title in titles for start, said in title.items() if said != CITED}
    found: list[Told] = []
    since, is_aside = 0, False
    for name in named:
        said = told.get(name.start) or _own_relation(text, name, scopes, since)
        goes_on = bool(found) and _ONLY_AND.fullmatch(f"{_gap(text, since, name.start)} ") is not None
        is_aside = _ASIDE_BASE.search(_gap(text, since, name.start)) is not None or (is_aside and goes_on)
        if is_aside and said == _DONE:
            said = CITED  # "Thực hiện A, căn cứ B và C": what it goes by, too
        found.append(found[-1] if goes_on and said == CITED and found[-1] in _OF_LISTS else said)
        since = name.title_end
    return found


def _own_relation(text: Text, named: Named, scopes: Sequence[Scope], since: int) -> Told:
    for scope in scopes:
        if scope.is_title or not scope.start <= named.start < scope.end:
            continue
        if stated := _in_own_brackets(text, named, since) or _stated(text, named, scope, since):
            return stated
    return _changed_by_this(text, named, since) or CITED


_OF_LISTS = (_DONE, (Relation.REPLACES, None), REPEALED)  # what is said once for all of a list

_GOES_ON = re.compile(
    r"^[\s,;]*(?:va|,|;|dong thoi)\s|;\s*(?:va |dong thoi )?(?:thay the|bai bo|huy bo|sua doi|bo sung|dieu chinh)\b"
)


def _changed_by_this(text: Text, named: Named, since: int) -> Told | None:
    """Return how a sentence says that this document changes one: "Kế hoạch này thay thế Kế hoạch số …"."""
    before = _gap(text, max(0, named.start - 360), named.start)
    this = _THIS.search(before)
    if this is None:
        return None
    gap = _gap(text, max(0, since, named.start - 360), named.start)
    if _THIS.search(gap) is None and _GOES_ON.search(gap) is None:
        return None  # "… Kế hoạch này theo Quyết định A (thay thế Quyết định B)": the document before changes it
    if _THIS_DOES.search(this[0]):
        return _DONE
    said = _CHANGED_BY_THIS.search(this[0])
    return _CHANGE.get(said["verb"], (Relation.AMENDS, None)) if said else change_in(this[0])
