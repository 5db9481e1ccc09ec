"""How often something may be tried: wrong codes and PINs are slowed, right ones cost nothing."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

__all__ = ["Tries"]

MOST_KEPT = 5_000
"""Whoever tried last; what is kept of strangers must end."""


class Tries:
    """Wrong tries of each of many, on a clock in seconds: after `most` of them one more is looked at every `pause`."""

    def __init__(self, most: int, pause: float, clock: Callable[[], float]) -> None:
        self._most, self._pause, self._clock = most, pause, clock
        self._spent: OrderedDict[Hashable, tuple[float, float]] = OrderedDict()
        """How many are spent, and when that was so."""

    def wait(self, who: Hashable) -> float:
        """Seconds until the next try is looked at; 0 where it may be now."""
        over = self._now(who) - (self._most - 1)
        return max(over, 0.0) * self._pause if over > 1e-9 else 0.0

    def failed(self, who: Hashable) -> None:
        """One more was wrong."""
        self._spent[who] = (self._now(who) + 1, self._clock())
        # The one that tried longest ago is dropped first, and never one that is trying now.
        self._spent.move_to_end(who)
        while len(self._spent) > MOST_KEPT:
            self._spent.popitem(last=False)

    def _now(self, who: Hashable) -> float:
        """What is spent and did not come back yet: one try every `pause` seconds does."""
        spent, since = self._spent.get(who, (0.0, 0.0))
        return max(spent - (self._clock() - since) / self._pause, 0.0)
