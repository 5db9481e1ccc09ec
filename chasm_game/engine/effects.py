"""An effect: points with their cause, on a row of a state; and which names of a scenario stand for which rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from chasm_game.gauges import CASH, row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.gauges import Gauge
    from chasm_game.scenario.rulebook import Reason

__all__ = ["CASH_TARGET", "Cause", "Effect", "Names", "Rows", "Target", "gauge_target"]


class Cause(NamedTuple):
    """Where a point comes from: a path in the scenario or a rule, and the reason in words."""

    source: str
    because: Reason


Rows = Literal["trust", "gauges", "belief", "people", "way", "people_way", "hurt"]
"""The arrays of a state that points move, a row for each thing that they name."""


class Target(NamedTuple):
    """What a point moves: a row of one of the arrays of a state."""

    array: Rows
    row: int


def gauge_target(gauge: Gauge) -> Target:
    """A built-in gauge as a target. Raises `KeyError` for a scenario's own: see `Plan.rows`."""
    return Target("gauges", row(gauge))


class Effect(NamedTuple):
    """Points that something has on something."""

    cause: Cause
    target: Target
    points: float


CASH_TARGET = gauge_target(CASH)
"""The cash, which the rules add to where they take a share of the distance elsewhere."""


class Names(NamedTuple):
    """What effects and tags can name in a scenario."""

    targets: Mapping[str, Target]
    """Stakeholders, gauges and leaders."""
    leaders: tuple[Target, ...]
    """What `assent` stands for."""
    axes: Mapping[str, int]

    def effects(self, cause: Cause, effects: Mapping[str, float]) -> tuple[Effect, ...]:
        """Effects in the order of the file, `assent` written out for every leader.

        What the scenario does not have is passed over: only moves and manners may name such a thing.
        """
        made: list[Effect] = []
        for name, points in effects.items():
            if name == CASH.id:
                made.append(Effect(cause, CASH_TARGET, points))
            elif name in self.targets:
                made.append(Effect(cause, self.targets[name], points))
            elif name == "assent":
                made += [Effect(cause, target, points) for target in self.leaders]
        return tuple(made)
