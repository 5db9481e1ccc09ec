"""Nine teams on all doors of a live room, against the same decisions typed into a room: the files are the same.

Saves and the room's journal are compared byte for byte without times; what is personal has a file of its own.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from difflib import unified_diff
from pathlib import Path
from urllib.parse import urlencode

import pytest

if sys.platform == "win32":
    pytest.skip("needs a pseudo-terminal", allow_module_level=True)

from session import seats

from chasm_game.journal.people_journal import PEOPLE_FILE
from chasm_game.live.address import Address
from chasm_game.live.device import Device
from chasm_game.live.host_messages import State
from chasm_game.live.rehearsal.child_host import ChildHost
from chasm_game.live.rehearsal.forms import Form, Page, read_page
from chasm_game.live.web import Reply, Web
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

from terminals import Terminal

BROWSERS, SCREEN, PLAIN, TYPED = 6, 7, 8, 9
TEAMS = 9
IN_ORDER = (*range(1, BROWSERS + 1), TYPED, SCREEN, PLAIN)
"""In which they hand in: the journal keeps it."""
SURE, REASON = 70, "Because “so” <b>it</b> is."
TIMES = re.compile(rb'"started":"[^"]*"|"seconds":[^,}]*|"time":"[^"]*"|"save":"[^"]*"|"left":[0-9.]+')


def letter(team: int, number: int) -> str:
    """What a team takes in a round, the first being 1; every story has two answers at least."""
    return "AB"[(team + number) % 2]


def points(team: int, names: list[str]) -> dict[str, float]:
    """The sheet of a team, which only some of the browsers fill in."""
    found = {name: float((team * 7 + at * 3) % 10 + 1) for at, name in enumerate(names)}
    return {**found, names[0]: 100 - sum(found.values()) + found[names[0]]}


class Browser:
    """One person in a team of one, with a browser that runs no script."""

    def __init__(self, address: Address, code: str, team: int) -> None:
        self._web, self._code, self.team = Web(address), code, team

    async def _get(self, method: str, path: str, body: bytes = b"") -> Reply:
        kind = "application/x-www-form-urlencoded"
        reply = await self._web.ask(method, path, body, kind=kind, accept="text/html")
        if reply.cookie:
            self._web.headers["Cookie"] = reply.cookie
        if reply.status == 303:
            return await self._get("GET", reply.headers["location"])
        assert reply.status == 200, reply.body
        return reply

    async def page(self, path: str = "/seat") -> Page:
        """What stands there."""
        return read_page((await self._get("GET", path)).body.decode())

    async def _post(self, form: Form, **fields: str) -> None:
        await self._get("POST", form.action, urlencode({**form.fields, **fields}).encode())

    async def come_in(self) -> None:
        """By the tile of the team."""
        door = await self.page(f"/{self._code}")
        await self._post(next(each for each in door.forms if each.fields.get("team") == str(self.team)))

    async def sheet(self) -> None:
        """The points, by the form."""
        form = (await self.page()).form("sheet")
        assert form is not None
        names = [each for each in form.fields if each.startswith("points.")]
        await self._post(form, **{name: f"{value:g}" for name, value in points(self.team, names).items()})

    async def choose(self, number: int) -> None:
        """The own vote first, as the page has it; then the team's answer with everything."""
        vote = (await self.page()).form("vote")
        assert vote is not None
        await self._post(vote, letter=letter(self.team, number))
        form = (await self.page()).form("choice")
        assert form is not None
        who = next(each for each in form.choices["who"] if each)
        await self._post(form, letter=letter(self.team, number), who=who, confidence=str(SURE), reason=REASON)

    def close(self) -> None:
        """Hang up."""
        self._web.close()


class Lead:
    """Whoever leads, by the presenter's verbs; every step waits until the room shows it."""

    def __init__(self, host: ChildHost) -> None:
        self.device = Device(host.address, token=host.token, door="/presenter")

    async def view(self) -> dict[str, object]:
        """The presenter's window."""
        state: State = await self.device.state()
        return dict(state.said["view"])

    async def do(self, verb: str, **fields: object) -> None:
        """One verb."""
        await self.device.hand_in(verb, fields)

    async def decided(self, teams: set[int]) -> None:
        """Wait until these have handed in."""
        while True:
            there = {team["id"] for team in (await self.view())["teams"] if team["doing"] == "decided"}  # type: ignore[attr-defined]
            if teams <= there:
                return
            await asyncio.sleep(0.1)

    async def seated(self, people: int) -> None:
        """Wait until so many are in."""
        while len((await self.view())["seats"]) < people:  # type: ignore[arg-type]  # noqa: ASYNC110  (another process)
            await asyncio.sleep(0.1)


def key_of(team: int, number: int) -> bytes:
    """The digit of the answer."""
    return b"12"[letter(team, number) == "B" :][:1]


def on_screen(terminal: Terminal, number: int) -> None:
    """A round in the game's own screens: mark, take, hand in, without a prediction."""
    terminal.press_until(key_of(SCREEN, number), "Decide", again=3.0)
    terminal.press_until(b"\x1bOQ", "Your team's answer is", again=3.0)


def read_on(terminal: Terminal) -> None:
    """Past what followed, and past the silent rounds after the last decision."""
    terminal.press_until(b"\r", "There is nothing to do for you just now", again=2.0)


@pytest.mark.long
async def test_acceptance_19_a_session_on_all_doors_has_the_saves_of_a_typed_room(tmp_path: Path) -> None:
    """Six browsers, a screen, a plain terminal, one typed team: saves and journal are a typed room's, without times."""
    live, typed = tmp_path / "live", tmp_path / "typed"
    host = ChildHost(["tutorial", "--teams", str(TEAMS), "--saves", str(live)])
    terminals: list[Terminal] = []
    await host.start()
    browsers = [Browser(host.address, host.code, team) for team in range(1, BROWSERS + 1)]
    lead = Lead(host)
    try:
        for browser in browsers:
            await browser.come_in()
        where = f"{host.address.root}/{host.code}"
        screen = Terminal("join", where, "--team", f"Team {SCREEN}", cwd=tmp_path, XDG_STATE_HOME=str(tmp_path / "one"))
        terminals.append(screen)
        plain = Terminal(
            "join", where, "--team", f"Team {PLAIN}", "--plain", cwd=tmp_path, XDG_STATE_HOME=str(tmp_path / "two")
        )
        terminals.append(plain)
        await lead.seated(BROWSERS + 2)
        await lead.do("begin")
        for browser in browsers[:4]:
            await browser.sheet()
        await asyncio.to_thread(pass_over, plain)
        await lead.do("next")
        number = 0
        while (await lead.view())["stage"] == "story":
            number += 1
            await lead.do("answers")
            for browser in browsers:
                await browser.choose(number)
            await lead.do("choose", team=TYPED, letter=letter(TYPED, number), reason=REASON)
            await asyncio.to_thread(on_screen, screen, number)
            await asyncio.to_thread(in_plain, plain, number)
            await lead.decided(set(range(1, TEAMS + 1)))
            await lead.do("reveal")
            await asyncio.to_thread(read_on, screen)
            await lead.do("next")
        await lead.do("next")
        await lead.do("scores")
    finally:
        for browser in browsers:
            browser.close()
        lead.device.close()
        for each in terminals:
            each.close()
        await host.stop()
    again(typed, number)
    assert files(live) == files(typed)
    assert list(unified_diff(journal(live), journal(typed), lineterm="", n=0)) == []
    # What people said for themselves is kept beside it, and is all that a typed room has not.
    assert {path.name for path in live.glob("room-*/*.journal")} == {"room.journal", PEOPLE_FILE}
    assert {path.name for path in typed.glob("room-*/*.journal")} == {"room.journal"}


def pass_over(terminal: Terminal) -> None:
    """The sheet of a plain terminal is left out."""
    terminal.wait_for("skip")
    terminal.press(b"skip\r")
    terminal.wait_for("Waiting for")


def in_plain(terminal: Terminal, number: int) -> None:
    """A round line by line."""
    terminal.press_until(key_of(PLAIN, number) + b"\r", "lose most", again=5.0)
    terminal.press(b"skip\r")
    terminal.wait_for("Why this answer? One sentence")
    terminal.press(REASON.encode() + b"\r")
    terminal.wait_for("Waiting for")


def again(folder: Path, rounds: int) -> None:
    """The same decisions, typed."""
    # Who speaks is said by the pen of a live room, and not by roles.
    room = Room.new(seats.library().find("tutorial"), folder, roles=False)
    for team in range(1, TEAMS + 1):
        room.add_team(f"Team {team}")
    room.begin()
    names = [name for name, _ in room.view().stakeholders]
    for team in range(1, 5):
        room.believe(team, points(team, names))
    room.go_on()
    for number in range(1, rounds + 1):
        now = room.view().round
        assert now is not None
        for team in IN_ORDER:
            room.choose(team, letter(team, number))
            if team <= BROWSERS:
                room.predict(team, now.targets[0][0], SURE)
            if team != SCREEN:
                room.explain(team, REASON)
        room.reveal()
        room.go_on()
    assert room.stage is RoomStage.SHEETS_AFTER
    room.go_on()
    room.show_scores()
    room.close()


def journal(folder: Path) -> list[str]:
    """The lines of the room's journal without times; what is left on the clock is one, written down now and then."""
    (path,) = folder.glob("room-*/room.journal")
    lines = [line for line in path.read_bytes().splitlines() if json.loads(line).get("do") != "timer"]
    return [TIMES.sub(b"", re.sub(rb'"n":[0-9]+', b"", line)).decode() for line in lines]


def files(folder: Path) -> dict[str, list[bytes]]:
    """Every save by its team, line by line, without times."""
    found = {}
    (room,) = folder.glob("room-*")
    for path in room.glob("*.jsonl"):
        lines = [TIMES.sub(b"", line) for line in path.read_bytes().splitlines()]
        found[json.loads(path.read_bytes().splitlines()[0])["team"]] = lines
    return found
