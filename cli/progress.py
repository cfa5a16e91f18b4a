"""A bar on the terminal for long work."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

PROGRESS = "TRIENKHAI_PROGRESS"  # set: a build says "n/m" after each file on stderr, for a program that waits


@contextmanager
def progress_bar(total: int, words: str) -> Generator[Callable[[], None]]:
    """Show a bar on stderr while the block runs; the value is called once for each thing done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield lambda: progress.advance(task)
