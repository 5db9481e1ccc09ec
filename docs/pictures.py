"""Pictures of every screen: a fixed game, driven by keys through the real program, painted as SVG.

    python docs/pictures.py FOLDER            every screen at three sizes in four looks
    python docs/pictures.py FOLDER --only round,ledger --size 80x24 --look dark
    python docs/pictures.py --readme          the few that the README shows, into docs/pictures/

A screen is one line in `picture_routes.py`: its name, the keys that lead there from the one before, and the class
that must be on top when they have been pressed.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from picture_routes import ROUTES, Route, Stop
from textual.widgets import OptionList

from chasm_game.tui.game_shell import GameShell
from chasm_game.tui.screens.library import LibraryScreen
from chasm_game.tui.themes import CONTRAST, DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.pilot import Pilot
    from textual.screen import Screen

SIZES = ("80x24", "100x30", "140x45")
LOOKS = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "no-color": ""}
"""What a look is called, and its theme; without one the environment says NO_COLOR."""
FOR_THE_README = (
    ("round", "100x30", "dark"),
    ("asked", "100x30", "light"),
    ("consequences-asked", "80x24", "dark"),
    ("walk-2", "100x30", "dark"),
    ("ledger", "100x30", "contrast"),
    ("compare-choices", "100x30", "light"),
    ("room-all", "100x30", "dark"),
)
README_PICTURES = Path(__file__).absolute().parent / "pictures"


def settled(screen: Screen[Any]) -> bool:
    """Whether a screen stands, a library is open, and a debrief knows what the decisions were worth."""
    if isinstance(screen, LibraryScreen) and not screen.query_one(OptionList).option_count:
        return False  # keys would be pressed before there is anything to choose
    return screen.is_mounted and bool(getattr(screen, "reviewed", True))


async def until(pilot: Pilot[Any], stop: Stop) -> None:
    """Wait for the screen of a stop by the name of its class."""
    for _ in range(600):
        await pilot.pause()
        if type(pilot.app.screen).__name__ == stop.screen and settled(pilot.app.screen):
            await pilot.pause()
            return
        await pilot.pause(0.01)
    here = type(pilot.app.screen).__name__
    raise SystemExit(f"{stop.name or 'a stop'}: expected {stop.screen} after {stop.keys!r}, on {here}")


async def walk(route: Route, size: str, look: str, only: frozenset[str], keep: Callable[[str, str], None]) -> None:
    """One route from its beginning, as far as there are pictures to take; each is kept under its screen's name."""
    wanted_here = [n for n, stop in enumerate(route.stops) if stop.name and (not only or stop.name in only)]
    if not wanted_here:
        return
    os.environ.pop("NO_COLOR", None)
    if not LOOKS[look]:
        os.environ["NO_COLOR"] = "1"
    width, height = (int(part) for part in size.split("x"))
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        app = route.app(Path(folder))
        GameShell.CALM = 0.0
        async with app.run_test(size=(width, height)) as pilot:
            for n, stop in enumerate(route.stops[: wanted_here[-1] + 1]):
                await come_to(pilot, stop)
                # At every stop: settings that are saved on the way bring their own theme with them.
                if LOOKS[look] and app.theme != LOOKS[look]:
                    app.theme = LOOKS[look]
                    await until(pilot, stop)
                if n in wanted_here:
                    keep(stop.name, steady(app.export_screenshot(title=""), f"{stop.name}-{size}-{look}"))


async def come_to(pilot: Pilot[Any], stop: Stop) -> None:
    """Press what leads to a stop, and wait until it stands there."""
    for key in stop.keys.split():
        if key.startswith("=") and len(key) > 1:
            await pilot.press(*("space" if sign == "_" else sign for sign in key[1:]))
        else:
            await pilot.press(key)
        while getattr(pilot.app, "waiting", False):  # a room answers from a thread of its own
            await pilot.pause(0.01)
    if stop.size is not None:
        await pilot.resize_terminal(*stop.size)
    await until(pilot, stop)


def steady(svg: str, name: str) -> str:
    """The picture under names of its own, which are the same however often it is taken."""
    return re.sub(r"terminal-\d+", f"chasm-{name}", svg)


def parsed() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go")
    parser.add_argument("--readme", action="store_true", help="only what the README shows, into docs/pictures/")
    parser.add_argument("--only", default="", help="names of screens, with commas between")
    parser.add_argument("--size", choices=SIZES, help="one size instead of three")
    parser.add_argument("--look", choices=tuple(LOOKS), help="one look instead of four")
    asked = parser.parse_args()
    if asked.folder is None and not asked.readme:
        parser.error("say where the pictures go, or --readme")
    return asked


def wanted(asked: argparse.Namespace) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each size and look, with the screens that are to be taken in it."""
    if asked.readme:
        for size, look in dict.fromkeys((size, look) for _, size, look in FOR_THE_README):
            yield size, look, frozenset(name for name, s, k in FOR_THE_README if (s, k) == (size, look))
        return
    for size in [asked.size] if asked.size else SIZES:
        for look in [asked.look] if asked.look else LOOKS:
            yield size, look, frozenset(name for name in asked.only.split(",") if name)


def main() -> None:
    """Take them, and write each into its file."""
    asked = parsed()
    out = (README_PICTURES if asked.readme else asked.folder).absolute()
    out.mkdir(parents=True, exist_ok=True)
    for size, look, only in wanted(asked):

        def keep(name: str, svg: str, *, size: str = size, look: str = look) -> None:
            path = out / (f"{name}.svg" if asked.readme else f"{name}-{size}-{look}.svg")
            path.write_text(svg, encoding="utf-8")
            print(path)

        for route in ROUTES:
            asyncio.run(walk(route, size, look, only, keep))


if __name__ == "__main__":
    main()
