"""What became of each task of a document, on the example collection and on the command line."""

import json
from pathlib import Path

import pytest

from cli.main import main
from graph.store import Store
from queries.coverage import coverage
from queries.find import find_one_document


def test_the_matrix_of_the_governments_programme(examples: Store) -> None:
    found = coverage(examples, find_one_document(examples, "912/NQ-CP").iri)
    assert [each.symbol for each in found.documents] == ["915/KH-UBND", "916-KH/ĐU", "917/KH-UBND", "9180/SVHTTDL-QLVH"]
    assert sum(found.counts().values()) == len(found.rows)
    (row,) = (row for row in found.rows if row.task.path == "III.2.a")  # to count the old district libraries' stock
    assert row.outcome == "carried-out"
    assert "V.5.a" in {found.lower[link.lower].path for links in row.links.values() for link in links}


@pytest.fixture(scope="module")
def kg(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    kg = tmp_path_factory.mktemp("report") / "kg"
    assert main(["build", str(corpus), "--kg", str(kg)]) == 0
    return str(kg)


def test_the_matrix_as_json(kg: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cascade", "95-NQ/TW", "--tasks", "--json", "--kg", kg]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {task["outcome"] for task in found["tasks"]} == {"carried-out", "unreached"}
    assert sum(found["counts"].values()) == len(found["tasks"])


@pytest.mark.parametrize(("form", "language", "heading"), [("md", "vi", "Thời hạn"), ("html", "en", "Deadlines")])
def test_a_report_names_file_place_and_digest(
    kg: str, form: str, language: str, heading: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "915/KH-UBND", "--format", form, "--lang", language, "--kg", kg]) == 0
    text = capsys.readouterr().out
    assert heading in text
    assert "03-ke-hoach-915-kh-ubnd.txt, " in text
    assert "5204–5368, sha256 " in text


def test_a_report_on_nothing(kg: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "1-QĐ/XX", "--kg", kg]) == 2
    assert "1-QĐ/XX" in capsys.readouterr().err


@pytest.mark.parametrize(("day", "expected"), [("2025-12-01", 12), ("2026-11-01", 50)])
def test_what_is_overdue_depends_on_the_day(
    kg: str, day: str, expected: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "--rule", "overdue", "--as-of", day, "--json", "--kg", kg]) == 0
    assert len(json.loads(capsys.readouterr().out)) == expected
