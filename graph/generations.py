"""Immutable generations of the graph in a collection's folder, and the one that is current.

A generation is never written to once its folder has its name; `current` is a link that a build replaces by
renaming.
A generation whose manifest is damaged is passed over for the one before, and that is told.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import msgspec

from graph.store import Store
from graph.tally import Tally
from ontology.model import Problem, Span
from ontology.printed import Place, PrintedPage, places_of

Manifest = Mapping[str, Any]  # JSON as `graph.publication` writes it

# What a generation's folder holds and how its digest is counted; whoever changes either raises it.
FORMAT = 2

_NAME = "gen-"
_LONGEST = 200  # characters of an id in a file's name
_AT_ONCE = 16 << 20  # bytes; a thread that digests comes back to the interpreter, and waits for it, seldom


class NoGenerationError(FileNotFoundError):
    """There is nothing to ask: no build has been published in this folder."""


class DamagedGenerationError(ValueError):
    """A generation is not what its manifest says."""


class OtherFormatError(ValueError):
    """A generation of another version of the program, in a format that this one does not write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentText:
    """The text of one document: raw, restored, and the anchors between them (restored offset, raw offset)."""

    name: str
    raw: str
    restored: str
    offsets: tuple[tuple[int, int], ...]
    doubtful: tuple[Span, ...] = ()  # raw spans of words restored or recognised with little confidence
    pages: tuple[int, ...] = ()  # where each page starts in the raw text; empty where the format has no pages
    printed: tuple[PrintedPage, ...] = ()  # where its words stand on each page
    problems: tuple[Problem, ...] = ()  # what could not be made out

    def places(self, span: Span) -> tuple[Place, ...]:
        """Return the boxes in which the words of a raw span are printed; none where the format has no pages."""
        return places_of(self.printed, self.raw, span.start, span.end)

    def page_of(self, offset: int) -> int | None:
        """Return the number of the page that a place of the raw text is on; None where the format has no pages."""
        return bisect_right(self.pages, offset) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A finished graph on disk; `notice` says, in Vietnamese and English, why it is not the newest one."""

    path: Path
    manifest: Manifest
    notice: str = ""

    @property
    def number(self) -> int:
        """Return the generation's number, which only grows."""
        return number_of(self.path)

    def store(self) -> Store:
        """Open the graph for reading; raise `DamagedGenerationError` where the engine cannot."""
        try:
            return Store.open(self.path / "db")
        except (OSError, RuntimeError) as error:
            raise DamagedGenerationError(
                f"kho {self.path} hỏng: hãy dựng lại bằng `trienkhai build` (nguồn không bị sửa) / "
                f"the store is damaged: build again with `trienkhai build` (the sources are untouched): {error}"
            ) from error

    def text(self, identity: str) -> DocumentText:
        """Return the text of a document that was read; raise `KeyError` for an id that has none here."""
        file = text_file(self.path, identity)
        if not file.is_file():
            raise KeyError(f"{identity}: không có văn bản trong kho / there is no text of it in the collection")
        return msgspec.json.decode(file.read_bytes(), type=DocumentText)

    def sources(self, identity: str) -> tuple[str, ...]:
        """Return the SHA-256 of the files that a document was read from; nothing for one that was only cited."""
        return tuple(
            sha256 for each in self.manifest["documents"] if each["id"] == identity for sha256 in each["sources"]
        )

    def report(self) -> list[dict[str, str]]:
        """Return what the build did with each file: name, sha256, outcome, reason code and message.

        Raise `DamagedGenerationError` where its file is not as it was written.
        """
        file = self.path / "report.json"
        if not file.is_file() or file_digest(file) != self.manifest["files"].get(file.name):
            raise DamagedGenerationError(
                f"{file.name} của {self.path.name} không như lúc dựng; hãy chạy `trienkhai build` / is not as it was "
                "built; run `trienkhai build`"
            )
        return json.loads(file.read_text(encoding="utf-8"))["files"]


def current_generation(kg: Path) -> Generation:
    """Return the generation to ask; raise `NoGenerationError` or `DamagedGenerationError`.

    Where the current one is damaged, it is the newest sound one before it, with a `notice`.
    """
    link = kg / "current"
    if not link.is_symlink() and not any(generation_paths(kg)):
        raise NoGenerationError(
            f"chưa có kho ở {kg}: hãy chạy `trienkhai build NGUỒN... --kg {kg}` / "
            f"there is no collection at {kg}: run `trienkhai build SOURCE... --kg {kg}`"
        )
    newest = kg / link.readlink() if link.is_symlink() else None
    for path in _candidates(kg, newest):
        manifest = _sound_manifest(path)
        if manifest is not None:
            return Generation(path=path, manifest=manifest, notice="" if path == newest else _notice(newest, path))
    raise DamagedGenerationError(
        f"mọi thế hệ ở {kg} đều hỏng: hãy dựng lại bằng `trienkhai build` (nguồn không bị sửa) / "
        f"every generation at {kg} is damaged: build again (the sources are untouched)"
    )


def named(kg: Path) -> str:
    """Return the name that `current` gives, "" where there is none."""
    link = kg / "current"
    return link.readlink().name if link.is_symlink() else ""


def generation_paths(kg: Path) -> Iterator[Path]:
    """Yield the folders of generations, the newest first."""
    if kg.is_dir():
        yield from sorted((path for path in kg.iterdir() if path.name.startswith(_NAME)), key=number_of, reverse=True)


def verify(generation: Generation) -> tuple[str, ...]:
    """Read a whole generation again and return what differs from its manifest, each as one sentence.

    Every file's digest is compared, and the digest of the graph's statements as the engine reads them. Of a generation
    of another format the files alone are: its digest was counted otherwise.
    """
    faults = [
        f"{name}: nội dung khác lúc dựng / is not as it was built"
        for name, digest in generation.manifest["files"].items()
        if file_digest(generation.path / name) != digest
    ]
    if faults or not is_of_this_format(generation):
        return tuple(faults)
    counts, digest = content(generation.store(), generation.manifest["ontology"])
    if counts != generation.manifest["graphs"]:
        faults.append("số câu trong các đồ thị khác lúc dựng / the counts of statements are not as built")
    if digest != generation.manifest["digest"]:
        faults.append("mã băm nội dung khác lúc dựng / the digest of the content is not as built")
    return tuple(faults)


def is_of_this_format(generation: Generation) -> bool:
    """Say whether this version of the program writes such generations."""
    return generation.manifest.get("format") == FORMAT


def content(store: Store, ontology: str) -> tuple[dict[str, int], str]:
    """Return the number of statements in each named graph, and the digest of what was read or follows.

    The ontology's own graph, which has nameless nodes, counts by the digest of its files: `ontology`.
    """
    tally = Tally()
    for graph in store.graphs():
        for statement in store.statements(graph):
            tally.add_distinct(graph, statement)
    return dict(sorted(tally.counts.items())), tally.digest(ontology)


def seal(manifest: Manifest) -> str:
    """Return the digest that a manifest carries of itself."""
    rest = {key: value for key, value in manifest.items() if key != "seal"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, "" where it is not there."""
    if not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_AT_ONCE):
            digest.update(piece)
    return digest.hexdigest()


def text_file(generation: Path, identity: str) -> Path:
    """Return where a document's text is kept, under a name that fits the 255 bytes of a file's name."""
    short = (
        identity if len(identity) <= _LONGEST else f"{identity[:150]}-{hashlib.sha256(identity.encode()).hexdigest()}"
    )
    return generation / "texts" / f"{short}.json"


def number_of(path: Path) -> int:
    """Return the number in the name of a generation's folder, 0 where it has none."""
    digits = path.name.removeprefix(_NAME)
    return int(digits) if digits.isdigit() else 0


def _candidates(kg: Path, newest: Path | None) -> Iterator[Path]:
    """Yield the current generation, and those before it; without a current one, all."""
    if newest is not None:
        yield newest
    yield from (path for path in generation_paths(kg) if newest is None or number_of(path) < number_of(newest))


def find_generation(path: Path) -> Generation | None:
    """Return the generation in a folder, None where its manifest is damaged."""
    manifest = _sound_manifest(path)
    return None if manifest is None else Generation(path=path, manifest=manifest)


def _sound_manifest(path: Path) -> Manifest | None:
    try:
        manifest = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or not (path / "db" / "CURRENT").is_file():
        return None
    known = cast("Manifest", manifest)
    return known if known.get("seal") == seal(known) else None


def _notice(damaged: Path | None, used: Path) -> str:
    name = damaged.name if damaged else "current"
    return (
        f"{name} hỏng hoặc thiếu, đang dùng {used.name}; hãy chạy `trienkhai build` để dựng lại / "
        f"{name} is damaged or missing, {used.name} is used; run `trienkhai build` to build it again"
    )
