"""What a presenter reads on a second terminal while the room is open on the first."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from analysis import small

from chasm_game.commands import presenter
from chasm_game.commands.play import WrongUse
from chasm_game.commands.room import RoomOptions, room
from chasm_game.errors import ChasmError
from chasm_game.plain.presenter import presenter_paragraphs
from chasm_game.session.room.presenter import look
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

STORY = """\
people: balanced
facilitator: {notes: Ten minutes to talk.}
rounds:
  - id: pier
    title: The pier
    shock: {text: It closes., effects: {customers: -5}}
    facilitator: {notes: Who was not in the room?}
    responses:
      - {id: sell, title: Sell it, label: old, effects: {investors: 5}, because: b, outcome: o}
      - {id: keep, title: Keep it, label: new, effects: {customers: 5}, because: b, outcome: o}
  - id: storm
    title: A storm
    facilitator: {notes: Who held the rope?}
    if: chose('pier', 'keep')
    shock: {text: It blows.}
    responses: [{id: out, title: Wait, outcome: o}]
debrief: {points: [Who owned it?], questions: [Who bought it?]}
"""


def said(of: Room) -> str:
    """What is read of a room that is open, from its files alone."""
    return "\n\n".join(presenter_paragraphs(look(of.folder)))


def waiting(of: Room, stage: RoomStage) -> bool:
    """Whether a room stands there now."""
    return of.stage is stage


def test_a_presenter_reads_along_from_the_names_to_the_talk(tmp_path: Path) -> None:
    """Notes before the first round, then the round's, letters, expectations and reasons; at the end the talk."""
    open_room = Room.new(small.scenario(STORY), tmp_path)
    for name in ("Blue", "Red"):
        open_room.add_team(name)
    assert "Ten minutes to talk." in said(open_room)
    assert "Not begun. Takes part: Blue and Red." in said(open_room)
    open_room.begin()
    assert "No belief sheet yet from Blue and Red." in said(open_room)
    assert said(open_room).endswith("Next in the story: “The pier”.\n\nWho was not in the room?")
    open_room.go_on()
    assert said(open_room).endswith("Next in the story: “The pier”.\n\nWho was not in the room?")
    assert "Ten minutes to talk." not in said(open_room)
    assert waiting(open_room, RoomStage.LETTERS)
    open_room.choose(1, "b")
    open_room.predict(1, "investors", 80)
    open_room.explain(1, "It is ours.")
    now = said(open_room)
    assert "Round 1 of the story: The pier.\n\nWho was not in the room?" in now
    assert "A  “Sell it” (old)\nB  “Keep it” (new)" in now
    assert "Blue: B; expects Investors to lose most, 80 % sure. “It is ours.”\nRed: …" in now
    assert "Still to come: Red." in now
    assert "Behind it: “A storm”. Only where B was chosen in round 1." in now
    open_room.mark_absent(2)
    assert "Red: away" in said(open_room)
    open_room.mark_absent(2, absent=False)
    open_room.choose(2, "a")
    open_room.reveal()
    assert "Round 1 of the story: The pier. Revealed." in said(open_room)
    assert "Still to come" not in said(open_room)
    while not waiting(open_room, RoomStage.END):
        if waiting(open_room, RoomStage.LETTERS):
            open_room.choose(1, "a")
            open_room.reveal()
        elif waiting(open_room, RoomStage.CHOICES):
            open_room.open_all()
        else:
            open_room.go_on()
    assert "What to ask\n- Who bought it?" in said(open_room)
    assert "Played to the end by 2 teams." in said(open_room)
    open_room.close()


def test_the_notes_for_a_round_are_there_while_its_story_is_read(tmp_path: Path) -> None:
    """Behind a revealed round stand the next one's notes, before anything was handed in or its timer runs."""
    open_room = Room.new(small.scenario(STORY), tmp_path)
    open_room.add_team("Blue")
    open_room.begin()
    open_room.go_on()
    while not waiting(open_room, RoomStage.LETTERS):
        open_room.go_on()
    open_room.choose(1, "b")
    open_room.reveal()
    assert "Who held the rope?" not in said(open_room)
    open_room.open_all()
    open_room.go_on()
    assert said(open_room).endswith("Only where B was chosen in round 1.\n\nWho held the rope?")
    open_room.close()


def test_reading_along_holds_and_changes_nothing(tmp_path: Path) -> None:
    """The room's files are as they were, and the room can still be written while somebody reads."""
    open_room = Room.new(small.scenario(STORY), tmp_path)
    open_room.add_team("Blue")
    before = {path: path.read_bytes() for path in open_room.folder.iterdir()}
    said(open_room)
    assert {path: path.read_bytes() for path in open_room.folder.iterdir()} == before
    open_room.add_team("Red")
    assert "Blue and Red" in said(open_room)
    open_room.close()


def test_where_nobody_watches_it_is_printed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On a pipe the room as it stands is one page; what somebody typed is shown as text."""
    open_room = Room.new(small.scenario(STORY), tmp_path)
    open_room.add_team("[bold]\x1b[31mRed")
    room(options=RoomOptions(resume=open_room.folder, presenter=True))
    page = capsys.readouterr().out
    assert page.count("Not begun") == 1
    assert "[bold]␛[31mRed" in page
    assert "\x1b" not in page
    open_room.close()


def test_it_is_printed_anew_whenever_the_room_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A look that finds a change prints the room anew; one that finds it damaged says so below what stood there."""
    open_room = Room.new(small.scenario(STORY), tmp_path)
    open_room.add_team("Blue")
    steps: list[Callable[[], object]] = [lambda: None, lambda: open_room.add_team("Red"), open_room.close]

    def wait(_: float) -> None:
        if not steps:
            raise KeyboardInterrupt
        steps.pop(0)()
        if not steps:
            journal = next(open_room.folder.glob("room.journal*"))
            journal.write_bytes(journal.read_bytes() + b"{}\n")

    monkeypatch.setattr(time, "sleep", wait)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(KeyboardInterrupt):
        presenter.present(open_room.folder)
    pages = capsys.readouterr().out.split(presenter.CLEAR)[1:]
    assert [page.count("Red") for page in pages] == [0, 1, 1]
    assert "Now it cannot be read" in pages[-1]


def test_a_presenter_names_the_room(tmp_path: Path) -> None:
    """Without a room there is nothing to read along with; a folder that is none is said to be none."""
    for name, resume in (("tutorial", None), ("tutorial", tmp_path)):
        with pytest.raises(WrongUse, match="say which room"):
            room(name, options=RoomOptions(presenter=True, resume=resume))
    with pytest.raises(ChasmError):
        room(options=RoomOptions(presenter=True, resume=tmp_path))
