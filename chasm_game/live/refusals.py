"""Why something is not done, with the status that says so to a program and the sentence that says so to a person."""

from __future__ import annotations

from chasm_game.errors import ChasmError

__all__ = [
    "NoSeat",
    "NotAllowed",
    "NotNow",
    "NotUnderstood",
    "Over",
    "Refusal",
    "TakenOver",
    "TooMany",
    "Unknown",
    "sentence_of",
]


class Refusal(ChasmError):
    """A sentence, and a status of HTTP."""

    status = 400
    passed = False
    """Whether it belongs to a round or sheet that is over."""


class NotUnderstood(Refusal):
    """What was handed in is not what it has to be."""


class NoSeat(Refusal):
    """The device has no seat, or no longer."""

    status = 401


class TakenOver(NoSeat):
    """The device had a seat of this team, and another one has come back to it with its PIN."""

    def __init__(self, sentence: str, team: int) -> None:
        super().__init__(sentence)
        self.team = team


class NotAllowed(Refusal):
    """Somebody else may do that."""

    status = 403


class Unknown(Refusal):
    """Nothing has that name."""

    status = 404


class NotNow(Refusal):
    """It cannot be done now."""

    status = 409


class Over(NotNow):
    """It belongs to a round or sheet that is over."""

    passed = True


class TooMany(Refusal):
    """Too many tries; `wait` says for how many seconds none is looked at."""

    status = 429

    def __init__(self, sentence: str, wait: float) -> None:
        super().__init__(sentence)
        self.wait = wait


def sentence_of(error: ChasmError) -> str:
    """What went wrong, as a sentence."""
    said = str(error)
    return f"{said[:1].upper()}{said[1:]}{'' if said.endswith(('.', '?', '!')) else '.'}"
