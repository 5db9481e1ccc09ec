"""What was promised in one game, and what has come of it so far: for whoever shows it. The rules are in `diary.py`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.engine.state import NOT_PLAYED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.state import State

__all__ = ["PromiseAccount", "promises"]


@dataclass(frozen=True, slots=True)
class PromiseAccount:
    """A promise of one response; points by stakeholder index."""

    index: int
    """The round in which it was made."""
    made: int
    """The clock at which it was made: rounds that happened by then, that one included."""
    due: int
    """The clock at which it is settled; silent rounds count on."""
    settled: bool
    """Whether it has been settled: in the round in which it is due, once that was answered. A fall settles nothing."""
    claims: tuple[float, ...]
    came: tuple[float, ...]
    """What its response has brought so far, in points as written and as carried; 0 or more counts."""

    @property
    def kept(self) -> float:
        """How much of what was promised has come."""
        return sum(min(claim, max(0.0, came)) for claim, came in zip(self.claims, self.came, strict=True))

    @property
    def gap(self) -> float:
        """How much of what was promised has not come."""
        return sum(claim - min(claim, max(0.0, came)) for claim, came in zip(self.claims, self.came, strict=True))


def promises(plan: Plan, state: State) -> Iterator[PromiseAccount]:
    """Every promise made so far in the only lane of a state, in the order of the rounds."""
    clock = int(state.clock[0])
    # The clock counts a round from its shock on; what is due in it is settled behind its answer.
    now = clock - (0 if _answered(state) else 1)
    for index, row in plan.claiming.items():
        chosen = int(state.chosen[index, 0])
        responses = plan.rounds[index].responses
        promise = responses[chosen].promise if 0 <= chosen < len(responses) else None
        if promise is None:
            continue
        made = int(state.when[index, 0])
        due = made + promise.due
        came = tuple(state.came[row, :, 0].tolist())
        yield PromiseAccount(index, made, due, now >= due, promise.claims, came)


def _answered(state: State) -> bool:
    """Whether the round that the clock counts has been answered: what is due in it is settled after the answer only."""
    clock = int(state.clock[0])
    # Silent rounds move the clock, and are not among the rounds that happened.
    silent = clock > int(state.happened[0])
    return silent or bool(((state.when[:, 0] == clock) & (state.chosen[:, 0] != NOT_PLAYED)).any())
