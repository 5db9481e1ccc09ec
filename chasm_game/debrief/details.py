"""Every detail of a debrief: each decision with what it was worth, all ways to play, and every point."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.debrief.figures import all_ways
from chasm_game.debrief.ledger import RoundLedger, ledger
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.asking import unasked_rounds
from chasm_game.debrief.pages.decisions import decisions, explained
from chasm_game.debrief.pages.results import standing
from chasm_game.debrief.pages.waiting import unreviewed

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["Details", "details"]


@dataclass(frozen=True, slots=True)
class Details:
    """What stands behind the walk."""

    decisions: tuple[PageView, ...]
    """One for each decision."""
    ways: PageView
    """Where the game stands among all ways to play, with their chart; or why that is not known."""
    unasked: tuple[PageView, ...]
    """One for each round in which the people were not asked."""
    ledger: tuple[RoundLedger, ...]


def details(view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> Details:
    """The details of a debrief. Without a review they wait for it, or say why there is none (`no_review`)."""
    return Details(
        tuple(decisions(view, review)), _ways(review, no_review), tuple(unasked_rounds(view)), tuple(ledger(view))
    )


def _ways(review: ReviewView | None, reason: str) -> PageView:
    heading = "Among all ways to play"
    if review is None:
        return unreviewed("ways", heading, reason)
    # Only with a review: without one there are no two numbers to explain.
    note = Words(explained(review), "note")
    return PageView("ways", heading, (Words.of(standing(review)),), all_ways(review), after=(note,))
