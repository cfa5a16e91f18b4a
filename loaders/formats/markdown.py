"""Markdown (.md): the words that a reader of the rendered page sees; headings, lists, emphasis and pipe tables.

CommonMark with GitHub's tables, as far as offices write it: what is no mark of these stays as it is printed.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.formats import txt
from loaders.formats.blocks import Block, Grid, Paragraph, write_blocks
from loaders.formats.refusals import EmptyFileError
from loaders.formats.writing import Writing
from ontology.model import SourceText

_FRONT = re.compile(r"\A---\r?\n.*?^(?:---|\.\.\.)[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_HEADING = re.compile(r"\s{0,3}#{1,6}[ \t]+(?P<words>.*?)(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r"\s{0,3}(?:={2,}|-{2,})\s*")
_RULE = re.compile(r"\s{0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})")
_QUOTE = re.compile(r"^\s{0,3}(?:>\s?)+")
_BULLET = re.compile(r"^\s*[-*+][ \t]+(?=\S)")
_NUMBERED = re.compile(r"\s*(?:\d{1,9}|[a-zđ]|[IVXLC]{1,6})[.)][ \t]")
_PARTS = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_BAR = re.compile(r"(?<!\\)\|")
_PICTURE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\s+\"[^\"]{0,300}\")?\)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_DELETED = re.compile(r"~~(?=\S)[^~]{1,2000}~~")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.{1,2000}?)(?<=\S)\1", re.DOTALL)
_STARRED = re.compile(r"(?<!\*)\*(?=[^\s*])([^*]{1,2000})(?<=\S)\*(?!\*)")
_LOW = re.compile(r"(?<![\w_])_(?=[^\s_])([^_]{1,2000})(?<=\S)_(?![\w_])")
_CODE = re.compile(r"(`+)([^`]{1,2000})\1")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read(data: bytes, name: str) -> SourceText:
    """Return the text of a file with its tables. Raise what plain text raises."""
    source = txt.read(data, name)
    writing = Writing()
    marked = _COMMENT.sub("", _FRONT.sub("", source.raw))
    write_blocks(writing, list(_blocks(marked.replace("\r\n", "\n").split("\n"))))
    if not writing.text.strip():
        raise EmptyFileError
    kept = tuple(problem for problem in source.problems if problem.span is None or problem.span.start == 0)
    return replace(source, raw=writing.text, tables=tuple(writing.tables), problems=kept)


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Yield the paragraphs and tables that lines make up."""
    held: list[str] = []
    at, is_fenced = 0, False
    while at < len(lines):
        line = _QUOTE.sub("", lines[at], count=1) if not is_fenced else lines[at]
        if _FENCE.match(line):
            is_fenced = not is_fenced
        elif is_fenced:
            held.append(line)
        elif _is_table(line, lines[at + 1 : at + 2]):
            yield from _paragraph(held)
            at, grid = _table(lines, at)
            yield grid
            continue
        elif heading := _HEADING.fullmatch(line):
            yield from _paragraph(held)
            yield from _paragraph([heading["words"]])
        elif not line.strip() or _UNDERLINE.fullmatch(line) or _RULE.fullmatch(line):
            yield from _paragraph(held)
        else:
            if _BULLET.match(line) or _NUMBERED.match(line):
                yield from _paragraph(held)
            held.append(line)
        at += 1
    yield from _paragraph(held)


def _paragraph(held: list[str]) -> Iterator[Paragraph]:
    """Yield the lines held so far as a paragraph, and hold none any more."""
    words = plain("\n".join(_BULLET.sub("- ", line.rstrip(), count=1).strip(" \t") for line in held))
    held.clear()
    if words.strip():
        yield Paragraph(text=words.strip("\n"))


def _is_table(line: str, below: Sequence[str]) -> bool:
    """Say whether a line heads a table: bars in it, and under it the dashes of as many columns."""
    if "|" not in line or not below or "-" not in below[0] or _PARTS.fullmatch(below[0]) is None:
        return False
    return len(_cells(line)) == len(_cells(below[0])) > 1


def _table(lines: Sequence[str], at: int) -> tuple[int, Grid]:
    """Return where a table ends, and its rows, all as long as its heading."""
    rows = [_cells(lines[at])]
    at += 2
    while at < len(lines) and "|" in lines[at]:
        rows.append(_cells(lines[at]))
        at += 1
    width = len(rows[0])
    return at, Grid(rows=tuple(tuple((row + [""] * width)[:width]) for row in rows))


def _cells(line: str) -> list[str]:
    line = line.strip().removeprefix("|")
    parts = _BAR.split(line)
    if parts and not parts[-1].strip():
        parts.pop()
    return [plain(part.strip()) for part in parts]


def plain(text: str) -> str:
    r"""Return the words of a text without the marks of emphasis, links and pages.

    >>> plain("**Sở _Nội vụ_** chủ trì [kế hoạch](http://a.b) ~~cũ~~ số 12\\_KH, `x`")
    'Sở Nội vụ chủ trì kế hoạch  số 12_KH, x'
    """
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    text = _TAG.sub("", _BREAK.sub("\n", text))
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", _DELETED.sub("", text)))
    text = _CODE.sub(r"\2", _LOW.sub(r"\1", _STARRED.sub(r"\1", text)))
    return html.unescape(_ESCAPED.sub(r"\1", text))
