"""The walk from page to page: which thoughts a game gives, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.session.walk import asking, ending, people, talking, turning
from chasm_game.session.walk.views import WalkView

if TYPE_CHECKING:
    from chasm_game.session.review_views import ReviewView
    from chasm_game.session.views import DebriefView

__all__ = ["walk"]


def walk(view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> WalkView:
    """The pages of a debrief. Without a review some of them wait for it, or say why there is none (`no_review`)."""
    pages = (
        ending.ended(view, review),
        ending.course(view, review),
        turning.turning(view, review, no_review),
        asking.miss(view),
        asking.asking(view, review, no_review),
        people.paid(view),
        turning.road(view, review, no_review),
        people.beliefs(view),
        talking.talk(view),
        talking.monday(view),
    )
    intro = view.intro
    told = tuple(page for page in pages if page is not None)
    return WalkView(intro.title, intro.team, intro.seed, view.outputs.score, told)
