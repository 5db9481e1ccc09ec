"""What must be true of a story, held against all ways of it that never ask, under seed 1 (model.md).

Where a bound is broken, what is said of it (why, and how much it would take) is computed from the same ways.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chasm_game.analysis.bounds import BOUNDS, LONG
from chasm_game.analysis.measured import Measured
from chasm_game.analysis.processes import found_beside, processors
from chasm_game.analysis.property_figures import ablations, measure
from chasm_game.analysis.tree import BUDGET, bound
from chasm_game.analysis.whys import reason
from chasm_game.engine.compiling import compile_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.analysis.ablations import Ablation
    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.progress import Progress
    from chasm_game.scenario.diagnostics import Code
    from chasm_game.scenario.scenario import Scenario

__all__ = ["MOST_KEPT", "STEPS", "WORTH_A_PROCESS", "Property", "properties", "without_parts_beside"]

MOST_KEPT = 2_000_000
"""Ways that are kept at most, about 200 MB: ranks want all of them at once."""

WORTH_A_PROCESS = 100_000
"""Ways from which on another process pays: it takes as long to start as so many take to walk a few times."""

STEPS = len(BOUNDS) + 1
"""Of `Progress`."""


@dataclass(frozen=True, slots=True)
class Property:
    """A figure of a story beside its bound."""

    name: str
    value: float | None
    """None where there is none, and `note` says why."""
    bound: str
    """In words, for example *at most 0.95*; without a number where the story would set it and was not measured."""
    holds: bool | None
    """None where there is no verdict, and `note` says why."""
    note: str = ""
    why: str = ""
    """Of a broken bound: whose points make it so, in which round."""
    size: str = ""
    """Of a broken bound: about how much of what would mend it."""
    at: tuple[str | int, ...] = ("title",)
    """Where in the file `why` points to."""
    witness: Line | None = None
    """A playthrough that shows it, where one does."""

    @property
    def title(self) -> str:
        """What is measured, in words."""
        return BOUNDS[self.name].title

    @property
    def code(self) -> Code:
        """Under which a broken bound is found."""
        return BOUNDS[self.name].code

    @property
    def figure(self) -> str:
        """The value as it is written; `-` where there is none."""
        return "-" if self.value is None else BOUNDS[self.name].number(self.value)

    @property
    def verdict(self) -> str:
        """*holds*, *missed*, or why there is no verdict."""
        if self.holds is None:
            return f"no verdict: {self.note}"
        return "holds" if self.holds else "missed"

    def as_json(self) -> dict[str, Any]:
        """An entry of `properties` in the contract of `chasm balance --json`."""
        return {"name": self.name, "value": self.value, "bound": self.bound, "holds": self.holds}


@contextmanager
def without_parts_beside(scenario: Scenario, budget: int = BUDGET) -> Iterator[Iterator[tuple[str, Ablation]] | None]:
    """What a story comes to without each part of the model, found by another processor while this one does the rest.

    None where that does not pay: there is one processor only, the story is small, or nothing is measured of it.
    """
    ways = bound(compile_plan(scenario, 1))
    if processors() < 2 or not WORTH_A_PROCESS <= ways <= min(budget, MOST_KEPT):
        yield None
        return
    # As texts: the other process reads them again, and nothing that was made of them has to be sent.
    with found_beside(ablations, (scenario.text, scenario.rulebook.text)) as found:
        yield found


def properties(
    scenario: Scenario,
    *,
    budget: int = BUDGET,
    progress: Progress | None = None,
    beside: Iterator[tuple[str, Ablation]] | None = None,
) -> tuple[Property, ...]:
    """Every property of a story, in the order of the table; `beside` is of `without_parts_beside`.

    Where it may have more ways than `budget`, or than can be kept, nothing is measured, and each says so.
    """
    plan = compile_plan(scenario, 1)
    most, ways = min(budget, MOST_KEPT), bound(plan)
    if progress is not None:
        progress.add(STEPS)
    if ways > most:
        if progress is not None:
            progress.skip(STEPS)
        note = f"not measured: there may be more than {most:,} ways"
        return tuple(Property(name, None, _words(name, None), None, note) for name in BOUNDS)
    m = Measured(plan, None if progress is None else lambda found: progress.within(min(found / ways, 1.0)), beside)
    found = []
    for name in BOUNDS:
        if progress is not None:
            progress.step()
        found.append(_property(m, name))
    if progress is not None:
        progress.step()
    return tuple(found)


def _property(m: Measured, name: str) -> Property:
    """One of them, with its verdict."""
    kept, figure = BOUNDS[name], measure(m, name)
    limit = kept.limit if figure.limit is None else figure.limit
    if figure.value is None or limit is None or figure.note:
        return Property(name, figure.value, _words(name, limit), None, figure.note)
    if not m.long:
        return Property(name, figure.value, _words(name, limit), None, f"a story of fewer than {LONG} rounds")
    if kept.holds(figure.value, limit):
        return Property(name, figure.value, _words(name, limit), holds=True)
    said = reason(m, name, figure.value, limit)
    return Property(
        name,
        figure.value,
        _words(name, limit),
        holds=False,
        why=said.why,
        size=said.size,
        at=said.at,
        witness=said.witness,
    )


def _words(name: str, limit: float | None) -> str:
    kept = BOUNDS[name]
    known = kept.limit if limit is None else limit
    return kept.relation if known is None else kept.words(known)
