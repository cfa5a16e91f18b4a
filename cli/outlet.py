"""What happens where a reader stops reading: `trienkhai audit --fail-on violation | head` still ends as it would."""

import os
import sys
from collections.abc import Callable


def write_out(status: int, write: Callable[[], object]) -> int:
    """Print, and return the status, also where nobody reads to the end."""
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        let_go()
    return status


def let_go() -> None:
    """Send what is still to be printed nowhere, so that the interpreter does not fail over it at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
