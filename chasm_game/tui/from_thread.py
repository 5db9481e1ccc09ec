"""What a thread found, told to the screen that asked for it where that is still there; it never ends the program."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

__all__ = ["tell_screen"]


def tell_screen(screen: Screen[Any], then: Callable[[], object]) -> None:
    """Have the screen do something with what was found. May be called by any thread, which does not wait for it.

    A screen that was left, or an app that has ended, is asked for nothing.
    """

    def do() -> None:
        if screen.is_attached:
            then()

    with contextlib.suppress(RuntimeError):  # the app's loop is over
        screen.call_later(do)
