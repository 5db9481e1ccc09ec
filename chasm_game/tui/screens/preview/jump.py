"""To any round: which one, how the rounds before it are played, and with which numbers if they are left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from chasm_game.errors import ChasmError
from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import BACK, HELP, Dialog
from chasm_game.tui.text import MUTED, Drawn, fitted, line
from chasm_game.tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.session.preview.views import JumpView

__all__ = ["Jump", "JumpScreen"]


@dataclass(frozen=True, slots=True)
class Jump:
    """Where to, and how."""

    round: str
    way: str
    numbers: dict[str, float]
    """What was changed; read only where the rounds before are left out."""


class JumpScreen(Dialog[Jump]):
    """Enter goes from part to part; on Jump it jumps."""

    TITLE_WORDS = (
        "Jump to a round. The rounds before it are played for you, as you decided or in one of the usual ways. Or they "
        "are left out, and you set the numbers: then nothing was chosen before, and nothing comes back."
    )
    KEYS: ClassVar[tuple[Command, ...]] = (
        BACK,
        Command("jump.jump", "ctrl+d,f2", "jump", "Jump", "Jump at once, from any part.", key_name="F2"),
        HELP,
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = """
    JumpScreen {
        .ask { height: 1; color: $foreground; text-style: bold; }
        Menu { max-height: 7; margin-bottom: 1; }
        #numbers { height: auto; display: none; margin-bottom: 1; }
        #numbers Horizontal { height: 1; }
        #numbers .name { width: 24; } #numbers Input { width: 10; margin-right: 2; }
    }
    JumpScreen.own #numbers { display: block; }
    JumpScreen.-short, JumpScreen.-medium { #box { padding: 0 2; } Menu { max-height: 4; margin-bottom: 0; } }
    """

    def __init__(self, view: JumpView) -> None:
        super().__init__()
        # By its place, as the view promises: the last way is the one with numbers.
        self._view, self._own = view, view.ways[-1][0]

    def body(self) -> ComposeResult:
        """Rounds, ways, numbers, and the button."""
        yield Static("To which round?", classes="ask", markup=False)
        yield Menu(*(Option(_row(title, name)) for name, title in self._view.rounds), id="rounds", markup=False)
        yield Static("How are the rounds before it played?", classes="ask", markup=False)
        yield Menu(*(Option(_row(label, name)) for name, label in self._view.ways), id="ways", markup=False)
        with Vertical(id="numbers"):
            numbers = self._view.numbers
            for n in range(0, len(numbers), 2):
                with Horizontal():
                    for name, label, value in numbers[n : n + 2]:
                        yield Static(Drawn(lambda width, label=label: [fitted(line(label), width)]), classes="name")  # type: ignore[misc]
                        # z: what lies a hair below nothing is 0 to whoever reads it.
                        yield Input(f"{value:z.0f}", id=f"n-{name}", max_length=8, restrict=r"-?[\d.,]*")
        yield Button("Jump", id="jump", compact=True)

    def on_mount(self) -> None:
        """Begin with the round that is played."""
        ids = [name for name, _ in self._view.rounds]
        rounds = self.query_one("#rounds", Menu)
        rounds.highlighted = ids.index(self._view.current) if self._view.current in ids else 0
        self.query_one("#ways", Menu).highlighted = 0
        rounds.focus()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Numbers are asked for only where the rounds before are left out."""
        if event.option_list.id == "ways":
            self.set_class(self._way == self._own, "own")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter: on to the next part."""
        event.stop()
        if event.option_list.id == "rounds":
            self.query_one("#ways").focus()
        elif self._way == self._own:
            self.query(Input).first().focus()
        else:
            self.action_jump()

    def on_input_submitted(self) -> None:
        """Enter in a number jumps."""
        self.action_jump()

    def on_button_pressed(self) -> None:
        """Jump."""
        self.action_jump()

    @property
    def _way(self) -> str:
        return self._view.ways[self.query_one("#ways", Menu).highlighted or 0][0]

    def action_jump(self) -> None:
        """Answer with what was chosen."""
        target = self._view.rounds[self.query_one("#rounds", Menu).highlighted or 0][0]
        try:
            numbers = self._numbers() if self._way == self._own else {}
        except ChasmError as error:
            self.chasm.complain(error)
        else:
            self.close(Jump(target, self._way, numbers))

    def _numbers(self) -> dict[str, float]:
        """The numbers as typed; one that was not touched keeps what stands behind its point."""
        found = {}
        for name, label, value in self._view.numbers:
            typed = self.query_one(f"#n-{name}", Input).value
            try:
                # A number that was only looked at must not lose what the line has no room for.
                found[name] = value if typed == f"{value:z.0f}" else float(typed.replace(",", "."))
            except ValueError:
                raise ChasmError(f"{label} is a number, not `{typed}`") from None
        return found


def _row(label: str, name: str) -> Drawn:
    text = Content.assemble(Content(" "), line(label), (f"  {name}", MUTED))
    return Drawn(lambda width: [fitted(text, width)])
