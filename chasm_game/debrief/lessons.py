"""What a debrief talks about beyond the numbers: who paid for the best round, and what the people would have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.rounds import WAIT
from chasm_game.views.debrief import AnswerImpacts, BestRoundView, UnaskedView
from chasm_game.views.foresight_builder import fall, impacts
from chasm_game.views.named import PointsView
from chasm_game.views.round_builder import WAITING, voices
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Turn

__all__ = ["best_round", "decision_points", "unasked"]


def best_round(game: Game) -> BestRoundView | None:
    """The round in which value rose most after the decision, and whom that moved; None where value never rose."""
    # With its number turned round: of equal rises the first.
    rises = [(_rise(turn), -number) for number, turn in enumerate(game.turns, start=1) if turn.after is not None]
    rise, first = max(rises, default=(0.0, 0))
    if rise <= 0 or not shows(rise):
        return None
    turn = game.turns[-first - 1]
    moved = sorted(_points(game, decision_points(game, turn)), key=lambda each: -abs(each.points))
    shown = [each for each in moved if shows(each.points)]
    return BestRoundView(
        -first,
        turn.round.id,
        turn.round.title,
        _title(turn),
        rise,
        tuple(each for each in shown if each.points < 0),
        tuple(each for each in shown if each.points > 0),
        _points(game, decision_points(game, turn, at_once=True)),
    )


def _points(game: Game, points: Mapping[str, float]) -> tuple[PointsView, ...]:
    return tuple(PointsView(s, game.scenario.name_of(s), sum_) for s, sum_ in points.items())


def decision_points(game: Game, turn: Turn, *, at_once: bool = False) -> dict[str, float]:
    """The points of trust that one decision gave or took from each stakeholder, by the ledger.

    Over the whole game, or `at_once`: in the round itself only.
    """
    sums = dict.fromkeys((s.id for s in game.scenario.stakeholders), 0.0)
    path = f"{turn.round.id}/{turn.response}/"
    for entry in game.ledger:
        if at_once and entry.round != turn.round.id:
            continue
        # The ledger names the answer in every source of its own, also where it lands rounds later.
        if entry.gauge in sums and entry.source.startswith(path):
            sums[entry.gauge] += entry.amount
    return sums


def unasked(game: Game) -> tuple[UnaskedView, ...]:
    """What the people would have said, and which way each open answer would have been seen to work."""
    return tuple(
        UnaskedView(
            number,
            turn.round.id,
            turn.round.title,
            turn.response or WAIT,
            _title(turn),
            turn.shocked.asks > 0,
            voices(game, turn),
            _seen(game, turn),
        )
        for number, turn in enumerate(game.turns, start=1)
        if turn.after is not None and not turn.asked
    )


def _seen(game: Game, turn: Turn) -> tuple[AnswerImpacts, ...]:
    return tuple(
        AnswerImpacts(
            response.id, response.title, index + 1, impacts(game, turn, index, exact=True), fall(game, turn, index)
        )
        for index, response in enumerate(turn.round.responses)
        if response.id in turn.open
    )


def _rise(turn: Turn) -> float:
    assert turn.after is not None
    # Without the shock: the best round is one that the player made, not one that fell on them.
    return turn.after.value - turn.shocked.value


def _title(turn: Turn) -> str:
    response = turn.round.response(turn.response or "")
    return response.title if response else WAITING[0]
