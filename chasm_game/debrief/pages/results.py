"""Where it ended, with what the score is made of, and the course that led there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief.pages.page import NONE, PageView, Table, Words
from chasm_game.debrief.pages.telling import by_round
from chasm_game.debrief.phrases import round_named
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView, OutputsView, TrajectoryPoint
    from chasm_game.views.review import ReviewView

__all__ = ["course", "ended", "fallen_afterwards", "results", "standing"]

FELT = 0.5
"""Points of value under which nothing is said to have moved."""


def ended(view: DebriefView, review: ReviewView | None) -> PageView:
    """The ending, and five results that are never added up."""
    told = [Words(one_line(view.ending.title), "name"), Words(view.ending.text, "story")]
    if fell := fallen_afterwards(view):
        told.append(Words(fell))
    rows = (("Score", f"{view.outputs.score}", _made_of(view)), *results(view))
    after = "Five results, never added up." + (f" {standing(review)}" if review is not None else "")
    return PageView(
        "ended",
        "Where you ended",
        tuple(words for words in told if words.text.strip()),
        table=Table(("Result", "Yours", "What it says"), rows, prose=True),
        after=(Words(after),),
    )


def fallen_afterwards(view: DebriefView) -> str:
    """That the company fell after its last decision, and when; empty where it did not."""
    last = view.trajectory[-1]
    if view.ending.id != "fallen" or not last.coast:
        return ""
    silent = last.label.removeprefix("+")
    return (
        f"The company fell after the last decision, in silent round {silent}. Nothing new happened there: "
        "what had been begun came due, the cash did not cover it, and nobody stepped in."
    )


def _made_of(view: DebriefView) -> str:
    """The two halves of the score. What the mean was follows from the score and the end."""
    end = 0.0 if view.ending.id == "fallen" else view.trajectory[-1].value
    mean = view.outputs.score_exact / 5 - end
    return f"Half value at the end, {end:.1f}; half its mean, {mean:.1f}."


def standing(review: ReviewView) -> str:
    """Where the game stands among all of its story."""
    if review.paths == 1:
        return "Only one way leads through this story under the luck that fell."
    return (
        f"{review.paths:,} ways lead through this story under the luck that fell. Yours scores better than "
        f"{int(review.percentile)} % of them; the best scores {review.best_score:.0f}, "
        f"the worst {review.worst_score:.0f}."
    )


def results(view: DebriefView) -> Iterator[tuple[str, str, str]]:
    """The four results beside the score: name, value, and what it says, short enough for a line of 80."""
    out = view.outputs
    yield "Chasm", f"{out.chasm_start:.0f} → {out.chasm_end:.0f}", _chasm(out)
    yield "Say-do", NONE if out.say_do is None else f"{out.say_do * 100:.0f} %", _say_do(out.say_do)
    yield "Resilience", f"{out.resilience:.0f}", _resilience(out.resilience, fallen=view.ending.id == "fallen")
    calibration = _quick() if view.intro.quick else _calibration(out.calibration)
    yield "Calibration", NONE if out.calibration is None else f"{out.calibration:.2f}", calibration


def _chasm(out: OutputsView) -> str:
    moved = out.chasm_end - out.chasm_start
    if abs(moved) < FELT:
        return "Your deeds and what the people value are as far apart as they were."
    if moved < 0:
        return f"Your deeds came {-moved:.0f} nearer to what the people value."
    return f"Your deeds went {moved:.0f} further from what the people value."


def _say_do(share: float | None) -> str:
    if share is None:
        return "You promised nothing in public."
    if share >= 0.995:
        return "You kept everything that you promised."
    return f"Deeds kept {share * 100:.0f} % of your promises; the rest came back."


def _resilience(lowest: float, *, fallen: bool) -> str:
    if fallen:
        return "None, for the company fell."
    if lowest <= 0:
        return "Somewhere trust ran out altogether."
    return f"Nobody's trust ever ended a round below {lowest:.0f}."


def _quick() -> str:
    return "A quick game asks for no predictions."


def _calibration(brier: float | None) -> str:
    if brier is None:
        return "Too few predictions: under half of the rounds."
    if brier <= 0.12:
        return "You knew what you knew. 0 is perfect."
    if brier < 0.245:
        return "Better than always saying 50 %, which earns 0.25."
    if brier < 0.255:
        return "As good as always saying 50 %, which earns 0.25."
    return "Surer than you were right. Always 50 % earns 0.25."


def course(view: DebriefView, review: ReviewView | None) -> PageView:
    """Value and chasm by round, the road not taken beside them."""
    chosen = {str(d.number): one_line(d.response) for d in view.decisions}
    lines = [
        Line("value", tuple(Point(p.value, chosen.get(p.label, "")) for p in view.trajectory)),
        Line("chasm", tuple(Point(p.chasm) for p in view.trajectory), "dotted"),
    ]
    if review is not None and review.road:
        lines.append(Line("road", tuple(Point(p.value) for p in review.road), "sparse"))
    courses = (view.trajectory, review.road if review else ())
    figure = by_round("Value and chasm by round", tuple(lines), courses)
    return PageView("course", "The course", (Words(" ".join(_course_told(view))),), figure)


def _course_told(view: DebriefView) -> Iterator[str]:
    played = [p for p in view.trajectory if not p.coast]
    first, last = played[0], played[-1]
    yield (
        f"The value that the people feel went from {first.value:.0f} to {last.value:.0f} by your last decision, "
        f"the chasm from {first.chasm:.0f} to {last.chasm:.0f}."
    )
    if moved := _extremes(view):
        yield moved
    if silent := _silent(view, last):
        yield silent


def _extremes(view: DebriefView) -> str:
    """The rounds in which value rose and fell most, shock included."""
    ways = [(d.value_after - d.value_before, d) for d in view.decisions]
    rise, up = max(ways, key=lambda w: w[0], default=(0.0, None))
    fall, down = min(ways, key=lambda w: w[0], default=(0.0, None))
    told = []
    if up is not None and rise >= FELT:
        told.append(f"rose most in {round_named(up.number, up.round_title)}, by {rise:.1f}")
    if down is not None and fall <= -FELT:
        told.append(f"fell most in {round_named(down.number, down.round_title)}, by {-fall:.1f}")
    return f"Counting what happened as well as what you did, it {' and '.join(told)}." if told else ""


def _silent(view: DebriefView, last: TrajectoryPoint) -> str:
    """What the silent rounds did."""
    end = view.trajectory[-1]
    if not end.coast or view.ending.id == "fallen":
        return ""
    moved = end.value - last.value
    begun = "In the silent rounds after it (+) what you had begun still landed"
    if abs(moved) < FELT:
        return f"{begun}, and value stayed at {end.value:.0f}."
    return f"{begun}: value {'rose' if moved > 0 else 'fell'} by {abs(moved):.1f} to {end.value:.0f}."
