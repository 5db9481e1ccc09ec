"""The disk of a live room, off the loop: it confirms what several people handed in at once, then each is answered."""

from __future__ import annotations

import asyncio
from threading import Lock
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.confirming import Unconfirmed
from chasm_game.live.refusals import Refusal

__all__ = ["Disk"]

if TYPE_CHECKING:
    from collections.abc import Callable


class _Batch:
    """What is confirmed in one go."""

    def __init__(self) -> None:
        self.lines = Unconfirmed()
        self.error = ""
        self.refusal: Refusal | None = None
        self.is_done = False
        self._once = Lock()

    def confirm(self) -> None:
        """Confirm it, if nobody did."""
        with self._once:  # of somebody who hung up the thread goes on
            if self.is_done:
                return
            try:
                self.lines.confirm()
            except ChasmError as error:
                self.error = str(error)
            self.is_done = True


class Disk:
    """One batch is confirmed at a time; whatever comes meanwhile is the next one.

    `failed` is called once for a batch that the disk does not confirm, with the reason. It sees to it that all is on
    disk elsewhere, or raises a `Refusal`, which all hear who wait; whoever tries it again has the disk asked again.
    """

    def __init__(self, failed: Callable[[str], None]) -> None:
        self._failed = failed
        self._turn = asyncio.Lock()
        self._next = _Batch()

    async def confirmed(self, lines: Unconfirmed) -> None:
        """Wait until the disk has confirmed these. Raises what `failed` raises."""
        if not lines and not self._next.lines:
            return
        batch = self._next
        batch.lines.join(lines)
        async with self._turn:
            if not batch.is_done:
                # Before the disk is asked: whoever comes while it is busy must not join a batch that is already on its
                # way.
                self._next = _Batch()
                await asyncio.to_thread(batch.confirm)
            if batch.error:
                self._go_elsewhere(batch)
        if batch.refusal is not None:
            raise batch.refusal

    def _go_elsewhere(self, batch: _Batch) -> None:
        why, batch.error = batch.error, ""
        try:
            self._failed(why)
        except Refusal as refusal:
            batch.refusal = refusal
            # They are not given up: whoever comes next asks the disk for these too.
            self._next.lines.join(batch.lines)
