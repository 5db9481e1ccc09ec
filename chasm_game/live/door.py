"""The door of a live room in a terminal: which team, a new one, or back to the own seat by its PIN."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from uuid import uuid4

from chasm_game.errors import ChasmError
from chasm_game.grammar import ended, plural
from chasm_game.live.device import Device
from chasm_game.live.host_messages import Refused
from chasm_game.session.parse_input import word_of
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from chasm_game.live.address import Address
    from chasm_game.live.host_messages import Admitted
    from chasm_game.live.kept_seat import KeptSeat, KeptSeats
    from chasm_game.live.views import LobbyView, TeamTile

__all__ = ["Door", "Left"]

_Found = TypeVar("_Found")


class Left(ChasmError):
    """Whoever stood at the door went away, or nobody is there to be asked."""

    exit_code = 2


class Door:
    """Asks line by line until there is a seat. `read` gives a line or None at the end of input; `say` tells one."""

    def __init__(
        self, address: Address, kept: KeptSeats, read: Callable[[], str | None], say: Callable[[str], None]
    ) -> None:
        self._address, self._kept = address, kept
        self._read, self._say = read, say

    def entered(self, room: str, *, team: str = "", pin: str = "") -> KeptSeat:
        """A seat in the room of this code, kept from now on; `team` and `pin` are asked for where they are empty.

        Raises `Unreachable`, `Refused`, or `Left`.
        """
        room = room or self._line("The code of the room, as it stands beside the QR code:").lower()
        lobby = self._asked(lambda device: device.lobby(room))
        self._say(f"{one_line(lobby.title)}. {one_line(lobby.summary, 300)}")
        if pin:
            return self._returned(room, lobby, team, pin)
        seat = self._kept.found(room) or self._kept.begun(room, self._address.root)
        while True:
            said = team or self._choose(lobby)
            tile = _named(lobby, said)
            if not team and word_of(said) == "back" and tile is None:
                return self._returned(room, lobby, "", "")
            try:
                given = self._joined(room, seat.key, tile, said)
            except Refused as error:
                # Everything that was given on the command line is refused for good.
                if team or error.status == 429:
                    raise
                self._say(ended(str(error)))
                seat = self._kept.begun(room, self._address.root)
                lobby = self._asked(lambda device: device.lobby(room))
            else:
                return self._keep(room, seat.key, given)

    def _choose(self, lobby: LobbyView) -> str:
        for number, tile in enumerate(lobby.teams, start=1):
            self._say(f"{number}. {one_line(tile.name, 60)}, {plural(tile.people, 'person', 'people')}")
        if lobby.full:
            self._say(lobby.full)
        new = ", or a new name to open a team" if lobby.spare else ""
        return self._line(f"Your team: its number{new}. Or back, if you have a seat here already and know its PIN.")

    def _joined(self, room: str, key: str, tile: TeamTile | None, name: str) -> Admitted:
        if tile is None:
            return self._asked(lambda device: device.join(room, key=key, name=name))
        return self._asked(lambda device: device.join(room, key=key, team=tile.id))

    def _returned(self, room: str, lobby: LobbyView, team: str, pin: str) -> KeptSeat:
        while True:
            said = team or self._line("Your team, by its number or name:")
            tile = _named(lobby, said)
            if tile is None:
                sentence = f"There is no team “{one_line(said, 60)}” in this room."
                if team:
                    raise Left(sentence)
                self._say(sentence)
                continue
            key = uuid4().hex
            try:
                given = self._come_back(room, tile, pin or self._line("Your PIN, four digits:"), key)
            except Refused as error:
                if pin:
                    raise
                self._say(ended(str(error)))
            else:
                return self._keep(room, key, given)

    def _come_back(self, room: str, tile: TeamTile, pin: str, key: str) -> Admitted:
        return self._asked(lambda device: device.come_back(room, tile.id, pin, key=key))

    def _keep(self, room: str, key: str, given: Admitted) -> KeptSeat:
        seat = self._kept.begun(room, self._address.root)
        seat = replace(seat, key=key, token=given.token, code=given.code, pin=given.pin, team=given.team)
        self._kept.keep(seat)
        return seat

    def _line(self, question: str) -> str:
        while True:
            self._say(question)
            line = self._read()
            if line is None or word_of(line) in {"quit", "exit"}:
                raise Left("nobody came in: say which team with --team, and with --pin to come back")
            if said := one_line(line).strip():
                return said

    def _asked(self, question: Callable[[Device], Awaitable[_Found]]) -> _Found:
        async def ask() -> _Found:
            device = Device(self._address)
            try:
                return await question(device)
            finally:
                device.close()

        return asyncio.run(ask())


def _named(lobby: LobbyView, said: str) -> TeamTile | None:
    """The team that somebody means: by its name first, for a team may be called 2, then by its place in the list."""
    word = one_line(said).strip().casefold()
    for tile in lobby.teams:
        if one_line(tile.name).strip().casefold() == word:
            return tile
    number = word_of(said)
    at = int(number) - 1 if number.isascii() and number.isdigit() else -1
    return lobby.teams[at] if 0 <= at < len(lobby.teams) else None
