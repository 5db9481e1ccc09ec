"""The silent rounds: what was begun lands, a quarter after the other, with its reasons, and nobody can do anything.

Any key goes on to the next; while changes still land Enter goes straight to the end, and so does Esc at any time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import consequences
from chasm_game.tui.paragraphs.dashboard import one_digit
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.text import ACCENT, FAINT, MUTED, Drawn, packed
from chasm_game.tui.widgets.chasm_picture import QUARTERLY, ChasmPicture
from chasm_game.tui.widgets.landing import Landing
from chasm_game.tui.widgets.pane import Pane
from chasm_game.views.recalled import recalled

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from chasm_game.session.seat import Seat
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.seat import SeatView

__all__ = ["SilentScreen"]


class SilentScreen(GamePage):
    """One silent round at a time; the value of those that were seen stands above."""

    TITLE_WORDS = (
        "The silent rounds. After the last decision there is nothing left to decide, but what was begun still lands: "
        "echoes, and promises that fall due. Each quarter is shown by itself, with its reasons; what nobody's trust "
        "felt is left out."
    )
    WORDS = ("Trust", "Promise", "Chasm")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("silent.next", "enter,space,right", "next", "Next", "The next silent round; at the end, on."),
        Command("silent.back", "left", "previous", "Back", "The silent round before.", key_name="←", priority=True),
        Command("silent.down", "down,pagedown", "turn(1)", "Down", "Scroll down.", shown=False),
        Command("silent.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        Command("silent.end", "escape", "end", "To the end", "Show the last of them at once.", key_name="Esc"),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    AUTO_FOCUS = "#page"
    BEAT: ClassVar[float] = 0.45
    """Seconds between two changes that land."""
    DEFAULT_CSS = """
    SilentScreen {
        ChasmPicture { height: 5; margin: 1 2 0 2; }
        #quarters { height: auto; padding: 0 2; margin: 1 0; }
        #page { height: 1fr; padding: 0 1; align-horizontal: center; }
        #column { height: auto; width: 100%; max-width: 96; padding: 0 1; }
        Landing { margin-bottom: 1; }
        #then { height: auto; }
    }
    SilentScreen.-tall ChasmPicture { height: 6; }
    SilentScreen.-tall.-wide ChasmPicture { height: 9; }
    SilentScreen.-medium #quarters, SilentScreen.-short #quarters { margin: 0; }
    SilentScreen.-narrow ChasmPicture, SilentScreen.-short ChasmPicture { display: none; }
    """

    def __init__(self, seat: Seat, followed: ConsequencesView) -> None:
        super().__init__(seat)
        self._followed = followed
        self._posts = recalled(followed.silent, seat.state.view.rounds)
        self._at = 0
        self._seen = 1
        self._beats: Timer | None = None
        self._hurried = False
        self._gone = False

    def body(self) -> ComposeResult:
        """The picture, the way of the value so far, and a silent round."""
        moves = self.chasm.motion == "full"
        yield TopBar("The silent rounds", self.intro.company)
        before = self._followed.chasm
        yield ChasmPicture(self.intro.company, before if moves else self._followed.silent[0].chasm, id="chasm")
        yield Static(Drawn(self._quarters), id="quarters", markup=False)
        with Pane(id="page"), Vertical(id="column"):
            yield self._landing()
            yield Static(self._then(), id="then", markup=False)

    def on_mount(self) -> None:
        """The first begins to land."""
        self._begin()

    def stands(self, view: SeatView, unseen: int) -> bool:  # noqa: ARG002
        """As long as it is read; unless the last decision was taken back."""
        return any(each.id == self._followed.id for each in view.rounds)

    # ------------------------------------------------------------- what is seen

    def _landing(self) -> Landing:
        view = self._followed.silent[self._at]
        blocks = consequences.silent_round(view, self.intro.unit, self._posts[self._at])
        return Landing(blocks, landed=self.chasm.motion != "full" or self._at < self._seen - 1)

    def _quarters(self, width: int) -> list[Content]:
        """The value before, and at the end of every quarter that was seen; the one that is looked at is marked."""
        start = self._followed.dashboard.value
        parts = [] if start is None else [Content.assemble(("Value ", MUTED), (f"{start.value:.1f}", "bold"))]
        for n, each in enumerate(self._followed.silent):
            style = f"bold {ACCENT}" if n == self._at else MUTED
            number = f"{each.number}" if each.number == each.last else f"{each.number}–{each.last}"
            name = Content.styled(number, style)
            value = each.dashboard.value
            if n >= self._seen:
                parts.append(name + Content.styled(" ·", FAINT))
            elif value is not None:
                parts.append(Content.assemble(name, f" {value.value:.1f} ", one_digit(value.moved(1))))
        return packed(parts, width)

    def _then(self) -> Content:
        last = self._at == len(self._followed.silent) - 1
        words = "That was all of it. Enter goes on." if last else "Any key: the next silent round."
        return Content.styled(words, MUTED)

    # ------------------------------------------------------------- landing

    @property
    def landing(self) -> bool:
        """Whether changes of this silent round are still on their way."""
        return self._beats is not None

    def _begin(self) -> None:
        """What is looked at begins to land, where things move."""
        self.query_one(ChasmPicture).move_to(self._followed.silent[self._at].chasm, QUARTERLY)
        if not self.query_one(Landing).done:
            self._beats = self.set_interval(self.BEAT, self._beat)

    def _beat(self) -> None:
        """The next change lands, if nothing stands before the screen and it is in view."""
        landing, page = self.query_one(Landing), self.query_one("#page")
        if self.is_current and landing.region.y + landing.next_row < page.region.bottom:
            landing.land()
        if landing.done:
            self._halt()

    def _halt(self) -> None:
        if self._beats is not None:
            self._beats.stop()
            self._beats = None

    def _show(self, number: int) -> None:
        """Look at another of them."""
        self._halt()
        for landing in self.query(Landing):
            landing.remove()
        self._at = number
        self._seen = max(self._seen, number + 1)
        self.query_one("#column").mount(self._landing(), before="#then")
        self.query_one("#quarters", Static).update(Drawn(self._quarters))
        self.query_one("#then", Static).update(self._then())
        self.query_one("#page", Pane).scroll_home(animate=False)
        self.call_after_refresh(self._begin)

    # ------------------------------------------------------------- keys

    def on_key(self, event: events.Key) -> None:
        """Any key that has no other meaning goes on to the next."""
        if event.is_printable:
            event.stop()
            self._next()

    def action_next(self) -> None:
        """The next; to the end where even the one before was not waited for."""
        if self.landing and self._hurried:
            self.action_end()
            return
        self._hurried = self.landing
        self._next()

    def _next(self) -> None:
        if self._at < len(self._followed.silent) - 1:
            self._show(self._at + 1)
        elif self.landing:
            self.query_one(Landing).land(everything=True)
            self._halt()
        elif not self._gone:
            self._gone = True
            self.chasm.go_on()

    def action_previous(self) -> None:
        """The one before, as it was."""
        if self._at:
            self._show(self._at - 1)

    def action_end(self) -> None:
        """The last of them, landed."""
        last = len(self._followed.silent) - 1
        self._seen = last + 2  # as if one more had been seen: then the last has landed too
        if self._at == last:
            self.query_one(Landing).land(everything=True)
            self._halt()
            self.query_one("#quarters", Static).update(Drawn(self._quarters))
        else:
            self._show(last)

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#page", Pane)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)
