"""What happened where the cash gave out: the owners filled the hole, or the company fell, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.phrases import moment_named
from chasm_game.grammar import joined, tenths
from chasm_game.text import money, one_line

if TYPE_CHECKING:
    from chasm_game.views.accounts import FallLine, Moment, RescueLine

__all__ = ["fallen", "rescued"]


def rescued(rescue: RescueLine, unit: str) -> Sentence:
    """A hole that was filled, and what that cost."""
    hole, cash = money(-rescue.hole, unit), money(rescue.cash, unit)
    return Sentence(
        f"In {moment_named(rescue.at)}, the cash stood at {hole}. The owners ({one_line(rescue.owners.name)}) rescued "
        f"the company: it stood at {cash} again, and that took {-rescue.price:.1f} points of their trust.",
        (_out_of_cash(Kind.RESCUED, rescue.at, rescue.hole),),
    )


def fallen(fall: FallLine, unit: str) -> Sentence:
    """When the company fell, and why nobody prevented it."""
    cash, owners = money(fall.cash, unit), one_line(fall.owners.name)
    where = f"in {moment_named(fall.at)}"
    lead = f"The company fell {where}."
    if fall.at.silent:
        lead = (
            f"The company fell after the last decision, {where}. Nothing new happened there: what had been begun "
            "landed, and business went on as it stood."
        )
    return Sentence(
        f"{lead} The cash stood at {cash}, and the owners ({owners}) did not step in: {joined(_reasons(fall))}.",
        (
            _out_of_cash(Kind.FELL, fall.at, fall.cash),
            *([Fact(Kind.FELL_AFTERWARDS, count=fall.at.number)] if fall.at.silent else []),
        ),
    )


def _reasons(fall: FallLine) -> list[str]:
    """Why the owners rescued nobody: one of the two holds, or both."""
    found = []
    if fall.trust < fall.needed:
        trust = _beside(fall.trust, fall.needed)
        found.append(f"their trust was {trust}, and under {fall.needed:g} they rescue nobody")
    if -fall.cash > fall.deepest:
        hole = _beside(-fall.cash, fall.deepest)
        found.append(f"the hole was {hole} deep, and they fill none deeper than {fall.deepest:g}")
    return found


def _beside(value: float, limit: float) -> str:
    """A number with as many digits as tell it from a limit that it has passed."""
    # `8.0, and they fill none deeper than 8` would read like a mistake.
    return next((shown for digits in range(1, 9) if float(shown := f"{value:.{digits}f}") != limit), f"{value}")


def _out_of_cash(kind: Kind, at: Moment, amount: float) -> Fact:
    shown = tenths(amount)
    return Fact(kind, count=at.number, amount=shown) if at.silent else Fact(kind, round=at.number, amount=shown)
