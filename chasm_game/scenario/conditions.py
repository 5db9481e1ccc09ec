"""The small expression language of `if:`: safe, bounded, the same for one game and for a million lanes.

Python's own parser reads it, a whitelist accepts it, and it becomes closures over an environment whose values are
floats or arrays. Comparisons allow `TOLERANCE`, so that one unit in the last place flips no branch. Both sides of
`and` and `or` are always looked at, and a division by zero anywhere makes the whole condition false.
"""

from __future__ import annotations

from dataclasses import dataclass

from chasm_game.scenario.condition_compiler import CALLS, TOLERANCE, Call, Environment, Names, Value, compiled
from chasm_game.scenario.condition_slips import ConditionError

__all__ = ["CALLS", "TOLERANCE", "Call", "Condition", "ConditionError", "Environment", "Names"]


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as its author wrote it. Compiled once, and plain text when it is sent to another process.

    Raises `ConditionError` where it cannot be understood: so a condition that exists can be judged.
    """

    source: str

    def __post_init__(self) -> None:
        compiled(self.source)

    def holds(self, environment: Environment) -> Value:
        """True where it holds: a bool, or an array of them."""
        import numpy as np  # only games need it, and checking a file does not play

        environment.zero = False
        with np.errstate(all="ignore"):  # a number too large is infinite, for one game and for a million
            result = compiled(self.source)[0](environment)
            return result & (environment.zero ^ True)

    @property
    def mentions(self) -> Names:
        """The names and calls in it."""
        return compiled(self.source)[1]
