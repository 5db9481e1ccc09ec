"""A device whose seat another one has taken over: whatever it does, it is told so, and how to come back."""

from __future__ import annotations

import time
from pathlib import Path
from uuid import uuid4

import httpx
import pytest
from live.fake_host import TOKEN, FakeHost, hosted
from live.serving import PATIENCE, Client, Served, begun, opened, room, served, text_of
from live.test_join_seat import LIMIT, QUICK, Watched

from chasm_game.commands import join
from chasm_game.commands.join import JoinOptions
from chasm_game.errors import ChasmError
from chasm_game.live.hosted import Hosted
from chasm_game.live.kept_seat import KeptSeat, KeptSeats
from chasm_game.live.seat import LiveSeat
from chasm_game.plain import terminal
from chasm_game.session.seat import waiting_sentence

SENTENCE = "Your seat is played on another device now. With your team's name and your PIN you bring it back here."
TAKEN = (401, {"refused": SENTENCE, "passed": False, "taken": True})
HEADING = "Your seat is on another device"


def browser(it: Served) -> httpx.Client:
    """A browser that keeps cookies and goes where it is sent."""
    return httpx.Client(base_url=str(it.http.base_url), timeout=PATIENCE, follow_redirects=True)


def returned(it: Served, pin: str, team: int = 2) -> Client:
    """A program that comes back to a seat."""
    said = {"team": team, "pin": pin, "key": uuid4().hex}
    return Client(it, it.http.post(f"/{it.code}/return", json=said).json()["token"])


def test_a_page_without_a_script_says_it_and_leads_back(tmp_path: Path) -> None:
    """Loaded anew or with a form that stood on it: the sentence, and one field that brings the seat back."""
    with served(Hosted.new(room(tmp_path))) as it, browser(it) as phone:
        phone.post(f"/{it.code}/join", data={"team": "2", "key": uuid4().hex})
        (seat,) = it.hosted.people.seats.values()
        begun(it)
        current = opened(it)
        assert returned(it, seat.pin).view()["code"] == seat.code
        page = phone.get("/seat")
        assert page.status_code == 401
        assert HEADING in text_of(page)
        assert "your seat in Team 2" in text_of(page)
        assert "<script" not in page.text
        late = phone.post("/seat/vote", data={"round": current, "letter": "B", "key": uuid4().hex})
        assert (late.status_code, HEADING in text_of(late)) == (401, True)
        assert it.hosted.people.votes == {}
        door = phone.get(f"/{it.code}")
        assert SENTENCE in text_of(door)
        assert '<option value="2" selected>' in door.text
        back = phone.post(f"/{it.code}/return", data={"team": "2", "pin": seat.pin, "key": uuid4().hex})
        assert (back.status_code, HEADING in text_of(back)) == (200, False)
        assert len(it.hosted.people.seats) == 1


def test_a_program_is_told_by_state_events_and_whatever_it_hands_in(tmp_path: Path) -> None:
    """401 with a sentence and `taken`, also after the host was started again; a token that was never good has none."""
    with served(Hosted.new(room(tmp_path))) as it:
        old = it.join(2)
        newer = returned(it, old.seat["pin"])
        newest = returned(it, old.seat["pin"])
        told = TAKEN[1]
        for each in (old, newer):
            for path in ("/seat/state", "/seat/events"):
                assert each.send("GET", path).json() == told
            assert each.refused("/seat/pen", 401, round="x") == told
        assert newest.view()["code"] == old.seat["code"]
        assert "taken" not in Client(it, "never-good").send("GET", "/seat/state").json()
    with served(Hosted.resume(it.hosted.room.folder)) as again:
        assert Client(again, old.token).send("GET", "/seat/state").json() == told
        assert Client(again, newest.token).view()["code"] == old.seat["code"]


def test_of_a_seat_that_was_deleted_nothing_is_told(tmp_path: Path) -> None:
    """Not even that it was there: what let somebody in before it was taken over goes with it."""
    with served(Hosted.new(room(tmp_path))) as it:
        old, stays = it.join(2), it.join(1)
        returned(it, old.seat["pin"]).do("/seat/forget")
        returned(it, stays.seat["pin"], 1)
        assert "taken" not in old.send("GET", "/seat/state").json()
        assert stays.send("GET", "/seat/state").json()["taken"] is True


@pytest.mark.parametrize("how", ["said", "streamed anew", "polled"])
def test_a_terminal_says_that_another_device_has_the_seat_and_how_it_comes_back(how: str) -> None:
    """By the event, where it comes back after a loss, and where it has to ask."""
    with hosted() as host, Watched(host) as at:
        if how == "said":
            host.say("taken")
        else:
            _taken(host, polled=how == "polled")
        state = at.until(lambda state: bool(state.over))
        assert waiting_sentence(state) == (
            "Another device has taken this seat over. "
            "The same command, then back, your team and PIN 4711, brings it here again."
        )
        assert (state.time_left, state.time_runs, state.can_take_pen, state.can_change) == (None, False, False, False)


def test_a_terminal_whose_seat_is_gone_promises_no_way_back() -> None:
    """A host that does not know the seat does not say that another device has it."""
    with hosted() as host, Watched(host) as at:
        host.known.clear()
        host.hang_up()
        assert "not known to the host any more" in at.until(lambda state: bool(state.over)).over


def test_the_same_command_asks_before_it_makes_a_second_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where a team was named in it: it says that another device has the seat, and takes the PIN."""
    with hosted() as host:
        kept = KeptSeats(tmp_path)
        kept.keep(KeptSeat(host.address.root, "bafokile", "a key", "old token", "seatcode", "4711", 1))
        host.odd = TAKEN
        said, typed = list[str](), iter(["back", "Red", "4711"])

        def line() -> str:
            host.odd = None
            return next(typed)

        monkeypatch.setattr(terminal, "next_line", line)
        monkeypatch.setattr(terminal, "tell", said.append)
        kept_seat, seat = join._sat_down(host.address, "bafokile", kept, JoinOptions(team="Red"))
        seat.close()
        assert said[0] == SENTENCE
        assert [verb for verb, _ in host.came] == ["return"]
        assert kept_seat.token == TOKEN


def test_a_terminal_whose_seat_is_elsewhere_says_so_once_and_keeps_the_way_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What ends the program is said by it alone; the same command then knows that there was a seat."""
    said: list[str] = []
    monkeypatch.setattr(terminal, "tell", said.append)
    with hosted() as host:
        kept, before = KeptSeats(tmp_path), KeptSeat(host.address.root, "bafokile", "a key", TOKEN)
        kept.keep(before)
        seat = LiveSeat.open(host.address, TOKEN, QUICK)
        host.say("taken")
        join._in_plain(seat)
        assert not any("taken this seat over" in each for each in said)
        with pytest.raises(ChasmError, match="Another device has taken this seat over"):
            join._tell_end(before, seat, kept)
        assert kept.found("bafokile") == before


def _taken(host: FakeHost, *, polled: bool) -> None:
    if polled:
        host.quiet = True
    else:
        host.odd = TAKEN
    host.hang_up()
    until = time.monotonic() + LIMIT
    while polled and host.polled < 3:
        assert time.monotonic() < until
        time.sleep(0.001)
    host.odd = TAKEN
