"""The round: what happened, what the company is told, how wide the chasm is, and the answers."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from chasm_game.debrief import happenings
from chasm_game.session.seat import AskRequest, ChangeRequest, ChoiceRequest, PenRequest, waiting_sentence
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screen_tips import explain_now
from chasm_game.tui.screens.ask import AskScreen
from chasm_game.tui.screens.base import HELP
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.screens.confirm import ConfirmScreen, Decision
from chasm_game.tui.screens.last_round import LastRoundScreen
from chasm_game.tui.screens.round_page import RoundPage
from chasm_game.tui.widgets.choices import Choices
from chasm_game.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual.binding import BindingType

    from chasm_game.session.seat import Seat
    from chasm_game.views.round import ResponseView

__all__ = ["RoundScreen"]


class RoundScreen(RoundPage):
    """Read, ask if you like, choose."""

    TITLE_WORDS = (
        "A round. Read what happened, look at the dashboard, mark an answer and take it with Enter. Dots say whom an "
        "answer moves and how strongly, not which way; once the people were asked arrows do, first by the end of this "
        "round, then later. Nothing is decided before you confirm it."
    )
    WORDS = (
        "Chasm",
        "Trust",
        "Reported",
        "Asking",
        "Arrows",
        "Credibility",
        "Learning",
        "Know-how",
        "Leaders",
        "Promise",
    )
    TIPS = "round"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("round.choose", "enter", "choose", "Choose", "Take the answer that is marked.", priority=True),
        Command(
            "round.ask", "a", "ask", "Ask the people", "Hear the people; costs cash, and can be done only a few times."
        ),
        Command(
            "round.story-down",
            "pagedown,space",
            "story(1)",
            "Story",
            "Scroll the story down.",
            key_name="PgDn",
            priority=True,
        ),
        Command("round.story-up", "pageup", "story(-1)", "Up", "Scroll the story up.", shown=False, priority=True),
        Command("round.pen", "p", "pen", "Take the pen", "In a team of several: hand in the team's answer from here."),
        Command("round.change", "r", "change", "Choose again", "In a live room: choose anew, until the reveal."),
        Command("round.undo", "u", "undo", "Take back", "In practice: take the last decision or ask back."),
        Command("round.last", "l", "last", "Last round", "What followed from your last decision, once more."),
        Command("round.text", "t", "text", "Text", "What you have read in an earlier game, and fold it again."),
        Command(
            "round.fold", "o", "fold", "All numbers", "Every number, or only what this round can move.", shown=False
        ),
        Command("round.chasm", "c", "chasm", "Chasm", "The chasm in detail: whom, and how.", shown=False),
        HELP,
        Command("round.leave", "escape,q", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
        Command(
            "round.digit",
            "1,2,3,4,5,6,7,8,9",
            "",
            "Mark",
            "Mark an answer by its number, in a room by Shift and its letter; once more takes it.",
            shown=False,
            key_name="1–9",
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            # In a room answers have letters. Capitals are free for them: the small ones are keys of the game.
            Command(
                f"round.pick-{n}",
                f"{n},{chr(64 + n)}",
                f"pick({n})",
                f"Answer {n}",
                f"Mark or take answer {n}.",
                shown=False,
            )
            for n in range(1, 10)
        ),
    ]
    AUTO_FOCUS = "#responses"

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._asked_to_confirm = self._marked = False
        self._since = time.monotonic()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asking only while it is possible; taking back only in practice; nothing while something is handed in."""
        if action == "ask":
            return self._waits and self._view.ask.possible and not self._view.ask.asked
        if action == "choose" and not self._waits:
            # Greyed and not gone: it counts again when the waiting is over.
            return None
        if action == "text":
            return bool(self._view.read)
        if action == "pen":
            return self.state.can_take_pen and self.state.pending is None
        if action == "change":
            return self.state.can_change
        if action == "last":
            return bool(self.state.view.rounds)
        if action == "undo":
            return self.intro.practice and not self.state.busy and (self._view.number > 1 or self._view.ask.asked)
        return super().check_action(action, parameters)

    def action_story(self, pages: int) -> None:
        """Scroll the story."""
        story = self.query_one("#story", Pane)
        step = max(story.size.height - 1, 1) * pages
        story.scroll_relative(y=step, animate=False)

    def action_text(self) -> None:
        """All of the story, or what is new of it."""
        self.show_all_text()

    def action_pick(self, number: int) -> None:
        """A digit."""
        self.query_one(Choices).pick(number)

    def action_choose(self) -> None:
        """Enter, where the list does not have the focus."""
        self.query_one(Choices).choose()

    def on_choices_marked(self) -> None:
        """What dots say is explained when an answer is first looked at."""
        # Once a round: every arrow key marks, and must cost nothing.
        if not self._marked:
            self._marked = True
            explain_now(self, "answers")

    def on_choices_picked(self, event: Choices.Picked) -> None:
        """Ask once more, with a prediction; a locked answer only says what it needs."""
        response = event.response
        if not self._waits:
            self.chasm.say(waiting_sentence(self.state) or "This round is decided", severity="warning")
        elif not response.open:
            needs = response.locked if response.needs else "This answer is locked now"
            self.chasm.say(needs, severity="warning")
        elif not self.chasm.settings.confirm:
            self._decide(response, Decision(None, ""))
        elif not self._asked_to_confirm:
            # A second Enter that is on its way already must not open a second question.
            self._asked_to_confirm = True
            intro = self.intro
            votes = self.state.votes
            screen = ConfirmScreen(response, self._view.targets, intro.unit, quick=intro.quick, votes=votes)
            self.app.push_screen(screen, lambda decision: self._decide(response, decision))

    def _decide(self, response: ResponseView, decision: Decision | None) -> None:
        self._asked_to_confirm = False
        if decision is None or not self._waits:
            return
        seconds = round(time.monotonic() - self._since, 1)
        self.chasm.hand_in(ChoiceRequest(self._view.id, response.id, decision.prediction, decision.reason, seconds))

    def on_ask_line_clicked(self) -> None:
        """A click on the line asks."""
        if self.check_action("ask", ()):
            self.action_ask()

    def action_ask(self) -> None:
        """Say what it costs, and who may come along; then ask."""
        view = self._view
        self.app.push_screen(AskScreen(view.ask, self.intro.unit, in_mist=view.chasm.in_mist), self._ask)

    def _ask(self, leader: str | None) -> None:
        if leader is not None and self._waits:
            self.chasm.hand_in(AskRequest(self._view.id, leader or None))

    def action_pen(self) -> None:
        """From now on the team's answer is handed in here."""
        self.chasm.hand_in(PenRequest(self._view.id))

    def action_change(self) -> None:
        """What was handed in does not count yet: choose anew."""
        self.chasm.hand_in(ChangeRequest(self._view.id))

    def action_fold(self) -> None:
        """Every number, or only what this round can move."""
        self.fold()

    def action_chasm(self) -> None:
        """The halves of the chasm, axis by axis."""
        self.app.push_screen(ChasmScreen(self._view.chasm, happenings.people_moved(self._view.chasm)))

    def action_last(self) -> None:
        """What followed from the last decision: a second Enter may have gone past it."""
        self.app.push_screen(LastRoundScreen(self.seat, self.state.view.rounds[-1]))

    def action_undo(self) -> None:
        """Take the last decision or ask back."""
        self.chasm.take_back()

    def action_leave(self) -> None:
        """To the title; everything decided is saved."""
        self.chasm.leave()
