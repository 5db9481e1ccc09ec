"""A host that is killed between a seat and its answer: the device asks again, and has the same seat."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path

import pytest
from live.serving import room, served

from chasm_game.journal.people_journal import PEOPLE_FILE
from chasm_game.live import connections
from chasm_game.live.hosted import Hosted
from chasm_game.live.refusals import TakenOver

KEY = "a key that nobody else comes upon"


def test_acceptance_04_the_key_of_a_join_is_good_for_its_seat_after_a_restart(tmp_path: Path) -> None:
    """The same key, from a host that was started again: its seat and PIN, and a token that is good."""
    hosted = Hosted.new(room(tmp_path))
    before = hosted.join(team=1, name="", key=KEY)
    folder = hosted.room.folder
    hosted.end()
    again = Hosted.resume(folder)
    seated = again.join(team=2, name="", key=KEY)
    assert (seated.code, seated.pin, seated.team) == (before.code, before.pin, 1)
    assert again.seat_by(seated.token).code == before.code
    assert again.join(team=2, name="", key=f"{KEY}!").code != before.code
    assert len(again.people.seats) == 2
    again.end()


@pytest.mark.parametrize("restarted", [False, True])
def test_acceptance_06_the_form_of_a_lost_device_brings_no_seat_back(tmp_path: Path, restarted: bool) -> None:
    """Once its PIN has taken a seat to another device, the key of the join lets nobody in and makes nobody new."""
    hosted = Hosted.new(room(tmp_path))
    before = hosted.join(team=1, name="", key=KEY)
    here = hosted.come_back(team=1, pin=before.pin, address="a", key="another key of a form")
    if restarted:
        folder = hosted.room.folder
        hosted.end()
        hosted = Hosted.resume(folder)
    with pytest.raises(TakenOver, match="on another device"):
        hosted.join(team=1, name="", key=KEY)
    assert hosted.seat_by(here.token).code == before.code
    assert len(hosted.people.seats) == 1
    hosted.end()


def test_a_closed_room_keeps_no_key_of_a_join(tmp_path: Path) -> None:
    """What could lead back to a device is gone with tokens and PINs; so it is where a seat is forgotten."""
    hosted = Hosted.new(room(tmp_path))
    seat = hosted.join(team=1, name="", key=KEY)
    path = hosted.room.folder / PEOPLE_FILE
    kept = next(iter(hosted.people.by_key))
    assert kept in path.read_text(encoding="utf-8")
    hosted._journal.forget(seat.code)
    hosted._rebuild()
    assert kept not in path.read_text(encoding="utf-8")
    assert hosted.people.by_key == {}
    hosted.join(team=1, name="", key=f"{KEY}!")
    hosted.closed({})
    assert '"key":""' in path.read_text(encoding="utf-8")
    hosted.end()


@pytest.mark.parametrize("more", [-1, 0, 1, 5])
def test_in_a_full_room_somebody_new_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: int) -> None:
    """Kept connections of one address, less than may be, as many, more: the next one to come is not the one to go."""
    monkeypatch.setattr(connections, "MOST_IDLE_OF_ONE", 6)
    with served(Hosted.new(room(tmp_path))) as it, ExitStack() as kept:
        port = it.http.base_url.port
        assert port is not None
        for _ in range(6 + more):
            line = kept.enter_context(socket.create_connection(("127.0.0.1", port), timeout=30))
            line.sendall(f"GET /api HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            assert line.recv(65_536).startswith(b"HTTP/1.1 200")
