"""The answers of a round in sentences: what each is, what it costs, whom it moves, and who would carry it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.debrief import happenings
from chasm_game.grammar import ended
from chasm_game.prose import inline
from chasm_game.text import money, one_line
from chasm_game.views.foresight import DIRECTIONS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.views.dashboard import LeaderView
    from chasm_game.views.foresight import ArrowView
    from chasm_game.views.round import ResponseView, RoundView

__all__ = ["directions", "price", "question", "response"]


_ROUGHLY = "about|almost|around|close to|less than|more than|nearly|roughly"
"""Words by which a story's text makes a price an estimate."""


def question(view: RoundView) -> Iterator[str]:
    """The answers that can be given, in full."""
    yield "What do you do?"
    for answer in view.responses:
        yield response(answer, view.dashboard.cash.unit)
    if view.falls_by_waiting:
        yield happenings.WAITING_FALLS
    ask = view.ask
    if ask.possible:
        times = "you can do it once more" if ask.left == 1 else f"you can do it {ask.left} times"
        yield f"Or ask the people first: type ask. It costs {money(ask.cost, view.dashboard.cash.unit)}, and {times}."
        if ask.leaders:
            # What that buys is told once and on `help`: a listener cannot skip what was said before.
            buys = f" {happenings.COMING_ALONG}" if view.number == 1 else ""
            # The board of the first round has said what each does, but for those who were folded in it.
            unheard = view.folded if view.number == 1 else ()
            offers = [_leader(leader, role=leader.id in unheard) for leader in ask.leaders]
            yield f"A leader can come along: {'; '.join(offers)}.{buys}"


def _leader(leader: LeaderView, *, role: bool) -> str:
    """What to type, and who it is; with their `role` where it has not been heard."""
    does = f" ({one_line(leader.role)})" if leader.role and role else ""
    watches = f", who watches {one_line(leader.watches)}" if leader.watches else ""
    return f"type ask {leader.id} for {one_line(leader.name)}{does}{watches}, assent {leader.assent:.0f}"


def directions(before: RoundView, view: RoundView) -> Iterator[str]:
    """The answers again, once the people were asked: only what is new about them."""
    yield "You now know which way each answer points, by the end of this round and later. What do you do?"
    were_open = {answer.id for answer in before.responses if answer.open}
    for answer in view.responses:
        # Asking costs, so it can close an answer; and what was learned can open one, which nobody has heard yet.
        if answer.open and answer.id not in were_open:
            yield response(answer, view.dashboard.cash.unit, news="This is open now.")
        elif answer.open:
            yield f"{answer.sign}. {ended(one_line(answer.title))}{_foreseen(answer)}"
        else:
            closed = "What asking cost has closed this." if answer.id in were_open else ""
            yield response(answer, view.dashboard.cash.unit, news=closed)
    if view.falls_by_waiting:
        yield happenings.WAITING_FALLS


def response(view: ResponseView, unit: str, sign: str = "", *, news: str = "") -> str:
    """One answer: what it is, what it costs, whom it moves; under its number or letter, or a sign of its own.

    Of a locked one only its title and what it needs: its text may speak of what has not been done, and give it away.
    """
    label = f" ({view.label})" if view.label else ""
    parts = [f"{sign or view.sign}. {ended(one_line(view.title) + label)}", *([news] if news else [])]
    if not view.open:
        return " ".join([*parts, ended(one_line(view.locked))])
    if view.text:
        parts.append(ended(inline(view.text)))
    parts += price(view.price, unit, view.text)
    return " ".join(parts) + _foreseen(view)


def price(amount: float, unit: str, text: str) -> Iterator[str]:
    """What an answer brings or costs at once, a sentence; none for nothing, or where its own `text` said just that."""
    size, own = money(abs(amount), unit), "brings|saves" if amount > 0 else "costs"
    if amount and not re.search(rf"\b(?:{own}) {re.escape(size)}(?![\w%]|[.,]\d)", inline(text)):
        verb = "brings" if amount > 0 else "costs"
        # Beside the story's own estimate a second price would deny it: this one answers it.
        guessed = re.search(rf"\b(?:{own}) (?:{_ROUGHLY}) \W?\d", inline(text))
        yield f"To be exact, it {verb} {size} now." if guessed else f"{verb.capitalize()} {size} now."


def _foreseen(view: ResponseView) -> str:
    """Whom an answer moves, who carries it, and whether the company falls by it."""
    carried = f" To this house {happenings.carrying(view.carry)}." if view.carry is not None else ""
    falls = happenings.chances_of_falling(view.fall) if view.fall is not None else ""
    return _impacts(view) + carried + (f" {falls}" if falls else "")


def _impacts(view: ResponseView) -> str:
    """By moment and direction where the people were asked, else by strength."""
    # Asking shows all directions or none, so one that is known is enough.
    if any(impact.known for impact in view.impacts):
        now = _arrows((i.name, i.now) for i in view.impacts)
        later = _arrows((i.name, i.later) for i in view.impacts)
        return f" By the end of this round {now}. Later {later}."
    groups = []
    for strength in sorted({i.strength for i in view.impacts}, reverse=True):
        names = ", ".join(one_line(i.name) for i in view.impacts if i.strength == strength)
        groups.append(f"{STRENGTHS[strength]}: {names}")
    return f" Moves {'; '.join(groups) or 'nobody to speak of'}."


def _arrows(arrows: Iterable[tuple[str, ArrowView | None]]) -> str:
    """Who goes up, who goes down, and for whom luck decides."""
    found = list(arrows)
    ways = []
    for direction, words in DIRECTIONS.items():
        names = [
            f"{one_line(name)} {STRENGTHS[arrow.strength]}"
            for name, arrow in found
            if arrow is not None and arrow.direction == direction
        ]
        if names:
            ways.append(f"{words}: {', '.join(names)}")
    return "; ".join(ways) or "nobody is moved"
