"""The material of a question, above the last screen of a room: tables and voices to talk about, a page a question."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief.headings import QUESTIONS
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs.debrief_page import paras, table_lines
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.screens.room.keys import TellsWhy, scroll
from chasm_game.tui.text import ACCENT, Drawn, Para, flow, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from chasm_game.debrief.page import PageView, Table
    from chasm_game.tui.text import Laid

__all__ = ["RoomMaterialScreen"]


class RoomMaterialScreen(Page, TellsWhy[None]):
    """What one question opens; arrows lead to the next question's."""

    TITLE_WORDS = (
        "The material of a question: what teams believed, foresaw, wrote and heard, side by side. Until the scores are "
        "revealed nothing here tells who stands where."
    )
    WORDS = ("Chasm", "Trust")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("material.close", "escape,enter,q", "back", "Back", "Back to the questions.", key_name="Esc"),
        Command("material.next", "right", "next", "Next", "The material of the next question.", key_name="→"),
        Command("material.before", "left", "before", "Before", "That of the question before.", key_name="←"),
        Command("material.digit", "1,2,3,4,5", "", "Question", "What that question speaks of.", key_name="1–5"),
        Command("material.down", "space,down,pagedown", "scroll(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("material.up", "up,pageup", "scroll(-1)", "Up", "Scroll up.", shown=False),
        HELP,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(each for each in KEYS if each.action),
        *bindings(
            Command(f"material.question-{n}", str(n), f"question({n})", str(n), f"Question {n}.", shown=False)
            for n in range(1, len(QUESTIONS) + 1)
        ),
    ]
    DEFAULT_CSS = """
    RoomMaterialScreen { #page { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; } #body-text { height: auto; } }
    """

    def __init__(self, material: Sequence[Sequence[PageView]], question: int) -> None:
        super().__init__()
        self._material, self._question = material, question

    def body(self) -> ComposeResult:
        """The question, and what it opens."""
        yield TopBar("", "")
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="body-text", markup=False)

    def on_mount(self) -> None:
        """The question that was opened."""
        self._draw()

    def _draw(self) -> None:
        number = self._question + 1
        self.query_one(TopBar).tell(f"Question {number} of {len(self._material)}", "the end")
        question = Para(line(QUESTIONS[self._question], "bold"), Content.styled(f"{number}  ", f"bold {ACCENT}"))
        shown: list[Laid] = [question]
        for page in self._material[self._question]:
            shown += _laid(page)
        self.query_one("#body-text", Static).update(flow(shown))
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """There is no question before the first, and none after the last."""
        known = {"before": self._question > 0, "next": self._question + 1 < len(self._material)}
        return known.get(action, True)

    def why_not(self, key: str) -> str:
        """An end of the questions."""
        ends = {"right": "That was the last question.", "left": "This is the first question."}
        return ends.get(key) or super().why_not(key)

    def action_next(self) -> None:
        """The next question's material."""
        self._question += 1
        self._draw()

    def action_before(self) -> None:
        """That of the question before."""
        self._question -= 1
        self._draw()

    def action_question(self, number: int) -> None:
        """The material of any question: whoever talks about one thinks of it by its number."""
        self._question = number - 1
        self._draw()

    def action_back(self) -> None:
        """Back to the questions."""
        self.app.pop_screen()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        scroll(self, self.query_one("#page", VerticalScroll), pages)


def _laid(page: PageView) -> Iterator[Laid]:
    """A page as blocks: its heading, words, table, and what is said after it."""
    yield Para(line(page.heading, f"bold {ACCENT}"), gap=2)
    yield from paras(page.words)
    if page.table is not None:
        yield Para(Content(""))
        yield _drawn(page.table)
    if page.after:
        yield Para(Content(""))
        yield from paras(page.after)


def _drawn(table: Table) -> Drawn:
    return Drawn(lambda width: table_lines(table, width))
