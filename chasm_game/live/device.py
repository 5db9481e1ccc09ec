"""A device of a live room: it comes in, hears the newest state, and hands things in until they are answered.

What it hears comes as events; where they do not come through, it asks every other second. A lost line is looked for
again and again, by itself.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from chasm_game.live.host_messages import NO_HOST, Admitted, Ended, Lost, answer_of, end_of, event_of, state_of
from chasm_game.live.views import LobbyView
from chasm_game.live.web import Unreachable, Web
from chasm_game.session.wire import from_wire

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, AsyncIterator, Mapping

    from chasm_game.live.address import Address
    from chasm_game.live.host_messages import Heard, State

__all__ = ["Device", "Rhythm"]

JSON = "application/json"
# They say nothing of the room: what is handed in is tried again, as if the line were lost.
_HELD_BACK = frozenset({502, 503, 504})
"""What a proxy says for a host that it does not reach."""

_NOT_IN = frozenset({401, 403})
"""What is said to a device that has no seat, or no longer."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How patient a device is, in seconds."""

    first: float = 5.0
    """Until the first state of a stream: one that is held back by something in between is not waited for longer."""
    silence: float = 20.0
    """Without anything: two heartbeats that did not come."""
    poll: float = 2.0
    """Between two questions, where events do not come through."""
    polls: int = 30
    """So many questions, then events are tried once more."""
    again: float = 1.0
    """Between two attempts to find a lost host."""


class _Hushed(Exception):
    """Events do not come through."""


class Device:
    """One device at one host. Everything runs in the event loop in which it was made."""

    def __init__(
        self,
        address: Address,
        *,
        token: str = "",
        door: str = "/seat",
        form: str = "json",
        rhythm: Rhythm | None = None,
    ) -> None:
        self.web = Web(address)
        self.door = door
        """What it looks at: `/seat`, `/projector` or `/presenter`."""
        self.rhythm = rhythm or Rhythm()
        self._form = form
        self._woken = asyncio.Event()
        if token:
            self.take(token)

    def take(self, token: str) -> None:
        """Say this token with everything from now on."""
        self.web.headers["Authorization"] = f"Bearer {token}"

    # ------------------------------------------------------------- coming in

    async def lobby(self, code: str) -> LobbyView:
        """What stands at the door. Raises `Unreachable` or `Refused`."""
        said = await self._once("GET", f"/{code}?as=json")
        return from_wire(LobbyView, json.dumps(said.get("view")).encode())

    async def join(self, code: str, *, key: str, team: int | None = None, name: str = "") -> Admitted:
        """Take a seat in a team, or in a new one. With the same key it is the same seat. As `lobby` raises."""
        fields: dict[str, Any] = {"key": key, **({"name": name} if team is None else {"team": team})}
        return self._admitted(await self._once("POST", f"/{code}/join", fields))

    async def come_back(self, code: str, team: int, pin: str, *, key: str) -> Admitted:
        """Take the own seat over from another device. As `lobby` raises."""
        return self._admitted(await self._once("POST", f"/{code}/return", {"team": team, "pin": pin, "key": key}))

    def _admitted(self, said: Mapping[str, Any]) -> Admitted:
        try:
            found = Admitted(str(said["token"]), str(said["code"]), str(said["pin"]), int(said["team"]))
        except (KeyError, TypeError, ValueError):
            raise Unreachable(NO_HOST) from None
        self.take(found.token)
        return found

    async def state(self) -> State:
        """The state now. Raises `Unreachable` or `Refused`."""
        return state_of(await self._once("GET", f"{self.door}/state?as={self._form}"))

    async def _once(self, method: str, path: str, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
        body = b"" if fields is None else json.dumps(fields).encode()
        return answer_of(await self.web.ask(method, path, body, kind=JSON, accept=JSON))

    # ------------------------------------------------------------- handing in

    async def hand_in(self, verb: str, fields: Mapping[str, Any], *, key: str = "") -> int:
        """Hand something in, again after every loss, until it is answered; the version of the room that has it.

        Raises `Passed` where it came too late, `Refused` where it cannot be done.
        """
        # One key for all attempts: an answer that was lost on its way must not make the host do it twice.
        whole = {**fields, "key": key or uuid4().hex}
        while True:
            with suppress(Unreachable):
                reply = await self.web.ask(
                    "POST", f"{self.door}/{verb}", json.dumps(whole).encode(), kind=JSON, accept=JSON
                )
                if reply.status not in _HELD_BACK:
                    return int(answer_of(reply).get("version", 0))
            await self._pause(self.rhythm.again)

    # ------------------------------------------------------------- hearing

    async def heard(self) -> AsyncGenerator[Heard, None]:
        """Whole states as they come, and when nothing does. Ends with the seat."""
        while True:
            try:
                async for each in self._streamed():
                    yield each
                    if isinstance(each, Ended):
                        return
            except _Hushed:
                pass
            except Unreachable as error:
                yield Lost(str(error))
                await self._pause(self.rhythm.again)
                continue
            else:
                # It ended in good order: a proxy does that after a while, or the host, to begin anew.
                await self._pause(self.rhythm.again)
                continue
            try:
                async for each in self._polled():
                    yield each
                    if isinstance(each, Ended):
                        return
            except Unreachable as error:
                yield Lost(str(error))
                await self._pause(self.rhythm.again)

    def try_again(self) -> None:
        """Look for the host now, and not only after a while."""
        self._woken.set()

    def close(self) -> None:
        """Hang up."""
        self.web.close()

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        self._woken.clear()

    async def _streamed(self) -> AsyncIterator[Heard]:
        path = f"{self.door}/events?as={self._form}"
        async with self.web.stream(path, accept="text/event-stream") as (head, lines):
            if head.status in _NOT_IN:
                reply = await self.web.ask("GET", f"{self.door}/state?as={self._form}", accept=JSON)
                if reply.status not in _NOT_IN:
                    raise _Hushed
                yield end_of(reply)
                return
            if head.status != 200:
                raise _Hushed
            event, data, patience = "", "", self.rhythm.first
            while (line := await self._line(lines, patience)) is not None:
                name, _, value = line.decode("utf-8", "replace").partition(":")
                if name == "event":
                    event = value.strip()
                elif name == "data":
                    data = value.strip()
                elif not line:
                    if found := event_of(event, data):
                        patience = self.rhythm.silence
                        yield found
                    event, data = "", ""
            if patience != self.rhythm.silence:
                raise _Hushed  # it ended before it said anything

    async def _line(self, lines: AsyncIterator[bytes], patience: float) -> bytes | None:
        """The next line; None at the end. Raises `_Hushed` where none comes."""
        try:
            async with asyncio.timeout(patience):
                return await anext(lines, None)
        except TimeoutError:
            raise _Hushed from None

    async def _polled(self) -> AsyncIterator[Heard]:
        since = ""
        for _ in range(self.rhythm.polls):
            reply = await self.web.ask("GET", f"{self.door}/state?as={self._form}{since}", accept=JSON)
            if reply.status in _NOT_IN:
                yield end_of(reply)
                return
            if reply.status in _HELD_BACK:
                raise Unreachable("something in between does not reach the host")
            if reply.status not in {200, 204}:
                raise Unreachable("the host does not say how it stands")
            if reply.status == 200:
                found = state_of(answer_of(reply))
                since = f"&since={found.version}"
                yield found
            await self._pause(self.rhythm.poll)
