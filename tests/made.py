"""Hypothesis strategies: scenarios and rulebooks as plain data, as a YAML file would hold them.

One integer a choice, and no strategy built on the way: making a world costs a few milliseconds.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any, TypeVar

import yaml
from hypothesis import strategies as st

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.load import load_rulebook, load_scenario
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS, Scenario
from chasm_game.scenario.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

Raw = dict[str, Any]
T = TypeVar("T")

GAUGES = [gauge.id for gauge in BUILT_IN]
FIVE = [gauge.id for gauge in BUILT_IN if not gauge.endless]
AXES = ["openness", "voice", "horizon", "sharing", "haste"]
LEADERS = ["ines", "joan", "karl", "lena", "mona", "nuno"]
COUNTS = ["chasm", "what", "how", "value", "asks", "rescues", "round"]

RULES: dict[str, tuple[float, float]] = {
    "convey_loss": (0, 2), "cross_floor": (0, 1), "words_floor": (0, 1), "strain_below": (1, 20), "strain_loss": (0, 1),
    "amplify_low": (0.2, 1), "amplify_high": (0.5, 2), "reveal": (0, 3), "way_pace": (0, 0.5), "exposure_base": (1, 2),
    "exposure_slope": (0, 2), "exposure_floor": (0, 1), "gloss": (0, 1), "drag": (0, 1), "backlash": (0, 3),
    "kept_word": (0, 20), "gap_credibility": (0, 2), "chain_pass": (0, 3), "owners_pace": (0, 3), "healing": (0, 0.5),
    "rescue_trust": (0, 100), "rescue_limit": (0, 30), "rescue_cash": (0, 10), "rescue_price": (0, 95),
    "rescue_slope": (0, 10), "assent_pace": (0, 3), "watch_cash": (0, 4), "ask_cost": (0, 3), "ask_learning": (0, 20),
    "ask_assent": (0, 40), "fog_max": (0, 40), "fog_below": (5, 100), "floor": (0, 60), "floor_weight": (0, 1),
}  # fmt: skip
COAST = 4
MOST_DELAY = 2
"""Two manners of a use delay by one round each."""

_CHOICE = st.integers(0, 2**10 - 1)
_SEED = st.integers(0, 2**53 - 1)


class Maker:
    """Draws what a world is made of; a smaller number is a plainer choice, so that failures shrink."""

    def __init__(self, choice: Callable[[], int]) -> None:
        """`choice` gives the next number, 0 to 1023."""
        self.choice = choice

    def whole(self, low: int, high: int) -> int:
        """A whole number."""
        return low + self.choice() % (high - low + 1)

    def pick(self, of: Sequence[T]) -> T:
        """One of some things; the first is the plainest."""
        return of[self.choice() % len(of)]

    def some(self, of: Sequence[T], most: int) -> list[T]:
        """A few different things, in any order."""
        return list(dict.fromkeys(self.pick(of) for _ in range(self.whole(0, most))))

    def now_and_then(self, of: int) -> bool:
        """Once in `of` times."""
        return self.choice() % of == of - 1

    def number(self, low: float, high: float) -> float:
        """A number as authors write it: two digits; the ends often, and nothing if it lies between them."""
        n = self.choice()
        if n < 64:
            return (max(low, min(high, 0)), low, high, round((low + high) / 2, 2))[n % 4]
        return round(low + (high - low) * (n - 64) / 959, 2)

    def effects(self, targets: Sequence[str], size: float = 30, most: int = 4) -> Raw:
        """Points by stakeholder, gauge, leader or cash; now and then so many that they are clipped."""
        size = 6 * size if self.now_and_then(16) else size
        return {name: self.number(-size / (5 if name == "cash" else 1), size) for name in self.some(targets, most)}

    def ways(self, axes: Sequence[str], most: int = 2) -> Raw:
        """Places on some axes."""
        return {axis: self.number(-1, 1) for axis in self.some(axes, most)} if axes else {}

    def condition(self, names: Sequence[str], rounds: dict[str, list[str]], depth: int = 0) -> str:
        """A condition over known names, division included."""
        kind = self.whole(0, 9 if depth < 2 else 5)
        if kind == 4 and rounds:
            name = self.pick(list(rounds))
            return f"chose('{name}', '{self.pick([*rounds[name], 'wait'])}')"
        if kind == 5 and rounds:
            return f"asked('{self.pick(list(rounds))}')"
        if kind == 6:
            return f"not ({self.condition(names, rounds, depth + 1)})"
        if kind >= 7:
            word = "and" if kind == 7 else "or"
            return f"({self.condition(names, rounds, depth + 1)} {word} {self.condition(names, rounds, depth + 1)})"
        sign = self.pick([">=", "<", "<=", ">", "==", "!="])
        return f"{self.term(names)} {sign} {self.whole(-10, 90) if kind < 3 else self.term(names)}"

    def term(self, names: Sequence[str]) -> str:
        """A name, or two of them in a sum, a product or a quotient."""
        if self.whole(0, 3) < 3:
            return self.pick(names)
        return f"({self.pick(names)} {self.pick(['+', '-', '*', '/'])} {self.pick([*names, '2', '0'])})"

    def entries(self, targets: Sequence[str], names: Sequence[str], rounds: dict[str, list[str]], after: int) -> Raw:
        """What may happen later, within `after` rounds; at once where that is 0."""
        made: Raw = {"effects": self.effects(targets), "because": "so it came"}
        if after:
            made["after"] = self.whole(1, after)
        if self.now_and_then(3):
            made["chance"] = self.pick([1.0, 0.5, 0.3, 0.9, 0.0])
        if self.now_and_then(3):
            made["if"] = self.condition(names, rounds)
        return made

    def list_of(
        self, targets: Sequence[str], names: Sequence[str], rounds: dict[str, list[str]], after: int, most: int = 2
    ) -> list[Raw]:
        """Some of them."""
        return [self.entries(targets, names, rounds, after) for _ in range(self.whole(0, most))]


def _move(make: Maker, targets: Sequence[str], axes: Sequence[str]) -> Raw:
    return {
        "title": "A move",
        "effects": make.effects(targets),
        "later": make.list_of(targets, [*GAUGES, *COUNTS, *axes], {}, COAST - MOST_DELAY, most=1),
        "claims": {s: make.number(0, 20) for s in make.some(DEFAULT_STAKEHOLDERS, 1)},
        "ways": make.ways(axes),
        "because": {"gain": "it gave", "loss": "it took"},
    }


def _manner(make: Maker, axes: Sequence[str], delay: int) -> Raw:
    made: Raw = {
        "gains": make.number(0, 2),
        "losses": make.number(0, 2),
        "cash": make.number(-3, 1),
        "delay": delay,
        "ways": make.ways(axes, 1),
        "because": "so",
    }
    if make.now_and_then(2):
        made |= {"carried": make.number(0, 1), "assent": make.number(-30, 30)}
    return made


def rulebook_of(make: Maker) -> Raw:
    """A rulebook with any coefficients, up to five axes, a few moves and manners."""
    rules: Raw = {n: {"value": make.number(*ends), "because": n} for n, ends in RULES.items()}
    rules["coast"] = {"value": COAST, "because": "coast"}
    rules["claims_due"] = {"value": make.whole(1, COAST), "because": "claims_due"}
    first = make.whole(0, 4)
    axes = [*AXES[first:], *AXES[:first]][: make.whole(0, 5)]
    targets = [*DEFAULT_STAKEHOLDERS, *GAUGES, "assent"]
    return {
        "chasm-rules": 2,
        "rules": rules,
        "people": {
            "balanced": {"of": {"employees": 30, "customers": 25, "communities": 20, "investors": 15, "partners": 10}},
            "owners-first": {
                "of": {"investors": 60, "customers": 15, "employees": 10, "communities": 10, "partners": 5}
            },
        },
        "ways": {
            axis: {
                "low": "One way.",
                "high": "The other.",
                "company": make.number(-1, 1),
                "people": make.number(-1, 1),
                "because": axis,
            }
            for axis in axes
        },
        "moves": {f"move-{n}": _move(make, targets, axes) for n in range(make.whole(1, 3))},
        "manners": {f"manner-{n}": _manner(make, axes, n) for n in range(2)},
        "evidence": {},
        "endings": [
            {"id": "fallen", "title": "F", "text": "f", "if": "cash < 0"},
            {"id": "crossed", "title": "C", "text": "c", "if": "chasm < 25 and value >= 45"},
            {"id": "stranded", "title": "S", "text": "s"},
        ],
    }


def scenario_of(make: Maker, rulebook: Raw, most_rounds: int) -> Raw:
    """A scenario on a rulebook: everything that the format knows and the engine reads."""
    axes = list(rulebook["ways"])
    removed = make.pick([None, None, "partners", "communities", "investors", "employees", "customers"])
    ids = [s for s in DEFAULT_STAKEHOLDERS if s != removed] + (["regulators"] if make.now_and_then(2) else [])
    given: Raw = {s: {"trust": make.number(0, 100)} for s in ids if s == "regulators" or make.now_and_then(2)}
    if removed:
        given[removed] = None
    leaders = LEADERS[: make.pick([0, 1, 2, 3, 0, 6])]
    scenario: Raw = {
        "chasm": 2,
        "id": "made",
        "title": "Made",
        "company": {
            "start": {
                "asks": make.whole(0, 3),
                **{g.id: make.number(-2, 30) if g.endless else make.number(g.low, g.high) for g in BUILT_IN},
            },
            "income": make.number(-4, 2),
            "upside": make.number(0, 10),
            "ways": make.ways(axes),
        },
        "stakeholders": given,
        "people_ways": make.ways(axes),
        "people": make.pick(["balanced", "owners-first"]),
    }
    if leaders:
        scenario["leaders"] = {
            k: {
                "watches": make.pick(["cash", *ids, *FIVE]),
                "share": make.number(0.1, 3),
                "assent": make.number(0, 100),
            }
            for k in leaders
        }
    if make.now_and_then(2):
        scenario["company"]["belief"] = {s: make.whole(1, 50) for s in ids}
    if make.now_and_then(2):
        scenario["people"] = {s: make.whole(1, 50) for s in ids}
    roles = {"employees": "employees", "customers": "customers", "owners": "investors"}
    cast = {role: make.pick(ids) for role, s in roles.items() if s == removed or make.now_and_then(8)}
    if cast:
        scenario["roles"] = cast
    if make.now_and_then(3):
        targets = [*DEFAULT_STAKEHOLDERS, *GAUGES, *leaders, "assent"]
        scenario["moves"] = {"own-move": _move(make, targets, axes)}
    _add_rounds(make, scenario, rulebook, ids, leaders, make.whole(1, most_rounds))
    return scenario


def _add_rounds(
    make: Maker, scenario: Raw, rulebook: Raw, ids: Sequence[str], leaders: Sequence[str], count: int
) -> None:
    axes = list(rulebook["ways"])
    rounds = {f"r{n}": [f"a{m}" for m in range(make.whole(1, 3))] for n in range(count)}
    assent = ["assent", *leaders] if leaders else []
    targets, names = [*ids, *GAUGES, *assent], [*ids, *GAUGES, *COUNTS, *axes, *assent]
    moves = [*rulebook["moves"], *scenario.get("moves", {})]
    scenario["rounds"] = []
    for name, answers in rounds.items():
        shock: Raw = {"text": "…", "effects": make.effects(targets)}
        if make.now_and_then(3):
            shock["now"] = make.list_of(targets, names, rounds, 0)
        if make.now_and_then(5):
            shock["people"] = make.pick(["balanced", "owners-first"])
        if axes and make.now_and_then(5):
            shock["people_ways"] = make.ways(axes)
        made: Raw = {"id": name, "title": name, "shock": shock, "responses": []}
        if make.now_and_then(4):
            made["if"] = make.condition(names, rounds)
        if make.now_and_then(4):
            made["chance"] = make.pick([0.5, 0.9, 0.0])
        for answer in answers:
            response: Raw = {
                "id": answer,
                "title": answer,
                "does": [_use(make, moves, list(rulebook["manners"])) for _ in range(make.whole(0, 2))],
                "effects": make.effects(targets, most=3),
                "because": "that is what it did",
                "later": make.list_of(targets, names, rounds, COAST),
                "ways": make.ways(axes, 1),
            }
            if make.now_and_then(2):
                response["now"] = make.list_of(targets, names, rounds, 0)
            if make.now_and_then(2):
                response["claims"] = {s: make.number(0, 20) for s in make.some(ids, 2)}
                if make.now_and_then(2):
                    response["claims_due"] = make.whole(1, COAST)
            if make.now_and_then(5):
                response["if"] = make.condition(names, rounds)
            made["responses"].append(response)
        scenario["rounds"].append(made)


def _use(make: Maker, moves: Sequence[str], manners: Sequence[str]) -> str | Raw:
    move = make.pick(moves)
    if not make.now_and_then(2):
        return move
    how = [make.pick(manners) for _ in range(make.whole(0, 2))]
    return {"move": move, "strength": make.number(0.1, 2), "how": how}


@st.composite
def conditions(draw: st.DrawFn, names: list[str], rounds: dict[str, list[str]]) -> str:
    """A condition over known names, division included."""
    return Maker(lambda: draw(_CHOICE)).condition(names, rounds)


@st.composite
def rulebooks(draw: st.DrawFn) -> Raw:
    """A rulebook."""
    return rulebook_of(Maker(lambda: draw(_CHOICE)))


@st.composite
def scenarios(draw: st.DrawFn, rulebook: Raw, most_rounds: int = 5) -> Raw:
    """A scenario on a rulebook."""
    return scenario_of(Maker(lambda: draw(_CHOICE)), rulebook, most_rounds)


@st.composite
def worlds(draw: st.DrawFn, most_rounds: int = 5) -> tuple[Raw, Raw, int]:
    """A rulebook, a scenario on it, and a seed."""
    rulebook = draw(rulebooks())
    return rulebook, draw(scenarios(rulebook, most_rounds)), draw(_SEED)


def world_of(number: int, most_rounds: int = 5) -> tuple[Raw, Raw, int]:
    """The world of a number: the same one whenever it is made."""
    source = random.Random(number)
    make = Maker(lambda: source.randrange(2**10))
    rulebook = rulebook_of(make)
    return rulebook, scenario_of(make, rulebook, most_rounds), source.randrange(2**53)


def loaded(scenario: Raw, rulebook: Raw) -> Scenario:
    """What the program makes of plain data, through the text of a file."""
    book = load_rulebook(Source("rulebook", yaml.dump(rulebook, Dumper=yaml.CSafeDumper, sort_keys=False)))
    text = yaml.dump(scenario, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
    return load_scenario(Source("scenario", text), book)[0]
