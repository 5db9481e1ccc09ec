"""The moment in which the mist over the far side lifts: once in a game, when the people are first asked.

Only with motion; without it the round shows the far side at once, with the same words. Any key or click skips it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from chasm_game.tui.paragraphs.feed import lifted
from chasm_game.tui.text import MUTED
from chasm_game.tui.widgets.chasm_picture import ChasmPicture

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

    from chasm_game.views.chasm import ChasmView

__all__ = ["LiftingScreen"]


class LiftingScreen(ModalScreen[None]):
    """The chasm alone on the screen, in mist and then not."""

    LIFTS: ClassVar[float] = 1.3
    """Seconds until the mist is gone."""
    STAYS: ClassVar[float] = 1.2
    """Seconds for looking, before the round goes on by itself."""
    LAPSES = True
    """It goes with the round that it belongs to."""
    TITLE_WORDS = "The mist lifts: from now on you see how far away the people are."
    DEFAULT_CSS = """
    LiftingScreen { background: $background; align: center middle;
        ChasmPicture { width: 92%; height: 50%; max-height: 14; min-height: 6; }
        Static { width: 92%; height: auto; text-align: center; margin-top: 1; color: $chasm-text; }
    }
    """

    def __init__(self, company: str, before: ChasmView, after: ChasmView) -> None:
        super().__init__()
        self._company, self._before, self._after = company, before, after
        self._over = False

    def compose(self) -> ComposeResult:
        """The picture, and what there is to say."""
        yield ChasmPicture(self._company, captioned=False)
        yield Static(Content.styled("The mist lifts.", "bold"), id="said", markup=False)
        yield Static(Content.styled("any key goes on", MUTED), markup=False)

    def on_mount(self) -> None:
        """It lifts, is looked at, and the round goes on."""
        picture = self.query_one(ChasmPicture)
        picture.show(self._before)
        picture.move_to(self._after, self.LIFTS)
        self.set_timer(self.LIFTS, self._say)
        # By itself too: whoever looks away finds the round, and not a picture that waits for a key.
        self.set_timer(self.LIFTS + self.STAYS, self.leave)

    def _say(self) -> None:
        self.query_one("#said", Static).update(lifted(self._after))

    def on_key(self, event: events.Key) -> None:
        """Skipped."""
        event.stop()
        self.leave()

    def on_click(self) -> None:
        """Skipped."""
        self.leave()

    def leave(self) -> None:
        """On with the round, once."""
        if not self._over:
            self._over = True
            self.dismiss(None)
