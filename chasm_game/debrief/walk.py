"""The walk from page to page: which thoughts a game gives, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.pages import people, results, surprises, talk, turning_point
from chasm_game.debrief.pages.page import WalkView

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["walk"]


def walk(view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> WalkView:
    """The pages of a debrief. Without a review some of them wait for it, or say why there is none (`no_review`)."""
    pages = (
        results.ended(view, review),
        results.course(view, review),
        turning_point.turning(view, review, no_review),
        surprises.miss(view),
        surprises.asking(view, review, no_review),
        people.paid(view),
        turning_point.road(view, review, no_review),
        people.beliefs(view),
        talk.talk(view),
        talk.monday(view),
    )
    intro = view.intro
    told = tuple(page for page in pages if page is not None)
    return WalkView(intro.title, intro.team, intro.seed, view.outputs.score, told)
