"""The oracle: docs/model.md as plain Python, one game at a time, to hold an engine against.

Written from that page alone and in its order, a function a rule, for reading rather than for speed. It imports nothing
of the game. Scenario and rulebook are raw mappings, as YAML text parses to them. It checks what a rule would trip over,
not everything that a loader must. The state and its formulas are in `oracle_state`, luck and conditions in
`oracle_judging`, what a player is told (forecasts, calibration, belief sheets) in `oracle_telling`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from oracle_state import (
    DEFAULTS,
    Claim,
    Doc,
    Effects,
    Entry,
    Game,
    Numbers,
    amplify,
    assent,
    begin,
    change,
    clip,
    convey,
    holds,
    judged,
    land,
    land_on_gauges,
    lose,
    lucky,
    reveal,
    state,
    total,
    value,
    ways,
    weights,
)

Decide = Callable[[Game, str, list[str]], str]  # the game, the round's id, what is open; returns a decision
WAIT: Doc = {"id": "wait"}


@dataclass
class Part:
    """One use of a move, or what is a response's own, with strength and manners."""

    once: Effects
    later: list[tuple[Doc, Effects, str]]  # the entry in the file, its effects, its path
    delay: int = 0


@dataclass
class Deed:
    """What is known of a response beforehand, and how far it is carried."""

    parts: list[Part]
    now: list[tuple[Doc, Effects, str]]
    delivered: Numbers
    weight: Numbers
    tag: Numbers
    carry: float = 1.0
    gauges: Effects = field(default_factory=list)


def effects_of(g: Game, given: Doc | None, *, move: bool = False) -> Effects:
    """Return effects in file order; a move's on removed stakeholders, or on leaders that are not, are passed over."""
    out: Effects = []
    for name, e in (given or {}).items():
        if name in g.trust or name in g.gauge or name == "cash" or (name == "assent" and g.leaders):
            out.append((name, e))
        elif not (move and (name in DEFAULTS or name == "assent")):
            raise ValueError(f"no such stakeholder or gauge: {name}")
    return out


# --- One round --------------------------------------------------------------------------------------------------------


def happens(g: Game, r: Doc) -> bool:
    """Step 0: judge whether a round happens; one that does not takes no time and records what was."""
    g.happened += 1
    if judged(g, r, r["id"]):
        g.clock += 1
        return True
    g.happened -= 1
    g.recorded.append(g.recorded[-1] if g.recorded else g.states[0]["value"])
    return False


def shock(g: Game, round_id: str, given: Doc) -> None:
    """Step 1."""
    r = g.rules
    exposure = max(r["exposure_floor"], r["exposure_base"] - r["exposure_slope"] * g.gauge["learning"] / 100)
    now = [x for j, x in enumerate(given.get("now") or []) if judged(g, x, f"{round_id}/shock/now/{j}")]
    for name, e in (pair for x in [given, *now] for pair in effects_of(g, x.get("effects"))):
        if name == "cash":
            g.cash += e * exposure if e < 0 else e
        elif name not in g.trust:
            for gauge in g.leaders if name == "assent" else [name]:
                g.gauge[gauge] = change(g.gauge[gauge], e)
        elif e < 0:
            lose(g, name, e * exposure)
        else:
            g.trust[name] = change(g.trust[name], e)
    if given.get("people") is not None:
        g.people = weights(g.rulebook, given["people"], g.trust)
    g.people_way.update(ways("people", g.rulebook, {**g.people_way, **(given.get("people_ways") or {})}))


def ask(g: Game, round_id: str, companion: str) -> None:
    """Step 2, perhaps with a leader (otherwise the companion is empty)."""
    if g.asks <= 0 or round_id in g.asked or (companion and companion not in g.leaders):
        raise ValueError(f"cannot ask {companion} in {round_id}")
    g.asks -= 1
    g.cash -= g.rules["ask_cost"]
    g.gauge["learning"] = change(g.gauge["learning"], g.rules["ask_learning"])
    if companion:
        g.gauge[companion] = change(g.gauge[companion], g.rules["ask_assent"])
    g.asked.add(round_id)


def responses(g: Game, r: Doc) -> Doc:
    """Return the responses that are open in this round, by id."""
    return {x["id"]: x for x in r["responses"] if holds(g, x.get("if"))} or {"wait": WAIT}


def use_of(g: Game, entry: str | Doc) -> tuple[Doc, float, list[Doc]]:
    """Return a use's move, its strength and its manners."""
    use: Doc = {"move": entry} if isinstance(entry, str) else entry
    how = use.get("how") or []
    manners = [g.manners[name] for name in ([how] if isinstance(how, str) else how)]
    return g.moves[use["move"]], use.get("strength", 1), manners


def move_part(g: Game, entry: str | Doc, path: str) -> Part:
    """Return a move's effects with strength and manners; behind it each manner's cash and assent."""
    move, strength, manners = use_of(g, entry)

    def scaled(given: Doc | None) -> Effects:
        out: Effects = []
        for name, e in effects_of(g, given, move=True):
            size = e * strength
            for manner in manners if name != "cash" else ():
                size *= manner.get("gains" if e > 0 else "losses", 1)
            out.append((name, size))
        return out

    once = scaled(move.get("effects"))
    for manner in manners:
        once.append(("cash", manner.get("cash", 0) * strength))
        once += [("assent", manner["assent"] * strength)] if g.leaders and "assent" in manner else []
    later = [(x, scaled(x.get("effects")), f"{path}/later/{j}") for j, x in enumerate(move.get("later") or [])]
    return Part(once, later, sum(manner.get("delay", 0) for manner in manners))


def tags_of(g: Game, response: Doc) -> list[tuple[str, float, float]]:
    """Return each naming of an axis: the axis, its weight, its tag."""
    out: list[tuple[str, float, float]] = []
    for entry in response.get("does") or []:
        move, strength, manners = use_of(g, entry)
        out += [(a, strength, t) for source in [move, *manners] for a, t in (source.get("ways") or {}).items()]
    return out + [(a, 1, t) for a, t in (response.get("ways") or {}).items()]


def known(g: Game, round_id: str, response: Doc) -> Deed:
    """Step 3: gather what is known of a response beforehand."""
    path = f"{round_id}/{response['id']}"
    parts = [move_part(g, x, f"{path}/does/{i}") for i, x in enumerate(response.get("does") or [])]
    own = [(x, effects_of(g, x.get("effects")), f"{path}/later/{j}") for j, x in enumerate(response.get("later") or [])]
    parts.append(Part(effects_of(g, response.get("effects")), own))
    now = [(x, effects_of(g, x.get("effects")), f"{path}/now/{j}") for j, x in enumerate(response.get("now") or [])]
    counted: Effects = []
    for part in parts:
        counted += part.once + [(n, e * x.get("chance", 1)) for x, effects, _ in part.later for n, e in effects]
    counted += [(n, e * x.get("chance", 1)) for x, effects, _ in now for n, e in effects]
    tags = tags_of(g, response)
    weight = {axis: total(w for a, w, _ in tags if a == axis) for axis in g.way}
    tag = {axis: total(w * t for a, w, t in tags if a == axis) / x for axis, x in weight.items() if x > 0}
    return Deed(parts, now, {s: total(e for n, e in counted if n == s) for s in g.trust}, weight, tag)


def strange(g: Game, deed: Deed) -> float:
    """Step 3: how strange a response is to this house."""
    good = {s: max(0.0, deed.delivered[s]) for s in g.trust}
    whole = total(good.values())
    strange_what = 0.5 * total(abs(good[s] / whole - g.belief[s]) for s in g.trust) if whole != 0 else 0.0
    axes = [abs(deed.tag[a] - g.way[a]) / 2 for a in deed.tag]
    strange_how = total(axes) / len(axes) if axes else 0.0
    return 0.5 * strange_what + 0.5 * strange_how


def carry(g: Game, deed: Deed, response: Doc) -> float:
    """Step 3: how far the leaders carry a response."""
    if not g.leaders:
        return 1.0
    carried = max([m.get("carried", 0) for x in response.get("does") or [] for m in use_of(g, x)[2]], default=0)
    return float(1 - g.rules["drag"] * strange(g, deed) * (1 - max(assent(g) / 100, carried)))


def claims_of(g: Game, response: Doc) -> Numbers:
    """Step 3: what a response and its moves promise, by stakeholder."""
    out: Effects = []
    for entry in response.get("does") or []:
        move, strength, _ = use_of(g, entry)
        out += [(s, x * strength) for s, x in effects_of(g, move.get("claims"), move=True)]
    out += effects_of(g, response.get("claims"))
    return {s: total(x for n, x in out if n == s) for s in g.trust}


def respond(g: Game, round_id: str, response: Doc) -> Deed:
    """Step 3: play what a response does at once, and write what comes later into the diary."""
    g.trust_before, g.watched_before = dict(g.trust), {k: watched(g, k) for k in g.leaders}
    conveyed, a, credibility = convey(g), amplify(g, "execution"), g.gauge["credibility"]
    deed = known(g, round_id, response)
    now = [effects for x, effects, path in deed.now if judged(g, x, path)]
    deed.carry = carry(g, deed, response)
    claims = claims_of(g, response)
    claim = Claim(claims, credibility, {}) if any(x > 0 for x in claims.values()) else None

    once: Effects = []
    for part in deed.parts:
        once += write(g, deed, part, claim)
    once += [(n, e * deed.carry if n in g.trust and e > 0 else e) for effects in now for n, e in effects]
    if claim:
        claim.came = {s: total(e for n, e in once if n == s) for s in g.trust}
        g.claimed += total(claims.values())
        g.diary.append(Entry(g.clock + due_after(g, response), [], claim=claim, settles=True))
    gloss = [(s, g.rules["gloss"] * x * credibility / 100) for s, x in claims.items() if x > 0]
    land(g, once + gloss, conveyed, a)
    add_cash(g, once)
    deed.gauges = once
    return deed


def due_after(g: Game, response: Doc) -> int:
    """Return after how many rounds a response's claim is due."""
    return int(response.get("claims_due") or g.rules["claims_due"])


def write(g: Game, deed: Deed, part: Part, claim: Claim | None) -> Effects:
    """Step 3, the diary: write a part's delayed gains and its `later`; return what it does at once."""

    def carried(effects: Effects) -> Effects:
        return [(n, e * deed.carry if n in g.trust and e > 0 else e) for n, e in effects]

    def late(name: str, e: float) -> bool:
        return part.delay > 0 and name in g.trust and e > 0

    def put(after: int, effects: Effects, x: Doc, path: str) -> None:
        g.diary.append(Entry(g.clock + after, effects, x.get("if"), x.get("chance", 1), path, claim))

    once = carried(part.once)
    if part.delay > 0:
        put(part.delay, [x for x in once if late(*x)], {}, "")
    for x, given, path in part.later:
        effects = carried(given)
        put(x["after"], [y for y in effects if not late(*y)], x, path)
        put(x["after"] + part.delay, [y for y in effects if late(*y)], x, path)
    return [x for x in once if not late(*x)]


def add_cash(g: Game, effects: Effects) -> None:
    """Add cash, entry by entry."""
    for name, e in effects:
        if name == "cash":
            g.cash += e


def echoes(g: Game) -> None:
    """Step 4: land what the diary has for this round, and settle the promises that are due."""
    due = [x for x in g.diary if x.due == g.clock]
    g.diary = [x for x in g.diary if x.due > g.clock]
    held = [x for x in due if x.settles or (holds(g, x.condition) and lucky(g, x.path, x.chance))]
    conveyed, a = convey(g), amplify(g, "strategy")
    for x in held:
        if x.claim and not x.claim.settled:
            for name, e in x.effects:
                if name in g.trust:
                    x.claim.came[name] += e
    landing: Effects = []
    for x in held:
        landing += settle(g, x.claim) if x.settles and x.claim else x.effects
    land(g, landing, conveyed, a)
    add_cash(g, landing)
    land_on_gauges(g, landing)
    for x in held:
        if x.settles and x.claim:
            credit(g, x.claim)


def settle(g: Game, claim: Claim) -> Effects:
    """Step 4.3: hold a promise against what has come; return the backlash."""
    claim.settled = True
    claim.kept = {s: min(x, max(0.0, claim.came[s])) for s, x in claim.claims.items()}
    claim.gap = {s: x - claim.kept[s] for s, x in claim.claims.items()}
    g.kept += total(claim.kept.values())
    return [(s, -g.rules["backlash"] * x * (1.5 - claim.credibility / 100)) for s, x in claim.gap.items() if x > 0]


def credit(g: Game, claim: Claim) -> None:
    """Step 4.5: draw what a promise teaches about the company."""
    kept, gap = total(claim.kept.values()), total(claim.gap.values())
    credibility = g.rules["kept_word"] * min(1, kept / 10) - g.rules["gap_credibility"] * gap
    g.gauge["credibility"] = change(g.gauge["credibility"], credibility)
    reveal(g, {s: -x for s, x in claim.gap.items()})
    if "openness" in g.way:
        pace = g.rules["way_pace"] * amplify(g, "vision") * min(1, gap / 20)
        g.way["openness"] += pace * (-1 - g.way["openness"])


def character(g: Game, deed: Deed) -> None:
    """Step 5: beliefs and ways follow the deed, then its effects on gauges land."""
    reveal(g, deed.delivered)
    for a, tag in deed.tag.items():
        g.way[a] += g.rules["way_pace"] * amplify(g, "vision") * min(1, deed.weight[a]) * (tag - g.way[a])
    land_on_gauges(g, deed.gauges)


def business(g: Game) -> None:
    """Step 6: employees carry customers, customers pay, owners look at the cash; then wounds heal."""
    r, customers, owners = g.rules, g.roles["customers"], g.roles["owners"]
    g.trust[customers] = clip(g.trust[customers] + r["chain_pass"] * g.employees_change, 0, 100)
    g.cash += g.income + g.upside * (g.trust[customers] - 50) / 50
    g.trust[owners] = change(g.trust[owners], clip(r["owners_pace"] * (g.cash - g.cash_before), -12, 12))
    for s in g.trust:
        back = r["healing"] * g.hurt[s]
        g.hurt[s] -= back
        g.trust[s] = min(100.0, g.trust[s] + back)


def solvency(g: Game) -> None:
    """Step 7: where cash is below 0 the owners step in, or the company falls."""
    r, owners = g.rules, g.roles["owners"]
    if g.cash < 0:
        if g.trust[owners] >= r["rescue_trust"] and g.cash >= -r["rescue_limit"]:
            hole = -g.cash
            g.cash = float(r["rescue_cash"])
            g.rescues += 1
            g.trust[owners] = change(g.trust[owners], -(r["rescue_price"] + r["rescue_slope"] * hole))
        else:
            g.alive = False
    g.employees_change = g.trust[g.roles["employees"]] - g.employees_before


def watched(g: Game, k: str) -> float:
    """Step 8: what leader k watches."""
    name = g.leaders[k]["watches"]
    return g.rules["watch_cash"] * g.cash if name == "cash" else {**g.gauge, **g.trust}[name]


def lead(g: Game) -> None:
    """Step 8: leaders come to believe what they have seen."""
    for k in g.leaders:
        e = clip(g.rules["assent_pace"] * (watched(g, k) - g.watched_before[k]), -15, 15)
        g.gauge[k] = change(g.gauge[k], e)


def remember(g: Game) -> None:
    """Keep what business compares with: the state before a shock, or at the beginning of a silent round."""
    g.cash_before, g.employees_before = g.cash, g.trust[g.roles["employees"]]


def take(g: Game, r: Doc, decide: Decide) -> Doc:
    """Let the player ask, perhaps, and choose one of the open responses."""
    while True:
        is_open = responses(g, r)
        decision = decide(g, r["id"], list(is_open))
        g.choices.append(decision)
        if decision in is_open:
            return dict(is_open[decision])
        word, _, companion = decision.partition(":")
        if word != "ask":
            raise ValueError(f"{decision!r} is not open in round {r['id']}")
        ask(g, r["id"], companion)
        g.steps.append(state(g, r["id"], "ask"))


def follow(g: Game, round_id: str, response: Doc | None) -> None:
    """Play steps 3 to 8 with a response, or a silent round's without one."""

    def done(stage: str) -> None:
        g.steps.append(state(g, round_id, stage))

    deed = None
    if response is not None:
        g.chosen[round_id] = response["id"]
        deed = respond(g, round_id, response)
        done("response")
    echoes(g)
    done("echoes")
    if deed:
        character(g, deed)
        done("character")
    business(g)
    done("business")
    solvency(g)
    done("solvency")
    lead(g)


def play_round(g: Game, r: Doc, decide: Decide) -> None:
    """Play one round of the file."""
    if not happens(g, r):
        return
    remember(g)
    shock(g, r["id"], r.get("shock") or {})
    g.steps.append(state(g, r["id"], "shock"))
    follow(g, r["id"], take(g, r, decide))
    g.recorded.append(value(g))
    g.falls[r["id"]] = {s: g.trust_before[s] - g.trust[s] for s in g.trust}
    g.states.append(state(g, r["id"], "end"))


def silent_round(g: Game, round_id: str) -> None:
    """Play one silent round."""
    g.clock += 1
    remember(g)
    g.watched_before = {k: watched(g, k) for k in g.leaders}
    follow(g, round_id, None)
    g.states.append(state(g, round_id, "coast"))


# --- Results ----------------------------------------------------------------------------------------------------------


@dataclass
class Played:
    """One game, played to its end."""

    states: list[Doc]  # the beginning, and each round's end
    steps: list[Doc]  # the state after every step
    choices: list[str]
    recorded: list[float]
    falls: dict[str, Numbers]
    score: int
    score_exact: float
    say_do: float | None
    resilience: float
    rescues: int
    ending: str
    alive: bool


def ending(g: Game) -> str:
    """Return how the story ends."""
    own: list[Doc] = g.scenario.get("endings") or []
    rest = [x for x in g.rulebook.get("endings") or [] if x["id"] not in [y["id"] for y in own]]
    living = [x["id"] for x in [*own, *rest] if x["id"] != "fallen" and holds(g, x.get("if"))]
    return "fallen" if not g.alive else [*living, "ended"][0]


def result(g: Game) -> Played:
    """Return the outputs of a game that is over."""
    exact = 10 * (0.5 * value(g) + 0.5 * (total(g.recorded) / len(g.recorded)))
    say_do = g.kept / g.claimed if g.claimed > 0 else None
    lowest = min(t for x in g.states[1:] for t in x["trust"].values()) if g.alive else 0.0
    return Played(
        g.states, g.steps, g.choices, g.recorded, g.falls, math.floor(exact + 0.5), exact, say_do, lowest, g.rescues,
        ending(g), g.alive,
    )  # fmt: skip


def play(scenario: Doc, rulebook: Doc, seed: int, decisions: Sequence[str] | Decide) -> Played:
    """Play one game: decisions are a list, or a function of the game, the round's id and what is open."""
    left = [] if callable(decisions) else list(decisions)

    def next_one(_game: Game, round_id: str, _open: list[str]) -> str:
        if not left:
            raise ValueError(f"no decision for round {round_id}")
        return left.pop(0)

    g = begin(scenario, rulebook, seed)
    for r in scenario["rounds"]:
        if g.alive:
            play_round(g, r, decisions if callable(decisions) else next_one)
        else:
            g.recorded.append(0.0)
    for n in range(1, int(g.rules["coast"]) + 1):
        if g.alive:
            silent_round(g, f"coast-{n}")
    if left:
        raise ValueError(f"decisions left over: {left}")
    return result(g)
