"""A round in sentences: what a screen reader says well, without colour, drawing or columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief import happenings
from chasm_game.grammar import ended, joined
from chasm_game.plain.company_text import chasm_in_detail, stands
from chasm_game.prose import inline, plain
from chasm_game.text import money, one_line
from chasm_game.views.round import round_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.views.round import PostView, RoundView

__all__ = ["feed", "prediction_question", "story", "voices", "whole_round"]


def whole_round(view: RoundView) -> Iterator[str]:
    """A round up to the question what to do."""
    yield from story(view)
    yield from stands(view)


def story(view: RoundView, *, heard: bool = False, folded: bool = False) -> Iterator[str]:
    """What did not happen before it, what happened unless it was `heard` already, and what is posted.

    With `folded` what was read in an earlier game is left out, and said to be.
    """
    yield from map(plain, view.averted)
    yield f"{round_of(view)}. {ended(one_line(view.title))}"
    folded = folded and bool(view.read) and not heard
    if folded:
        rest = "the rest of it" if view.unread else "this"
        yield f"You know {rest} from an earlier game. Type again to hear all of it."
    for text in () if heard else view.unread if folded else view.shock:
        yield plain(text)
    yield from feed(view.feed)


def voices(view: RoundView) -> Iterator[str]:
    """What the people say when they are asked, and what is known from then on."""
    companion = view.ask.companion
    along = "" if companion is None else f" with {one_line(companion.name)}"
    yield f"You asked the people{along}, for {money(view.ask.cost, view.dashboard.cash.unit)}. {_left(view.ask.left)}"
    if companion is not None:
        yield happenings.heard_too(companion)
    if not view.ask.voices:
        yield "Nobody has anything to say that you did not know."
    for voice in view.ask.voices:
        yield f"{one_line(voice.who)}: “{inline(voice.text)}”"
    true = [f"{one_line(s.name)} {s.true:.0f}" for s in view.dashboard.stakeholders if s.true is not None]
    if true:
        yield f"How far they really trust you: {joined(true)}."
    weights = [f"{one_line(s.name)} {s.weight:.0%}" for s in view.dashboard.stakeholders if s.weight is not None]
    if weights:
        yield f"What the people believe creates the most value: {joined(weights)}."
    yield from chasm_in_detail(view.chasm)


def _left(asks: int) -> str:
    if not asks:
        return "That was the last time."
    return "You can ask once more." if asks == 1 else f"You can ask {asks} more times."


def feed(posts: Iterable[PostView]) -> Iterator[str]:
    """What the people post."""
    for post in posts:
        yield f"{one_line(post.who)} posts: “{inline(post.text)}”"


def prediction_question(targets: Sequence[tuple[str, str]]) -> str:
    """Who will lose most, and how to answer."""
    names = ", ".join(f"{n} {one_line(name)}" for n, (_, name) in enumerate(targets, start=1))
    return (
        f"Who will lose most by the end of this round? {names}. "
        "Type a number, and if you like how sure you are, 20 to 100: for example 1 70. Or skip."
    )
