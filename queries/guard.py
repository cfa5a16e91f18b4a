"""What a stranger's SPARQL must not hold, told from its tokens before any engine sees it.

The engine recurses on the native stack while it parses (4,000 nested braces end the process) and follows
SERVICE to any host, so both are refused here; a worker process contains what gets past.
"""

import re
from collections.abc import Iterator

MAX_BYTES = 32 * 1024
MAX_DEPTH = 128
MAX_OPERATORS = 500

_FORBIDDEN = frozenset(
    ["service", "load", "insert", "delete", "create", "drop", "clear", "add", "move", "copy", "with"]
)
_FORMS = ("select", "ask", "construct", "describe")

# Order matters: what a string, IRI or comment holds is no keyword. A prefix is looked for once in a row of words and
# dots, or a long one would take seconds.
_TOKEN = re.compile(
    r"""
    (?P<string>\"\"\"(?:[^"\\]|\\.|\"(?!\"\"))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' |
        "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*')
  | (?P<iri><(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<comment>\#[^\n\r]*)
  | (?P<variable>[?$]\w+)
  | (?P<name>(?:(?<![\w.\-])\w[\w.\-]*+)?:(?:[\w.\-:%]|\\[_~.\-!$&'()*+,;=/?\#@%])*)   # its letters are no keyword
  | (?P<tag>@\w[\w\-]*)
  | (?P<word>\w+)
  | (?P<open>[({\[]) | (?P<close>[)}\]])
  | (?P<operator>\|\||&&|[|/^*+!.;,])
  | (?P<other>\S)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


class QueryRefusedError(ValueError):
    """A query that is not run at all; the message says why and what to do."""


def check_query(text: str) -> None:
    """Raise QueryRefusedError where a text is too long, too deep, or asks for more than reading this graph."""
    if len(text.encode("utf-8", errors="replace")) > MAX_BYTES:
        raise QueryRefusedError(
            f"Câu hỏi dài quá {MAX_BYTES // 1024} KB. / The query is longer than {MAX_BYTES // 1024} KB."
        )
    # The engine reads escapes where they stand, in strings and IRIs; SPARQL 1.1, 19.2, resolves them before it reads.
    # One text can be two queries, then, and neither may hold what is forbidden.
    for reading in dict.fromkeys((text, _decode(text))):
        _check_reading(reading)


def _check_reading(text: str) -> None:
    kinds = tuple(_tokens(text))
    _check_words(tuple(word for kind, word in kinds if kind == "word"))
    _check_depth(kinds)
    operators = sum(kind == "operator" for kind, _ in kinds)
    if operators > MAX_OPERATORS:
        raise QueryRefusedError(
            f"Câu hỏi có quá {MAX_OPERATORS} dấu nối; hãy chia nhỏ. / "
            f"The query has more than {MAX_OPERATORS} operators; divide it."
        )


def _decode(text: str) -> str:
    """Return the text with its code point escapes resolved."""
    return _ESCAPE.sub(lambda match: _character(match[1] or match[2]), text)


def _character(digits: str) -> str:
    code = int(digits, 16)
    return chr(code) if code <= 0x10FFFF else " "  # noqa: PLR2004 - the last code point


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "other"
        if kind not in ("comment", "string", "iri"):
            yield kind, match[0].lower()


def _check_words(words: tuple[str, ...]) -> None:
    form = next((word for word in words if word in _FORMS or word in _FORBIDDEN), None)
    bad = next((word for word in words if word in _FORBIDDEN), None)
    if bad is not None:
        raise QueryRefusedError(
            f"Ở đây chỉ đọc kho này: không dùng được {bad.upper()}. / "
            f"Only reading this collection is possible here: {bad.upper()} is not allowed."
        )
    if form is None:
        raise QueryRefusedError(
            "Cần một câu SELECT, ASK, CONSTRUCT hoặc DESCRIBE. / A SELECT, ASK, CONSTRUCT or DESCRIBE is needed."
        )


def _check_depth(tokens: tuple[tuple[str, str], ...]) -> None:
    depth = 0
    run = 0  # of prefix operators, which nest as brackets do: !!!!x
    for kind, sign in tokens:
        depth += (kind == "open") - (kind == "close")
        run = run + 1 if sign in ("!", "-", "+", "^") else 0
        if max(depth, run) > MAX_DEPTH:
            raise QueryRefusedError(
                f"Câu hỏi lồng nhau quá {MAX_DEPTH} lớp. / The query is nested deeper than {MAX_DEPTH} levels."
            )
