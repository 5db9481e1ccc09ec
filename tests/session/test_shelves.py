"""What screens are told of scenarios and saves; and labels that wait for the debrief."""

from __future__ import annotations

from pathlib import Path

import pytest
from session import seats

from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.seat import ChoiceRequest, Seat
from chasm_game.settings import Keeper
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView


def whole_game(saves: Path, *, practice: bool = False, choices: int = 3) -> LocalPlay:
    """The tutorial, the first open answer each time."""
    play = LocalPlay.new(seats.library().find("tutorial"), saves, team="Blue", quick=True, practice=practice)
    for _ in range(choices):
        play.decide(next(each for each in play.round().responses if each.open).id)
    return play


def choose(seat: Seat) -> SeatView:
    """The first open answer of the round that waits; what is seen then."""
    waits = seat.state.view.round
    assert waits is not None
    seat.hand_in(ChoiceRequest(waits.id, next(each for each in waits.responses if each.open).id)).result()
    return seat.state.view


def test_labels_can_wait_for_the_debrief(tmp_path: Path) -> None:
    """Kept back they are in no round and in nothing that followed; the debrief has them all."""
    hidden = [True]
    play = LocalPlay.new(seats.library().find("tutorial"), tmp_path, quick=True)
    seat = LocalSeat(play, at_once=True, keeps_labels=lambda: hidden[0])
    for number in range(3):
        waits = seat.state.view.round
        assert waits is not None
        assert {each.label for each in waits.responses} == {None}
        view = choose(seat)
        if number < 2:
            assert view.rounds[-1].label is None
            hidden[0] = False
            assert seat.state.view.rounds[-1].label in {"old", "new"}  # as the scenario shows it
            hidden[0] = True
    view = seat.state.view
    assert view.phase is Phase.DEBRIEF
    assert view.debrief is not None
    assert all(line.label in {"old", "new"} for line in view.debrief.decisions)
    assert all(each.label in {"old", "new"} for each in view.rounds)
    seat.close()


def test_the_setting_keeps_labels_of_the_library_back(tmp_path: Path) -> None:
    """A game that is begun or gone on with follows the setting as it is now."""
    keeper = Keeper()
    shelves = LocalBackstage(seats.STORY, tmp_path, keeper)
    seat = shelves.new("tutorial", team="", seed=1, practice=False, quick=True)
    keeper.change(labels="debrief")
    assert choose(seat).rounds[-1].label is None
    keeper.change(labels="scenario")
    assert seat.state.view.rounds[-1].label in {"old", "new"}
    seat.close()


@pytest.mark.parametrize("practice", [False, True])
def test_a_finished_game_is_scored_by_replay(tmp_path: Path, practice: bool) -> None:
    """The shelf says cheaply that it is over; its score and ending are those of the debrief."""
    play = whole_game(tmp_path, practice=practice)
    outputs, ending = play.debrief().outputs, play.debrief().ending
    play.close()
    shelves = LocalBackstage(seats.STORY, tmp_path)
    (line,) = shelves.saves()
    assert (line.where, line.score, line.practice, line.seed) == ("finished", None, practice, 1)
    scored = shelves.scored(line)
    assert (scored.score, scored.ending) == (outputs.score, ending.title)


def test_what_cannot_be_scored_stays_as_it_was(tmp_path: Path) -> None:
    """A game that is not over has no score; one that was damaged since says so."""
    whole_game(tmp_path, choices=1).close()
    shelves = LocalBackstage(seats.STORY, tmp_path)
    (begun,) = shelves.saves()
    assert shelves.scored(begun) == begun
    whole_game(tmp_path / "other").close()
    shelves = LocalBackstage(seats.STORY, tmp_path / "other")
    (over,) = shelves.saves()
    Path(over.path).write_text("nothing\n", encoding="utf-8")
    assert shelves.scored(over).where == "damaged"


def test_no_more_saves_are_read_than_are_wanted(tmp_path: Path) -> None:
    """The title asks for a few, and does not wait for a long shelf."""
    for _ in range(3):
        whole_game(tmp_path, choices=0).close()
    shelves = LocalBackstage(seats.STORY, tmp_path)
    assert [len(shelves.saves(most)) for most in (1, 2, 20)] == [1, 2, 3]
    assert len(shelves.saves()) == 3


def test_the_library_says_what_it_hides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story of a nearer folder hides the one of the same id farther away, and says where that is."""
    monkeypatch.chdir(tmp_path)  # a checkout has a `story/` of its own
    text = (seats.STORY / "tutorial.yaml").read_text(encoding="utf-8")
    (tmp_path / "tutorial.yaml").write_text(text.replace("Five Bakeries", "Mine"), encoding="utf-8")
    lines = LocalBackstage(tmp_path, tmp_path / "saves").library()
    (mine,) = [line for line in lines if line.id == "tutorial"]
    assert (mine.title, mine.origin, len(mine.hides)) == ("Mine", "--story", 1)
