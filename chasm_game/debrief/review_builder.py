"""The review of a game in the names that its player knows, with the best road from where most was lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.analysis.review import GameReview, TooManyPlaythroughs, Worth, review, reviews
from chasm_game.debrief.debrief_builder import trajectory
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.views.named import Named
from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView
from chasm_game.views.round_builder import WAITING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.scenario.scenario import Scenario

__all__ = ["review_view", "review_views"]


def review_views(games: Sequence[Game]) -> Iterator[ReviewView | None]:
    """Reviews of finished games on one scenario, rulebook and seed; None where there are too many ways to play.

    All situations that they met are walked on from together.
    """
    if not games:
        return
    try:
        found = reviews(games)
    except TooManyPlaythroughs:
        yield from (None for _ in games)
    else:
        yield from map(_view, games, found)


def review_view(game: Game) -> ReviewView:
    """The review of a finished game. Takes moments to seconds. Raises `TooManyPlaythroughs`."""
    return _view(game, review(game))


def _view(game: Game, found: GameReview) -> ReviewView:
    at = _worst_decision(found)
    other = None if at is None else _road(game, at, found.worths[at].best_line)
    return ReviewView(
        paths=found.paths,
        best_score=found.best_score,
        worst_score=found.worst_score,
        percentile=found.percentile,
        histogram=found.histogram,
        own_bin=found.own_bin,
        decisions=tuple(_decision(game.scenario, n, w) for n, w in enumerate(found.worths, start=1)),
        turning_point=None if found.turning_point is None else found.turning_point + 1,
        road=() if other is None else trajectory(other),
        road_score=None if other is None or other.outcome is None else other.outcome.score,
    )


def _worst_decision(found: GameReview) -> int | None:
    """The decision that lost most, however little; None where all were best."""
    losses = [w.loss for w in found.worths]
    # However little was lost, there is another road; whether it is worth a word is asked where it is told.
    if not losses or max(losses) <= 0:
        return None
    return losses.index(max(losses))


def _road(game: Game, at: int, line: tuple[str, ...]) -> Game:
    """The same game up to a decision, and the best line from there; the people are asked in the rounds as played."""
    asks = {t.round.id: t.ask for t in game.turns if t.ask is not None}
    before = [t.response for t in game.turns[:at]]
    other = Game(game.scenario, game.seed)
    for response in [*before, *line]:
        assert other.turn is not None
        assert response is not None
        if other.turn.round.id in asks and other.can_ask:
            other.push(asks[other.turn.round.id])
        other.push(Choose(response))
    return other


def _decision(scenario: Scenario, number: int, worth: Worth) -> DecisionWorth:
    round_ = scenario.round(worth.round)
    assert round_ is not None

    def label(response_id: str) -> str | None:
        response = round_.response(response_id)
        return response.label if response else None

    average = worth.on_average_luck or {}

    def answer(round_id: str, response_id: str) -> Named:
        there = scenario.round(round_id)
        response = there.response(response_id) if there else None
        return Named(response_id, response.title if response else WAITING[0])

    return DecisionWorth(
        number=number,
        id=round_.id,
        round_title=round_.title,
        chosen=answer(worth.round, worth.chosen),
        best=answer(worth.round, worth.best),
        answers=tuple(
            AnswerWorth(
                r,
                answer(worth.round, r).name,
                r == worth.chosen,
                score,
                average.get(r),
                label(r),
                tuple(answer(*step) for step in worth.lines[r]),
            )
            for r, score in worth.best_after.items()
        ),
        loss=worth.loss,
        verdict=worth.verdict,
        best_line=tuple(answer(r, a) for r, a in zip(worth.best_rounds, worth.best_line, strict=True)),
    )
