"""Word files (.docx, ECMA-376): what a reader of the printed page would read, and nothing else.

Text: paragraphs one a line, the numbers that Word generates written out, text boxes after the paragraph that
they hang on, footnotes and endnotes at the end. Not text: tracked deletions, hidden words, field codes,
comments, numbers that refer to notes, running heads and feet. Cells of tables are parted by a tab, rows by
a new line.
"""

import hashlib
import zipfile

from loaders.formats.archives import open_archive, part_of
from loaders.formats.refusals import BrokenWordError, EmptyFileError
from loaders.formats.wordblocks import Block, Grid, Paragraph, blocks_of
from loaders.formats.wordnotes import notes_of
from loaders.formats.wordnumbers import Counting, lists_of
from loaders.formats.wordstyles import styles_of
from loaders.formats.writing import Writing
from ontology.folding import fold
from ontology.model import SourceText

_BODY = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body"
_LETTERHEAD_ROWS, _LETTERHEAD_COLUMNS = 4, 3  # at most
_LETTERHEAD = ("cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam", "noi nhan")


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a Word file with its tables. Raise an `UnreadableError` that names the remedy."""
    with open_archive(data, "Word (.docx)") as archive:
        blocks, notes = _contents(archive)
    writing = Writing()
    _write(writing, blocks)
    _write(writing, notes)
    if not writing.text.strip():
        raise EmptyFileError
    return SourceText(
        name=name, sha256=hashlib.sha256(data).hexdigest(), raw=writing.text, tables=tuple(writing.tables)
    )


def _contents(archive: zipfile.ZipFile) -> tuple[list[Block], list[Block]]:
    """Return the blocks of the body and those of the notes it refers to."""
    main = part_of(archive, "word/document.xml")
    body = None if main is None else main.find(_BODY)
    if body is None:
        raise BrokenWordError("word/document.xml")
    styles = styles_of(part_of(archive, "word/styles.xml"))
    counting = Counting(lists_of(part_of(archive, "word/numbering.xml")))
    blocks = list(blocks_of(body, styles, counting))
    notes = [
        note
        for part in ("footnotes", "endnotes")
        for note in notes_of(part_of(archive, f"word/{part}.xml"), styles, counting)
    ]
    return blocks, notes


def _write(writing: Writing, blocks: list[Block]) -> None:
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
    """Write the cells of a letterhead one after the other, their paragraphs one a line."""
    for row in grid.rows:
        for cell in row:
            if isinstance(cell, str) and cell.strip():
                writing.write("".join(f"{line}\n" for line in cell.split("\n") if line.strip()))
