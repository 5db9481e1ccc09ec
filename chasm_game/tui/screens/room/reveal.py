"""After the letters: who chose what, then what followed, team by team or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import room
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.room.base import EntryScreen, RoomPage
from chasm_game.tui.text import ACCENT, MUTED, Para, flow, line
from chasm_game.tui.widgets.room_head import RoomHead

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.views import RoomRound, RoomTeam

__all__ = ["RoomRevealScreen"]

_CHOICES, _ALL = -1, -2
"""What is shown, where it is no team's place in the list."""


class RoomRevealScreen(RoomPage):
    """Enter opens one team after the other; w the whole room; n the next round."""

    TITLE_WORDS = (
        "The reveal. First who chose what. Enter opens what followed for one team after the other, w for the whole "
        "room at once. n goes on to the next round; nothing is lost if you do not open everything."
    )
    WORDS = ("Trust", "Reported", "Credibility", "Calibration")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command(
            "reveal.on", "enter,right", "team(1)", "Next team", "What followed for the next team.", key_name="Enter"
        ),
        Command("reveal.back", "left", "team(-1)", "Team before", "The team before.", shown=False),
        Command("reveal.all", "w", "all", "All", "What followed for all teams at once."),
        Command("reveal.choices", "c", "choices", "Choices", "Who chose what."),
        Command("reveal.next", "n", "next", "Next round", "On to the next round."),
        Command("reveal.join", "l", "join", "Late team", "A team that comes late.", shown=False),
        Command("reveal.down", "space,down,pagedown", "scroll(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("reveal.up", "up,pageup", "scroll(-1)", "Up", "Scroll up.", shown=False),
        HELP,
        Command("reveal.leave", "escape,q", "leave", "Leave", "Leave; everything is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RoomRevealScreen {
        #page { height: 1fr; padding: 0 3 0 4; scrollbar-size-vertical: 1; }
        #told { height: auto; max-width: 101; padding-right: 1; }
        #table { height: auto; margin-bottom: 1; }
    }
    RoomRevealScreen.-narrow #page, RoomRevealScreen.-normal #page { padding: 0 1 0 2; }
    """

    def __init__(self, room: RoomPort) -> None:
        super().__init__(room)
        shown = self.shown
        self._at = _ALL if shown.all_opened else _CHOICES
        if shown.opened and not shown.all_opened:
            ids = [team.id for team in self._in_it]
            self._at = ids.index(shown.opened[-1])

    @property
    def shown(self) -> RoomRound:
        """The round that is talked about."""
        assert self.view.round is not None
        return self.view.round

    @property
    def _in_it(self) -> list[RoomTeam]:
        """Teams that were in the round."""
        return [team for team in self.view.teams if team.letter]

    def body(self) -> ComposeResult:
        """Head and page."""
        shown = self.shown
        yield TopBar(f"Round {shown.number} of {shown.of}", self.view.company)
        yield RoomHead(shown.title)
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="table", markup=False)
            yield Static("", id="told", markup=False)

    def on_mount(self) -> None:
        """Where it stood."""
        self._draw()

    def on_resize(self) -> None:
        """The head is laid out anew."""
        self.query_one(RoomHead).show(None)

    def _draw(self) -> None:
        self.query_one(RoomHead).show(None)
        table, told = self.query_one("#table", Static), self.query_one("#told", Static)
        table.display = self._at == _ALL
        if self._at == _CHOICES:
            told.update(flow(room.choices(self.shown)))
        elif self._at == _ALL:
            table.update(room.everybody([self.room.followed(team.id) for team in self._in_it]))
            told.update(flow(self._outcomes()))
        else:
            team = self._in_it[self._at]
            count = f"  {self._at + 1} of {len(self._in_it)}"
            head = Para(Content.assemble(line(team.name, f"bold {ACCENT}"), (count, MUTED)))
            told.update(flow([head, Para(line("")), *room.one_team(self.room.followed(team.id))]))
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def _outcomes(self) -> list[Para]:
        """The story of each answer that somebody took, once."""
        paras: list[Para] = []
        for answer in self.shown.answers:
            first = next((team for team in self._in_it if team.letter == answer.letter), None)
            if first is not None:
                told = room.outcome(self.room.followed(first.id))
                paras += [Para(p.body, p.mark, p.indent, 1 if n == 0 and paras else p.gap) for n, p in enumerate(told)]
        return paras

    def action_team(self, step: int) -> None:
        """The next team, or the one before; opened when it is first shown."""
        there = max(self._at, -1) + step
        if there < 0:
            self.action_choices()
        elif there >= len(self._in_it):
            self.chasm.say("That was the last team. w shows the whole room, n goes on to the next round.")
        elif self.attempt(lambda: self.room.open_team(self._in_it[there].id)):
            self._at = there
            self._draw()

    def action_all(self) -> None:
        """Everybody at once."""
        if self.attempt(self.room.open_all):
            self._at = _ALL
            self._draw()

    def action_choices(self) -> None:
        """Back to who chose what."""
        self._at = _CHOICES
        self._draw()

    def action_next(self) -> None:
        """On."""
        if self.attempt(self.room.go_on):
            self.chasm.go_on()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)

    def action_join(self) -> None:
        """A late team has missed this round too."""
        words = [Para(line("For every round so far, this one too, it gets the default: the first open answer."))]

        def take(said: str) -> None:
            self.room.add_team(said)

        def done(said: str | None) -> None:
            if said is not None:
                self.view = self.room.view()
                self.chasm.say(f"{one_line(said, 40)} joins.")
                self._draw()

        self.app.push_screen(EntryScreen("A late team: its name?", words, take, most=200), done)
