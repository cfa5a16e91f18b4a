"""Tables that run over pages made whole: repeated headings left out, rows that a page cut joined again."""

from collections.abc import Sequence

from loaders.formats.pdfgrids import Cell, Grid
from loaders.formats.pdflines import joined

_SHIFT = 6.0  # points by which the columns of one table may differ from page to page


def continues(above: Grid, below: Grid) -> bool:
    """Say whether a table at the head of a page has the columns of the one at the foot of the page before."""
    if len(above.columns) != len(below.columns):
        return False
    shift = below.columns[0] - above.columns[0]  # facing pages have different margins
    pairs = zip(above.columns, below.columns, strict=True)
    return all(abs(there - here - shift) <= _SHIFT for here, there in pairs)


def append(whole: list[list[Cell]], below: Grid) -> list[int]:
    """Add the rows of the next page to those of a table; return the indices of the rows that begin on that page."""
    rows = below.rows[_repeated_headings(whole, below.rows) :]
    aliases: dict[int, Cell] = {}
    if rows and whole:
        first, last = rows[0], whole[-1]
        if _is_cut(first):
            aliases = {id(cell): before for cell, before in zip(first, last, strict=True)}
            _join(first, last)
            rows = rows[1:]
        elif not first[0].text:
            aliases = {id(cell): before for cell, before in _leading_blanks(first, last)}
    begun = len(whole)
    whole += [[aliases.get(id(cell), cell) for cell in row] for row in rows]
    return list(range(begun, len(whole)))


def _repeated_headings(whole: Sequence[Sequence[Cell]], rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many rows at the head of a page repeat the headings of the table."""
    count = 0
    while (
        count < min(len(whole), len(rows)) and _texts(whole[count]) == _texts(rows[count]) and any(_texts(rows[count]))
    ):
        count += 1
    return count


def _texts(row: Sequence[Cell]) -> list[str]:
    return [cell.text for cell in row]


def _is_cut(row: Sequence[Cell]) -> bool:
    """Say whether a row goes on with the last row of the page before: no number, and most of its cells empty."""
    told = [cell for cell in dict.fromkeys(row) if cell.text]
    return not row[0].text and len(told) > 0 and 2 * len(told) <= len(row)


def _join(first: Sequence[Cell], last: Sequence[Cell]) -> None:
    """Add the words of a row to the cells of the row that it goes on with, each once."""
    for cell, before in dict(zip(first, last, strict=True)).items():
        before.text = joined((before.text, cell.text))
        before.lines = [*before.lines, *cell.lines]


def _leading_blanks(first: Sequence[Cell], last: Sequence[Cell]) -> list[tuple[Cell, Cell]]:
    """Return the empty cells before the first words of a row, with those above: a cell that reaches over the page."""
    told = next((index for index, cell in enumerate(first) if cell.text), len(first))
    return list(zip(first[:told], last[:told], strict=True))
