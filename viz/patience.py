"""How long the server waits for a request: who sends its head or its body letter by letter, or never, is cut off."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD = 10.0  # seconds
LARGEST_HEAD = 32 * 1024  # bytes
BODY = 20.0  # seconds
SLOWEST = 4096  # bytes of a body that earn it another second: a large file over a poor line is no attack


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with an end to waiting for a head and a body; an answer may take its time."""

    _waiting: asyncio.TimerHandle | None = None
    _body_end: float | None = None  # when the body that is coming must have come, by the loop's clock

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait with the connection."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait on where the head is not whole yet, and begin anew with the next request."""
        super().data_received(data)
        if not self._is_served():
            self._wait()
        elif self.cycle.more_body:
            self._wait_for_body(len(data))
        else:
            self._stop()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        if not self._is_served():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _is_served(self) -> bool:
        return bool(self.cycle) and not self.cycle.response_complete

    def _wait(self) -> None:
        if self._waiting is None:
            self._waiting = self.loop.call_later(HEAD, self._give_up)

    def _wait_for_body(self, size: int) -> None:
        if self._body_end is None:
            self._stop()
            self._body_end = self.loop.time() + BODY
            self._waiting = self.loop.call_at(self._body_end, self._give_up)
        self._body_end += size / SLOWEST

    def _stop(self) -> None:
        self._body_end = None
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self._body_end is not None and self.loop.time() < self._body_end:
            self._waiting = self.loop.call_at(self._body_end, self._give_up)
        elif not self._is_served() or self.cycle.more_body:
            self.transport.close()
