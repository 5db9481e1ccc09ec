"""`chasm room --plain`: the whole room line by line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.commands.room_debrief import write_room_debrief
from chasm_game.commands.screen import crashed
from chasm_game.errors import ChasmError
from chasm_game.plain.quoting import pasteable
from chasm_game.streams import talks_to_nobody

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.session.room.listing import RoomDoor
    from chasm_game.session.room.port import RoomPort

__all__ = ["run_plain_room"]

FOUND_PROBLEMS = 1


def run_plain_room(door: RoomDoor) -> None:
    """A room on standard input and output. Raises `ChasmError`, or `Crashed` after a fault of the program's own."""
    from chasm_game.plain.room.terminal import PlainRoomTerminal

    terminal = PlainRoomTerminal()
    room = door.entered() or terminal.choose(door)
    if room is None:
        return
    talks_to_nobody()  # what is told is lost on a closed stream; what is typed is not
    try:
        terminal.run(room, lambda: _presented(room), write_room_debrief)
    except (ChasmError, BrokenPipeError):  # a reader that has had enough is no fault
        raise
    except Exception as fault:  # noqa: BLE001  (whatever it is, a facilitator sees one line, and not a traceback)
        folder = room.view().folder
        room.close()
        kept = "" if room.lost else f"The room is saved; go on with: chasm room --plain --resume {pasteable(folder)}"
        raise crashed(fault, kept) from None
    finally:
        room.close()
    if room.lost:  # it was told
        sys.exit(FOUND_PROBLEMS)


def _presented(room: RoomPort) -> Iterable[str]:
    from chasm_game.plain.presenter import presenter_paragraphs
    from chasm_game.session.room.presenter import look

    view = room.view()
    return presenter_paragraphs(look(Path(view.folder), "" if view.round is None else view.round.id))
