"""A device in a thread of its own, so that whoever sits at it waits for nothing."""

from __future__ import annotations

import asyncio
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from chasm_game.live.device import Device
    from chasm_game.live.host_messages import Heard

__all__ = ["DeviceThread"]


class DeviceThread:
    """Listens from the moment when it is made; `heard` is called in the thread, with everything that is heard."""

    device: Device

    def __init__(self, device: Callable[[], Device], heard: Callable[[Heard], None]) -> None:
        self._make, self._heard = device, heard
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="live seat", daemon=True)
        self._thread.start()
        self._ready.wait()

    def soon(self, work: Callable[[], object]) -> None:
        """Do this in the thread; nothing where it has ended."""
        with suppress(RuntimeError):  # it is closed
            self._loop.call_soon_threadsafe(work)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begin this in the thread; nothing where it has ended."""
        try:
            asyncio.run_coroutine_threadsafe(work, self._loop)
        except RuntimeError:  # it is closed
            work.close()

    def end(self) -> None:
        """Hang up; waits until the thread has ended, unless it is this one."""
        self.soon(self._loop.stop)
        if self._thread is not threading.current_thread():
            self._thread.join(30)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self.device = self._make()
        listening = self._loop.create_task(self._listen())
        self._ready.set()
        try:
            self._loop.run_forever()
        finally:
            for task in {listening, *asyncio.all_tasks(self._loop)}:
                task.cancel()
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.run_until_complete(_settled(self._loop))
            self.device.close()
            # One turn more, in which the transports that were just closed let go of their sockets.
            self._loop.run_until_complete(asyncio.sleep(0))
            self._loop.close()

    async def _listen(self) -> None:
        async for each in self.device.heard():
            self._heard(each)


async def _settled(loop: asyncio.AbstractEventLoop) -> None:
    """Until everything that was cancelled has ended."""
    tasks = [task for task in asyncio.all_tasks(loop) if task is not asyncio.current_task()]
    await asyncio.gather(*tasks, return_exceptions=True)
