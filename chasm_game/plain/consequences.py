"""What followed from a decision, in sentences: first how everybody came out, then every cause once, with whom it moved.

A cause that moved five people is told once and not five times: a listener cannot skip what was said before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chasm_game.debrief import happenings, quarters
from chasm_game.debrief.headings import SINCE
from chasm_game.debrief.ledger import causes, words_of_a_cause
from chasm_game.debrief.predictions import expectation
from chasm_game.gauges import CASH
from chasm_game.grammar import ended, joined
from chasm_game.plain.company_text import by_sign, chasm, moved
from chasm_game.plain.round_text import feed
from chasm_game.prose import inline, plain
from chasm_game.text import money, one_line
from chasm_game.views.consequences import STEPS
from chasm_game.views.dashboard import between_shown
from chasm_game.views.named import Named
from chasm_game.views.recalled import recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.debrief.ledger import Cause
    from chasm_game.views.consequences import (
        ChangeView,
        ConsequencesView,
        EchoView,
        HistoryView,
        LeaderChange,
        SilentView,
    )
    from chasm_game.views.ledger_line import LedgerLine
    from chasm_game.views.round import PostView

__all__ = ["causes_in_sentences", "consequences", "decision", "echoes", "ledger", "silent_rounds", "usual"]

_TOLD_AS_EVENTS = frozenset({"rules/rescue_cash", "rules/rescue_price", "rules/kept_word", "rules/gap_credibility"})
"""Rules whose doing is told as the event that it is: a rescue, a promise that was due."""
WEIGHTS = {
    "The people's weight": "The people's weights, in hundredths.",
    "The company's weight": "The weights that the deeds show, in hundredths.",
    "The people's way": "How the people would have it, in hundredths.",
    "The company's way": "How the deeds show that it is done, in hundredths.",
}
"""What weights and ways are called together; they are shares of 1, all else is points."""


def consequences(view: ConsequencesView, rounds: Sequence[ConsequencesView] = ()) -> Iterator[str]:
    """What followed from a decision; behind the last one the silent rounds too. `rounds` are those played so far."""
    yield from decision(view)
    for told in silent_rounds(view, rounds):
        yield from told


def decision(view: ConsequencesView) -> Iterator[str]:
    """What followed from a decision, before the silent rounds."""
    unit = view.dashboard.cash.unit
    label = f" That is the {view.label} way." if view.label else ""
    yield f"{view.chose} {ended(one_line(view.response))}{label}"
    for text in view.outcome:
        yield plain(text)
    yield from feed(view.feed)
    yield f"{_changes(view.stakeholders, view.company, unit)}{_value(view)}"
    yield from _leaders(view.leaders)
    moved_by = _found(view)
    yield from _causes(view, moved_by)
    for promise in view.settled:
        yield " ".join(happenings.settled(promise))
    if view.rescue:
        yield "You were rescued. " + " ".join(happenings.rescue(view.rescue, unit))
    yield from map(happenings.open_promise, view.promised)
    yield from _folded(moved_by)
    if view.prediction:
        yield expectation(view.prediction)
    if view.history:
        yield from _history(view.history)
    if view.fall:
        yield " ".join(happenings.fall(view.fall, unit))
        return
    yield chasm(view.chasm)
    yield from map(plain, view.averted)
    if view.over:
        yield "That was your last decision. What you have begun still lands, in the silent rounds that follow."


def silent_rounds(view: ConsequencesView, rounds: Sequence[ConsequencesView]) -> Iterator[Iterator[str]]:
    """The silent rounds, each by itself."""
    for silent, post_of in zip(view.silent, recalled(view.silent, rounds), strict=True):
        yield _silent(silent, view.dashboard.cash.unit, post_of)


def usual(view: ConsequencesView) -> Iterator[str]:
    """What moves every round: of this one, and of the silent rounds behind it."""
    yield from _usual(_found(view))
    for silent in view.silent:
        yield f"{quarters.named(silent)}."
        yield from _usual(_found(silent))


def _silent(view: SilentView, unit: str, post_of: tuple[int, PostView] | None) -> Iterator[str]:
    """A silent round: what was begun and lands, what was promised and is due, what had been posted, the value."""
    changed = [c for c in view.stakeholders if c.step]
    still = "" if changed else happenings.NOBODY_MOVED
    # Where nothing landed, what moved as every round has not followed from anything.
    lead = "As reported" if view.quiet else "What followed, as reported"
    changes = _changes(changed, view.company, unit, lead)
    yield " ".join(filter(None, (f"{quarters.named(view)}.", quarters.nothing_landed(view), still, changes)))
    yield from _leaders(change for change in view.leaders if change.change.step)
    found = _found(view)
    yield from echoes(view.echoes, {because: c for (because, echo), c in found.items() if echo})
    yield from _of_the_rules(found, "")
    for promise in view.settled:
        yield " ".join(happenings.settled(promise))
    if view.rescue:
        yield "You were rescued. " + " ".join(happenings.rescue(view.rescue, unit))
    if any(change.only_usual for change in changed):
        yield from _folded(found)
    if view.fall:
        yield " ".join(happenings.fall(view.fall, unit))
    if post_of is not None:
        number, post = post_of
        yield f"{one_line(post.who)} had posted in round {number}: “{inline(post.text)}”"
    yield from filter(None, [_value(view).strip()])


def _changes(
    stakeholders: Sequence[ChangeView],
    company: Sequence[ChangeView],
    unit: str,
    lead: str = f"What followed {SINCE}, as reported",
) -> str:
    people = [f"{one_line(c.name)} {STEPS[c.step]}" for c in stakeholders]
    gauges = [f"{one_line(c.name)} {STEPS[c.step]}" for c in company if c.id != CASH.id]
    sentences = [f"{lead}: {', '.join(people)}."] if people else []
    sentences += [f"{joined(gauges)}."] if gauges else []
    cash = next((c for c in company if c.id == CASH.id), None)
    if cash is not None:
        change = between_shown(cash.after, cash.after - cash.before, 1)
        sentences.append(f"Cash {money(cash.after, unit)}{moved(change, 1)}.")
    return " ".join(sentences)


def _value(view: ConsequencesView | SilentView) -> str:
    """What all of it came to; a fall says so for itself."""
    value = view.dashboard.value
    return "" if value is None or view.fall else f" Value {value.value:.1f}{moved(value.moved(1), 1)}."


def _leaders(leaders: Iterable[LeaderChange]) -> Iterator[str]:
    """How far the leaders came, and what they saw; what they do was told with the first round."""
    found = [happenings.leader_moved(leader, role=False) for leader in leaders]
    if found:
        yield f"Your leaders: {'; '.join(found)}."


@dataclass(slots=True)
class _Cause:
    """Everything that has the same words and the same time."""

    source: str
    usual: bool
    """Whether it is the same every round."""
    touched: list[tuple[Named, int, float | None]] = field(default_factory=list)

    @property
    def of_the_rules(self) -> bool:
        return self.source.startswith("rules/")


_Causes = dict[tuple[str, bool], _Cause]
"""By the words of a cause, and whether an earlier decision sent it."""


def _found(view: ConsequencesView | SilentView) -> _Causes:
    """Every cause of a round, with whom it moved."""
    found: _Causes = {}
    for change in (*view.stakeholders, *view.company, *(leader.change for leader in view.leaders)):
        who = Named(change.id, change.name)
        for reason in change.reasons:
            cause = found.setdefault((reason.because, reason.echo), _Cause(reason.source, reason.usual))
            cause.touched.append((who, reason.sign, reason.points))
    return found


def _causes(view: ConsequencesView, found: _Causes) -> Iterator[str]:
    """The answer's own causes, then what came back, then the rules'; what is the same every round stays folded."""
    for (because, echo), cause in found.items():
        if not echo and not cause.of_the_rules:
            yield f"{ended(words_of_a_cause(because, cause.source, view.response))} {by_sign(cause.touched)}"
    # In between: what came back interests more than the ordinary course of business.
    yield from echoes(view.echoes, {because: c for (because, echo), c in found.items() if echo})
    yield from _of_the_rules(found, view.response)


def _of_the_rules(found: _Causes, response: str) -> Iterator[str]:
    """What the rules did that is neither the same every round nor told as an event; the fog among it."""
    for (because, echo), cause in found.items():
        if not echo and cause.of_the_rules and not cause.usual and cause.source not in _TOLD_AS_EVENTS:
            yield f"{ended(words_of_a_cause(because, cause.source, response))} {by_sign(cause.touched)}"


def _folded(found: _Causes) -> Iterator[str]:
    """What is the same every round, in a line."""
    touched = {who.id: one_line(who.name) for c in found.values() if c.usual for who, _, _ in c.touched}
    if touched:
        yield f"{happenings.usually_moved(list(touched.values()))}: type usual to hear how."


def _usual(found: _Causes) -> Iterator[str]:
    sentences = [f"{ended(one_line(because))} {by_sign(c.touched)}" for (because, _), c in found.items() if c.usual]
    yield from sentences or ["Nothing was moved that moves every round."]


def echoes(echoes: Sequence[EchoView], exact: dict[str, _Cause]) -> Iterator[str]:
    """What came back, by the words of its cause; points where the causes have them."""
    for because in dict.fromkeys(echo.because for echo in echoes):
        same = [e for e in echoes if e.because == because]
        came = dict.fromkeys(f"round {e.round_number}, “{one_line(e.response_title)}”" for e in same)
        # Whom the causes name already is not named again without its points.
        touched = list(exact[because].touched) if because in exact else []
        heard = {(who, sign) for who, sign, _ in touched}
        others = dict.fromkeys(t for e in same for t in e.touched if t not in heard)  # gauges that hardly changed
        touched += [(who, sign, None) for who, sign in others]
        yield f"Back from {joined(list(came))}: {ended(one_line(because))} {by_sign(touched)}"


def _history(view: HistoryView) -> Iterator[str]:
    same = happenings.DID_AS_THEY if view.same else f"They chose: {ended(one_line(view.chose))}"
    yield f"{view.heading}. {same} {plain(view.text)}"
    if view.sources:
        yield f"Source: {'; '.join(one_line(s) for s in view.sources)}."


def ledger(lines: Iterable[LedgerLine], answer: str) -> Iterator[str]:
    """Every point that can be heard, a cause a line; weights apart, in hundredths."""
    return causes_in_sentences(causes(lines, answer))


def causes_in_sentences(found: Iterable[Cause]) -> Iterator[str]:
    """A cause a line, with whom it moved."""
    for cause in found:
        came = "From earlier: " if cause.echo else ""
        weights = f" {WEIGHTS[cause.weight]}" if cause.weight else ""
        moved_by = by_sign((who, 1 if amount > 0 else -1, amount) for who, amount in cause.touched)
        yield f"{came}{ended(cause.because)}{weights} {moved_by}"
