"""The file of a live room's people: what is in it comes out again, and what is deleted is gone."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from chasm_game.errors import ChasmError
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.file_kinds import Kind, kind_of, what_it_is
from chasm_game.journal.people_actions import (
    AnswersOpened,
    Closed,
    DoorsSet,
    Frozen,
    HandedInBy,
    HostToken,
    PenTaken,
    PeopleAction,
    PeopleHeader,
    PersonSheet,
    PersonVote,
    SeatMoved,
    SeatTaken,
    TokenGiven,
)
from chasm_game.journal.people_journal import PEOPLE_FILE, PeopleJournal, read_people
from chasm_game.journal.people_lines import people_from_line, people_to_line
from chasm_game.journal.people_state import PeopleState

HEADER = PeopleHeader("bafokile", "2026-11-28T20:00:00+00:00")
ONE, TWO = "nopatilu", "mirusate"
HASH = "0123456789abcdef" * 4
EVERYTHING: tuple[PeopleAction, ...] = (
    HostToken(HASH, 8200),
    DoorsSet(24, spare=True),
    SeatTaken(ONE, 1, "0042", HASH),
    SeatTaken(TWO, 2, "9999", HASH[::-1]),
    PersonSheet("before", ONE, {"customers": 61.5}, {"voice": -0.5}),
    PersonSheet("before", TWO, None, None),
    AnswersOpened("first", {"1": ONE, "2": TWO}),
    PersonVote("first", ONE, "A", "nobody", 70),
    PersonVote("first", TWO, "B"),
    PenTaken("first", 2, TWO),
    HandedInBy("first", 1, "pen"),
    Frozen('{"version": 1}'),
    TokenGiven(ONE, "f" * 64, by_pin=True),
    SeatMoved(TWO, 1, "first"),
)


def journal(folder: Path) -> PeopleJournal:
    """A file with a line of every kind, and open."""
    made = PeopleJournal.create(folder, HEADER)
    for action in EVERYTHING:
        made.append(action)
    return made


def test_every_line_comes_out_as_it_went_in(tmp_path: Path) -> None:
    """Written one by one or several at once, the file says what was done."""
    with journal(tmp_path) as written:
        written.append(HandedInBy("first", 1, ""), HandedInBy("first", 2, "default"))
    record = read_people(tmp_path)
    assert record.header == HEADER
    assert record.actions[: len(EVERYTHING)] == EVERYTHING
    state = record.state
    assert (state.port, state.people, state.spare) == (8200, 24, True)
    assert state.of_team(1) == [ONE, TWO]
    assert state.seats[ONE].token == "f" * 64
    assert state.hands == {("first", 1): "", ("first", 2): "default"}
    assert list(state.votes) == [("first", ONE)]


@pytest.mark.parametrize(("seat", "other"), [(ONE, TWO), (TWO, ONE)])
def test_a_seat_on_another_device_lets_only_that_one_in(seat: str, other: str) -> None:
    """What let the seat in before lets nobody in; nobody else's device is shut out, also where somebody moved."""
    state, tokens = PeopleState(HEADER), {ONE: HASH, TWO: HASH[::-1]}
    for code, token in tokens.items():
        state.do(SeatTaken(code, 1, "0042", token))
    state.do(TokenGiven(seat, "f" * 64))
    state.do(SeatMoved(other, 2))
    assert state.by_token == {"f" * 64: seat, tokens[other]: other}


def test_only_its_owner_reads_it_and_nobody_takes_it_for_a_save(tmp_path: Path) -> None:
    """Its rights are those of its owner, also after it was written anew; its first bytes are no save's."""
    with journal(tmp_path) as written:
        written.forget(ONE)
    path = tmp_path / PEOPLE_FILE
    assert kind_of(path.read_bytes()) is Kind.OTHER
    assert what_it_is(path.read_bytes()) == "the people of a live room, and no save"
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_torn_last_line_is_dropped_and_gone_on_from(tmp_path: Path) -> None:
    """What was cut off in the middle was never answered; the next line takes its place."""
    journal(tmp_path).close()
    path = tmp_path / PEOPLE_FILE
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"n":15,"do":"vo')
    record = read_people(tmp_path)
    assert record.actions == EVERYTHING
    with PeopleJournal.resume(record) as again:
        again.append(PersonVote("first", TWO, "C"))
    assert path.read_bytes().startswith(whole)
    assert read_people(tmp_path).actions[-1] == PersonVote("first", TWO, "C")


def test_what_is_forgotten_is_in_the_file_no_more(tmp_path: Path) -> None:
    """Every line of the seat is gone, also its place among the pens; the others stay, numbered anew."""
    with journal(tmp_path) as written:
        written.forget(ONE)
        written.append(PersonVote("first", TWO, "A"))
    text = (tmp_path / PEOPLE_FILE).read_text("utf-8")
    assert ONE not in text
    assert "61.5" not in text
    state = read_people(tmp_path).state
    assert list(state.seats) == [TWO]
    assert state.votes["first", TWO].letter == "A"


def test_a_closed_file_lets_nobody_in_and_keeps_what_was_said(tmp_path: Path) -> None:
    """Tokens, PINs and the board that stood are out of it; sheets and votes stay; nothing is added any more."""
    with journal(tmp_path) as written:
        written.end_seats()
    text = (tmp_path / PEOPLE_FILE).read_text("utf-8")
    for secret in (HASH, HASH[::-1], "f" * 64, "0042", "9999", "version"):
        assert secret not in text
    record = read_people(tmp_path)
    assert record.state.closed
    assert record.state.sheets["before", ONE].points == {"customers": 61.5}
    with pytest.raises(ChasmError, match="the room is closed"):
        record.state.check(Closed())


def test_a_board_that_goes_on_is_out_of_the_file(tmp_path: Path) -> None:
    """The names of teams that were on it do not stay behind."""
    with journal(tmp_path) as written:
        written.thaw()
    assert "version" not in (tmp_path / PEOPLE_FILE).read_text("utf-8")
    assert read_people(tmp_path).state.board == ""


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"n":1,"do":"seat","seat":"NOPATILU","team":1,"pin":"0042","token":""}', "`seat`"),
        (b'{"n":1,"do":"seat","seat":"nopatilu","team":0,"pin":"0042","token":""}', "`team`"),
        (b'{"n":1,"do":"seat","seat":"nopatilu","team":1,"pin":"042","token":""}', "`pin`"),
        (b'{"n":1,"do":"seat","seat":"nopatilu","team":1,"pin":"0042","token":"x"}', "`token`"),
        (b'{"n":1,"do":"vote","round":"first","seat":"nopatilu","letter":"AB"}', "`letter`"),
        (b'{"n":1,"do":"vote","round":"first","seat":"nopatilu","letter":"A","who":"x"}', "a prediction says"),
        (b'{"n":1,"do":"vote","round":"f","seat":"nopatilu","letter":"A","who":"x","confidence":19}', "`confidence`"),
        (b'{"n":1,"do":"by","round":"first","team":1,"by":"somebody"}', "`by`"),
        (b'{"n":1,"do":"doors","people":401,"spare":false}', "`people`"),
        (b'{"n":1,"do":"answers","round":"first","pens":["a"]}', "`pens`"),
        (b'{"n":1,"do":"sheet","when":"during","seat":"nopatilu"}', "`when`"),
        (b'{"n":2,"do":"close"}', "numbered"),
        (b'{"n":1,"do":"dance"}', "nothing is known"),
        (b'{"n":1,"do":"vote","round":"first","seat":"mirusate","letter":"A"}', "there is no seat"),
        (b"\xff\n", "UTF-8"),
    ],
)  # fmt: skip
def test_a_line_that_cannot_be_names_its_place(tmp_path: Path, line: bytes, reason: str) -> None:
    """An edited or damaged file is refused with the line and why."""
    PeopleJournal.create(tmp_path, HEADER).close()
    path = tmp_path / PEOPLE_FILE
    path.write_bytes(path.read_bytes() + line + b"\n")
    with pytest.raises(DamagedSave, match="line 2") as damage:
        read_people(tmp_path)
    assert reason in damage.value.reason


@pytest.mark.parametrize(
    "first",
    [
        b"{}",
        b'{"chasm_people":2,"n":0,"code":"bafokile","started":""}',
        b'{"chasm_people":1,"n":0,"code":"b","started":""}',
    ],
)
def test_another_format_is_refused(tmp_path: Path, first: bytes) -> None:
    """A file of a later version, or of no version, is not guessed at."""
    (tmp_path / PEOPLE_FILE).write_bytes(first + b"\n")
    with pytest.raises(DamagedSave, match="line 1"):
        read_people(tmp_path)


@pytest.mark.parametrize("action", [HEADER, *EVERYTHING], ids=lambda each: type(each).__name__)
def test_every_kind_of_line_is_one_line(action: PeopleHeader | PeopleAction) -> None:
    """Each ends with its only line end, and is equal after reading it."""
    number = 0 if isinstance(action, PeopleHeader) else 7
    line = people_to_line(number, action)
    assert (line.count(b"\n"), line[-1:]) == (1, b"\n")
    assert people_from_line(number, line) == action
