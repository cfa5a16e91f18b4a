"""Work spread over processes: nothing lost, nothing doubled, and an end that is told."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

WORKING = Path(__file__).with_name("working.py")
PIECES = [str(at) + "a" * 60_000 * (at % 3) for at in range(10)]  # two of them are more than a pipe holds


def spread(work: str, hands: int | str, common: str, *pieces: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(WORKING), work, str(hands), common, *pieces]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("hands", [1, 2, 3])
def test_each_piece_is_done_once(hands: int) -> None:
    found = spread("shouting", hands, "!", *PIECES).stdout.split()
    assert sorted(found) == sorted(f"!{piece.upper()}" for piece in PIECES)


def test_more_hands_than_pieces() -> None:
    assert spread("shouting", 3, "!", "a").stdout.split() == ["!A"]
    assert spread("shouting", 3, "!").stdout.split() == []


@pytest.mark.parametrize("hands", [1, 2])
def test_an_error_is_met_where_the_work_came_from(hands: int) -> None:
    assert "ValueError: not 3" in spread("refusing", hands, "3", "1", "2", "3", "4").stderr


def test_a_process_that_dies_ends_the_work() -> None:
    told = spread("dying", 2, "3", "1", "2", "3", "4").stderr
    assert "HandLostError" in told
    assert "--workers 1" in told


def test_one_piece_is_done_beside_the_rest() -> None:
    assert spread("shouting", "beside", "!", PIECES[2]).stdout.split() == [f"!{PIECES[2].upper()}"]


def test_what_a_lost_process_did_beside_is_done_again() -> None:
    assert spread("dying_elsewhere", "beside", "!", "a").stdout.split() == ["!a"]


def test_an_error_beside_is_met_where_the_work_came_from() -> None:
    assert "ValueError: not 3" in spread("refusing", "beside", "3", "3").stderr


@pytest.mark.parametrize("hands", [2, "beside"])
def test_helpers_end_with_the_process_that_started_them(hands: int | str) -> None:
    done = spread("telling", hands, "", " ", " ", " ")
    assert done.returncode == -signal.SIGKILL, done.stderr
    deadline = time.monotonic() + 20
    while Path(f"/proc/{int(done.stdout)}").exists():
        assert time.monotonic() < deadline, "a helper outlived the process that started it"
        time.sleep(0.05)
