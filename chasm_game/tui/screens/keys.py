"""Other keys for any command: Enter and a key, Backspace for the usual one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.tui.commands import Command, bindings, keys_label
from chasm_game.tui.keymap import checked, context_of, every_command
from chasm_game.tui.screens.base import BACK, HELP, Dialog, Page, TopBar
from chasm_game.tui.text import ACCENT, MUTED, Drawn, Para, columns, flow, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

__all__ = ["KeysScreen", "PressScreen"]

CONTEXTS = {
    "": "Everywhere", "after": "Consequences", "last": "Last round", "beliefs": "Belief sheet",
    "guide": "Explanations",
}  # fmt: skip
"""Those that are not called what their commands' ids begin with."""


class PressScreen(Dialog[str]):
    """The next key is the answer; Esc leaves it as it was."""

    TITLE_WORDS = "Press the key that you want."
    KEYS: ClassVar[tuple[Command, ...]] = (BACK,)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "PressScreen #box { width: 56; } PressScreen Static { height: auto; }"

    def __init__(self, command: Command) -> None:
        super().__init__()
        self._command = command

    def body(self) -> ComposeResult:
        """Which command waits for a key."""
        paras = [
            Para(line(self._command.name, "bold")),
            Para(line(self._command.help, MUTED)),
            Para(Content("Press the key that you want. Esc leaves it as it is."), gap=1),
        ]
        yield Static(flow(paras), markup=False)

    def on_key(self, event: events.Key) -> None:
        """That is it."""
        if event.key != "escape":
            event.stop()
            # Whatever the key means elsewhere, here it is an answer; Esc alone keeps its meaning.
            event.prevent_default()
            self.close(event.key)


class KeysScreen(Page):
    """Every command of the program, by where it counts."""

    TITLE_WORDS = (
        "The keys. Enter, then the key that you want: it takes the place of the usual ones. Backspace brings the usual "
        "ones back. Two commands of one place cannot have the same key."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("keys.change", "enter", "change", "Change", "Give the highlighted command a key.", priority=True),
        Command("keys.usual", "backspace,delete", "usual", "As usual", "Bring its usual keys back."),
        Command("keys.all-usual", "ctrl+r", "all_usual", "All as usual", "Bring all usual keys back."),
        HELP,
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "KeysScreen #shelf { height: 1fr; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._commands = every_command()

    def body(self) -> ComposeResult:
        """A long list."""
        yield TopBar("Keys")
        yield Menu(id="shelf", markup=False)

    def on_mount(self) -> None:
        """Every command with its keys."""
        self._fill()
        menu = self.query_one("#shelf", Menu)
        menu.highlighted = 1  # the first entry is a heading, which cannot be chosen
        menu.focus()

    def _fill(self) -> None:
        menu = self.query_one("#shelf", Menu)
        at = menu.highlighted
        options: list[Option] = []
        for context in sorted({context_of(each) for each in self._commands}):
            options.append(Option(_heading(context), disabled=True))
            mine = [each for each in self._commands.values() if context_of(each.id) == context]
            options += [Option(_command(each, self.chasm.keymap.get(each.id)), id=each.id) for each in mine]
        menu.set_options(options)
        menu.highlighted = at

    def _highlighted(self) -> Command | None:
        menu = self.query_one("#shelf", Menu)
        at = None if menu.highlighted is None else menu.get_option_at_index(menu.highlighted).id
        return self._commands.get(at or "")

    def action_change(self) -> None:
        """Wait for a key."""
        self.query_one("#shelf", Menu).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        command = self._commands[event.option_id or ""]
        self.app.push_screen(PressScreen(command), lambda key: self._take(command, key))

    def _take(self, command: Command, key: str | None) -> None:
        if key is None:
            return
        wanted = {**self.chasm.settings.keys, command.id: key}
        keymap, faults = checked(wanted)
        # Checking took the wish out: it clashes, or is no key. The last fault is about it.
        if keymap.get(command.id) is None:
            self.chasm.say(faults[-1], severity="warning")
        else:
            self._keep(wanted)

    def action_usual(self) -> None:
        """The usual keys of the highlighted command."""
        command = self._highlighted()
        if command is not None:
            self._keep({k: v for k, v in self.chasm.settings.keys.items() if k != command.id})

    def action_all_usual(self) -> None:
        """All usual keys."""
        self._keep({})

    def _keep(self, keys: dict[str, str]) -> None:
        self.chasm.keep(keys=keys)
        self.chasm.take_keys()
        self._fill()

    def action_back(self) -> None:
        """To the settings."""
        self.app.pop_screen()


def _heading(context: str) -> Drawn:
    name = line(CONTEXTS.get(context, context[:1].upper() + context[1:]), f"bold {ACCENT}")
    return Drawn(lambda width: [Content(""), name.truncate(width, ellipsis=True)])


def _command(command: Command, other: str | None) -> Drawn:
    keys = line(keys_label(other or command.keys), f"bold {ACCENT}" if other else "bold")
    usual = line(f"usually {keys_label(command.keys)}", MUTED) if other else Content("")
    about = Content.assemble(line(command.help), "  " if other else "", usual)
    return Drawn(
        lambda width: [columns([(Content(""), 1), (keys, 16), (line(command.name), 14), (about, max(width - 35, 0))])]
    )
