"""Figures of readings of the corpus, with intervals and guessers, as they stand in `story/calibration.json`.

A *reading* is the marks of one coding of every case. Where there are two, a share is the mean of both readings, and a
count their sum.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.analysis.guessers import GUESSERS, guessed
from chasm_game.analysis.marks import HORIZONS, UNCHANGED, Counted, concordance, direction, near_zeros, reversals, sign
from chasm_game.analysis.marks import three_way as three_way_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from chasm_game.analysis.marks import Mark

    Reading = Sequence[Mark]

__all__ = ["WORDS", "figures", "groups", "intervals", "percent", "weak_points"]

RESAMPLED = 1000
SEED = 1
FEW = 8
"""Fewer marks than this in a reading say nothing about a group."""


def figures(readings: Sequence[Reading]) -> dict[str, Any]:
    """Every measure at both horizons, with intervals of 95 % over cases, and every guesser."""
    found: dict[str, Any] = {}
    for horizon in HORIZONS:
        here = [[m for m in reading if m.horizon == horizon] for reading in readings]
        found[horizon] = {
            **_measures(here),
            "interval": intervals(here),
            "guessers": {
                name: {
                    when: _measures([guessed(name, reading, left_out=when == "left_out") for reading in here])
                    for when in ("left_out", "in_sample")
                }
                for name in GUESSERS
            },
        }
    turned = [reversals(reading) for reading in readings]
    return {**found, "reversals": _counts(turned)}


def groups(readings: Sequence[Reading], of: Callable[[Mark], str]) -> dict[str, Any]:
    """The measures of every group of marks, at both horizons, beside the best of the guessers left out."""
    found: dict[str, Any] = {}
    for name in sorted({of(m) for reading in readings for m in reading}):
        found[name] = {}
        for horizon in HORIZONS:
            here = [[m for m in reading if m.horizon == horizon] for reading in readings]
            some = [[m for m in reading if of(m) == name] for reading in here]
            if not any(some):
                continue
            guesses = [
                _mean([three_way_of([g for g in guessed(n, reading) if of(g) == name]).share for reading in here])
                for n in GUESSERS
            ]
            found[name][horizon] = {**_measures(some), "best_guesser": max(g for g in guesses if g is not None)}
    return found


def intervals(readings: Sequence[Reading]) -> dict[str, list[float]]:
    """Within what concordance and three-way agreement lie for 95 % of corpora drawn from the cases of this one."""
    cases = sorted({m.case for reading in readings for m in reading})
    drawn = np.random.default_rng(SEED).multinomial(len(cases), [1 / len(cases)] * len(cases), RESAMPLED)
    orders, shares = np.zeros(RESAMPLED), np.zeros(RESAMPLED)
    for reading in readings:
        weights = drawn[:, [cases.index(m.case) for m in reading]].astype(float)
        sizes, changes = np.array([m.size for m in reading]), np.array([m.change for m in reading])
        differ = np.sign(sizes[:, None] - sizes)
        right = (1 + differ * np.sign(changes[:, None] - changes)) / 2 * (differ != 0)
        pairs = np.einsum("bi,ij,bj->b", weights, (differ != 0).astype(float), weights, optimize=True)
        orders += np.einsum("bi,ij,bj->b", weights, right, weights, optimize=True) / pairs
        same = np.array([sign(m.size) == sign(m.change, UNCHANGED) for m in reading], dtype=float)
        shares += weights @ same / weights.sum(axis=1)
    found = {"concordance": orders / len(readings), "three_way": shares / len(readings)}
    return {name: [_round(float(x)) for x in np.quantile(each, [0.025, 0.975])] for name, each in found.items()}


RUN = {"short": "In the short run", "long": "In the long run"}
TITLES = {"stakeholder": "{}", "kind": "acts of the kind *{}*", "label": "{} acts"}
WORDS = {
    "commonest": "the commonest sign of all",
    "of_stakeholder": "the commonest sign of this stakeholder",
    "of_stakeholder_old_new": "the commonest sign of this stakeholder under mostly old or mostly new acts",
}


def weak_points(left_out: dict[str, Any], by: dict[str, dict[str, Any]]) -> list[str]:
    """What the model is bad at, in sentences made of the figures on cases that it was not written with."""
    found = [sentence for horizon in HORIZONS for sentence in _weak_at(RUN[horizon], left_out[horizon])]
    turned = left_out["reversals"]
    if turned["right"] * 2 < turned["of"]:
        found.append(f"Of {turned['of']} reversals from the short to the long run it sees {turned['right']}.")
    for grouping, named in by.items():
        for name, at in named.items():
            for horizon, here in at.items():
                behind = here["best_guesser"] - here["three_way"]
                if here["marks"] >= FEW and (here["three_way"] < 0.5 or behind > 0.1):
                    title = TITLES[grouping].format(name)
                    engine, guesser = percent(here["three_way"]), percent(here["best_guesser"])
                    found.append(f"{RUN[horizon]}, {title}: {engine} of the signs, the best guesser {guesser}.")
    return found


def _weak_at(run: str, here: dict[str, Any]) -> Iterator[str]:
    guessers = {name: guesser["left_out"]["three_way"] for name, guesser in here["guessers"].items()}
    best = max(guessers, key=lambda name: guessers[name])
    if here["three_way"] <= guessers[best]:
        yield (
            f"{run} it has {percent(here['three_way'])} of the signs of cases that it was not written with; a guesser "
            f"who knows no model has {percent(guessers[best])} ({WORDS[best]})."
        )
    if here["interval"]["concordance"][0] < 0.6:
        ordered = percent(here["concordance"])
        yield f"{run} it puts {ordered} of the pairs of marks in the right order, where a coin has 50 %."
    zeros = here["near_zeros"]
    if zeros["right"] * 2 < zeros["of"]:
        yield f"{run} it sees {zeros['right']} of the {zeros['of']} marks where nothing changed."


def percent(share: float) -> str:
    """As it is written on a page."""
    return f"{100 * share:.0f} %"


def _measures(readings: Sequence[Reading]) -> dict[str, Any]:
    return {
        "marks": round(sum(map(len, readings)) / len(readings)),
        "concordance": _mean([concordance(reading) for reading in readings]),
        "direction": _mean([direction(reading).share for reading in readings]),
        "three_way": _mean([three_way_of(reading).share for reading in readings]),
        "near_zeros": _counts([near_zeros(reading) for reading in readings]),
    }


def _counts(counted: Sequence[Counted]) -> dict[str, int]:
    return {"right": sum(c.right for c in counted), "of": sum(c.of for c in counted)}


def _mean(shares: Sequence[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return _round(sum(known) / len(known)) if known else None


def _round(share: float) -> float:
    return round(share, 4)
