"""How a belief sheet begins: as the one before the game stood, or as it was left half filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.views.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from chasm_game.tui.widgets.belief_sheet import BeliefSheet
    from chasm_game.tui.widgets.way_sheet import WaySheet
    from chasm_game.views.intro import IntroView

__all__ = ["SheetDraft", "begin_as_before"]


def begin_as_before(intro: IntroView, sheet: BeliefSheet, ways: WaySheet) -> None:
    """The second sheet begins where the first one stood: what has changed is then a move, not all of it anew."""
    # A sheet of plain mode may hold fractions, which the bars do not show.
    if all(points == int(points) for _, points in intro.sheet) and sum(p for _, p in intro.sheet) == 100:
        sheet.points.update({each: int(points) for each, points in intro.sheet})
    ways.marks.update({axis: mark_of(way) for axis, way in intro.sheet_ways})


class SheetDraft:
    """What was filled in of a sheet that was left, among the drafts of the app; both of its pages."""

    def __init__(self, drafts: MutableMapping[str, object], *, before: bool) -> None:
        self._drafts = drafts
        self._points = f"sheet/{before}"
        self._marks = f"{self._points}/ways"

    @property
    def is_there(self) -> bool:
        """Whether the sheet was left before."""
        return self._points in self._drafts

    def keep(self, sheet: BeliefSheet, ways: WaySheet) -> None:
        """Keep what stands on both pages."""
        # Copies: the sheet goes on being edited while the app holds what was left.
        self._drafts[self._points], self._drafts[self._marks] = dict(sheet.points), dict(ways.marks)

    def fill(self, sheet: BeliefSheet, ways: WaySheet) -> None:
        """Put what was left back, where something was."""
        points, marks = self._drafts.get(self._points), self._drafts.get(self._marks)
        if isinstance(points, dict):
            sheet.points.update(points)
        if isinstance(marks, dict):
            ways.marks.update(marks)
