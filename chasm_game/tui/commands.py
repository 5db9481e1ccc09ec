"""One declaration per command: its key, its hint, its palette entry, its row in the help, its id for remapping.

And what a person calls a key.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Provider

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.binding import BindingType
    from textual.command import Hits
    from textual.widget import Widget

__all__ = ["MODIFIERS", "Command", "ScreenCommands", "bindings", "bound_command", "key_label", "keys_label"]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a player can do on a screen."""

    id: str
    """Unique over the whole program; a keymap names it."""
    keys: str
    """Keys, with commas between."""
    action: str
    name: str
    """Short, for the footer."""
    help: str
    """One line, for the help and the palette."""
    shown: bool = True
    """Whether the footer has it."""
    key_name: str = ""
    """How the help and the footer call the keys, where the plain name is unclear."""
    priority: bool = False
    """Whether it comes before what the focused widget makes of the key."""


def bindings(commands: Iterable[Command]) -> list[BindingType]:
    """The key bindings of commands, each with its id."""
    return [
        Binding(c.keys, c.action, c.name, c.shown, c.key_name or None, c.priority, tooltip=c.help, id=c.id)
        for c in commands
    ]


def bound_command(binding: Binding) -> Command:
    """The command that a binding of `bindings` was made of."""
    b = binding
    return Command(
        b.id or "", b.key, b.action, b.description, b.tooltip, b.show, b.key_display or "", priority=b.priority
    )


class ScreenCommands(Provider):
    """The commands of the screen where one is, in the palette."""

    def _commands(self) -> Iterator[tuple[Widget, Command]]:
        """What can be done now, and on what: first with the part that has the focus, then with the screen."""
        for node in (self.screen.focused, self.screen):
            known: Iterable[Command] = getattr(node, "KEYS", ())
            for command in known:
                # The question is asked as for a key: what can do nothing now is not offered; and nine digits would be
                # nine rows.
                name, _, _ = command.action.partition("(")
                if node is not None and name not in {"", "pick"} and node.check_action(name, ()):
                    yield node, command

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for node, command in self._commands():
            yield DiscoveryHit(command.name, _Run(node, command.action), help=self._help_line(command))

    async def search(self, query: str) -> Hits:
        """The commands that fit what was typed."""
        matcher = self.matcher(query)
        for node, command in self._commands():
            score = matcher.match(f"{command.name} {command.help}")
            if score > 0:
                run = _Run(node, command.action)
                yield Hit(score, matcher.highlight(command.name), run, help=self._help_line(command))

    def _help_line(self, command: Command) -> str:
        """What it does, and its keys as they are now."""
        other = getattr(self.app, "keymap", {}).get(command.id)
        return f"{command.help}  ({keys_label(other or command.keys)})"


@dataclass(frozen=True, slots=True)
class _Run:
    """Does a command where the palette was opened."""

    node: Widget
    action: str

    async def __call__(self) -> None:
        # On the node of before: by now the palette has the focus.
        await self.node.run_action(self.action)


_NAMES = {
    "escape": "Esc", "enter": "Enter", "question_mark": "?", "left_square_bracket": "[", "right_square_bracket": "]",
    "pageup": "PgUp", "pagedown": "PgDn", "up": "↑", "down": "↓", "left": "←", "right": "→", "full_stop": ".",
    "comma": ",", "space": "Space", "tab": "Tab", "backspace": "Backspace", "home": "Home", "end": "End",
    "delete": "Del", "plus": "+", "minus": "-", "slash": "/", "equals_sign": "=",
}  # fmt: skip
MODIFIERS = {"ctrl": "Ctrl", "shift": "Shift", "alt": "Alt", "super": "Super"}
"""Keys that are held, and what they are called."""


def key_label(key: str) -> str:
    """A key as a person calls it: `Ctrl+D`, `PgDn`, `a`."""
    *held, last = key.split("+")
    # A letter alone is told as it is typed; with Ctrl held every terminal and every manual writes it large.
    name = _NAMES.get(last, last.upper() if held or re.fullmatch(r"f\d+", last) else last)
    return "+".join([*(MODIFIERS.get(each, each) for each in held), name])


def keys_label(keys: str) -> str:
    """Keys with commas between, as a person calls them."""
    return " ".join(key_label(key.strip()) for key in keys.split(","))
