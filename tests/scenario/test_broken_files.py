"""Broken files: every fault is found in one run, at the place where the author must type.

A case is a file in `tests/broken/` with a file beside it that lists `CODE line:column`: a new case is a new file, and
its list. Where the list names a code of games, every way through the scenario is played.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code, Diagnostic, FaultyFile, Kind
from chasm_game.scenario.load import load_rulebook, load_scenario
from chasm_game.scenario.report import as_concise, as_full, as_github, as_json
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source, read

FOLDER = Path(__file__).parents[1] / "broken"
CASES = sorted(p.stem for p in FOLDER.glob("*.yaml"))
GROUPED = [pytest.param(case, marks=pytest.mark.xdist_group(f"broken-{case}")) for case in CASES]
"""A process looks at a case once for all its tests, so these go to one process."""
OF_GAMES = {code.id for code in Code if code.kind is Kind.GAME}
RULEBOOK = (Path(__file__).parents[2] / "story" / "rulebook.yaml").read_text("utf-8")


def listed(case: str) -> list[str]:
    """What ought to be said of a case."""
    return sorted((FOLDER / f"{case}.expected").read_text().splitlines())


FOUND: dict[str, Sequence[Diagnostic]] = {}


def found(case: str, rulebook: Rulebook) -> Sequence[Diagnostic]:
    """What is said of a case."""

    def games(scenario: Scenario) -> Sequence[Diagnostic]:
        return balance_diagnostics(scenario, case)

    if case not in FOUND:
        played = any(line[:4] in OF_GAMES for line in listed(case))
        source = read(FOLDER / f"{case}.yaml")
        FOUND[case] = check_source(source, rulebook, games=games if played else None).diagnostics
    return FOUND[case]


def told(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """The diagnostics as a case lists them."""
    return sorted(f"{d.code.id} {d.span.line}:{d.span.column}" for d in diagnostics)


@pytest.mark.parametrize("case", GROUPED)
def test_every_fault_is_found_where_it_stands(case: str, rulebook: Rulebook) -> None:
    """A broken file is told all its faults and no others, each at its line and column."""
    assert listed(case)
    assert told(found(case, rulebook)) == listed(case)


def test_every_code_has_a_case() -> None:
    """Every code is shown by a broken file, but for the one of files that cannot be read."""
    shown = {line.split()[0] for case in CASES for line in listed(case)}
    assert shown | {Code.UNREADABLE.id} == {code.id for code in Code}


def test_there_are_enough_cases() -> None:
    """The corpus has at least sixty files, each with its list and nothing besides."""
    assert len(CASES) >= 60
    assert {p.name for p in FOLDER.iterdir()} == {f"{c}.{end}" for c in CASES for end in ("yaml", "expected")}


@pytest.mark.parametrize("case", GROUPED)
def test_messages_stand_alone(case: str, rulebook: Rulebook) -> None:
    """A message is one lower-case sentence that stands alone and quotes no machinery; so is every hint."""
    for d in found(case, rulebook):
        for text in filter(None, (d.message, d.hint)):
            bare = re.sub(r"`[^`]*`+|'.*'", "", text)
            assert text == text.strip()
            assert not text.endswith("."), text
            assert "\n" not in text
            assert not bare[:1].isupper(), text
            assert not re.search(r"pydantic|validator|literal|dict|None|parser|token|scalar|\bstr\b|\bint\b", bare), (
                text
            )
        assert len(d.message) > 10


CURABLE = {
    Code.NOT_TEXT, Code.EMPTY, Code.SYNTAX, Code.ALIAS, Code.TAG, Code.SEVERAL_DOCUMENTS, Code.DUPLICATE_KEY,
    Code.MERGE_KEY, Code.KEY_NOT_TEXT, Code.UNKNOWN_KEY, Code.MISSING_KEY, Code.BAD_ID, Code.DUPLICATE_ID,
    Code.WEIGHTS, Code.ROLE, Code.TOO_LATE, Code.REDEFINED,
    *(code for code in Code if code.kind is Kind.ADVICE),
}  # fmt: skip


@pytest.mark.parametrize("case", GROUPED)
def test_what_has_a_cure_names_it(case: str, rulebook: Rulebook) -> None:
    """Where the cure is known by the kind of fault alone, a hint names it."""
    for d in found(case, rulebook):
        assert d.hint or d.code not in CURABLE, d


@pytest.mark.parametrize("case", GROUPED)
def test_every_report_can_show_every_fault(case: str, rulebook: Rulebook) -> None:
    """All renderers show the faults of all cases, a line a fault where that is promised."""
    diagnostics = found(case, rulebook)
    assert len(as_concise(diagnostics).splitlines()) == len(diagnostics)
    assert len(as_github(diagnostics).splitlines()) == len(diagnostics)
    assert as_full(diagnostics).count("  --> ") == len(diagnostics)
    assert as_json(diagnostics).count('"code": ') == len(diagnostics)


@pytest.mark.parametrize("case", GROUPED)
def test_an_error_stops_a_file_and_advice_does_not(case: str, rulebook: Rulebook) -> None:
    """What has an error of reading cannot be loaded, all else can; and loading tells what it met, without advice."""
    diagnostics = found(case, rulebook)
    errors = [d for d in diagnostics if d.code.kind is Kind.READING and d.code is not Code.UNKNOWN_EVIDENCE]
    try:
        loaded = load_scenario(read(FOLDER / f"{case}.yaml"), rulebook)[1]
    except FaultyFile as fault:
        assert errors
        loaded = list(fault.diagnostics)
    else:
        assert not errors
    assert told(loaded) == told([d for d in diagnostics if d.code.kind is Kind.READING])


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("healing: {value: 0.1", "healing: {value: 1.1", "C016"),
        ("coast: {value: 4", "coast: {value: 4.5", "C015"),
        ("claims_due: {value: 2", "claims_due: {value: 9", "C023"),
        ("way_pace: {value: 0.35", "way_pace: {value: 0.9", "C016"),
        ("  gloss: {value", "  glass: {value", "C013 C014"),
        ("evidence: [greenwash-2022]", "evidence: [greenwash-2202]", "C025"),
        ("of: {employees: 30, customers", "of: {employees: 30, costumers", "C012"),
        ("of: {customers: 1, employees: 1, partners: 1, communities: 1, investors: 1}", "of: {}", "C021"),
        ("effects: {customers: 7, communities: 6", "effects: {customers: 7, comunities: 6", "C012"),
        ("chasm-rules: 2\n", "chasm-rules: 3\n", "C019"),
    ],
)
def test_a_broken_rulebook_is_told_so(old: str, new: str, expected: str) -> None:
    """Faults of a rulebook are found like those of a scenario."""
    assert old in RULEBOOK
    text = RULEBOOK.replace(old, new)
    with pytest.raises(FaultyFile) as caught:
        load_rulebook(Source("rulebook.yaml", text + ("nonsense: 1\n" if expected == "C025" else "")))
    codes = {d.code.id for d in caught.value.diagnostics}
    assert codes - {"C013"} == set(expected.split()) - {"C013"}
    assert all(1 <= d.span.line <= text.count("\n") + 2 for d in caught.value.diagnostics)


def test_a_long_name_is_cut_in_messages(rulebook: Rulebook) -> None:
    """A message quotes no more of a file than a person can read."""
    with pytest.raises(FaultyFile) as caught:
        load_scenario(Source("x", f"id: {'A' * 5000}\ntitle: T\n"), rulebook)
    assert all(len(d.message) <= 400 for d in caught.value.diagnostics)
