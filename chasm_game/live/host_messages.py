"""What a device hears from its host, and how that is read: states, losses, the end of a seat, and answers."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.live.web import Unreachable
from chasm_game.session.seat import Passed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.live.web import Reply

__all__ = [
    "NO_HOST",
    "Admitted",
    "Ended",
    "Heard",
    "Lost",
    "Refused",
    "State",
    "answer_of",
    "end_of",
    "event_of",
    "state_of",
]

NO_HOST = "what answers there is no host of a room"
_UNKNOWN = "this seat is not known to the host any more: the room was closed, or the seat was taken out"
_TAKEN = "another device has taken this seat over"


class Refused(ChasmError):
    """What was handed in cannot be done; the message is the host's sentence."""

    def __init__(self, sentence: str, status: int, *, taken: bool = False) -> None:
        super().__init__(sentence)
        self.status = status
        """As of HTTP, 400 and above."""
        self.taken = taken
        """Whether another device has the seat now."""


@dataclass(frozen=True, slots=True)
class State:
    """The whole state as the host told it."""

    version: int
    said: Mapping[str, Any]
    """`view` or `html`, as in the protocol."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Nothing is heard for now."""

    why: str
    """As a clause."""


@dataclass(frozen=True, slots=True)
class Ended:
    """The seat is over; nothing more comes."""

    why: str
    """As a clause."""
    taken: bool = False
    """Whether another device has it now, and it can be brought back."""


Heard = State | Lost | Ended


@dataclass(frozen=True, slots=True)
class Admitted:
    """A seat that was given to this device."""

    token: str
    """Whoever has it has the seat."""
    code: str
    pin: str
    team: int


def event_of(event: str, data: str) -> Heard | None:
    """What an event says; None for one that is of no interest."""
    if event == "taken":
        return Ended(_TAKEN, taken=True)
    if event == "bye":
        return Lost("whoever leads the room has stopped it")
    if not data or event not in {"", "state"}:  # a beat, or what a newer host says
        return None
    try:
        said = json.loads(data)
    except ValueError:
        said = None
    return state_of(said)


def state_of(said: object) -> State:
    """The state in an answer or an event. Raises `Unreachable` where there is none."""
    if not isinstance(said, dict) or type(said.get("version")) is not int:
        raise Unreachable(NO_HOST)
    return State(said["version"], said)


def answer_of(reply: Reply) -> dict[str, Any]:
    """What was answered. Raises `Passed` or `Refused` for what was not done, `Unreachable` where it says nothing."""
    try:
        said = json.loads(reply.body or b"{}")
    except ValueError:
        said = None
    if not isinstance(said, dict) or not (reply.status < 400 or "refused" in said):
        raise Unreachable(NO_HOST)
    if reply.status < 300:
        return said
    sentence = str(said.get("refused", "that is not how a room answers"))
    if said.get("passed") is True:
        raise Passed(sentence)
    raise Refused(sentence, reply.status, taken=said.get("taken") is True)


def end_of(reply: Reply) -> Ended:
    """Why a device is not let in any more, as far as its host says."""
    try:
        answer_of(reply)
    except Refused as error:
        if error.taken:
            return Ended(_TAKEN, taken=True)
    except ChasmError:
        pass
    return Ended(_UNKNOWN)
