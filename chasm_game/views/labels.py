"""Labels kept back: a player may want to see old and new later than the scenario shows them, never earlier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.round import RoundView

__all__ = ["round_without_labels", "without_label"]


def round_without_labels(view: RoundView) -> RoundView:
    """The round, its answers without labels."""
    return replace(view, responses=tuple(replace(each, label=None) for each in view.responses))


def without_label(view: ConsequencesView) -> ConsequencesView:
    """What followed, without the label of what was chosen."""
    return replace(view, label=None)
