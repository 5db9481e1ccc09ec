"""What is seen of a round: the story, the company, the chasm, and the answers, fitted to the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief import happenings
from chasm_game.debrief.aim import AIM
from chasm_game.text import one_line
from chasm_game.tui.paragraphs import feed
from chasm_game.tui.paragraphs.dashboard import Beside
from chasm_game.tui.screen_tips import explain_now
from chasm_game.tui.screens.base import TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.screens.lifting import LiftingScreen
from chasm_game.tui.text import MUTED, Laid, Para, flow, heading, line, paragraphs
from chasm_game.tui.widgets.ask_line import AskLine
from chasm_game.tui.widgets.board import Board
from chasm_game.tui.widgets.chasm_picture import ARRIVING, ChasmPicture, caption
from chasm_game.tui.widgets.choices import Choices
from chasm_game.tui.widgets.pane import Pane
from chasm_game.tui.widgets.seat_status import SeatStatus
from chasm_game.tui.widgets.tip import Guide
from chasm_game.views.round import Phase, round_of

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size

    from chasm_game.session.seat import Seat
    from chasm_game.views.round import RoundView
    from chasm_game.views.seat import SeatView

__all__ = ["RoundPage"]


class RoundPage(GamePage):
    """A round as it is seen, and seen anew when something at the seat changes. What keys do stands in `RoundScreen`."""

    DEFAULT_CSS = """
    RoundPage {
        #upper { height: 1fr; min-height: 5; }
        #story { width: 1fr; padding: 0 1; } #body-text { padding-right: 1; }
        #chasm-words { height: 1; color: $chasm-muted; }
        #chasm-why { height: auto; margin-bottom: 1; color: $chasm-muted; }
        #side { padding: 0 1; overflow-y: auto; scrollbar-size-vertical: 0; }
    }
    RoundPage.-tall #upper { padding-top: 1; }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        view = self.state.view.round
        assert view is not None, "no round waits for a decision"
        self._view = view
        self._lifted = self._unfolded = False
        self._fitted_to: tuple[object, ...] = ()

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
                yield Static("", id="chasm-why", markup=False)
                yield Board(view.dashboard, view.promises, folded=view.folded, id="board")
        yield AskLine(view.ask, intro.unit)
        yield Choices(intro.unit, view.responses, size=self.app.size, id="choices")

    def on_mount(self) -> None:
        """Show the round; fitted before it is laid out. The chasm moves from where the last round had left it."""
        self._fit(self.app.size)
        self.query_one(ChasmPicture).move_to(self._view.chasm, ARRIVING)

    def on_resize(self, event: events.Resize) -> None:
        """Fit the new size."""
        self._fit(event.size)

    def _fit(self, size: Size) -> None:
        """Answers first, then the dashboard; the picture takes what is left, and goes where that is too little."""
        frame = 3 + (size.height >= 30)  # the bar, the question, the hints, and a line of air
        frame += self.query_one(SeatStatus).rows(size.width) + sum(guide.rows for guide in self.query(Guide))
        board = self.query_one(Board)
        # Everything that it hangs on: heard of the seat is mostly something else.
        if self._fitted_to == (to := (size, frame, board.opened, self._view)):
            return
        self._fitted_to = to
        room, side = size.height - frame - self.query_one(Choices).fit(size), _side(board, size.width)
        self.query_one("#side").styles.width = side
        # One row stays for the chasm: in words, where there is no room for its picture.
        brief, left = board.brief, room - board.fit(room - 1, side - 2)
        if brief != board.brief:
            self.query_one("#body-text", Static).update(flow(self._story()))
        left -= self._why(left, side - 2)
        picture = self.query_one(ChasmPicture)
        # From five rows on one of them is air below the picture.
        tall = min(left - (left > 4), 13 if size.width >= 120 else 9)
        # Three rows at least: the names, the air with its people, the rock with the bridge.
        picture.display = tall >= 3 and size.width >= 80
        self.query_one("#chasm-words").display = not picture.display
        picture.styles.height = max(tall, 3)
        picture.styles.margin = (0, 0, 1 if left > 4 else 0, 0)

    def _why(self, left: int, width: int) -> int:
        """The rows below the picture that say why the chasm moved; none where they would cost the picture.

        The key that opens the chasm tells it too.
        """
        why = self.query_one("#chasm-why", Static)
        words = happenings.people_moved(self._view.chasm)
        why.update(words)
        rows = len(line(words).wrap(max(width, 1))) + 1 if words else 0
        why.display = 0 < rows <= left - _PICTURE
        return rows if why.display else 0

    def _where(self) -> tuple[str, str]:
        """Which round, and whose."""
        view, intro = self._view, self.intro
        kind = " · practice" if intro.practice else ""
        return f"{round_of(view)} · {view.title}", f"{intro.company}{kind}"

    def fold(self) -> None:
        """Open what is folded, or fold it again; the rest of the screen makes room."""
        self.query_one(Board).fold()
        self._fit(self.app.size)

    def _show(self) -> None:
        view, intro = self._view, self.intro
        self.query_one("#body-text", Static).update(flow(self._story()))
        self.query_one(Board).show(view.dashboard, view.promises, view.folded)
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
        aim = [Para(Content.styled(AIM, MUTED)), Para(Content(""))] if view.number == 1 and self.intro.quick else []
        return [*self._beside(), *aim, *paras, *self._shock(), *feed.feed(view.feed)]

    def _shock(self) -> list[Para]:
        """What happened; what was read in an earlier game is one line, and opens."""
        view = self._view
        if self._unfolded or not view.read:
            return paragraphs(view.shock)
        words = "You have read the rest of it: t shows it all." if view.unread else "You have read this: t shows it."
        return [
            Para(Content.styled(words, MUTED)),
            *(replace(p, gap=1) for p in paragraphs(view.unread)[:1]),
            *paragraphs(view.unread)[1:],
        ]

    def show_all_text(self) -> None:
        """Show what was folded, or fold it again."""
        self._unfolded = not self._unfolded
        self.query_one("#body-text", Static).update(flow(self._story()))
        self.query_one("#story", Pane).read_from_the_top()

    def _beside(self) -> list[Laid]:
        """Leaders and promises, where the dashboard has no room for them."""
        view = self._view
        boards = [board for board in self.query(Board) if board.brief]
        return (
            [Beside(boards[0].seen, view.promises), Para(Content(""))]
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
        # An ask that was taken back is a round before it was asked: a new screen shows that.
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
        explain_now(self, "arrows")
        self.query_one("#story", Pane).read_from_the_top()
        if self._lifted and self.chasm.motion == "full" and self.is_current:
            self.app.push_screen(LiftingScreen(self.intro.company, before, view.chasm))


_PICTURE = 5
"""Rows that the picture keeps before words stand below it."""


def _side(board: Board, width: int) -> int:
    """The cells that the company takes beside the story on a screen of this width, with one of air on either side."""
    if width < 80:
        return 30
    if width >= 120:
        return min(width // 2, 62)
    # From 100 cells on no name is cut; the story gives way, to half of the screen.
    return min(max(37, board.asks_for + 2), width // 2) if width >= 100 else 37
