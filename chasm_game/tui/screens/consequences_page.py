"""What is seen of a round's consequences: the story, who felt it and why, and changes that land one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.gauges import CREDIBILITY
from chasm_game.tui.paragraphs import consequences, every_round, feed
from chasm_game.tui.paragraphs.consequences import LABELS
from chasm_game.tui.screens.base import TopBar
from chasm_game.tui.screens.chasm import ChasmScreen
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.screens.ledger import LedgerScreen
from chasm_game.tui.text import MUTED, Para, flow, line, paragraphs
from chasm_game.tui.widgets.chasm_picture import ANSWERING, ChasmPicture
from chasm_game.tui.widgets.landing import Landing
from chasm_game.tui.widgets.pane import Pane
from chasm_game.views.round import on_the_board

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.timer import Timer

    from chasm_game.session.seat import Seat
    from chasm_game.views.chasm import ChasmView
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["ConsequencesPage"]


class ConsequencesPage(GamePage):
    """What followed, as it is seen and looked around in. How one goes on stands in `ConsequencesScreen`."""

    BEAT: ClassVar[float] = 0.45
    """Seconds between two changes that land."""
    AT_ONCE: ClassVar[bool] = False
    """Whether everything has landed from the beginning, for it was seen before."""
    DEFAULT_CSS = """
    ConsequencesPage {
        ChasmPicture { height: 4; margin: 1 2 0 2; }
        #page { height: 1fr; padding: 0 1; }
        #left, #right { height: auto; width: 1fr; padding: 0 1; }
        #outcome, #expected, #what, #usual, #feed, #happened, #rest { height: auto; margin-bottom: 1; }
    }
    ConsequencesPage.-medium ChasmPicture { margin: 0 2; }
    ConsequencesPage.-tall {
        ChasmPicture { height: 7; }
        #page { padding: 1 1 0 1; }
    }
    ConsequencesPage.-wide {
        #page { layout: horizontal; }
        #left { width: 2fr; }
        #right { width: 3fr; padding: 0 1 0 3; }
    }
    ConsequencesPage.-wide.-tall ChasmPicture { height: 9; }
    ConsequencesPage.-narrow ChasmPicture, ConsequencesPage.-short ChasmPicture { display: none; }
    """

    def __init__(self, seat: Seat, view: ConsequencesView) -> None:
        super().__init__(seat)
        self._view = view
        self._beats: Timer | None = None
        self._opened = False

    def body(self) -> ComposeResult:
        """The picture on top; below it the story, and who felt it."""
        intro, view, at_once = self.intro, self._view, not self._moves
        yield TopBar(f"Round {view.number}{on_the_board(view.on_board)} · {view.round_title}", intro.company)
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
                yield Static(flow(self._rest()), id="rest", markup=False)

    def on_mount(self) -> None:
        """What followed begins to land."""
        if self._moves:
            self.query_one(ChasmPicture).move_to(self._view.chasm, ANSWERING)
            self._beats = self.set_interval(self.BEAT, self._beat)

    # ------------------------------------------------------------- landing

    @property
    def _moves(self) -> bool:
        return self.chasm.motion == "full" and not self.AT_ONCE

    @property
    def landing(self) -> bool:
        """Whether changes are still on their way."""
        return self._beats is not None

    def _beat(self) -> None:
        """The next change lands, if it is in view and nothing stands before the screen."""
        # What lands behind a help screen would have landed unseen.
        if not self.is_current:
            return
        waiting = self._waiting()
        # Nothing lands below the fold: it waits until it is scrolled to.
        if waiting is None:
            self.land_all()
        elif not self.waits_below:
            waiting.land()

    def _waiting(self) -> Landing | None:
        """The part in which the next change lands; `None` when all have."""
        return next((landing for landing in self.query(Landing) if not landing.done), None)

    @property
    def waits_below(self) -> bool:
        """Whether the next change would land below the fold, where nobody saw it."""
        waiting = self._waiting()
        return waiting is not None and waiting.region.y + waiting.next_row >= self.query_one("#page").region.bottom

    @property
    def sees_expected(self) -> bool:
        """Whether a prediction is in view as a whole: what became of it is said there once everything has landed."""
        page = self.query_one("#page").region
        seen = (page.contains_region(each.region) for each in self.query("#expected"))
        return self._view.prediction is not None and any(seen)

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

    def _chasm_before(self) -> ChasmView:
        """The chasm as it was when the decision was taken."""
        view, chasm = self._view, self._view.chasm
        # The bridge reaches as far as the company is believed.
        reach = chasm.bridge - view.dashboard.gauge(CREDIBILITY.id).change
        return replace(
            chasm, width=chasm.before, before=None, bridge=reach, whom=chasm.whom_before, how=chasm.how_before
        )

    # ------------------------------------------------------------- looking around

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

    # ------------------------------------------------------------- words

    def _expected(self, *, known: bool) -> list[Para]:
        """What was expected; once everything has landed, beside what happened."""
        view = self._view
        paras = (feed.prediction if known else feed.expected)(view.prediction, view.reason)
        return [replace(para, gap=0) for para in paras]

    def _outcome(self) -> list[Para]:
        view = self._view
        way = f"  {view.label} way" if view.label in LABELS else ""
        chose = view.chose if view.letter else "You chose"
        paras = [Para(Content.assemble((f"{chose} ", MUTED), line(view.response, "bold"), (way, MUTED)))]
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
            paras.append(Para(Content.styled("l opens the ledger: every point of the whole round.", MUTED), gap=1))
        paras += self._then()
        return [replace(paras[0], gap=0), *paras[1:]]

    def _then(self) -> list[Para]:
        """What became of the save, and what Enter does."""
        view, intro, paras = self._view, self.intro, []
        saved = "The game is saved. " if intro.save else ""
        if intro.save_notice:
            paras.append(Para(line(f"{intro.save_notice[:1].upper()}{intro.save_notice[1:]}."), gap=1))
        ending = "That was your last decision. " if view.over else saved
        lands = "What you have begun still lands: Enter shows it, quarter by quarter."
        then = lands if view.silent else "Enter goes on."
        paras.append(Para(Content.styled(f"{ending}{then}", MUTED), gap=1 if view.fallen else 0))
        return paras
