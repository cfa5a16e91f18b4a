"""Footnotes and endnotes of a Word file, with the numbers that the text refers to them by."""

from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree as ET

from loaders.formats.blocks import Block, Paragraph
from loaders.formats.wordblocks import Styles, blocks_of
from loaders.formats.wordnumbers import Counting, W
from loaders.formats.writing import NOTE_MARKS

_NOTES = (f"{W}footnote", f"{W}endnote")
_RAISED = str.maketrans("0123456789", NOTE_MARKS)


def notes_of(root: ET.Element | None, styles: Styles, counting: Counting) -> Iterator[Block]:
    """Yield the blocks of the notes of one part; rules between text and notes are no notes."""
    notes = [] if root is None else [each for each in root if each.tag in _NOTES]
    printed = [note for note in notes if note.get(f"{W}type", "normal") == "normal"]
    for number, note in enumerate(printed, start=1):
        mark = str(number).translate(_RAISED)
        for block in blocks_of(note, styles, counting):
            if mark and isinstance(block, Paragraph):
                yield replace(block, text=f"{mark} {block.text}")
                mark = ""
            else:
                yield block
