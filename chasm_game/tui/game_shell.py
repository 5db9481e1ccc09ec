"""An app in which one game is played: the screen that fits what is seen from the seat, whenever that changes."""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message

from chasm_game.errors import ChasmError
from chasm_game.session.seat import RewindRequest
from chasm_game.text import one_line
from chasm_game.tui.shell import Shell
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from concurrent.futures import Future

    from textual.screen import Screen

    from chasm_game.session.seat import Request, Seat
    from chasm_game.settings import Keeper
    from chasm_game.tui.host import LibraryHost
    from chasm_game.tui.screens.game import GamePage
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.intro import IntroView

__all__ = ["GameShell"]


class SeatChanged(Message):
    """Something is seen from a seat that was not seen before."""

    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self.seat = seat


class Answered(Message):
    """What was handed in was taken, or not."""

    def __init__(self, seat: Seat, answer: Future[None]) -> None:
        super().__init__()
        self.seat, self.answer = seat, answer


class GameShell(Shell):
    """Holds the seat at the game that is open. It is heard from in messages, and never waited for."""

    CALM: ClassVar[float] = 0.4
    """Seconds in which the Enter that decided does not yet go on."""
    MOMENT: ClassVar[float] = 0.3
    """Seconds for which an answer may be waited for before it is shown that one waits."""

    def __init__(self, *, seat: Seat | None = None, keeper: Keeper | None = None) -> None:
        super().__init__(keeper)
        self.seat: Seat | None = None
        """Where the player sits, while a game is open."""
        self._rounds_shown = 0
        """So many rounds were told of on this screen, or before it was opened."""
        self._lost = False
        self._due = 0
        """So much was handed in, and its answers are not heard yet."""
        self._due_since = 0.0
        self._said_of_save = ""
        self._drafts: dict[str, dict[str, object]] = {}
        """Drafts by the file that keeps the game they belong to."""
        if seat is not None:
            self.sit(seat)

    @property
    def drafts(self) -> dict[str, object]:
        """What was filled in and not handed in, by where. Going back and forth loses nothing; no game has another's."""
        save = self.seat.state.view.intro.save if self.seat is not None else ""
        return self._drafts.setdefault(save, {})

    def on_mount(self) -> None:
        """Begin in the game, if one was given."""
        if self.seat is not None:
            self.go_on()

    @property
    def library(self) -> LibraryHost | None:
        """No other game can be begun here."""
        return None

    def sit(self, seat: Seat) -> None:
        """Open a game: what happens at this seat is shown from now on."""
        self.seat = seat
        # What was decided before the game was left has been told then.
        self._rounds_shown, self._lost = len(seat.state.view.rounds), False
        seat.watch(lambda: self._post(SeatChanged(seat)))

    @property
    def is_answer_due(self) -> bool:
        """Whether something was handed in a moment ago and is not answered yet: mostly it brings another screen."""
        # Only a moment: after it what stands there is shown, and that it waits.
        return self._due > 0 and time.monotonic() - self._due_since < self.MOMENT

    def expect_answer(self) -> None:
        """Something was handed in; `_due` goes down when its answer is heard."""
        self._due, self._due_since = self._due + 1, time.monotonic()

    def hand_in(self, request: Request) -> None:
        """Hand something in; what comes of it is shown when it is there, and so is why it could not be done."""
        seat = self.seat
        if seat is None:
            self.complain(ChasmError("no game is open, so nothing was decided; go to the title and resume it there"))
        else:
            self.forget_typed()  # the rest of a packet whose first key decided
            self.expect_answer()
            seat.hand_in(request).add_done_callback(lambda answer: self._post(Answered(seat, answer)))

    def _post(self, message: Message) -> None:
        """From any thread; an app that is gone hears nothing."""
        with contextlib.suppress(RuntimeError):
            self.post_message(message)

    @on(SeatChanged)
    def _heard(self, event: SeatChanged) -> None:
        # A message of a seat that was left may still be in the queue.
        if event.seat is self.seat:
            self.follow()

    @on(Answered)
    def _answered(self, event: Answered) -> None:
        """What a seat that was left still answers is of no interest; a fault of the program is one."""
        self._due -= 1
        if event.answer.cancelled():
            return
        fault = event.answer.exception()
        if isinstance(fault, ChasmError):
            if event.seat is self.seat:
                self.complain(fault)
        # In the loop of the app, where it ends the program with a log; in the thread of the seat nobody would see it.
        elif fault is not None:
            raise fault

    # ------------------------------------------------------------- the way from screen to screen

    def follow(self) -> None:
        """Show what is seen from the seat now, unless the player is elsewhere: then it is shown on the way back."""
        from chasm_game.tui.screens.game import GamePage

        page = next((screen for screen in self.screen_stack if isinstance(screen, GamePage)), None)
        seat = self.seat
        # A page that is still being built looks at the seat itself when it stands.
        if seat is None or page is None or page.seat is not seat or not page.is_ready:
            return
        self._say_of_connection()
        view = seat.state.view
        self._rounds_shown = min(self._rounds_shown, len(view.rounds))  # one was taken back
        self.say_of_save(view.intro)
        if page.stands(view, len(view.rounds) - self._rounds_shown):
            page.hear()
        elif self._is_before(page):
            self.go_on()

    def _is_before(self, page: GamePage) -> bool:
        """Whether a page is what the player looks at, or only has questions above it that have lapsed with it."""
        above = self.screen_stack[self.screen_stack.index(page) + 1 :]
        return all(getattr(screen, "LAPSES", False) for screen in above)

    def go_on(self) -> None:
        """The screen that the game asks for: what was not yet told of first, then what is to be done."""
        seat = self.seat
        if seat is None:
            return
        view = seat.state.view
        self._rounds_shown = min(self._rounds_shown, len(view.rounds))
        if len(view.rounds) > self._rounds_shown:
            self._rounds_shown += 1
            # A draft belongs to the round before: its answer is taken.
            self.drafts.clear()
            # One at a time, also where several rounds went by while the connection was lost.
            self.show_consequences(view.rounds[self._rounds_shown - 1])
        else:
            self.name_window(f"Chasm: {view.intro.title}")
            self.show_screen(_screen_for(seat, view.phase))
        self.say_of_save(view.intro)

    def show_consequences(self, followed: ConsequencesView) -> None:
        """What followed from a decision."""
        from chasm_game.tui.screens.consequences import ConsequencesScreen

        if self.seat is not None:
            self.show_screen(ConsequencesScreen(self.seat, followed))

    def show_silent(self, followed: ConsequencesView) -> None:
        """The silent rounds behind the last decision, one after another."""
        from chasm_game.tui.screens.silent import SilentScreen

        if self.seat is not None:
            self.show_screen(SilentScreen(self.seat, followed))

    def take_back(self) -> None:
        """In practice: the last decision or ask is undone."""
        self.hand_in(RewindRequest())

    def let_go(self) -> None:
        """Close the game that is open, if one is. Its file is looked at once more, and what became of it is said."""
        seat = self.seat
        if seat is not None:
            # In this order: closing looks at the file once more, and what it finds is said of this seat.
            seat.close()
            self.seat = None
            self.say_of_save(seat.state.view.intro)

    # ------------------------------------------------------------- what there is to be said, once

    def _say_of_connection(self) -> None:
        """That the connection is lost, and that it is back."""
        lost = self.seat is not None and bool(self.seat.state.lost)
        if lost != self._lost:
            self._lost = lost
            if lost:
                self.say("The connection to the game is lost.", severity="warning", lasting=True)
            else:
                self.say("The connection is back.", lasting=True)  # what was waited for may bring another screen

    def say_of_save(self, intro: IntroView) -> None:
        """Once: what became of the file of the game, where it was taken away."""
        if intro.save_notice and intro.save_notice != self._said_of_save:
            self._said_of_save = intro.save_notice
            notice = one_line(intro.save_notice)
            self.say(notice[:1].upper() + notice[1:], severity="warning" if intro.save else "error", lasting=True)


def _screen_for(seat: Seat, phase: Phase) -> Screen[None]:
    from chasm_game.tui.screens.beliefs import BeliefsScreen
    from chasm_game.tui.screens.debrief import DebriefScreen
    from chasm_game.tui.screens.round import RoundScreen
    from chasm_game.tui.screens.waiting import WaitingScreen

    # A round may be read before, and after, there is something to decide in it.
    if phase is Phase.DECIDING or (phase is Phase.WAITING and seat.state.view.round is not None):
        return RoundScreen(seat)
    if phase is Phase.DEBRIEF:
        return DebriefScreen(seat)
    return WaitingScreen(seat) if phase is Phase.WAITING else BeliefsScreen(seat)
