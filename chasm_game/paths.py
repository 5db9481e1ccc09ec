"""Where scenarios and saves are found, from the nearest place to the farthest; where settings and logs are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Place", "log_file", "saves_folder", "settings_file", "shipped_story", "story_places"]


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that may hold scenarios, and how a person calls it."""

    name: str
    path: Path


def _user_data() -> Path:
    from platformdirs import user_data_path

    return user_data_path("chasm", appauthor=False)


def story_places(story: Path | None = None) -> tuple[Place, ...]:
    """`--story`, `$CHASM_STORY`, `story/` of the working folder, the user's data folder, the package.

    The first that has a scenario wins; folders that are not there are left out.
    """
    places = []
    if story is not None:
        places.append(Place("--story", story))
    if given := os.environ.get("CHASM_STORY"):
        places.append(Place("$CHASM_STORY", Path(given)))
    places.append(Place("this folder", Path("story")))
    places.append(Place("your data folder", _user_data() / "story"))
    places.append(Place("Chasm", shipped_story()))
    found: dict[Path, Place] = {}
    for place in places:
        if place.path.is_dir():
            found.setdefault(place.path.resolve(), place)
    return tuple(found.values())


def shipped_story() -> Path:
    """The stories that came with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent
    inside = package / "story"
    return inside if inside.is_dir() else package.parent / "story"


def saves_folder(saves: Path | None = None) -> Path:
    """`--saves`, `$CHASM_SAVES`, `saves/` of the working folder if it is there, else the user's data folder."""
    if saves is not None:
        return saves
    if given := os.environ.get("CHASM_SAVES"):
        return Path(given)
    here = Path("saves")
    return here if here.is_dir() else _user_data() / "saves"


def settings_file() -> Path:
    """`$CHASM_CONFIG` (a file, or a folder that holds `settings.json`), else `settings.json` of the config folder."""
    if given := os.environ.get("CHASM_CONFIG"):
        path = Path(given)
        return path if path.suffix == ".json" and not path.is_dir() else path / "settings.json"
    from platformdirs import user_config_path

    return user_config_path("chasm", appauthor=False) / "settings.json"


def log_file() -> Path:
    """`crash.log` of the user's log folder."""
    from platformdirs import user_log_path

    return user_log_path("chasm", appauthor=False) / "crash.log"
