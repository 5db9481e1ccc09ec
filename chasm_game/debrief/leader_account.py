"""The leaders of a game: how their assent moved, what moved it, and the decision that lost most for want of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.debrief.moments import moment_of
from chasm_game.engine.deeds import carried, strange
from chasm_game.gauges import Group, ledger_name
from chasm_game.scenario.rounds import WAIT
from chasm_game.views.accounts import LeaderLine, LeaderTurn, UncarriedLine
from chasm_game.views.consequences_builder import gauge_name
from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.snapshot import Turn
    from chasm_game.scenario.scenario import Leader

__all__ = ["Carrying", "carrying", "leader_courses", "uncarried"]

_WATCHING, _ASKING = "leaders", "ask"
"""Stages of the ledger."""


@dataclass(frozen=True, slots=True)
class Carrying:
    """How far a decision was carried, and how strange it was to the company, each 0..1."""

    carry: float
    strange: float


def carrying(game: FinishedGame, turn: Turn) -> Carrying | None:
    """Of the decision of a round; None where nobody leads, and everything is carried."""
    state, response = turn.shocked.moment, _plan(game, turn)
    carry = carried(game.plan, state, response)
    return None if carry is None else Carrying(float(carry[0]), float(strange(state, response)[0]))


def leader_courses(game: FinishedGame) -> tuple[LeaderLine, ...]:
    """Each leader's way through a game that is over."""
    return tuple(_course(game, leader) for leader in game.scenario.leaders)


def _course(game: FinishedGame, leader: Leader) -> LeaderLine:
    called = ledger_name(leader.id, Group.LEADERS)
    sums = dict.fromkeys((_WATCHING, _ASKING, ""), 0.0)
    moves: dict[tuple[str, str, str], float] = {}
    for entry in game.ledger:
        if entry.gauge == called:
            sums[entry.stage if entry.stage in sums else ""] += entry.amount
            # By the words too: of two answers' effects in one round the player read two reasons.
            cause = entry.round, entry.stage, entry.because
            moves[cause] = moves.get(cause, 0.0) + entry.amount
    # Of equal ones the first: later ones only repeat it.
    most = max(moves, key=moves.__getitem__, default=None)
    least = min(moves, key=moves.__getitem__, default=None)
    return LeaderLine(
        leader.id,
        leader.name,
        leader.role,
        gauge_name(game, leader.watches),
        game.snapshots[0].gauges[leader.id],
        game.snapshots[-1].gauges[leader.id],
        sums[_WATCHING],
        sums[_ASKING],
        sums[""],
        tuple(snapshot.gauges[leader.id] for snapshot in game.snapshots),
        None if most is None or moves[most] <= 0 else _turn(game, most, moves[most]),
        None if least is None or moves[least] >= 0 else _turn(game, least, moves[least]),
    )


def _turn(game: FinishedGame, cause: tuple[str, str, str], amount: float) -> LeaderTurn | None:
    """What moved a leader; None where that was nothing to speak of."""
    name, stage, because = cause
    return LeaderTurn(moment_of(game, name), amount, because, stage == _WATCHING) if felt(amount) else None


def uncarried(game: FinishedGame) -> UncarriedLine | None:
    """The decision of which most points of trust were not carried, the first of equal ones; None where none felt it.

    What was not carried is `(1 - carry)` of `total` (model.md, Carrying): of all that the decision was known to give,
    stakeholder by stakeholder and net of what it takes from the same, in points as they are written.
    """
    found = [_uncarried(game, number, turn) for number, turn in enumerate(game.turns, start=1)]
    most = max((each for each in found if each is not None), key=lambda each: each.lost, default=None)
    return most if most is not None and felt(most.lost) else None


def _uncarried(game: FinishedGame, number: int, turn: Turn) -> UncarriedLine | None:
    response = turn.round.response(turn.response or WAIT)
    how = carrying(game, turn)
    if response is None or how is None:
        return None
    gains = sum(max(0.0, points) for points in _plan(game, turn).delivered)
    return UncarriedLine(number, turn.round.title, response.id, response.title, how.carry, how.strange, gains)


def _plan(game: FinishedGame, turn: Turn) -> ResponsePlan:
    round_ = game.plan.rounds[turn.index]
    return next((r for r in round_.responses if r.id == turn.response), round_.wait)
