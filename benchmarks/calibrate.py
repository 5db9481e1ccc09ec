"""How true the model is: real cases written in its moves, played by the engine, and held against what happened.

    python benchmarks/calibrate.py             measure the rulebook as it is, in about ten seconds
    python benchmarks/calibrate.py --write     besides fit, leave out, and write story/calibration.json, in some minutes
    python benchmarks/calibrate.py --fold n07  leave this case out again, and compare with story/calibration.json

docs/calibration.md says what the corpus is, what is measured, and what came of it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chasm_game.analysis.calibration import FILE, cases_hash, numbers_hash, read_calibration
from chasm_game.analysis.marks import HORIZONS
from chasm_game.scenario.library import Library

from calibration import corpus as cases
from calibration.figures import WORDS, figures, groups, weak_points
from calibration.fitting import lines
from calibration.folds import again, chosen_folds, in_sample, parameters, tried
from calibration.page import set_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.analysis.marks import Mark
    from chasm_game.scenario.rulebook import Rulebook

    from calibration.corpus import Coded

STORY = Path(__file__).parent.parent / "story"
PAGE = Path(__file__).parent.parent / "docs" / "calibration.md"
CLOSE = 0.02
"""Points of trust by which a fold may differ on another machine."""


def main() -> None:
    """Measure, or fit and write, or do one fold again."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help=f"fit, leave out, and write story/{FILE}")
    parser.add_argument("--fold", metavar="CASE", help="leave this case out again and compare")
    options = parser.parse_args()
    library = Library(STORY)
    corpus, rulebook = cases.corpus(library), library.rulebook
    if options.fold:
        sys.exit(compare_fold(options.fold, corpus, rulebook))
    measured = measure(corpus)
    tell(measured)
    if options.write:
        written = {
            "chasm-calibration": 1,
            "hashes": hashes(corpus, rulebook),
            **measured,
            "fitting": fit(corpus, rulebook),
        }
        (STORY / FILE).write_text(json.dumps(written, indent=1, ensure_ascii=False) + "\n", "utf-8")
        set_tables(PAGE, written)
        print(f"\nstory/{FILE} is written, and the tables of docs/{PAGE.name}")


def hashes(corpus: Sequence[Coded], rulebook: Rulebook) -> dict[str, str]:
    """What the figures hold for."""
    shipped = [c.scenario for c in corpus if c.shipped]
    return {"rulebook": numbers_hash(rulebook), "cases": cases_hash(shipped), "rest": cases.rest_hash()}


def measure(corpus: Sequence[Coded]) -> dict[str, Any]:
    """The rulebook as it is: on the cases that it was written with, on those coded blind, and on all."""
    marks = {name: [m for c in corpus if c.coding == name for m in cases.marks_of(c)] for name in ("known", "A", "B")}
    before = [[m for c in corpus if c.coding == name for m in cases.marks_of(c, after_shock=False)] for name in "AB"]
    blind = [marks["A"], marks["B"]]
    left_out = figures(blind)
    by = {
        "stakeholder": groups(blind, lambda m: m.stakeholder),
        "kind": groups(blind, lambda m: m.kind),
        "label": groups(blind, lambda m: "mostly old" if m.mostly_old else "mostly new"),
    }
    return {
        "corpus": {
            "known": len({m.case for m in marks["known"]}),
            "blind": len({m.case for m in marks["A"]}),
            "marks": {name: len(of) for name, of in marks.items()},
            "same_moves": round(cases.agreement([c for c in corpus if c.blind]), 4),
        },
        "in_sample": figures([marks["known"]]),
        "left_out": left_out,
        "whole": figures(whole(marks)),
        "codings": {name: figures([marks[name]]) for name in "AB"},
        "from_before_the_shock": figures(before),
        "left_out_by": by,
        "weak": weak_points(left_out, by),
    }


def whole(marks: Mapping[str, Sequence[Mark]]) -> list[list[Mark]]:
    """The two readings of the whole corpus."""
    return [[*marks["known"], *marks[name]] for name in "AB"]


def fit(corpus: Sequence[Coded], rulebook: Rulebook) -> dict[str, Any]:
    """What was tried, what is chosen, and what it brings to cases that were left out of choice and fit."""
    on = lines(corpus, rulebook, parameters())
    attempts = []
    for attempt in tried(on, corpus, rulebook):
        marks = attempt.pop("marks")
        figured = figures(whole(marks))
        for horizon in HORIZONS:
            attempt[horizon] = {name: figured[horizon][name] for name in ("concordance", "three_way")}
        attempts.append(attempt)
    choice, values, seen = in_sample(on, corpus, rulebook)
    folds, unseen = chosen_folds(on, corpus, rulebook)
    return {
        "tried": attempts,
        "family": choice.family,
        "hold": choice.hold,
        "values": {name: round(value, 3) for name, value in values.items()},
        "in_sample": figures(whole(seen)),
        "left_out": figures(whole(unseen)),
        "left_out_blind": figures([unseen["A"], unseen["B"]]),
        "folds": folds,
    }


def compare_fold(case: str, corpus: Sequence[Coded], rulebook: Rulebook) -> str | int:
    """0 where the fold comes out as it stands in the file, else what does not."""
    written = read_calibration(STORY / FILE)
    if written is None:
        return f"there is no story/{FILE}: python benchmarks/calibrate.py --write"
    if written["hashes"] != hashes(corpus, rulebook):
        return f"rulebook or cases are others than those of story/{FILE}: python benchmarks/calibrate.py --write"
    if case not in written["fitting"]["folds"]:
        return f"there is no case {case}"
    fold = written["fitting"]["folds"][case]
    found = again(case, fold, corpus, rulebook)
    far = max(abs(a - b) for a, b in zip(found, fold["changes"], strict=True))
    print(f"{case}: {len(found)} changes, at most {far:.3f} points from those of story/{FILE}")
    return 0 if far <= CLOSE else f"the fold of {case} comes out otherwise: {found} and not {fold['changes']}"


def tell(measured: dict[str, Any]) -> None:
    """The figures as a table."""
    print("guessers: " + "; ".join(WORDS.values()))
    print(f"{'':24}{'marks':>6}{'concordance':>20}{'direction':>11}{'three-way':>18}  three-way of the guessers")
    names = {"in_sample": "Ends known", "left_out": "Coded blind", "whole": "All"}
    for key, name in names.items():
        for horizon in HORIZONS:
            here = measured[key][horizon]
            order, agree = here["interval"]["concordance"], here["interval"]["three_way"]
            guessers = [here["guessers"][n]["left_out"]["three_way"] for n in WORDS]
            print(
                f"{f'{name}, {horizon}':24}{here['marks']:>6}"
                f"{here['concordance']:>8.2f} ({order[0]:.2f}-{order[1]:.2f})"
                f"{here['direction']:>11.0%}{here['three_way']:>8.0%} ({agree[0]:.0%}-{agree[1]:.0%})"
                + "".join(f"  {share:>5.0%}" for share in guessers)
            )
        turned = measured[key]["reversals"]
        print(f"{'':24}reversals {turned['right']} of {turned['of']}")
    print("\n" + "\n".join(measured["weak"]))


if __name__ == "__main__":
    main()
