"""How plain mode asks for numbers: belief sheets and predictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import joined
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.round import IntroView

__all__ = ["belief_question", "prediction_question"]


def belief_question(intro: IntroView, *, after: bool) -> str:
    """What creates the most value, and how to answer."""
    names = [one_line(name) for _, name in intro.stakeholders]
    begin = "Once more, now that it is over: w" if after else "Before you begin: w"
    return (
        f"{begin}hat creates the most value for a company like this? Spread 100 points over {joined(names)}. "
        f"Type {len(names)} numbers in this order, with spaces between, or skip."
    )


def prediction_question(targets: Sequence[tuple[str, str]]) -> str:
    """Who will lose most, and how to answer."""
    names = ", ".join(f"{n} {one_line(name)}" for n, (_, name) in enumerate(targets, start=1))
    return (
        f"Who will lose most by the end of this round? {names}. "
        "Type a number, and if you like how sure you are, 20 to 100: for example 1 70. Or skip."
    )
