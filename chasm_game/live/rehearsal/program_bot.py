"""Somebody in a rehearsal whose device speaks JSON and listens to events, as a terminal does."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chasm_game.live.device import Device
from chasm_game.live.host_messages import Lost, Refused, State
from chasm_game.live.rehearsal.manners import Manner
from chasm_game.live.web import Unreachable
from chasm_game.session.seat import Passed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.live.address import Address
    from chasm_game.live.rehearsal.manners import Mind
    from chasm_game.live.rehearsal.seen import Seen
    from chasm_game.live.web import Reply

__all__ = ["ProgramBot"]


class ProgramBot:
    """Joins, listens, and hands in what its manner is."""

    def __init__(self, address: Address, room: str, team: int, mind: Mind, seen: Seen) -> None:
        self.device = Device(address)
        self._room, self.team, self._mind, self._seen = room, team, mind, seen
        self.view: Mapping[str, Any] = {}
        """What was seen last."""
        self.reveals: dict[str, float] = {}
        """When this device saw what followed in each round."""
        self._done: set[tuple[str, str]] = set()
        self._shown = 0
        self._news = asyncio.Event()
        self.over = False

    async def run(self) -> None:
        """From the door to the page of the team, or until it is cancelled."""
        try:
            await self._come_in()
            # A device shows what comes at once, however long somebody before it thinks.
            listening = asyncio.create_task(self._listen())
            listening.add_done_callback(lambda _: self._news.set())
            try:
                while not self.over:
                    await self._news.wait()
                    self._news.clear()
                    if self.view:
                        await self._react(self.view)
                    if listening.done():
                        return listening.result()
            finally:
                listening.cancel()
        finally:
            self.device.close()

    async def _listen(self) -> None:
        async with aclosing(self.device.heard()) as told:
            async for heard in told:
                if isinstance(heard, State):
                    self.view = heard.said["view"]
                    self._note_reveal(self.view)
                    self._news.set()
                elif isinstance(heard, Lost):
                    self._seen.lost += 1
                elif self.view.get("stage") != "closed":
                    self._seen.fault(f"a device was sent away before the end: {heard.why}")

    def _note_reveal(self, view: Mapping[str, Any]) -> None:
        game = view["game"]
        if view["stage"] == "revealed" and game is not None and len(game["rounds"]) > self._shown:
            self._shown = len(game["rounds"])
            self.reveals[game["rounds"][-1]["id"]] = time.monotonic()

    async def _come_in(self) -> None:
        key = uuid4().hex
        await self._mind.think()
        while True:
            try:
                with self._seen.answer():
                    await self.device.join(self._room, key=key, team=self.team)
                if self._mind.manner is Manner.RELOADING:
                    await self.device.join(self._room, key=key, team=self.team)  # as from a link that is opened twice
            except Unreachable:
                await asyncio.sleep(self.device.rhythm.again)
            else:
                self._seen.came_in += 1
                return

    async def _react(self, view: Mapping[str, Any]) -> None:
        stage, game = view["stage"], view["game"]
        if stage in {"sheets before", "sheets after"} and view["sheet"] is not None:
            await self._sheet(view["sheet"])
        elif stage == "answers" and view["round"] is not None:
            await self._round(view["round"], game["round"], view["team"]["people"])
        elif stage == "revealed" and self._mind.manner is Manner.LATE and game is not None and game["rounds"]:
            await self._too_late(game["rounds"][-1]["id"])
        elif stage == "closed" and not self.over:
            await self._take_home(view["page"])

    async def _sheet(self, sheet: Mapping[str, Any]) -> None:
        if not self._mind.speaks or not self._once("sheet", sheet["when"]):
            return
        if self._mind.manner is Manner.WRONG:
            await self._refused("sheet", {"when": sheet["when"], "points": {"nobody-at-all": 100}})
        fields: dict[str, Any] = {
            "when": sheet["when"],
            "points": self._mind.points([who for who, _ in sheet["stakeholders"]]),
        }
        if ways := self._mind.ways([axis["id"] for axis in sheet["axes"]]):
            fields["ways"] = ways
        if await self._hand_in("sheet", fields):
            self._seen.sheets += 1

    async def _round(self, now: Mapping[str, Any], shown: Mapping[str, Any], people: int) -> None:
        mind = self._mind
        if not mind.speaks:
            return
        answer = {"round": now["round"], "letter": mind.letter(now["open"])}
        if found := mind.who([who for who, _ in shown["targets"]]):
            answer |= {"who": found[0], "confidence": found[1]}
        if self._once("vote", now["round"]):
            if mind.manner is Manner.WRONG:
                await self._refused("vote", {**answer, "letter": "Z"})
                await self._refused("choice", {**answer, "round": "no-such-round"})
            if await self._hand_in("vote", answer):
                self._seen.votes += 1
            return  # the next state says whether the pen is here
        everybody = now["voted"] >= people or mind.manner is Manner.BOLD
        if now["has_pen"] and not now["letter"] and (everybody or now["voted"] * 2 >= people):
            await self._answer(now, shown, answer)

    async def _answer(self, now: Mapping[str, Any], shown: Mapping[str, Any], answer: dict[str, Any]) -> None:
        """The team's, with what most have voted for where that can be seen."""
        if self._mind.manner is Manner.CAREFUL and shown["ask"]["possible"] and self._once("ask", now["round"]):
            if await self._hand_in("ask", {"round": now["round"]}):
                self._seen.asked += 1
            return
        if self._once("choice", now["round"]):
            votes = sorted(now["votes"] or [], key=lambda vote: -vote[1])
            letter = votes[0][0] if votes else answer["letter"]
            fields = {**answer, "letter": letter, "reason": self._mind.reason()}
            if await self._hand_in("choice", fields):
                self._seen.answers += 1
                self._seen.last_choice[now["round"], self.team] = letter

    async def _too_late(self, round_id: str) -> None:
        if self._once("late", round_id):
            await self._refused("vote", {"round": round_id, "letter": "A"}, passed=True)

    async def _take_home(self, page: str) -> None:
        self.over = True
        reply = await self._got(page) if page else None
        if reply is not None and reply.status == 200 and b"</html>" in reply.body:
            self._seen.pages += 1
        else:
            self._seen.fault("a team's own page could not be read from its device")

    async def _got(self, page: str) -> Reply:
        while True:
            try:
                with self._seen.answer():
                    return await self.device.web.ask("GET", page, accept="text/html")
            except Unreachable:
                self._seen.lost += 1
                await asyncio.sleep(self.device.rhythm.again)

    def _once(self, verb: str, at: str) -> bool:
        """Whether this is to be done now for the first time."""
        if (verb, at) in self._done:
            return False
        self._done.add((verb, at))
        return True

    async def _hand_in(self, verb: str, fields: Mapping[str, Any]) -> bool:
        """Whether it was taken. What came too late, or is another's now, is no fault of anybody's."""
        key = uuid4().hex
        await self._mind.think()
        try:
            for _ in range(2 if self._mind.manner is Manner.RELOADING else 1):
                with self._seen.answer():
                    await self.device.hand_in(verb, fields, key=key)
        except Passed:
            self._seen.refused += 1
            return False
        except Refused as error:
            if error.status not in {403, 409}:
                self._seen.fault(f"{verb} was refused with {error.status}: {error}")
            return False
        return True

    async def _refused(self, verb: str, fields: Mapping[str, Any], *, passed: bool = False) -> None:
        """Hand in what must not be taken."""
        try:
            with self._seen.answer():
                await self.device.hand_in(verb, fields)
        except Passed:
            self._seen.refused += 1
        except Refused as error:
            self._seen.refused += 1
            if passed or error.status >= 500:
                self._seen.fault(f"what came too late was refused with {error.status}: {error}")
        else:
            self._seen.fault(f"{verb} was taken though it {'came too late' if passed else 'makes no sense'}")
