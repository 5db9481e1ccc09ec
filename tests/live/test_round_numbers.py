"""A team that sat a round out counts its own: where the board has another number, that stands beside it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from live.fake_host import TOKEN, FakeHost, hosted, person
from live.serving import Client, Served, begun, next_round, opened, room, served, text_of
from live.test_join_seat import QUICK, game
from session import seats
from tui.scripted import on, painted, wait_until

from chasm_game.live.hosted import Hosted
from chasm_game.live.seat import LiveSeat
from chasm_game.live.views import LiveStage
from chasm_game.plain import round_text
from chasm_game.tui.live_app import LiveApp
from chasm_game.views.round import Phase, on_the_board
from chasm_game.views.seat import SeatView

__all__ = ["game"]


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A host in whose lobby one sits."""
    with hosted() as found:
        yield found


def page(it: Served, who: Client) -> str:
    """What a person's page says."""
    return text_of(it.http.get("/seat", headers={"authorization": f"Bearer {who.token}"}))


def test_a_phone_says_which_round_of_the_board_it_is_where_its_team_sat_one_out(tmp_path: Path) -> None:
    """Not before, not to teams that were in every round; for what followed too."""
    with served(Hosted.new(room(tmp_path))) as it:
        kind, hard = it.join(1), it.join(2)
        begun(it)
        current = opened(it)
        assert [who.view()["game"]["round"]["on_board"] for who in (kind, hard)] == [0, 0]
        kind.do("/seat/choice", round=current, letter="A")
        hard.do("/seat/choice", round=current, letter="B")
        next_round(it)
        # Only who was hard is in the second round of the room.
        assert kind.view()["game"]["round"] is None
        assert hard.view()["game"]["round"]["on_board"] == 0
        opened(it)
        next_round(it)
        here, there = kind.view()["game"]["round"], hard.view()["game"]["round"]
        assert (here["id"], here["number"], here["on_board"]) == ("narrow", 2, 3)
        assert (there["id"], there["number"], there["on_board"]) == ("narrow", 3, 0)
        assert "Round 2 of 3 (on the board: 3)" in page(it, kind)
        assert "on the board" not in page(it, hard)
        assert "Round 3 of" in text_of(it.http.get("/projector"))
        opened(it)
        it.lead.do("/presenter/reveal")
        assert [each["on_board"] for each in kind.view()["game"]["rounds"]] == [0, 3]
        assert [each["on_board"] for each in hard.view()["game"]["rounds"]] == [0, 0, 0]


async def test_a_terminal_says_it_too(host: FakeHost, game: SeatView, tmp_path: Path) -> None:
    """In the head of the story and of what followed; line by line with the story."""
    assert game.round is not None
    assert on_the_board(0) == ""
    other = replace(game.round, on_board=2)
    assert "(on the board: 2). " in "\n".join(round_text.story(other))
    play = seats.begin(tmp_path)
    play.submit_beliefs(None)
    play.decide(game.round.responses[0].id)
    (followed,) = play.consequences()
    play.close()
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "WaitingScreen")
        host.show(person(LiveStage.STORY, game=replace(game, round=other)))
        await wait_until(pilot, lambda: "(on the board: 2) · " in painted(app).splitlines()[0])
        rounds = (replace(followed, on_board=2),)
        host.show(person(LiveStage.REVEALED, game=replace(game, phase=Phase.WAITING, round=None, rounds=rounds)))
        await wait_until(pilot, lambda: "Round 1 (on the board: 2) · " in painted(app).splitlines()[0])
