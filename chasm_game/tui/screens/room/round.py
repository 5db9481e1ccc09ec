"""A round on the projector: the story, then the answers, then a letter from every team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from chasm_game.session.room.views import TeamStatus
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import room
from chasm_game.tui.paragraphs.room_words import about_team, missing, revealing
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.screens.room.team import TeamDesk
from chasm_game.tui.text import flow
from chasm_game.tui.widgets.room_head import RoomHead
from chasm_game.tui.widgets.team_grid import TeamGrid, handed_in

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from chasm_game.errors import ChasmError
    from chasm_game.session.room.port import RoomPort
    from chasm_game.session.room.views import RoomRound, RoomTeam, TimerView
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomRoundScreen"]

_PAGES = ("story", "feed", "answers", "letters")
_LETTERS = 3


class ReadPage(VerticalScroll):
    """What is read from the back row; says so when it has other rows than before."""

    @dataclass
    class Fitted(Message):
        """It has so many rows now."""

        height: int

    def on_resize(self, event: events.Resize) -> None:
        """Say it once it is laid out."""
        self.post_message(self.Fitted(event.size.height))


class RoomRoundScreen(RoomPage):
    """Pages: Enter leads from the story to the feed, the answers, the letters, the reveal; Tab around them."""

    TITLE_WORDS = (
        "A round. Enter goes from the story to the feed, the answers and the letters; Tab goes around. On the page of "
        "the letters, one key is the marked team's answer, and the next team is marked. Everything can be changed "
        "until the reveal. A letter stays hidden behind a dot; v shows it."
    )
    WORDS = ("Asking", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("room.on", "enter", "on", "Go on", "From the story to the feed, the answers, the letters, the reveal."),
        Command("room.page", "tab", "page(1)", "Page", "Story, feed, answers, letters.", priority=True, key_name="Tab"),
        Command("room.digit", "a,b,c,d,e,f,g,h,i", "", "Letter", "The marked team's answer.", key_name="A–I"),
        Command("room.timer", "t", "timer", "Timer", "Start or pause the timer."),
        Command("room.minute", "plus,equals_sign", "minute", "Minute", "One minute more.", key_name="+"),
        Command("room.visible", "v", "visible", "Show", "Show or hide the letters.", shown=False),
        Command("room.clear", "backspace,delete", "clear", "Clear", "Take the letter back.", shown=False),
        Command("room.absent", "x", "absent", "Absent", "Nobody is there: the default; again: they are.", shown=False),
        Command("room.ask", "k", "ask", "Ask", "The marked team asks the people.", shown=False),
        Command("room.open", "o", "open", "Open", "The marked team's own page; the others look away.", shown=False),
        Command("room.predict", "p", "predict", "Predict", "Who the team thinks will lose most.", shown=False),
        Command("room.reason", "r", "reason", "Reason", "Why, in one sentence.", shown=False),
        Command("room.join", "n", "join", "Late team", "A team that comes late.", shown=False),
        Command("room.scroll-down", "space,pagedown", "scroll(1)", "Scroll", "Scroll down.", shown=False),
        Command("room.scroll-up", "pageup", "scroll(-1)", "Up", "Scroll up.", shown=False),
        HELP,
        Command("room.leave", "escape,q", "leave", "Leave", "Leave; everything is saved.", key_name="Esc"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            Command(f"room.letter-{n}", n, f"letter('{n}')", n.upper(), f"Answer {n.upper()}.", shown=False)
            for n in "abcdefghi"
        ),
        *bindings(
            Command(f"room.{key}", key, f"move('{key}')", key, "Another team.", shown=False)
            for key in ("up", "down", "left", "right")
        ),
    ]
    DEFAULT_CSS = """
    RoomRoundScreen {
        #page { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
        #body-text { height: auto; }
        #grid-box { display: none; height: auto; max-height: 60%; padding: 0 2; scrollbar-size-vertical: 1;
            border-top: solid $foreground 20%; }
        #about { display: none; height: auto; padding: 0 2; color: $chasm-muted; }
    }
    RoomRoundScreen.-letters { #grid-box, #about { display: block; } }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self._page, self._visible, self._at = 0, False, 0
        self._sent: list[int] = []
        """Teams for which something was handed in that is not answered yet."""
        self.desk = TeamDesk(self)
        """What else a team can do: ask, predict, explain."""

    @property
    def shown(self) -> RoomRound:
        """The round that waits."""
        assert self.view.round is not None
        return self.view.round

    @property
    def team(self) -> RoomTeam:
        """The marked team."""
        return self.view.teams[self._at]

    def body(self) -> ComposeResult:
        """Head, page, teams."""
        shown = self.shown
        yield TopBar(f"Round {shown.number} of {shown.of}", self.view.company)
        yield RoomHead(shown.title)
        with ReadPage(id="page", can_focus=False):
            yield Static("", id="body-text", markup=False)
        with VerticalScroll(id="grid-box", can_focus=False):
            yield TeamGrid(id="grid")
        yield Static("", id="about", markup=False)

    def on_mount(self) -> None:
        """The story first; letters that are in already lead straight to them."""
        if any(team.letter or team.status is TeamStatus.ABSENT for team in self.view.teams):
            self._page = _LETTERS
        self._mark_next(-1)
        self.set_interval(0.2, self._tick)
        self.call_after_refresh(self.draw)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Everything is laid out anew."""
        self.call_after_refresh(self.draw)

    def _tick(self) -> None:
        self.chasm.tick(self._show_timer)

    def _show_timer(self, timer: TimerView) -> None:
        for head in self.query(RoomHead):
            head.show(timer)

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
        page = _PAGES[self._page]
        self.set_class(page == "letters", "-letters")
        self.query_one(RoomHead).show(self.chasm.seen.timer)
        page_text = self.query_one("#body-text", Static)
        if page == "story":
            page_text.update(room.large(room.story(self.shown), height))
        elif page == "feed":
            page_text.update(room.large(room.feed_of(self.shown), height))
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
        grid = self.query_one(TeamGrid)
        grid.show(teams, [handed_in(team, visible=self._visible) for team in teams], self._at)
        self.query_one("#about", Static).update(flow(about_team(self.team, self.shown)))
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        grid, box = self.query_one(TeamGrid), self.query_one("#grid-box", VerticalScroll)
        box.scroll_to(y=max(grid.row_of(self._at) - box.size.height // 2, 0), animate=False)

    def _mark_next(self, after: int) -> None:
        """The next team that still waits, around the end; else the mark stays."""
        count = len(self.view.teams)
        for step in range(1, count + 1):
            team = self.view.teams[(after + step) % count]
            if team.status is TeamStatus.WAITS and team.id not in self._sent:
                self._at = (after + step) % count
                return

    # ------------------------------------------------------------- keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is done to a team, only on the page of the letters."""
        to_a_team = {"letter", "move", "clear", "absent", "ask", "open", "predict", "reason", "visible"}
        return self._page == _LETTERS if action in to_a_team else True

    def action_page(self, step: int) -> None:
        """Another page."""
        self._page = (self._page + step) % len(_PAGES)
        if _PAGES[self._page] == "feed" and not self.shown.feed:
            self._page = (self._page + step) % len(_PAGES)
        self.query_one("#page").scroll_home(animate=False)
        self.draw()

    def action_on(self) -> None:
        """On; from the letters to the reveal, which asks first."""
        if self._page < _LETTERS:
            self.action_page(1)
            return
        self.look(self._ask_to_reveal)

    def _ask_to_reveal(self) -> None:
        """Behind all letters that were typed: the question says whose are missing."""
        without = missing(self.view.teams)
        title, words = revealing(self.view.teams, without)
        self.app.push_screen(SureScreen(title, words, "Reveal", wary=bool(without)), self._reveal)

    def _reveal(self, yes: bool | None) -> None:
        if yes:
            self.attempt(lambda room: room.reveal(), lambda _: self.chasm.go_on(), alone=True)

    def _hand_in(self, act: Callable[[RoomPort], object]) -> None:
        """Something for the marked team. The next is marked at once: whoever types fast does not wait for the room."""
        if self.is_shut:
            return
        at, team = self._at, self.team.id

        def failed(error: ChasmError) -> None:
            self._sent.remove(team)
            self._at = at
            self.chasm.complain(error)

        self._sent.append(team)
        self.attempt(act, lambda _: self._sent.remove(team), failed=failed)
        self._mark_next(at)
        self._draw_teams()

    def action_letter(self, letter: str) -> None:
        """One key is one team's answer."""
        team = self.team.id
        self._hand_in(lambda room: room.choose(team, letter))

    def action_clear(self) -> None:
        """Take it back."""
        team = self.team.id
        self.attempt(lambda room: room.clear(team))

    def action_absent(self) -> None:
        """Nobody is there, or somebody is after all."""
        team = self.team.id
        if self.team.status is TeamStatus.ABSENT:
            self.attempt(lambda room: room.mark_absent(team, absent=False))
        else:
            self._hand_in(lambda room: room.mark_absent(team))

    def action_visible(self) -> None:
        """Letters or dots."""
        self._visible = not self._visible
        self._draw_teams()

    def action_move(self, key: str) -> None:
        """Another team."""
        self._at = self.query_one(TeamGrid).moved(key)
        self._draw_teams()

    def on_team_grid_picked(self, event: TeamGrid.Picked) -> None:
        """A click."""
        self._at = event.index
        self._draw_teams()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)

    def action_timer(self) -> None:
        """Start or pause."""
        running = self.chasm.seen.timer.running
        self.attempt(lambda room: room.run_timer(not running))

    def action_minute(self) -> None:
        """One more."""
        self.attempt(lambda room: room.add_minute())

    def action_ask(self) -> None:
        """The marked team asks."""
        self.desk.ask(self.team)

    def action_open(self) -> None:
        """The marked team's page."""
        self.desk.open_page(self.team)

    def action_predict(self) -> None:
        """Who loses most."""
        self.desk.predict(self.team)

    def action_reason(self) -> None:
        """Why."""
        self.desk.explain(self.team)

    def action_join(self) -> None:
        """A late team."""
        self.desk.join()
