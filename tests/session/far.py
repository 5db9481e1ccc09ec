"""A seat at a game in another process: whole views are heard, requests are sent until they were answered."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BufferedReader
from pathlib import Path
from typing import Any
from uuid import uuid4

from chasm_game.errors import ChasmError
from chasm_game.session.seat import Passed, Request, SeatState
from chasm_game.session.wire import from_wire, to_wire
from chasm_game.views.review import ReviewView
from chasm_game.views.seat import SeatView

HOST = Path(__file__).parent / "far_host.py"


class FarSeat:
    """A `Seat` over a line that may be lost. Being made, it waits for the first view; afterwards it waits for nothing.

    A lost line is looked for every `every` seconds, and at once by `try_again`.
    """

    def __init__(self, port: int, *, every: float = 3600.0) -> None:
        self._port, self._every = port, every
        self._lock = threading.RLock()
        self._heard: Callable[[], None] | None = None
        self._waits: dict[str, tuple[dict[str, Any], Future[Any]]] = {}
        self._numbers = 0
        self._name = uuid4().hex
        self._again, self._closed = threading.Event(), False
        self._line = self._connected()
        assert self._line is not None
        self._reader = self._line.makefile("rb")
        self._state = SeatState(from_wire(SeatView, self._view(self._reader.readline())))
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    @property
    def state(self) -> SeatState:
        """What was heard last."""
        return self._state

    def watch(self, heard: Callable[[], None] | None) -> None:
        """Call this after every change."""
        self._heard = heard

    def hand_in(self, request: Request) -> Future[None]:
        """Send it, again after every loss of the line, until it is answered."""
        answer: Future[None] = Future()
        with self._lock:
            if self._closed or self._state.busy:
                answer.set_exception(ChasmError("something that was handed in is still on its way"))
                return answer
            self._state = replace(self._state, pending=request)
            self._ask({"request": json.loads(to_wire(request))}, answer)
        self._tell()
        return answer

    def review(self) -> Future[ReviewView]:
        """Found by the host."""
        answer: Future[ReviewView] = Future()
        with self._lock:
            self._ask({"review": True}, answer)
        return answer

    def export(self, folder: str) -> Future[tuple[str, ...]]:
        """Of no interest here."""
        answer: Future[tuple[str, ...]] = Future()
        answer.set_exception(ChasmError(f"nothing is written to {folder} from afar"))
        return answer

    def try_again(self) -> None:
        """Look for the line now."""
        self._again.set()

    def close(self) -> None:
        """Leave."""
        with self._lock:
            self._closed, self._heard = True, None
            self._again.set()
            self._hang_up()
            for _, answer in self._waits.values():
                answer.cancel()
        if self._thread is not threading.current_thread():
            self._thread.join(60)  # it closes what it reads from

    # ------------------------------------------------------------- the line

    def _ask(self, said: dict[str, Any], answer: Future[Any]) -> None:
        self._numbers += 1
        number = f"{self._name}/{self._numbers}"
        self._waits[number] = ({"id": number, **said}, answer)
        self._send(self._waits[number][0])

    def _send(self, said: dict[str, Any]) -> None:
        if self._line is not None:
            with suppress(OSError):  # that the line is lost is heard by whoever listens
                self._line.sendall(json.dumps(said).encode() + b"\n")

    def _hang_up(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
            self._line.close()
            self._line = None

    def _connected(self) -> socket.socket | None:
        with suppress(OSError):
            return socket.create_connection(("127.0.0.1", self._port))
        return None

    def _view(self, said: bytes) -> bytes:
        return json.dumps(json.loads(said)["view"]).encode()

    def _listen(self) -> None:
        """Hear what comes; find the line again when nothing does."""
        while not self._closed:
            try:
                said = self._reader.readline()
            except OSError:
                said = b""
            if said.endswith(b"\n"):
                self._take(said)
            else:
                self._reader.close()
                self._lose()
                self._find()

    def _take(self, said: bytes) -> None:
        answer = json.loads(said)["answer"]
        view = from_wire(SeatView, self._view(said))
        waits: Future[Any] | None = None
        with self._lock:
            if view.version > self._state.view.version:
                self._state = replace(self._state, view=view)
            self._state = replace(self._state, lost="")
            if answer is not None and answer["id"] in self._waits:
                request, waits = self._waits.pop(answer["id"])
                if "request" in request:
                    self._state = replace(self._state, pending=None)
        if waits is not None and waits.set_running_or_notify_cancel():
            if "fault" in answer:
                waits.set_exception(Passed(answer["fault"]) if answer["passed"] else ChasmError(answer["fault"]))
            else:
                waits.set_result(from_wire(ReviewView, answer["review"].encode()) if "review" in answer else None)
        self._tell()

    def _lose(self) -> None:
        with self._lock:
            self._hang_up()
            if not self._closed:
                self._state = replace(self._state, lost="the host does not answer")
        self._tell()

    def _find(self) -> None:
        while not self._closed:
            self._again.wait(self._every)
            self._again.clear()
            line = self._connected()
            if line is None:
                continue
            reader = line.makefile("rb")
            with suppress(OSError):
                first = reader.readline()
                if first.endswith(b"\n") and self._takes_up(line, reader):
                    self._take(first)
                    return
            # Both: a socket is open as long as somebody may read from it.
            reader.close()
            line.close()

    def _takes_up(self, line: socket.socket, reader: BufferedReader) -> bool:
        """Go on over this line, unless the seat was left while it was looked for."""
        with self._lock:
            if self._closed:
                return False
            self._line, self._reader = line, reader
            for said, _ in self._waits.values():
                self._send(said)
            return True

    def _tell(self) -> None:
        if (heard := self._heard) is not None:
            heard()


class Elsewhere:
    """A game in a process of its own, and what a test wants to happen there."""

    def __init__(self, process: subprocess.Popen[str], port: int, folder: Path) -> None:
        self.process, self.port, self.folder = process, port, folder
        self.seats: list[FarSeat] = []

    def seat(self, **options: Any) -> FarSeat:
        """A seat at it."""
        self.seats.append(FarSeat(self.port, **options))
        return self.seats[-1]

    def tell(self, *words: str) -> None:
        """Commands, in their order; each is obeyed when this returns."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        for word in words:
            self.process.stdin.write(f"{word}\n")
            self.process.stdin.flush()
            obeyed = self.process.stdout.readline().strip()
            assert obeyed == word, f"the host was told to {word}, and ended or said {obeyed!r}"

    def end(self) -> Path:
        """Kill it; the save that it leaves."""
        self.process.kill()
        self.process.wait()
        (save,) = self.folder.glob("*.jsonl")
        return save


@contextmanager
def elsewhere(folder: Path) -> Iterator[Elsewhere]:
    """A game of the small story in another process, which ends with the test."""
    command = [sys.executable, str(HOST), str(folder)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    game: Elsewhere | None = None
    try:
        assert process.stdout is not None
        game = Elsewhere(process, int(process.stdout.readline()), folder)
        yield game
    finally:
        for seat in [] if game is None else game.seats:
            seat.close()
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
