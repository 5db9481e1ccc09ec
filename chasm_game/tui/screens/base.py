"""What every screen has: a bar on top, hints below, a notice where the terminal is too small, and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import events, on
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Input, Static

from chasm_game.tui.commands import Command, ScreenCommands, bindings
from chasm_game.tui.program_keys import GLOSSARY
from chasm_game.tui.screen_tips import close_explanation, explained
from chasm_game.tui.text import MUTED, Drawn, columns, line
from chasm_game.tui.textual_private import HeldPicture
from chasm_game.tui.widgets.hints import Hints
from chasm_game.tui.widgets.tip import CLOSE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

    from chasm_game.tui.host import Host

__all__ = ["BACK", "GLOSSARY", "HELP", "Dialog", "Page", "TooSmall", "TopBar"]

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

    _left = _right = _time = _style = ""
    DEFAULT_CSS = "TopBar { dock: top; height: 1; width: 100%; background: $panel; padding: 0 1; }"

    def __init__(self, left: str, right: str = "") -> None:
        super().__init__("", markup=False)
        self.tell(left, right)

    def tell(self, left: str, right: str = "") -> None:
        """Write both ends."""
        self._left, self._right = left, right
        self._draw()

    def show_time(self, words: str, style: str) -> None:
        """Before what stands on the right: the time that is left; empty where there is none."""
        if words != self._time:
            self._time, self._style = words, style
            self._draw()

    def _draw(self) -> None:
        right = line(self._right, MUTED)
        if self._time:
            parts = [line(self._time, self._style)] + [right] * bool(self._right)
            right = Content.styled(" · ", MUTED).join(parts)
        self.update(Drawn(lambda width: [_ends(line(self._left, "bold"), right, width)]))


def _ends(left: Content, right: Content, width: int) -> Content:
    room = max(width - right.cell_length - 1, width // 2)
    return columns([(left, room), (right, width - room - 1)])


class LaidOnce(HeldPicture[ScreenResultType]):
    """A screen that is styled, laid out and painted once when it comes up, and not two or three times.

    Textual lays a new screen out when it comes up, again for the size that it then hears of, and a third time for the
    classes of that size; and with a dialog the screen below as well. Where a Textual of the future does any of this
    in another way, the screen costs more and is the same.
    """

    _fitted: Size | None = None
    """The size whose classes it has."""
    _shown = False
    """Whether it has come up before."""

    def compose(self) -> ComposeResult:
        """Have the classes of the size before anything is styled."""
        app = self.app
        self._fitted = app.size
        # Textual would set them after the first layout, and lay everything out again.
        across, down = app.HORIZONTAL_BREAKPOINTS or [], app.VERTICAL_BREAKPOINTS or []
        self.add_class(*_last(across, app.size.width), *_last(down, app.size.height))
        yield from ()

    @on(events.Resize)
    def _keep_layout(self, event: events.Resize) -> None:
        """What was laid out for a size stays so."""
        # The first Resize says nothing new: the size was known when the screen was composed.
        if event.size == self._fitted:
            event.prevent_default()
        self._fitted = event.size

    @on(events.ScreenResume)
    def _hold(self, event: events.ScreenResume) -> None:
        """Its parts were styled this moment; and its first picture waits for them, a sixtieth of a second at most."""
        if not self._shown:
            self._shown = True
            # Composing has styled every part already.
            event.refresh_styles = False
            self.hold(self.FIRST_TURNS)

    @property
    def is_replaced_soon(self) -> bool:
        """What was handed in is answered in a moment, and mostly brings another screen."""
        return cast("Host", self.app).is_answer_due


def _last(breakpoints: Sequence[tuple[int, str]], cells: int) -> list[str]:
    """The class of the largest breakpoint that is reached, if one is."""
    # As Textual itself reads a list of breakpoints, so that both agree on the class.
    return [name for least, name in sorted(breakpoints) if cells >= least][-1:]


class Page(LaidOnce[None]):
    """A whole screen."""

    KEYS: ClassVar[tuple[Command, ...]] = (HELP,)
    TITLE_WORDS: ClassVar[str] = ""
    """What the help calls this screen, and says it is for."""
    WORDS: ClassVar[tuple[str, ...]] = ()
    """The words that its help explains."""
    TIPS: ClassVar[str] = ""
    """Which explanations of a first game belong here: their `screen` in `chasm_game.tips`."""
    COMMANDS = Screen.COMMANDS | {ScreenCommands}
    BINDINGS = bindings((GLOSSARY, CLOSE))
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Page { layers: base notice; overflow: hidden; background: $background; color: $chasm-text; }
    """

    @property
    def chasm(self) -> Host:
        """What this screen may ask of the app."""
        return cast("Host", self.app)

    def body(self) -> ComposeResult:
        """What stands between the bar and the hints."""
        yield from ()

    def status(self) -> ComposeResult:
        """What stands below the body, where something is to be said of the game."""
        yield from ()

    def compose(self) -> ComposeResult:
        """The body in its frame."""
        yield from super().compose()
        yield from self.body()
        yield from explained(self, self.TIPS)
        yield from self.status()
        yield from self.chasm.strip()
        yield Hints()
        yield TooSmall()

    def action_close_explanation(self) -> None:
        """On to what is to be explained next."""
        close_explanation(self)


class Dialog(LaidOnce[ScreenResultType], ModalScreen[ScreenResultType]):
    """A question above a screen. Esc closes it, and nothing was done."""

    LAPSES: ClassVar[bool] = False
    """Whether the question is over when the game goes on without an answer to it."""
    KEYS: ClassVar[tuple[Command, ...]] = (BACK, HELP)
    TITLE_WORDS: ClassVar[str] = ""
    WORDS: ClassVar[tuple[str, ...]] = ()
    TIPS: ClassVar[str] = ""
    """Which explanations of a first game belong here: their `screen` in `chasm_game.tips`."""
    BINDINGS = bindings((GLOSSARY, CLOSE))
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Dialog { layers: base notice; overflow: hidden; align: center middle; background: $background 60%;
        #box { width: 76; max-width: 96%; height: auto; max-height: 96%; padding: 1 2; background: $surface;
            border: none; border-top: heavy $chasm-accent; overflow-y: auto; }
        &:ansi #box { border: round $chasm-faint; }
        Button { min-width: 14; height: 1; border: none; background: $chasm-cursor !important; color: $chasm-text; }
        Button:focus { background: $block-cursor-background !important; color: $block-cursor-foreground;
            text-style: bold !important; }
        Button:ansi:focus { text-style: bold underline !important; }
        Input { background: $background; border: none; height: 1; padding: 0 1; }
        Input:focus { border: none; background: $panel; }
        Input > .input--placeholder { color: $chasm-muted; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._answered = False

    def body(self) -> ComposeResult:
        """What stands in the box."""
        yield from ()

    @property
    def unsent(self) -> bool:
        """Whether there is text here that would be lost with the program."""
        return False

    def on_mount(self) -> None:
        """A cursor blinks only where everything may move."""
        for each in self.query(Input):
            each.cursor_blink = self.chasm.motion == "full"

    def compose(self) -> ComposeResult:
        """The box, with the hints below the screen."""
        yield from super().compose()
        with Vertical(id="box"):
            yield from self.body()
        yield from explained(self, self.TIPS)
        yield Hints()
        yield TooSmall()

    def action_close_explanation(self) -> None:
        """On to what is to be explained next."""
        close_explanation(self)

    @property
    def chasm(self) -> Host:
        """What this screen may ask of the app."""
        return cast("Host", self.app)

    def close(self, result: ScreenResultType | None = None) -> None:
        """Answer once, however often a key is pressed."""
        # Textual raises where a screen is dismissed twice, and two keys can be on their way at once.
        if not self._answered:
            self._answered = True
            self.dismiss(result)

    def action_back(self) -> None:
        """Close; nothing was done."""
        self.close()
