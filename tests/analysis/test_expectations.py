"""Promises of an author, held against every playthrough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis import small
from hypothesis import given
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game
from chasm_game.scenario.diagnostics import FaultyFile, Severity

import made
from budgets import tried
from oracle_walk import playthroughs

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Diagnostic

LIBRARY = shipped_library()
HEAD = "company: {start: {cash: 8}, income: -1, upside: 0}\nstakeholders: {investors: {trust: 15}}\n"
GAME = HEAD + small.rounds(
    2,
    """\
      - {id: spend, title: Spend, label: new, effects: {customers: 9, employees: 9, cash: -4}, outcome: o}
      - {id: save, title: Save, label: old, effects: {cash: 2}, outcome: o}""",
)


def broken(expect: str, *, budget: int = 1_000, game: str = GAME) -> list[Diagnostic]:
    """The promises that do not hold."""
    text = game + "expect:\n" + "".join(f"  - {line}\n" for line in expect.splitlines())
    made = balance_diagnostics(small.scenario(text), "small.yaml", budget=budget)
    return [d for d in made if d.code.id == "C048"]


def witness(diagnostic: Diagnostic, seed: int = 1) -> Game:
    """The whole game that breaks a promise."""
    assert diagnostic.witness is not None
    game = Game(small.scenario(GAME), seed)
    for word in diagnostic.witness:
        game.push(parse(word))
    assert game.outcome is not None
    return game


KEPT = """\
{always: cash > -30}
{always: "ending == 'fallen' or cash >= 0"}
{always: "ending != 'ended'"}
{reachable: ending == 'fallen'}
{reachable: "chose('r0', 'save') and chose('r1', 'spend')"}
{share: ending == 'fallen', at_most: 0.25, at_least: 0.25}
{share: cash > 900, at_most: 0}
{policy: always-new, below: best, by: 20}
{policy: always-old, above: random}
{policy: best, above: random, by: 1}"""


def test_promises_that_hold_are_not_spoken_of() -> None:
    """All four kinds of promise, kept."""
    assert not broken(KEPT)


@pytest.mark.parametrize(
    ("promise", "told", "shows"),
    [
        ("{always: cash > 2}", "this does not always hold: `cash > 2`",
         lambda g: min(s.gauges["cash"] for s in g.snapshots) <= 2),
        ("{always: ending != 'fallen'}", "does not always hold", lambda g: g.outcome.ending == "fallen"),
        ("{reachable: cash > 900}", "no playthrough reaches this", lambda g: True),
        ("{share: ending == 'fallen', at_most: 0.2}", "25.0% of the playthroughs, not in at most 20.0%",
         lambda g: g.outcome.ending == "fallen"),
        ("{share: ending == 'fallen', at_least: 0.3}", "25.0% of the playthroughs, not in at least 30.0%",
         lambda g: g.outcome.ending != "fallen"),
        ("{policy: always-old, below: always-new}", "`always-old` scores", lambda g: str(g.decisions[0]) == "save"),
        ("{policy: random, above: best}", "`random` scores", lambda g: g.outcome.score > 300),
    ],
)  # fmt: skip
def test_a_broken_promise_is_an_error_with_a_game_that_breaks_it(promise: str, told: str, shows: Any) -> None:
    """Each kind of promise, broken: an error at its place, with a witness that shows it when it is replayed."""
    (diagnostic,) = broken(promise)
    assert diagnostic.severity is Severity.ERROR
    assert told in diagnostic.message
    assert promise[1:10] in str(diagnostic.excerpt)
    assert shows(witness(diagnostic))


def test_always_looks_at_the_end_of_every_round() -> None:
    """What is broken half way and mended at the end is broken."""
    (diagnostic,) = broken("{always: \"not (round == 1 and chose('r0', 'spend'))\"}")
    assert "does not always hold" in diagnostic.message


@tried(12, 24)
@given(made.worlds(3))
def test_shares_are_those_of_brute_force(world: Any) -> None:
    """The share of each ending is what the oracle counts, and the promise of exactly that share holds."""
    rulebook, scenario, _ = world
    for r in scenario["rounds"]:
        r.pop("chance", None)
        for now in r["shock"].get("now", ()):
            now.pop("chance", None)
        for a in r["responses"]:
            for entry in (*a["later"], *a.get("now", ())):
                entry.pop("chance", None)
    for move in rulebook["moves"].values():
        for later in move["later"]:
            later.pop("chance", None)
    plays = list(playthroughs(scenario, rulebook, 1))
    shares = {e: sum(p.ending == e for p in plays) / len(plays) for e in {p.ending for p in plays}}
    scenario["expect"] = [{"share": f"ending == '{e}'", "at_most": s, "at_least": s} for e, s in shares.items()]
    scenario["expect"] += [{"reachable": f"ending == '{e}'"} for e in shares]
    whole = made.loaded(scenario, rulebook)
    assert not [d for d in balance_diagnostics(whole, "x") if d.code.id == "C048"]
    scenario["expect"] = [{"always": f"ending != '{e}'"} for e in shares]
    whole = made.loaded(scenario, rulebook)
    assert len([d for d in balance_diagnostics(whole, "x") if d.code.id == "C048"]) == len(shares)


def test_too_many_playthroughs_are_sampled_and_it_is_said() -> None:
    """What a sample breaks is an error; what it cannot prove is a warning that says so."""
    found = broken("{always: cash > 2}\n{always: cash > -99}\n{reachable: cash > 900}", budget=2)
    errors = [d for d in found if d.severity is Severity.ERROR]
    assert [d.message for d in errors] == ["this does not always hold: `cash > 2`"]
    warnings = [d.message for d in found if d.severity is Severity.WARNING]
    assert any("random playthroughs" in m for m in warnings)
    assert any("no playthrough" in m for m in warnings)


PLAY = "plays:\n  - {{name: a test, choices: [{choices}]{more}}}\n"


@pytest.mark.parametrize(
    ("choices", "more", "told"),
    [
        ("save, save", ", score: 0", "the score is"),
        ("save, save", ", ending: fallen", "recorded was `fallen`"),
        ("save", "", "not over after 1 decisions"),
        ("save, save, save", "", "decision 3 cannot be taken: the game is over"),
        ("ask, ask, save, save", "", "already asked"),
    ],
)
def test_a_play_that_goes_another_way_is_an_error(choices: str, more: str, told: str) -> None:
    """A recorded play is replayed: another score, ending, or a decision that cannot be taken is told with its place."""
    text = GAME + PLAY.format(choices=choices, more=more)
    found = [d for d in balance_diagnostics(small.scenario(text), "small.yaml") if d.code.id == "C049"]
    assert len(found) == 1
    assert told in found[0].message
    assert found[0].severity is Severity.ERROR
    assert found[0].excerpt == text.splitlines()[-1]


def test_a_play_that_comes_out_as_recorded_is_not_spoken_of() -> None:
    """The same decisions, asking included, give the same score and ending."""
    game = Game(small.scenario(GAME), 5)
    for word in ("ask", "save", "save"):
        game.push(parse(word))
    assert game.outcome is not None
    more = f", seed: 5, score: {game.outcome.score}, ending: {game.outcome.ending}"
    text = GAME + PLAY.format(choices="ask, save, save", more=more)
    assert not [d for d in balance_diagnostics(small.scenario(text), "x") if d.code.id == "C049"]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("{always: cash > }", "C020", ""),
        ("{always: chash > 3}", "C012", "chash"),
        ("{reachable: ending == 'heaven'}", "C012", "no ending `heaven`"),
        ("{share: cash > 3}", "C014", "at_most"),
        ("{share: cash > 3, at_most: 40}", "C016", "at_most"),
        ("{policy: always-new}", "C014", "below"),
        ("{policy: allways-new, below: best}", "C019", "one of"),
        ("{always: cash > 3, by: 2}", "C013", "`by` means nothing beside `always`"),
        ("{allways: cash > 3}", "C013", "allways"),
        ("{}", "C014", "one thing"),
        ("{always: cash > 3, reachable: cash > 4}", "C014", "one thing"),
    ],
)
def test_a_promise_that_cannot_be_understood_is_told(line: str, code: str, told: str) -> None:
    """Faults of a promise are found when the file is read, each with its code."""
    with pytest.raises(FaultyFile) as caught:
        small.scenario(GAME + f"expect:\n  - {line}\n")
    assert code in {d.code.id for d in caught.value.diagnostics}
    assert any(told in d.message for d in caught.value.diagnostics)


@pytest.mark.parametrize("line", ["{choices: [fly, save]}", "{choices: []}", "{choices: [save, save], ending: heaven}"])
def test_a_play_that_cannot_be_understood_is_told(line: str) -> None:
    """A play names decisions and an ending that exist."""
    with pytest.raises(FaultyFile):
        small.scenario(GAME + f"plays:\n  - {line}\n")


def test_an_ending_is_known_in_promises_and_after_the_game_only() -> None:
    """`ending` in the condition of a response or an ending is a fault that says where it may stand."""
    with pytest.raises(FaultyFile) as caught:
        small.scenario(GAME.replace("label: old", "if: ending == 'fallen', needs: n"))
    assert any("known only at the end" in d.message for d in caught.value.diagnostics)


@pytest.mark.parametrize(("promise", "holds"), [("round != 1", False), ("round != 2", False), ("round != 3", True)])
def test_a_sample_judges_what_must_always_hold_at_the_end_of_every_round(promise: str, *, holds: bool) -> None:
    """Random playthroughs find what is broken on the way only, in the first round as in the last."""
    found = [d.message for d in broken(f"{{always: {promise}}}", budget=1)]
    assert any("random playthroughs" in message for message in found)
    assert any("does not always hold" in message for message in found) is not holds


@pytest.mark.parametrize(
    ("budget", "which"),
    [(3, ""), (4, "every playthrough without asking"), (15, "every playthrough with one ask at most"), (16, None)],
)
def test_a_promise_bound_to_a_seed_is_held_against_as_much_as_the_budget_allows(budget: int, which: str | None) -> None:
    """Sixteen ways with asking and four without: what was not walked was drawn, and the message says which is which."""
    said = [d.message for d in broken("{always: cash > 900, seed: 1}", budget=budget)]
    drawn = [text for text in said if text.startswith("these promises were held against")]
    assert len(drawn) == (which is not None)
    assert len(said) == len(drawn) + 1
    if which is not None:
        assert (which in drawn[0]) if which else ("every playthrough" not in drawn[0])
