"""The body of a Word file to blocks: paragraphs with their numbers, and tables as grids of cells."""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from loaders.formats.blocks import Block, Grid, Paragraph
from loaders.formats.refusals import TooBigError
from loaders.formats.wordnumbers import Counting, W, integer
from loaders.formats.wordruns import boxes_in, words_of
from loaders.formats.wordstyles import Style, merged, settings_of

_WIDEST = 200  # columns of a table that one cell may reach over
_MOST_FIELDS = 1_000_000  # of a table
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))

Styles = Mapping[str, Style]


def blocks_of(parent: ET.Element, styles: Styles, counting: Counting) -> Iterator[Block]:
    """Yield the blocks of a body, a cell, a text box or a note, in their order; empty paragraphs are none."""
    for child in parent:
        if child.tag == f"{W}p":
            yield from _paragraph(child, styles, counting)
        elif child.tag == f"{W}tbl":
            if (grid := _grid(child, styles, counting)).rows:
                yield grid
        elif child.tag in _WRAPPERS:
            yield from blocks_of(child, styles, counting)


def _paragraph(element: ET.Element, styles: Styles, counting: Counting) -> Iterator[Block]:
    properties = element.find(f"{W}pPr")
    style = settings_of(properties)
    named = None if properties is None else properties.find(f"{W}pStyle")
    name = "" if named is None else named.get(f"{W}val", "")
    style = merged(style, styles.get(name, Style()))
    words = words_of(element, {name for name, each in styles.items() if each.is_hidden}).strip()
    if words:
        mark = counting.next(style.number_id, style.depth, name) if style.number_id else ""
        yield Paragraph(text=f"{mark} {words}" if mark else words, is_centred=bool(style.is_centred))
    for box in boxes_in(element):
        yield from blocks_of(box, styles, counting)


def _cell_words(element: ET.Element, styles: Styles, counting: Counting) -> str:
    """Return the words of a cell, one line a paragraph; a table within it gives a line a row."""
    lines: list[str] = []
    for block in blocks_of(element, styles, counting):
        if isinstance(block, Paragraph):
            lines.append(block.text)
        else:
            lines += block.lines()
    return "\n".join(lines)


def _number(properties: ET.Element | None, name: str, default: int) -> int:
    element = None if properties is None else properties.find(f"{W}{name}")
    return max(0, integer("" if element is None else element.get(f"{W}val", ""), default))


def _is_continued(properties: ET.Element | None) -> bool:
    """Say whether a cell goes on with the one above (w:vMerge without "restart")."""
    element = None if properties is None else properties.find(f"{W}vMerge")
    return element is not None and element.get(f"{W}val", "continue") == "continue"


def _is_deleted(row: ET.Element) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _children(parent: ET.Element, name: str) -> Iterator[ET.Element]:
    """Yield the rows or cells of a table, those within content controls too."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, name)


def _grid(element: ET.Element, styles: Styles, counting: Counting) -> Grid:
    rows: list[list[str | tuple[int, int]]] = []
    for row in _children(element, "tr"):
        if not _is_deleted(row):
            rows.append(_row(row, rows, styles, counting))
    width = max(map(len, rows), default=0)
    if width * len(rows) > _MOST_FIELDS:
        raise TooBigError(f"bảng / table {len(rows)} x {width}")
    return Grid(rows=tuple(tuple(row + [""] * (width - len(row))) for row in rows))


def _row(
    element: ET.Element, above: list[list[str | tuple[int, int]]], styles: Styles, counting: Counting
) -> list[str | tuple[int, int]]:
    row: list[str | tuple[int, int]] = [""] * min(_number(element.find(f"{W}trPr"), "gridBefore", 0), _WIDEST)
    for cell in _children(element, "tc"):
        properties = cell.find(f"{W}tcPr")
        at = len(row)
        words = _cell_words(cell, styles, counting)
        if above and _is_continued(properties) and at < len(above[-1]) and not words:
            shared = above[-1][at]
            row.append((len(above) - 1, at) if isinstance(shared, str) else shared)
        else:
            row.append(words)
        first = row[at]
        place = (len(above), at) if isinstance(first, str) else first
        row += [place] * min(_number(properties, "gridSpan", 1) - 1, _WIDEST - len(row))
    return row
