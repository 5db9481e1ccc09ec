"""What is seen of a round on the projector: the page that is read, and the teams with the marked one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from chasm_game.session.room.questions import missing
from chasm_game.session.room.timer import EndOfTime
from chasm_game.session.room.views import TeamStatus
from chasm_game.tui.paragraphs import room
from chasm_game.tui.paragraphs.room_words import about_team
from chasm_game.tui.screens.base import TopBar
from chasm_game.tui.screens.room.base import RoomPage
from chasm_game.tui.text import flow
from chasm_game.tui.widgets.room_head import RoomHead
from chasm_game.tui.widgets.team_grid import TeamGrid, handed_in

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam, TimerView
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["LETTERS", "PAGES", "RoomRoundPage"]

PAGES = ("story", "feed", "answers", "letters")
LETTERS = PAGES.index("letters")


class ReadPage(VerticalScroll):
    """What is read from the back row; says so when it has other rows than before."""

    @dataclass
    class Fitted(Message):
        """It has so many rows now."""

        height: int

    def on_resize(self, event: events.Resize) -> None:
        """Say it once it is laid out."""
        self.post_message(self.Fitted(event.size.height))


class RoomRoundPage(RoomPage):
    """A round as the room sees it. What keys do stands in `RoomRoundScreen`."""

    DEFAULT_CSS = """
    RoomRoundPage {
        #page { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
        #body-text { height: auto; }
        #grid-box { display: none; height: auto; max-height: 60%; padding: 0 2; scrollbar-size-vertical: 1;
            border-top: solid $foreground 20%; }
        #time-up { display: none; height: auto; padding: 0 2 1 2; text-style: bold; }
        #about { display: none; height: auto; padding: 0 2; color: $chasm-muted; }
    }
    RoomRoundPage.-letters { #grid-box, #about { display: block; } }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self._page, self._visible, self._at = 0, False, 0
        self._of = self.shown.id
        self._sent: list[int] = []
        """Teams for which something was handed in that is not answered yet."""
        self._end = EndOfTime()

    @property
    def shown(self) -> RoomRound:
        """The round that waits."""
        assert self.view.round is not None
        return self.view.round

    @property
    def team(self) -> RoomTeam:
        """The marked team."""
        return self.view.teams[min(self._at, len(self.view.teams) - 1)]

    def body(self) -> ComposeResult:
        """Head, page, teams."""
        shown = self.shown
        yield TopBar(f"Round {shown.number} of {shown.of}", self.view.company)
        yield RoomHead(shown.title)
        yield Static("Time is up.", id="time-up", markup=False)
        with ReadPage(id="page", can_focus=False):
            yield Static("", id="body-text", markup=False)
        with VerticalScroll(id="grid-box", can_focus=False):
            yield TeamGrid(id="grid")
        yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """The story first; letters that are in already lead straight to them."""
        if any(team.letter or team.status is TeamStatus.ABSENT for team in self.view.teams):
            self._page = LETTERS
        self._mark_next(-1)
        # Five times a second: at one look a second the seconds would jump by two now and then.
        self.set_interval(0.2, self._tick)
        self.call_after_refresh(self.draw)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Everything is laid out anew."""
        self.call_after_refresh(self.draw)

    def _tick(self) -> None:
        self.chasm.tick(self._looked)

    def _looked(self, timer: TimerView) -> None:
        """One look after the other: what else is shown of the timer may be older."""
        self._show_timer(timer)
        if self._end.has_come(timer):
            self._ring()

    def _ring(self) -> None:
        """For whoever looks at the cards and not at the screen; the settings may say no."""
        if self.chasm.settings.bell:
            self.app.bell()

    def _show_timer(self, timer: TimerView) -> None:
        for head in self.query(RoomHead):
            head.show(timer)
        # Until a minute is added or the choices are revealed: who looked away reads it too.
        for line in self.query("#time-up"):
            line.display = timer.left <= 0

    def redraw(self) -> None:
        """What teams handed in, and the time."""
        if self.view.round is not None:
            self._show_timer(self.seen.timer)
            self._draw_teams()

    def draw(self) -> None:
        """The page that is on, as the room stands."""
        if self.view.round is None:
            return
        self._tell(self.query_one("#page").size.height)
        self._draw_teams()
        self.refresh_bindings()

    def _tell(self, height: int) -> None:
        """What is read, in so many rows."""
        page = PAGES[self._page]
        self.set_class(page == "letters", "-letters")
        self.query_one(RoomHead).show(self.chasm.seen.timer)
        page_text = self.query_one("#body-text", Static)
        if page == "story":
            page_text.update(room.large(room.story(self.shown, self.view.teams), height))
        elif page == "feed":
            page_text.update(room.large(room.feed_of(self.shown), height))
        # Beside the letters the answers stand in full only where the grid of teams leaves rows for them.
        elif page == "answers" or self.size.height >= 40:
            page_text.update(room.answers(self.shown, self.view.unit, height))
        else:
            page_text.update(flow(room.titles(self.shown, self.view.unit)))

    def on_read_page_fitted(self, event: ReadPage.Fitted) -> None:
        """The title above has found its height, or the terminal another one."""
        if self.view.round is not None:
            self._tell(event.height)

    def _draw_teams(self) -> None:
        teams = self.view.teams
        self._at = min(self._at, len(teams) - 1)  # one may have been taken out
        grid = self.query_one(TeamGrid)
        grid.show(teams, [handed_in(team, visible=self._visible) for team in teams], self._at)
        all_in = not missing(teams) and not self._sent
        self.query_one("#about", Static).update(flow(about_team(self.team, self.shown, all_in=all_in)))
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        grid, box = self.query_one(TeamGrid), self.query_one("#grid-box", VerticalScroll)
        box.scroll_to(y=max(grid.row_of(self._at) - box.size.height // 2, 0), animate=False)

    def _mark_next(self, after: int) -> None:
        """The next team that still waits, around the end; else the mark stays."""
        count = len(self.view.teams)
        for step in range(1, count + 1):
            team = self.view.teams[(after + step) % count]
            # What is on its way still counts as waiting in the view; marked again, it would be handed in twice.
            if team.status is TeamStatus.WAITS and team.id not in self._sent:
                self._at = (after + step) % count
                return
