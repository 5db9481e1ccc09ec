"""What has no public name in Textual and is used all the same: one test each, of what is lost where it goes."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from textual import events
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


class Picture(HeldPicture[None]):
    """Held until it is let go."""

    holding = True

    def compose(self) -> list[Static]:
        """A word."""
        return [Static("here")]


async def test_a_held_screen_is_not_painted() -> None:
    """Nothing is drawn while it is held, and everything once it is let go."""

    class Counting(WithoutTraceback):
        pictures = 0

        def _display(self, screen: Screen[object], renderable: object) -> None:
            self.pictures += screen is held
            super()._display(screen, renderable)  # type: ignore[arg-type]

    app, held = Counting(), Picture()
    async with app.run_test() as pilot:
        app.push_screen(held)
        await pilot.pause()
        await pilot.pause(0.1)
        assert app.pictures == 0
        held.holding = False
        held.refresh()
        while not app.pictures:
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
