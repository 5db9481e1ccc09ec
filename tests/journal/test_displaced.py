"""A save that somebody else moves, removes, replaces or writes into, between any two of its lines."""

from __future__ import annotations

import errno
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.journal import files
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

Meddling = Callable[[Path], None]
STEPS = ("sheet", "ask", "kind", "rest", "wait", "sheet")


def step(play: LocalPlay, what: str) -> None:
    """One thing that a player does."""
    if what == "sheet":
        play.submit_beliefs({"customers": 60, "investors": 40})
    elif what == "ask":
        play.ask()
    else:
        play.decide(what, reason=f"because of {what}")


def replaced_by_a_copy(path: Path) -> None:
    """As cloud clients do."""
    copy = path.with_name("copy.tmp")
    shutil.copy2(path, copy)
    copy.replace(path)


def replaced_by_an_older_one(path: Path) -> None:
    """As a client does that brings the state of another machine."""
    old = path.with_name("old.tmp")
    old.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    old.replace(path)


def removed(path: Path) -> None:
    """Deleted."""
    path.unlink()


def moved(path: Path) -> None:
    """Renamed, with its handle still open here."""
    path.rename(path.with_name("moved.jsonl"))


def moved_and_replaced(path: Path) -> None:
    """As editors do that keep a backup."""
    path.rename(path.with_name("backup.jsonl"))
    shutil.copy(path.with_name("backup.jsonl"), path)


def folder_renamed(path: Path) -> None:
    """The whole folder is elsewhere."""
    path.parent.rename(path.parent.with_name(f"elsewhere-{len(list(path.parent.parent.iterdir()))}"))


def folder_removed(path: Path) -> None:
    """Nothing is left."""
    shutil.rmtree(path.parent)


def truncated(path: Path) -> None:
    """Shorter, in the same file."""
    os.truncate(path, path.stat().st_size - 7)


def emptied(path: Path) -> None:
    """What `> file` does."""
    os.truncate(path, 0)


def appended_to(path: Path) -> None:
    """A line of another window, where nothing keeps the two apart."""
    with path.open("ab") as handle:
        handle.write(b'{"n":1,"do":"ask","round":"first"}\n')


def written_over(path: Path) -> None:
    """Other bytes of the same number, in the same file, as a transfer in place leaves them."""
    with path.open("r+b") as handle:
        handle.seek(-5, os.SEEK_END)
        handle.write(b"=====")
    os.utime(path, ns=(1, 1))


def a_folder_of_its_name(path: Path) -> None:
    """Something that is no file."""
    path.unlink()
    path.mkdir()


def a_link_to_nowhere(path: Path) -> None:
    """A link that leads nowhere."""
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


MEDDLINGS: tuple[Meddling, ...] = (
    replaced_by_a_copy, replaced_by_an_older_one, removed, moved, moved_and_replaced, folder_renamed, folder_removed,
    truncated, emptied, appended_to, written_over, a_folder_of_its_name, a_link_to_nowhere,
)  # fmt: skip


def all_bytes(folder: Path) -> dict[tuple[int, int], bytes]:
    """Every file under a folder, by what it is and not by its name."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return {(path.stat().st_dev, path.stat().st_ino): path.read_bytes() for path in found}


@pytest.mark.parametrize("at", range(len(STEPS)))
@pytest.mark.parametrize("meddle", MEDDLINGS, ids=lambda each: each.__name__)
def test_whatever_becomes_of_the_file_every_decision_is_on_disk(tmp_path: Path, meddle: Meddling, at: int) -> None:
    """Between any two lines: the game goes on in a file that has all of it, it is said where, and nothing is cut."""
    play = seats.begin(tmp_path / "saves", team="Blue")
    for what in STEPS[:at]:
        step(play, what)
    first = play.save
    meddle(first)
    theirs = all_bytes(tmp_path)
    for number, what in enumerate(STEPS[at:], start=at + 1):
        step(play, what)
        played = replay(read_save(play.save))
        assert len(played.choices) == sum(each not in {"sheet", "ask"} for each in STEPS[:number])
        assert played.game.decisions == play.played.game.decisions
    assert play.save != first
    intro = play.intro
    assert str(first) in intro.save_notice
    assert intro.save == str(play.save)
    assert intro.save_notice.endswith(f"in {play.save}")
    play.close()
    assert play.phase is Phase.DEBRIEF
    assert replay(read_save(play.save)).beliefs == play.played.beliefs
    for what_it_was, content in all_bytes(tmp_path).items():
        assert content.startswith(theirs.get(what_it_was, b""))


@pytest.mark.parametrize("meddle", MEDDLINGS, ids=lambda each: each.__name__)
def test_a_game_that_is_left_is_looked_at_once_more(tmp_path: Path, meddle: Meddling) -> None:
    """Also after the last decision: before anything is said of the save, it is written anew where it was taken."""
    play = seats.begin(tmp_path / "saves")
    for what in STEPS[:3]:
        step(play, what)
    meddle(play.save)
    play.close()
    assert [c.response for c in replay(read_save(Path(play.intro.save))).choices] == ["kind"]
    is_whole_there = meddle in {replaced_by_a_copy, moved_and_replaced}
    assert bool(play.intro.save_notice) != is_whole_there


@pytest.mark.skipif(sys.platform == "win32", reason="an open file stays there")
def test_again_and_again_the_game_has_a_new_name_each_time(tmp_path: Path) -> None:
    """Something that removes every file it sees is never given the same name twice, and loses no decision."""
    play = seats.begin(tmp_path / "saves", team="Blue")
    names = [play.save.name]
    for what in STEPS:
        play.save.unlink()
        step(play, what)
        names.append(play.save.name)
    assert len(set(names)) == len(names)
    assert len(replay(read_save(play.save)).choices) == 3
    play.close()


def test_where_nothing_can_be_written_anew_it_stops_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save that was removed on a disk that then takes no new file: the decision is refused, and nothing moved."""
    play = seats.begin(tmp_path / "saves", quick=True)
    play.decide("kind")
    view = seats.seen(play)
    play.save.unlink()

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "write_all", full)
    with pytest.raises(ChasmError, match=r"was removed .* by another program, and nothing can be written beside it"):
        play.decide("rest")
    assert seats.seen(play) == view
    play.close()
    assert play.intro.save == ""
    assert "no space left on device" in play.intro.save_notice


def test_where_it_can_be_written_anew_later_the_decision_is_taken_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same decision, tried again when there is room, is on disk with all before it."""
    play = seats.begin(tmp_path / "saves", quick=True)
    play.decide("kind")
    play.save.unlink()
    with monkeypatch.context() as patch:

        def full(*_: Any) -> None:
            raise OSError(errno.EDQUOT, "Disk quota exceeded")

        patch.setattr(files, "write_all", full)
        with pytest.raises(ChasmError, match="disk quota exceeded"):
            play.decide("rest")
    play.decide("rest")
    assert [c.response for c in replay(read_save(play.save)).choices] == ["kind", "rest"]
    play.close()


def test_a_file_that_is_taken_during_the_write_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replaced after the look before the line and before the look after it: the line is in the new file."""
    play = seats.begin(tmp_path / "saves", quick=True)
    fsync, waiting = os.fsync, [True]

    def meanwhile(handle: int) -> None:
        fsync(handle)
        if waiting:
            waiting.clear()
            replaced_by_an_older_one(play.save)

    monkeypatch.setattr(os, "fsync", meanwhile)
    play.decide("kind")
    assert play.intro.save_notice
    assert [c.response for c in replay(read_save(play.save)).choices] == ["kind"]
    play.close()


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without locks."""
    monkeypatch.setattr(files, "hold", lambda _: files.Hold.UNKNOWN)


def test_without_locks_two_windows_lose_and_cut_nothing(tmp_path: Path, no_locks: None) -> None:
    """Two windows on one save, deciding in turn: the first keeps the file, the second is told where it goes on."""
    one = seats.begin(tmp_path, quick=True)
    other = LocalPlay.resume(one.save)
    one.decide("kind")
    other.decide("hard")
    one.decide("rest")
    other.decide("sorry")
    one.close()
    other.close()
    assert not one.intro.save_notice
    assert "changed by another program" in other.intro.save_notice
    assert [c.response for c in replay(read_save(one.save)).choices] == ["kind", "rest"]
    assert [c.response for c in replay(read_save(other.save)).choices] == ["hard", "sorry"]


def test_without_locks_two_windows_in_the_same_instant_lose_nothing(
    tmp_path: Path, no_locks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both looked before either wrote: what each decided is in a file that replays, and nobody's line was cut."""
    one = seats.begin(tmp_path, quick=True)
    other = LocalPlay.resume(one.save)
    write, waiting = type(other.journal)._write, [True]

    def meanwhile(file: Any, line: bytes) -> None:
        if waiting:
            waiting.clear()
            one.decide("kind")
        write(file, line)

    monkeypatch.setattr(type(other.journal), "_write", meanwhile)
    first = one.save
    other.decide("hard")
    assert [c.response for c in replay(read_save(first)).choices] == ["kind"]
    assert [c.response for c in replay(read_save(other.save)).choices] == ["hard"]
    one.decide("rest")
    assert [c.response for c in replay(read_save(one.save)).choices] == ["kind", "rest"]
    one.close()
    other.close()


def test_without_locks_a_torn_line_may_be_somebodys_and_stays(tmp_path: Path, no_locks: None) -> None:
    """Half a line that another window is perhaps still writing is not cut: the game goes on in a new file."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.close()
    raw = play.save.read_bytes()[:-9]
    play.save.write_bytes(raw)
    resumed = LocalPlay.resume(play.save)
    assert resumed.torn
    resumed.decide("hard")
    resumed.close()
    assert play.save.read_bytes() == raw
    assert [c.response for c in replay(read_save(resumed.save)).choices] == ["hard"]
    assert "nobody knows whose" in resumed.intro.save_notice


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK])
def test_a_file_system_without_sync_can_be_played_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    """Cannot sync is not cannot write."""

    def refuse(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", refuse)
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.close()
    assert len(replay(read_save(play.save)).choices) == 1


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS])
def test_a_disk_that_fails_is_fatal_for_the_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """What the disk did not confirm is told, not shown, and not in the save."""
    play = seats.begin(tmp_path, quick=True)
    before, view = play.save.read_bytes(), seats.seen(play)

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ChasmError, match=os.strerror(number).lower()):
        play.decide("kind")
    assert (play.save.read_bytes(), seats.seen(play)) == (before, view)
    play.close()


def test_an_interrupted_call_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A signal in the middle of naming a file loses no save, whichever call it falls into."""
    for name in ("link", "unlink", "replace"):
        real, waiting = getattr(os, name), [True]

        def once(*given: Any, real: Any = real, waiting: list[bool] = waiting) -> Any:
            if waiting:
                waiting.clear()
                raise InterruptedError(errno.EINTR, "Interrupted system call")
            return real(*given)

        monkeypatch.setattr(os, name, once)
    play = seats.begin(tmp_path)
    play.close()
    assert [path.name for path in tmp_path.iterdir()] == [play.save.name]


@pytest.mark.parametrize("ends", [b"\n\n", b"\r\n", b"\n \n\r\n"])
def test_a_save_with_other_ends_of_lines_is_gone_on_with(tmp_path: Path, ends: bytes) -> None:
    """Empty lines and those of another system do not count: the next decision has the number that belongs to it."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.close()
    play.save.write_bytes(b"\xef\xbb\xbf" + play.save.read_bytes().replace(b"\n", ends))
    resumed = LocalPlay.resume(play.save)
    resumed.decide("rest")
    resumed.close()
    assert not resumed.intro.save_notice
    assert [c.response for c in replay(read_save(play.save)).choices] == ["kind", "rest"]
