"""`chasm list --saves` says what the file system does not protect."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from session import seats

from chasm_game import cli
from chasm_game.errors import ChasmError
from chasm_game.journal.protection import unprotected
from chasm_game.session.local import LocalPlay

fcntl = pytest.importorskip("fcntl")


def listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the list says."""
    with pytest.raises(SystemExit) as left:
        cli.main(["list", "--saves", str(folder)])
    assert not left.value.code
    return capsys.readouterr().out


def refuse(number: int) -> object:
    """A call that the file system does not know."""

    def call(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    return call


def test_nothing_is_said_where_everything_is_protected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An ordinary disk, a folder without saves, and a save that somebody plays at this moment."""
    assert unprotected(tmp_path) == ()
    assert unprotected(tmp_path / "none") == ()
    play = seats.begin(tmp_path, quick=True)
    before = play.save.read_bytes()
    assert "No " not in listed(tmp_path, capsys)
    assert play.save.read_bytes() == before
    play.decide("kind")
    assert not play.intro.save_notice
    play.close()


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_locks_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """And what follows from it; a game can be played there."""
    monkeypatch.setattr(fcntl, "flock", refuse(number))
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.close()
    told = listed(tmp_path, capsys)
    assert "No locks" in told
    assert "No sync" not in told


@pytest.mark.parametrize("number", [errno.EINVAL, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_file_system_without_sync_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], number: int
) -> None:
    """And what follows from it; a game can be played there."""
    monkeypatch.setattr(os, "fsync", refuse(number))
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.close()
    told = listed(tmp_path, capsys)
    assert "No sync" in told
    assert "No locks" not in told


def test_a_list_that_asks_at_this_moment_keeps_nobody_from_a_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock that a list tries is gone when a game asks again; one that stays is another window."""
    path = seats.whole(tmp_path)
    flock, busy = fcntl.flock, [2]

    def sometimes(handle: int, how: int) -> None:
        if busy[0]:
            busy[0] -= 1
            raise BlockingIOError(errno.EWOULDBLOCK, os.strerror(errno.EWOULDBLOCK))
        flock(handle, how)

    monkeypatch.setattr(fcntl, "flock", sometimes)
    LocalPlay.resume(path).close()
    busy[0] = 1_000
    with pytest.raises(ChasmError, match="open in another window"):
        LocalPlay.resume(path)
