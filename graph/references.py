"""What is said of a document, by itself or by another: the material of which identities are made."""

import re
from dataclasses import dataclass

from graph.organs import Organ, is_shared, kind_of, parse_symbol, symbol_key
from graph.places import Context, Place, context_of, find_mark, find_place, stated_level
from ontology.folding import compose
from ontology.identifiers import DocumentId, document_id, slug
from ontology.model import Branch, Citation, Document, Level

_CENTRAL = re.compile(
    r"Trung ương|Chính phủ|Thủ tướng|Quốc hội|Bộ Chính trị|Ban Bí thư|Chủ tịch nước|^(?:BCH )?TW\b|^Bộ "
)
# Congresses of the Party: the thirteenth met in 2021, one every five years before and after.
_TERM = re.compile(r"(?:khóa|khoá) ([IVX]+)(?!\w)")
_TERM_YEARS = 5
_FIRST_TERM = 2021 - 13 * _TERM_YEARS
_ROMAN = {"I": 1, "V": 5, "X": 10}
_YEAR = re.compile(r"\d{4}(?=$|-)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One naming of a document; `place` is `None` for central organs (`is_central`) and where it is unknown.

    `scope` is the place or document that an unknown place is relative to; `is_assumed` says that the place
    was
    taken from the citing document and not from words; `words` stand for a document that has no symbol.
    """

    symbol: str | None
    words: str
    year: str | None = None
    issued: str | None = None
    place: Place | None = None
    scope: str = ""
    is_central: bool = False
    is_assumed: bool = False
    kind: str | None = None
    issuer: str | None = None
    title: str | None = None
    level: Level | None = None
    branch: Branch | None = None
    file_name: str = ""
    province: str | None = None  # of the citing document, where the place is unknown
    said: str | None = None  # the year of the citing document

    @property
    def key(self) -> str:
        """Return the key under which namings that may mean one document come together."""
        return symbol_key(self.symbol) if self.symbol else f"={self.words}"

    @property
    def organ(self) -> str:
        """Return what tells organs of one code and place apart: the issuer's name, for a code that many use.

        A place has several steering committees (BCĐ), each with its own numbers, but one People's Committee.
        """
        if self.symbol is None or self.issuer is None or not is_shared(_organ(self.symbol)):
            return ""
        mark = find_mark(self.issuer)
        return slug(compose(self.issuer)[: mark.start] if mark else self.issuer)

    @property
    def is_yearly(self) -> bool:
        """Whether the number of the symbol starts anew each year: the State's does, the Party's runs through a term."""
        return self.symbol is not None and _organ(self.symbol).branch is Branch.STATE

    def may_be_of(self, year: str) -> bool:
        """Say whether the document named may be of a year: no later than who names it, and of the term that is told."""
        term = _TERM.search(compose(self.issuer or ""))
        begun = _FIRST_TERM + _TERM_YEARS * _roman(term[1]) if term and self.branch is Branch.PARTY else None
        in_term = begun is None or begun <= int(year) <= begun + _TERM_YEARS
        return in_term and (self.said is None or year <= self.said)

    def identity(self, year: str | None, place: Place | None, organ: str) -> DocumentId:
        """Return the id under this symbol, with the year, place and organ that were settled on."""
        where = place.full_name if place else ("" if self.is_central else self.scope)
        return document_id(
            self.symbol or (None if self.file_name else self.words),
            year=year,
            issuer=f"{organ} {where}",
            file_name=self.file_name,
        )


def own_reference(document: Document) -> Reference:
    """Return what a document's head says of the document itself."""
    header = document.header
    organ = _organ(header.symbol)
    context = context_of(document)
    # A place of issue is no level: what only the centre numbers is the centre's, however torn its head is.
    central = header.level is Level.CENTRAL or organ.is_central
    place = None if central else context.own
    title = f"{header.kind or ''} {header.title or ''}"
    return Reference(
        symbol=header.symbol,
        words=slug(title if header.title else document.source.name)[:120],  # a register's file is not its rows' name
        year=_year(header.symbol, header.issued),
        issued=header.issued,
        place=place,
        scope="" if central or place else slug(document.source.name.rsplit(".", 1)[0]),
        is_central=central,
        kind=header.kind,
        issuer=header.issuer,
        title=header.title,
        level=header.level or organ.level,
        branch=header.branch or organ.branch,
        file_name="" if header.symbol or document.source.row else document.source.name,
    )


def cited_reference(citation: Citation, document: Document) -> Reference:
    """Return what a document says of another one that it cites."""
    context = context_of(document)
    organ = _organ(citation.symbol)
    central = _is_central(citation, organ, context)
    place, assumed = (None, False) if central else _place(citation, organ, context)
    return Reference(
        symbol=citation.symbol,
        words=slug(f"{citation.kind or ''} {citation.title or ''}")[:120],
        year=_year(citation.symbol, citation.issued),
        issued=citation.issued,
        place=place,
        scope="" if central or place else _scope(citation, organ, document),
        is_central=central,
        is_assumed=assumed,
        province=None if central or place or context.province is None else context.province.name,
        said=_year(None, document.header.issued),
        kind=citation.kind or (kind_of(citation.symbol) if citation.symbol else None),
        issuer=citation.issuer,
        title=citation.title,
        level=Level.CENTRAL if central else _level(citation, place, organ, context),
        branch=organ.branch or _branch(citation.issuer),
    )


def named_reference(symbol: str, document: Document) -> Reference:
    """Return what a document says of another by its symbol alone."""
    return cited_reference(Citation(symbol=symbol), document)


def _roman(number: str) -> int:
    values = [_ROMAN[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _organ(symbol: str | None) -> Organ:
    parts = parse_symbol(symbol) if symbol else None
    return parts.organ if parts else Organ(code="")


def _year(symbol: str | None, issued: str | None) -> str | None:
    parts = parse_symbol(symbol) if symbol else None
    if parts and parts.year:
        return parts.year
    found = _YEAR.match(issued or "")
    return found[0] if found else None


def _is_central(citation: Citation, organ: Organ, context: Context) -> bool:
    if organ.level is not None:
        return organ.is_central
    issuer = compose(citation.issuer or "")
    if find_mark(issuer) is not None:
        return False
    if _CENTRAL.search(issuer):
        return True
    return context.level is Level.CENTRAL or not (citation.symbol or citation.issuer)


def _place(citation: Citation, organ: Organ, context: Context) -> tuple[Place | None, bool]:
    """Return the place of a local organ, and whether it was assumed from the citing document's place."""
    if citation.issuer and find_mark(citation.issuer):
        return find_place(citation.issuer, context), False
    if organ.level is Level.PROVINCE:
        # In a city under a province "TU" is the city's committee or the province's: not to be told without
        # the issuer.
        return (None, False) if context.level is Level.DISTRICT else (context.province, True)
    if organ.level is Level.DISTRICT:
        return context.at(Level.DISTRICT), True
    return context.own, True


def _level(citation: Citation, place: Place | None, organ: Organ, context: Context) -> Level | None:
    """Return the level of the place, or that the issuer's name says, or that of the symbol's organ."""
    if place is not None:
        return place.level
    stated = stated_level(citation.issuer or "", context)
    if stated is None and context.level is Level.DISTRICT and organ.level is Level.PROVINCE:
        return None  # "TU" in a city under a province: the city's committee or the province's
    return stated or organ.level


def _scope(citation: Citation, organ: Organ, document: Document) -> str:
    """Return what an unknown place is relative to: the area of the citing document, or the document."""
    mark = find_mark(citation.issuer or "")
    unit = mark.unit if mark else (organ.code or "")
    return f"{unit} {document.header.area or document.source.name.rsplit('.', 1)[0]}"


def _branch(issuer: str | None) -> Branch | None:
    name = compose(issuer or "").casefold().replace("uỷ", "ủy")
    if "mặt trận" in name:
        return Branch.FRONT
    if re.search(r"đảng|(?:tỉnh|thành|huyện|quận|thị) ủy|bộ chính trị|ban bí thư|trung ương", name):
        return Branch.PARTY
    return (
        Branch.STATE if re.search(r"ủy ban nhân dân|ubnd|hội đồng nhân dân|^(?:sở|bộ|phòng) |chính phủ", name) else None
    )
