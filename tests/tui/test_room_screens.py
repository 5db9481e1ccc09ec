"""A session of a room by keys alone: names, sheets, letters, reveals, scores."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest
from session import seats
from session.rooms import NAMES, choices, hand_in, opened, played
from textual.pilot import Pilot
from textual.widgets import Input
from tui.scripted import on, painted, wait_until, words_of

from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage, TeamStatus
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.screens.base import Dialog
from chasm_game.tui.screens.room.round import RoomRoundScreen

TEAMS = ("Blue", "Red", "[b]Green[/b]", "Gelb", "Übermut", "=1+1", "Seven", "Acht", "Nine", "\x1b[2JTen")


def app_for(folder: Path, room: Room | None = None) -> RoomApp:
    """The app over a room, or before one."""
    door = RoomDoor(folder, seats.small())
    return RoomApp(door, room if room is not None else door.entered())


def room_of(app: RoomApp) -> Room:
    """The room behind the screen."""
    assert isinstance(app.room, Room)
    return app.room


async def press(pilot: Pilot[None], *keys: str) -> None:
    """One key after the other, as soon as the room has answered the one before."""
    app = pilot.app
    assert isinstance(app, RoomApp)
    for key in keys:
        await pilot.press(key)
        await wait_until(pilot, lambda: not app.waiting)


async def to_letters(pilot: Pilot[None]) -> RoomRoundScreen:
    """To the page of the letters."""
    await on(pilot, "RoomRoundScreen")
    screen = pilot.app.screen
    assert isinstance(screen, RoomRoundScreen)
    for _ in range(4):
        if screen.has_class("-letters"):
            break
        await press(pilot, "tab")
    assert screen.has_class("-letters")
    return screen


async def answered(pilot: Pilot[None], *keys: str) -> None:
    """A dialog opens, is answered, and closes."""
    await wait_until(pilot, lambda: isinstance(pilot.app.screen, Dialog))
    await press(pilot, *keys)
    await wait_until(pilot, lambda: not isinstance(pilot.app.screen, Dialog))


@pytest.mark.parametrize("size", [(80, 24), pytest.param((140, 45), marks=pytest.mark.long)])
async def test_ten_teams_from_names_to_scores(tmp_path: Path, size: tuple[int, int]) -> None:
    """Ten names are typed, every round gets a letter a team, and every save has exactly the letters typed."""
    scenario = seats.library().find("broken-guitar")
    door = RoomDoor(tmp_path, scenario)
    app = RoomApp(door, door.entered())
    luck = random.Random(5)
    typed: dict[str, list[tuple[str, str]]] = {name: [] for name in TEAMS}
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoomTeamsScreen")
        room = room_of(app)
        for name in TEAMS:
            app.screen.query_one(Input).value = name
            await press(pilot, "enter")
        await wait_until(pilot, lambda: len(room.view().teams) == 10)
        await press(pilot, "enter")
        await answered(pilot, "enter")
        await on(pilot, "RoomSheetsScreen")
        await press(pilot, *"40 30 10 10 10", "enter", "f2")
        await answered(pilot, "left", "enter")  # nine sheets are missing
        while room.stage is not RoomStage.SHEETS_AFTER:
            screen = await to_letters(pilot)
            now = room.view().round
            assert now is not None
            ids = {r.letter: r.title for r in now.answers}
            while any(t.status is TeamStatus.WAITS for t in room.view().teams):
                team = room.view().teams[screen._at]
                letter = luck.choice([a for a in ids if a not in team.locked])
                typed[team.name].append((now.id, letter))
                await press(pilot, letter.lower())
            assert "score" not in painted(app).lower()
            asks = room.view().sheets_open  # before the first reveal: nine sheets are missing
            await press(pilot, "enter")
            await answered(pilot, *(["left"] if asks else []), "enter")
            await on(pilot, "RoomRevealScreen")
            await press(pilot, "enter", "w")
            await wait_until(pilot, lambda: room.stage is RoomStage.CONSEQUENCES)
            told = painted(app)
            assert all(name in told for name in ("Blue", "[b]Green[/b]", "Übermut"))
            assert "score" not in told.lower()
            await press(pilot, "n")
            await wait_until(pilot, lambda: room.stage not in {RoomStage.CONSEQUENCES, RoomStage.CHOICES})
        await on(pilot, "RoomSheetsScreen")
        await press(pilot, "f2")
        await answered(pilot, "left", "enter")
        await on(pilot, "RoomEndScreen")
        assert "Monday" in words_of(app.screen.query_one("#body-text"))
        await press(pilot, "s")
        await answered(pilot, "enter")
        assert room.view().scores is None
        await press(pilot, "s")
        await answered(pilot, "left", "enter")
        assert room.view().scores is not None
        await wait_until(pilot, lambda: "1." in words_of(app.screen.query_one("#body-text")))
    app.let_go()
    found = choices(room)
    for name, letters in typed.items():
        ids_of = {r.id: [x.id for x in r.responses] for r in scenario.rounds}
        kept = next(taken for team, taken in found.items() if team == name.strip())
        assert [(r, ids_of[r]["ABCDEFGHI".index(letter)], False) for r, letter in letters] == kept
    games = [replay(read_save(path)) for path in room.folder.glob("*.jsonl")]
    assert sum(game.beliefs.get("before") is not None for game in games) == 1
    assert all(game.game.outcome is not None for game in games)


async def test_letters_are_hidden_until_they_are_shown(tmp_path: Path) -> None:
    """A letter is a dot; v shows it, and hides it again; nobody's letter is on the story's pages."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await to_letters(pilot)
        await press(pilot, "b", "c", "a")
        grid = app.screen.query_one("#grid")
        await wait_until(pilot, lambda: words_of(grid).count("●") == 3)
        assert not any(f" {letter}" in words_of(grid).replace("Blue", "") for letter in "ABC")
        await press(pilot, "v")
        await wait_until(pilot, lambda: all(f" {letter}" in words_of(grid) for letter in "ABC"))
        await press(pilot, "v")
        await wait_until(pilot, lambda: words_of(grid).count("●") == 3)
    app.let_go()


async def test_a_letter_typed_wrongly_is_mended(tmp_path: Path) -> None:
    """Arrows mark a team again, a letter replaces its letter, backspace takes one back, x marks it absent."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = await to_letters(pilot)
        await press(pilot, "a", "a", "a", "up", "c")
        assert [t.letter for t in room.view().teams] == ["A", "C", "A"]
        await press(pilot, "down", "backspace")
        assert [t.letter for t in room.view().teams] == ["A", "C", ""]
        await press(pilot, "x")
        assert room.view().teams[2].status is TeamStatus.ABSENT
        await press(pilot, "enter")
        await answered(pilot, "escape")
        assert room.stage is RoomStage.LETTERS
        assert screen.has_class("-letters")
    app.let_go()


async def test_no_letter_is_given_by_accident(tmp_path: Path) -> None:
    """Letter keys count on the page of the letters only, and an answer that is not there is refused."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await on(pilot, "RoomRoundScreen")
        await press(pilot, "a", "b")
        assert not any(t.letter for t in room.view().teams)
        await to_letters(pilot)
        await press(pilot, "i")
        await wait_until(pilot, lambda: "There is no I in this round" in painted(app))
        assert not any(t.letter for t in room.view().teams)
    app.let_go()


async def test_a_reveal_without_letters_names_who_is_missing(tmp_path: Path) -> None:
    """With letters missing Enter alone reveals nothing; the question names the teams and the default."""
    room = opened(tmp_path)
    hand_in(room, "A-.")
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await to_letters(pilot)
        await press(pilot, "enter")
        await wait_until(pilot, lambda: isinstance(app.screen, Dialog) and "No letter from: Green" in painted(app))
        assert "the first open answer" in painted(app)
        await answered(pilot, "enter")
        assert room.stage is RoomStage.LETTERS
        await press(pilot, "enter")
        await answered(pilot, "left", "enter")
        await on(pilot, "RoomRevealScreen")
        assert "Green (default)" in painted(app)
    app.let_go()


async def test_what_a_team_learned_is_shown_only_on_purpose(tmp_path: Path) -> None:
    """Asking shows nothing; the page opens behind a question of its own."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_letters(pilot)
        await press(pilot, "k")
        await answered(pilot, "enter")
        assert not room.view().teams[0].asked  # Enter alone is no
        await press(pilot, "k")
        await answered(pilot, "left", "enter")
        assert room.view().teams[0].asked
        assert "Tell us what happened." not in painted(app)
        await press(pilot, "o")
        await wait_until(pilot, lambda: "Show the page of Blue?" in painted(app))
        assert "Tell us what happened." not in painted(app)
        await press(pilot, "left", "enter")
        await on(pilot, "TeamPageScreen")
        await wait_until(pilot, lambda: "Tell us what happened." in painted(app))
        await press(pilot, "escape")
        await on(pilot, "RoomRoundScreen")
        assert "Tell us what happened." not in painted(app)
    app.let_go()


async def test_predictions_reasons_and_late_teams_by_keys(tmp_path: Path) -> None:
    """p, r and a late team take a line each; a line that says nothing is answered, and stays to be mended."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_letters(pilot)
        await press(pilot, "p", *"99", "enter")
        await wait_until(pilot, lambda: "Type a number from 1 to" in painted(app))
        await press(pilot, "backspace", "backspace", *"2 80")
        await answered(pilot, "enter")
        await press(pilot, "r", *"It was [late].")
        await answered(pilot, "enter")
        await press(pilot, "m", "home", "enter")
        await wait_until(pilot, lambda: "Does a late team join?" in painted(app))
        await press(pilot, "left", "enter")
        await wait_until(pilot, lambda: "its name?" in painted(app))
        await press(pilot, *"Blue", "enter")
        await wait_until(pilot, lambda: "already" in painted(app))
        await press(pilot, *"2")
        await answered(pilot, "enter")
        blue, late = room.view().teams[0], room.view().teams[-1]
        assert (blue.predicted, blue.reasoned, late.name) == (True, True, "Blue2")
    app.let_go()


async def test_what_was_handed_in_for_the_wrong_team_is_taken_back(tmp_path: Path) -> None:
    """A minus takes a prediction, a reason and a dissent back, as it does a sheet."""
    room = opened(tmp_path)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_letters(pilot)
        for key, said in (("p", "2 80"), ("r", "Ours."), ("y", "Theirs.")):
            await press(pilot, key, *said)
            await answered(pilot, "enter")
        blue = room.view().teams[0]
        assert (blue.predicted, blue.reasoned, blue.dissented) == (True, True, True)
        for key in "pry":
            await press(pilot, key)
            await wait_until(pilot, lambda: "- takes it back." in painted(app))
            await press(pilot, "ctrl+u", "minus")
            await answered(pilot, "enter")
        blue = room.view().teams[0]
        assert (blue.predicted, blue.reasoned, blue.dissented) == (False, False, False)
    app.let_go()


async def test_the_timer_by_keys(tmp_path: Path) -> None:
    """T starts and pauses, + adds a minute, whatever page is on."""
    room = opened(tmp_path, minutes=3)
    app = app_for(tmp_path, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRoundScreen")
        assert "paused" in words_of(app.screen.query_one("#head"))
        await press(pilot, "t")
        await wait_until(pilot, lambda: "paused" not in words_of(app.screen.query_one("#head")))
        await press(pilot, "plus", "t")
        await wait_until(pilot, lambda: "paused" in words_of(app.screen.query_one("#head")))
        assert 170 < room.timer.left <= 240
        assert not room.timer.running
    app.let_go()


async def test_a_room_that_was_left_is_offered_and_a_new_one_mixes_nothing(tmp_path: Path) -> None:
    """The same command asks which room is meant; a new room leaves the other as it was."""
    room = opened(tmp_path)
    hand_in(room, "AB.")
    room.close()
    app = app_for(tmp_path)
    assert app.room is None
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await on(pilot, "RoomDoorScreen")
        assert "3 teams, 0 rounds revealed, seed 1" in painted(app)
        await press(pilot, "enter")
        screen = await to_letters(pilot)
        await wait_until(pilot, lambda: "goes on where it stood" in painted(app))
        assert screen._at == 2
        assert [t.letter for t in room_of(app).view().teams] == ["A", "B", ""]
    app.let_go()
    app = app_for(tmp_path)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomDoorScreen")
        await press(pilot, "down", "enter")
        await on(pilot, "RoomTeamsScreen")
        assert room_of(app).folder != room.folder
    app.let_go()
    again = Room.resume(room.folder)
    assert [t.letter for t in again.view().teams] == ["A", "B", ""]
    again.close()


async def test_hostile_names_are_shown_as_text_on_every_screen(tmp_path: Path) -> None:
    """Markup, escapes, directions and length in names paint as themselves: no control character reaches a cell."""
    names = (
        "[/red]",
        "[@click=app.exit]x[/]",
        "\x1b]0;t\x07\x1b[2J",
        "a\u202egnp",
        "=" * 10_000,
        "\u0301\u0301",
        "שלום",
    )
    room = opened(tmp_path, *names)
    hand_in(room, "AB-AAAA")
    app = app_for(tmp_path, room)
    seen = []
    async with app.run_test(size=(80, 24)) as pilot:
        await to_letters(pilot)
        seen.append(painted(app))
        await press(pilot, "k")
        await wait_until(pilot, lambda: isinstance(app.screen, Dialog))
        seen.append(painted(app))
        await press(pilot, "escape", "enter")
        await answered(pilot, "enter")
        await on(pilot, "RoomRevealScreen")
        seen.append(painted(app))
        for key in ("enter", "enter", "w"):
            await press(pilot, key)
            seen.append(painted(app))
    assert all("[/red]" in told for told in (seen[0], seen[2], seen[-1]))
    told = "".join(seen)
    assert not {c for c in told if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"}
    app.let_go()


@pytest.mark.parametrize("size", [(60, 20), pytest.param((140, 45), marks=pytest.mark.long)])
async def test_forty_teams_fit_every_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """With forty teams every screen paints, and the marked team is always in sight."""
    room = opened(tmp_path, *(f"A team with a long name {n}" for n in range(1, 41)))
    hand_in(room, "A" * 36 + "....")
    app = app_for(tmp_path, room)
    async with app.run_test(size=size) as pilot:
        await to_letters(pilot)
        for _ in range(4):
            await wait_until(pilot, lambda: "› A team" in painted(app))
            await press(pilot, "a")
        assert not any(t.status is TeamStatus.WAITS for t in room.view().teams)
        await press(pilot, "enter")
        await answered(pilot, "enter")
        await on(pilot, "RoomRevealScreen")
        await press(pilot, "w")
        await wait_until(pilot, lambda: "A team with" in painted(app))
    app.let_go()


async def test_hints_fit_and_every_key_has_its_place_in_the_help(tmp_path: Path) -> None:
    """The footer has at most seven hints on every screen of a room."""
    room = Room.new(seats.small(), tmp_path)
    for name in NAMES:
        room.add_team(name)
    app = app_for(tmp_path, room)

    def hints() -> int:
        return len({b.binding.action for b in app.screen.active_bindings.values() if b.binding.show})

    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoomTeamsScreen")
        assert hints() <= 7
        await press(pilot, "f2")
        await answered(pilot, "enter")
        await on(pilot, "RoomSheetsScreen")
        assert hints() <= 7
        await press(pilot, "f2")
        await answered(pilot, "left", "enter")
        await on(pilot, "RoomRoundScreen")
        assert hints() <= 7
        await press(pilot, "question_mark")
        await on(pilot, "HelpScreen")
        assert "The marked team asks the people." in painted(app)
    app.let_go()


async def test_a_story_that_fits_is_not_scrolled(tmp_path: Path) -> None:
    """Lines are set apart only where all of them still stand on the page, however high the title turns out to be."""
    door = RoomDoor(tmp_path, seats.library().find("broken-guitar"))
    room = door.new()
    room.add_team("Blue")
    room.begin()
    room.go_on()
    app = RoomApp(door, room)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoomRoundScreen")
        page = app.screen.query_one("#page")
        await wait_until(pilot, lambda: page.size.height > 0 and page.max_scroll_y == 0)
    app.let_go()


async def test_a_team_asks_with_a_leader_by_keys(tmp_path: Path) -> None:
    """Where the story has leaders, who comes along is chosen; it is paid at once, and told on the team's page alone."""
    room = opened(tmp_path, scenario=seats.led())
    app = RoomApp(RoomDoor(tmp_path, seats.led()), room)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_letters(pilot)
        await press(pilot, "k")
        await on(pilot, "AskScreen")
        shown = painted(app)
        for part in (
            "Blue asks the people?",
            "Alone",
            "With Ines Vall, keeps the books",
            "With Tom [Ek]",
            "It stands.",
        ):
            assert part in shown
        await press(pilot, "escape")
        await on(pilot, "RoomRoundScreen")
        assert not room.view().teams[0].asked
        await press(pilot, "k")
        await on(pilot, "AskScreen")
        await press(pilot, "enter")
        await on(pilot, "RoomRoundScreen")
        assert not room.view().teams[0].asked  # Enter alone is no: an ask is paid for, and never comes back
        await press(pilot, "k")
        await on(pilot, "AskScreen")
        await press(pilot, "down", "down", "enter")
        await wait_until(pilot, lambda: room.view().teams[0].asked, "Blue has asked")
        assert "has heard it too" not in painted(app)
        await press(pilot, "o")
        await wait_until(pilot, lambda: "Show the page of Blue?" in painted(app))
        await press(pilot, "left", "enter")
        await on(pilot, "TeamPageScreen")
        await wait_until(pilot, lambda: "You asked the people with Ines Vall" in painted(app))
    app.let_go()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_teams_hand_in_both_pages_in_a_line(tmp_path: Path, size: tuple[int, int]) -> None:
    """Points, a stroke, marks; what cannot be read stays to be mended, and without a stroke there is one page."""
    room = Room.new(seats.led(), tmp_path)
    for name in NAMES:
        room.add_team(name)
    room.begin()
    app = RoomApp(RoomDoor(tmp_path, seats.led()), room)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoomSheetsScreen")
        line = app.screen.query_one(Input)
        assert line.placeholder == "… … … … … / … … … …"
        await press(pilot, "pagedown", "pagedown", "pagedown")
        await wait_until(pilot, lambda: "hand in it." in painted(app), "the last question")
        await press(pilot, "pageup", "pageup", "pageup")
        await wait_until(pilot, lambda: "creates the most value for a company" in painted(app), "the first one")
        line.value = "20 20 20 20 20 / 9 1 5"
        await press(pilot, "enter")
        await wait_until(pilot, lambda: "That is not 4 numbers from 1 to 9" in painted(app))
        assert line.value
        line.value += " 7"
        await press(pilot, "enter")
        await wait_until(pilot, lambda: room.view().teams[0].sheets[0], "Blue's sheet")
        line.value = "20 20 20 20 20"
        await press(pilot, "enter")
        await wait_until(pilot, lambda: room.view().teams[1].sheets[0], "Red's sheet")
    room.go_on()
    room.reveal()  # with the first choices the sheets go into the saves
    saves = {record.header.team: record for record in map(read_save, room.folder.glob("led-*.jsonl"))}
    ways = {team: replay(record).ways for team, record in saves.items()}
    assert ways["Blue"] == {"before": {"voice": 1.0, "openness": -1.0, "horizon": 0.0, "sharing": 0.5}}
    assert ways["Red"] == {"before": None}
    app.let_go()


async def test_the_story_says_who_does_not_play_the_round(tmp_path: Path) -> None:
    """Whom a story leads elsewhere is named before anybody discusses it; in a round of all nobody is."""
    room = opened(tmp_path)
    app = RoomApp(RoomDoor(tmp_path, seats.small()), room)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoomRoundScreen")
        await wait_until(pilot, lambda: bool(words_of(app.screen.query_one("#body-text"))))
        assert "Not in this round" not in words_of(app.screen.query_one("#body-text"))
    app.let_go()
    apart = played(opened(tmp_path / "apart"), "BAC")
    app = RoomApp(RoomDoor(tmp_path, seats.small()), apart)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoomRoundScreen")
        names = ", ".join(team.name for team in apart.view().teams[1:])
        said = f"Not in this round, for their story goes another way: {names}."
        await wait_until(pilot, lambda: said in " ".join(words_of(app.screen.query_one("#body-text")).split()))
    app.let_go()


@pytest.mark.parametrize(("keys", "waits"), [("ab", True), ("abx", False), ("abc", False)])
async def test_the_letters_say_when_nobody_is_missing(tmp_path: Path, keys: str, waits: bool) -> None:
    """After the last letter or the last absent team it is said what comes next, and not one letter before."""
    room = opened(tmp_path)
    app = RoomApp(RoomDoor(tmp_path, seats.small()), room)
    async with app.run_test(size=(100, 40)) as pilot:
        await to_letters(pilot)
        await press(pilot, *keys)
        handed_in = len(keys)
        await wait_until(
            pilot, lambda: sum(team.status is not TeamStatus.WAITS for team in room.view().teams) == handed_in
        )
        await wait_until(pilot, lambda: ("Nobody is missing: Enter reveals." in painted(app)) is not waits)
    app.let_go()
