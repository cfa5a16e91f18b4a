"""What the head and the foot of a document say of it: symbol, kind, title, day, issuer, area, level, signer.

Places: Decree 30/2020/NĐ-CP annex I (national name and issuer side by side, number, place and day, kind and
title, signature) and Guide 36-HD/VPTW (Party name on the right, issuer on the left, star, number).
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.authority import is_of_standing_committee, speaker_of
from loaders.jurisdiction import areas_of, branch_of, level_of
from loaders.layout import Line
from loaders.letterhead import (
    issued_on,
    issuer_lines,
    issuer_of_lines,
    issuer_of_preamble,
    issuer_of_title,
    symbol_of_head,
    title_of,
)
from loaders.mentions import named_in
from loaders.places import AREA, AREA_KINDS
from loaders.published import codified, issuer_above_bases, kind_of_opening
from loaders.signature import signer_of
from loaders.symbols import kind_of_code
from loaders.text import Text, one_line
from loaders.zones import Zones
from ontology.folding import fold
from ontology.model import Header, Span


def _span_of(text: Text, lines: Sequence[Line]) -> Span | None:
    kept = [line for line in lines if not line.is_blank]
    return text.span(kept[0].start, kept[-1].end) if kept else None


def _own_of_title(text: Text, zones: Zones) -> str | None:
    """Return whose paper the title says it is; a standing committee that signs speaks for itself."""
    issuer = issuer_of_title(text, zones)
    if issuer and fold(issuer).startswith("ban chap hanh") and is_of_standing_committee(zones.tail):
        return None
    return issuer


# "HỘI NÔNG DÂN" below "ỦY BAN MTTQ VIỆT NAM TỈNH …": the union of that area.
_UNION = re.compile(r"(?:Ban (?:Thường vụ|Chấp hành|Thường trực) )?(?:Hội|Liên đoàn|Đoàn)\b(?! đồng)")


def _placed(issuer: str | None, area: str | None) -> str | None:
    """Return an issuer with its area's name where it only tells the area's kind, or is a union without one."""
    if issuer is None or area is None:
        return issuer
    place = area.split(" ", 1)[-1].removeprefix("phố ").removeprefix("xã ")
    if issuer.endswith(f" {place.lower()}"):  # capitals tell no proper name: "BỆNH VIỆN ĐA KHOA HÀ CHÂU"
        return f"{issuer.removesuffix(place.lower())}{place}"
    kind = next((kind for kind in AREA_KINDS if issuer.endswith(f" {kind}")), None)
    if kind and area.startswith(f"{kind} "):
        return f"{issuer.removesuffix(kind)}{area}"
    return f"{issuer} {area}" if _UNION.match(issuer) and not AREA.search(f"{fold(issuer)} ") else issuer


def header_of(text: Text, zones: Zones) -> Header:
    """Return what a document says of itself; what it does not say stays `None`."""
    at = symbol_of_head(text, zones)
    symbol, symbol_span = at or (None, None)
    issued, issued_span = issued_on(text, zones)
    lines = issuer_lines(text, zones)
    issuer, issuer_span = (
        _own_of_title(text, zones) or issuer_of_lines(lines),
        _span_of(text, zones.head[: len(lines) or 0]),
    )
    if published := codified(text):
        (issued, issued_span), (issuer, issuer_span) = published
    if issuer is None and (said := issuer_above_bases(text, zones)):
        issuer, issuer_span = said
    if issuer is None and (said := issuer_of_preamble(text, zones)):
        issuer, issuer_span = said
    area, above = areas_of(text, issuer, lines, symbol)
    level, branch = level_of(text, issuer, area, symbol, lines), branch_of(issuer, symbol, text)
    signer, signer_span = signer_of(text, zones)
    spans = {
        "symbol": symbol_span, "issued": issued_span, "issuer": issuer_span, "signer": signer_span,
        "title": _span_of(text, zones.title),
    }  # fmt: skip
    return Header(
        symbol=symbol.symbol if symbol else None,
        printed_symbol=one_line(symbol_span.of(text.raw)) if symbol_span else None,
        kind=zones.kind or (kind_of_code(symbol.code) if symbol else kind_of_opening(zones)),
        title=title_of(zones),
        issued=issued,
        issuer=_placed(speaker_of(text, zones, issuer), area),
        area=area,
        parent_area=above,
        level=level,
        branch=branch,
        signer=signer,
        spans={name: span for name, span in spans.items() if span is not None},
    )


# "(Kèm theo Hướng dẫn số 12-HD/VPTW, ngày …)" under an annex's title: the paper that the annex belongs to.
_ANNEXED_TO = re.compile(r"\(\s*(?:ban hanh )?kem theo\s+$")


def _with_symbol_of_annexes(header: Header, text: Text) -> Header:
    """Return the header with the symbol that the annexes give to the paper they belong to, where all give one."""
    if header.symbol is not None or header.kind is None:
        return header
    named = [
        name
        for name in named_in(text)
        if name.kind == header.kind and _ANNEXED_TO.search(text.folded, max(0, name.start - 30), name.start)
    ]
    if len({name.symbol for name in named}) != 1:
        return header
    return replace(header, symbol=named[0].symbol)


def completed(header: Header, text: Text) -> Header:
    """Return the header, day and issuer taken from where the text names its own symbol if the letterhead has none.

    So is the symbol, where the annexes name the paper that they belong to.
    """
    header = _with_symbol_of_annexes(header, text)
    if header.symbol is None or (header.issued and header.issuer):
        return header
    own = next((name for name in named_in(text) if name.symbol == header.symbol and (name.issued or name.issuer)), None)
    if own is None:
        return header
    issuer = header.issuer or own.issuer
    return replace(header, issued=header.issued or own.issued, issuer=issuer)
