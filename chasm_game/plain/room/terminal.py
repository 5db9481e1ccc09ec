"""A plain room on this process's own input and output, and its door: which room is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.plain.room.plain_room import PlainRoom
from chasm_game.plain.room.room_sentences import left_rooms
from chasm_game.plain.terminal import LONGEST, listens, tell
from chasm_game.session.parse_input import word_of
from chasm_game.streams import Lines
from chasm_game.terminal_input import line_of
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from chasm_game.session.room.port import RoomDoorPort, RoomPort

__all__ = ["PlainRoomTerminal"]


class PlainRoomTerminal:
    """Reads standard input and tells on standard output."""

    def __init__(self) -> None:
        self._lines = Lines(LONGEST)

    def choose(self, door: RoomDoorPort) -> RoomPort | None:
        """Which room is meant, where some were left; None where nobody says. Raises `ChasmError` as the door does."""
        left = door.left()
        for paragraph in left_rooms(left):
            tell(paragraph)
        while True:
            tell("Type its number to go on, or new for a new room.")
            typed = self.read(lambda: None)
            said = word_of(one_line(typed or ""))
            if typed is None or said in {"quit", "exit"}:
                return None
            if said == "new":
                return door.new()
            if said in {str(n) for n in range(1, len(left) + 1)}:
                return door.resume(left[int(said) - 1].folder)
            if said:
                tell(f"There is no room “{one_line(said, 40)}”.")

    def run(
        self,
        room: RoomPort,
        presenter: Callable[[], Iterable[str]],
        writer: Callable[[RoomPort, bool], str] | None = None,
    ) -> None:
        """The room, until it is left; `writer` is that of the `Desk`."""
        PlainRoom(room, self.read, tell, presenter, writer).run()

    def read(self, beat: Callable[[], object]) -> str | None:
        """The next line, None at the end of input; what is no UTF-8 is shown, never fatal."""
        if listens():
            print("> ", end="", flush=True)
        line = self._lines.next(beat)
        if not line:
            return None
        return (line_of(line) if listens() else line.decode("utf-8", "replace")).rstrip("\r\n")
