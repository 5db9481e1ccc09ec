"""What followed from a decision: the story, who felt it and why, what came back, what you expected."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.tui import told
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.screens.ledger import LedgerScreen
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Para, flow, line, paragraphs
from chasm_game.tui.widgets.chasm_picture import ChasmPicture
from chasm_game.tui.words import LABELS

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.play import Play
    from chasm_game.session.views import ConsequencesView

__all__ = ["ConsequencesScreen"]


class ConsequencesScreen(Page):
    """Enter goes on to the next round."""

    TITLE_WORDS = (
        "What followed. Each stakeholder with a step in words and the reasons, the strongest first. What earlier "
        "decisions sent back has its own part."
    )
    WORDS = ("Chasm", "Trust", "Reported", "Credibility", "Calibration")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("after.go-on", "enter", "go_on", "Go on", "On to the next round."),
        Command("after.down", "down,pagedown,space", "turn(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("after.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        Command("after.ledger", "l", "ledger", "Ledger", "Every point of this round; only where you may see it."),
        Command("after.undo", "u", "undo", "Take back", "In practice: take this decision back."),
        HELP,
        Command("after.leave", "escape,q", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    ConsequencesScreen {
        #page { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
        #halves { height: auto; layout: vertical; }
        #left, #right { height: auto; width: 1fr; padding: 0 1; }
        #outcome, #what, #rest { height: auto; margin-bottom: 1; }
        ChasmPicture { height: 5; margin: 0 0 1 0; max-width: 76; }
    }
    ConsequencesScreen.-wide {
        #halves { layout: horizontal; } #right { padding: 0 1 0 3; } ChasmPicture { height: 7; }
    }
    ConsequencesScreen.-tall #page { padding: 1 1 0 1; }
    ConsequencesScreen.-narrow ChasmPicture, ConsequencesScreen.-short ChasmPicture { display: none; }
    """

    def __init__(self, play: Play, view: ConsequencesView) -> None:
        super().__init__()
        self._play, self._view = play, view
        self._since = 0.0
        self._gone = False

    def body(self) -> ComposeResult:
        """Story and voices in one half, changes in the other."""
        intro, view = self._play.intro, self._view
        yield TopBar(f"Round {view.number}  {view.round_title}", intro.company)
        with VerticalScroll(id="page"), Horizontal(id="halves"):
            with Vertical(id="left"):
                yield Static(flow(self._outcome()), id="outcome", markup=False)
                yield ChasmPicture(intro.company, id="chasm")
            with Vertical(id="right"):
                yield Static(flow(told.followed(view, intro.unit)), id="what", markup=False)
                yield Static(flow(self._rest()), id="rest", markup=False)

    def on_mount(self) -> None:
        """Arrows scroll; Enter counts a moment later."""
        self.query_one(ChasmPicture).show(self._view.chasm)
        self.query_one("#page").focus()
        self._since = time.monotonic()

    def _outcome(self) -> list[Para]:
        view = self._view
        paras = [Para(Content.assemble(("You chose: ", MUTED), line(view.response, "bold")))]
        outcome = paragraphs(view.outcome)
        if outcome:
            paras += [Para(outcome[0].body, outcome[0].mark, gap=1), *outcome[1:]]
        if view.label in LABELS:
            paras.append(Para(Content.styled(LABELS[view.label], f"italic {ACCENT}"), gap=1))
        return [*paras, *told.feed(view.feed, "The feed now")]

    def _rest(self) -> list[Para]:
        view = self._view
        paras = [*told.prediction(view.prediction, view.reason), *told.history(view.history)]
        if view.exact and view.ledger:
            paras.append(Para(Content.styled("l opens the ledger: every point of this round.", MUTED), gap=1))
        if view.fallen:
            paras.append(Para(Content.styled("The company has fallen.", f"bold {DOWN}"), gap=1))
        ending = "That was the last round." if view.over else "The game is saved."
        paras.append(Para(Content.styled(f"{ending} Enter goes on.", MUTED), gap=1))
        return paras

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The ledger only where the points may be seen; taking back only in practice."""
        if action == "ledger":
            return self._view.exact
        return self._play.intro.practice if action == "undo" else True

    def action_go_on(self) -> None:
        """On, once; not by the same Enter that decided."""
        if not self._gone and time.monotonic() - self._since >= self.chasm.CALM:
            self._gone = True
            self.chasm.go_on()

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#page", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)

    def action_ledger(self) -> None:
        """Every point of the round."""
        self.app.push_screen(LedgerScreen(self._view.round_title, self._view.ledger))

    def action_undo(self) -> None:
        """Take this decision back."""
        self.chasm.take_back()

    def action_leave(self) -> None:
        """To the title; the decision is saved."""
        self.chasm.leave()
