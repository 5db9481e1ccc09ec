"""A file is written whole or not at all, whatever the disk says, and in one place of the program."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

import chasm_game
from chasm_game.errors import ChasmError
from chasm_game.file_facts import expanded
from chasm_game.files import AlreadyThere, write_whole

PACKAGE = Path(chasm_game.__file__).parent
WRITERS = {"files.py", "journal/files.py", "journal/append_file.py", "streams.py", "tui/terminal_output.py"}
"""The modules that may open a file for writing; the last two open nothing but the null device and the terminal."""


def test_the_program_writes_files_in_one_place() -> None:
    """No module but the writers opens, renames or removes a file: whoever needs a new way to write finds the one."""
    writes = re.compile(
        r"\.write_(text|bytes)\(|open\([^)]*[\"'][wxa]b?\+?[\"']|os\.(open|replace|rename|link|unlink)\b|FileIO\("
        r"|(?<!room)(?<!play)\.rename\(|\.unlink\(|NamedTemporaryFile|mkstemp"  # a team is renamed in other ways
    )
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found <= WRITERS


@pytest.mark.parametrize("room", range(8))
@pytest.mark.parametrize("there", [None, b"the old one"])
def test_a_disk_that_gets_full_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, there: bytes | None
) -> None:
    """Wherever it gets full: the old file or none, nothing beside it, and one line that names the file."""
    path = tmp_path / "t.csv"
    if there is not None:
        path.write_bytes(there)
    left, write = [room], os.write

    def full(handle: int, raw: Any) -> int:
        if not left[0]:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(handle, bytes(raw)[: left[0]])
        left[0] -= written
        return written

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(ChasmError, match=r"t\.csv cannot be written: no space left on device"):
            write_whole(path, "12345678")
    assert [each.name for each in tmp_path.iterdir()] == (["t.csv"] if there else [])
    assert there is None or path.read_bytes() == there


@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """A failing sync or rename is a failing write."""
    path = tmp_path / "room.html"
    path.write_text("old")

    def fail(*_: Any) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, fail)
        with pytest.raises(ChasmError, match="input/output error"):
            write_whole(path, "new")
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"room.html": "old"}


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    """Settings that are kept elsewhere and linked to are written there, through a link to a link, and to nowhere."""
    real = tmp_path / "dotfiles" / "settings.json"
    real.parent.mkdir()
    (tmp_path / "one").symlink_to(real)
    (tmp_path / "two").symlink_to("one")
    for content in ("first", "second"):
        write_whole(tmp_path / "two", content)
        assert real.read_text() == content
    assert (tmp_path / "one").is_symlink()
    assert (tmp_path / "two").is_symlink()
    assert [each.name for each in real.parent.iterdir()] == ["settings.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="no permissions of this kind")
def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    """The mask of the process counts for what is new; what was private stays private, what was shared shared."""
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "new", "x")
        for rights in (0o600, 0o664):
            path = tmp_path / f"{rights:o}"
            path.write_text("old")
            path.chmod(rights)
            write_whole(path, "new")
            assert stat.S_IMODE(path.stat().st_mode) == rights
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names")
def test_what_is_no_file_is_written_to_and_never_replaced(tmp_path: Path) -> None:
    """`--csv /dev/null` leaves the device a device, also for root; a pipe gets the content."""
    write_whole(Path(os.devnull), "x")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()
    write_whole(pipe, "through")
    reader.join()
    assert heard == ["through"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_device_that_is_full_says_so() -> None:
    """Written directly, it fails all the same in one line."""
    with pytest.raises(ChasmError, match="/dev/full cannot be written: no space left on device"):
        write_whole(Path("/dev/full"), "x" * 100_000)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("there", ["a file", "a folder", "a link to nowhere"])
def test_what_is_to_be_new_replaces_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: str, links: bool
) -> None:
    """Also where the file system has no links, and where it came to be after the first look."""
    if not links:

        def refuse(*_: Any) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "new.yaml"
    if there == "a file":
        path.write_text("theirs")
    elif there == "a folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(AlreadyThere, match=r"new\.yaml is there already"):
        write_whole(path, "ours", fresh=True)
    monkeypatch.setattr(os.path, "lexists", lambda _: False)
    with pytest.raises(AlreadyThere):
        write_whole(path, "ours", fresh=True)
    assert [each.name for each in tmp_path.iterdir()] == ["new.yaml"]
    assert there != "a file" or path.read_text() == "theirs"
    write_whole(tmp_path / "other.yaml", "ours", fresh=True)
    assert (tmp_path / "other.yaml").read_text() == "ours"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("x" * 300, "file name too long"),
        ("a\0b", "its name is not possible"),
        ("folder", "is a directory"),
        ("file/below", "not a directory"),
        ("gone/t.csv", "no such file or directory"),
    ],
)
def test_a_name_that_cannot_be_is_told(tmp_path: Path, name: str, reason: str) -> None:
    """One line with the reason, whatever is wrong with the name, and nothing is left behind."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(ChasmError, match=f"cannot be written: {reason}"):
        write_whole(tmp_path / name, "x")
    assert {each.name for each in tmp_path.iterdir()} == {"folder", "file"}


def test_a_file_that_may_not_be_written_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That its folder lets files be replaced is no leave to replace it."""
    path = tmp_path / "read-only.csv"
    path.write_text("old")
    path.chmod(0o444)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    with pytest.raises(ChasmError, match="permission denied"):
        write_whole(path, "new")
    assert path.read_text() == "old"


def test_a_leading_tilde_is_a_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of this user, or of one that is named; one in the middle is a tilde, and an unknown user is named."""
    monkeypatch.setenv("HOME", str(tmp_path))
    assert expanded("~/games") == tmp_path / "games"
    assert expanded("~") == tmp_path
    assert expanded("a/~/b") == Path("a/~/b")
    assert expanded("a~") == Path("a~")
    with pytest.raises(ChasmError, match="nobody's home is known by the name in ~nobody-of-this-name/x"):
        expanded("~nobody-of-this-name/x")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights in another way")
def test_a_private_file_is_its_owners_alone_from_its_first_byte(tmp_path: Path) -> None:
    """A new one and its folder; one that was there keeps the rights that it had."""
    path = tmp_path / "mine" / "seat.json"
    write_whole(path, "1", parents=True, private=True)
    assert (stat.S_IMODE(path.stat().st_mode), stat.S_IMODE(path.parent.stat().st_mode)) == (0o600, 0o700)
    path.chmod(0o640)
    write_whole(path, "2", private=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
