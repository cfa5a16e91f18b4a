"""Build the collection: read what is new or changed, and publish a new generation of the graph.

Example: trienkhai build plans/ letters/10.txt --kg kg

The folder remembers its sources: the next build reads only what changed. A file that has gone is reported,
and its
document stays until `remove`. Formats that are not yet read are reported too, and the rest is built.
"""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, EXIT_WRONG_USE, add_graph_argument

if TYPE_CHECKING:
    from cli.reading import Reading
    from cli.sources import Found, Memory
    from graph.generations import Generation
    from graph.quads import Quad
    from graph.store import Store
    from ontology.model import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sources and how to read them."""
    parser.add_argument(
        "sources", nargs="*", type=Path, metavar="SOURCE", help="file or folder / tệp hoặc thư mục"
    )
    parser.add_argument("--only", action="store_true", help="exactly these sources / chỉ đúng các nguồn này")
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, metavar="N", help="processes / số tiến trình"
    )
    parser.add_argument("--base", metavar="IRI", help="where the things' IRIs begin / phần đầu của các IRI")
    add_graph_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Build; return 1 where files were set aside, 2 for wrong use, 3 where nothing changed."""
    problem = _wrong_use(arguments)
    if problem:
        print(problem, file=sys.stderr)
        return EXIT_WRONG_USE
    from cli.sources import add_sources, remembered  # noqa: PLC0415 - other commands start without them

    def change(memory: "Memory") -> "Memory":
        changed = add_sources(memory, arguments.sources, only=arguments.only)
        return replace(changed, base=arguments.base or memory.base)

    if not arguments.sources and not remembered(arguments.kg).sources:
        print(
            "hãy nêu ít nhất một nguồn / name at least one source: trienkhai build SOURCE...", file=sys.stderr
        )
        return EXIT_WRONG_USE
    return rebuild(arguments.kg, arguments.workers, change)


def rebuild(kg: Path, workers: int, change: "Callable[[Memory], Memory]") -> int:
    """Bring a collection up to date after a change of what it remembers; print what was done."""
    from cli.sources import remembered  # noqa: PLC0415 - see `run`
    from graph.lock import BusyError, building  # noqa: PLC0415

    try:
        with building(kg):
            return _build(kg, workers, change(remembered(kg)))
    except (BusyError, OSError) as error:
        print(f"không dựng được, kho giữ nguyên / not built, nothing changed: {error}", file=sys.stderr)
        return EXIT_NOT_DONE
    except KeyboardInterrupt:
        print("đã dừng, kho giữ nguyên / stopped, nothing changed", file=sys.stderr)
        return EXIT_NOT_DONE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inputs:
    """The files of a build: those that are there, those that have gone, and those of other kinds."""

    found: "list[Found]"
    gone: "list[Found]"
    ignored: list[str]

    @property
    def names(self) -> dict[str, list[str]]:
        """Return the names of the files by the SHA-256 of what they hold, or by the fault that hid it."""
        names: dict[str, set[str]] = {}
        for each in self.found + self.gone:
            names.setdefault(each.sha256 or (each.fault or ("",))[0], set()).add(each.name)
        return {key: sorted(values) for key, values in sorted(names.items())}


def _wrong_use(arguments: argparse.Namespace) -> str:
    missing = [str(path) for path in arguments.sources if not path.exists()]
    if missing:
        return f"không có / there is no: {', '.join(missing)}"
    if arguments.workers < 1:
        return "--workers cần ít nhất 1 / needs at least 1"
    if arguments.base and not arguments.base.startswith(("http://", "https://", "urn:")):
        return "--base cần một IRI tuyệt đối / needs an absolute IRI, such as https://example.org/id/"
    if arguments.base and not arguments.base.endswith(("/", "#", ":")):
        return "--base phải kết thúc bằng / # hoặc : / must end with / # or :"
    return ""


def _build(kg: Path, workers: int, memory: "Memory") -> int:
    from cli.reading import package_digest  # noqa: PLC0415 - see `run`
    from cli.sources import find_files, remember, vanished  # noqa: PLC0415

    found, ignored = find_files(memory)
    inputs = _Inputs(
        found=[each for each in found if each.sha256 not in memory.removed],
        gone=[each for each in vanished(memory, found) if each.sha256 not in memory.removed],
        ignored=ignored,
    )
    recipe = package_digest("loaders", "ontology", "graph", "queries")
    current = _current(kg)
    if current is not None and _is_same(current.manifest, inputs, recipe, memory.base):
        remember(kg, memory)
        return _tell(current, inputs, "không có gì thay đổi / nothing changed")
    readings = _read(kg, workers, inputs)
    generation = _publish(kg, readings, inputs, recipe, memory.base)
    read = {str(each.found.path): each.found.sha256 for each in readings if each.document is not None}
    remember(kg, replace(memory, files=read))
    return _tell(generation, inputs, f"đã công bố / published {generation.path.name}")


def _current(kg: Path) -> "Generation | None":
    from graph.generations import (  # noqa: PLC0415 - other commands start without it
        DamagedGenerationError,
        NoGenerationError,
        current_generation,
    )

    try:
        current = current_generation(kg)
    except NoGenerationError:
        return None
    except DamagedGenerationError as error:
        print(error, file=sys.stderr)
        return None
    if current.notice:
        print(current.notice, file=sys.stderr)
        return None
    return current


def _is_same(manifest: Mapping[str, Any], inputs: _Inputs, recipe: str, base: str) -> bool:
    return (manifest["inputs"], manifest["recipe"], manifest["base"]) == (inputs.names, recipe, base)


def _read(kg: Path, workers: int, inputs: _Inputs) -> "list[Reading]":
    from cli.reading import Cache, Reading, read_documents, unread  # noqa: PLC0415 - see `run`

    cache = Cache(kg / "cache")
    fresh = unread(inputs.found, cache)
    with _progress(len(fresh)) as tick:
        readings = read_documents(inputs.found, cache, workers, tick)
    gone = [Reading(found=each, document=cache.kept_by_any(each.sha256)) for each in inputs.gone]
    return readings + [each for each in gone if each.document is not None]


def _progress(total: int) -> "AbstractContextManager[Callable[[], None]]":
    if total == 0 or not sys.stderr.isatty():
        return nullcontext(lambda: None)
    from cli.progress import progress_bar  # noqa: PLC0415 - only for people at a terminal

    return progress_bar(total, "đọc / reading")


def _publish(
    kg: Path, readings: "Sequence[Reading]", inputs: _Inputs, recipe: str, base: str
) -> "Generation":
    from graph.publication import Publication, publish  # noqa: PLC0415 - see `run`
    from graph.resolve import resolve  # noqa: PLC0415

    collection = resolve(
        _named(each.document, each.found.name) for each in readings if each.document is not None
    )
    publication = Publication(
        collection=collection,
        report=[_outcome(each, inputs) for each in readings],
        inputs=inputs.names,
        recipe=recipe,
        base=base,
    )
    return publish(kg, publication, _findings(base))


def _named(document: "Document", name: str) -> "Document":
    """Return a record under the name of the file at hand: one text may lie in several files."""
    return replace(document, source=replace(document.source, name=name))


def _findings(base: str) -> "Callable[[Store], Iterable[Quad]]":
    from queries.audit import audit_quads  # noqa: PLC0415 - see `run`

    return lambda store: audit_quads(store, base)


def _outcome(reading: "Reading", inputs: _Inputs) -> dict[str, str]:
    line = {"name": reading.found.name, "sha256": reading.found.sha256}
    if reading.fault is not None:
        code, message = reading.fault
        return line | {"outcome": "set aside", "code": code, "message": message}
    if reading.found in inputs.gone:
        return line | {"outcome": "read with doubts", "code": "W_VANISHED", "message": _GONE}
    problems = reading.document.problems if reading.document else ()
    if problems:
        message = f"{len(problems)} chỗ không rõ / places not made out; {problems[0].message}"
        return line | {"outcome": "read with doubts", "code": problems[0].code, "message": message}
    return line | {"outcome": "read", "code": "", "message": ""}


_GONE = (
    "tệp không còn ở chỗ cũ; văn bản vẫn ở trong kho cho đến khi `remove` / "
    "the file has gone; its document stays until `remove`"
)


def _tell(generation: "Generation", inputs: _Inputs, done: str) -> int:
    lines = generation.report()
    aside = [line for line in lines if line["outcome"] == "set aside"]
    for line in aside:
        print(f"  {line['name']}: {line['code']}: {line['message']}", file=sys.stderr)
    for each in inputs.gone:
        print(f"  {each.name}: W_VANISHED: {_GONE}", file=sys.stderr)
    counts = generation.manifest["counts"]
    print(f"{done} ({generation.manifest['digest'][:12]})")
    print(f"  tệp / files: {len(lines)}, trong đó để riêng / set aside: {len(aside)}")
    print(f"  văn bản đã đọc / documents read: {counts['documents']}")
    print(f"  chỉ được viện dẫn / only cited: {counts['cited']}")
    print(f"  nhiệm vụ / tasks: {counts['tasks']}, chỉ tiêu / indicators: {counts['indicators']}")
    print(f"  phát hiện / findings: {counts['findings']}, câu / statements: {counts['statements']}")
    if inputs.ignored:
        print(f"  tệp thuộc loại khác, bỏ qua / files of other kinds, passed over: {len(inputs.ignored)}")
    return EXIT_FAULTS if aside else EXIT_DONE
