"""Imported by the server that processes are forked from, and by nothing else: importing it ends it with its parent.

What forks the helping processes of a build first loads all that they need, for seconds, and would notice only then
that the build was stopped; until then it holds the build's files and streams open.
"""

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1

if sys.platform == "linux":
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
