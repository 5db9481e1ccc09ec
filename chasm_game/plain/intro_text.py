"""What is told before the first round, in sentences: what is played, how the story begins, what is asked of beliefs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.aim import AIM
from chasm_game.grammar import ended, joined, plural
from chasm_game.prose import plain
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.intro import IntroView

__all__ = ["belief_question", "introduction", "opening"]


def introduction(intro: IntroView) -> Iterator[str]:
    """What is played; of a room that has not begun, its title alone."""
    yield ended(one_line(intro.title))
    if not intro.rounds:
        return
    if intro.summary:
        yield plain(intro.summary)
    yield f"You are {one_line(intro.you)} of {ended(one_line(intro.company))}"
    most = "At most " if intro.at_most else ""
    # Devices of a room are not told its luck: by it, all could be played ahead.
    luck = f", played under seed {intro.seed}" if intro.save or intro.seed else ""
    yield f"{most}{plural(intro.rounds, 'round')}, about {plural(intro.minutes, 'minute')}{luck}."
    if intro.harder:
        yield f"This game is {intro.difficulty}. {plain(intro.harder)}"
    yield AIM
    if intro.practice:
        yield "This is practice: you may take decisions back, you see every point, and nothing is ranked."
    if intro.save:
        yield f"Every decision is saved at once, in {one_line(intro.save)}"


def opening(intro: IntroView, *, folded: bool = False) -> Iterator[str]:
    """The first page of the story, before anybody is asked what they believe; one that was read is only named."""
    title, *texts = intro.opening
    yield ended(one_line(title))
    if folded and intro.opening_read:
        yield "You know how it begins from an earlier game. Type story to hear it."
    else:
        yield from map(plain, texts)


def belief_question(intro: IntroView, *, after: bool) -> str:
    """What creates the most value, and how to answer."""
    names = [one_line(name) for _, name in intro.stakeholders]
    begin = "Once more, now that it is over: w" if after else "Before you begin: w"
    return (
        f"{begin}hat creates the most value for a company like this? Spread 100 points over {joined(names)}. "
        f"Type {len(names)} numbers in this order, with spaces between, or skip."
    )
