"""The commands that ask: what they print, and how they end."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, EXIT_WRONG_USE, main
from cli.rows import plain_cell
from graph.generations import seal
from graph.store import Store
from queries.audit import audit_quads
from queries.catalogue import catalogue

ROOT = "90-NQ/TW"


@pytest.fixture(scope="module")
def kg(statements: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a collection with one generation, findings and all."""
    folder = tmp_path_factory.mktemp("kg")
    generation = folder / "gen-000001"
    generation.mkdir()
    memory = Store.memory()
    memory.bulk_load(statements)
    store = Store.create(generation / "db")
    store.bulk_load(statements)
    store.bulk_load(audit_quads(memory))
    store.close()
    manifest: Mapping[str, Any] = {"format": 1}
    (generation / "manifest.json").write_text(json.dumps({**manifest, "seal": seal(manifest)}), encoding="utf-8")
    (folder / "current").symlink_to(generation.name)
    return folder


def run(kg: Path, *arguments: str) -> int:
    return main([arguments[0], "--kg", str(kg), *arguments[1:]])


def test_the_cascade_as_a_tree(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kg, "cascade", "nghị quyết 90-NQ/TW") == EXIT_DONE
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "90-NQ/TW, Bộ Chính trị, 2024-01-10"
    assert [line for line in lines if line.isupper()] == [
        "TRUNG ƯƠNG",
        "CẤP TỈNH",
        "CẤP HUYỆN",
        "CẤP XÃ",
        "CHƯA RÕ CẤP",
    ]
    assert any("bước 3 qua 31-KH/TU, 16-KH/ĐU" in line for line in lines)
    assert any("vượt cấp tỉnh, cấp huyện" in line for line in lines)
    assert "    skips the level: province, district" in lines
    documents = [line for line in lines if " · bước " in line]
    assert {len(line) - len(line.lstrip()) for line in documents} == {2}  # an indentation would name a parent
    assert any("Sở Khoa học và Công nghệ 2" in line for line in lines)


def test_the_cascade_as_json_and_csv(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kg, "cascade", ROOT, "--json", "--depth", "1") == EXIT_DONE
    documents = json.loads(capsys.readouterr().out)["documents"]
    assert run(kg, "cascade", ROOT, "--format", "csv", "--depth", "1") == EXIT_DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["id"] for row in rows] == [document["id"] for document in documents]
    assert {row["steps"] for row in rows} == {"1"}


def test_findings_are_counted_and_listed(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kg, "audit") == EXIT_DONE
    out = capsys.readouterr().out
    assert "1  unassigned-task · content · lưu ý / info" in out
    assert "ke-hoach-45.txt [100-154]" in out
    assert run(kg, "audit", "--json", "--document", "45/KH-UBND", "--as-of", "2026-05-01") == EXIT_DONE
    found = [(finding["rule"], finding["path"]) for finding in json.loads(capsys.readouterr().out)]
    assert found == [
        ("unassigned-task", "II.1"),
        ("lead-also-coordinates", "III.5"),
        ("no-deadline", "III.4"),
        ("no-deadline", "III.5"),
        ("overdue", "III.3"),
        ("several-leads", "III.2"),
    ]
    assert run(kg, "audit", "--document", ROOT) == EXIT_DONE
    assert "No findings" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("severity", "status"), [("info", EXIT_FAULTS), ("warning", EXIT_FAULTS), ("violation", EXIT_DONE)]
)
def test_fail_on(kg: Path, severity: str, status: int) -> None:
    assert run(kg, "audit", "--fail-on", severity) == status


@pytest.mark.parametrize(("severity", "status"), [("info", EXIT_FAULTS), ("violation", EXIT_DONE)])
@pytest.mark.parametrize("lines", [0, 1])
def test_a_reader_who_leaves_changes_no_status(kg: Path, severity: str, status: int, lines: int) -> None:
    command = [sys.executable, "-m", "cli.main", "audit", "--kg", str(kg), "--fail-on", severity]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        for _ in range(lines):
            process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=60) == status


def test_a_named_question(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kg, "query", "tasks_of_an_agency", "--param", "agency=Sở Nội vụ", "--format", "csv") == EXIT_DONE
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["role"], row["path"]) for row in rows] == [
        ("lead", "III.2"),
        ("lead", "III.5"),
        ("coordinating", "III.1"),
    ]


@pytest.mark.parametrize(
    ("text", "form", "out"),
    [
        ("ASK { ?s ?p ?o }", "json", '[\n  {\n    "answer": true\n  }\n]\n'),
        ("SELECT ?x { VALUES ?x { 1 2 } }", "tsv", "x\n1\n2\n"),
        ("SELECT ?x { VALUES ?x { '=1+1' } }", "csv", "x\n'=1+1\n"),
    ],
)
def test_sparql_from_standard_input(  # noqa: PLR0913, PLR0917 - the columns of the table
    kg: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, text: str, form: str, out: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run(kg, "query", "-", "--format", form) == EXIT_DONE
    assert capsys.readouterr().out == out


def test_sparql_from_a_file(kg: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "câu hỏi.rq"
    file.write_text("SELECT (COUNT(*) AS ?n) { ?s a <https://w3id.org/trienkhai/ontology#Task> }", encoding="utf-8")
    assert run(kg, "query", str(file), "--format", "csv") == EXIT_DONE
    assert capsys.readouterr().out == "n\n7\n"


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["cascade", "90-NQ/TV"], EXIT_WRONG_USE, "90-NQ/TW"),
        (["cascade", "16-KH/ĐU"], EXIT_WRONG_USE, "16-kh-du_2025_tan-an"),
        (["audit", "--rule", "unassigned"], EXIT_WRONG_USE, "unassigned-task"),
        (["audit", "--document", "không có"], EXIT_WRONG_USE, "There is no document"),
        (["query", "implementing_document"], EXIT_WRONG_USE, "implementing_documents"),
        (["query", "tasks_of_an_agency", "--param", "agency=Sở Nội vu"], EXIT_WRONG_USE, "Sở Nội vụ"),
        (["query", "implementing_documents"], EXIT_WRONG_USE, "root"),
        (["query", "implementing_documents", "--param", "root"], EXIT_WRONG_USE, "name=value"),
        (["query", "there-is-none.rq"], EXIT_WRONG_USE, "there-is-none.rq"),
    ],
)
def test_wrong_use_is_told(
    kg: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, message: str
) -> None:
    assert run(kg, *arguments) == status
    captured = capsys.readouterr()
    assert message in captured.err
    assert captured.out == ""


def test_what_takes_too_long_is_not_done(
    kg: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.stdin", io.StringIO("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }")
    )
    assert run(kg, "query", "-", "--deadline", "0.5") == EXIT_NOT_DONE
    assert "0.5" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["cascade", "x"], ["audit"], ["query", "tasks_without_a_lead"]])
def test_without_a_collection_nothing_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(tmp_path, *arguments) == EXIT_NOT_DONE
    assert "trienkhai build" in capsys.readouterr().err


def test_the_list_of_questions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["queries", "--json"]) == EXIT_DONE
    assert len(json.loads(capsys.readouterr().out)) == len(catalogue())
    assert main(["queries"]) == EXIT_DONE
    assert "tasks_due_between --param from=DATE --param to=DATE" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("cell", "plain"),
    [(None, ""), (-3, "-3"), ("-3", "'-3"), (" =1", "' =1"), ("＝1", "'＝1"), ("a=1", "a=1"), (True, "True")],
)
def test_no_cell_is_a_formula(cell: object, plain: str) -> None:
    assert plain_cell(cell) == plain


def test_a_table_leaves_out_ids_beside_symbols(kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(kg, "query", "implementing_documents", "--param", f"root={ROOT}") == EXIT_DONE
    out = capsys.readouterr().out
    assert out.split("\n")[0].split()[:3] == ["symbol", "issuer", "level"]
    assert "Đảng" in out
    assert "https://" not in out
    assert run(kg, "query", "implementing_documents", "--param", f"root={ROOT}", "--format", "csv") == EXIT_DONE
    assert capsys.readouterr().out.startswith("root,document,symbol,")
