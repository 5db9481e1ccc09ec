"""Keys that a player wants otherwise: every command there is, and whether the wishes go together."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import import_module
from itertools import product
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.keys import KEY_NAME_REPLACEMENTS, KEY_TO_UNICODE_NAME, Keys

from chasm_game.errors import nearest
from chasm_game.text import one_line
from chasm_game.tui.commands import MODIFIERS, bound_command, key_label
from chasm_game.tui.program_keys import PREVIEW_KEYS, PROGRAM_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.tui.commands import Command

__all__ = ["checked", "context_of", "every_command", "every_context"]

_KNOWN = {key.value for key in Keys}
_LOST = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+h": "Backspace", "ctrl+s": "nothing, for terminals keep it"}
"""Keys that never reach the program as themselves, and what they are."""


@cache
def every_context() -> tuple[tuple[Command, ...], ...]:
    """The commands that count together: a screen's, its widgets' (their ids begin alike), and those of the program."""
    own = [PREVIEW_KEYS, *(mine for mine in map(_own, _classes()) if mine)]
    contexts = []
    for mine in own:
        names = {context_of(command.id) for command in mine} - {""}
        others = (c for theirs in own for c in theirs if context_of(c.id) in names)
        contexts.append(tuple({c.id: c for c in (*mine, *others, *PROGRAM_KEYS)}.values()))
    return tuple(contexts)


def _classes() -> Iterator[type]:
    """Every class of every screen and widget, in rooms within rooms too."""
    from chasm_game.tui import screens, widgets

    for room in (screens, widgets):
        for module in walk_packages(room.__path__, f"{room.__name__}."):
            here = import_module(module.name)
            yield from (c for c in vars(here).values() if isinstance(c, type) and c.__module__ == here.__name__)


def _own(cls: type) -> tuple[Command, ...]:
    """The commands that a class declares: by name, and those that it only binds (a digit for each answer)."""
    named = [command for command in vars(cls).get("KEYS", ()) if command.action]
    bound = [bound_command(each) for each in vars(cls).get("BINDINGS", ()) if isinstance(each, Binding) and each.id]
    return tuple({command.id: command for command in (*bound, *named)}.values())


def every_command() -> dict[str, Command]:
    """Every command that has a key, by its id."""
    return {command.id: command for context in every_context() for command in context}


def context_of(command: str) -> str:
    """Where a command counts: the part of its id before the dot; empty for those that count everywhere."""
    context, dot, _ = command.partition(".")
    return context if dot else ""


def checked(wanted: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The wishes that go together, and a sentence for each that does not: that command keeps its usual key."""
    commands = every_command()
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
    # One at a time and from the beginning: without one wish another may be free of its clash.
    while clash := next(_clashes(keymap), None):
        mine, other, key = clash
        del keymap[mine.id]
        faults.append(f"Keys: {key_label(key)} cannot be “{mine.name}” too: it is “{other.name}” there.")
    return keymap, faults


def _normal(key: str) -> str:
    key = key.strip()
    if len(key) != 1:
        return key.lower()
    # Textual names signs in words (`question_mark`), players write them; its own table is the only one that fits.
    (named,) = Binding.make_bindings([Binding(key, "", "")])  # as Textual itself names a sign
    return named.key


def _is_sign(key: str) -> bool:
    """Whether a key is a letter, a digit, or a sign by its Unicode name, as Textual calls keys."""
    if len(key) == 1 or key in KEY_NAME_REPLACEMENTS.values():
        return key.isalnum()
    try:
        return bool(unicodedata.lookup(KEY_TO_UNICODE_NAME.get(key, key.replace("_", " "))))
    except KeyError:
        return False


def _no_key(command: str, keys: str) -> str:
    """What is wrong with keys; empty where nothing is."""
    for key in keys.split(","):
        name = _normal(key)
        held, _, last = name.rpartition("+")
        if not (last in _KNOWN or name in _KNOWN or _is_sign(last)):
            return f"there is no key “{one_line(key, 20)}”"
        if not set(filter(None, held.split("+"))) <= set(MODIFIERS):
            return f"there is no key “{one_line(key, 20)}”"
        if name in _LOST:
            return f"in a terminal {key_label(name)} is {_LOST[name]}"
        # It counts before what a line of text makes of the key: a letter would end the program in the middle of a
        # reason.
        if command == "quit" and not held and not re.fullmatch(r"f\d+", name):
            return "leaving counts even where one writes, so it needs Ctrl or a function key"
    return ""


def _clashes(keymap: Mapping[str, str]) -> Iterator[tuple[Command, Command, str]]:
    """A wish, what it stands in the way of, and the key. Who only wishes for the usual key stands in nobody's way."""
    for context in every_context():
        keys = {command.id: set(keymap.get(command.id, command.keys).split(",")) for command in context}
        # Who asks for the key that a command has anyway must not push out another wish.
        wished = [each for each in context if each.id in keymap and keys[each.id] != set(each.keys.split(","))]
        for mine, other in product(wished, context):
            both = keys[mine.id] & keys[other.id]
            # Two screens may bind one action to two ids; a key that does the same twice is no clash.
            if both and mine.action != other.action:
                yield mine, other, min(both)
