"""The debrief as a guided walk: one thought a page. Everything else is one key away.

What the decisions were worth takes every playthrough: it is found in a worker while the player reads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import Horizontal, Vertical

from chasm_game.debrief.walk import walk
from chasm_game.errors import ChasmError
from chasm_game.grammar import under
from chasm_game.text import one_line
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.from_thread import answered
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.widgets.opened_pages import OpenedPages
from chasm_game.tui.widgets.progress import Contents, Progress, Turned

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from chasm_game.debrief.page import PageView
    from chasm_game.session.seat import Seat
    from chasm_game.tui.screens.details import DetailsScreen
    from chasm_game.views.review import ReviewView
    from chasm_game.views.seat import SeatView

__all__ = ["DebriefScreen"]


class DebriefScreen(GamePage):
    """Arrows, Enter and Space turn the pages; digits jump."""

    TITLE_WORDS = (
        "The debrief, one thought a page: where you ended and how you came there, the decision that cost most, your "
        "surest guess that was wrong, what asking would have told, who paid, the road not taken, what you promised, "
        "who carried it, your beliefs and your ways, what to talk about, and what to do on Monday."
    )
    WORDS = ("Chasm", "Say-do", "Resilience", "Calibration", "Trust")
    TIPS = "debrief"
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("debrief.next", "right,n,enter", "turn(1)", "Next", "The next page.", key_name="→"),
        Command("debrief.previous", "left,p,backspace", "turn(-1)", "Back", "The page before.", False, "←"),
        Command("debrief.on", "space", "on", "On", "Further down the page, then the next one.", False, "Space"),
        Command("debrief.digit", "1,2,3,4,5,6,7,8,9,0", "", "Pages", "Open a page by its number.", False, "1–9, 0"),
        Command("debrief.words", "w", "words", "In words", "The chart of this page in words, and back."),
        Command("debrief.contents", "c", "contents", "Contents", "All pages, to choose from.", shown=False),
        Command("debrief.details", "a", "details", "Details", "Every decision, every point, in seven sections."),
        Command("debrief.follow", "r", "follow", "Again", "Again: other luck, from a round, the next story, share."),
        Command("debrief.export", "e", "export", "Export", "Write the debrief to files: text, charts, data."),
        HELP,
        Command("debrief.leave", "escape,q", "leave", "Title", "Back to the title.", key_name="Esc"),
    )
    MOMENT: ClassVar[float] = 0.25
    """Seconds in which the first page is not built yet: mostly the review is there by then, and changes its words."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            Command(f"debrief.page-{n}", str(n % 10), f"pick({n - 1})", f"Page {n}", f"Page {n}.", shown=False)
            for n in range(1, 11)
        ),
    ]
    DEFAULT_CSS = """
    DebriefScreen {
        Progress { margin-bottom: 1; }
        OpenedPages { height: 1fr; }
        .page { height: 1fr; padding: 0 1 0 2; scrollbar-size-vertical: 1; }
        .page Static { height: auto; max-width: 101; padding-right: 1; }
        .page Chart { margin: 1 0; max-width: 100; }
        .page Chart.-fills { height: 1fr; min-height: 9; max-height: 28; }
        .page .table { margin: 1 0; }
        .page .score { margin-top: 1; }
    }
    DebriefScreen.-short Progress, DebriefScreen.-medium Progress { margin-bottom: 0; }
    DebriefScreen.-short .page .score { display: none; }
    DebriefScreen.-tall Progress { margin: 1 0; }
    """

    def __init__(self, seat: Seat) -> None:
        super().__init__(seat)
        view = self.state.view.debrief
        assert view is not None, "the debrief comes when the game is over"
        self._view = view
        self._review: ReviewView | None = None
        self._no_review = ""
        self._details: DetailsScreen | None = None
        """All details, if they were opened: kept here, for importing them costs as much as painting the first page."""
        self._walk = walk(self._view)
        self._page = 0

    @property
    def is_replaced_soon(self) -> bool:
        """The first page waits a moment for what the decisions were worth, which changes its words."""
        return super().is_replaced_soon or not (self.was_painted or self.reviewed)

    def body(self) -> ComposeResult:
        """The contents, the line above the page, and room for one page."""
        intro = self._view.intro
        whose = " · ".join(word for word in (intro.team, under(intro.seed, intro.difficulty)) if word)
        yield TopBar(intro.title, whose)
        with Horizontal():
            yield Contents([page.heading for page in self._walk.pages])
            with Vertical():
                yield Progress(len(self._walk.pages), counted=self.reviewed)
                yield OpenedPages(self._walk)

    def on_mount(self) -> None:
        """Look for what the decisions were worth; begin with the ending as soon as that is there, or after a moment."""
        self._find_worth()
        self.set_timer(self.MOMENT, self._begin)

    def _begin(self) -> None:
        """The first page, unless the review has opened it."""
        if self.query_one(OpenedPages).current is None:
            self._open(0)

    def stands(self, view: SeatView, unseen: int) -> bool:  # noqa: ARG002
        """It is over, and stays so; unless the last decision was taken back."""
        return view.debrief is not None

    @work(exclusive=True)
    async def _find_worth(self) -> None:
        try:
            found = await answered(self.seat.review())
        except ChasmError as error:
            self._found(None, one_line(str(error)))
        else:
            self._found(found, "")

    @property
    def reviewed(self) -> bool:
        """Whether it is known what the decisions were worth, or that it cannot be."""
        return self._review is not None or bool(self._no_review)

    def _found(self, review: ReviewView | None, reason: str) -> None:
        """Tell anew the pages that the review changes, if they were opened before."""
        # The review may come when the player is back at the title.
        if not self.is_attached:
            return
        before, self._review, self._no_review = self._walk, review, reason
        self._walk = walk(self._view, review, reason)
        self.query_one(Contents).tell([page.heading for page in self._walk.pages])
        progress = self.query_one(Progress)
        progress.count, progress.counted = len(self._walk.pages), True
        opened = self.query_one(OpenedPages)
        opened.tell(self._walk)
        self._open(self._place_of(before.pages[self._page]) if opened.current is not None else 0)
        # The details may be open above the walk, and wait for the same review.
        if self._details is not None and self._details.is_attached:
            self._details.found(review, reason)

    def _place_of(self, page: PageView) -> int:
        """Where a page stands now; where the review has taken it away, the next has its place."""
        # Pages come and go with the review: who reads one goes on reading it.
        ids = [each.id for each in self._walk.pages]
        return ids.index(page.id) if page.id in ids else min(self._page, len(ids) - 1)

    def _open(self, number: int) -> None:
        self._page = number
        pane = self.query_one(OpenedPages).open(self._walk.pages[number])
        self.query_one(Progress).page = self.query_one(Contents).page = number
        pane.focus()
        self.refresh_bindings()

    # ------------------------------------------------------------- what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Words where there is a chart; nothing turns a page that nobody has seen."""
        # Whoever pressed Enter once more at the sheet, which still stood there, would land on the second page.
        if action in {"turn", "on", "pick"} and not self.was_painted:
            return None
        if action == "words":
            return self._walk.pages[self._page].figure is not None
        if action == "turn" and parameters == (1,):
            # On the last page nothing comes next, and no key says that something does.
            return self._page + 1 < len(self._walk.pages)
        return super().check_action(action, parameters)

    def on_turned(self, event: Turned) -> None:
        """A click on the contents or on the line above the page."""
        self.action_pick(event.page)

    def action_pick(self, number: int) -> None:
        """A page by its number, from 0."""
        if 0 <= number < len(self._walk.pages):
            self._open(number)

    def action_turn(self, step: int) -> None:
        """The page beside; the walk has a beginning and an end."""
        self.action_pick(self._page + step)

    def action_on(self) -> None:
        """Down the page as long as it goes on below; then the next one."""
        pane = self.query_one(OpenedPages).opened
        if pane.scroll_offset.y < pane.max_scroll_y:
            pane.scroll_page_down(animate=False)
        else:
            self.action_turn(1)

    def action_words(self) -> None:
        """Charts or words, on every page."""
        self.query_one(OpenedPages).turn_words()

    @work
    async def action_contents(self) -> None:
        """All pages to choose from."""
        from chasm_game.tui.screens.contents import ContentsScreen

        headings = [page.heading for page in self._walk.pages]
        chosen = await self.app.push_screen_wait(ContentsScreen(headings, self._page))
        if chosen is not None:
            self.action_pick(chosen)

    def action_details(self) -> None:
        """Everything, in seven sections."""
        from chasm_game.tui.screens.details import DetailsScreen

        self._details = DetailsScreen(self._view, self._review, self._no_review)
        self.app.push_screen(self._details)

    @work
    async def action_follow(self) -> None:
        """What may follow a game that is over."""
        from chasm_game.tui.follow_up import follow_up

        await follow_up(self.app, self._view, self._review, self.chasm.library)

    def action_export(self) -> None:
        """Write it to files."""
        from chasm_game.tui.screens.export import ExportScreen

        self.app.push_screen(ExportScreen(self.seat))

    def action_leave(self) -> None:
        """Back to the title."""
        self.chasm.leave()
