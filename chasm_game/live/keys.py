"""What comes again is not done again: the answers to what each device handed in, by the key that it made."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Answered"]

_Answer = TypeVar("_Answer")


class Answered(Generic[_Answer]):
    """The newest answers, at most so many for everybody together. What was refused may be tried again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], _Answer] = OrderedDict()

    def once(
        self, who: str, key: str, do: Callable[[], _Answer], holds: Callable[[_Answer], bool] = lambda _: True
    ) -> _Answer:
        """Do it, or say again what came of it. Without a key it is done each time. Raises what doing it raises.

        What was answered before and does not hold any more, as `holds` tells, is done again.
        """
        if not key:
            return do()
        at = (who, key)
        if at not in self._kept or not holds(self._kept[at]):
            # Kept only once it is done: what raises leaves no answer behind, and may be tried again.
            self._kept[at] = do()
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return self._kept[at]
