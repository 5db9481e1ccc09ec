"""What a debrief talks about beyond the numbers: the best decision and who paid for it, and what asking would tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.rounds import WAIT
from chasm_game.views.debrief import AnswerImpacts, BestDecisionView, UnaskedView
from chasm_game.views.foresight_builder import fall, impacts
from chasm_game.views.named import PointsView
from chasm_game.views.round_builder import WAITING, voices
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.snapshot import Turn

__all__ = ["best_decision", "decision_points", "unasked", "value_points"]


def best_decision(game: FinishedGame) -> BestDecisionView | None:
    """The decision that brought most by its own points over the whole game; None where none brought anything.

    A decision with which the company fell is nobody's best, whatever it brought on the day: a fall takes all of it.
    """
    done = [(number, turn) for number, turn in enumerate(game.turns, start=1) if turn.after and turn.after.alive]
    # With its number turned round: of equal gains the first.
    gains = [(value_points(game, turn), -number) for number, turn in done]
    gain, first = max(gains, default=(0.0, 0))
    if gain <= 0 or not shows(gain):
        return None
    turn = game.turns[-first - 1]
    moved = sorted(_points(game, decision_points(game, turn)), key=lambda each: -abs(each.points))
    shown = [each for each in moved if shows(each.points)]
    return BestDecisionView(
        -first,
        turn.round.id,
        turn.round.title,
        turn.response or WAIT,
        _title(turn),
        gain,
        tuple(each for each in shown if each.points < 0),
        tuple(each for each in shown if each.points > 0),
        _points(game, decision_points(game, turn, at_once=True)),
    )


def value_points(game: FinishedGame, turn: Turn) -> float:
    """What a decision gave and took in all, in points of value: weighed by what the people value at the end."""
    people = game.snapshots[-1].people
    return sum(people[who] * points for who, points in decision_points(game, turn).items())


def _points(game: FinishedGame, points: Mapping[str, float]) -> tuple[PointsView, ...]:
    return tuple(PointsView(s, game.scenario.name_of(s), sum_) for s, sum_ in points.items())


def decision_points(game: FinishedGame, turn: Turn, *, at_once: bool = False) -> dict[str, float]:
    """The points of trust that one decision gave or took from each stakeholder, by the ledger.

    Over the whole game, or `at_once`: in the round itself only.
    """
    sums = dict.fromkeys((s.id for s in game.scenario.stakeholders), 0.0)
    # With the stroke behind it: an answer `ask` must not take the points of one that is called `ask-again`.
    path = f"{turn.round.id}/{turn.response}/"
    for entry in game.ledger:
        if at_once and entry.round != turn.round.id:
            continue
        # The ledger names the answer in every source of its own, also where it lands rounds later.
        if entry.gauge in sums and entry.source.startswith(path):
            sums[entry.gauge] += entry.amount
    return sums


def unasked(game: FinishedGame) -> tuple[UnaskedView, ...]:
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


def _seen(game: FinishedGame, turn: Turn) -> tuple[AnswerImpacts, ...]:
    return tuple(
        AnswerImpacts(
            response.id, response.title, index + 1, impacts(game, turn, index, exact=True), fall(game, turn, index)
        )
        for index, response in enumerate(turn.round.responses)
        if response.id in turn.open
    )


def _title(turn: Turn) -> str:
    response = turn.round.response(turn.response or "")
    return response.title if response else WAITING[0]
