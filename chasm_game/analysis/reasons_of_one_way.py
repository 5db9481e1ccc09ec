"""Why a bound is broken that one game shows: which answer, whose points, and about how many would mend it."""

from __future__ import annotations

from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.bounds import LEAST_SHARE, OFTEN, WORTH_ASKING
from chasm_game.analysis.heuristics import HEURISTICS
from chasm_game.analysis.measured import columns, contested, gains
from chasm_game.analysis.nudges import least, nudged, replayed, score_size
from chasm_game.analysis.playthrough import recorded
from chasm_game.analysis.reason import Reason, answer_id, place, round_id, whose
from chasm_game.analysis.tally import EQUAL

if TYPE_CHECKING:
    from chasm_game.analysis.measured import Measured
    from chasm_game.analysis.situations import Situations
    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Snapshot, Turn

__all__ = [
    "asking",
    "careful_reader",
    "companions",
    "contested_rounds",
    "opening",
    "rarest_best",
    "regret",
    "too_good",
    "words_only",
]


def opening(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The second best answer of the opening round is too far behind."""
    met = m.situations[0]
    # An answer that is locked here leads nowhere. Stable, so that of equal answers the first of the file is named.
    scores = np.where(np.isnan(met.best[:, 0]), -1.0, met.best[:, 0])
    best, second = np.argsort(-scores, kind="stable")[:2].tolist()
    first, other = int(met.ways[best, 0]), int(met.ways[second, 0])
    why = (
        f"in `{round_id(m, met.index)}` `{answer_id(m, met.index, best)}` leads to {scores[best]:.0f} and "
        f"`{answer_id(m, met.index, second)}` to {scores[second]:.0f}, with "
        f"{whose(m, m.found.trust[first] - m.found.trust[other])} between the two games"
    )
    line = m.found.line(other)
    size = score_size(m.scenario, line, met.index, second, float(scores[best]) - limit)
    return Reason(
        why, size and f"{size} for `{answer_id(m, met.index, second)}` would do", place(met.index, second), line
    )


def _too_rarely(m: Measured, met: Situations, answer: int, wanted: int, share: str) -> Reason:
    """An answer that should be best in more situations of its round: as many as are `wanted`."""
    gaps = np.where(np.isnan(met.best[answer]), np.inf, met.top - met.best[answer])
    # Those that lack least come first: the last of as many as are wanted says how many points it takes.
    order = np.argsort(gaps, kind="stable")
    name, where = answer_id(m, met.index, answer), round_id(m, met.index)
    often = f"`{name}` in `{where}` is best in {met.wins[answer]:.1%} of {len(met):,} situations"
    column = int(order[wanted - 1])
    if not np.isfinite(gaps[column]):
        return Reason(often, f"let `{name}` be open in more situations", place(met.index, answer))
    mine, top = int(met.ways[answer, column]), int(met.ways[np.nanargmax(met.best[:, column]), column])
    why = (
        f"{often}, and {gaps[column]:.0f} points behind where it lacks least for {share}, with "
        f"{whose(m, m.found.trust[mine] - m.found.trust[top])} against the best there"
    )
    line = m.found.line(mine)
    size = score_size(m.scenario, line, met.index, answer, float(met.top[column]))
    in_some = "in some game" if wanted == 1 else f"in {share} of the situations"
    return Reason(why, size and f"{size} would make it best {in_some}", place(met.index, answer), line)


def rarest_best(m: Measured, _: str, __: float, ___: float) -> Reason:
    """The answer that is best least often."""
    met = min(m.often_met, key=lambda s: float(s.wins.min()))
    wanted = max(1, ceil(LEAST_SHARE * len(met) - EQUAL))
    return _too_rarely(m, met, int(met.wins.argmin()), wanted, f"{LEAST_SHARE:.0%}")


def contested_rounds(m: Measured, _: str, __: float, ___: float) -> Reason:
    """The second best answer of the round that is nearest to being contested."""
    open_rounds = [s for s in m.often_met if not contested(s) and len(s.wins) > 1]
    if not open_rounds:
        return Reason("in these rounds there is one answer", "give them another")
    met = max(open_rounds, key=lambda s: float(np.sort(s.wins)[-2]))
    second = int(np.argsort(-met.wins, kind="stable")[1])
    return _too_rarely(m, met, second, floor(OFTEN * len(met) + EQUAL) + 1, f"more than {OFTEN:.0%}")


def regret(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The usual answer of the round in which it costs least."""
    met = min(m.often_met, key=lambda s: s.regret())
    usual = met.favourite

    def mean(less: float) -> float:
        return float(np.mean([_worse(s, less).regret() for s in m.often_met]))

    # In doublings: the size is told as `about`, and each trial weighs all situations anew.
    steps = [x for x in (2.0**n for n in range(9)) if mean(x) >= limit]
    won = np.flatnonzero(met.best[usual] >= met.top - EQUAL)
    way = int(met.ways[usual, won[len(won) // 2]])
    why = (
        f"least in `{round_id(m, met.index)}`, where `{answer_id(m, met.index, usual)}` is best in "
        f"{met.wins[usual]:.0%} of the situations and costs {met.regret():.1f} points in the mean of all"
    )
    line = m.found.line(way)
    size = score_size(m.scenario, line, met.index, usual, float(m.found.scores[way]) - steps[0]) if steps else ""
    hint = f"about {steps[0]:.0f} points of score less for every usual answer" if steps else ""
    hint = f"{hint}, here {size}, would do" if size else hint and f"{hint} would do"
    hint = hint or "other answers would have to be best more often in these rounds"
    return Reason(why, hint, place(met.index, usual), line)


def _worse(met: Situations, less: float) -> Situations:
    """The same situations, where the usual answer leads so many points less far."""
    best = met.best.copy()
    best[met.favourite] -= less
    return replace(met, best=best)


def too_good(m: Measured, name: str, _: float, limit: float) -> Reason:
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
    answer = answer_id(m, met.index, taken)
    why = (
        f"most of it with `{answer}` in `{round_id(m, met.index)}`, {lead:.0f} points ahead of the others there, "
        f"with {whose(m, m.found.trust[way] - m.found.trust[other])} against the best of them"
    )
    ordered = np.sort(m.found.scores)
    goal = float(ordered[max(0, ceil(limit / 100 * ordered.size - EQUAL) - 1)])
    size = score_size(m.scenario, line, met.index, taken, goal)
    return Reason(why, size and f"{size} for `{answer}` would do", place(met.index, taken), line)


def _decided(game: Game) -> list[Turn]:
    """The rounds in which an answer was taken; where nothing is open there is none that could be changed."""
    return [t for t in game.turns if t.response in {r.id for r in t.round.responses}]


def careful_reader(m: Measured, name: str, _: float, limit: float) -> Reason:
    """The game of the careful reader ends too high: the round in which it gained most."""
    game = m.game(name)
    line = tuple(str(d) for d in game.decisions)
    turns = _decided(game)
    if not turns:
        return Reason("it decides nothing", "", witness=line)

    def gained(turn: Turn) -> float:
        return turn.after.value - turn.before.value if turn.after else 0.0

    turn = max(turns, key=gained)
    answer = next(n for n, r in enumerate(turn.round.responses) if r.id == turn.response)
    why = f"most of it with `{turn.response}` in `{turn.round.id}`, in which value moved by {gained(turn):+.1f}"
    ordered = np.sort(m.found.scores)
    goal = float(ordered[max(0, ceil(limit / 100 * ordered.size - EQUAL) - 1)])
    size = score_size(m.scenario, line, turn.index, answer, goal)
    return Reason(why, size and f"{size} for `{turn.response}` would do", place(turn.index, answer), line)


def words_only(m: Measured, _: str, __: float, limit: float) -> Reason:
    """The answer with which the game of words narrows the chasm most."""
    game = m.game("words-only")
    line = tuple(str(d) for d in game.decisions)
    turns = _decided(game)
    if not turns:
        return Reason("it decides nothing", "", witness=line)
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
    return Reason(why, size, place(turn.index, answer), line)


def _apart(at: Snapshot, stakeholder: str) -> float:
    """How far the company's belief in somebody is from the people's."""
    return abs(at.people[stakeholder] - at.belief[stakeholder])


def asking(m: Measured, _: str, __: float, ___: float) -> Reason:
    """The second best round to ask in is not worth it."""
    worth = gains(m)
    order = sorted(worth, key=lambda n: -worth[n])
    named = ", ".join(f"{worth[n]:+.1f} in `{round_id(m, n)}`" for n in order[:2])
    # Two rounds have to be worth it, so the second best is the one that is missing.
    weakest = order[min(1, len(order) - 1)]
    asked = m.asked[weakest]
    taken = recorded(m.plan, asked.line)[weakest]
    goal = float(m.found.scores.max()) + WORTH_ASKING
    name = answer_id(m, weakest, taken) if taken < len(m.scenario.rounds[weakest].responses) else ""
    size = score_size(m.scenario, asked.line, weakest, taken, goal) if name else ""
    hint = f"{size} for `{name}` in `{round_id(m, weakest)}`, where somebody asked, would do" if size else ""
    return Reason(f"at most {named}", hint, place(weakest), asked.line)


def companions(m: Measured, _: str, __: float, ___: float) -> Reason:
    """One leader is enough."""
    order = sorted(m.companions.alike, key=lambda k: -m.companions.alike[k])
    name = m.plan.leaders[order[0] - 1].id
    if len(order) == 1:
        return Reason(f"every ask is best taken with `{name}`", "let there be another leader", ("leaders",))
    other, behind = m.plan.leaders[order[1] - 1].id, m.companions.score - m.companions.alike[order[1]]
    why = f"every ask is best taken with `{name}`"
    return Reason(why, f"always with `{other}` is {behind:.1f} points behind: so much would do", ("leaders", name))
