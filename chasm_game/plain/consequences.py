"""What followed from a decision, in sentences: first how everybody came out, then every cause once, with whom it moved.

A cause that moved five people is told once and not five times: a listener cannot skip what was said before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.debrief.ledger import causes, words_of_a_cause
from chasm_game.debrief.predictions import expectation
from chasm_game.grammar import ended, joined
from chasm_game.plain.round_text import by_sign, chasm, feed, moved
from chasm_game.prose import plain
from chasm_game.text import money, one_line
from chasm_game.views.named import Named
from chasm_game.views.round import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.debrief.ledger import Cause
    from chasm_game.views.consequences import ChangeView, ConsequencesView, HistoryView, LedgerLine

__all__ = ["causes_in_sentences", "consequences", "ledger"]

WEIGHTS = {
    "The people's weight": "The people's weights, in hundredths.",
    "The company's weight": "The weights that the deeds show, in hundredths.",
}
"""What weights are called together; they are shares of 1, all else is points."""


def consequences(view: ConsequencesView) -> Iterator[str]:
    """What followed from a decision."""
    label = f" That is the {view.label} way." if view.label else ""
    yield f"You chose: {ended(one_line(view.response))}{label}"
    for text in view.outcome:
        yield plain(text)
    yield from feed(view.feed)
    yield _changes(view)
    yield from _causes(view)
    if view.prediction:
        yield expectation(view.prediction)
    if view.history:
        yield from _history(view.history)
    if view.fallen:
        yield "The company cannot pay, and nobody steps in. It has fallen."
        return
    yield chasm(view.chasm)
    if view.over:
        yield "That was your last decision. What you have begun still lands, in the silent rounds that follow."


def _changes(view: ConsequencesView) -> str:
    people = [f"{one_line(c.name)} {STEPS[c.step]}" for c in view.stakeholders]
    company = [f"{one_line(c.name)} {STEPS[c.step]}" for c in view.company if c.id != "cash"]
    sentence = f"What followed, as reported: {', '.join(people)}."
    if company:
        sentence += f" {joined(company)}."
    cash = next((c for c in view.company if c.id == "cash"), None)
    if cash is None:
        return sentence
    return f"{sentence} Cash {money(cash.after, view.dashboard.cash.unit)}{moved(cash.after - cash.before, 1)}."


@dataclass(slots=True)
class _Cause:
    """Everything that has the same words and the same time."""

    source: str
    touched: list[tuple[Named, int, float | None]] = field(default_factory=list)

    @property
    def of_the_rules(self) -> bool:
        return self.source.startswith("rules/")


def _causes(view: ConsequencesView) -> Iterator[str]:
    """The answer's own causes, then what came back, then the ordinary course of business."""
    found: dict[tuple[str, bool], _Cause] = {}
    for change in (*view.stakeholders, *view.company):
        for because, echo, source, touched in _reasons(change):
            found.setdefault((because, echo), _Cause(source)).touched.append(touched)
    for (because, echo), cause in found.items():
        if not echo and not cause.of_the_rules:
            yield f"{ended(words_of_a_cause(because, cause.source))} {by_sign(cause.touched)}"
    # In between: what came back interests more than the ordinary course of business.
    yield from _echoes(view, {because: c for (because, echo), c in found.items() if echo})
    for (because, echo), cause in found.items():
        if not echo and cause.of_the_rules:
            yield f"{ended(words_of_a_cause(because, cause.source))} {by_sign(cause.touched)}"


def _reasons(change: ChangeView) -> Iterator[tuple[str, bool, str, tuple[Named, int, float | None]]]:
    for reason in change.reasons:
        yield reason.because, reason.echo, reason.source, (Named(change.id, change.name), reason.sign, reason.points)


def _echoes(view: ConsequencesView, exact: dict[str, _Cause]) -> Iterator[str]:
    """What came back, by the words of its cause; points where the causes have them."""
    seen: set[str] = set()
    for echo in view.echoes:
        if echo.because in seen:
            continue
        seen.add(echo.because)
        same = [e for e in view.echoes if e.because == echo.because]
        came = dict.fromkeys(f"round {e.round_number}, “{one_line(e.response_title)}”" for e in same)
        touched = list(exact[echo.because].touched) if echo.because in exact else []
        # Whom the causes name already is not named again without its points.
        heard = {(who, sign) for who, sign, _ in touched}
        others = dict.fromkeys(t for e in same for t in e.touched if t not in heard)  # gauges that hardly changed
        touched += [(who, sign, None) for who, sign in others]
        yield f"Back from {joined(list(came))}: {ended(one_line(echo.because))} {by_sign(touched)}"


def _history(view: HistoryView) -> Iterator[str]:
    same = "You did what they did." if view.same else f"They chose: {ended(one_line(view.chose))}"
    yield f"{view.heading}. {same} {plain(view.text)}"
    if view.sources:
        yield f"Source: {'; '.join(one_line(s) for s in view.sources)}."


def ledger(lines: Iterable[LedgerLine]) -> Iterator[str]:
    """Every point that can be heard, a cause a line; weights apart, in hundredths."""
    return causes_in_sentences(causes(lines))


def causes_in_sentences(found: Iterable[Cause]) -> Iterator[str]:
    """A cause a line, with whom it moved."""
    for cause in found:
        came = "From earlier: " if cause.echo else ""
        weights = f" {WEIGHTS[cause.weight]}" if cause.weight else ""
        moved_by = by_sign((who, 1 if amount > 0 else -1, amount) for who, amount in cause.touched)
        yield f"{came}{ended(cause.because)}{weights} {moved_by}"
