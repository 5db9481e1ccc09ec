"""The preview on screen: played while the file is saved, in the ways in which editors save."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from analysis import small
from textual.pilot import Pilot
from textual.widgets import Input
from tui.scripted import on, painted, wait_until

from chasm_game.analysis.properties import properties
from chasm_game.session.preview.preview import Preview
from chasm_game.tui import preview_app
from chasm_game.tui.preview_app import PreviewApp
from chasm_game.tui.screens.preview.jump import JumpScreen
from chasm_game.tui.screens.round import RoundScreen
from chasm_game.tui.widgets.choices import Choices
from chasm_game.tui.widgets.menu import Menu

STORY = Path(__file__).parents[2] / "story"
TEXT = (STORY / "tutorial.yaml").read_text("utf-8")


def flowed(app: PreviewApp) -> str:
    """What is on screen, its lines joined again."""
    return " ".join(painted(app).split())


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other quickly, so that tests do."""
    monkeypatch.setattr(preview_app, "LOOKS", 0.01)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The tutorial, as a file of one's own."""
    found = tmp_path / "mine.yaml"
    found.write_text(TEXT, "utf-8")
    return found


def app_of(path: Path) -> PreviewApp:
    """The preview of a file."""
    return PreviewApp(Preview(path))


def previewed(pilot: Pilot[None]) -> PreviewApp:
    """The app behind a pilot."""
    assert isinstance(pilot.app, PreviewApp)
    return pilot.app


async def saved(pilot: Pilot[None], save: Callable[[], object]) -> None:
    """Save, and wait until it was read."""
    readings = previewed(pilot).preview.view.readings
    save()
    await wait_until(pilot, lambda: previewed(pilot).preview.view.readings > readings)
    await pilot.pause()


def renamed(path: Path, text: str) -> None:
    """A temporary file, renamed over the old one: most editors."""
    other = path.with_name(".mine.yaml.tmp")
    other.write_text(text, "utf-8")
    other.replace(path)


def truncated(path: Path, text: str) -> None:
    """The file emptied, and written again in pieces: nano, Notepad."""
    with path.open("w", encoding="utf-8") as handle:
        for start in range(0, len(text), 2_000):
            handle.write(text[start : start + 2_000])
            handle.flush()
            os.fsync(handle.fileno())


def backed_up(path: Path, text: str) -> None:
    """The old file renamed to a backup, and a new one written: vim, Emacs."""
    path.rename(path.with_name("mine.yaml~"))
    path.write_text(text, "utf-8")


def removed(path: Path, text: str) -> None:
    """The old file removed, and a new one written."""
    path.unlink()
    path.write_text(text, "utf-8")


@pytest.mark.parametrize(
    "save",
    [
        renamed,
        truncated,
        pytest.param(backed_up, marks=pytest.mark.long),
        pytest.param(removed, marks=pytest.mark.long),
    ],
)
async def test_every_way_of_saving_is_seen_and_the_place_is_kept(save: Callable[[Path, str], None], path: Path) -> None:
    """Two saves in a row are on screen one after the other; the round, the decision and the highlight stay."""
    app = app_of(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1", "enter")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await pilot.press("down", "down")
        for title in ("First try", "Second [try]"):
            text = TEXT.replace("title: Two bakers give notice", f"title: {title}")
            await saved(pilot, lambda text=text: save(path, text))  # type: ignore[misc]
            await wait_until(pilot, lambda title=title: title in painted(app))  # type: ignore[misc]
            assert "Round 2" in painted(app)
            highlighted = app.screen.query_one(Choices).query_one(Menu)
            await wait_until(pilot, lambda menu=highlighted: menu.highlighted == 1)  # type: ignore[misc]
        assert app.preview.view.problems == ()
        assert app.seat is not None
        assert app.seat.state.view.rounds[0].id == "loaf"


async def test_the_consequences_stay_on_screen(path: Path) -> None:
    """Who reads what followed when the file is saved reads what follows now."""
    app = app_of(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1", "enter")
        await on(pilot, "ConsequencesScreen")
        assert "The game is saved" not in painted(app)
        await saved(pilot, lambda: renamed(path, TEXT.replace("The new labels are small", "The new labels are large")))
        await on(pilot, "ConsequencesScreen")
        await wait_until(pilot, lambda: "The new labels are large" in painted(app))


async def test_a_faulty_save_leaves_the_game_and_tells_the_line(path: Path) -> None:
    """The last good version stays; the bar has the first problem, F8 all of them, and the next save mends it."""
    app = app_of(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        line = TEXT.split("\n").index("  - id: night") + 1
        await saved(pilot, lambda: renamed(path, TEXT.replace("- id: night", "- id: [night]")))
        await wait_until(pilot, lambda: f"Line {line}: " in painted(app))
        assert "Eighty grams" in painted(app)
        assert "The last good version is on screen" in painted(app)
        await pilot.press("f8")
        await on(pilot, "PreviewFileScreen")
        await wait_until(pilot, lambda: f"Error line {line}, column 9" in painted(app))
        await saved(pilot, lambda: renamed(path, TEXT))
        await wait_until(pilot, lambda: "no problems" in painted(app))
        await pilot.press("f8")
        await on(pilot, "RoundScreen")


async def test_a_file_that_cannot_be_played_yet_begins_by_itself(path: Path) -> None:
    """A faulty file opens with its problems; the first good save starts the play."""
    renamed(path, "title: Mine\n")
    app = app_of(path)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "PreviewFileScreen")
        await wait_until(pilot, lambda: "cannot be played yet" in painted(app))
        await pilot.press("enter", "f5", "f6", "f7", "f8", "f9")
        await on(pilot, "PreviewFileScreen")
        await saved(pilot, lambda: truncated(path, TEXT))
        await on(pilot, "RoundScreen")


@pytest.mark.long
async def test_a_file_that_vanishes_leaves_the_game(path: Path) -> None:
    """Where the file is gone that is told, and it is played again when it is back."""
    app = app_of(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await saved(pilot, path.unlink)
        await wait_until(pilot, lambda: "there is no such file" in painted(app))
        await saved(pilot, lambda: path.write_text(TEXT.replace("Eighty grams", "Back again"), "utf-8"))
        await wait_until(pilot, lambda: "Back again" in painted(app))


@pytest.mark.long
async def test_what_became_of_the_play_is_told(path: Path) -> None:
    """A decision that is no longer there is named on the screen where the play now stands."""
    app = app_of(path)
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1", "enter")
        await on(pilot, "ConsequencesScreen")
        await saved(pilot, lambda: renamed(path, TEXT.replace("quiet", "silent")))
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "There is no answer `quiet` any more in `loaf`" in painted(app))


async def test_a_jump_in_a_state_of_ones_choice(path: Path) -> None:
    """The form leads to a round by playing those before it, or with numbers of one's own, and says what that means."""
    app = app_of(path)
    async with app.run_test(size=(120, 44)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("f6")
        await on(pilot, "JumpScreen")
        await pilot.press("down", "down", "enter", "down", "enter")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "Where is your flour from?" in painted(app))
        assert app.seat is not None
        assert [each.number for each in app.seat.state.view.rounds] == [1, 2]
        await pilot.press("f6")
        await on(pilot, "JumpScreen")
        screen = app.screen
        assert isinstance(screen, JumpScreen)
        await pilot.press("up", "enter", "end", "enter")
        await wait_until(pilot, lambda: isinstance(app.focused, Input))
        # The ways of this company stand a hair below the middle, which is the middle to whoever reads it.
        assert not [field.id for field in screen.query(Input) if field.value == "-0"]
        screen.query_one("#n-customers", Input).value = "101"
        await pilot.press("f2")
        await wait_until(pilot, lambda: any("0 to 100" in n.message for n in app._notifications))
        await on(pilot, "RoundScreen")
        await pilot.press("f6")
        await on(pilot, "JumpScreen")
        screen = app.screen
        await pilot.press("up", "enter", "end", "enter")
        screen.query_one("#n-customers", Input).value = "12"
        screen.query_one("#n-cash", Input).value = "-3,5"
        await pilot.press("f2")
        await wait_until(pilot, lambda: "You started in `night`" in painted(app))
        assert not app.seat.state.view.rounds or app.preview.view.start
        game = app.preview.play
        assert game is not None
        assert game.played.game.turns[0].before.trust["customers"] == 12
        assert game.played.game.turns[0].before.gauges["cash"] == -3.5


@pytest.mark.long
async def test_the_page_of_the_file_says_what_must_be_true_of_a_story(path: Path) -> None:
    """F8 tells every property of the version saved last as `chasm balance` measures it, what is missed first."""
    app = app_of(path)
    async with app.run_test(size=(120, 200)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("f8")
        await saved(pilot, lambda: renamed(path, small.HEAD + small.rounds(6, small.TWO)))
        table = properties(small.scenario(small.rounds(6, small.TWO)))
        missed = [p for p in table if p.holds is False]
        lines = [f"{p.title}: {p.figure}, {p.bound}: {p.verdict}" for p in table]
        await wait_until(pilot, lambda: all(line in flowed(app) for line in lines))
        seen = flowed(app)
        assert max(seen.index(p.title) for p in missed) < min(seen.index(p.title) for p in table if p.holds)
        assert all(p.why in seen for p in missed)


@pytest.mark.long
async def test_true_numbers_are_a_switch(path: Path) -> None:
    """F7 shows what every answer does in points, and hides it again; the highlight stays."""
    app = app_of(path)
    async with app.run_test(size=(120, 44)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("down")
        assert "Now: " not in painted(app)
        await pilot.press("f7")
        await wait_until(pilot, lambda: "Now: " in painted(app))
        await pilot.press("pagedown", "pagedown")
        await wait_until(pilot, lambda: "After 1: " in painted(app))
        await pilot.press("1", "1", "enter")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("l")
        await on(pilot, "LedgerScreen")
        await pilot.press("escape")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("f7")
        await pilot.press("l")
        await on(pilot, "ConsequencesScreen")


@pytest.mark.parametrize("size", [pytest.param((60, 20), marks=pytest.mark.long), (80, 24)])
async def test_in_a_small_window_the_state_of_the_file_is_always_seen(size: tuple[int, int], path: Path) -> None:
    """However much there is to read, the line about the file and the way to its problems stay on screen."""
    app = app_of(path)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("f7", "down")
        await wait_until(pilot, lambda: "Preview: " in painted(app).split("\n")[-2])
        assert "Help" in painted(app).split("\n")[-1]
        await saved(pilot, lambda: renamed(path, TEXT.replace("- id: night", "- id: [night]")))
        await wait_until(pilot, lambda: "Line " in painted(app).split("\n")[-2])


@pytest.mark.long
async def test_a_whole_game_and_back(path: Path) -> None:
    """To the debrief, back by F9, to the file by Esc, again from the beginning by F5; nothing is saved."""
    app = app_of(path)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(3):
            await on(pilot, "RoundScreen")
            await pilot.press("1", "1", "enter")
            await on(pilot, "ConsequencesScreen")
            await pilot.press("enter")
        await on(pilot, "SilentScreen")
        await pilot.press("escape", "enter")
        await on(pilot, "DebriefScreen")
        await pilot.press("f9")
        await on(pilot, "RoundScreen")
        assert isinstance(app.screen, RoundScreen)
        assert app.screen.view.id == "banner"
        await pilot.press("escape")
        await on(pilot, "PreviewFileScreen")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await pilot.press("f5")
        await wait_until(pilot, lambda: "Eighty grams" in painted(app))
    assert sorted(p.name for p in path.parent.iterdir()) == ["mine.yaml"]


@pytest.mark.long
async def test_the_help_and_the_palette_know_the_keys_of_the_preview(path: Path) -> None:
    """What the function keys do stands in the help of every screen."""
    app = app_of(path)
    async with app.run_test(size=(100, 50)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("f1")
        await on(pilot, "HelpScreen")
        await wait_until(pilot, lambda: "jump to any round" in painted(app))
        commands = {c.title for c in app.get_system_commands(app.screen)}
    assert {"Again", "Jump", "Numbers", "File", "Take back"} <= commands


@pytest.mark.long
async def test_hostile_texts_are_text(path: Path) -> None:
    """Markup and control signs in titles, problems and names steer nothing."""
    app = app_of(path)
    evil = TEXT.replace("title: Eighty grams", 'title: "[/x] \u202e [bold]"')
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await saved(pilot, lambda: renamed(path, evil))
        await wait_until(pilot, lambda: "[/x] " in painted(app))
        assert "\u202e" not in painted(app)
        await pilot.press("f6")
        await on(pilot, "JumpScreen")
        await wait_until(pilot, lambda: "[bold]" in painted(app))
        await pilot.press("escape")
        await saved(pilot, lambda: renamed(path, evil.replace("- id: night", '- id: "[/night] [red]"')))
        await pilot.press("f8")
        await on(pilot, "PreviewFileScreen")
        await wait_until(pilot, lambda: "[/night] [red]" in painted(app))


@pytest.mark.long
@pytest.mark.parametrize("option", ["nobackup nowritebackup", "backup backupcopy=no", "backup backupcopy=yes"])
async def test_vim_saves(option: str, path: Path) -> None:
    """Vim itself, in the three ways in which it writes a file."""
    vim = shutil.which("vim")
    assert vim is not None, "this test needs vim"
    app = app_of(path)
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        sets = [f"+set {o}" for o in option.split()]
        command = [vim, "-Nu", "NONE", "-es", *sets, "-c", "%s/Eighty grams/By vim/", "-c", "wq", str(path)]
        await saved(pilot, lambda: subprocess.run(command, check=True, timeout=200, stdin=subprocess.DEVNULL))
        await wait_until(pilot, lambda: "By vim" in painted(app))


async def test_leaving_leads_to_the_file_and_is_called_so(path: Path) -> None:
    """A preview has no title to go back to: hints and help say where Esc leads."""
    app = app_of(path)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "Esc File" in painted(app))
        await pilot.press("f1")
        await on(pilot, "HelpScreen")
        await wait_until(pilot, lambda: "To the file; the play stays where it is." in painted(app))
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await pilot.press("escape")
        await on(pilot, "PreviewFileScreen")
