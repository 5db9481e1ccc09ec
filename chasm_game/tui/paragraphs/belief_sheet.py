"""What a belief sheet says around its rows: who is weighed and why, what is asked, and what is left to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief.aim import AIM
from chasm_game.grammar import plural
from chasm_game.text import one_line
from chasm_game.tui.text import DOWN, MUTED, UP, Para, heading, line, paragraphs

if TYPE_CHECKING:
    from chasm_game.views.intro import IntroView

__all__ = ["about", "left", "question"]


def about(intro: IntroView, *, before: bool, reading: bool) -> list[Para]:
    """Who plays what; while somebody is `reading`, with the first page of the story. After the game one sentence."""
    if not before:
        return [Para(Content("The last round is played. Before the debrief says what it came to, once more:"))]
    rounds = ("At most " if intro.at_most else "") + plural(intro.rounds, "round")
    you = Content.assemble("You are ", line(intro.you, "bold"), " of ", line(intro.company, "bold"), f". {rounds}.")
    if reading:
        title, *story = intro.opening
        story_begins = [heading(one_line(title)), *paragraphs(story)]
        return [Para(you), *paragraphs([intro.summary]), Para(line(AIM), gap=1), *story_begins]
    if intro.opening_read:
        return [Para(you), Para(Content.styled("You have read how it begins: t shows it.", MUTED))]
    return [Para(you), *paragraphs([intro.summary])]


def question(*, second: bool, can_fill: bool) -> list[Para]:
    """What a page of the sheet asks, and how to answer while it can be filled in."""
    if second:
        asked = "How does a company create it?"
        keys = "1 is the statement on the left alone, 9 the one on the right. Arrows move a mark, digits set it."
    else:
        asked = "What creates the most value?"
        keys = "Spread 100 points: up and down choose a row, left and right give 5, [ and ] give 1, digits a number."
    return [Para(Content.styled(asked, "bold")), Para(Content.styled(keys if can_fill else "", MUTED))]


def left(points: int, *, second: bool, more_to_come: bool) -> Content:
    """What is left to give of 100 points, or what Enter does where nothing is; below 0 are too many."""
    if second:
        return Content.styled("Enter hands the sheet in.", UP)
    if points == 0:
        return Content.styled(f"100 points given. Enter {'goes on' if more_to_come else 'hands the sheet in'}.", UP)
    if points > 0:
        return Content.styled(f"{points} left to give", "bold")
    return Content.styled(f"{-points} too many", DOWN)
