"""A live room over HTTP: pages, forms, JSON and streams of events, as docs/protocol.md says."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from importlib import resources
from math import ceil
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from chasm_game.live import html
from chasm_game.live.bodies import fields_of, is_program
from chasm_game.live.guards import Guards
from chasm_game.live.refusals import NoSeat, Refusal, TooMany, Unknown
from chasm_game.live.sights import BOARD, PersonSight, PresenterSight, ProjectorSight, new_key, state
from chasm_game.live.streams import MOST_OF_BOARD, MOST_OF_ONE, Listeners, Stream, events
from chasm_game.session.wire import WIRE, to_wire

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request

    from chasm_game.live.entrance import Seated
    from chasm_game.live.fields import Fields
    from chasm_game.live.hosted import Hosted
    from chasm_game.live.sights import Sight

__all__ = ["LiveApp"]

PROTOCOL = 1
DAY = 24 * 3600
MOST_OF_A_CODE = 40
"""Signs of a typed join code that are looked at."""
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
    def asgi(self) -> Guards:
        """What a server runs."""
        routes = [
            Route("/", self._front),
            Route("/api", self._api),
            Route("/live.css", self._asset("live.css", "text/css")),
            Route("/live.js", self._asset("live.js", "text/javascript")),
            Route("/seat", self._person),
            Route("/seat/state", self._state_of(self._person_sight)),
            Route("/seat/events", self._events_of(self._person_sight)),
            Route("/seat/{verb}", self._by_person, methods=["POST"]),
            Route("/projector", self._projector),
            Route("/projector/state", self._state_of(self._projector_sight)),
            Route("/projector/events", self._events_of(self._projector_sight)),
            Route("/presenter", self._presenter),
            Route("/presenter/state", self._state_of(self._presenter_sight)),
            Route("/presenter/events", self._events_of(self._presenter_sight)),
            Route("/presenter/{verb}", self._by_lead, methods=["POST"]),
            Route("/page/{name}", self._page),
            Route("/{code}", self._door),
            Route("/{code}/join", self._join, methods=["POST"]),
            Route("/{code}/return", self._come_back, methods=["POST"]),
        ]
        handlers = {Refusal: self._refused, HTTPException: self._not_there, Exception: self._faulty}
        # Around all of it, so that what is said of a fault has the same headers.
        return Guards(Starlette(routes=routes, exception_handlers=handlers), self.public, self.called)

    # ------------------------------------------------------------- who asks

    def _cookie(self, what: str) -> str:
        """Of this room alone: a browser sends cookies to every host of one address, whatever its port."""
        return f"chasm_{what}_{self.hosted.people.header.code}"

    def _token(self, request: Request, what: str) -> str:
        given = request.headers.get("authorization", "")
        if given.startswith("Bearer "):
            return given.removeprefix("Bearer ").strip()
        return request.cookies.get(self._cookie(what), "")

    def _seat(self, request: Request) -> str:
        code = self.hosted.seat_by(self._token(request, "seat")).code
        self.hosted.saw(code)
        return code

    def _lead(self, request: Request) -> None:
        if not self.hosted.is_lead(self._token(request, "host")):
            raise NoSeat("This is the window of whoever leads the room: open it with the address in the terminal.")

    def _address(self, request: Request) -> str:
        return request.client.host if request.client else ""

    def _person_sight(self, request: Request) -> Sight:
        return PersonSight(self.hosted, self._seat(request))

    def _projector_sight(self, request: Request) -> Sight:
        del request
        return ProjectorSight(self.hosted)

    def _presenter_sight(self, request: Request) -> Sight:
        self._lead(request)
        return PresenterSight(self.hosted)

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
        self.hosted.check_code(request.path_params["code"], self._address(request))
        if is_program(request) or _as_json(request):
            return Response(b'{"view":%b}' % to_wire(self.hosted.lobby()), media_type="application/json")
        try:
            self._seat(request)
        except NoSeat:
            return HTMLResponse(html.door_page(self.hosted.lobby(), key=new_key()))
        return RedirectResponse("/seat", HTTPStatus.SEE_OTHER)

    async def _join(self, request: Request) -> Response:
        fields = await fields_of(request, patience=self.patience)
        self.hosted.check_code(request.path_params["code"], self._address(request))
        if not request.headers.get("authorization") and not is_program(request):
            try:
                self._seat(request)
            except NoSeat:
                pass
            else:  # the link was opened twice on one device
                return RedirectResponse("/seat", HTTPStatus.SEE_OTHER)
        seated = self.hosted.join(team=fields.whole("team"), name=fields.text("name"), key=fields.key)
        return self._seated(request, seated)

    async def _come_back(self, request: Request) -> Response:
        fields = await fields_of(request, patience=self.patience)
        address = self._address(request)
        self.hosted.check_code(request.path_params["code"], address)
        seated = self.hosted.come_back(
            team=fields.needed_whole("team"), pin=fields.text("pin", needed=True), address=address, key=fields.key
        )
        return self._seated(request, seated)

    def _seated(self, request: Request, seated: Seated) -> Response:
        if is_program(request):
            return JSONResponse({"token": seated.token, "code": seated.code, "pin": seated.pin, "team": seated.team})
        answer = RedirectResponse("/seat", HTTPStatus.SEE_OTHER)
        self._remember(request, answer, "seat", seated.token)
        return answer

    def _remember(self, request: Request, answer: Response, what: str, token: str) -> None:
        # By the device's own door: in the room's Wi-Fi it came over plain HTTP, where a browser drops a secure cookie.
        public = urlsplit(self.public)
        secure = public.scheme == "https" and request.headers.get("host", "").lower() == public.netloc.lower()
        answer.set_cookie(
            self._cookie(what), token, max_age=DAY, httponly=True, samesite="strict", secure=secure, path="/"
        )

    # ------------------------------------------------------------- pages

    async def _person(self, request: Request) -> Response:
        view = self.hosted.person_view(self._seat(request))
        return HTMLResponse(html.person_page(view, key=new_key()))

    async def _projector(self, _request: Request) -> Response:
        return HTMLResponse(html.projector_page(self.hosted.projector_view()))

    async def _presenter(self, request: Request) -> Response:
        if token := request.query_params.get("token"):
            if not self.hosted.is_lead(token):
                raise NoSeat("This token is not good: take the address from the terminal.")
            answer = RedirectResponse("/presenter", HTTPStatus.SEE_OTHER)
            self._remember(request, answer, "host", token)
            return answer
        self._lead(request)
        return HTMLResponse(html.presenter_page(self.hosted.presenter_view(), key=new_key()))

    async def _page(self, request: Request) -> Response:
        name = request.path_params["name"]
        if not self.hosted.is_lead(self._token(request, "host")):
            seat = self.hosted.seat_by(self._token(request, "seat"))
            if self.hosted.pages.get(seat.team) != name:
                raise Unknown("Your team has no page of this name.")
        if self.pages is None or name not in self.hosted.pages.values():
            raise Unknown("There is no page of this name.")
        return FileResponse(self.pages / name, media_type="text/html", headers={"content-security-policy": _OWN_PAGE})

    def _asset(self, name: str, kind: str) -> Callable[[Request], Response]:
        def send(request: Request) -> Response:
            del request
            found = resources.files("chasm_game.live").joinpath(name)
            return Response(found.read_bytes(), media_type=kind, headers={"cache-control": "max-age=600"})

        return send

    # ------------------------------------------------------------- state

    def _state_of(self, look: Callable[[Request], Sight]) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            sight = look(request)
            since = _whole(request.query_params.get("since"))
            if since is not None and since >= sight.version:
                return Response(status_code=HTTPStatus.NO_CONTENT)
            return Response(state(sight, as_html=_as_html(request)), media_type="application/json")

        return answer

    def _events_of(self, look: Callable[[Request], Sight]) -> Callable[[Request], object]:
        async def answer(request: Request) -> Response:
            sight = look(request)  # whoever has no seat hears it as a status, and no stream
            stream = Stream(
                sight.who,
                MOST_OF_BOARD if sight.who == BOARD else MOST_OF_ONE,
                lambda: look(request),
                _as_html(request),
                _whole(request.headers.get("last-event-id")),
                lambda more: self.hosted.listens(sight.who, more),
            )
            headers = {"x-accel-buffering": "no", "cache-control": "no-store, no-transform"}
            body = events(stream, self.listeners, beat=self.beat)
            return StreamingResponse(body, media_type="text/event-stream", headers=headers)

        return answer

    # ------------------------------------------------------------- what is handed in

    async def _by_person(self, request: Request) -> Response:
        fields = await fields_of(request, patience=self.patience)
        version = self.hosted.by_person(self._seat(request), request.path_params["verb"], fields)
        gone = request.path_params["verb"] == "forget"
        return self._taken(request, version, "/" if gone else "/seat")

    async def _by_lead(self, request: Request) -> Response:
        fields: Fields = await fields_of(request, patience=self.patience)
        self._lead(request)
        return self._taken(request, self.hosted.by_lead(request.path_params["verb"], fields), "/presenter")

    def _taken(self, request: Request, version: int, back: str) -> Response:
        if is_program(request):
            return JSONResponse({"version": version})
        return RedirectResponse(back, HTTPStatus.SEE_OTHER)

    # ------------------------------------------------------------- refusals

    async def _refused(self, request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, Refusal)
        headers = {"retry-after": str(ceil(refusal.wait))} if isinstance(refusal, TooMany) else {}
        path = request.url.path
        if is_program(request) or path.endswith(("/state", "/events")):
            said = {"refused": str(refusal), "passed": refusal.passed}
            return JSONResponse(said, refusal.status, headers=headers)
        return HTMLResponse(self._page_with(request, path, str(refusal)), refusal.status, headers=headers)

    def _page_with(self, request: Request, path: str, fault: str) -> str:
        """The page again from which something was refused, with the sentence on it."""
        if path.startswith("/seat"):
            try:
                view = self.hosted.person_view(self._seat(request))
            except NoSeat:
                return html.code_page(fault)
            return html.person_page(view, fault=fault, key=new_key())
        if path.startswith("/presenter") and self.hosted.is_lead(self._token(request, "host")):
            return html.presenter_page(self.hosted.presenter_view(), fault=fault, key=new_key())
        if path.endswith(("/join", "/return")) and path.split("/")[1] == self.hosted.people.header.code:
            return html.door_page(self.hosted.lobby(), fault=fault, key=new_key())
        if path.startswith(("/presenter", "/page/")):
            return html.sentence_page("Not here", fault)
        return html.code_page(fault)

    async def _not_there(self, request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        sentence = "There is nothing of this name."
        if is_program(request):
            return JSONResponse({"refused": sentence, "passed": False}, status)
        return HTMLResponse(html.sentence_page("Nothing here", sentence), status)

    async def _faulty(self, request: Request, error: Exception) -> Response:
        """A fault of our own: told to nobody outside but as a sentence."""
        self.faulted(error)
        sentence = "Something went wrong at the host. What was handed in before is kept; try again."
        if is_program(request):
            return JSONResponse({"refused": sentence, "passed": False}, HTTPStatus.INTERNAL_SERVER_ERROR)
        return HTMLResponse(html.sentence_page("Try again", sentence), HTTPStatus.INTERNAL_SERVER_ERROR)


def _as_html(request: Request) -> bool:
    return request.query_params.get("as") == "html"


def _as_json(request: Request) -> bool:
    return request.query_params.get("as") == "json"


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 18 else None
