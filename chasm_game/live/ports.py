"""The port on which a live room listens: the one that was asked for, or the first that is free."""

from __future__ import annotations

import errno
import socket
import sys

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of

__all__ = ["FIRST_PORT", "listening", "opened"]

FIRST_PORT = 8200
_TRIED = 20
# A whole room opens the page in the same second, when the code is shown.
_BACKLOG = 512


def listening(port: int | None, before: int | None = None) -> socket.socket:
    """A socket that listens on every address of this machine. Raises `ChasmError` where it cannot be.

    Without a port it is the one where the room was `before`, else the first free one from `FIRST_PORT` on: two hosts
    may stand on one machine.
    """
    if port is not None:
        try:
            return _opened(port)
        except OSError as error:
            busy = error.errno == errno.EADDRINUSE
            why = "something else listens there, perhaps another `chasm host`" if busy else reason_of(error)
            raise ChasmError(f"port {port} cannot be used: {why}; leave --port out, and a free one is taken") from None
    wished = [] if before is None else [before]
    for each in [*wished, *range(FIRST_PORT, FIRST_PORT + _TRIED)]:
        try:
            return _opened(each)
        except OSError as error:
            # Windows says EACCES of ports that it has set aside for others: the next one may be free.
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise ChasmError(f"port {each} cannot be used: {reason_of(error)}") from None
    raise ChasmError(f"no port from {FIRST_PORT} to {FIRST_PORT + _TRIED - 1} is free: name one with --port")


def _opened(port: int) -> socket.socket:
    # Both kinds of addresses by one socket, where the system can: phones may be given either.
    if socket.has_dualstack_ipv6():
        try:
            return opened(socket.AF_INET6, "::", port)
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                raise
    return opened(socket.AF_INET, "0.0.0.0", port)  # noqa: S104  (a room has other machines in it)


def opened(family: socket.AddressFamily, host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 is any that is free. Raises `OSError`."""
    # With its protocol by name: the loop looks at it, and else leaves the system's wait for small packets on.
    it = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform != "win32":  # there it would let two hosts have one port
            it.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            it.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        it.bind((host, port))
        it.listen(_BACKLOG)
    except BaseException:
        it.close()
        raise
    return it
