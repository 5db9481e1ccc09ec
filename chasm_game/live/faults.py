"""What is answered where something is not done: the page again with a sentence, or the sentence as JSON."""

from __future__ import annotations

from http import HTTPStatus
from math import ceil
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse

from chasm_game.live import html
from chasm_game.live.bodies import is_program
from chasm_game.live.refusals import NoSeat, Refusal, TakenOver, TooMany
from chasm_game.live.sights import new_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from chasm_game.live.callers import Callers
    from chasm_game.live.fields import Fields
    from chasm_game.live.hosted import Hosted

__all__ = ["MOST_OF_A_CODE", "Faults"]

MOST_OF_A_CODE = 40
"""Signs of a typed join code that are looked at, and shown again."""
MOST_TYPED = 60
"""Signs of anything else that is shown again at the door."""


class Faults:
    """The answers of one room to what cannot be done; `faulted` is called with a fault of our own."""

    def __init__(self, hosted: Hosted, callers: Callers, faulted: Callable[[Exception], None]) -> None:
        self._hosted, self._callers, self._faulted = hosted, callers, faulted

    async def refused(self, request: Request, refusal: Exception) -> Response:
        """Something that was asked for is not done, for a reason that is a sentence."""
        assert isinstance(refusal, Refusal)
        headers = {"retry-after": str(ceil(refusal.wait))} if isinstance(refusal, TooMany) else {}
        path = request.url.path
        if is_program(request) or path.endswith(("/state", "/events")):
            said = {"refused": str(refusal), "passed": refusal.passed}
            if isinstance(refusal, TakenOver):
                said["taken"] = True
            return JSONResponse(said, refusal.status, headers=headers)
        return HTMLResponse(self._page_with(request, path, str(refusal)), refusal.status, headers=headers)

    def _page_with(self, request: Request, path: str, fault: str) -> str:
        """The page again from which something was refused, with the sentence on it."""
        if path.startswith("/seat"):
            try:
                view = self._hosted.person_view(self._callers.seat(request))
            except TakenOver as taken:
                return html.elsewhere_page(
                    self._hosted.tile(taken.team), self._hosted.people.header.code, key=new_key()
                )
            except NoSeat:
                return html.code_page(fault)
            return html.person_page(view, fault=fault, key=new_key())
        if path.startswith("/presenter") and self._callers.is_lead(request):
            return html.presenter_page(self._hosted.presenter_view(), fault=fault, key=new_key())
        if path.endswith(("/join", "/return")) and path.split("/")[1] == self._hosted.people.header.code:
            return html.door_page(self._hosted.lobby(), fault=fault, key=new_key(), typed=_typed(request))
        if path.startswith(("/presenter", "/page/")):
            return html.sentence_page("Not here", fault)
        return html.code_page(fault, request.path_params.get("code", "")[:MOST_OF_A_CODE])

    async def not_there(self, request: Request, error: Exception) -> Response:
        """Nothing has this address."""
        status = error.status_code if isinstance(error, HTTPException) else HTTPStatus.NOT_FOUND
        return _plain(request, status, "Nothing here", "There is nothing of this name.")

    async def own(self, request: Request, error: Exception) -> Response:
        """A fault of our own: told to nobody outside but as a sentence."""
        self._faulted(error)
        sentence = "Something went wrong at the host. What was handed in before is kept; try again."
        response = _plain(request, HTTPStatus.INTERNAL_SERVER_ERROR, "Try again", sentence)
        # The server ends the connection of a request that broke: who is not told sends the next one into the closing.
        response.headers["connection"] = "close"
        return response


def _typed(request: Request) -> dict[str, str]:
    """What was handed in at the door and refused, so that nobody types it twice."""
    said: Fields | None = getattr(request.state, "said", None)
    return {} if said is None else {name: said.typed(name, MOST_TYPED) for name in ("team", "name", "pin")}


def _plain(request: Request, status: int, title: str, sentence: str) -> Response:
    if is_program(request):
        return JSONResponse({"refused": sentence, "passed": False}, status)
    return HTMLResponse(html.sentence_page(title, sentence), status)
