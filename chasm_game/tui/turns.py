"""One key after the other: each is heard when what the one before it did is done, on the screen that it was typed on.

Textual hands keys on as they come, while a screen that an earlier key opened or closed is still on its way. A packet
with two keys then decides on a screen that nobody has seen. Here a key waits for the one before it, and what was typed
before a screen was there is not meant for it: it is forgotten, but for letters typed ahead into a line that waits for
them. The keys that leave always count at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.command import CommandPalette

if TYPE_CHECKING:
    from textual.message_pump import MessagePump
    from textual.screen import Screen

__all__ = ["KeysInTurn"]

CALM = 4
"""Turns of the loop without a waiting message, after which what a key did is done."""
PATIENCE = 5.0
"""Seconds after which the next key is heard all the same."""
TYPED = (events.Key, events.Paste, events.MouseDown, events.MouseUp, events.MouseScrollDown, events.MouseScrollUp)
"""What a person does; moves of the mouse decide nothing."""


class KeysInTurn(App[None]):
    """Takes what is typed one by one."""

    ALWAYS = frozenset({"quit"})
    """Commands whose keys are never kept waiting, by id."""

    _there: Screen[object] | None = None
    """The screen that is there; None while another is on its way."""
    _coming: Screen[object] | None = None
    """The screen that is there or on its way."""
    _since = 0.0
    """Since when it is there, or since when something was handed in on it."""
    _turn: events.Event | None = None
    """What is to be heard now."""
    _calming: asyncio.Task[None] | None = None

    def on_load(self) -> None:
        """Before the first screen."""
        self._typed: deque[events.Event] = deque()
        self.screen_change_signal.subscribe(self, self._changed, immediate=True)

    def _changed(self, screen: Screen[object]) -> None:
        """Another screen is on its way; it is there when it has heard so itself, after all that made it."""
        self._there, self._coming = None, screen
        screen.call_later(self._arrived, screen)

    def _arrived(self, screen: Screen[object]) -> None:
        if screen.is_active:
            self._there, self._since = screen, time.monotonic()

    async def on_event(self, event: events.Event) -> None:
        """Hear what is typed in its turn, everything else at once."""
        if not isinstance(event, TYPED) or event.is_forwarded or self._leaves(event):
            await self._pass_on(event)
        elif event is self._turn or self._at_once(event):
            await self._hear(event)
        else:
            self._typed.append(event)
            self._calm()

    def _at_once(self, event: events.Event) -> bool:
        """Whether nothing is before it, and it was typed on the screen that is there."""
        return self._calming is None and self._there is not None and event.time >= self._since

    async def _hear(self, event: events.Event) -> None:
        self._turn = None
        if self._meant(event):
            await self._pass_on(event)
        self._calm()

    async def _pass_on(self, event: events.Event) -> None:
        """To Textual. Its palette counts a page in lines that it lays out with the next frame: until then, no page."""
        try:
            await super().on_event(event)
        except KeyError:
            if not isinstance(self.screen, CommandPalette):
                raise

    def on_ready(self) -> None:
        """The first screen is announced by nobody, and what was typed while the program started is meant for it."""
        if self._coming is None:
            self._there = self._coming = self.screen

    def forget_typed(self) -> None:
        """What was typed up to now was meant for what stood there until now, and for nothing that comes after."""
        self._since = time.monotonic()

    def _leaves(self, event: events.Event) -> bool:
        keymap: dict[str, str] = getattr(self, "keymap", {})
        leaving = {"ctrl+c", *(key for id_ in self.ALWAYS for key in keymap.get(id_, "ctrl+q").split(","))}
        return isinstance(event, events.Key) and event.key in leaving

    @property
    def covered(self) -> bool:
        """Whether something hides the screen that is there: what is typed then is meant for nothing on it."""
        return False

    def _meant(self, event: events.Event) -> bool:
        """Whether it was typed on the screen that is there, or is text for the line that this screen waits with."""
        if self.covered:
            return False
        if event.time >= self._since:
            return True
        from textual.widgets import Input  # late: the title does without it

        text = isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.is_printable)
        return text and isinstance(self.focused, Input)

    def _calm(self) -> None:
        if self._calming is None:
            self._calming = asyncio.create_task(self._next_turn())

    async def _next_turn(self) -> None:
        """Wait until nothing is left to be done and a screen is there; then the next that was typed has its turn."""
        limit = time.monotonic() + PATIENCE
        await self._still(limit)
        await self._passed(limit)  # a pump keeps one message in its hands, where no queue shows it
        await self._still(limit)
        self._calming = None
        if self._typed and self.is_running:
            self._turn = self._typed.popleft()
            self.post_message(self._turn)

    async def _still(self, limit: float) -> None:
        """Wait for a few turns of the loop in which no message waits."""
        calm = 0
        while calm < CALM and time.monotonic() < limit:
            # A screen that is still being made takes longer than turns of the loop: nobody spins for it.
            await asyncio.sleep(0 if self._there is not None else 0.002)
            calm = 0 if self._busy() else calm + 1

    async def _passed(self, limit: float) -> None:
        """Wait until the app and the screen have done all that had been said to them."""
        for node in (self, self._there):
            done = asyncio.Event()
            if node is not None and node.call_later(done.set):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(done.wait(), max(0.0, limit - time.monotonic()))

    def _busy(self) -> bool:
        """Whether a message waits anywhere on the way from a part of the screen to the app."""
        if self._there is None:
            return True
        nodes: tuple[MessagePump, ...] = (self, *self._there.walk_children(with_self=True))
        return any(node.message_queue_size for node in nodes)
