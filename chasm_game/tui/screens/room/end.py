"""The end of a room: questions to talk about first; the scores only when the facilitator reveals them."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief.headings import QUESTIONS
from chasm_game.session.room.questions import before_scores
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.paragraphs import room, room_tables
from chasm_game.tui.paragraphs.room_words import consequences
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.room.base import RoomPage, SureScreen
from chasm_game.tui.screens.room.keys import scroll
from chasm_game.tui.screens.room.material import RoomMaterialScreen
from chasm_game.tui.screens.room.put_right import TEAMS, PutRight
from chasm_game.tui.text import ACCENT, MUTED, Para, flow, line
from chasm_game.tui.widgets.room_head import RoomHead

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from chasm_game.tui.room_calls import RoomSeen

__all__ = ["RoomEndScreen"]


_OPENS = "1 to 5 open what each speaks of; h writes it all into the room\u2019s folder."
_HIDDEN = " The scores are hidden: s reveals them."
_QUESTIONS, _LABELS, _SCORES = "questions", "labels", "scores"


class RoomEndScreen(RoomPage):
    """A digit opens a question's material; Tab turns to old and new and, once revealed, to the scores."""

    TITLE_WORDS = (
        "The end. The questions come first: that is where the learning is, and the number of each opens what it speaks "
        "of. Scores are hidden until s reveals them, after a question that Enter alone answers with no."
    )
    WORDS = ("Chasm", "Say-do", "Resilience", "Calibration")
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("end.digit", "1,2,3,4,5", "", "Material", "What the question speaks of.", key_name="1–5"),
        Command("end.write", "h", "write", "Pages", "Write the debrief into the room’s folder: pages, tables, paper."),
        Command("end.scores", "s", "scores", "Scores", "Reveal the scores to the room; asks first."),
        Command("end.labels", "l", "labels", "Old and new", "Which answers were the old way, and which the new."),
        Command("end.page", "tab", "page", "Page", "Questions, old and new, scores.", priority=True, key_name="Tab"),
        Command("end.down", "space,down,pagedown", "scroll(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("end.up", "up,pageup", "scroll(-1)", "Up", "Scroll up.", shown=False),
        TEAMS,
        HELP,
        Command("end.leave", "escape,q", "leave", "Leave", "Leave; everything is saved.", key_name="Esc"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(each for each in KEYS if each.action),
        *bindings(
            Command(
                f"end.material-{n}", str(n), f"material({n})", str(n), f"The material of question {n}.", shown=False
            )
            for n in range(1, len(QUESTIONS) + 1)
        ),
    ]
    DEFAULT_CSS = """
    RoomEndScreen { #page { height: 1fr; padding: 1 4; scrollbar-size-vertical: 1; } #body-text { height: auto; }
        #where { height: auto; padding: 0 2; color: $chasm-muted; } }
    """

    def __init__(self, seen: RoomSeen) -> None:
        super().__init__(seen)
        self._page = _QUESTIONS
        self.repairs = PutRight(self)
        """What puts the room right."""

    def body(self) -> ComposeResult:
        """Head, page, where everything is kept."""
        yield TopBar(f"{self.view.company} · {self.view.title}", "the end")
        yield RoomHead("What now?")
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="body-text", markup=False)
        yield Static(flow([Para(line(f"The saves are in {self.view.folder}"))]), id="where", markup=False)

    def on_mount(self) -> None:
        """Questions."""
        self.call_after_refresh(self._draw)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Laid out anew."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        self.query_one(RoomHead).show(None)
        page = self.query_one("#body-text", Static)
        if self._page == _SCORES and self.view.scores is not None:
            page.update(room_tables.scores(self.view.scores))
        elif self._page == _LABELS:
            page.update(flow(room.old_and_new(self.view.labels)))
        else:
            marks = [Content.styled(f"{n}  ", f"bold {ACCENT}") for n in range(1, len(QUESTIONS) + 1)]
            paras = [Para(line(q, "bold"), m, gap=1) for q, m in zip(QUESTIONS, marks, strict=True)]
            hidden = _HIDDEN if self.view.scores is None else ""
            paras.append(Para(Content.styled(f"{_OPENS}{hidden}", MUTED), gap=2))
            page.update(room.large(paras, self.query_one("#page").size.height))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Scores are revealed once; Tab turns where there is another page."""
        known = {
            "scores": self.view.scores is None,
            "write": self.chasm.writes_pages,
            "labels": bool(self.view.labels),
            "page": len(self._pages()) > 1,
        }
        return known.get(action, True)

    def why_not(self, key: str) -> str:
        """What is revealed already, or is not there."""
        reasons = {
            "s": "The scores are revealed. Tab turns to them.",
            "h": "Pages are written where the room itself is.",
            "l": "No answer that was played has a label.",
            "tab": "There is one page. s reveals the scores.",
        }
        return reasons.get(key) or super().why_not(key)

    def _pages(self) -> list[str]:
        """What can be turned to now."""
        labels = [_LABELS] if self.view.labels else []
        return [_QUESTIONS, *labels, *([_SCORES] if self.view.scores is not None else [])]

    def action_scores(self) -> None:
        """A deliberate step."""
        asked = before_scores(self.view)
        sure = SureScreen(asked.title, consequences(asked), asked.yes, no="Not yet", wary=True)
        self.app.push_screen(sure, self._reveal)

    def _reveal(self, yes: bool | None) -> None:
        if yes:
            # Revealed and turned to at once; the way back to the questions stays open.
            self.attempt(lambda room: room.show_scores(), lambda _: self._turn(_SCORES))

    def redraw(self) -> None:
        """The page that is on."""
        self._draw()

    def action_teams(self) -> None:
        """Another name, or out."""
        self.repairs.teams()

    def action_material(self, question: int) -> None:
        """What a question speaks of."""
        self.attempt(
            lambda room: room.talk(),
            lambda found: self.app.push_screen(RoomMaterialScreen(found, question - 1)),
            alone=True,
        )

    def action_write(self) -> None:
        """The debrief as files in the room's folder, as the room may see it now."""
        hidden = self.view.scores is None
        self.chasm.say("Writing the debrief. Every other way is played for it.")
        self.attempt(lambda room: self.chasm.write_pages(room, hidden=hidden), self.chasm.say)

    def action_page(self) -> None:
        """The next of questions, old and new, and scores."""
        pages = self._pages()
        self._turn(pages[(pages.index(self._page) + 1) % len(pages)])

    def action_labels(self) -> None:
        """Old and new, and back to the questions."""
        self._turn(_QUESTIONS if self._page == _LABELS else _LABELS)

    def _turn(self, page: str) -> None:
        self._page = page
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        self._draw()

    def action_scroll(self, pages: int) -> None:
        """Scroll what is too long."""
        scroll(self, self.query_one("#page", VerticalScroll), pages)
