"""A room that is put right: letters, sheets, names, teams; and what its files say of that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from session import seats
from session.rooms import NAMES, again, hand_in, opened, played, seen, statuses

from chasm_game.errors import ChasmError
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.journal import read_save
from chasm_game.journal.played import Played
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import read_room
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, RoomTeam, RoomView, TeamStatus


def _games(room: Room) -> dict[int, Played]:
    """What the saves say, by team."""
    saves = read_room(room.folder).state.saves
    return {team: replay(read_save(room.folder / file)) for team, file in saves.items()}


def _team(view: RoomView, number: int) -> RoomTeam:
    return next(team for team in view.teams if team.id == number)


def _taken(room: Room) -> dict[int, list[tuple[str, str, str | None]]]:
    return {team: [(c.round, c.response, c.corrected) for c in game.choices] for team, game in _games(room).items()}


# ------------------------------------------------------------- letters


def test_a_revealed_letter_is_corrected_and_both_stand_in_the_journal(tmp_path: Path) -> None:
    """The team plays on with what it took; the room, its save and a resumed room say what stood there before."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.predict(2, "investors", 70)
    room.explain(2, "so")
    room.reveal()
    assert room.correct(2, "c") is False
    view = room.view()
    assert [(t.letter, t.corrected) for t in view.teams] == [("A", ""), ("C", "B"), ("C", "")]
    assert view.round is not None
    assert [(a.teams, a.corrected) for a in view.round.answers][1:] == [
        ((), ()),
        ((("Red", False), ("Green", False)), ("Red",)),
    ]
    room.open_all()
    assert (room.followed(2).letter, room.followed(2).corrected) == ("C", "B")
    before = seen(room)
    room = again(room)
    assert seen(room) == before
    room.close()
    choice = _games(room)[2].choices[0]
    assert (choice.response, choice.corrected, choice.who, choice.reason) == ("talk", "hard", "investors", "so")
    journal = (room.folder / "room.journal").read_text()
    assert journal.count('"do":"slip"') == 5  # appended, never rewritten
    assert journal.count('"do":"correct"') == 1


def test_a_correction_can_be_corrected_and_what_was_revealed_first_stays_named(tmp_path: Path) -> None:
    """Back to the first letter is a correction too, and is marked; what stands already is refused."""
    room = played(opened(tmp_path), "AAA")
    room.correct(1, "B")
    room.correct(1, "C")
    with pytest.raises(ChasmError, match="C is what stands for Blue"):
        room.correct(1, "C")
    room.correct(1, "A")
    room.close()
    assert _taken(room)[1] == [("first", "kind", "kind")]


def test_a_default_is_corrected_to_what_the_team_had_shown(tmp_path: Path) -> None:
    """A team that was passed over decided after all, even with the very answer that the default took for it."""
    room = opened(tmp_path)
    hand_in(room, "B.-")
    room.reveal()
    room.correct(2, "A")
    room.correct(3, "C")
    assert [(t.letter, t.defaulted, t.absences) for t in room.view().teams] == [
        ("B", False, 0),
        ("A", False, 0),
        ("C", False, 0),
    ]
    room.close()


def test_a_letter_is_asked_for_again_where_the_next_round_is_another_now(tmp_path: Path) -> None:
    """Where the correction leads to another round, what was in falls away; who is not concerned keeps its letter."""
    room = played(opened(tmp_path), "CCC")
    hand_in(room, "CCC")
    assert room.correct(1, "B") is True  # a hard answer leads to a round of its own
    view = room.view()
    assert view.round is not None
    assert view.round.id == "rare"
    assert statuses(room) == [TeamStatus.WAITS, TeamStatus.SITS_OUT, TeamStatus.SITS_OUT]
    before = seen(room)
    room = again(room)
    assert seen(room) == before
    room.choose(1, "A")
    room.reveal()
    room.go_on()
    assert [t.letter for t in room.view().teams] == ["", "C", "C"]
    room.close()


def test_a_letter_stays_in_where_the_next_round_is_the_same(tmp_path: Path) -> None:
    """A correction that changes neither the round nor what is open asks nobody again."""
    room = played(opened(tmp_path), "AAA")
    hand_in(room, "CCC")
    assert room.correct(1, "C") is False
    assert [t.letter for t in room.view().teams] == ["C", "C", "C"]
    room.close()


def test_a_correction_that_leaves_a_round_takes_what_was_handed_in_for_it(tmp_path: Path) -> None:
    """A team that comes back from a side road has no letter in the round that it would have had."""
    room = played(opened(tmp_path), "BAA")
    room.choose(1, "A")
    assert room.correct(1, "A") is True
    view = room.view()
    assert view.round is not None
    assert view.round.id == "narrow"
    assert statuses(room) == [TeamStatus.WAITS] * 3
    room.close()


def test_who_asked_in_the_next_round_has_asked_after_a_correction(tmp_path: Path) -> None:
    """The people stay asked where the round is the same, with what that opens; in the save it stands after it, too."""
    room = played(opened(tmp_path), "AAA")
    room.ask(1)
    room.choose(1, "B")
    assert room.correct(1, "C") is False
    assert (_team(room.view(), 1).asked, _team(room.view(), 1).letter) == (True, "B")
    room.correct(1, "B")  # elsewhere it asked nobody
    assert _team(room.view(), 1).asked is False
    room.close()
    assert _taken(room)[1] == [("first", "hard", "kind")]


def test_what_cannot_be_corrected_is_refused_with_the_reason(tmp_path: Path) -> None:
    """Before any reveal, after the next one, for who sat out, for what was locked, and at the end."""
    room = opened(tmp_path)
    with pytest.raises(ChasmError, match="no letter can be corrected now"):
        room.correct(1, "A")
    room = played(room, "BAC", "A..")  # only Blue was in the second
    assert room.view().correctable is not None
    with pytest.raises(ChasmError, match="Red sat this round out"):
        room.correct(2, "B")
    with pytest.raises(ChasmError, match="no answer Q"):
        room.correct(1, "Q")
    hand_in(room, "CCC")
    room.reveal()
    with pytest.raises(ChasmError, match="A was locked for Blue"):
        room.correct(1, "a")
    while room.stage is not RoomStage.END:
        if room.stage is RoomStage.LETTERS:
            room.reveal()
        room.go_on()
    assert room.view().correctable is None
    with pytest.raises(ChasmError, match="not at the end"):
        room.correct(1, "C")
    room.close()


def test_the_last_round_can_be_corrected_until_the_sheets_are_done(tmp_path: Path) -> None:
    """The game may go on by it, or end; its end is noted behind the correction."""
    room = played(opened(tmp_path, "Blue", "Red", scenario=seats.led()), "AA", "AA")
    assert room.stage is RoomStage.SHEETS_AFTER
    room.believe(1, {"customers": 1})
    room.correct(1, "B")
    assert room.view().teams[0].sheets == (False, True)
    room = again(room)
    room.go_on()
    assert room.stage is RoomStage.END
    with pytest.raises(ChasmError, match="not at the end"):
        room.correct(1, "A")
    room.close()
    assert _taken(room)[1] == [("first", "kind", None), ("second", "leave", "stay")]
    assert all(game.game.outcome is not None and game.over for game in _games(room).values())
    assert _games(room)[1].beliefs["after"] == {"customers": 1}


def test_a_save_whose_correction_cannot_be_is_rejected_with_the_reason(tmp_path: Path) -> None:
    """A forged correction of another round, of what was locked, or of nothing stops at its line."""
    room = played(opened(tmp_path), "AAA", "CCC")
    room.close()
    path = next(iter(sorted(room.folder.glob("*.jsonl"))))
    raw = path.read_bytes()
    count = raw.count(b"\n")
    for said, why in (
        ('"round":"first","response":"hard"', "decided last"),
        ('"round":"narrow","response":"spend"', "was not open|there is"),
        ('"round":"narrow"', "`response`"),
        ('"round":"narrow","response":7', "`response`"),
    ):
        path.write_bytes(raw + f'{{"n":{count},"do":"correct",{said}}}\n'.encode())
        with pytest.raises(DamagedSave, match=why):
            replay(read_save(path))


# ------------------------------------------------------------- sheets


def test_a_sheet_is_replaced_taken_back_and_seen_until_the_first_reveal(tmp_path: Path) -> None:
    """Typed for the wrong team it is typed again; after the first reveal it stands, in the save too."""
    room = Room.new(seats.small(), tmp_path)
    for name in NAMES:
        room.add_team(name)
    room.begin()
    one, other = {"customers": 60.0, "investors": 40.0}, {"customers": 10.0, "investors": 90.0}
    room.believe(1, one)
    room.believe(2, one)
    room.believe(2, None)
    room.believe(1, other)
    assert [team.sheets[0] for team in room.view().teams] == [True, False, False]
    room.go_on()
    assert room.view().sheets_open
    room = again(room)
    assert [dict(sheet.points) if sheet.points else None for sheet in room.sheets()] == [
        {**dict.fromkeys((s for s, _ in room.view().stakeholders), 0.0), **other}, None, None
    ]  # fmt: skip
    room.believe(3, one)
    with pytest.raises(ChasmError, match="no stakeholder"):
        room.believe(3, {"nobody at all": 1.0})
    room.reveal()
    assert not room.view().sheets_open
    with pytest.raises(ChasmError, match="no belief sheet"):
        room.believe(1, one)
    room.close()
    assert [game.beliefs["before"] for game in _games(room).values()] == [other, None, one]


def test_who_asks_the_people_fixes_its_sheet(tmp_path: Path) -> None:
    """What the people said would colour it: from then on the sheet stands, and says so."""
    room = opened(tmp_path)
    room.believe(1, {"customers": 1})
    room.ask(1)
    with pytest.raises(ChasmError, match="the sheet of Blue stands"):
        room.believe(1, {"investors": 1})
    assert [sheet.stands for sheet in room.sheets()] == [True, False, False]
    room.close()


# ------------------------------------------------------------- teams


def test_a_team_has_its_newest_name_everywhere_and_its_file_keeps_its_own(tmp_path: Path) -> None:
    """Renamed after the beginning, once and again: room, save and resumed room say the newest; names stay apart."""
    room = opened(tmp_path)
    with pytest.raises(ChasmError, match="already"):
        room.rename(1, "RED")
    room.rename(1, "Azure")
    room.rename(1, "Sky")
    room.rename(1, "sky")  # its own name in other letters is no other team's
    hand_in(room, "AAB")
    room.reveal()
    room.open_all()
    assert room.followed(1).team == "sky"
    room = again(room)
    assert [team.name for team in room.view().teams] == ["sky", "Red", "Green"]
    room.close()
    assert _games(room)[1].header.team == "sky"
    assert read_save(next(room.folder.glob("*blue*.jsonl"))).header.team == "Blue"


def test_a_team_is_taken_out_and_taken_back_with_the_default_for_what_it_missed(tmp_path: Path) -> None:
    """Nobody waits for it meanwhile; its save says so; once back it decides again."""
    room = opened(tmp_path)
    hand_in(room, "ABC")
    room.remove(2)
    view = room.view()
    assert ([team.name for team in view.teams], view.removed) == (["Blue", "Green"], ((2, "Red"),))
    acts: list[Callable[[], None]] = [lambda: room.choose(2, "A"), lambda: room.remove(2), lambda: room.restore(1)]
    for refused in acts:
        with pytest.raises(ChasmError):
            refused()
    room.reveal()
    with pytest.raises(ChasmError, match="Red is taken out"):
        room.correct(2, "A")
    room.go_on()
    room.close()
    assert [game.removed for game in _games(room).values()] == [False, True, False]
    room = Room.resume(room.folder)
    room.restore(2)
    assert (_team(room.view(), 2).status, _team(room.view(), 2).absences) == (TeamStatus.WAITS, 1)
    room.close()
    assert not _games(room)[2].removed
    assert _taken(room)[2] == [("first", "kind", None)]  # not the letter that was in when it was taken out


def test_the_last_team_stays(tmp_path: Path) -> None:
    """A room needs a team."""
    room = opened(tmp_path, "Blue", "Red")
    room.remove(1)
    with pytest.raises(ChasmError, match="a room needs a team"):
        room.remove(2)
    room.close()


def test_a_room_that_waits_for_one_team_goes_on_when_it_is_taken_out(tmp_path: Path) -> None:
    """A side road that only one team is on is left with it, and is there again when it comes back."""
    room = played(opened(tmp_path), "BAA")
    rounds = [room.view().round]
    room.remove(1)
    rounds.append(room.view().round)
    room.restore(1)
    rounds.append(room.view().round)
    assert [each.id if each else "" for each in rounds] == ["rare", "narrow", "rare"]
    room.close()


# ------------------------------------------------------------- labels, old journals, later ones


def test_a_resumed_room_has_the_labels_it_began_with(tmp_path: Path) -> None:
    """They are in the journal; another wish at resuming is, too; a room of an earlier version has the usual ones."""
    room = opened(tmp_path, labels="after")
    room = again(room)
    assert room.labels == "after"
    room = again(room, labels="always")
    room = again(room)
    assert room.labels == "always"
    room.close()
    path = room.folder / "room.journal"
    lines = path.read_text().splitlines(keepends=True)
    header = json.loads(lines[0])
    del header["labels"]
    old = [json.dumps(header, ensure_ascii=False, separators=(",", ":")) + "\n", *lines[1:-1]]
    path.write_text("".join(old))
    room = Room.resume(room.folder)
    assert room.labels == "debrief"
    room.close()


@pytest.mark.parametrize(
    "line",
    [
        {"do": "correct", "round": "first", "team": 1},
        {"do": "correct", "round": "first", "team": 1, "response": "hard", "again": "yes"},
        {"do": "correct", "round": "narrow", "team": 1, "response": "hard"},
        {"do": "correct", "round": "first", "team": 9, "response": "hard"},
        {"do": "rename", "team": 1, "name": 5},
        {"do": "rename", "team": 9, "name": "x"},
        {"do": "remove", "team": 9},
        {"do": "remove"},
        {"do": "restore", "team": 1},
        {"do": "labels", "labels": "never"},
        {"do": "sheet", "when": "later", "team": 1},
        {"do": "sheet", "when": "before", "team": 1, "points": {"customers": -1}},
        {"do": "sheet", "when": "after", "team": 1, "points": {"customers": 1}, "ways": {"x": 3}},
        {"do": "sheet", "when": "before", "team": 1, "points": {"customers": 1}},  # too late
    ],
)
def test_every_field_of_a_new_line_is_looked_at(tmp_path: Path, line: dict[str, Any]) -> None:
    """A line that says nothing, or what cannot be done, is refused with its number."""
    room = played(opened(tmp_path), "AAA")
    room.close()
    path = room.folder / "room.journal"
    raw = path.read_bytes()
    count = raw.count(b"\n")
    path.write_bytes(raw + json.dumps({"n": count, **line}).encode() + b"\n")
    with pytest.raises(DamagedSave, match=f"line {count + 1}"):
        Room.resume(room.folder)


def test_what_a_later_version_did_is_said_to_be_that(tmp_path: Path) -> None:
    """An entry that is not known, in a room or a save, names itself and the cure."""
    room = opened(tmp_path)
    room.close()
    save = next(room.folder.glob("*.jsonl"))
    readers: list[tuple[Path, Callable[[], object]]] = [
        (room.folder / "room.journal", lambda: read_room(room.folder)),
        (save, lambda: read_save(save)),
    ]
    for path, read in readers:
        raw = path.read_bytes()
        path.write_bytes(raw + b'{"n":%d,"do":"vote"}\n' % raw.count(b"\n"))
        with pytest.raises(DamagedSave, match="doing 'vote'; if a later Chasm wrote it, bring yours up to date"):
            read()
        path.write_bytes(raw)


def test_a_round_whose_only_team_is_taken_out_is_still_shown(tmp_path: Path) -> None:
    """Nobody is in it any more: its answers stand there without takers, and the room goes on."""
    room = played(opened(tmp_path), "BAA")
    before = room.view().round
    assert before is not None
    hand_in(room, "A..")
    room.reveal()
    shown = room.view().round
    assert shown is not None
    assert (shown.id, [line.teams for line in shown.answers]) == ("rare", [((NAMES[0], False),), ()])
    room.remove(1)
    alone = room.view().round
    assert alone is not None
    assert [(line.letter, line.price, line.teams) for line in alone.answers] == [
        (line.letter, line.price, ()) for line in shown.answers
    ]
    room.go_on()
    assert (after := room.view().round) is not None
    assert after.id == "narrow"
    room.close()
