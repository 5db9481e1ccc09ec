"""A player's settings: one small file, read once, written as a whole; a broken one is set aside and stops nothing."""

from __future__ import annotations

import contextlib
import json
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

from chasm_game.errors import ChasmError
from chasm_game.files import write_whole
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = ["LONGEST_NAME", "Keeper", "Labels", "Motion", "Settings"]

Motion = Literal["full", "reduced", "none"]
"""How much moves on the screen: everything, only what shows a change, nothing."""
Labels = Literal["scenario", "debrief"]
"""When the labels old and new are shown: as the scenario says, or not before the debrief."""

LONGEST_NAME = 60
LARGEST = 65_536
"""Bytes of a settings file that are read."""
MOST = 500
"""Entries of `keys` and of `seen` that are kept."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a player has set. The defaults are what somebody gets who never opened the settings."""

    name: str = ""
    """Who plays; stands for the team where there is none."""
    team: str = ""
    """The team that new games are played under."""
    theme: str = ""
    """The name of a theme; empty for the usual one."""
    motion: Motion = "full"
    labels: Labels = "scenario"
    confirm: bool = True
    """Whether a choice asks once more, with a prediction, before it counts."""
    bell: bool = True
    """Whether a time that is up, and a letter that is refused, are heard in a room: the terminal's own bell."""
    roles: bool = True
    """Whether new rooms name in each round who speaks for a team and who dissents."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys by the id of a command, with commas between: `{"round.ask": "z"}`."""
    seen: tuple[str, ...] = ()
    """What was explained already: `tutorial` once it was offered, then the ids of hints."""

    @property
    def played_by(self) -> str:
        """The name that new games get: the team's, else the player's own."""
        return self.team or self.name


class Keeper:
    """The settings in force, and the file that keeps them; without a file they last as long as the program."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.settings, self.complaint = Settings(), ""
        self._known: bytes | None = None
        """What is in the file, as far as this program knows; None where there is none."""
        if path is not None:
            self._read(path)

    @property
    def path(self) -> Path | None:
        """The file."""
        return self._path

    def change(self, **values: object) -> None:
        """Set these values at once and keep them. Raises `ChasmError` where they cannot be kept; they are in force.

        What another window or a hand has written into the file meanwhile is in force then too, and stays.
        """
        changed = replace(self.settings, **values)  # type: ignore[arg-type]
        if changed != self.settings:
            base = self._written_meanwhile()
            if base is not None:
                new = [each for each in changed.seen if each not in self.settings.seen]
                if set(self.settings.seen) <= set(changed.seen):
                    values["seen"] = (*base.seen, *(each for each in new if each not in base.seen))
                changed = replace(base, **values)  # type: ignore[arg-type]
            self.settings = changed
            self._write()

    def _written_meanwhile(self) -> Settings | None:
        """What somebody else has written since it was read; None where nobody has, or nothing can be made of it."""
        if self._path is None:
            return None
        try:
            with self._path.open("rb") as file:
                found = file.read(LARGEST + 1)
            if found == self._known:
                return None
            settings, faults = _settings(found)
        except OSError:
            return None
        except (ValueError, RecursionError):
            settings, faults = None, ["broken"]
        if faults:
            with contextlib.suppress(OSError):
                self._path.replace(_aside(self._path))
        return settings

    def _read(self, path: Path) -> None:
        try:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            return
        except OSError as error:
            self.complaint = f"the settings in {path} cannot be read: {error.strerror or error}"
            return
        self._known = content
        try:
            self.settings, faults = _settings(content)
        except (ValueError, RecursionError) as error:  # what is no JSON, no UTF-8, or no object
            faults = [one_line(str(error), 100) or "nested too deeply"]
        if faults:
            self._set_aside(path, faults)

    def _set_aside(self, path: Path, faults: list[str]) -> None:
        """Name what is wrong, keep the file under another name, and go on with what was right."""
        aside = _aside(path)
        self.complaint = f"the settings in {path} are broken ({'; '.join(faults[:3])})"
        try:
            path.replace(aside)
            if self.settings != Settings():
                self._write()
        except (OSError, ChasmError):
            self.complaint += "; they could not be set aside"
        else:
            self.complaint += f": kept as {aside.name}, and what was wrong is as usual again"

    def _write(self) -> None:
        path = self._path
        if path is None:
            return
        # Only what is not as usual: a later version may have another usual, which everybody else then gets.
        changed = {name: value for name, value in asdict(self.settings).items() if value != _USUAL[name]}
        content = (json.dumps(changed, indent=2, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        try:
            write_whole(path, content, parents=True)
        except ChasmError as error:
            raise ChasmError(f"the settings cannot be kept in {path}: {error}") from error
        self._known = content


_USUAL = asdict(Settings())


def _aside(path: Path) -> Path:
    """Where a file goes that cannot be used."""
    return path.with_name(f"{path.stem}.broken{path.suffix}")


def _settings(source: bytes) -> tuple[Settings, list[str]]:
    """The settings that a file names, and what is wrong with it. Raises `ValueError` where it is no JSON object."""
    if len(source) > LARGEST:
        raise ValueError(f"larger than {LARGEST:,} bytes")
    given = json.loads(source)
    if not isinstance(given, dict):
        raise ValueError("it has to be an object, { … }")  # noqa: TRY004  (one kind of fault for the caller)
    right: dict[str, Any] = {}
    faults = [f"there is no setting {one_line(name, 30)}" for name in given if name not in _READ]
    for name, read in _READ.items():
        if name in given:
            try:
                right[name] = read(given[name])
            except ValueError as error:
                faults.append(f"{name}: {error}")
    return Settings(**right), faults


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("has to be a text")  # noqa: TRY004
    return one_line(value)[:LONGEST_NAME]


def _one_of(*allowed: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in allowed:
            raise ValueError(f"has to be {', '.join(allowed[:-1])} or {allowed[-1]}")
        return str(value)

    return read


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("has to be true or false")  # noqa: TRY004
    return value


def _keys(value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise ValueError("has to be an object of command ids and keys")
    return {one_line(k, LONGEST_NAME): one_line(v, LONGEST_NAME) for k, v in list(value.items())[:MOST]}


def _names(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise ValueError("has to be a list of texts")
    return tuple(dict.fromkeys(one_line(v, LONGEST_NAME) for v in value[:MOST]))


_READ: dict[str, Callable[[object], Any]] = {
    "name": _text,
    "team": _text,
    "theme": _text,
    "motion": _one_of(*get_args(Motion)),
    "labels": _one_of(*get_args(Labels)),
    "confirm": _yes_or_no,
    "bell": _yes_or_no,
    "roles": _yes_or_no,
    "keys": _keys,
    "seen": _names,
}
