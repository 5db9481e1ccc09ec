"""How far a long answer has come, for whoever shows it, and what is known so far, for whoever stops it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.analysis.tally import Tally

__all__ = ["Progress"]


@dataclass
class Progress:
    """Steps of about the same length; `on_change` is called whenever something moved."""

    on_change: Callable[[Progress], None] | None = None
    steps: int = 1
    finished: int = 0
    share: float = 0.0
    """Of the step under way, 0..1."""
    reserved: int = 0
    """Steps that come when those of the walks are done."""
    tally: Tally | None = field(default=None, repr=False)
    """What the first walk has found so far."""

    @property
    def done(self) -> float:
        """Of the whole, 0..1."""
        # How many steps there are is known only after the first look: never more than all of them is said.
        return min((self.finished + self.share) / max(self.steps + self.reserved, 1), 1.0)

    def within(self, share: float) -> None:
        """So much of the step under way is done."""
        self.share = share
        self._changed()

    def add(self, steps: int) -> None:
        """So many steps more are to be done from here: those that were reserved, if any were."""
        self.steps, self.reserved = self.finished + steps, 0

    def skip(self, steps: int) -> None:
        """So many steps need not be done."""
        self.finished, self.share = self.finished + steps, 0.0
        self._changed()

    def step(self) -> None:
        """A step is done."""
        self.finished, self.share = self.finished + 1, 0.0
        self._changed()

    def _changed(self) -> None:
        if self.on_change is not None:
            self.on_change(self)
