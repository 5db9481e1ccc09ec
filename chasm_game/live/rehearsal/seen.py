"""What was seen in a rehearsal: counted by everybody in it, and told at its end."""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Seen", "quantile"]

_MOST_FAULTS = 20


@dataclass
class Seen:
    """Everything counted so far. Times are seconds."""

    came_in: int = 0
    sheets: int = 0
    votes: int = 0
    answers: int = 0
    """Handed in for a team by whoever had its pen."""
    asked: int = 0
    refused: int = 0
    """Wrong and late things that were refused, as they have to be."""
    lost: int = 0
    """How often a device lost the host and looked for it."""
    pages: int = 0
    """Devices that took the page of their team home."""
    by_lead: int = 0
    """Teams for which the facilitator took the majority or the default."""
    rounds: int = 0
    waits: list[float] = field(default_factory=list)
    """How long the host took to answer, each time."""
    revealed: dict[str, float] = field(default_factory=dict)
    """When the facilitator sent each reveal, by round; seconds of this machine's monotonic clock."""
    reveals: list[float] = field(default_factory=list)
    """From each reveal to each device that listens."""
    faults: list[str] = field(default_factory=list)
    """What was not as it should be."""
    last_choice: dict[tuple[str, int], str] = field(default_factory=dict)
    """The letter that was last taken for a team, by round and team."""

    def fault(self, sentence: str) -> None:
        """Something was not as it should be; the first ones are kept."""
        if len(self.faults) < _MOST_FAULTS and sentence not in self.faults:
            self.faults.append(sentence)

    @contextmanager
    def answer(self) -> Iterator[None]:
        """Measure one answer of the host."""
        since = time.monotonic()
        yield
        self.waits.append(time.monotonic() - since)


def quantile(values: list[float], share: float) -> float:
    """The value below which this share of them lies; 0 for none."""
    ranked = sorted(values)
    return ranked[min(int(len(ranked) * share), len(ranked) - 1)] if ranked else 0.0
