"""Why a bound is broken, and by how much: whose points, in which round, and what would mend it, from the same ways."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.analysis.bounds import BOUNDS, LEAST_SHARE, OFTEN, WORTH_ASKING
from chasm_game.analysis.heuristics import HEURISTICS
from chasm_game.analysis.measured import columns, contested, gains
from chasm_game.analysis.nudges import MOST_POINTS, least, nudged, replayed, score_size
from chasm_game.analysis.playthrough import recorded
from chasm_game.analysis.tally import EQUAL
from chasm_game.analysis.ways import correlation, ranks, ways_of
from chasm_game.engine.compiling import compile_plan
from chasm_game.gauges import CASH

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from chasm_game.analysis.measured import Measured
    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.situations import Situations
    from chasm_game.analysis.tally import Floats
    from chasm_game.engine.snapshot import Snapshot

__all__ = ["MOST_AGAIN", "Reason", "reason"]

MOST_AGAIN = 50_000
"""Ways that are walked again and again to find how much more cash would do."""
_MOST_TIMES = 64.0
_NOTHING = f"no change of one answer by up to {MOST_POINTS} points would do"
_PATIENCE = 12
"""Halvings of an interval: a thousandth of it is exact enough for *about*."""


class Reason(NamedTuple):
    """What is said of a broken bound."""

    why: str
    size: str
    at: tuple[str | int, ...] = ("title",)
    witness: Line | None = None


def reason(m: Measured, name: str, value: float, limit: float) -> Reason:
    """Why the bound of a property is broken by a value, and by how much."""
    found = _REASONS[name](m, name, value, limit)
    return (
        found if found.size else found._replace(size=f"no change of one answer by up to {MOST_POINTS} points would do")
    )


# ------------------------------------------------------------------------------------------------- words and places


def _round(m: Measured, index: int) -> str:
    return m.scenario.rounds[index].id


def _answer(m: Measured, index: int, answer: int) -> str:
    return m.scenario.rounds[index].responses[answer].id


def _at(index: int, answer: int | None = None) -> tuple[str | int, ...]:
    return ("rounds", index, "id") if answer is None else ("rounds", index, "responses", answer, "id")


def _whose(m: Measured, ahead: Floats) -> str:
    """The stakeholder whose trust differs most, and by how much."""
    who = int(np.abs(ahead).argmax())
    return f"{ahead[who]:+.0f} in the trust of {m.scenario.stakeholders[who].id}"


# ---------------------------------------------------------------------------------------------- one answer, one way


def _opening(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The second best answer of the opening round is too far behind."""
    met = m.situations[0]
    scores = np.where(np.isnan(met.best[:, 0]), -1.0, met.best[:, 0])
    best, second = np.argsort(-scores, kind="stable")[:2].tolist()
    first, other = int(met.ways[best, 0]), int(met.ways[second, 0])
    why = (
        f"in `{_round(m, met.index)}` `{_answer(m, met.index, best)}` leads to {scores[best]:.0f} and "
        f"`{_answer(m, met.index, second)}` to {scores[second]:.0f}, with "
        f"{_whose(m, m.found.trust[first] - m.found.trust[other])} between the two games"
    )
    line = m.found.line(other)
    size = score_size(m.scenario, line, met.index, second, float(scores[best]) - limit)
    return Reason(why, size and f"{size} for `{_answer(m, met.index, second)}` would do", _at(met.index, second), line)


def _too_rarely(m: Measured, met: Situations, answer: int, wanted: int, share: str) -> Reason:
    """An answer that should be best in more situations of its round: as many as are `wanted`."""
    gaps = np.where(np.isnan(met.best[answer]), np.inf, met.top - met.best[answer])
    order = np.argsort(gaps, kind="stable")
    name, where = _answer(m, met.index, answer), _round(m, met.index)
    often = f"`{name}` in `{where}` is best in {met.wins[answer]:.1%} of {len(met):,} situations"
    column = int(order[wanted - 1])
    if not np.isfinite(gaps[column]):
        return Reason(often, f"let `{name}` be open in more situations", _at(met.index, answer))
    mine, top = int(met.ways[answer, column]), int(met.ways[np.nanargmax(met.best[:, column]), column])
    why = (
        f"{often}, and {gaps[column]:.0f} points behind where it lacks least for {share}, with "
        f"{_whose(m, m.found.trust[mine] - m.found.trust[top])} against the best there"
    )
    line = m.found.line(mine)
    size = score_size(m.scenario, line, met.index, answer, float(met.top[column]))
    in_some = "in some game" if wanted == 1 else f"in {share} of the situations"
    return Reason(why, size and f"{size} would make it best {in_some}", _at(met.index, answer), line)


def _rarest_best(m: Measured, _: str, __: float, ___: float) -> Reason:
    met = min(m.often_met, key=lambda s: float(s.wins.min()))
    wanted = max(1, ceil(LEAST_SHARE * len(met) - EQUAL))
    return _too_rarely(m, met, int(met.wins.argmin()), wanted, f"{LEAST_SHARE:.0%}")


def _contested_rounds(m: Measured, _: str, __: float, ___: float) -> Reason:
    open_rounds = [s for s in m.often_met if not contested(s) and len(s.wins) > 1]
    if not open_rounds:
        return Reason("in these rounds there is one answer", "give them another")
    met = max(open_rounds, key=lambda s: float(np.sort(s.wins)[-2]))
    second = int(np.argsort(-met.wins, kind="stable")[1])
    return _too_rarely(m, met, second, floor(OFTEN * len(met) + EQUAL) + 1, f"more than {OFTEN:.0%}")


def _regret(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The usual answer of the round in which it costs least."""
    met = min(m.often_met, key=lambda s: s.regret())
    usual = met.favourite

    def mean(less: float) -> float:
        return float(np.mean([_worse(s, less).regret() for s in m.often_met]))

    steps = [x for x in (2.0**n for n in range(9)) if mean(x) >= limit]
    won = np.flatnonzero(met.best[usual] >= met.top - EQUAL)
    way = int(met.ways[usual, won[len(won) // 2]])
    why = (
        f"least in `{_round(m, met.index)}`, where `{_answer(m, met.index, usual)}` is best in {met.wins[usual]:.0%} "
        f"of the situations and costs {met.regret():.1f} points in the mean of all"
    )
    line = m.found.line(way)
    size = score_size(m.scenario, line, met.index, usual, float(m.found.scores[way]) - steps[0]) if steps else ""
    hint = f"about {steps[0]:.0f} points of score less for every usual answer" if steps else ""
    hint = f"{hint}, here {size}, would do" if size else hint and f"{hint} would do"
    hint = hint or "other answers would have to be best more often in these rounds"
    return Reason(why, hint, _at(met.index, usual), line)


def _worse(met: Situations, less: float) -> Situations:
    """The same situations, where the usual answer leads so many points less far."""
    best = met.best.copy()
    best[met.favourite] -= less
    return replace(met, best=best)


def _too_good(m: Measured, name: str, _: float, limit: float) -> Reason:
    """The game of a rule, or of one colour, ends too high: the round in which its answer is most ahead of others."""
    if name in HEURISTICS:
        rule = tuple(str(d) for d in m.game(name).decisions)
        way = int(np.flatnonzero((m.found.chosen == np.array(recorded(m.plan, rule))).all(axis=1))[0])
    else:
        fine = m.labelled(name.removeprefix("best-"))
        way = int(np.where(fine, m.found.scores, -1.0).argmax())
    ahead = []
    for met in m.situations:
        taken = int(m.found.chosen[way, met.index])
        column = int(columns(m.found, met.index)[way])
        others = np.delete(met.best[:, column], taken) if 0 <= taken < len(met.best) else np.array([])
        if column >= 0 and others.size and not np.isnan(others).all():
            ahead.append((float(met.best[taken, column] - np.nanmean(others)), met, taken, column))
    line = m.found.line(way)
    if not ahead:
        return Reason("", "", witness=line)
    lead, met, taken, column = max(ahead, key=lambda found: found[0])
    rest = met.best[:, column].copy()
    rest[taken] = np.nan
    other = int(met.ways[np.nanargmax(rest), column])
    answer = _answer(m, met.index, taken)
    why = (
        f"most of it with `{answer}` in `{_round(m, met.index)}`, {lead:.0f} points ahead of the other answers there, "
        f"with {_whose(m, m.found.trust[way] - m.found.trust[other])} against the best of them"
    )
    ordered = np.sort(m.found.scores)
    goal = float(ordered[max(0, ceil(limit / 100 * ordered.size - EQUAL) - 1)])
    size = score_size(m.scenario, line, met.index, taken, goal)
    return Reason(why, size and f"{size} for `{answer}` would do", _at(met.index, taken), line)


def _words_only(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The answer with which the game of words narrows the chasm most."""
    game = m.game("words-only")
    line = tuple(str(d) for d in game.decisions)
    turns = [t for t in game.turns if t.after is not None and t.response in {r.id for r in t.round.responses}]
    turn = min(turns, key=lambda t: t.after.chasm - t.before.chasm if t.after else 0.0)
    assert turn.after is not None
    before, after = turn.before, turn.after
    nearer = {s: _apart(before, s) - _apart(after, s) for s in after.people}
    who = max(nearer, key=lambda s: nearer[s])
    answer = next(n for n, r in enumerate(turn.round.responses) if r.id == turn.response)
    why = (
        f"most with `{turn.response}` in `{turn.round.id}`, which narrows it by {before.chasm - after.chasm:.1f} and "
        f"brings {who} nearer to what people think they are worth"
    )

    def wider(points: int) -> bool:
        found = replayed(nudged(m.scenario, turn.index, answer, who, -points), line)
        return found is not None and found.outcome is not None and found.outcome.chasm_end > limit + EQUAL

    points = least(wider)
    size = "" if points is None else f"about -{points} {who} for `{turn.response}` would do"
    return Reason(why, size, _at(turn.index, answer), line)


def _apart(at: Snapshot, stakeholder: str) -> float:
    """How far the company's belief in somebody is from the people's."""
    return abs(at.people[stakeholder] - at.belief[stakeholder])


def _asking(m: Measured, _: str, __: float, ___: float) -> Reason:
    """The second best round to ask in is not worth it."""
    worth = gains(m)
    order = sorted(worth, key=lambda n: -worth[n])
    named = ", ".join(f"{worth[n]:+.1f} in `{_round(m, n)}`" for n in order[:2])
    weakest = order[min(1, len(order) - 1)]
    asked = m.asked[weakest]
    taken = recorded(m.plan, asked.line)[weakest]
    goal = float(m.found.scores.max()) + WORTH_ASKING
    name = _answer(m, weakest, taken) if taken < len(m.scenario.rounds[weakest].responses) else ""
    size = score_size(m.scenario, asked.line, weakest, taken, goal) if name else ""
    hint = f"{size} for `{name}` in `{_round(m, weakest)}`, where somebody asked, would do" if size else ""
    return Reason(f"at most {named}", hint, _at(weakest), asked.line)


def _companions(m: Measured, _: str, __: float, ___: float) -> Reason:
    """One leader is enough."""
    order = sorted(m.companions.alike, key=lambda k: -m.companions.alike[k])
    name = m.plan.leaders[order[0] - 1].id
    if len(order) == 1:
        return Reason(f"every ask is best taken with `{name}`", "let there be another leader", ("leaders",))
    other, behind = m.plan.leaders[order[1] - 1].id, m.companions.score - m.companions.alike[order[1]]
    why = f"every ask is best taken with `{name}`"
    return Reason(why, f"always with `{other}` is {behind:.1f} points behind: so much would do", ("leaders", name))


# -------------------------------------------------------------------------------------------------------- all ways


def _idle(m: Measured, name: str, _: float, limit: float) -> Reason:
    """A part of the model that hardly changes the ranking: where it moves most, and how much more it would take."""
    found = m.ablation(name)
    moved = found.scores - found.changed
    if float(np.abs(moved).max()) <= EQUAL:
        return Reason("it changes no game", "let the story give it something to change")
    chosen = m.found.chosen[found.same]
    index, spread = max(
        ((met.index, _spread(chosen[:, met.index], moved)) for met in m.situations), key=lambda pair: pair[1]
    )
    who = int(np.abs(m.found.trust[found.same] - found.trust).mean(axis=0).argmax())
    why = (
        f"without it a game moves by {float(np.abs(moved).mean()):.1f} points in the mean, most by what is decided in "
        f"`{_round(m, index)}` ({spread:.1f} between its answers), most of all the trust of "
        f"{m.scenario.stakeholders[who].id}"
    )
    low, high = 1.0, _MOST_TIMES
    # Ranks of some tens of thousands of ways say as much as those of all.
    some = slice(None, None, -(-len(moved) // MOST_AGAIN))
    kept = ranks(found.changed[some])

    def apart(times: float) -> bool:
        value = correlation(ranks((found.changed + times * moved)[some]), kept)
        return value is not None and value <= limit + EQUAL

    if not apart(high):
        return Reason(why, f"not even {_MOST_TIMES:.0f} times its weight would do", _at(index))
    for _step in range(_PATIENCE):
        middle = (low * high) ** 0.5
        low, high = (low, middle) if apart(middle) else (middle, high)
    return Reason(why, f"about {high:.2f} times its weight would do", _at(index))


def _spread(taken: NDArray[np.int8], moved: Floats) -> float:
    """How far apart the means of what is moved are, between the answers of a round."""
    means = [float(moved[taken == answer].mean()) for answer in np.unique(taken) if answer >= 0]
    return max(means) - min(means) if means else 0.0


def _score_chasm(m: Measured, _: str, __: float, limit: float) -> Reason:
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
    name = _answer(m, index, answer)
    up, wide = scores[through].mean() - scores.mean(), chasms[through].mean() - chasms.mean()
    sign = 1 if up > 0 else -1
    why = (
        f"most by `{name}` in `{_round(m, index)}`: games through it end {abs(up):.0f} points "
        f"{'higher' if up > 0 else 'lower'} and with a chasm {abs(wide):.1f} {'wider' if wide > 0 else 'narrower'} "
        f"than the mean, with {_whose(m, ahead)}"
    )
    for points in (2.0**n for n in range(9)):
        value = correlation(scores - sign * points * through, chasms)
        if value is not None and value <= limit + EQUAL:
            ways = np.flatnonzero(alive)[through]
            way = int(ways[np.argsort(m.found.scores[ways])[len(ways) // 2]])
            line = m.found.line(way)
            size = score_size(m.scenario, line, index, answer, float(m.found.scores[way]) - sign * points)
            return Reason(why, size and f"{size} for `{name}` would do", _at(index, answer), line)
    return Reason(why, "", _at(index, answer))


def _cash(m: Measured, name: str, _: float, limit: float) -> Reason:
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
            f"of random games through `{_answer(m, index, answer)}` in `{_round(m, index)}` {share:.0%} {happens} "
            "for want of cash"
        )
        at = _at(index, answer)
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


_REASONS: Mapping[str, Callable[[Measured, str, float, float], Reason]] = {
    "score-chasm": _score_chasm,
    "words-only": _words_only,
    "beliefs-frozen": _idle,
    "learning-inert": _idle,
    "drag-0": _idle,
    "healing-0": _idle,
    "gloss-backlash-0": _idle,
    "without-now": _idle,
    "best-new": _too_good,
    "best-old": _too_good,
    **dict.fromkeys(HEURISTICS, _too_good),
    "contested-rounds": _contested_rounds,
    "rarest-best": _rarest_best,
    "regret": _regret,
    "opening": _opening,
    "asking": _asking,
    "companions": _companions,
    "rescued": _cash,
    "random-survives": _cash,
}
