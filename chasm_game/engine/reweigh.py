"""A game's recorded trust, weighed again by other people: nothing is replayed, nothing else changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.measures import worth
from chasm_game.engine.score import score_exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.engine.state import Floats

__all__ = ["Recorded", "moments_of", "recorded", "values_under"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """True trust of a finished game: one moment for each round of the file, and the end of it all."""

    trust: Floats
    """Stakeholder x moment."""
    alive: NDArray[np.bool_]
    """By moment; a fallen company is worth nothing to anybody."""


def moments_of(game: FinishedGame) -> list[Snapshot]:
    """What a finished game recorded, one moment for each round of the file.

    A round that was skipped records the last moment again, as it does in play; after a fall it is the fall.
    """
    at_end = {s.round: s for s in game.snapshots if s.stage == "end"}
    last = game.snapshots[0]
    moments = []
    for round_ in game.plan.rounds:
        last = at_end.get(round_.id, last)
        moments.append(last)
    return moments


def recorded(game: FinishedGame) -> Recorded:
    """The trust of a finished game that its score is made of."""
    moments = [*moments_of(game), game.snapshots[-1]]
    trust = np.array([[m.trust[s] for m in moments] for s in game.plan.stakeholders], dtype=np.float64)
    return Recorded(trust, np.array([m.alive for m in moments], dtype=np.bool_))


def values_under(
    plan: Plan, weights: Sequence[float], games: Sequence[Recorded]
) -> list[tuple[tuple[float, ...], float]]:
    """For each game of a plan the recorded values and the exact score, had the people had these weights throughout."""
    if not games:
        return []
    trust = np.concatenate([g.trust for g in games], axis=1)
    alive = np.concatenate([g.alive for g in games])
    values = worth(plan, np.array(weights, dtype=np.float64)[:, None], trust, alive)
    rounds = len(plan.rounds)
    found = []
    for own in values.reshape(len(games), rounds + 1):
        seen = tuple(float(v) for v in own)
        found.append((seen[:rounds], score_exact(seen[rounds], sum(seen[:rounds]), rounds)))
    return found
