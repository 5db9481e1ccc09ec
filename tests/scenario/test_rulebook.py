"""The rulebook: what is shipped, what a rulebook of model 2 may say, and that one of model 1 is still read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from chasm_game.scenario.checking import check_rules
from chasm_game.scenario.coefficients import COEFFICIENTS
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import load_rulebook, load_scenario
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.rulebook_schema_1 import COEFFICIENTS_1
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS
from chasm_game.scenario.source import Source, read

ROOT = Path(__file__).parents[2]
SHIPPED = yaml.safe_load((ROOT / "story" / "rulebook.yaml").read_text("utf-8"))
PAGE = (ROOT / "docs" / "model.md").read_text("utf-8")

Raw = dict[str, Any]


def loaded(raw: Raw) -> Rulebook:
    """The rulebook that plain data makes."""
    return load_rulebook(Source("rulebook.yaml", yaml.safe_dump(raw, sort_keys=False, allow_unicode=True)))


def faults(raw: Raw) -> list[str]:
    """The codes of what is said against a rulebook; none where it loads."""
    try:
        loaded(raw)
    except FaultyFile as fault:
        return [d.code.id for d in fault.diagnostics]
    return []


def book(rules: Raw | None = None, **parts: Any) -> Raw:
    """The shipped rulebook with other values of coefficients, and other parts."""
    values = {n: {**rule, "value": (rules or {}).get(n, rule["value"])} for n, rule in SHIPPED["rules"].items()}
    shipped = {name: part for name, part in SHIPPED.items() if name != "difficulty"}  # which moves a coefficient
    return {**shipped, "rules": values, **parts}


def with_way(name: str, **said: Any) -> Raw:
    """The shipped rulebook with one axis only."""
    way = {"low": "Little.", "high": "Much.", "company": 0, "people": 0, "because": "So.", **said}
    moves = {"vow": {"title": "Vow", "ways": {name: 0.5}}}
    return book(ways={name: way}, moves=moves, manners={})


# ---------------------------------------------------------------------- what is shipped


def table() -> dict[str, tuple[str, str]]:
    """The coefficients of the specification, each with its value and its range as the page writes them."""
    part = PAGE.split("\n## Coefficients\n")[1].split("\n## ")[0]
    return {
        name: (value, ends) for name, value, ends in re.findall(r"^\| `(\w+)` \| (\S+) \| (.+?) \|", part, re.MULTILINE)
    }


def test_the_coefficients_are_the_specifications(rulebook: Rulebook) -> None:
    """The shipped rulebook has the coefficients of the page, each with its value, and so has the program."""
    assert list(COEFFICIENTS) == list(table())
    assert {name: rule.value for name, rule in rulebook.rules.items()} == {n: float(v) for n, (v, _) in table().items()}


def test_the_ranges_are_the_specifications() -> None:
    """What a coefficient may be is what the page says; what has no end there may be a million."""
    for name, (_, said) in table().items():
        of = COEFFICIENTS[name]
        ends = re.match(r"(?:integer, )?(?:(?P<low>\d+)\.\.(?P<high>\d*|`coast`)|above (?P<above>\d+)|any)", said)
        assert ends, said
        assert of.whole == said.startswith("integer")
        low = float(ends["low"] or ends["above"] or -1_000_000)
        assert (of.low, of.above) == (low, ends["above"] is not None), name
        high = 50 if of.whole else float(ends["high"] or 1_000_000)
        assert of.high == high, name


def test_what_a_number_rests_on_is_said(rulebook: Rulebook) -> None:
    """Every coefficient, axis, move and manner names a card, which may say that the number is assumed."""
    named = [rule.evidence for rule in rulebook.rules.values()]
    named += [way.evidence for way in rulebook.ways.values()]
    named += [move.evidence for move in rulebook.moves.values()]
    named += [manner.evidence for manner in rulebook.manners.values()]
    assert all(named)
    assert {card for cards in named for card in cards} == set(rulebook.evidence)


def test_every_move_shows_how_it_creates_value(rulebook: Rulebook) -> None:
    """Each move is tagged on some axis, and has a sentence for what it gives and one for what it takes."""
    assert [move.id for move in rulebook.moves.values() if not move.ways] == []
    assert [move.id for move in rulebook.moves.values() if move.because.gain == move.because.loss] == []


def test_every_axis_has_two_statements(rulebook: Rulebook) -> None:
    """The four axes have two different statements each, short enough to stand at the ends of a line."""
    assert list(rulebook.ways) == ["voice", "openness", "horizon", "sharing"]
    for way in rulebook.ways.values():
        assert way.low != way.high
        assert max(len(way.low), len(way.high)) <= 70
        assert -1 < way.company < 0 < way.people < 1, "a wish that is moderate can be overshot"


def test_every_set_gives_everybody_something(rulebook: Rulebook) -> None:
    """Each shipped set of weights gives each of the five stakeholders a share."""
    for weights in rulebook.people.values():
        assert all(weights.of.get(name, 0) > 0 for name in DEFAULT_STAKEHOLDERS), weights.id


def test_no_title_is_wrong_when_it_is_late(rulebook: Rulebook) -> None:
    """A move may be used late, so no title says that something is done at once or first."""
    hurried = re.compile(r"\b(at once|now|first to)\b", re.IGNORECASE)
    assert [m.title for m in rulebook.moves.values() if hurried.search(m.title)] == []


def test_the_table_of_strengths_has_every_move_once(rulebook: Rulebook) -> None:
    """docs/strengths.md says of each shipped move, in one place, what 0.5, 1 and 1.5 of it are."""
    page = (ROOT / "docs" / "strengths.md").read_text("utf-8")
    rows = [row.strip("|").split(" | ") for row in page.splitlines() if row.startswith("| `")]
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in rows)
    named = [name for row in rows for name in re.findall(r"`([\w-]+)`", row[0])]
    assert sorted(named) == sorted(rulebook.moves)
    assert set(re.findall(r"^\| moves \|(.+)\|$", page, re.MULTILINE)) == {" 0.5 | 1 | 1.5 "}


# ---------------------------------------------------------------------- ends of ranges


@pytest.mark.parametrize(
    ("name", "under", "at", "over"),
    [
        ("convey_loss", [-0.01], [0, 1.5, 1_000_000], [1_000_001]),
        ("cross_floor", [-0.01], [0, 1], [1.01]),
        ("strain_below", [0, -1], [0.001], []),
        ("fog_below", [0], [0.001, 100.5], []),
        ("healing", [-0.01], [0, 1], [1.01]),
        ("drag", [-0.01], [0, 1], [1.01]),
        ("ask_assent", [-1], [0, 95], [95.5]),
        ("rescue_slope", [-1], [0, 200], []),
        ("exposure_slope", [-1_000_001], [-3, 0, 9], [1_000_001]),
    ],
)
def test_a_coefficient_ends_where_the_page_says(
    name: str, under: list[float], at: list[float], over: list[float]
) -> None:
    """The ends of a range are allowed, and what lies beyond them is an error."""
    assert [faults(book({name: value})) for value in (*under, *over)] == [["C016"]] * len([*under, *over])
    assert [faults(book({name: value})) for value in at] == [[]] * len(at)


@pytest.mark.parametrize(
    ("due", "coast", "expected"),
    [(4, 4, []), (5, 4, ["C023"]), (1, 1, []), (0, 4, ["C016"]), (2, 0, ["C023"]), (2.5, 4, ["C015"])],
)
def test_the_rules_due_date_lies_within_the_coast(due: float, coast: int, expected: list[str]) -> None:
    """A promise is due a round later at least, and before the last silent round is over."""
    assert faults(book({"claims_due": due, "coast": coast}, moves={}, manners={})) == expected


@pytest.mark.parametrize(
    ("pace", "low", "high", "expected"),
    [(0.5, 0.6, 2, []), (0.5, 2, 0.6, []), (0.5, 0.6, 2.01, ["C016"]), (0.5, 2.01, 0.6, ["C016"]), (1, 1, 1, [])],
)
def test_the_company_never_overshoots_its_deeds(pace: float, low: float, high: float, expected: list[str]) -> None:
    """The pace of ways times the larger of the two amplifiers is 1 at most."""
    assert faults(book({"way_pace": pace, "amplify_low": low, "amplify_high": high})) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"company": -1, "people": 1}, []),
        ({"company": -1.01}, ["C016"]),
        ({"people": 1.01}, ["C016"]),
        ({"low": ""}, ["C016"]),
        ({"evidence": ["nothing-2020"]}, []),
        ({"poles": ["Little.", "Much."]}, ["C013"]),
    ],
)
def test_an_axis_says_what_it_must(said: Raw, expected: list[str]) -> None:
    """An axis has two statements, and places from one end to the other; a card that is not there is a warning only."""
    assert faults(with_way("care", **said)) == expected


@pytest.mark.parametrize("name", ["customers", "learning", "cash", "chasm", "what", "how", "assent", "rescues", "not"])
def test_an_axis_takes_nobodys_name(name: str) -> None:
    """Axes share no name with stakeholders, gauges, and what conditions know."""
    assert faults(with_way(name)) == ["C017"]
    assert faults(with_way("care")) == []


def test_axes_keep_the_order_of_the_file() -> None:
    """Axes, and what a company does on them, stand in the order of the rulebook's file."""
    turned = loaded(book(ways=dict(reversed(SHIPPED["ways"].items()))))
    assert list(turned.ways) == ["sharing", "horizon", "openness", "voice"]
    scenario, _ = load_scenario(Source("x", BAKERY), turned)
    assert scenario.company.ways == (-0.5, -0.6, -0.4, -0.5)
    assert scenario.people_ways == (0.3, 0.4, 0.6, 0.4)


def test_a_rulebook_without_axes_is_one() -> None:
    """A rulebook may have no axes; then nothing may be tagged."""
    bare = book(moves={"vow": {"title": "Vow"}}, manners={})
    del bare["ways"]
    rulebook = loaded(bare)
    assert load_scenario(Source("x", BAKERY.replace("own-it", "vow")), rulebook)[0].company.ways == ()
    assert faults({**bare, "moves": {"vow": {"title": "Vow", "ways": {"voice": 1}}}}) == ["C012"]


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ({"effects": {"assent": 3}}, []),
        ({"later": [{"after": 1, "effects": {"assent": 3}}]}, []),
        ({"effects": {"ines": 3}}, ["C012"]),
        ({"later": [{"after": 1, "effects": {}, "if": "assent > 3"}]}, ["C012"]),
        ({"later": [{"after": 1, "effects": {}, "if": "how > 3 and voice < 0 and rescues == 0"}]}, []),
    ],
)
def test_a_rulebook_knows_no_leaders(move: Raw, expected: list[str]) -> None:
    """A move may move whoever leads; it can name no leader, and no condition asks for what a scenario may not have."""
    assert faults(book(moves={"vow": {"title": "Vow", **move}})) == expected


# ---------------------------------------------------------------------- model 1

VALUES_1 = {"belief_pace": 0.2, "belief_full": 20, "backlash_after": 2, "convey_loss": 0.9, "exposure_base": 1.5}
BAKERY = """\
id: bakery
title: The Bakery
rounds:
  - id: loaf
    title: Eighty grams
    shock: {text: Your loaf is too light.}
    responses: [{id: open, title: Say so, does: [own-it]}]
"""


def first_book(**values: float) -> Raw:
    """A rulebook of model 1, as saves of that time hold one."""
    known = {name: rule["value"] for name, rule in SHIPPED["rules"].items()} | VALUES_1 | values
    rules = {name: {"value": known[name], "because": name} for name in COEFFICIENTS_1}
    moves = {"own-it": {"title": "Own it", "effects": {"customers": 3}, "because": "So."}}
    people = {name: weights for name, weights in SHIPPED["people"].items() if name == "balanced"}
    return {"chasm-rules": 1, "rules": rules, "people": people, "moves": moves, "endings": SHIPPED["endings"]}


def test_a_rulebook_of_model_1_is_read() -> None:
    """It says that it is of model 1, has the coefficients of that model and no axes, and a scenario stands on it."""
    rulebook = loaded(first_book())
    assert (rulebook.model, rulebook.ways) == (1, {})
    assert set(rulebook.rules) == set(COEFFICIENTS_1)
    assert rulebook["belief_pace"] == 0.2
    scenario, diagnostics = load_scenario(Source("x", BAKERY), rulebook)
    assert (diagnostics, scenario.company.ways, scenario.people_ways) == ([], (), ())


def test_the_shipped_rulebook_is_of_model_2(rulebook: Rulebook) -> None:
    """The numbers that are played by are model 2's."""
    assert rulebook.model == 2


def test_each_model_has_its_own_coefficients() -> None:
    """What one model knows is no key of the other, and what it asks for is missing there."""
    gone, new = set(COEFFICIENTS_1) - set(COEFFICIENTS), set(COEFFICIENTS) - set(COEFFICIENTS_1)
    assert sorted(gone) == ["backlash_after", "belief_full", "belief_pace"]
    assert len(new) == 12
    found = faults({**first_book(), "chasm-rules": 2})
    assert (found.count("C014"), found.count("C013")) == (len(new), len(gone))
    found = faults({**SHIPPED, "chasm-rules": 1})
    assert (found.count("C014"), found.count("C013")) == (
        len(gone),
        len(new) + 2,
    )  # `ways` and `difficulty` are none either


@pytest.mark.parametrize(
    ("values", "expected"), [({"belief_pace": 0.9}, "C016"), ({"backlash_after": 5}, "C023"), ({"coast": 0}, "C016")]
)
def test_a_rulebook_of_model_1_has_that_models_ranges(values: dict[str, float], expected: str) -> None:
    """What model 1 refused is still refused: such a rulebook was never played by."""
    assert expected in faults(first_book(**values))


def test_a_rulebook_of_model_1_moves_no_leaders() -> None:
    """`assent` was no word of model 1."""
    raw = first_book()
    raw["moves"]["own-it"]["effects"]["assent"] = 3
    assert faults(raw) == ["C012"]


def test_nothing_is_played_by_a_rulebook_of_model_1(tmp_path: Path) -> None:
    """A folder with a rulebook of model 1 is refused, and checking the file says so, where it says its model."""
    path = tmp_path / "rulebook.yaml"
    path.write_text(yaml.safe_dump(first_book(), sort_keys=False, allow_unicode=True), "utf-8")
    with pytest.raises(FaultyFile) as caught:
        _ = Library(tmp_path).rulebook
    told = check_rules(read(path)).diagnostics
    assert list(caught.value.diagnostics) == list(told)
    (fault,) = told
    assert (fault.code.id, fault.span.line, fault.span.column) == ("C019", 1, 14)
    assert "model 1" in fault.message


@pytest.mark.parametrize("version", [0, 3, "2", True])
def test_a_version_that_is_not_known_is_refused(version: Any) -> None:
    """Anything but 1 and 2 is no version of a rulebook."""
    assert faults({**SHIPPED, "chasm-rules": version}) == ["C019"]


@pytest.mark.parametrize(
    ("fog", "found"),
    [(-49.9, []), (-50, ["C016"]), (-60, ["C016"]), (100, []), (101, ["C016"])],
)
def test_fog_begins_above_no_trust_at_all(fog: float, found: list[str]) -> None:
    """A difficulty moves `fog_below` (50) by so much that it stays above 0, and by 100 at most."""
    assert faults(book(difficulty={"hard": {"fog": fog, "because": "So."}})) == found


@pytest.mark.parametrize("name", ["written", "brutal"])
def test_only_easy_and_hard_say_what_they_change(name: str) -> None:
    """A third difficulty is an unknown key; as written has no entry, for it changes nothing."""
    assert faults(book(difficulty={name: {"because": "So."}}))
    assert loaded({k: v for k, v in SHIPPED.items() if k != "difficulty"}).difficulties == {}
