"""What followed from a decision: the story, who felt it and why, what came back, what you expected.

With motion the changes land one after another, each when it is in view; any key but those that scroll lands them all.
"""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.gauges import CREDIBILITY
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import consequences, every_round, feed
from chasm_game.tui.paragraphs.consequences import LABELS
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.screens.ledger import LedgerScreen
from chasm_game.tui.text import MUTED, Para, flow, line, paragraphs
from chasm_game.tui.widgets.chasm_picture import ChasmPicture
from chasm_game.tui.widgets.landing import Landing
from chasm_game.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

    from chasm_game.session.seat import Seat
    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.consequences import ConsequencesView
    from chasm_game.views.seat import SeatView

__all__ = ["ConsequencesScreen"]


class ConsequencesScreen(GamePage):
    """Enter goes on to the next round."""

    TITLE_WORDS = (
        "What followed. Each stakeholder with a step in words and the reasons, the strongest first. What earlier "
        "decisions sent back has its own part."
    )
    WORDS = ("Chasm", "Trust", "Reported", "Credibility", "Promise", "Calibration")
    BEAT: ClassVar[float] = 0.45
    """Seconds between two changes that land."""
    TIPS = "after"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("after.go-on", "enter", "go_on", "Go on", "Show everything at once; then on to the next round."),
        Command("after.down", "down,pagedown", "turn(1)", "Down", "Scroll down.", shown=False),
        Command("after.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        Command("after.space", "space", "space", "Scroll", "Show everything at once; then scroll down."),
        Command("after.ledger", "l", "ledger", "Ledger", "Every point of this round; only where you may see it."),
        Command("after.undo", "u", "undo", "Take back", "In practice: take this decision back."),
        Command(
            "after.usual",
            "o",
            "usual",
            "Every round",
            "What moves every round, in full or folded.",
            shown=False,
        ),
        Command("after.chasm", "c", "chasm", "Chasm", "The chasm in detail: whom, and how.", shown=False),
        HELP,
        Command("after.leave", "escape,q", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    AUTO_FOCUS = "#page"
    DEFAULT_CSS = """
    ConsequencesScreen {
        ChasmPicture { height: 4; margin: 1 2 0 2; }
        #page { height: 1fr; padding: 0 1; }
        #left, #right { height: auto; width: 1fr; padding: 0 1; }
        #outcome, #expected, #what, #usual, #feed, #happened, #silent, #rest { height: auto; margin-bottom: 1; }
    }
    ConsequencesScreen.-medium ChasmPicture { margin: 0 2; }
    ConsequencesScreen.-tall {
        ChasmPicture { height: 7; }
        #page { padding: 1 1 0 1; }
    }
    ConsequencesScreen.-wide {
        #page { layout: horizontal; }
        #left { width: 2fr; }
        #right { width: 3fr; padding: 0 1 0 3; }
    }
    ConsequencesScreen.-wide.-tall ChasmPicture { height: 9; }
    ConsequencesScreen.-narrow ChasmPicture, ConsequencesScreen.-short ChasmPicture { display: none; }
    """

    def __init__(self, seat: Seat, view: ConsequencesView) -> None:
        super().__init__(seat)
        self._view = view
        self._since = 0.0
        self._gone = False
        self._opened = False
        self._beats: Timer | None = None

    def body(self) -> ComposeResult:
        """The picture on top; below it the story, and who felt it."""
        intro, view, at_once = self.intro, self._view, self.chasm.motion != "full"
        yield TopBar(f"Round {view.number}  {view.round_title}", intro.company)
        yield ChasmPicture(intro.company, view.chasm if at_once else self._chasm_before(), id="chasm")
        expected = self._expected(known=at_once)
        with Pane(id="page"):
            with Vertical(id="left"):
                yield Static(flow(self._outcome()), id="outcome", markup=False)
                if expected:
                    yield Static(flow(expected), id="expected", markup=False)
            with Vertical(id="right"):
                yield Landing(consequences.felt(view, intro.unit), landed=at_once, id="what")
                if usual := every_round.folded(view):
                    yield Static(flow(usual), id="usual", markup=False)
                if view.feed:
                    yield Landing(consequences.reacted(view.feed), landed=at_once, id="feed")
                yield Static(flow(self._happened()), id="happened", markup=False)
                if view.silent:
                    yield Landing(consequences.silent_rounds(view.silent, intro.unit), landed=at_once, id="silent")
                yield Static(flow(self._rest()), id="rest", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll; Enter counts a moment later. What followed begins to land."""
        self._since = time.monotonic()
        if self.chasm.motion == "full":
            self.query_one(ChasmPicture).move_to(self._view.chasm, 1.6)
            self._beats = self.set_interval(self.BEAT, self._beat)

    # ------------------------------------------------------------- landing

    @property
    def landing(self) -> bool:
        """Whether changes are still on their way."""
        return self._beats is not None

    def _beat(self) -> None:
        """The next change lands, if it is in view and nothing stands before the screen."""
        # What lands behind a help screen would have landed unseen.
        if not self.is_current:
            return
        page = self.query_one("#page")
        for landing in self.query(Landing):
            if not landing.done:
                # Nothing lands below the fold: it waits until it is scrolled to.
                if landing.region.y + landing.next_row < page.region.bottom:
                    landing.land()
                return
        self.land_all()

    def land_all(self) -> None:
        """Everything that is on its way arrives."""
        if self._beats is not None:
            self._beats.stop()
            self._beats = None
            for landing in self.query(Landing):
                landing.land(everything=True)
            self.query_one(ChasmPicture).halt()
            for where in self.query("#expected").results(Static):
                where.update(flow(self._expected(known=True)))

    def on_key(self, event: events.Key) -> None:
        """Any key that has no other meaning shows everything at once."""
        if self.landing:
            event.stop()
            self.land_all()

    def _chasm_before(self) -> ChasmView:
        """The chasm as it was when the decision was taken."""
        view, chasm = self._view, self._view.chasm
        reach = chasm.bridge - view.dashboard.gauge(CREDIBILITY.id).change
        return replace(
            chasm, width=chasm.before, before=None, bridge=reach, whom=chasm.whom_before, how=chasm.how_before
        )

    # ------------------------------------------------------------- words

    def _expected(self, *, known: bool) -> list[Para]:
        """What was expected; once everything has landed, beside what happened."""
        view = self._view
        paras = (feed.prediction if known else feed.expected)(view.prediction, view.reason)
        return [replace(para, gap=0) for para in paras]

    def _outcome(self) -> list[Para]:
        view = self._view
        way = f"  {view.label} way" if view.label in LABELS else ""
        paras = [Para(Content.assemble(("You chose ", MUTED), line(view.response, "bold"), (way, MUTED)))]
        outcome = paragraphs(view.outcome)
        if outcome:
            paras += [replace(outcome[0], gap=1), *outcome[1:]]
        return paras

    def _happened(self) -> list[Para]:
        """Promises that are not due yet, a fall, and what did not happen."""
        view = self._view
        paras = consequences.promises(view.promised)
        if view.fall:
            paras += consequences.fallen(view.fall, self.intro.unit)
        return [*paras, *feed.averted(view.averted)] or [Para(Content(""))]

    def _rest(self) -> list[Para]:
        view = self._view
        paras = feed.history(view.history)
        if view.exact and view.ledger:
            paras.append(Para(Content.styled("l opens the ledger: every point of this round.", MUTED), gap=1))
        intro = self.intro
        saved = "The game is saved. " if intro.save else ""
        if intro.save_notice:
            paras.append(Para(line(f"{intro.save_notice[:1].upper()}{intro.save_notice[1:]}."), gap=1))
        ending = "That was the last round. " if view.over else saved
        paras.append(Para(Content.styled(f"{ending}Enter goes on.", MUTED), gap=1 if view.fallen else 0))
        return [replace(paras[0], gap=0), *paras[1:]]

    # ------------------------------------------------------------- keys

    def stands(self, view: SeatView, unseen: int) -> bool:  # noqa: ARG002
        """As long as it is read; unless it was taken back."""
        return any(each.id == self._view.id for each in view.rounds)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The ledger only where the points may be seen; taking back only in practice."""
        if action == "ledger":
            return self._view.exact
        if action == "undo":
            return self.intro.practice and not self.state.busy
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Everything at once; then on, once, and not by the same Enter that decided."""
        # Who presses Enter twice to decide would else never see what followed.
        if time.monotonic() - self._since < self.chasm.CALM or self._gone:
            return
        if self.landing:
            self.land_all()
        else:
            self._gone = True
            self.chasm.go_on()

    def action_space(self) -> None:
        """Everything at once; then a page down."""
        if self.landing:
            self.land_all()
        else:
            self.action_turn(1)

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#page", Pane)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)

    def action_ledger(self) -> None:
        """Every point of the round."""
        self.app.push_screen(LedgerScreen(self._view))

    def action_usual(self) -> None:
        """Open or fold what moves every round."""
        for usual in self.query("#usual").results(Static):
            self._opened = not self._opened
            usual.update(flow((every_round.usual if self._opened else every_round.folded)(self._view)))

    def action_chasm(self) -> None:
        """The halves of the chasm, axis by axis."""
        self.app.push_screen(ChasmScreen(self._view.chasm))

    def action_undo(self) -> None:
        """Take this decision back."""
        self.chasm.take_back()

    def action_leave(self) -> None:
        """To the title; the decision is saved."""
        self.chasm.leave()
