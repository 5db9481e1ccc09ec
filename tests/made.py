"""Hypothesis strategies: scenarios and rulebooks as plain data, as a YAML file would hold them."""

from __future__ import annotations

from typing import Any

import yaml
from hypothesis import strategies as st

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.load import Source, load_rulebook, load_scenario
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS, Scenario

Raw = dict[str, Any]

GAUGES = [gauge.id for gauge in BUILT_IN]

RULES: dict[str, tuple[float, float]] = {
    "convey_loss": (0, 1), "words_floor": (0, 1), "strain_below": (1, 20), "strain_loss": (0, 1),
    "amplify_low": (0.2, 1), "amplify_high": (0.5, 2), "belief_pace": (0, 0.5), "belief_full": (1, 40),
    "exposure_base": (1, 2), "gloss": (0, 1), "backlash": (0, 3), "gap_credibility": (0, 2), "kept_word": (0, 20),
    "chain_pass": (0, 1), "owners_pace": (0, 3), "fog_max": (0, 40), "fog_below": (5, 100), "floor": (0, 60),
    "floor_weight": (0, 1), "ask_cost": (0, 3), "ask_learning": (0, 20), "rescue_trust": (0, 100),
    "rescue_limit": (0, 30), "rescue_cash": (0, 10), "rescue_price": (0, 95),
}  # fmt: skip
COAST = 4


def numbers(low: float, high: float) -> st.SearchStrategy[float]:
    """Numbers as authors write them: a few digits; the ends often."""
    return st.one_of(
        st.integers(round(low * 100), round(high * 100)).map(lambda n: n / 100), st.sampled_from([low, high])
    )


@st.composite
def conditions(draw: st.DrawFn, names: list[str], rounds: dict[str, list[str]]) -> str:
    """A condition over known names, division included."""

    def number(depth: int) -> str:
        kind = draw(st.integers(0, 5 if depth < 2 else 1))
        if kind == 0:
            return str(draw(st.integers(-10, 90)))
        if kind in {1, 5}:
            return draw(st.sampled_from(names))
        sign = draw(st.sampled_from(["+", "-", "*", "/"]))
        return f"({number(depth + 1)} {sign} {number(depth + 1)})"

    def truth(depth: int) -> str:
        kind = draw(st.integers(0, 6 if depth < 2 else 3))
        if kind == 2 and rounds:
            name = draw(st.sampled_from(list(rounds)))
            return f"chose('{name}', '{draw(st.sampled_from([*rounds[name], 'wait']))}')"
        if kind == 3 and rounds:
            return f"asked('{draw(st.sampled_from(list(rounds)))}')"
        if kind == 4:
            return f"not ({truth(depth + 1)})"
        if kind >= 5:
            return f"({truth(depth + 1)} {'and' if kind == 5 else 'or'} {truth(depth + 1)})"
        sign = draw(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]))
        return f"{number(depth)} {sign} {number(depth)}"

    return truth(0)


@st.composite
def effects(draw: st.DrawFn, targets: list[str], size: float = 30) -> Raw:
    """Points by stakeholder, gauge or cash."""
    chosen = draw(st.lists(st.sampled_from(targets), max_size=4, unique=True))
    return {name: draw(numbers(-size, size)) for name in chosen}


@st.composite
def laters(draw: st.DrawFn, targets: list[str], asked: st.SearchStrategy[str] | None, most: int) -> list[Raw]:
    """Later effects that land before the end."""
    made = []
    for _ in range(draw(st.integers(0, 2))):
        later: Raw = {"after": draw(st.integers(1, most)), "effects": draw(effects(targets)), "because": "later"}
        if draw(st.booleans()):
            later["chance"] = draw(st.sampled_from([0.0, 0.3, 0.5, 0.9, 1.0]))
        if asked is not None and draw(st.booleans()):
            later["if"] = draw(asked)
        made.append(later)
    return made


@st.composite
def rulebooks(draw: st.DrawFn) -> Raw:
    """A rulebook with any coefficients, a few moves and manners."""
    rules: Raw = {n: {"value": draw(numbers(*ends)), "because": n} for n, ends in RULES.items()}
    rules["coast"] = {"value": COAST, "because": "coast"}
    rules["backlash_after"] = {"value": draw(st.integers(1, COAST)), "because": "backlash_after"}
    targets = [*DEFAULT_STAKEHOLDERS, *GAUGES]
    gauges_only = conditions([*GAUGES, "chasm", "value", "asks", "round"], {})
    moves = {}
    for n in range(draw(st.integers(1, 4))):
        moves[f"move-{n}"] = {
            "title": f"Move {n}",
            "effects": draw(effects(targets)),
            "later": draw(laters(targets, gauges_only, 2)),
            "claims": {
                s: draw(numbers(0, 20))
                for s in draw(st.lists(st.sampled_from(DEFAULT_STAKEHOLDERS), max_size=2, unique=True))
            },
            "because": f"move {n}",
        }
    manners = {
        f"manner-{n}": {
            "gains": draw(numbers(0, 2)),
            "losses": draw(numbers(0, 2)),
            "cash": draw(numbers(-3, 1)),
            "delay": n,
            "because": "so",
        }
        for n in range(2)
    }
    people = {
        "balanced": {"of": {"employees": 30, "customers": 25, "communities": 20, "investors": 15, "partners": 10}},
        "owners-first": {"of": {"investors": 60, "customers": 15, "employees": 10, "communities": 10, "partners": 5}},
    }
    endings = [
        {"id": "fallen", "title": "F", "text": "f", "if": "cash < 0"},
        {"id": "crossed", "title": "C", "text": "c", "if": "chasm < 25 and value >= 45"},
        {"id": "stranded", "title": "S", "text": "s"},
    ]
    return {
        "chasm-rules": 1, "rules": rules, "people": people, "moves": moves, "manners": manners, "evidence": {},
        "endings": endings,
    }  # fmt: skip


@st.composite
def scenarios(draw: st.DrawFn, rulebook: Raw, most_rounds: int = 5) -> Raw:
    """A scenario on a rulebook: everything that the format knows and the engine reads."""
    removed = draw(st.sampled_from([None, None, "partners", "communities", "investors", "employees"]))
    own = draw(st.booleans())
    ids = [s for s in DEFAULT_STAKEHOLDERS if s != removed] + (["regulators"] if own else [])
    given: Raw = {s: {"trust": draw(numbers(0, 100))} for s in ids if draw(st.booleans()) or s == "regulators"}
    if removed:
        given[removed] = None
    targets = [*ids, *GAUGES]
    count = draw(st.integers(1, most_rounds))
    rounds = {f"r{n}": [f"a{m}" for m in range(draw(st.integers(1, 3)))] for n in range(count)}
    names = [*ids, *GAUGES, "chasm", "value", "asks", "round"]
    asked = conditions(names, rounds)
    scenario: Raw = {
        "id": "made",
        "title": "Made",
        "company": {
            "start": {
                "asks": draw(st.integers(0, 3)),
                **{g.id: draw(numbers(-2, 30) if g.endless else numbers(g.low, g.high)) for g in BUILT_IN},
            },
            "income": draw(numbers(-4, 2)),
            "upside": draw(numbers(0, 10)),
        },
        "stakeholders": given,
        "rounds": [draw(_rounds(name, answers, rulebook, targets, ids, asked)) for name, answers in rounds.items()],
    }
    if draw(st.booleans()):
        scenario["company"]["belief"] = {s: draw(st.integers(1, 50)) for s in ids}
    scenario["people"] = draw(
        st.one_of(
            st.sampled_from(["balanced", "owners-first"]), st.fixed_dictionaries({s: st.integers(1, 50) for s in ids})
        )
    )
    if removed in {"employees", "investors"}:
        role = "owners" if removed == "investors" else "employees"
        scenario["roles"] = {role: draw(st.sampled_from(ids))}
    return scenario


@st.composite
def _rounds(
    draw: st.DrawFn, name: str, answers: list[str], rulebook: Raw, targets: list[str], ids: list[str],
    asked: st.SearchStrategy[str],
) -> Raw:  # fmt: skip
    shock: Raw = {"text": "…", "effects": draw(effects(targets))}
    if draw(st.integers(0, 4)) == 0:
        shock["people"] = draw(st.sampled_from(["balanced", "owners-first"]))
    made: Raw = {"id": name, "title": name, "shock": shock, "responses": []}
    if draw(st.integers(0, 2)) == 0:
        made["if"] = draw(asked)
    if draw(st.integers(0, 3)) == 0:
        made["chance"] = draw(st.sampled_from([0.0, 0.5, 0.9]))
    for answer in answers:
        response: Raw = {"id": answer, "title": answer, "does": []}
        for _ in range(draw(st.integers(0, 2))):
            move = draw(st.sampled_from(list(rulebook["moves"])))
            if draw(st.booleans()):
                response["does"].append(move)
            else:
                how = draw(st.lists(st.sampled_from(list(rulebook["manners"])), max_size=2))
                response["does"].append({"move": move, "strength": draw(numbers(0.1, 2)), "how": how})
        response["effects"] = draw(effects(targets))
        response["later"] = draw(laters(targets, asked, COAST))
        if draw(st.booleans()):
            response["claims"] = {draw(st.sampled_from(ids)): draw(numbers(0, 20))}
        if draw(st.integers(0, 3)) == 0:
            response["if"] = draw(asked)
        made["responses"].append(response)
    return made


@st.composite
def worlds(draw: st.DrawFn, most_rounds: int = 5) -> tuple[Raw, Raw, int]:
    """A rulebook, a scenario on it, and a seed."""
    rulebook = draw(rulebooks())
    return rulebook, draw(scenarios(rulebook, most_rounds)), draw(st.integers(0, 2**53 - 1))


def loaded(scenario: Raw, rulebook: Raw) -> Scenario:
    """What the program makes of plain data, through the text of a file."""
    book = load_rulebook(Source("rulebook", yaml.dump(rulebook, Dumper=yaml.CSafeDumper, sort_keys=False)))
    text = yaml.dump(scenario, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return load_scenario(Source("scenario", text), book)[0]
