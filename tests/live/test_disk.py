"""The disk of a live room: who hands something in is answered when it is confirmed, and many share one confirmation."""

from __future__ import annotations

import asyncio
import os
import threading
from pathlib import Path
from uuid import uuid4

import pytest
from live.serving import begun, opened, room, served
from session.rooms import Clock

from chasm_game.errors import ChasmError
from chasm_game.files import sync
from chasm_game.journal.confirming import Unconfirmed, confirmed_together, unconfirmed
from chasm_game.journal.people_journal import PEOPLE_FILE
from chasm_game.live.disk import Disk
from chasm_game.live.fields import Fields
from chasm_game.live.hosted import Hosted
from chasm_game.live.refusals import NotNow


class File:
    """A file that counts how often it was confirmed."""

    def __init__(self, *, may_wait: bool = True, error: str = "") -> None:
        self.may_wait, self.error, self.confirmed = may_wait, error, 0

    def confirm(self) -> None:
        """Once more."""
        self.confirmed += 1
        if self.error:
            raise ChasmError(self.error)


def lines_of(*files: File) -> Unconfirmed:
    """Lines that wait."""
    lines = Unconfirmed()
    assert all(lines.takes(file) for file in files)
    return lines


class SlowFile(File):
    """One whose first confirmation waits until it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.begun, self.go_on = threading.Event(), threading.Event()

    def confirm(self) -> None:
        """Once more, the first time not yet."""
        super().confirm()
        self.begun.set()
        self.go_on.wait(30)


def test_those_who_come_while_the_disk_is_busy_share_the_next_confirmation() -> None:
    """The first is confirmed alone; nine that come meanwhile cost one more, and none is answered before its own."""

    async def played() -> tuple[int, int]:
        disk, file, answered = Disk(lambda _why: None), SlowFile(), list[int]()

        async def hand_in(number: int) -> None:
            await disk.confirmed(lines_of(file))
            answered.append(number)

        first = asyncio.create_task(hand_in(0))
        await asyncio.to_thread(file.begun.wait, 30)
        others = [asyncio.create_task(hand_in(n)) for n in range(1, 10)]
        for _ in range(20):
            await asyncio.sleep(0)
        assert answered == []
        file.go_on.set()
        await asyncio.gather(first, *others)
        assert answered[0] == 0
        return len(answered), file.confirmed

    assert asyncio.run(played()) == (10, 2)


def test_what_the_disk_does_not_confirm_is_refused_to_all_who_wait_until_it_does() -> None:
    """Nowhere else is room: both are refused, once it is tried again the disk is asked again, and then it is done."""

    async def played() -> None:
        file, whys = File(error="the disk is gone"), list[str]()

        def nowhere(why: str) -> None:
            whys.append(why)
            raise NotNow("Nothing can be written.")

        disk = Disk(nowhere)
        both = [disk.confirmed(lines_of(file)) for _ in range(3)]
        found = await asyncio.gather(*both, return_exceptions=True)
        assert [str(each) for each in found] == ["Nothing can be written."] * 3
        assert whys == ["the disk is gone"] * 2  # the first alone, and the two that came meanwhile
        with pytest.raises(NotNow):
            await disk.confirmed(Unconfirmed())
        file.error = ""
        await disk.confirmed(Unconfirmed())
        before = file.confirmed
        await disk.confirmed(Unconfirmed())
        assert file.confirmed == before

    asyncio.run(played())


def test_lines_that_may_not_wait_are_not_taken_along() -> None:
    """Of a deed of several lines all wait for its end; of what people say for themselves only their own file does."""
    impatient = File(may_wait=False)
    assert Unconfirmed().takes(impatient)
    assert not Unconfirmed(patient_alone=True).takes(impatient)
    assert Unconfirmed(patient_alone=True).takes(File())


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that the disk confirmed, in order."""
    names: list[str] = []

    def counted(handle: int) -> bool:
        at = Path(f"/proc/self/fd/{handle}")
        names.append(at.readlink().name if at.exists() else str(os.fstat(handle).st_ino))
        return sync(handle)

    monkeypatch.setattr("chasm_game.journal.append_file.sync", counted)
    return names


def test_a_team_s_answer_is_one_confirmation_of_the_room(tmp_path: Path, synced: list[str]) -> None:
    """Letter, prediction and reason are three lines; the disk confirms them together, before the call returns."""
    hosted = Hosted.new(room(tmp_path), clock=Clock())
    seat = hosted.join(team=1, name="", key=uuid4().hex).code
    for verb in ("begin", "next", "answers"):
        hosted.by_lead(verb, Fields({}))
    synced.clear()
    said = {"round": hosted.room.round_id, "letter": "B", "who": "nobody", "confidence": 80, "reason": "So."}
    with unconfirmed() as lines:
        hosted.by_person(seat, "choice", Fields(said))
    assert len(synced) == 1
    assert len(lines) == 1
    synced.clear()
    hosted.by_lead("reveal", Fields({}))
    assert len(synced) == 1 + len(hosted.room.names)  # the room's journal, then each save once
    hosted.end()


def test_a_deed_that_the_disk_does_not_confirm_is_on_disk_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The saves of a reveal are not confirmed: the whole room is written anew, and can be gone on with there."""
    hosted = Hosted.new(room(tmp_path), clock=Clock())
    for verb in ("begin", "next", "answers"):
        hosted.by_lead(verb, Fields({}))
    before, asked = hosted.room.folder, [0]

    def failing(handle: int) -> bool:
        asked[0] += 1
        if asked[0] == 2:  # the first save
            raise OSError(5, "Input/output error")
        return sync(handle)

    monkeypatch.setattr("chasm_game.journal.append_file.sync", failing)
    hosted.by_lead("reveal", Fields({}))
    assert hosted.room.folder != before
    assert "written anew" in hosted.presenter_view().notice
    hosted.end()
    again = Hosted.resume(hosted.room.folder)
    assert again.stage.value == "revealed"
    again.end()


def test_a_vote_is_answered_when_it_is_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk does not confirm votes any more: they are written anew elsewhere before they are answered."""
    with served(Hosted.new(room(tmp_path), clock=Clock())) as it:
        person = it.join(team=1)
        begun(it)
        round_id = opened(it)
        before = it.hosted.room.folder
        broken = (before / PEOPLE_FILE).stat().st_ino

        def failing(handle: int) -> bool:
            if os.fstat(handle).st_ino == broken:
                raise OSError(5, "Input/output error")
            return sync(handle)

        monkeypatch.setattr("chasm_game.journal.append_file.sync", failing)
        person.do("/seat/vote", round=round_id, letter="A")
        folder = it.hosted.room.folder
        assert folder != before
        assert person.seat["code"] in (folder / PEOPLE_FILE).read_text(encoding="utf-8")
        assert '"A"' in (folder / PEOPLE_FILE).read_text(encoding="utf-8")


def test_lines_are_confirmed_at_the_end_of_a_deed_that_fails() -> None:
    """What was written until then is on disk when its sentence is heard."""
    file = File()

    def deed() -> None:
        from chasm_game.journal.confirming import gathering

        lines = gathering()
        assert lines is not None
        lines.takes(file)
        raise ChasmError("no space left")

    with pytest.raises(ChasmError, match="no space"), confirmed_together():
        deed()
    assert file.confirmed == 1
