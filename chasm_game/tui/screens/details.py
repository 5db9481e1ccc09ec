"""All details of a debrief, in seven sections; each is built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.charts.figures import Line, Lines, Point
from chasm_game.debrief.pages.turning_point import all_ways
from chasm_game.tui.commands import Command
from chasm_game.tui.paragraphs import debrief
from chasm_game.tui.paragraphs.worth import WAITING, standing, worth
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.sections import SectionsPage, section_bindings
from chasm_game.tui.text import MUTED, flow
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.ledger_pages import LedgerPages

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.review import ReviewView

__all__ = ["DetailsScreen"]

COURSE, WORTH, BELIEFS, LEDGER = 2, 4, 5, 6


class DetailsScreen(SectionsPage):
    """Keys 1 to 7 open the sections; Esc goes back to the walk."""

    TITLE_WORDS = (
        "Every detail of the debrief. The ending and five results, never added up; the course by round; your "
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
        #score { height: 3; color: $accent; width: auto; max-width: 100%; }
    }
    DetailsScreen #ways { margin: 1 0; }
    DetailsScreen.-tall #chart { height: 18; }
    """

    def __init__(self, view: DebriefView, review: ReviewView | None = None, no_review: str = "") -> None:
        super().__init__()
        self._view, self._review, self._no_review = view, review, no_review

    def body(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        intro = self._view.intro
        whose = " · ".join(word for word in (intro.team, f"seed {intro.seed}") if word)
        yield TopBar(f"{intro.title}: {self._view.ending.title}", whose)
        yield from self.sections()

    def on_mount(self) -> None:
        """Begin with the ending."""
        self.open_section(1)

    def found(self, review: ReviewView | None, no_review: str) -> None:
        """Show what the decisions were worth where it belongs, if that was opened before."""
        self._review, self._no_review = review, no_review
        for section in (COURSE, WORTH):
            pane = self.query_one(f"#s{section}", VerticalScroll)
            if pane.children:
                self._rebuild(pane, section)

    @work
    async def _rebuild(self, pane: VerticalScroll, section: int) -> None:
        await pane.remove_children()
        await pane.mount_all(self.built(section))

    def built(self, section: int) -> Iterable[Widget]:
        """What stands in a section."""
        view = self._view
        if section == COURSE:
            yield from self._course()
        elif section == WORTH:
            yield from self._worth()
        elif section == LEDGER:
            titles = [(r.round_title, r.ledger) for r in view.rounds]
            yield LedgerPages([*titles, ("The silent rounds after", view.coast)], id="ledger")
        else:
            paint = {1: debrief.ending, 3: debrief.decisions, 7: debrief.talk}
            told = debrief.beliefs(view) if section == BELIEFS else flow(paint[section](view))
            yield Static(told, markup=False)

    def _worth(self) -> Iterable[Widget]:
        if self._review is None:
            yield Static(Content.styled(self._no_review or WAITING, MUTED), id="worth", markup=False)
            return
        yield Static(flow(standing(self._review)), markup=False)
        yield Chart(all_ways(self._review), id="ways", tall=8)
        yield Static(flow(worth(self._review)), id="worth", markup=False)

    def _course(self) -> Iterable[Widget]:
        points = self._view.trajectory
        lines = [
            Line("value", tuple(Point(p.value) for p in points)),
            Line("chasm", tuple(Point(p.chasm) for p in points), "dotted"),
        ]
        told = "Value (solid) and chasm (dotted) after each round; + marks silent rounds. w tells it in words."
        if self._review is not None and self._review.road:
            lines.append(Line("road", tuple(Point(p.value) for p in self._review.road), "sparse"))
            told += " Behind them the value on the road not taken (wide dots)."
        yield Static(Content.styled(told, MUTED), markup=False)
        yield Chart(Lines("", tuple(p.label for p in points), tuple(lines)), id="chart")
        words = Static(flow(debrief.course(self._view)), id="course-words", markup=False)
        words.display = False
        yield words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Words where there is a chart, pages in the ledger."""
        if action == "words":
            return self._section == COURSE or (self._section == WORTH and self._review is not None)
        return self._section == LEDGER if action == "ledger" else True

    def action_words(self) -> None:
        """Chart or words."""
        if self._section == WORTH:
            ways = self.query_one("#ways", Chart)
            ways.worded = not ways.worded
            return
        words, chart = self.query_one("#course-words"), self.query_one("#chart")
        words.display, chart.display = chart.display, words.display

    def action_ledger(self, step: int) -> None:
        """The ledger of another round."""
        self.query_one(LedgerPages).turn(step)

    def action_back(self) -> None:
        """Back to the walk."""
        self.dismiss()
