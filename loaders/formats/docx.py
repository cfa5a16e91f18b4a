"""Word files (.docx, ECMA-376): what a reader of the printed page would read, and nothing else.

Text: paragraphs one a line, the numbers that Word generates written out, text boxes after the paragraph that
they hang on, footnotes and endnotes at the end. Not text: tracked deletions, hidden words, field codes,
comments, numbers that refer to notes, running heads and feet. Cells of tables are parted by a tab, rows by
a new line.
"""

import hashlib
import zipfile

from loaders.formats.archives import open_archive, part_of
from loaders.formats.blocks import Block, write_blocks
from loaders.formats.refusals import BrokenWordError, EmptyFileError
from loaders.formats.wordblocks import blocks_of
from loaders.formats.wordnotes import notes_of
from loaders.formats.wordnumbers import Counting, lists_of
from loaders.formats.wordstyles import styles_of
from loaders.formats.writing import Writing
from ontology.model import SourceText

_BODY = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}body"


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a Word file with its tables. Raise an `UnreadableError` that names the remedy."""
    with open_archive(data, "Word (.docx)") as archive:
        blocks, notes = _contents(archive)
    writing = Writing()
    write_blocks(writing, blocks)
    write_blocks(writing, notes)
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
