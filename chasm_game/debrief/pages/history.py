"""What really happened: of a case, the decision that was taken, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief import happenings
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import PageView, Words
from chasm_game.grammar import quoted
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView

__all__ = ["history"]


def history(view: DebriefView) -> PageView | None:
    """The real decision beside the player's; None where the story is no case, or did not come to that round."""
    for number, round_ in enumerate(view.rounds, start=1):
        if (found := round_.history) is not None:
            chose = happenings.DID_AS_THEY if found.same else f"They chose {quoted(found.chose)}."
            fact = Fact(Kind.DID_AS_THEY, round=number, sign=1 if found.same else -1)
            sources = (Words(f"Source: {one_line(source)}", "note") for source in found.sources)
            words = (Words.of(Sentence(chose, (fact,))), Words(found.text, "story"), *sources)
            return PageView("history", found.heading, words)
    return None
