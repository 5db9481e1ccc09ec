"""What is dear to make is made once: what followed from a round, and what answers would do in the games of a room."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from session import rooms, seats
from session.random_games import STORIES

from chasm_game.engine.forecast import forecasts
from chasm_game.engine.game import Game
from chasm_game.journal.played import Played
from chasm_game.session.local import LocalPlay
from chasm_game.session.preview.play import PreviewPlay
from chasm_game.session.room.answers import letter_of
from chasm_game.views import consequences_builder, foresight_builder
from chasm_game.views.consequences import ConsequencesView
from chasm_game.views.foresight_builder import forecasts_of


def made_now(play: LocalPlay) -> tuple[ConsequencesView, ...]:
    """What followed, of a game as it is, with nothing kept from before."""
    rounds = range(1, len(play.played.choices) + 1)
    return tuple(consequences_builder.consequences(play.played, number) for number in rounds)


@pytest.mark.parametrize("story", ["broken-guitar", "the-squeeze"])
@pytest.mark.parametrize("seed", range(1, 4))
def test_what_is_kept_of_a_round_is_what_would_be_made_anew(story: str, seed: int, tmp_path: Path) -> None:
    """After every answer, ask, correction and decision taken back, to the end and once more from there."""
    dice = random.Random(seed)
    play = LocalPlay.new(STORIES[story], tmp_path, seed=seed, practice=True, quick=True)
    for step in range(60):
        game = play.played.game
        if game.turn is None or (game.decisions and dice.random() < 0.25):
            play.rewind()
        elif game.can_ask and dice.random() < 0.3:
            play.ask()
        else:
            play.decide(dice.choice(game.open_responses))
        if play.played.choices and dice.random() < 0.15:
            last = play.played.choices[-1]
            could = next(turn for turn in game.turns if turn.round.id == last.round).open
            if other := [each for each in could if each != last.response]:
                play.correct(last.round, other[0])
        assert play.consequences() == made_now(play), step
    play.close()


def test_what_followed_is_made_once_however_often_it_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two rounds of a game that is looked at after each are two times that it is told."""
    made = []
    tell = consequences_builder.consequences

    def counted(played: Any, number: int, **how: Any) -> ConsequencesView:
        made.append(number)
        return tell(played, number, **how)

    monkeypatch.setattr(consequences_builder, "consequences", counted)
    play = seats.begin(tmp_path, seats.led(), quick=True)
    play.decide("kind")
    play.consequences()
    play.decide("stay")
    assert len(play.consequences()) == len(play.consequences()) == 2
    assert made == [1, 2]
    play.close()


def test_an_author_who_hides_true_numbers_sees_what_a_player_sees() -> None:
    """In a preview the same round is told with its ledger and without it, as often as that is switched."""
    story = seats.led()
    play = PreviewPlay(Played(seats.header(mode="practice"), Game(story, 1)), numbers=True)
    play.submit_beliefs(None)
    play.decide("kind")
    for shown in (True, False, True):
        play.numbers = shown
        assert bool(play.consequences()[0].ledger) is shown
        assert play.consequences() == made_now(play)


def test_the_engine_is_asked_once_for_all_teams_of_a_round(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks the people stands elsewhere from then on, and is asked about alone; nobody else is again."""
    lanes = []

    def counted(plan: Any, state: Any, index: int) -> Any:
        lanes.append(state.trust.shape[1])
        return forecasts(plan, state, index)

    monkeypatch.setattr(foresight_builder, "forecasts", counted)
    room = rooms.opened(tmp_path, "Blue", "Red", "Green", "Grey", scenario=seats.led())
    room.view()
    room.view()
    assert lanes == [4]
    room.ask(2)
    room.view()
    room.page_of(1)
    assert lanes == [4, 1]
    rooms.played(room, "ABAB")
    room.view()
    assert lanes == [4, 1, 4]
    room.close()


@pytest.mark.parametrize("story", ["broken-guitar", "the-squeeze"])
def test_what_is_foreseen_for_many_teams_at_once_is_what_is_foreseen_for_each(story: str, tmp_path: Path) -> None:
    """Points of teams that stand in different places, to the last bit, and falls."""
    scenario = STORIES[story]
    room = rooms.opened(tmp_path, *(f"Team {number}" for number in range(6)), scenario=scenario)
    dice = random.Random(story)
    while (waits := room.view().round) is not None:
        for team, play in room._seats.items():
            game = play.played.game
            if game.turn is None or game.turn.round.id != waits.id:  # fallen, or not in this round
                continue
            alone = forecasts(game.plan, game.turn.shocked.moment, game.turn.index)
            for many, one in zip(forecasts_of(game, game.turn), alone, strict=True):
                assert many.reach == one.reach
                for told, anew in ((many.now, one.now), (many.later, one.later)):
                    assert told.points.tolist() == anew.points.tolist()
                    assert told.mixed.tolist() == anew.mixed.tolist()
                    assert told.fallen.tolist() == anew.fallen.tolist()
                    assert told.fallen_by_waiting.tolist() == anew.fallen_by_waiting.tolist()
            room.choose(team, letter_of(game.turn.round, dice.choice(game.open_responses)))
        room.reveal()
        room.go_on()
    room.close()
