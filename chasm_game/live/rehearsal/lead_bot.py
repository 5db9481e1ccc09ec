"""The facilitator of a rehearsal: begins, opens, waits for the teams, helps where nothing comes, reveals, goes on."""

from __future__ import annotations

import asyncio
import time
from contextlib import aclosing
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chasm_game.live.device import Device
from chasm_game.live.host_messages import Lost, Refused, State
from chasm_game.session.seat import Passed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from chasm_game.live.address import Address
    from chasm_game.live.rehearsal.seen import Seen

__all__ = ["LeadBot"]

_THERE = {"decided", "out"}


class LeadBot:
    """Leads with the presenter's verbs, and looks at nothing but the presenter's window.

    `quiet` is how many seconds without any change are taken for everybody's silence. `everybody` says whether all who
    are expected are in.
    """

    def __init__(
        self,
        address: Address,
        token: str,
        seen: Seen,
        *,
        quiet: float,
        everybody: Callable[[], bool],
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.device = Device(address, token=token, door="/presenter")
        self._seen, self._quiet, self._everybody, self._tell = seen, quiet, everybody, tell
        self.view: Mapping[str, Any] = {}
        self._changed = asyncio.Event()
        self._was_lost = False
        """Whether the host was lost, and is back, since something was pressed."""

    async def run(self) -> None:
        """From the lobby until the room is closed."""
        listening = asyncio.create_task(self._listen())
        try:
            while (stage := await self._stage()) != "closed":
                self._tell(stage)
                await self._lead(stage)
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            self.device.close()

    async def _listen(self) -> None:
        lost = False
        async with aclosing(self.device.heard()) as heard:
            async for each in heard:
                if isinstance(each, State):
                    self._was_lost, lost = self._was_lost or lost, False
                    self.view = each.said["view"]
                    self._changed.set()
                elif isinstance(each, Lost):
                    self._seen.lost, lost = self._seen.lost + 1, True
                elif self.view.get("stage") != "closed":
                    self._seen.fault("the facilitator was sent away")

    async def _stage(self) -> str:
        while not self.view:
            await self._next_change(60)
        return str(self.view["stage"])

    async def _lead(self, stage: str) -> None:
        if stage == "lobby":
            while not self._everybody():
                await self._next_change(0.2)
            await self._do("freeze", on=True)
            await self._do("freeze", on=False)
            await self._on("begin")
        elif stage in {"sheets before", "sheets after"}:
            await self._wait(self._all_sheets)
            await self._on("next")
        elif stage == "story":
            await self._on("answers")
        elif stage == "answers":
            await self._answers()
        elif stage == "revealed":
            await self._on("next")
        elif stage == "talk":
            await self._on("scores")
        elif stage == "scores":
            await self._on("close", wait=120)

    async def _answers(self) -> None:
        await self._do("minute")
        await self._wait(self._all_decided)
        round_id = self._round()
        for team in [each for each in self.view["teams"] if each["doing"] not in _THERE]:
            if team["people"]:
                await self._do("nudge", team=team["id"])
            for verb in ("majority", "default"):
                if await self._do(verb, team=team["id"]):
                    self._seen.by_lead += 1
                    self._seen.last_choice.pop((round_id, team["id"]), None)
                    break
        since = time.monotonic()
        if await self._on("reveal"):
            self._seen.rounds += 1
            self._seen.revealed[round_id] = since

    def _round(self) -> str:
        sheet = self.view["projector"]["room"]["round"]
        return "" if sheet is None else str(sheet["id"])

    def _all_sheets(self) -> bool:
        done, asked = self.view["projector"]["handed_in"]
        return bool(done == asked)

    def _all_decided(self) -> bool:
        return all(team["doing"] in _THERE for team in self.view["teams"])

    async def _wait(self, done: Callable[[], bool]) -> None:
        """Until it is done, or nobody says anything more."""
        since = time.monotonic()
        while not done():
            if not await self._next_change(self._quiet) or time.monotonic() - since > 30 * self._quiet:
                return

    async def _next_change(self, patience: float) -> bool:
        self._changed.clear()
        try:
            async with asyncio.timeout(patience):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    async def _on(self, verb: str, *, wait: float = 30.0) -> bool:
        """Do what leads on, and wait until the stage is another."""
        stage, since, done = self.view["stage"], time.monotonic(), False
        while self.view["stage"] == stage:
            # Pressed again where a host ended before it was done; of a stage that is over it does nothing.
            self._was_lost = False
            done = await self._do(verb, stage=stage) or done
            while self.view["stage"] == stage and not self._was_lost:
                if time.monotonic() - since > wait:
                    self._seen.fault(f"after `{verb}` the room did not go on from {stage}")
                    raise RuntimeError(verb)
                await self._next_change(1.0)
        return done

    async def _do(self, verb: str, **fields: Any) -> bool:
        try:
            with self._seen.answer():
                await self.device.hand_in(verb, fields, key=uuid4().hex)
        except Passed:
            return False
        except Refused as error:
            # No majority, or a team that has decided meanwhile; begun already, by a press before a host was killed.
            if error.status != 409:
                self._seen.fault(f"`{verb}` was refused to the facilitator with {error.status}: {error}")
            return False
        return True
