"""The head of a round on the projector: its title in block letters, and the time that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from chasm_game.tui.block_letters import block_time, block_words
from chasm_game.tui.text import ACCENT, DOWN, MUTED, Drawn, fitted, line

if TYPE_CHECKING:
    from chasm_game.session.room.views import TimerView

__all__ = ["RoomHead"]


class RoomHead(Static):
    """Title on the left, time on the right, as large as the screen allows."""

    DEFAULT_CSS = "RoomHead { height: auto; width: 1fr; padding: 1 2 1 2; }"

    def __init__(self, title: str) -> None:
        super().__init__("", id="head", markup=False)
        self._title = title
        self._shown: tuple[int, bool, int] = (-1, False, 0)

    def show(self, timer: TimerView | None) -> None:
        """Draw, if a second has passed or anything else is new; without a timer only the title."""
        rows = self.screen.size.height
        # Compared by whole seconds: five looks a second would else lay out five pictures.
        now = (-1, False, rows) if timer is None else (int(-(-timer.left // 1)), timer.running, rows)
        if now != self._shown or not self._shown[2]:
            self._shown = now
            self.update(Drawn(lambda width: self._lines(width, timer, rows)))

    def _lines(self, width: int, timer: TimerView | None, rows: int) -> list[Content]:
        large = rows >= 24
        time = [] if timer is None else self._time(timer, tall=rows >= 30, large=large)
        taken = max((row.cell_length for row in time), default=0)
        room = max(width - taken - 2, 20)
        blocks = block_words(self._title, room) if large else []
        if len(blocks) > 3 and rows < 30:  # two lines of blocks would leave the story no room
            blocks = []
        title = [Content.styled(row, ACCENT) for row in blocks] or line(self._title, f"bold {ACCENT}").wrap(room)
        count = max(len(title), len(time))
        title += [Content("")] * (count - len(title))
        time += [Content("")] * (count - len(time))
        left = max(width - taken, 0)
        return [Content.assemble(fitted(a, left), b) for a, b in zip(title, time, strict=True)]

    def _time(self, timer: TimerView, *, tall: bool, large: bool) -> list[Content]:
        over = timer.left <= 0
        style = f"bold {DOWN}" if over else "bold" if timer.running else MUTED
        rows = block_time(timer.left, tall=tall) if large else [block_words_plain(timer.left)]
        word = "time is up" if over else "" if timer.running else "paused"
        return [Content.styled(row, style) for row in rows] + ([Content.styled(word, style)] if word else [])


def block_words_plain(left: float) -> str:
    """The time on one row."""
    whole = int(-(-left // 1))
    return f"{whole // 60}:{whole % 60:02d}"
