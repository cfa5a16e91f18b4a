"""Whether a generation is as it was written, looked at beside other work: damage is not to be handed on to a copy."""

from collections.abc import Mapping
from threading import Event, Thread
from typing import Self

from graph.generations import Generation, file_digest


class Inspection:
    """A look at all files of a generation but its texts, which are compared when they are copied.

    It goes on in a thread, mostly outside the interpreter; as a context it ends it, whatever it has seen by then.
    """

    def __init__(self, generation: Generation) -> None:
        """Begin to look."""
        self.generation = generation
        self._is_sound = False
        self._ends = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def is_sound(self) -> bool:
        """Wait for the end, and say whether every file has the digest that the manifest gives."""
        self._thread.join()
        return self._is_sound

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it after the file that it is at."""
        self._ends.set()

    def _look(self) -> None:
        written: Mapping[str, str] = self.generation.manifest["files"]
        for name, digest in written.items():
            if name.startswith("texts/"):
                continue
            if self._ends.is_set() or not self._is_as_written(name, digest):
                return
        self._is_sound = True

    def _is_as_written(self, name: str, digest: str) -> bool:
        try:
            return file_digest(self.generation.path / name) == digest
        except OSError:  # a disk that cannot read it
            return False
