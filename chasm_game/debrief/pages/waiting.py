"""What stands on a page that needs the review, while it is not there or where there will be none."""

from __future__ import annotations

from chasm_game.debrief.page import PageView, Words
from chasm_game.grammar import capital, ended
from chasm_game.text import one_line

__all__ = ["no_review", "unreviewed"]

WAITING = "Every other way through this story is being played. It takes a moment; go on, this page fills itself."


def unreviewed(page: str, heading: str, reason: str, *instead: Words) -> PageView:
    """A page that needs the review: it waits, or says why there will be none and what can be said without."""
    # An empty reason means that the review is still being made; a page without one for good always says why.
    if not reason:
        return PageView(page, heading, (Words(WAITING, "note"),), waiting=True)
    return PageView(page, heading, (Words(no_review(reason)), *instead))


def no_review(reason: str) -> str:
    """Why it is not known what the decisions were worth; that they are still being worked out, without a reason."""
    return ended(capital(one_line(reason))) if reason else WAITING
