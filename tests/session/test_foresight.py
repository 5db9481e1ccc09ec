"""What is known of an answer before it is given: dots, arrows for now and later, falls, and who carries it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.debrief import happenings
from chasm_game.engine.deeds import carried, strange
from chasm_game.engine.forecast import forecasts
from chasm_game.session.local import LocalPlay
from chasm_game.views import foresight_builder
from chasm_game.views.foresight import CARRIED, STRANGE, STRENGTHS, FallForecast
from chasm_game.views.round import ResponseView
from chasm_game.views.thresholds import carried_step, strange_step, strength


@contextmanager
def game(folder: Path, *changes: tuple[str, str], **options: Any) -> Iterator[LocalPlay]:
    """A quick game of the eventful story, with some stretches of its text exchanged."""
    play = seats.begin(folder, seats.eventful(*changes), **{"quick": True, **options})
    try:
        yield play
    finally:
        play.close()


def answer(play: LocalPlay, response: str) -> ResponseView:
    """An answer of the round that waits."""
    return next(r for r in play.round().responses if r.id == response)


@pytest.mark.parametrize(
    ("points", "size"),
    [(0, 0), (0.49, 0), (-0.49, 0), (0.5, 1), (-0.5, 1), (4.99, 1), (5, 2), (11.99, 2), (-12, 3), (12.01, 3), (90, 3)],
)
def test_how_strongly_somebody_is_moved(points: float, size: int) -> None:
    """Half a point, 5 and 12 points part the strengths, up and down alike."""
    assert strength(points) == size
    assert size == 0 or STRENGTHS[size]


@pytest.mark.parametrize(
    ("odd", "step"), [(0, 0), (0.149, 0), (0.15, 1), (0.151, 1), (0.299, 1), (0.3, 2), (0.449, 2), (0.45, 3), (1, 3)]
)
def test_how_strange_an_answer_is(odd: float, step: int) -> None:
    """0.15, 0.3 and 0.45 part the words for how strange an answer is to this house."""
    assert strange_step(odd) == step
    assert STRANGE[step]


@pytest.mark.parametrize(
    ("share", "step"), [(0, 0), (0.649, 0), (0.65, 1), (0.651, 1), (0.799, 1), (0.8, 2), (0.949, 2), (0.95, 3), (1, 3)]
)
def test_how_far_an_answer_is_carried(share: float, step: int) -> None:
    """0.65, 0.8 and 0.95 part the words for how far the leaders carry an answer."""
    assert carried_step(share) == step
    assert CARRIED[step]


def test_dots_before_asking_and_arrows_after_it_are_the_forecast(tmp_path: Path) -> None:
    """Without asking the stronger of now and later is seen, and no arrow; after it both, as the engine has them."""
    with game(tmp_path) as play:
        for exact in (False, True):
            if exact:
                play.ask()
            turn = play.played.game.turn
            assert turn is not None
            told = list(forecasts(play.played.game.plan, turn.shocked.moment, turn.index))
            for view, forecast in zip(play.round().responses, told, strict=True):
                impacts = {i.id: i for i in view.impacts}
                for row, who in enumerate(play.played.game.plan.stakeholders):
                    for moment in ("now", "later"):
                        arrows = getattr(forecast, moment)
                        points, mixed = float(arrows.points[row, 0]), bool(arrows.mixed[row, 0])
                        arrow = getattr(impacts[who], moment) if who in impacts else None
                        if not exact or (abs(points) < 0.5 and not mixed):
                            assert arrow is None
                        else:
                            assert arrow is not None
                            assert arrow.direction == (0 if mixed else 1 if points > 0 else -1)
                            assert arrow.strength == max(strength(points), 1)
                    sizes = [strength(float(m.points[row, 0])) for m in (forecast.now, forecast.later)]
                    mixed = forecast.now.mixed[row, 0] or forecast.later.mixed[row, 0]
                    assert (impacts[who].strength if who in impacts else 0) == max(*sizes, int(mixed))


def test_luck_that_decides_which_way_is_told_as_that(tmp_path: Path) -> None:
    """A bet that may please or hurt the same people is neither up nor down; what is certain of it still is."""
    with game(tmp_path, practice=True) as play:
        bet = {i.id: i for i in answer(play, "race").impacts}
    assert bet["customers"].later is not None
    assert bet["customers"].later.direction == 0


def test_a_forecast_is_made_once_for_each_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a round is looked at, the engine is asked once before asking, once after it, once a round."""
    made = []

    def counted(*args: Any) -> Any:
        made.append(args[2])
        return forecasts(*args)

    monkeypatch.setattr(foresight_builder, "forecasts", counted)
    with game(tmp_path) as play:
        for _ in range(3):
            play.round()
        assert made == [1]
        play.ask()
        play.round()
        assert made == [1, 1]
        play.decide("fix")
        play.round()
        play.consequences()
        assert made == [1, 1, 3]


def test_what_is_taken_back_is_foreseen_as_before(tmp_path: Path) -> None:
    """After another decision and back, a round is foreseen as it was."""
    with game(tmp_path, practice=True) as play:
        before = play.round().responses
        play.ask()
        play.rewind()
        play.decide("cut")
        play.rewind()
        assert play.round().responses == before


def test_a_fall_is_foreseen_only_by_those_who_asked(tmp_path: Path) -> None:
    """That an answer surely ends the company, and that waiting does, is told in a round in which the player asked."""
    with game(tmp_path, ("start: {cash: 6, asks: 2}", "start: {cash: -60, asks: 2}")) as play:
        assert [r.fall for r in play.round().responses] == [None] * 4
        assert not play.round().falls_by_waiting
        play.ask()
        assert answer(play, "promise").fall == FallForecast(1.0, 1.0, waiting_now=True, waiting_later=True)
        assert play.round().falls_by_waiting


def test_a_company_that_lives_has_no_fall_to_tell(tmp_path: Path) -> None:
    """Where neither an answer nor waiting leads to a fall nothing is said of one."""
    with game(tmp_path, ("start: {cash: 6, asks: 2}", "start: {cash: 90, asks: 2}"), practice=True) as play:
        assert [r.fall for r in play.round().responses] == [None] * 4


@pytest.mark.parametrize(
    ("now", "later", "words"),
    [
        (0.0, 0.0, ""),
        (1.0, 1.0, "The company falls by it in this round."),
        (0.0, 1.0, "The company falls by it in the rounds that follow."),
        (0.4, 1.0, "The company falls by it: 40 % in this round, surely in the rounds that follow."),
        (0.0, 0.25, "The company may fall by it: 25 % in all."),
        (0.1, 0.25, "The company may fall by it: 10 % in this round, 25 % in all."),
        (0.0, 0.9999, "The company may fall by it: 99 % in all."),
    ],
)
def test_a_fall_is_told_with_its_likelihood(now: float, later: float, words: str) -> None:
    """Certain where it is certain, else with how likely it is; what is less than sure is never 100 %."""
    assert happenings.chances_of_falling(FallForecast(now, later, False, False)) == words


def test_every_answer_says_how_strange_it_is_and_how_far_it_is_carried(tmp_path: Path) -> None:
    """In words before asking, with numbers after it, as the engine carries it; nothing where nobody leads."""
    with game(tmp_path) as play:
        for exact in (False, True):
            if exact:
                play.ask("joss")
            turn, plan = play.played.game.turn, play.played.game.plan
            assert turn is not None
            for view, response in zip(play.round().responses, plan.rounds[turn.index].responses, strict=True):
                far = carried(plan, turn.shocked.moment, response)
                assert far is not None
                odd = float(strange(turn.shocked.moment, response)[0])
                assert view.carry is not None
                assert view.carry.strangeness == strange_step(odd)
                assert view.carry.carried == carried_step(float(far[0]))
                assert (view.carry.strange, view.carry.carry) == ((odd, float(far[0])) if exact else (None, None))
    play = seats.begin(tmp_path / "small", quick=True)
    assert [r.carry for r in play.round().responses] == [None] * 3
    play.close()
