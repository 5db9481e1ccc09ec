"""How true the model is: real cases coded from their acts alone, played by the engine, and held against what happened.

    python benchmarks/calibrate.py

`calibration/coding-a.yaml` and `coding-b.yaml` are two codings of the same 26 cases by the rules of docs/coding.md,
made apart from each other and before anybody looked at `marks.csv`. `calibration/cases.yaml` are cases that were coded
by somebody who knew how they ended, and are figures of memory rather than of foresight.

Nothing here hangs on a threshold but the three-way agreement. *Concordance*: of all pairs of marks that differ, the
share in which the engine's changes stand in the same order; equal changes count half. *Direction*: of the marks that
are not 0, where the engine moves by 2 points or more, the share with the right sign. *Three-way*: the share of marks
whose sign (down, unchanged, up) is the engine's, where under 2 points is unchanged. *Reversals*: of those for whom the
short and the long run had opposite signs, how many reverse. Each stands beside three guessers, which know nothing of
the acts but, the third, whether they are mostly old or new; a guesser is asked about a case without that case's marks.
"""

from __future__ import annotations

import csv
import itertools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import Source, load_scenario

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from chasm_game.scenario.rulebook import Rulebook

FOLDER = Path(__file__).parent / "calibration"
LETTERS = {"C": "customers", "W": "employees", "P": "partners", "S": "communities", "O": "investors"}
SIZES = {"--": -2, "-": -1, "0": 0, "+": 1, "++": 2}
UNCHANGED = 2.0
"""Points of trust under which a change counts as none."""
HORIZONS = ("short", "long")


@dataclass(frozen=True)
class Mark:
    """What became of one stakeholder at one horizon, and what the engine makes of it."""

    case: str
    stakeholder: str
    horizon: str
    size: int
    """-2 to 2."""
    change: float
    mostly_old: bool


def main() -> None:
    """Print the figures of every coding."""
    rulebook = Library(None).rulebook
    for name, cases in codings():
        marks = list(marks_of(cases, rulebook))
        print(f"\n{name}: {len({m.case for m in marks})} cases, {len(marks)} marks")
        print(f"  {'':8}{'marks':>6}{'concordance':>13}{'direction':>11}{'three-way':>11}   three-way of the guessers")
        for horizon in HORIZONS:
            here = [m for m in marks if m.horizon == horizon]
            guessed = "  ".join(f"{label} {three_way_of(guess, here):.0%}" for label, guess in GUESSERS.items())
            right, of = direction(here)
            print(
                f"  {horizon:8}{len(here):>6}{concordance(here):>13.2f}{right / of if of else 0:>11.0%}"
                f"{three_way(here):>11.0%}   {guessed}"
            )
        print(f"  reversals: {reversals(marks)[0]} of {reversals(marks)[1]}")
    print(f"\n{agreement(*(dict(by_id(cases)) for _, cases in itertools.islice(codings(), 2)))}")


def codings() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Every coding with its cases, each with `history` as marks by letter."""
    with (FOLDER / "marks.csv").open(encoding="utf-8") as lines:
        rows = {row["case"]: row for row in csv.DictReader(lines)}
    for coder in "ab":
        data = yaml.safe_load((FOLDER / f"coding-{coder}.yaml").read_text("utf-8"))
        for case in data["cases"]:
            row = rows[case["id"]]
            case["history"] = {h: {letter: row[f"{letter}_{h}"] for letter in LETTERS} for h in HORIZONS}
        yield f"Coding {coder.upper()}, blind", data["cases"]
    known = yaml.safe_load((FOLDER / "cases.yaml").read_text("utf-8"))["cases"]
    for case in known:
        case["does"] = case["chosen"]["does"]
        case["shock"] = case["shock"].get("effects") or {}
    yield "Coded with the end known", known


def by_id(cases: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The cases by id."""
    return ((case["id"], case) for case in cases)


def marks_of(cases: Iterable[dict[str, Any]], rulebook: Rulebook) -> Iterator[Mark]:
    """Every mark that is known, beside the engine's change: the last of two moments, and none that is the shock's."""
    for case in cases:
        game = played(case, rulebook)
        old = mostly_old(case, rulebook)
        turn = game.turns[0]
        assert turn.after is not None
        moments = {"short": turn.after, "long": game.snapshots[-1]}
        for horizon in HORIZONS:
            for letter, mark in case["history"][horizon].items():
                last = re.split("→", str(mark))[-1]
                if last in SIZES:
                    who = LETTERS[letter]
                    change = moments[horizon].trust[who] - turn.before.trust[who]
                    yield Mark(case["id"], who, horizon, SIZES[last], change, old)


def played(case: Mapping[str, Any], rulebook: Rulebook) -> Game:
    """The case as a scenario of one round, with what was done."""
    company = {"start": {"asks": 0, **case.get("start", {})}}
    if "belief" in case:
        company["belief"] = case["belief"]
    raw = {
        "chasm": 2,
        "id": "case",
        "title": "Case",
        "company": company,
        "rounds": [
            {
                "id": "then",
                "title": "Then",
                "shock": {"text": "…", "effects": case["shock"]},
                "responses": [{"id": "did", "title": "Did", "does": case["does"], "outcome": "…"}],
            }
        ],
    }
    scenario, _ = load_scenario(Source(case["id"], yaml.safe_dump(raw, sort_keys=False)), rulebook)
    game = Game(scenario)
    game.push(Choose("did"))
    return game


def mostly_old(case: Mapping[str, Any], rulebook: Rulebook) -> bool:
    """Whether more of its acts, by strength, are labelled old than new."""
    sides = {"old": 0.0, "new": 0.0}
    for use in case["does"]:
        move, strength = (use, 1.0) if isinstance(use, str) else (use["move"], use.get("strength", 1.0))
        label = rulebook.moves[move].label
        if label is not None:
            sides[label] += strength
    return sides["old"] > sides["new"]


def sign(number: float, unchanged: float = 0.0) -> int:
    """-1, 0 or 1; under `unchanged` it is 0."""
    return 0 if abs(number) < unchanged or number == 0 else 1 if number > 0 else -1


def concordance(marks: list[Mark]) -> float:
    """Of the pairs of marks that differ, the share whose changes stand in the same order; equal ones count half."""
    pairs = [(a, b) for a, b in itertools.combinations(marks, 2) if a.size != b.size]
    same = [(a.size - b.size) * (a.change - b.change) for a, b in pairs]
    return sum(1.0 if each > 0 else 0.5 if each == 0 else 0.0 for each in same) / len(pairs)


def direction(marks: list[Mark]) -> tuple[int, int]:
    """Right signs, and how many there are, where history and the engine both move."""
    both = [m for m in marks if m.size and abs(m.change) >= UNCHANGED]
    return sum(sign(m.size) == sign(m.change) for m in both), len(both)


def three_way(marks: list[Mark]) -> float:
    """The share of marks whose sign is the engine's."""
    return sum(sign(m.size) == sign(m.change, UNCHANGED) for m in marks) / len(marks)


def reversals(marks: list[Mark]) -> tuple[int, int]:
    """Of those for whom the short and the long run were opposite, how many reverse; and how many these are."""
    short = {(m.case, m.stakeholder): m for m in marks if m.horizon == "short"}
    turned = [
        (short[key], m)
        for m in marks
        if m.horizon == "long" and (key := (m.case, m.stakeholder)) in short and short[key].size * m.size < 0
    ]
    right = [sign(a.change) == sign(a.size) and sign(b.change) == sign(b.size) for a, b in turned]
    return sum(right), len(turned)


def commonest(of: Iterable[Mark]) -> int:
    """The commonest sign; of equally common ones the lower."""
    counts = Counter(sign(m.size) for m in of)
    return max(sorted(counts), key=lambda s: counts[s]) if counts else 0


def _commonest_of_all(_: Mark, others: list[Mark]) -> int:
    return commonest(others)


def _commonest_of_its_own(mark: Mark, others: list[Mark]) -> int:
    return commonest(o for o in others if o.stakeholder == mark.stakeholder)


def _commonest_of_its_kind(mark: Mark, others: list[Mark]) -> int:
    alike = (o for o in others if o.stakeholder == mark.stakeholder and o.mostly_old == mark.mostly_old)
    return commonest(alike)


GUESSERS: dict[str, Callable[[Mark, list[Mark]], int]] = {
    "commonest sign": _commonest_of_all,
    "of this stakeholder": _commonest_of_its_own,
    "of it, old or new": _commonest_of_its_kind,
}


def three_way_of(guess: Callable[[Mark, list[Mark]], int], marks: list[Mark]) -> float:
    """The share of marks that a guesser gets right, asked about each case without its marks."""
    right = [guess(m, [o for o in marks if o.case != m.case]) == sign(m.size) for m in marks]
    return sum(right) / len(marks)


def agreement(one: Mapping[str, dict[str, Any]], other: Mapping[str, dict[str, Any]]) -> str:
    """How far two codings took the same moves: the share that both have of all that either has, as a mean of cases."""
    shares = []
    for case in one:
        a, b = ({use if isinstance(use, str) else use["move"] for use in c[case]["does"]} for c in (one, other))
        shares.append(len(a & b) / len(a | b))
    return f"Moves that both codings have, of those that either has: {sum(shares) / len(shares):.0%} in the mean"


if __name__ == "__main__":
    main()
