"""Keys that a player wants otherwise: every command there is, and whether the wishes go together."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from textual.keys import Keys

from chasm_game.errors import nearest
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.tui.commands import Command

__all__ = ["checked", "every_command", "key_told", "keys_told", "place_of"]

_NAMES = {
    "escape": "Esc", "enter": "Enter", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→", "full_stop": ".",
    "comma": ",", "space": "Space", "tab": "Tab", "backspace": "Backspace", "home": "Home", "end": "End",
    "plus": "+", "minus": "-", "slash": "/",
}  # fmt: skip
_PARTS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
_KNOWN = {key.value for key in Keys}
_WORD = re.compile(r"[a-z0-9]|[a-z0-9]+(_[a-z0-9]+)+")
"""A letter, a digit, or the Unicode name of a sign, as Textual calls keys."""
_LOST = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+h": "Backspace", "ctrl+s": "nothing, for terminals keep it"}
"""Keys that never reach the program as themselves, and what they are."""


def every_command() -> dict[str, Command]:
    """Every command that has a key, by its id, in the order of the screens' names."""
    from chasm_game.tui import screens, widgets
    from chasm_game.tui.app import ChasmApp

    found: dict[str, Command] = {}
    for room in (screens, widgets):
        for module in iter_modules(room.__path__, f"{room.__name__}."):
            for each in vars(import_module(module.name)).values():
                if isinstance(each, type) and each.__module__ == module.name:
                    for command in vars(each).get("KEYS", ()):
                        found.setdefault(command.id, command)
    for command in ChasmApp.KEYS:
        found.setdefault(command.id, command)
    return {each.id: each for each in found.values() if each.action}


def place_of(command: str) -> str:
    """Where a command counts: the part of its id before the dot; empty for those that count everywhere."""
    place, dot, _ = command.partition(".")
    return place if dot else ""


def key_told(key: str) -> str:
    """A key as a person calls it: `Ctrl+D`, `PgDn`, `a`."""
    *held, last = key.split("+")
    name = _NAMES.get(last, last.upper() if held or re.fullmatch(r"f\d+", last) else last)
    return "+".join([*(_PARTS.get(each, each) for each in held), name])


def keys_told(keys: str) -> str:
    """Keys with commas between, as a person calls them."""
    return " ".join(key_told(key.strip()) for key in keys.split(","))


def checked(wanted: Mapping[str, str], commands: Mapping[str, Command]) -> tuple[dict[str, str], list[str]]:
    """The wishes that go together, and a sentence for each that does not: that command keeps its usual key."""
    keymap: dict[str, str] = {}
    faults = []
    for command, keys in wanted.items():
        if command not in commands:
            near = nearest(command, commands)
            hint = f" Did you mean {near}?" if near else ""
            faults.append(f"Keys: there is no command {one_line(command, 40)}.{hint}")
        elif fault := _no_key(command, keys):
            faults.append(f"Keys: {command}: {fault}")
        else:
            keymap[command] = ",".join(_normal(key) for key in keys.split(","))
    while clash := next(_clashes(keymap, commands), None):
        mine, other, key = clash
        del keymap[mine]
        faults.append(
            f"Keys: {key_told(key)} cannot be “{commands[mine].name}” too: it is “{commands[other].name}” there."
        )
    return keymap, faults


def _normal(key: str) -> str:
    from textual.keys import _character_to_key

    key = key.strip()
    return _character_to_key(key) if len(key) == 1 else key.lower()


def _no_key(command: str, keys: str) -> str:
    """What is wrong with keys; empty where nothing is."""
    for key in keys.split(","):
        name = _normal(key)
        held, _, last = name.rpartition("+")
        if not name or not (last in _KNOWN or name in _KNOWN or _WORD.fullmatch(last)):
            return f"there is no key “{one_line(key, 20)}”"
        if not set(filter(None, held.split("+"))) <= set(_PARTS):
            return f"there is no key “{one_line(key, 20)}”"
        if name in _LOST:
            return f"in a terminal {key_told(name)} is {_LOST[name]}"
        if command == "quit" and not held and not re.fullmatch(r"f\d+", name):
            return "leaving counts even where one writes, so it needs Ctrl or a function key"
    return ""


def _clashes(keymap: Mapping[str, str], commands: Mapping[str, Command]) -> Iterator[tuple[str, str, str]]:
    """A wish, what it stands in the way of, and the key."""
    for mine, keys in keymap.items():
        for other, command in commands.items():
            together = not place_of(mine) or not place_of(other) or place_of(mine) == place_of(other)
            if other == mine or not together or command.action == commands[mine].action:
                continue
            theirs = keymap.get(other, command.keys).split(",")
            for key in keys.split(","):
                if key in theirs:
                    yield mine, other, key
