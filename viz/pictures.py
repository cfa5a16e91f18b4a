"""Who draws the pages of the files that a collection was read from: somebody outside, who may read files."""

from collections.abc import Sequence
from typing import Protocol


class Pictures(Protocol):
    """Draws pages of files, named by their SHA-256."""

    def has(self, sources: Sequence[str]) -> bool: ...
    def page(self, sources: Sequence[str], number: int) -> bytes | None: ...
