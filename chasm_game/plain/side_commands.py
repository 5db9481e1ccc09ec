"""What a player can hear at any prompt without changing anything: the words that stand for the screen's other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.gauges import Group
from chasm_game.glossary import meaning_told
from chasm_game.grammar import plural
from chasm_game.plain import consequences, round_text
from chasm_game.text import money, one_line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.session.play import Play

__all__ = ["ASIDES", "aside"]


def aside(play: Play, line: str) -> Iterator[str] | None:
    """What a line asks to hear, while a round waits; None where it asks for nothing of the kind."""
    word, _, rest = line.lower().partition(" ")
    if word in {"words", "word", "glossary"}:
        return iter([meaning_told(rest)])
    if rest or word not in ASIDES or play.phase is not Phase.DECIDING:
        return None
    return ASIDES[word](play)


def _again(play: Play) -> Iterator[str]:
    view = play.round()
    yield from round_text.round_told(view)
    yield from round_text.voices(view) if view.ask.asked else ()
    yield from round_text.question(view)


def _answers(play: Play) -> Iterator[str]:
    yield from round_text.question(play.round())


def _state(play: Play) -> Iterator[str]:
    view = play.round()
    yield round_text.dashboard(view.dashboard)
    yield round_text.chasm(view.chasm)


def _voices(play: Play) -> Iterator[str]:
    view = play.round()
    if view.ask.asked:
        yield from round_text.voices(view)
    else:
        yield "You have not asked the people in this round."


def _last(play: Play) -> Iterator[str]:
    rounds = play.consequences()
    if rounds:
        yield from consequences.consequences(rounds[-1])
    else:
        yield "No round has been played yet."


def _ledger(play: Play) -> Iterator[str]:
    rounds = play.consequences()
    if not rounds:
        yield "No round has been played yet."
    elif not rounds[-1].exact:
        yield "You did not ask the people in the last round: its points are told when the game is over."
    else:
        yield from consequences.ledger(rounds[-1].ledger)


def _course(play: Play) -> Iterator[str]:
    """How the dashboard moved, round by round: what the chart shows."""
    rounds = play.consequences()
    if not rounds:
        yield "No round has been played yet."
        return
    yield f"The way so far, as reported at the end of {plural(len(rounds), 'round')}; the last number is now."
    now = rounds[-1].dashboard
    for n, stakeholder in enumerate(now.stakeholders):
        yield f"{one_line(stakeholder.name)}: {_run([r.dashboard.stakeholders[n].reported for r in rounds])}"
    cash = [money(round(r.dashboard.cash.value, 1), now.cash.unit) for r in rounds]
    yield f"Cash: {', '.join(cash)}."
    for gauge in now.gauges:
        if gauge.group is Group.CHARACTER:
            yield f"{one_line(gauge.name)}: {_run([r.dashboard.gauge(gauge.id).value for r in rounds])}"


def _run(values: list[float]) -> str:
    """Numbers, and in words where they went."""
    told = ", ".join(f"{value:.0f}" for value in values)
    if len(values) < 2:
        return f"{told}."
    whole = round(values[-1]) - round(values[0])
    went = f"{'up' if whole > 0 else 'down'} {abs(whole)} in all" if whole else "where it was"
    return f"{told}: {went}."


ASIDES: dict[str, Callable[[Play], Iterator[str]]] = {
    "again": _again,
    "answers": _answers,
    "state": _state,
    "status": _state,
    "voices": _voices,
    "course": _course,
    "last": _last,
    "ledger": _ledger,
}
"""Words, and what they tell. Ids of answers come before them."""
