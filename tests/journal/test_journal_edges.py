"""What a save and a room take, at the edges of what they take."""

from __future__ import annotations

import gzip
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from analysis import small

from chasm_game.errors import ChasmError, IllegalDecision
from chasm_game.journal import append_file, file_contents, find_saves, json_fields, listing
from chasm_game.journal.actions import MAX_REASON, Asked, Believed, Chose, Header, Over, Rewound, kept_text
from chasm_game.journal.damage import whole_lines
from chasm_game.journal.file_kinds import Kind, kind_of, what_it_is
from chasm_game.journal.files import SUFFIX
from chasm_game.journal.journal import DamagedSave, Journal, read_save
from chasm_game.journal.json_fields import MOST, NotAnAction
from chasm_game.journal.lines import from_line, to_line
from chasm_game.journal.listing import best_scores, shelved
from chasm_game.journal.old_model import NOT_SCORED, OldModel
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    MAX_TEAMS,
    Began,
    Opened,
    Revealed,
    RoomHeader,
    Seated,
    TeamJoined,
)
from chasm_game.journal.room_lines import room_from_line, room_to_line
from chasm_game.journal.room_replay import RoomState
from chasm_game.session.local import LocalPlay

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("value", "taken"),
    [
        (0, True), (0.0, True), (-0.001, False), (-1, False), (MOST, True), (int(MOST), True), (MOST + 1, False),
        (10**400, False), (float("inf"), False), (float("nan"), False), (True, False), ("1", False), (None, False),
    ],
)  # fmt: skip
def test_a_number_is_nothing_to_a_billion(value: Any, taken: bool) -> None:
    """Both ends count; what lies beyond, is infinite, or is no number at all does not."""
    assert json_fields.is_number(value) is taken
    if taken:
        assert json_fields.number({"n": value}, "n") == value
    else:
        with pytest.raises(NotAnAction, match="not a number from 0 to a billion"):
            json_fields.number({"n": value}, "n")


@pytest.mark.parametrize(
    ("value", "taken"), [(2, False), (3, True), (4, True), (7, True), (8, False), (3.0, False), (True, False)]
)
def test_a_whole_number_keeps_its_range(value: Any, taken: bool) -> None:
    """The ends of a range are in it; a fraction and a truth are no whole numbers."""
    if taken:
        assert json_fields.whole({"n": value}, "n", 3, 7) == value
    else:
        with pytest.raises(NotAnAction, match="not a whole number from 3 to 7"):
            json_fields.whole({"n": value}, "n", 3, 7)


@pytest.mark.parametrize(("length", "taken"), [(0, True), (4, True), (5, True), (6, False)])
def test_a_text_keeps_its_length(length: int, taken: bool) -> None:
    """A text may be as long as its limit, and no longer."""
    if taken:
        assert json_fields.text({"t": "x" * length}, "t", 5) == "x" * length
    else:
        with pytest.raises(NotAnAction, match="at most 5 characters"):
            json_fields.text({"t": "x" * length}, "t", 5)


@pytest.mark.parametrize(
    ("length", "kept"), [(MAX_REASON - 1, MAX_REASON - 1), (MAX_REASON, MAX_REASON), (MAX_REASON + 1, MAX_REASON)]
)
def test_a_long_reason_is_cut_at_its_limit(length: int, kept: int) -> None:
    """As many characters are kept as a reader of the save takes; halves of characters become question marks."""
    assert kept_text(f" {'x' * length} ", MAX_REASON) == "x" * kept
    assert kept_text("a\ud800b", MAX_REASON) == "a?b"


def header() -> Header:
    """A header of nothing."""
    return Header("s", "", "", 1, "", "practice", True, "2026-01-01T00:00:00+00:00", "title: Made\n", "")


@pytest.mark.parametrize(
    ("actions", "choices", "over"),
    [
        ((), 0, False),
        ((Chose("r", "a"), Over()), 1, True),
        ((Chose("r", "a"), Over(), Rewound()), 0, False),
        ((Asked("r"), Chose("r", "a"), Rewound()), 0, False),
        ((Chose("r", "a"), Asked("q"), Rewound(), Chose("q", "b")), 2, False),
    ],
)
def test_a_listing_takes_back_what_was_taken_back(
    tmp_path: Path, actions: tuple[Any, ...], choices: int, over: bool
) -> None:
    """A rewound game is not over in a list, and an asking that is taken back leaves the choice before it."""
    with Journal.create(tmp_path, header()) as journal:
        for action in actions:
            journal.append(action)
    (save,) = shelved(tmp_path)
    assert (save.choices, save.over, save.title) == (choices, over, "Made")


def room(teams: int) -> RoomState:
    """A room with so many teams that has not begun."""
    state = RoomState(RoomHeader("s", "", "", 1, 3, "", "", ""))
    for number in range(1, teams + 1):
        state.do(TeamJoined(number, f"Team {number}"))
    return state


@pytest.mark.parametrize("number", [0, 1, 2, 4, 5])
def test_teams_are_numbered_without_a_gap(number: int) -> None:
    """After two teams the next one is number 3, and no other."""
    with pytest.raises(IllegalDecision, match="the next team is number 3"):
        room(2).check(TeamJoined(number, "x"))
    room(2).check(TeamJoined(3, "x"))


def test_a_room_holds_its_last_team_and_no_more() -> None:
    """The fortieth team joins, the forty-first is refused."""
    room(MAX_TEAMS - 1).check(TeamJoined(MAX_TEAMS, "x"))
    with pytest.raises(IllegalDecision, match=f"a room holds {MAX_TEAMS} teams"):
        room(MAX_TEAMS).check(TeamJoined(MAX_TEAMS + 1, "x"))


def test_what_is_opened_in_a_room_is_its_teams_or_all() -> None:
    """Every team of the room and all at once can be opened, each once; a number that is nobody's cannot."""
    state = room(2)
    state.do(Began())
    state.do(Revealed("r"))
    for team in (1, EVERY_TEAM):
        state.do(Opened("r", team))
        with pytest.raises(IllegalDecision, match="opened already"):
            state.check(Opened("r", team))
    with pytest.raises(IllegalDecision, match="there is no team 3"):
        state.check(Opened("r", 3))


@pytest.mark.skipif(sys.platform == "win32", reason="no rights in a mode there")
def test_a_save_has_the_rights_that_the_user_gives_to_new_files(tmp_path: Path) -> None:
    """Nothing is added to what the mask of the user leaves of reading and writing."""
    before = os.umask(0)
    try:
        with Journal.create(tmp_path, header()) as journal:
            mode = journal.path.stat().st_mode & 0o777
    finally:
        os.umask(before)
    assert mode == 0o666


def test_a_field_that_stands_twice_is_nobodys_guess() -> None:
    """Of two equal fields neither is taken; constants that JSON has not are no numbers."""
    for line, reason in (
        (b'{"a": 1, "a": 1}', "stands twice"),
        (b'{"a": NaN}', "NaN is no number"),
        (b"[1]", "no JSON object"),
    ):
        with pytest.raises(ChasmError, match=reason):
            json_fields.json_object(line)
    assert json_fields.json_object(b'{"a": 1, "b": 1}') == {"a": 1, "b": 1}


@pytest.mark.parametrize(("minutes", "taken"), [(0, False), (1, True), (60, True), (61, False)])
def test_a_rooms_timer_is_one_to_sixty_minutes(minutes: int, taken: bool) -> None:
    """A header with a minute or an hour is read, with less or more it is not."""
    header = RoomHeader("s", "", "", 1, minutes, "", "", "")
    if taken:
        assert room_from_line(0, room_to_line(0, header)) == header
    else:
        with pytest.raises(ChasmError, match="not a whole number from 1 to 60"):
            room_to_line(0, header)


@pytest.mark.parametrize(("team", "taken"), [(-1, False), (0, True), (10_000, True), (10_001, False)])
def test_a_team_of_a_line_has_a_number_that_is_ever_given(team: int, taken: bool) -> None:
    """Numbers run to ten thousand, for teams that left keep theirs; 0 is all of them."""
    if taken:
        assert room_from_line(2, room_to_line(2, Opened("r", team))) == Opened("r", team)
    else:
        with pytest.raises(NotAnAction, match="from 0 to 10000"):
            room_to_line(2, Opened("r", team))


@pytest.mark.parametrize("text", [b"", b"\n\n", b" \n"])
def test_a_save_without_a_line_is_damaged_in_its_first(tmp_path: Path, text: bytes) -> None:
    """A file that holds nothing, or nothing but ends of lines, is told of at line 1."""
    path = tmp_path / f"empty{SUFFIX}"
    path.write_bytes(text)
    with pytest.raises(DamagedSave) as damage:
        read_save(path)
    assert damage.value.line == 1


@pytest.mark.parametrize(
    ("head", "what"),
    [
        (b'{"chasm_room":1}', "the journal of a room, and no save"),
        (b'{"other":1}', "no save"),
        (b'he said "chasm_room"', "no save"),
        (b"", "nothing is in it"),
        (b" \n", "nothing is in it"),
    ],
)
def test_a_room_is_told_by_its_brace_and_its_field(head: bytes, what: str) -> None:
    """Either alone makes no journal of a room."""
    assert what_it_is(head) == what
    assert kind_of(head) is (Kind.ROOM if "room" in what else Kind.OTHER)


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b'{"chasm":1,', Kind.SAVE), (b' \n{"chasm":1,', Kind.SAVE), (b'"chasm":1', Kind.OTHER), (b'{"x":1', Kind.OTHER)],
)
def test_a_save_is_told_by_its_brace_and_its_field(head: bytes, kind: Kind) -> None:
    """Both must be there, whatever is empty before them."""
    assert kind_of(head) is kind


@pytest.mark.parametrize("field", ["scenario_text", "rulebook_text"])
def test_the_texts_of_a_room_end_at_a_mebibyte(field: str) -> None:
    """A text of the largest size is read back, one character more is refused."""
    largest = RoomHeader("s", "", "", 1, 3, "", "", "")
    room_to_line(0, replace(largest, **{field: "x" * (1 << 20)}))  # type: ignore[arg-type]
    with pytest.raises(NotAnAction, match="at most 1048576 characters"):
        room_to_line(0, replace(largest, **{field: "x" * ((1 << 20) + 1)}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("files", "refused"), [(2, False), (3, False), (4, True)])
def test_a_folder_is_searched_to_its_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, refused: bool
) -> None:
    """As many entries as allowed are looked at, one more refuses the folder."""
    monkeypatch.setattr(find_saves, "MAX_ENTRIES", 3)
    for number in range(files):
        (tmp_path / f"{number}.jsonl").write_bytes(b"{}")
    found = find_saves.FoundFiles()
    if refused:
        with pytest.raises(find_saves._TooMuch):
            find_saves._search(tmp_path, found)
    else:
        find_saves._search(tmp_path, found)
        assert len(found.paths) == files


def test_what_is_unpacked_is_spent_to_the_last_byte() -> None:
    """Exactly what is allowed may come out, and nothing behind it."""
    budget = file_contents._Budget(unpacked=3)
    assert budget.spend(b"xy") == b"xy"
    assert budget.spend(b"z") == b"z"
    assert budget.spend(b"") == b""
    with pytest.raises(file_contents._TooMuch):
        budget.spend(b"!")


@pytest.mark.parametrize(("depth", "refused"), [(1, False), (3, False), (4, True)])
def test_gzip_in_gzip_ends(tmp_path: Path, depth: int, refused: bool) -> None:
    """Packed three times is read, four times is not: as in zip files."""
    raw = b'{"chasm":1}\n'
    for _ in range(depth):
        raw = gzip.compress(raw)
    path = tmp_path / "x.jsonl.gz"
    path.write_bytes(raw)
    (found,) = file_contents.contents(path)
    assert isinstance(found, find_saves.Refused) is refused


def played(folder: Path, words: tuple[str, ...], *, practice: bool = False) -> int:
    """A game of two rounds with these answers, kept in a folder; its score where it is over, else 0."""
    answers = small.TWO.replace("customers: 5", "customers: 40")
    play = LocalPlay.new(small.scenario(small.rounds(2, answers)), folder, quick=True, practice=practice)
    for word in words:
        play.decide(word)
    outcome = play.played.game.outcome
    play.close()
    return 0 if outcome is None else outcome.score


def test_the_best_score_is_that_of_an_assessed_game_that_is_over(tmp_path: Path) -> None:
    """Practice is never a best score, however good it was, nor is a game that goes on; of two the better one."""
    ways = [("good", "good"), ("good", "bad"), ("bad", "bad")]
    low, high, best = sorted(ways, key=lambda way: played(tmp_path / "tried", way))
    scores = [played(tmp_path / "here", way) for way in (low, high)]
    assert scores[0] < scores[1] < played(tmp_path / "here", best, practice=True)
    played(tmp_path / "here", best[:1])
    assert list(best_scores(tmp_path / "here").values()) == scores[1:]


def test_a_sheet_in_the_wrong_place_is_looked_at_alone(tmp_path: Path) -> None:
    """With two sheets where they belong a game is told with others; a sheet of before that comes later is refused."""
    play = LocalPlay.new(small.scenario(small.rounds(2, small.TWO)), tmp_path)
    sheet = {"customers": 60.0, "investors": 40.0}
    play.submit_beliefs(sheet)
    for word in ("good", "bad"):
        play.decide(word)
    play.submit_beliefs(sheet)
    save = play.save
    play.close()
    record = read_save(save)
    assert isinstance(next(iter(replay_many([record]))), Replayed)
    first, *rest = record.actions
    assert isinstance(first, Believed)
    for late in ((rest[0], first, *rest[1:]), (rest[0], first, *rest[1:-1])):  # with the second sheet and without it
        assert isinstance(next(iter(replay_many([replace(record, actions=late)]))), DamagedSave)


@pytest.mark.parametrize(
    ("raw", "whole"), [(b"a\n", b"a\n"), (b"a\nbc", b"a\n"), (b"\n", b"\n"), (b"a\nb\nc", b"a\nb\n")]
)
def test_what_is_torn_is_no_line(tmp_path: Path, raw: bytes, whole: bytes) -> None:
    """Whole lines end with their newline; the rest is counted in the length, and is in no line."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(raw)
    assert whole_lines(path) == (whole, len(raw))


def test_what_is_wrong_with_a_file_is_said_of_its_place(tmp_path: Path) -> None:
    """A file as a whole has no line in its message; one without a whole line is wrong in its first."""
    torn = tmp_path / "a.jsonl"
    torn.write_bytes(b"abc")
    for path, words in ((tmp_path, ": this is no ordinary file"), (torn, ", line 1: no whole line is in it")):
        with pytest.raises(DamagedSave) as caught:
            whole_lines(path)
        assert str(caught.value) == f"{path}{words}"
    assert str(OldModel(torn)) == f"{torn}: {NOT_SCORED}"


@pytest.mark.parametrize(("length", "taken"), [(299, True), (300, True), (301, False)])
def test_the_name_of_a_teams_save_has_a_longest_length(length: int, taken: bool) -> None:
    """A room takes 300 characters for the name of a save, and refuses a line with more."""
    line = room_to_line(1, Seated(1, "x")).replace(b'"x"', b'"' + b"x" * length + b'"')
    if taken:
        assert room_from_line(1, line) == Seated(1, "x" * length)
    else:
        with pytest.raises(NotAnAction, match="at most 300 characters"):
            room_from_line(1, line)


@pytest.mark.parametrize("which", ["scenario_text", "rulebook_text"])
def test_a_save_holds_the_largest_scenario_and_no_larger_one(which: str) -> None:
    """A scenario and a rulebook may be a MiB long in a save, as they may be in a file."""
    short = to_line(0, Header("s", "", "", 1, "Blue", "assessed", False, "", "s-text", "r-text"))
    stands = {"scenario_text": b'"s-text"', "rulebook_text": b'"r-text"'}[which]
    for length, taken in (((1 << 20) - 1, True), (1 << 20, True), ((1 << 20) + 1, False)):
        line = short.replace(stands, b'"' + b"x" * length + b'"')
        if taken:
            assert getattr(from_line(0, line), which) == "x" * length
        else:
            with pytest.raises(NotAnAction, match="at most 1048576 characters"):
                from_line(0, line)


@pytest.mark.parametrize(("files", "more"), [(2, False), (3, False), (4, True)])
def test_a_shelf_looks_at_so_many_files_and_says_where_there_are_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: int, more: bool
) -> None:
    """As many files as are looked at are all there is; one more is said."""
    monkeypatch.setattr(listing, "MAX_FILES", 3)
    for number in range(files):
        (tmp_path / f"{number}{SUFFIX}").write_text("{}\n")
    found = listing.shelf(tmp_path)
    assert (len(found.saves) + len(found.others), found.more) == (min(files, 3), more)


@pytest.mark.parametrize(("size", "goes_on"), [(9, True), (10, True), (11, True), (12, False)])
def test_a_file_is_gone_on_with_up_to_the_largest_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, goes_on: bool
) -> None:
    """All of a file of the largest size is read, and a byte more, to see that there is more; beyond, it was changed."""
    monkeypatch.setattr(append_file, "MAX_BYTES", 10)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"x" * (size - 1) + b"\n")
    if goes_on:
        append_file.HeldFile.reopened(path, size, size).close()
    else:
        with pytest.raises(ChasmError, match="changed while it was being read"):
            append_file.HeldFile.reopened(path, size, size)


@pytest.mark.skipif(sys.platform == "win32", reason="there nobody writes into a file that is held")
@pytest.mark.parametrize(
    ("behind", "left"),
    [(-1, -1), (0, 0), (b"half", 0), (b"half a line", 0), (b"half a line and more", 20), (b"other", 5)],
)
def test_only_what_a_write_of_ours_left_is_cut(tmp_path: Path, behind: int | bytes, left: int) -> None:
    """Any beginning of a line that failed is cut; what others wrote stays, and what they cut does not grow again."""
    with Journal.create(tmp_path, header()) as journal:
        size = journal.path.stat().st_size
        with journal.path.open("r+b") as other:
            if isinstance(behind, bytes):
                other.seek(0, os.SEEK_END)
                other.write(behind)
            else:
                other.truncate(size + behind)
        journal._unsure = b"half a line"
        journal._cut()
        assert journal.path.stat().st_size - size == left
        assert journal._unsure == (b"" if left == 0 and behind else b"half a line")
