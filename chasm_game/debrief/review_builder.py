"""The review of a game in the names that its player knows, with the best road from where most was lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from chasm_game.analysis.review import GameReview, TooManyPlaythroughs, Worth, review, reviews
from chasm_game.debrief.debrief_builder import trajectory
from chasm_game.engine.batch_replay import replay_games
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.rounds import WAIT
from chasm_game.views.named import Named
from chasm_game.views.review import AnswerWorth, DecisionWorth, ReviewView
from chasm_game.views.round_builder import WAITING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.decisions import Ask
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.views.outputs import TrajectoryPoint

__all__ = ["review_view", "review_views"]

TOGETHER = 64
"""Roads that are walked together."""
_Line = Mapping[str, "tuple[Ask | None, str]"]
"""By id of a round, whether the people are asked, and what is chosen."""
_Key = tuple[tuple[str, str, str], ...]


def review_views(games: Sequence[FinishedGame]) -> Iterator[ReviewView | None]:
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
        yield from map(_view, games, found, _roads(games, found))


def review_view(game: FinishedGame) -> ReviewView:
    """The review of a finished game. Takes moments to seconds. Raises `TooManyPlaythroughs`."""
    found = review(game)
    return _view(game, found, *_roads([game], [found]))


def _view(game: FinishedGame, found: GameReview, road: _Road | None) -> ReviewView:
    return ReviewView(
        paths=found.paths,
        best_score=found.best_score,
        worst_score=found.worst_score,
        percentile=found.percentile,
        histogram=found.histogram,
        own_bin=found.own_bin,
        decisions=tuple(_decision(game.scenario, n, w) for n, w in enumerate(found.worths, start=1)),
        turning_point=None if found.turning_point is None else found.turning_point + 1,
        road=() if road is None else road.course,
        road_score=None if road is None else road.score,
    )


def _worst_decision(found: GameReview) -> int | None:
    """The decision that lost most, however little; None where all were best."""
    losses = [w.loss for w in found.worths]
    # However little was lost, there is another road; whether it is worth a word is asked where it is told.
    if not losses or max(losses) <= 0:
        return None
    return losses.index(max(losses))


class _Road(NamedTuple):
    """What is told of another road."""

    course: tuple[TrajectoryPoint, ...]
    score: int | None


def _roads(games: Sequence[FinishedGame], found: Sequence[GameReview]) -> list[_Road | None]:
    """Of each game the same up to the decision that lost most, and the best line from there; None where none did.

    What several games have in common is walked once, and all together: nobody asks for the reasons of these points.
    """
    wanted = [_road(game, each) for game, each in zip(games, found, strict=True)]
    lines = list(
        {_key(line): (line, game) for line, game in zip(wanted, games, strict=True) if line is not None}.values()
    )
    walked: dict[_Key, _Road] = {}
    for first in range(0, len(lines), TOGETHER):
        some = lines[first : first + TOGETHER]
        for (line, game), other in zip(some, replay_games(games[0].plan, [line for line, _ in some]), strict=True):
            road = other or _road_as_far(game, line)
            score = None if road.outcome is None else road.outcome.score
            walked[_key(line)] = _Road(trajectory(road), score)
    return [None if line is None else walked[_key(line)] for line in wanted]


def _road(game: FinishedGame, found: GameReview) -> _Line | None:
    """By id of a round, whether the people are asked, as they were in the game, and what is chosen."""
    at = _worst_decision(found)
    if at is None:
        return None
    asks = {t.round.id: t.ask for t in game.turns if t.ask is not None}
    before = [(turn.round.id, turn.response or WAIT) for turn in game.turns[:at]]
    on = zip(found.worths[at].best_rounds, found.worths[at].best_line, strict=True)
    return {round_: (asks.get(round_), response) for round_, response in [*before, *on]}


def _road_as_far(game: FinishedGame, line: _Line) -> Game:
    """A road on which the people cannot be asked in every round in which they were: in that they are not."""
    other = Game(game.scenario, game.plan.seed, plan=game.plan)
    for ask, response in line.values():
        if ask is not None and other.can_ask:
            other.push(ask)
        other.push(Choose(response))
    return other


def _key(line: _Line) -> _Key:
    return tuple((round_, str(ask or ""), response) for round_, (ask, response) in line.items())


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
