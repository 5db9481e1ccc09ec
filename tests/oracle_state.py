"""The state of a company as docs/model.md has it: numbers, formulas, and the beginning, for `oracle` to play on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from oracle_judging import judge, luck

Doc = dict[str, Any]
Effects = list[tuple[str, float]]  # a stakeholder, a gauge, `assent` or `cash`, and how much; in order
Numbers = dict[str, float]

# --- Numbers ----------------------------------------------------------------------------------------------------------


def total(terms: Iterable[float]) -> float:
    """Add one term at a time: `sum` corrects its rounding from Python 3.12 on, which the page forbids."""
    out = 0.0
    for term in terms:
        out += term
    return out


def clip(x: float, low: float, high: float) -> float:
    """Keep x between low and high."""
    return max(low, min(high, x))


def change(x: float, e: float) -> float:
    """Move a 0..100 gauge by a percentage of the distance that is left."""
    c = clip(e, -95, 95)
    return x + c / 100 * (100 - x) if c > 0 else x + c / 100 * x


# --- Who and what there is, and the state -----------------------------------------------------------------------------

DEFAULTS = ("customers", "employees", "partners", "communities", "investors")
FIVE = {"learning": 30.0, "execution": 52.0, "strategy": 52.0, "vision": 52.0, "credibility": 55.0}
BELIEF = {"investors": 60, "customers": 20, "employees": 10, "partners": 5, "communities": 5}
ROLES = {"employees": "employees", "customers": "customers", "owners": "investors"}
RULES = {
    "convey_loss": 1.0, "cross_floor": 0.15, "words_floor": 0.6, "strain_below": 10, "strain_loss": 0.4,
    "amplify_low": 0.6, "amplify_high": 1.4, "reveal": 1.0, "way_pace": 0.35, "exposure_base": 1.7,
    "exposure_slope": 1.4, "exposure_floor": 0.4, "gloss": 0.5, "claims_due": 2, "drag": 1.0, "backlash": 1.6,
    "kept_word": 6, "gap_credibility": 1.0, "chain_pass": 0.26, "owners_pace": 0.5, "healing": 0.1, "rescue_trust": 40,
    "rescue_limit": 8, "rescue_cash": 4, "rescue_price": 30, "rescue_slope": 3, "assent_pace": 1.5, "watch_cash": 2,
    "ask_cost": 1, "ask_learning": 6, "ask_assent": 15, "fog_max": 20, "fog_below": 50, "coast": 4, "floor": 20,
    "floor_weight": 0.3,
}  # fmt: skip


@dataclass
class Claim:
    """What a response promised in public, and what of it has come."""

    claims: Numbers
    credibility: float  # of the moment in which it was made
    came: Numbers
    settled: bool = False
    gap: Numbers = field(default_factory=dict)
    kept: Numbers = field(default_factory=dict)


@dataclass
class Entry:
    """What stands in the diary: effects that may land, or a claim that falls due."""

    due: int  # counted in rounds that happen, silent ones included
    effects: Effects
    condition: str | None = None
    chance: float = 1.0
    path: str = ""
    claim: Claim | None = None  # of the same response
    settles: bool = False


@dataclass
class Game:
    """One company on its way: what the files say, the state of the page, and what is remembered beside it."""

    scenario: Doc
    rulebook: Doc
    seed: int
    rules: Numbers
    moves: Doc
    manners: Doc
    roles: dict[str, str]
    leaders: Doc
    trust: Numbers
    people: Numbers
    belief: Numbers
    people_way: Numbers
    way: Numbers
    gauge: Numbers  # the five, then each leader's assent
    cash: float
    asks: int
    income: float
    upside: float
    hurt: Numbers
    rescues: int = 0
    alive: bool = True
    clock: int = 0  # rounds that happened, silent ones included
    happened: int = 0  # rounds of the file that happened, the one under way included
    diary: list[Entry] = field(default_factory=list)
    employees_change: float = 0.0
    cash_before: float = 0.0
    employees_before: float = 0.0
    watched_before: Numbers = field(default_factory=dict)
    trust_before: Numbers = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    claimed: float = 0.0
    kept: float = 0.0
    luck: dict[str, bool] = field(default_factory=dict)  # paths whose luck is given: the outcomes of a forecast
    choices: list[str] = field(default_factory=list)
    recorded: list[float] = field(default_factory=list)
    falls: dict[str, Numbers] = field(default_factory=dict)  # by round, from before the response to its end
    states: list[Doc] = field(default_factory=list)
    steps: list[Doc] = field(default_factory=list)


def what(g: Game) -> float:
    """Return the half of the chasm that says whom."""
    return 50 * total(abs(g.people[s] - g.belief[s]) for s in g.trust)


def how(g: Game) -> float:
    """Return the half of the chasm that says how."""
    return 50 * total(abs(g.people_way[a] - g.way[a]) for a in g.way) / len(g.way) if g.way else 0.0


def chasm(g: Game) -> float:
    """Return the social chasm."""
    return 0.5 * what(g) + 0.5 * how(g) if g.way else what(g)


def convey(g: Game) -> float:
    """Return how much of a good deed arrives."""
    r = g.rules
    strain = clip((r["strain_below"] - g.cash) / r["strain_below"], 0, 1)
    cross = max(r["cross_floor"], 1 - r["convey_loss"] * chasm(g) / 100)
    words = r["words_floor"] + (1 - r["words_floor"]) * g.gauge["credibility"] / 100
    return cross * words * (1 - r["strain_loss"] * strain)


def amplify(g: Game, gauge: str) -> float:
    """Return the factor of know-how."""
    low, high = g.rules["amplify_low"], g.rules["amplify_high"]
    return low + (high - low) * g.gauge[gauge] / 100


def value(g: Game) -> float:
    """Return the stakeholder value, 0 for a fallen company."""
    if not g.alive:
        return 0.0
    felt = total(g.people[s] * g.trust[s] for s in g.trust)
    return max(0.0, felt - g.rules["floor_weight"] * total(max(0, g.rules["floor"] - t) for t in g.trust.values()))


def assent(g: Game) -> float:
    """Return the leaders' mean assent by share."""
    share = {k: float(leader.get("share", 1)) for k, leader in g.leaders.items()}
    return total(share[k] * g.gauge[k] for k in share) / total(share.values())


def reported(g: Game) -> Numbers:
    """Return the trust that the dashboard shows: fear hides bad news."""
    below = g.rules["fog_below"]
    fog = g.rules["fog_max"] * max(0, below - g.trust[g.roles["employees"]]) / below
    return {s: t + fog * (100 - t) / 100 for s, t in g.trust.items()}


def lose(g: Game, s: str, e: float) -> None:
    """Take trust, and leave a wound."""
    before = g.trust[s]
    g.trust[s] = change(before, e)
    g.hurt[s] += before - g.trust[s]


def land(g: Game, effects: Effects, conveyed: float, a: float) -> None:
    """Land contributions on trust: losses first, as one sum, then gains, as one sum."""
    for s in g.trust:
        lose(g, s, total(e * (2 - conveyed) * a for name, e in effects if name == s and e < 0))
        g.trust[s] = change(g.trust[s], total(e * conveyed * a for name, e in effects if name == s and e > 0))


def land_on_gauges(g: Game, effects: Effects) -> None:
    """Sum per gauge, `assent` written out for every leader, and make one change of each."""
    written = [(k, e) for name, e in effects for k in (g.leaders if name == "assent" else [name])]
    for name in g.gauge:
        g.gauge[name] = change(g.gauge[name], total(e for n, e in written if n == name))


def reveal(g: Game, points: Numbers) -> None:
    """Let the company's beliefs follow what was given and taken."""
    m = g.rules["reveal"] * amplify(g, "vision") / 100
    b = {s: max(0.0, g.belief[s] + m * points[s]) for s in g.trust}
    whole = total(b.values())
    if whole != 0:
        g.belief = {s: b[s] / whole for s in g.trust}


# --- The beginning ----------------------------------------------------------------------------------------------------


def simplex(given: Doc, who: Iterable[str], *, passing: bool = False) -> Numbers:
    """Divide weights by their sum; `passing` passes names over that are no stakeholders of this game."""
    names = list(who)
    if not passing and (strangers := [s for s in given if s not in names]):
        raise ValueError(f"no such stakeholders: {strangers}")
    whole = total(given.get(s, 0) for s in names)
    if whole == 0:
        raise ValueError("the weights sum to zero")
    return {s: given.get(s, 0) / whole for s in names}


def weights(g: Doc, given: str | Doc, who: Iterable[str]) -> Numbers:
    """Return a weight set of the rulebook by its name, or a mapping's weights."""
    return simplex(g["people"][given]["of"], who, passing=True) if isinstance(given, str) else simplex(given, who)


def ways(pole: str, rulebook: Doc, given: Doc) -> Numbers:
    """Return where the axes stand: the rulebook's `company` or `people`, but for the axes that are given."""
    axes: Doc = rulebook.get("ways") or {}
    if wrong := [a for a, x in given.items() if a not in axes or not -1 <= x <= 1]:
        raise ValueError(f"no such axes, or outside -1 to 1: {wrong}")
    return {a: float(given.get(a, axis[pole])) for a, axis in axes.items()}


def begin(scenario: Doc, rulebook: Doc, seed: int) -> Game:
    """Set a company up before its first round."""
    company, given = scenario.get("company") or {}, scenario.get("stakeholders") or {}
    start, leaders = company.get("start") or {}, scenario.get("leaders") or {}
    who = [s for s in DEFAULTS if given.get(s, {}) is not None] + [s for s in given if s not in DEFAULTS]
    roles = {**ROLES, **(scenario.get("roles") or {})}
    watched = [leader["watches"] for leader in leaders.values()]
    if strangers := [x for x in roles.values() if x not in who] + [
        x for x in watched if x not in who and x not in FIVE and x != "cash"
    ]:
        raise ValueError(f"nobody there: {strangers}")
    belief = company.get("belief")
    five = {name: float(start.get(name, x)) for name, x in FIVE.items()}
    g = Game(
        scenario=scenario,
        rulebook=rulebook,
        seed=seed,
        rules={**RULES, **{name: rule["value"] for name, rule in (rulebook.get("rules") or {}).items()}},
        moves={**(rulebook.get("moves") or {}), **(scenario.get("moves") or {})},
        manners={**(rulebook.get("manners") or {}), **(scenario.get("manners") or {})},
        roles=roles,
        leaders=leaders,
        trust={s: float((given.get(s) or {}).get("trust", 50)) for s in who},
        people=weights(rulebook, scenario.get("people", "balanced"), who),
        belief=simplex(BELIEF, who, passing=True) if belief is None else simplex(belief, who),
        people_way=ways("people", rulebook, scenario.get("people_ways") or {}),
        way=ways("company", rulebook, company.get("ways") or {}),
        gauge={**five, **{k: float(leader.get("assent", 50)) for k, leader in leaders.items()}},
        cash=float(start.get("cash", 20)),
        asks=int(start.get("asks", 3)),
        income=float(company.get("income", 0.6)),
        upside=float(company.get("upside", 7)),
        hurt=dict.fromkeys(who, 0.0),
    )
    g.states.append(state(g, "start", "start"))
    return g


def state(g: Game, round_id: str, stage: str) -> Doc:
    """Return the state in the shape of the worked games."""
    return {
        "round": round_id, "stage": stage, "trust": dict(g.trust), "reported": reported(g), "belief": dict(g.belief),
        "people": dict(g.people), "ways": dict(g.way), "people_ways": dict(g.people_way),
        "assent": {k: g.gauge[k] for k in g.leaders}, "hurt": dict(g.hurt), "what": what(g), "how": how(g),
        "chasm": chasm(g), "cash": g.cash, "value": value(g), "alive": g.alive, "asks": g.asks, "rescues": g.rescues,
        **{name: g.gauge[name] for name in FIVE},
    }  # fmt: skip


# --- Luck and conditions ----------------------------------------------------------------------------------------------


def lucky(g: Game, path: str, chance: float) -> bool:
    """Say whether a thing happens, by the seed or, in a forecast, by the outcome that is played."""
    return g.luck[path] if path in g.luck else luck(g.seed, path) < chance


def judged(g: Game, entry: Doc, path: str) -> bool:
    """Say whether a round or an entry happens: its condition holds, and it is lucky."""
    return holds(g, entry.get("if")) and lucky(g, path, entry.get("chance", 1))


def holds(g: Game, condition: str | None) -> bool:
    """Judge a condition on the state as it is; none always holds."""
    if condition is None:
        return True
    names: Numbers = {"cash": g.cash, "chasm": chasm(g), "what": what(g), "how": how(g), "value": value(g)}
    names |= {"asks": g.asks, "rescues": g.rescues, "round": g.happened, **g.way, **g.gauge}
    names |= {"assent": assent(g)} if g.leaders else {}
    return judge(condition, {**names, **g.trust}, g.chosen, g.asked)  # trust last: a text of model 1 keeps its names
