"""Checks of the cast and of promises, each just under, at and just over the number that decides."""

from __future__ import annotations

import pytest
import yaml
from fragments import hosted

from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code, Diagnostic
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.source import Source


def found(kind: str, text: str, code: Code, rulebook: Rulebook) -> list[Diagnostic]:
    """What a check says of a fragment in its host."""
    checked = check_source(Source("story.yaml", hosted(kind, text)), rulebook)
    assert checked.scenario is not None
    return [d for d in checked.diagnostics if d.code is code]


def crowd(own: int, spoken_of: int) -> str:
    """So many stakeholders of one's own, and effects on so many of the five."""
    five = ["customers", "employees", "partners", "communities", "investors"]
    names = [f"own_{n}" for n in range(own)]
    story = {
        "chasm": 2,
        "id": "loaves",
        "title": "Loaves",
        "people": dict.fromkeys([*five, *names], 10),
        "stakeholders": {name: {"name": f"Own {name[-1]}"} for name in names},
        "rounds": [
            {
                "id": "loaf",
                "title": "Eighty grams",
                "shock": {"text": "It was weighed.", "effects": dict.fromkeys([*names, *five[:spoken_of]], -1)},
                "responses": [{"id": "own-up", "title": "Own up", "outcome": "Somebody claps."}],
            }
        ],
    }
    return yaml.safe_dump(story, sort_keys=False)


@pytest.mark.parametrize(
    ("own", "spoken_of", "said"),
    [(2, 0, False), (3, 0, True), (4, 0, True), (3, 3, True), (3, 4, False), (3, 5, False)],
)
def test_three_of_ones_own_beside_two_that_nobody_speaks_of_are_too_many(
    own: int, spoken_of: int, said: bool, rulebook: Rulebook
) -> None:
    """Under three of one's own, or with fewer than two of the five left alone, nothing is said."""
    diagnostics = found("scenario", crowd(own, spoken_of), Code.TOO_MANY, rulebook)
    assert bool(diagnostics) is said
    if said:
        assert f"{own + 5} stakeholders" in diagnostics[0].message
        assert "customers: {name: Own 0}" in str(diagnostics[0].hint) or spoken_of
        assert "investors: null" in str(diagnostics[0].hint)


@pytest.mark.parametrize(("due", "said"), [(2, True), (3, False), (4, False)])
def test_a_promise_is_late_where_it_is_kept_after_its_date(due: int, said: bool, rulebook: Rulebook) -> None:
    """What lands in the very round in which the promise is due still counts."""
    text = (
        "id: promise\nlabel: new\ntitle: Promise it\nclaims: {employees: 8}\n"
        f"claims_due: {due}\nlater: [{{after: 3, effects: {{employees: 9}}, because: It is warm.}}]\noutcome: Yes.\n"
    )
    assert bool(found("response", text, Code.LATE_CLAIM, rulebook)) is said


@pytest.mark.parametrize(("claimed", "late", "empty"), [(5.0, False, False), (5.1, True, False), (9.1, False, True)])
def test_a_promise_that_is_never_kept_is_empty_and_not_late(
    claimed: float, late: bool, empty: bool, rulebook: Rulebook
) -> None:
    """Five come by its date and nine in all: more than five is late, more than nine is empty, and never both."""
    text = (
        f"id: promise\nlabel: new\ntitle: Promise it\nclaims: {{employees: {claimed}}}\nclaims_due: 1\n"
        "effects: {employees: 5}\nbecause: It is warm.\n"
        "later: [{after: 2, effects: {employees: 4}, because: It is warmer.}]\noutcome: Yes.\n"
    )
    assert bool(found("response", text, Code.LATE_CLAIM, rulebook)) is late
    assert bool(found("response", text, Code.EMPTY_CLAIM, rulebook)) is empty


@pytest.mark.parametrize("label", ["old", "new"])
def test_a_late_promise_that_is_labelled_old_is_a_lesson(label: str, rulebook: Rulebook) -> None:
    """Of a temptation that its author calls old nothing is said."""
    text = (
        f"id: promise\nlabel: {label}\ntitle: Promise it\nclaims: {{employees: 8}}\nclaims_due: 1\n"
        "later: [{after: 2, effects: {employees: 9}, because: It is warm.}]\noutcome: Yes.\n"
    )
    assert bool(found("response", text, Code.LATE_CLAIM, rulebook)) is (label == "new")


@pytest.mark.parametrize(
    ("company", "watches", "unmoved", "stuck"),
    [
        ("{start: {asks: 0}}", "vision", False, True),
        ("{start: {asks: 1}}", "vision", True, False),
        ("{start: {asks: 1}}", "learning", False, False),
        ("{start: {asks: 0}}", "learning", False, True),
        ("{start: {asks: 0}}", "cash", False, False),
        ("{start: {asks: 0}}", "customers", False, False),
        ("{start: {asks: 0}}", "credibility", False, True),
    ],
)
def test_a_leader_is_moved_by_what_moves(
    company: str, watches: str, unmoved: bool, stuck: bool, rulebook: Rulebook
) -> None:
    """Cash and customers move by themselves, learning by asking; who watches nothing that moves is told once."""
    text = f"company: {company}\nleaders: {{lena: {{name: Lena, watches: {watches}}}}}\n"
    assert bool(found("top", text, Code.LEADER_UNMOVED, rulebook)) is unmoved
    assert bool(found("top", text, Code.LEADER_STUCK, rulebook)) is stuck


@pytest.mark.parametrize(("weight", "said"), [(0, True), (0.1, False), (1, False)])
def test_any_weight_at_all_counts(weight: float, said: bool, rulebook: Rulebook) -> None:
    """Only a weight of nothing, in every set that the story has, is told; one shock that changes it is enough."""
    text = f"people: {{customers: 5, employees: 5, communities: 5, investors: 5, partners: {weight}}}\n"
    assert [d.message for d in found("top", text, Code.COUNTS_NOTHING, rulebook)] == (
        ["`partners` counts nothing in what the people value"] if said else []
    )
