"""A wire between a browser and a host, at one address: it can be held, swallow events, or lead elsewhere."""

from __future__ import annotations

import contextlib
import socket
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Wire:
    """Forwards bytes from `port` to `to`, each connection by itself."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.swallows = False
        """Whether streams of events are kept back, as a proxy that buffers does; everything else goes through."""
        self._held: set[socket.socket] = set()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def hold(self) -> None:
        """Connections that are open now stay open, and nothing comes through them any more: a telephone sleeps."""
        with self._lock:
            self._held |= self._open

    def end(self) -> None:
        """Close everything."""
        # Closing alone wakes nobody who waits on a socket in another thread.
        self._door.shutdown(socket.SHUT_RDWR)
        self._threads[0].join()
        self._door.close()
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads[1:]:
            thread.join()
        for each in self._open:
            each.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._door.accept()
                try:
                    far = socket.create_connection(("127.0.0.1", self.to))
                except OSError:
                    near.close()
                    continue
                with self._lock:
                    self._open |= {near, far}
                for one, other, answers in ((near, far, False), (far, near, True)):
                    self._threads.append(threading.Thread(target=self._carry, args=(one, other, answers), daemon=True))
                    self._threads[-1].start()

    def _carry(self, one: socket.socket, other: socket.socket, answers: bool) -> None:
        swallowed = False
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                keeps = answers and self.swallows and b"text/event-stream" in data
                # The head goes through, so that the line seems open; what it would say does not.
                sent = data.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if keeps and not swallowed else data
                if one not in self._held and not swallowed:
                    other.sendall(sent)
                swallowed = swallowed or keeps
        with contextlib.suppress(OSError):
            if one not in self._held:
                other.shutdown(socket.SHUT_WR)


@contextmanager
def wire(to: int) -> Iterator[Wire]:
    """A wire that is closed when the block ends."""
    made = Wire(to)
    try:
        yield made
    finally:
        made.end()
