"""What a player can hear at any prompt without changing anything: the words that stand for the screen's other keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.headings import WHOLE_ROUND
from chasm_game.gauges import Group
from chasm_game.glossary import meaning_of
from chasm_game.grammar import plural
from chasm_game.plain import answers_text, company_text, consequences, round_text
from chasm_game.text import money, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.views.round import RoundView
    from chasm_game.views.seat import SeatView

__all__ = ["ASIDES", "aside"]


def aside(view: SeatView, line: str) -> Iterator[str] | None:
    """What a line asks to hear; None where it asks for nothing of the kind, or for a round where none waits."""
    word, _, rest = line.lower().partition(" ")
    if word in {"words", "word", "glossary"}:
        return iter([meaning_of(rest)])
    # With more behind it the line is a sentence, and no word of ours.
    if rest or word not in ASIDES:
        return None
    if word in OF_THE_GAME:
        return OF_THE_GAME[word](view)
    return None if view.round is None else OF_THE_ROUND[word](view.round)


def _again(waits: RoundView) -> Iterator[str]:
    yield from round_text.whole_round(waits)
    yield from round_text.voices(waits) if waits.ask.asked else ()
    yield from answers_text.question(waits)


def _story(waits: RoundView) -> Iterator[str]:
    """What happened, without how the company stands and what can be done."""
    yield from round_text.story(waits)


def _state(waits: RoundView) -> Iterator[str]:
    yield from company_text.stands(waits)


def _chasm(waits: RoundView) -> Iterator[str]:
    yield from company_text.chasm_in_detail(waits.chasm)


def _voices(waits: RoundView) -> Iterator[str]:
    if waits.ask.asked:
        yield from round_text.voices(waits)
    else:
        yield "You have not asked the people in this round."


def _last(view: SeatView) -> Iterator[str]:
    rounds = view.rounds
    if rounds:
        yield from consequences.consequences(rounds[-1], rounds)
    else:
        yield "No round has been played yet."


def _ledger(view: SeatView) -> Iterator[str]:
    rounds = view.rounds
    if not rounds:
        yield "No round has been played yet."
    elif not rounds[-1].exact:
        yield "You did not ask the people in the last round: its points are told when the game is over."
    else:
        yield f"Every point {WHOLE_ROUND}."
        yield from consequences.ledger(rounds[-1].ledger, rounds[-1].response)


def _usual(view: SeatView) -> Iterator[str]:
    """What moves every round, of the last one; behind the last decision of the silent rounds too."""
    if view.rounds:
        yield from consequences.usual(view.rounds[-1])
    else:
        yield "No round has been played yet."


def _course(view: SeatView) -> Iterator[str]:
    """How the dashboard moved, round by round: what the chart shows."""
    rounds = view.rounds
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
    numbers = ", ".join(f"{value:.0f}" for value in values)
    if len(values) < 2:
        return f"{numbers}."
    # By the numbers that were just told.
    whole = round(values[-1]) - round(values[0])
    went = f"{'up' if whole > 0 else 'down'} {abs(whole)} in all" if whole else "where it was"
    return f"{numbers}: {went}."


OF_THE_ROUND: dict[str, Callable[[RoundView], Iterator[str]]] = {
    "again": _again,
    "answers": answers_text.question,
    "chasm": _chasm,
    "state": _state,
    "status": _state,
    "story": _story,
    "voices": _voices,
}
"""Words, and what they tell of the round that waits."""
OF_THE_GAME: dict[str, Callable[[SeatView], Iterator[str]]] = {
    "course": _course,
    "last": _last,
    "ledger": _ledger,
    "usual": _usual,
}
"""Words, and what they tell of the way so far."""
ASIDES = (*OF_THE_ROUND, *OF_THE_GAME)
"""Ids of answers come before these words."""
