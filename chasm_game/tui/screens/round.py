"""The round: what happened, what the company is told, how wide the chasm is, and the answers."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.session.seat import AskRequest, ChoiceRequest, waiting_sentence
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.screens.ask import AskScreen
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.screens.confirm import ConfirmScreen, Decision
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.screens.lifting import LiftingScreen
from chasm_game.tui.text import Laid, Para, flow, heading, paragraphs
from chasm_game.tui.widgets.ask_line import AskLine
from chasm_game.tui.widgets.board import Beside, Board
from chasm_game.tui.widgets.chasm_picture import ChasmPicture, caption
from chasm_game.tui.widgets.choices import Choices, roomy
from chasm_game.tui.widgets.pane import Pane
from chasm_game.tui.widgets.seat_status import SeatStatus
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.geometry import Size

    from chasm_game.session.seat import Seat
    from chasm_game.views.round import ResponseView, RoundView
    from chasm_game.views.seat import SeatView

__all__ = ["RoundScreen"]


class RoundScreen(GamePage):
    """Read, ask if you like, choose."""

    TITLE_WORDS = (
        "A round. Read what happened, look at the dashboard, and choose one answer. Dots say whom an answer moves and "
        "how strongly, not which way; once the people were asked arrows do, first by the end of this round, then "
        "later. Nothing is decided before you confirm it."
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
        Command("round.choose", "enter", "choose", "Choose", "Choose the highlighted answer.", priority=True),
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
        Command("round.undo", "u", "undo", "Take back", "In practice: take the last decision or ask back."),
        Command("round.chasm", "c", "chasm", "Chasm", "The chasm in detail: whom, and how.", shown=False),
        HELP,
        Command("round.leave", "escape,q", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
        Command(
            "round.digit",
            "1,2,3,4,5,6,7,8,9",
            "",
            "Pick",
            "Choose an answer by its number.",
            shown=False,
            key_name="1–9",
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            Command(f"round.pick-{n}", str(n), f"pick({n})", f"Answer {n}", f"Choose answer {n}.", shown=False)
            for n in range(1, 10)
        ),
    ]
    AUTO_FOCUS = "#responses"
    DEFAULT_CSS = """
    RoundScreen {
        #upper { height: 1fr; min-height: 5; }
        #story { width: 1fr; padding: 0 1; } #body-text { padding-right: 1; }
        #chasm-words { height: 1; color: $chasm-muted; }
        #side { width: 37; padding: 0 1; overflow-y: auto; scrollbar-size-vertical: 0; }
    }
    RoundScreen.-narrow #side { width: 30; }
    RoundScreen.-tall #upper { padding-top: 1; }
    RoundScreen.-wide #side { width: 50%; max-width: 62; }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        view = self.state.view.round
        assert view is not None, "no round waits for a decision"
        self._view = view
        self._asked_to_confirm = False
        self._lifted = False
        self._since = time.monotonic()

    @property
    def view(self) -> RoundView:
        """The round as it is seen now."""
        return self._view

    def body(self) -> ComposeResult:
        """Story on the left, company on the right, answers below."""
        view, intro = self._view, self.intro
        moves = self.chasm.motion == "full" and view.chasm.before is not None
        yield TopBar(*self._where())
        with Horizontal(id="upper"):
            with Pane(id="story"):
                yield Static(flow(self._story()), id="body-text", markup=False)
            with Vertical(id="side"):
                began = replace(view.chasm, width=view.chasm.before) if moves else view.chasm
                yield ChasmPicture(intro.company, began, id="chasm")
                yield Static(caption(view.chasm), id="chasm-words", markup=False)
                yield Board(view.dashboard, view.promises, id="board")
        yield AskLine(view.ask, intro.unit)
        yield Choices(intro.unit, view.responses, roomy=roomy(self.app.size, len(view.responses)), id="choices")

    def on_mount(self) -> None:
        """Show the round; fitted before it is laid out. The chasm moves from where the last round had left it."""
        self._fit(self.app.size)
        self.query_one(ChasmPicture).move_to(self._view.chasm, 0.9)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Answers first, then the dashboard; the picture takes what is left, and goes where that is too little."""
        frame = 3 + self.has_class("-tall")  # the bar, the question, the hints, and a line of air
        frame += self.query_one(SeatStatus).rows(size.width)
        room, board = size.height - frame - self.query_one(Choices).fit(size), self.query_one(Board)
        brief, left = board.brief, room - board.fit(room)
        if brief != board.brief:
            self.query_one("#body-text", Static).update(flow(self._story()))
        picture = self.query_one(ChasmPicture)
        tall = min(left - (left > 4), 13 if self.has_class("-wide") else 9)
        picture.display = tall >= 3 and not self.has_class("-narrow")
        self.query_one("#chasm-words").display = not picture.display
        picture.styles.height = max(tall, 3)
        picture.styles.margin = (0, 0, 1 if left > 4 else 0, 0)

    def _where(self) -> tuple[str, str]:
        """Which round, and whose."""
        view, intro = self._view, self.intro
        kind = " · practice" if intro.practice else ""
        return f"Round {view.number} of {view.of}  {view.title}", f"{intro.company}{kind}"

    def _show(self) -> None:
        view, intro = self._view, self.intro
        self.query_one("#body-text", Static).update(flow(self._story()))
        self.query_one(Board).show(view.dashboard, view.promises)
        self.query_one(AskLine).show(view.ask, intro.unit, waits=self._waits)
        self.query_one(Choices).show(view.responses)
        self.refresh_bindings()

    def _story(self) -> list[Laid]:
        view = self._view
        paras: list[Para] = feed.asked(view) if view.ask.asked else []
        if self._lifted:
            paras[1:2] = [Para(feed.lifted(view.chasm)), *(replace(para, gap=1) for para in paras[1:2])]
        if paras:
            paras.append(heading(one_line(view.title)))
        elif view.averted:
            paras = [*feed.averted(view.averted, gap=0), heading(one_line(view.title))]
        return [*self._beside(), *paras, *paragraphs(view.shock), *feed.feed(view.feed)]

    def _beside(self) -> list[Laid]:
        """Leaders and promises, where the dashboard has no room for them."""
        view = self._view
        boards = [board for board in self.query(Board) if board.brief]
        return (
            [Beside(view.dashboard.leaders, view.promises), Para(Content(""))]
            if boards and (view.dashboard.leaders or view.promises)
            else []
        )

    @property
    def _waits(self) -> bool:
        """Whether this round waits for a decision, and for nothing else."""
        state = self.state
        return not state.busy and state.view.round is not None and state.view.round.id == self._view.id

    def stands(self, view: SeatView, unseen: int) -> bool:
        """While this round waits for its decision; and once that is handed in, until something came of it."""
        if unseen or view.phase not in {Phase.DECIDING, Phase.WAITING}:
            return False
        now = view.round
        return now is None or (now.id == self._view.id and now.ask.asked >= self._view.ask.asked)

    def hear(self) -> None:
        """The people may have been asked; or the decision is on its way."""
        super().hear()
        now = self.state.view.round
        if now is not None and now != self._view:
            self._see(now)
        else:
            self.query_one(AskLine).show(self._view.ask, self.intro.unit, waits=self._waits)
        self._fit(self.app.size)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Asking only while it is possible; taking back only in practice; nothing while something is handed in."""
        if action == "ask":
            return self._waits and self._view.ask.possible and not self._view.ask.asked
        if action == "choose" and not self._waits:
            return None
        if action == "undo":
            return self.intro.practice and not self.state.busy and (self._view.number > 1 or self._view.ask.asked)
        return super().check_action(action, parameters)

    def action_story(self, pages: int) -> None:
        """Scroll the story."""
        story = self.query_one("#story", Pane)
        step = max(story.size.height - 1, 1) * pages
        story.scroll_relative(y=step, animate=False)

    def action_pick(self, number: int) -> None:
        """A digit."""
        self.query_one(Choices).pick(number)

    def action_choose(self) -> None:
        """Enter, where the list does not have the focus."""
        self.query_one(Choices).choose()

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
            self._asked_to_confirm = True
            intro = self.intro
            screen = ConfirmScreen(response, self._view.targets, intro.unit, quick=intro.quick)
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
        self.app.push_screen(AskScreen(self._view.ask, self.intro.unit), self._ask)

    def _ask(self, leader: str | None) -> None:
        if leader is not None and self._waits:
            self.chasm.hand_in(AskRequest(self._view.id, leader or None))

    def _see(self, view: RoundView) -> None:
        """The same round, with something that was not seen before: what the people said, most of all."""
        before, asked = self._view.chasm, view.ask.asked and not self._view.ask.asked
        self._view = view
        self._lifted = self._lifted or (before.in_mist and not view.chasm.in_mist)
        self.query_one(ChasmPicture).show(view.chasm)
        self.query_one("#chasm-words", Static).update(caption(view.chasm))
        self._show()
        if not asked:
            return
        self.query_one("#story", Pane).scroll_home(animate=False)
        if self._lifted and self.chasm.motion == "full" and self.is_current:
            self.app.push_screen(LiftingScreen(self.intro.company, before, view.chasm))

    def action_chasm(self) -> None:
        """The halves of the chasm, axis by axis."""
        self.app.push_screen(ChasmScreen(self._view.chasm))

    def action_undo(self) -> None:
        """Take the last decision or ask back."""
        self.chasm.take_back()

    def action_leave(self) -> None:
        """To the title; everything decided is saved."""
        self.chasm.leave()
