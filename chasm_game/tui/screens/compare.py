"""Teams side by side. It opens on what everybody chose; places stand apart, for when it is their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.compare.hidden import HIDDEN, are_scores_hidden
from chasm_game.compare.sentences import VALUES
from chasm_game.grammar import under
from chasm_game.tui.commands import Command
from chasm_game.tui.paragraphs import compare
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.sections import SectionsPage, section_bindings
from chasm_game.tui.text import MUTED, flow
from chasm_game.tui.widgets.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.widget import Widget

    from chasm_game.compare.views import ComparisonView, RankingView

__all__ = ["CompareScreen"]

COURSE, RANKING, FILES = 3, 4, 6


class CompareScreen(SectionsPage):
    """Keys 1 to 6 open the sections."""

    TITLE_WORDS = (
        "Teams side by side: what each chose, and why; their courses over each other; who stands where; what the room "
        "believes, and whether other people would rank them alike; and the files that did not count."
    )
    WORDS = ("Chasm", "Say-do", "Resilience", "Calibration", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("compare.digit", "1,2,3,4,5,6", "", "Sections", "Open a section by its number.", shown=False,
                key_name="1–6"),
        Command("compare.next", "right,n", "turn(1)", "Next", "The next section.", key_name="→"),
        Command("compare.previous", "left,p", "turn(-1)", "Previous", "The section before.", key_name="←"),
        Command("compare.words", "w", "words", "In words", "The chart of the course in words, and back."),
        Command("compare.teams", "full_stop,right_square_bracket", "teams(1)", "More teams",
                "The next teams in the chart.", key_name="]"),
        Command("compare.teams-back", "comma,left_square_bracket", "teams(-1)", "Teams before",
                "The teams before in the chart.", key_name="["),
        Command("compare.other", "r", "other", "Next ranking", "Teams that played something else."),
        HELP,
        Command("compare.leave", "escape,q", "leave", "Leave", "Leave the comparison.", key_name="Esc"),
    )  # fmt: skip
    SECTIONS = ("Choices", "Reasons", "Course", "Ranking", "Room", "Files")
    BINDINGS = section_bindings("compare", KEYS, SECTIONS)
    DEFAULT_CSS = """
    CompareScreen {
        .section Static { max-width: 140; }
    }
    CompareScreen.-tall Chart { height: 20; }
    """

    def __init__(self, view: ComparisonView) -> None:
        # Without anything to rank, what is wanted is why.
        super().__init__(1 if view.rankings else FILES)
        self._view = view
        self._which = self._page = 0

    @property
    def ranking(self) -> RankingView | None:
        """The ranking that is shown; None where there is none."""
        return self._view.rankings[self._which] if self._view.rankings else None

    def body(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        yield TopBar("", "")
        yield from self.sections()

    def on_mount(self) -> None:
        """Begin with what everybody chose."""
        self._head()
        self.open_section(self._section)

    def _head(self) -> None:
        shown, count = self.ranking, len(self._view.rankings)
        if shown is None:
            self.query_one(TopBar).tell("Teams side by side", "no game to compare")
            return
        which = f" · ranking {self._which + 1} of {count}" if count > 1 else ""
        unknown = "" if shown.known else " · unknown texts"
        teams = f"{len(shown.teams)} team{'' if len(shown.teams) == 1 else 's'}"
        self.query_one(TopBar).tell(f"{shown.title}: {teams}", f"{under(shown.seed, shown.difficulty)}{which}{unknown}")

    def built(self, section: int) -> Iterable[Widget]:
        """What stands in a section."""
        shown = self.ranking
        if section == FILES:
            yield Static(flow(compare.files(self._view)), markup=False)
        elif shown is None or not shown.teams:
            yield Static("No finished game to show here; the section Files says why.", markup=False)
        elif section in {COURSE, RANKING} and are_scores_hidden(shown):
            yield Static(HIDDEN, markup=False)
        elif section == COURSE:
            yield Static(self._course_note(shown), id="note", markup=False)
            yield Chart(compare.course(shown, self._page), id="chart")
        else:
            tables = {1: compare.choices, RANKING: compare.ranking}
            sections = {2: compare.reasons, 5: compare.room}
            yield Static(tables[section](shown) if section in tables else flow(sections[section](shown)), markup=False)

    def _pages(self) -> int:
        teams = len(self.ranking.teams) if self.ranking is not None else 0
        return max(-(-teams // compare.PAGE), 1)

    def _course_note(self, shown: RankingView) -> Content:
        first = self._page * compare.PAGE + 1
        last = min(first + compare.PAGE - 1, len(shown.teams))
        paged = f" Teams {first} to {last} of {len(shown.teams)}; [ and ] turn the pages." if self._pages() > 1 else ""
        return Content.styled(f"{VALUES}.{paged} w tells it in words.", MUTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Words in the course, pages where there is more than one, another ranking where there is another."""
        charted = self._section == COURSE and self.ranking is not None and not are_scores_hidden(self.ranking)
        if action == "words":
            return charted
        if action == "teams":
            return charted and self._pages() > 1
        return len(self._view.rankings) > 1 if action == "other" else True

    def action_words(self) -> None:
        """Chart or words."""
        for chart in self.query("#chart").results(Chart):
            chart.worded = not chart.worded

    def action_teams(self, step: int) -> None:
        """Other teams in the chart."""
        shown = self.ranking
        assert shown is not None
        self._page = (self._page + step) % self._pages()
        self.query_one("#chart", Chart).show(compare.course(shown, self._page))
        self.query_one("#note", Static).update(self._course_note(shown))

    async def action_other(self) -> None:
        """The teams that played something else."""
        self._which, self._page = (self._which + 1) % len(self._view.rankings), 0
        # Sections are built when they are first opened: empty ones are built anew, of the other ranking.
        for pane in self.query(".section").results(VerticalScroll):
            await pane.remove_children()
        self._head()
        self.open_section(self._section)

    def action_leave(self) -> None:
        """Nothing is lost: it can be compared again."""
        self.app.exit()
