"""Generations: published whole or not at all, told when damaged, the same for the same content."""

import itertools
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from graph.generations import (
    DamagedGenerationError,
    Generation,
    NoGenerationError,
    current_generation,
    generation_paths,
    verify,
)
from graph.hands import WORTH
from graph.lock import BusyError, building
from graph.publication import KEPT, Publication, publish
from graph.quads import Iri, Quad, vietnamese
from graph.resolve import resolve
from graph.store import Store
from ontology.model import Document, Header, Span
from ontology.printed import PrintedPage, Strip
from ontology.terms import TK


def publication(*documents: Document) -> Publication:
    return Publication(
        collection=resolve(documents),
        report=[{"name": document.source.name, "outcome": "read"} for document in documents],
        inputs={document.source.sha256: [document.source.name] for document in documents},
        recipe="test",
    )


@pytest.fixture
def built(tmp_path: Path, resolution: Document, plan: Document) -> Path:
    """Return a folder with two generations."""
    with building(tmp_path):
        publish(tmp_path, publication(resolution))
        publish(tmp_path, publication(resolution, plan))
    return tmp_path


def test_what_is_published_can_be_asked_and_verified(built: Path, plan: Document) -> None:
    generation = current_generation(built)
    assert (generation.number, generation.notice) == (2, "")
    assert generation.manifest["counts"]["documents"] == 2
    assert len(generation.store()) > 200
    identity = next(each["id"] for each in generation.manifest["documents"] if each["symbol"] == "916-KH/ĐU")
    assert generation.text(identity).raw == plan.source.raw
    assert [line["outcome"] for line in generation.report()] == ["read", "read"]
    assert verify(generation) == ()
    with pytest.raises(KeyError, match="no-such"):
        generation.text("no-such")


def test_a_generation_knows_where_words_are_printed(tmp_path: Path, plan: Document) -> None:
    page = PrintedPage(width=595, height=842, strips=(Strip(0, 7, 100, 120, (100, 150, 160, 240), (90, 70)),))
    raw = plan.source.raw
    drawn = replace(plan, source=replace(plan.source, printed=(page,)))
    with building(tmp_path):
        generation = publish(tmp_path, publication(drawn))
    [identity] = [each["id"] for each in generation.manifest["documents"] if each["symbol"] == "916-KH/ĐU"]
    [place] = generation.text(identity).places(Span(0, raw.index(" ")))
    assert (place.page, place.left, place.right, place.confidence) == (1, 0.1, 0.15, 0.9)


def test_how_many_processes_write_plays_no_part(tmp_path: Path, resolution: Document, plan: Document) -> None:
    def numbered(number: int, **parts: Header) -> Document:
        source = replace(plan.source, sha256=f"{number:064}", raw=f"{plan.source.raw} {number}")
        return replace(plan, source=source, **{"header": replace(plan.header, symbol=f"{number}-KH/ĐU")} | parts)

    many = publication(numbered(1, header=resolution.header), *map(numbered, range(100, 100 + WORTH)))
    made: list[Generation] = []
    for hands in (1, 2):
        with building(tmp_path / str(hands)):
            made.append(publish(tmp_path / str(hands), replace(many, hands=hands)))
    alone, together = made
    assert together.manifest["graphs"] == alone.manifest["graphs"]
    assert together.manifest["digest"] == alone.manifest["digest"]
    assert verify(together) == ()
    copied = together.store().select(f"SELECT ?lower ?upper WHERE {{ ?lower <{TK.duplicates}> ?upper }}").rows
    assert len(copied) >= WORTH


def test_the_digest_depends_on_the_content_alone(tmp_path: Path, resolution: Document, plan: Document) -> None:
    digests: set[str] = set()
    for at, documents in enumerate(itertools.permutations([resolution, plan])):
        with building(tmp_path / str(at)):
            digests.add(publish(tmp_path / str(at), publication(*documents)).manifest["digest"])
    with building(tmp_path / "other"):
        assert publish(tmp_path / "other", publication(plan)).manifest["digest"] not in digests
    assert len(digests) == 1


def test_only_a_few_generations_are_kept(tmp_path: Path, resolution: Document) -> None:
    with building(tmp_path):
        for _ in range(KEPT + 2):
            publish(tmp_path, publication(resolution))
    assert [path.name for path in generation_paths(tmp_path)] == ["gen-000005", "gen-000004", "gen-000003"]


def test_findings_are_stored_with_the_generation(tmp_path: Path, resolution: Document) -> None:
    graph, finding = Iri("https://example.org/findings"), Iri("https://example.org/finding/1")
    with building(tmp_path):
        generation = publish(
            tmp_path,
            publication(resolution),
            lambda store: [Quad(finding, Iri("https://example.org/count"), vietnamese(str(len(store))), graph)],
        )
    assert generation.manifest["counts"]["findings"] == 1
    assert len(generation.store().select("SELECT ?n WHERE { ?s <https://example.org/count> ?n }").rows) == 1


def test_a_failed_build_leaves_the_old_generation_and_nothing_else(built: Path, plan: Document) -> None:
    def fail(_: Store) -> list[Quad]:
        raise RuntimeError("no audit today")

    before = sorted(path.name for path in built.iterdir())
    with building(built), pytest.raises(RuntimeError, match="no audit"):
        publish(built, publication(plan), fail)
    assert sorted(path.name for path in built.iterdir()) == before
    assert current_generation(built).number == 2


BUILD = """
import os, signal, sys
from pathlib import Path
import msgspec
from graph.hands import WORTH
from graph.lock import building
from graph.publication import Publication, publish
from graph.resolve import resolve
from ontology.model import Document, Header
from ontology.terms import TK

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

kg, record, point = sys.argv[1:]
document = msgspec.json.decode(Path(record).read_bytes(), type=Document)
work = Publication(collection=resolve([document]), report=[], inputs={}, recipe="test")
if point != "audit":
    setattr(Path, point, die)
with building(Path(kg)):
    publish(Path(kg), work, die if point == "audit" else None)
"""


@pytest.mark.parametrize("point", ["audit", "write_bytes", "rename", "symlink_to", "replace"])
def test_a_killed_build_leaves_the_old_generation_and_the_next_one_succeeds(
    built: Path, plan: Document, point: str
) -> None:
    record = built.parent / "plan.json"
    record.write_bytes(msgspec.json.encode(plan))
    killed = subprocess.run([sys.executable, "-c", BUILD, str(built), str(record), point], check=False, timeout=60)
    assert killed.returncode == -signal.SIGKILL
    assert current_generation(built).number == 2
    assert verify(current_generation(built)) == ()
    with building(built):
        generation = publish(built, publication(plan))
    assert generation.number in {3, 4}
    assert current_generation(built).number == generation.number
    assert not list(built.glob(".building-*"))


HOLD = """
import sys
from pathlib import Path
from graph.hands import WORTH
from graph.lock import building
with building(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_two_builds_at_once_are_refused_with_the_others_number(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(BusyError, match=str(other.pid)), building(tmp_path):
            pass
        other.communicate("")
    with building(tmp_path):
        pass


@pytest.mark.parametrize(
    "damage",
    [
        lambda manifest: manifest.unlink(),
        lambda manifest: manifest.write_text(manifest.read_text()[:-20]),
        lambda manifest: manifest.write_text(manifest.read_text().replace('"test"', '"rest"')),
        lambda manifest: manifest.write_text("[]"),
        lambda manifest: (manifest.parent / "db" / "CURRENT").unlink(),
    ],
    ids=["gone", "cut", "edited", "not a manifest", "no store"],
)
def test_a_damaged_generation_is_passed_over_and_told(built: Path, damage: Callable[[Path], object]) -> None:
    damage(built / "gen-000002" / "manifest.json")
    generation = current_generation(built)
    assert generation.number == 1
    assert "gen-000002" in generation.notice
    assert "trienkhai build" in generation.notice
    damage(built / "gen-000001" / "manifest.json")
    with pytest.raises(DamagedGenerationError, match="build"):
        current_generation(built)


@pytest.mark.parametrize("part", ["db", "texts", "report.json"])
def test_every_flipped_byte_is_found(built: Path, part: str) -> None:
    generation = current_generation(built)
    path = generation.path / part
    file = (
        max((each for each in path.rglob("*") if each.is_file()), key=lambda each: each.stat().st_size)
        if path.is_dir()
        else path
    )
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert any(file.name in fault for fault in verify(generation))


def test_an_empty_folder_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoGenerationError, match="trienkhai build"):
        current_generation(tmp_path / "nothing")
