"""A progress bar on standard error: only on a terminal, and only for what takes longer than a second."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from rich.progress import Progress, TaskID

__all__ = ["ProgressBar"]

PATIENCE = 1.0
"""Seconds after which somebody wonders."""


class ProgressBar:
    """Shows a share of 0..1 with the time left; leaves the terminal as it was."""

    def __init__(self, label: str) -> None:
        self.label = label
        self._began = time.monotonic()
        self._bar: Progress | None = None
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, share: float) -> None:
        """So much is done."""
        if self._bar is None:
            # What is over within a second would flash a bar and leave a reader wondering what it said.
            if time.monotonic() - self._began < PATIENCE or not sys.stderr.isatty():
                return
            self._begin()
        assert self._bar is not None and self._task is not None  # noqa: PT018
        self._bar.update(self._task, completed=share)

    def _begin(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

        columns = (TextColumn(self.label), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(), TextColumn("left"))
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("", total=1.0)
        self._bar.start()
