"""The server of a live room: one process, one loop, plain HTTP/1.1."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import uvicorn

from chasm_game.live.connections import Connection, open_files

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from chasm_game.live.app import LiveApp

__all__ = ["GRACE", "TICK", "serve"]

TICK = 0.25
"""Seconds between two looks at the clock."""
GRACE = 2
"""Seconds that open requests get when the host ends."""


class _Server(uvicorn.Server):
    """One that ends its streams itself: it would wait for them otherwise, and they end with it."""

    def __init__(self, config: uvicorn.Config, live: LiveApp) -> None:
        super().__init__(config)
        self._live = live

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say goodbye to everybody first."""
        self._live.listeners.end()
        await asyncio.sleep(0)
        await super().shutdown(sockets)


def server(live: LiveApp) -> uvicorn.Server:
    """A server that is not running yet; `should_exit` ends it."""
    config = uvicorn.Config(
        live.asgi,
        loop="asyncio",
        http=Connection,
        ws="none",
        lifespan="off",
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        # Only where somebody said that something stands in between: else everybody could claim any address.
        proxy_headers=bool(live.public),
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
        h11_max_incomplete_event_size=32 << 10,
        backlog=512,
    )
    return _Server(config, live)


async def serve(live: LiveApp, sockets: list[socket.socket], running: Callable[[uvicorn.Server], None]) -> None:
    """Serve until `should_exit` of the server that `running` is given, or a signal."""
    open_files()
    it = server(live)
    ticking = asyncio.create_task(_tick(live))
    running(it)
    try:
        await it.serve(sockets=sockets)
    finally:
        ticking.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await ticking


async def _tick(live: LiveApp) -> None:
    while True:
        await asyncio.sleep(TICK)
        try:
            live.hosted.tick()
        except Exception as error:  # noqa: BLE001  (a fault in one look at the clock must not stop the clock)
            live.faulted(error)
