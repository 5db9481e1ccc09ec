"""Who takes part: names are typed, one a line, and can be taken out again until the game begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from chasm_game.grammar import capital, plural, under
from chasm_game.session.room.questions import before_beginning
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.base import TopBar
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.text import MUTED, Para, flow, line, paragraphs
from chasm_game.tui.widgets.team_grid import TeamGrid

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.errors import ChasmError
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomTeamsScreen"]


class RoomTeamsScreen(RoomPage):
    """Enter adds a name; Enter on an empty line begins."""

    TITLE_WORDS = (
        "Who takes part. Type a team's name and Enter; up to 40 teams. Enter on an empty line begins the game. "
        "A team that comes late can join later, with the default for the rounds that it missed."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("teams.begin", "f2", "begin", "Go on", "Begin the game with these teams.", key_name="F2"),
        Command("teams.up", "up", "move('up')", "Up", "Mark the team above.", shown=False),
        Command("teams.down", "down", "move('down')", "Down", "Mark the team below.", shown=False),
        Command("teams.drop", "f4", "drop", "Take out", "Take the marked team out.", key_name="F4"),
        Command("help", "f1", "app.help", "Help", "What this screen is, and its keys.", key_name="F1"),
        Command("teams.leave", "escape", "leave", "Leave", "Leave the room; names are saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RoomTeamsScreen {
        #about { height: auto; padding: 1 3; max-width: 100; }
        #teams { height: 1fr; padding: 0 3; scrollbar-size-vertical: 1; }
        Input { margin: 1 3 0 3; width: 50; height: 1; border: none; background: $panel; padding: 0 1; }
        Input:focus { border: none; }
        #wrong { height: auto; padding: 0 3; }
        #facts { height: auto; padding: 1 3 0 3; color: $chasm-muted; }
    }
    RoomTeamsScreen.-short #about, RoomTeamsScreen.-medium #about { padding: 0 3 1 3; }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self._at = len(self.view.teams) - 1
        self._coming = 0
        """Names that were handed in and are not answered yet."""

    def body(self) -> ComposeResult:
        """The story's first words, the teams, the line to type in."""
        view = self.view
        yield TopBar(f"{view.company} · {view.title}", "who takes part")
        yield Static(flow(self._about()), id="about", markup=False)
        with VerticalScroll(id="teams", can_focus=False):
            yield TeamGrid(id="grid")
        yield Input(placeholder="a team's name, and Enter", id="name", max_length=200)
        yield Static("", id="wrong", markup=False)
        yield Static(flow(self._facts()), id="facts", markup=False)

    def _about(self) -> list[Para]:
        view = self.view
        you = Content.assemble("You are ", line(view.you, "bold"), " of ", line(view.company, "bold"), ".")
        return [Para(you), *paragraphs([view.summary])]

    def _facts(self) -> list[Para]:
        view = self.view
        luck = capital(under(view.seed, view.difficulty))
        facts = f"{luck}, the same for all. {plural(view.minutes, 'minute')} a round. {view.default}"
        return [Para(line(facts)), Para(line(f"Kept in {view.folder}"))]

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Input).focus()
        self._draw()

    def _draw(self) -> None:
        teams = self.view.teams
        self._at = min(max(self._at, 0), len(teams) - 1)
        grid = self.query_one(TeamGrid)
        grid.show(teams, [Content.styled(str(n), MUTED) for n in range(1, len(teams) + 1)], self._at)
        self.call_after_refresh(self._follow)
        self.refresh_bindings()

    def _follow(self) -> None:
        grid, box = self.query_one(TeamGrid), self.query_one("#teams", VerticalScroll)
        box.scroll_to(y=max(grid.row_of(max(self._at, 0)) - box.size.height // 2, 0), animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Without a team nothing begins."""
        return bool(self.view.teams) if action in {"begin", "drop"} else True

    def why_not(self, key: str) -> str:
        """Without a team there is nobody to begin with, or to take out."""
        return "There is no team yet. Type a name, and Enter." if key in {"f2", "f4"} else super().why_not(key)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """A name; an empty line begins."""
        if not event.value.strip() and (self.view.teams or self._coming):
            self.action_begin()
        elif not self.is_shut:
            self._join(event.value)
            event.input.value = ""

    def _join(self, name: str) -> None:
        """The line is free for the next name at once; a name that is refused comes back to it."""
        self.wrong("#wrong", None)
        self._coming += 1

        def joined(_: object) -> None:
            self._coming -= 1
            self._at = len(self.view.teams) - 1

        def failed(error: ChasmError) -> None:
            self._coming -= 1
            self.wrong("#wrong", error)
            line_ = self.query_one(Input)
            line_.value = line_.value or name

        self.attempt(lambda room: room.add_team(name), joined, failed=failed)

    def redraw(self) -> None:
        """The teams that are there."""
        self._draw()

    def action_move(self, key: str) -> None:
        """Another team."""
        self._at = self.marked(self.query_one(TeamGrid), self._at, key)
        self._draw()

    def on_team_grid_picked(self, event: TeamGrid.Picked) -> None:
        """A click."""
        self._at = event.index
        self._draw()

    def action_drop(self) -> None:
        """Take the marked team out."""
        team = self.view.teams[self._at].id
        self.attempt(lambda room: room.drop_team(team))

    def action_begin(self) -> None:
        """Ask, then begin; names that are on their way are waited for."""
        self.look(self._ask_to_begin)

    def _ask_to_begin(self) -> None:
        if not self.view.teams:
            return
        asked = before_beginning(self.view)
        self.app.push_screen(SureScreen(asked.title, consequences(asked), asked.yes), self._begin)

    def _begin(self, yes: bool | None) -> None:
        if yes:
            self.attempt(lambda room: room.begin(), lambda _: self.chasm.go_on(), alone=True)
