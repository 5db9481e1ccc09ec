"""Seats that were given, asked for again, forgotten and guessed at: who has one keeps it, and no stranger gets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from live.serving import room
from session.rooms import Clock

from chasm_game.live.fields import Fields
from chasm_game.live.hosted import QUIET, Hosted
from chasm_game.live.presence import HERE_FOR
from chasm_game.live.refusals import NoSeat, NotAllowed, TakenOver, TooMany, Unknown

KEY, OTHER_KEY = "a-key-of-one", "a-key-of-two"


@pytest.fixture
def hosted(tmp_path: Path) -> Hosted:
    """A room of two teams, with a clock that stands."""
    return Hosted.new(room(tmp_path), clock=Clock())


def moved(hosted: Hosted, seconds: float) -> None:
    """So much later."""
    assert isinstance(hosted.clock, Clock)
    hosted.clock.now += seconds


def test_who_is_forgotten_after_the_close_takes_nobody_along(hosted: Hosted) -> None:
    """The pages are written, and one person deletes what it said: the others and whoever leads still come in."""
    gone, stays = (hosted.join(team=1, name="", key=key) for key in (KEY, OTHER_KEY))
    lead = hosted.lead()
    hosted.closed({1: "team-1.html"})
    hosted.by_person(gone.code, "forget", Fields({"key": KEY}))
    with pytest.raises(NoSeat):
        hosted.seat_by(gone.token)
    assert hosted.seat_by(stays.token).code == stays.code
    assert hosted.person_view(stays.code).page == "/page/team-1.html"
    assert hosted.is_lead(lead)
    hosted.end()


def test_a_join_that_is_sent_again_after_the_seat_was_forgotten_is_a_new_person(hosted: Hosted) -> None:
    """The page at the door comes back from a browser's memory with its key: no dead seat is handed out."""
    first = hosted.join(team=1, name="", key=KEY)
    hosted.by_person(first.code, "forget", Fields({}))
    again = hosted.join(team=2, name="", key=KEY)
    assert hosted.seat_by(again.token).code == again.code != first.code
    assert list(hosted.people.seats) == [again.code]
    hosted.end()


def test_a_join_that_is_sent_again_after_another_device_came_is_told_so(hosted: Hosted) -> None:
    """The seat was taken over by its PIN: its first device gets no dead token, and makes nobody new."""
    first = hosted.join(team=1, name="", key=KEY)
    here = hosted.come_back(team=1, pin=first.pin, address="elsewhere", key=OTHER_KEY)
    with pytest.raises(TakenOver, match="your PIN you bring it back here"):
        hosted.join(team=1, name="", key=KEY)
    assert (hosted.seat_by(here.token).code, len(hosted.people.seats)) == (first.code, 1)
    hosted.end()


@pytest.mark.parametrize("path", ["favicon.ico", "apple-touch-icon.png", "robots.txt", "bafokil", "bafokilee"])
def test_what_can_be_no_code_is_no_guess_at_one(hosted: Hosted, path: str) -> None:
    """Browsers ask by themselves for pictures under such paths: a room of them shuts the door for nobody."""
    for _ in range(400):
        with pytest.raises(Unknown):
            hosted.check_code(path, "behind one address")
    hosted.check_code(hosted.people.header.code, "behind one address")
    hosted.end()


@pytest.mark.parametrize(("wrong", "shut"), [(18, False), (19, False), (20, True), (21, True)])
def test_twenty_wrong_codes_of_one_address_are_looked_at(hosted: Hosted, wrong: int, shut: bool) -> None:
    """Then one every three seconds; another address is not held up by it."""
    for _ in range(min(wrong, 20)):
        with pytest.raises(Unknown):
            hosted.check_code("zazazaza", "a guesser")
    if shut:
        with pytest.raises(TooMany):
            hosted.check_code(hosted.people.header.code, "a guesser")
        moved(hosted, 3.0)
    hosted.check_code(hosted.people.header.code, "a guesser")
    hosted.check_code(hosted.people.header.code, "somebody else")
    hosted.end()


def test_guesses_where_nobody_sits_do_not_push_out_those_that_count(hosted: Hosted) -> None:
    """Thousands of wrong PINs at teams that are not there leave the tries at a real one as few as they were."""
    seat = hosted.join(team=1, name="", key=KEY)
    wrong = "0000" if seat.pin != "0000" else "0001"
    for _ in range(5):
        with pytest.raises(NotAllowed):
            hosted.come_back(team=1, pin=wrong, address="a guesser", key="")
    for team in range(2, 5_200):
        with pytest.raises(NotAllowed):
            hosted.come_back(team=team, pin=wrong, address="a guesser", key="")
    with pytest.raises(TooMany):
        hosted.come_back(team=1, pin=wrong, address="a guesser", key="")
    hosted.end()


@pytest.mark.parametrize(("later", "there"), [(HERE_FOR - 0.1, True), (HERE_FOR, False), (HERE_FOR + 0.1, False)])
def test_a_device_that_asks_counts_as_there_for_a_while(hosted: Hosted, later: float, there: bool) -> None:
    """Just under, at and over the time; one that listens is there however long."""
    asks, listens = (hosted.join(team=1, name="", key=key).code for key in (KEY, OTHER_KEY))
    hosted.listens(listens, 1)
    moved(hosted, later)
    assert (hosted.is_there(asks), hosted.is_there(listens)) == (there, True)
    hosted.end()


@pytest.mark.parametrize(("later", "looked"), [(QUIET - 0.1, False), (QUIET, True), (QUIET + 0.1, True)])
def test_who_is_there_is_looked_at_now_and_then(hosted: Hosted, later: float, looked: bool) -> None:
    """Somebody went without a word: the presenter's window hears of it at the next look, and not before."""
    seat = hosted.join(team=1, name="", key=KEY)
    hosted.listens(seat.code, 1)
    hosted.tick()
    hosted.listens(seat.code, -1)
    hosted._seen.clear()
    before = hosted.version
    moved(hosted, later)
    hosted.tick()
    assert (hosted.version > before) == looked
    hosted.end()


def test_silence_is_counted_anew_after_a_restart_of_the_host(hosted: Hosted) -> None:
    """A team that says nothing to the host that was started again is silent from then on, and not for ever heard."""
    for verb in ("begin", "next", "answers"):
        hosted.by_lead(verb, Fields({}))
    hosted.end()
    again = Hosted.resume(hosted.room.folder, clock=Clock())
    moved(again, 40.0)
    assert [team.silent for team in again.presenter_view().teams] == [40.0, 40.0]
    again.by_lead("team", Fields({"name": "Late"}))
    assert again.silent(3) == 0.0
    again.end()
