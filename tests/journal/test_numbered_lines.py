"""Lines of a game, of a room and of its people: what the three kinds of files have in common."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chasm_game.journal.actions import Asked, Header
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.forgotten_lines import journal_actions
from chasm_game.journal.json_fields import NotAnAction
from chasm_game.journal.lines import from_line, to_line
from chasm_game.journal.people_actions import PeopleHeader, PersonVote
from chasm_game.journal.people_lines import people_from_line, people_to_line
from chasm_game.journal.room_actions import RoomHeader, TeamJoined
from chasm_game.journal.room_lines import room_from_line, room_to_line

_SAVE = Header("s", "h", "h", 1, "Blue", "assessed", False, "2026-01-01T00:00:00+00:00", "text", "rules")
_ROOM = RoomHeader("s", "h", "h", 1, 5, "2026-01-01T00:00:00+00:00", "text", "rules")
_PEOPLE = PeopleHeader("bafokile", "2026-01-01T00:00:00+00:00")
HEADS = (
    pytest.param(to_line(0, _SAVE), from_line, "chasm", 2, id="save"),
    pytest.param(room_to_line(0, _ROOM), room_from_line, "chasm_room", 1, id="room"),
    pytest.param(people_to_line(0, _PEOPLE), people_from_line, "chasm_people", 1, id="people"),
)
SECONDS = (
    pytest.param(to_line(1, Asked("first")), from_line, id="save"),
    pytest.param(room_to_line(1, TeamJoined(1, "Blue")), room_from_line, id="room"),
    pytest.param(people_to_line(1, PersonVote("first", "nopatilu", "A")), people_from_line, id="people"),
)
Read = Callable[[int, bytes], object]


def changed(line: bytes, **fields: object) -> bytes:
    """The line with other values in some of its fields."""
    return json.dumps(json.loads(line) | fields).encode()


@pytest.mark.parametrize(("head", "read", "name", "newest"), HEADS)
def test_a_file_of_a_later_format_says_what_helps(head: bytes, read: Read, name: str, newest: int) -> None:
    """The newest format is read; one more is refused with the cure, and what no Chasm wrote without it."""
    read(0, changed(head, **{name: newest}))
    with pytest.raises(NotAnAction, match=rf"format {newest + 1}; this version reads {newest}; a later Chasm wrote it"):
        read(0, changed(head, **{name: newest + 1}))
    for no_format in (0, True, "1", float(newest), None):
        with pytest.raises(
            NotAnAction, match=f"is of format {re.escape(repr(no_format))}; this version reads {newest}$"
        ):
            read(0, changed(head, **{name: no_format}))


@pytest.mark.parametrize(("second", "read"), SECONDS)
def test_a_line_stands_where_its_number_says(second: bytes, read: Read) -> None:
    """A line is read as the one that it is, and as neither the one before nor the one after; true is no number."""
    read(1, second)
    for number in (2, 3):
        with pytest.raises(NotAnAction, match=f"the line is numbered 1 where {number} belongs"):
            read(number, second)
    with pytest.raises(NotAnAction, match="the line is numbered True where 1 belongs"):
        read(1, changed(second, n=True))


@pytest.mark.parametrize("field", ["scenario_text", "rulebook_text"])
@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda field, text: to_line(0, replace(_SAVE, **{field: text})), id="save"),
        pytest.param(lambda field, text: room_to_line(0, replace(_ROOM, **{field: text})), id="room"),
    ],
)
def test_a_text_of_a_mebibyte_is_the_longest_that_is_kept(write: Callable[[str, str], bytes], field: str) -> None:
    """A story or rulebook of 1,048,576 characters, or one less, is kept; one more is not."""
    for length in ((1 << 20) - 1, 1 << 20):
        write(field, "x" * length)
    with pytest.raises(NotAnAction, match=f"`{field}` is .+ not a text of at most 1048576 characters"):
        write(field, "x" * ((1 << 20) + 1))


@pytest.mark.parametrize(
    "write",
    [
        pytest.param(lambda: to_line(1, Asked("\ud800")), id="save"),
        pytest.param(lambda: room_to_line(1, TeamJoined(1, "\ud800")), id="room"),
        pytest.param(lambda: people_to_line(1, PersonVote("\ud800", "nopatilu", "A")), id="people"),
    ],
)
def test_what_could_not_be_read_again_is_never_written(write: Callable[[], bytes]) -> None:
    """Half a character, which no file can hold, is refused before anything is on the disk."""
    with pytest.raises(NotAnAction, match="cannot be kept as it is"):
        write()


@pytest.mark.parametrize("number", [1, 2, 3])
def test_who_is_forgotten_in_a_damaged_room_hears_the_line(tmp_path: Path, number: int) -> None:
    """The first, a middle or the last line that cannot be read is named by its number, counted from 1."""
    lines = [room_to_line(0, _ROOM), room_to_line(1, TeamJoined(1, "Blue")), room_to_line(2, TeamJoined(2, "Red"))]
    lines[number - 1] = b"{}\n"
    path = tmp_path / "room.journal"
    path.write_bytes(b"".join(lines))
    with pytest.raises(DamagedSave) as damage:
        journal_actions(path)
    assert damage.value.line == number
