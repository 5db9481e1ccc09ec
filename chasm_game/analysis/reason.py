"""What is said of a broken bound, and the words for places and people in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from chasm_game.analysis.measured import Measured
    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.tally import Floats

__all__ = ["Reason", "answer_id", "place", "round_id", "whose"]


class Reason(NamedTuple):
    """What is said of a broken bound."""

    why: str
    size: str
    at: tuple[str | int, ...] = ("title",)
    witness: Line | None = None


def round_id(m: Measured, index: int) -> str:
    """The id of a round."""
    return m.scenario.rounds[index].id


def answer_id(m: Measured, index: int, answer: int) -> str:
    """The id of an answer."""
    return m.scenario.rounds[index].responses[answer].id


def place(index: int, answer: int | None = None) -> tuple[str | int, ...]:
    """Where a round, or an answer of it, stands in the file."""
    return ("rounds", index, "id") if answer is None else ("rounds", index, "responses", answer, "id")


def whose(m: Measured, ahead: Floats) -> str:
    """The stakeholder whose trust differs most, and by how much."""
    who = int(np.abs(ahead).argmax())
    return f"{ahead[who]:+.0f} in the trust of {m.scenario.stakeholders[who].id}"
