"""Playthroughs that show something: what stands in the record of a lane, and the decisions and the seed that replay it.

A lane of open luck has its own luck. A witness names a seed that has it, as far as it mattered, so that a reader can
play it: `chasm play --seed N`. Luck that no seed up to `SEEDS` has is told chance by chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from chasm_game.analysis.playthrough import Line, completed, finished, line_of
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.luck import luck
from chasm_game.engine.state import HAPPENS, UNDECIDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["SEEDS", "Kept", "Record", "Witness", "record", "seed_with", "through", "whole"]

SEEDS = 10_000
"""Seeds that are looked through for one with a given luck."""
AFFORDABLE = 200_000
"""Playthroughs that are walked at most to complete a witness."""


class Record(NamedTuple):
    """What a lane has decided, and how its luck fell as far as it mattered."""

    chosen: tuple[int, ...]
    asked: tuple[int, ...]
    """As in `State.asked`; of a decision, that of its own round stands behind those of the rounds before."""
    fallen: tuple[tuple[str, bool], ...]
    """Chances by their paths, and whether they happened; nothing where a seed has decided all luck."""


class Kept(NamedTuple):
    """Of a state only what a record needs."""

    chosen: NDArray[np.int8]
    asked: NDArray[np.int8]
    fates: NDArray[np.int8]

    @classmethod
    def of(cls, state: State) -> Kept:
        """A copy, which stays as it is while the walk goes on."""
        return cls(state.chosen.copy(), state.asked.copy(), state.fates.copy())


class Witness(NamedTuple):
    """A whole playthrough that anybody can replay."""

    line: Line
    seed: int | None
    """None where no seed up to `SEEDS` has this luck."""
    fallen: tuple[tuple[str, bool], ...] = ()
    """The luck that it needs."""


def record(plan: Plan, state: State | Kept, lane: int) -> Record:
    """What stands in a lane."""
    chosen, asked, fates = (rows[:, lane].tolist() for rows in (state.chosen, state.asked, state.fates))
    mattered = (row for row in sorted(set(_rows(plan, chosen))) if fates[row] != UNDECIDED)
    return Record(tuple(chosen), tuple(asked), tuple((plan.chances[row], fates[row] == HAPPENS) for row in mattered))


def _rows(plan: Plan, chosen: Sequence[int]) -> Iterator[int]:
    """The rows of the luck that can matter to these decisions: a sampled lane has drawn all of it beforehand."""
    for round_, taken in zip(plan.rounds, chosen, strict=True):
        fates = [round_.fate, *(now.fate for now in round_.nows)]
        if 0 <= taken < len(round_.responses):
            response = round_.responses[taken]
            fates += [*(now.fate for now in response.nows), *(echo.fate for echo in response.echoes)]
        yield from (fate for fate in fates if fate is not None)


def seed_with(plan: Plan, fallen: tuple[tuple[str, bool], ...], first: int) -> int | None:
    """The seed `first`, or the lowest one from 1 to `SEEDS`, under which these chances fall so; None if none does."""
    odds = dict(zip(plan.chances, plan.odds, strict=True))
    wanted = [(path, odds[path], happens) for path, happens in fallen]
    seed: int
    # The seed that was asked about first: a witness under it needs no other game.
    for seed in (first, *range(1, SEEDS + 1)):
        if all((luck(seed, path) < chance) == happens for path, chance, happens in wanted):
            return seed
    return None


def _replayable(plan: Plan, kept: Record, first: int) -> tuple[Plan, int | None]:
    """The plan under which a record can be played again, and the seed that it needs."""
    seed = seed_with(plan, kept.fallen, first)
    forced = dict(kept.fallen) if seed is None else {}
    return compile_plan(plan.scenario, first if seed is None else seed, forced), seed


def whole(plan: Plan, kept: Record, first: int = 1) -> Witness:
    """The decisions of a record, and after them the first open response until the game is over."""
    under, seed = _replayable(plan, kept, first)
    return Witness(finished(under, line_of(under, kept.chosen, kept.asked)), seed, kept.fallen)


def through(plan: Plan, kept: Record, index: int, response: int, first: int = 1) -> Witness:
    """The decisions of a record up to a round, `response` there, and on from there as well as can be, never asking."""
    under, seed = _replayable(plan, kept, first)
    line = completed(under, kept.chosen[:index], response, asked=kept.asked, affordable=AFFORDABLE)
    return Witness(line, seed, kept.fallen)
