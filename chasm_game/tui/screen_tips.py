"""Which explanations a screen has: only where it can be remembered that they were shown, and when they matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.tips import waiting
from chasm_game.tui.base_app import Settled
from chasm_game.tui.widgets.tip import Guide
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from chasm_game.session.play import Play
    from chasm_game.tips import Explanation

__all__ = ["close_explanation", "explained"]

_PLACES = {
    "BeliefsScreen": "beliefs", "RoundScreen": "round", "ConfirmScreen": "confirm", "ConsequencesScreen": "after",
    "DebriefScreen": "debrief",
}  # fmt: skip


def explained(screen: Screen[Any]) -> Iterator[Guide]:
    """The guide of a screen, where it has anything left to explain."""
    app = screen.app
    place = _PLACES.get(type(screen).__name__)
    if place is None or not isinstance(app, Settled) or not app.guided:
        return
    left = waiting(place, app.settings.seen)
    if left:
        yield Guide(left, partial(_matters, getattr(app, "play", None)))


def close_explanation(screen: Screen[Any]) -> None:
    """Close what is told, if anything is."""
    for guide in screen.query(Guide):
        guide.close()


def _matters(play: Play | None, explanation: Explanation) -> bool:
    """Whether there is now what the explanation is about."""
    if play is None:
        return False
    try:
        if explanation.id == "mist":
            return play.phase is Phase.DECIDING and play.round().ask.possible and play.round().chasm.in_mist
        if explanation.id == "echo":
            return any(view.echoes for view in play.consequences()[-1:])
    except ChasmError:
        return False
    return True
