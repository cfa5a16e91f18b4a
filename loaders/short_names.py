"""Documents named in short: the paper itself ("Kế hoạch này"), and one that it has named in full ("Kết luận").

A short name is read only where one document can be meant: two of a kind leave it open.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.mentions import Named, named_in
from loaders.symbols import kind_of_code, symbol_of
from loaders.text import Text, text_of
from ontology.folding import fold
from ontology.model import Document, Span

_KIND = (
    r"(?P<kind>nghi\s+quyet|ke\s+hoach(?:\s+hanh\s+dong)?|chuong\s+trinh(?:\s+hanh\s+dong)?|quyet\s+dinh|ket\s+luan|"
    r"chi\s+thi|huong\s+dan|thong\s+bao|nghi\s+dinh|thong\s+tu|luat|phap\s+lenh|quy\s+dinh|quy\s+che|de\s+an)"
)
_THIS = re.compile(rf"(?<!\w){_KIND}\s+nay(?!\w)")
_OF = re.compile(rf"(?<!\w)(?<!cac )(?<!nhung ){_KIND}\s+cua\s+")
_PLACE = re.compile(
    r"\s(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa|tinh|thanh pho)(?! uy)(?:\s.*)?$|(?<=\suy)\s.*$"
)
_BUREAU = r"(?:ban (?:thuong vu|chap hanh) )?"  # that speaks for its committee
# Alone in the middle of a sentence, with a capital, and nothing behind that tells which one.
_ALONE = re.compile(
    rf"(?<=[a-z0-9,] )(?<!cac )(?<!nhung )(?<!du thao )(?<!mot )(?<!mot so ){_KIND}"
    r"(?=\s*[.;,:)]|\s+(?:va|da|de|den|tai|van|con|chua|trong|duoc|theo|bang|gan voi|mot cach|nham|vao)\s)"
)


_HEADING = re.compile(rf"^[ \t]*{_KIND}[ \t]*:?[ \t]*$", re.MULTILINE)
_AS_FOLLOWS = re.compile(rf"ban hanh {_KIND}(?=\s[^.;:\n]{{0,60}}nhu sau)")


def own_mentions(document: Document) -> Iterator[Span]:
    """Yield where a paper names itself: "Kế hoạch này", "Kế hoạch của Ban Thường vụ Đảng ủy" in that body's plan.

    Its own symbol is itself too, but for a paper of another year under it.
    """
    text = text_of(document.source.raw, document.restored, document.offsets, ())
    kind = fold(document.header.kind or "")
    kinds = [kind, *_issued_kinds(document.header.title or "")]
    yield from _own_symbols(document, text)
    yield from (text.span(*found) for found in _own_kinds(text, kinds))
    for found in _HEADING.finditer(text.folded):
        if _one_line(found["kind"]) == kind and text.restored[found.start("kind") : found.end("kind")].isupper():
            yield text.span(*found.span("kind"))
    issuer = _body(document.header.issuer)
    if not issuer or issuer in {_body(each.issuer) for each in document.citations if fold(each.kind or "") in kinds}:
        return
    flat = text.folded.replace("\n", " ")
    for found in _OF.finditer(flat):
        said = re.match(rf"{_BUREAU}{re.escape(issuer)}(?!\w)", flat[found.end() :])
        if said and _is_of_kinds(found["kind"], kinds):
            yield text.span(found.start(), found.end() + said.end())


def _own_kinds(text: Text, kinds: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield where a text names the paper by a kind alone, or as "this"."""
    flat = text.folded.replace("\n", " ")
    for pattern in (_THIS, _AS_FOLLOWS):
        for found in pattern.finditer(flat):
            if _is_of_kinds(found["kind"], kinds):
                yield found.start("kind"), found.end()
    for found in _ALONE.finditer(flat):
        if _is_of_kinds(found["kind"], kinds) and text.restored[found.start()].isupper():
            yield found.span()


def _is_of_kinds(said: str, kinds: Sequence[str]) -> bool:
    return any(_calls(_one_line(said), kind) for kind in kinds)


# A paper that issues, approves or is about a plan is, with it, one paper: "Phê duyệt Đề án …" is "Đề án này".
_ISSUES = re.compile(rf"(?:(?:ban hanh|phe duyet|thong qua)\s+|ve\s+(?:viec\s+ban\s+hanh\s+)?){_KIND}(?!\w)")


def _issued_kinds(title: str) -> list[str]:
    """Return the kind of what a paper issues, as its title opens."""
    found = _ISSUES.match(fold(title))
    return [_one_line(found["kind"])] if found else []


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _own_symbols(document: Document, text: Text) -> Iterator[Span]:
    """Yield where a paper gives its own symbol, but in its number line and for a paper of another day."""
    header = document.header
    head = header.spans.get("symbol")
    for name in named_in(text) if header.symbol else ():
        span = text.span(name.start, name.end)
        is_head = head is not None and head.start <= span.start < head.end
        if not is_head and name.symbol == header.symbol and _is_of(name.issued, header.issued):
            yield span


def _calls(said: str, kind: str) -> bool:
    """Say whether a paper of a kind may be called so: "Chương trình" is a "Chương trình hành động"."""
    return said == kind or kind.startswith(f"{said} ")


def _is_of(said: str | None, issued: str | None) -> bool:
    return said is None or issued is None or said.startswith(issued) or issued.startswith(said)


def _body(issuer: str | None) -> str:
    """Return the folded words of an issuer without its place: "ban thuong vu dang uy"."""
    return _PLACE.sub("", " ".join(fold(issuer or "").split()))


def short_names(
    text: Text, named: Sequence[Named], own: str | None, titles: Sequence[tuple[int, int]]
) -> Mapping[str, list[tuple[int, int]]]:
    """Return where a text names by kind alone, or by kind and issuer, the one document of that kind that it cites.

    A kind alone that is the paper's own (by its symbol, `own`) is the paper. Only what was named before can be meant;
    of several the one that the title names is: the paper carries it out.
    """
    flat = text.folded.replace("\n", " ")
    at = symbol_of(own or "")
    kind = fold(kind_of_code(at.code) or "") if at else ""
    taken = [(name.start, name.title_end) for name in named]
    found: dict[str, list[tuple[int, int]]] = {}
    for match in (*_ALONE.finditer(flat), *_OF.finditer(flat)):
        if any(start <= match.start() < end for start, end in taken) or not text.restored[match.start()].isupper():
            continue
        if match.re is _ALONE and _one_line(match["kind"]) == kind:
            continue
        every = [name for name in named if name.symbol and name.end <= match.start() and _may_be(name, match, flat)]
        titled = [name for name in every if any(start <= name.start < end for start, end in titles)]
        meant = {name.symbol: name for name in every}
        meant = meant if len(meant) == 1 else {name.symbol: name for name in titled}
        if len(meant) == 1:
            name = next(iter(meant.values()))
            end = match.end() + _said(name, flat[match.end() :]) if match.re is _OF else match.end()
            found.setdefault(name.symbol or "", []).append((match.start(), end))
    return found


_ISSUED_WITH = re.compile(rf"(?<!\w){_KIND}\s+(?:ban hanh\s+)?kem theo\s+$")


def _may_be(name: Named, match: re.Match[str], flat: str) -> bool:
    """Say whether a short name may mean a document, or the plan that was issued with it."""
    issued = _ISSUED_WITH.search(flat, max(0, name.start - 60), name.start)
    called = {fold(name.kind or "-"), _one_line(issued["kind"]) if issued else "-"}
    said = _one_line(match["kind"])
    if match.re is _ALONE:
        return said in called
    is_kind = any(said.startswith(kind) or kind.startswith(said) for kind in called)
    return is_kind and _said(name, flat[match.end() :]) > 0


def _said(name: Named, words: str) -> int:
    """Return how much of some words is the issuer, or the committee whose bureau issued: "của Tỉnh ủy"."""
    issuer = " ".join(fold(name.issuer or "").split())
    for body in (issuer, re.sub(rf"^{_BUREAU}", "", issuer)):
        if body and re.match(rf"{re.escape(body)}(?!\w)", words):
            return len(body)
    return 0
