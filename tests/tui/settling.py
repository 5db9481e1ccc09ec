"""When a screen under test has come to rest: known from what is left to do, and not from a clock.

Textual's pilot takes an app for idle once its process used little of a slice of 20 milliseconds; after every key it
waits for two slices, and up to a second on a busy machine. Here it is idle as soon as nothing of it can run.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual._context import active_app

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

__all__ = ["settled"]

_PAINTINGS = 20
"""A screen that is held is never painted, and one that moves is never done: neither is waited for."""
_TURNS = 50
"""Of two milliseconds and what there is to do: a room that is kept from answering is not waited for."""


async def settled(min_sleep: float = 0.0, max_sleep: float = 0.0) -> None:
    """Until nothing can run but what waits for a timer or another process, and everything is painted.

    What a thread does for the app is waited for a little, for most of it is done at once; whoever has to see what comes
    of it waits for that.
    """
    await _painted()
    for _ in range(_TURNS):
        if not _threads_work(active_app.get()):
            return
        await asyncio.sleep(0.002)
        await _painted()


def _threads_work(app: App[object]) -> bool:
    """Whether a room, a seat or a worker of the app's is at something in a thread of its own."""
    seat = getattr(app, "seat", None)
    return bool(
        getattr(app, "waiting", False)
        or getattr(app, "is_opening", False)
        or (seat is not None and seat.state.busy)
        or any(worker.is_running and worker._thread_worker for worker in app.workers)
    )


async def _painted() -> None:
    await _run_dry()
    app = active_app.get()
    for _ in range(_PAINTINGS):
        if not app._screen_stack or not _unpainted(app.screen):
            return
        # Else the timer that paints 60 times a second would be waited for.
        app.screen._on_timer_update()
        await _run_dry()


def _unpainted(screen: Screen[object]) -> bool:
    if not screen.is_current or screen.app._batch_count:
        return bool(screen._callbacks)
    return bool(
        getattr(screen, "holding", 0)
        or screen._layout_required
        or screen._scroll_required
        or screen._repaint_required
        or screen._recompose_required
        or screen._dirty_widgets
        or screen._callbacks
    )


async def _run_dry() -> None:
    """Let everything run that can. The loop looks for new messages of others once in a turn, so it is asked twice."""
    loop = asyncio.get_running_loop()
    empty = 0
    while empty < 2:
        await asyncio.sleep(0)
        empty = 0 if loop._ready else empty + 1  # type: ignore[attr-defined] # how it is known that nothing can run
