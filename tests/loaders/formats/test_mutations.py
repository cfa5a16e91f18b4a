"""A short run of benchmarks/formats/fuzz.py: mutated files of every format have an outcome that was foreseen."""

import random
import zipfile
from pathlib import Path

import pytest

from benchmarks.formats import fuzz
from benchmarks.formats.samples import example, samples

FILES = 40
SAMPLES = samples(example(900))


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".csv", ".xlsx", ".docx", ".pdf", ".zip"])
def test_each_mutated_file_has_an_outcome(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # without Tesseract: pages of mutated letters would be looked at again
    sample = {**SAMPLES, ".zip": fuzz.archive()}[suffix]
    found = fuzz.tally(suffix, fuzz.mutations(suffix, sample, FILES, 7), 1)
    assert found.unforeseen == []
    assert found.outcomes.total() >= FILES
    assert found.outcomes["E_PARSER_DIED"] == 0
    assert len(found.outcomes) > 1


def test_mutations_are_the_same_in_each_run_and_differ_from_the_sample() -> None:
    sample = SAMPLES[".docx"]
    once, again = (list(fuzz.mutations(".docx", sample, 10, 1)) for _ in range(2))
    assert once == again
    assert all(each != sample for each in once)


def test_parts_of_archives_are_reached(tmp_path: Path) -> None:
    made = tmp_path / "a.docx"
    made.write_bytes(fuzz.mutated_within(SAMPLES[".docx"], random.Random(3)))  # noqa: S311 - the same in each run
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
