"""The oracle: the model page as plain Python, one game at a time, to hold the engine against.

Written from the page alone, in the page's order, for reading rather than for speed; it imports nothing of the game.
Scenario and rulebook are raw mappings, as YAML text parses to them. The rule of this file: no cleverness.
"""

from __future__ import annotations

import ast
import hashlib
import math
import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Doc = dict[str, Any]
Choose = Callable[[str, list[str], int], str]
Effects = list[tuple[str, float]]  # (a stakeholder, a gauge or cash; how much), in order

DEFAULTS = ("customers", "employees", "partners", "communities", "investors")
GAUGES = {"learning": 30.0, "execution": 52.0, "strategy": 52.0, "vision": 52.0, "credibility": 55.0}
BELIEF = {"investors": 60, "customers": 20, "employees": 10, "partners": 5, "communities": 5}
ROLES = {"employees": "employees", "customers": "customers", "owners": "investors"}
RULES = {
    "convey_loss": 0.6, "words_floor": 0.6, "strain_below": 10, "strain_loss": 0.4, "amplify_low": 0.6,
    "amplify_high": 1.4, "belief_pace": 0.20, "belief_full": 20, "exposure_base": 1.4, "gloss": 0.5, "backlash": 1.6,
    "backlash_after": 2, "gap_credibility": 1.0, "kept_word": 6, "chain_pass": 0.26, "owners_pace": 0.5, "fog_max": 20,
    "fog_below": 50, "coast": 4, "floor": 20, "floor_weight": 0.3, "ask_cost": 1, "ask_learning": 3, "rescue_trust": 40,
    "rescue_limit": 8, "rescue_cash": 4, "rescue_price": 30,
}  # fmt: skip


@dataclass
class Played:
    """One game, played to its end."""

    states: list[Doc]
    choices: list[str]
    recorded: list[float]
    score: int
    score_exact: float
    say_do: float | None
    resilience: float
    ending: str
    chasm_start: float
    chasm_end: float


@dataclass
class Echo:
    """What stands in the diary."""

    due: int  # the number of its round, coast rounds counted on
    effects: Effects
    condition: str | None = None
    chance: float = 1.0
    path: str = ""


@dataclass
class Deed:
    """What a response comes to, before anything lands."""

    now: Effects = field(default_factory=list)
    delivered: Effects = field(default_factory=list)  # now and later; by chance, where there is one
    claims: Effects = field(default_factory=list)
    diary: list[Echo] = field(default_factory=list)


def clip(x: float, low: float, high: float) -> float:
    """Keep x between low and high."""
    return max(low, min(high, x))


def change(x: float, e: float) -> float:
    """Move a gauge by a percentage of the distance that is left."""
    c = clip(e, -95, 95)
    return x + c / 100 * (100 - x) if c > 0 else x + c / 100 * x


def on(effects: Effects, name: str) -> float:
    """Sum what falls on one name."""
    return sum(e for n, e in effects if n == name)


def simplex(given: Doc, who: list[str], *, passing: bool = False) -> dict[str, float]:
    """Divide weights by their sum; `passing` passes names over that are no stakeholders of this game."""
    if not passing and (strangers := [s for s in given if s not in who]):
        raise ValueError(f"no such stakeholders: {strangers}")
    total = sum(given.get(s, 0) for s in who)
    if total == 0:
        raise ValueError("the weights sum to zero")
    return {s: given.get(s, 0) / total for s in who}


class Game:
    """One company on its way through the rounds of a scenario: the state of the page, its formulas, its steps."""

    def __init__(self, scenario: Doc, rulebook: Doc, seed: int, choose: Choose) -> None:
        """Set up the state before the first round."""
        company, given = scenario.get("company") or {}, scenario.get("stakeholders") or {}
        start, roles = company.get("start") or {}, {**ROLES, **(scenario.get("roles") or {})}
        self.scenario, self.rulebook, self.seed, self.choose = scenario, rulebook, seed, choose
        self.moves: Doc = {**(rulebook.get("moves") or {}), **(scenario.get("moves") or {})}
        self.manners: Doc = {**(rulebook.get("manners") or {}), **(scenario.get("manners") or {})}
        self.rules: dict[str, float] = {**RULES, **{n: x["value"] for n, x in (rulebook.get("rules") or {}).items()}}
        self.who = [s for s in DEFAULTS if given.get(s, {}) is not None] + [s for s in given if s not in DEFAULTS]
        if strangers := [role for role, s in roles.items() if s not in self.who]:
            raise ValueError(f"nobody plays the roles {strangers}")
        self.employees, self.customers, self.owners = roles["employees"], roles["customers"], roles["owners"]
        self.trust = {s: float((given.get(s) or {}).get("trust", 50)) for s in self.who}
        self.people = self.weights(scenario.get("people", "balanced"))
        belief = company.get("belief")
        self.belief = simplex(BELIEF, self.who, passing=True) if belief is None else simplex(belief, self.who)
        self.gauges = {g: float(start.get(g, x)) for g, x in GAUGES.items()}
        self.cash, self.asks = float(start.get("cash", 20)), int(start.get("asks", 3))
        self.income, self.upside = float(company.get("income", 0.6)), float(company.get("upside", 7))
        self.alive = True
        self.happened = 0  # rounds of the file that happened, the one under way included
        self.clock = 0  # the same, and the coast rounds
        self.employees_change = self.kept = self.claimed = 0.0
        self.chosen: dict[str, str] = {}
        self.asked: set[str] = set()
        self.choices: list[str] = []
        self.diary: list[Echo] = []
        self.recorded: list[float] = []
        self.states = [self.state("start", "start")]

    def weights(self, given: str | Doc) -> dict[str, float]:
        """Return the weights of a named set, or of a mapping in the scenario."""
        if isinstance(given, str):
            return simplex(self.rulebook["people"][given]["of"], self.who, passing=True)
        return simplex(given, self.who)

    def chasm(self) -> float:
        """Return the distance between the people's weights and the company's."""
        return 50 * sum(abs(self.people[s] - self.belief[s]) for s in self.who)

    def convey(self) -> float:
        """Return how much of a deed arrives."""
        r, credibility = self.rules, self.gauges["credibility"]
        strain = clip((r["strain_below"] - self.cash) / r["strain_below"], 0, 1)
        words = r["words_floor"] + (1 - r["words_floor"]) * credibility / 100
        return (1 - r["convey_loss"] * self.chasm() / 100) * words * (1 - r["strain_loss"] * strain)

    def amplify(self, gauge: str) -> float:
        """Return the factor of a gauge."""
        low, high = self.rules["amplify_low"], self.rules["amplify_high"]
        return low + (high - low) * self.gauges[gauge] / 100

    def value(self) -> float:
        """Return the stakeholder value; 0 for a fallen company."""
        below = sum(max(0.0, self.rules["floor"] - self.trust[s]) for s in self.who)
        felt = sum(self.people[s] * self.trust[s] for s in self.who)
        return max(0.0, felt - self.rules["floor_weight"] * below) if self.alive else 0.0

    def reported(self) -> dict[str, float]:
        """Return what the dashboard shows."""
        r = self.rules
        fog = r["fog_max"] * max(0.0, r["fog_below"] - self.trust[self.employees]) / r["fog_below"]
        return {s: self.trust[s] + fog * (100 - self.trust[s]) / 100 for s in self.who}

    def state(self, round_id: str, stage: str) -> Doc:
        """Return the state as the worked games record it."""
        shown = {"round": round_id, "stage": stage, "trust": dict(self.trust), "reported": self.reported()}
        shown |= {"belief": dict(self.belief), "people": dict(self.people)}
        return {**shown, **self.gauges, **self.numbers(), "alive": self.alive}

    def numbers(self) -> Doc:
        """Return what is neither trust nor a gauge."""
        return {"chasm": self.chasm(), "cash": self.cash, "value": self.value(), "asks": self.asks}

    def holds(self, condition: str | None) -> bool:
        """Judge a condition now; none always holds."""
        names = {**self.trust, **self.gauges, **self.numbers(), "round": self.happened}
        return condition is None or judge(condition, names, self.chosen, self.asked)

    def land(self, effects: Effects, convey: float, a: float) -> None:
        """Land contributions on trust: losses first, as one sum, then gains, as one sum."""
        for s in self.who:
            self.trust[s] = change(self.trust[s], sum(e * (2 - convey) * a for n, e in effects if n == s and e < 0))
            self.trust[s] = change(self.trust[s], sum(e * convey * a for n, e in effects if n == s and e > 0))

    def move_gauges(self, effects: Effects) -> None:
        """Sum the effects per gauge, and make one change of each."""
        for g in GAUGES:
            self.gauges[g] = change(self.gauges[g], on(effects, g))

    def round(self, r: Doc) -> None:
        """Play one round of the file, steps 0 to 8."""
        self.happened += 1
        if not (self.holds(r.get("if")) and luck(self.seed, r["id"]) < r.get("chance", 1)):
            self.happened -= 1
            self.recorded.append(self.recorded[-1] if self.recorded else self.states[0]["value"])
            return
        cash, employees = self.cash, self.trust[self.employees]
        self.clock += 1
        self.shock(r.get("shock") or {})
        response = self.decide(r)
        deed = self.deed(r["id"], response)
        self.respond(deed)
        self.echoes()
        self.character(deed)
        self.business(cash)
        self.solvency()
        self.employees_change = self.trust[self.employees] - employees
        self.recorded.append(self.value())
        self.states.append(self.state(r["id"], "end"))

    def coast(self, n: int) -> None:
        """Play one silent round: steps 4, 6 and 7."""
        cash, employees = self.cash, self.trust[self.employees]
        self.clock += 1
        self.echoes()
        self.business(cash)
        self.solvency()
        self.employees_change = self.trust[self.employees] - employees
        self.states.append(self.state(f"coast-{n}", "coast"))

    def shock(self, shock: Doc) -> None:
        """Step 1."""
        exposure = self.rules["exposure_base"] - self.gauges["learning"] / 100
        for name, given in self.effects(shock.get("effects")):
            e = given * exposure if given < 0 and name not in GAUGES else given
            if name == "cash":
                self.cash += e
            else:
                gauges = self.gauges if name in GAUGES else self.trust
                gauges[name] = change(gauges[name], e)
        if shock.get("people") is not None:
            self.people = self.weights(shock["people"])

    def decide(self, r: Doc) -> Doc:
        """Step 2, and the choice of step 3. The people may be asked once a round."""
        while True:
            responses: Doc = {x["id"]: x for x in r["responses"] if self.holds(x.get("if"))} or {"wait": {"id": "wait"}}
            asks = 0 if r["id"] in self.asked else self.asks
            choice = self.choose(r["id"], list(responses), asks)
            self.choices.append(choice)
            if choice in responses:
                self.chosen[r["id"]] = choice
                return dict(responses[choice])
            if choice != "ask" or asks <= 0:
                raise ValueError(f"{choice!r} is not open in round {r['id']}")
            self.asks -= 1
            self.cash -= self.rules["ask_cost"]
            self.gauges["learning"] = change(self.gauges["learning"], self.rules["ask_learning"])
            self.asked.add(r["id"])

    def effects(
        self, given: Doc | None, strength: float = 1, how: Sequence[Doc] = (), *, move: bool = False
    ) -> Effects:
        """Return effects in file order, with strength and manners; a move's on removed stakeholders are passed over."""
        out: Effects = []
        for name, amount in (given or {}).items():
            if name != "cash" and name not in GAUGES and name not in self.who:
                if move and name in DEFAULTS:
                    continue
                raise ValueError(f"no such stakeholder or gauge: {name}")
            e = amount * strength
            for manner in how if name != "cash" else ():
                e = e * manner.get("gains" if amount > 0 else "losses", 1)
            out.append((name, e))
        return out

    def deed(self, round_id: str, response: Doc) -> Deed:
        """Step 3: gather what a response does, now and later, and what it claims."""
        deed, path = Deed(), f"{round_id}/{response['id']}"
        for i, entry in enumerate(response.get("does") or []):
            use: Doc = {"move": entry} if isinstance(entry, str) else entry
            move, strength, how = self.moves[use["move"]], use.get("strength", 1), use.get("how") or []
            manners = [self.manners[name] for name in ([how] if isinstance(how, str) else how)]
            delay = sum(manner.get("delay", 0) for manner in manners)
            now = self.effects(move.get("effects"), strength, manners, move=True)
            now += [("cash", manner.get("cash", 0) * strength) for manner in manners]
            deed.now += self.write(deed, now, delay, Echo(self.clock, []))
            for j, later in enumerate(move.get("later") or []):
                effects = self.effects(later.get("effects"), strength, manners, move=True)
                self.later(deed, later, effects, delay, f"{path}/does/{i}/later/{j}")
            deed.claims += self.effects(move.get("claims"), strength, move=True)
        deed.now += self.write(deed, self.effects(response.get("effects")), 0, Echo(self.clock, []))
        for j, later in enumerate(response.get("later") or []):
            self.later(deed, later, self.effects(later.get("effects")), 0, f"{path}/later/{j}")
        deed.claims += self.effects(response.get("claims"))
        return deed

    def later(self, deed: Deed, later: Doc, effects: Effects, delay: int, path: str) -> None:
        """Write a later effect into the diary."""
        echo = Echo(self.clock + later["after"], [], later.get("if"), later.get("chance", 1), path)
        echo.effects = self.write(deed, effects, delay, echo)
        deed.diary.append(echo)

    def write(self, deed: Deed, effects: Effects, delay: int, when: Echo) -> Effects:
        """Count effects as delivered, put the gains of trust off by the delay, and return what is not put off."""
        deed.delivered += [(name, e * when.chance) for name, e in effects]
        put_off = [(name, e) for name, e in effects if delay > 0 and name in self.who and e > 0]
        if put_off:
            deed.diary.append(Echo(when.due + delay, put_off, when.condition, when.chance, when.path))
        return [x for x in effects if x not in put_off]

    def respond(self, deed: Deed) -> None:
        """Step 3: judge the claims, land what is immediate, fill the diary."""
        r, convey, a, credibility = self.rules, self.convey(), self.amplify("execution"), self.gauges["credibility"]
        claims = {s: on(deed.claims, s) for s in self.who}
        gloss: Effects = []
        if any(claim > 0 for claim in claims.values()):
            kept = {s: min(claims[s], max(0.0, on(deed.delivered, s))) for s in self.who}
            gap = {s: claims[s] - kept[s] for s in self.who}
            gloss = [(s, r["gloss"] * claims[s] * credibility / 100) for s in self.who]
            sum_kept, sum_gap = sum(kept.values()), sum(gap.values())
            if sum_gap > 1e-9:
                backlash = [(s, -r["backlash"] * gap[s] * (1.5 - credibility / 100)) for s in self.who]
                self.diary.append(Echo(self.clock + int(r["backlash_after"]), backlash))
            word = r["kept_word"] * min(1, sum_kept / 10) - r["gap_credibility"] * sum_gap
            self.gauges["credibility"] = change(credibility, word)
            self.kept += sum_kept
            self.claimed += sum(claims.values())
        self.land(deed.now + gloss, convey, a)
        self.cash += on(deed.now, "cash")
        self.diary += deed.diary

    def echoes(self) -> None:
        """Step 4."""
        due = [echo for echo in self.diary if echo.due == self.clock]
        holding = [echo for echo in due if self.holds(echo.condition) and luck(self.seed, echo.path) < echo.chance]
        effects = [x for echo in holding for x in echo.effects]
        self.land(effects, self.convey(), self.amplify("strategy"))
        self.cash += on(effects, "cash")
        self.move_gauges(effects)

    def character(self, deed: Deed) -> None:
        """Step 5."""
        served = {s: on([x for x in deed.delivered if x[1] > 0], s) for s in self.who}
        total = sum(served.values())
        if total > 0:
            pace = self.rules["belief_pace"] * self.amplify("vision") * min(1, total / self.rules["belief_full"])
            for s in self.who:
                self.belief[s] += pace * (served[s] / total - self.belief[s])
        self.move_gauges(deed.now)

    def business(self, cash_before: float) -> None:
        """Step 6."""
        passed = self.rules["chain_pass"] * self.employees_change
        self.trust[self.customers] = clip(self.trust[self.customers] + passed, 0, 100)
        self.cash += self.income + self.upside * (self.trust[self.customers] - 50) / 50
        seen = clip(self.rules["owners_pace"] * (self.cash - cash_before), -12, 12)
        self.trust[self.owners] = change(self.trust[self.owners], seen)

    def solvency(self) -> None:
        """Step 7."""
        if self.cash >= 0:
            return
        if self.trust[self.owners] >= self.rules["rescue_trust"] and self.cash >= -self.rules["rescue_limit"]:
            self.cash = self.rules["rescue_cash"]
            self.trust[self.owners] = change(self.trust[self.owners], -self.rules["rescue_price"])
        else:
            self.alive = False

    def ending(self) -> str:
        """Return the id of the game's ending."""
        own = self.scenario.get("endings") or []
        redefined = {e["id"] for e in own}
        shipped = [e for e in self.rulebook.get("endings") or [] if e["id"] not in redefined]
        living = (str(e["id"]) for e in own + shipped if e["id"] != "fallen" and self.holds(e.get("if")))
        return next(living, "ended") if self.alive else "fallen"

    def run(self) -> Played:
        """Play the game, and work out its results."""
        for r in self.scenario["rounds"]:
            if self.alive:
                self.round(r)
            else:
                self.recorded.append(0.0)
        for n in range(1, int(self.rules["coast"]) + 1):
            if self.alive:
                self.coast(n)
        exact = 10 * (0.5 * self.value() + 0.5 * (sum(self.recorded) / len(self.recorded)))
        lowest = min((t for state in self.states[1:] for t in state["trust"].values()), default=0.0)
        return Played(
            states=self.states,
            choices=self.choices,
            recorded=self.recorded,
            score=math.floor(exact + 0.5),
            score_exact=exact,
            say_do=self.kept / self.claimed if self.claimed > 0 else None,
            resilience=lowest if self.alive else 0.0,
            ending=self.ending(),
            chasm_start=self.states[0]["chasm"],
            chasm_end=self.states[-1]["chasm"],
        )


def luck(seed: int, path: str) -> float:
    """Return the luck of the thing at this path under this seed, 0 <= u < 1."""
    mask = 2**64 - 1
    key = int.from_bytes(hashlib.blake2b(path.encode(), digest_size=8).digest(), "big")
    z = (seed + key + 0x9E3779B97F4A7C15) & mask
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
    return float(((z ^ (z >> 31)) >> 11) * 2.0**-53)


ARITHMETIC: dict[type, Callable[[float, float], float]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
COMPARISONS: dict[type, Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b - 1e-9,
    ast.LtE: lambda a, b: a <= b + 1e-9,
    ast.Gt: lambda a, b: a > b + 1e-9,
    ast.GtE: lambda a, b: a >= b - 1e-9,
    ast.Eq: lambda a, b: abs(a - b) <= 1e-9,
    ast.NotEq: lambda a, b: abs(a - b) > 1e-9,
}


def judge(condition: str, names: dict[str, float], chosen: dict[str, str], asked: set[str]) -> bool:
    """Judge a condition. Every part is looked at, so a division by zero anywhere makes the whole of it false."""

    def truth(node: ast.expr) -> bool:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = [truth(x) for x in values]
                return all(parts) if isinstance(op, ast.And) else any(parts)
            case ast.UnaryOp(op=ast.Not(), operand=x):
                return not truth(x)
            case ast.Compare(left=left, ops=ops, comparators=others) if {type(op) for op in ops} <= set(COMPARISONS):
                numbers = [number(x) for x in (left, *others)]
                return all(COMPARISONS[type(op)](numbers[i], numbers[i + 1]) for i, op in enumerate(ops))
            case ast.Call(func=ast.Name(id="chose"), args=[ast.Constant(value=r), ast.Constant(value=c)]):
                return chosen.get(str(r)) == c
            case ast.Call(func=ast.Name(id="asked"), args=[ast.Constant(value=r)]):
                return r in asked
        raise ValueError(f"not a condition: {condition}")

    def number(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int(x) | float(x)) if not isinstance(x, bool):
                return float(x)
            case ast.Name(id=name) if name in names:
                return float(names[name])
            case ast.UnaryOp(op=ast.USub() | ast.UAdd() as sign, operand=x):
                return -number(x) if isinstance(sign, ast.USub) else number(x)
            case ast.BinOp(left=a, op=op, right=b) if type(op) in ARITHMETIC:
                return ARITHMETIC[type(op)](number(a), number(b))
        raise ValueError(f"not a number in: {condition}")

    try:
        return truth(ast.parse(condition.strip(), mode="eval").body)
    except ZeroDivisionError:
        return False


def play(scenario: Doc, rulebook: Doc, seed: int, choices: Sequence[str] | Choose) -> Played:
    """Play one game.

    The choices are a list (`ask` before a choice, `wait` where nothing is open), or a function of the round's id, the
    ids of the open responses, and the number of asks that may be used now (0 once the people were asked in this round).
    A choice that is not open, a missing one and one too many raise ValueError.
    """
    if callable(choices):
        return Game(scenario, rulebook, seed, choices).run()
    left = list(choices)

    def take(round_id: str, _open: list[str], _asks: int) -> str:
        if not left:
            raise ValueError(f"no choice for round {round_id}")
        return left.pop(0)

    played = Game(scenario, rulebook, seed, take).run()
    if left:
        raise ValueError(f"choices left over: {left}")
    return played


def playthroughs(scenario: Doc, rulebook: Doc, seed: int) -> Iterator[Played]:
    """Play every open response in every round, never asking, in file order of the responses."""
    path: list[int] = []  # which of the open responses is taken, decision by decision
    while True:
        widths: list[int] = []  # how many were open

        def take(_round: str, open_ids: list[str], _asks: int, widths: list[int] = widths) -> str:
            if len(path) == len(widths):
                path.append(0)
            widths.append(len(open_ids))
            return open_ids[path[len(widths) - 1]]

        yield play(scenario, rulebook, seed, take)
        while path and path[-1] + 1 == widths[len(path) - 1]:
            path.pop()
        if not path:
            return
        path[-1] += 1
