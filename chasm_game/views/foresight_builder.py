"""What an answer would do, as far as its player may know it: made of the engine's forecasts (model.md, Forecasts)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from chasm_game.engine.deeds import carried, strange
from chasm_game.engine.forecast import forecasts
from chasm_game.engine.state import concatenate
from chasm_game.views.foresight import ArrowView, CarryView, FallForecast, ImpactView
from chasm_game.views.thresholds import carried_step, strange_step, strength

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.forecast import Arrows, Forecast
    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.snapshot import Snapshot, Turn

__all__ = ["carrying", "fall", "forecasts_of", "foresee", "impacts"]

_KNOWN: WeakKeyDictionary[FinishedGame, dict[int, tuple[Snapshot, tuple[Forecast, ...]]]] = WeakKeyDictionary()
"""By game and round: the moment that was asked about last, and what was told of it. It goes with its game."""


def forecasts_of(game: FinishedGame, turn: Turn) -> tuple[Forecast, ...]:
    """The forecast of every response of a round, in file order, from the moment on which it is decided.

    A game asks once for each moment, however often it is looked at.
    """
    known = _KNOWN.setdefault(game, {})
    at, found = known.get(turn.index, (None, ()))
    # By identity: a round that was taken back and played again has another moment.
    if at is not turn.shocked:
        found = tuple(forecasts(game.plan, turn.shocked.moment, turn.index))
        known[turn.index] = turn.shocked, found
    return found


def foresee(met: Iterable[tuple[FinishedGame, Turn]]) -> None:
    """Tell `forecasts_of` of turns of games on one plan, round by round for all of them at once.

    Turns in which somebody asked are left out, and those of which it was told before.
    """
    unknown: dict[int, list[tuple[FinishedGame, Turn]]] = {}
    for game, turn in met:
        at, _ = _KNOWN.get(game, {}).get(turn.index, (None, ()))
        if not turn.asked and at is not turn.shocked:
            unknown.setdefault(turn.index, []).append((game, turn))
    for index, some in unknown.items():
        state = concatenate([turn.shocked.moment for _, turn in some])
        found = tuple(forecasts(some[0][0].plan, state, index))
        for lane, (game, turn) in enumerate(some):
            _KNOWN.setdefault(game, {})[index] = turn.shocked, tuple(forecast.lane(lane) for forecast in found)


def impacts(game: FinishedGame, turn: Turn, index: int, *, exact: bool) -> tuple[ImpactView, ...]:
    """Whom the response `index` of a round moves, the strongest first; `exact` adds when and which way."""
    forecast = forecasts_of(game, turn)[index]
    found = []
    for row, stakeholder in enumerate(game.scenario.stakeholders):
        now, later = _arrow(forecast.now, row), _arrow(forecast.later, row)
        strongest = max((arrow.strength for arrow in (now, later) if arrow is not None), default=0)
        if strongest:
            seen = (now, later) if exact else (None, None)
            found.append(ImpactView(stakeholder.id, stakeholder.name, strongest, *seen))
    return tuple(sorted(found, key=lambda view: -view.strength))


def _arrow(arrows: Arrows, row: int) -> ArrowView | None:
    """What is noticed by a moment; where luck decides which way, that is told even if the ways cancel out."""
    points = float(arrows.points[row, 0])
    if arrows.mixed[row, 0]:
        return ArrowView(0, max(strength(points), 1), points)
    size = strength(points)
    return ArrowView(1 if points > 0 else -1, size, points) if size else None


def fall(game: FinishedGame, turn: Turn, index: int) -> FallForecast | None:
    """Whether a fall is to be told of a response: its own, or one to which waiting leads; None where there is none."""
    forecast = forecasts_of(game, turn)[index]
    now, later = forecast.now, forecast.later
    view = FallForecast(
        float(now.fallen[0]),
        float(later.fallen[0]),
        bool(now.fallen_by_waiting[0]),
        bool(later.fallen_by_waiting[0]),
    )
    return view if view.later > 0 or view.waiting_later else None


def carrying(game: FinishedGame, turn: Turn, plan: ResponsePlan, *, exact: bool) -> CarryView | None:
    """How strange a response is to this house and how far it would be carried; None where nobody leads."""
    state = turn.shocked.moment
    carry = carried(game.plan, state, plan)
    if carry is None:
        return None
    far, odd = float(carry[0]), float(strange(state, plan)[0])
    return CarryView(strange_step(odd), carried_step(far), odd if exact else None, far if exact else None)
