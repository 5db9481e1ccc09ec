"""How a terminal finds a room and its seat in it: addresses, the door's questions, coming back by itself."""

from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from live.fake_host import LOBBY, FakeHost, hosted

from chasm_game.errors import ChasmError
from chasm_game.live.address import Address, address_of
from chasm_game.live.door import Door, Left
from chasm_game.live.host_messages import Refused
from chasm_game.live.kept_seat import KeptSeat, KeptSeats
from chasm_game.live.web import Unreachable


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A host with two teams."""
    with hosted() as found:
        yield found


@pytest.mark.parametrize(
    ("typed", "address", "code"),
    [
        ("http://192.168.0.7:8080/bafokile", Address("192.168.0.7", 8080), "bafokile"),
        (" 192.168.0.7:8080/BAFOKILE/ ", Address("192.168.0.7", 8080), "bafokile"),
        ("laptop.local/bafokile", Address("laptop.local", 8200), "bafokile"),
        ("laptop:9000", Address("laptop", 9000), ""),
        ("https://room.example/bafokile", Address("room.example", 443, secure=True), "bafokile"),
        ("http://room.example/bafokile", Address("room.example", 80), "bafokile"),
        ("[fe80::1]:8080/bafokile", Address("fe80::1", 8080), "bafokile"),
    ],
)
def test_an_address_is_read_as_people_type_it(typed: str, address: Address, code: str) -> None:
    """With and without a scheme, a port or a code; capitals of a code are as good as small letters."""
    assert address_of(typed) == (address, code)


@pytest.mark.parametrize("typed", ["", "http://", "ftp://a/b", "a:99999/bafokile", "a/../b", "a/seat/state", "[::1/x"])
def test_what_is_no_address_is_said_with_an_example(typed: str) -> None:
    """One line, which shows what an address looks like."""
    with pytest.raises(ChasmError, match="is no address of a room: type what stands below the QR code"):
        address_of(typed)


def at_the_door(
    host: FakeHost, kept: KeptSeats, lines: list[str], room: str = "bafokile", team: str = "", pin: str = ""
) -> tuple[KeptSeat, list[str]]:
    """The seat, and what was said on the way to it."""
    said: list[str] = []
    typed = iter(lines)
    door = Door(host.address, kept, lambda: next(typed, None), said.append)
    return door.entered(room, team=team, pin=pin), said


@pytest.mark.parametrize("typed", ["2", "2.", "blue", " BLUE "])
def test_a_team_is_chosen_by_number_or_name(host: FakeHost, tmp_path: Path, typed: str) -> None:
    """Both are understood; the seat is kept with its token."""
    kept = KeptSeats(tmp_path)
    seat, said = at_the_door(host, kept, [typed])
    assert host.came[-1][1]["team"] == LOBBY.teams[1].id
    assert "2. Blue, 0 people" in said
    assert kept.found("bafokile") == seat
    assert seat.token


def test_a_new_name_opens_a_team(host: FakeHost, tmp_path: Path) -> None:
    """What is neither a number nor a name of a team goes out as a new one."""
    at_the_door(host, KeptSeats(tmp_path), ["Bläu 7"])
    assert host.came[-1][1]["name"] == "Bläu 7"


def test_a_code_that_was_not_in_the_address_is_asked_for(host: FakeHost, tmp_path: Path) -> None:
    """And a wrong one is told in the host's words."""
    _, said = at_the_door(host, KeptSeats(tmp_path), ["BAFOKILE", "1"], room="")
    assert said[0].startswith("The code of the room")
    with pytest.raises(Refused, match="no room of that code"):
        at_the_door(host, KeptSeats(tmp_path), ["x"], room="wrong")


def test_acceptance_06_a_pin_brings_the_seat_to_another_device(host: FakeHost, tmp_path: Path) -> None:
    """`back`, the team, the PIN; what is wrong is said, and asked again."""
    host.refuses["return"] = (403, "That is not its PIN", False)

    class Mending(list[str]):
        def append(self, paragraph: str) -> None:
            if paragraph == "That is not its PIN.":
                host.refuses.clear()
            super().append(paragraph)

    said, typed = Mending(), iter(["back", "Green", "Red", "1111", "Red", "4711"])
    seat = Door(host.address, KeptSeats(tmp_path), lambda: next(typed, None), said.append).entered("bafokile")
    assert "There is no team “Green” in this room." in said
    assert [given["pin"] for verb, given in host.came if verb == "return"] == ["1111", "4711"]
    assert (seat.pin, seat.code) == ("4711", "seatcode")


def test_what_is_given_on_the_command_line_asks_nothing(host: FakeHost, tmp_path: Path) -> None:
    """Team, or team and PIN; what is refused then is an error, and nobody is asked."""
    at_the_door(host, KeptSeats(tmp_path), [], team="Red")
    at_the_door(host, KeptSeats(tmp_path), [], team="Red", pin="4711")
    assert [verb for verb, _ in host.came] == ["join", "return"]
    with pytest.raises(Left, match="no team “Green”"):
        at_the_door(host, KeptSeats(tmp_path), [], team="Green", pin="4711")
    host.refuses["join"] = (409, "The room is full.", False)
    with pytest.raises(Refused, match="The room is full"):
        at_the_door(host, KeptSeats(tmp_path), [], team="Red")


def test_acceptance_01_a_terminal_killed_while_it_joined_asks_for_the_same_seat(host: FakeHost, tmp_path: Path) -> None:
    """The key of the wish for a seat is on disk before it is sent, and is sent again."""
    kept = KeptSeats(tmp_path)
    before = kept.begun("bafokile", host.address.root)
    at_the_door(host, kept, ["1"])
    assert host.came[-1][1]["key"] == before.key


def test_who_types_nothing_is_told_what_to_type(host: FakeHost, tmp_path: Path) -> None:
    """The end of input, or `quit`, is no traceback."""
    for lines in ([], ["quit"]):
        with pytest.raises(Left, match="--team"):
            at_the_door(host, KeptSeats(tmp_path), lines)


def test_a_room_that_is_not_there_is_said_in_a_line(tmp_path: Path) -> None:
    """As a clause of the network's, and not as its name for it."""
    with hosted() as host:
        pass
    with pytest.raises(Unreachable, match="nothing listens at that address"):
        at_the_door(host, KeptSeats(tmp_path), ["1"])


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are another thing there")
def test_a_kept_seat_is_for_its_user_alone(tmp_path: Path) -> None:
    """Whoever could read the token would have the seat."""
    kept = KeptSeats(tmp_path / "seats")
    kept.keep(KeptSeat("http://a", "bafokile", "key", "token"))
    (file,) = (tmp_path / "seats").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_kept_seat_is_found_by_its_host_and_forgotten_by_its_room(tmp_path: Path) -> None:
    """Without a code the only seat at that host is meant; of two, neither. A damaged file is none."""
    kept = KeptSeats(tmp_path)
    one, two = (KeptSeat("http://a", room, "key", "token") for room in ("bafokile", "mikotalu"))
    kept.keep(one)
    assert kept.found("", "http://a") == one
    assert kept.found("", "http://b") is None
    kept.keep(two)
    assert kept.found("", "http://a") is None
    assert kept.found("mikotalu") == two
    kept.forget("bafokile")
    assert kept.found("bafokile") is None
    (tmp_path / "mikotalu.json").write_text('{"root": 1')
    assert kept.found("mikotalu") is None
    assert KeptSeats(None).begun("bafokile", "http://a").token == ""
    assert kept.found("../up") is None
