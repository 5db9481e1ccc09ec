"""The ways through the program on which `pictures.py` takes every screen. A screen is one line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.compare.compare import compare
from chasm_game.scenario.library import Library
from chasm_game.session.catalog import LocalBackstage
from chasm_game.session.preview.preview import Preview
from chasm_game.session.room.listing import RoomDoor
from chasm_game.settings import Keeper
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.compare_app import CompareApp
from chasm_game.tui.preview_app import PreviewApp
from chasm_game.tui.room_app import RoomApp

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.tui.shell import Shell

__all__ = ["ROUTES", "Route", "Stop"]

HERE = Path(__file__).absolute().parent
STORY = HERE.parent / "story"
SAMPLES = HERE.parent / "saves" / "samples"


@dataclass(frozen=True)
class Stop:
    """A screen on the way."""

    name: str
    """Of the picture; empty for a stop that is only passed."""
    keys: str
    """What is pressed to come here, with spaces between; `=Two_words` is typed letter by letter."""
    screen: str
    """The class of the screen that must be there."""
    size: tuple[int, int] | None = None
    """The size that the terminal is given before the picture; None leaves it as it was asked for."""


@dataclass(frozen=True)
class Route:
    """A program, begun over an empty folder, and the stops in it."""

    app: Callable[[Path], Shell]
    stops: tuple[Stop, ...]


def _game(folder: Path) -> Shell:
    return ChasmApp(backstage=LocalBackstage(saves_at=folder))


def _first_start(folder: Path) -> Shell:
    return ChasmApp(backstage=LocalBackstage(saves_at=folder), keeper=Keeper(folder / "settings.json"))


def _preview(folder: Path) -> Shell:
    file = folder / "tutorial.yaml"
    file.write_text((STORY / "tutorial.yaml").read_text("utf-8"), encoding="utf-8")
    return PreviewApp(Preview(file))


def _faulty(folder: Path) -> Shell:
    text = (STORY / "tutorial.yaml").read_text("utf-8")
    file = folder / "tutorial.yaml"
    file.write_text(text.replace("trust:", "turst:", 1), encoding="utf-8")
    return PreviewApp(Preview(file))


def _compared(folder: Path) -> Shell:  # noqa: ARG001  (it reads the samples and writes nothing)
    return CompareApp(compare([SAMPLES], Library(STORY)).view)


def _room(folder: Path) -> Shell:
    door = RoomDoor(folder, Library(STORY).find("broken-guitar"))
    return RoomApp(door, door.entered())


GAME = (
    Stop("title", "", "TitleScreen"),
    Stop("settings", "o", "SettingsScreen"),
    Stop("keys", "up up enter", "KeysScreen"),
    Stop("", "escape", "SettingsScreen"),
    Stop("library", "escape n", "LibraryScreen"),
    Stop("begin", "down enter", "BeginScreen"),
    Stop("story", "enter", "BeliefsScreen"),
    Stop("beliefs-empty", "enter", "BeliefsScreen"),
    Stop("beliefs", "4 0 down 2 5 down 1 0 down 5 down 2 0", "BeliefsScreen"),
    Stop("beliefs-how", "enter 3 down 7 down 4 down 6", "BeliefsScreen"),
    Stop("round", "enter", "RoundScreen"),
    Stop("answer", "down down", "RoundScreen"),
    Stop("confirm", "enter", "ConfirmScreen"),
    Stop("confirm-filled", "down down enter right right enter =they_will_wait", "ConfirmScreen"),
    Stop("consequences", "f2", "ConsequencesScreen"),
    Stop("consequences-end", "pagedown pagedown", "ConsequencesScreen"),
    Stop("round-2", "enter", "RoundScreen"),
    Stop("last-round", "l", "LastRoundScreen"),
    Stop("ask", "escape a", "AskScreen"),
    Stop("asked", "enter", "RoundScreen"),
    Stop("asked-answer", "down", "RoundScreen"),
    Stop("", "2 2 down enter enter enter enter", "ConsequencesScreen"),
    Stop("consequences-asked", "", "ConsequencesScreen"),
    Stop("ledger", "l down down down", "LedgerScreen"),
    Stop("help", "f1", "HelpScreen"),
    Stop("glossary", "escape g", "GlossaryScreen"),
    Stop("", "escape escape enter", "RoundScreen"),
    Stop("", "1 1 f2", "ConsequencesScreen"),
    Stop("", "enter", "RoundScreen"),
    Stop("", "1 1 f2", "ConsequencesScreen"),
    Stop("", "enter", "RoundScreen"),
    Stop("", "2 2 f2", "ConsequencesScreen"),
    Stop("", "enter", "RoundScreen"),
    Stop("", "1 1 f2", "ConsequencesScreen"),
    Stop("silent", "enter", "SilentScreen"),
    Stop("silent-end", "escape", "SilentScreen"),
    Stop("beliefs-after", "enter", "BeliefsScreen"),
    Stop("walk-1", "s", "DebriefScreen"),
    Stop("walk-2", "right", "DebriefScreen"),
    Stop("walk-3", "right", "DebriefScreen"),
    Stop("walk-4", "right", "DebriefScreen"),
    Stop("walk-5", "right", "DebriefScreen"),
    Stop("walk-6", "right", "DebriefScreen"),
    Stop("walk-7", "right", "DebriefScreen"),
    Stop("walk-8", "right", "DebriefScreen"),
    Stop("walk-9", "right", "DebriefScreen"),
    Stop("walk-10", "right", "DebriefScreen"),
    Stop("contents", "c", "ContentsScreen"),
    Stop("export", "escape e", "ExportScreen"),
    Stop("details-1", "escape a", "DetailsScreen"),
    Stop("details-2", "2", "DetailsScreen"),
    Stop("details-3", "3", "DetailsScreen"),
    Stop("details-4", "4", "DetailsScreen"),
    Stop("details-5", "5", "DetailsScreen"),
    Stop("saves", "escape escape s", "SavesScreen"),
    Stop("name-game", "n", "TextLineScreen"),
    Stop("named", "=The_one_with_the_song enter", "SavesScreen"),
    Stop("delete-game", "d", "DeleteScreen"),
)
FIRST = (
    Stop("first-start", "", "TitleScreen"),
    Stop("explained-beliefs", "enter", "BeliefsScreen"),
    Stop("explained-round", "s", "RoundScreen"),
    Stop("explained-dashboard", "x", "RoundScreen"),
    Stop("explained-confirm", "1 1 down", "ConfirmScreen"),
    Stop("explained-consequences", "f2", "ConsequencesScreen"),
    Stop("too-small", "", "ConsequencesScreen", (50, 16)),
)
COMPARED = (
    Stop("compare-choices", "", "CompareScreen"),
    Stop("compare-reasons", "2", "CompareScreen"),
    Stop("compare-course", "3", "CompareScreen"),
    Stop("compare-ranking", "4", "CompareScreen"),
    Stop("compare-room", "5", "CompareScreen"),
    Stop("compare-files", "6", "CompareScreen"),
)
PREVIEWED = (
    Stop("preview-round", "", "RoundScreen"),
    Stop("preview-numbers", "f7", "RoundScreen"),
    Stop("preview-jump", "f6", "JumpScreen"),
    Stop("preview-jump-numbers", "tab end", "JumpScreen"),
    Stop("preview-file", "escape f8", "PreviewFileScreen"),
)
FAULTY = (Stop("preview-faulty", "", "PreviewFileScreen"),)
IN_A_ROOM = (
    Stop("room-empty", "", "RoomTeamsScreen"),
    Stop(
        "room-names",
        "=Accounts enter =North_Side enter =The_Back_Row enter =Early_Shift enter =Table_Two enter "
        "=Ada,_Ben_and_Mila enter =Depot enter =Night_Desk enter =Window_Seats enter =Späti enter",
        "RoomTeamsScreen",
    ),
    Stop("room-sure", "f2", "SureScreen"),
    Stop("room-sheets", "enter =40_30_10_10_10 enter", "RoomSheetsScreen"),
    Stop("room-sheets-sure", "f2", "SureScreen"),
    Stop("room-story", "right enter", "RoomRoundScreen"),
    Stop("room-feed", "enter", "RoomRoundScreen"),
    Stop("room-answers", "enter", "RoomRoundScreen"),
    Stop("room-letters", "enter a b b a c a b", "RoomRoundScreen"),
    Stop("room-letters-seen", "v", "RoomRoundScreen"),
    Stop("room-predict", "up p", "EntryScreen"),
    Stop("room-reveal-sure", "escape c a b enter", "SureScreen"),
    Stop("room-reveal", "right enter", "RoomRevealScreen"),
    Stop("room-team", "enter", "RoomRevealScreen"),
    Stop("room-all", "w", "RoomRevealScreen"),
    *(
        stop
        for _ in range(5)
        for stop in (
            Stop("", "n", "RoomRoundScreen"),
            Stop("", "enter enter enter enter left enter w", "RoomRevealScreen"),
        )
    ),
    Stop("room-sheets-after", "n", "RoomSheetsScreen"),
    Stop("room-end-sure", "f2", "SureScreen"),
    Stop("room-end", "right enter", "RoomEndScreen"),
    Stop("room-scores-sure", "s", "SureScreen"),
    Stop("room-scores", "left enter", "RoomEndScreen"),
)
ROUTES = (
    Route(_game, GAME),
    Route(_first_start, FIRST),
    Route(_compared, COMPARED),
    Route(_preview, PREVIEWED),
    Route(_faulty, FAULTY),
    Route(_room, IN_A_ROOM),
)
