"""Files on their way out: whole, or what stood there stays."""

import errno
from pathlib import Path

import pytest

from cli.main import EXIT_DONE, EXIT_NOT_DONE
from cli.writing import write_files


def test_files_are_written_and_replaced(tmp_path: Path) -> None:
    for data in (b"one", b"two"):
        assert write_files({"a.csv": data, "b.csv": b"b"}, tmp_path / "out") == EXIT_DONE
        assert (tmp_path / "out" / "a.csv").read_bytes() == data
    assert {each.name for each in (tmp_path / "out").iterdir()} == {"a.csv", "b.csv"}


def test_a_link_stays_a_link_and_a_device_a_device(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    link.symlink_to(real)
    for place in (link, Path("/dev/null")):
        assert write_files({"": b"words"}, place) == EXIT_DONE
    assert link.is_symlink()
    assert real.read_bytes() == b"words"
    assert not Path("/dev/null").is_file()


def test_a_disk_that_is_full_at_the_last_moment_leaves_what_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    (tmp_path / "report.md").write_bytes(b"old")
    assert write_files({"": b"new"}, tmp_path / "report.md") == EXIT_NOT_DONE
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"report.md": b"old"}
    assert "cannot write it" in capsys.readouterr().err
