"""The game's own screens, and plain mode, at a seat in a live room where several people sit in one team."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from live.fake_host import TOKEN, FakeHost, hosted, person
from live.test_join_seat import LIMIT, QUICK, game, sheet, waits
from session import seats
from tui.scripted import on, painted, wait_until

from chasm_game.commands import join
from chasm_game.errors import ChasmError
from chasm_game.live.seat import LiveSeat
from chasm_game.live.views import LiveStage, PersonView, Vote
from chasm_game.plain import company_text, consequences, terminal
from chasm_game.plain.game import PlainGame
from chasm_game.plain.patience import SeatOver
from chasm_game.plain.terminal import forget_typed, line_asked_until, line_typed_until
from chasm_game.session.local_seat import seat_view
from chasm_game.session.seat import ChangeRequest, Passed
from chasm_game.streams import Lines
from chasm_game.tui.live_app import LiveApp
from chasm_game.tui.widgets.choices import HOW_TO_IN_A_ROOM
from chasm_game.tui.widgets.seat_status import SeatStatus
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView

__all__ = ["game"]


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A host in whose lobby one sits."""
    with hosted() as found:
        yield found


def answers(game: SeatView, **values: object) -> PersonView:
    """A round whose answers are open."""
    return person(LiveStage.ANSWERS, game=game, round=waits(game, **values))


async def test_the_screen_goes_with_the_room(host: FakeHost, game: SeatView, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lobby, story without answers, a vote without a reason, the pen taken, the team's answer, the end."""
    monkeypatch.setattr(SeatStatus, "PATIENCE", 0.001)
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "WaitingScreen")
        await wait_until(pilot, lambda: "Waiting for the game to begin." in painted(app))
        host.show(person(LiveStage.STORY, game=game))
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "whoever leads the room opens them" in painted(app))
        assert game.round is not None
        first = game.round.responses[0].title
        assert first not in painted(app)
        await pilot.press("1", "1", "enter")
        host.show(answers(game))
        await wait_until(pilot, lambda: first in painted(app) and "Your own vote" in painted(app))
        host.then["pen"] = answers(game, has_pen=True)
        await pilot.press("p")
        await wait_until(pilot, lambda: "You have the pen: your team's answer comes after it." in painted(app))
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        assert not app.screen.query_one("#reason").display
        host.then["vote"] = answers(game, has_pen=True, vote=Vote("A"), voted=2, votes=(("A", 2),))
        await pilot.press("f2")
        await wait_until(pilot, lambda: "now hand in your team's answer. Your votes: 2 for A." in painted(app))
        host.then["choice"] = answers(game, has_pen=True, vote=Vote("A"), letter="A", by="pen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        assert app.screen.query_one("#reason").display
        await pilot.press("f2")
        await wait_until(pilot, lambda: "Your team's answer is A, handed in by you." in painted(app))
        assert [verb for verb, _ in host.came] == ["pen", "vote", "choice"]
        host.show(person(LiveStage.CLOSED, page="/page/red"))
        await wait_until(pilot, lambda: "/page/red" in painted(app))
        await pilot.press("escape")
    assert app.return_code == 0
    app.let_go()


def test_plain_mode_tells_a_round_once_and_votes_before_the_team_s_answer(host: FakeHost, game: SeatView) -> None:
    """Sheet, vote, pen, answer: each prompt says what it is for, and a story that was told is not told again."""
    assert game.round is not None
    intro = game.intro
    host.view = person(
        LiveStage.SHEETS_BEFORE, game=game, sheet=replace(sheet("before"), stakeholders=intro.stakeholders)
    )
    host.then["sheet"] = answers(game)
    host.then["pen"] = answers(game, has_pen=True)
    host.then["vote"] = answers(game, has_pen=True, vote=Vote("A"), voted=1)
    host.then["choice"] = person(LiveStage.CLOSED, game=game, page="/page/red")
    points = " ".join(["100", *["0"] * (len(intro.stakeholders) - 1)])
    lines = [points, *(["skip"] if intro.axes else []), "pen", "1", "1 70", "1", "skip", "Because."]
    typed = iter(lines)
    said: list[str] = []
    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(SeatOver, match="The room is closed"):
        PlainGame(seat, lambda: next(typed, None), said.append, patience=0.0).run()
    seat.close()
    assert [verb for verb, _ in host.came] == ["sheet", "pen", "vote", "choice"]
    assert host.came[-1][1]["reason"] == "Because."
    assert sum(each.startswith("Your own vote") and each.endswith("Type pen to take the pen.") for each in said) == 1
    assert any(each.startswith("You have the pen: now hand in your team's answer.") for each in said)
    assert said.count(company_text.board(game.round)) == 1
    assert said.count("Why this answer? One sentence, or skip.") == 1


async def test_answers_on_the_screen_have_the_letters_of_the_room(host: FakeHost, game: SeatView) -> None:
    """Each has the letter that phones and cards have; Shift and it marks, as the number does, and once more takes."""
    host.view = answers(game, has_pen=True)
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert game.round is not None
        titles = [each.title for each in game.round.responses]
        await wait_until(pilot, lambda: all(f"{chr(65 + n)}  {each}" in painted(app) for n, each in enumerate(titles)))
        assert HOW_TO_IN_A_ROOM in painted(app)
        assert f"1  {titles[0]}" not in painted(app)
        await pilot.press("B", "2")
        await on(pilot, "ConfirmScreen")
        assert titles[1] in painted(app)
    app.let_go()


def test_plain_mode_calls_answers_by_the_letters_of_the_room(host: FakeHost, game: SeatView) -> None:
    """They are told and typed by letter, in any case; a number still counts, and a letter that is none is told so."""
    host.view = answers(game, has_pen=True)
    host.then["vote"] = answers(game, has_pen=True, vote=Vote("B"), voted=1)
    host.then["choice"] = person(LiveStage.CLOSED, game=game)
    typed = iter(["help", "z", "b", "skip", "1", "skip", "skip"])
    said: list[str] = []
    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(SeatOver):
        PlainGame(seat, lambda: next(typed, None), said.append, patience=0.0).run()
    seat.close()
    assert game.round is not None
    titles = [each.title for each in game.round.responses]
    assert all(any(each.startswith(f"{chr(65 + n)}. {title}") for each in said) for n, title in enumerate(titles))
    assert not any(each.startswith(f"1. {titles[0]}") for each in said)
    assert any(each.startswith("Type the letter of an answer, or its id.") for each in said)
    assert any(f"Type a letter from A to {chr(64 + len(titles))}, ask" in each for each in said)
    assert [(verb, fields["letter"]) for verb, fields in host.came] == [("vote", "B"), ("choice", "A")]


async def test_a_terminal_says_with_which_letter_something_was_chosen(
    host: FakeHost, game: SeatView, tmp_path: Path
) -> None:
    """On the screen and in plain mode, as the room calls it; whoever plays alone has no letters."""
    assert game.round is not None
    play = seats.begin(tmp_path)
    play.submit_beliefs(None)
    play.decide(game.round.responses[1].id)
    (alone,) = play.consequences()
    play.close()
    title = game.round.responses[1].title
    assert next(consequences.decision(alone)).startswith(f"You chose: {title}")
    lettered = replace(alone, letter="B")
    assert next(consequences.decision(lettered)).startswith(f"You chose B: {title}")
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "WaitingScreen")
        host.show(person(LiveStage.REVEALED, game=replace(game, phase=Phase.WAITING, round=None, rounds=(lettered,))))
        await wait_until(pilot, lambda: f"You chose B: {title}" in painted(app))


async def test_the_team_s_answer_is_changed_on_the_screen(host: FakeHost, game: SeatView) -> None:
    """While it does not count yet a key chooses anew; the answer stands until another one is handed in."""
    handed_in = answers(game, has_pen=True, vote=Vote("A"), letter="A", by="pen")
    host.view = handed_in
    app = LiveApp(seat=await asyncio.to_thread(LiveSeat.open, host.address, TOKEN, QUICK))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "Choose again" in painted(app))
        await pilot.press("2", "2")
        assert type(app.screen).__name__ == "RoundScreen"
        await pilot.press("r")
        await wait_until(pilot, lambda: "It counts unless you hand in another one." in painted(app))
        assert "Choose again" not in painted(app)
        host.then["choice"] = answers(game, has_pen=True, vote=Vote("A"), letter="B", by="pen")
        await pilot.press("2", "2")
        await on(pilot, "ConfirmScreen")
        await pilot.press("f2")
        await wait_until(pilot, lambda: "Your team's answer is B, handed in by you." in painted(app))
        assert [(verb, said["letter"]) for verb, said in host.came] == [("choice", "B")]
        host.show(answers(game, has_pen=False, pen="another", vote=Vote("A"), letter="B", by="pen"))
        await wait_until(pilot, lambda: "handed in by whoever has the pen" in painted(app))
        assert "Choose again" not in painted(app)
        await pilot.press("escape")
    app.let_go()


@pytest.mark.parametrize(
    ("before", "after", "words", "verb"),
    [
        (
            {"has_pen": True, "vote": Vote("A"), "letter": "A", "by": "pen"},
            {"letter": "B"},
            "hand in another",
            "choice",
        ),
        ({"has_pen": False, "vote": Vote("A")}, {"vote": Vote("B")}, "vote again", "vote"),
    ],
)
def test_what_was_handed_in_is_changed_in_plain_mode(
    host: FakeHost, game: SeatView, before: dict[str, object], after: dict[str, object], words: str, verb: str
) -> None:
    """While one waits `change` is told and understood, and other words are answered; then it is chosen anew."""
    host.view = answers(game, **before)
    host.then[verb] = answers(game, **{**before, **after})
    meanwhile = iter(["what", "change"])
    typed, said = iter(["2", "skip", "skip"]), list[str]()

    def line(over: Callable[[], bool]) -> str | None:
        if (found := next(meanwhile, None)) is None:
            assert len(host.came) == 1
            host.show(person(LiveStage.CLOSED, game=game))
        return found

    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(SeatOver):
        PlainGame(seat, lambda: next(typed, None), said.append, patience=0.0, meanwhile=line).run()
    seat.close()
    assert [(each, sent["letter"]) for each, sent in host.came] == [(verb, "B")]
    assert any("Type change to choose again. " in each for each in said)
    assert any(each.startswith("There is nothing to decide just now. Type change") for each in said)
    assert any(f"It counts unless you {words}" in each for each in said)


def test_what_is_changed_when_the_round_is_over_is_refused(host: FakeHost, game: SeatView) -> None:
    """Choosing anew belongs to the round that it was asked for; without an answer there is nothing to change."""
    assert game.round is not None
    host.view = answers(game, has_pen=True, vote=Vote("A"))
    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(ChasmError, match="nothing was handed in from here"):
        seat.hand_in(ChangeRequest(game.round.id)).result(LIMIT)
    with pytest.raises(Passed, match="closed"):
        seat.hand_in(ChangeRequest("another")).result(LIMIT)
    assert host.came == []
    seat.close()


@pytest.mark.parametrize("lines", [["help"], ["b"], ["b", "skip"]])
def test_whoever_is_asked_in_plain_mode_hears_that_the_room_has_gone_on(
    host: FakeHost, game: SeatView, lines: list[str]
) -> None:
    """At the answer, the prediction and the reason: that the time is up, and that it is not asked any more."""
    host.view = answers(game, has_pen=True, vote=Vote("A"))
    typed, said, forgotten = iter(lines), list[str](), list[int]()
    then = iter(
        [
            replace(answers(game, has_pen=True, vote=Vote("A")), time_up=True),
            person(LiveStage.TALK, game=replace(game, round=None)),
        ]
    )

    def line(over: Callable[[], bool]) -> str | None:
        if (found := next(typed, None)) is not None:
            return found
        host.show(next(then))
        until = time.monotonic() + LIMIT
        while not over():
            assert time.monotonic() < until
            time.sleep(0.001)
        return None

    def tell(words: str) -> None:
        said.append(words)
        if words.startswith("The game is over, and is talked about."):
            host.show(person(LiveStage.CLOSED, game=game))

    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(SeatOver, match="The room is closed"):
        PlainGame(
            seat, pytest.fail, tell, patience=0.0, listening=line, forget=lambda: forgotten.append(len(said))
        ).run()
    seat.close()
    late = [each for each in said if each.startswith("The time is up. You have the pen")]
    assert len(late) == 1
    assert said.index("This is not asked any more: the room has gone on.") > said.index(late[0])
    assert len(forgotten) == 1
    assert host.came == []


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_what_is_half_typed_for_a_question_that_is_over_answers_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sign that a line is asked for, then nothing; what had been typed of one is gone."""
    lead, follow = os.openpty()
    with os.fdopen(follow, "r", encoding="utf-8") as stdin, os.fdopen(lead, "wb", buffering=0) as typing:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(Lines, "EVERY", 0.001)
        typing.write(b"because we pro")
        assert line_asked_until(lambda: True) is None
        forget_typed()
        typing.write(b"b\n")
        assert line_asked_until(lambda: False) == "b"


@pytest.mark.skipif(sys.platform == "win32", reason="there a line and news cannot be waited for at once")
def test_a_joining_terminal_listens_while_it_asks_and_a_game_at_home_does_not(
    host: FakeHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What others do is heard at a seat in a room alone."""
    made: list[dict[str, object]] = []

    class Recorded(PlainGame):
        def __init__(self, *_: object, **options: object) -> None:
            made.append(options)

        def run(self) -> None:
            """Nothing is played."""

    monkeypatch.setattr(terminal, "listens", lambda: True)
    monkeypatch.setattr(terminal, "PlainGame", Recorded)
    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    terminal.play_plain(seat, greet=False)
    join._in_plain(seat)
    assert [each["listening"] for each in made] == [None, line_asked_until]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_line_is_waited_for_until_something_else_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is given; nothing once there is news; the end of input is `quit`."""
    lead, follow = os.openpty()
    with os.fdopen(follow, "r", encoding="utf-8") as stdin, os.fdopen(lead, "wb", buffering=0) as typing:
        monkeypatch.setattr(sys, "stdin", stdin)
        monkeypatch.setattr(Lines, "EVERY", 0.001)
        typing.write(b"change\npen\n")
        assert [line_typed_until(lambda: False) for _ in range(2)] == ["change", "pen"]
        assert line_typed_until(lambda: True) is None
        typing.write(b"\x04")
        assert line_typed_until(lambda: False) == "quit"


def test_who_came_before_the_beginning_hears_of_the_game_when_it_begins(host: FakeHost, game: SeatView) -> None:
    """In the lobby its title alone; then all of it but the luck, by which it could be played ahead."""
    host.view = person()
    said: list[str] = []

    def tell(words: str) -> None:
        said.append(words)
        if "Waiting for the game to begin" in words:
            intro = replace(game.intro, save="", seed=0)
            asked = replace(sheet("before"), stakeholders=intro.stakeholders)
            host.show(person(LiveStage.SHEETS_BEFORE, game=replace(game, intro=intro, round=None), sheet=asked))

    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    PlainGame(seat, lambda: None, tell, patience=0.0).run()
    seat.close()
    text = "\n".join(said)
    assert said[0] == "Small."
    assert "You are  of" not in text
    assert f"You are {game.intro.you}" in text
    assert "seed" not in text


def test_plain_mode_tells_what_followed_at_the_reveal(host: FakeHost, game: SeatView, tmp_path: Path) -> None:
    """Not only when there is something to do again: it is told while one waits for the next round."""
    assert game.round is not None
    play = seats.begin(tmp_path)
    play.submit_beliefs(None)
    play.decide(game.round.responses[0].id)
    after = replace(seat_view(play, 2), phase=Phase.WAITING, round=None)
    play.close()
    host.view = answers(game, has_pen=True, vote=Vote("A"))
    host.then["choice"] = person(LiveStage.REVEALED, game=after)
    typed, said, told = iter(["1", "skip", "skip"]), list[str](), [*consequences.decision(after.rounds[0])]

    def say(paragraph: str) -> None:
        said.append(paragraph)
        if told[0] in said and "Waiting for the next round" in paragraph:
            host.show(person(LiveStage.CLOSED, game=after))

    seat = LiveSeat.open(host.address, TOKEN, QUICK)
    with pytest.raises(SeatOver):
        PlainGame(seat, lambda: next(typed, None), say, patience=0.0).run()
    seat.close()
    assert told[0] in said
