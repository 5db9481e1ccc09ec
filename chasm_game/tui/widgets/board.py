"""The dashboard: reported trust, cash and gauges, each number with its change and a sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, assert_never

from textual.content import Content
from textual.widgets import Static

from chasm_game.debrief import happenings
from chasm_game.gauges import Group
from chasm_game.text import money, one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import DOWN, FAINT, MUTED, PEOPLE, UP, Drawn, columns, line, packed
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.dashboard import Dashboard, GaugeView, LeaderView, StakeholderView
    from chasm_game.views.events import PromiseView

__all__ = ["Beside", "Board", "bar", "change"]

_ROLES = 46
"""Cells of width from which on each leader has a line, with what they do."""


def change(amount: float) -> Content:
    """A change as a sign and its size: never colour alone. Under half a point it is nothing."""
    marks = glyphs()
    # Decided on what is shown, not on the amount: an arrow beside a 0 would say that something moved.
    size = f"{abs(amount):.0f}"
    if size == "0":
        return Content.styled(marks.same, MUTED)
    return Content.styled(f"{marks.up if amount > 0 else marks.down}{size}", UP if amount > 0 else DOWN)


def bar(value: float, width: int, style: str = PEOPLE) -> Content:
    """A share of 0..100 as a line of `width` cells."""
    marks = glyphs()
    full = min(max(round(value / 100 * width), 0), width)
    return Content.assemble((marks.bar * full, style), (marks.rest * (width - full), FAINT))


class Board(Static):
    """What the company is told about itself; after asking, what is true beside it."""

    DEFAULT_CSS = "Board { height: auto; width: 1fr; }"
    LEAST: ClassVar[int] = 28
    """Cells of width that it has at least."""

    def __init__(
        self,
        board: Dashboard,
        promises: Sequence[PromiseView] = (),
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__("", id=id, markup=False)
        self._board, self._promises = board, promises
        self.brief = False
        """Whether leaders and promises are left out, because somebody else tells them."""
        self._draw()

    def fit(self, rows: int) -> int:
        """Leave out leaders and promises where there are fewer rows than all would take; returns those it takes."""
        brief = rows < len(self._lines(self._width, brief=False))
        if brief != self.brief:
            self.brief = brief
            self._draw()
        return len(self._lines(self._width, brief=brief))

    def show(self, board: Dashboard, promises: Sequence[PromiseView] = ()) -> None:
        """Draw this dashboard, with what was promised and is not due yet."""
        self._board, self._promises = board, promises
        self._draw()

    @property
    def _width(self) -> int:
        return max(self.size.width or self.LEAST, self.LEAST)

    def _draw(self) -> None:
        self.update(Drawn(lambda width: self._lines(width, brief=self.brief)))

    def _lines(self, width: int, *, brief: bool) -> list[Content]:
        lines = _company_lines(self._board, width)
        return lines if brief else [*lines, *Beside(self._board.leaders, self._promises).lines(width)]


@dataclass(frozen=True, slots=True)
class Beside:
    """Who carries what is decided, and what was promised; apart where the dashboard leaves them out."""

    leaders: Sequence[LeaderView]
    promises: Sequence[PromiseView]

    def lines(self, width: int) -> list[Content]:
        """Laid out for a width."""
        return [*_leaders(self.leaders, width), *_promises(self.promises, width)]


def _company_lines(board: Dashboard, width: int) -> list[Content]:
    known = any(s.true is not None or s.weight is not None for s in board.stakeholders)
    # Two columns of four and their spaces; four columns once there is something true to tell.
    widths = _widths(board, width - (20 if known else 10))
    lines = [_head(widths, known=known)]
    lines += [_stakeholder(s, widths, known=known) for s in board.stakeholders]
    return [*lines, *_company(board, width)]


def _leaders(leaders: Sequence[LeaderView], width: int) -> list[Content]:
    """Those who carry what is decided: with what they do where there is room, else on as few lines as it takes."""
    if not leaders:
        return []
    head = Content.styled("Leaders carry, of 100:", MUTED)
    if width < _ROLES:
        return packed([head, *map(_assent, leaders)], width)
    rows = [_assent(leader) + Content.styled(f"  {one_line(leader.role)}", MUTED) for leader in leaders]
    return [head, *(row.truncate(width, ellipsis=True) for row in rows)]


def _assent(leader: LeaderView) -> Content:
    moved = Content("") if f"{abs(leader.change):.0f}" == "0" else Content(" ") + change(leader.change)
    return Content.assemble(line(leader.name), f" {leader.assent:.0f}", moved)


def _promises(promises: Sequence[PromiseView], width: int) -> list[Content]:
    """What was promised, to whom, and when it is due, nobody torn apart."""
    rows: list[Content] = []
    for promise in promises:
        parts = [Content.styled("Promised", MUTED), *(line(f"{happenings.promised(to)},") for to in promise.to)]
        rows += packed([*parts, Content.styled(happenings.due_shortly(promise), MUTED)], width)
    return rows


def _widths(board: Dashboard, room: int) -> tuple[int, int]:
    """The width of a name and of its bar; four cells of a bar stay."""
    longest = max((line(s.name).cell_length for s in board.stakeholders), default=0)
    # Names give way before bars do, for a bar of three cells says nothing; but fifteen cells tell most names apart.
    name = min(20, max(room * 6 // 10, 15, min(longest, room - 5)))
    return (name, room - name - 1) if room - name >= 5 else (room, 0)


def _head(widths: tuple[int, int], *, known: bool) -> Content:
    name, line_of = widths
    cells = [("Trust, as reported", name + line_of + bool(line_of)), ("", 4), ("", 4)]
    head = [(Content.styled(words, MUTED), size) for words, size in cells]
    if known:
        head[0] = (Content.styled("Trust", MUTED), head[0][1])
        head[1] = (Content.styled("told", MUTED), 4)
        head += [(Content.styled("true", MUTED), 4), (Content.styled("wt %", MUTED), 4)]
    return columns(head)


def _stakeholder(seen: StakeholderView, widths: tuple[int, int], *, known: bool) -> Content:
    name, line_of = widths
    cells = [(line(seen.name), name)]
    if line_of:
        cells.append((bar(seen.reported, line_of), line_of))
    cells += [(Content(f"{seen.reported:4.0f}"), 4), (change(seen.change), 4)]
    if known:
        cells.append((Content("" if seen.true is None else f"{seen.true:4.0f}"), 4))
        cells.append((Content.styled("" if seen.weight is None else f"{seen.weight * 100:4.0f}", PEOPLE), 4))
    return columns(cells)


def _company(board: Dashboard, width: int) -> list[Content]:
    cash = board.cash
    row = Content.assemble(
        ("Cash ", MUTED), (money(round(cash.value, 1), cash.unit), "bold"), " ", _cash_change(cash.change)
    )
    lines = [row.truncate(width, ellipsis=True)]
    for group in Group:
        match group:
            case Group.CHARACTER | Group.KNOW_HOW:
                lines += packed([_gauge(g) for g in board.gauges if g.group is group], width)
            case Group.MONEY | Group.LEADERS:
                pass  # the first line; and those with names of their own, below
            case _:
                assert_never(group)
    return lines


def _cash_change(amount: float) -> Content:
    marks = glyphs()
    if not shows(amount):
        return Content.styled(marks.same, MUTED)
    return Content.styled(f"{marks.up if amount > 0 else marks.down}{abs(amount):.1f}", UP if amount > 0 else DOWN)


def _gauge(gauge: GaugeView) -> Content:
    """Name and number; the change only where there is one, so that a row holds all of know-how."""
    moved = Content("") if f"{abs(gauge.change):.0f}" == "0" else Content(" ") + change(gauge.change)
    return Content.assemble((one_line(gauge.name) + " ", MUTED), f"{gauge.value:.0f}", moved)
