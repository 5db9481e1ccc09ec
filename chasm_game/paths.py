"""Where scenarios and saves are found, from the nearest place to the farthest; where settings and logs are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from chasm_game.errors import ChasmError
from chasm_game.file_facts import expanded

__all__ = [
    "Place",
    "log_file",
    "saves_folder",
    "seats_folder",
    "settings_file",
    "shipped_story",
    "story_places",
    "usual_saves",
]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that may hold scenarios, and how a person calls it."""

    name: str
    path: Path


def _of_user(kind: str) -> Path | None:
    """The user's folder for `data`, `config`, `state` or `log`; None where nobody can tell.

    A number for a user that has no home is usual in a container: then there is one place less.
    """
    import platformdirs

    try:
        path: Path = getattr(platformdirs, f"user_{kind}_path")("chasm", appauthor=False)
    except (OSError, RuntimeError, KeyError):
        return None
    return path if path.is_absolute() else None  # `~` stays where no home is known


def story_places(story: Path | None = None) -> tuple[Place, ...]:
    """`--story`, `$CHASM_STORY`, `story/` of the working folder, the user's data folder, the package.

    The first that has a scenario wins; folders that are not there, or may not be looked into, are left out.
    """
    data = _of_user("data")
    places = {
        "--story": story,
        "$CHASM_STORY": _given("CHASM_STORY"),
        "this folder": Path("story"),
        "your data folder": data and data / "story",
        "Chasm": shipped_story(),
    }
    found: dict[Path, Place] = {}
    for name, path in places.items():
        if path is not None and _is_folder(path):
            found.setdefault(Path(os.path.realpath(path)), Place(name, path))
    return tuple(found.values())


def shipped_story() -> Path:
    """The stories that came with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "story"
    return inside if inside.is_dir() else package.parent / "story"


def usual_saves(saves: Path | None = None) -> Path | None:
    """`--saves`, `$CHASM_SAVES`, `saves/` of the working folder if it is there, else the user's data folder.

    None where none of them can be told.
    """
    if (given := saves or _given("CHASM_SAVES")) is not None:
        return given
    here = Path("saves")
    if _is_folder(here):
        return here
    data = _of_user("data")
    return data and data / "saves"


def saves_folder(saves: Path | None = None) -> Path:
    """The same, for somebody who needs it. Raises `ChasmError` where it cannot be told."""
    found = usual_saves(saves)
    if found is None:
        raise ChasmError("no home is known, so saves have no usual folder: name one with --saves or $CHASM_SAVES")
    return found


def settings_file() -> Path | None:
    """`$CHASM_CONFIG` (a file, or a folder that holds `settings.json`), else `settings.json` of the config folder.

    None where neither can be told: settings last as long as the program then.
    """
    path = _given("CHASM_CONFIG")
    if path is not None:
        return path if path.suffix == ".json" and not path.is_dir() else path / "settings.json"
    config = _of_user("config")
    return config and config / "settings.json"


def log_file() -> Path | None:
    """`crash.log` of the user's log folder; None where that cannot be told."""
    log = _of_user("log")
    return log and log / "crash.log"


def seats_folder() -> Path | None:
    """`seats` of the user's state folder, for what brings a terminal back to its seat; None where nobody can tell."""
    state = _of_user("state")
    return state and state / "seats"


def _given(variable: str) -> Path | None:
    """What a variable names; empty is as good as not set."""
    given = os.environ.get(variable)
    return expanded(given) if given else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and os.access(path, os.R_OK | os.X_OK)
    except OSError:  # a folder above it may not be entered
        return False
