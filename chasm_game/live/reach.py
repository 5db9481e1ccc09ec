"""Whether another machine reaches this one: a page of one sentence, and who asked for it."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from chasm_game.live import html
from chasm_game.live.guards import Guards

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from starlette.requests import Request

__all__ = ["Reach", "serve_reach"]

NOT_REACHED = (
    "Nobody from elsewhere reached this machine. What a phone meets then, the likeliest first:",
    (
        "- It is in another network, or used its own mobile data: look which Wi-Fi it is in, and stay in it even if the"
        " phone says that it has no internet."
    ),
    (
        "- The Wi-Fi keeps its guests apart (guest networks of hotels and offices do): the page loads for ever. Use a"
        " hotspot of your own or a small travel router; no internet is needed."
    ),
    "- The firewall of this machine asked, and somebody said no: allow Python for private networks.",
    "- A sign-in page of the Wi-Fi comes up instead (a captive portal): sign in on the phone first.",
    "- The address is that of a virtual machine or VPN: try the next one, and give it with --address.",
)


class Reach:
    """Who asked so far. `is_own` knows the addresses of this machine: a request from one of them shows nothing."""

    def __init__(self, is_own: Callable[[str], bool]) -> None:
        self._is_own = is_own
        self.others: list[str] = []
        """Addresses of other machines, in the order in which they asked."""
        self.only_here = False
        """Whether somebody on this machine asked."""

    def heard(self, address: str) -> bool:
        """Somebody asked from there; whether it is another machine."""
        number = _plain(address)
        try:
            is_other = not ipaddress.ip_address(number).is_loopback and not self._is_own(number)
        except ValueError:
            is_other = False
        if is_other and number not in self.others:
            self.others.append(number)
        self.only_here = self.only_here or not is_other
        return is_other

    def sentences(self) -> tuple[str, ...]:
        """What came of it, in plain words."""
        if self.others:
            return (f"Reached: {', '.join(self.others)} asked for a page and got it. Phones in that network can join.",)
        here = ("Only this machine itself asked, which shows nothing.",) if self.only_here else ()
        return (*here, *NOT_REACHED)


async def serve_reach(reach: Reach, door: socket.socket) -> None:
    """Answer everybody, until another machine asked or a signal comes."""

    async def answer(request: Request) -> Response:
        if reach.heard(request.client.host if request.client else ""):
            server.should_exit = True
            return HTMLResponse(html.sentence_page("Reached", "This device reaches the host. You can close this page."))
        said = "This is the host itself: open the address on a phone."
        return HTMLResponse(html.sentence_page("Not a phone", said))

    app = Guards(Starlette(routes=[Route("/{path:path}", answer)]))
    config = uvicorn.Config(
        app, loop="asyncio", http="h11", ws="none", lifespan="off", log_level="critical", proxy_headers=False,
        timeout_graceful_shutdown=2,
    )  # fmt: skip
    server = uvicorn.Server(config)
    await server.serve(sockets=[door])


def _plain(address: str) -> str:
    """One spelling of each address: a socket of both kinds writes the shorter one inside of the longer."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    inner = number.ipv4_mapped if isinstance(number, ipaddress.IPv6Address) else None
    return str(inner or number)
