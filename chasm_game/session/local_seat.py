"""A seat at a game in this process. What takes time is done beside whoever sits there."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from chasm_game.errors import ChasmError
from chasm_game.session.seat import (
    AskRequest,
    ChangeRequest,
    Passed,
    PenRequest,
    RewindRequest,
    SeatState,
    SheetRequest,
)
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView, seat_without_labels

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.session.play import Play
    from chasm_game.session.seat import Request
    from chasm_game.views.review import ReviewView

__all__ = ["LocalSeat", "carry_out", "seat_view"]

_Found = TypeVar("_Found")


def seat_view(play: Play, version: int) -> SeatView:
    """Everything that is to be seen of a game now."""
    phase = play.phase
    return SeatView(
        version,
        play.intro,
        phase,
        play.round() if phase is Phase.DECIDING else None,
        play.consequences(),
        play.debrief() if phase is Phase.DEBRIEF else None,
    )


def carry_out(play: Play, request: Request, seen: SeatView) -> None:
    """Do what was handed in. Raises `Passed` where it is not about what is `seen` now, or another `ChasmError`."""
    if isinstance(request, SheetRequest):
        if seen.phase is not (Phase.BELIEFS_BEFORE if request.when == "before" else Phase.BELIEFS_AFTER):
            raise Passed("that belief sheet is not asked for now")
        play.submit_beliefs(request.points, request.ways)
    elif isinstance(request, RewindRequest):
        play.rewind()
    elif seen.round is None or seen.round.id != request.round:
        raise Passed("that round is over, and what was decided in it stands")
    elif isinstance(request, PenRequest):
        raise ChasmError("here one player decides: there is no pen to take")
    elif isinstance(request, ChangeRequest):
        raise ChasmError("what was decided counts at once here, and stands")
    elif isinstance(request, AskRequest):
        play.ask(request.leader)
    else:
        play.decide(request.response, prediction=request.prediction, reason=request.reason, seconds=request.seconds)


class LocalSeat:
    """A `Seat` at a game of this process. Requests are carried out one after the other in a thread of their own.

    `at_once` does without the thread: for games that no disk keeps, and where nothing else goes on meanwhile.
    `keeps_labels` says whether the player wants to see no label before the debrief; it is asked for every state.
    """

    def __init__(
        self,
        play: Play,
        *,
        at_once: bool = False,
        keeps_labels: Callable[[], bool] = lambda: False,
        torn: bool = False,
    ) -> None:
        self.play = play
        """The game. Whoever changes it says `refresh`."""
        self.torn = torn
        """Whether the save's last line was cut off and dropped when it was resumed."""
        self._keeps_labels = keeps_labels
        # One thread: requests are carried out in the order in which they came, and the game is never used by two at
        # once.
        self._lane = None if at_once else ThreadPoolExecutor(1, "seat")
        self._lock = threading.Lock()
        self._view = seat_view(play, 1)
        self._pending: Request | None = None
        self._heard: Callable[[], None] | None = None
        self._closed = False
        self._beside: list[Future[Any]] = []

    @property
    def state(self) -> SeatState:
        """How it stands now."""
        view = self._view
        return SeatState(seat_without_labels(view) if self._keeps_labels() else view, self._pending)

    def watch(self, heard: Callable[[], None] | None) -> None:
        """Call this after every change; None: nobody any more."""
        self._heard = heard

    def hand_in(self, request: Request) -> Future[None]:
        """Carry it out, at once or beside. One at a time."""
        answer: Future[None] = Future()
        with self._lock:
            # Under the lock: two screens may hand in at once, and only one of them may decide.
            if self._closed or self._pending is not None:
                answer.set_exception(ChasmError("something that was handed in is still on its way"))
                return answer
            self._pending = request
        if self._lane is None:
            self._carry_out(request, answer)
        else:
            self._lane.submit(self._carry_out, request, answer)
            self._tell()
        return answer

    def review(self) -> Future[ReviewView]:
        """Found in a thread that nobody waits for at the end."""
        try:
            # Here and not in the thread: in practice the game may be taken back before that has looked at it.
            work = self.play.reviewing()
        except ChasmError as error:
            failed: Future[ReviewView] = Future()
            failed.set_exception(error)
            return failed
        return self._aside(work)

    def export(self, folder: str) -> Future[tuple[str, ...]]:
        """Written in a thread beside."""
        return self._aside(partial(self.play.export, folder))

    def try_again(self) -> None:
        """There is no connection that could be lost."""

    def refresh(self) -> None:
        """Look again at the game, which was changed by somebody else than this seat."""
        self._view = seat_view(self.play, self._view.version + 1)
        self._tell()

    def close(self) -> None:
        """Let go of the save; what was handed in is written before."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
        self._heard = None
        if self._lane is not None:
            # What was handed in before leaving is written, however slow the disk is.
            self._lane.shutdown(wait=True)
        self.play.close()
        # Closing looks at the file once more, and this is where that is told.
        self._view = replace(self._view, intro=self.play.intro)
        for answer in self._beside:
            answer.cancel()

    def _carry_out(self, request: Request, answer: Future[None]) -> None:
        fault: BaseException | None = None
        try:
            carry_out(self.play, request, self._view)
            view = seat_view(self.play, self._view.version + 1)
        except BaseException as error:  # noqa: BLE001  (whoever waits for the answer gets it, whatever it is)
            fault = error
            # A new version all the same: whoever waits sees that the answer has come, and perhaps a notice of the
            # file.
            view = replace(self._view, version=self._view.version + 1, intro=self.play.intro)
        # Both before the answer is given: whoever hears of it may hand in the next thing at once.
        self._view, self._pending = view, None
        if fault is None:
            answer.set_result(None)
        else:
            answer.set_exception(fault)
        self._tell()

    def _aside(self, work: Callable[[], _Found]) -> Future[_Found]:
        answer: Future[_Found] = Future()
        self._beside.append(answer)

        def run() -> None:
            try:
                found = work()
            except BaseException as error:  # noqa: BLE001  (whoever waits for the answer gets it, whatever it is)
                if answer.set_running_or_notify_cancel():
                    answer.set_exception(error)
            else:
                if answer.set_running_or_notify_cancel():
                    answer.set_result(found)

        # A daemon, and no pool: a pool would be waited for at the end of the program, a review of a minute too.
        threading.Thread(target=run, daemon=True).start()
        return answer

    def _tell(self) -> None:
        if self._heard is not None:
            self._heard()
