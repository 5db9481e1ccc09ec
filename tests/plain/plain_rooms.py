"""Plain rooms of the small story, run by a list of lines; and the whole session that is a golden transcript.

`python tests/plain/plain_rooms.py` writes the transcript anew, after a sentence has changed; read it then.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from session import seats
from session.rooms import Clock

from chasm_game.plain.presenter import presenter_paragraphs
from chasm_game.plain.room.plain_room import PlainRoom
from chasm_game.session.room.presenter import look
from chasm_game.session.room.room import Room

TRANSCRIPT = Path(__file__).parent / "room.txt"
FOLDER = "FOLDER"

SESSION = (
    "?", "Blue", "Read", "blue", "name begin", "Mistake", "out mistake", "out nobody", "teams", "begin", "no",
    "begin", "yes",
    "?", "60 0 0 40 0 0 / 9 5 5 5", "60 40", "60 0 0 30 10 0", "skip", "numbers", "sheet 1 0 100 0 0 0 0", "sheet 1",
    "-", "sheet 1 50 0 0 50 0 0", "rename Read Red", "on", "", "on", "yes",
    "?", "start", "timer", "b", "2 c", "d", "begin x", "2", "C", "red c", "1 b", "letters", "absent 3", "here 3",
    "here 3", "clear 2", "clear 2", "2c", "predict 3 4 80", "predict 3", "seven", "predict 1 2", "why 1 They ran.",
    "why 3", "skip", "why-not 1 They were hungry.", "why-not 3", "skip",
    "page 1", "no", "ask 3", "yes", "page 3", "yes", "ask 3", "... 299", "... 2", "timer", "start",
    "minute", "pause", "sheets", "on", "notes", "c", "answers", "words trust", "anwsers", "reveal", "maybe", "no",
    "reveal", "yes",
    "?", "correct", "correct 2 d", "correct 2 c", "correct 2 a", "yes", "open", "b", "2 b", "open nobody", "3",
    "choices", "next", "no", "all", "next",
    "late Late", "yes", "out 3", "yes", "back begin", "yes", "back 3", "b", "teams", "correct 1 c", "yes",
    "reveal", "yes", "open", "all", "next", "1 b", "2 c", "4 b", "5 long", "absent 3", "reveal", "yes", "all", "next",
    "what", "-", "numbers", "60 0 0 30 10 0", "on", "yes",
    "?", "again", "material", "material 2",
    "labels", "scores", "", "scores", "yes", "scores", "correct 1 a", "late x", "rename 2 Green",
    "questions", "nothing", "quit",
)  # fmt: skip
"""A session in which every word is typed, and much that is wrong. `... 60` lets so many seconds pass."""


def heard(room: Room, typed: Iterable[str], clock: Clock | None = None) -> list[str]:
    """Everything that is heard and typed in a room until its input ends."""
    paragraphs: list[str] = []
    lines = iter(typed)

    def read(beat: object) -> str | None:
        line = next(lines, None)
        while line is not None and line.startswith("... "):
            assert clock is not None
            assert callable(beat)
            paragraphs.append(f"> {line}")
            clock.now += float(line.removeprefix("... "))
            beat()
            line = next(lines, None)
        if line is not None:
            paragraphs.append(f"> {line}")
        return line

    def presented() -> Iterable[str]:
        view = room.view()
        return presenter_paragraphs(look(Path(view.folder), "" if view.round is None else view.round.id))

    PlainRoom(room, read, paragraphs.append, presented).run()
    return [paragraph.replace(str(room.folder), FOLDER) for paragraph in paragraphs]


def transcript() -> str:
    """The whole session."""
    with tempfile.TemporaryDirectory() as folder:
        clock = Clock()
        room = Room.new(seats.small(), Path(folder), clock=clock)
        return "\n\n".join(heard(room, SESSION, clock)) + "\n"


if __name__ == "__main__":
    TRANSCRIPT.write_text(transcript(), encoding="utf-8")
