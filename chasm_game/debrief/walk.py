"""The walk from page to page: which thoughts a game gives, in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.page import WalkView
from chasm_game.debrief.pages.asking import asking
from chasm_game.debrief.pages.beliefs import beliefs
from chasm_game.debrief.pages.best_decision import paid
from chasm_game.debrief.pages.course import course, halves
from chasm_game.debrief.pages.history import history
from chasm_game.debrief.pages.leaders import leaders
from chasm_game.debrief.pages.luck import luck
from chasm_game.debrief.pages.promises import promises
from chasm_game.debrief.pages.results import ended
from chasm_game.debrief.pages.rival import rival
from chasm_game.debrief.pages.road import road
from chasm_game.debrief.pages.surprises import miss
from chasm_game.debrief.pages.talk import monday, talk
from chasm_game.debrief.pages.trap import trap
from chasm_game.debrief.pages.turning_point import turning
from chasm_game.debrief.pages.ways import ways
from chasm_game.debrief.verdicts import possible

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["walk"]


def walk(view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> WalkView:
    """The pages of a debrief. Without a review one waits for it, or says why there is none (`no_review`)."""
    pages = (
        history(view),
        ended(view, review),
        course(view, review),
        halves(view),
        turning(view, review, no_review),
        rival(view, review),
        trap(review),
        luck(view, review),
        miss(view),
        asking(view, review, no_review),
        paid(view),
        road(view, review),
        promises(view),
        leaders(view),
        beliefs(view),
        ways(view),
        talk(view),
        monday(view),
    )
    intro = view.intro
    return WalkView(
        # A page that has nothing to say of this game is left out, and the others move up.
        intro.title,
        intro.team,
        intro.seed,
        view.outputs.score,
        possible(review),
        tuple(page for page in pages if page is not None),
        intro.difficulty,
    )
