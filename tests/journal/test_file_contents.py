"""Files in what mail programs and people wrap around them: judged by content, looked into, bounded."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.journal import file_contents
from chasm_game.journal.file_contents import FoundRoom, FoundSave, NotRead, Refused, contents
from chasm_game.journal.file_kinds import Kind, kind_of, what_it_is
from chasm_game.journal.find_saves import find_saves
from chasm_game.journal.journal import Journal, parse_save, read_save
from chasm_game.session.local import LocalPlay
from chasm_game.session.room.room import Room


def zipped(**members: bytes) -> bytes:
    """A zip file in memory."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in members.items():
            packed.writestr(name.replace("_", "."), raw)
    return out.getvalue()


def found(path: Path) -> list[tuple[str, str]]:
    """What is in a file: the name behind its own, and the reason why it is not read."""
    told = []
    for each in contents(path):
        name = each.path.relative_to(path).as_posix() if each.path != path else ""
        told.append((name, "" if isinstance(each, FoundSave | FoundRoom) else each.reason))
    return told


@pytest.fixture
def raw(tmp_path: Path) -> bytes:
    """A save as the game writes it."""
    return seats.whole(tmp_path / "played").read_bytes()


WRAPPINGS: dict[str, Callable[[bytes], bytes]] = {
    "utf-8 with its mark": lambda raw: b"\xef\xbb\xbf" + raw,
    "utf-16 with its mark": lambda raw: raw.decode().encode("utf-16"),
    "big-endian utf-16 with its mark": lambda raw: b"\xfe\xff" + raw.decode().encode("utf-16-be"),
    "utf-16 without a mark": lambda raw: raw.decode().encode("utf-16-le"),
    "big-endian utf-16 without a mark": lambda raw: raw.decode().encode("utf-16-be"),
    "a mark inside utf-16 without one": lambda raw: ("\ufeff" + raw.decode()).encode("utf-16-le"),
    "windows line ends": lambda raw: raw.replace(b"\n", b"\r\n"),
    "line ends of an old mac": lambda raw: raw.replace(b"\n", b"\r"),
    "empty lines": lambda raw: b"\n\n" + raw.replace(b"\n", b"\n \t\n\n"),
    "a last line without an end": lambda raw: raw.rstrip(b"\n"),
    "utf-16, windows, empty lines, no end": lambda raw: (
        raw.decode().rstrip("\n").replace("\n", "\r\n\r\n").encode("utf-16-le")
    ),
}


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_a_save_is_what_it_was_however_it_was_written_down(tmp_path: Path, raw: bytes, wrapping: str) -> None:
    """Found in a folder under a name that says nothing, it has the same header and every line."""
    (tmp_path / "mail").mkdir()
    path = tmp_path / "mail" / "attachment"
    path.write_bytes(WRAPPINGS[wrapping](raw))
    assert find_saves([path.parent]).paths == [path]
    (each,) = contents(path)
    assert isinstance(each, FoundSave)
    record, own = parse_save(path, each.raw), parse_save(path, raw)
    assert (record.header, record.actions, record.torn) == (own.header, own.actions, False)


def test_a_name_in_another_script_does_not_hide_utf_16(tmp_path: Path) -> None:
    """A team in Japanese stands among the first signs of its file."""
    play = seats.begin(tmp_path / "played", team="\u5317\u5074\u306e\u4eba\u3005" * 8)
    play.close()
    raw = play.save.read_bytes()
    for encoding in ("utf-16-le", "utf-16-be"):
        assert parse_save(play.save, raw.decode().encode(encoding)).header.team == play.intro.team


def test_a_torn_last_line_is_dropped_and_said(tmp_path: Path, raw: bytes) -> None:
    """Also in UTF-16; a line that is whole but for its end is none."""
    whole = parse_save(tmp_path, raw)
    for cut, torn in ((1, False), (2, True), (9, True)):
        for encoding in ("utf-8", "utf-16"):
            record = parse_save(tmp_path, raw.decode()[:-cut].encode(encoding))
            assert record.torn is torn
            assert len(record.actions) == len(whole.actions) - torn


def test_going_on_needs_the_file_that_the_game_wrote(tmp_path: Path, raw: bytes) -> None:
    """With a mark, empty lines or Windows' ends a game goes on; in UTF-16 it could not be appended to, and says so."""
    play = seats.begin(tmp_path / "begun", quick=True)
    play.close()
    begun = play.save.read_bytes()
    for n, wrapping in enumerate(("utf-8 with its mark", "windows line ends", "empty lines")):
        path = tmp_path / f"{n}.jsonl"
        path.write_bytes(WRAPPINGS[wrapping](begun))
        again = LocalPlay.resume(path)
        again.decide("hard")
        again.close()
        assert len(read_save(path).actions) == 1
    path.write_bytes(raw.decode().encode("utf-16"))
    with pytest.raises(ChasmError, match="in UTF-16, and the game cannot go on in it: save it as plain text in UTF-8"):
        Journal.resume(read_save(path))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "nothing is in it"),
        (b"Dear all,\n", "no save"),
        (b'{"name": "package", "version": 1}', "no save"),
        (b'{"chasm_room":1,"n":0}\n', "the journal of a room, and no save"),
        (b"%PDF-1.7", "a PDF, and no save"),
        (b"{\\rtf1\\ansi Dear all", "a file in Rich Text Format, and no save"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z file, which is not opened: unpack it"),
        (b"Rar!\x1a\x07\1\0", "a rar file, which is not opened: unpack it"),
        (lzma.compress(b"x"), "packed with xz, which is not opened: unpack it"),
        (bz2.compress(b"x"), "packed with bzip2, which is not opened: unpack it"),
        (b"From anna@x Mon\n", "a mail: save what is attached to it"),
        (b"MIME-Version: 1.0\n", "a mail: save what is attached to it"),
        (b"<html>", "a web page, and no save"),
    ],
)  # fmt: skip
def test_what_is_no_save_is_named_with_what_it_is(tmp_path: Path, content: bytes, reason: str) -> None:
    """In a folder it is not looked at; named like a save, or on the command line, it is read and rejected."""
    path = tmp_path / "x.bin"
    path.write_bytes(content)
    assert [(each.path, each.reason) for each in find_saves([tmp_path]).not_read] == [(path, reason)]
    assert find_saves([path]).paths == [path]
    named = path.rename(tmp_path / "x.jsonl (1).txt")
    assert find_saves([tmp_path]).paths == [named]


def test_a_tar_file_is_named_as_what_it_is(tmp_path: Path) -> None:
    """Also where it comes out of gzip."""
    with tarfile.open(tmp_path / "teams.tar", "w") as packed:
        packed.add(__file__, "x.jsonl")
    (tmp_path / "teams.tgz").write_bytes(gzip.compress((tmp_path / "teams.tar").read_bytes()))
    assert [each.reason for each in find_saves([tmp_path]).not_read] == ["a tar file, which is not opened: unpack it"]
    assert found(tmp_path / "teams.tgz") == [("", "a tar file, which is not opened: unpack it")]


def test_what_is_packed_is_looked_into_in_memory(tmp_path: Path, raw: bytes) -> None:
    """Saves in a zip, in a zip in a zip, in gzip in a zip: under the names of both; nothing is written anywhere."""
    folder = tmp_path / "mail"
    folder.mkdir()
    path = folder / "all.ZIP"
    inner = zipped(deep_jsonl=raw, readme_md=b"hello")
    path.write_bytes(zipped(a_jsonl=raw, inner_zip=inner, c_jsonl_gz=gzip.compress(raw)))
    assert found(path) == [
        ("a.jsonl", ""), ("inner.zip/deep.jsonl", ""), ("inner.zip/readme.md", "no save"), ("c.jsonl.gz", ""),
    ]  # fmt: skip
    assert [each.name for each in folder.iterdir()] == ["all.ZIP"]


def test_two_members_of_one_name_are_two_files(tmp_path: Path, raw: bytes) -> None:
    """And a name that leads out of the file leads nowhere."""
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name in ("a.jsonl", "../../etc/a.jsonl", "C:\\a.jsonl"):
            packed.writestr(name, raw)
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed.writestr("a.jsonl", raw)
    assert [name for name, _ in found(path)] == ["a.jsonl", "etc/a.jsonl", "C/a.jsonl", "a.jsonl (2)"]


@pytest.mark.parametrize(("depth", "reason"), [(2, ""), (3, ""), (4, "packed more than 3 times: unpack it")])
def test_packing_in_packing_ends(tmp_path: Path, raw: bytes, depth: int, reason: str) -> None:
    """Three deep somebody may have meant it; deeper it is a bomb, or nobody knows what."""
    for _ in range(depth):
        raw = zipped(x_zip=raw)
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    assert [why for _, why in found(path)] == [reason]


@pytest.mark.parametrize(("count", "refused"), [(3, False), (4, False), (5, True)])
def test_members_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int, refused: bool) -> None:
    """Also those of zip files inside: they have one budget together."""
    monkeypatch.setattr(file_contents, "MAX_MEMBERS", 4)
    path = tmp_path / "x.zip"
    inner = zipped(**{f"m{n}_jsonl": b"{}" for n in range(count - 1)})
    path.write_bytes(zipped(inner_zip=inner))
    reasons = [why for _, why in found(path) if why]
    assert reasons == (["more than 4 files are packed in it; unpack it, and name its folder"] if refused else [])


def test_a_bomb_is_refused_in_a_sentence(tmp_path: Path, raw: bytes) -> None:
    """Gigabytes of zeros in kilobytes, one large member or many, in zip and gzip: nothing of it is held."""
    big = bytes(17 << 20)
    (tmp_path / "one.zip").write_bytes(zipped(x_jsonl=big))
    (tmp_path / "one.gz").write_bytes(gzip.compress(b'{"chasm":1' + big))
    many = zipped(**{f"m{n}_jsonl": big for n in range(20)}, last_jsonl=raw)
    (tmp_path / "many.zip").write_bytes(many)
    too_large = "larger than 16 MiB, which no save is"
    assert found(tmp_path / "one.zip") == [("x.jsonl", too_large)]
    assert found(tmp_path / "one.gz") == [("", too_large)]
    reasons = [why for _, why in found(tmp_path / "many.zip")]
    assert reasons == [too_large] * 15 + ["more than 256 MiB come out of it; unpack it, and name its folder"]


def test_a_list_of_names_without_an_end_is_not_read(tmp_path: Path) -> None:
    """A zip file's own list is measured before anything is made of it."""
    path = tmp_path / "x.zip"
    raw = bytearray(zipped(a_jsonl=b"{}"))
    at = raw.rfind(b"PK\5\6")
    raw[at + 12 : at + 16] = (5 << 20).to_bytes(4, "little")
    longest = bytes(0xFFFF)  # of the comment behind it, where anybody may write what they like
    for comment in (b"", longest):
        raw[at + 20 : at + 22] = len(comment).to_bytes(2, "little")
        path.write_bytes(raw + comment)
        assert found(path) == [("", "more than 2,000 files are packed in it; unpack it, and name its folder")]


def test_a_damaged_or_locked_zip_file_says_so(tmp_path: Path, raw: bytes) -> None:
    """Cut in the middle, with a byte changed, with a password: each in a sentence, and the others are read."""
    whole = zipped(a_jsonl=raw, b_jsonl=raw)
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    changed = bytearray(whole)
    changed[200] ^= 0xFF
    (tmp_path / "changed.zip").write_bytes(changed)
    locked = bytearray(zipped(a_jsonl=raw))
    locked[6] |= 1
    locked[locked.rfind(b"PK\1\2") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(locked)
    (tmp_path / "cut.gz").write_bytes(gzip.compress(raw)[:-20])
    ((_, cut),) = found(tmp_path / "cut.zip")
    assert cut.startswith("the zip file is damaged or of a kind that is not read: ")
    (first, why), second = found(tmp_path / "changed.zip")
    assert (first, second) == ("a.jsonl", ("b.jsonl", ""))
    assert why.startswith("it cannot be unpacked: ")
    assert found(tmp_path / "locked.zip") == [("a.jsonl", "it is locked with a password: unpack it first")]
    ((_, cut),) = found(tmp_path / "cut.gz")
    assert cut.startswith("it cannot be unpacked: ")


def test_a_zip_file_of_other_things_is_one_line(tmp_path: Path) -> None:
    """Two hundred pictures are no wall of names."""
    path = tmp_path / "photos.zip"
    path.write_bytes(zipped(a_png=b"\x89PNG", b_png=b"\x89PNG"))
    (each,) = contents(path)
    assert isinstance(each, NotRead)
    assert each.reason == "a zip file without a save in it"


def test_a_file_that_vanishes_meanwhile_is_refused(tmp_path: Path) -> None:
    """Between the look into the folder and the reading somebody may move it."""
    (each,) = contents(tmp_path / "gone.jsonl")
    assert isinstance(each, Refused)
    assert each.reason == "cannot be read: no such file or directory"


def test_the_journal_of_a_real_room_is_no_save(tmp_path: Path) -> None:
    """A room's folder is read as its saves; its journal is named for what it is, and nothing is rejected."""
    room = Room.new(seats.library().find("tutorial"), tmp_path)
    room.add_team("Blue")
    room.begin()
    room.close()
    head = (room.folder / "room.journal").read_bytes()[:4096]
    assert kind_of(head) is Kind.ROOM
    assert what_it_is(head) == "the journal of a room, and no save"
    found_there = find_saves([room.folder])
    assert found_there.refused == []
    assert [each.path.name for each in found_there.not_read] == ["room.journal"]
