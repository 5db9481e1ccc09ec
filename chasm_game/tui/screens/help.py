"""Help about the screen where one is: its keys, and the words used there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.glossary import WORDS
from chasm_game.tui.commands import Command, bindings, keys_label
from chasm_game.tui.screens.base import BACK, GLOSSARY, HELP, Dialog
from chasm_game.tui.text import Para, flow, heading, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

__all__ = ["HelpScreen"]

PALETTE = "Ctrl+P"
"""The key of all commands, as it stands beside the others."""


class HelpScreen(Dialog[None]):
    """Closes with Esc, ? or F1."""

    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("help.close", "f1,question_mark,q,enter", "back", "Close", "Close the help.", key_name="?"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    HelpScreen #box { width: 84; height: auto; max-height: 92%; padding: 1 1 1 2; }
    HelpScreen VerticalScroll { height: auto; max-height: 100%; padding: 0 1 0 0; }
    """

    def __init__(self, title: str, commands: Sequence[Command], words: Sequence[str]) -> None:
        super().__init__()
        self._title, self._commands, self._words = title, tuple(commands), tuple(words)

    def body(self) -> ComposeResult:
        """Keys, then words."""
        with VerticalScroll(id="help"):
            yield Static(flow(self._paras()), markup=False)

    def on_mount(self) -> None:
        """Arrows scroll."""
        self.query_one("#help").focus()

    def _paras(self) -> list[Para]:
        paras = [Para(text(self._title))]
        paras.append(heading("Keys"))
        # A screen may have either under its own name already: each stands once.
        commands = dict.fromkeys((*self._commands, HELP, GLOSSARY))
        keyed = [(c, self._keys(c)) for c in commands]
        width = max(len(keys) for keys in (PALETTE, *(keys for _, keys in keyed))) + 2
        paras += [Para(Content(c.help), Content.styled(keys.ljust(width), "bold")) for c, keys in keyed]
        palette = Content.styled(PALETTE.ljust(width), "bold")
        paras.append(
            Para(Content("All commands, themes and settings. The mouse works everywhere; Tab moves on."), palette)
        )
        if self._words:
            paras.append(heading("Words"))
            paras += [Para(Content(WORDS[w]), Content.styled(w.ljust(13), "bold")) for w in self._words]
        return paras

    def _keys(self, command: Command) -> str:
        """The keys as they are now; a player may have others than the usual ones."""
        other = getattr(self.app, "keymap", {}).get(command.id)
        return command.key_name if not command.action else keys_label(other or command.keys)
