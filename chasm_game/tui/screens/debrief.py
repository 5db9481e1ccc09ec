"""The debrief: everything, in six sections; each is built when it is first opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import ContentSwitcher, Static, Tab, Tabs

from chasm_game.tui import looking_back
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.text import MUTED, flow
from chasm_game.tui.widgets.ledger_pages import LedgerPages
from chasm_game.tui.widgets.line_chart import LineChart, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from chasm_game.session.play import Play

__all__ = ["DebriefScreen"]

SECTIONS = ("Ending", "Course", "Decisions", "Beliefs", "Ledger", "Talk")


class DebriefScreen(Page):
    """Keys 1 to 6 open the sections."""

    TITLE_WORDS = (
        "The debrief. The ending and five results, never added up; the course by round; your decisions with what "
        "you expected; your beliefs beside your deeds and the people; every point; and what to talk about."
    )
    WORDS = ("Chasm", "Say-do", "Resilience", "Calibration", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command(
            "debrief.digit", "1,2,3,4,5,6", "", "Sections", "Open a section by its number.", shown=False, key_name="1–6"
        ),
        Command("debrief.next", "right,n", "turn(1)", "Next", "The next section.", key_name="→"),
        Command("debrief.previous", "left,p", "turn(-1)", "Previous", "The section before.", key_name="←"),
        Command("debrief.words", "w", "words", "In words", "The chart of the course in words, and back."),
        Command(
            "debrief.ledger-next",
            "full_stop,right_square_bracket",
            "ledger(1)",
            "Next round",
            "The ledger of the next round.",
            key_name="]",
        ),
        Command(
            "debrief.ledger-back",
            "comma,left_square_bracket",
            "ledger(-1)",
            "Round before",
            "The ledger of the round before.",
            key_name="[",
        ),
        HELP,
        Command("debrief.leave", "escape,q", "leave", "Title", "Back to the title.", key_name="Esc"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(c for c in KEYS if c.action),
        *bindings(
            Command(f"debrief.section-{n}", str(n), f"pick({n})", name, f"Open: {name}.", shown=False)
            for n, name in enumerate(SECTIONS, start=1)
        ),
    ]
    DEFAULT_CSS = """
    DebriefScreen {
        Tabs { margin: 0 1; }
        ContentSwitcher { height: 1fr; }
        .section { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
        .section Static { height: auto; max-width: 110; }
        #score { height: 3; color: $accent; width: auto; max-width: 100%; }
    }
    DebriefScreen.-medium .section, DebriefScreen.-short .section { padding: 0 2; }
    DebriefScreen.-tall LineChart { height: 18; }
    """

    def __init__(self, play: Play) -> None:
        super().__init__()
        self._view = play.debrief()
        self._section = 1

    def body(self) -> ComposeResult:
        """The sections' names, and room for one of them."""
        intro = self._view.intro
        whose = " · ".join(word for word in (intro.team, f"seed {intro.seed}") if word)
        yield TopBar(f"{intro.title}: {self._view.ending.title}", whose)
        yield Tabs(*(Tab(f"{n} {name}", id=f"t{n}") for n, name in enumerate(SECTIONS, start=1)))
        with ContentSwitcher(initial="s1"):
            for n in range(1, len(SECTIONS) + 1):
                yield VerticalScroll(id=f"s{n}", classes="section")

    def on_mount(self) -> None:
        """Begin with the ending."""
        self._open(1)

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
        view = self._view
        if section == 2:
            yield from self._course()
        elif section == 5:
            titles = [(r.round_title, r.ledger) for r in view.rounds]
            yield LedgerPages([*titles, ("The silent rounds after", view.coast)], id="ledger")
        else:
            paint = {1: looking_back.ending, 3: looking_back.decisions, 6: looking_back.talk}
            told = looking_back.beliefs(view) if section == 4 else flow(paint[section](view))
            yield Static(told, markup=False)

    def _course(self) -> Iterable[Widget]:
        points = self._view.trajectory
        series = (
            Series("value", tuple(p.value for p in points)),
            Series("chasm", tuple(p.chasm for p in points), dotted=True),
        )
        told = "Value (solid) and chasm (dotted) after each round; + marks silent rounds. w tells it in words."
        yield Static(Content.styled(told, MUTED), markup=False)
        yield LineChart(series, [p.label for p in points], id="chart")
        words = Static(flow(looking_back.course(self._view)), id="course-words", markup=False)
        words.display = False
        yield words

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Words in the course, pages in the ledger."""
        if action == "words":
            return self._section == 2
        return self._section == 5 if action == "ledger" else True

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """A click on a section's name."""
        section = int((event.tab.id or "t1")[1:])
        if section != self._section:
            self._open(section)

    def action_pick(self, section: int) -> None:
        """A digit."""
        self._open(section)

    def action_turn(self, step: int) -> None:
        """The section beside."""
        self._open((self._section - 1 + step) % len(SECTIONS) + 1)

    def action_words(self) -> None:
        """Chart or words."""
        words, chart = self.query_one("#course-words"), self.query_one("#chart")
        words.display, chart.display = chart.display, words.display

    def action_ledger(self, step: int) -> None:
        """The ledger of another round."""
        self.query_one(LedgerPages).turn(step)

    def action_leave(self) -> None:
        """Back to the title."""
        self.chasm.leave()
