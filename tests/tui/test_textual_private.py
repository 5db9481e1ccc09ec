"""What has no public name in Textual and is used all the same: one test each, of what is lost where it goes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

import chasm_game.tui
from chasm_game.tui.textual_private import HeldPicture, Sequences, WithoutTraceback

PRIVATE = re.compile(
    r"from textual\._|from textual\.\w+ import (?:.*, )?_|\b(?:app|driver|screen|event|widget)\._[a-z]"
)


def test_sequences_are_understood_by_textuals_own_parser() -> None:
    """Keys, the mouse and the focus; what it does not know leaves no trace."""
    sequences = Sequences()
    (down,) = sequences.events("\x1b[B")
    (click,) = sequences.events("\x1b[<0;5;7M")
    (focus,) = sequences.events("\x1b[I")
    assert isinstance(down, events.Key)
    assert down.key == "down"
    assert isinstance(click, events.MouseDown)
    assert (click.x, click.y) == (4, 6)
    assert isinstance(focus, events.AppFocus)
    assert sequences.events("\x1b[2@") == []
    (after,) = sequences.events("k")
    assert isinstance(after, events.Key)
    assert after.key == "k"


class Faulty(WithoutTraceback):
    """Fails on a key."""

    def on_key(self, event: events.Key) -> None:
        """Fail with something that nobody should read."""
        secret = "Team Sesame"
        raise RuntimeError(f"{event.key} {secret}")


async def test_a_fault_ends_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """The fault is kept for whoever started the app, and nothing of it is printed; a test's pilot still hears of it."""
    app = Faulty()
    with pytest.raises(RuntimeError, match="Sesame"):
        async with app.run_test() as pilot:
            await pilot.press("a")
    assert isinstance(app.fault, RuntimeError)
    assert app.return_code == 1
    told = capsys.readouterr()
    assert "Sesame" not in told.out + told.err


async def test_a_panic_is_a_fault_without_its_words(capsys: pytest.CaptureFixture[str]) -> None:
    """What Textual would show is told by its kind only: it may hold values of the game."""
    app = WithoutTraceback()
    with pytest.raises(RuntimeError, match="str"):
        async with app.run_test():
            app.panic("Team Sesame")
    assert "Sesame" not in "".join(capsys.readouterr())


class Counting(WithoutTraceback):
    """Counts the pictures of a screen."""

    counted: HeldPicture[None] | None = None
    pictures = 0

    def _display(self, screen: Screen[object], renderable: object) -> None:
        self.pictures += screen is self.counted and renderable is not None
        super()._display(screen, renderable)  # type: ignore[arg-type]

    async def shown(self, pilot: Pilot[None], screen: Picture) -> int:
        """So many pictures were painted until nothing was left to be done on a screen that has come up."""
        self.counted, self.pictures = screen, 0
        self.push_screen(screen)
        while not self.pictures or screen.holding or screen._unpainted or screen._is_busy():
            await pilot.pause()
        return self.pictures


class Picture(HeldPicture[None]):
    """A word, and another one that comes after the layout, as a bar to scroll by does."""

    FIRST_TURNS = TURNS = ANSWER_TURNS = 10_000  # that a busy machine never comes to
    replaced = False

    @property
    def is_replaced_soon(self) -> bool:
        """As long as the test says so."""
        return self.replaced

    def compose(self) -> list[Static]:
        """A word."""
        return [Static("here", id="word")]

    def on_screen_resume(self) -> None:
        """Hold the first picture, as every screen of ours does."""
        self.hold(self.FIRST_TURNS)

    def on_mount(self) -> None:
        """Two more layouts, one after the other."""
        self.call_after_refresh(self.more)

    def more(self) -> None:
        """One line more, and one more after that."""
        self.query_one("#word", Static).update("here\nand there")
        self.call_after_refresh(lambda: self.query_one("#word", Static).update("here\nand there\nand elsewhere"))


class Hasty(Picture):
    """The same screen, painted as Textual paints."""

    _compositor_refresh, _on_timer_update = Screen._compositor_refresh, Screen._on_timer_update

    def hold(self, turns: int) -> None:
        """Hold nothing."""


async def test_a_new_screen_is_painted_once() -> None:
    """However often it is laid out until its parts stand; Textual itself would paint it each time."""
    app = Counting()
    async with app.run_test(size=(40, 10)) as pilot:
        assert await app.shown(pilot, Picture()) == 1
        assert await app.shown(pilot, Hasty()) > 1


async def test_what_changes_later_is_painted_too() -> None:
    """A word that changes on a screen that stands, with a layout and without one."""
    app, screen = Counting(), Picture()
    async with app.run_test(size=(40, 10)) as pilot:
        await app.shown(pilot, screen)
        for words in ("one\ntwo\nthree\nfour\nfive", "one\ntwo\nthree\nfour\nsix"):
            before = app.pictures
            screen.query_one("#word", Static).update(words)
            while app.pictures == before:
                await pilot.pause()


async def test_a_screen_that_never_comes_to_rest_is_painted_all_the_same() -> None:
    """A picture waits for so many turns and no more: also where a part asks for a layout in every one of them."""

    class Restless(Picture):
        FIRST_TURNS = TURNS = 2

        def more(self) -> None:
            self.refresh(layout=True)
            self.call_after_refresh(self.more)

    app, screen = Counting(), Restless()
    async with app.run_test(size=(40, 10)) as pilot:
        app.counted = screen
        app.push_screen(screen)
        while app.pictures < 2:
            await pilot.pause()


async def test_a_screen_that_is_about_to_be_covered_is_not_painted() -> None:
    """What was handed in is answered by another screen: until then nothing is drawn."""
    app, screen = Counting(), Picture()
    async with app.run_test(size=(40, 10)) as pilot:
        await app.shown(pilot, screen)
        before, screen.replaced = app.pictures, True
        screen.query_one("#word", Static).update("waiting")
        while not screen.holding:
            await pilot.pause()
        assert app.pictures == before
        screen.replaced = False
        while app.pictures == before:
            await pilot.pause()


def test_no_other_module_touches_what_is_private() -> None:
    """Names of Textual that begin with an underscore stand in one module."""
    folder = Path(chasm_game.tui.__file__).parent
    found = [
        f"{path.name}: {line.strip()}"
        for path in sorted(folder.rglob("*.py"))
        for line in path.read_text("utf-8").splitlines()
        if path.name != "textual_private.py" and PRIVATE.search(line)
    ]
    assert found == []


def test_no_class_overrides_what_is_private() -> None:
    """Neither by design nor by chance has a class of ours a private method of Textual's under the same name."""
    folder = Path(chasm_game.tui.__file__).parent
    found = set()
    for path in folder.rglob("*.py"):
        name = ".".join(("chasm_game.tui", *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
        classes = [each for each in vars(import_module(name)).values() if isinstance(each, type)]
        for cls in (each for each in classes if each.__module__ == name and path.name != "textual_private.py"):
            theirs = {each for base in cls.__mro__ if base.__module__.startswith("textual.") for each in vars(base)}
            methods = {each for each, what in vars(cls).items() if callable(what) or isinstance(what, property)}
            found |= {f"{cls.__name__}.{each}" for each in methods & theirs if re.match(r"_[a-z]", each)}
    assert found == set()
