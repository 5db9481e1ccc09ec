"""What of a company stands before its player in a round: what the round can move; all else is folded (one line)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.gauges import CASH, CREDIBILITY, Group
from chasm_game.views.foresight_builder import forecasts_of
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.engine.effects import Effect, Target
    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.snapshot import Snapshot, Turn

__all__ = ["NUMBERS", "VALUE", "folded"]

NUMBERS = 9
"""So many numbers stand on the board of a round at most: what somebody can hold in mind while they decide."""
VALUE = "value"
"""By which the company's value is named among the numbers."""
_ALWAYS = (VALUE, CASH.id)


def folded(game: Game, turn: Turn, base: Snapshot) -> tuple[str, ...]:
    """The ids of what this round hardly moves, as far as its player may know: to be folded, in the board's order.

    What stays is the value, the cash and, up to `NUMBERS`, what any answer, the shock or something that comes back
    moves: those who trust, the strongest first; the leaders, where all of them fit, else as one; then the other gauges.
    Know-how stays only where it has changed.
    """
    strength, changed = _strengths(game, turn, base), _changes(turn, base)
    people = [s.id for s in game.scenario.stakeholders]
    leaders = [k.id for k in game.scenario.leaders]
    gauges = [g for g in game.plan.gauges if g.group not in {Group.MONEY, Group.LEADERS}]
    counts = [g.id for g in gauges if g.group is not Group.KNOW_HOW or felt(changed[g.id])]
    left = NUMBERS - len(_ALWAYS)
    stays = _strongest(people, strength)[:left]
    left -= len(stays)
    together = len(leaders) > left
    # Where they do not fit one by one, they are told by how far all of them together carry things.
    stays += [] if together else leaders
    left -= 1 if together else len(leaders)
    stays += _strongest(counts, strength)[: max(left, 0)]
    return tuple(each for each in (*people, *(g.id for g in gauges), *leaders) if each not in stays)


def _strongest(ids: Iterable[str], strength: dict[str, float]) -> list[str]:
    """What is moved at all, the strongest first; of equals in their order."""
    return sorted((each for each in ids if felt(strength.get(each, 0.0))), key=lambda each: -strength[each])


def _strengths(game: Game, turn: Turn, base: Snapshot) -> dict[str, float]:
    """How strongly each can be moved in this round, or was by its shock: the most of all that does, in points."""
    found: dict[str, float] = {}

    def count(name: str, points: float) -> None:
        found[name] = max(found.get(name, 0.0), abs(points))

    for name, points in _changes(turn, base).items():
        count(name, points)
    for forecast in forecasts_of(game, turn):
        for row, s in enumerate(game.scenario.stakeholders):
            for arrows in (forecast.now, forecast.later):
                count(s.id, float(arrows.points[row, 0]))
    plan = game.plan
    for response in plan.rounds[turn.index].responses:
        for name, points in _named(plan, _effects(response)):
            count(name, points)
        if response.promise is not None:
            count(CREDIBILITY.id, response.promise.claimed)
    for name, points in _named(plan, _due(game, turn)):
        count(name, points)
    return found


def _changes(turn: Turn, base: Snapshot) -> dict[str, float]:
    """What has changed already since the last round, by stakeholder and gauge."""
    trust = {s: heard - base.reported[s] for s, heard in turn.shocked.reported.items()}
    return trust | {gauge: now - base.gauges[gauge] for gauge, now in turn.shocked.gauges.items()}


def _effects(response: ResponsePlan) -> Iterator[Effect]:
    """What a response does to gauges, at once and later; whom it moves its forecast says."""
    yield from response.gauges
    for now in response.nows:
        yield from (effect for effect in now.effects if effect.target.array == "gauges")
    for echo in response.echoes:
        yield from echo.gauges


def _due(game: Game, turn: Turn) -> Iterator[Effect]:
    """What earlier decisions send into this round."""
    moment = turn.shocked.moment
    clock = int(moment.clock[0])
    for earlier in game.turns:
        responses = game.plan.rounds[earlier.index].responses
        chosen = int(moment.chosen[earlier.index, 0])
        if earlier is turn or not 0 <= chosen < len(responses):
            continue
        made = int(moment.when[earlier.index, 0])
        for echo in responses[chosen].echoes:
            if made + echo.after == clock:
                yield from (*echo.trust, *echo.gauges)


def _named(plan: Plan, effects: Iterable[Effect]) -> Iterator[tuple[str, float]]:
    for effect in effects:
        yield _name(plan, effect.target), effect.points


def _name(plan: Plan, target: Target) -> str:
    return plan.stakeholders[target.row] if target.array == "trust" else plan.gauges[target.row].id
