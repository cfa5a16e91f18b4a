"""Builds that die or fail at any point: the old generation is served, nothing is left over, the next build is right."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, main
from graph.generations import current_generation

DRIVER = Path(__file__).with_name("failing.py")
LETTER, PLAN = "06-cong-van-9180-svhttdl.txt", "04-ke-hoach-916-kh-du.txt"
# Touches of the disk by which a build goes; the long test finds all of them.
KILLED = "load_lines|open report.json|os.rename .building"
REFUSED = "load_lines|sqlite3.connect|fsync manifest.json|os.symlink .current|os.rename .current"
LATE = "fsync kg|open .sources"  # the generation is published


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A collection of three generations with everything read, the sources of the next one, and both digests."""

    kg: Path
    sources: list[str]
    old: str
    new: str


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Start:
    folder = tmp_path_factory.mktemp("faults")
    for name in (LETTER, PLAN):
        shutil.copy(root / "examples" / "corpus" / name, folder)
    digests: list[str] = []
    for names in ([LETTER], [LETTER, PLAN], [LETTER]):
        sources = [str(folder / name) for name in names]
        assert main(["build", *sources, "--only", "--kg", str(folder / "kg"), "--workers", "1"]) == EXIT_DONE
        digests.append(current_generation(folder / "kg").manifest["digest"])
    return Start(
        kg=folder / "kg", sources=[str(folder / name) for name in (LETTER, PLAN)], old=digests[0], new=digests[1]
    )


def attempts(start: Start, way: str, where: str) -> list[dict[str, Any]]:
    run = subprocess.run(
        [sys.executable, str(DRIVER), str(start.kg), way, where, *start.sources],
        capture_output=True,
        text=True,
        check=True,
        cwd=DRIVER.parents[2],
    )
    return [json.loads(line) for line in run.stdout.splitlines()]


def check(start: Start, each: dict[str, Any]) -> None:
    """What holds wherever a build ends: one whole generation, and the next build as if nothing had been."""
    assert each["after"] is not None, each
    assert each["after"]["digest"] in {start.old, start.new}, each
    assert (each["after"]["faults"], each["after"]["notice"]) == ([], ""), each
    assert each["again"] == EXIT_DONE, each
    assert each["then"] == {"digest": start.new, "faults": [], "notice": ""}, each
    assert each["still"] == [], each
    assert "Traceback" not in each["told"], each


def is_told(start: Start, each: dict[str, Any]) -> bool:
    """Say whether the status and the sentence are true: nothing changed, or published and not all written down."""
    if each["after"]["digest"] == start.old:
        return (each["status"], "nothing changed" in each["told"]) == (EXIT_NOT_DONE, True)
    return (each["status"], "is published" in each["told"]) == (EXIT_FAULTS, True)


@pytest.mark.parametrize(("way", "where"), [("kill", KILLED), ("error", REFUSED)])
def test_a_build_that_ends_before_it_is_published(start: Start, way: str, where: str) -> None:
    found = attempts(start, way, where)
    assert [each["place"].startswith(each["meant"]) for each in found] == [True] * len(where.split("|"))
    for each in found:
        check(start, each)
        assert each["after"]["digest"] == start.old, each
        assert way == "kill" or (is_told(start, each) and each["left"] == []), each


def test_a_build_that_fails_after_it_was_published_says_so(start: Start) -> None:
    found = attempts(start, "error", LATE)
    assert [each["place"].startswith(each["meant"]) for each in found] == [True] * len(LATE.split("|"))
    for each in found:
        check(start, each)
        assert each["after"]["digest"] == start.new, each
        assert is_told(start, each), each


def test_a_build_killed_at_any_moment(start: Start) -> None:
    found = attempts(start, "kill", "5")
    assert len(found) == 5
    for each in found:
        check(start, each)


@pytest.mark.soak
def test_a_build_killed_at_a_hundred_moments(start: Start) -> None:
    found = attempts(start, "kill", "100 anew")
    assert len(found) == 100
    for each in found:
        check(start, each)


@pytest.mark.soak
@pytest.mark.parametrize("way", ["error", "kill"])
def test_a_build_that_ends_at_each_touch_of_the_disk(start: Start, way: str) -> None:
    *found, through = attempts(start, way, "all")
    assert through["status"] == EXIT_DONE
    assert len(found) > 40
    for each in found:
        check(start, each)
        assert way == "kill" or is_told(start, each) or each["status"] == EXIT_DONE, each
