"""The teams of a room in columns, one of them marked; each with what it has handed in, seen or hidden."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from chasm_game.session.room.views import TeamStatus
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, MUTED, UP, Drawn, columns, fitted, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events

    from chasm_game.session.room.views import RoomTeam

__all__ = ["TeamGrid", "handed_in"]

_NARROWEST, _FEW_ROWS = 19, 6
"""Cells of a column, so that four stand on 80 cells less their frame; and rows at most, if that can be."""


class TeamGrid(Static):
    """Down the first column, then down the next."""

    @dataclass
    class Picked(Message):
        """A team was clicked."""

        index: int

    DEFAULT_CSS = "TeamGrid { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._teams: tuple[RoomTeam, ...] = ()
        self._marks: tuple[Content, ...] = ()
        self.at = 0
        """The marked team; -1 for none."""

    def show(self, teams: Sequence[RoomTeam], marks: Sequence[Content], at: int) -> None:
        """Draw these teams, each with a few cells told of it."""
        self._teams, self._marks, self.at = tuple(teams), tuple(marks), at
        self.update(Drawn(self._lines))

    def shape(self, width: int) -> tuple[int, int]:
        """Columns and rows at a width."""
        count = max(len(self._teams), 1)
        most = max(width // _NARROWEST, 1)
        # As few columns as keep it low: the teams share the screen with the answers.
        across = next((n for n in range(1, most + 1) if -(-count // n) <= _FEW_ROWS), most)
        return across, -(-count // across)

    def row_of(self, index: int) -> int:
        """The row of a team as it is drawn now."""
        return index % self.shape(self.size.width)[1]

    def moved(self, key: str) -> int:
        """The team that an arrow leads to."""
        rows = self.shape(self.size.width)[1]
        step = {"up": -1, "down": 1, "left": -rows, "right": rows}[key]
        # No way around the end: from the last team an arrow would lead to one that nobody expects.
        there = self.at + step
        return there if 0 <= there < len(self._teams) else self.at

    def _lines(self, width: int) -> list[Content]:
        if not self._teams:
            return [Content("")]
        across, rows = self.shape(width)
        each = max(width // across - 1, 8)
        lines = []
        for row in range(rows):
            cells = [self._cell(n, max(each - 2, 8)) for n in range(row, len(self._teams), rows)]
            lines.append(columns([(cell, each) for cell in cells]))
        return lines

    def _cell(self, index: int, width: int) -> Content:
        here = index == self.at
        sign = self._marks[index]
        mark = Content.styled(f"{glyphs().here if here else ' '} ", f"bold {ACCENT}")
        room = max(width - 3 - sign.cell_length, 4)
        name = fitted(line(self._teams[index].name, "bold" if here else ""), room)
        cell = Content.assemble(mark, name, " ", sign)
        return fitted(cell, width).stylize("on $primary 30%") if here else cell

    def on_click(self, event: events.Click) -> None:
        """A click marks a team."""
        across, rows = self.shape(self.size.width)
        index = event.x // max(self.size.width // across, 1) * rows + event.y
        if 0 <= index < len(self._teams):
            self.post_message(self.Picked(index))


def handed_in(team: RoomTeam, *, visible: bool) -> Content:
    """What a team has handed in for a round: a letter, or that there is one."""
    if team.status is TeamStatus.IN:
        what = Content.styled(team.letter if visible else glyphs().full, f"bold {UP}")
    elif team.status is TeamStatus.WAITS:
        what = Content.styled(glyphs().gap, MUTED)
    else:
        what = Content.styled(team.status.value, MUTED)
    # The signs are the keys by which it was handed in: an `a` for asking would be read as the letter of an answer.
    handed = (("k", team.asked), ("p", team.predicted), ("r", team.reasoned), ("y", team.dissented))
    noted = "".join(sign for sign, holds in handed if holds)
    return Content.assemble((noted, MUTED), " " if noted else "", what)
