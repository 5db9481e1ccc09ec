"""The oracle: it reproduces the worked games, keeps every range, and is right on both sides of each edge."""

from __future__ import annotations

import copy
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import oracle
import oracle_state as company
import oracle_telling as telling
from budgets import tried
from oracle_judging import judge, luck

if TYPE_CHECKING:
    from oracle import Played
    from oracle_state import Doc, Game

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.yaml"))
CLOSE = 1e-9
JUST = 1e-6  # what is just under or over an edge

# --- Worked games -----------------------------------------------------------------------------------------------------


def close(expected: object, actual: Any, where: str) -> None:
    """Every number of what is expected is there, to within 1e-9, and everything else is the same."""
    if isinstance(expected, dict):
        assert expected.keys() == actual.keys(), where
        for name, x in expected.items():
            close(x, actual[name], f"{where}, {name}")
    elif isinstance(expected, float):
        assert actual == pytest.approx(expected, rel=0, abs=CLOSE), where
    else:
        assert actual == expected, where


@pytest.mark.parametrize("path", VECTORS, ids=lambda p: p.stem)
def test_worked_game(path: Path) -> None:
    """Every state, score and say-do of a worked game comes out to within 1e-9."""
    game = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    played = oracle.play(game["scenario"], game["rulebook"], game["seed"], game["choices"])
    assert [x["round"] for x in played.states] == [x["round"] for x in game["states"]]
    for expected, actual in zip(game["states"], played.states, strict=True):
        for name, x in expected.items():
            close(x, actual[name], f"{expected['round']}, {name}")
    assert (played.score, played.choices) == (game["score"], game["choices"])
    close(game["score_exact"], played.score_exact, "score_exact")
    close(game["say_do"], played.say_do, "say_do")


def test_worked_games_are_there() -> None:
    """All eleven worked games are played."""
    assert len(VECTORS) == 11


# --- Worlds -----------------------------------------------------------------------------------------------------------

AXES = {
    "voice": {"company": -0.5, "people": 0.4},
    "openness": {"company": -0.4, "people": 0.6},
    "horizon": {"company": -0.6, "people": 0.4},
    "sharing": {"company": -0.5, "people": 0.3},
}
EVEN = {"customers": 20, "employees": 20, "partners": 20, "communities": 20, "investors": 20}


def rulebook(**more: Any) -> Doc:
    """A rulebook without moves, whose people weigh everybody alike; `rules` are numbers."""
    rules = {name: {"value": x} for name, x in more.pop("rules", {}).items()}
    return {"chasm-rules": 2, "rules": rules, "people": {"balanced": {"of": EVEN}}, "ways": AXES, **more}


def answer(response_id: str = "x", **more: Any) -> Doc:
    """A response."""
    return {"id": response_id, "label": "old", **more}


def rounds(*responses: Doc) -> list[Doc]:
    """One round for each response, without a shock."""
    return [{"id": f"r{i}", "responses": [x]} for i, x in enumerate(responses)]


def world(*responses: Doc, **more: Any) -> Doc:
    """A scenario of one round for each response."""
    return {"chasm": 2, "id": "world", "rounds": rounds(*responses), **more}


def begun(scenario: Doc | None = None, book: Doc | None = None, **state: Any) -> Game:
    """A game before its first round, with parts of its state put where a test wants them."""
    g = company.begin(scenario or world(answer()), book or rulebook(), 1)
    for name, x in state.items():
        if isinstance(x, dict):
            getattr(g, name).update(x)
        else:
            setattr(g, name, x)
    return g


def played(scenario: Doc, book: Doc | None = None, decisions: list[str] | None = None, seed: int = 1) -> Played:
    """A game in which response x is chosen in each round, if nothing else is said."""
    choices = ["x"] * len(scenario["rounds"]) if decisions is None else decisions
    return oracle.play(scenario, book or rulebook(), seed, choices)


def at(game: Played, round_id: str, stage: str) -> Doc:
    """The state after a step."""
    return next(x for x in game.steps if (x["round"], x["stage"]) == (round_id, stage))


# --- What holds in every game -----------------------------------------------------------------------------------------

STAKEHOLDERS = ["customers", "employees", "communities", "investors", "neighbours"]
GAUGES = ["learning", "execution", "strategy", "vision", "credibility", "assent", "ines"]
CONDITIONS = [
    "customers < 50", "round >= 2", "chasm > 40 or cash / (asks - 3) > 0", "chose('r0', 'a')", "not asked('r0')",
    "assent >= 50 and ines < 60", "openness < -0.2", "what > how", "rescues == 1", "value < 45",
]  # fmt: skip
points = st.integers(-300, 300).map(lambda x: x / 10)
effects = st.dictionaries(st.sampled_from([*STAKEHOLDERS, *GAUGES, "cash"]), points, max_size=5)
moves_effects = st.dictionaries(st.sampled_from([*EVEN, *GAUGES[:6], "cash"]), points, max_size=5)
tags = st.dictionaries(st.sampled_from(list(AXES)), st.integers(-10, 10).map(lambda x: x / 10), max_size=3)
promises = st.dictionaries(st.sampled_from(list(EVEN)), st.integers(0, 250).map(lambda x: x / 10), max_size=2)
label = st.sampled_from(["old", "new"])


def perhaps(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Doc]:
    """A mapping in which each part may be missing."""
    return st.fixed_dictionaries({}, optional=parts)


def entry(what: st.SearchStrategy[Any], **more: st.SearchStrategy[Any]) -> st.SearchStrategy[Doc]:
    """A `later` or `now`."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "if": st.sampled_from(CONDITIONS),
        "chance": st.integers(0, 4).map(lambda x: x / 4),
    }
    return st.fixed_dictionaries({"effects": what, **more}, optional=optional)


def later(what: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Doc]]:
    """What comes back within two rounds, so that two delays of one still land."""
    return st.lists(entry(what, after=st.integers(1, 2)), max_size=2)


moves = st.fixed_dictionaries(
    {"label": label},
    optional={"effects": moves_effects, "later": later(moves_effects), "claims": promises, "ways": tags},
)
manners = perhaps(
    gains=st.sampled_from([0.5, 1.0, 1.2]), losses=st.sampled_from([0.5, 1.3]), cash=points, delay=st.integers(0, 1),
    carried=st.sampled_from([0.3, 0.8]), assent=points, ways=tags,
)  # fmt: skip
uses = st.fixed_dictionaries(
    {"move": st.sampled_from(["m", "n"])},
    optional={
        "strength": st.sampled_from([0.5, 1.5, 2]),
        "how": st.lists(st.sampled_from(["p", "q"]), max_size=2),
    },
)


def responses(response_id: str) -> st.SearchStrategy[Doc]:
    """A response that may do anything."""
    own: dict[str, st.SearchStrategy[Any]] = {"does": st.lists(uses, max_size=2), "effects": effects, "ways": tags}
    own |= {"later": later(effects), "now": st.lists(entry(effects), max_size=2), "if": st.sampled_from(CONDITIONS)}
    promised = st.dictionaries(st.sampled_from(STAKEHOLDERS), st.integers(0, 30), max_size=2)
    own |= {"claims": promised, "claims_due": st.integers(1, 4)}
    return st.fixed_dictionaries({"id": st.just(response_id), "label": label}, optional=own)


def round_of(i: int) -> st.SearchStrategy[Doc]:
    """Round i, which may not happen."""
    shocks = perhaps(
        effects=effects, now=st.lists(entry(effects), max_size=2), people=st.just({"customers": 2, "neighbours": 1}),
        people_ways=tags,
    )  # fmt: skip
    parts = {"id": st.just(f"r{i}"), "shock": shocks, "responses": st.tuples(responses("a"), responses("b"))}
    return st.fixed_dictionaries(parts, optional={"if": st.sampled_from(CONDITIONS), "chance": st.just(0.7)})


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Doc, Doc, int, list[int]]:
    """A scenario with leaders, axes, own and removed stakeholders, its rulebook, a seed, and numbers to decide by."""
    book = rulebook(
        moves={"m": draw(moves), "n": draw(moves)}, manners={"p": draw(manners), "q": draw(manners)},
        endings=[{"id": "fallen"}, {"id": "far", "if": "chasm > 40"}],
    )  # fmt: skip
    start = {"cash": draw(st.integers(-5, 40)), "learning": draw(st.integers(0, 100))}
    leaders = {
        "ines": {"watches": draw(st.sampled_from(["cash", "learning", "neighbours"])), "share": 2, "assent": 45},
        "otto": {"watches": "employees"},
    }
    scenario = {
        "chasm": 2, "id": "world", "leaders": leaders, "company": {"start": start, "ways": draw(tags)},
        "stakeholders": {"partners": None, "neighbours": {"trust": draw(st.integers(0, 100))}},
        "people_ways": draw(tags), "rounds": [draw(round_of(i)) for i in range(draw(st.integers(1, 4)))],
    }  # fmt: skip
    return scenario, book, draw(st.integers(0, 2**53 - 1)), draw(st.lists(st.integers(0, 5), max_size=12))


def game_of(made: tuple[Doc, Doc, int, list[int]]) -> Played:
    """The game that the numbers decide: an answer, or now and then the people are asked, alone or with a leader."""
    scenario, book, seed, numbers = made
    left = iter(numbers)

    def decide(g: Game, round_id: str, is_open: list[str]) -> str:
        number = next(left, 0)
        if number > 3 and g.asks > 0 and round_id not in g.asked:
            return "ask:ines" if number == 5 else "ask"
        return is_open[number % len(is_open)]

    return oracle.play(scenario, book, seed, decide)


@tried(60, 2000)
@given(worlds())
def test_ranges(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """No gauge, trust, way, half of the chasm, value or output ever leaves its range, after whatever step."""
    game = game_of(made)
    for x in [*game.states, *game.steps]:
        hundreds = [*x["trust"].values(), *x["assent"].values(), *x["reported"].values()]
        hundreds += [x[name] for name in (*company.FIVE, "what", "how", "chasm", "value")]
        assert all(-CLOSE <= n <= 100 + CLOSE for n in hundreds)
        assert all(-1 - CLOSE <= n <= 1 + CLOSE for n in [*x["ways"].values(), *x["people_ways"].values()])
    assert 0 <= game.score <= 1000
    assert 0 <= game.resilience <= 100
    assert game.say_do is None or 0 <= game.say_do <= 1 + CLOSE


@tried(60, 2000)
@given(worlds())
def test_beliefs_are_shares(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """The company's beliefs and the people's are never negative and sum to 1, after whatever step."""
    game = game_of(made)
    for x in [*game.states, *game.steps]:
        for weights in (x["belief"], x["people"]):
            assert min(weights.values()) >= 0
            assert math.fsum(weights.values()) == pytest.approx(1, rel=0, abs=CLOSE)


@tried(60, 2000)
@given(worlds())
def test_wounds(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """Hurt is never negative, falls in business only, and rises in shocks, responses and echoes only."""
    game = game_of(made)
    before = game.states[0]["hurt"]
    for x in game.steps:
        assert min(x["hurt"].values()) >= 0
        if x["stage"] == "business":
            assert all(x["hurt"][s] <= before[s] for s in before)
        elif x["stage"] in {"shock", "response", "echoes"}:
            assert all(x["hurt"][s] >= before[s] for s in before)
        else:
            assert x["hurt"] == before
        before = x["hurt"]


@tried(30, 1000)
@given(worlds())
def test_labels_change_no_number(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """Swapping every label changes no number of any game."""

    def swapped(x: Any) -> Any:
        if isinstance(x, dict):
            return {k: {"old": "new", "new": "old"}[v] if k == "label" else swapped(v) for k, v in x.items()}
        return [swapped(y) for y in x] if isinstance(x, list | tuple) else x

    scenario, book, seed, numbers = made
    assert game_of((swapped(scenario), swapped(book), seed, numbers)) == game_of(made)


@tried(30, 1000)
@given(worlds())
def test_a_game_is_its_decisions(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """The same decisions give the same game to the last bit, and no file is changed by playing."""
    before = copy.deepcopy(made)
    game = game_of(made)
    scenario, book, seed, _ = made
    assert oracle.play(scenario, book, seed, game.choices) == game
    assert made == before


@tried(30, 1000)
@given(worlds())
def test_every_round_records(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """Every round of the file records one value, and no state follows a fall."""
    game = game_of(made)
    assert len(game.recorded) == len(made[0]["rounds"])
    assert all(x["alive"] for x in game.states[:-1])
    if not game.alive:
        last = game.states[-1]
        assert (last["alive"], last["value"], game.resilience, game.ending) == (False, 0, 0, "fallen")


@tried(30, 1000)
@given(worlds())
def test_credibility_moves_when_promises_fall_due(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """Making a promise leaves credibility, beliefs and ways as they are: they wait for its due date or the deed."""
    game = game_of(made)
    for before, x in zip(game.steps, game.steps[1:], strict=False):
        if x["stage"] == "response":
            assert (x["credibility"], x["belief"], x["ways"]) == (
                before["credibility"],
                before["belief"],
                before["ways"],
            )


@tried(20, 500)
@given(worlds())
def test_forecasts_leave_the_game_alone(made: tuple[Doc, Doc, int, list[int]]) -> None:
    """A forecast changes nothing, and the forecast of waiting is that nothing differs."""
    scenario, book, seed, _ = made
    by_id = {r["id"]: {x["id"]: x for x in r["responses"]} for r in scenario["rounds"]}

    def curious(g: Game, round_id: str, is_open: list[str]) -> str:
        before = copy.deepcopy(g)
        for name in is_open:
            for told in telling.forecast(g, round_id, by_id[round_id].get(name, oracle.WAIT)):
                assert -CLOSE <= told.falls <= 1 + CLOSE
        for told in telling.forecast(g, round_id, oracle.WAIT):
            assert set(told.arrow.values()) == {0.0}
        assert g == before
        return is_open[0]

    oracle.play(scenario, book, seed, curious)


# --- State ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("e", "becomes"),
    [(94, 97), (95, 97.5), (96, 97.5), (1000, 97.5), (-94, 3), (-95, 2.5), (-96, 2.5), (-1000, 2.5), (0, 50)],
)
def test_effects_are_clipped_at_95(e: float, becomes: float) -> None:
    """An effect takes at most 95 % of the distance that is left."""
    assert company.change(50, e) == pytest.approx(becomes)


@pytest.mark.parametrize(
    ("cash", "strain"), [(10 + JUST, 0), (10, 0), (10 - JUST, JUST / 10), (5, 0.5), (0, 1), (-JUST, 1), (-50, 1)]
)
def test_strain(cash: float, strain: float) -> None:
    """Cash under strain_below strains a company, none or debts strain it wholly."""
    rich, poor = begun(cash=1000.0), begun(cash=cash)
    assert company.convey(poor) / company.convey(rich) == pytest.approx(1 - 0.4 * strain, rel=0, abs=1e-12)


@pytest.mark.parametrize(
    ("chasm", "cross"), [(0, 1), (84, 0.16), (85 - JUST, 0.15 + JUST / 100), (85, 0.15), (85 + JUST, 0.15), (100, 0.15)]
)
def test_cross_floor(chasm: float, cross: float) -> None:
    """However wide the chasm is, cross_floor of a deed gets over."""
    book = rulebook(ways={"voice": {"company": -1, "people": 1 if chasm > 50 else -1}})
    g = begun(book=book, gauge={"credibility": 100.0}, cash=50.0)
    half = chasm - 50 if chasm > 50 else chasm  # the axis makes up 50 or nothing
    g.people, g.belief = dict.fromkeys(EVEN, 0.0), dict.fromkeys(EVEN, 0.0)
    g.people |= {"customers": 1.0}
    g.belief |= {"customers": 1 - half / 50, "investors": half / 50}
    assert company.chasm(g) == pytest.approx(chasm)
    assert company.convey(g) == pytest.approx(cross, rel=0, abs=1e-12)


def test_without_axes_the_chasm_is_whom() -> None:
    """Without axes how is 0 and the chasm is what, not half of it."""
    g = begun(book=rulebook(ways={}))
    assert (company.how(g), company.chasm(g)) == (0, company.what(g))
    assert company.what(g) == pytest.approx(40)


@pytest.mark.parametrize(("trust", "lost"), [(20 + JUST, 0), (20, 0), (20 - JUST, 0.3 * JUST), (0, 6)])
def test_value_floor(trust: float, lost: float) -> None:
    """Whoever is left under the floor costs value beyond the weight that it has."""
    g = begun(trust={"partners": trust})
    g.people |= {"partners": 0.0, "customers": 0.4}
    assert company.value(g) == pytest.approx(50 - lost, rel=0, abs=1e-12)


def test_value_is_never_negative() -> None:
    """Where everybody is left behind, the value is 0."""
    assert company.value(begun(trust=dict.fromkeys(EVEN, 1.0))) == 0


@pytest.mark.parametrize(("fear", "told"), [(50 + JUST, 30), (50, 30), (25, 37), (0, 44)])
def test_fog(fear: float, told: float) -> None:
    """Bad news are hidden where employees trust less than fog_below."""
    g = begun(trust={"employees": fear, "customers": 30.0})
    assert company.reported(g)["customers"] == pytest.approx(told)


def test_reveal_nothing_left() -> None:
    """Beliefs stay as they were where what is revealed would leave nothing."""
    g = begun()
    before = dict(g.belief)
    company.reveal(g, dict.fromkeys(EVEN, -1000.0))
    assert g.belief == before


def test_weights_must_have_a_sum() -> None:
    """Weights that sum to zero, and weights of strangers, are errors."""
    with pytest.raises(ValueError, match="sum to zero"):
        begun(world(answer(), people={"customers": 0}))
    with pytest.raises(ValueError, match="no such stakeholders"):
        begun(world(answer(), people={"strangers": 1}))


@pytest.mark.parametrize("x", [1 + JUST, -1 - JUST])
def test_ways_outside(x: float) -> None:
    """A way outside -1 to 1 is an error; -1 and 1 are not."""
    begun(world(answer(), company={"ways": {"voice": math.copysign(1, x)}}))
    with pytest.raises(ValueError, match="outside"):
        begun(world(answer(), company={"ways": {"voice": x}}))


def test_removed_stakeholders() -> None:
    """The default belief and a named set pass over removed stakeholders, and are divided by what is left."""
    g = begun(world(answer(), stakeholders={"partners": None, "neighbours": {"trust": 12}}))
    assert list(g.trust) == ["customers", "employees", "communities", "investors", "neighbours"]
    assert g.people == {"customers": 0.25, "employees": 0.25, "communities": 0.25, "investors": 0.25, "neighbours": 0}
    assert g.belief["investors"] == 60 / 95


def test_a_watcher_needs_somebody_to_watch() -> None:
    """A leader who watches a removed stakeholder, or another leader, is an error."""
    for who in ("partners", "otto"):
        leaders = {"ines": {"watches": who}, "otto": {"watches": "cash"}}
        with pytest.raises(ValueError, match="nobody there"):
            begun(world(answer(), leaders=leaders, stakeholders={"partners": None}))


# --- Shock and ask ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("learning", [0, 50, 1300 / 14 - JUST, 1300 / 14, 1300 / 14 + JUST, 100])
def test_exposure_floor(learning: float) -> None:
    """Learning takes exposure down, but not below exposure_floor, and gains are not exposed."""
    g = begun(gauge={"learning": float(learning)})
    oracle.shock(g, "r0", {"effects": {"customers": -10, "cash": -10, "partners": 10, "investors": 0}})
    exposure = 1.7 - 1.4 * learning / 100 if learning < 1300 / 14 else 0.4
    assert g.trust["customers"] == pytest.approx(50 - 5 * exposure)
    assert g.hurt["customers"] == pytest.approx(5 * exposure)
    assert g.cash == pytest.approx(20 - 10 * exposure)
    assert g.trust["partners"] == pytest.approx(55)


def test_a_shock_is_judged_before_it() -> None:
    """The `now` of a shock sees the state before it, counts its round, and knows no choice of it."""
    now = [
        {"if": "customers == 50 and round == 1 and not asked('r0')", "effects": {"communities": -10}},
        {"if": "customers < 50", "effects": {"employees": -10}},
    ]
    scenario = world(answer())
    scenario["rounds"][0]["shock"] = {"effects": {"customers": -10, "learning": -20}, "now": now}
    after = at(played(scenario), "r0", "shock")
    assert after["trust"]["employees"] == 50
    assert after["trust"]["communities"] == pytest.approx(50 - 5 * (1.7 - 1.4 * 0.3))  # not with the learning after it


def test_shocks_change_leaders_entry_by_entry() -> None:
    """In a shock `assent` and a leader's own effect are changes by themselves; in a response they are one sum."""
    given = {"assent": -10, "ines": -10}
    leaders = {"ines": {"watches": "cash"}, "otto": {"watches": "cash"}}
    g = begun(world(answer(), leaders=leaders))
    oracle.shock(g, "r0", {"effects": given})
    assert [g.gauge["ines"], g.gauge["otto"]] == pytest.approx([40.5, 45])
    h = begun(world(answer(), leaders=leaders))
    company.land_on_gauges(h, list(given.items()))
    assert [h.gauge["ines"], h.gauge["otto"]] == pytest.approx([40, 45])


def test_ask() -> None:
    """Asking costs cash, teaches, and convinces the leader who came along, once a round and while there are asks."""
    leaders = {"ines": {"watches": "cash"}, "otto": {"watches": "cash"}}
    g = begun(world(answer(), leaders=leaders), asks=2)
    oracle.ask(g, "r0", "ines")
    assert (g.asks, g.cash) == (1, 19)
    assert [g.gauge["ines"], g.gauge["otto"], g.gauge["learning"]] == pytest.approx([57.5, 50, 34.2])
    with pytest.raises(ValueError, match="cannot ask"):
        oracle.ask(g, "r0", "")
    with pytest.raises(ValueError, match="cannot ask"):
        oracle.ask(g, "r1", "nobody")
    oracle.ask(g, "r1", "")
    with pytest.raises(ValueError, match="cannot ask"):
        oracle.ask(g, "r2", "")


# --- Response ---------------------------------------------------------------------------------------------------------


def test_wait() -> None:
    """Where no response is open the only one is `wait`, and it does nothing at once."""
    game = played(world(answer(**{"if": "cash > 1000"}, effects={"customers": 9})), decisions=["wait"])
    before, after = at(game, "r0", "shock"), at(game, "r0", "character")
    assert {**before, "stage": ""} == {**after, "stage": ""}
    with pytest.raises(ValueError, match="not open"):
        played(world(answer(**{"if": "cash > 1000"})))


def test_decisions_fit_the_rounds() -> None:
    """A decision too few or too many is an error."""
    with pytest.raises(ValueError, match="no decision"):
        played(world(answer()), decisions=[])
    with pytest.raises(ValueError, match="left over"):
        played(world(answer()), decisions=["x", "x"])


def test_moves_and_manners() -> None:
    """Effects of a move are times strength and its manners; their cash and assent are times strength only."""
    book = rulebook(
        moves={"m": {"effects": {"customers": 10, "employees": -10, "cash": -4, "vision": -10, "assent": 10}}},
        manners={"p": {"gains": 1.5, "losses": 0.5, "cash": -1, "assent": -8}, "q": {"gains": 0.9}},
    )
    g = begun(world(answer(), leaders={"ines": {"watches": "cash"}}), book)
    part = oracle.move_part(g, {"move": "m", "strength": 0.5, "how": ["p", "q"]}, "")
    gain, cut = 10 * 0.5 * 1.5 * 0.9, -10 * 0.5 * 0.5
    expected = [("customers", gain), ("employees", cut), ("cash", -2), ("vision", cut), ("assent", gain)]
    assert part.once == [*expected, ("cash", -0.5), ("assent", -4), ("cash", 0)]


def test_effects_on_who_is_not_there() -> None:
    """A move's effects on removed stakeholders and missing leaders are passed over; a response's own are errors."""
    book = rulebook(moves={"m": {"effects": {"partners": 5, "assent": 5, "customers": 5}}})
    scenario = world(answer(does=["m"]), stakeholders={"partners": None})
    g = begun(scenario, book)
    assert oracle.move_part(g, "m", "").once == [("customers", 5)]
    for name in ("partners", "assent", "ines"):
        with pytest.raises(ValueError, match="no such"):
            played(world(answer(effects={name: 5}), stakeholders={"partners": None}))


def test_delay() -> None:
    """A delay puts off the gains of trust of a move, at once and later; losses, cash and gauges stay."""
    later_one = {"after": 1, "effects": {"employees": 8, "partners": -8, "cash": 3}}
    book = rulebook(
        moves={"m": {"effects": {"customers": 8, "communities": -8, "cash": 2, "learning": 4}, "later": [later_one]}},
        manners={"p": {"delay": 1}},
    )
    game = played(world(answer(does=[{"move": "m", "how": ["p", "p"]}]), company={"income": 0, "upside": 0}), book)
    first, *coast = game.states[1:]
    assert first["trust"]["customers"] == 50 > first["trust"]["communities"]
    assert (first["cash"], first["learning"]) == (22, pytest.approx(32.8))
    assert coast[0]["trust"]["partners"] < 50 == coast[0]["trust"]["employees"] == coast[0]["trust"]["customers"]
    assert coast[0]["cash"] == 25
    assert coast[1]["trust"]["customers"] > 50 == coast[1]["trust"]["employees"]
    assert coast[2]["trust"]["employees"] > 50


def test_losses_land_first() -> None:
    """Gains close the distance that is left after the losses, and heal no wound."""
    g = begun()
    company.land(g, [("customers", 10.0), ("customers", -20.0)], 0.5, 1.0)
    assert g.hurt["customers"] == pytest.approx(15)
    assert g.trust["customers"] == pytest.approx(35 + 0.05 * 65)


@pytest.mark.parametrize(("weight", "pace"), [(0.5, 0.5), (1 - JUST, 1 - JUST), (1, 1), (1 + JUST, 1), (2, 1)])
def test_the_weight_of_a_tag_counts_up_to_1(weight: float, pace: float) -> None:
    """A way follows its tag at the pace of the tag's weight, at most 1."""
    book = rulebook(moves={"m": {"ways": {"voice": 1}}})
    g = begun(world(answer()), book)
    response = answer(does=[{"move": "m", "strength": weight}])
    oracle.character(g, oracle.known(g, "r0", response))
    assert g.way["voice"] == pytest.approx(-0.5 + 0.35 * (0.6 + 0.8 * 0.52) * pace * 1.5, rel=0, abs=1e-12)
    assert g.way["horizon"] == -0.6


def test_tags_are_weighed() -> None:
    """A tag is the mean of all that names its axis: moves and their manners by strength, the response's own by 1."""
    book = rulebook(moves={"m": {"ways": {"voice": 1}}}, manners={"p": {"ways": {"voice": -1, "sharing": 1}}})
    response = answer(does=[{"move": "m", "strength": 0.5, "how": "p"}], ways={"voice": 0.5})
    deed = oracle.known(begun(book=book), "r0", response)
    assert deed.weight == {"voice": 2, "openness": 0, "horizon": 0, "sharing": 0.5}
    assert deed.tag == {"voice": 0.25, "sharing": 1}


@pytest.mark.parametrize(
    ("assent", "carried", "counts"), [(50, 0.5 - JUST, 0.5), (50, 0.5, 0.5), (50, 0.8, 0.8), (90, 0.8, 0.9)]
)
def test_carry(assent: float, carried: float, counts: float) -> None:
    """Leaders carry what is strange to the house by their assent, or by the order that is given if it is more."""
    book = rulebook(moves={"m": {"effects": {"customers": 10}}}, manners={"p": {"carried": carried}, "q": {}})
    scenario = world(answer(), leaders={"ines": {"watches": "cash", "assent": assent}})
    response = answer(does=[{"move": "m", "how": ["p", "q"]}])
    g = begun(scenario, book)
    deed = oracle.known(g, "r0", response)
    strange = 0.5 * (0.5 * (0.8 + 0.1 + 0.05 + 0.05 + 0.6)) + 0.5 * 0
    assert oracle.strange(g, deed) == pytest.approx(strange)
    assert oracle.carry(g, deed, response) == pytest.approx(1 - strange * (1 - counts))


def test_what_gives_and_names_nothing_is_not_strange() -> None:
    """A response that gives nobody anything and names no axis is not strange, so it is carried wholly."""
    g = begun(world(answer(), leaders={"ines": {"watches": "cash", "assent": 0}}))
    response = answer(effects={"customers": -5})
    assert oracle.carry(g, oracle.known(g, "r0", response), response) == 1


def test_carrying_is_for_gains_only() -> None:
    """Gains of trust are carried, also those of `now` and later; losses, gloss, cash and gauges are not."""
    response = answer(
        effects={"customers": 10, "employees": -10, "cash": 2, "vision": 10},
        now=[{"effects": {"communities": 10}}],
        later=[{"after": 1, "effects": {"customers": 10, "employees": -10}}],
        claims={"partners": 10},
    )
    g = begun(world(answer(), leaders={"ines": {"watches": "cash", "assent": 0}}))
    alone = begun()
    for game in (g, alone):
        oracle.respond(game, "r0", response)
    deed = oracle.known(g, "r0", response)
    part = oracle.carry(g, deed, response)
    assert 0 < part < 1
    for name in ("customers", "communities"):
        assert g.trust[name] - 50 == pytest.approx(part * (alone.trust[name] - 50))
    assert (g.trust["employees"], g.trust["partners"], g.cash) == (
        alone.trust["employees"],
        alone.trust["partners"],
        22,
    )
    assert g.diary[0].effects == [("customers", 10 * part), ("employees", -10)]


# --- Claims -----------------------------------------------------------------------------------------------------------


def settled(came: float, claimed: float = 8.0, **state: Any) -> tuple[Game, float]:
    """A claim on customers' trust that falls due with what has come, and its backlash."""
    g = begun(**state)
    claim = company.Claim({**dict.fromkeys(EVEN, 0.0), "customers": claimed}, 40.0, {**dict.fromkeys(EVEN, 0.0)})
    claim.came["customers"] = came
    backlash = company.total(e for _, e in oracle.settle(g, claim))
    oracle.credit(g, claim)
    return g, backlash


@pytest.mark.parametrize("came", [8.0, 8.0 + JUST, 20.0])
def test_a_promise_kept(came: float) -> None:
    """A gap of 0 has no backlash; credibility grows by what was promised and kept, not by what came beyond."""
    g, backlash = settled(came)
    assert backlash == 0
    assert g.gauge["credibility"] == pytest.approx(55 + 0.048 * 45)
    assert g.way["openness"] == -0.4
    assert g.kept == 8


@pytest.mark.parametrize("gap", [JUST, 1.0, 8.0])
def test_a_promise_broken(gap: float) -> None:
    """A gap, however small, comes back by the credibility that the promise was made with, and closes the house."""
    g, backlash = settled(8 - gap)
    assert backlash == pytest.approx(-1.6 * gap * 1.1)
    e = 6 * (8 - gap) / 10 - gap
    assert g.gauge["credibility"] == pytest.approx(55 + e / 100 * (45 if e > 0 else 55))
    assert g.way["openness"] == pytest.approx(-0.4 - 0.35 * (0.6 + 0.8 * 0.52) * gap / 20 * 0.6)
    assert g.belief["customers"] < 0.2


def test_harm_is_no_less_than_nothing() -> None:
    """A promise is not kept by less than 0, whatever harm came."""
    assert settled(-5)[0].kept == settled(0)[0].kept == 0


@pytest.mark.parametrize(("kept", "counts"), [(10 - JUST, 10 - JUST), (10, 10), (10 + JUST, 10), (30, 10)])
def test_a_kept_word_counts_up_to_10(kept: float, counts: float) -> None:
    """Credibility grows by at most kept_word for one claim."""
    g, _ = settled(kept, kept)
    assert g.gauge["credibility"] == pytest.approx(55 + 6 * counts / 10 / 100 * 45, rel=0, abs=1e-12)


@pytest.mark.parametrize(("gap", "counts"), [(20 - JUST, 20 - JUST), (20, 20), (20 + JUST, 20), (60, 20)])
def test_a_gap_closes_the_house_up_to_20(gap: float, counts: float) -> None:
    """Openness goes down by at most the pace of ways for one claim."""
    g, _ = settled(0, gap)
    moved = 0.35 * (0.6 + 0.8 * 0.52) * counts / 20 * 0.6
    assert g.way["openness"] == pytest.approx(-0.4 - moved, rel=0, abs=1e-12)


def test_promises_without_openness() -> None:
    """A broken promise needs no axis of openness."""
    g, backlash = settled(0, book=rulebook(ways={"voice": AXES["voice"]}))
    assert backlash < 0
    assert g.way == {"voice": -0.5}


@pytest.mark.parametrize(("after", "kept"), [(1, 1.0), (2, 1.0), (3, 0.0)])
def test_what_comes_by_the_due_date_counts(after: int, kept: float) -> None:
    """What lands in the round in which a promise is due still counts for it; what lands later does not."""
    response = answer(claims={"partners": 6}, claims_due=2, later=[{"after": after, "effects": {"partners": 6}}])
    assert played(world(response)).say_do == kept


@pytest.mark.parametrize("due", [1, 4])
def test_promises_of_the_last_round_fall_due(due: int) -> None:
    """A promise made in the last round is settled in the coast, at its date and not before."""
    game = played(world(answer(claims={"partners": 6}, claims_due=due)))
    moved = [x["round"] for x in game.states if x["credibility"] < 55]
    assert moved[0] == f"coast-{due}"


def test_conditions_of_a_promise_are_judged_when_due() -> None:
    """What came only where its condition held is judged as what it was."""
    kept = answer(claims={"partners": 6}, later=[{"after": 1, "effects": {"partners": 6}, "if": "cash > 0"}])
    empty = answer(claims={"partners": 6}, later=[{"after": 1, "effects": {"partners": 6}, "if": "cash < 0"}])
    assert (played(world(kept)).say_do, played(world(empty)).say_do) == (1, 0)


def test_gloss_and_zero_claims() -> None:
    """Gloss is paid for what is promised, and promises of 0 are no promise."""
    game = played(world(answer(claims={"partners": 0})))
    assert game.say_do is None
    assert {x["credibility"] for x in game.states} == {55}
    first = at(played(world(answer(claims={"partners": 10}))), "r0", "response")
    g = begun()
    gain = 0.5 * 10 * 0.55 * company.convey(g) * (0.6 + 0.8 * 0.52)
    assert first["trust"]["partners"] == pytest.approx(50 + gain / 2)


# --- Business, solvency, leaders --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("moved", "felt"), [(-300, 0), (-50 / 0.26, 0), (-100, 24), (100, 76), (50 / 0.26, 100), (300, 100)]
)
def test_chain(moved: float, felt: float) -> None:
    """Customers feel what employees felt a round before, within 0 to 100."""
    g = begun(employees_change=moved, rules={"owners_pace": 0})
    oracle.business(g)
    assert g.trust["customers"] == pytest.approx(felt, rel=0, abs=1e-12)


@pytest.mark.parametrize(
    ("earned", "moved"), [(24 - JUST, 12 - JUST / 2), (24, 12), (24 + JUST, 12), (-24, -12), (-90, -12)]
)
def test_owners(earned: float, moved: float) -> None:
    """Owners' trust follows the cash since before the shock, by at most 12 either way."""
    g = begun(income=0.0, upside=0.0, cash=20.0, cash_before=20 - earned)
    oracle.business(g)
    assert g.trust["investors"] == pytest.approx(50 + moved / 2, rel=0, abs=1e-12)
    assert g.hurt["investors"] == 0


def test_healing() -> None:
    """A tenth of a wound heals in a round, also where the trust that comes back has no room left."""
    g = begun(trust={"customers": 99.0, "employees": 40.0}, hurt={"customers": 20.0, "employees": 5.0})
    oracle.business(g)
    assert (g.trust["customers"], g.hurt["customers"]) == (100, 18)
    assert (g.trust["employees"], g.hurt["employees"]) == (40.5, 4.5)


@pytest.mark.parametrize(
    ("cash", "trust", "alive", "rescues"),
    [
        (0.0, 0.0, True, 0),
        (-JUST, 40.0, True, 1),
        (-JUST, 40 - JUST, False, 0),
        (-JUST, 40 + JUST, True, 1),
        (-8.0, 50.0, True, 1),
        (-8 + JUST, 50.0, True, 1),
        (-8 - JUST, 50.0, False, 0),
        (-8 - 1e-12, 100.0, False, 0),
    ],
)
def test_rescue(cash: float, trust: float, alive: bool, rescues: int) -> None:
    """Owners rescue who owes at most rescue_limit while they trust by at least rescue_trust, without any tolerance."""
    g = begun(cash=cash, trust={"investors": trust})
    oracle.solvency(g)
    assert (g.alive, g.rescues) == (alive, rescues)
    if rescues:
        assert g.cash == 4
        assert g.trust["investors"] == pytest.approx(trust * (1 - (30 - 3 * cash) / 100))
        assert g.hurt["investors"] == 0


def test_the_deepest_hole() -> None:
    """The price of a rescue is clipped as every effect."""
    g = begun(cash=-80.0, rules={"rescue_limit": 100})
    oracle.solvency(g)
    assert g.trust["investors"] == pytest.approx(2.5)


@pytest.mark.parametrize(
    ("seen", "moved"), [(10 - JUST, 15 - 1.5 * JUST), (10, 15), (10 + JUST, 15), (-10, -15), (-10 - JUST, -15), (0, 0)]
)
def test_leaders_learn_at_most_15_a_round(seen: float, moved: float) -> None:
    """A leader's assent follows what it watches, by at most 15 either way."""
    g = begun(world(answer(), leaders={"ines": {"watches": "employees"}}), watched_before={"ines": 50 - seen})
    oracle.lead(g)
    assert g.gauge["ines"] == pytest.approx(50 + moved / 2, rel=0, abs=1e-12)


def test_leaders_do_not_watch_the_shock() -> None:
    """Neither a shock nor the price of asking moves who watches the cash; income does."""
    scenario = world(answer(), leaders={"ines": {"watches": "cash"}}, company={"income": 1, "upside": 0})
    scenario["rounds"][0]["shock"] = {"effects": {"cash": -9}}
    game = played(scenario, decisions=["ask", "x"])
    assert game.states[1]["assent"]["ines"] == pytest.approx(50 + 1.5 * 2 * 1 / 2)


def test_leaders_see_the_fall() -> None:
    """Leaders learn once more in the round in which the company falls, and no state follows."""
    scenario = world(answer(effects={"cash": -90}), answer(), leaders={"ines": {"watches": "cash"}})
    game = played(scenario, decisions=["x"])
    assert [x["round"] for x in game.states] == ["start", "r0"]
    assert game.states[-1]["assent"]["ines"] == pytest.approx(50 * 0.85)
    assert (game.recorded, game.score, game.ending) == ([0, 0], 0, "fallen")


def test_roles() -> None:
    """Who plays a part is heard, buys and owns in the place of the default."""
    roles = {"employees": "crew", "customers": "guests", "owners": "family"}
    own = {"crew": {"trust": 20}, "guests": {"trust": 70}, "family": {"trust": 60}}
    gone = {"employees": None, "customers": None, "investors": None}
    scenario = world(answer(effects={"crew": -20, "cash": -30}), answer(), stakeholders={**gone, **own})
    scenario |= {"people": {"guests": 1}, "roles": roles, "company": {"belief": {"family": 1}}}
    game = played(scenario)
    assert game.states[0]["reported"]["guests"] > 70
    first, then = at(game, "r0", "solvency"), at(game, "r1", "business")
    assert (first["rescues"], first["cash"]) == (1, 4)
    assert first["trust"]["family"] < 60 * 0.7
    assert then["trust"]["guests"] < first["trust"]["guests"]
    with pytest.raises(ValueError, match="nobody there"):
        played(world(answer(), stakeholders={"customers": None}))


# --- Rounds, luck, conditions, results --------------------------------------------------------------------------------


def test_a_round_that_does_not_happen() -> None:
    """A round that does not happen takes no time and records the last value again, or that of the beginning."""
    scenario = world(answer(), answer(later=[{"after": 1, "effects": {"cash": 5}}]), answer(), answer())
    for i in (0, 2):
        scenario["rounds"][i]["if"] = "cash < 0"
    scenario["rounds"][3]["if"] = "round == 2"
    game = played(scenario, decisions=["x", "x"])
    assert [x["round"] for x in game.states][:3] == ["start", "r1", "r3"]
    assert game.recorded == [50, game.states[1]["value"], game.states[1]["value"], game.states[2]["value"]]
    assert game.states[2]["cash"] > game.states[1]["cash"] + 4


def test_a_fall_in_the_coast() -> None:
    """After a fall in a silent round the recorded values stand, and the value at the end is 0."""
    game = played(world(answer(later=[{"after": 2, "effects": {"cash": -90}}])))
    assert [x["round"] for x in game.states] == ["start", "r0", "coast-1", "coast-2"]
    assert game.score_exact == 10 * (0.5 * 0 + 0.5 * game.recorded[0]) > 0
    assert (game.resilience, game.ending) == (0, "fallen")


@pytest.mark.parametrize(("x", "score"), [(50.25 - JUST, 502), (50.25, 503), (50.25 + JUST, 503), (0, 0), (100, 1000)])
def test_score_rounds_half_up(x: float, score: int) -> None:
    """The score is half the value at the end and half the mean, ten times, and half a point goes up."""
    g = begun(world(answer(), people={"customers": 1}), recorded=[x], trust=dict.fromkeys(EVEN, float(x)))
    g.rules["floor_weight"] = 0
    g.states.append(g.states[0])
    assert oracle.result(g).score == score


def test_luck() -> None:
    """Luck is the page's number for seed and path, and a chance happens strictly under it."""
    u = luck(7, "song")
    assert u == 0.9094397997101139
    g = begun()
    g.seed = 7
    assert not company.lucky(g, "song", u)
    assert company.lucky(g, "song", math.nextafter(u, 1))
    assert not company.lucky(g, "song", 0)
    assert company.lucky(g, "song", 1)


@given(st.integers(0, 2**53 - 1), st.text(max_size=20))
def test_luck_is_a_share(seed: int, path: str) -> None:
    """Luck is at least 0 and under 1, for any seed and path."""
    assert 0 <= luck(seed, path) < 1


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("a < 1", False),
        ("a < 1.0000000005", False),
        ("a < 1.0000001", True),
        ("a <= 0.9999999995", True),
        ("a <= 0.999999", False),
        ("a > 0.9999999995", False),
        ("a > 0.9999999", True),
        ("a >= 1.0000000005", True),
        ("a == 1.0000000005", True),
        ("a != 1.0000000005", False),
        ("a != 1.0000001", True),
        ("0 < a < 2", True),
        ("0 < a < 1", False),
        ("-a + 2*a == 1 and not a > 2", True),
        ("a == 1 or a / 0 > 0", False),
        ("not (a / (a - 1) > 0)", False),
        ("a / 1e-300 > 0", True),
        ("chose('r0', 'x') and not chose('r0', 'y') and not chose('r1', 'x')", True),
        ("asked('r0') and not asked('r1')", True),
    ],
)
def test_conditions(condition: str, truth: bool) -> None:
    """Comparisons allow 1e-9, every part is looked at, and a division by zero makes the whole false."""
    assert judge(condition, {"a": 1.0}, {"r0": "x"}, {"r0"}) is truth


@pytest.mark.parametrize("condition", ["b > 1", "a", "a.real > 0", "abs(a) > 0", "a ** 2 > 0", "a is 1"])
def test_conditions_know_nothing_else(condition: str) -> None:
    """What is no name, number, comparison or one of the two questions is an error."""
    with pytest.raises(ValueError, match=r"neither|not a"):
        judge(condition, {"a": 1.0}, {}, set())


def test_names_of_model_1() -> None:
    """A stakeholder of a text of model 1 that is called like an axis is that stakeholder."""
    answered = answer(effects={"voice": -9, "assent": 9}, **{"if": "voice == 80 and assent == 30 and sharing < 0"})
    scenario = world(answered, chasm=1, stakeholders={"voice": {"trust": 80}, "assent": {"trust": 30}})
    after = at(played(scenario), "r0", "response")["trust"]
    assert after["voice"] < 80
    assert after["assent"] > 30


def test_endings() -> None:
    """A living company ends with the first ending that holds, the story's own first, never with `fallen`."""
    book = rulebook(endings=[{"id": "fallen"}, {"id": "far", "if": "chasm > 10"}, {"id": "near"}])
    assert played(world(answer()), book).ending == "far"
    own = world(answer(), endings=[{"id": "far", "if": "chasm < 10"}])
    assert played(own, book).ending == "near"
    assert played(world(answer()), rulebook()).ending == "ended"


# --- What the player is told ------------------------------------------------------------------------------------------


def test_calibration() -> None:
    """Predictions count from half the rounds on, equal falls alike, and only nobody is right up to half a point."""
    game = played(world(answer(), answer(), answer()))
    game.falls = {
        "r0": {"customers": 3.0, "employees": 3 - 1e-10, "partners": 1.0},
        "r1": {"customers": 0.5, "employees": 0.0, "partners": 0.0},
        "r2": {"customers": 0.6, "employees": 0.0, "partners": 0.0},
    }
    assert telling.brier(game, {}) is None
    assert telling.brier(game, {"r0": ("customers", 0.9)}) is None
    assert telling.brier(game, {"r0": ("employees", 0.9), "r1": ("nobody", 1.0)}) == pytest.approx(0.005)
    assert telling.brier(game, {"r1": ("customers", 1.0), "r2": ("nobody", 1.0)}) == 1


def test_belief_sheets() -> None:
    """A sheet is as far off as the model's own measure says: both halves, or whom alone without its second page."""
    there = {"voice": 0.4, "sharing": 0.4}
    assert telling.distance({"customers": 100}, None, {"customers": 0.5, "investors": 0.5}, there) == 50
    sliders = {"voice": -0.6, "sharing": 0.4}
    assert telling.distance({"customers": 100}, sliders, {"customers": 0.5, "investors": 0.5}, there) == 37.5


def told(response: Doc) -> list[telling.Forecast]:
    """The forecast of a response in the only round there is, now and later."""
    out: list[telling.Forecast] = []

    def curious(g: Game, round_id: str, _open: list[str]) -> str:
        out.extend(telling.forecast(g, round_id, response))
        return "x"

    oracle.play(world(response), rulebook(), 1, curious)
    return out


def test_a_forecast_is_the_game_played_twice() -> None:
    """Where nothing is left to chance, the arrows are the difference that the answer makes."""
    answered = answer(effects={"customers": -9, "cash": -3}, later=[{"after": 2, "effects": {"employees": 9}}])
    now, then = told(answered)
    one = played(world(answered))
    other = played(world(answer(**{"if": "cash < 0"})), decisions=["wait"])
    for forecast, i in ((now, 1), (then, 3)):
        difference = {s: one.states[i]["trust"][s] - other.states[i]["trust"][s] for s in EVEN}
        assert forecast.arrow == pytest.approx(difference, rel=0, abs=CLOSE)
        assert (forecast.may, forecast.falls, forecast.waiting_falls) == (set(), 0, False)


def test_a_forecast_weighs_chances() -> None:
    """A chance of the answer counts by its probability, whatever the seed has, and `may` says it can go both ways."""
    both = answer(now=[{"effects": {"customers": 20}, "chance": 0.25}], effects={"customers": -4})
    for response, may in ((both, {"customers"}), (answer(effects={"customers": -4}), set())):
        assert told(response)[0].may == may
    sure, never = (answer(now=[{"effects": {"customers": 20}, "chance": p}]) for p in (1, 0))
    maybe = answer(now=[{"effects": {"customers": 20}, "chance": 0.25}])
    arrows = [told(x)[0].arrow["customers"] for x in (sure, never, maybe)]
    assert arrows[2] == pytest.approx(0.25 * arrows[0] + 0.75 * arrows[1], rel=0, abs=CLOSE)


@pytest.mark.parametrize(("chances", "played_out"), [(0, 1), (1, 2), (6, 64), (7, 64), (9, 64)])
def test_a_forecast_plays_at_most_64_outcomes(chances: int, played_out: int) -> None:
    """Beyond six chances only the likeliest outcomes are played, and their weights still sum to 1."""
    response = answer(now=[{"effects": {"customers": 1}, "chance": 0.4}] * chances)
    out = telling.outcomes(oracle.known(begun(), "r0", response))
    assert len(out) == played_out
    assert math.fsum(p for _, p in out) == pytest.approx(1)
    if chances == 7:
        assert out[0][0] == {f"r0/x/now/{i}": False for i in range(7)}


@pytest.mark.parametrize(
    ("response", "rounds_on"),
    [
        (answer(), 0),
        (answer(effects={"customers": 9}), 0),
        (answer(later=[{"after": 3, "effects": {"customers": 9}, "if": "cash < 0"}]), 3),
        (answer(claims={"customers": 9}), 2),
        (answer(claims={"customers": 9}, claims_due=4), 4),
        (answer(claims={"customers": 0}, claims_due=4), 0),
        (answer(does=[{"move": "m", "how": "slow"}]), 3),
        (answer(does=["m"]), 1),
    ],
)
def test_how_far_later_reaches(response: Doc, rounds_on: int) -> None:
    """Later is when the last thing lands that the answer itself sends, its claims included."""
    move = {"effects": {"customers": 5}, "later": [{"after": 1, "effects": {"partners": 5}}]}
    g = begun(book=rulebook(moves={"m": move}, manners={"slow": {"delay": 2}}))
    assert telling.reach(g, response, oracle.known(g, "r0", response)) == rounds_on


def test_a_fall_is_told_as_a_fall() -> None:
    """A forecast says with what weight the company has fallen by then, and keeps the trust of the fall."""
    now, then = told(answer(later=[{"after": 1, "effects": {"cash": -90}, "chance": 0.25}]))
    assert (now.falls, then.falls, then.waiting_falls) == (0, 0.25, False)
