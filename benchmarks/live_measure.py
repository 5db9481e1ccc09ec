"""What the measures of a live room share: a figure of the table, what a process takes, when states are heard."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.live.host_messages import State

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from chasm_game.live.device import Device

Heard = dict[int, list[float]]
"""When each version was heard, by every device that did."""


@dataclass
class Figure:
    """One line of the table."""

    what: str
    value: float
    unit: str
    target: float | None = None

    @property
    def is_missed(self) -> bool:
        """Whether it is above its target."""
        return self.target is not None and self.value > self.target

    def __str__(self) -> str:
        target = "" if self.target is None else f"  (at most {self.target:g})"
        return f"{'!' if self.is_missed else ' '} {self.what:<58} {self.value:>9.1f} {self.unit}{target}"


def processor(pid: int) -> float:
    """Seconds of processor that a process has taken; 0 where this system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> float:
    """Megabytes that a process holds now; 0 where this system does not tell."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="utf-8").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@asynccontextmanager
async def listening(devices: Sequence[Device]) -> AsyncIterator[Heard]:
    """All of them listen, and are closed at the end."""
    heard: Heard = {}
    tasks = [asyncio.create_task(_listen(device, heard)) for device in devices]
    try:
        yield heard
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for device in devices:
            device.close()


async def _listen(device: Device, heard: Heard) -> None:
    async with aclosing(device.heard()) as told:
        async for each in told:
            if isinstance(each, State):
                heard.setdefault(each.version, []).append(time.monotonic())
