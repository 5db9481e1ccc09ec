"""Every decision, looked back on: what was chosen, expected and written, and what it was worth beside what was open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.headings import AGAINST_IT, WHOLE_ROUND
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.pages.turning_point import OF_ALL, answers
from chasm_game.debrief.phrases import the_way
from chasm_game.debrief.predictions import expectation, prediction_facts
from chasm_game.debrief.selection import lost
from chasm_game.grammar import capital, quoted, tenths, whole
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView, DecisionLine
    from chasm_game.views.review import DecisionWorth, ReviewView

__all__ = ["decisions", "explained"]


def decisions(view: DebriefView, review: ReviewView | None) -> Iterator[PageView]:
    """A page for each decision, in order; what it was worth stands there once there is a review."""
    worths = {} if review is None else {d.number: d for d in review.decisions}
    for line in view.decisions:
        worth = worths.get(line.number)
        yield PageView(
            f"decision-{line.number}",
            f"{line.number}. {one_line(line.round_title)}",
            tuple(_words(line, worth)),
            table=None if worth is None else answers(worth),
            after=tuple(_best_from_here(worth)),
        )


def explained(review: ReviewView) -> str:
    """What the numbers beside the answers are."""
    left_out = any(a.on_average is None for d in review.decisions for a in d.answers)
    unmeasured = " It is not measured where, with all luck to come, too many ways lead on." if left_out else ""
    return (
        "The two numbers beside an answer are scores that can be reached after it. Under the luck that fell: the best "
        "one, for somebody who knew that luck. On average luck: what best play expects that does not know what is "
        f"still to come.{unmeasured} Asking is held as you did it."
    )


def _words(line: DecisionLine, worth: DecisionWorth | None) -> Iterator[Words]:
    along = "" if line.companion is None else f" with {one_line(line.companion.name)}"
    asked = f" You had asked the people{along}." if line.asked else ""
    yield Words.of(Sentence(f"You chose {quoted(line.response)}{the_way(line.label)}.{asked}"), _value(line))
    if line.prediction is not None:
        facts = prediction_facts(line.prediction, line.number)
        yield Words.of(Sentence(expectation(line.prediction), facts))
    if line.reason:
        yield Words(f"You wrote: {quoted(line.reason)}")
    if line.dissent:
        yield Words(f"{AGAINST_IT}: {quoted(line.dissent)}")
    if line.carry is not None and line.strange is not None:
        yield Words.of(_carried(line.number, line.carry, line.strange))
    if worth is not None:
        yield Words.of(_worth(worth))


def _value(line: DecisionLine) -> Sentence:
    before, after = whole(line.value_before), whole(line.value_after)
    fact = Fact(Kind.VALUE, round=line.number, start=before, amount=after, sign=(after > before) - (after < before))
    way = f"stayed at {after}" if before == after else f"went from {before} to {after}"
    return Sentence(f"{capital(WHOLE_ROUND)}, value {way}.", (fact,))


def _carried(number: int, carry: float, strange: float) -> Sentence:
    """How far the leaders carried it. Losses need nobody, and what is not strange carries itself."""
    share, odd = whole(100 * carry), whole(100 * strange)
    fact = Fact(Kind.CARRIED, round=number, share=share, amount=odd)
    return Sentence(f"It was {odd} % strange to the company, and {share} % of its gains were carried.", (fact,))


def _worth(worth: DecisionWorth) -> Sentence:
    """Its verdict, and what it lost."""
    best = worth.chosen.id == worth.best.id
    # As it is shown: facts are read back from texts, where nothing else stands.
    share = tenths(worth.loss) if lost(worth) else 0.0
    fact = Fact(Kind.LOSS, worth.chosen.id, worth.number, share=share, sign=0 if best else -1)
    if best:
        return Sentence("It was the best that was open.", (fact,))
    if not lost(worth):
        return Sentence("It was as good as the best that was open.", (fact,))
    return Sentence(f"It was {worth.verdict}: it lost {worth.loss:.1f} % {OF_ALL}.", (fact,))


def _best_from_here(worth: DecisionWorth | None) -> Iterator[Words]:
    # One answer alone stands in the table already, marked as the best.
    if worth is not None and lost(worth) and len(worth.best_line) > 1:
        yield Words(f"Best from here: {', then '.join(quoted(answer.name) for answer in worth.best_line)}.")
