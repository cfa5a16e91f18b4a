"""Reading processes: what breaks one, or keeps it waiting, is one file's fault and no other's."""

import os
import shutil
from pathlib import Path

import pytest

from cli import readers
from cli.readers import Job, read_all
from cli.sources import Found

PLAN = "04-ke-hoach-916-kh-du.txt"


def test_a_file_that_never_ends_is_given_up_and_the_rest_is_read(
    tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ["pipe.txt", PLAN, "empty.txt"]
    os.mkfifo(tmp_path / "pipe.txt")
    shutil.copy(root / "examples" / "corpus" / PLAN, tmp_path)
    (tmp_path / "empty.txt").touch()
    monkeypatch.setattr(readers, "_seconds_for", lambda found: 1 if found.name == "pipe.txt" else 100)
    told = {found.name: record for found, record in read_all([Job(Found(path=tmp_path / n, name=n)) for n in names], 1)}
    assert told["pipe.txt"][0] == "E_PARSER_DIED"
    assert told["empty.txt"][0] == "E_EMPTY"
    assert "916-KH/ĐU".encode() in bytes(told[PLAN])


def test_a_scan_has_time_for_its_pages(tmp_path: Path) -> None:
    scan, text = tmp_path / "a.pdf", tmp_path / "a.txt"
    for path in (scan, text):
        path.write_bytes(b" " * 1_000_000)
    assert seconds(scan) > seconds(text) == readers.SECONDS
    assert seconds(tmp_path / "gone.pdf") == readers.SECONDS


def seconds(path: Path) -> int:
    return readers._seconds_for(Found(path=path, name=path.name))
