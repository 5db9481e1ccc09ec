"""The screen at a seat that takes its time: another process holds the game, and its line may be lost."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from session.far import Elsewhere, FarSeat, elsewhere
from textual.pilot import Pilot
from tui.scripted import ScriptedBackstage, ScriptedPlay, on, painted, wait_until

from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.seat import ChoiceRequest, Seat, SeatState
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.beliefs import BeliefsScreen
from chasm_game.tui.screens.consequences import ConsequencesScreen
from chasm_game.tui.screens.debrief import DebriefScreen
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.screens.round import RoundScreen
from chasm_game.tui.screens.silent import SilentScreen
from chasm_game.tui.screens.waiting import WaitingScreen
from chasm_game.tui.widgets.seat_status import TRY_AGAIN, SeatStatus
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from chasm_game.views.seat import SeatView

SIZE = (100, 30)


@pytest.fixture(autouse=True)
def _said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """That something is waited for is said without a moment of grace."""
    monkeypatch.setattr(SeatStatus, "PATIENCE", 0.001)


def app_at(seat: Seat) -> ChasmApp:
    """The screen of a player who sits there."""
    return ChasmApp(backstage=ScriptedBackstage(), seat=seat)


async def decide(pilot: Pilot[Any], number: str = "1") -> None:
    """Hand in an answer on the screen of a round."""
    await on(pilot, "RoundScreen")
    await pilot.press(number, number)
    await on(pilot, "ConfirmScreen")
    await pilot.press("f2")


async def first_round(pilot: Pilot[Any]) -> None:
    """Past the belief sheet."""
    await on(pilot, "BeliefsScreen")
    await pilot.press("s")
    await on(pilot, "RoundScreen")


def choices(game: Elsewhere) -> list[str]:
    """What was decided, as the save of the killed process tells it."""
    return [each.response for each in replay(read_save(game.end())).choices]


async def test_a_whole_game_is_played_on_a_seat_in_another_process(tmp_path: Path) -> None:
    """From the belief sheet through an ask and every round to the debrief with its review: all of it from afar."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            await pilot.press("a")
            await on(pilot, "AskScreen")
            await pilot.press("enter")
            await on(pilot, "RoundScreen")
            await wait_until(pilot, lambda: "Tell us what happened." in painted(app))
            for number in ("1", "3", "2"):
                await decide(pilot, number)
                await on(pilot, "ConsequencesScreen")
                await pilot.press("enter")
            await on(pilot, "SilentScreen")
            await pilot.press("escape", "enter")
            await on(pilot, "BeliefsScreen")
            await pilot.press("s")
            await on(pilot, "DebriefScreen")
            screen: Any = app.screen
            await wait_until(pilot, lambda: screen.reviewed)
            assert screen._review is not None
            await pilot.press("q")
            await on(pilot, "TitleScreen")
        assert app.seat is None
        assert choices(game) == ["kind", "rest", "wait"]


async def test_who_has_handed_in_sees_whom_one_waits_for_and_decides_nothing_more(tmp_path: Path) -> None:
    """The state stands in words, keys do nothing to the round, and what followed comes by itself."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            game.tell("hold")
            await decide(pilot)
            await wait_until(pilot, lambda: "Handed in. Waiting for Red and Blue." in painted(app))
            await pilot.press("1", "2", "enter", "a", "u", "down", "enter")
            await pilot.pause()
            assert type(app.screen).__name__ == "RoundScreen"
            assert seat.state.view.phase is Phase.WAITING
            game.tell("go")
            await on(pilot, "ConsequencesScreen")
            assert "Be kind" in painted(app)
            assert "Waiting" not in painted(app)
        assert choices(game) == ["kind"]


def offered(app: ChasmApp) -> set[str]:
    """The actions that the footer offers."""
    return {a.binding.action for a in app.screen.active_bindings.values() if a.binding.show and a.enabled}


async def test_while_one_waits_nothing_is_offered_that_can_do_nothing(tmp_path: Path) -> None:
    """Asking and choosing are gone from the line above the answers and from the footer, and come back with a round."""
    with elsewhere(tmp_path) as game:
        app = app_at(game.seat())
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            await wait_until(pilot, lambda: "a Ask the people" in painted(app))
            assert {"ask", "choose"} <= offered(app)
            game.tell("hold")
            await decide(pilot)
            await wait_until(pilot, lambda: "Handed in. Waiting for Red and Blue." in painted(app))
            assert "Ask the people" not in painted(app)
            assert offered(app) == {"story(1)", "app.help", "leave"}
            line: Any = app.screen.query_one("AskLine")
            line.on_click()
            await pilot.pause()
            assert type(app.screen).__name__ == "RoundScreen"
            game.tell("go")
            await on(pilot, "ConsequencesScreen")
            await pilot.press("enter")
            await on(pilot, "RoundScreen")
            await wait_until(pilot, lambda: "a Ask the people" in painted(app))
            assert {"ask", "choose"} <= offered(app)


async def test_a_sheet_that_was_handed_in_offers_no_points_to_give(tmp_path: Path) -> None:
    """Digits and arrows change nothing any more, and neither Enter nor skipping is offered while one waits."""
    with elsewhere(tmp_path) as game:
        app = app_at(game.seat())
        async with app.run_test(size=SIZE) as pilot:
            game.tell("hold")
            await on(pilot, "BeliefsScreen")
            await pilot.press("enter", "4", "0", "down", "6", "0")
            await wait_until(pilot, lambda: "Enter goes on" in painted(app))
            await pilot.press("enter")
            await wait_until(pilot, lambda: "Enter hands the sheet in" in painted(app))
            sheet: Any = app.screen.query_one("BeliefSheet")
            ways: Any = app.screen.query_one("WaySheet")
            given = dict(sheet.points), dict(ways.marks)
            await pilot.press("enter")
            await wait_until(pilot, lambda: "Handed in. Waiting for Red and Blue." in painted(app))
            assert "Enter hands the sheet in" not in painted(app)
            assert offered(app) == {"app.help", "leave"}
            await pilot.press("1", "right", "]")
            await pilot.pause()
            assert (sheet.points, ways.marks) == given
            game.tell("go")
            await on(pilot, "RoundScreen")


async def test_a_belief_sheet_is_handed_in_once_and_waited_with(tmp_path: Path) -> None:
    """A sheet that is on its way stands; keys neither change it nor hand it in again."""
    with elsewhere(tmp_path) as game:
        app = app_at(game.seat())
        async with app.run_test(size=SIZE) as pilot:
            game.tell("hold")
            await on(pilot, "BeliefsScreen")
            await pilot.press("s", "s", "enter")
            await wait_until(pilot, lambda: "Handed in. Waiting for Red and Blue." in painted(app))
            await pilot.press("s", "enter")
            game.tell("go")
            await on(pilot, "RoundScreen")


@pytest.mark.parametrize("key", ["f5", ""], ids=["tried-again", "by-itself"])
async def test_a_lost_line_says_so_and_what_was_handed_in_arrives_once(tmp_path: Path, key: str) -> None:
    """It comes back by itself, or at the press of a key; the decision that was on its way counts once."""
    with elsewhere(tmp_path) as game:
        seat = game.seat(every=3600.0 if key else 0.02)
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            game.tell("deaf")
            await decide(pilot)
            await wait_until(pilot, lambda: "Handed in. Waiting for the answer." in painted(app))
            game.tell("cut")
            await wait_until(
                pilot, lambda: "The connection to the game is lost: the host does not answer." in painted(app)
            )
            assert not key or "Try again" in painted(app)
            await pilot.press("1", "2")
            assert type(app.screen).__name__ == "RoundScreen"
            game.tell("mend", "hear")
            if key:
                await _press_until(pilot, lambda: not seat.state.lost)
            await on(pilot, "ConsequencesScreen")
            assert any("back" in each.message for each in app._notifications)
        assert choices(game) == ["kind"]


@pytest.mark.parametrize(
    "page", [BeliefsScreen, ConsequencesScreen, DebriefScreen, RoundScreen, SilentScreen, WaitingScreen]
)
def test_no_command_of_a_page_takes_the_key_of_a_lost_connection(page: type[GamePage]) -> None:
    """Else nobody could look for the connection from that page."""
    assert page.KEYS
    assert all(TRY_AGAIN.keys not in command.keys.split(",") for command in page.KEYS)


async def _press_until(pilot: Pilot[Any], holds: Callable[[], object]) -> None:
    """As a player would: again, until the line is there."""
    while not holds():
        await pilot.press("f5")
        await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("keys", "above", "back"),
    [
        (["g"], "GlossaryScreen", "escape"),
        pytest.param(["question_mark"], "HelpScreen", "escape", marks=pytest.mark.long),
        pytest.param(["ctrl+p"], "CommandPalette", "escape", marks=pytest.mark.long),
    ],
)
async def test_a_late_answer_waits_below_what_the_player_looks_at(
    tmp_path: Path, keys: list[str], above: str, back: str
) -> None:
    """Whoever reads something else meanwhile is not torn out of it, and finds what followed on the way back."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            game.tell("hold")
            await decide(pilot)
            await wait_until(pilot, lambda: seat.state.view.phase is Phase.WAITING)
            await pilot.press(*keys)
            await on(pilot, above)
            game.tell("go")
            await wait_until(pilot, lambda: len(seat.state.view.rounds) == 1)
            await pilot.pause()
            assert type(app.screen).__name__ == above
            await pilot.press(back)
            await on(pilot, "ConsequencesScreen")


async def test_an_answer_after_the_game_was_left_disturbs_nobody(tmp_path: Path) -> None:
    """Back at the title the answer is of no interest here; the game itself has it."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            game.tell("hold")
            await decide(pilot)
            await wait_until(pilot, lambda: seat.state.view.phase is Phase.WAITING)
            await pilot.press("escape")
            await on(pilot, "TitleScreen")
            game.tell("go")
            again = game.seat()
            await wait_until(pilot, lambda: len(again.state.view.rounds) == 1)
            await pilot.pause()
            assert type(app.screen).__name__ == "TitleScreen"
        assert choices(game) == ["kind"]


async def test_quitting_while_waiting_ends_at_once_and_loses_nothing(tmp_path: Path) -> None:
    """Nobody waits for the others to leave the program; what was handed in is in the game."""
    with elsewhere(tmp_path) as game:
        seat = game.seat()
        app = app_at(seat)
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            game.tell("hold")
            await decide(pilot)
            await wait_until(pilot, lambda: seat.state.view.phase is Phase.WAITING)
            await pilot.press("ctrl+q")
        app.let_go()
        assert app.return_code == 0
        assert seat.state.view.phase is Phase.WAITING  # nobody has let it go on
        assert choices(game) == ["kind"]


async def test_a_round_that_others_closed_takes_its_questions_along(tmp_path: Path) -> None:
    """While the player still fills in why, the round is decided by default: that is shown, and the question is gone."""
    with elsewhere(tmp_path) as game:
        app = app_at(game.seat())
        async with app.run_test(size=SIZE) as pilot:
            await first_round(pilot)
            await pilot.press("2", "2")
            await on(pilot, "ConfirmScreen")
            game.tell("default")
            await on(pilot, "ConsequencesScreen")
            await pilot.press("f2")
            assert [type(each).__name__ for each in app.screen_stack] == ["TitleScreen", "ConsequencesScreen"]
        assert choices(game) == ["kind"]


async def test_who_comes_in_while_the_others_are_at_it_waits_with_words(tmp_path: Path) -> None:
    """A seat that is taken again in the middle of waiting has a screen that says so, and goes on by itself."""
    with elsewhere(tmp_path) as game:
        first = game.seat()
        game.tell("hold")
        app = app_at(first)
        async with app.run_test(size=SIZE) as pilot:
            await on(pilot, "BeliefsScreen")
            await pilot.press("s")
            await wait_until(pilot, lambda: first.state.view.phase is Phase.WAITING)
        first.close()
        app = app_at(game.seat())
        async with app.run_test(size=SIZE) as pilot:
            await on(pilot, "WaitingScreen")
            await wait_until(pilot, lambda: "Waiting for Red and Blue." in painted(app))
            game.tell("go")
            await on(pilot, "RoundScreen")


class SlowDisk(ScriptedPlay):
    """Takes a decision when it is let, as a disk that is busy does."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.go = threading.Event()
        self.began = threading.Event()
        self.fault: Exception | None = None

    def decide(self, *given: Any, **named: Any) -> Any:
        """Wait first."""
        self.began.set()
        self.go.wait()
        if self.fault is not None:
            raise self.fault
        return super().decide(*given, **named)


async def test_a_slow_disk_holds_up_no_key() -> None:
    """While a decision is being written every key is heard, the words say what is waited for, and it counts once."""
    play = SlowDisk(quick=True)
    seat = LocalSeat(play)
    app = app_at(seat)
    try:
        async with app.run_test(size=SIZE) as pilot:
            await decide(pilot)
            await wait_until(pilot, play.began.is_set)
            await wait_until(pilot, lambda: "Handed in. Waiting for the answer." in painted(app))
            await pilot.press("2", "g")
            await on(pilot, "GlossaryScreen")
            await pilot.press("escape")
            await on(pilot, "RoundScreen")
            play.go.set()
            await on(pilot, "ConsequencesScreen")
        assert [call[1] for call in play.calls] == ["wait-it-out"]
    finally:
        play.go.set()
        seat.close()


async def test_what_cannot_be_written_is_said_and_the_round_waits_again() -> None:
    """A full disk leaves the round as it was, and the player can decide again."""
    play = SlowDisk(quick=True)
    play.fault = ChasmError("the disk is full")
    play.go.set()
    seat = LocalSeat(play)
    app = app_at(seat)
    async with app.run_test(size=SIZE) as pilot:
        await decide(pilot)
        await wait_until(pilot, lambda: any("The disk is full" in each.message for each in app._notifications))
        play.fault = None
        await decide(pilot, "2")
        await on(pilot, "ConsequencesScreen")
    seat.close()


async def test_a_fault_of_the_program_in_a_seat_ends_it_as_any_other_does() -> None:
    """What is nobody's mistake but the program's is not waited out in silence."""
    play = SlowDisk(quick=True)
    play.fault = ZeroDivisionError("a bug")
    play.go.set()
    seat = LocalSeat(play)
    app = app_at(seat)

    async def played() -> None:
        async with app.run_test(size=SIZE) as pilot:
            await decide(pilot)
            await wait_until(pilot, lambda: app.fault is not None)

    with pytest.raises(ZeroDivisionError):
        await played()
    seat.close()


def handed_in(seat: Seat, round_id: str, response: str) -> Future[None]:
    """A choice."""
    return seat.hand_in(ChoiceRequest(round_id, response))


def refusal(seat: FarSeat, answer: Future[None], waited_for: str) -> BaseException | None:
    """What an answer was refused with; what was waited for, where it never comes."""
    try:
        return answer.exception(timeout=100)
    except TimeoutError:
        where = f"pending {seat.state.pending}, lost {seat.state.lost!r}, version {seat.state.view.version}"
        pytest.fail(f"never answered: {waited_for}; the seat has {where}")


def test_a_far_seat_takes_one_thing_at_a_time(tmp_path: Path) -> None:
    """The guard is in the seat too, and not only on the screen."""
    with elsewhere(tmp_path) as game:
        seat: FarSeat = game.seat()
        game.tell("deaf")
        first, second = handed_in(seat, "first", "kind"), handed_in(seat, "first", "hard")
        assert second.done(), "the second was sent off beside the first"
        assert "still on its way" in str(refusal(seat, second, "the second, refused by the seat itself"))
        game.tell("hear")
        # The belief sheet comes first.
        assert isinstance(refusal(seat, first, "the first, refused by the host once it hears"), ChasmError)


def test_nothing_that_is_handed_in_overtakes_a_command(tmp_path: Path) -> None:
    """A host that was made deaf answers nothing until it hears again, however fast something is handed in."""
    with elsewhere(tmp_path) as game:
        seat: FarSeat = game.seat()
        for _ in range(20):
            game.tell("deaf")
            first = handed_in(seat, "first", "kind")
            game.tell("hold", "go")
            assert not first.done()
            game.tell("hear")
            assert isinstance(refusal(seat, first, "a choice, once the host hears"), ChasmError)


def test_what_was_said_too_late_is_what_stands_now(monkeypatch: pytest.MonkeyPatch) -> None:
    """A moment of grace that had run out already when the answer came says how it stands then, and not before."""
    said: list[str] = []
    set_for: list[Callable[[], None]] = []
    timer = SimpleNamespace(stop=lambda: None)  # it has fired: what it was set for is on its way
    status = SeatStatus()
    status.display = False
    monkeypatch.setattr(status, "update", lambda drawn: said.append("\n".join(part.plain for part in drawn.lines(80))))

    def set_timer(_: float, then: Callable[[], None]) -> SimpleNamespace:
        set_for.append(then)
        return timer

    monkeypatch.setattr(status, "set_timer", set_timer)
    view = SimpleNamespace(phase=Phase.DECIDING, waiting_for="")
    asked = SeatState(cast("SeatView", view), pending=ChoiceRequest("r", "a"))
    status.show(asked)
    waiting = SimpleNamespace(phase=Phase.WAITING, waiting_for="Red and Blue")
    status.show(SeatState(cast("SeatView", waiting)))
    set_for[0]()
    assert [words.strip() for words in said] == ["Handed in. Waiting for Red and Blue."] * 2
