"""The settings: each on a row, with what it is for; every change counts at once and is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.grammar import plural
from chasm_game.tui.base_app import forced_motion
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Page, TopBar
from chasm_game.tui.screens.text_line import TextLineScreen
from chasm_game.tui.text import ACCENT, MUTED, Drawn, columns, fitted, line, text
from chasm_game.tui.themes import OURS
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.settings import Settings

__all__ = ["SettingsScreen"]

MOTIONS = {"full": "full", "reduced": "reduced: only what shows a change", "none": "none"}
LABELS = {"scenario": "as the story wants it", "debrief": "not before the debrief"}
ROLES = {True: "on: a speaker and a dissenter, by seats", False: "off: a team speaks as it likes"}
BELL = {True: "on: the terminal's bell", False: "off: it is only written"}
CONFIRM = {True: "on: a prediction first, then Decide", False: "off: a choice counts at once"}


@dataclass(frozen=True, slots=True)
class _Row:
    """A setting on the screen."""

    id: str
    name: str
    about: str


ROWS = (
    _Row("name", "Your name", "Stands for the team where there is none."),
    _Row("team", "Team", "New games are played under it."),
    _Row("theme", "Theme", "Enter shows all of them; ← → go through ours."),
    _Row("motion", "Motion", "How much moves on the screen."),
    _Row("labels", "Labels", "When you see which answers are old and which new."),
    _Row("confirm", "Confirm step", "Off: no prediction, no reason, less to look back on."),
    _Row("roles", "Roles in rooms", "Each round names who speaks for a team, and who dissents."),
    _Row("bell", "Bell in rooms", "Whether a time that is up, and a refused letter, are heard."),
    _Row("keys", "Keys", "Other keys for any command."),
    _Row("seen", "Explanations", "The short ones of a first game, once more."),
)


class SettingsScreen(Page):
    """Enter changes a row; left and right go through what it can be."""

    TITLE_WORDS = (
        "The settings. Every change counts at once and is kept in the file that stands below. What is asked for at the "
        "start (--team, NO_COLOR, TEXTUAL_ANIMATIONS) wins over it."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("settings.change", "enter,space", "change", "Change", "Change the highlighted setting.", priority=True),
        Command("settings.next", "right", "turn(1)", "Next", "The next value.", key_name="→", priority=True),
        Command("settings.before", "left", "turn(-1)", "Before", "The value before.", key_name="←", priority=True),
        HELP,
        BACK,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    SettingsScreen { #shelf { height: auto; max-height: 1fr; padding: 1 1 0 1; }
        #note { height: auto; padding: 1 2 0 2; color: $chasm-muted; } }
    SettingsScreen.-short #shelf { padding: 0 1; }
    """

    def body(self) -> ComposeResult:
        """A row a setting."""
        yield TopBar("Settings")
        yield Menu(id="shelf", markup=False)
        yield Static(id="note", markup=False)

    def on_mount(self) -> None:
        """Show what is set; a theme may also be chosen in the palette."""
        self._fill()
        menu = self.query_one("#shelf", Menu)
        menu.highlighted = 0
        menu.focus()
        self.watch(self.app, "theme", self._fill, init=False)

    def on_screen_resume(self) -> None:
        """Keys may have been changed meanwhile."""
        if self.is_mounted and self.query("#shelf"):
            self._fill()

    def _fill(self) -> None:
        menu = self.query_one("#shelf", Menu)
        at = menu.highlighted
        menu.set_options([Option(_drawn(row, self._value(row.id)), id=row.id) for row in ROWS])
        menu.highlighted = at
        path = self.chasm.keeper.path
        kept = f"Kept in {path}" if path else "These settings last as long as the program runs."
        self.query_one("#note", Static).update(text(kept))

    def _value(self, row: str) -> str:
        settings: Settings = self.chasm.settings
        if row in {"name", "team"}:
            return str(getattr(settings, row)) or "–"
        if row == "theme":
            return f"{self.app.theme} (NO_COLOR is set)" if self.app.no_color else self.app.theme
        if row == "motion":
            wanted = forced_motion() or settings.motion
            forced = " (TEXTUAL_ANIMATIONS is set)" if forced_motion() else ""
            return MOTIONS[wanted] + (forced if self.chasm.motion == wanted else " (none: the line is slow)")
        if row == "keys":
            return f"{plural(len(settings.keys), 'command')} with other keys" if settings.keys else "the usual ones"
        if row == "seen":
            return "show all of them again" if settings.seen else "all still to come"
        if row == "roles":
            return ROLES[settings.roles]
        if row == "bell":
            return BELL[settings.bell]
        return LABELS[settings.labels] if row == "labels" else CONFIRM[settings.confirm]

    def action_change(self) -> None:
        """Change the highlighted setting."""
        self.query_one("#shelf", Menu).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter or a click."""
        event.stop()
        row = event.option_id or ""
        if row in {"name", "team"}:
            about = next(each for each in ROWS if each.id == row)
            entry = TextLineScreen(about.name, about.about, str(getattr(self.chasm.settings, row)))
            self.app.push_screen(entry, lambda entered: self._keep(**({} if entered is None else {row: entered})))
        elif row == "theme":
            self.chasm.action_change_theme()
        elif row == "keys":
            self.chasm.open_keys()
        elif row == "seen":
            # That stays: it says that the tutorial was offered, and explains nothing.
            self._keep(seen=("tutorial",))
            self.chasm.say("Everything is explained once more, as it comes.")
        else:
            self._turned(row, 1)

    def action_turn(self, step: int) -> None:
        """Another value, where there is a list of them."""
        menu = self.query_one("#shelf", Menu)
        if menu.highlighted is not None:
            self._turned(ROWS[menu.highlighted].id, step)

    def _turned(self, row: str, step: int) -> None:
        settings: Settings = self.chasm.settings
        values: dict[str, list[object]] = {
            "theme": [theme.name for theme in OURS],
            "motion": list(MOTIONS),
            "labels": list(LABELS),
            "confirm": list(CONFIRM),
            "roles": list(ROLES),
            "bell": list(BELL),
        }
        if row not in values:
            return
        now: object = self.app.theme if row == "theme" else getattr(settings, row)
        known = values[row]
        at = known.index(now) + step if now in known else 0
        self._keep(**{row: known[at % len(known)]})

    def _keep(self, **values: object) -> None:
        self.chasm.keep(**values)
        self._fill()

    def action_back(self) -> None:
        """To where one was."""
        self.app.pop_screen()


def _drawn(row: _Row, value: str) -> Drawn:
    def paint(width: int) -> list[Content]:
        first = columns([(Content(""), 1), (line(row.name, "bold"), 15), (line(value, ACCENT), width - 19)])
        return [first, fitted(Content(" " * 18) + line(row.about, MUTED), width)]

    return Drawn(paint)
