"""What the pages of a plain room share: what is heard there first, what can be typed, and what is asked for now."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from chasm_game.errors import nearest
from chasm_game.session.parse_input import Unreadable
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.plain.room.desk import Desk, Order

__all__ = ["RoomPart"]


class RoomPart(ABC):
    """One stage of a room, as long as the room stands there."""

    typed = ""
    """What a line is that begins with no order, as a sentence of the help; empty where there is no such line."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @abstractmethod
    def opening(self) -> Iterable[str]:
        """What is heard on coming here, and again on `again`."""

    @abstractmethod
    def prompt(self) -> str:
        """What is asked for now, in one line."""

    @abstractmethod
    def orders(self) -> Sequence[Order]:
        """What can be typed here."""

    def take(self, said: str, known: Iterable[str]) -> None:
        """A line that begins with no order. Raises `Unreadable` where nothing is understood."""
        # Somebody may paste a page into the prompt; comparing it whole would take seconds.
        near = nearest(said.split(maxsplit=1)[0][:80], known)
        hint = f" Did you mean {near}?" if near else ""
        raise Unreadable(f"There is nothing called “{one_line(said, 40)}” here.{hint} Type ? to hear what there is.")
