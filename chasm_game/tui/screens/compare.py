"""Teams side by side. It opens on what everybody chose; places stand apart, for when it is their time."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static, Tab, Tabs

from chasm_game.tui import comparing
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.text import MUTED, flow
from chasm_game.tui.widgets.charts.chart import Chart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from chasm_game.session.comparing.views import ComparisonView, RankingView

__all__ = ["CompareScreen"]

SECTIONS = ("Choices", "Reasons", "Course", "Ranking", "Room", "Files")
COURSE, FILES = 3, 6


class CompareScreen(Page):
    """Keys 1 to 6 open the sections."""

    TITLE_WORDS = (
        "Teams side by side: what each chose, and why; their courses over each other; who stands where; what the room "
        "believes, and whether other people would rank the teams in the same way; and the files that did not count."
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
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            Command(f"compare.section-{n}", str(n), f"pick({n})", name, f"Open: {name}.", shown=False)
            for n, name in enumerate(SECTIONS, start=1)
        ),
    ]
    DEFAULT_CSS = """
    CompareScreen {
        Tabs { margin: 0 1; }
        ContentSwitcher { height: 1fr; }
        .section { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        .section Static { height: auto; max-width: 140; }
    }
    CompareScreen.-medium .section, CompareScreen.-short .section { padding: 0 2; }
    CompareScreen.-tall Chart { height: 20; }
    """

    def __init__(self, view: ComparisonView) -> None:
        super().__init__()
        self._view = view
        self._which = self._page = 0
        self._section = 1 if view.rankings else FILES

    @property
    def ranking(self) -> RankingView | None:
        """The ranking that is shown; None where there is none."""
        return self._view.rankings[self._which] if self._view.rankings else None

    def body(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        yield TopBar("", "")
        tabs = (Tab(f"{n} {name}", id=f"t{n}") for n, name in enumerate(SECTIONS, start=1))
        yield Tabs(*tabs, active=f"t{self._section}")
        with ContentSwitcher(initial="s1"):
            for n in range(1, len(SECTIONS) + 1):
                yield VerticalScroll(id=f"s{n}", classes="section")

    def on_mount(self) -> None:
        """Begin with what everybody chose."""
        self._head()
        self._open(self._section)

    def _head(self) -> None:
        shown, count = self.ranking, len(self._view.rankings)
        if shown is None:
            self.query_one(TopBar).tell("Teams side by side", "no game to compare")
            return
        which = f" · ranking {self._which + 1} of {count}" if count > 1 else ""
        unknown = "" if shown.known else " · unknown texts"
        teams = f"{len(shown.teams)} team{'' if len(shown.teams) == 1 else 's'}"
        self.query_one(TopBar).tell(f"{shown.title}: {teams}", f"seed {shown.seed}{which}{unknown}")

    def _open(self, section: int) -> None:
        self._section = section
        pane = self.query_one(f"#s{section}", VerticalScroll)
        if not pane.children:
            pane.mount_all(self._built(section))
        self.query_one(ContentSwitcher).current = f"s{section}"
        tabs = self.query_one(Tabs)
        if tabs.active != f"t{section}":
            tabs.active = f"t{section}"
        pane.focus()
        self.refresh_bindings()

    def _built(self, section: int) -> Iterable[Widget]:
        shown = self.ranking
        if section == FILES:
            yield Static(flow(comparing.files(self._view)), markup=False)
        elif shown is None or not shown.teams:
            yield Static("No finished game to show here; the section Files says why.", markup=False)
        elif section == COURSE:
            yield Static(self._course_note(shown), id="note", markup=False)
            yield Chart(comparing.course(shown, self._page), id="chart")
        else:
            tables = {1: comparing.choices, 4: comparing.ranking}
            told = {2: comparing.reasons, 5: comparing.room}
            yield Static(tables[section](shown) if section in tables else flow(told[section](shown)), markup=False)

    def _pages(self) -> int:
        teams = len(self.ranking.teams) if self.ranking is not None else 0
        return max(-(-teams // comparing.PAGE), 1)

    def _course_note(self, shown: RankingView) -> Content:
        first = self._page * comparing.PAGE + 1
        last = min(first + comparing.PAGE - 1, len(shown.teams))
        paged = f" Teams {first} to {last} of {len(shown.teams)}; [ and ] turn the pages." if self._pages() > 1 else ""
        return Content.styled(f"Value at the end of each round.{paged} w tells it in words.", MUTED)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Words in the course, pages where there is more than one, another ranking where there is another."""
        if action == "words":
            return self._section == COURSE
        if action == "teams":
            return self._section == COURSE and self._pages() > 1
        return len(self._view.rankings) > 1 if action == "other" else True

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """A click on a section's name; what was activated before something else was is over."""
        section = int((event.tab.id or "t1")[1:])
        if section != self._section and event.tabs.active == event.tab.id:
            self._open(section)

    def action_pick(self, section: int) -> None:
        """A digit."""
        self._open(section)

    def action_turn(self, step: int) -> None:
        """The section beside."""
        self._open((self._section - 1 + step) % len(SECTIONS) + 1)

    def action_words(self) -> None:
        """Chart or words."""
        for chart in self.query("#chart").results(Chart):
            chart.worded = not chart.worded

    def action_teams(self, step: int) -> None:
        """Other teams in the chart."""
        shown = self.ranking
        assert shown is not None
        self._page = (self._page + step) % self._pages()
        self.query_one("#chart", Chart).show(comparing.course(shown, self._page))
        self.query_one("#note", Static).update(self._course_note(shown))

    async def action_other(self) -> None:
        """The teams that played something else."""
        self._which, self._page = (self._which + 1) % len(self._view.rankings), 0
        for pane in self.query(".section").results(VerticalScroll):
            await pane.remove_children()
        self._head()
        self._open(self._section)

    def action_leave(self) -> None:
        """Nothing is lost: it can be compared again."""
        self.app.exit()
