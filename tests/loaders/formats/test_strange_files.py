"""Files that are no files, change, or may not be read: none is waited for, none is taken for another."""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from cli.readers import Fault, Job, read_all
from cli.reading import Cache, Reading, read_documents
from cli.sources import Found, Memory, documents_at, find_files, fingerprint

PLAN = "ĐẢNG ỦY XÃ TÂN HÒA\nSố 12-KH/ĐU\n\nKẾ HOẠCH\nmở tủ sách\n\nThực hiện Nghị quyết số 57-NQ/TW.\n"
NOBODY = 65534


def reading_of(found: Found, folder: Path) -> Reading:
    (reading,) = read_documents([found], Cache(folder / "cache"), partial(read_all, workers=1), lambda: None)
    return reading


@pytest.mark.parametrize(
    "name",
    ["-rf.txt", "a\nb.txt", "CON.txt", "%00.txt", "..txt.txt", "Kế hoạch.txt", "<script>.txt", "d" * 250 + ".txt"],
)
def test_a_file_may_have_any_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    found = fingerprint(tmp_path / name)
    assert found.fault is None
    reading = reading_of(found, tmp_path)
    assert reading.contents is not None
    assert reading.contents.documents[0].source.name == name


@pytest.mark.parametrize("kind", ["fifo", "socket", "device", "loop", "folder"])
def test_what_is_no_file_is_never_opened(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.txt"
    make: dict[str, Callable[[], object]] = {
        "fifo": lambda: os.mkfifo(path),
        "socket": lambda: listening(path).close(),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "folder": path.mkdir,
    }
    make[kind]()
    (found,) = documents_at(path)
    assert found.fault is not None
    assert found.fault[0] == "E_NOT_REGULAR"


def listening(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.bind(str(path))
    return made


def test_links_in_a_folder_lead_nowhere_and_are_told(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "folder"
    outside.mkdir()
    folder.mkdir()
    (outside / "secret.txt").write_text(PLAN, encoding="utf-8")
    (folder / "own.txt").write_text(PLAN, encoding="utf-8")
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "more").symlink_to(outside)
    (folder / "round").symlink_to(folder)
    found, ignored = find_files(Memory(sources=(str(folder),)))
    assert {each.name: each.fault[0] if each.fault else "" for each in found} == {
        "file.txt": "E_NOT_REGULAR",
        "more": "E_NOT_REGULAR",
        "own.txt": "",
        "round": "E_NOT_REGULAR",
    }
    assert ignored == []


def test_a_link_that_a_person_names_is_meant(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    (tmp_path / "link.txt").symlink_to(tmp_path / "plan.txt")
    [found], _ = find_files(Memory(sources=(str(tmp_path / "link.txt"),)))
    assert found.fault is None


@pytest.fixture
def locked(tmp_path: Path) -> Path:
    """Return a file that nobody may read."""
    path = tmp_path / "a.txt"
    path.write_text(PLAN, encoding="utf-8")
    path.chmod(0)
    return path


@pytest.fixture
def as_nobody(locked: Path) -> Iterator[Path]:
    """Return a file that nobody may read, to a user who may not do everything."""
    own = os.geteuid()
    if own == 0:
        os.seteuid(NOBODY)
    yield locked
    if own == 0:
        os.seteuid(own)


def test_a_file_that_may_not_be_read_says_so(as_nobody: Path) -> None:
    found = fingerprint(as_nobody)
    assert found.fault is not None
    assert found.fault[0] == "E_PERM"


def test_a_file_that_vanishes_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    assert (fingerprint(path).fault or ("",))[0] == "E_GONE"
    path.write_text(PLAN, encoding="utf-8")
    found = fingerprint(path)
    path.unlink()
    assert (reading_of(found, tmp_path).fault or ("",))[0] in {"E_GONE", "E_READ"}


def test_a_file_that_changed_once_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Số 1-KH/ĐU", encoding="utf-8")
    stale = fingerprint(path)
    path.write_text(PLAN, encoding="utf-8")
    reading = reading_of(stale, tmp_path)
    assert reading.contents is not None
    assert reading.found == fingerprint(path)
    assert reading.contents.documents[0].source.raw == PLAN


def test_a_file_that_never_rests_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PLAN, encoding="utf-8")

    def read(jobs: Sequence[Job]) -> Iterator[tuple[Found, bytes | Fault]]:
        path.write_text(path.read_text(encoding="utf-8") + "1", encoding="utf-8")
        return read_all(jobs, 1)

    (reading,) = read_documents([fingerprint(path)], Cache(tmp_path / "cache"), read, lambda: None)
    assert reading.fault is not None
    assert reading.fault[0] == "E_UNSTABLE"
    assert " / " in reading.fault[1]
