"""The belief sheet, before the first round and after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.grammar import plural
from chasm_game.session.seat import SheetRequest
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.text import DOWN, MUTED, UP, Para, flow, line, paragraphs
from chasm_game.tui.widgets.belief_sheet import BeliefSheet
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.seat import Seat
    from chasm_game.views.seat import SeatView

__all__ = ["BeliefsScreen"]


class BeliefsScreen(GamePage):
    """What creates the most value?"""

    TITLE_WORDS = (
        "The belief sheet. Spread 100 points: what creates the most value for a company like this? Nobody else sees it "
        "before the debrief, where it stands beside what your deeds said and what the people believe."
    )
    WORDS = ("Chasm", "Trust")
    TIPS = "beliefs"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("beliefs.hand-in", "enter", "hand_in", "Hand in", "Hand the sheet in, once it adds up to 100."),
        Command("beliefs.skip", "s", "skip", "Skip", "Go on without a sheet."),
        HELP,
        Command("beliefs.leave", "escape", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    BeliefsScreen { align: center top;
        #sheet-page { padding: 1 3; height: 1fr; max-width: 100; }
        #about, #question { height: auto; max-width: 90; margin-bottom: 1; }
        #left { height: 1; margin: 1 0 0 0; max-width: 90; }
    }
    BeliefsScreen.-tall #sheet-page { padding: 3 3 1 3; }
    BeliefsScreen.-short #sheet-page { padding: 0 3; }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._before = self.state.view.phase is Phase.BELIEFS_BEFORE

    def body(self) -> ComposeResult:
        """The story's first words, the question, the sheet."""
        intro = self.intro
        yield TopBar(
            f"{intro.company} · {intro.title}", f"seed {intro.seed}" + (" · practice" if intro.practice else "")
        )
        with VerticalScroll(id="sheet-page", can_focus=False):
            yield Static(flow(self._about()), id="about", markup=False)
            yield Static(flow(self._question()), id="question", markup=False)
            yield BeliefSheet(intro.stakeholders, id="sheet")
            yield Static(id="left", markup=False)

    @property
    def _phase(self) -> Phase:
        return Phase.BELIEFS_BEFORE if self._before else Phase.BELIEFS_AFTER

    def stands(self, view: SeatView, unseen: int) -> bool:
        """While this sheet is asked for, or was handed in and others are waited for."""
        return view.phase in {self._phase, Phase.WAITING} and not unseen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A sheet is handed in once."""
        if action in {"hand_in", "skip"} and self.state.busy:
            return None
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Keys go to the sheet."""
        sheet = self.query_one(BeliefSheet)
        sheet.focus()
        draft = self.chasm.drafts.get(self._draft)
        if isinstance(draft, dict):
            sheet.points.update(draft)
        self._tell_left(sheet.left)

    def hear(self) -> None:
        """The sheet may have been handed in: then it stands, and nothing is left to give."""
        super().hear()
        sheet = self.query_one(BeliefSheet)
        # Only where it changes: a seat is heard from several times, and each focus would move the mark.
        if sheet.disabled == self._open:
            sheet.disabled = not self._open
            self._tell_left(sheet.left)
            self.query_one("#question", Static).update(flow(self._question()))
            if self._open:
                sheet.focus()

    @property
    def _open(self) -> bool:
        """Whether the sheet can be filled in and handed in."""
        return not self.state.busy and self.state.view.phase is self._phase

    @property
    def _draft(self) -> str:
        return f"sheet/{self._before}"

    def _about(self) -> list[Para]:
        intro = self.intro
        if not self._before:
            return [Para(Content("The last round is played. Before you see what came of it, once more:"))]
        rounds = plural(intro.rounds, "round")
        paras = [
            Para(
                Content.assemble(
                    "You are ", line(intro.you, "bold"), " of ", line(intro.company, "bold"), f". {rounds}."
                )
            )
        ]
        return [*paras, *paragraphs([intro.summary])]

    def _question(self) -> list[Para]:
        more = "Spread 100 points. Arrows move 5, [ and ] move 1, digits type a number." if self._open else ""
        return [Para(Content.styled("What creates the most value?", "bold")), Para(Content.styled(more, MUTED))]

    def on_belief_sheet_changed(self, event: BeliefSheet.Changed) -> None:
        """Say what is left."""
        self._tell_left(event.left)

    def _tell_left(self, left: int) -> None:
        if not self._open:
            words = Content("")
        elif left == 0:
            words = Content.styled("100 points given. Enter hands the sheet in.", UP)
        elif left > 0:
            words = Content.styled(f"{left} left to give", "bold")
        else:
            words = Content.styled(f"{-left} too many", DOWN)
        self.query_one("#left", Static).update(words)

    def action_hand_in(self) -> None:
        """Hand in, if it adds up."""
        sheet = self.query_one(BeliefSheet)
        if sheet.left == 0:
            self._submit({each: float(points) for each, points in sheet.points.items()})
        else:
            problem = f"{sheet.left} points are left to give" if sheet.left > 0 else f"{-sheet.left} points too many"
            self.notify(f"{problem}: it has to add up to 100. Or press s to skip.", severity="warning", markup=False)

    def action_skip(self) -> None:
        """Without a sheet."""
        self._submit(None)

    def _submit(self, points: dict[str, float] | None) -> None:
        if self._open:
            self.chasm.hand_in(SheetRequest("before" if self._before else "after", points))

    def action_leave(self) -> None:
        """To the title; the points that were given are there again on the way back."""
        # A copy: the sheet goes on being edited while the app holds what was left.
        self.chasm.drafts[self._draft] = dict(self.query_one(BeliefSheet).points)
        self.chasm.leave()
