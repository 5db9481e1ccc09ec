"""`chasm host` as a process of its own, as a facilitator starts it; ended, killed and started again by a rehearsal."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.live.address import Address
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["ChildHost"]

_PRESENTER = re.compile(r"^Presenter: .*?:(\d+)/presenter\?token=(\S+)")
_CODE = re.compile(r"^Code: +(\S+)")
_KEPT = re.compile(r"^Kept in +(.+)")


class ChildHost:
    """A host on this machine. `address`, `code` and `token` are there once it was started."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._arguments = list(arguments)
        self.address = Address("127.0.0.1", 0)
        self.code = self.token = self.folder = ""
        self.memory = 0.0
        """The most that its process was seen to take, in megabytes; 0 where this system does not tell."""
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._said: list[str] = []

    async def start(self, arguments: Sequence[str] | None = None) -> None:
        """Start it, and wait until it says where it is. Raises `ChasmError` where it ends instead."""
        self._process = await asyncio.create_subprocess_exec(
            # A process of its own, and not the application in this one: only so can it be killed in the middle of a
            # write.
            sys.executable,
            "-m",
            "chasm_game",
            "host",
            *(self._arguments if arguments is None else arguments),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        assert self._process.stdout is not None
        self._said = []
        there = False
        while not there:
            line = (await self._process.stdout.readline()).decode("utf-8", "replace")
            if not line:
                await self._process.wait()
                why = " ".join(self._said).strip() or f"exit code {self._process.returncode}"
                raise ChasmError(f"the host did not start: {one_line(why, 400)}")
            there = self._take(line.rstrip())
        self._reading = asyncio.create_task(self._read(self._process.stdout))

    def _take(self, line: str) -> bool:
        """Keep what it says of itself; whether that was the last of it."""
        self._said.append(line)
        if found := _PRESENTER.match(line):
            self.address, self.token = Address("127.0.0.1", int(found[1])), found[2]
        elif found := _CODE.match(line):
            self.code = found[1]
        elif found := _KEPT.match(line):
            self.folder = found[1]
        return line.startswith("Ctrl+C")

    async def _read(self, stdout: asyncio.StreamReader) -> None:
        """What it goes on to say: a pipe that nobody reads would hold it up."""
        while line := await stdout.readline():
            self._said = [*self._said[-50:], line.decode("utf-8", "replace").rstrip()]
            self.look()

    def look(self) -> None:
        """See how much memory it takes now."""
        if self._process is None or self._process.returncode is not None:
            return
        with contextlib.suppress(OSError, ValueError, IndexError):
            status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8")
            kilobytes = int(status.split("VmHWM:")[1].split()[0])
            self.memory = max(self.memory, kilobytes / 1024)

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid if self._process is not None else 0

    async def kill(self) -> None:
        """As when the machine loses its power: without a word."""
        self.look()
        await self._end(lambda process: process.kill())

    async def again(self) -> None:
        """Go on with the same room on the same port; every device finds it by itself."""
        await self.start(["--resume", self.folder, "--port", str(self.address.port)])

    async def stop(self) -> None:
        """As Ctrl+C does; killed where that takes too long."""
        self.look()
        await self._end(lambda process: process.terminate())

    async def _end(self, how: Callable[[asyncio.subprocess.Process], None]) -> None:
        process = self._process
        if process is None:
            return
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                how(process)
            try:
                async with asyncio.timeout(15):
                    await process.wait()
            except TimeoutError:
                process.kill()
                await process.wait()
        if self._reading is not None:
            await asyncio.gather(self._reading, return_exceptions=True)
        self._process = self._reading = None
