"""Before anything is looked at: whether a request is meant for this host, and comes from one of its own pages."""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["POLICY", "Guards"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    # Not `no-referrer`: with that, browsers send forms of our own pages without saying where they come from.
    "referrer-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


class Guards:
    """In front of the application.

    `public` is the address under which it is reached from elsewhere, if at all; `called` is another name of the
    machine, where whoever started it gave one.
    """

    def __init__(self, app: ASGIApp, public: str = "", called: str = "") -> None:
        self._app = app
        self._public = urlsplit(public).netloc.lower() if public else ""
        name = socket.gethostname().lower()
        self._names = {"localhost", name, f"{name}.local", *([f"{name}.lan", f"{name}.home"] if name else [])}
        self._names |= {called.lower()} - {""}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let it through, or refuse it in a line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "").lower()
        if not self._is_ours(host):
            # Against DNS rebinding: a page of somebody else may make its own name lead to this machine.
            await PlainTextResponse("This host is not called so.\n", 421)(scope, receive, _with_headers(send))
        elif scope["method"] not in {"GET", "HEAD"} and not self._is_own_page(headers, host):
            await PlainTextResponse("Nothing is taken from pages of others.\n", 403)(
                scope, receive, _with_headers(send)
            )
        else:
            await self._app(scope, receive, _with_headers(send))

    def _is_ours(self, host: str) -> bool:
        """A number always, for nobody can make another machine's number lead here; names only our own."""
        if self._public and host == self._public:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
            # An address that is no plain one (a user in it, a path) is no host.
            if not name or any(sign in host for sign in "@/\\?# ,"):
                return False
            if name in self._names:
                return True
            ipaddress.ip_address(name.partition("%")[0])
        except ValueError:
            return False
        return True

    def _is_own_page(self, headers: Headers, host: str) -> bool:
        """Programs send neither of these; browsers always say of a form whose page it stands on."""
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
            return False
        origin = headers.get("origin")
        if origin is None:
            return True
        said = urlsplit(origin)
        return said.scheme in {"http", "https"} and said.netloc.lower() in {host, self._public or host}


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sent
