"""How slow the machine is at this moment: a fixed piece of work, measured in the same run as what is judged.

Budgets are written for a quiet machine. A busy one takes longer for everything, in seconds on the clock and, since
caches and cores are shared, in seconds of work: a budget is stretched by as much as the reference takes longer, and
never shrunk. So a budget that is kept stays kept while something else runs, and one that is broken says so.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parent.parent
PROGRAM = """
import textual.app, numpy
numbers = numpy.arange(6_561.0)
for _ in range(30_000):
    numbers = numpy.minimum(numbers * 1.000_1 + 0.5, 9_000.0)
"""
"""Half of it is the start of a Python with its imports, half is arithmetic on lanes: what the game does all day."""
QUIET = 0.45
"""Seconds, of work and on the clock, that it takes on the machine for which the budgets were written."""
_COMPILED = tempfile.TemporaryDirectory()


class Cost(NamedTuple):
    """What a whole process took."""

    work: float
    """Seconds of processor time, its own and its children's."""
    clock: float
    """Seconds on the clock."""


def cost(command: Sequence[str]) -> Cost:
    """A whole process, with the shipped stories and an empty home. Raises `CalledProcessError` where it fails."""
    # What Python compiles is kept, as an installation keeps it: else every start would compile everything again.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as data:
        env = {**kept, "PYTHONPYCACHEPREFIX": _COMPILED.name, "XDG_DATA_HOME": data}
        worked, began = _worked(), time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=env, cwd=ROOT)
        return Cost(_worked() - worked, time.perf_counter() - began)


class Slowness(NamedTuple):
    """How many times slower than when quiet the machine is, at least 1."""

    work: float
    clock: float


def slowness(runs: int = 3) -> Slowness:
    """The machine at this moment."""
    return _slowness([cost([sys.executable, "-c", PROGRAM]) for _ in range(runs)])


def alternating(command: Sequence[str], runs: int) -> tuple[Cost, Slowness]:
    """Medians of a command, and how slow the machine was meanwhile: the reference runs in turn with it."""
    own, beside = [], []
    for _ in range(runs):
        beside.append(cost([sys.executable, "-c", PROGRAM]))
        own.append(cost(command))
    work, clock = (statistics.median(costs) for costs in zip(*own, strict=True))
    return Cost(work, clock), _slowness(beside)


def _slowness(found: Sequence[Cost]) -> Slowness:
    work, clock = (statistics.median(costs) for costs in zip(*found, strict=True))
    return Slowness(max(1.0, work / QUIET), max(1.0, clock / QUIET))


def verdict(seconds: float, budget: float, slower: float) -> str:
    """A budget for a quiet machine, and whether it is kept on one that is so many times slower."""
    kept = "kept" if seconds <= budget * slower else "BROKEN"
    stretched = f", {budget * slower:.2f} s on a machine {slower:.2f} times slower now" if slower > 1 else ""
    return f"budget {budget:.2f} s{stretched}: {kept}"


def _worked() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
