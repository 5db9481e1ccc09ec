"""The teams' belief sheets, before the first round and after the last; quickly typed, or left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from chasm_game.errors import ChasmError
from chasm_game.session.parse_input import sheet_of
from chasm_game.session.room.questions import before_leaving_sheets
from chasm_game.session.room.views import RoomStage
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs.room_words import consequences, typed_sheets
from chasm_game.tui.screens.base import TopBar
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.screens.room.put_right import TEAMS, PutRight
from chasm_game.tui.text import ACCENT, MUTED, UP, Para, flow, line
from chasm_game.tui.widgets.team_grid import TeamGrid

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult

    from chasm_game.session.room.views import TeamSheet
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomSheetsScreen"]


class RoomSheetsScreen(RoomPage):
    """A line of numbers a team; an empty line passes it over."""

    TITLE_WORDS = (
        "The belief sheets: every team spreads 100 points over what creates the most value. Type the marked team's "
        "numbers in the order of the list, with spaces, and Enter; for the second page a stroke (/) and its marks from "
        "1 to 9. Typed again they count instead; a minus alone takes them back; an empty line passes the team over. F3 "
        "shows the numbers, to be checked. F2 goes on, and asks where a sheet is missing."
    )
    WORDS = ("Chasm", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("sheets.on", "f2", "on", "Go on", "On, with the sheets that are in.", key_name="F2"),
        Command("sheets.numbers", "f3", "numbers", "Numbers", "Show or hide what was typed.", key_name="F3"),
        Command("sheets.teams", "f5", "teams", "Teams", TEAMS.help, key_name="F5"),
        Command("sheets.up", "up", "move('up')", "Team", "The team above.", key_name="↑↓"),
        Command("sheets.down", "down", "move('down')", "Down", "The team below.", shown=False),
        Command("sheets.read", "pagedown", "read(1)", "Questions", "On in the questions.", key_name="PgDn"),
        Command("sheets.read-back", "pageup", "read(-1)", "Back", "Back in the questions.", shown=False),
        Command("help", "f1", "app.help", "Help", "What this screen is, and its keys.", key_name="F1"),
        Command("sheets.leave", "escape", "leave", "Leave", "Leave the room; it is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RoomSheetsScreen {
        #questions { height: auto; max-height: 60%; scrollbar-size-vertical: 1; }
        #question { height: auto; padding: 1 3 0 3; }
        #teams { height: 1fr; padding: 0 3; margin-top: 1; scrollbar-size-vertical: 1; }
        #numbers { height: auto; display: none; }
        #whose { height: 1; padding: 0 3; margin-top: 1; }
        Input { margin: 0 3; width: 50; height: 1; border: none; background: $panel; padding: 0 1; }
        Input:focus { border: none; }
        #wrong { height: auto; padding: 0 3; min-height: 1; }
    }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self._after = self.view.stage is RoomStage.SHEETS_AFTER
        self._at = 0
        self._numbers: dict[int, TeamSheet] | None = None
        """What was handed in, while it is shown."""
        self.repairs = PutRight(self)
        """What puts the room right."""

    def body(self) -> ComposeResult:
        """The question, the teams, the line."""
        when = "after the last round" if self._after else "before the first round"
        yield TopBar("What creates the most value?", when)
        with VerticalScroll(id="questions", can_focus=False):
            yield Static(flow(self._question()), id="question", markup=False)
        with VerticalScroll(id="teams", can_focus=False):
            yield TeamGrid(id="grid")
            yield Static("", id="numbers", markup=False)
        yield Static("", id="whose", markup=False)
        yield Input(placeholder=self._form(), id="points", max_length=200)
        yield Static("", id="wrong", markup=False)

    def _form(self) -> str:
        """What a line looks like."""
        pages = (self.view.stakeholders, self.view.axes)
        return " / ".join(" ".join(["…"] * len(page)) for page in pages if page)

    def _question(self) -> list[Para]:
        once = "Once more, now that the last round is played: what" if self._after else "What"
        paras = [Para(Content.styled(f"{once} creates the most value for a company like this?", "bold"))]
        paras.append(Para(Content("Every team spreads 100 points, on paper, without talking to the others."), gap=1))
        for n, (_, name) in enumerate(self.view.stakeholders, start=1):
            paras.append(Para(line(name, "bold"), Content.styled(f"{n}  ", ACCENT), indent=2, gap=int(n == 1)))
        if self.view.axes:
            how = "And how? Behind a stroke a number for each, 1 to 9: 1 is the first statement alone, 9 the second."
            paras.append(Para(Content(how), gap=1))
        for n, axis in enumerate(self.view.axes, start=1):
            both = Content.assemble(line(axis.low), ("  1 … 9  ", ACCENT), line(axis.high))
            paras.append(Para(both, Content.styled(f"{n}  ", ACCENT), indent=2, gap=int(n == 1)))
        return paras

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._draw()

    def _draw(self) -> None:
        teams = self.view.teams
        self._at = min(self._at, len(teams) - 1)
        marks = [
            Content.styled(glyphs().full, f"bold {UP}") if team.sheets[self._after] else Content.styled("·", MUTED)
            for team in teams
        ]
        grid = self.query_one(TeamGrid)
        grid.show(teams, marks, self._at)
        grid.display = self._numbers is None
        numbers = self.query_one("#numbers", Static)
        numbers.display = self._numbers is not None
        if self._numbers is not None:
            numbers.update(flow(typed_sheets(teams, self._numbers, self._at)))
        all_in = all(team.sheets[self._after] for team in teams)
        done = ("All sheets are in: F2 goes on.  ", f"bold {UP}") if all_in else ""
        what = "other numbers" if all_in else "its numbers in this order, or Enter alone"
        whose = Content.assemble(done, line(teams[self._at].name, "bold"), (f": {what}; - takes them back", MUTED))
        self.query_one("#whose", Static).update(whose)
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        grid, box = self.query_one(TeamGrid), self.query_one("#teams", VerticalScroll)
        row = grid.row_of(self._at) if self._numbers is None else self._at
        box.scroll_to(y=max(row - box.size.height // 2, 0), animate=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Numbers, or nothing; then the next team, at once: its numbers may be typed before these are answered."""
        if self.is_shut:
            return
        self.wrong("#wrong", None)
        if event.value.strip() in {"-", "−", "–"}:
            self._hand_in(event.value, None, None)
            event.input.value = ""
        elif event.value.strip():
            axes = [axis.id for axis in self.view.axes]
            try:
                pages = sheet_of(event.value, self.view.stakeholders, axes)
            except ChasmError as error:
                self.wrong("#wrong", error)
                return
            self._hand_in(event.value, *pages)
            event.input.value = ""
        self._at = min(self._at + 1, len(self.view.teams) - 1)
        self._draw()

    def _hand_in(self, typed: str, points: Mapping[str, float] | None, ways: Mapping[str, float] | None) -> None:
        at, team = self._at, self.view.teams[self._at].id

        def failed(error: ChasmError) -> None:
            """Back to the team, and to what was typed for it unless something else was begun."""
            self.wrong("#wrong", error)
            self._at = at
            line_ = self.query_one(Input)
            line_.value = line_.value or typed

        self.attempt(lambda room: room.believe(team, points, ways), failed=failed)
        if self._numbers is not None:
            self._fetch()

    def redraw(self) -> None:
        """The teams, and whose sheets are in."""
        self._draw()

    def action_move(self, key: str) -> None:
        """Another team."""
        self._at = self.marked(self.query_one(TeamGrid), self._at, key)
        self._draw()

    def on_team_grid_picked(self, event: TeamGrid.Picked) -> None:
        """A click."""
        self._at = event.index
        self._draw()

    def action_read(self, pages: int) -> None:
        """Where there is no room for all questions."""
        box = self.query_one("#questions", VerticalScroll)
        box.scroll_relative(y=pages * max(box.size.height - 1, 1), animate=False)

    def action_numbers(self) -> None:
        """What was typed, team by team, or the marks alone."""
        if self._numbers is None:
            self._fetch()
        else:
            self._numbers = None
            self._draw()

    def _fetch(self) -> None:
        def found(sheets: Sequence[TeamSheet]) -> None:
            self._numbers = {sheet.team: sheet for sheet in sheets}

        self.attempt(lambda room: room.sheets(), found)

    def action_teams(self) -> None:
        """A late team, another name, out or back."""
        self.repairs.teams(self._at)

    def action_on(self) -> None:
        """On to the first round, or to the end; behind all that was typed."""
        self.look(self._ask_to_go_on)

    def _ask_to_go_on(self) -> None:
        without = [team.name for team in self.view.teams if not team.sheets[self._after]]
        if self.view.stage is RoomStage.LETTERS:  # they were only looked at again
            self.chasm.go_on()
        elif self._after or without:
            asked = before_leaving_sheets(self.view, without, after=self._after, way_back="m, and the belief sheets")
            self.app.push_screen(SureScreen(asked.title, consequences(asked), asked.yes, wary=True), self._go_on)
        else:
            self._go_on(yes=True)

    def _go_on(self, yes: bool | None) -> None:
        if yes:
            self.attempt(lambda room: room.go_on(), lambda _: self.chasm.go_on(), alone=True)
