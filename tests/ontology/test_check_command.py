"""The check command on a real collection: what it says and what it returns."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cli.main import EXIT_DONE, EXIT_FAULTS, EXIT_NOT_DONE, main
from graph.generations import current_generation
from graph.publication import Publication, publish
from graph.quads import RDF, Iri, Literal, Quad, vietnamese
from graph.resolve import resolve
from graph.store import Store
from ontology.identifiers import graph_iri
from ontology.model import Document, Header, LeadSource, Level, Party, SourceText, Span, Task
from ontology.terms import TK, concept

RAW = "KẾ HOẠCH\n1. Phòng Văn hóa rà soát tủ sách của các thôn.\n"
NAME = "Phòng Văn hóa"
LEAD = RAW.index(NAME)
FINDINGS = Iri(graph_iri("findings"))
FOCUS = Iri("https://w3id.org/trienkhai/id/finding/1")


def document() -> Document:
    span = Span(LEAD, len(RAW) - 1)
    party = Party(name=NAME, span=Span(LEAD, LEAD + len(NAME)), source=LeadSource.CLAUSE)
    return Document(
        source=SourceText(name="21-kh-du.txt", sha256="0" * 64, raw=RAW),
        restored=RAW,
        offsets=((0, 0),),
        header=Header(symbol="21-KH/ĐU", kind="kế hoạch", issued="2025-09-30", level=Level.COMMUNE, area="xã Hòa An"),
        tasks=(Task(span=span, path="1", section="assignment", text=span.of(RAW), lead=(party,)),),
    )


def unmended_finding(store: Store) -> Iterator[Quad]:
    """Yield a finding that tells no remedy in English."""
    task = Iri(store.select(f"SELECT ?task WHERE {{ ?task a <{TK.Task}> }}").rows[0][0])
    facts = {
        RDF + "type": Iri(TK.Finding),
        TK.findingId: Literal("no-deadline:1"),
        TK.rule: Literal("no-deadline"),
        TK.severity: Iri(concept("severity", "info")),
        TK.focus: task,
        TK.remedy: vietnamese("Bổ sung thời hạn."),
    }
    yield from (Quad(FOCUS, Iri(predicate), value, FINDINGS) for predicate, value in facts.items())
    yield Quad(FOCUS, Iri(TK.message), vietnamese("Nhiệm vụ không có thời hạn."), FINDINGS)
    yield Quad(FOCUS, Iri(TK.message), Literal("The task has no deadline.", language="en"), FINDINGS)


def contradicting(store: Store) -> Iterator[Quad]:
    """Yield the fact that an agency leads as a document."""
    agency = Iri(store.select(f"SELECT ?agency WHERE {{ ?task <{TK.leadAgency}> ?agency }}").rows[0][0])
    yield Quad(agency, Iri(RDF + "type"), Iri(TK.Plan), FINDINGS)


@pytest.fixture
def collection(tmp_path: Path) -> Callable[..., Path]:
    def build(audit: Callable[[Store], Iterator[Quad]] | None = None) -> Path:
        publication = Publication(collection=resolve([document()]), report=[], inputs={}, recipe="test")
        publish(tmp_path, publication, audit)
        return tmp_path

    return build


def test_a_sound_collection_has_no_faults(collection: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--kg", str(collection()), "--json"]) == EXIT_DONE
    output = capsys.readouterr()
    assert json.loads(output.out) == []
    assert "no faults" in output.err


def test_a_fault_is_told_once_with_its_place(
    collection: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--kg", str(collection(unmended_finding)), "--json"]) == EXIT_FAULTS
    (fault,) = json.loads(capsys.readouterr().out)
    assert (fault["rule"], fault["focus"], fault["graph"]) == ("finding-remedy", FOCUS, FINDINGS)
    assert set(fault["message"]) == {"vi", "en"}


def test_the_table_counts_faults_by_rule(collection: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--kg", str(collection(unmended_finding))]) == EXIT_FAULTS
    assert "finding-remedy" in capsys.readouterr().out


def test_no_collection_names_the_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--kg", str(tmp_path / "none")]) == EXIT_NOT_DONE
    assert "trienkhai build" in capsys.readouterr().err


@pytest.mark.usefixtures("needs_java")
def test_the_ontology_is_reasoned_on_without_a_collection(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--reason", "--kg", str(tmp_path / "none")]) == EXIT_DONE
    assert "HermiT" in capsys.readouterr().err


@pytest.mark.usefixtures("needs_java")
@pytest.mark.parametrize(("audit", "status"), [(None, EXIT_DONE), (contradicting, EXIT_FAULTS)])
def test_facts_are_reasoned_on_with_the_ontology(
    collection: Callable[..., Path], audit: Callable[[Store], Iterator[Quad]] | None, status: int
) -> None:
    assert main(["check", "--reason", "--facts", "--kg", str(collection(audit))]) == status


def test_without_java_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["check", "--reason"]) == EXIT_NOT_DONE
    assert "default-jre-headless" in capsys.readouterr().err


def test_a_changed_file_of_the_store_is_found(
    collection: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    kg = collection()
    assert main(["check", "--verify", "--kg", str(kg)]) == EXIT_DONE
    text = next((current_generation(kg).path / "texts").iterdir())
    text.write_bytes(text.read_bytes().replace(b"21-kh-du", b"22-kh-du"))
    capsys.readouterr()
    assert main(["check", "--verify", "--kg", str(kg), "--json"]) == EXIT_FAULTS
    (fault,) = json.loads(capsys.readouterr().out)
    assert fault["rule"] == "not-as-built"
    assert text.name in fault["message"]["vi"]
