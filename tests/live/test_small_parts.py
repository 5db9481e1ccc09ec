"""The small parts of a live room: codes, limits, votes, sheets, addresses, and whether a phone reaches a host."""

from __future__ import annotations

import asyncio
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session.rooms import Clock

from chasm_game.live.addresses import addresses, is_own
from chasm_game.live.codes import join_code, new_pin, new_token, same
from chasm_game.live.fields import Fields
from chasm_game.live.keys import Answered
from chasm_game.live.lead_views import Doing
from chasm_game.live.limits import Tries
from chasm_game.live.reach import Reach
from chasm_game.live.refusals import NotNow, NotUnderstood
from chasm_game.live.sheets import mean_of, of_a_hundred
from chasm_game.live.streams import Listeners
from chasm_game.live.votes import counted, doing, majority, pen_in_turn


def test_codes_can_be_said_and_are_never_taken_twice() -> None:
    """Consonant and vowel in turn, eight letters; what is taken is passed over; a PIN is the last that is free."""
    codes = {join_code() for _ in range(200)}
    assert len(codes) > 190
    assert all(re.fullmatch("([bdfgklmnprstvz][aeiou]){4}", code) for code in codes)
    taken = {f"{n:04}" for n in range(10_000) if n != 7}
    assert new_pin(taken) == "0007"
    assert len({new_token() for _ in range(50)}) == 50
    assert same("ä", "ä")
    assert not same("a", "b")


@pytest.mark.parametrize(("wrong", "later", "wait"), [(4, 0, 0), (5, 0, 30), (5, 29, 1), (5, 30, 0), (7, 0, 90)])
def test_wrong_tries_are_slowed_and_forgiven(wrong: int, later: float, wait: float) -> None:
    """Four of five cost nothing, the fifth half a minute; every half minute one is forgiven."""
    clock = Clock()
    tries = Tries(5, 30.0, clock)
    for _ in range(wrong):
        tries.failed("here")
    clock.now += later
    assert tries.wait("here") == pytest.approx(wait)
    assert tries.wait("elsewhere") == 0


def test_strangers_who_tried_are_forgotten_in_order() -> None:
    """What is kept of them ends: the oldest goes for a new one."""
    tries = Tries(1, 30.0, Clock())
    for n in range(5_001):
        tries.failed(n)
    assert (tries.wait(0), tries.wait(1) > 0, tries.wait(5_000) > 0) == (0, True, True)


def test_what_was_done_is_answered_again_and_what_was_refused_is_tried_again() -> None:
    """One key of one device is one thing; the oldest answers go first."""
    answered: Answered[int] = Answered(2)
    done: list[int] = []

    def do() -> int:
        done.append(len(done))
        return done[-1]

    def refuse() -> int:
        raise NotNow("Not now.")

    assert [answered.once("a", "k", do), answered.once("a", "k", do), answered.once("b", "k", do)] == [0, 0, 1]
    assert answered.once("a", "", do) == 2
    with pytest.raises(NotNow):
        answered.once("a", "later", refuse)
    assert answered.once("a", "later", do) == 3
    assert answered.once("a", "k", do) == 4


@pytest.mark.parametrize(
    ("people", "votes", "decided", "expected"),
    [
        (0, "", False, Doing.EMPTY),
        (2, "", False, Doing.READING),
        (2, "A", False, Doing.VOTING),
        (2, "AB", False, Doing.SPLIT),
        (4, "AABC", False, Doing.SPLIT),
        (3, "AAB", False, Doing.AGREED),
        (1, "A", False, Doing.AGREED),
        (2, "AB", True, Doing.DECIDED),
        (0, "", True, Doing.DECIDED),
    ],
)
def test_what_a_team_is_doing(people: int, votes: str, decided: bool, expected: Doing) -> None:
    """More than half is agreement, half is not; whatever was handed in is decided."""
    assert doing(people, counted(votes), decided=decided) is expected


@given(st.text("ABCDE", max_size=12))
def test_a_majority_is_more_votes_than_every_other(votes: str) -> None:
    """Whatever the order in which they came."""
    found = majority(counted(votes))
    most = [letter for letter in set(votes) if all(votes.count(letter) >= votes.count(other) for other in votes)]
    assert found == (most[0] if len(most) == 1 else "")


def test_the_pen_goes_round() -> None:
    """By the order of coming; alone one has it always, and nobody where nobody sits."""
    assert [pen_in_turn(["a", "b", "c"], n) for n in range(4)] == ["a", "b", "c", "a"]
    assert [pen_in_turn(["a"], n) for n in range(2)] == ["a", "a"]
    assert pen_in_turn([], 3) == ""


def test_sheets_come_to_a_hundred_and_to_a_mean() -> None:
    """A name left out is 0 points, and nothing said on an axis; no sheet has no mean."""
    assert of_a_hundred({"a": 1, "b": 3}) == {"a": 25.0, "b": 75.0}
    with pytest.raises(NotUnderstood):
        of_a_hundred({"a": 0})
    assert mean_of([{"a": 100.0}, {"b": 100.0}, None], ["a", "b"], left_out=0.0) == {"a": 50.0, "b": 50.0}
    assert mean_of([{"x": 1.0}, {}], ["x", "y"], left_out=None) == {"x": 1.0}
    assert mean_of([None], ["a"], left_out=0.0) is None


@pytest.mark.parametrize(
    ("said", "name", "refused"),
    [
        ({"n": "12"}, "n", False),
        ({"n": 12}, "n", False),
        ({"n": "-1"}, "n", True),
        ({"n": True}, "n", True),
        ({"n": 1_000_000}, "n", True),
        ({"n": "١٢"}, "n", True),
        ({"n": 1.5}, "n", True),
        ({"n": [1]}, "n", True),
    ],
)
def test_whole_numbers_are_looked_at(said: dict[str, object], name: str, refused: bool) -> None:
    """Digits or a number; what is anything else is refused by its name."""
    if refused:
        with pytest.raises(NotUnderstood, match="`n`"):
            Fields(said).whole(name)
    else:
        assert Fields(said).whole(name) == 12


@pytest.mark.parametrize("sure", [19, 20, 100, 101])
def test_a_confidence_is_20_to_100(sure: int) -> None:
    """As in every other place where one is given."""
    if 20 <= sure <= 100:
        assert Fields({"confidence": str(sure)}).sure() == sure
    else:
        with pytest.raises(NotUnderstood, match="20 to 100"):
            Fields({"confidence": sure}).sure()


def test_pages_of_numbers_come_as_objects_and_as_fields_of_a_form() -> None:
    """Empty fields say nothing; what is no number, or too large, is refused."""
    assert Fields({"points": {"a": 1, "b": "2.5"}}).page("points", 0, 9) == {"a": 1.0, "b": 2.5}
    assert Fields({"points.a": "1", "points.b": "", "ways.x": "-1"}).page("points", 0, 9) == {"a": 1.0}
    assert Fields({}).page("ways", -1, 1) is None
    for wrong in ("nan", "inf", "x", "10", True, None, [1]):
        with pytest.raises(NotUnderstood):
            Fields({"points": {"a": wrong}}).page("points", 0, 9)


def test_a_machine_knows_its_own_addresses_and_shows_the_named_one_first() -> None:
    """What was named stands first; loops and addresses of nowhere are never shown beside others."""
    named = addresses("10.1.2.3")
    assert (named[0].number, named[0].what) == ("10.1.2.3", "as it was named") or named[0].number == "10.1.2.3"
    assert "127.0.0.1" not in {each.number for each in named}
    assert all(is_own(each.number) for each in addresses())
    assert [is_own(number) for number in ("127.0.0.1", "192.0.2.77", "no address")] == [True, False, False]
    assert all(("[" in each.in_url) == (":" in each.number) for each in addresses())


def test_reached_is_said_only_after_another_machine_asked() -> None:
    """The host's own browser shows nothing, under any spelling of its address; another address does."""
    reach = Reach({"192.168.7.2", "127.0.0.1"}.__contains__)
    for own in ("127.0.0.1", "192.168.7.2", "::ffff:192.168.7.2", "::1", "127.9.9.9", "", "no address"):
        assert not reach.heard(own)
    assert "shows nothing" in reach.sentences()[0]
    assert not any("Reached" in sentence for sentence in reach.sentences())
    assert any("keeps its guests apart" in sentence for sentence in reach.sentences())
    assert reach.heard("::ffff:192.168.7.9")
    assert reach.sentences() == ("Reached: 192.168.7.9 asked for a page and got it. Phones in that network can join.",)


def test_those_who_listen_hear_of_their_team_and_of_all() -> None:
    """A vote wakes its team and the board; what concerns nobody wakes the board alone; the end wakes everybody."""

    async def heard() -> list[list[str]]:
        listeners = Listeners()
        board, one, two = (listeners.enter(name, 8) for name in ("board", "one", "two"))
        one.team, two.team = 1, 2
        found = []
        for team in (1, 0, -1):
            listeners.wake(team)
            found.append([each.who for each in (board, one, two) if each.event.is_set()])
            for each in (board, one, two):
                each.event.clear()
        listeners.end()
        found.append([each.who for each in (board, one, two) if each.event.is_set()])
        return found

    assert asyncio.run(heard()) == [["board", "one"], ["board", "one", "two"], ["board"], ["board", "one", "two"]]
