"""What was expected and came otherwise: the most confident miss, and how sure a player was beside how right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Fall, Waterfall
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.debrief.page import PageView, Table, Words
from chasm_game.debrief.phrases import round_named
from chasm_game.debrief.predictions import came, count_facts, expected_who, prediction_facts, said
from chasm_game.grammar import quoted, tenths, whole
from chasm_game.text import one_line
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.debrief import DebriefView, DecisionLine

__all__ = ["miss"]

STEPS = 6
"""Causes that a waterfall shows one by one."""
AS_SURE = 15
"""Per cent between how sure and how often right within which somebody was about as sure as right."""
ENOUGH = 3
"""Predictions from which on sureness and hits are held against each other."""


def miss(view: DebriefView) -> PageView | None:
    """The most confident miss and its reasons, or how well it was known; None where nothing was predicted."""
    if not any(d.prediction for d in view.decisions):
        return None
    line = view.most_confident_miss
    if line is None or line.prediction is None:
        once = sum(d.prediction is not None for d in view.decisions) == 1
        heading = "Your one prediction came true" if once else "You saw it coming"
        return PageView("miss", heading, (Words.of(_calibrated(view)),), table=_predictions(view))
    who, figure = _why(view, line, line.prediction)
    words = [Words.of(_missed(line, line.prediction))]
    if line.reason:
        words.append(Words(f"You wrote: {quoted(line.reason)}"))
    if line.dissent:
        words.append(Words(f"{AGAINST_IT}: {quoted(line.dissent)}"))
    if figure is not None and not figure.steps:
        still = (Fact(Kind.MOVED, who, line.number, sign=0),)
        words.append(Words.of(Sentence(f"Nothing that followed in that round moved {figure.title}.", still)))
        figure = None
    elif figure is not None:
        words.append(Words.of(_moved(figure.title, figure.end - figure.start, who, line.number)))
    return PageView("miss", "Where you were surest, and wrong", tuple(words), figure, after=_all(view))


def _moved(title: str, change: float, who: str, number: int) -> Sentence:
    """What became of the trust that a waterfall shows, from the decision to the end of the round."""
    if not shows(change):
        way, fact = "stayed where it was", Fact(Kind.MOVED, who, number, sign=0)
    else:
        way = f"{'rose' if change > 0 else 'fell'} by {abs(change):.1f}"
        fact = Fact(Kind.MOVED, who, number, amount=tenths(abs(change)), sign=1 if change > 0 else -1)
    return Sentence(f"From your decision to the end of the round {title} {way}, for these reasons.", (fact,))


def _missed(line: DecisionLine, made: PredictionView) -> Sentence:
    where = f"In {round_named(line.number, line.round_title)}, you chose {quoted(line.response)}."
    return Sentence(f"{where} {said(made)} {came(made)}", prediction_facts(made, line.number))


def _why(view: DebriefView, line: DecisionLine, made: PredictionView) -> tuple[str, Waterfall | None]:
    """Who lost most (or was expected to), and their true trust from the decision on, cause by cause."""
    # Where nobody lost anything, the one who was expected to is looked at.
    who = made.actual[0] if made.actual else made.who
    round_ = view.rounds[line.number - 1]
    row = next((s for s in round_.dashboard.stakeholders if who is not None and s.id == who.id), None)
    if row is None or row.true is None:
        return "", None
    sums: dict[str, float] = {}
    for point in round_.ledger:
        # Predictions are made after both: what they moved had been seen.
        if point.gauge == row.id and point.stage not in {"shock", "ask"}:
            cause = ("from earlier: " if point.stage == "echo" else "") + one_line(point.because)
            sums[cause] = sums.get(cause, 0.0) + point.amount
    shown = {cause for cause, _ in sorted(sums.items(), key=lambda item: -abs(item[1]))[:STEPS]}
    steps = [Fall(cause, amount) for cause, amount in sums.items() if cause in shown]
    rest = sum(amount for cause, amount in sums.items() if cause not in shown)
    if len(sums) > STEPS:
        steps.append(Fall("smaller things", rest))
    # From the end backwards: a view tells where trust stands, and not where it stood before the decision.
    return row.id, Waterfall(f"the trust of {one_line(row.name)}", row.true - sum(sums.values()), tuple(steps))


def _all(view: DebriefView) -> tuple[Words, ...]:
    return (Words.of(_calibrated(view)),) if sum(d.prediction is not None for d in view.decisions) > 1 else ()


def _calibrated(view: DebriefView) -> Sentence:
    """How often it was right, beside how sure it was."""
    made = [d.prediction for d in view.decisions if d.prediction]
    hits = sum(p.hit for p in made)
    sure = sum(p.confidence for p in made) / len(made)
    facts = (*count_facts(made), Fact(Kind.SURE, share=whole(sure)))
    if len(made) == 1:
        return Sentence(f"You predicted once, {whole(sure)} % sure, and were {'right' if hits else 'wrong'}.", facts)
    right = "never right" if not hits else "always right" if hits == len(made) else f"right in {hits}"
    text = f"In all you made {len(made)} predictions, were {right}, and {whole(sure)} % sure on average."
    # One of two right is no rate: only from three predictions on the two are held against each other.
    apart = sure - 100 * hits / len(made)
    if len(made) < ENOUGH:
        return Sentence(text, facts)
    if abs(apart) <= AS_SURE:
        return Sentence(f"{text} You were about as sure as you were right.", (*facts, Fact(Kind.AS_SURE)))
    way = " You were surer than you were right." if apart > 0 else " You knew more than you dared to say."
    return Sentence(text + way, (*facts, Fact(Kind.AS_SURE, sign=1 if apart > 0 else -1)))


def _predictions(view: DebriefView) -> Table:
    made = [(d, d.prediction) for d in view.decisions if d.prediction]
    return Table(
        ("Round", "You expected to lose most", "Sure"),
        tuple((f"{d.number}. {one_line(d.round_title)}", expected_who(p), f"{p.confidence} %") for d, p in made),
        facts=tuple(
            Fact(Kind.PREDICTION, p.who.id if p.who else "", d.number, share=p.confidence, sign=1) for d, p in made
        ),
    )
