"""What a player may see of a whole game now; labels kept back where the player wants to see them later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.round import Phase, RoundView

__all__ = ["SeatView", "seat_without_labels"]


@dataclass(frozen=True, slots=True)
class SeatView:
    """Everything that there is to see from a seat. It comes whole and never in parts: the newest one is true."""

    version: int
    """Grows with every change, from 1; of two views of the same game the one with the larger version is newer."""
    intro: IntroView
    phase: Phase
    round: RoundView | None
    """The round that waits for a decision; None where none does."""
    rounds: tuple[ConsequencesView, ...]
    """The rounds played so far, the last one last."""
    debrief: DebriefView | None = None
    """Everything, once it is over."""
    waiting_for: str = ""
    """Whom or what is waited for, as it goes on in "Waiting for …"; empty unless the phase is `WAITING`."""


def seat_without_labels(view: SeatView) -> SeatView:
    """The same without labels: of answers that can be given, and of those that were. Once it is over, all are seen."""
    if view.debrief is not None:
        return view
    waits = view.round
    if waits is not None:
        waits = replace(waits, responses=tuple(replace(each, label=None) for each in waits.responses))
    return replace(view, round=waits, rounds=tuple(replace(each, label=None) for each in view.rounds))
