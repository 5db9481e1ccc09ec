"""The page of one game: the walk through its debrief, every decision, and every point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.debrief.details import details
from chasm_game.debrief.walk import walk
from chasm_game.grammar import days
from chasm_game.pages import figures
from chasm_game.pages.paper import rendered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["own_sections", "own_values", "review_page"]

UNKNOWN = "what each decision was worth is not known here"
"""Why there is no review, where nobody says it better."""

SECTIONS = {
    "history": "history", "ended": "end", "course": "course", "halves": "halves", "turning": "turn", "rival": "rival",
    "trap": "trap", "luck": "luck", "miss": "miss", "asking": "ask", "paid": "paid", "road": "road",
    "promises": "promises", "leaders": "leaders", "beliefs": "beliefs", "ways": "ways", "talk": "talk",
    "monday": "monday",
}  # fmt: skip
"""Under which name a page of the walk stands in a file: links to it stay what they were."""


def review_page(
    debrief: DebriefView, review: ReviewView | None, *, known: bool | None = None, no_review: str = ""
) -> str:
    """One player's debrief as a page. `known` says whether the story is the library's own (None: not looked up).

    Without a review, what decisions were worth is left out; `no_review` says why.
    """
    values = own_values(debrief, review, no_review)
    return rendered("player.html", known=known, sections=tuple(own_sections(values)), **values)


def own_sections(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Ids and names for the contents; as the templates have them."""
    yield from ((SECTIONS[page.id], page.heading) for page in values["walk"].pages)
    yield from (("decisions", "Every decision"), ("ledger", "Every point"))


def own_values(view: DebriefView, review: ReviewView | None, no_review: str = "") -> dict[str, Any]:
    """What the templates of one game show: the walk and the details as they are, and the pages' own drawings."""
    # An empty reason would mean that the review is still on its way, and a page waits for nothing.
    reason = "" if review is not None else no_review or UNKNOWN
    return {
        "view": view,
        "walk": walk(view, review, reason),
        "details": details(view, review, reason),
        "played": days([view.intro.started]),
        "course": figures.course(view),
        "road": None if review is None else figures.road(view, review),
        "bins": () if review is None else tuple(figures.bins(review)),
        "sheet": figures.sheet(view.beliefs),
    }
