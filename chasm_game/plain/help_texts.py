"""What plain mode says to `help`, by what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.happenings import COMING_ALONG

if TYPE_CHECKING:
    from chasm_game.views.round import RoundView

__all__ = ["HELP_PRACTICE", "HELP_SHEET", "HELP_SILENT", "HELP_THOUGHT", "INSTEAD", "help_of_a_round"]

_TO_HEAR = (
    "To hear more, type again for the round, story for what happened in it, answers for the answers, voices for what "
    "the people said, state for how you stand, chasm for its halves, course for the way so far, last for what "
    "followed from your last decision, usual for what moves every round, ledger for the points of the last round "
    "where you may know them, words for the words of the game, or words and one of them for its meaning. quit leaves. "
    "The game is saved after every decision."
)
HELP_SHEET = (
    "Type the points in the order in which the names were told, with spaces between; they add up to 100. Or type skip. "
    "words tells the words of the game. quit leaves; the game is saved."
)
HELP_THOUGHT = "skip passes this over, back lets you choose again. Nothing is decided yet."
HELP_SILENT = "Enter goes on with the next silent round: nothing is left to decide, and what was begun lands."
INSTEAD = "What do you do instead?"
HELP_PRACTICE = "This is practice: undo takes your last decision back."


def help_of_a_round(view: RoundView) -> str:
    """What can be typed where a round waits."""
    along = f", or ask and the id of a leader who comes along. {COMING_ALONG}" if view.ask.leaders else "."
    sign = "letter" if any(answer.letter for answer in view.responses) else "number"
    return f"Type the {sign} of an answer, or its id. Or type ask to ask the people{along} {_TO_HEAR}"
