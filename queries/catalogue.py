"""The named questions: one `.rq` file each, whose head says in two languages what it asks and what it takes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

# "# $root  document  văn bản ở trên cùng / the document at the top"
_PARAMETER = re.compile(r"\$(?P<name>[a-z]\w*)\s+(?P<type>[a-z]+)\s+(?P<text>.+)")
PARAMETER_TYPES = ("agency", "document", "date", "text", "integer")


class QueryHeaderError(ValueError):
    """The head of a `.rq` file does not say what the house asks of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bilingual:
    """One text in the two languages of the users."""

    vi: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A variable that the asker binds; `type` is one of PARAMETER_TYPES."""

    name: str
    type: str
    text: Bilingual


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question that has a name, with its SPARQL as it stands in the file."""

    name: str
    title: Bilingual
    question: Bilingual
    parameters: tuple[Parameter, ...]
    sparql: str


def parse_query(name: str, sparql: str) -> Query:
    """Return the question that a `.rq` text holds: title, question and parameters from its head."""
    paragraphs = tuple(head_paragraphs(sparql))
    if len(paragraphs) < 2:  # noqa: PLR2004 - title and question
        raise QueryHeaderError(f"{name}.rq: the head needs a title and a question, an empty # line between them")
    title, question = (" ".join(lines) for lines in paragraphs[:2])
    parameters = tuple(_parse_parameter(name, line) for lines in paragraphs[2:] for line in lines)
    if not question.endswith("?"):
        raise QueryHeaderError(f"{name}.rq: the question must end with '?'")
    return Query(
        name=name,
        title=bilingual(name, title),
        question=bilingual(name, question),
        parameters=parameters,
        sparql=sparql,
    )


def head_paragraphs(sparql: str) -> Iterator[list[str]]:
    """Yield the paragraphs of the comment that a `.rq` text begins with, as lists of lines."""
    paragraph: list[str] = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        text = line.removeprefix("#").strip()
        if text:
            paragraph.append(text)
        elif paragraph:
            yield paragraph
            paragraph = []
    if paragraph:
        yield paragraph


def _parse_parameter(name: str, line: str) -> Parameter:
    match = _PARAMETER.fullmatch(line)
    if match is None or match["type"] not in PARAMETER_TYPES:
        raise QueryHeaderError(f"{name}.rq: not a parameter line: {line!r}; types: {', '.join(PARAMETER_TYPES)}")
    return Parameter(name=match["name"], type=match["type"], text=bilingual(name, match["text"]))


def bilingual(name: str, text: str) -> Bilingual:
    """Return the two languages of "Vietnamese / English", or raise `QueryHeaderError`."""
    vietnamese, slash, english = text.partition(" / ")
    if not slash:
        raise QueryHeaderError(f"{name}.rq: needs 'Vietnamese / English': {text!r}")
    return Bilingual(vi=vietnamese.strip(), en=english.strip())


@cache
def catalogue() -> Mapping[str, Query]:
    """Return every named question by its name, in the order of the names."""
    folder = files("queries") / "questions"
    texts = {
        file.name.removesuffix(".rq"): file.read_text(encoding="utf-8")
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    }
    return MappingProxyType({name: parse_query(name, texts[name]) for name in sorted(texts)})
