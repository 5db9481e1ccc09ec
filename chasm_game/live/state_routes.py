"""The state of a live room for whoever asks for it, and its states as a stream, as a page or a program wants them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from chasm_game.live.sights import BOARD, PersonSights, PresenterSight, ProjectorSight, state
from chasm_game.live.streams import MOST_OF_BOARD, MOST_OF_ONE, Listeners, Stream, events

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from chasm_game.live.callers import Callers
    from chasm_game.live.hosted import Hosted
    from chasm_game.live.sights import Sight

__all__ = ["StateRoutes"]


class StateRoutes:
    """What one room shows of itself; a stream that has nothing to say says so after `beat` seconds."""

    def __init__(self, hosted: Hosted, callers: Callers, listeners: Listeners, beat: float) -> None:
        self._hosted, self._callers, self._listeners, self._beat = hosted, callers, listeners, beat
        self.people = PersonSights(hosted)
        """What people see, kept until it is another."""

    def routes(self) -> list[Route]:
        """For each of the three kinds of devices its state and its events."""
        looks = {"/seat": self._person, "/projector": self._projector, "/presenter": self._presenter}
        states = [Route(f"{door}/state", self._state_of(look)) for door, look in looks.items()]
        return states + [Route(f"{door}/events", self._events_of(look)) for door, look in looks.items()]

    def _person(self, request: Request) -> Sight:
        return self.people.of(self._callers.seat(request))

    def _projector(self, _request: Request) -> Sight:
        return ProjectorSight(self._hosted)

    def _presenter(self, request: Request) -> Sight:
        self._callers.check_lead(request)
        return PresenterSight(self._hosted)

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
                lambda more: self._hosted.listens(sight.who, more),
            )
            headers = {"x-accel-buffering": "no", "cache-control": "no-store, no-transform"}
            body = events(stream, self._listeners, beat=self._beat)
            return StreamingResponse(body, media_type="text/event-stream", headers=headers)

        return answer


def _as_html(request: Request) -> bool:
    return request.query_params.get("as") == "html"


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= 18 else None
