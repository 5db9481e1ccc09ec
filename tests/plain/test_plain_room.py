"""A room line by line: a whole session word by word, every wrong line, the end of the time, a room that was left."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from plain import plain_rooms
from plain.plain_rooms import heard
from session import rooms, seats
from session.rooms import Clock

from chasm_game.journal.room_journal import ROOM_FILE
from chasm_game.plain.room import terminal
from chasm_game.plain.room.plain_room import PlainRoom
from chasm_game.plain.room.terminal import PlainRoomTerminal
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.session.room.timer import EndOfTime
from chasm_game.session.room.views import RoomStage, TimerView


@pytest.fixture(scope="module")
def session() -> str:
    """The whole session as it is heard now."""
    return plain_rooms.transcript()


def test_a_session_sounds_as_it_did(session: str) -> None:
    """Every sentence of a whole session, from the names to the scores, is the one that was read and approved."""
    golden = plain_rooms.TRANSCRIPT.read_text(encoding="utf-8")
    changed = difflib.unified_diff(golden.splitlines(), session.splitlines(), "approved", "now", lineterm="", n=0)
    assert session == golden, "\n".join([*changed, "write it anew with: python tests/plain/plain_rooms.py"])


def test_the_session_types_every_word_that_help_names(session: str) -> None:
    """What a help of the session names at the beginning of a line is typed somewhere in it."""
    named = {line.partition(":")[0].split()[0] for line in session.split("\n\n") if ": " in line and line[0].islower()}
    typed = {line.split()[0] for line in plain_rooms.SESSION if line}
    orders = {word for word in named if word.isalpha() and len(word) > 1} - {"ann", "begin"}
    assert len(orders) >= 25
    assert orders <= typed


def test_every_line_is_answered(session: str) -> None:
    """Behind each line that is typed something is said that is no prompt; Enter alone hears the prompt again."""
    paragraphs = session.rstrip("\n").split("\n\n")
    for line, after in pairwise(paragraphs):
        if line.startswith("> ") and not line.startswith("> ..."):
            assert not after.startswith("> ")


def test_letters_and_scores_are_heard_only_where_they_are_asked_for(session: str) -> None:
    """Before the reveal a letter is said to nobody but on `letters` and `notes`; no score before its question."""
    before = session.partition("Who chose what?")[0]
    heard_letters = before.split("> letters")[0]
    assert "B is in" not in heard_letters
    assert "of 1000" not in session.rpartition("Reveal the scores?")[0]
    assert "of 1000" in session


def in_letters(folder: Path, *names: str, clock: Clock | None = None) -> Room:
    """A room whose first round waits."""
    return rooms.opened(folder, *names, clock=clock or Clock())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("z", "There is no Z in this round: its answers are A, B and C."),
        ("ß", "There is no SS in this round: its answers are A, B and C."),
        ("9 a", "There is no team “9”."),
        ("grene a", "There is no team “grene”. Did you mean Green?"),
        ("2 long words", "“long words” is no letter. Type for example 2 a."),
        ("absent", "Say which team, by its number or its name."),
        ("absent 2 3", "“3” is too much here: one team, by its number or its name."),
        ("absent 99999999999999999999", "There is no team “99999999999999999999”."),
        ("ask blue nobody", "Nobody comes along in this story: type ask alone to ask the people."),
        ("predict 1 9 90", "Type a number from 1 to 7, perhaps with a second one from 20 to 100."),
        ("predict 1 2 19", "Type a number from 1 to 7, perhaps with a second one from 20 to 100."),
        ("page 1 2", "Type page and one team"),
        ("out 1 2", "Type out and one team"),
        ("back 1", "No team is taken out."),
        ("correct", "No letter is revealed that could be corrected now."),
        ("rename 1 red", "There is a team red already"),
        ("late", "Type late and the name of the team."),
        ("numbers", "There is nothing called “numbers” here."),
        ("reveal now", "There is nothing called “reveal now” here. Did you mean reveal?"),
        ("words 7", "7"),
        ("\x1b[31mred", "There is nothing called “␛[31mred” here."),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(tmp_path: Path, typed: str, said: str) -> None:
    """Every wrong line is answered with a sentence, and the room is as it was."""
    room = in_letters(tmp_path)
    before = rooms.seen(room)
    answer = heard(room, [typed])
    at = answer.index(f"> {typed}")
    assert said in answer[at + 1]
    again = Room.resume(room.folder)
    assert rooms.seen(again) == before
    again.close()


@pytest.mark.parametrize(("typed", "letters"), [("B", "b.."), ("2B", ".b."), ("green: c", "..c"), ("3) a", "..a")])
def test_a_letter_is_understood_as_it_is_typed(tmp_path: Path, typed: str, letters: str) -> None:
    """In any case, behind a number or a name, with or without the signs of a list."""
    room = in_letters(tmp_path)
    heard(room, [typed])
    again = Room.resume(room.folder)
    assert [team.letter.lower() or "." for team in again.view().teams] == list(letters)
    again.close()


@pytest.mark.parametrize("answer", [None, "", "no", "NO."])
def test_nothing_but_a_yes_reveals(tmp_path: Path, answer: str | None) -> None:
    """Enter alone, no, and the end of the input leave the letters unrevealed."""
    room = in_letters(tmp_path)
    heard(room, ["a", "b", "c", "reveal", *([] if answer is None else [answer])])
    again = Room.resume(room.folder)
    assert again.stage is RoomStage.LETTERS
    again.close()


def test_a_team_may_be_called_like_a_number_or_a_word(tmp_path: Path) -> None:
    """A name comes before a number, and a number reaches every team."""
    room = in_letters(tmp_path, "2", "letters", "Blue Two", "Blue")
    heard(room, ["2 b", "Blue Two a", "Blue c", "4 b"])
    again = Room.resume(room.folder)
    assert [team.letter for team in again.view().teams] == ["B", "", "A", "B"]
    again.close()


@pytest.mark.parametrize(
    ("teams", "typed", "letters"),
    [
        (("Red", "2b", "Green"), "2b a", ".a."),
        (("Red", "3b", "Green"), "3b", "..."),  # it is asked for now, and Green has no letter
        (("Red", "3b", "Green"), "3c", "..c"),
        (("Late Shift", "Red"), "late shift b", "b."),
        (("Red", "Why not us", "Green"), "why not us: c", ".c."),
        (("Late", "Red"), "1 b", "b."),
    ],
)
def test_a_team_that_is_called_like_an_order_is_meant(
    tmp_path: Path, teams: tuple[str, ...], typed: str, letters: str
) -> None:
    """Class 3b is no third team with a B, and a name of several words no order with something behind it."""
    room = in_letters(tmp_path, *teams)
    heard(room, [typed])
    again = Room.resume(room.folder)
    assert [team.letter.lower() or "." for team in again.view().teams] == list(letters)
    again.close()


def test_files_that_were_taken_away_are_told_of_once(tmp_path: Path) -> None:
    """When they were written anew, and not once more on leaving."""
    room = in_letters(tmp_path)

    def typed() -> Iterator[str]:
        yield "a"
        (room.folder / ROOM_FILE).unlink()
        yield from ("b", "c")

    said = heard(room, typed())
    told = [at for at, paragraph in enumerate(said) if "written anew" in paragraph]
    assert [said[at - 1] for at in told] == ["> b"]


@pytest.mark.parametrize("name", ["Team Red", "team 1", "Teams of two"])
def test_a_team_may_be_called_team(tmp_path: Path, name: str) -> None:
    """The commonest first word of a team's name is kept as a part of it; `name` leads to names that are orders."""
    room = Room.new(seats.small(), tmp_path)
    heard(room, [name, "name begin"])
    again = Room.resume(room.folder)
    assert [team.name for team in again.view().teams] == [name, "begin"]
    again.close()


def test_a_team_that_is_taken_out_at_its_sheet_is_passed_over(tmp_path: Path) -> None:
    """The next team is asked for its sheet, and not none at all."""
    room = Room.new(seats.small(), tmp_path)
    said = heard(room, ["Blue", "Red", "Green", "begin", "yes", "skip", "out 2", "yes", "skip"])
    asked = [line.split("?")[0] for line in said if line.startswith(("The sheet of", "All teams were asked"))]
    assert asked[:3] == ["The sheet of 1. Blue", "The sheet of 2. Red", "The sheet of 3. Green"]
    assert asked[3].startswith("All teams were asked")


@pytest.mark.parametrize(
    ("looks", "said"),
    [
        ([(1.0, True), (0.1, True)], [False, False]),
        ([(0.1, True), (0.0, False)], [False, True]),
        ([(0.1, True), (0.0, False), (0.0, False)], [False, True, False]),
        ([(5.0, True), (5.0, False), (0.0, False)], [False, False, False]),
        ([(0.0, False)], [False]),
        ([(0.1, True), (0.0, False), (60.0, True), (0.0, False)], [False, True, False, True]),
    ],
)
def test_the_end_of_the_time_comes_once(looks: list[tuple[float, bool]], said: list[bool]) -> None:
    """Only where the timer ran at the look before, and again where a minute was given."""
    end = EndOfTime()
    assert [end.has_come(TimerView(left, running)) for left, running in looks] == said


def test_time_is_up_is_said_while_nobody_types(tmp_path: Path) -> None:
    """At the end of the time and not before it, once, and not again at the next line."""
    clock = Clock()
    answer = heard(in_letters(tmp_path, clock=clock), ["start", "... 299", "timer", "... 1", "... 60", "timer"], clock)
    assert answer.count("Time is up.") == 1
    assert answer[answer.index("> timer") + 1] == "1 second left; the timer runs."
    assert answer.index("Time is up.") > answer.index("> ... 1")


@pytest.mark.parametrize("left", ["letters", "choices", "sheets"])
def test_a_room_that_was_left_goes_on_where_it_stood(tmp_path: Path, left: str) -> None:
    """It says so, tells the page that it stands on, and asks for the next team that is missing."""
    room = in_letters(tmp_path)
    if left == "sheets":
        room.close()
        room = Room.new(seats.small(), tmp_path)
        room.add_team("Blue")
        room.add_team("Red")
        room.begin()
        room.believe(1, {"customers": 100.0})
    else:
        room.choose(1, "b")
    if left == "choices":
        room.reveal()
    answer = heard(rooms.again(room), ["teams"])
    assert "This room goes on where it stood." in answer
    wanted = {"letters": "1 of 3 in. 2. Red?", "choices": "open tells what followed", "sheets": "The sheet of 2. Red?"}
    assert any(paragraph.startswith(wanted[left]) for paragraph in answer)


def test_a_torn_line_and_the_way_back_are_said(tmp_path: Path) -> None:
    """A journal whose last line was cut off says so, and the end of the input says how to go on."""
    room = in_letters(tmp_path)
    room.close()
    with (room.folder / "room.journal").open("ab") as journal:
        journal.write(b'{"do":"slip"')
    again = Room.resume(room.folder)
    answer = heard(again, [])
    assert "The last thing typed was cut off; what was typed before stands." in "\n".join(answer)
    assert answer[-2:] == [
        "Everything is saved. Go on with: chasm room --plain --resume FOLDER",
        "Teams side by side: chasm compare FOLDER",
    ]


@pytest.mark.parametrize(
    ("typed", "teams"), [(["7", "", "what", "1"], 2), (["new"], 0), (["2"], 3), (["quit"], None), ([], None)]
)
def test_the_door_asks_which_room_is_meant(
    tmp_path: Path, typed: list[str], teams: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number goes on with that room, `new` begins one; what is neither is asked again; the end opens nothing."""
    for names in (("A", "B", "C"), ("D", "E")):
        room = in_letters(tmp_path, *names)
        room.close()
        journal = room.folder / "room.journal"
        started = "2026-01-01" if len(names) == 3 else "2026-02-02"
        text = journal.read_text(encoding="utf-8")
        at = text.index('"started":"') + len('"started":"')
        journal.write_text(text[:at] + started + text[at + 10 :], encoding="utf-8")
    said: list[str] = []
    monkeypatch.setattr(terminal, "tell", said.append)
    door, lines = PlainRoomTerminal(), iter(typed)
    monkeypatch.setattr(door, "read", lambda _: next(lines, None))
    found = door.choose(RoomDoor(tmp_path, seats.small()))
    assert said[0] == "2 rooms of this story were left before the end."
    assert (None if found is None else len(found.view().teams)) == teams
    if found is not None:
        found.close()


@pytest.mark.parametrize("writes", [True, False])
def test_the_end_names_the_pages_where_they_can_be_written(tmp_path: Path, *, writes: bool) -> None:
    """What the debrief ends in is heard without a look at the help; where nothing writes, nothing is promised."""
    room = rooms.played(rooms.opened(tmp_path, "Blue", scenario=seats.led()), "A", "A")
    room.go_on()
    paragraphs: list[str] = []
    lines = iter(["quit"])
    writer = (lambda _, hidden: f"written, {hidden}") if writes else None
    PlainRoom(room, lambda _: next(lines, None), paragraphs.append, tuple, writer).run()
    assert any("material 1 to 5" in each for each in paragraphs)
    assert any("write the pages" in each for each in paragraphs) is writes


def offered(room: Room, *lines: str) -> set[str]:
    """What puts a room right and stands in the help behind these lines; the room is left."""
    said, paragraphs = iter([*lines, "?", "quit"]), list[str]()
    PlainRoom(room, lambda _: next(said, None), paragraphs.append, tuple).run()
    return {each.partition(" ")[0] for each in paragraphs} & {"late", "back", "correct", "rename", "out"}


def test_the_help_passes_over_what_cannot_be_done_now(tmp_path: Path) -> None:
    """Where nobody is out, no letter is to be corrected or the game is over, that is said only when it is typed."""
    room = rooms.opened(tmp_path, "Blue", "Red", scenario=seats.led())
    assert offered(room) == {"late", "rename", "out"}
    room = rooms.again(room)
    assert offered(room, "out 2", "yes") == {"late", "rename", "out", "back"}
    room = rooms.again(room)
    rooms.hand_in(room, "A")
    room.reveal()
    assert offered(room) == {"late", "rename", "out", "back", "correct"}
    room = rooms.again(room)
    room.restore(2)
    while room.stage is not RoomStage.END:
        if room.stage is RoomStage.LETTERS:
            room.reveal()
        room.go_on()
    assert offered(room, "late Green", "correct 1 B") == {"rename", "out"}
