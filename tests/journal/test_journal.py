"""The file of a save: on disk first, whole or as it was, held by one, found again."""

from __future__ import annotations

import errno
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.journal import append_file, files
from chasm_game.journal.actions import MAX_REASON, MAX_TEAM, Asked, Believed, Chose, Rewound
from chasm_game.journal.files import SUFFIX, save_files, save_names
from chasm_game.journal.journal import DamagedSave, Journal, read_save
from chasm_game.journal.played import Played
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay


def test_every_action_is_on_disk_before_the_game_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the whole line is written, then synced, then the game moves: nothing is shown that a crash could lose."""
    play = seats.begin(tmp_path)
    events: list[str] = []
    fsync, done = os.fsync, Played.do

    def spied_fsync(handle: int) -> None:
        raw = play.save.read_bytes()
        events.append(f"synced {len(raw.splitlines())}" if raw.endswith(b"\n") else "torn")
        fsync(handle)

    def spied_do(self: Played, action: Any) -> None:
        events.append(type(action).__name__)
        done(self, action)

    monkeypatch.setattr(os, "fsync", spied_fsync)
    monkeypatch.setattr(Played, "do", spied_do)
    play.submit_beliefs(None)
    play.ask()
    play.decide("kind")
    play.close()
    assert events == ["synced 2", "Believed", "synced 3", "Asked", "synced 4", "Chose"]


def test_every_action_is_a_line_of_its_own(tmp_path: Path) -> None:
    """A whole game is a header and one line for each thing done, the end included."""
    record = read_save(seats.whole(tmp_path))
    names = [type(action).__name__ for action in record.actions]
    assert names == ["Believed", "Asked", "Chose", "Chose", "Chose", "Over", "Believed"]
    assert record.path.read_bytes().count(b"\n") == len(names) + 1
    assert not record.torn


class Full(io.FileIO):
    """A file on a disk that takes only so many bytes more, and then gives an error."""

    room = 10**9
    stuck = False

    def write(self, data: Any) -> int:
        """Write what there is room for."""
        if not self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        written = super().write(bytes(data)[: self.room])
        self.room -= written
        return written

    def truncate(self, size: int | None = None) -> int:
        """Shorten the file, where the disk still lets anybody."""
        if self.stuck:
            raise OSError(errno.EIO, "Input/output error")
        return super().truncate(size)


@given(st.integers(0, 60), st.booleans())
def test_a_full_disk_leaves_game_and_file_as_they_were(tmp_path_factory: Any, room: int, stuck: bool) -> None:
    """Wherever in a line the disk gets full, the player hears why, nothing has changed, and it may be tried again."""
    play = seats.begin(tmp_path_factory.mktemp("full"), quick=True)
    play._journal._handle.close()
    disk = play._journal._handle = Full(play.save, "r+b")
    before, view = play.save.read_bytes(), seats.seen(play)
    disk.room, disk.stuck = room, stuck
    with pytest.raises(ChasmError, match="cannot be written: no space left on device"):
        play.decide("kind", reason="x" * 50)
    assert seats.seen(play) == view
    assert stuck or play.save.read_bytes() == before
    resumed = replay(read_save(play.save))
    assert not resumed.choices
    disk.room, disk.stuck = 10**9, False
    play.decide("hard")
    assert [c.response for c in replay(read_save(play.save)).choices] == ["hard"]
    play.close()


def test_a_failing_sync_is_a_failing_write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk has not confirmed has not happened."""
    play = seats.begin(tmp_path, quick=True)
    before = play.save.read_bytes()

    def broken(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(ChasmError, match="input/output error"):
        play.ask()
    assert play.save.read_bytes() == before
    assert not play.round().ask.asked
    assert play.round().chasm.in_mist
    play.close()


def test_a_disk_that_gets_full_at_the_end_hides_no_consequences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the decision must be on disk; that the game is over is noted when there is room again."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.decide("rest")
    append = Journal.append

    def full(self: Journal, action: Any) -> None:
        if not isinstance(action, Chose):
            raise ChasmError("full")
        append(self, action)

    monkeypatch.setattr(Journal, "append", full)
    assert play.decide("wait").over
    play.close()
    assert not replay(read_save(play.save)).over
    monkeypatch.undo()
    LocalPlay.resume(play.save).close()
    assert replay(read_save(play.save)).over


SCRIPT = """
import resource, sys
from pathlib import Path
from chasm_game.errors import ChasmError
from chasm_game.session.local import LocalPlay
play = LocalPlay.resume(Path(sys.argv[1]))
size = play.save.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40, size + 40))
try:
    play.decide("hard", reason="because " * 20)
except ChasmError as error:
    print(error, play.save.stat().st_size == size, len(play.consequences()))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits for files there")
def test_a_real_process_that_may_write_no_more_says_so(tmp_path: Path) -> None:
    """The system's own limit in the middle of a line leaves the save as it was."""
    play = seats.begin(tmp_path, quick=True)
    play.close()
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(play.save)], capture_output=True, text=True, check=True, timeout=200
    )
    assert told.stdout == f"{play.save} cannot be written: file too large True 0\n"


def test_a_save_that_cannot_be_begun_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half file is left that every listing would call damaged."""

    def broken(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(ChasmError, match=r"no save can be written in .*no space left on device; name another folder"):
        seats.begin(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_refused_with_a_cure(tmp_path: Path) -> None:
    """Where no folder can be, another one is asked for."""
    (tmp_path / "saves").write_text("")
    with pytest.raises(ChasmError, match="name another folder with --saves"):
        seats.begin(tmp_path / "saves")


@pytest.mark.parametrize("links", [True, False])
def test_games_begun_in_the_same_second_have_their_own_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    """Names are numbered and never taken twice, also where the file system has no links."""
    if not links:

        def refuse(*_: Any) -> None:
            raise OSError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    journals = [Journal.create(tmp_path, seats.header(team="Blue & Co")) for _ in range(3)]
    stem = "small-blue-co-20261123-101500"
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"{stem}{end}{SUFFIX}" for end in ("-2", "-3", "")]
    for journal_ in journals:
        assert replay(read_save(journal_.path)).header.team == "Blue & Co"
        journal_.close()


@given(st.text(max_size=80))
def test_no_teams_name_leads_out_of_the_folder(tmp_path_factory: Any, team: str) -> None:
    """Whatever a team calls itself, the file lies in the folder, under letters, digits and hyphens."""
    names = files.save_names(Path("saves"), seats.header(team=team))
    path = next(names)
    assert path.parent == Path("saves")
    assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")


HOLDER = """
import sys
from pathlib import Path
from chasm_game.session.local import LocalPlay
play = LocalPlay.resume(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_two_processes_cannot_hold_one_save(tmp_path: Path) -> None:
    """While one plays the other is told so; a killed holder holds nothing."""
    play = seats.begin(tmp_path, quick=True)
    with pytest.raises(ChasmError, match="open in another window"):
        LocalPlay.resume(play.save)
    play.close()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(play.save)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(ChasmError, match="open in another window"):
            LocalPlay.resume(play.save)
        holder.kill()
    LocalPlay.resume(play.save).close()


def test_a_save_that_grew_while_it_was_read_is_not_written_to(tmp_path: Path) -> None:
    """Whoever reads a save, and another plays on before the first holds it, must read it again."""
    play = seats.begin(tmp_path, quick=True)
    record = read_save(play.save)
    play.ask()
    play.close()
    with pytest.raises(ChasmError, match="was changed while it was being read"):
        Journal.resume(record)
    assert replay(read_save(play.save)).game.decisions


def test_a_save_that_may_not_be_written_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Going on with a save in a place that lets nobody write says so."""
    record = read_save(seats.whole(tmp_path))

    def refuse(*_: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(io, "FileIO", refuse)
    with pytest.raises(ChasmError, match="cannot be written: permission denied"):
        Journal.resume(record)


def test_a_closed_game_writes_nothing(tmp_path: Path) -> None:
    """After it was let go a save takes no action, and says so."""
    play = seats.begin(tmp_path, quick=True)
    play.close()
    with pytest.raises(ChasmError, match="cannot be written"):
        play.ask()


def test_a_full_save_is_refused_before_it_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is ever written that the reader would find too large."""
    play = seats.begin(tmp_path, quick=True)
    monkeypatch.setattr(append_file, "MAX_BYTES", play.save.stat().st_size + 20)
    with pytest.raises(ChasmError, match="is full"):
        play.ask()
    assert read_save(play.save).actions == ()
    play.close()


@pytest.mark.parametrize(("size", "most"), [(1 << 30, 0), ((16 << 20) + 1, 0), (16 << 20, 16 << 20)])
def test_what_no_save_is_as_large_as_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, most: int
) -> None:
    """Of a file that is larger than 16 MiB not a byte is read; one of just that size is read, and is no save."""
    path, read = tmp_path / f"huge{SUFFIX}", []

    class Watched(io.FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            got = super().read(size)
            read.append(len(got))
            return got

    def opened(path: Path, mode: str) -> Watched:
        return Watched(path, mode)

    with path.open("wb") as handle:
        handle.truncate(size)
    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(DamagedSave) as refused:
        read_save(path)
    assert sum(read) == most
    assert ("larger than 16 MiB, which no save is" in str(refused.value)) == (most == 0)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder, a pipe, nothing at all, an impossible name: each with its reason, none of them waited for."""
    with pytest.raises(DamagedSave, match="no ordinary file"):
        read_save(tmp_path)
    with pytest.raises(DamagedSave, match="no such file"):
        read_save(tmp_path / "none.jsonl")
    with pytest.raises(DamagedSave, match="cannot be read"):
        read_save(tmp_path / ("x" * 300))
    with pytest.raises(DamagedSave, match="cannot be read"):
        read_save(tmp_path / "a\0b")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.jsonl")
        with pytest.raises(DamagedSave, match="no ordinary file"):
            read_save(tmp_path / "pipe.jsonl")


def test_listing_a_folder_passes_over_what_is_no_save(tmp_path: Path) -> None:
    """Other files, folders and dangling links are no saves; a folder that is not there has none."""
    for name in ("a.txt", ".hidden.tmp", "b.jsonl"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "gone.jsonl").symlink_to(tmp_path / "nothing")
    assert save_files(tmp_path) == [tmp_path / "b.jsonl"]
    assert save_files(tmp_path / "none") == []


def test_the_longest_texts_can_be_resumed(tmp_path: Path) -> None:
    """A team's name and a reason of any length are cut and kept; the save replays."""
    play = seats.begin(tmp_path, quick=True, team="é\udcff" * 10_000)
    play.decide("kind", reason="\ud800" + "ß" * 100_000)
    play.close()
    played = replay(read_save(play.save))
    assert len(played.header.team) == MAX_TEAM
    assert played.choices[0].reason == "?" + "ß" * (MAX_REASON - 1)


@pytest.mark.parametrize(
    ("mode", "actions", "reason"),
    [
        ("assessed", [Rewound()], "only in practice"),
        ("practice", [Rewound()], "nothing to take back"),
        ("assessed", [Asked("first"), Asked("first")], "already asked"),
        ("assessed", [Asked("narrow")], "round `first` is played"),
        ("assessed", [Chose("first", "nobody")], "no response `nobody`"),
        ("assessed", [Chose("first", "kind", "regulator", 50)], "no stakeholder `regulator`"),
        ("assessed", [Believed("after", None)], "comes after the last round"),
        ("assessed", [Chose("first", "kind"), Believed("before", None)], "comes before the first round"),
        ("assessed", [Believed("before", {"partner": 1.0})], "no stakeholder `partner`"),
        ("assessed", [Believed("before", {"partners": 0.0})], "more than 0 points"),
        ("assessed", [Believed("before", {})], "more than 0 points"),
    ],
)
def test_what_cannot_be_done_changes_nothing(tmp_path: Path, mode: str, actions: list[Any], reason: str) -> None:
    """An action that the rules do not allow is told why, and the game is as it was."""
    play = seats.begin(tmp_path, practice=mode == "practice")
    play.close()
    played = play.played
    *before, last = actions
    for action in before:
        played.do(action)
    ledger, choices, beliefs = played.game.ledger, list(played.choices), dict(played.beliefs)
    with pytest.raises(ChasmError, match=reason):
        played.do(last)
    assert (played.game.ledger, played.choices, played.beliefs) == (ledger, choices, beliefs)


@pytest.mark.parametrize(
    ("team", "part"),
    [
        ("Blue", r"-blue-"),
        ("\u00c9quipe d\u2019\u00c9t\u00e9", r"-equipe-d-ete-"),
        ("\u5317\u5074", r"-[0-9a-f]{6}-"),
        ("\U0001f680\U0001f680", r"-[0-9a-f]{6}-"),
        ("\u0641\u0631\u064a\u0642 7", r"-7-[0-9a-f]{6}-"),
        ("ab\u5317\u5074", r"-ab-"),
        ("a\u5317\u5074", r"-a-[0-9a-f]{6}-"),
        ("", r"small-2026"),
    ],
)
def test_the_file_of_a_team_has_its_name_in_every_script(tmp_path: Path, team: str, part: str) -> None:
    """Without accents; where most letters cannot be written so, a hash tells the teams of three laptops apart."""
    path = next(save_names(tmp_path, seats.header(team=team)))
    assert re.search(part, path.name)
    assert path.name.isascii()


def test_teams_in_one_script_have_different_files(tmp_path: Path) -> None:
    """Begun in the same second, on different machines."""
    teams = ("\u5317\u5074", "\u5357\u5074", "\u6771")
    assert len({next(save_names(tmp_path, seats.header(team=team))).name for team in teams}) == 3
