"""Take documents out of the collection; files are not touched, and later builds do not bring them back.

Example: trienkhai remove 16-KH/ĐU --kg kg

To have a document back, name its file: trienkhai build FILE. `--purge` also deletes all older generations and what
was kept of its reading; it takes documents too that were removed before and are in older generations only. The
files that a document came from, and what people said of it (`judge`), stay.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from cli.main import EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument

_SHOWN = 5  # documents whose names come nearest


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the documents to take out."""
    parser.add_argument(
        "documents", nargs="+", metavar="DOCUMENT", help="symbol, IRI or file name / số ký hiệu, IRI, tên tệp"
    )
    parser.add_argument("--purge", action="store_true", help="also from older generations / cả ở các thế hệ cũ")
    add_graph_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Remove; return 2 where a name fits no document, or several."""
    from cli.building import rebuild  # noqa: PLC0415 - other commands start without the whole project
    from cli.crew import Crew  # noqa: PLC0415
    from cli.sources import Memory  # noqa: PLC0415
    from graph.generations import (  # noqa: PLC0415
        DamagedGenerationError,
        NoGenerationError,
        current_generation,
    )

    try:
        generation = current_generation(arguments.kg)
    except (NoGenerationError, DamagedGenerationError) as error:
        print(error, file=sys.stderr)
        return EXIT_NOT_DONE
    documents: list[dict[str, Any]] = list(generation.manifest["documents"])
    if arguments.purge:
        documents += _older(arguments.kg, {document["id"] for document in documents})
    chosen: list[dict[str, Any]] = []
    for name in arguments.documents:
        fitting = [document for document in documents if _fits(document, name, generation.manifest["base"])]
        if len(fitting) != 1:
            print(_which(name, fitting or documents, is_several=bool(fitting)), file=sys.stderr)
            return EXIT_WRONG_USE
        chosen.extend(fitting)
    removed = {sha256 for document in chosen for sha256 in document["sources"]}

    def change(memory: Memory) -> Memory:
        return replace(memory, removed=tuple(sorted({*memory.removed, *removed})))

    # A file of statements that two generations share still holds, out of sight, what the newer one has taken out.
    status = rebuild(arguments.kg, Crew(), change, afresh=arguments.purge)
    return _purge(arguments.kg, removed, status) if arguments.purge and status != EXIT_NOT_DONE else status


def _older(kg: Path, known: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the documents that only older generations have, each once."""
    from graph.generations import find_generation, generation_paths  # noqa: PLC0415 - see `run`

    for generation in filter(None, map(find_generation, generation_paths(kg))):
        for document in generation.manifest["documents"]:
            if document["id"] not in known:
                known.add(document["id"])
                yield document


def _fits(document: dict[str, Any], name: str, base: str) -> bool:
    from graph.organs import symbol_key  # noqa: PLC0415 - other commands start without it
    from ontology.identifiers import document_iri  # noqa: PLC0415

    symbol = document["symbol"]
    is_same_symbol = bool(symbol) and symbol_key(symbol) == symbol_key(name)
    return is_same_symbol or (name in {document["id"], document_iri(document["id"], base), *document["names"]})


def _which(name: str, documents: list[dict[str, Any]], *, is_several: bool) -> str:
    shown = documents if is_several else _nearest(name, documents)
    listed = "\n".join(f"  {document['id']}  {document['symbol'] or document['names'][0]}" for document in shown)
    if is_several:
        return f"{name} là nhiều văn bản; hãy nêu mã / fits several documents; name one by its id:\n{listed}"
    return f"không có văn bản {name} trong kho; gần nhất / no document {name!r} in the collection; nearest:\n{listed}"


def _nearest(name: str, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from ontology.folding import search_key  # noqa: PLC0415 - see `run`

    def likeness(document: dict[str, Any]) -> float:
        called = (document["symbol"] or "", document["id"], *document["names"])
        return max(SequenceMatcher(None, search_key(each), search_key(name)).ratio() for each in called)

    return sorted(documents, key=likeness, reverse=True)[:_SHOWN]


def _purge(kg: Path, removed: set[str], status: int) -> int:
    """Delete what older generations and the cache still hold of removed documents; return the exit status."""
    from graph.generations import current_generation, generation_paths  # noqa: PLC0415 - see `run`
    from graph.lock import BusyError, building  # noqa: PLC0415

    try:
        with building(kg):
            newest = current_generation(kg).path
            for path in generation_paths(kg):
                if path != newest:
                    shutil.rmtree(path)
            for record in (kg / "cache").glob("*.json"):
                # A record may hold it beside others: a row of a register, a clean text that a torn one was read with.
                if _is_of(record.name, removed) or any(sha256.encode() in record.read_bytes() for sha256 in removed):
                    record.unlink()
    except (BusyError, OSError) as error:
        print(f"đã đưa ra nhưng chưa xóa hết / removed, but not purged: {error}", file=sys.stderr)
        return EXIT_NOT_DONE
    print("đã xóa các thế hệ cũ / older generations are deleted")
    return status


def _is_of(name: str, removed: set[str]) -> bool:
    return any(name.startswith(sha256) for sha256 in removed)
