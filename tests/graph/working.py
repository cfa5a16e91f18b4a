"""A program that spreads work over processes, for tests/graph/test_hands.py: a helper must be able to import the work.

python working.py WORK HANDS COMMON PIECE...   with "beside" for HANDS, one piece is done beside this process
"""

import os
import signal
import sys
from collections.abc import Iterator

from graph.hands import Beside, Work, spread


def shouting(common: bytes) -> Work:
    """Return work that needs what is common."""
    return lambda piece: common + piece.upper()


def refusing(common: bytes) -> Work:
    """Return work that fails on one piece."""

    def work(piece: bytes) -> bytes:
        if piece == common:
            raise ValueError(f"not {piece.decode()}")
        return piece

    return work


def dying(common: bytes) -> Work:
    """Return work that ends its process on one piece."""
    return lambda piece: os._exit(1) if piece == common else piece


def telling(common: bytes) -> Work:
    """Return work that tells who does it; the first answer is the end of the process that asked."""
    return lambda piece: common + piece + str(os.getpid()).encode()


def dying_elsewhere(common: bytes) -> Work:
    """Return work that ends every process but the one that asked."""
    return lambda piece: common + piece if __name__ == "__main__" else os._exit(1)


def answers(work: str, hands: str, common: bytes, pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield what comes of pieces of work."""
    begin = globals()[work]
    if hands == "beside":
        piece = next(pieces)
        with Beside(begin, common, lambda: piece) as helper:
            yield helper.answer()
    else:
        yield from spread(begin, common, pieces, int(hands))


if __name__ == "__main__":
    work, hands, common = sys.argv[1], sys.argv[2], sys.argv[3].encode()
    for answer in answers(work, hands, common, (piece.encode() for piece in sys.argv[4:])):
        sys.stdout.write(f"{answer.decode()}\n")
        sys.stdout.flush()
        if work == "telling":
            os.kill(os.getpid(), signal.SIGKILL)
