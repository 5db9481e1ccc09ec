"""Labels kept back: a player may want to see old and new later than the scenario shows them, never earlier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.seat import SeatView

__all__ = ["seat_without_labels"]


def seat_without_labels(view: SeatView) -> SeatView:
    """The same without labels: of answers that can be given, and of those that were. Once it is over, all are seen."""
    if view.debrief is not None:
        return view
    waits = view.round
    if waits is not None:
        waits = replace(waits, responses=tuple(replace(each, label=None) for each in waits.responses))
    return replace(view, round=waits, rounds=tuple(replace(each, label=None) for each in view.rounds))
