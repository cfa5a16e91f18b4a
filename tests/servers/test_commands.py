"""The commands with a server print what they print with the folder."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from cli.main import EXIT_DONE, EXIT_WRONG_USE, main
from graph.generations import Generation
from graph.remote import RemoteStore

ROOT = "95-NQ/TW"


@pytest.mark.parametrize(
    "arguments",
    [
        ["cascade", ROOT],
        ["cascade", ROOT, "--json"],
        ["cascade", "917/KH-UBND", "--up", "--format", "csv"],
        ["audit", "--json", "--as-of", "2027-09-01"],
        ["audit", "--rule", "unassigned-task", "--document", "915/KH-UBND"],
        ["export", "--format", "csv", "--table", "assignments"],
        ["export", "--format", "csv", "--table", "findings", "--cascade", "915/KH-UBND", "--as-of", "2027-09-01"],
        ["query", "implementing_documents", "--param", f"root={ROOT}", "--format", "csv"],
        ["query", "tasks_due_between", "--param", "from=2025-01-01", "--param", "to=2030-12-31", "--json"],
    ],
)
def test_the_same_is_printed(loaded: Any, kg: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main([*arguments, "--kg", str(kg)]) == EXIT_DONE
    ours = capsys.readouterr().out
    assert main([*arguments, "--endpoint", loaded.server.endpoint]) == EXIT_DONE
    assert capsys.readouterr().out == ours != ""


def test_a_report_differs_in_its_generation_alone(loaded: Any, kg: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["report", "915/KH-UBND", "--as-of", "2027-09-01", "--format", "md"]
    assert main([*arguments, "--kg", str(kg)]) == EXIT_DONE
    ours = capsys.readouterr().out.splitlines()
    assert main([*arguments, "--endpoint", loaded.server.endpoint]) == EXIT_DONE
    theirs = capsys.readouterr().out.splitlines()
    assert [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other] == [(ours[2], theirs[2])]
    assert "gen-000001" in ours[2]


@pytest.mark.parametrize(
    ("sparql", "status"),
    [
        ("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }", EXIT_DONE),
        ("ASK { ?s ?p ?o }", EXIT_DONE),
        ("SELECT WHERE", EXIT_WRONG_USE),
        ("INSERT DATA { <x:a> <x:b> 1 }", EXIT_WRONG_USE),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", EXIT_WRONG_USE),
    ],
)
def test_sparql_of_ones_own(  # noqa: PLR0913, PLR0917 - the columns of the table
    loaded: Any, kg: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sparql: str, status: int
) -> None:
    printed: list[str] = []
    for place in (["--kg", str(kg)], ["--endpoint", loaded.server.endpoint]):
        monkeypatch.setattr("sys.stdin", io.StringIO(sparql))
        assert main(["query", "-", "--format", "csv", *place]) == status
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]


def test_push(empty_server: Any, kg: Path, generation: Generation, capsys: pytest.CaptureFixture[str]) -> None:
    addresses = ["--endpoint", empty_server.endpoint, "--graph-store", empty_server.graph_store]
    assert main(["push", "--kg", str(kg), *addresses, "--json"]) == EXIT_DONE
    report = json.loads(capsys.readouterr().out)
    counts = RemoteStore(empty_server.endpoint).graph_counts("https://w3id.org/trienkhai/graph/")
    assert counts == generation.manifest["graphs"]
    assert (report["graphs"], report["statements"]) == (len(counts), sum(counts.values()))
    assert main(["push", "--kg", str(kg), "--endpoint", empty_server.endpoint, "--update", empty_server.update]) == 0
    assert f"{len(counts)} đồ thị / graphs" in capsys.readouterr().out
