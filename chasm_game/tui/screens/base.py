"""What every screen has: a bar on top, hints below, a notice where the terminal is too small, and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from chasm_game.tui.commands import Command, ScreenCommands
from chasm_game.tui.text import MUTED, Drawn, columns, line
from chasm_game.tui.widgets.hints import Hints

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content

    from chasm_game.tui.app import ChasmApp

__all__ = ["BACK", "HELP", "Dialog", "Page", "TooSmall", "TopBar"]

HELP = Command(
    "help", "f1,question_mark", "app.help", "Help", "What this screen is, its keys and its words.", key_name="?"
)
BACK = Command("back", "escape", "back", "Back", "One step back; nothing is lost.", key_name="Esc")


class TooSmall(Static):
    """Covers the screen while the terminal is smaller than 60 x 20; goes by itself."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    TooSmall { display: none; layer: notice; width: 100%; height: 100%; content-align: center middle;
        text-align: center; background: $background; color: $chasm-text; }
    .-tiny TooSmall { display: block; }
    .-flat TooSmall { display: block; }
    """

    def __init__(self) -> None:
        super().__init__("Chasm needs a terminal of 60 x 20.\nMake it a little larger, and go on.", markup=False)


class TopBar(Static):
    """Where one is, on the left; what kind of game it is, on the right."""

    DEFAULT_CSS = "TopBar { dock: top; height: 1; width: 100%; background: $panel; padding: 0 1; }"

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__("", markup=False)
        self.tell(left, right)

    def tell(self, left: str, right: str = "") -> None:
        """Write both ends."""
        self.update(Drawn(lambda width: [_ends(line(left, "bold"), line(right, MUTED), width)]))


def _ends(left: Content, right: Content, width: int) -> Content:
    room = max(width - right.cell_length - 1, width // 2)
    return columns([(left, room), (right, width - room - 1)])


class Page(Screen[None]):
    """A whole screen."""

    KEYS: ClassVar[tuple[Command, ...]] = (HELP,)
    TITLE_WORDS: ClassVar[str] = ""
    """What the help calls this screen, and says it is for."""
    WORDS: ClassVar[tuple[str, ...]] = ()
    """The words that its help explains."""
    COMMANDS = Screen.COMMANDS | {ScreenCommands}
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Page { layers: base notice; overflow: hidden; background: $background; color: $chasm-text; }
    """

    @property
    def chasm(self) -> ChasmApp:
        """The app, by its own name."""
        return cast("ChasmApp", self.app)

    def body(self) -> ComposeResult:
        """What stands between the bar and the hints."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The body in its frame."""
        yield from self.body()
        yield Hints()
        yield TooSmall()


class Dialog(ModalScreen[ScreenResultType]):
    """A question above a screen. Esc closes it, and nothing was done."""

    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    TITLE_WORDS: ClassVar[str] = ""
    WORDS: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Dialog { layers: base notice; overflow: hidden; align: center middle; background: $background 60%;
        #box { width: 76; max-width: 96%; height: auto; max-height: 96%; padding: 1 2; background: $surface;
            border: solid $foreground 30%; overflow-y: auto; }
        Button { min-width: 14; height: 1; border: none; background: $panel; color: $foreground; }
        Button:focus { background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: bold !important; }
        Button:nocolor:focus { text-style: bold underline !important; }
        Input { background: $background; border: none; height: 1; padding: 0 1; }
        Input:focus { border: none; background: $panel; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._answered = False

    def body(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The box, with the hints below the screen."""
        with Vertical(id="box"):
            yield from self.body()
        yield Hints()
        yield TooSmall()

    def close(self, result: ScreenResultType | None = None) -> None:
        """Answer once, however often a key is pressed."""
        if not self._answered:
            self._answered = True
            self.dismiss(result)

    def action_back(self) -> None:
        """Close; nothing was done."""
        self.close()
