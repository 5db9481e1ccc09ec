"""Which explanations a screen has: only where it can be remembered that they were shown, and when they matter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

from chasm_game.tips import waiting
from chasm_game.tui.widgets.tip import Guide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from chasm_game.session.seat import Seat
    from chasm_game.tips import Explanation
    from chasm_game.tui.host import GameHost
    from chasm_game.views.round import RoundView

__all__ = ["close_explanation", "explain_now", "explained"]


def explained(screen: Screen[Any], named: str) -> Iterator[Guide]:
    """The guide of a screen, where it has anything left to explain; `named` is its name in `chasm_game.tips`."""
    app = cast("GameHost", screen.app)
    # Where nothing can be remembered the same explanations would come up in every game.
    if not named or not app.guided:
        return
    left = waiting(named, app.settings.seen)
    if left:
        yield Guide(left, partial(_matters, app.seat))


def close_explanation(screen: Screen[Any]) -> None:
    """Close what is told, if anything is."""
    for guide in screen.query(Guide):
        guide.close()


def _matters(seat: Seat | None, explanation: Explanation) -> bool:
    """Whether there is now what the explanation is about."""
    if seat is None:
        return False
    view = seat.state.view
    if explanation.screen == "round":
        return view.round is not None and _matters_in(view.round, explanation.id)
    if explanation.id == "echo":
        return any(each.echoes for each in view.rounds[-1:])
    return True


def _matters_in(view: RoundView, about: str) -> bool:
    """Whether a round has what is to be explained; what every round has is told in the first or not at all."""
    return {
        "dashboard": True,
        "mist": view.ask.possible and view.chasm.in_mist,
        # Not in the first round alone: where the people are asked before an answer is looked at, dots come with the
        # second.
        "answers": not view.ask.asked,
        "arrows": view.ask.asked,
        "halves": view.chasm.how is not None,
        "leaders": bool(view.dashboard.leaders),
        "promise": bool(view.promises),
    }.get(about, view.number == 1)


def explain_now(screen: Screen[Any], about: str) -> None:
    """Something happens for the first time: what it is, is told at once, before anything else that waits."""
    for guide in screen.query(Guide):
        guide.tell(about)
