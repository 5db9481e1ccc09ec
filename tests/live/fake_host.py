"""A host as the protocol of live rooms has it, without a room: it shows what a test says, and notes what comes."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from chasm_game.live.address import Address
from chasm_game.live.views import LiveStage, LobbyView, PersonView, TeamTile
from chasm_game.session.wire import to_wire

TOKEN = "a-token"
LOBBY = LobbyView(
    "Small",
    "A story.",
    "bafokile",
    (TeamTile(1, "Red", 0, 1, ready=False), TeamTile(2, "Blue", 1, 0, ready=False)),
    spare=True,
    full="",
)


def person(stage: LiveStage = LiveStage.LOBBY, **values: Any) -> PersonView:
    """A person of Red, in a room as it begins."""
    view = PersonView(
        1, stage, "Small", "seatcode", "4711", TeamTile(1, "Red", 0, 2, ready=False), None, None, None, None,
        time_runs=False, time_up=False, notice="", waiting_for="", page="",
    )  # fmt: skip
    return replace(view, **values)


class FakeHost:
    """What devices meet. Everything may be changed while they listen; every call is from the test's thread."""

    def __init__(self, view: PersonView) -> None:
        self.view = view
        self.came: list[tuple[str, dict[str, Any]]] = []
        """What was handed in, by verb."""
        self.refuses: dict[str, tuple[int, str, bool]] = {}
        """Verbs that are refused: status, sentence, whether it had passed."""
        self.then: dict[str, PersonView] = {}
        """What is seen once this was handed in."""
        self.quiet = False
        """Whether events are held back by something in between."""
        self.odd: tuple[int, dict[str, Any]] | None = None
        """Status and content that are answered instead of the state, and of the events, if any."""
        self.known = {TOKEN}
        self.polled = 0
        self.port = 0
        self._changed: list[asyncio.Event] = []
        self._hang_up: list[asyncio.Event] = []
        self._say: str = ""
        self._server: uvicorn.Server | None = None
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def address(self) -> Address:
        """Where it is."""
        return Address("127.0.0.1", self.port)

    def show(self, view: PersonView) -> None:
        """From now on."""
        self._in_loop(self._show, replace(view, version=self.view.version + 1))

    def say(self, event: str) -> None:
        """`taken` or `bye`, to every stream."""
        self._in_loop(self._tell, event)

    def hang_up(self) -> None:
        """Every stream ends; the host stays."""
        self._in_loop(self._close_streams)

    def stop(self) -> None:
        """As when the program ends or is killed."""
        if self._server is not None and self._thread is not None:
            self._in_loop(self._close_streams)
            self._server.should_exit = True
            self._thread.join()
            self._server = None

    def start(self) -> None:
        """On the port where it was before, if it was."""
        config = uvicorn.Config(
            self._app(), host="127.0.0.1", port=self.port, log_level="critical", http="h11", ws="none",
            lifespan="off", timeout_graceful_shutdown=1,
        )  # fmt: skip
        # Bound here: from now on whoever connects waits until it is served.
        listening = socket.create_server(("127.0.0.1", self.port), backlog=2048)
        self.port = listening.getsockname()[1]
        server, ready = uvicorn.Server(config), threading.Event()

        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            ready.set()
            await server.serve(sockets=[listening])

        self._server = server
        self._thread = threading.Thread(target=lambda: asyncio.run(serve()))
        self._thread.start()
        ready.wait()

    # ------------------------------------------------------------- in its own thread

    def _in_loop(self, work: Any, *given: Any) -> None:
        done = threading.Event()

        def run() -> None:
            work(*given)
            done.set()

        assert self._loop is not None
        self._loop.call_soon_threadsafe(run)
        done.wait()

    def _show(self, view: PersonView) -> None:
        self.view = view
        for each in self._changed:
            each.set()

    def _tell(self, event: str) -> None:
        self._say = event
        for each in self._changed:
            each.set()

    def _close_streams(self) -> None:
        for each in self._hang_up:
            each.set()
        self._tell("")

    def _app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/seat/state", self._state),
                Route("/seat/events", self._events),
                Route("/seat/{verb}", self._verb, methods=["POST"]),
                Route("/{code}/join", self._join, methods=["POST"]),
                Route("/{code}/return", self._join, methods=["POST"]),
                Route("/{code}", self._door),
            ]
        )

    def _knows(self, request: Request) -> bool:
        return request.headers.get("authorization", "").removeprefix("Bearer ") in self.known

    def _said(self) -> dict[str, Any]:
        return {"version": self.view.version, "view": json.loads(to_wire(self.view))}

    async def _door(self, request: Request) -> Response:
        if request.path_params["code"] != LOBBY.code:
            return _refused(404, "There is no room of that code.")
        return JSONResponse({"view": json.loads(to_wire(LOBBY))})

    async def _join(self, request: Request) -> Response:
        said = await request.json()
        verb = request.url.path.rsplit("/", 1)[1]
        self.came.append((verb, said))
        if verb in self.refuses:
            return _refused(*self.refuses[verb])
        return JSONResponse({"token": TOKEN, "code": "seatcode", "pin": "4711", "team": said.get("team", 3)})

    async def _state(self, request: Request) -> Response:
        self.polled += 1
        if self.odd is not None:
            return JSONResponse(self.odd[1], self.odd[0])
        if not self._knows(request):
            return _refused(401, "This seat is not known.")
        if request.query_params.get("since") == str(self.view.version):
            return Response(status_code=204)
        return JSONResponse(self._said())

    async def _events(self, request: Request) -> Response:
        if self.odd is not None:
            return JSONResponse(self.odd[1], self.odd[0])
        if not self._knows(request):
            return _refused(401, "This seat is not known.")
        return StreamingResponse(self._stream(), media_type="text/event-stream")

    async def _stream(self) -> AsyncIterator[bytes]:
        changed, over = asyncio.Event(), asyncio.Event()
        self._changed.append(changed)
        self._hang_up.append(over)
        try:
            yield b": " + b" " * 2048 + b"\n\nevent: beat\ndata: -\n\n"
            seen = 0
            while not over.is_set():
                if self._say:
                    yield f"event: {self._say}\ndata: {{}}\n\n".encode()
                    if self._say == "taken":
                        return
                    self._say = ""
                if not self.quiet and self.view.version != seen:
                    seen = self.view.version
                    yield f"id: {seen}\nevent: state\ndata: {json.dumps(self._said())}\n\n".encode()
                await changed.wait()
                changed.clear()
        finally:
            self._changed.remove(changed)
            self._hang_up.remove(over)

    async def _verb(self, request: Request) -> Response:
        verb, said = request.path_params["verb"], await request.json()
        if not self._knows(request):
            return _refused(401, "This seat is not known.")
        self.came.append((verb, said))
        if verb in self.refuses:
            return _refused(*self.refuses[verb])
        if verb in self.then:
            self._show(replace(self.then[verb], version=self.view.version + 1))
        return JSONResponse({"version": self.view.version})


def _refused(status: int, sentence: str, passed: bool = False) -> Response:
    return JSONResponse({"refused": sentence, "passed": passed}, status)


@contextmanager
def hosted(view: PersonView | None = None) -> Iterator[FakeHost]:
    """A host that is there until the end, whatever happens."""
    host = FakeHost(view or person())
    host.start()
    try:
        yield host
    finally:
        host.stop()
