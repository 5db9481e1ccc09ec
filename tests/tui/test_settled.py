"""Settings on the screen: theme, motion, keys, the confirm step; and what a first game explains."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

import pytest
from textual.command import CommandPalette
from textual.geometry import Size
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input
from tui.scripted import SAVES, ScriptedBackstage, ScriptedPlay, at_once, on, painted, play_of, wait_until

from chasm_game.settings import Keeper, Settings
from chasm_game.tips import EXPLANATIONS, Explanation, waiting
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.backstage import Beginning
from chasm_game.tui.commands import Command, keys_label
from chasm_game.tui.keymap import checked, every_command
from chasm_game.tui.terminal_output import Pace, is_slow
from chasm_game.tui.widgets.belief_sheet import BeliefSheet
from chasm_game.tui.widgets.hints import Hints
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.tip import PARTS, Guide
from chasm_game.views.round import Phase

ALL_SEEN = ("tutorial", *(each.id for each in EXPLANATIONS))


def kept(tmp_path: Path, **values: object) -> Keeper:
    """A keeper with a file, and these settings in it."""
    keeper = Keeper(tmp_path / "settings.json")
    keeper.change(**{"seen": ALL_SEEN, **values})
    return keeper


def app_of(keeper: Keeper, play: ScriptedPlay | None = None, **more: object) -> ChasmApp:
    """The app with settings."""
    backstage = ScriptedBackstage(saves=() if "none" in more else SAVES)
    return ChasmApp(backstage=backstage, seat=at_once(play) if play else None, keeper=keeper)


def tells(guide: Guide, explanation: Explanation) -> bool:
    """Whether this is what is told now."""
    return guide.explanation == explanation


def choices(app: ChasmApp) -> list[object]:
    """The decisions that the game was given."""
    return [call for call in play_of(app).calls if call[0] == "decide"]


async def test_settings_are_changed_with_arrows_and_kept(tmp_path: Path) -> None:
    """Arrows turn what is highlighted; it counts at once, and is in the file."""
    keeper = kept(tmp_path)
    app = app_of(keeper)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("o")
        await on(pilot, "SettingsScreen")
        await pilot.press("down", "down", "right")
        await wait_until(pilot, lambda: app.theme == "chasm-light")
        await pilot.press("down", "right", "down", "enter", "down", "space")
        told = Keeper(keeper.path).settings
        assert (told.theme, told.motion, told.labels, told.confirm) == ("chasm-light", "reduced", "debrief", False)
        assert "not before the debrief" in painted(app)
        await pilot.press("escape")
        await on(pilot, "TitleScreen")


async def test_a_name_is_written_and_begins_games(tmp_path: Path) -> None:
    """The team is typed in a line of its own, with brackets and all, and new games are played under it."""
    app = app_of(kept(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("o")
        await on(pilot, "SettingsScreen")
        await pilot.press("down", "enter")
        await on(pilot, "TextLineScreen")
        await pilot.press(*"[b]g", "enter")
        await on(pilot, "SettingsScreen")
        assert app.settings.team == "[b]g"
        await wait_until(pilot, lambda: "[b]g" in painted(app))
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
        await pilot.press("t")
        await on(pilot, "BeliefsScreen")
    assert cast("ScriptedBackstage", app.backstage).calls == [("new", "tutorial", "[b]g", 1, False, False)]


async def test_what_is_asked_for_at_the_start_wins(tmp_path: Path) -> None:
    """`--team` and the rest fill in the questions before a game, whatever is set."""
    asked = Beginning("Red", 7, practice=True)
    app = ChasmApp(backstage=ScriptedBackstage(), keeper=kept(tmp_path, team="Blue"), usual=asked)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("n")
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        await pilot.press("enter")
        await on(pilot, "BeginScreen")
        assert app.screen.query_one("#team", Input).value == "Red"
        await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
    assert cast("ScriptedBackstage", app.backstage).calls[-1] == ("new", "bakery", "Red", 7, True, False)


async def test_a_theme_is_shown_while_one_moves_and_kept_when_chosen(tmp_path: Path) -> None:
    """Moving through the themes of the palette shows each; Esc brings the old one back, Enter keeps."""
    keeper = kept(tmp_path)
    app = app_of(keeper)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        app.action_change_theme()
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"nord")
        await wait_until(pilot, lambda: app.theme == "nord")
        await pilot.press("escape")
        await wait_until(pilot, lambda: app.theme == "chasm-dark" and not isinstance(app.screen, CommandPalette))
        app.action_change_theme()
        await wait_until(pilot, lambda: isinstance(app.screen, CommandPalette))
        await pilot.press(*"nord")
        await wait_until(pilot, lambda: app.theme == "nord")
        await pilot.press("enter")
        await wait_until(pilot, lambda: keeper.settings.theme == "nord")
        assert app.theme == "nord"


async def test_no_color_wins_over_a_theme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With NO_COLOR the terminal's own look stays, and the theme stays kept."""
    monkeypatch.setenv("NO_COLOR", "1")
    keeper = kept(tmp_path, theme="nord")
    app = app_of(keeper)
    assert app.theme == "ansi-dark"
    app.keep(name="Ada")
    assert app.theme == "ansi-dark"
    assert keeper.settings.theme == "nord"


def test_motion_is_set_or_forced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`app.motion` is the setting; TEXTUAL_ANIMATIONS wins over it."""
    keeper = kept(tmp_path, motion="reduced")
    monkeypatch.delenv("TEXTUAL_ANIMATIONS")
    app = app_of(keeper)
    assert (app.motion, app.animation_level) == ("reduced", "basic")
    app.keep(motion="none")
    assert (app.motion, app.animation_level) == ("none", "none")
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "full")
    assert app.motion == "full"


class Line:
    """A terminal of which one thing is known."""

    ended_by = 0
    is_slow = True


def test_nothing_moves_on_a_slow_line_and_the_setting_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures that move would be seen long after the key that was pressed for them."""
    monkeypatch.delenv("TEXTUAL_ANIMATIONS")
    app = app_of(kept(tmp_path, motion="full"))
    line = Line()
    app.terminal = line  # type: ignore[assignment]
    assert (app.motion, app.settings.motion) == ("none", "full")
    line.is_slow = False
    assert app.motion == "full"


@pytest.mark.parametrize(("size", "slow"), [(19_999, True), (20_000, False), (20_001, False)])
def test_a_line_is_slow_under_twenty_thousand_bytes_a_second(size: int, slow: bool) -> None:
    """What a terminal took in a second says which it is, just under, at and over the bound."""
    assert is_slow(size, 1.0) is slow
    assert is_slow(2 * size, 2.0) is slow


def heard(*took: float, size: int = 8_000, quickest: float = 0.5) -> list[bool]:
    """What each answer says that comes so many seconds after a picture, on a line that is so long."""
    pace = Pace()
    pace.asks(80, 0.0)
    said = [pace.answered(quickest)]
    for seconds in took:
        assert pace.wants_to_know()
        pace.asks(size, 10.0)
        assert not pace.wants_to_know(), "one question at a time"
        said.append(pace.answered(10.0 + seconds))
    return said


@pytest.mark.parametrize(("took", "slow"), [(1.49, False), (1.5, False), (1.51, True), (4.5, True)])
def test_a_line_is_slow_by_when_the_terminal_answers(took: float, slow: bool) -> None:
    """Under eight thousand bytes a second beyond the way there and back: just under, at and over the bound."""
    assert heard(took) == [False, slow]


def test_a_terminal_is_asked_three_times_and_not_at_all_where_it_never_answers() -> None:
    """What it says later, or to a question of somebody else, says nothing."""
    pace = Pace()
    assert pace.answered(5.0) is False
    for _ in range(3):
        assert pace.wants_to_know()
        pace.asks(5_000, 1.0)
        assert pace.answered(1.1) is False
    assert not pace.wants_to_know()
    silent = Pace()
    silent.asks(80, 0.0)
    assert not silent.wants_to_know()


async def test_with_the_confirm_step_off_six_enters_decide_one_round(tmp_path: Path) -> None:
    """Without the question an answer counts at once, and only once however fast Enter is pressed."""
    app = app_of(kept(tmp_path, confirm=False), ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        app.CALM = 3600.0  # type: ignore[misc]
        await on(pilot, "RoundScreen")
        await pilot.press("down", *["enter"] * 6)
        await on(pilot, "ConsequencesScreen")
        assert choices(app) == [("decide", "wait-it-out", None, "")]


async def test_a_key_is_changed_by_pressing_it(tmp_path: Path) -> None:
    """Enter, then the key: it counts, is shown in help and hints, and Backspace brings the usual one back."""
    keeper = kept(tmp_path)
    app = app_of(keeper, ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 50)) as pilot:
        await on(pilot, "RoundScreen")
        app.open_keys()
        await on(pilot, "KeysScreen")
        menu = app.screen.query_one(Menu)
        menu.highlighted = menu.get_option_index("round.ask")
        await pilot.press("enter")
        await on(pilot, "PressScreen")
        await pilot.press("z")
        await on(pilot, "KeysScreen")
        assert keeper.settings.keys == {"round.ask": "z"}
        await pilot.press("enter")
        await on(pilot, "PressScreen")
        await pilot.press("u")  # take back has it
        await on(pilot, "KeysScreen")
        assert keeper.settings.keys == {"round.ask": "z"}
        assert any("Take back" in n.message for n in app._notifications)
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "z Ask the people" in painted(app))
        await pilot.press("question_mark")
        await on(pilot, "HelpScreen")
        assert any(row.lstrip(" │").startswith("z ") and "Hear" in row for row in painted(app).splitlines())
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await pilot.press("z")
        await on(pilot, "AskScreen")


async def test_keys_of_the_file_count_from_the_start(tmp_path: Path) -> None:
    """What clashes is named in a line and stays as usual; what does not counts, swaps too."""
    keys = {"round.ask": "u", "round.undo": "a", "round.aks": "z", "round.choose": "y", "round.leave": "y"}
    app = app_of(kept(tmp_path, keys=keys), ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: len(app._notifications) == 2)
        told = [n.message for n in app._notifications]
        assert any("round.aks. Did you mean round.ask?" in each for each in told)
        assert any("y cannot be" in each for each in told)
        await pilot.press("u")
        await on(pilot, "AskScreen")


CLASHES = [
    ({"round.ask": "enter"}, "Enter cannot be “Ask the people” too"),
    ({"round.ask": "f1"}, "F1 cannot be"),
    ({"help": "a"}, "a cannot be “Help” too"),
    ({"round.ask": "hyper+q"}, "no key"),
    ({"round.ask": ""}, "no key"),
    ({"round.ask": "ctrl+i"}, "is Tab"),
    ({"quit": "q"}, "needs Ctrl"),
]


@pytest.mark.parametrize(("keys", "told"), CLASHES)
def test_wishes_that_do_not_go_together_are_told(keys: dict[str, str], told: str) -> None:
    """Each is one line, and the command keeps its usual key."""
    keymap, faults = checked(keys)
    assert keymap == {}
    assert len(faults) == 1
    assert told in faults[0]


def test_the_usual_keys_do_not_clash() -> None:
    """No two commands of a place have the same key."""
    commands = every_command()
    assert len(commands) > 40
    keymap, faults = checked({each.id: each.keys for each in commands.values()})
    assert faults == []
    assert keys_label("ctrl+d,f2,a,pageup") == "Ctrl+D F2 a PgUp"
    assert set(keymap) == set(commands)


async def test_the_very_first_start_asks_about_the_tutorial(tmp_path: Path) -> None:
    """It is offered once; who skips it is not asked again, and finds it in the menu."""
    keeper = Keeper(tmp_path / "settings.json")
    app = app_of(keeper, none=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        assert "Your first time here?" in painted(app)
        await pilot.press("down", "enter")
        await wait_until(pilot, lambda: "Begin with the tutorial" in painted(app))
    assert Keeper(keeper.path).settings.seen == ("tutorial",)


async def test_a_first_game_explains_one_part_at_a_time(tmp_path: Path) -> None:
    """The part that is explained is marked; x goes on to the next; what was told is not told again."""
    keeper = Keeper(tmp_path / "settings.json")
    app = app_of(keeper, ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        guide = app.screen.query_one(Guide)
        for each in waiting("round", ("arrows", "halves", "leaders", "promise")):
            await wait_until(pilot, partial(tells, guide, each))
            assert app.screen.query_one(PARTS[each.id]).has_class("-explained")
            assert all(f"{n}  " in painted(app) for n in (1, 2, 3))
            assert len(app.screen.query(".-explained")) == 1
            await pilot.press("x")
        await wait_until(pilot, lambda: not guide.display)
        await pilot.press("1", "1", "enter")
        await on(pilot, "ConsequencesScreen")
        await wait_until(pilot, lambda: "What followed  " in painted(app))
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        assert not any(guide.display for guide in app.screen.query(Guide))
        assert "consequences" in Keeper(keeper.path).settings.seen


async def test_without_kept_settings_nothing_is_explained() -> None:
    """What could not be remembered would be said again and again."""
    app = app_of(Keeper(), ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert not app.screen.query(Guide)


PLACES: list[tuple[str, Callable[[], ScriptedPlay | None]]] = [
    ("TitleScreen", lambda: None), ("BeliefsScreen", ScriptedPlay), ("RoundScreen", lambda: ScriptedPlay(quick=True)),
]  # fmt: skip


@pytest.mark.parametrize(("screen", "play"), PLACES)
async def test_the_glossary_is_one_key_away(
    screen: str, play: Callable[[], ScriptedPlay | None], tmp_path: Path
) -> None:
    """`g` opens the words wherever one is, a letter goes to its words, and Esc comes back."""
    app = app_of(kept(tmp_path), play())
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, screen)
        await pilot.press("g")
        await on(pilot, "GlossaryScreen")
        assert "The words of the game" in painted(app)
        await pilot.press("t")
        await wait_until(pilot, lambda: "Trust" in painted(app))
        await pilot.press("escape")
        await on(pilot, screen)


async def test_esc_keeps_what_was_filled_in(tmp_path: Path) -> None:
    """A prediction and a reason are there again when the same answer is chosen again; so are points of a sheet."""
    app = app_of(kept(tmp_path), ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("4", "0", "escape")
        await on(pilot, "TitleScreen")
        app.sit(at_once(ScriptedPlay()))
        app.go_on()
        await on(pilot, "BeliefsScreen")
        assert "60 left to give" in painted(app)
        await pilot.press("s")
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1", "down", "enter", "right", "enter")
        await pilot.press(*"bread", "escape")
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        await pilot.press("f2")
        await on(pilot, "ConsequencesScreen")
        assert choices(app) == [("decide", "wait-it-out", ("customers", 70), "bread")]


async def test_leaving_asks_only_where_a_text_would_be_lost(tmp_path: Path) -> None:
    """With an unsent reason Ctrl+Q asks once; Esc goes back to the text."""
    app = app_of(kept(tmp_path), ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        app.screen.query_one("#reason", Input).value = "bread"
        await pilot.press("ctrl+q")
        await on(pilot, "LeaveScreen")
        await pilot.press("escape")
        await on(pilot, "ConfirmScreen")
        assert app.screen.query_one("#reason", Input).value == "bread"
        await pilot.press("ctrl+q", "enter")
        await wait_until(pilot, lambda: app._exit)


@pytest.mark.parametrize("width", [60, 80, 120])
async def test_the_way_out_and_help_are_always_hinted(width: int, tmp_path: Path) -> None:
    """At any width at most seven hints stand on the last line, and the way out and help are two of them."""
    app = app_of(kept(tmp_path), ScriptedPlay(quick=True, practice=True, at=2))
    async with app.run_test(size=(width, 24)) as pilot:
        await on(pilot, "RoundScreen")
        last = painted(app).splitlines()[-1]
        assert "? Help" in last
        assert "Esc Title" in last


async def test_games_show_how_they_came_out(tmp_path: Path) -> None:
    """A finished game has its score and ending, practice and seed are told, a damaged one is named."""
    app = app_of(kept(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await wait_until(pilot, lambda: "643  Bread" in painted(app))
        told = painted(app)
        assert "3 games, 1 over" in told
        assert "seed 1" in told
        assert "damaged" in told
        assert "[no] JSON" in told


def test_a_command_is_found_by_its_id() -> None:
    """Settings name commands by ids that exist, and defaults hold."""
    assert isinstance(every_command()["round.ask"], Command)
    assert Settings().confirm


async def click_hint(pilot: Pilot[None], action: str) -> None:
    """Click the hint of an action on the last line."""
    hints = pilot.app.screen.query_one(Hints)
    await pilot.click(hints, offset=(hints.at(action), 0))


@pytest.mark.long
async def test_a_whole_game_by_mouse(tmp_path: Path) -> None:
    """From the title to the debrief nothing but clicks is needed; explanations are closed by clicks too."""
    keeper = Keeper(tmp_path / "settings.json")
    keeper.change(seen=("tutorial", "sheet", "prediction", "consequences", "echo", "debrief"))
    app = app_of(keeper)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "TitleScreen")
        await click_hint(pilot, "library")
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        await pilot.click("#shelf", offset=(5, 2))
        await on(pilot, "BeginScreen")
        await pilot.click("#begin")
        await on(pilot, "BeliefsScreen")
        await click_hint(pilot, "skip")
        for number in range(3):
            await on(pilot, "RoundScreen")
            while number == 0 and app.screen.query_one(Guide).display:
                await pilot.click(Guide)
                await pilot.pause()
            await pilot.click("#responses", offset=(5, 0))  # marks
            await pilot.click("#responses", offset=(5, 0))  # takes
            await on(pilot, "ConfirmScreen")
            await pilot.click("#decide")
            await on(pilot, "ConsequencesScreen")
            await wait_until(pilot, lambda: app.screen.check_action("go_on", ()))
            await click_hint(pilot, "go_on")
        await on(pilot, "BeliefsScreen")
        await click_hint(pilot, "skip")
        await wait_until(pilot, lambda: play_of(app).phase is Phase.DEBRIEF)
        assert len(choices(app)) == 3
        assert {"shock", "dashboard", "mist", "answers"} <= set(keeper.settings.seen)


async def test_the_palette_has_what_the_focused_part_can_do(tmp_path: Path) -> None:
    """On the belief sheet the palette gives points to the row where one is, and says the keys as they are now."""
    app = app_of(kept(tmp_path, keys={"beliefs.more": "m"}), ScriptedPlay())
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "BeliefsScreen")
        sheet = app.screen.query_one(BeliefSheet)
        await pilot.press("ctrl+p", *"5 points more")
        await wait_until(pilot, lambda: "5 points more.  (m)" in painted(app))
        await pilot.press("enter")
        await wait_until(pilot, lambda: sheet.left == 95)


async def test_a_dialog_is_laid_out_once_for_its_size_and_the_screen_below_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is laid out for a size stays so until there is another one."""
    laid: list[str] = []
    lay_out = Screen._refresh_layout

    def counted(self: Screen[object], size: Size | None = None, scroll: bool = False) -> None:
        laid.extend([type(self).__name__] * (size is not None))
        lay_out(self, size, scroll)

    app = app_of(kept(tmp_path), ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        monkeypatch.setattr(Screen, "_refresh_layout", counted)
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        assert laid == ["ConfirmScreen"]
        assert app.screen.has_class("-medium", "-normal")
        await pilot.resize_terminal(100, 30)
        await wait_until(pilot, lambda: "RoundScreen" in laid and laid.count("ConfirmScreen") == 2)
        assert app.screen.has_class("-tall")
