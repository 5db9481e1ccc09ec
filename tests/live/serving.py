"""A live room behind a real server on a port of this machine, in a thread; and whoever talks to it by HTTP."""

from __future__ import annotations

import asyncio
import html
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import uvicorn
from session import seats
from session.rooms import Clock

from chasm_game.live.app import LiveApp
from chasm_game.live.hosted import Hosted
from chasm_game.live.ports import opened as listening_at
from chasm_game.live.server import serve
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.room.device_room import DeviceRoom

PATIENCE = 30.0
"""Seconds after which something hangs; nothing is decided by it."""


class Client:
    """A program that talks to a live room, with one token or none."""

    def __init__(self, served: Served, token: str = "") -> None:
        self.served, self.token = served, token
        self.seat: dict[str, Any] = {}

    def send(self, method: str, path: str, said: dict[str, Any] | None = None, **headers: str) -> httpx.Response:
        """One request as a program makes it."""
        bearer = {"authorization": f"Bearer {self.token}"} if self.token else {}
        all_headers = {"accept": "application/json", **bearer, **headers}
        return self.served.http.request(method, path, json=said, headers=all_headers)

    def do(self, path: str, **said: Any) -> int:
        """Hand something in; the version from which it can be seen."""
        answer = self.send("POST", path, {"key": uuid4().hex, **said})
        assert answer.status_code == 200, (path, answer.text)
        version: int = answer.json()["version"]
        return version

    def refused(self, path: str, status: int, **said: Any) -> dict[str, Any]:
        """Hand something in that is refused so; what is said to that."""
        answer = self.send("POST", path, {"key": uuid4().hex, **said})
        assert answer.status_code == status, (path, answer.status_code, answer.text)
        found: dict[str, Any] = answer.json()
        return found

    def view(self, where: str = "seat") -> dict[str, Any]:
        """What is to be seen."""
        found: dict[str, Any] = self.send("GET", f"/{where}/state").json()["view"]
        return found


class Served:
    """A live room with its address."""

    def __init__(self, hosted: Hosted, live: LiveApp, port: int) -> None:
        self.hosted, self.live, self.port = hosted, live, port
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE, verify=False)
        self.code = hosted.people.header.code
        self.server: uvicorn.Server | None = None
        self.lead = Client(self)
        self.loop: asyncio.AbstractEventLoop | None = None

    def join(self, team: int = 0, **said: Any) -> Client:
        """Somebody comes in."""
        client = Client(self)
        answer = client.send(
            "POST", f"/{self.code}/join", {**({"team": team} if team else {}), "key": uuid4().hex, **said}
        )
        assert answer.status_code == 200, answer.text
        client.seat = answer.json()
        client.token = client.seat["token"]
        return client


def room(folder: Path, teams: int = 2, scenario: Scenario | None = None, **options: Any) -> DeviceRoom:
    """A room whose teams are entered."""
    made = DeviceRoom.new(scenario or seats.small(), folder, **options)
    for n in range(1, teams + 1):
        made.add_team(f"Team {n}")
    return made


@contextmanager
def served(hosted: Hosted, **options: Any) -> Iterator[Served]:
    """The room is served until the block ends; then its files are let go of."""
    # Who is there is looked at now and then; on a slow machine that would be another version at any moment.
    hosted.clock = hosted.clock if isinstance(hosted.clock, Clock) else Clock()
    listening = listening_at(socket.AF_INET, "127.0.0.1", 0)
    live = LiveApp(hosted, **options)
    it = Served(hosted, live, listening.getsockname()[1])
    it.lead.token = hosted.lead()
    running = threading.Event()

    def started(server: uvicorn.Server) -> None:
        it.server = server
        it.loop = asyncio.get_running_loop()
        running.set()

    thread = threading.Thread(target=lambda: asyncio.run(serve(live, [listening], started)), daemon=True)
    thread.start()
    assert running.wait(PATIENCE)
    try:
        yield it
    finally:
        assert it.server is not None
        it.server.should_exit = True
        thread.join(PATIENCE)
        it.http.close()
        hosted.end()
        listening.close()
        assert not thread.is_alive()


def begun(it: Served) -> None:
    """The game begins; nobody hands a sheet in."""
    it.lead.do("/presenter/begin")
    it.lead.do("/presenter/next")


def opened(it: Served) -> str:
    """The answers of the round that waits are open; its id."""
    it.lead.do("/presenter/answers")
    return it.hosted.room.round_id


def next_round(it: Served) -> None:
    """The round is revealed, and the next one waits."""
    it.lead.do("/presenter/reveal")
    it.lead.do("/presenter/next")


def text_of(response: httpx.Response) -> str:
    """What a page says, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.text)).split())
