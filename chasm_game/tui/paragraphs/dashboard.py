"""The dashboard as lines: value, cash, reported trust and gauges, each number with its change and a sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from textual.content import Content

from chasm_game.debrief import happenings
from chasm_game.gauges import Group
from chasm_game.grammar import joined
from chasm_game.text import money, one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, FAINT, MUTED, PEOPLE, UP, columns, line, packed
from chasm_game.views.dashboard import fold_names
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.dashboard import Dashboard, GaugeView, LeaderView, StakeholderView
    from chasm_game.views.events import PromiseView

__all__ = ["Beside", "bar", "change", "company_lines", "fold_line", "number_cells", "one_digit"]

_LEAST_BAR = 5
"""Cells of width that a bar has at least, with the space before it: a shorter one says nothing."""
_ROLES = 46
"""Cells of width from which on each leader has a line, with what they do, where that fits for all of them."""


def change(amount: float) -> Content:
    """A change as a sign and its size: never colour alone. Under half a point it is nothing."""
    marks = glyphs()
    # Decided on what is shown, not on the amount: an arrow beside a 0 would say that something moved.
    size = f"{abs(amount):.0f}"
    if size == "0":
        return Content.styled(marks.same, MUTED)
    return Content.styled(f"{marks.up if amount > 0 else marks.down}{size}", UP if amount > 0 else DOWN)


def bar(value: float, width: int, style: str = PEOPLE, *, scale: tuple[float, float] = (0.0, 100.0)) -> Content:
    """A number as a line of `width` cells between the ends of its scale."""
    marks, (low, high) = glyphs(), scale
    full = min(max(round((value - low) / (high - low) * width), 0), width)
    return Content.assemble((marks.bar * full, style), (marks.rest * (width - full), FAINT))


@dataclass(frozen=True, slots=True)
class Beside:
    """Who carries what is decided, and what was promised; apart where the dashboard leaves them out."""

    board: Dashboard
    promises: Sequence[PromiseView]

    def lines(self, width: int) -> list[Content]:
        """Laid out for a width."""
        return [*_leaders(self.board, width), *_promises(self.promises, width)]


def company_lines(board: Dashboard, width: int) -> list[Content]:
    """Value and cash, the stakeholders under a head, and the gauges by group."""
    widths = _widths(board, width - number_cells(board))
    lines = packed(_company(board), width)
    if board.stakeholders:
        lines.append(_head(board, widths))
    lines += [_stakeholder(s, board, widths) for s in board.stakeholders]
    for group in Group:
        match group:
            case Group.CHARACTER | Group.KNOW_HOW:
                lines += packed([_gauge(g) for g in board.gauges if g.group is group], width)
            case Group.MONEY | Group.LEADERS:
                pass  # the first line; and those with names of their own, below
            case _:
                assert_never(group)
    return lines


def _exact(board: Dashboard) -> bool:
    """Whether true trust is told."""
    return any(s.true is not None for s in board.stakeholders)


def _weighed(board: Dashboard) -> bool:
    """Whether it is told what the people value."""
    return any(s.weight is not None for s in board.stakeholders)


def number_cells(board: Dashboard) -> int:
    """Cells for the numbers of a row, with their spaces: what is told and its change; what is true, what is valued."""
    return 10 + 5 * _exact(board) + 8 * _weighed(board)


def _leaders(board: Dashboard, width: int) -> list[Content]:
    """Those who carry what is decided: with what they do where there is room, else on as few lines as it takes."""
    leaders = board.leaders
    if not leaders:
        together = board.assent
        words = ("Leaders carry, of 100: ", MUTED)
        return [] if together is None else [_with_change(words, together.value, together.moved(0))]
    head = Content.styled("Leaders carry, of 100:", MUTED)
    rows = [_assent(leader) + Content.styled(f"  {one_line(leader.role)}", MUTED) for leader in leaders]
    if width < _ROLES or any(row.cell_length > width for row in rows):
        return packed([head, *map(_assent, leaders)], width)
    return [head, *rows]


def _assent(leader: LeaderView) -> Content:
    moved = Content("") if not leader.moved else Content(" ") + change(leader.moved)
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
    # A bar gives way before a name does; where even so a name is cut, fifteen cells tell most names apart.
    name = min(longest, max(room, 15))
    return (name, room - name - 1) if room - name > _LEAST_BAR else (room, 0)


def _head(board: Dashboard, widths: tuple[int, int]) -> Content:
    name, line_of = widths
    first = name + line_of + bool(line_of)
    low, high = board.scale
    ends = f"Trust as reported, {low:.0f} to {high:.0f}"
    words = "Trust" if _exact(board) else ends if line_of and len(ends) <= first else "Trust, as reported"
    cells = [(words, first), ("told" if _exact(board) else "", 4), ("", 4)]
    cells += [("true", 4)] if _exact(board) else []
    cells += [("value %", 7)] if _weighed(board) else []
    return columns([(Content.styled(words, MUTED), size) for words, size in cells])


def _stakeholder(seen: StakeholderView, board: Dashboard, widths: tuple[int, int]) -> Content:
    name, line_of = widths
    cells = [(line(seen.name), name)]
    if line_of:
        cells.append((bar(seen.reported, line_of, scale=board.scale), line_of))
    cells += [(Content(f"{seen.reported:4.0f}"), 4), (change(seen.moved), 4)]
    if _exact(board):
        cells.append((Content("" if seen.true is None else f"{seen.true:4.0f}"), 4))
    if _weighed(board):
        cells.append((Content.styled("" if seen.weight is None else f"{seen.weight * 100:7.0f}", PEOPLE), 7))
    return columns(cells)


def _company(board: Dashboard) -> list[Content]:
    """The value and the cash."""
    cash, parts = board.cash, []
    if board.value is not None:
        moved = one_digit(board.value.moved(1))
        parts.append(Content.assemble(("Value ", MUTED), (f"{board.value.value:.1f}", "bold"), " ", moved))
    amount = money(round(cash.value, 1), cash.unit)
    return [*parts, Content.assemble(("Cash ", MUTED), (amount, "bold"), " ", one_digit(cash.moved))]


def one_digit(amount: float) -> Content:
    """A change whose tenths count."""
    marks = glyphs()
    if not shows(amount):
        return Content.styled(marks.same, MUTED)
    return Content.styled(f"{marks.up if amount > 0 else marks.down}{abs(amount):.1f}", UP if amount > 0 else DOWN)


def _gauge(gauge: GaugeView) -> Content:
    """Name and number; the change only where there is one, so that a row holds all of know-how."""
    return _with_change((one_line(gauge.name) + " ", MUTED), gauge.value, gauge.moved)


def _with_change(words: tuple[str, str], value: float, moved: float) -> Content:
    seen = Content("") if f"{abs(moved):.0f}" == "0" else Content(" ") + change(moved)
    return Content.assemble(words, f"{value:.0f}", seen)


def fold_line(board: Dashboard, folded: Sequence[str], width: int, *, opened: bool) -> list[Content]:
    """What is folded, by its names, and the key that opens it."""
    if not folded:
        return []
    key = Content.styled("o", f"bold {ACCENT}")
    if opened:
        return [key + Content.styled("  only what this round can move", MUTED)]
    names = fold_names(board, folded)
    # Never a name cut short: fewer words, and at last none of them. How many would be one number more to look at.
    forms = (f"more: {joined(names)}", joined(names), "the other numbers")
    found = next((words for words in forms if line(words).cell_length + 3 <= width), forms[-1])
    return [key + Content("  ") + line(found, MUTED)]
