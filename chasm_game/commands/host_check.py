"""`chasm host --check`: whether a phone reaches this machine, found out the evening before."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

from chasm_game.text import shown

if TYPE_CHECKING:
    import socket

__all__ = ["check_doors"]


def check_doors(port: int | None, address: str, public: str) -> None:
    """Print the addresses, wait until somebody from elsewhere asks for something, and say what it means.

    Nobody else than another machine makes it say that one was reached. Ctrl+C ends it.
    """
    from chasm_game.live.ports import listening

    with listening(port) as door:
        _wait(door, address, public)


def _wait(door: socket.socket, address: str, public: str) -> None:
    from chasm_game.live.addresses import is_own
    from chasm_game.live.doors import doors_view
    from chasm_game.live.reach import Reach, serve_reach

    view = doors_view("check", int(door.getsockname()[1]), address, public)
    print("Open one of these addresses on a phone that is in the network of the room:")
    for url, what in view.addresses:
        print(f"  {shown(url)}  ({what})")
    print("Waiting. Ctrl+C ends this and says what it may mean.", flush=True)
    reach = Reach(is_own)
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve_reach(reach, door))
    print("\n".join(reach.sentences()), flush=True)
