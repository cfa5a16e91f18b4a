"""What formats without pages are made of: paragraphs and tables in their order, and how they are written as text."""

from collections.abc import Sequence
from dataclasses import dataclass

from loaders.formats.writing import Writing
from ontology.folding import fold

_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 6, 3  # at most
_LETTERHEAD = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "noi nhan")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """The words of a paragraph with its number before them; line breaks are new lines."""

    text: str
    is_centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Rows of cells, all of one length: words, one line a paragraph, or the place of the cell that a place shares."""

    rows: tuple[tuple[str | tuple[int, int], ...], ...]

    def lines(self) -> list[str]:
        """Return the words of each row on one line, as a table within a cell is read."""
        return [" ".join(cell for cell in row if isinstance(cell, str)) for row in self.rows]


Block = Paragraph | Grid


def write_blocks(writing: Writing, blocks: Sequence[Block]) -> None:
    """Write blocks: a blank line between them, but for the lines of a centred title; letterheads are no tables."""
    before: Block | None = None
    for block in blocks:
        if writing.length and not _belong_together(before, block):
            writing.write("\n")
        if isinstance(block, Paragraph):
            writing.write(f"{block.text}\n")
        elif _is_letterhead(block):
            _write_side_by_side(writing, block)
        else:
            writing.write_table(block.rows)
        before = block


def _belong_together(before: Block | None, block: Block) -> bool:
    """Say whether two blocks stand without a gap: lines of a title or letterhead, one under the other."""
    return isinstance(before, Paragraph) and isinstance(block, Paragraph) and before.is_centred and block.is_centred


def _is_letterhead(grid: Grid) -> bool:
    """Say whether a table only sets a letterhead or a signature side by side (Decree 30/2020/NĐ-CP, annex I)."""
    if len(grid.rows) > _LETTERHEAD_ROWS or max(map(len, grid.rows)) > _LETTERHEAD_COLUMNS:
        return False
    return any(sign in fold(cell) for row in grid.rows for cell in row if isinstance(cell, str) for sign in _LETTERHEAD)


def _write_side_by_side(writing: Writing, grid: Grid) -> None:
    """Write the columns of a letterhead one after the other, their paragraphs one a line."""
    for column in zip(*grid.rows, strict=True):
        for cell in column:
            if isinstance(cell, str) and cell.strip():
                writing.write("".join(f"{line}\n" for line in cell.split("\n") if line.strip()))
