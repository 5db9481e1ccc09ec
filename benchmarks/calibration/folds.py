"""Leaving one case out: everything is chosen and fitted on the others, and the engine then plays the case."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np

from calibration.corpus import marks_of
from calibration.factors import FAMILIES, changed
from calibration.fitting import HOLDS, Choice, Lines, best_choice, fitted, lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.analysis.marks import Mark
    from chasm_game.scenario.rulebook import Rulebook

    from calibration.corpus import Coded

__all__ = ["again", "chosen_folds", "in_sample", "parameters", "tried"]

PLACES = 3
"""Decimals of a change of trust that is kept, and compared."""


def parameters(families: Sequence[str] = tuple(FAMILIES)) -> list[Any]:
    """Every parameter of these families, once."""
    return list({p.name: p for family in families for p in FAMILIES[family]}.values())


def tried(on: Lines, corpus: Sequence[Coded], rulebook: Rulebook) -> list[dict[str, Any]]:
    """Every family and hold with the marks that it has left out, coding by coding."""
    found = []
    for family, numbers in FAMILIES.items():
        for hold in HOLDS if numbers else HOLDS[:1]:
            marks: dict[str, list[Mark]] = {}
            for case in dict.fromkeys(on.cases):
                values = fitted(on, Choice(family, hold), np.array(on.cases) != case)
                _play(case, corpus, changed(rulebook, values), marks)
            found.append({"family": family, "parameters": len(numbers), "hold": hold, "marks": marks})
    return found


def chosen_folds(
    on: Lines, corpus: Sequence[Coded], rulebook: Rulebook
) -> tuple[dict[str, Any], dict[str, list[Mark]]]:
    """Every case left out of the choice as well as of the fit: what was chosen without it, and its marks."""
    folds: dict[str, Any] = {}
    marks: dict[str, list[Mark]] = {}
    for case in dict.fromkeys(on.cases):
        seen = np.array(on.cases) != case
        choice = best_choice(on, seen)
        played = _play(case, corpus, changed(rulebook, fitted(on, choice, seen)), marks)
        folds[case] = {**asdict(choice), "changes": [round(m.change, PLACES) for m in played]}
    return folds, marks


def again(case: str, fold: dict[str, Any], corpus: Sequence[Coded], rulebook: Rulebook) -> list[float]:
    """The changes of one case, fitted anew without it by the choice of its fold."""
    others = [c for c in corpus if c.case != case]
    on = lines(others, rulebook, parameters([fold["family"]]))
    values = fitted(on, Choice(fold["family"], fold["hold"]), np.ones(len(on.cases), dtype=bool))
    return [round(m.change, PLACES) for m in _play(case, corpus, changed(rulebook, values), {})]


def in_sample(
    on: Lines, corpus: Sequence[Coded], rulebook: Rulebook
) -> tuple[Choice, dict[str, float], dict[str, list[Mark]]]:
    """The choice and the fit on everything: the proposal, and how it does on what it has seen."""
    seen = np.ones(len(on.cases), dtype=bool)
    choice = best_choice(on, seen)
    values = fitted(on, choice, seen)
    marks: dict[str, list[Mark]] = {}
    for case in dict.fromkeys(on.cases):
        _play(case, corpus, changed(rulebook, values), marks)
    return choice, values, marks


def _play(case: str, corpus: Sequence[Coded], rulebook: Rulebook, into: dict[str, list[Mark]]) -> list[Mark]:
    """The marks of a case in all its codings under a rulebook, added to those of its coding."""
    played: list[Mark] = []
    for coded in corpus:
        if coded.case == case:
            marks = list(marks_of(coded, rulebook))
            into.setdefault(coded.coding, []).extend(marks)
            played += marks
    return played
