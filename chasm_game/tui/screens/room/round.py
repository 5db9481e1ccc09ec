"""A round on the projector: the story, then the answers, then a letter from every team."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll

from chasm_game.session.room.questions import before_revealing, missing, no_such_answer, without_sheet
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.base import HELP
from chasm_game.tui.screens.room.base import SureScreen
from chasm_game.tui.screens.room.keys import scroll
from chasm_game.tui.screens.room.put_right import CORRECT, TEAMS, PutRight
from chasm_game.tui.screens.room.round_page import LETTERS, PAGES, RoomRoundPage
from chasm_game.tui.screens.room.team import TeamDesk
from chasm_game.tui.widgets.team_grid import TeamGrid

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType

    from chasm_game.errors import ChasmError
    from chasm_game.session.room.port import RoomPort
    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomRoundScreen"]


class RoomRoundScreen(RoomRoundPage):
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
        Command("room.move", "up,down,left,right", "", "Team", "Mark another team.", shown=False, key_name="↑ ↓ ← →"),
        Command("room.timer", "t", "timer", "Timer", "Start or pause the timer."),
        Command("room.minute", "plus,equals_sign", "minute", "Minute", "One minute more.", key_name="+"),
        Command("room.visible", "v", "visible", "Letters", "Show or hide the letters.", shown=False),
        Command("room.clear", "backspace,delete", "clear", "Clear", "Take the letter back.", shown=False),
        Command("room.absent", "x", "absent", "Absent", "Nobody is there: the default; again: they are.", shown=False),
        Command("room.ask", "k", "ask", "Ask", "The marked team asks the people.", shown=False),
        Command("room.open", "o", "open", "Open", "The marked team's own page; the others look away.", shown=False),
        Command("room.predict", "p", "predict", "Predict", "Who the team thinks will lose most.", shown=False),
        Command("room.reason", "r", "reason", "Reason", "Why, in one sentence.", shown=False),
        Command("room.dissent", "y", "dissent", "Why not", "The best case for another answer.", shown=False),
        replace(TEAMS, shown=False),
        replace(CORRECT, shown=False),
        Command("room.scroll-down", "space,pagedown", "scroll(1)", "Scroll", "Scroll down.", key_name="Space"),
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

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self.desk = TeamDesk(self)
        """What else a team can do: ask, predict, explain."""
        self.repairs = PutRight(self)
        """What puts the room right."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """What is done to a team, only on the page of the letters."""
        to_a_team = {"letter", "move", "clear", "absent", "ask", "open", "predict", "reason", "dissent", "visible"}
        return self._page == LETTERS if action in to_a_team else True

    def why_not(self, key: str) -> str:
        """A letter that is no answer, or a page on which nothing is typed for a team."""
        if key == "n":  # a page before it meant the next round, and another habit a late team
            return "This is the next round. A late team joins with m."
        for_a_team = {"backspace", "delete", "up", "down", "left", "right"}
        if self._page != LETTERS and (len(key) == 1 or key in for_a_team):
            return "Nothing is typed for a team on this page. Enter leads to the page of the letters."
        if len(key) == 1 and key.isalnum():
            return no_such_answer(key, self.shown)
        return super().why_not(key)

    def action_page(self, step: int) -> None:
        """Another page."""
        self._page = (self._page + step) % len(PAGES)
        if PAGES[self._page] == "feed" and not self.shown.feed:
            self._page = (self._page + step) % len(PAGES)
        self.query_one("#page").scroll_home(animate=False)
        self.draw()

    def action_on(self) -> None:
        """On; from the letters to the reveal, which asks first."""
        if self._page < LETTERS:
            self.action_page(1)
            return
        self.look(self._ask_to_reveal)

    def _ask_to_reveal(self) -> None:
        """Behind all letters that were typed: the question says whose are missing."""
        without = missing(self.view.teams)
        no_sheet = without_sheet(self.view) if self.view.sheets_open else []
        asked = before_revealing(self.view, without, no_sheet)
        sure = SureScreen(asked.title, consequences(asked), asked.yes, wary=bool(without or no_sheet))
        self.app.push_screen(sure, self._reveal)

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
            self._ring()

        self._sent.append(team)
        self.attempt(act, lambda _: self._sent.remove(team), failed=failed)
        self._mark_next(at)
        self._draw_teams()

    def action_letter(self, letter: str) -> None:
        """One key is one team's answer."""
        if letter.upper() not in {answer.letter for answer in self.shown.answers}:
            self.chasm.say(no_such_answer(letter, self.shown), severity="warning")
            self._ring()
            return
        team = self.team.id
        self._hand_in(lambda room: room.choose(team, letter))

    def action_clear(self) -> None:
        """Take it back."""
        team = self.team.id
        if self.team.status is TeamStatus.WAITS and team not in self._sent:
            self.chasm.say(f"{one_line(self.team.name, 40)} has no letter that could be taken back.")
            return
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
        self._at = self.marked(self.query_one(TeamGrid), self._at, key)
        self._draw_teams()

    def on_team_grid_picked(self, event: TeamGrid.Picked) -> None:
        """A click."""
        self._at = event.index
        self._draw_teams()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        scroll(self, self.query_one("#page", VerticalScroll), pages)

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

    def action_dissent(self) -> None:
        """Why not."""
        self.desk.dissent(self.team)

    def action_teams(self) -> None:
        """A late team, another name, out or back."""
        self.repairs.teams(self._at)

    def action_correct(self) -> None:
        """A letter of the round before."""
        self.repairs.correct(self.team.id)

    def put_right(self, message: str) -> None:
        """On the page where one was, while the same round waits."""
        seen = self.chasm.seen.view.round
        if seen is None or seen.id != self._of:
            super().put_right(message)
            return
        self._at = min(self._at, len(self.view.teams) - 1)
        self.draw()
        self.chasm.say(message)
