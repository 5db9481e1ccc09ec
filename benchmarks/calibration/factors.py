"""What may be fitted: few factors for whole groups of effects, and coefficients; never one move, and never one case.

A factor multiplies every effect on trust of its group of moves. 1 is the rulebook as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calibration.corpus import LETTERS, kinds

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chasm_game.scenario.rulebook import Move, Rulebook

__all__ = ["FAMILIES", "Parameter", "changed"]

STAKEHOLDERS = tuple(LETTERS.values())
WHEN = ("at once", "later")


@dataclass(frozen=True)
class Parameter:
    """A number that may be fitted."""

    name: str
    start: float
    low: float
    high: float
    step: float
    """What counts as a change of 1 when changes are held down."""


COEFFICIENTS = {
    p.name: p
    for p in (
        Parameter("healing", 0.1, 0.0, 0.6, 0.15),
        Parameter("owners_pace", 0.5, 0.0, 1.5, 0.375),
        Parameter("chain_pass", 0.26, 0.0, 1.0, 0.25),
        Parameter("convey_loss", 1.0, 0.3, 1.5, 0.3),
        Parameter("words_floor", 0.6, 0.2, 1.0, 0.2),
        Parameter("gloss", 0.5, 0.0, 1.5, 0.375),
        Parameter("backlash", 1.6, 0.0, 3.0, 0.75),
        Parameter("strain_loss", 0.4, 0.0, 1.0, 0.25),
        Parameter("amplify_low", 0.6, 0.2, 1.2, 0.25),
        Parameter("amplify_high", 1.4, 1.0, 2.4, 0.35),
        Parameter("reveal", 1.0, 0.0, 2.0, 0.5),
        Parameter("cross_floor", 0.15, 0.0, 0.5, 0.125),
    )
}


def _factors(*parts: Sequence[str]) -> tuple[Parameter, ...]:
    """A factor for every combination of the parts."""
    names = [""]
    for part in parts:
        names = [f"{name}, {each}".lstrip(", ") for name in names for each in part]
    return tuple(Parameter(name, 1.0, 0.0, 2.5, 0.5) for name in names)


_KINDS = tuple(dict.fromkeys(kinds().values()))
_FOUR = tuple(COEFFICIENTS[name] for name in ("healing", "owners_pace", "chain_pass", "convey_loss"))
_KIND_WHEN = _factors(_KINDS, WHEN)
_KIND_WHO_LATER = _factors(_KINDS, STAKEHOLDERS, WHEN[1:])

FAMILIES: dict[str, tuple[Parameter, ...]] = {
    "nothing": (),
    "healing alone": (COEFFICIENTS["healing"],),
    "four coefficients": _FOUR,
    "twelve coefficients": tuple(COEFFICIENTS.values()),
    "old or new, stakeholder, when": _factors(("old", "new"), STAKEHOLDERS, WHEN),
    "gain or loss, stakeholder, when": _factors(("gain", "loss"), STAKEHOLDERS, WHEN),
    "kind, when": _KIND_WHEN,
    "kind, stakeholder, later": _KIND_WHO_LATER,
    "kind, when; four coefficients": _KIND_WHEN + _FOUR,
    "kind, stakeholder, later; four coefficients": _KIND_WHO_LATER + _FOUR,
}
"""What was tried, all of it; chosen among by the cases that are not left out."""


def changed(rulebook: Rulebook, values: Mapping[str, float]) -> Rulebook:
    """The rulebook with these coefficients and factors."""
    rules = {n: replace(r, value=values[n]) if n in values else r for n, r in rulebook.rules.items()}
    if all(name in rules for name in values):
        return replace(rulebook, rules=rules)
    of = kinds()

    def factor(move: Move, who: str, when: str, points: float) -> float:
        sort = "gain" if points > 0 else "loss"
        groups = ((str(move.label),), (sort,), (of[move.id],))
        names = [", ".join((*g, who, when)) for g in groups] + [f"{of[move.id]}, {when}"]
        product = 1.0
        for name in names:
            product *= values.get(name, 1.0)
        return product

    return replace(rulebook, rules=rules, moves={n: _scaled(m, factor) for n, m in rulebook.moves.items()})


def _scaled(move: Move, factor: Callable[[Move, str, str, float], float]) -> Move:
    def points(effects: Mapping[str, float], when: str) -> dict[str, float]:
        return {n: e * factor(move, n, when, e) if n in STAKEHOLDERS else e for n, e in effects.items()}

    later = tuple(replace(entry, effects=points(entry.effects, WHEN[1])) for entry in move.later)
    return replace(move, effects=points(move.effects, WHEN[0]), later=later)
