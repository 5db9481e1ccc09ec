"""What holds for every screen: start-up, keys, themes, sizes."""

from __future__ import annotations

import inspect
import subprocess
import sys
from functools import partial
from importlib import import_module
from pkgutil import walk_packages

import pytest
import textual
from textual.app import App
from textual.binding import Binding
from textual.screen import Screen
from textual.widget import Widget
from tui.scripted import ScriptedBackstage, ScriptedPlay, app_with, on, painted, wait_until

import chasm_game.tui
from chasm_game.tips import EXPLANATIONS
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.screens.base import BACK, Dialog, Page
from chasm_game.tui.screens.begin import BeginScreen
from chasm_game.tui.screens.help import HelpScreen
from chasm_game.tui.screens.round import RoundScreen
from chasm_game.tui.themes import OURS
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.tip import Guide

HEAVY = ("numpy", "pydantic", "yaml", "cyclopts", "chasm_game.engine", "chasm_game.scenario")


def test_the_app_starts_without_anything_heavy() -> None:
    """Importing the app imports no rules, no files and no numbers."""
    code = f"import sys, chasm_game.tui.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


async def test_the_title_asks_for_no_library() -> None:
    """The library is read when it is opened, not before."""
    backstage = ScriptedBackstage()
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
    assert backstage.calls == []


def _classes() -> list[type[Widget]]:
    found: list[type[Widget]] = []
    for module in walk_packages(chasm_game.tui.__path__, "chasm_game.tui."):
        names = vars(import_module(module.name)).values()
        found += [c for c in names if isinstance(c, type) and issubclass(c, Widget) and c.__module__ == module.name]
    return found


def test_every_binding_has_an_id() -> None:
    """Each key of ours can be remapped."""
    ours: list[type] = [*_classes(), ChasmApp]
    missing = [
        f"{c.__name__}: {b}"
        for c in ours
        for b in vars(c).get("BINDINGS", ())
        if not isinstance(b, Binding) or not b.id
    ]
    assert missing == []


def test_every_screen_explains_itself() -> None:
    """Each screen has words for its help, and each of its keys a line."""
    screens = [c for c in _classes() if issubclass(c, Page | Dialog) and not c.__subclasses__()]
    assert len(screens) >= 11
    for screen in screens:
        assert screen.__name__ == "HelpScreen" or screen.TITLE_WORDS
        assert all(command.help for command in screen.KEYS)


async def test_the_footer_has_at_most_seven_hints() -> None:
    """No screen crowds its footer."""
    app = app_with(ScriptedPlay(practice=True))
    async with app.run_test(size=(120, 40)) as pilot:

        def hints() -> int:
            return len({b.binding.action for b in app.screen.active_bindings.values() if b.binding.show})

        await on(pilot, "BeliefsScreen")
        assert 3 <= hints() <= 7
        await pilot.press("s")
        await on(pilot, "RoundScreen")
        assert 3 <= hints() <= 7
        await pilot.press("1", "1", "f2")
        await on(pilot, "ConsequencesScreen")
        assert 3 <= hints() <= 7


async def test_a_key_can_be_remapped() -> None:
    """A keymap moves asking to another key."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_keymap({"round.ask": "z"})
        await on(pilot, "RoundScreen")
        await pilot.press("z")
        await on(pilot, "AskScreen")


async def test_help_is_about_the_screen_where_one_is() -> None:
    """F1 names the keys and the words of the round."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 54)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("question_mark")
        await on(pilot, "HelpScreen")
        told = painted(app)
        assert "Hear the people" in told
        assert "Credibility" in told
        assert "1–9" in told


async def test_the_palette_has_the_commands_of_the_screen() -> None:
    """What the screen can do is found in the command palette."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 40)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("ctrl+p")
        await wait_until(pilot, lambda: "Ask the people" in painted(app) and "Theme" in painted(app))
        await pilot.press(*"ask the")
        await wait_until(pilot, lambda: "Theme" not in painted(app) and "Ask the people" in painted(app))
        await pilot.press("enter")
        await on(pilot, "AskScreen")


async def test_a_small_terminal_gets_a_notice_that_goes_by_itself() -> None:
    """Below 60 x 20 the screen says so; made larger it is as before."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(59, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert "60 x 20" in painted(app)
        await pilot.resize_terminal(80, 24)
        await wait_until(pilot, lambda: "60 x 20" not in painted(app))
        await pilot.resize_terminal(80, 19)
        await wait_until(pilot, lambda: "60 x 20" in painted(app))


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (140, 45)])
async def test_choices_are_always_reachable(size: tuple[int, int]) -> None:
    """At every size that is served all responses stand on the screen."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        told = painted(app)
        assert all(f"{n}  " in told for n in (1, 2, 3))
        await pilot.press("down")
        await wait_until(pilot, lambda: "Sell what there is." in painted(app))
        detail = app.screen.query_one("#detail")
        assert app.screen.region.contains_region(detail.region)
        assert ("the people" in told.split("What do you do?")[0]) == (size[0] >= 80)


@pytest.mark.parametrize("theme", [t.name for t in OURS] + ["ansi-dark", "nord"])
async def test_every_theme_paints(theme: str) -> None:
    """Our themes and the built-in ones paint the round."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        app.theme = theme
        await on(pilot, "RoundScreen")
        assert "What do you do?" in painted(app)


async def test_no_color_selects_an_ansi_theme(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR brings the terminal's own look."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        assert app.theme == "ansi-dark"
        assert app.native_ansi_color
        await pilot.press("down")
        row = app.screen.query_one("#responses", Menu).render_line(0)
        assert any(segment.style and segment.style.reverse for segment in row)


async def test_a_tick_is_seen_without_colour() -> None:
    """Practice and quick show a cross when they are on, and none when they are off."""
    app = app_with()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(BeginScreen("Bread"))
        await on(pilot, "BeginScreen")
        assert "[ ] Practice" in painted(app)
        app.screen.query_one("#practice").focus()
        await pilot.press("space")
        await wait_until(pilot, lambda: "[x] Practice" in painted(app))
        assert "[ ] Quick" in painted(app)


@pytest.mark.parametrize(
    ("owner", "method", "lost"),
    [
        (
            Screen,
            "_compositor_refresh",
            "tui/screens/base.py LaidOnce: a new screen is painted once more than it need be",
        ),
        (App, "_handle_exception", "tui/settled.py Settled: a fault of the program is shown as a traceback"),
    ],
)
def test_textual_still_has_the_two_methods_without_a_public_name(owner: type, method: str, lost: str) -> None:
    """A newer Textual that does these things in another way is noticed here, and not by a player."""
    told = f"Textual {textual.__version__} has changed {owner.__name__}.{method}, so that {lost}"
    kept = getattr(owner, method, None)
    assert callable(kept), told
    needed = [each for each in inspect.signature(kept).parameters.values() if each.default is each.empty]
    assert len(needed) == (1 if owner is Screen else 2), told


async def test_a_screen_has_the_classes_of_its_size_whenever_it_changes() -> None:
    """Narrow and wide, there and back, and for what stands below a dialog."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        below = app.screen
        assert below.has_class("-normal", "-tall")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        for size, across, down in (((130, 40), "-wide", "-tall"), ((70, 22), "-narrow", "-short")):
            await pilot.resize_terminal(*size)
            for screen in (app.screen, below):
                await wait_until(pilot, partial(screen.has_class, across, down))
        await pilot.resize_terminal(100, 30)
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: below.has_class("-normal", "-tall") and not below.has_class("-narrow"))


def test_every_explanation_of_a_first_game_has_one_screen() -> None:
    """What a first game explains stands on one screen each, and no screen waits for one that is not there."""
    places = [c.TIPS for c in _classes() if issubclass(c, Page | Dialog) and c.TIPS]
    assert sorted(places) == sorted({each.screen for each in EXPLANATIONS})


async def test_a_screen_is_explained_whatever_its_class_is_called() -> None:
    """The explanations of a round go with the round, not with a name in the code."""

    class Elsewhere(RoundScreen):
        """The same screen under another name."""

    app = app_with(ScriptedPlay(quick=True))
    app.guided = True
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        assert app.seat is not None
        app.show_screen(Elsewhere(app.seat))
        await on(pilot, "Elsewhere")
        await wait_until(pilot, lambda: "The story" in painted(app))
        assert app.screen.query_one(Guide).explanation is not None


async def test_dots_are_explained_when_they_first_stand_there_unexplained() -> None:
    """Whoever asks in the first round before looking at an answer is told of dots in the second."""
    app = app_with(ScriptedPlay(quick=True))
    app.guided = True
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("a", "enter")
        await wait_until(pilot, lambda: "The arrows" in painted(app))
        await pilot.press("down")
        assert "The arrows" in painted(app)
        await pilot.press("enter", "f2")
        await on(pilot, "ConsequencesScreen")
        assert "answers" not in app.settings.seen
        await pilot.press("enter", "enter")
        await on(pilot, "RoundScreen")
        await pilot.press("down")
        await wait_until(pilot, lambda: "Dots say whom" in painted(app))


async def test_dots_are_explained_once() -> None:
    """Whoever looked at an answer in the first round hears nothing of dots in the second."""
    app = app_with(ScriptedPlay(quick=True))
    app.guided = True
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("down")
        await wait_until(pilot, lambda: "Dots say whom" in painted(app))
        await pilot.press("enter", "f2")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("enter", "enter")
        await on(pilot, "RoundScreen")
        await pilot.press("down")
        assert "Dots say whom" not in painted(app)


async def test_the_palettes_key_stands_apart_from_its_words() -> None:
    """Also in the help of a screen whose own keys all have shorter names."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        app.push_screen(HelpScreen("A screen.", (BACK,), ()))
        await on(pilot, "HelpScreen")
        assert "Ctrl+P  All commands" in painted(app)


async def test_arrows_go_from_part_to_part_of_the_question() -> None:
    """Up leaves the button for what stands above it, as Enter came, and the marked row stays marked."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")

        async def went(*keys: str) -> list[str | None]:
            named = []
            for key in keys:
                await pilot.press(key)
                named.append(app.screen.focused.id if app.screen.focused else None)
            return named

        assert await went("enter") == ["decide"]
        # Nobody is predicted, so that nothing can be sure.
        assert await went("down", "up", "up") == ["decide", "reason", "who"]
        assert await went("down", "enter", "down", "down", "up", "up", "up") == [
            "who", "sure", "reason", "decide", "reason", "sure", "who",
        ]  # fmt: skip
        await pilot.press("enter")
        menu = app.screen.query_one("#who", Menu)
        marked, other = (menu.render_line(y) for y in (1, 2))
        assert marked.text.startswith(glyphs().cursor)
        assert not other.text.startswith(glyphs().cursor)
        assert any(segment.style.bold for segment in marked if segment.style)
        assert not any(segment.style.bold for segment in other if segment.style)


async def test_arrows_leave_a_question_of_one_button_alone() -> None:
    """In a quick game there is only the button, and both keys stay on it."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        await pilot.press("up", "down")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "decide"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30)])
async def test_what_is_left_to_give_is_in_view_while_points_are_given(size: tuple[int, int]) -> None:
    """Beside the first explanation too, which takes rows from a small screen."""
    app = app_with(ScriptedPlay())
    app.guided = True
    async with app.run_test(size=size) as pilot:
        await on(pilot, "BeliefsScreen")
        await wait_until(pilot, lambda: "x closes this." in painted(app))
        assert "100 left to give" in painted(app)
        await pilot.press("4", "0", "down", "3", "0", "up", "up", "right")
        assert "25 left to give" in painted(app)
