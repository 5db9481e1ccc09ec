"""The file that is written: its problems with their lines, and what became of the play when it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from chasm_game.text import one_line, shown
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, Page, TopBar
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Para, flow, heading, line
from chasm_game.tui.widgets.preview_bar import state_words

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.preview.views import PreviewView, ProblemView
    from chasm_game.tui.host import PreviewHost

__all__ = ["PreviewFileScreen"]


class PreviewFileScreen(Page):
    """Below the game, where the title is otherwise."""

    TITLE_WORDS = (
        "Your file. Save it in your editor, and it is read again at once; the play keeps its place as far as the ids "
        "of rounds and answers are still there. Nothing that you play here is saved."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        Command("preview.play", "enter", "play", "Play", "Play the last good version, from where you are."),
        Command("preview.down", "down,pagedown,space", "turn(1)", "Scroll", "Scroll down.", key_name="↓"),
        Command("preview.up", "up,pageup", "turn(-1)", "Up", "Scroll up.", shown=False),
        HELP,
        Command("preview.quit", "escape,q", "app.quit", "Quit", "Leave the preview.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    PreviewFileScreen #problems { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    PreviewFileScreen #body-text { height: auto; max-width: 110; }
    """

    @property
    def chasm(self) -> PreviewHost:
        """The app of the preview."""
        return cast("PreviewHost", self.app)

    def body(self) -> ComposeResult:
        """The bar, and everything about the file."""
        yield TopBar("", "")
        with VerticalScroll(id="problems"):
            yield Static(id="body-text", markup=False)

    def on_mount(self) -> None:
        """Show it."""
        self.query_one("#problems").focus()
        self.show(self.chasm.preview.view)

    def show(self, view: PreviewView) -> None:
        """Show how the file is now."""
        if not self.query("#body-text"):  # it is not there yet, and shows itself when it is
            return
        self.query_one(TopBar).tell(f"Preview: {view.title or 'not played yet'}", state_words(view))
        self.query_one("#body-text", Static).update(flow(_paras(view)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Playing only where there is something to play."""
        return self.chasm.preview.view.playing if action == "play" else True

    def action_play(self) -> None:
        """On with the play."""
        self.chasm.go_on()

    def action_turn(self, pages: int) -> None:
        """Scroll."""
        page = self.query_one("#problems", VerticalScroll)
        page.scroll_relative(y=pages * max(page.size.height - 2, 1), animate=False)


def _paras(view: PreviewView) -> list[Para]:
    paras = [Para(line(view.file, "bold")), Para(Content(_state(view)), gap=1)]
    for problem in view.problems:
        paras += _problem(problem)
    paras += _properties(view)
    if view.notes:
        paras.append(heading("Since it was read"))
        paras += [Para(line(note), Content("· ")) for note in view.notes]
    if view.start:
        paras.append(heading("Where you started"))
        paras.append(Para(line(view.start)))
    paras.append(heading("What you can do"))
    paras += [
        Para(Content(effect), Content.styled(key.ljust(4), "bold"))
        for key, effect in (
            ("F5", "play again from the beginning"),
            (
                "F6",
                "jump to any round, with rounds before it played in one of several ways, or with numbers of your own",
            ),
            ("F7", "show or hide true numbers, what every answer does in points, and the ledger (l after a decision)"),
            ("F8", "this page with what must be true of a story, and back"),
            ("F9", "take the last decision back"),
        )
    ]
    return paras


def _properties(view: PreviewView) -> list[Para]:
    """What must be true of a story, where it was measured; what is missed first."""
    if view.measuring:
        return [heading("What must be true of a story"), Para(Content("It is being measured: play on meanwhile."))]
    if not view.properties:
        return []
    paras = [heading("What must be true of a story")]
    for row in sorted(view.properties, key=lambda p: p.holds is not False):
        style = DOWN if row.holds is False else MUTED if row.holds is None else ""
        figure = Content.assemble(f"{row.title}: ", (row.figure, "bold"), f", {row.bound}: ", (row.verdict, style))
        paras.append(Para(figure, Content("· ")))
        paras += [Para(line(text, MUTED), indent=2) for text in (row.why, row.size) if text]
    return paras


def _state(view: PreviewView) -> str:
    if view.playable:
        return "It can be played, and there is nothing to say about it." if not view.problems else "It can be played."
    if view.playing:
        return "As it was saved last it cannot be played. The last good version is played meanwhile."
    return "It cannot be played yet. Put right what stands here and save it: the play begins by itself."


def _problem(problem: ProblemView) -> list[Para]:
    kind, style = ("Error", DOWN) if problem.error else ("Warning", ACCENT)
    where = f"line {problem.line}, column {problem.column}"
    head = Content.assemble((f"{kind} ", f"bold {style}"), (f"{where}  ", "bold"), (problem.code, MUTED))
    paras = [Para(head, gap=1), Para(line(problem.message), indent=2)]
    if problem.excerpt.strip():
        paras.append(Para(line(one_line(shown(problem.excerpt), 200), MUTED), Content.styled("│ ", MUTED), indent=2))
    if problem.hint:
        paras.append(Para(line(problem.hint), Content.styled("Hint: ", ACCENT), indent=2))
    return paras
