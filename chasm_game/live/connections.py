"""Connections that say nothing, or say it too slowly, are ended: the places that they take are for people."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, ClassVar, cast

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.h11_impl import RequestResponseCycle

__all__ = ["MOST_IDLE", "MOST_IDLE_OF_ONE", "PATIENCE", "Connection", "open_files"]

PATIENCE = 10.0
"""Seconds within which the head of a request has to be there."""
MOST_IDLE = 512
"""Connections at a time that wait for a request; the oldest goes for a new one."""
MOST_IDLE_OF_ONE = 448
"""Of them from one address: behind one may be a whole room, as behind a tunnel, and all of it comes back at once."""
MOST_SILENT = 32
"""Of these, so many may never have asked for anything; those that have give way before them, and only connect again."""
MOST_LEFT_OVER = 256 << 10
"""Bytes that are read of a body that nobody wants."""
_FILES = 8_192


class Connection(H11Protocol):
    """A connection whose quiet is bounded in time and number."""

    idle: ClassVar[dict[Connection, None]] = {}
    """Those that wait for a request, the oldest first."""
    patience: ClassVar[float] = PATIENCE
    _timer: asyncio.TimerHandle | None = None
    _left_over = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there; a request is waited for."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Some bytes; the time runs on until they are a request."""
        was_left_over = self._is_left_over
        if was_left_over:
            self._left_over -= len(data)
            if self._left_over < 0:
                self.transport.abort()
                return
        elif self._timer is None and not self._is_busy:
            self._wait()
        super().data_received(data)
        if self._is_busy:
            self._stop_waiting()
        elif was_left_over and not self._is_left_over:
            self._wait()

    def on_response_complete(self) -> None:
        """What was asked for is sent; another request may come.

        The rest of one that was refused before it was read is read, so that whoever sends it comes to hear the answer;
        but not much of it, and not long.
        """
        is_left_over = self._is_left_over
        super().on_response_complete()
        if self.transport.is_closing():
            return
        if is_left_over:
            self._left_over = MOST_LEFT_OVER
            self._wait()
        elif not self._is_busy:
            self._enter()

    @property
    def has_asked(self) -> bool:
        """Whether there was a request before."""
        return cast("RequestResponseCycle | None", self.cycle) is not None

    @property
    def _is_left_over(self) -> bool:
        """Whether a request is answered and its body still comes."""
        return bool(self.conn.their_state is h11.SEND_BODY and self.conn.our_state in {h11.DONE, h11.MUST_CLOSE})

    def give_up(self) -> None:
        """End it, unless something is being answered."""
        self._stop_waiting()
        if not self._is_busy:
            # At once: who says nothing may also not read the goodbye.
            self.transport.abort()

    @property
    def _is_busy(self) -> bool:
        """Whether a request is being answered."""
        cycle = cast("RequestResponseCycle | None", self.cycle)  # there is none before the first request
        return cycle is not None and not cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self._timer = self.loop.call_later(self.patience, self.give_up)
        self._enter()

    def _enter(self) -> None:
        self.idle.pop(self, None)
        self.idle[self] = None
        mine = [each for each in self.idle if each.client and self.client and each.client[0] == self.client[0]]
        if len(mine) > MOST_IDLE_OF_ONE:
            _first_to_go(mine).give_up()
        elif len(self.idle) > MOST_IDLE:
            _first_to_go(list(self.idle)).give_up()

    def _stop_waiting(self) -> None:
        self.idle.pop(self, None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def _first_to_go(idle: list[Connection]) -> Connection:
    """The oldest of those that never asked for anything, where they are many; else the oldest.

    A phone that has just connected has asked for nothing yet: in a full room it must not be the first to go.
    """
    silent = [each for each in idle if not each.has_asked]
    return silent[0] if len(silent) > MOST_SILENT else idle[0]


def open_files() -> None:
    """Let this process have as many connections as the system lets it: a room is more than the usual 1,024 allow."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = _FILES if hard == resource.RLIM_INFINITY else min(hard, _FILES)
        if soft < wanted:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
