"""After the letters: who chose what, then what followed, team by team or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.grammar import plural
from chasm_game.session.room.questions import before_going_on
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import room, room_tables
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.screens.room.keys import scroll
from chasm_game.tui.screens.room.put_right import CORRECT, TEAMS, PutRight
from chasm_game.tui.text import ACCENT, MUTED, Para, flow, line
from chasm_game.tui.widgets.room_head import RoomHead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.round_views import RoomRound, TeamFollowed
    from chasm_game.session.room.views import RoomTeam
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomRevealScreen"]

_CHOICES, _ALL = -1, -2
"""What is shown, where it is no team's place in the list."""


class RoomRevealScreen(RoomPage):
    """Enter opens one team after the other; w the whole room; n the next round."""

    TITLE_WORDS = (
        "The reveal. First who chose what. Enter opens what followed for one team after the other, w for the whole "
        "room at once, v the choices again. n goes on to the next round, and asks before it while something is closed. "
        "A letter that was typed wrongly is corrected with z, until the next reveal."
    )
    WORDS = ("Trust", "Reported", "Credibility", "Calibration")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("reveal.on", "enter,right", "team(1)", "Go on", "What followed for the next team.", key_name="Enter"),
        Command("reveal.back", "left", "team(-1)", "Team before", "The team before.", shown=False),
        Command("reveal.all", "w", "all", "All", "What followed for all teams at once."),
        Command("reveal.choices", "v", "choices", "Letters", "Who chose what.", shown=False),
        Command("reveal.next", "n", "next", "Next round", "On to the next round."),
        CORRECT,
        TEAMS,
        Command("reveal.down", "space,down,pagedown", "scroll(1)", "Scroll", "Scroll down.", shown=False),
        Command("reveal.up", "up,pageup", "scroll(-1)", "Up", "Scroll up.", shown=False),
        HELP,
        Command("reveal.leave", "escape,q", "leave", "Leave", "Leave; everything is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    RoomRevealScreen {
        #page { height: 1fr; padding: 0 3 0 4; scrollbar-size-vertical: 1; }
        #body-text { height: auto; max-width: 101; padding-right: 1; }
        #table { height: auto; margin-bottom: 1; }
    }
    RoomRevealScreen.-narrow #page, RoomRevealScreen.-normal #page { padding: 0 1 0 2; }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self.repairs = PutRight(self)
        """What puts the room right."""
        self._followed: dict[int, TeamFollowed] = {}
        """What was fetched of what followed, by team: a screen does not wait for the room while it draws."""
        shown = self.shown
        self._at = _ALL if shown.all_opened else _CHOICES
        if shown.opened and not shown.all_opened:
            ids = [team.id for team in self._in_it]
            # After a crash the room sees the team that it saw last.
            last = shown.opened[-1]
            self._at = ids.index(last) if last in ids else _CHOICES  # taken out meanwhile

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
            yield Static("", id="body-text", markup=False)

    def on_mount(self) -> None:
        """Where it stood; what followed for the teams that are shown is fetched first."""
        self._draw()
        shown = self._in_it if self._at == _ALL else [] if self._at == _CHOICES else [self._in_it[self._at]]
        if shown:
            ids = [team.id for team in shown]
            self.attempt(lambda room: _fetched(room, ids), self._followed.update)

    def redraw(self) -> None:
        """What is shown, with what was fetched."""
        self._draw()

    def on_resize(self) -> None:
        """The head is laid out anew."""
        self.query_one(RoomHead).show(None)

    def _draw(self) -> None:
        self.query_one(RoomHead).show(None)
        table, page = self.query_one("#table", Static), self.query_one("#body-text", Static)
        table.display = self._at == _ALL
        if self._at == _CHOICES:
            page.update(flow(room.choices(self.shown)))
        elif self._at == _ALL:
            known = [self._followed[team.id] for team in self._in_it if team.id in self._followed]
            if known:
                table.update(room_tables.everybody(known))
            page.update(flow(room.outcomes(known)))
        else:
            team = self._in_it[self._at]
            count = f"  {self._at + 1} of {len(self._in_it)}"
            head = Para(Content.assemble(line(team.name, f"bold {ACCENT}"), (count, MUTED)))
            followed = self._followed.get(team.id)
            page.update(flow([head, Para(line("")), *(room.one_team(followed) if followed else [])]))
        self.query_one("#page").scroll_home(animate=False)
        self.refresh_bindings()

    def why_not(self, key: str) -> str:
        """What was typed for a team comes too late."""
        if len(key) == 1 or key in {"backspace", "delete"}:
            return "The letters of this round are revealed: z corrects one, n goes on to the next round."
        return super().why_not(key)

    def action_team(self, step: int) -> None:
        """The next team, or the one before; opened when it is first shown."""
        # From the choices and from the whole room alike, the next is the first team.
        there = max(self._at, -1) + step
        if there < 0:
            self.action_choices()
        elif there >= len(self._in_it):
            self.chasm.say("That was the last team. w shows the whole room, n goes on to the next round.")
        else:
            team = self._in_it[there].id

            def open_team(room: RoomPort) -> dict[int, TeamFollowed]:
                room.open_team(team)
                return _fetched(room, [team])

            self.attempt(open_team, lambda found: self._show(there, found))

    def action_all(self) -> None:
        """Everybody at once."""
        teams = [team.id for team in self._in_it]

        def open_all(room: RoomPort) -> dict[int, TeamFollowed]:
            room.open_all()
            return _fetched(room, teams)

        self.attempt(open_all, lambda found: self._show(_ALL, found))

    def _show(self, at: int, found: dict[int, TeamFollowed]) -> None:
        self._followed |= found
        self._at = at

    def action_choices(self) -> None:
        """Back to who chose what."""
        if self._at == _CHOICES:
            self.chasm.say("Who chose what is on the screen; before it there is nothing.")
        self._at = _CHOICES
        self._draw()

    def action_next(self) -> None:
        """On; what was not opened is asked about, behind all that is being opened."""
        self.look(self._ask_to_go_on)

    def _ask_to_go_on(self) -> None:
        shown = self.shown
        closed = [] if shown.all_opened else [team for team in self._in_it if team.id not in shown.opened]
        if not closed:
            self._go_on(yes=True)
            return
        asked = before_going_on(f"{len(closed)} of {plural(len(self._in_it), 'team')}")
        self.app.push_screen(SureScreen(asked.title, consequences(asked), asked.yes, wary=True), self._go_on)

    def _go_on(self, yes: bool | None) -> None:
        if yes:
            self.attempt(lambda room: room.go_on(), lambda _: self.chasm.go_on(), alone=True)

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        scroll(self, self.query_one("#page", VerticalScroll), pages)

    def action_teams(self) -> None:
        """A late team, another name, out or back."""
        self.repairs.teams()

    def action_correct(self) -> None:
        """A letter of this round, of the team that is shown if one is."""
        self.repairs.correct(self._in_it[self._at].id if self._at >= 0 else None)


def _fetched(room: RoomPort, teams: Sequence[int]) -> dict[int, TeamFollowed]:
    """What followed for some teams."""
    return {team: room.followed(team) for team in teams}
