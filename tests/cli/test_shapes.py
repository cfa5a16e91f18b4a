"""Shapes at build: what breaks one is a finding like others; what was checked is not checked again."""

import json
import shutil
from pathlib import Path

import pytest

from cli import shapes
from cli.main import EXIT_DONE, main
from graph.entries import Entry
from graph.generations import current_generation, verify
from ontology.identifiers import DocumentId
from ontology.model import Document, Header, SourceText

PLAN = Path(__file__).parents[2] / "examples" / "corpus" / "04-ke-hoach-916-kh-du.txt"
# A paper without a kind: the shape of documents asks for one.
PAPER = "UBND XÃ VÂN SƠN\nSố: 12/UBND\nVân Sơn, ngày 02 tháng 02 năm 2026\n\n1. Giao Phòng Kinh tế mở thư viện.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (folder := tmp_path / "papers").mkdir()
    shutil.copy(PLAN, folder)
    (folder / "note.txt").write_text(PAPER, encoding="utf-8")
    return folder


def build(kg: Path, *arguments: object) -> None:
    assert main(["build", *map(str, arguments), "--kg", str(kg), "--workers", "1"]) == EXIT_DONE


def told(kg: Path, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    capsys.readouterr()
    assert main(["audit", "--kg", str(kg), "--rule", "incomplete-fact", "--json"]) == EXIT_DONE
    found = json.loads(capsys.readouterr().out)
    return [(each["document"], each["severity"], each["message"]["en"]) for each in found]


def test_what_breaks_a_shape_is_a_finding(tmp_path: Path, papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    build(tmp_path / "kg", papers)
    (only,) = told(tmp_path / "kg", capsys)
    assert "note" in only[0] or "12-ubnd" in only[0]
    assert only[1:] == ("warning", "A document has exactly one kind.")
    assert verify(current_generation(tmp_path / "kg")) == ()


def test_only_what_changed_is_checked_again(tmp_path: Path, papers: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg = tmp_path / "kg"
    build(kg, papers)
    first = told(kg, capsys)
    records = {path: path.stat().st_mtime_ns for path in (kg / "cache").glob("*-shapes-*")}
    shutil.copy(PLAN.with_name("06-cong-van-9180-svhttdl.txt"), papers)
    build(kg)
    after = {path: path.stat().st_mtime_ns for path in (kg / "cache").glob("*-shapes-*")}
    assert len(after) == len(records) + 1
    assert records.items() <= after.items()
    assert told(kg, capsys) == first


def test_what_a_build_has_no_time_for_is_told_and_plays_no_part_in_the_digest(
    tmp_path: Path, papers: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(tmp_path / "whole", papers)
    monkeypatch.setattr(shapes, "AT_ONCE", 0)
    capsys.readouterr()
    build(tmp_path / "kg", papers)
    assert "documents not yet held against the shapes: 2" in capsys.readouterr().err
    assert told(tmp_path / "kg", capsys) == []
    one, two = (current_generation(tmp_path / name).manifest["digest"] for name in ("whole", "kg"))
    assert one == two


@pytest.mark.parametrize(
    ("unchecked", "known", "chosen"),
    [
        pytest.param("ab", "", "ab", id="few"),
        pytest.param("abcdef", "", "abcd", id="a first build of many"),
        pytest.param("abcdef", "abcdef", "ab", id="nothing new"),
        pytest.param("abcdef", "abcde", "fa", id="what is new comes first"),
        pytest.param("abcdef", "ab", "cdef", id="much is new"),
    ],
)
def test_what_is_new_is_checked_before_what_waits(
    monkeypatch: pytest.MonkeyPatch, unchecked: str, known: str, chosen: str
) -> None:
    monkeypatch.setattr(shapes, "AT_ONCE", 4)
    monkeypatch.setattr(shapes, "BESIDE", 2)
    document = Document(source=SourceText(name="a", sha256="a", raw="a"), restored="a", offsets=(), header=Header())
    entries = [Entry(id=DocumentId(each), document=document, names=(each,), sources=(each,)) for each in unchecked]
    memory = shapes.Memory(Path(), "recipe", frozenset(known))
    assert "".join(each.id for each in memory.next_of(entries)) == chosen
