"""Fitting of groups, held down, and chosen by the cases that are not looked at.

Around the rulebook every change of trust is nearly a straight line of the parameters, so the engine plays the corpus
once a little to either side of each parameter, and the fit is made on the lines. What is reported is the engine's own.

What is fitted is how likely the signs of the marks are: a change x of an engine that errs by about `NOISE` points is
read as *up* with the logistic of (x - 2) / `NOISE`, as *down* with that of (-x - 2) / `NOISE`, as *unchanged* else. The
squared distance from the rulebook, in steps of each parameter, costs `hold` times as much. A case weighs the same
however often it was coded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.analysis.marks import UNCHANGED

from calibration.corpus import marks_of
from calibration.factors import FAMILIES, Parameter, changed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.marks import Mark
    from chasm_game.scenario.rulebook import Rulebook

    from calibration.corpus import Coded

    Floats = NDArray[np.float64]

__all__ = ["HOLDS", "Choice", "Lines", "best_choice", "fitted", "lines"]

NOISE = 3.0
"""Points of trust."""
HOLDS = (0.3, 1.0, 3.0)
STEPS = 400
PARTS = 6
"""Into how many parts of cases a training set is taken apart to choose a family and a hold."""


@dataclass(frozen=True)
class Lines:
    """The corpus around the rulebook: what each mark is, what the engine makes of it, and how that moves."""

    cases: tuple[str, ...]
    """Of every mark its case."""
    signs: NDArray[np.int64]
    weights: Floats
    changes: Floats
    slopes: dict[str, Floats]
    """By parameter: points of change for a change of 1."""


@dataclass(frozen=True)
class Choice:
    """What is fitted, and how much it is held down."""

    family: str
    hold: float


def lines(corpus: Sequence[Coded], rulebook: Rulebook, parameters: Sequence[Parameter]) -> Lines:
    """The corpus played once as it is, and twice for each parameter."""
    marks = [m for c in corpus for m in marks_of(c)]

    def at(parameter: Parameter, value: float) -> Floats:
        book = changed(rulebook, {parameter.name: value})
        return _changes([m for c in corpus for m in marks_of(c, book)])

    slopes = {}
    for p in parameters:
        low, high = max(p.low, p.start - 0.2 * p.step), min(p.high, p.start + 0.2 * p.step)
        slopes[p.name] = (at(p, high) - at(p, low)) / (high - low)
    codings = [0.5 if c.blind else 1.0 for c in corpus for _ in marks_of(c)]
    signs = np.array([np.sign(m.size) for m in marks], dtype=np.int64)
    return Lines(tuple(m.case for m in marks), signs, np.array(codings), _changes(marks), slopes)


def fitted(on: Lines, choice: Choice, seen: NDArray[np.bool_]) -> dict[str, float]:
    """The parameters of a family that make the seen marks likeliest; gradient descent with momentum, within bounds."""
    family = FAMILIES[choice.family]
    if not family:
        return {}
    steps = np.array([p.step for p in family])
    start = np.array([p.start for p in family])
    lows, highs = (
        np.array([(b - p.start) / p.step for p, b in zip(family, bounds, strict=True)])
        for bounds in ([p.low for p in family], [p.high for p in family])
    )
    slopes = np.stack([on.slopes[p.name][seen] for p in family], axis=1) * steps
    changes, signs, weights = on.changes[seen], on.signs[seen], on.weights[seen]
    curve = np.linalg.norm(slopes * weights[:, None] ** 0.5, 2) ** 2 / (2 * NOISE**2) + 2 * choice.hold
    at = ahead = np.zeros(len(family))
    pace = 1.0
    for _ in range(STEPS):
        pull = slopes.T @ (weights * _pull(changes + slopes @ ahead, signs)) - 2 * choice.hold * ahead
        new = np.clip(ahead + pull / curve, lows, highs)
        faster = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - at)
        at, pace = new, faster
    return {p.name: float(v) for p, v in zip(family, start + steps * at, strict=True)}


def best_choice(on: Lines, seen: NDArray[np.bool_], families: Sequence[str] = tuple(FAMILIES)) -> Choice:
    """The family and the hold that foretell best what they have not seen, within what is seen."""
    part = {case: n % PARTS for n, case in enumerate(dict.fromkeys(on.cases))}
    of = np.array([part[case] for case in on.cases])
    choices = [Choice(f, h) for f in families for h in (HOLDS if FAMILIES[f] else HOLDS[:1])]

    def likelihood(choice: Choice) -> float:
        total = 0.0
        for n in range(PARTS):
            hidden = seen & (of == n)
            values = fitted(on, choice, seen & (of != n))
            x = on.changes[hidden] + sum(
                (on.slopes[p.name][hidden] * (values[p.name] - p.start) for p in FAMILIES[choice.family]),
                np.zeros(hidden.sum()),
            )
            total += float((on.weights[hidden] * np.log(_likely(x, on.signs[hidden]))).sum())
        return total

    return max(choices, key=likelihood)


def _changes(marks: Sequence[Mark]) -> Floats:
    return np.array([m.change for m in marks])


def _up_and_down(x: Floats) -> tuple[Floats, Floats]:
    return 1 / (1 + np.exp((UNCHANGED - x) / NOISE)), 1 / (1 + np.exp((UNCHANGED + x) / NOISE))


def _likely(x: Floats, signs: NDArray[np.int64]) -> Floats:
    up, down = _up_and_down(x)
    return np.where(signs > 0, up, np.where(signs < 0, down, 1 - up - down))


def _pull(x: Floats, signs: NDArray[np.int64]) -> Floats:
    """How the logarithm of the likelihood grows with the change."""
    up, down = _up_and_down(x)
    return np.where(signs > 0, 1 - up, np.where(signs < 0, down - 1, down - up)) / NOISE
