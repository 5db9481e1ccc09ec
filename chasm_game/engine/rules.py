"""The model, one function a rule, in the order of docs/model.md; step 3 is in `deeds.py`, step 4 in `diary.py`.

Every function changes the lanes of one state through its ledger. All lanes are in the same round and take the same
response. In what order they are called, and for which lanes, is said in `round.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.beliefs import reveal, show_way
from chasm_game.engine.contributions import Contribution, within
from chasm_game.engine.effects import Cause, Target, gauge_target
from chasm_game.engine.lane_environment import fallen_so, lanes_where
from chasm_game.engine.measures import amplify, value, watched
from chasm_game.engine.state import ASKED
from chasm_game.gauges import CASH, LEARNING, VISION
from chasm_game.scenario.rulebook import Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import NowPlan, Plan, ResponsePlan
    from chasm_game.engine.state import Floats, State

__all__ = [
    "ask",
    "begin",
    "business",
    "character",
    "end",
    "happens",
    "is_open",
    "leaders",
    "now_lanes",
    "record",
    "shock",
    "solvency",
    "watch",
    "weigh",
]

_CASH, _LEARNING = gauge_target(CASH), gauge_target(LEARNING)
INCOME = Cause("rules/income", Reason.both("The ordinary business of the round."))
UPSIDE = Cause("rules/upside", Reason.both("Customers buy as far as they trust."))


def happens(plan: Plan, state: State, index: int) -> NDArray[np.bool_]:
    """Step 0: in which lanes the round happens; its own number counts it in."""
    round_ = plan.rounds[index]
    if not round_.lucky:
        return np.zeros(state.lanes, dtype=np.bool_)
    state.count("happened")
    verdict = lanes_where(round_.when, plan, state)
    state.count("happened", -1)
    return verdict if round_.fate is None else verdict & fallen_so(state, round_.fate)


def shock(ledger: Ledger, index: int) -> None:
    """Step 1: what happens to the company; a learning one absorbs more of it."""
    plan, state, round_ = ledger.plan, ledger.state, ledger.plan.rounds[index]
    begin(ledger, round_.id)
    state.count("happened")
    exposure = plan["exposure_base"] - plan["exposure_slope"] * state[LEARNING] / 100.0
    # Taken once: what the shock does to learning does not soften that shock.
    exposure = np.maximum(plan["exposure_floor"], exposure)
    ledger.at("shock")
    # All are judged before anything lands: what the shock itself does decides none of them.
    held = [(item, lanes) for item in round_.nows if (lanes := now_lanes(item, plan, state)).any()]
    for effect in round_.effects:
        _strike(ledger, Contribution(*effect), exposure)
    for item, lanes in held:
        for effect in item.effects:
            _strike(ledger, within(Contribution(*effect), lanes), exposure)
    if round_.people is not None:
        state.own("people")
        for s, weight in enumerate(round_.people):
            ledger.become(round_.cause, Target("people", s), weight)
    for axis, way in round_.people_ways:
        state.own("people_way")
        ledger.become(round_.cause, Target("people_way", axis), way)


def _strike(ledger: Ledger, contribution: Contribution, exposure: Floats) -> None:
    """One effect of a shock: what it takes in trust and cash, it takes as far as the company is exposed."""
    target, points = contribution.target, contribution.points
    takes = bool(np.any(points < 0))
    if takes and (target == _CASH or target.array == "trust"):
        contribution = contribution._replace(points=points * exposure)
    if target == _CASH:
        ledger.add(contribution)
    elif takes and target.array == "trust":
        ledger.lose([contribution])
    else:
        ledger.change([contribution])


def now_lanes(item: NowPlan, plan: Plan, state: State) -> NDArray[np.bool_]:
    """The lanes in which a now entry holds, on the state as it is."""
    if not item.lands:
        return np.zeros(state.lanes, dtype=np.bool_)
    held = lanes_where(item.when, plan, state)
    return held if item.fate is None else held & fallen_so(state, item.fate)


def begin(ledger: Ledger, name: str) -> None:
    """What any round begins with, a silent one too: it takes time, and what it starts from is remembered."""
    plan, state = ledger.plan, ledger.state
    ledger.round = name
    state.count("clock")
    # `positive` copies into what is there: a plain view would change along with the trust.
    state.employees_before = np.positive(state.trust[plan.employees], out=state.room("employees_before"))
    state.cash_before = np.positive(state[CASH], out=state.room("cash_before"))
    watch(plan, state)


def watch(plan: Plan, state: State) -> None:
    """What the leaders see before: immediately before the response, or at the beginning of a silent round."""
    for k, seen in enumerate(watched(plan, state)):
        state.watched[k] = seen


def ask(
    ledger: Ledger,
    index: int,
    companions: Sequence[tuple[int, NDArray[np.bool_]]] = (),
    lanes: NDArray[np.bool_] | None = None,
) -> None:
    """Step 2: ask the people, in some lanes or (None) in all. The caller sees to it that `asks` are left there.

    `companions` are leaders by number, each with the lanes in which the people are asked with this one.
    """
    plan, state = ledger.plan, ledger.state
    ledger.at("ask")
    asking = np.ones(state.lanes, dtype=np.bool_) if lanes is None else lanes
    state.asks = state.asks - asking
    state.own("asked")
    state.asked[index, asking] = ASKED
    for number, with_them in companions:
        state.asked[index, asking & with_them] = ASKED + 1 + number
    ledger.add(within(Contribution(plan.cause("ask_cost"), _CASH, -plan["ask_cost"]), lanes))
    ledger.change([within(Contribution(plan.cause("ask_learning"), _LEARNING, plan["ask_learning"]), lanes)])
    for number, with_them in companions:
        target = Target("gauges", plan.leaders[number].row)
        ledger.change([within(Contribution(plan.cause("ask_assent"), target, plan["ask_assent"]), asking & with_them)])


def is_open(plan: Plan, state: State, response: ResponsePlan) -> NDArray[np.bool_]:
    """Step 3: in which lanes a response is open."""
    return lanes_where(response.when, plan, state)


def character(ledger: Ledger, response: ResponsePlan, held: Sequence[Contribution]) -> None:
    """Step 5: belief and ways follow deeds; then effects on gauges, those of the now entries that `held` behind."""
    plan = ledger.plan
    ledger.at("character")
    skill = amplify(plan, ledger.state[VISION])
    reveal(ledger, plan.cause("reveal"), response.delivered, skill)
    for tag in response.tags:
        show_way(ledger, plan.cause("way_pace"), tag.axis, min(1.0, tag.weight), tag.way, skill)
    ledger.change_each_gauge([*(Contribution(*effect) for effect in response.gauges), *held])


def business(ledger: Ledger) -> None:
    """Step 6: employees reach customers, customers bring cash, owners look at it; wounds heal."""
    plan, state = ledger.plan, ledger.state
    company = plan.scenario.company
    ledger.at("business")
    # Still the change of the round before: `end` sets it anew once this one is over.
    passed = plan["chain_pass"] * state.employees_change
    passed += state.trust[plan.customers]
    np.clip(passed, 0.0, 100.0, out=passed)
    ledger.become(plan.cause("chain_pass"), Target("trust", plan.customers), passed)
    pleased = state.trust[plan.customers] - 50.0
    pleased *= company.upside
    pleased /= 50.0
    ledger.add(Contribution(INCOME, _CASH, company.income), Contribution(UPSIDE, _CASH, pleased))
    seen = state[CASH] - state.cash_before
    seen *= plan["owners_pace"]
    # One quarter of good or bad cash moves owners so far and no farther: model.md fixes the 12, no rulebook can.
    np.clip(seen, -12.0, 12.0, out=seen)
    ledger.change([Contribution(plan.cause("owners_pace"), Target("trust", plan.owners), seen)])
    # Last of business, and before the solvency: healed trust counts when owners are asked for a rescue.
    ledger.heal(plan.cause("healing"), plan["healing"] * state.hurt)


def solvency(ledger: Ledger) -> None:
    """Step 7: the owners fill a hole, if they still believe and it is no pit; otherwise the company has fallen."""
    plan, state = ledger.plan, ledger.state
    short = state[CASH] < 0
    if not short.any():
        return
    ledger.at("solvency")
    owners = state.trust[plan.owners]
    rescued = short & (owners >= plan["rescue_trust"]) & (state[CASH] >= -plan["rescue_limit"])
    state.alive = state.alive & ~(short & ~rescued)
    if rescued.any():
        # Before the hole is filled: the price goes by how deep it was.
        price = np.where(rescued, -(plan["rescue_price"] + plan["rescue_slope"] * -state[CASH]), 0.0)
        ledger.become(plan.cause("rescue_cash"), _CASH, plan["rescue_cash"], rescued)
        ledger.change([Contribution(plan.cause("rescue_price"), Target("trust", plan.owners), price)])
        state.rescues = state.rescues + rescued.astype(np.int16)


def leaders(ledger: Ledger) -> None:
    """Step 8: leaders come to believe what they have seen work, also in the round in which the company falls."""
    plan, state = ledger.plan, ledger.state
    ledger.at("leaders")
    seen = watched(plan, state)  # all of them before any assent changes
    for k, (leader, now) in enumerate(zip(plan.leaders, seen, strict=True)):
        moved = np.clip(plan["assent_pace"] * (now - state.watched[k]), -15.0, 15.0)
        ledger.change([Contribution(plan.cause("assent_pace"), Target("gauges", leader.row), moved)])


def end(ledger: Ledger) -> None:
    """Step 8: the lowest trust at the end of a round, and the change that reaches customers next."""
    plan, state = ledger.plan, ledger.state
    out = state.room("employees_change")
    state.employees_change = np.subtract(state.trust[plan.employees], state.employees_before, out=out)
    # A pass over everybody that no score needs: walks over all ways do without.
    if not ledger.keeps_lowest:
        return
    state.own("lowest")
    for trust in state.trust:
        np.minimum(state.lowest, trust, out=state.lowest)
    if not state.alive.all():
        state.lowest[~state.alive] = 0.0


def weigh(ledger: Ledger) -> None:
    """Step 8: the value at the end of a round of the file."""
    ledger.state.last = value(ledger.plan, ledger.state)


def record(state: State) -> None:
    """Step 8: the last value counts for a round of the file, and again for one that did not happen."""
    state.recorded = np.add(state.recorded, state.last, out=state.room("recorded"))
