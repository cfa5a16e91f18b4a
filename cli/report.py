"""Writes what an inspector hands in about a document: chain, coverage, faults, deadlines, each with its source.

Example: trienkhai report 16-KH/ĐU --format html > report.html
         trienkhai report 57-NQ/TW --format md --lang en
"""

import argparse
import sys
from collections.abc import Iterator
from html import escape

from cli.main import (
    EXIT_DONE,
    EXIT_NOT_DONE,
    EXIT_WRONG_USE,
    add_day_argument,
    add_format_argument,
    add_graph_argument,
)
from graph.generations import DamagedGenerationError, NoGenerationError, current_generation
from queries.catalogue import Bilingual
from queries.find import AmbiguousDocumentError, DocumentNotFoundError, find_one_document
from queries.report import Line, Report, report
from queries.tasks import Evidence

_DIGEST = 12  # hex digits of a SHA-256 that tell files apart at a glance; the whole stands at the end
_STYLE = """body{font:12pt/1.45 "Times New Roman",serif;margin:2cm auto;max-width:19cm;color:#111}
h1{font-size:16pt}h2{font-size:13pt;margin-top:1.4em;break-after:avoid}li{margin:.3em 0;break-inside:avoid}
small{color:#555;font-size:9pt;display:block}@page{margin:2cm}@media print{body{margin:0;max-width:none}}"""
_TITLE = Bilingual(vi="Báo cáo kiểm tra", en="Report")
_SOURCES = Bilingual(vi="Nguồn", en="Sources")
_CHARACTERS = Bilingual(vi="ký tự", en="characters")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the document, the language and the day."""
    parser.add_argument("document", help="symbol, id, IRI or file name / số ký hiệu, mã, IRI hoặc tên tệp")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language / ngôn ngữ (vi)")
    add_day_argument(parser)
    add_graph_argument(parser)
    add_format_argument(parser, "md", "html")


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 2 where the document is unknown or ambiguous."""
    try:
        generation = current_generation(arguments.kg)
        store = generation.store()
        document = find_one_document(store, arguments.document)
    except (AmbiguousDocumentError, DocumentNotFoundError) as error:
        print(error, file=sys.stderr)
        return EXIT_WRONG_USE
    except (NoGenerationError, DamagedGenerationError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    found = report(store, document.iri, arguments.as_of.isoformat())
    lines = html_lines if arguments.format == "html" else markdown_lines
    print("\n".join(lines(found, arguments.lang, generation.path.name)))
    return EXIT_DONE


def markdown_lines(found: Report, language: str, generation: str) -> Iterator[str]:
    """Yield the lines of a report as Markdown."""
    yield f"# {_in(_TITLE, language)}: {found.document.label}"
    yield ""
    yield f"{found.day} · {generation}"
    for part in found.parts:
        yield from ("", f"## {_in(part.heading, language)}", "")
        for line in part.lines:
            yield f"- {_in(line.text, language)}"
            yield from (f"  `{place}`" for place in _places(found, line, language))
    yield from ("", f"## {_in(_SOURCES, language)}", "")
    yield from (f"- {name}: `{digest}`" for name, digest in _cited(found))


def html_lines(found: Report, language: str, generation: str) -> Iterator[str]:
    """Yield the lines of a report as one HTML page that needs nothing else and prints on A4."""
    title = escape(f"{_in(_TITLE, language)}: {found.document.label}")
    yield f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
    yield f"<style>{_STYLE}</style></head><body><h1>{title}</h1><p>{found.day} · {escape(generation)}</p>"
    for part in found.parts:
        yield f"<h2>{escape(_in(part.heading, language))}</h2><ul>"
        for line in part.lines:
            places = "".join(f"<small>{escape(place)}</small>" for place in _places(found, line, language))
            yield f"<li>{escape(_in(line.text, language))}{places}</li>"
        yield "</ul>"
    yield f"<h2>{escape(_in(_SOURCES, language))}</h2><ul>"
    yield from (f"<li>{escape(name)}<small>{digest}</small></li>" for name, digest in _cited(found))
    yield "</ul></body></html>"


def _in(text: Bilingual, language: str) -> str:
    return text.en if language == "en" else text.vi


def _places(found: Report, line: Line, language: str) -> Iterator[str]:
    for each in line.evidence:
        digest = found.sources.get(each.source, "")[:_DIGEST]
        yield f"{each.source}, {_in(_CHARACTERS, language)} {each.start}-{each.end}, sha256 {digest}"


def _cited(found: Report) -> Iterator[tuple[str, str]]:
    evidence: list[Evidence] = [each for part in found.parts for line in part.lines for each in line.evidence]
    names = {each.source for each in evidence} | {found.document.file_name or ""}
    yield from ((name, digest) for name, digest in sorted(found.sources.items()) if name in names)
