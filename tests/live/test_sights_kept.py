"""What a person sees is made again when it is another, and only then: one vote is seen by one team."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from live.serving import room
from session.rooms import Clock

from chasm_game.errors import ChasmError
from chasm_game.journal.people_actions import HandedInBy
from chasm_game.journal.people_journal import PeopleJournal
from chasm_game.live import html
from chasm_game.live.fields import Fields
from chasm_game.live.hosted import Hosted
from chasm_game.live.refusals import NoSeat, NotNow
from chasm_game.live.sights import PersonSight, PersonSights, state

KEY = re.compile(r'name="key" value="([0-9a-f]{32})"')


def hosted_in(folder: Path) -> tuple[Hosted, Clock, list[str]]:
    """Answers are open; two seats in the first team, one in the second."""
    clock = Clock()
    hosted = Hosted.new(room(folder, clock=clock), clock=clock)
    seats = [hosted.join(team=team, name="", key=uuid4().hex).code for team in (1, 1, 2)]
    for verb in ("begin", "next", "answers"):
        lead(hosted, verb)
    return hosted, clock, seats


def lead(hosted: Hosted, verb: str, **said: Any) -> None:
    """Whoever leads the room does something."""
    hosted.by_lead(verb, Fields(said))


def hand_in(hosted: Hosted, seat: str, verb: str, letter: str) -> None:
    """Somebody hands something in."""
    hosted.by_person(seat, verb, Fields({"round": hosted.room.round_id, "letter": letter}))


def test_a_vote_makes_the_states_of_its_own_team_anew_and_no_other(tmp_path: Path) -> None:
    """The view of the other team is the very same object; those of the own team count the vote."""
    hosted, _, (first, second, other) = hosted_in(tmp_path)
    sights = PersonSights(hosted)
    before = {seat: sights.of(seat) for seat in (first, second, other)}
    hand_in(hosted, first, "vote", "A")
    assert sights.of(other) is before[other]
    now = sights.of(second).view.round
    assert now is not None
    assert now.voted == 1
    hand_in(hosted, hosted.pen_of(1), "choice", "B")
    assert sights.of(other) is before[other]
    now = sights.of(first).view.round
    assert now is not None
    assert now.letter == "B"
    hosted.end()


def test_what_is_kept_is_what_would_be_made_at_any_step(tmp_path: Path) -> None:
    """After each thing that is done, from any side, a kept state says what one made anew says."""
    hosted, clock, seats = hosted_in(tmp_path)
    sights = PersonSights(hosted)

    def same() -> None:
        for seat in seats:
            kept, made = sights.of(seat), PersonSight(hosted, seat)
            made.version = kept.version
            assert kept.stamp == made.stamp
            assert kept.json().partition(b",")[2] == made.json().partition(b",")[2]
            assert _timeless(kept.main()) == _timeless(made.main())

    same()
    hand_in(hosted, seats[0], "vote", "A")
    same()
    clock.now += 7
    same()
    lead(hosted, "timer", running=False)
    same()
    lead(hosted, "minute")
    lead(hosted, "nudge", team=2)
    same()
    lead(hosted, "rename", team=1, name="Azure")
    same()
    lead(hosted, "move", seat=seats[1], team=2)
    same()
    lead(hosted, "timer", running=True)
    clock.now += 3600  # the time is up, and nobody has looked at the clock yet
    same()
    hosted.tick()
    same()
    lead(hosted, "choose", team=1, letter="A")
    lead(hosted, "default")
    same()
    for verb in ("reveal", "next", "answers"):
        lead(hosted, verb)
        same()
    hosted.end()


def _timeless(main: str) -> str:
    return re.sub(r'data-version="\d+"', "", KEY.sub("", main))


def test_a_page_that_is_kept_has_a_key_of_its_own_each_time_and_the_time_of_now(tmp_path: Path) -> None:
    """Two looks at the same page are two things to hand in; the clock on it runs."""
    hosted, clock, (first, *_) = hosted_in(tmp_path)
    sights = PersonSights(hosted)
    one = sights.of(first).page()
    clock.now += 5
    two = sights.of(first).page()
    keys = [set(KEY.findall(page)) for page in (one, two)]
    assert [len(each) for each in keys] == [1, 1]
    assert keys[0] != keys[1]
    times = [re.findall(r'data-left="(\d+)"', page) for page in (one, two)]
    assert [len(each) for each in times] == [1, 1]
    assert int(times[0][0]) - int(times[1][0]) == 5
    assert state(sights.of(first), as_html=True).count(b"data-left") == 1
    assert html.person_page(sights.of(first).view, key="k").count("data-left") == 1
    hosted.end()


def test_a_seat_that_is_gone_has_no_state(tmp_path: Path) -> None:
    """What was kept of it is not shown to anybody."""
    hosted, _, (first, *_) = hosted_in(tmp_path)
    sights = PersonSights(hosted)
    sights.of(first)
    hosted.by_person(first, "forget", Fields({}))
    for _ in range(2):
        with pytest.raises(NoSeat):
            sights.of(first)
    hosted.end()


@pytest.mark.parametrize("verb", ["choice", "choose"])
def test_a_letter_whose_hand_could_not_be_noted_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """The letter stands in the room, and who handed it in does not: it is refused, and every device sees the letter."""
    hosted, _, (first, *_) = hosted_in(tmp_path)
    sights, append = PersonSights(hosted), PeopleJournal.append
    sights.of(first)

    def refusing(self: PeopleJournal, *actions: Any) -> None:
        if any(isinstance(each, HandedInBy) for each in actions):
            raise ChasmError("no space left on device")
        append(self, *actions)

    monkeypatch.setattr(PeopleJournal, "append", refusing)
    pen = hosted.pen_of(1)
    deeds = {
        "choice": lambda: hand_in(hosted, pen, "choice", "B"),
        "choose": lambda: lead(hosted, "choose", team=1, letter="B"),
    }
    with pytest.raises(NotNow, match="No space left"):
        deeds[verb]()
    now = sights.of(first).view.round
    assert now is not None
    assert now.letter == "B"
    monkeypatch.undo()
    hosted.end()
