"""The journal of judgements behind the pages: read again when its file has changed, written to by those who may."""

import threading
from pathlib import Path

from graph.journal import NAME, Standing, append, read, withdraw
from graph.judgements import Judgement
from viz.opinions import Opinions


class Notebook:
    """The journal of one collection; safe to use from several threads."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a collection."""
        self._folder = folder
        self._lock = threading.Lock()
        self._seen: tuple[int, int] | None = None
        self._opinions = Opinions()

    def state(self) -> tuple[int, int]:
        """Return when and how large the journal was written last; zeros where there is none."""
        try:
            found = (self._folder / NAME).stat()
        except FileNotFoundError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def opinions(self) -> Opinions:
        """Return everything that was said; raise `DamagedJournalError`."""
        with self._lock:
            now = self.state()
            if now != self._seen:
                self._opinions, self._seen = Opinions(standings=read(self._folder).standings), now
            return self._opinions

    def write(self, judgement: Judgement) -> Standing:
        """Write a judgement down; it is on the disk when this returns. Raise `WrongJudgementError`."""
        return append(self._folder, judgement)[0]

    def withdraw(self, identity: str, by: str, reason: str) -> Standing:
        """Take a judgement back; raise `UnknownJudgementError`."""
        return withdraw(self._folder, identity, by, reason)
