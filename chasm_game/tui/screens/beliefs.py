"""The belief sheet of two pages, before the first round and after the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from chasm_game.grammar import under
from chasm_game.session.seat import SheetRequest
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import belief_sheet
from chasm_game.tui.screen_tips import explain_now
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.sheet_drafts import SheetDraft, begin_as_before
from chasm_game.tui.text import Para, flow
from chasm_game.tui.widgets.belief_sheet import BeliefSheet
from chasm_game.tui.widgets.way_sheet import WaySheet
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.seat import Seat
    from chasm_game.views.seat import SeatView

__all__ = ["BeliefsScreen"]


class BeliefsScreen(GamePage):
    """What creates the most value? And how, where the rulebook has axes: the second page."""

    TITLE_WORDS = (
        "The belief sheet. Spread 100 points: what creates the most value for a company like this? Nobody else sees it "
        "before the debrief, where it stands beside what your deeds said and what the people believe. On the second "
        "page you say how a company creates it: on each question a mark from 1 to 9 between two statements."
    )
    WORDS = ("Chasm", "Trust")
    TIPS = "beliefs"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command(
            "beliefs.hand-in",
            "enter",
            "hand_in",
            "On",
            "From the story to the sheet, on to its second page once it adds up to 100; then hand in.",
        ),
        Command("beliefs.skip", "s", "skip", "Skip", "Go on without the sheet, or without its second page."),
        Command("beliefs.first", "b", "first", "First page", "Back to the first page."),
        Command("beliefs.text", "t", "text", "Text", "How the story begins, which you have read in an earlier game."),
        Command("beliefs.read-on", "pagedown,space", "turn(1)", "Read", "Scroll the story down.", key_name="PgDn"),
        Command("beliefs.read-back", "pageup", "turn(-1)", "Up", "Scroll the story up.", shown=False),
        HELP,
        Command("beliefs.leave", "escape", "leave", "Title", "To the title; the game is saved.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    BeliefsScreen { align: center top;
        #sheet-page { padding: 1 3; height: 1fr; max-width: 100; }
        #about, #left { height: auto; max-width: 90; margin-bottom: 1; }
        #question { height: auto; max-width: 90; }
        #ways { display: none; }
    }
    BeliefsScreen.-tall #sheet-page { padding: 3 3 1 3; }
    BeliefsScreen.-short #sheet-page { padding: 0 3; }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        self._before = self.state.view.phase is Phase.BELIEFS_BEFORE
        self._second = False
        self._reading = False
        """Whether the first page of the story is read: who is to be weighed has to be met first."""

    def body(self) -> ComposeResult:
        """The story's first words, the question, the sheet."""
        intro = self.intro
        # Whoever left a sheet behind has read it.
        read = self._draft.is_there or intro.opening_read
        self._reading = self._before and bool(intro.opening) and not read
        # Devices of a room are not told its luck: by it, all could be played ahead.
        luck = under(intro.seed, intro.difficulty) if intro.save or intro.seed else ""
        yield TopBar(f"{intro.company} · {intro.title}", luck + (" · practice" if intro.practice else ""))
        with VerticalScroll(id="sheet-page", can_focus=self._reading):
            yield Static(flow(self._about()), id="about", markup=False)
            yield Static(flow(self._question()), id="question", markup=False)
            # Above the rows: below them it would be under the fold of a small screen while points are given.
            yield Static(id="left", markup=False)
            yield BeliefSheet(intro.stakeholders, id="sheet")
            yield WaySheet(intro.axes, id="ways")

    @property
    def _phase(self) -> Phase:
        return Phase.BELIEFS_BEFORE if self._before else Phase.BELIEFS_AFTER

    def stands(self, view: SeatView, unseen: int) -> bool:
        """While this sheet is asked for, or was handed in and others are waited for."""
        waits = view.phase is Phase.WAITING and view.round is None
        return (view.phase is self._phase or waits) and not unseen

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A sheet is handed in once."""
        if action in {"hand_in", "skip"} and self.state.busy:
            return None
        if action == "first":
            return self._second and not self.state.busy
        if action == "text":
            return self._before and self.intro.opening_read and not self._reading and not self._second
        if action == "turn":
            return self._reading and self.query_one("#sheet-page", VerticalScroll).max_scroll_y > 0
        return super().check_action(action, parameters)

    def on_mount(self) -> None:
        """Keys go to the sheet, which begins as it was left, or as the first one was."""
        sheet = self.query_one(BeliefSheet)
        if self._reading:
            self._read()
        else:
            sheet.focus()
        ways = self.query_one(WaySheet)
        if not self._before:
            begin_as_before(self.intro, sheet, ways)
        self._draft.fill(sheet, ways)
        self._tell_left(sheet.left)

    def _read(self) -> None:
        """The story alone; Enter goes on to the sheet."""
        for each in ("#question", "#sheet", "#left"):
            self.query_one(each).display = False
        self.query_one("#sheet-page").focus()

    def action_text(self) -> None:
        """How the story begins, once more."""
        self._reading = True
        self.query_one("#sheet-page", VerticalScroll).can_focus = True
        self.query_one("#about", Static).update(flow(self._about()))
        self._read()
        self.refresh_bindings()

    def hear(self) -> None:
        """The sheet may have been handed in: then it stands, and nothing is left to give."""
        super().hear()
        sheet, ways = self.query_one(BeliefSheet), self.query_one(WaySheet)
        if sheet.disabled == self._open:
            sheet.disabled = ways.disabled = not self._open
            self._tell_left(sheet.left)
            self.query_one("#question", Static).update(flow(self._question()))
            if self._open:
                (ways if self._second else sheet).focus()

    @property
    def _open(self) -> bool:
        """Whether the sheet can be filled in and handed in, once it is there."""
        return not self.state.busy and self.state.view.phase is self._phase

    @property
    def _draft(self) -> SheetDraft:
        return SheetDraft(self.chasm.drafts, before=self._before)

    def _about(self) -> list[Para]:
        return belief_sheet.about(self.intro, before=self._before, reading=self._reading)

    def _question(self) -> list[Para]:
        return belief_sheet.question(second=self._second, can_fill=self._open)

    def on_belief_sheet_changed(self, event: BeliefSheet.Changed) -> None:
        """Say what is left; what was said of it before is not so any more."""
        self.chasm.hush()
        self._tell_left(event.left)

    def _tell_left(self, left: int) -> None:
        words = belief_sheet.left(left, second=self._second, more_to_come=bool(self.intro.axes))
        self.query_one("#left", Static).update(words if self._open else Content(""))

    def action_hand_in(self) -> None:
        """From the story to the sheet; on to its second page, if it adds up; from there, hand in."""
        sheet = self.query_one(BeliefSheet)
        if self._reading:
            self._take_up()
        elif self._second:
            self._submit(self._points, self.query_one(WaySheet).ways)
        elif sheet.left == 0 and self.intro.axes:
            self._turn(second=True)
        elif sheet.left == 0:
            self._submit(self._points)
        else:
            problem = f"{sheet.left} points are left to give" if sheet.left > 0 else f"{-sheet.left} points too many"
            self.chasm.hush()  # what was left a moment ago is said no more
            self.chasm.say(f"{problem}: it has to add up to 100. Or press s to skip.", severity="warning")

    @property
    def _points(self) -> dict[str, float]:
        """The first page."""
        return {each: float(points) for each, points in self.query_one(BeliefSheet).points.items()}

    def action_skip(self) -> None:
        """Without a sheet; from the second page, with the first alone."""
        self._submit(self._points if self._second else None)

    def _take_up(self) -> None:
        """The story was read: now the sheet."""
        self._reading = False
        page = self.query_one("#sheet-page", VerticalScroll)
        self.query_one("#about", Static).update(flow(self._about()))
        for each in ("#question", "#sheet", "#left"):
            self.query_one(each).display = True
        self.query_one(BeliefSheet).focus()
        page.can_focus = False
        explain_now(self, "sheet")
        page.scroll_home(animate=False)
        self.refresh_bindings()

    def action_turn(self, pages: int) -> None:
        """Scroll the story."""
        page = self.query_one("#sheet-page", VerticalScroll)
        page.scroll_relative(y=max(page.size.height - 2, 1) * pages, animate=False)

    def action_first(self) -> None:
        """Back to the first page; the marks stay as they are."""
        self._turn(second=False)

    def _turn(self, *, second: bool) -> None:
        """Show the other page."""
        self._second = second
        sheet, ways = self.query_one(BeliefSheet), self.query_one(WaySheet)
        sheet.display, ways.display = not second, second
        self.query_one("#about").display = not second
        self.query_one("#question", Static).update(flow(self._question()))
        (ways if second else sheet).focus()
        self._tell_left(sheet.left)
        self.refresh_bindings()
        self.query_one("#sheet-page", VerticalScroll).scroll_home(animate=False)

    def on_way_sheet_moved(self, event: WaySheet.Moved) -> None:
        """Where there is no room for all questions, the one that is marked is seen."""
        ways = self.query_one(WaySheet)
        region = Region(0, ways.virtual_region.y + event.top, ways.size.width, event.lines)
        self.query_one("#sheet-page", VerticalScroll).scroll_to_region(region, animate=False)

    def _submit(self, points: dict[str, float] | None, ways: dict[str, float] | None = None) -> None:
        if self._open:
            self.chasm.hand_in(SheetRequest("before" if self._before else "after", points, ways))

    def action_leave(self) -> None:
        """To the title; the points that were given are there again on the way back."""
        self._draft.keep(self.query_one(BeliefSheet), self.query_one(WaySheet))
        self.chasm.leave()
