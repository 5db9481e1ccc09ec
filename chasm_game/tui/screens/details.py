"""All details of a debrief, in seven sections; each is built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.widgets import Static

from chasm_game.debrief.details import details
from chasm_game.debrief.headings import NO_DECISION
from chasm_game.debrief.walk import walk
from chasm_game.grammar import under
from chasm_game.tui.commands import Command
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.sections import SectionsPage, section_bindings
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.debrief_page import page_body, page_head
from chasm_game.tui.widgets.ledger_pages import LedgerPages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from chasm_game.debrief.details import Details
    from chasm_game.debrief.page import PageView, WalkView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["DetailsScreen"]

ENDING, COURSE, DECISIONS, WORTH, BELIEFS, LEDGER, TALK = range(1, 8)
WALKED = {ENDING: "ended", COURSE: "course", BELIEFS: "beliefs", TALK: "talk"}
"""Sections that are a page of the walk."""
REVIEWED = (ENDING, COURSE, DECISIONS, WORTH)
"""Sections that say more once it is known what the decisions were worth."""


class DetailsScreen(SectionsPage):
    """Keys 1 to 7 open the sections; Esc goes back to the walk."""

    TITLE_WORDS = (
        "Every detail of the debrief. The ending and the results, never added up; the course by round; your "
        "decisions with what you expected, and what each was worth; your beliefs beside your deeds and the people; "
        "every point; and what to talk about."
    )
    WORDS = ("Chasm", "Say-do", "Resilience", "Calibration", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command(
            "details.digit",
            "1,2,3,4,5,6,7",
            "",
            "Sections",
            "Open a section by its number.",
            shown=False,
            key_name="1–7",
        ),
        Command("details.next", "right,n", "turn(1)", "Next", "The next section.", key_name="→"),
        Command("details.previous", "left,p", "turn(-1)", "Previous", "The section before.", key_name="←"),
        Command("details.words", "w", "words", "In words", "The chart in words, and back."),
        Command(
            "details.ledger-next",
            "full_stop,right_square_bracket",
            "ledger(1)",
            "Next round",
            "The ledger of the next round.",
            key_name="]",
        ),
        Command(
            "details.ledger-back",
            "comma,left_square_bracket",
            "ledger(-1)",
            "Round before",
            "The ledger of the round before.",
            key_name="[",
        ),
        HELP,
        Command("details.back", "escape,q,a", "back", "Walk", "Back to the guided walk.", key_name="Esc"),
    )
    SECTIONS = ("Ending", "Course", "Decisions", "Worth", "Beliefs", "Ledger", "Talk")
    BINDINGS = section_bindings("details", KEYS, SECTIONS)
    DEFAULT_CSS = """
    DetailsScreen {
        .section Static { max-width: 110; }
        .section Chart { margin: 1 0; max-width: 110; }
        .section .table { margin: 1 0; }
    }
    DetailsScreen.-tall #s2 Chart { height: 18; }
    """

    def __init__(self, view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> None:
        super().__init__()
        self._view, self._review, self._no_review = view, review, no_review

    def body(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        intro = self._view.intro
        whose = " · ".join(word for word in (intro.team, under(intro.seed, intro.difficulty)) if word)
        yield TopBar(f"{intro.title}: {self._view.ending.title}", whose)
        yield from self.sections()

    def on_mount(self) -> None:
        """Begin with the ending."""
        self.open_section(1)

    def found(self, review: ReviewView | None, no_review: str) -> None:
        """Show what the decisions were worth where it belongs, if that was opened before."""
        self._review, self._no_review = review, no_review
        for section in REVIEWED:
            pane = self.query_one(f"#s{section}", VerticalScroll)
            # What was never opened is built when it is, with the review that is there then.
            if pane.children:
                self._rebuild(pane, section)

    @work
    async def _rebuild(self, pane: VerticalScroll, section: int) -> None:
        await pane.remove_children()
        await pane.mount_all(self.built(section))

    def built(self, section: int) -> Iterable[Widget]:
        """What stands in a section."""
        if section == LEDGER:
            ledger = self._details().ledger
            yield LedgerPages(ledger, id="ledger") if ledger else Static("Nothing moved.", markup=False)
        elif section == DECISIONS:
            yield from self._decisions()
        elif section == WORTH:
            yield from self._pages(self._details().ways, self._walk().page("turning"))
        else:
            yield from self._pages(self._walk().page(WALKED[section]))

    def _walk(self) -> WalkView:
        return walk(self._view, self._review, self._no_review)

    def _details(self) -> Details:
        return details(self._view, self._review, self._no_review)

    def _decisions(self) -> Iterable[Widget]:
        pages = self._details().decisions
        yield from self._pages(*pages)
        if not pages:
            yield Static(NO_DECISION, markup=False)

    def _pages(self, *pages: PageView | None) -> Iterable[Widget]:
        for number, page in enumerate(each for each in pages if each is not None):
            yield page_head(page, gap=1 if number else 0)
            yield from page_body(page)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Words where there is a chart, pages in the ledger."""
        if action == "words":
            return self._section in {COURSE, WORTH} and bool(self._charts())
        return self._section == LEDGER if action == "ledger" else True

    def _charts(self) -> list[Chart]:
        return list(self.query_one(f"#s{self._section}").query(Chart))

    def action_words(self) -> None:
        """Chart or words."""
        for chart in self._charts():
            chart.worded = not chart.worded

    def action_ledger(self, step: int) -> None:
        """The ledger of another round."""
        for pages in self.query(LedgerPages):
            pages.turn(step)

    def action_back(self) -> None:
        """Back to the walk."""
        self.dismiss()
