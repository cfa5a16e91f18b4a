"""Where helping processes come from: a server that has loaded what they need, and ends with who started it."""

import ctypes
import multiprocessing
import signal
import sys
from collections.abc import Sequence
from multiprocessing.context import ForkServerContext

_PR_SET_PDEATHSIG = 1
_loaded = ["graph.bound_server"]


def fork_server(load: Sequence[str] = ()) -> ForkServerContext:
    """Return the maker of processes that are copies of a small server, not of this process with its threads.

    The server is started with the first of them, and by then has to know all modules that it should `load`.
    """
    context = multiprocessing.get_context("forkserver")
    _loaded.extend(each for each in load if each not in _loaded)
    context.set_forkserver_preload(_loaded)
    return context


def end_with_parent() -> None:
    """Have the system end this process when the one that forked it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
