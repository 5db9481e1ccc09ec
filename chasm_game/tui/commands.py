"""One declaration per command: its key, its hint, its palette entry, its row in the help, its id for remapping."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Provider

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.binding import BindingType
    from textual.command import Hits

__all__ = ["Command", "ScreenCommands", "bindings"]


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
        Binding(c.keys, c.action, c.name, show=c.shown, key_display=c.key_name or None, id=c.id, priority=c.priority)
        for c in commands
    ]


class ScreenCommands(Provider):
    """The commands of the screen where one is, in the palette."""

    def _commands(self) -> list[Command]:
        known: Iterable[Command] = getattr(self.screen, "KEYS", ())
        return [c for c in known if self.screen.check_action(c.action, ()) and not c.action.startswith("pick(")]

    async def discover(self) -> Hits:
        """Every command, before anything is typed."""
        for command in self._commands():
            yield DiscoveryHit(command.name, self._run(command), help=command.help)

    async def search(self, query: str) -> Hits:
        """The commands that fit what was typed."""
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(f"{command.name} {command.help}")
            if score > 0:
                yield Hit(score, matcher.highlight(command.name), self._run(command), help=command.help)

    def _run(self, command: Command) -> _Run:
        return _Run(self, command.action)


@dataclass(frozen=True, slots=True)
class _Run:
    """Does a command on the screen from which the palette was opened."""

    provider: Provider
    action: str

    async def __call__(self) -> None:
        screen = self.provider.screen
        await screen.run_action(self.action)
