"""Registers of documents: a spreadsheet or delimited file of symbols, days and subjects; each row is a document.

A row's text is the row as it stands in the file. What its document does with others is read out of the subject, as
out of a title; what is not said row by row (whose register this is) is taken from the whole and told.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.capitals import with_capitals
from loaders.citations import citations_in
from loaders.dates import first_date
from loaders.jurisdiction import branch_of, level_of
from loaders.names import canonical
from loaders.places import AREA, area_names, in_sentence_case
from loaders.register_columns import Columns, columns_of
from loaders.relations import Scope
from loaders.symbols import SymbolAt, kind_of_code, letter_symbol_of, symbol_of, symbols_in
from loaders.text import Text
from ontology.folding import compose, fold
from ontology.model import Contents, Document, Header, Level, Problem, Row, SourceText, Span, Table

CODE = "register-columns"  # of the note on what was taken for what
_METHOD = "register"
_NAMED = {
    "symbol": "số ký hiệu / symbol", "date": "ngày / date", "subject": "trích yếu / subject",
    "issuer": "cơ quan ban hành / issuer", "kind": "loại / kind", "signer": "người ký / signer",
}  # fmt: skip
_PROVINCE = re.compile(r"(?<![a-z])(?:tinh|thanh pho)\s+(?:[a-z]+\s?-?\s?){1,5}")
_MOST_WORDS = 5  # of a province's name with its kind, and two more
_CLEARLY = 0.6  # of the mentions of provinces are of the one whose register it is
_FEWEST = 3
_STROKES = re.compile(r"\s*([-/])\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Register:
    """What all rows of a table share."""

    source: SourceText
    columns: Columns
    area: str | None


def contents_of(source: SourceText) -> Contents | None:
    """Return the documents of a register; `None` where no table of the file is one."""
    documents: list[Document] = []
    notes: list[Problem] = list(source.problems)
    for table in source.tables:
        cells = [[cell.of(source.raw) for cell in row] for row in table.rows]
        columns = columns_of(cells)
        if columns is None:
            continue
        area = _area_above(cells[: max(columns.heading, 0)]) or _area_within(cells, columns)
        register = _Register(source=source, columns=columns, area=area)
        found = list(_documents(register, table))
        documents.extend(found)
        notes.append(_told(register, cells, len(found)))
    return Contents(sha256=source.sha256, documents=tuple(documents), notes=tuple(notes)) if documents else None


def _documents(register: _Register, table: Table) -> Iterator[Document]:
    for number, cells in enumerate(table.rows[register.columns.heading + 1 :], register.columns.heading + 2):
        words = [cell.of(register.source.raw) for cell in cells]
        if sum(bool(register.columns.cell(words, field)) for field in ("symbol", "date", "subject")) > 1:
            yield _document(register, number, cells)


def _document(register: _Register, number: int, cells: Sequence[Span]) -> Document:
    """Return the document of a row, its positions counted in the row's own text."""
    start, end = _row_range(register.source.raw, cells)
    raw = register.source.raw[start:end]
    spans = {
        field: Span(cells[place].start - start, cells[place].end - start)
        for field, place in register.columns.places.items()
        if place < len(cells) and cells[place].of(register.source.raw).strip()
    }
    source = SourceText(
        name=register.source.name,
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        raw=raw,
        row=Row(number=number, start=start, register=register.source.name),
    )
    restored = _restored(raw, spans)
    header, problems = _header(register, raw, restored, spans)
    subject = spans.get("subject", Span(0, 0))
    text = _only(restored, raw, subject)
    citations, links = citations_in(text, [Scope(subject.start, subject.end, is_title=True)], header.symbol)
    return Document(
        source=source,
        restored=restored,
        offsets=((0, 0),),
        header=header,
        citations=tuple(replace(citation, method=_METHOD) for citation in citations),
        links=tuple(replace(link, method=_METHOD) for link in links),
        problems=problems,
    )


def _row_range(raw: str, cells: Sequence[Span]) -> tuple[int, int]:
    """Return the range of a row with the quotation marks of its first and last cell."""
    start = min(cell.start for cell in cells)
    end = max(cell.end for cell in cells)
    return start - (raw[start - 1 : start] == '"'), end + (raw[end : end + 1] == '"')


def _restored(raw: str, spans: dict[str, Span]) -> str:
    """Return the row with the capitals that registers in small letters lack; no character moves."""
    for field in ("symbol", "subject", "issuer"):
        if span := spans.get(field):
            raw = raw[: span.start] + with_capitals(span.of(raw)) + raw[span.end :]
    return raw


def _only(restored: str, raw: str, kept: Span) -> Text:
    """Return the row as the readers of titles see it: the subject, and blanks around it."""
    shown = " " * kept.start + kept.of(restored) + " " * (len(restored) - kept.end)
    return Text(raw=raw, restored=shown, folded=fold(shown), anchors=((0, 0),))


def _header(register: _Register, raw: str, restored: str, spans: dict[str, Span]) -> tuple[Header, tuple[Problem, ...]]:
    said = {field: _plain(span.of(restored)) for field, span in spans.items()}
    at, symbol = _symbol(said.get("symbol", ""))
    issuer = canonical(said["issuer"]) if "issuer" in said else None
    area = _area_of(issuer) or register.area
    text = Text(raw=raw, restored=restored, folded=fold(restored), anchors=((0, 0),))
    level = level_of(text, issuer, area if issuer is None else _area_of(issuer), at)
    found = first_date(fold(said.get("date", "")))
    kind = said["kind"].lower() if "kind" in said else (kind_of_code(at.code) if at else None)
    header = Header(
        symbol=symbol,
        printed_symbol=spans["symbol"].of(raw).strip() if "symbol" in spans else None,
        kind=kind,
        title=said.get("subject"),
        issued=found.iso if found else None,
        issuer=issuer,
        area=None if level is Level.CENTRAL else area,
        level=level,
        branch=branch_of(issuer, at, text),
        signer=said.get("signer"),
        spans={_FIELDS[field]: span for field, span in spans.items() if field in _FIELDS},
    )
    return header, tuple(_problems(header, spans, is_day=found is not None and found.is_possible))


_FIELDS = {"symbol": "symbol", "date": "issued", "subject": "title", "issuer": "issuer", "signer": "signer"}


def _plain(cell: str) -> str:
    """Return the words of a cell on one line, doubled quotation marks single."""
    return " ".join(compose(cell).replace('""', '"').split())


def _symbol(cell: str) -> tuple[SymbolAt | None, str | None]:
    """Return the symbol in a cell and its normal form; one of no known kind stays as printed, spaces evened."""
    tidy = _STROKES.sub(r"\1", cell.replace("–", "-").replace("Ð", "Đ"))
    text = Text(raw=tidy, restored=tidy, folded=fold(tidy), anchors=((0, 0),))
    found = next((at for at in symbols_in(text) if at.start == 0), None)
    if found is None:
        others = (symbol_of(tidy), letter_symbol_of(tidy))
        found = next((at for at in others if at is not None and (at.start, at.end) == (0, len(tidy))), None)
    return found, found.symbol if found and found.end >= len(tidy) - 1 else (tidy or None)


def _problems(header: Header, spans: dict[str, Span], *, is_day: bool) -> Iterator[Problem]:
    if "date" in spans and not is_day:
        yield Problem(
            code="impossible-date",
            message="Ô ngày không phải một ngày có thật; hãy sửa trong sổ. / "
            "The cell of the day holds no possible day; mend it in the register.",
            span=spans["date"],
        )
    if "date" not in spans:
        yield Problem(
            code="no-date",
            message="Dòng này không có ngày ban hành; văn bản để trống ngày. / "
            "This row has no day of issue; its document stays without one.",
            span=Span(0, 0),
        )
    if header.symbol is None:
        yield Problem(
            code="no-symbol",
            message="Dòng này không có số, ký hiệu; văn bản được gọi theo trích yếu. / "
            "This row has no symbol; its document goes by its subject.",
            span=Span(0, 0),
        )


def _area_of(name: str | None) -> str | None:
    """Return the area that an issuer's name ends with, in the register's spelling."""
    folded = fold(name or "")
    found = [known[0] for at in AREA.finditer(folded) if (known := area_names().get(folded[at.start() :]))]
    return found[-1] if found else None


def _area_above(rows: Sequence[Sequence[str]]) -> str | None:
    """Return the area that the lines above the names of the columns speak of."""
    return next((area for row in rows for cell in row if (area := _area_of(in_sentence_case(_plain(cell))))), None)


def _area_within(rows: Sequence[Sequence[str]], columns: Columns) -> str | None:
    """Return the province that nearly all subjects speak of where they speak of one."""
    counted: Counter[str] = Counter()
    for row in rows[columns.heading + 1 :]:
        counted.update(_provinces(fold(compose(columns.cell(row, "subject")))))
    if not counted:
        return None
    name, count = min(counted.items(), key=lambda item: (-item[1], item[0]))
    return name if count >= max(_FEWEST, _CLEARLY * counted.total()) else None


def _provinces(folded: str) -> Iterator[str]:
    """Yield the provinces and cities under the centre that a folded text names."""
    for found in _PROVINCE.finditer(folded):
        words = found[0].split()
        names = (area_names().get(" ".join(words[:count])) for count in range(min(len(words), _MOST_WORDS + 2), 1, -1))
        known = next((name for name in names if name), None)
        if known and known[1] == Level.PROVINCE:
            yield known[0]


def _told(register: _Register, rows: Sequence[Sequence[str]], count: int) -> Problem:
    """Return what was taken for what, so that whoever has the register can see it."""
    columns, heading = register.columns, register.columns.heading
    names = rows[heading] if heading >= 0 else ()
    said = "; ".join(
        f"{_NAMED[field]} = " + (f"“{names[place].strip()}”" if place < len(names) else f"cột / column {place + 1}")
        for field, place in sorted(columns.places.items(), key=lambda item: item[1])
    )
    left_out = sum(any(cell.strip() for cell in row) for row in rows[heading + 1 :]) - count
    return Problem(
        code=CODE,
        message=f"Sổ {count} văn bản, {left_out} dòng không phải văn bản; địa bàn: {register.area or 'không rõ'}; hãy "
        f"xem cột đã hiểu đúng chưa: {said}. / A register of {count} documents, {left_out} rows are none; area: "
        f"{register.area or 'not known'}; look whether the columns were taken right.",
    )
