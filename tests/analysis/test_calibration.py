"""What was measured on real cases: that it is what is measured now, and whose rules and cases it is told of."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shipped_stories import shipped_library

from chasm_game.analysis.calibration import (
    FILE,
    NOT_MEASURED,
    calibration_in_use,
    cases_hash,
    numbers_hash,
    read_calibration,
)
from chasm_game.analysis.marks import HORIZONS
from chasm_game.commands.history import measured_lines

import calibrate
from calibration import corpus as cases
from calibration.factors import FAMILIES, changed
from calibration.figures import percent, weak_points
from calibration.fitting import Choice, fitted, lines
from calibration.folds import again, parameters
from calibration.page import tables

ROOT = Path(__file__).parents[2]
STORY = ROOT / "story"
LIBRARY = shipped_library()
RULEBOOK = LIBRARY.rulebook
CORPUS = cases.corpus(LIBRARY)
SHIPPED = [c.scenario for c in CORPUS if c.shipped]
WRITTEN = json.loads((STORY / FILE).read_text("utf-8"))


def without_intervals(found: Any) -> Any:
    """The same, without what hangs on the random numbers of a library."""
    if isinstance(found, dict):
        return {key: without_intervals(each) for key, each in found.items() if key != "interval"}
    return found


def test_what_is_written_is_what_is_measured() -> None:
    """The file has the figures of the rulebook as it is; else `python benchmarks/calibrate.py --write` is due."""
    assert calibrate.hashes(CORPUS, RULEBOOK) == WRITTEN["hashes"]
    measured = json.loads(json.dumps(calibrate.measure(CORPUS)))
    assert without_intervals(measured) == {
        key: without_intervals(WRITTEN[key]) for key in WRITTEN if key not in {"chasm-calibration", "hashes", "fitting"}
    }
    for horizon in HORIZONS:
        for name, ends in measured["left_out"][horizon]["interval"].items():
            assert ends == pytest.approx(WRITTEN["left_out"][horizon]["interval"][name], abs=0.03)


def test_the_corpus_is_whole() -> None:
    """Every shipped case, every public one and both codings of the 26 are in the corpus, each once."""
    names = [(c.coding, c.case) for c in CORPUS]
    assert len(names) == len(set(names)) == 21 + 2 * 26
    assert {c.case for c in CORPUS if c.coding == "A"} == {c.case for c in CORPUS if c.coding == "B"}
    assert len(SHIPPED) == 12


def test_every_move_is_of_one_kind() -> None:
    """Every move of the rulebook is of a kind, and only they are."""
    assert set(cases.kinds()) == set(RULEBOOK.moves)


def test_marks_that_are_the_shocks_are_left_out() -> None:
    """`--s` says nothing of the decision, and of two moments the last one counts."""
    marks = {(m.case, m.stakeholder, m.horizon): m.size for c in CORPUS if c.coding == "A" for m in cases.marks_of(c)}
    assert ("n16", "partners", "short") not in marks
    assert marks["n02", "customers", "short"] == 1
    assert marks["n20", "investors", "short"] == -2


def test_a_factor_moves_its_own_group_only() -> None:
    """A factor on what moves of a kind do later changes these effects, and no others."""
    half = changed(RULEBOOK, {"people, later": 0.5})
    for name, move in RULEBOOK.moves.items():
        share = 0.5 if cases.kinds()[name] == "people" else 1.0
        assert half.moves[name].effects == move.effects
        for one, other in zip(half.moves[name].later, move.later, strict=True):
            for gauge, points in other.effects.items():
                expected = points * share if gauge in cases.LETTERS.values() else points
                assert one.effects[gauge] == pytest.approx(expected)


def test_no_parameter_is_of_one_move_or_one_case() -> None:
    """Whatever may be fitted names groups of moves or coefficients, and there are few of them."""
    names = {p.name for family in FAMILIES.values() for p in family}
    parts = {part for name in names for part in name.split(", ")}
    assert not parts & set(RULEBOOK.moves)
    assert not parts & {c.case for c in CORPUS}
    assert max(map(len, FAMILIES.values())) <= 30


def test_fits_begin_at_the_rulebook() -> None:
    """Every coefficient that may be fitted begins at the rulebook's value, every factor at 1, and within its bounds."""
    for parameter in parameters():
        expected = RULEBOOK[parameter.name] if parameter.name in RULEBOOK.rules else 1.0
        assert parameter.start == expected
        assert parameter.low <= expected <= parameter.high
    unchanged = changed(RULEBOOK, {p.name: p.start for p in parameters()})
    assert numbers_hash(unchanged) == numbers_hash(RULEBOOK)


def test_a_case_that_is_left_out_has_no_say() -> None:
    """The fold of a case comes out the same whatever became of it, and another where its neighbours fared otherwise."""
    few = [c for c in CORPUS if c.coding != "B" and c.case in {"n03", "n07", "n11", "n15", "n26"}]
    fold = {"family": "four coefficients", "hold": 0.3}

    def turned(case: str) -> list[cases.Coded]:
        return [replace(c, sizes={k: -s for k, s in c.sizes.items()}) if c.case == case else c for c in few]

    honest = again("n07", fold, few, RULEBOOK)
    assert again("n07", fold, turned("n07"), RULEBOOK) == honest
    assert again("n07", fold, turned("n15"), RULEBOOK) != honest


def test_a_fit_comes_nearer_to_what_it_has_seen() -> None:
    """Fitted to a few cases coefficients leave their places; held down hard, they stay."""
    few = [c for c in CORPUS if c.coding == "A" and c.case in {"n07", "n22", "n23"}]
    on = lines(few, RULEBOOK, parameters(["four coefficients"]))
    seen = on.weights > 0
    free = fitted(on, Choice("four coefficients", 0.3), seen)
    held = fitted(on, Choice("four coefficients", 1000.0), seen)
    assert max(abs(free[n] - RULEBOOK[n]) for n in free) > 0.05
    assert max(abs(held[n] - RULEBOOK[n]) for n in held) < 0.01


def test_the_figures_are_of_these_rules_and_cases_only() -> None:
    """One number more in the rulebook, one word more in a case, one case less: then nothing was measured."""
    assert calibration_in_use(WRITTEN, RULEBOOK, SHIPPED) == WRITTEN
    assert calibration_in_use(WRITTEN, RULEBOOK, SHIPPED[1:]) is None
    assert calibration_in_use(WRITTEN, RULEBOOK, [replace(SHIPPED[0], text="…"), *SHIPPED[1:]]) is None
    rules = {**RULEBOOK.rules, "healing": replace(RULEBOOK.rules["healing"], value=0.11)}
    assert calibration_in_use(WRITTEN, replace(RULEBOOK, rules=rules), SHIPPED) is None
    assert calibration_in_use(None, RULEBOOK, SHIPPED) is None


def test_words_of_the_rulebook_do_not_count() -> None:
    """A better sentence in the rulebook, and another order of the cases, are the same rules and cases."""
    healing = replace(RULEBOOK.rules["healing"], because="Time.")
    assert numbers_hash(replace(RULEBOOK, rules={**RULEBOOK.rules, "healing": healing})) == numbers_hash(RULEBOOK)
    assert cases_hash(reversed(SHIPPED)) == cases_hash(SHIPPED)


@pytest.mark.parametrize("name", ["raise-pay", "stonewall"])
def test_every_number_of_a_move_counts(name: str) -> None:
    """An effect, a later one, a tag or a label of a move that is another is another rulebook."""
    move = RULEBOOK.moves[name]
    later = replace(move.later[0], after=move.later[0].after + 1)
    for other in (
        replace(move, effects={**move.effects, "partners": 1}),
        replace(move, later=(later, *move.later[1:])),
        replace(move, ways={}),
        replace(move, label=None),
    ):
        assert numbers_hash(replace(RULEBOOK, moves={**RULEBOOK.moves, name: other})) != numbers_hash(RULEBOOK)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"chasm-calibration": 2}'])
def test_a_file_of_another_kind_is_no_calibration(text: str, tmp_path: Path) -> None:
    """What is empty, broken or of a later number is passed over, as if it were not there."""
    path = tmp_path / FILE
    path.write_text(text, "utf-8")
    assert read_calibration(path) is None
    assert read_calibration(tmp_path / "none.json") is None


def history(*options: str) -> str:
    """What `chasm history` prints."""
    command = [sys.executable, "-m", "chasm_game", "history", *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_history_tells_the_measured_figures() -> None:
    """With the shipped rules and cases `chasm history` tells every figure and every weak point of the file."""
    told = history("--story", str(STORY))
    assert NOT_MEASURED not in told
    assert all(sentence in told for sentence in WRITTEN["weak"])
    for key in ("in_sample", "left_out", "whole"):
        for horizon in HORIZONS:
            assert f"{WRITTEN[key][horizon]['concordance']:.2f} (" in told
    assert json.loads(history("--json", "--story", str(STORY)))["left_out"] == WRITTEN["left_out"]


def test_history_says_where_nothing_was_measured(tmp_path: Path) -> None:
    """With another rulebook `chasm history` says so in one line, and in JSON there is nothing left out."""
    text = (STORY / "rulebook.yaml").read_text("utf-8")
    other = re.sub(r"healing: \{value: [\d.]+", "healing: {value: 0.2", text)
    assert other != text
    (tmp_path / "rulebook.yaml").write_text(other, "utf-8")
    told = history("--story", str(tmp_path))
    assert told.rstrip().endswith(f"How true the model is: {NOT_MEASURED} and these cases.")
    found = json.loads(history("--json", "--story", str(tmp_path)))
    assert found["left_out"] is None
    assert found["calibration"] is None
    assert set(found["concordance"]) == set(found["direction"]) == set(found["guessers"]) == set(HORIZONS)


def test_the_columns_of_the_figures_stand_under_each_other() -> None:
    """Every name ends before the column of the short and the long run begins."""
    rows = [line for line in measured_lines(WRITTEN) if re.search(r" (short|long) +\d", line)]
    assert len(rows) > 20
    assert all(re.match(r"  \S.{35} (short|long )", line) for line in rows)


def test_groups_without_figures_have_their_lines() -> None:
    """A group in which no two marks differ has no concordance: its line says *none*, and tells its signs."""
    group = {"marks": 1, "concordance": None, "three_way": 1.0, "best_guesser": 0.0}
    by = {**WRITTEN["left_out_by"], "stakeholder": {"owners": {"long": group}}}
    told = "\n".join(measured_lines({**WRITTEN, "left_out_by": by}))
    assert re.search(r"owners +long +1 +none +100% +best 0%", told)


def mostly_right(right: int, of: int, guesser: float) -> dict[str, Any]:
    """The figures of a group of which so many signs are right."""
    return {"marks": of, "three_way": right / of, "best_guesser": guesser}


@pytest.mark.parametrize(
    ("group", "weak"),
    [
        (mostly_right(3, 7, 0.0), False),  # too few marks
        (mostly_right(3, 8, 0.0), True),  # under a half
        (mostly_right(4, 8, 0.5), False),  # just a half, and as good as the guesser
        (mostly_right(4, 8, 0.61), True),  # more than a tenth behind
        (mostly_right(6, 8, 0.85), False),  # a tenth behind
    ],
)
def test_a_weak_group_is_wrong_mostly_or_far_behind(group: dict[str, Any], weak: bool) -> None:
    """Told of are groups of eight marks and more with under half their signs, or a tenth behind the best guesser."""
    figures: dict[str, Any] = {h: dict(WRITTEN["left_out"][h]) for h in HORIZONS}
    for each in figures.values():
        each.update(three_way=1.0, near_zeros={"right": 1, "of": 2}, interval={"concordance": [0.6, 1.0]})
    found = weak_points({**figures, "reversals": {"right": 1, "of": 2}}, {"stakeholder": {"owners": {"long": group}}})
    assert bool(found) == weak


def test_the_page_has_the_figures_of_the_file() -> None:
    """Every table and weak point of docs/calibration.md is made of the file."""
    page = (ROOT / "docs" / "calibration.md").read_text("utf-8")
    for name, text in tables(WRITTEN).items():
        assert f"<!-- {name} -->\n\n{text}\n\n<!-- end -->" in page, name


def words(name: str) -> str:
    """A document as one line."""
    return " ".join((ROOT / name).read_text("utf-8").split())


def test_the_readme_says_the_figures_that_were_left_out() -> None:
    """The README has concordance, signs and the best guesser of the cases coded blind, and no better figure."""
    short, long = (WRITTEN["left_out"][h] for h in HORIZONS)
    order = [percent(each["concordance"]) for each in (short, long)]
    signs = [percent(each["three_way"]) for each in (short, long)]
    best = [percent(max(g["left_out"]["three_way"] for g in each["guessers"].values())) for each in (short, long)]
    assert (
        f"On {WRITTEN['corpus']['blind']} real cases that it was not written with, coded blind, the model puts "
        f"{order[0]} of the pairs of short-run changes in the right order, and {order[1]} of the long-run ones, where "
        f"a coin has 50 %; it has {signs[0]} and {signs[1]} of the signs, and guessers who know no model {best[0]} and "
        f"{best[1]}."
    ) in words("README.md")


def test_the_page_says_what_the_corpus_is() -> None:
    """The numbers of cases, and how far the codings took the same moves, are those of the corpus."""
    corpus, page = WRITTEN["corpus"], words("docs/calibration.md")
    assert f"| ends known | {corpus['known']}: the {len(SHIPPED)} case files" in page
    assert f"and {corpus['known'] - len(SHIPPED)} more in" in page
    assert f"| coded blind | {corpus['blind']} in" in page
    every = corpus["known"] + corpus["blind"]
    assert f"{corpus['known']} of the {every} are those that the rulebook was written with" in page
    assert f"agrees better with {every} cases" in page
    assert f"Their agreement ({percent(corpus['same_moves'])} of the moves that either took)" in page
