"""`trienkhai extract` and `trienkhai restore`: what they print, where offsets count, how they end."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PLAN = "01-nghi-quyet-95-nq-tw.txt"
RELATIONS = {"implements", "replaces", "amends", "issued_with", "cites"}
KEYS = {"source", "id", "sha256", "document", "citations", "relations", "tasks", "indicators", "problems"}
TASK_KEYS = {
    "start", "end", "quote", "path", "section", "text", "lead", "coordinate", "due", "every", "report_to",
    "confidence", "method",
}  # fmt: skip


def trienkhai(*arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False)


@pytest.fixture(scope="module")
def corpus(root: Path) -> Path:
    return root / "examples" / "corpus"


@pytest.fixture(scope="module")
def printed(corpus: Path) -> bytes:
    done = trienkhai("extract", *sorted(corpus.glob("*.txt")))
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


@pytest.fixture(scope="module")
def records(printed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.decode().splitlines()]


def test_each_file_gives_one_line_in_the_order_asked(records: list[dict[str, Any]], corpus: Path) -> None:
    assert [record["source"] for record in records] == sorted(path.name for path in corpus.glob("*.txt"))
    assert all(record.keys() == KEYS for record in records)
    assert len({record["id"] for record in records}) == len(records)


def test_offsets_count_in_the_text_that_restore_prints_raw(records: list[dict[str, Any]], corpus: Path) -> None:
    for record in records:
        raw = trienkhai("restore", "--raw", corpus / record["source"]).stdout.decode()
        for task in record["tasks"]:
            assert task.keys() >= TASK_KEYS
            clause = raw[task["start"] : task["end"]]
            assert clause.startswith(task["quote"])
            words = " ".join(line for line in clause.split("\n") if not line.strip().isdigit())  # no page numbers
            assert " ".join(words.split()).replace("- ", "-") == task["text"].replace("- ", "-")
        for citation in record["citations"]:
            assert citation["relation"] in RELATIONS
            assert citation["mentions"]
            for mention in citation["mentions"]:
                assert " ".join(raw[mention["start"] : mention["end"]].split()).replace("- ", "-") == mention["printed"]


def test_every_fact_says_how_sure_it_is(records: list[dict[str, Any]]) -> None:
    facts = [fact for record in records for kind in ("citations", "tasks", "indicators") for fact in record[kind]]
    assert facts
    assert all(0 < fact["confidence"] <= 1 and fact["method"] for fact in facts)


def test_the_same_input_gives_the_same_bytes(printed: bytes, corpus: Path) -> None:
    assert trienkhai("extract", *sorted(corpus.glob("*.txt"))).stdout == printed


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(corpus: Path, tmp_path: Path) -> None:
    picture = tmp_path / "trang.bmp"
    picture.write_bytes(b"BM")
    done = trienkhai("extract", tmp_path / "khong-co.txt", picture, corpus / PLAN)
    assert done.returncode == 1
    told = done.stderr.decode().splitlines()
    assert [line.split(":")[0] for line in told] == ["khong-co.txt", "trang.bmp"]
    assert [json.loads(line)["source"] for line in done.stdout.decode().splitlines()] == [PLAN]


def test_wrong_use_ends_with_two() -> None:
    assert trienkhai("extract").returncode == 2


@pytest.mark.parametrize("command", ["extract", "restore"])
def test_help_shows_an_example(command: str) -> None:
    done = trienkhai(command, "--help")
    assert done.returncode == 0
    assert f"trienkhai {command} " in done.stdout.decode()


def test_restoring_keeps_lines_in_their_places(root: Path, tmp_path: Path) -> None:
    (torn,) = (root / "examples" / "torn").glob("*.txt")
    assert trienkhai("restore", torn, "--out", tmp_path).returncode == 0
    restored = (tmp_path / torn.name).read_text(encoding="utf-8")
    assert restored.count("\n") == torn.read_text(encoding="utf-8").count("\n")
    assert "Đảng ủy" in restored


def test_a_byte_order_mark_is_dropped_and_line_ends_stay(tmp_path: Path) -> None:
    marked = tmp_path / "marked.txt"
    marked.write_bytes("\ufeffKẾ HOẠCH\r\nđọc sách\r\n".encode())
    assert trienkhai("restore", "--raw", marked).stdout == "KẾ HOẠCH\r\nđọc sách\r\n".encode()
