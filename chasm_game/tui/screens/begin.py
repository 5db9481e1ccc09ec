"""How a story is to be played: by whom, with which luck, how hard, for practice, or quickly."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, Static

from chasm_game.limits import MAX_SEED
from chasm_game.tui.backstage import Beginning
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import line
from chasm_game.tui.widgets.switch import Switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from chasm_game.views.catalog import DifficultyLine

__all__ = ["BeginScreen"]


class Tick(Checkbox):
    """A cross in brackets that is there or is not, whatever the colours."""

    def render(self) -> Content:
        """The cross, and what it is for."""
        label = self.label.pad(1, 1).stylize_before(self.get_visual_style("toggle--label"))
        return Content.assemble("[x]" if self.value else "[ ]", label)


class BeginScreen(Dialog[Beginning]):
    """Enter begins at once."""

    TITLE_WORDS = (
        "How to play. The same seed gives every team the same luck. Left and right make it easier and harder. In "
        "practice you see every point and may take decisions back. A quick game leaves out belief sheets and "
        "predictions."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    BeginScreen { Horizontal { height: 1; margin-bottom: 1; } .name { width: 8; } #title { margin-bottom: 1; }
        Input { width: 30; }
        Checkbox { border: none; background: $surface; padding: 0; height: 1; width: 1fr; }
        Checkbox:focus { border: none; }
        #quick { margin-bottom: 1; } }
    """

    def __init__(self, title: str, usual: Beginning | None = None, difficulties: Sequence[DifficultyLine] = ()) -> None:
        super().__init__()
        self._title, self._usual, self._difficulties = title, usual or Beginning(), tuple(difficulties)

    def body(self) -> ComposeResult:
        """Four answers, all of them with a sensible default."""
        yield Static(line(self._title, "bold"), id="title", markup=False)
        with Horizontal():
            yield Static("Team", classes="name", markup=False)
            yield Input(self._usual.team, placeholder="who plays (may stay empty)", id="team", max_length=60)
        with Horizontal():
            yield Static("Seed", classes="name", markup=False)
            yield Input(str(self._usual.seed), id="seed", max_length=16, restrict=r"\d*", select_on_focus=False)
        # A rulebook that has no difficulties leaves nothing to choose.
        if len(self._difficulties) > 1:
            yield Switch([(each.id, each.title, each.because) for each in self._difficulties], self._usual.difficulty)
        yield Tick("Practice: see every point, take decisions back", self._usual.practice, id="practice")
        yield Tick("Quick: no belief sheets, no predictions", self._usual.quick, id="quick")
        yield Button("Begin", id="begin", compact=True)

    def on_mount(self) -> None:
        """Enter begins at once."""
        self.query_one("#begin").focus()

    def on_input_submitted(self) -> None:
        """Enter in a line begins too."""
        self._begin()

    def on_button_pressed(self) -> None:
        """Begin."""
        self._begin()

    def _begin(self) -> None:
        # Sixteen digits are more than a seed may be; whoever types them gets the largest one and no error.
        seed = min(int(self.query_one("#seed", Input).value or "1"), MAX_SEED)
        team = self.query_one("#team", Input).value.strip()
        practice, quick = (self.query_one(f"#{name}", Checkbox).value for name in ("practice", "quick"))
        chosen = [each.chosen for each in self.query(Switch)]
        self.close(Beginning(team, seed, practice, quick, chosen[0] if chosen else self._usual.difficulty))
