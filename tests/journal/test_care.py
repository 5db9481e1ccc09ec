"""A save is named or deleted: what that leaves as it was, and when it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import samples

from chasm_game.compare.gathering import gather
from chasm_game.errors import ChasmError
from chasm_game.journal.care import delete_save, name_save
from chasm_game.journal.files import open_held
from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.listing import shelved
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import ROOM_FILE


@pytest.fixture
def save(tmp_path: Path) -> Path:
    """A finished game."""
    path = tmp_path / "game.jsonl"
    path.write_bytes(next(iter(sorted(samples.FOLDER.glob("*.jsonl")))).read_bytes())
    return path


def test_a_name_is_a_line_more_and_changes_nothing_that_was_played(save: Path) -> None:
    """The old bytes stay, the game replays as before, the newest name counts, and the list keeps its order."""
    os.utime(save, ns=(5_000_000_000, 5_000_000_000))
    before, played = save.read_bytes(), replay(read_save(save))
    assert name_save(save, "  First\n try ") == "First try"
    assert name_save(save, "With the sceptic") == "With the sceptic"
    after = read_save(save)
    assert save.read_bytes().startswith(before)
    assert (after.name, after.actions) == ("With the sceptic", read_save(_copy(save, before)).actions)
    assert replay(after).game.decisions == played.game.decisions
    assert save.stat().st_mtime_ns == 5_000_000_000
    assert next(each for each in shelved(save.parent) if each.path == save).record == after
    assert name_save(save, "") == read_save(save).name == ""


def _copy(save: Path, content: bytes) -> Path:
    path = save.with_name("copy.txt")
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("length", [79, 80, 81])
def test_a_name_has_at_most_eighty_characters(save: Path, length: int) -> None:
    """What is longer is cut, and what is kept can be read again."""
    assert len(name_save(save, "ß" * length)) == min(length, 80) == len(read_save(save).name)


def test_names_make_no_second_game_of_a_copy(save: Path) -> None:
    """Two files of one game stay copies of each other under whatever names."""
    other = save.with_name("other.jsonl")
    other.write_bytes(save.read_bytes())
    name_save(save, "One")
    name_save(other, "Two")
    found = gather([save.parent])
    assert (len(found.records), len(found.copies)) == (1, 1)


def test_a_line_behind_a_name_is_counted_as_it_stands_in_the_file(save: Path) -> None:
    """Where a line cannot be done, its number is that of the file, names included."""
    name_save(save, "Named")
    lines = save.read_text("utf-8").splitlines()
    save.write_text("\n".join([*lines, f'{{"n": {len(lines)}, "do": "over"}}']) + "\n", "utf-8")
    with pytest.raises(DamagedSave) as damage:
        replay(read_save(save))
    assert damage.value.line == len(lines) + 1


def test_what_is_open_elsewhere_is_neither_named_nor_deleted(save: Path) -> None:
    """The player at the other window loses nothing."""
    before = save.read_bytes()
    held = open_held(save)
    try:
        for call in (lambda: name_save(save, "Mine"), lambda: delete_save(save)):
            with pytest.raises(ChasmError, match="open in another window"):
                call()
    finally:
        held.handle.close()
    assert save.read_bytes() == before
    delete_save(save)
    assert not save.exists()


def test_only_saves_are_deleted_damaged_ones_too_and_none_of_a_room(save: Path) -> None:
    """A document, a folder and a team's save in a room stay; a damaged save can go."""
    (save.parent / "notes.txt").write_text("mine")
    (save.parent / "bad.jsonl").write_text("no save\n")
    for path, why in ((save.parent / "notes.txt", "is no save"), (save.parent, "there is no save")):
        with pytest.raises(ChasmError, match=why):
            delete_save(path)
    with pytest.raises(ChasmError, match="there is no save"):
        delete_save(save.parent / "nothing.jsonl")
    delete_save(save.parent / "bad.jsonl")
    assert not (save.parent / "bad.jsonl").exists()
    (save.parent / ROOM_FILE).write_text("")
    with pytest.raises(ChasmError, match="belongs to a room"):
        delete_save(save)
    assert save.exists()
