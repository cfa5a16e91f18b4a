"""Web pages (.html): the words that a browser shows, lists numbered as it numbers them, tables with merged cells."""

import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from loaders.formats.blocks import Block, Grid, Paragraph, write_blocks
from loaders.formats.refusals import EmptyFileError, EncodingError
from loaders.formats.wordnumbers import integer, written
from loaders.formats.writing import Writing
from ontology.model import SourceText

_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "del", "select"))
_BREAKING = frozenset((
    *("p", "div", "section", "article", "header", "footer", "main", "nav", "address", "blockquote", "body", "form"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "hr", "center", "figure", "caption"),
))  # fmt: skip
_BLANKS = re.compile(r"[ \t\r\n\f]+")  # what a browser makes one space; spaces that do not break stay
_CELLS = ("td", "th")
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_MARKS = {"lowerLetter": "{})", "upperLetter": "{}."}
_WIDEST, _LONGEST = 200, 2_000  # columns and rows that one cell may reach over
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_MARKED_SECTION = re.compile(r"<!\[[^>]*>?")  # Word writes "<![if !supportLists]>"; browsers pass over it
_HEAD = 2048  # bytes in which a page says its encoding

Attributes = dict[str, str | None]


@dataclass(slots=True)
class _Cell:
    lines: list[str] = field(default_factory=list[str])
    down: int = 1
    across: int = 1


@dataclass(slots=True)
class _Table:
    rows: list[list[_Cell]] = field(default_factory=list[list[_Cell]])
    cell: _Cell | None = None

    def grid(self) -> Grid:
        """Return the table with the cells that reach over rows and columns in each place that they cover."""
        places: dict[tuple[int, int], str | tuple[int, int]] = {}
        for number, cells in enumerate(self.rows):
            column = 0
            for cell in cells:
                while (number, column) in places:
                    column += 1
                covered = [
                    (number + down, column + across)
                    for down in range(min(cell.down, len(self.rows) - number))
                    for across in range(cell.across)
                ]
                places |= dict.fromkeys(covered, (number, column))
                places[number, column] = "\n".join(cell.lines)
        width = max((column for _, column in places), default=-1) + 1
        rows = (tuple(places.get((row, column), "") for column in range(width)) for row in range(len(self.rows)))
        return Grid(rows=tuple(row for row in rows if row))


class _Reader(HTMLParser):
    """Gathers the blocks of a page; words go to the innermost open cell, else to the paragraph at hand."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._silent: list[str] = []
        self._tables: list[_Table] = []
        self._lists: list[tuple[str, int]] = []  # (form of numbers, the next one)
        self._is_centred = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag == "br":
            self._words.append("\n")
        elif tag in _BREAKING:
            self.flush()
            self._is_centred = tag == "center" or "center" in f"{attributes.get('align')}{attributes.get('style')}"
            self._open_list(tag, attributes)
        elif tag == "table":
            self.flush()
            self._tables.append(_Table())
        elif self._tables:
            self._open_in_table(tag, attributes)

    def _open_list(self, tag: str, attributes: Attributes) -> None:
        if tag == "ol":
            form = _FORMS.get(attributes.get("type") or "", "decimal")
            self._lists.append((form, integer(attributes.get("start") or "", 1)))
        elif tag == "ul":
            self._lists.append(("bullet", 0))
        elif tag == "li" and self._lists:
            form, number = self._lists[-1]
            self._words.append(
                "- " if form == "bullet" else _MARKS.get(form, "{}.").format(written(number, form)) + " "
            )
            self._lists[-1] = form, number + 1

    def _open_in_table(self, tag: str, attributes: Attributes) -> None:
        table = self._tables[-1]
        if tag == "tr":
            self._close_cell()
            table.rows.append([])
        elif tag in _CELLS:
            self._close_cell()
            down = min(max(1, integer(attributes.get("rowspan") or "", 1)), _LONGEST)
            across = min(max(1, integer(attributes.get("colspan") or "", 1)), _WIDEST)
            table.cell = _Cell(down=down, across=across)
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(table.cell)

    def _close_cell(self) -> None:
        self.flush()
        if self._tables:
            self._tables[-1].cell = None

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            if tag in self._silent:
                del self._silent[self._silent.index(tag) :]
        elif tag in _BREAKING:
            self.flush()
            self._is_centred = False
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
        elif tag in _CELLS:
            self._close_cell()
        elif tag == "table" and self._tables:
            self._close_table()

    def _close_table(self) -> None:
        self._close_cell()
        grid = self._tables.pop().grid()
        if self._tables and (cell := self._tables[-1].cell) is not None:
            cell.lines += grid.lines()
        elif grid.rows:
            self.blocks.append(grid)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(_BLANKS.sub(" ", data))

    def flush(self) -> None:
        """End the paragraph at hand."""
        lines = (_BLANKS.sub(" ", line).strip().replace("\xa0", " ") for line in "".join(self._words).split("\n"))
        words = "\n".join(line for line in lines if line)
        self._words.clear()
        if not words or words == "-":
            return
        if self._tables and (cell := self._tables[-1].cell) is not None:
            cell.lines.append(words)
        else:
            self.blocks.append(Paragraph(text=words, is_centred=self._is_centred))

    def finish(self) -> list[Block]:
        """Return the blocks of the page; tables that it forgot to close end here."""
        self.close()
        while self._tables:
            self._close_table()
        self.flush()
        return self.blocks


def _decoded(data: bytes) -> str:
    """Return the text of a page in the encoding that it names, else in UTF-8."""
    named = _CHARSET.search(data, 0, _HEAD)
    encoding = named[1].decode("ascii", "replace") if named else "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif encoding.lower() in ("utf-8", "utf8"):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError) as error:
        raise EncodingError(getattr(error, "start", 0), f"không phải / not {encoding}") from error


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a web page with its tables. Raise `EncodingError` or `EmptyFileError`."""
    reader = _Reader()
    reader.feed(_MARKED_SECTION.sub(" ", _decoded(data)))
    writing = Writing()
    write_blocks(writing, reader.finish())
    if not writing.text.strip():
        raise EmptyFileError
    return SourceText(
        name=name, sha256=hashlib.sha256(data).hexdigest(), raw=writing.text, tables=tuple(writing.tables)
    )
