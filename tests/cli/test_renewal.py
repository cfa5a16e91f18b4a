"""A collection that is changed again and again, read, judged and audited, is the one that is built from nothing."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cli import shapes
from cli.main import EXIT_DONE, main
from graph import filling
from graph.generations import Generation, current_generation, verify
from graph.parts import read_parts

CORPUS = Path(__file__).parents[2] / "examples" / "corpus"
PLAN = "04-ke-hoach-916-kh-du.txt"
BY = ("--by", "Nguyễn Thị Lan")
CLAUSE = "90c0d0889ab2"  # of the plan


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (folder := tmp_path / "papers").mkdir()
    for paper in sorted(CORPUS.glob("*.txt"))[:8]:
        shutil.copy(paper, folder)
    return folder


@pytest.fixture(autouse=True)
def no_shapes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the shapes out: they take the longest, and play no part in what a collection is."""
    monkeypatch.setattr(shapes, "AT_ONCE", 0)
    monkeypatch.setattr(shapes, "BESIDE", 0)


@pytest.fixture(autouse=True)
def no_tidying(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the files of a small store as they are, however much of it was exchanged."""
    monkeypatch.setattr(filling, "_OFTEN", 0)


def built(kg: Path, papers: Path) -> Generation:
    assert main(["build", str(papers), "--only", "--kg", str(kg), "--workers", "1"]) == EXIT_DONE
    return current_generation(kg)


def from_nothing(kg: Path, papers: Path) -> Generation:
    """Build beside a collection what its people say and its readers read, without its generations."""
    beside = kg.with_name("beside")
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(kg, beside, ignore=shutil.ignore_patterns("gen-*", "current", "build.lock"))
    return built(beside, papers)


def judged(kg: Path, *words: str) -> None:
    assert main(["judge", "add", *words, *BY, "--kg", str(kg)]) == EXIT_DONE


def reworded(papers: Path) -> None:
    plan = papers / PLAN
    plan.write_text(plan.read_text(encoding="utf-8").replace("thư viện", "tủ sách lưu động", 1), encoding="utf-8")


STEPS: tuple[tuple[str, Callable[[Path, Path], object]], ...] = (
    ("reworded", lambda _, papers: reworded(papers)),
    ("a task judged", lambda kg, _: judged(kg, "lead", "916-KH/ĐU", "--task", CLAUSE, "--value", "Trạm Y tế xã")),
    ("added", lambda _, papers: shutil.copy(sorted(CORPUS.glob("*.txt"))[8], papers)),
    ("two called one", lambda kg, _: judged(kg, "relation", "916-KH/ĐU", "--other", "95-NQ/TW", "--value", "cites")),
)


def test_a_series_of_builds_has_the_digests_of_builds_from_nothing(tmp_path: Path, papers: Path) -> None:
    kg = tmp_path / "kg"
    built(kg, papers)
    for what, step in STEPS:
        step(kg, papers)
        copied, anew = built(kg, papers), from_nothing(kg, papers)
        assert copied.manifest["digest"] == anew.manifest["digest"], what
        assert verify(copied) == ()
        parts = read_parts(copied.path)
        assert parts is not None
        assert parts.exchanged, f"{what}: nothing was copied"
