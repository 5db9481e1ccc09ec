"""What is found elsewhere, for the screen that asked for it; one that was left is asked for nothing."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from textual.screen import Screen

__all__ = ["answered", "tell_screen"]


def tell_screen(screen: Screen[Any], then: Callable[[], object]) -> None:
    """Have the screen do something with what was found. May be called by any thread, which does not wait for it.

    A screen that was left, or an app that has ended, is asked for nothing.
    """

    def do() -> None:
        if screen.is_attached:
            then()

    with contextlib.suppress(RuntimeError):  # the app's loop is over
        screen.call_later(do)


_Found = TypeVar("_Found")


async def answered(answer: Future[_Found]) -> _Found:
    """The answer. A screen that goes away no longer waits; what is done for it elsewhere goes on."""
    # Without the shield, leaving the screen would cancel a review that another screen waits for too.
    return await asyncio.shield(asyncio.wrap_future(answer))
