"""A game is opened beside the screen that asked for it: rules are read and a file is made, which may take seconds."""

from __future__ import annotations

import contextlib
from concurrent.futures import Future
from threading import Thread
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.session.seat import Seat

__all__ = ["Opened", "OpeningLine", "close_unused", "open_beside"]


class Opened(Message):
    """A game was opened, or not."""

    def __init__(self, answer: Future[Seat]) -> None:
        super().__init__()
        self.answer = answer


class OpeningLine(Static):
    """Says that a game is being opened, above the hints and over what stands there: nothing moves for it."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    OpeningLine { display: none; layer: notice; dock: bottom; margin-bottom: 1; height: 1; width: 100%; padding: 0 1;
        background: $panel; color: $chasm-text; }
    """

    def __init__(self) -> None:
        super().__init__("The game is being opened. It begins in a moment.", markup=False)


def open_beside(make: Callable[[], Seat], then: Callable[[Future[Seat]], object]) -> Future[Seat]:
    """Make a seat in a thread of its own, and hand it on there, or the fault of it. Nobody waits for it at the end."""
    answer: Future[Seat] = Future()

    def work() -> None:
        try:
            answer.set_result(make())
        except BaseException as fault:  # noqa: BLE001  (raised again where the app can end by it)
            answer.set_exception(fault)
        with contextlib.suppress(RuntimeError):  # the app's loop is over
            then(answer)

    # Not a pool's: a disk that does not answer would keep the program from ending.
    Thread(target=work, name="opening", daemon=True).start()
    return answer


def close_unused(answer: Future[Seat]) -> None:
    """Close the seat that was made, if one was, for nobody is there any more who would sit down."""
    if answer.exception() is None:
        answer.result().close()
