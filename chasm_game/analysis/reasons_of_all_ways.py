"""Why a bound is broken that only all games together show: what they hang on, and how much more it would take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.nudges import least, least_times, score_size
from chasm_game.analysis.reason import Reason, answer_id, place, round_id, whose
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import correlation, ranks, ways_of
from chasm_game.engine.compiling import compile_plan
from chasm_game.gauges import CASH

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from chasm_game.analysis.measured import Measured
    from chasm_game.analysis.tally import Floats

__all__ = ["MOST_AGAIN", "cash", "idle", "score_chasm"]

MOST_AGAIN = 50_000
"""Ways that are walked again and again to find how much more cash would do."""
_MOST_TIMES = 64.0


def idle(m: Measured, name: str, _: float, limit: float) -> Reason:
    """A part of the model that hardly changes the ranking: where it moves most, and how much more it would take."""
    found = m.ablation(name)
    moved = m.found.scores[found.same] - found.changed
    if float(np.abs(moved).max()) <= EQUAL:
        return Reason("it changes no game", "let the story give it something to change")
    chosen = m.found.chosen[found.same]
    index, spread = max(
        ((met.index, _spread(chosen[:, met.index], moved)) for met in m.situations), key=lambda pair: pair[1]
    )
    who = int(found.felt.argmax())
    why = (
        f"without it a game moves by {float(np.abs(moved).mean()):.1f} points in the mean, most by what is decided in "
        f"`{round_id(m, index)}` ({spread:.1f} between its answers), most of all the trust of "
        f"{m.scenario.stakeholders[who].id}"
    )
    # Ranks of some tens of thousands of ways say as much as those of all.
    some = slice(None, None, -(-len(moved) // MOST_AGAIN))
    kept = ranks(found.changed[some])

    def apart(times: float) -> bool:
        value = correlation(ranks((found.changed + times * moved)[some]), kept)
        return value is not None and value <= limit + EQUAL

    times = least_times(apart, _MOST_TIMES)
    if times is None:
        return Reason(why, f"not even {_MOST_TIMES:.0f} times its weight would do", place(index))
    return Reason(why, f"about {times:.2f} times its weight would do", place(index))


def _spread(taken: NDArray[np.int8], moved: Floats) -> float:
    """How far apart the means of what is moved are, between the answers of a round."""
    played = taken >= 0
    numbers = taken[played].astype(np.int64)
    times = np.bincount(numbers)
    means = np.bincount(numbers, moved[played])[times > 0] / times[times > 0]
    return float(np.ptp(means)) if means.size else 0.0


def score_chasm(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The answer with which score and chasm go up together most."""
    alive = m.found.alive
    scores, chasms, chosen = m.found.scores[alive], m.found.chasms[alive], m.found.chosen[alive]
    together = []
    for met in m.situations:
        for answer in range(len(met.best)):
            through = chosen[:, met.index] == answer
            if through.any() and not through.all():
                up = float(scores[through].mean() - scores.mean()) * float(chasms[through].mean() - chasms.mean())
                together.append((up * float(through.mean()), met.index, answer))
    if not together:
        return Reason("", "")
    _most, index, answer = max(together)
    through = chosen[:, index] == answer
    ahead = m.found.trust[alive][through].mean(axis=0) - m.found.trust[alive][~through].mean(axis=0)
    name = answer_id(m, index, answer)
    up, wide = scores[through].mean() - scores.mean(), chasms[through].mean() - chasms.mean()
    sign = 1 if up > 0 else -1
    why = (
        f"most by `{name}` in `{round_id(m, index)}`: games through it end {abs(up):.0f} points "
        f"{'higher' if up > 0 else 'lower'} and with a chasm {abs(wide):.1f} {'wider' if wide > 0 else 'narrower'} "
        f"than the mean, with {whose(m, ahead)}"
    )
    for points in (2.0**n for n in range(9)):
        value = correlation(scores - sign * points * through, chasms)
        if value is not None and value <= limit + EQUAL:
            ways = np.flatnonzero(alive)[through]
            way = int(ways[np.argsort(m.found.scores[ways])[len(ways) // 2]])
            line = m.found.line(way)
            size = score_size(m.scenario, line, index, answer, float(m.found.scores[way]) - sign * points)
            return Reason(why, size and f"{size} for `{name}` would do", place(index, answer), line)
    return Reason(why, "", place(index, answer))


def cash(m: Measured, name: str, _: float, limit: float) -> Reason:
    """Money is short: through which answer most, and how much more at the start would do."""
    bad = m.found.rescued if name == "rescued" else ~m.found.alive
    random = m.found.random
    shares = []
    for met in m.situations:
        for answer in range(len(met.best)):
            through = m.found.chosen[:, met.index] == answer
            likely = float(random[through].sum())
            if likely > EQUAL:
                share = float(random[through & bad].sum()) / likely
                shares.append(((share - float(random[bad].sum())) * likely, share, met.index, answer))
    why = ""
    at: tuple[str | int, ...] = ("title",)
    if shares:
        _most, share, index, answer = max(shares)
        happens = "are rescued" if name == "rescued" else "fall"
        why = (
            f"of random games through `{answer_id(m, index, answer)}` in `{round_id(m, index)}` {share:.0%} {happens} "
            "for want of cash"
        )
        at = place(index, answer)
    # Each trial walks the whole story anew; of a large one that would take minutes for half a sentence.
    if len(m.found) > MOST_AGAIN:
        return Reason(why, "", at)

    def enough(points: int) -> bool:
        company = m.scenario.company
        begun = company.start.get(CASH.id, CASH.default) + points
        richer = replace(m.scenario, company=replace(company, start={**company.start, CASH.id: begun}))
        ways = ways_of(compile_plan(richer, 1))
        value = float(ways.random[ways.rescued if name == "rescued" else ways.alive].sum())
        return BOUNDS[name].holds(value, limit)

    points = least(enough)
    return Reason(why, "" if points is None else f"about {points} more in cash at the start would do", at)
