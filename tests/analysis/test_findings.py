"""What a balance finds fault with, and what it lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from analysis import small
from analysis.shipped import balanced
from hypothesis import given
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance
from chasm_game.analysis.findings import FINDINGS
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game

import made
from budgets import tried

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Diagnostic

LIBRARY = shipped_library()


def found(text: str, code: str) -> list[Diagnostic]:
    """The findings of a code about a small scenario."""
    return [d for d in balance(small.scenario(text)).findings if d.code.id == code]


def replayed(diagnostic: Diagnostic, text: str) -> Game:
    """The whole game that a finding shows, under the seed that its hint names."""
    assert diagnostic.witness is not None
    assert diagnostic.hint is not None
    seed = int(diagnostic.hint.rsplit("(seed ", 1)[1].rstrip(")"))
    game = Game(small.scenario(text), seed)
    for word in diagnostic.witness:
        game.push(parse(word))
    assert game.outcome is not None
    return game


DOMINATED = "company: {start: {cash: 60}}\n" + small.rounds(
    4,
    """\
      - {id: good, title: Good, label: old, effects: {customers: 8}, outcome: o}
      - {id: worse, title: Worse, label: new, effects: {customers: 4}, outcome: o}
      - {id: other, title: Other, label: old, effects: {investors: 2}, outcome: o}""",
)


def test_a_dominated_response_is_found_with_the_one_that_dominates_it() -> None:
    """A response that never reaches more than another one is named, at its place, with a game through it."""
    diagnostics = found(DOMINATED, "C040")
    worst = next(d for d in diagnostics if d.span.line == 31)
    assert "`worse` is never better than `good`" in worst.message
    assert worst.excerpt is not None
    assert "id: worse" in worst.excerpt
    assert replayed(worst, DOMINATED).turns[3].response == "worse"


def test_few_situations_prove_nothing() -> None:
    """A first round is one situation, in which one response must be best: nothing is said of it."""
    assert all(d.span.line > 20 for d in found(DOMINATED, "C040"))
    assert all(d.span.line > 20 for d in found(DOMINATED, "C041"))


def test_a_response_is_not_dominated_by_one_that_may_be_locked() -> None:
    """What is better but sometimes locked leaves the other one its use."""
    text = DOMINATED.replace("effects: {customers: 8}", "effects: {customers: 8}, if: \"not chose('r0', 'good')\"")
    assert not [d for d in found(text, "C040") if "than `good`" in d.message]


def test_a_response_that_always_wins_is_found() -> None:
    """A response that alone is best in more than nine of ten situations is hardly a decision."""
    text = small.rounds(5, small.TWO.replace("customers: 5", "customers: 20, employees: 20, cash: 3"))
    diagnostics = found(text, "C041")
    assert diagnostics
    assert all("`good` is the best response in all" in d.message for d in diagnostics)
    assert all("id: good" in str(d.excerpt) for d in diagnostics)


def test_decisions_without_a_difference_are_found() -> None:
    """Two responses that do the same are no decision; two that differ are one."""
    same = "      - {id: one, title: One, outcome: o}\n      - {id: two, title: Two, outcome: o}"
    assert len(found(small.rounds(3, same), "C047")) == 3
    assert not found(small.rounds(3, small.TWO.replace("customers: 5", "customers: 25")), "C047")


CONDITIONS = small.rounds(
    3,
    small.TWO,
    first="""\
  - id: r0
    title: First
    shock:
      text: It happens.
      also:
        - {if: cash > 900, text: Rich.}
        - {if: cash > -900, text: Here.}
        - {if: asked('r0'), text: Asked.}
        - {if: asks > 100, text: Asked.}
    responses:
      - id: good
        title: Good
        outcome: o
        also: [{if: customers > 1000, text: Never.}]
        later:
          - {after: 1, effects: {customers: 3}, if: cash > 800}
          - {after: 1, effects: {customers: 3}, if: "chose('r1', 'bad')"}
      - {id: bad, title: Bad, if: cash > 700, needs: n, outcome: o}""",
)


def test_conditions_that_never_or_always_hold_are_found_where_they_stand() -> None:
    """In texts, responses and later effects, also where they look at asking: every way to ask was played."""
    never = found(CONDITIONS, "C042")
    assert [d.excerpt.strip() for d in never if d.excerpt] == [
        "- {if: cash > 900, text: Rich.}",
        "- {if: asks > 100, text: Asked.}",
        "also: [{if: customers > 1000, text: Never.}]",
        "- {after: 1, effects: {customers: 3}, if: cash > 800}",
        "- {id: bad, title: Bad, if: cash > 700, needs: n, outcome: o}",
    ]
    always = found(CONDITIONS, "C043")
    assert [d.excerpt.strip() for d in always if d.excerpt] == ["- {if: cash > -900, text: Here.}"]
    assert all(replayed(d, CONDITIONS).outcome for d in (*never, *always))


def test_luck_is_not_taken_for_never() -> None:
    """What one seed's luck rules out is not called impossible, nor is a round that needs it."""
    chance = "  - {id: r0, title: Lucky, chance: 0.5, shock: {text: x}, responses: [{id: go, title: Go, outcome: o}]}"
    remembers = small.TWO.replace("outcome: o", "also: [{if: \"chose('r0', 'go')\", text: t}], outcome: o")
    text = small.rounds(2, remembers, first=chance)
    for seed in (1, 2, 3, 4):
        codes = {d.code.id for d in balance(small.scenario(text), seed).findings}
        assert not codes & {"C042", "C043"}


def test_what_only_asking_opens_is_not_called_never() -> None:
    """Before something is called impossible the people are asked: learning rises with every ask."""
    text = "company: {start: {asks: 3, learning: 30}}\n" + small.rounds(
        3, small.TWO.replace("outcome: o}", "if: learning > 31 or round < 3, needs: n, outcome: o}", 1)
    )
    assert not found(text, "C042")
    assert found(text.replace("asks: 3", "asks: 0").replace(" or round < 3", ""), "C042")


def test_an_ending_that_is_never_reached_is_found() -> None:
    """An own ending that no playthrough reaches is named; those that are reached, and the rulebook's, are not."""
    text = small.rounds(2, small.TWO) + (
        "endings:\n  - {id: heaven, title: Heaven, text: t, if: value > 99}\n  - {id: earth, title: Earth, text: t}\n"
    )
    (diagnostic,) = found(text, "C044")
    assert "`heaven`" in diagnostic.message
    assert replayed(diagnostic, text).outcome is not None


SHOWN = """\
company: {start: {asks: 1}}
rounds:
  - id: r0
    title: First
    chance: 0.5
    averted: It did not happen.
    shock: {text: It happens.}
    ask: [{who: customers, text: Yes.}, {who: employees, if: cash > 900, text: No.}]
    responses:
      - {id: good, title: Good, effects: {customers: 5}, outcome: o}
      - {id: bad, title: Bad, effects: {cash: 1}, outcome: o}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("chance: 0.5", "chance: 0", ["no playthrough plays `r0`"]),
        ("chance: 0.5", "chance: 1", ["`r0` always happens"]),
        ("asks: 1", "asks: 0", ["nobody can ask in `r0`"]),
    ],
)
def test_what_no_way_shows_is_found(old: str, new: str, told: list[str]) -> None:
    """A round that never happens, voices that nobody can hear, and an averted text of what always happens."""
    text = SHOWN.replace(old, new) + small.rounds(2, small.TWO, first="#").removeprefix("rounds:\n#\n")
    messages = [d.message for d in found(text, "C090")]
    assert len(messages) == len(told)
    assert all(message.startswith(words) for message, words in zip(messages, told, strict=True))


def test_a_voice_that_is_never_heard_is_found() -> None:
    """What the people say when they are asked is judged wherever somebody can ask."""
    (diagnostic,) = found(SHOWN, "C042")
    assert diagnostic.excerpt is not None
    assert "cash > 900" in diagnostic.excerpt
    assert replayed(diagnostic, SHOWN).turns[0].asked


def test_a_sermon_is_found() -> None:
    """Where the new response, always, is the best line, the scenario preaches; where an old one helps, it does not."""
    sermon = small.rounds(3, small.TWO.replace("customers: 5", "customers: 20, employees: 20, cash: 3"))
    (diagnostic,) = found(sermon, "C045")
    assert diagnostic.witness == ("good", "good", "good")
    assert not found(sermon.replace("label: new", "label: none").replace("label: none, ", ""), "C045")
    assert not found(small.rounds(3, small.TWO.replace("customers: 5", "customers: -5")), "C045")


def test_a_trap_is_found_by_its_level() -> None:
    """Random play that falls too often for the level is found, with a game that falls."""
    trap = "company: {start: {cash: 3}, income: -2, upside: 0}\n" + small.rounds(
        3, small.TWO.replace("cash: 1", "cash: 3").replace("customers: 5", "cash: -9")
    )
    (diagnostic,) = found(trap, "C046")
    assert replayed(diagnostic, trap).outcome.ending == "fallen"  # type: ignore[union-attr]
    assert "level introductory" in diagnostic.message
    assert not found("company: {start: {cash: 90}}\n" + small.rounds(3, small.TWO), "C046")


@tried(10, 30)
@given(made.worlds(4))
def test_every_finding_carries_a_game_that_can_be_replayed(world: Any) -> None:
    """On any scenario every finding's witness is a whole game, and it stands at a place in the file."""
    rulebook, scenario, seed = world
    whole = made.loaded(scenario, rulebook)
    lines = whole.text.count("\n") + 1
    for diagnostic in balance(whole, seed, budget=3_000, samples=200).findings:
        assert diagnostic.witness is not None
        assert diagnostic.hint is not None
        game = Game(whole, int(diagnostic.hint.rsplit("(seed ", 1)[1].rstrip(")")))
        for word in diagnostic.witness:
            game.push(parse(word))
        assert game.outcome is not None
        assert 1 <= diagnostic.span.line <= lines


def test_every_finding_has_a_page() -> None:
    """Every finding is a function whose docstring says what it finds."""
    assert all(f.__doc__ and f.__doc__.endswith(".") for f in FINDINGS)


@pytest.mark.xdist_group("shipped")
@pytest.mark.parametrize("name", ["broken-guitar", pytest.param("the-squeeze", marks=pytest.mark.long)])
def test_shipped_stories_preach_nothing_and_punish_nobody(name: str) -> None:
    """The two stories are won by thinking, and random play survives as often as their level promises."""
    codes = {d.code.id for d in balanced(name).findings}
    assert not codes & {"C045", "C046", "C040", "C041", "C047"}
