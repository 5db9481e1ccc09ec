"""Pictures of every screen: a fixed game, driven by keys through the real program, painted as SVG.

    python docs/pictures.py FOLDER            every screen at three sizes in four looks
    python docs/pictures.py FOLDER --only round,ledger --size 80x24 --look dark
    python docs/pictures.py --readme          the few that the README shows, into docs/pictures/

A screen is one line in `ROUTE`: its name, the keys that lead there from the one before, and the class that must be
on top when they have been pressed.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from chasm_game.session.backstage import LocalBackstage
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.themes import CONTRAST, DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

SIZES = ("80x24", "100x30", "140x45")
LOOKS = {"dark": DARK.name, "light": LIGHT.name, "contrast": CONTRAST.name, "no-color": ""}
"""What a look is called, and its theme; without one the environment says NO_COLOR."""
FOR_THE_README = (
    ("round", "100x30", "dark"),
    ("asked", "100x30", "light"),
    ("consequences-asked", "100x30", "dark"),
    ("ledger", "100x30", "contrast"),
)
README_PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True)
class Stop:
    """A screen on the way."""

    name: str
    """Of the picture; empty for a stop that is only passed."""
    keys: str
    """What is pressed to come here, with spaces between."""
    screen: str
    """The class of the screen that must be there."""


ROUTE = (
    Stop("title", "", "TitleScreen"),
    Stop("library", "n", "LibraryScreen"),
    Stop("begin", "enter", "BeginScreen"),
    Stop("beliefs-empty", "enter", "BeliefsScreen"),
    Stop("beliefs", "4 0 down 2 5 down 1 0 down 5 down 2 0", "BeliefsScreen"),
    Stop("round", "enter", "RoundScreen"),
    Stop("answer", "down down", "RoundScreen"),
    Stop("confirm", "enter", "ConfirmScreen"),
    Stop("confirm-filled", "down down enter right right enter t h e y space w i l l space w a i t", "ConfirmScreen"),
    Stop("consequences", "f2", "ConsequencesScreen"),
    Stop("consequences-end", "pagedown pagedown", "ConsequencesScreen"),
    Stop("round-2", "enter", "RoundScreen"),
    Stop("ask", "a", "AskScreen"),
    Stop("asked", "enter", "RoundScreen"),
    Stop("asked-answer", "down", "RoundScreen"),
    Stop("", "2 down enter enter enter enter", "ConsequencesScreen"),
    Stop("consequences-asked", "", "ConsequencesScreen"),
    Stop("ledger", "l", "LedgerScreen"),
    Stop("help", "f1", "HelpScreen"),
)


async def until(pilot: Pilot[Any], screen: str) -> None:
    """Wait for a screen by the name of its class."""
    for _ in range(600):
        await pilot.pause()
        if type(pilot.app.screen).__name__ == screen and pilot.app.screen.is_mounted:
            await pilot.pause()
            return
        await pilot.pause(0.01)
    raise SystemExit(f"expected {screen}, on {type(pilot.app.screen).__name__}")


async def walk(size: str, look: str, only: frozenset[str]) -> list[tuple[str, str]]:
    """One game through the whole route; pairs of a screen's name and its picture."""
    os.environ.pop("NO_COLOR", None)
    if not LOOKS[look]:
        os.environ["NO_COLOR"] = "1"
    width, height = (int(part) for part in size.split("x"))
    taken: list[tuple[str, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        app = ChasmApp(backstage=LocalBackstage(saves_at=Path(folder)))
        app.CALM = 0.0  # type: ignore[misc]
        async with app.run_test(size=(width, height)) as pilot:
            if LOOKS[look]:
                app.theme = LOOKS[look]
            for stop in ROUTE:
                for key in stop.keys.split():
                    await pilot.press(key)
                await until(pilot, stop.screen)
                if stop.name and (not only or stop.name in only):
                    taken.append((stop.name, steady(app.export_screenshot(title=""), f"{stop.name}-{size}-{look}")))
                if only and only <= {name for name, _ in taken}:
                    break
    return taken


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
    folder = README_PICTURES if asked.readme else asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    for size, look, only in wanted(asked):
        for name, svg in asyncio.run(walk(size, look, only)):
            path = folder / (f"{name}.svg" if asked.readme else f"{name}-{size}-{look}.svg")
            path.write_text(svg, encoding="utf-8")
            print(path)


if __name__ == "__main__":
    main()
