"""What the desk may have done to the collection: documents added or taken back, a build. Others do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the newest build is; `message` is what went wrong, or what was done."""

    running: bool = False
    done: int = 0
    total: int = 0
    failed: bool = False
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Files that one person added together."""

    id: str
    by: str
    at: str
    names: tuple[str, ...]


class BusyError(RuntimeError):
    """A build is under way already."""


class Works(Protocol):
    """Somebody outside this package who builds."""

    def progress(self) -> Progress: ...
    def batches(self) -> tuple[Batch, ...]: ...
    def add(self, files: Sequence[tuple[str, bytes]], by: str) -> None: ...
    def undo(self, batch: str) -> None: ...
    def rebuild(self) -> None: ...
