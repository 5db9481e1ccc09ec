"""What moved, row by row: a name, a bar, the numbers and the step in words, and the reasons under it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.text import money, signed
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.paragraphs.feed import sign_style
from chasm_game.tui.text import ACCENT, DOWN, FAINT, MUTED, PEOPLE, UP, Para, columns, line
from chasm_game.tui.widgets.charts.bars import cells_of
from chasm_game.tui.widgets.landing import Block
from chasm_game.views.consequences import STEPS, ChangeView, between
from chasm_game.views.dashboard import scale_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.views.consequences import LeaderChange, ReasonView

__all__ = ["MARK", "ChangeTable", "bar_content", "change_block", "stacked"]

_STYLES = {"chart--bar": PEOPLE, "chart--up": UP, "chart--down": DOWN, "chart--grid": FAINT}
MARK = 4
"""Cells for what hangs before a row: the sign of a change, the number of a round that sent an echo."""
_NUMBERS, _STEP, _BAR = 11, 15, 8
_WITH_BARS = 66
"""Cells from which on a row has a bar."""


def bar_content(value: float, change: float, room: int, scale: tuple[float, float] = (0.0, 100.0)) -> Content:
    """A bar with what was won or lost, as text, between the ends of its scale."""
    cells = cells_of(value, change, room, low=scale[0], high=scale[1])
    # Cells of a style are one span: a span a cell costs as much to paint as thirty words.
    runs = groupby(cells, key=itemgetter(1))
    return Content.assemble(*(("".join(mark for mark, _ in run), _STYLES[style]) for style, run in runs))


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """What the rows of a table have in common."""

    unit: str
    longest: int
    """Cells of the longest name."""
    scale: tuple[float, float]
    """The ends of its bars: the range that occurs."""

    @classmethod
    def of(
        cls,
        stakeholders: Sequence[ChangeView],
        company: Sequence[ChangeView],
        leaders: Sequence[LeaderChange],
        unit: str,
    ) -> ChangeTable:
        """For these rows."""
        rows = [*stakeholders, *company, *(leader.change for leader in leaders)]
        longest = max((line(row.name).cell_length for row in rows), default=8)
        return cls(unit, longest, scale_of(n for row in rows if row.id != "cash" for n in (row.before, row.after)))


def stacked(paras: Sequence[Para]) -> Callable[[int], list[Content]]:
    """Paragraphs one under another, for any width."""
    return lambda width: [each for para in paras for each in para.lines(width)]


def change_block(change: ChangeView, table: ChangeTable, seen: str = "") -> Block:
    """A row with the name, a bar, the numbers and the step in words; the reasons under it, and what a leader saw.

    What is the same every round is told below, once for all; and here, where nothing else explains the way it went.
    The fog is told below, once for all.
    """
    row = _Row(change, table)
    folded = not change.only_usual or bool(seen)  # what a leader saw stands there in any case
    reasons = [_reason(reason) for reason in change.reasons if not (reason.fog or (reason.usual and folded))]
    if seen:
        reasons.insert(0, Para(line(seen, MUTED), indent=MARK))
    return Block(lambda width: [row.after(width), *stacked(reasons)(width)], lambda width: [row.before(width)])


@dataclass(frozen=True, slots=True)
class _Row:
    change: ChangeView
    table: ChangeTable

    def after(self, width: int) -> Content:
        change, step = self.change, self._step
        marks, style = glyphs(), sign_style(step)
        sign = marks.up if step > 0 else marks.down if step < 0 else marks.same
        # Up to three signs for how far: the number beside it says the same without them.
        mark = Content.styled(sign * max(abs(step), 1), style if step else MUTED)
        numbers = between(replace(change, step=step), self._number)
        if change.id == "cash":
            return self._laid(width, mark, None, numbers, "", step)
        return self._laid(width, mark, change.after - change.before, numbers, STEPS.get(change.step, ""), step)

    def before(self, width: int) -> Content:
        """Where it was, and nothing yet; what is said to stay about the same does not jump when it lands."""
        moved = None if self.change.id == "cash" else 0.0
        stood = self.change.before if self._step else self.change.after
        return self._laid(width, Content(""), moved, self._number(stood), "", 0)

    def _laid(self, width: int, mark: Content, moved: float | None, numbers: str, words: str, step: int) -> Content:
        name = min(self.table.longest, max(width - MARK - _NUMBERS - _STEP - 3 - _BAR, 12))
        cells = [(mark, MARK - 1), (line(self.change.name, "bold"), name)]
        room = min(width - MARK - name - _NUMBERS - _STEP - 3, 30)
        step_words = Content.styled(words, sign_style(step) if step else MUTED)
        if moved is None or width < _WITH_BARS:
            both = Content.assemble(step_words, "  " if words else "", (numbers, MUTED if words else ""))
            return columns([*cells, (both, max(width - MARK - name - 1, 1))])
        # Before it has landed there is no mark, and the bar stands where it was.
        value = self.change.after if mark.plain else self.change.before
        right = Content(numbers.rjust(_NUMBERS))
        return columns(
            [
                *cells,
                (bar_content(value, moved, room, self.table.scale), room),
                (right, _NUMBERS),
                (Content(" ") + step_words, _STEP),
            ]
        )

    def _number(self, value: float) -> str:
        if self.change.id == "cash":
            return money(round(value, 1), self.table.unit)
        return f"{value:.1f}" if self.change.id == "value" else f"{value:.0f}"

    @property
    def _step(self) -> int:
        """The step; for cash, which has no steps of trust, only its sign."""
        moved = round(self.change.after, 1) - round(self.change.before, 1)
        return self.change.step if self.change.id != "cash" else (moved > 0) - (moved < 0)


def _reason(reason: ReasonView) -> Para:
    """The words, the points where they may be known, and which round sent it if it was an earlier one."""
    style = sign_style(reason.sign)
    sender = f"{glyphs().echo}{reason.sender or ''} " if reason.echo else ""
    mark = Content.styled("+ " if reason.sign > 0 else "− ", style)
    exact = "" if reason.points is None else f"  {signed(reason.points)}"
    return Para(Content.assemble((sender, ACCENT), line(reason.because), (exact, style)), mark, indent=MARK)
