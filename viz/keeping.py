"""Pages as they were written, kept while nothing that they show can have changed.

A generation never changes: a page is settled by its address, the generation, what people said, and the day. Where many
ask for one page at once, it is written once. Once a page is kept that something newer settles, those before are gone:
nobody can ask for them again.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress

from starlette.responses import Response

ROOM = 64 << 20  # bytes of pages that are kept
LARGEST = 4 << 20  # bytes of one that is


class KeptPages:
    """The pages that were asked for last; safe to use from several threads."""

    def __init__(self, room: int = ROOM) -> None:
        """Keep at most so many bytes."""
        self._room = room
        self._lock = threading.Lock()
        self._pages: OrderedDict[Hashable, Response] = OrderedDict()
        self._size = 0
        self._settled: Hashable = None  # by what the kept pages are
        self._gates: dict[Hashable, threading.Lock] = {}

    def find(self, settled: Hashable, key: Hashable) -> Response | None:
        """Return a page that is kept; `settled` is all that settles it but its own `key`."""
        with self._lock:
            page = self._pages.get(key) if settled == self._settled else None
            if page is not None:
                self._pages.move_to_end(key)
        return None if page is None else _again(page)

    def answer(self, settled: Hashable, key: Hashable, write: Callable[[], Response]) -> Response:
        """Return a page, written where it is not kept; who asks for the same one meanwhile waits for it."""
        asked = settled, key
        with self._lock:
            gate = self._gates.setdefault(asked, threading.Lock())
        try:
            with gate:
                found = self.find(settled, key)
                if found is not None:
                    return found
                page = write()
                self._keep(settled, key, page)
                return page
        finally:
            with self._lock, suppress(KeyError):
                del self._gates[asked]

    def _keep(self, settled: Hashable, key: Hashable, page: Response) -> None:
        """Keep a page that is whole: not an error, and not one that says that it will soon be another."""
        size = len(page.body)
        if page.status_code != 200 or size > LARGEST or {"cache-control", "refresh"} & set(page.headers.keys()):  # noqa: PLR2004 - OK
            return
        with self._lock:
            if settled != self._settled:
                self._pages.clear()
                self._settled, self._size = settled, 0
            before = self._pages.pop(key, None)
            self._pages[key] = _again(page)
            self._size += size - (len(before.body) if before else 0)
            while self._size > self._room:
                _, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest.body)


def _again(page: Response) -> Response:
    """Return a page of its own for one answer: what is sent may be given further headers."""
    copy = Response(page.body, page.status_code)
    copy.raw_headers = list(page.raw_headers)
    return copy
