"""What was measured of the model on real cases, and whether it was measured of the rules and cases that are in use.

`story/calibration.json` is written by `python benchmarks/calibrate.py --write`. It says for which numbers of the
rulebook and for which case files its figures hold. The corpus is larger than the case files that are shipped: for the
rest, which no installed program has, it states a hash, and the program beside the benchmarks holds the rest against it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chasm_game.paths import shipped_story
from chasm_game.scenario.source import sha256

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from chasm_game.scenario.rulebook import Later, Move, Rulebook
    from chasm_game.scenario.scenario import Scenario

__all__ = ["FILE", "NOT_MEASURED", "calibration_in_use", "cases_hash", "numbers_hash", "read_calibration"]

FILE = "calibration.json"
NOT_MEASURED = "not measured for this rulebook"


def read_calibration(path: Path | None = None) -> dict[str, Any] | None:
    """What the file says; the shipped one where none is named. None where there is none that can be read."""
    try:
        found = json.loads((path or shipped_story() / FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("chasm-calibration") == 1 else None


def calibration_in_use(
    calibration: dict[str, Any] | None, rulebook: Rulebook, cases: Iterable[Scenario]
) -> dict[str, Any] | None:
    """The calibration, if its rulebook and its shipped cases are these; else None."""
    if calibration is None:
        return None
    stated = calibration["hashes"]
    same = stated["rulebook"] == numbers_hash(rulebook) and stated["cases"] == cases_hash(cases)
    return calibration if same else None


def cases_hash(cases: Iterable[Scenario]) -> str:
    """The hash of case files, whatever their order: every id with the hash of its text."""
    return sha256(json.dumps(sorted((case.id, sha256(case.text)) for case in cases)))


def numbers_hash(rulebook: Rulebook) -> str:
    """The hash of a rulebook's numbers, and not of its words: a better sentence costs no measuring."""
    numbers = {
        "rules": {name: rule.value for name, rule in rulebook.rules.items()},
        # A list, and not by name: the order of the axes is that of the model's sums.
        "ways": [[name, way.company, way.people] for name, way in rulebook.ways.items()],
        "people": {name: dict(weights.of) for name, weights in rulebook.people.items()},
        "moves": {name: _move(move) for name, move in rulebook.moves.items()},
        "manners": {
            name: [m.gains, m.losses, m.cash, m.delay, m.assent, m.carried, _points(m.ways)]
            for name, m in rulebook.manners.items()
        },
    }
    return sha256(json.dumps(numbers, sort_keys=True))


def _move(move: Move) -> list[Any]:
    later = [_later(entry) for entry in move.later]
    return [move.label, _points(move.effects), later, _points(move.claims), _points(move.ways)]


def _later(entry: Later) -> list[Any]:
    return [entry.after, entry.chance, entry.when.source if entry.when else None, _points(entry.effects)]


def _points(of: Mapping[str, float]) -> dict[str, float]:
    # `3` and `3.0` are one number, and must have one hash.
    return {name: float(points) for name, points in of.items()}
