"""What model 2 added to scenarios: axes, leaders, what happens now, due dates; and what a text of model 1 keeps."""

from __future__ import annotations

import pytest

from chasm_game.gauges import Group
from chasm_game.scenario.build import normalised
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.editor_schema import editor_schema
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.rulebook import Reason, Rulebook
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source

BAKERY = """\
chasm: {chasm}
id: bakery
title: The Bakery
{top}
rounds:
  - id: {round}
    title: Eighty grams
    {round_keys}
    shock: {{text: Your loaf is too light., {shock}}}
    responses:
      - {{id: open, title: Say so, {response}}}
"""


def text(*, chasm: int = 2, top: str = "", round_id: str = "loaf", round_keys: str = "", **parts: str) -> str:
    """A scenario of one round with something in its places: `shock`, `response`."""
    return BAKERY.format(
        chasm=chasm,
        top=top,
        round=round_id,
        round_keys=round_keys,
        shock=parts.get("shock", "effects: {}"),
        response=parts.get("response", "does: [own-it]"),
    )


def made(rulebook: Rulebook, written: str) -> Scenario:
    """The scenario in a text that nothing is to be said against."""
    scenario, diagnostics = load_scenario(Source("bakery.yaml", written), rulebook)
    assert diagnostics == []
    return scenario


def faults(rulebook: Rulebook, written: str) -> list[str]:
    """The codes of what stands in the way of loading a text; none where it loads."""
    try:
        load_scenario(Source("bakery.yaml", written), rulebook)
    except FaultyFile as fault:
        return [d.code.id for d in fault.diagnostics]
    return []


# ---------------------------------------------------------------------- what is not said


def test_the_defaults_of_axes_are_the_rulebooks(rulebook: Rulebook) -> None:
    """Where a scenario says nothing, company and people stand where the rulebook puts an average company's."""
    scenario = made(rulebook, text())
    assert list(scenario.company.ways) == [way.company for way in rulebook.ways.values()]
    assert list(scenario.people_ways) == [way.people for way in rulebook.ways.values()]


def test_what_a_scenario_says_of_axes_stands_in_the_rulebooks_order(rulebook: Rulebook) -> None:
    """Axes that are named are set, in whatever order; the others keep what the rulebook says."""
    own = "people_ways: {sharing: 1, voice: -1}\ncompany: {ways: {horizon: 0.25, openness: 0}}"
    scenario = made(rulebook, text(top=own))
    assert list(scenario.company.ways) == [-0.5, 0, 0.25, -0.5]
    assert list(scenario.people_ways) == [-1, 0.6, 0.4, 1]


def test_the_defaults_of_leaders(rulebook: Rulebook) -> None:
    """A leader says what it watches; a name is made of the id, the share is 1 and the assent 50."""
    own = (
        "leaders:\n  old_ines: {watches: cash}\n"
        "  jo: {name: Jo, role: runs the ovens, watches: employees, share: 0.5, assent: 0}"
    )
    scenario = made(rulebook, text(top=own))
    ines, jo = scenario.leaders
    assert (ines.id, ines.name, ines.role, ines.watches, ines.share, ines.assent) == (
        "old_ines", "Old ines", "", "cash", 1, 50
    )  # fmt: skip
    assert (jo.id, jo.name, jo.role, jo.watches, jo.share, jo.assent) == (
        "jo", "Jo", "runs the ovens", "employees", 0.5, 0
    )  # fmt: skip
    assert [g.id for g in scenario.gauges if g.group is Group.LEADERS] == ["old_ines", "jo"]
    assert made(rulebook, text()).leaders == ()


def test_what_a_shock_and_a_response_leave_out(rulebook: Rulebook) -> None:
    """Nothing happens now, nobody changes, promises are due as the rule says, and what is averted is not told."""
    (round_,) = made(rulebook, text()).rounds
    (response,) = round_.responses
    assert (round_.averted, round_.shock.now, dict(round_.shock.people_ways)) == ("", (), {})
    assert (response.now, response.claims_due, dict(response.ways)) == ((), None, {})


def test_what_moves_and_manners_leave_out(rulebook: Rulebook) -> None:
    """A move says nothing of how; a manner nothing of leaders, and nothing is carried against them."""
    own = "moves: {vow: {title: Vow}}\nmanners: {softly: {}}"
    scenario = made(rulebook, text(top=own, response="does: [{move: vow, how: [softly]}]"))
    (use,) = scenario.rounds[0].responses[0].does
    assert dict(use.move.ways) == {}
    (manner,) = use.how
    assert (dict(manner.ways), manner.assent, manner.carried) == ({}, 0, 0)


def test_what_is_said_is_built(rulebook: Rulebook) -> None:
    """Every new key of a shock, a response, a move and a manner arrives as it was written."""
    own = (
        "leaders: {ines: {watches: learning}}\n"
        "moves: {vow: {title: Vow, ways: {voice: 0.5}, effects: {assent: 4, ines: 2}}}\n"
        "manners: {softly: {carried: 0.4, assent: -2, ways: {openness: -1}}}"
    )
    shock = (
        "now: [{if: learning < 40, chance: 0.5, effects: {customers: -8}, because: Nobody had tried it.}], "
        "people_ways: {voice: -0.2}"
    )
    response = (
        "does: [{move: vow, how: [softly], because: She said so.}], claims: {customers: 4}, claims_due: 3, "
        "now: [{effects: {ines: 5}, because: {gain: She was asked., loss: She was told.}}], ways: {sharing: 1}"
    )
    (round_,) = made(
        rulebook, text(top=own, shock=shock, response=response, round_keys="averted: It held.\n    chance: 0.5")
    ).rounds
    (now,) = round_.shock.now
    assert now.when is not None
    assert (now.when.source, now.chance, dict(now.effects)) == ("learning < 40", 0.5, {"customers": -8})
    assert (now.because, dict(round_.shock.people_ways)) == (Reason.both("Nobody had tried it."), {"voice": -0.2})
    (answer,) = round_.responses
    assert (answer.claims_due, dict(answer.ways), round_.averted) == (3, {"sharing": 1}, "It held.")
    assert (answer.now[0].when, answer.now[0].chance, dict(answer.now[0].effects)) == (None, 1, {"ines": 5})
    assert answer.now[0].because == Reason("She was asked.", "She was told.")
    (use,) = answer.does
    assert (dict(use.move.effects), dict(use.move.ways)) == ({"assent": 4, "ines": 2}, {"voice": 0.5})
    assert (use.how[0].carried, use.how[0].assent, dict(use.how[0].ways)) == (0.4, -2, {"openness": -1})


def test_weights_are_divided_by_a_plain_sum() -> None:
    """Weights are added one at a time, as the model adds: a corrected sum would give other last digits."""
    names = [f"s{n}" for n in range(10)]
    total = 0.0
    for _ in names:
        total += 0.1
    assert total != 1
    assert normalised(dict.fromkeys(names, 0.1), names) == (0.1 / total,) * 10


# ---------------------------------------------------------------------- ends of ranges


@pytest.mark.parametrize(
    ("top", "under", "at", "over"),
    [
        ("leaders: {{ines: {{watches: cash, share: {}}}}}", "0", "0.0001", "1000001"),
        ("leaders: {{ines: {{watches: cash, assent: {}}}}}", "-0.1", "0", "100.1"),
        ("leaders: {{ines: {{watches: cash, assent: {}}}}}", "-1", "100", "101"),
        ("people_ways: {{voice: {}}}", "-1.001", "-1", "1.001"),
        ("company: {{ways: {{sharing: {}}}}}", "-2", "1", "2"),
        ("manners: {{softly: {{carried: {}}}}}", "-0.01", "1", "1.01"),
        ("manners: {{softly: {{carried: {}}}}}", "-1", "0", "2"),
        ("manners: {{softly: {{assent: {}}}}}", "-1000.1", "-1000", "1000.1"),
        ("moves: {{vow: {{title: Vow, ways: {{voice: {}}}}}}}", "-1.01", "-1", "1.01"),
    ],
)
def test_numbers_end_where_the_model_says(top: str, under: str, at: str, over: str, rulebook: Rulebook) -> None:
    """The ends of each new number are allowed, and what lies beyond them is an error."""
    assert [faults(rulebook, text(top=top.format(n))) for n in (under, at, over)] == [["C016"], [], ["C016"]]


@pytest.mark.parametrize(
    ("due", "expected"), [("0", ["C016"]), ("1", []), ("4", []), ("5", ["C023"]), ("51", ["C016"])]
)
def test_a_promise_is_due_within_the_coast(due: str, expected: list[str], rulebook: Rulebook) -> None:
    """A promise is due one round later at least, and before the last silent round is over."""
    assert rulebook["coast"] == 4
    assert faults(rulebook, text(response=f"does: [own-it], claims: {{customers: 1}}, claims_due: {due}")) == expected


def test_there_are_six_leaders_at_most(rulebook: Rulebook) -> None:
    """Six leaders load, and a seventh does not."""
    leaders = [f"l{n}: {{watches: cash}}" for n in range(7)]
    assert faults(rulebook, text(top=f"leaders: {{{', '.join(leaders[:6])}}}")) == []
    assert faults(rulebook, text(top=f"leaders: {{{', '.join(leaders)}}}")) == ["C016"]


# ---------------------------------------------------------------------- whose name it is


WATCHED = ["customers", "investors", "learning", "strategy", "vision", "execution", "credibility", "cash"]


@pytest.mark.parametrize("watched", WATCHED)
def test_leaders_watch_stakeholders_gauges_and_cash(watched: str, rulebook: Rulebook) -> None:
    """Whatever has a trust or is a gauge can be watched."""
    assert faults(rulebook, text(top=f"leaders: {{ines: {{watches: {watched}}}}}")) == []


@pytest.mark.parametrize("watched", ["ines", "assent", "chasm", "value", "voice", "asks", "nobody"])
def test_leaders_watch_nothing_else(watched: str, rulebook: Rulebook) -> None:
    """Leaders, the chasm, axes and counts cannot be watched."""
    assert faults(rulebook, text(top=f"leaders: {{ines: {{watches: {watched}}}}}")) == ["C012"]


@pytest.mark.parametrize("name", ["what", "how", "rescues", "voice", "horizon", "assent"])
def test_a_name_that_model_2_took_is_still_model_1s(name: str, rulebook: Rulebook) -> None:
    """A stakeholder and a round may be called like that in a text of model 1, and mean that there; not in one of 2."""
    own = f"stakeholders: {{{name}: {{name: Somebody}}}}"
    shock = f"effects: {{{name}: -3}}"
    response = f"does: [staged-pilot, vow], effects: {{{name}: 2}}, because: So., if: {name} > 3, needs: them"
    moves = f"{own}\nmoves: {{vow: {{title: Vow, effects: {{{name}: 5}}}}}}"
    scenario = made(rulebook, text(chasm=1, top=moves, round_id=name, shock=shock, response=response))
    assert scenario.stakeholders[-1].id == scenario.rounds[0].id == name
    assert scenario.people_ways == tuple(way.people for way in rulebook.ways.values())
    pilot, vow = (use.move for use in scenario.rounds[0].responses[0].does)
    assert name not in pilot.effects, "what the rulebook calls so is not this stakeholder"
    assert vow.effects[name] == 5
    assert faults(rulebook, text(chasm=2, top=moves, shock=shock, response=response)) == ["C017"]
    assert faults(rulebook, text(chasm=2, round_id=name)) == ["C017"]


@pytest.mark.parametrize("name", ["customers", "cash", "learning", "value", "chasm", "asks", "round", "chose", "and"])
def test_model_1_had_nothing_against_the_name_of_a_round(name: str, rulebook: Rulebook) -> None:
    """A round of model 1 may be called like anything; one of model 2 like nothing that conditions know."""
    assert faults(rulebook, text(chasm=1, round_id=name)) == []
    assert faults(rulebook, text(chasm=2, round_id=name)) == ["C017"]


@pytest.mark.parametrize("name", ["nobody", "break", "loaf", "the-end"])
def test_other_names_of_rounds_are_free(name: str, rulebook: Rulebook) -> None:
    """The id of a round stands in quotes, so words that conditions do not have are free."""
    assert faults(rulebook, text(chasm=2, round_id=name)) == []


def test_leaders_and_a_stakeholder_called_assent_do_not_go_together(rulebook: Rulebook) -> None:
    """In a text of model 1 a stakeholder may be called `assent`, but not beside leaders: both would be meant."""
    own = "stakeholders: {assent: {}}"
    assert faults(rulebook, text(chasm=1, top=own)) == []
    assert faults(rulebook, text(chasm=1, top=f"{own}\nleaders: {{ines: {{watches: cash}}}}")) == ["C017"]


@pytest.mark.parametrize("chasm", [1, 2])
@pytest.mark.parametrize(
    "name", ["customers", "inspector", "learning", "cash", "voice", "what", "assent", "round", "loaf", "is", "ending"]
)
def test_a_leader_takes_nobodys_name(name: str, chasm: int, rulebook: Rulebook) -> None:
    """Leaders are new with model 2, so in every text their names are their own."""
    own = f"stakeholders: {{inspector: {{}}}}\nleaders: {{{name}: {{watches: cash}}}}"
    assert faults(rulebook, text(chasm=chasm, top=own)) == ["C017"]


def test_moves_may_move_leaders_anywhere(rulebook: Rulebook) -> None:
    """`assent` in a move or a manner of any text is passed over where there are no leaders; a leader's id is not."""
    moves = "moves: {{vow: {{title: Vow, effects: {{{}: 3}}, later: [{{after: 1, effects: {{{}: 3}}}}]}}}}"
    use = "does: [vow, {move: own-it, how: [by-decree]}]"
    assert faults(rulebook, text(top=moves.format("assent", "assent"), response=use)) == []
    assert faults(rulebook, text(top=moves.format("ines", "ines"), response=use)) == ["C012", "C012"]
    own = "leaders: {ines: {watches: cash}}\n"
    assert faults(rulebook, text(top=own + moves.format("ines", "assent"), response=use)) == []


def test_conditions_know_what_model_2_knows(rulebook: Rulebook) -> None:
    """Both halves of the chasm, axes, leaders, assent and rescues can be asked for."""
    known = "what > 3 and how > 3 and voice > -1 and sharing < 1 and rescues == 0"
    assert faults(rulebook, text(response=f"does: [own-it], if: {known}, needs: all of it")) == []
    led = "assent > 3 and ines > 3"
    assert faults(rulebook, text(response=f"does: [own-it], if: {led}, needs: all of it")) == ["C012", "C012"]
    leaders = "leaders: {ines: {watches: cash}}"
    assert faults(rulebook, text(top=leaders, response=f"does: [own-it], if: {led}, needs: all of it")) == []


def test_plays_may_ask_with_a_leader(rulebook: Rulebook) -> None:
    """`ask:ines` is a decision where there is an Ines, and nowhere else; no answer can be called like that."""
    plays = "plays: [{choices: ['ask:ines', open]}]"
    assert faults(rulebook, text(top=plays)) == ["C012"]
    assert faults(rulebook, text(top=f"leaders: {{ines: {{watches: cash}}}}\n{plays}")) == []
    assert "C017" in faults(rulebook, text().replace("id: open", "id: 'ask:ines'"))


# ---------------------------------------------------------------------- reasons


OWN_EFFECTS = "effects: {customers: 2}, now: [{effects: {employees: 1}}]"


def test_reasons_are_asked_for_by_model_2_and_advised_to_model_1(rulebook: Rulebook) -> None:
    """Effects without a reason stop a text of model 2; of model 1 they are told, and a title stands in their place."""
    shock = "now: [{effects: {employees: -1}}]"
    assert faults(rulebook, text(shock=shock, response=OWN_EFFECTS)) == ["C014", "C014", "C014"]
    old = text(chasm=1, shock=shock, response=OWN_EFFECTS)
    (round_,) = made(rulebook, old).rounds
    assert round_.shock.now[0].because == Reason.both("Eighty grams")
    assert round_.responses[0].because == round_.responses[0].now[0].because == Reason.both("Say so")
    told = [d for d in check_source(Source("x", old), rulebook).diagnostics if d.code.id == "C057"]
    assert [d.severity.value for d in told] == ["warning"] * 3
    assert all(d.hint and "because" in d.hint for d in told)


def test_a_reason_is_not_asked_for_nothing(rulebook: Rulebook) -> None:
    """A response without effects of its own needs no reason, whatever its moves do and it promises."""
    assert faults(rulebook, text(response="does: [own-it], claims: {customers: 3}, effects: {}")) == []


# ---------------------------------------------------------------------- the editor


def test_an_editor_offers_axes_leaders_and_what_they_watch(rulebook: Rulebook) -> None:
    """Completion knows each axis wherever one can stand, and what a leader can watch."""
    schema = editor_schema(rulebook)
    parts = {"": schema, **schema["$defs"]}
    places = [
        ("", "people_ways"), ("CompanyModel", "ways"), ("ShockModel", "people_ways"), ("ResponseModel", "ways"),
        ("MoveModel", "ways"), ("MannerModel", "ways"),
    ]  # fmt: skip
    for part, key in places:
        offered = parts[part]["properties"][key]["properties"]
        assert list(offered) == list(rulebook.ways)
        assert rulebook.ways["voice"].low in offered["voice"]["description"]
    watches = parts["LeaderModel"]["properties"]["watches"]["anyOf"]
    assert {option["const"] for option in watches if "const" in option} >= set(WATCHED)
    assert "assent" in parts["NowModel"]["properties"]["effects"]["properties"]
