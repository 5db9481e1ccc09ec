"""What puts a room right, above any of its pages: who takes part, the letters of the last reveal, the sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.session.room.questions import before_correcting, before_removing, before_restoring, late_team
from chasm_game.session.room.views import RoomStage
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.screens.room.base import SureScreen
from chasm_game.tui.screens.room.keys import TellsWhy
from chasm_game.tui.text import ACCENT, MUTED, Para, flow, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.questions import Question
    from chasm_game.session.room.round_views import Correctable
    from chasm_game.session.room.views import RoomView
    from chasm_game.tui.host import RoomHost
    from chasm_game.tui.screens.room.base import RoomPage

__all__ = ["CORRECT", "TEAMS", "PickScreen", "PutRight"]

TEAMS = Command(
    "put-right.teams", "m,f5", "teams", "Teams", "A late team; another name; take a team out, or back.", key_name="m"
)
CORRECT = Command(
    "put-right.correct", "z", "correct", "Correct", "Another letter for a team in the round that was revealed last."
)
_LATE, _SHEETS = "late", "sheets"


class PickScreen(Dialog[str], TellsWhy[str]):
    """A list of which one is picked. Esc picks nothing."""

    TITLE_WORDS = "A list. Arrows mark a row, Enter picks it, Esc leaves everything as it was."
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("pick.move", "up,down", "", "Mark", "Mark another row.", key_name="↑↓"),
        Command("pick.pick", "enter", "", "Pick", "Pick the marked row.", key_name="Enter"),
        HELP,
    )
    BINDINGS = bindings(c for c in KEYS if c.action)
    DEFAULT_CSS = """
    PickScreen { #box { width: 76; } #words { height: auto; margin-bottom: 1; } Menu { max-height: 14; } }
    """

    def __init__(self, title: str, words: Sequence[Para], rows: Sequence[tuple[str, Content]], marked: int = 0) -> None:
        super().__init__()
        self._title, self._words, self._rows, self._marked = title, list(words), list(rows), marked

    def body(self) -> ComposeResult:
        """Title, words, the list."""
        yield Static(flow([Para(line(self._title, "bold")), *self._words]), id="words", markup=False)
        yield Menu(*(Option(row, id=key) for key, row in self._rows), id="rows", markup=False)

    def on_mount(self) -> None:
        """The row that is most likely meant is marked."""
        cast("RoomHost", self.app).hush()
        menu = self.query_one(Menu)
        menu.focus()
        menu.highlighted = min(self._marked, len(self._rows) - 1)

    def why_not(self, key: str) -> str:  # noqa: ARG002
        """A list takes no letters."""
        return "An arrow marks a row, Enter picks it, Esc leaves everything as it was."

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Picked."""
        self.close(event.option.id)


class PutRight:
    """Dialogs above a page of a room. Each asks before it does anything, with the safe answer marked."""

    def __init__(self, screen: RoomPage) -> None:
        self._screen = screen

    @property
    def _view(self) -> RoomView:
        return self._screen.view

    def _ask(self, asked: Question, act: Callable[[], object]) -> None:
        """A question that Enter alone answers with no."""
        sure = SureScreen(asked.title, consequences(asked), asked.yes, no="No", wary=True)

        def answered(said: bool | None) -> None:
            if said:
                act()

        self._screen.app.push_screen(sure, answered)

    def _do(self, act: Callable[[RoomPort], object], message: str) -> None:
        self._screen.attempt(act, lambda _: self._screen.put_right(message), alone=True)

    def _name(self, team: int) -> str:
        teams = dict(self._view.removed) | {each.id: each.name for each in self._view.teams}
        return one_line(teams[team], 40)

    # ------------------------------------------------------------- teams

    def teams(self, marked: int = 0) -> None:
        """Everybody, with what can be done: pick a team, a late one, or the sheets."""
        view, rows = self._view, []
        if view.stage not in {RoomStage.SHEETS_AFTER, RoomStage.END}:
            rows.append((_LATE, Content.styled("A late team joins …", f"bold {ACCENT}")))
        if view.sheets_open:
            count = sum(team.sheets[0] for team in view.teams)
            sheets = f"The belief sheets: {count} of {len(view.teams)} are in …"
            rows.append((_SHEETS, Content.styled(sheets, f"bold {ACCENT}")))
        at = len(rows) + marked
        for team in view.teams:
            note = f"  {team.absences} by default" if team.absences else ""
            rows.append((str(team.id), Content.assemble(line(one_line(team.name, 50)), (note, MUTED))))
        for number, name in view.removed:
            rows.append((str(number), Content.assemble(line(one_line(name, 50), MUTED), ("  taken out", MUTED))))
        words = [Para(line("Pick a team to give it another name, or to take it out or back.", MUTED))]
        self._screen.app.push_screen(PickScreen("Who takes part", words, rows, at), self._picked)

    def _picked(self, row: str | None) -> None:
        if row is None:
            return
        if row == _LATE:
            self._late()
        elif row == _SHEETS:
            self._screen.chasm.open_sheets()
        elif int(row) in dict(self._view.removed):
            self._restore(int(row))
        else:
            self._one(int(row))

    def _late(self) -> None:
        def enter() -> None:
            self._screen.enter_line(
                "A late team: its name?",
                [Para(line("Esc lets nobody join.", MUTED))],
                lambda room, said: room.add_team(said),
                lambda said: self._screen.put_right(f"{one_line(said, 40)} joins."),
                most=200,
            )

        self._ask(late_team(self._view.revealed), enter)

    def _one(self, team: int) -> None:
        rows = [("name", Content("Another name …")), ("out", Content("Take it out …"))]

        def chosen(row: str | None) -> None:
            if row == "name":
                self._rename(team)
            elif row == "out":
                self._remove(team)

        self._screen.app.push_screen(PickScreen(self._name(team), [], rows), chosen)

    def _rename(self, team: int) -> None:
        was = self._name(team)
        words = [Para(line("It has the new name everywhere from now on; its file keeps the one it has.", MUTED))]
        self._screen.enter_line(
            f"Another name for {was}",
            words,
            lambda room, said: room.rename(team, said),
            lambda said: self._screen.put_right(f"{was} is {one_line(said, 40)} now."),
            most=200,
        )

    def _remove(self, team: int) -> None:
        name = self._name(team)
        act = lambda: self._do(lambda room: room.remove(team), f"{name} is taken out. m takes it back.")  # noqa: E731
        self._ask(before_removing(name), act)

    def _restore(self, team: int) -> None:
        name = self._name(team)
        act = lambda: self._do(lambda room: room.restore(team), f"{name} takes part again.")  # noqa: E731
        self._ask(before_restoring(name), act)

    # ------------------------------------------------------------- letters

    def correct(self, marked: int | None = None) -> None:
        """Which team, which letter, and then the question; `marked` is the number of the team that is likely meant."""
        known = self._view.correctable
        if known is None:
            self._screen.chasm.say("No letter is revealed that could be corrected now.", severity="warning")
            return
        titles, rows = dict(known.letters), []
        for team, letter, defaulted, _ in known.teams:
            taken = (f"{letter}  ", f"bold {ACCENT}")
            default = "  by default" if defaulted else ""
            name, answer = line(self._name(team), "bold"), line(titles.get(letter, ""), MUTED)
            rows.append((str(team), Content.assemble(taken, name, "  ", answer, (default, MUTED))))
        at = next((n for n, each in enumerate(known.teams) if each[0] == marked), 0)
        words = [Para(line("Whose letter was typed wrongly?", MUTED))]
        title = f"Correct a letter: {one_line(known.title, 40)}"

        def picked(row: str | None) -> None:
            if row is not None:
                self._letter(known, int(row))

        self._screen.app.push_screen(PickScreen(title, words, rows, at), picked)

    def _letter(self, known: Correctable, team: int) -> None:
        _, stands, defaulted, could = next(each for each in known.teams if each[0] == team)
        rows = [
            (letter, Content.assemble((f"{letter}  ", f"bold {ACCENT}"), line(title)))
            for letter, title in known.letters
            if letter in could and (letter != stands or defaulted)
        ]
        if not rows:
            self._screen.chasm.say(f"Nothing else was open to {self._name(team)} in that round.", severity="warning")
            return
        words = [Para(line(f"{stands} stands{' by default' if defaulted else ''}. What had it really shown?", MUTED))]

        def chosen(letter: str | None) -> None:
            if letter is not None:
                self._sure(team, stands, letter)

        self._screen.app.push_screen(PickScreen(self._name(team), words, rows), chosen)

    def _sure(self, team: int, stands: str, letter: str) -> None:
        name = self._name(team)

        def corrected(again: bool) -> None:
            then = " Its letter for the next round is asked for again." if again else ""
            self._screen.put_right(f"{name}: {stands} → {letter}, corrected.{then}")

        def act() -> None:
            self._screen.attempt(lambda room: room.correct(team, letter), corrected, alone=True)

        self._ask(before_correcting(name, stands, letter), act)
