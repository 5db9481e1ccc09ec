"""Nothing to do for now: the game goes on when the others, or whoever leads it, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.commands import Command, bindings
from chasm_game.tui.screens.base import HELP, TopBar
from chasm_game.tui.screens.game import GamePage
from chasm_game.tui.text import MUTED, Para, flow, line
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from chasm_game.views.seat import SeatView

__all__ = ["WaitingScreen"]


class WaitingScreen(GamePage):
    """Where one comes in while the others are still at it, or is through before them."""

    TITLE_WORDS = "Waiting. The game goes on by itself as soon as the others, or whoever leads it, go on."
    KEYS: ClassVar[tuple[Command, ...]] = (
        HELP,
        Command("waiting.leave", "escape,q", "leave", "Title", "Leave; what was handed in stands.", key_name="Esc"),
    )
    BINDINGS = bindings(KEYS)
    DEFAULT_CSS = "WaitingScreen { #waiting { padding: 1 3; height: 1fr; } #words { height: auto; max-width: 90; } }"

    def body(self) -> ComposeResult:
        """What is played, and that there is nothing to do."""
        intro = self.intro
        yield TopBar(f"{intro.company} · {intro.title}", intro.team)
        with Vertical(id="waiting"):
            yield Static(flow(self._paras()), id="words", markup=False)

    def _paras(self) -> list[Para]:
        sentence = "There is nothing to do for you just now. The game goes on by itself."
        whom = self.state.view.waiting_for
        paras = [Para(Content.styled(sentence, "bold"))]
        return [*paras, Para(line(f"Waiting for {whom}.", MUTED), gap=1)] if whom else paras

    def stands(self, view: SeatView, unseen: int) -> bool:
        """While one waits, and no round is there to be read meanwhile."""
        return view.phase is Phase.WAITING and view.round is None and not unseen

    def hear(self) -> None:
        """Others may have handed in."""
        super().hear()
        for words in self.query("#words").results(Static):
            words.update(flow(self._paras()))

    def action_leave(self) -> None:
        """Out of the game."""
        self.chasm.leave()
