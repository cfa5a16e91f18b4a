"""What the kernel refuses to a confined process, tried in a process of its own."""

import subprocess
import sys

import pytest

TRIED = """
from queries.confinement import confine
confine()
import ctypes, socket, subprocess
try:
    {}
except PermissionError as error:
    print("refused", error.errno)
else:
    print("done")
"""


READER = TRIED.replace("confine()", "confine(programs=True)")


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("socket.socket()", "refused 1"),
        ("socket.socket(socket.AF_UNIX)", "refused 1"),
        ("subprocess.run(['true'], close_fds=False)", "refused 1"),
        ("open('/proc/self/status').read()", "done"),
    ],
)
def test_refused(action: str, outcome: str) -> None:
    run = subprocess.run([sys.executable, "-c", TRIED.format(action)], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.returncode) == (outcome, 0), run.stderr


@pytest.mark.parametrize(
    ("action", "outcome"),
    [
        ("socket.socket()", "refused 1"),
        ("socket.socket(socket.AF_UNIX)", "done"),
        ("socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)", "refused 1"),
        ("socket.socket(socket.AF_UNIX).connect('/run/systemd/notify')", "refused 1"),
        ("subprocess.run(['true'], close_fds=False)", "done"),
    ],
)
def test_a_reader_may_start_programs_and_reach_nothing(action: str, outcome: str) -> None:
    run = subprocess.run([sys.executable, "-c", READER.format(action)], capture_output=True, text=True, check=False)
    assert (run.stdout.strip(), run.returncode) == (outcome, 0), run.stderr
