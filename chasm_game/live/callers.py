"""Who asks, by the token that a browser or a program has, and how a browser is given one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from chasm_game.live.refusals import NoSeat

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from chasm_game.live.hosted import Hosted

__all__ = ["LEAD", "SEAT", "Callers", "address_of_caller"]

SEAT, LEAD = "seat", "host"
"""What a token is good for, as it stands in the names of cookies."""
DAY = 24 * 3600
"""Seconds that a browser keeps one."""


class Callers:
    """Those who ask one room for something; `public` is as in `LiveApp`."""

    def __init__(self, hosted: Hosted, public: str) -> None:
        self._hosted, self._public = hosted, urlsplit(public)

    def token(self, request: Request, what: str) -> str:
        """What a device shows for a seat, or for leading the room; empty where it shows nothing."""
        given = request.headers.get("authorization", "")
        if given.startswith("Bearer "):
            return given.removeprefix("Bearer ").strip()
        return request.cookies.get(self._cookie(what), "")

    def seat(self, request: Request) -> str:
        """The code of the seat whose device asks; it counts as there from now on. Raises `NoSeat`."""
        code = self._hosted.seat_by(self.token(request, SEAT)).code
        self._hosted.saw(code)
        return code

    def has_seat(self, request: Request) -> bool:
        """Whether a device asks that has one."""
        try:
            self.seat(request)
        except NoSeat:
            return False
        return True

    def is_lead(self, request: Request) -> bool:
        """Whether whoever leads the room asks."""
        return self._hosted.is_lead(self.token(request, LEAD))

    def check_lead(self, request: Request) -> None:
        """Raise `NoSeat` where somebody else asks."""
        if not self.is_lead(request):
            raise NoSeat("This is the window of whoever leads the room: open it with the address in the terminal.")

    def remember(self, request: Request, answer: Response, what: str, token: str) -> None:
        """Give a browser a token to keep for a day."""
        # By the device's own door: in the room's Wi-Fi it came over plain HTTP, where a browser drops a secure cookie.
        host = request.headers.get("host", "").lower()
        secure = self._public.scheme == "https" and host == self._public.netloc.lower()
        name = self._cookie(what)
        answer.set_cookie(name, token, max_age=DAY, httponly=True, samesite="strict", secure=secure, path="/")

    def _cookie(self, what: str) -> str:
        """Of this room alone: a browser sends cookies to every host of one address, whatever its port."""
        return f"chasm_{what}_{self._hosted.people.header.code}"


def address_of_caller(request: Request) -> str:
    """Where a request comes from; empty where nobody knows."""
    return request.client.host if request.client else ""
