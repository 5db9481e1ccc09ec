"""How far what a player says is from the people: the chasm with the belief sheet in the company's place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.engine.score import chasm_of, distance, how_distance
from chasm_game.views.debrief import WayLine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.snapshot import Snapshot

__all__ = ["OwnChasm", "own_chasms", "way_lines"]


@dataclass(frozen=True, slots=True)
class OwnChasm:
    """A sheet's distance to the people of its own moment, 0..100."""

    what: float
    how: float | None
    """None where nothing was said of it; then the first half is the whole."""

    @property
    def chasm(self) -> float:
        """Both halves together."""
        return chasm_of(self.what, self.how)


def own_chasms(
    game: FinishedGame,
    points: Mapping[str, Mapping[str, float] | None],
    ways: Mapping[str, Mapping[str, float] | None],
) -> tuple[OwnChasm | None, OwnChasm | None]:
    """Before the game and after it; None where the first page was passed over.

    The two stand side by side, so they are measured alike: on the axes that both sheets speak of, and by the first half
    alone where only one of them has a second page.
    """
    said = ways.get("before"), ways.get("after")
    if points.get("before") is not None and points.get("after") is not None:
        both = set(said[0] or ()) & set(said[1] or ())
        said = _only(said[0], both), _only(said[1], both)
    moments = game.snapshots[0], game.snapshots[-1]
    before, after = (
        _own(points.get(when), second, at) for when, second, at in zip(("before", "after"), said, moments, strict=True)
    )
    return before, after


def _only(page: Mapping[str, float] | None, axes: set[str]) -> dict[str, float] | None:
    return None if page is None or not axes else {axis: place for axis, place in page.items() if axis in axes}


def _own(points: Mapping[str, float] | None, ways: Mapping[str, float] | None, at: Snapshot) -> OwnChasm | None:
    if points is None:
        return None
    return OwnChasm(distance(points, at.people), None if ways is None else how_distance(ways, at.people_ways))


def way_lines(game: FinishedGame, sheets: Mapping[str, Mapping[str, float] | None]) -> tuple[WayLine, ...]:
    """How value is created, axis by axis: as the player said, as the deeds show, as the people would have it."""
    first, last = game.snapshots[0], game.snapshots[-1]
    before, after = sheets.get("before") or {}, sheets.get("after") or {}
    return tuple(
        WayLine(
            way.id, way.title, way.low, way.high, before.get(way.id), after.get(way.id),
            first.ways[way.id], last.ways[way.id], last.people_ways[way.id],
            first.people_ways[way.id],
        )
        for way in game.scenario.rulebook.ways.values()
    )  # fmt: skip
