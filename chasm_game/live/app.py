"""A live room over HTTP: pages, forms, JSON and streams of events, as docs/protocol.md says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from chasm_game.journal.confirming import unconfirmed
from chasm_game.live import html
from chasm_game.live.bodies import fields_of, is_program
from chasm_game.live.callers import LEAD, SEAT, Callers, address_of_caller
from chasm_game.live.disk import Disk
from chasm_game.live.faults import MOST_OF_A_CODE, Faults
from chasm_game.live.guards import Guards
from chasm_game.live.refusals import NoSeat, Refusal, TakenOver, Unknown
from chasm_game.live.sights import new_key
from chasm_game.live.state_routes import StateRoutes
from chasm_game.live.streams import Listeners
from chasm_game.session.wire import WIRE, to_wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request

    from chasm_game.live.entrance import Seated
    from chasm_game.live.fields import Fields
    from chasm_game.live.hosted import Hosted

__all__ = ["LiveApp"]

PROTOCOL = 1
_OWN_PAGE = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass
class LiveApp:
    """The application of one room. Everything in it happens in one thread."""

    hosted: Hosted
    public: str = ""
    """The address under which it is reached from elsewhere, if at all."""
    called: str = ""
    """A name of the machine that its people type, where whoever started it gave one."""
    beat: float = 10.0
    """Seconds without anything, after which a stream says that it is there."""
    patience: float = 10.0
    """Seconds that what is handed in may take to come."""
    pages: Path | None = None
    """Where the pages of the teams are, once they are written."""
    faulted: Callable[[Exception], None] = lambda _error: None
    """Called with a fault of our own."""
    listeners: Listeners = field(default_factory=Listeners)

    def __post_init__(self) -> None:
        """Changes of the room are heard by everybody who listens."""
        self.hosted.changed = self.listeners.wake

    @cached_property
    def _callers(self) -> Callers:
        return Callers(self.hosted, self.public)

    @cached_property
    def _disk(self) -> Disk:
        return Disk(self.hosted.not_confirmed)

    @cached_property
    def _states(self) -> StateRoutes:
        return StateRoutes(self.hosted, self._callers, self.listeners, self.beat)

    @cached_property
    def asgi(self) -> Guards:
        """What a server runs."""
        routes = [
            Route("/", self._front),
            Route("/api", self._api),
            Route("/live.css", self._asset("live.css", "text/css")),
            Route("/live.js", self._asset("live.js", "text/javascript")),
            *self._states.routes(),
            Route("/seat", self._person),
            Route("/seat/{verb}", self._by_person, methods=["POST"]),
            Route("/projector", self._projector),
            Route("/presenter", self._presenter),
            Route("/presenter/{verb}", self._by_lead, methods=["POST"]),
            Route("/page/{name}", self._page),
            Route("/{code}", self._door),
            Route("/{code}/join", self._join, methods=["POST"]),
            Route("/{code}/return", self._come_back, methods=["POST"]),
        ]
        faults = Faults(self.hosted, self._callers, self.faulted)
        handlers = {Refusal: faults.refused, HTTPException: faults.not_there, Exception: faults.own}
        # Around all of it, so that what is said of a fault has the same headers.
        return Guards(Starlette(routes=routes, exception_handlers=handlers), self.public, self.called)

    # ------------------------------------------------------------- doors

    async def _front(self, request: Request) -> Response:
        typed = "".join(request.query_params.get("code", "").split()).lower()
        if typed:
            return RedirectResponse(f"/{quote(typed[:MOST_OF_A_CODE], safe='')}", HTTPStatus.SEE_OTHER)
        return HTMLResponse(html.code_page())

    async def _api(self, _request: Request) -> Response:
        return JSONResponse(
            {
                "chasm_live": PROTOCOL,
                "wire": WIRE,
                "title": self.hosted.view().title,
                "stage": self.hosted.stage.value,
            }
        )

    async def _door(self, request: Request) -> Response:
        self.hosted.check_code(request.path_params["code"], address_of_caller(request))
        if is_program(request) or _as_json(request):
            return Response(b'{"view":%b}' % to_wire(self.hosted.lobby()), media_type="application/json")
        fault, typed = "", dict[str, str]()
        try:
            self._callers.seat(request)
        except TakenOver as taken:
            fault, typed = str(taken), {"team": str(taken.team)}
        except NoSeat:
            pass
        else:
            return RedirectResponse("/seat", HTTPStatus.SEE_OTHER)
        return HTMLResponse(html.door_page(self.hosted.lobby(), fault=fault, key=new_key(), typed=typed))

    async def _join(self, request: Request) -> Response:
        request.state.said = fields = await fields_of(request, patience=self.patience)
        self.hosted.check_code(request.path_params["code"], address_of_caller(request))
        is_browser = not request.headers.get("authorization") and not is_program(request)
        if is_browser and self._callers.has_seat(request):  # the link was opened twice on one device
            return RedirectResponse("/seat", HTTPStatus.SEE_OTHER)
        with unconfirmed() as lines:
            seated = self.hosted.join(team=fields.whole("team"), name=fields.text("name"), key=fields.key)
        await self._disk.confirmed(lines)
        return self._seated(request, seated)

    async def _come_back(self, request: Request) -> Response:
        request.state.said = fields = await fields_of(request, patience=self.patience)
        address = address_of_caller(request)
        self.hosted.check_code(request.path_params["code"], address)
        seated = self.hosted.come_back(
            team=fields.needed_whole("team"), pin=fields.text("pin", needed=True), address=address, key=fields.key
        )
        return self._seated(request, seated)

    def _seated(self, request: Request, seated: Seated) -> Response:
        if is_program(request):
            return JSONResponse({"token": seated.token, "code": seated.code, "pin": seated.pin, "team": seated.team})
        answer = RedirectResponse("/seat", HTTPStatus.SEE_OTHER)
        self._callers.remember(request, answer, SEAT, seated.token)
        return answer

    # ------------------------------------------------------------- pages

    async def _person(self, request: Request) -> Response:
        return HTMLResponse(self._states.people.of(self._callers.seat(request)).page())

    async def _projector(self, _request: Request) -> Response:
        return HTMLResponse(html.projector_page(self.hosted.projector_view()))

    async def _presenter(self, request: Request) -> Response:
        if token := request.query_params.get("token"):
            if not self.hosted.is_lead(token):
                raise NoSeat("This token is not good: take the address from the terminal.")
            # Away from the address with the token in it, which a projector would show to everybody.
            answer = RedirectResponse("/presenter", HTTPStatus.SEE_OTHER)
            self._callers.remember(request, answer, LEAD, token)
            return answer
        self._callers.check_lead(request)
        return HTMLResponse(html.presenter_page(self.hosted.presenter_view(), key=new_key()))

    async def _page(self, request: Request) -> Response:
        name = request.path_params["name"]
        if not self._callers.is_lead(request):
            seat = self.hosted.seat_by(self._callers.token(request, SEAT))
            if self.hosted.pages.get(seat.team) != name:
                raise Unknown("Your team has no page of this name.")
        if self.pages is None or name not in self.hosted.pages.values():
            raise Unknown("There is no page of this name.")
        # A policy of its own: a page to take home has its style inside it, which no other page of the host may.
        return FileResponse(self.pages / name, media_type="text/html", headers={"content-security-policy": _OWN_PAGE})

    def _asset(self, name: str, kind: str) -> Callable[[Request], Response]:
        def send(request: Request) -> Response:
            del request
            found = resources.files("chasm_game.live").joinpath(name)
            return Response(found.read_bytes(), media_type=kind, headers={"cache-control": "max-age=600"})

        return send

    # ------------------------------------------------------------- what is handed in

    async def _by_person(self, request: Request) -> Response:
        fields = await fields_of(request, patience=self.patience)
        with unconfirmed() as lines:
            version = self.hosted.by_person(self._callers.seat(request), request.path_params["verb"], fields)
        await self._disk.confirmed(lines)
        gone = request.path_params["verb"] == "forget"
        return self._taken(request, version, "/" if gone else "/seat")

    async def _by_lead(self, request: Request) -> Response:
        fields: Fields = await fields_of(request, patience=self.patience)
        self._callers.check_lead(request)
        return self._taken(request, self.hosted.by_lead(request.path_params["verb"], fields), "/presenter")

    def _taken(self, request: Request, version: int, back: str) -> Response:
        if is_program(request):
            return JSONResponse({"version": version})
        return RedirectResponse(back, HTTPStatus.SEE_OTHER)


def _as_json(request: Request) -> bool:
    return request.query_params.get("as") == "json"
