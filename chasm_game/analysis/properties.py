"""What must be true of a story, held against all ways of it that never ask, under seed 1 (model.md).

Where a bound is broken, what is said of it (why, and how much it would take) is computed from the same ways.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chasm_game.analysis.bounds import BOUNDS, LONG
from chasm_game.analysis.measured import Measured
from chasm_game.analysis.processes import found_beside, processors
from chasm_game.analysis.progress import Progress
from chasm_game.analysis.property_figures import measure, walks_companions, ways_walked
from chasm_game.analysis.tree import BUDGET, bound
from chasm_game.analysis.whys import reason
from chasm_game.engine.compiling import compile_plan
from chasm_game.scenario.library import kept_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.analysis.playthrough import Line
    from chasm_game.analysis.processes import Beside
    from chasm_game.scenario.diagnostics import Code
    from chasm_game.scenario.scenario import Scenario

__all__ = ["MOST_KEPT", "ORDER", "STEPS", "WORTH_A_PROCESS", "Property", "properties", "properties_beside"]

MOST_KEPT = 2_000_000
"""Ways that are kept at most, about 200 MB: ranks want all of them at once."""

WORTH_A_PROCESS = 250_000
"""Ways to be walked from which on another process pays: it takes as long to start as so many take to walk."""

STEPS = len(BOUNDS) + 1
"""Of `Progress`."""

ORDER = (*(name for name in BOUNDS if name != "companions"), "companions")
"""In which another process finds them: what takes longest by far, if it is walked at all, holds nothing else up."""

FEW = 4
"""So many that are left are left to the process that is at them: to keep every way for the rest takes as long."""


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
def properties_beside(scenario: Scenario, budget: int = BUDGET) -> Iterator[Beside[Property] | None]:
    """The properties of a story in `ORDER`, found by another processor while this one does something else.

    None where that does not pay: there is one processor only, little is walked for them, or nothing is measured.
    """
    plan = compile_plan(scenario, 1)
    ways = bound(plan)
    if processors() < 2 or ways > min(budget, MOST_KEPT) or ways_walked(plan, ways) < WORTH_A_PROCESS:
        yield None
        return
    # As texts: the other process reads them again, and nothing that was made of them has to be sent.
    with found_beside(_found_in_order, (scenario.text, scenario.rulebook.text)) as found:
        yield found


def _found_in_order(texts: tuple[str, str]) -> Iterator[Property]:
    """Every property of the story with these texts, its own and its rulebook's, for another process to find."""
    m = Measured(compile_plan(kept_scenario(*texts, "balance"), 1))
    return (_property(m, name) for name in ORDER)


def properties(
    scenario: Scenario,
    *,
    budget: int = BUDGET,
    progress: Progress | None = None,
    beside: Beside[Property] | None = None,
) -> tuple[Property, ...]:
    """Every property of a story, in the order of the table; `beside` is of `properties_beside`.

    Where it may have more ways than `budget`, or than can be kept, nothing is measured, and each says so.
    """
    progress = progress or Progress()
    plan = compile_plan(scenario, 1)
    most, ways = min(budget, MOST_KEPT), bound(plan)
    progress.add(STEPS)
    if ways > most:
        progress.skip(STEPS)
        note = f"not measured: there may be more than {most:,} ways"
        return tuple(Property(name, None, _words(name, None), None, note) for name in BOUNDS)
    measured = cache(lambda: Measured(plan, lambda found: progress.within(min(found / ways, 1.0))))
    if beside is None:
        parts: Iterator[Property] = (_property(measured(), name) for name in BOUNDS)
    else:
        parts = _shared(beside, measured, alone=walks_companions(plan, ways))
    found = {}
    for part in parts:
        found[part.name] = part
        progress.step()
    progress.step()
    return tuple(found[name] for name in BOUNDS)


def _shared(beside: Beside[Property], measured: Callable[[], Measured], *, alone: bool) -> Iterator[Property]:
    """Every property once: another process goes through them in `ORDER`, this one meets it from the end.

    `alone` leaves all of them to the other process: then its last one takes longer than all the others.
    """
    left = list(ORDER)
    begun = False
    while left:
        # The first that is left is the one that the other process is at: it comes to no other before.
        if alone or beside.waits or len(left) <= (1 if begun else FEW):
            del left[0]
            yield next(beside)
        else:
            begun = True
            yield _property(measured(), left.pop())


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
