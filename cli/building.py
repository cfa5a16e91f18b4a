"""Bringing a collection up to date: find, read, resolve, publish; the table of contents of `build` and `remove`."""

import gc
import hashlib
import itertools
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

from cli.beside import read_beside
from cli.crew import Crew
from cli.main import EXIT_FAULTS, EXIT_NOT_DONE
from cli.outcomes import Inputs, outcome, tell
from cli.progress import PROGRESS, progress_bar
from cli.reading import Cache, Reading, admitted, package_digest, read_documents, unread
from cli.shapes import Memory as ShapeMemory
from cli.shapes import shape_quads
from cli.sources import DamagedMemoryError, Memory, find_files, remember, remembered, vanished
from graph.generations import DamagedGenerationError, Generation, NoGenerationError, current_generation, named
from graph.hands import WORTH
from graph.inspection import Inspection
from graph.journal import DamagedJournalError, Standing, read
from graph.judging import judge
from graph.lock import BusyError, building
from graph.publication import Publication, publish
from graph.quads import Quad
from graph.store import Store
from ontology.model import Document
from queries.renewal import renew_audit


def rebuild(
    kg: Path,
    crew: Crew,
    change: Callable[[Memory], Memory],
    *,
    allow_classified: bool = False,
    afresh: bool = False,
) -> int:
    """Bring a collection up to date after a change of what it remembers; print what was done.

    `afresh`: write all anew, with nothing of the files of the generation before.
    """
    before = named(kg)
    try:
        with building(kg), ended_as_by_hand(), _uncollected():
            return _build(kg, crew, change(remembered(kg)), allow_classified=allow_classified, afresh=afresh)
    except (BusyError, DamagedJournalError, DamagedMemoryError, OSError) as error:
        return _stopped(kg, before, f"không dựng được, kho giữ nguyên / not built, nothing changed: {error}")
    except KeyboardInterrupt:
        return _stopped(kg, before, "đã dừng, kho giữ nguyên / stopped, nothing changed")


@contextmanager
def ended_as_by_hand() -> Generator[None]:
    """Have the system's request to end (shutting down, `kill`) clear up as Ctrl+C does, and neither be lost."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, _end) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)}
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _uncollected() -> Generator[None]:
    """Look for no circles among objects: records are trees, going through millions takes a fifth of a build."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_SOON = 0.02  # seconds


def _end(_: int, frame: FrameType | None) -> None:
    """Raise `KeyboardInterrupt`; a moment later where Python would pass over it: in `__del__`, or as an import ends."""
    while frame is not None:
        is_import = frame.f_code.co_filename.startswith("<frozen importlib") and frame.f_code.co_name == "cb"
        if is_import or frame.f_code.co_name == "__del__":
            signal.setitimer(signal.ITIMER_REAL, _SOON)
            return
        frame = frame.f_back
    raise KeyboardInterrupt


def _stopped(kg: Path, before: str, unchanged: str) -> int:
    """Tell that a build did not end as it should; what was published until then stays."""
    now = named(kg)
    if now == before:
        print(unchanged, file=sys.stderr)
        return EXIT_NOT_DONE
    print(
        f"{now} đã công bố nhưng việc ghi nhớ nguồn và dọn bản cũ chưa xong; hãy chạy lại đúng lệnh này / "
        f"{now} is published, but not all sources are remembered or old generations cleared; run this command again",
        file=sys.stderr,
    )
    return EXIT_FAULTS


def _build(kg: Path, crew: Crew, memory: Memory, *, allow_classified: bool, afresh: bool) -> int:
    found, ignored = find_files(memory)
    inputs = Inputs(
        found=[each for each in found if each.sha256 not in memory.removed],
        gone=[each for each in vanished(memory, found) if each.sha256 not in memory.removed],
        ignored=ignored,
        judged=_judged(kg),
    )
    recipe = _recipe(memory, allow_classified=allow_classified)
    current = _current(kg)
    if current is not None and not afresh and _is_same(current.manifest, inputs, recipe, memory.base):
        remember(kg, replace(memory, files=_read_before(kg, current, inputs)))
        return tell(current, inputs, "không có gì thay đổi / nothing changed")
    with nullcontext() if current is None or afresh else Inspection(current) as inspection:
        readings = _read(kg, crew, inputs)
        now = {each.found.key: each.found for each in readings}  # a file that changed was read as it is now
        inputs = replace(inputs, found=[now[each.key] for each in inputs.found])
        if not allow_classified:
            readings = list(map(admitted, readings))
        removed = frozenset(memory.removed)
        kept = [_without(each, removed) for each in readings]
        manner = _Manner(recipe, memory.base, crew.workers, afresh, _texts_of(current), inspection)
        generation = _publish(kg, kept, inputs, manner)
    read = {each.found.key: each.found.sha256 for each in readings if each.contents is not None}
    remember(kg, replace(memory, files=read))
    return tell(generation, inputs, f"đã công bố / published {generation.path.name}")


def _read_before(kg: Path, current: Generation, inputs: Inputs) -> dict[str, str]:
    """Return the files that the current generation has read, wherever they now lie.

    Their texts tell, not their paths: a folder may have moved, or a build been stopped before it remembered.
    """
    texts = {*remembered(kg).files.values()}.union(*(each["sources"] for each in current.manifest["documents"]))
    return {each.key: each.sha256 for each in inputs.found + inputs.gone if each.sha256 in texts}


def _judged(kg: Path) -> tuple[Standing, ...]:
    journal = read(kg)
    if journal.notice:
        print(journal.notice, file=sys.stderr)
    return journal.in_force


def _recipe(memory: Memory, *, allow_classified: bool) -> str:
    """Return what a generation depends on beside its files: the programs, and what a person admitted or took out."""
    programs = package_digest("loaders", "ontology", "graph", "queries")
    without = hashlib.sha256(" ".join(memory.removed).encode()).hexdigest()[:12]
    return programs + ("+classified" if allow_classified else "") + (f"-{without}" if memory.removed else "")


def _current(kg: Path) -> Generation | None:
    try:
        current = current_generation(kg)
        current.store().close()
        current.report()
    except NoGenerationError:
        return None
    except DamagedGenerationError as error:
        print(error, file=sys.stderr)
        return None
    if current.notice:
        print(current.notice, file=sys.stderr)
        return None
    return current


def _is_same(manifest: Mapping[str, Any], inputs: Inputs, recipe: str, base: str) -> bool:
    was = manifest["inputs"], manifest["recipe"], manifest["base"], manifest.get("judgements", [])
    return was == (inputs.names, recipe, base, [[each.id, each.judgement.at] for each in inputs.judged])


def _read(kg: Path, crew: Crew, inputs: Inputs) -> list[Reading]:
    cache = Cache(kg / "cache")
    fresh = unread(inputs.found, cache)
    with _progress(len(fresh)) as tick:
        readings = read_documents(inputs.found, cache, crew.read, tick)
    gone = [Reading(found=each, contents=cache.kept_by_any(each.sha256)) for each in inputs.gone]
    return read_beside(readings + [each for each in gone if each.contents is not None], cache, crew.read)


def _without(reading: Reading, removed: frozenset[str]) -> Reading:
    """Return a reading without the rows of a register that were taken out."""
    if reading.contents is None:
        return reading
    kept = tuple(each for each in reading.contents.documents if each.source.sha256 not in removed)
    return replace(reading, contents=replace(reading.contents, documents=kept))


def _progress(total: int) -> AbstractContextManager[Callable[[], None]]:
    if total and os.environ.get(PROGRESS):
        return nullcontext(_told(total))
    if total == 0 or not sys.stderr.isatty():
        return nullcontext(lambda: None)
    return progress_bar(total, "đọc / reading")


def _told(total: int) -> Callable[[], None]:
    """Return what says "n/m" after each file, for a program that waits."""
    numbers = itertools.count(1)
    return lambda: print(f"{next(numbers)}/{total}", file=sys.stderr, flush=True)


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a generation is made: by which programs, under which IRIs, by how many processes, and whether afresh."""

    recipe: str
    base: str
    hands: int
    afresh: bool
    known: frozenset[str]  # the texts of the generation before
    inspection: Inspection | None


def _publish(kg: Path, readings: Sequence[Reading], inputs: Inputs, manner: _Manner) -> Generation:
    named = (
        _named(document, each.found.name)
        for each in readings
        if each.contents is not None
        for document in each.contents.documents
    )
    collection = judge(named, inputs.judged)
    publication = Publication(
        collection=collection,
        report=[outcome(each, inputs) for each in readings],
        inputs=inputs.names,
        recipe=manner.recipe,
        base=manner.base,
        hands=manner.hands,
        afresh=manner.afresh,
        inspection=manner.inspection,
    )
    memory = ShapeMemory(kg / "cache", manner.recipe, manner.known)
    hands = manner.hands if len(collection.entries) >= WORTH else 1
    audit = partial(renew_audit, base=publication.base, hands=hands)
    return publish(kg, publication, _shapes(publication, memory), audit)


def _named(document: Document, name: str) -> Document:
    """Return a record under the name of the file at hand: one text may lie in several files."""
    return replace(document, source=replace(document.source, name=name))


def _shapes(publication: Publication, remembered: ShapeMemory) -> Callable[[Store], Iterable[Quad]]:
    return lambda store: shape_quads(store, publication.collection, remembered, publication.base)


def _texts_of(current: Generation | None) -> frozenset[str]:
    """Return the SHA-256 of the texts that a generation was made of."""
    return (
        frozenset(each for document in current.manifest["documents"] for each in document["sources"])
        if current
        else frozenset()
    )
