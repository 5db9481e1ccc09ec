"""Where it ended: the ending, the results with what each says, and where the game stands among all ways to play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.debrief.facts import Fact, Kind, Sentence
from chasm_game.debrief.page import NONE, PageView, Table, Words
from chasm_game.debrief.pages.solvency import fallen, rescued
from chasm_game.debrief.verdicts import chasm_verdict, mark_of_score, value_verdict
from chasm_game.grammar import percent, rounded, times, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.outputs import HalvesView, OutputsView
    from chasm_game.views.review import ReviewView

__all__ = ["Result", "crowded", "ended", "results", "standing"]

ALWAYS_HALF = 0.25
"""The Brier score of somebody who always says 50 %."""
_LESS = "Less is better; 0 is perfect."
WELL_KNOWN = 0.12
"""Up to this Brier score a player knew what they knew: about right three times in four and as sure as that."""

MANY = 20
"""From so many ways on a share of them is told: of fewer one way is more than 5 %, and the mark says it better."""
HALF, THIRD = 50.0, 100 / 3
"""Per cent of all ways: whoever beats less than half has more than half of them beside or above them."""
LOWER, MIDDLE, UPPER = (0, 1), 2, (3, 4)
"""The places of the marks that a score of the lower third has, of the middle one, and of the upper but for the best."""
TWO_MEASURES = "The two measure different things: thirds are of the points between worst and best, this is of ways, and"
"""What stands before the reason why a mark and a share of ways seem to contradict each other."""

ALIKE = "under the same luck and with the same asking"
"""Against which ways a game is held."""


@dataclass(frozen=True, slots=True)
class Result:
    """One of the results, short enough for a line of 80."""

    name: str
    value: str
    says: Sentence


def ended(view: DebriefView, review: ReviewView | None) -> PageView:
    """The two verdicts, the ending, what became of the cash, and results that are never added up."""
    words = [Words.of(value_verdict(view, review)), Words.of(chasm_verdict(view)), Words(view.ending.text, "story")]
    words += [Words.of(rescued(each, view.intro.unit)) for each in view.rescues]
    if view.fall is not None:
        words.append(Words.of(fallen(view.fall, view.intro.unit)))
    shown, out = tuple(results(view)), view.outputs
    after = Sentence("Each result stands for itself; they are never added up.")
    return PageView(
        "ended",
        "Where you ended",
        tuple(each for each in words if each.text.strip()),
        table=Table(
            ("Result", "Yours", "What it says"),
            tuple((r.name, r.value, r.says.text) for r in shown),
            prose=True,
            facts=tuple(fact for r in shown for fact in r.says.facts),
        ),
        after=(Words.of(after, *([] if review is None else [standing(review), *crowded(out.score, review)])),),
    )


def standing(review: ReviewView) -> Sentence:
    """Where the game stands among all of its story."""
    best, worst = whole(review.best_score), whole(review.worst_score)
    ends = (Fact(Kind.BEST_WAY, amount=best), Fact(Kind.WORST_WAY, amount=worst))
    if review.paths == 1:
        one = Fact(Kind.STANDING, count=1)
        return Sentence(f"Only one way leads through this story {ALIKE}.", (one,))
    lead = f"{review.paths:,} ways lead through this story {ALIKE}."
    if best == worst:
        return Sentence(f"{lead} All of them score {best}.", (Fact(Kind.STANDING, count=review.paths), *ends))
    if review.paths < MANY:
        facts = (Fact(Kind.STANDING, count=review.paths), *ends)
        return Sentence(f"{lead} The best scores {best}, the worst {worst}.", facts)
    # Cut, not rounded: nobody who was beaten by one way scores better than 100 % of them.
    beaten = int(review.percentile)
    return Sentence(
        f"{lead} Yours scores better than {beaten} % of them, equal ones counted half; the best scores {best}, "
        f"the worst {worst}.",
        (Fact(Kind.STANDING, count=review.paths, share=beaten), *ends),
    )


def crowded(score: int, review: ReviewView) -> Iterator[Sentence]:
    """Why mark and share seem to differ: the one goes by points, the other by ways, and ways crowd where they like."""
    # By the same whole numbers as the mark itself, which this sentence explains.
    at = mark_of_score(score, whole(review.worst_score), whole(review.best_score))
    if review.paths < MANY:
        return  # no share is told that would read like a contradiction
    above, below = Fact(Kind.CROWDED, sign=1), Fact(Kind.CROWDED, sign=-1)
    if at in UPPER and review.percentile < HALF:
        yield Sentence(f"{TWO_MEASURES} more than half of them end in the upper third too.", (above,))
    if at in LOWER and review.percentile > HALF:
        yield Sentence(f"{TWO_MEASURES} more than half of them end in the lower third too.", (below,))
    if at == MIDDLE and review.percentile < THIRD:
        yield Sentence(f"{TWO_MEASURES} more than two thirds of them score as much or more.", (above,))
    if at == MIDDLE and review.percentile > 2 * THIRD:
        yield Sentence(f"{TWO_MEASURES} more than two thirds of them score as little or less.", (below,))


def results(view: DebriefView) -> Iterator[Result]:
    """The score and the results beside it."""
    out, fallen = view.outputs, view.ending.id == "fallen"
    yield Result("Score", f"{out.score}", Sentence(_made_of(view), (Fact(Kind.SCORE, amount=out.score),)))
    yield Result("Chasm", _from_to(out.chasm_start, out.chasm_end), _chasm(out))
    yield from _halves(out.halves)
    early = any(promise.due is None for promise in view.promises)
    yield Result("Say-do", percent(out.say_do), _say_do(out.say_do, early=early))
    yield Result("Resilience", rounded(out.resilience), _resilience(out.resilience, fallen=fallen))
    yield Result("Rescues", f"{out.rescues}", _rescues(out.rescues))
    sure = _calibration(out.calibration, quick=view.intro.quick)
    yield Result("Calibration", NONE if out.calibration is None else rounded(out.calibration, 2), sure)


def _made_of(view: DebriefView) -> str:
    """The two halves of the score. What the mean was follows from the score and the end."""
    end = 0.0 if view.ending.id == "fallen" else view.trajectory[-1].value
    # The score is five times the sum of end and mean (model.md); the mean itself is in no view.
    mean = view.outputs.score_exact / 5 - end
    return f"Half value at the end, {rounded(end, 1)}; half its mean, {rounded(mean, 1)}."


def _chasm(out: OutputsView) -> Sentence:
    """By the numbers that stand beside it: whoever subtracts them finds what is said."""
    start, end = whole(out.chasm_start), whole(out.chasm_end)
    moved = end - start
    fact = Fact(Kind.CHASM, start=start, amount=end, sign=(moved > 0) - (moved < 0))
    if not moved:
        return Sentence("Your deeds and what the people value are as far apart as they were.", (fact,))
    if out.people_moved:
        apart = f"{abs(moved)} {'nearer' if moved < 0 else 'further'}"
        return Sentence(f"You and the people are {apart}; they moved too.", (fact,))
    way = "nearer to" if moved < 0 else "further from"
    came = "came" if moved < 0 else "went"
    return Sentence(f"Your deeds {came} {abs(moved)} {way} what the people value.", (fact,))


def _from_to(start: float, end: float) -> str:
    return f"{whole(start)} → {whole(end)}"


def _halves(halves: HalvesView | None) -> Iterator[Result]:
    """The two halves of the chasm; nothing where it is its first half alone."""
    if halves is None:
        return
    what, how = (halves.what_start, halves.what_end), (halves.how_start, halves.how_end)
    yield Result("Whom", _from_to(*what), _half(Kind.WHOM, *what, "Half of the chasm: whom value is for"))
    yield Result("How", _from_to(*how), _half(Kind.HOW, *how, "The other half: how value is created"))


def _half(kind: Kind, start: float, end: float, lead: str) -> Sentence:
    """By the numbers that stand beside it."""
    one, other = whole(start), whole(end)
    fact = Fact(kind, start=one, amount=other, sign=(other > one) - (other < one))
    way = "as it was" if one == other else f"{abs(other - one)} {'nearer' if other < one else 'further'}"
    return Sentence(f"{lead}; {way}.", (fact,))


def _rescues(count: int) -> Sentence:
    fact = Fact(Kind.RESCUES, count=count)
    if not count:
        return Sentence("The owners never had to fill a hole in the cash.", (fact,))
    return Sentence(f"The owners filled a hole in the cash {times(count)}.", (fact,))


def _say_do(share: float | None, *, early: bool) -> Sentence:
    if share is None:
        return Sentence("None of your answers was a promise that falls due.", (Fact(Kind.SAY_DO),))
    kept = percent(share)
    fact = Fact(Kind.SAY_DO, share=int(kept.removesuffix(" %")))
    if kept == "100 %":
        return Sentence("You kept everything that you promised.", (fact,))
    if early:
        return Sentence(f"Deeds kept {kept}; what was not due yet is not kept.", (fact,))
    return Sentence(f"Deeds kept {kept} of your promises; the rest came back.", (fact,))


def _resilience(lowest: float, *, fallen: bool) -> Sentence:
    shown = whole(lowest)
    fact = Fact(Kind.RESILIENCE, amount=shown)
    if fallen:
        return Sentence("None, for the company fell.", (fact,))
    # A trust of 0.4 is shown as 0: `never below 0` would be said of everybody.
    if shown <= 0:
        return Sentence(f"Somewhere trust {'all but ran out' if lowest > 0 else 'ran out altogether'}.", (fact,))
    return Sentence(f"Nobody's trust ever ended a round below {shown}.", (fact,))


def _calibration(brier: float | None, *, quick: bool) -> Sentence:
    """By the number that stands beside it: 0.25 is as good as always saying 50 %, whatever stands behind the 5."""
    if brier is None:
        few = "A quick game asks for no predictions." if quick else "Too few predictions: under half of the rounds."
        return Sentence(few, (Fact(Kind.CALIBRATION),))
    shown = float(rounded(brier, 2))
    fact = Fact(Kind.CALIBRATION, amount=shown, sign=(shown > ALWAYS_HALF) - (shown < ALWAYS_HALF))
    if shown <= WELL_KNOWN:
        return Sentence(f"You knew what you knew. {_LESS}", (fact,))
    if shown < ALWAYS_HALF:
        return Sentence(f"Better than always saying 50 %, which gives 0.25. {_LESS}", (fact,))
    if shown == ALWAYS_HALF:
        return Sentence(f"As good as always saying 50 %, which gives 0.25. {_LESS}", (fact,))
    # Not "too sure": whoever is as sure as they are right on average may still be sure of the wrong ones.
    return Sentence(f"Worse than always saying 50 %, which gives 0.25. {_LESS}", (fact,))
