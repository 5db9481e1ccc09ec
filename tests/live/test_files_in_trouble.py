"""A live room whose files are taken away, or whose disk is full: nothing is lost, and everybody sees what is there."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest
from live.serving import room
from session.rooms import Clock

from chasm_game.errors import ChasmError
from chasm_game.journal.people_journal import PEOPLE_FILE, PeopleJournal
from chasm_game.journal.room_actions import RoomAction, Slip, TimerSet
from chasm_game.journal.room_journal import ROOM_FILE, RoomJournal
from chasm_game.live.fields import Fields
from chasm_game.live.hosted import Hosted
from chasm_game.live.refusals import NotNow
from chasm_game.live.views import LiveStage

KEY = "a-key-of-one"


def begun(folder: Path) -> Hosted:
    """A room in its first round."""
    hosted = Hosted.new(room(folder), clock=Clock())
    for verb in ("begin", "next"):
        hosted.by_lead(verb, Fields({}))
    return hosted


def removed(path: Path) -> None:
    """It is gone."""
    path.unlink()


def replaced(path: Path) -> None:
    """A cloud client brings an older one."""
    old = path.read_bytes().splitlines(keepends=True)[0]
    path.unlink()
    path.write_bytes(old)


@pytest.mark.parametrize("take", [removed, replaced])
def test_a_room_whose_people_are_taken_away_goes_on_elsewhere(tmp_path: Path, take: object) -> None:
    """The file of the people alone is removed or replaced: the whole room goes on where they are found again."""
    assert callable(take)
    hosted = begun(tmp_path)
    first = hosted.join(team=1, name="", key=KEY)
    before = hosted.room.folder
    take(before / PEOPLE_FILE)
    second = hosted.join(team=2, name="", key="a-key-of-two")
    after = hosted.room.folder
    assert after != before
    assert "written anew" in hosted.presenter_view().notice
    hosted.end()
    again = Hosted.resume(after)
    assert [again.seat_by(each.token).code for each in (first, second)] == [first.code, second.code]
    again.end()


def test_nothing_personal_stays_where_the_room_was(tmp_path: Path) -> None:
    """The room went elsewhere: what is forgotten or closed there must not be read in the old folder."""
    hosted = begun(tmp_path)
    hosted.join(team=1, name="", key=KEY)
    before = hosted.room.folder
    (before / ROOM_FILE).unlink()
    hosted.by_lead("answers", Fields({}))
    assert hosted.room.folder != before
    assert not (before / PEOPLE_FILE).exists()
    assert (hosted.room.folder / PEOPLE_FILE).is_file()
    hosted.end()


@pytest.mark.skipif(sys.platform == "win32", reason="no such rights")
def test_a_file_of_people_is_its_owners_alone_from_the_first_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is made, and when it goes elsewhere, without a moment in which others read it; so is one from a stick."""
    monkeypatch.setattr(Path, "chmod", lambda *_: None)
    hosted = begun(tmp_path)
    hosted.join(team=1, name="", key=KEY)
    (hosted.room.folder / ROOM_FILE).unlink()
    hosted.by_lead("answers", Fields({}))
    path = hosted.room.folder / PEOPLE_FILE
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    hosted.end()
    monkeypatch.undo()
    path.chmod(0o644)
    Hosted.resume(path.parent).end()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def full_at(monkeypatch: pytest.MonkeyPatch, kind: type, nth: int = 1) -> None:
    """The disk is full when the room's journal comes to the nth action of this kind."""
    append, left = RoomJournal.append, [nth]

    def refusing(self: RoomJournal, action: RoomAction) -> None:
        left[0] -= isinstance(action, kind)
        if isinstance(action, kind) and left[0] <= 0:
            raise ChasmError("no space left on device")
        append(self, action)

    monkeypatch.setattr(RoomJournal, "append", refusing)


def test_an_answer_that_a_full_disk_cuts_is_seen_as_far_as_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The letter is on disk, and the reason is not: the person is refused, and sees the letter that stands."""
    hosted = begun(tmp_path)
    seat = hosted.join(team=1, name="", key=KEY)
    hosted.by_lead("answers", Fields({}))
    woken: list[int] = []
    hosted.changed = woken.append
    said = {"round": hosted.room.round_id, "letter": "B", "reason": "So."}
    with monkeypatch.context() as disk:
        full_at(disk, Slip, 2)
        with pytest.raises(NotNow, match="No space left"):
            hosted.by_person(seat.code, "choice", Fields(said))
    now = hosted.person_view(seat.code).round
    assert now is not None
    assert (now.letter, now.reason) == ("B", "")
    assert woken
    hosted.by_person(seat.code, "choice", Fields(said))
    now = hosted.person_view(seat.code).round
    assert now is not None
    assert (now.letter, now.reason, now.by) == ("B", "So.", "pen")
    hosted.end()


def test_answers_that_open_on_a_full_disk_are_open_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answers are open, and the time could not be started: every device sees them, and the time starts later."""
    hosted = begun(tmp_path)
    seat = hosted.join(team=1, name="", key=KEY)
    game = hosted.game_of(1)
    assert game is not None
    assert game.round is not None
    assert game.round.responses == ()
    with monkeypatch.context() as disk:
        full_at(disk, TimerSet)
        with pytest.raises(NotNow, match="No space left"):
            hosted.by_lead("answers", Fields({}))
    assert hosted.stage is LiveStage.ANSWERS
    game = hosted.person_view(seat.code).game
    assert game is not None
    assert game.round is not None
    assert len(game.round.responses) > 1
    hosted.by_lead("timer", Fields({"running": True}))
    assert hosted.presenter_view().time_runs
    hosted.end()


def test_people_who_cannot_follow_stop_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The room went elsewhere and the disk is full: what was done is done and seen, and whoever leads is told."""
    hosted = begun(tmp_path)
    (hosted.room.folder / ROOM_FILE).unlink()

    def full(journal: PeopleJournal, folder: Path) -> None:
        del journal
        raise ChasmError(f"the people of the room cannot be kept in {folder}: no space left on device")

    woken: list[int] = []
    hosted.changed = woken.append
    with monkeypatch.context() as disk:
        disk.setattr(PeopleJournal, "follow", full)
        hosted.by_lead("rename", Fields({"team": 1, "name": "Azure"}))
    assert woken
    assert "cannot be kept" in hosted.presenter_view().notice
    assert hosted.room.names[1] == "Azure"
    hosted.end()
