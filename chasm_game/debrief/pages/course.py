"""The course that led there: value, the chasm and its two halves by round, and what landed after the last decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.figures import by_round, labels_of, on_labels
from chasm_game.debrief.headings import WHOLE_ROUND
from chasm_game.debrief.ledger import EARLIER
from chasm_game.debrief.page import PageView, Words
from chasm_game.debrief.phrases import round_named
from chasm_game.grammar import capital, tenths, whole
from chasm_game.text import one_line
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.outputs import TrajectoryPoint
    from chasm_game.views.review import ReviewView

__all__ = ["after_last_decision", "course", "halves", "landed", "landed_fact", "went"]

HEALING = "rules/healing"
"""The source of what comes back of a loss."""

MEAN = "The chasm is the mean of two distances: for whom value is created, and how."


def course(view: DebriefView, review: ReviewView | None) -> PageView:
    """Value and chasm by round, those of the other road beside them."""
    chosen = {str(d.number): one_line(d.response) for d in view.decisions}
    other = review.road if review is not None else ()
    labels = labels_of(view.trajectory, other)
    lines = [
        Line("value", on_labels(labels, view.trajectory, lambda p: Point(p.value, chosen.get(p.label, "")))),
        Line("chasm", on_labels(labels, view.trajectory, lambda p: Point(p.chasm)), "dotted"),
    ]
    if other:
        lines.append(Line("road", on_labels(labels, other, lambda p: Point(p.value)), "sparse"))
    road = "; road is the value of the road not taken" if other else ""
    figure = by_round(f"Value and chasm by round{road}", tuple(lines), labels)
    return PageView("course", "The course", (Words.of(*_sentences(view)),), figure)


def landed(view: DebriefView) -> float | None:
    """How much value moved in the silent rounds; None where there were none, or where the company fell in them."""
    # A fall sets value to 0: what landed cannot be told apart from it.
    end, last = view.trajectory[-1], after_last_decision(view)
    return None if not end.coast or view.ending.id == "fallen" else end.value - last.value


def after_last_decision(view: DebriefView) -> TrajectoryPoint:
    """Where it stood after the last decision."""
    return next(p for p in reversed(view.trajectory) if not p.coast)


def _sentences(view: DebriefView) -> Iterator[Sentence]:
    first, last = view.trajectory[0], after_last_decision(view)
    value = went(Kind.VALUE_LED, first.value, last.value)
    chasm = went(Kind.CHASM_LED, first.chasm, last.chasm)
    yield Sentence(
        f"From the start to your last decision the value that the people feel {value.text}, and the chasm "
        f"{chasm.text}.",
        (*value.facts, *chasm.facts),
    )
    yield from _extremes(view)
    if (silent := landed(view)) is not None:
        healed = any(line.source == HEALING for line in view.coast)
        begun = any(line.stage in EARLIER for line in view.coast)
        yield _silent(silent, view.trajectory[-1].value, healed=healed, begun=begun)


def went(kind: Kind, start: float, end: float) -> Sentence:
    """By the numbers that are shown."""
    one, other = whole(start), whole(end)
    fact = Fact(kind, start=one, amount=other, sign=(other > one) - (other < one))
    return Sentence(f"stayed at {one}" if one == other else f"went from {one} to {other}", (fact,))


def _extremes(view: DebriefView) -> Iterator[Sentence]:
    """The rounds in which value rose and fell most, shock included."""
    # Of a single round nothing is the most.
    decisions = view.decisions if len(view.decisions) > 1 else ()
    ways = [(d.value_after - d.value_before, d) for d in decisions]
    rise, up = max(ways, key=lambda w: w[0], default=(0.0, None))
    fall, down = min(ways, key=lambda w: w[0], default=(0.0, None))
    parts, facts = [], []
    # The largest of all changes may still be a loss.
    if up is not None and rise > 0 and felt(rise):
        parts.append(f"rose most in {round_named(up.number, up.round_title)}, by {rise:.1f}")
        facts.append(Fact(Kind.ROSE_MOST, round=up.number, amount=tenths(rise), sign=1))
    if down is not None and fall < 0 and felt(fall):
        parts.append(f"fell most in {round_named(down.number, down.round_title)}, by {-fall:.1f}")
        facts.append(Fact(Kind.FELL_MOST, round=down.number, amount=tenths(-fall), sign=-1))
    if parts:
        text = f"{capital(WHOLE_ROUND)}, value {' and '.join(parts)}."
        yield Sentence(text, tuple(facts))


def landed_fact(moved: float) -> Fact:
    """What the silent rounds did to value, as it is shown."""
    if not felt(moved):
        return Fact(Kind.LANDED)
    return Fact(Kind.LANDED, amount=tenths(abs(moved)), sign=1 if moved > 0 else -1)


def _silent(moved: float, end: float, *, healed: bool, begun: bool) -> Sentence:
    """What the silent rounds did."""
    wounds = "wounds went on healing, and " if healed else ""
    what = "what" if begun else "nothing that"
    lead = f"In the silent rounds after your last decision (+) {wounds}{what} you had begun still landed"
    if not felt(moved):
        text = f"{lead}, and value stayed at {end:.0f}."
    else:
        text = f"{lead}: value {'rose' if moved > 0 else 'fell'} by {abs(moved):.1f} to {end:.0f}."
    return Sentence(text, (landed_fact(moved), Fact(Kind.VALUE_AT_END, amount=whole(end))))


def halves(view: DebriefView) -> PageView | None:
    """Both halves by round; None where the chasm is its first half alone."""
    first, last = view.trajectory[0], after_last_decision(view)
    if first.what is None or last.what is None or first.how is None or last.how is None:
        return None
    whom, how = went(Kind.WHOM_LED, first.what, last.what), went(Kind.HOW_LED, first.how, last.how)
    moved = Sentence(
        f"From the start to your last decision the distance in whom it is created for {whom.text}, in how {how.text}.",
        (*whom.facts, *how.facts),
    )
    lines = (
        Line("whom", tuple(Point(p.what) for p in view.trajectory)),
        Line("how", tuple(Point(p.how) for p in view.trajectory), "sparse"),
        Line("chasm", tuple(Point(p.chasm) for p in view.trajectory), "dotted"),
    )
    figure = by_round("The chasm and its halves by round", lines, labels_of(view.trajectory))
    return PageView("halves", "The two halves of the chasm", (Words.of(Sentence(MEAN), moved, *_people(view)),), figure)


def _people(view: DebriefView) -> list[Sentence]:
    moved = "The people moved too: a part of it is theirs."
    return [Sentence(moved)] if view.outputs.people_moved else []
