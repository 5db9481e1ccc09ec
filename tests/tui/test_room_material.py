"""The debrief stays in the room: each question opens its material, and the page is written from there."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from session import seats
from session.rooms import opened, played
from tui.scripted import on, wait_until, words_of
from tui.test_room_screens import press

from chasm_game.commands.room_debrief import write_room_debrief
from chasm_game.compare.hidden import HIDDEN
from chasm_game.compare.material import NAME, _name
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.errors import ChasmError
from chasm_game.plain.debrief import pages_in_sentences
from chasm_game.plain.room.plain_room import PlainRoom
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.tui.room_app import RoomApp


def over(folder: Path) -> Room:
    """A room of two teams at its end, with sheets, predictions, reasons and a dissent."""
    room = Room.new(seats.led(), folder)
    for name in ("Blue", "Red"):
        room.add_team(name)
    room.begin()
    room.believe(1, {"customers": 60.0, "investors": 40.0}, {axis.id: -0.5 for axis in room.view().axes})
    room.go_on()
    room.predict(1, "investors", 80)
    room.explain(1, "They ran.")
    room.dissent(2, "Ann weighed it.")
    played(room, "AB")
    while room.view().round is not None:
        played(room, "".join("A" if team.status.value == "waits" else "." for team in room.view().teams))
    room.go_on()
    return room


def told(room: Room) -> list[str]:
    """The material of each question, in words."""
    return ["\n".join(pages_in_sentences(pages)) for pages in room.talk()]


@pytest.mark.parametrize("length", [NAME - 1, NAME, NAME + 1])
def test_a_name_is_cut_where_a_table_has_no_room_for_it(length: int) -> None:
    """Up to so many signs it stands whole; a longer one ends in dots."""
    shown = _name("x" * length)
    assert len(shown) == min(length, NAME)
    assert shown.endswith("…") is (length > NAME)


def test_each_question_has_its_material_and_scores_come_with_their_reveal(tmp_path: Path) -> None:
    """Sheets, what was foreseen, reasons beside dissents, who paid, voices; distances, luck and roads only later."""
    room = opened(tmp_path)
    with pytest.raises(ChasmError, match="when the game is over"):
        room.talk()
    room.close()
    room = over(tmp_path)
    before = told(room)
    assert len(before) == len(QUESTIONS)
    for text, parts in zip(
        before,
        (("60", "Blue"), ("80 %", "They ran.", "Ann weighed it."), ("Who paid",), ("What asking",), ("story",)),
        strict=True,
    ):
        for part in parts:
            assert part in text
    later = ("How far each team", "Luck against choice", "chasm at the start", "Points more")
    assert not [part for part in later if part in "".join(before)]
    # Marks as they were handed in, with what they stand between; who paid nothing is said, and no dash.
    assert "who decides 3 before" in before[0]
    assert "–" not in before[0]
    assert all(f"1 {axis.low} 9 {axis.high}" in before[0] for axis in room.view().axes)
    assert "nobody" in before[2]
    room.show_scores()
    after = told(room)
    assert "How far each team is from the people" in after[0]
    assert "chasm at the start" in after[3]
    room.rename(1, "Azure")
    assert "Azure" in told(room)[0]
    room.close()


async def test_a_digit_opens_a_questions_material_and_arrows_lead_to_the_next(tmp_path: Path) -> None:
    """Esc leads back to the questions; at the ends an arrow says that there is none; the scores stay hidden."""
    room = over(tmp_path)
    app = RoomApp(RoomDoor(tmp_path, seats.led()), room)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await on(pilot, "RoomEndScreen")
        await press(pilot, "2")
        await on(pilot, "RoomMaterialScreen")
        shown = app.screen.query_one("#body-text")
        await wait_until(pilot, lambda: "They ran." in words_of(shown))
        assert QUESTIONS[1] in words_of(shown)
        await press(pilot, "left")
        await wait_until(pilot, lambda: QUESTIONS[0] in words_of(shown))
        await press(pilot, "left")
        await wait_until(pilot, lambda: any("first question" in n.message for n in app._notifications))
        await press(pilot, "4")
        await wait_until(pilot, lambda: QUESTIONS[3] in words_of(shown))
        await press(pilot, "escape")
        await on(pilot, "RoomEndScreen")
        await press(pilot, "5")
        await on(pilot, "RoomMaterialScreen")
    assert room.view().scores is None
    app.let_go()


@pytest.mark.long
@pytest.mark.parametrize("revealed", [False, True])
async def test_the_debrief_is_written_from_the_room_as_the_room_may_see_it(tmp_path: Path, *, revealed: bool) -> None:
    """`h` writes page, tables and paper into the room's folder and says where; no score before it was revealed."""
    room = over(tmp_path)
    if revealed:
        room.show_scores()
    app = RoomApp(RoomDoor(tmp_path, seats.led()), room, write_room_debrief)
    async with app.run_test(size=(100, 40), notifications=True) as pilot:
        await on(pilot, "RoomEndScreen")
        await press(pilot, "h")
        at = room.folder / "debrief"
        await wait_until(pilot, lambda: any(str(at) in n.message for n in app._notifications))
    app.let_go()
    names = sorted(path.relative_to(at).as_posix() for path in at.rglob("*") if path.is_file())
    assert names == [
        "handouts/blue-handout.html", "handouts/red-handout.html", "room.html", "tables.csv", "tables.xlsx",
        "teams/blue.html",
        "teams/red.html",
    ]  # fmt: skip
    assert ('id="ranking"' in (at / "room.html").read_text("utf-8")) is revealed
    assert (HIDDEN in (at / "teams" / "blue.html").read_text("utf-8")) is not revealed
    assert len(list(room.folder.glob("*.jsonl"))) == 2  # the saves are what they were, and beside


@pytest.mark.long
def test_a_plain_room_writes_it_too_and_leaves_no_page_of_an_old_name(tmp_path: Path) -> None:
    """`write` says where; written again, a team that was renamed has one page, and one that was taken out has none."""
    room, said = over(tmp_path), list[str]()
    lines = iter(["write", "rename 1 Azure", "yes", "write", "quit"])
    with contextlib.suppress(StopIteration):
        PlainRoom(room, lambda _: next(lines), said.append, tuple, write_room_debrief).run()
    assert sum("The debrief is in" in each and "without scores" in each for each in said) == 2
    names = [path.name for path in (room.folder / "debrief").glob("*/*.html")]
    assert sorted(names) == ["azure-handout.html", "azure.html", "red-handout.html", "red.html"]
    room.close()
