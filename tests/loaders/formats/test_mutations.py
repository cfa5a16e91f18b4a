"""A short run of benchmarks/formats/fuzz.py: mutated files of every format have an outcome that was foreseen."""

import random
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
FILES = 40


@pytest.fixture
def fuzz(monkeypatch: pytest.MonkeyPatch):  # noqa: ANN201 - a module that is no part of the package
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    from benchmarks.formats import fuzz  # noqa: PLC0415 - its folder is on the path only here

    return fuzz


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", ".xlsx", ".docx", ".pdf", ".zip"])
def test_each_mutated_file_has_an_outcome(fuzz, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ANN001
    monkeypatch.setenv("PATH", "")  # without Tesseract: pages of mutated letters would be looked at again
    samples = {**fuzz.samples(fuzz._WORDS), ".zip": fuzz.archive()}
    found = fuzz.tally(suffix, fuzz.mutations(suffix, samples[suffix], FILES, 7), 1)
    assert found.unforeseen == []
    assert found.outcomes.total() >= FILES
    assert found.outcomes["E_PARSER_DIED"] == 0
    assert len(found.outcomes) > 1


def test_mutations_are_the_same_in_each_run_and_differ_from_the_sample(fuzz) -> None:  # noqa: ANN001
    sample = fuzz.samples(fuzz._WORDS)[".docx"]
    once, again = (list(fuzz.mutations(".docx", sample, 10, 1)) for _ in range(2))
    assert once == again
    assert all(each != sample for each in once)


def test_parts_of_archives_are_reached(fuzz, tmp_path: Path) -> None:  # noqa: ANN001
    sample = fuzz.samples(fuzz._WORDS)[".docx"]
    made = tmp_path / "a.docx"
    made.write_bytes(fuzz.mutated_within(sample, random.Random(3)))  # noqa: S311 - the same in each run
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
