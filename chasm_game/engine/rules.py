"""The model, one function a rule, in the order of docs/model.md.

Every function changes the lanes of one state through its ledger. All lanes are in the same round and take the same
response. In what order they are called, and for which lanes, is said in `round.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.ledger import Contribution, Ledger
from chasm_game.engine.plan import Cause, Target, gauge_target
from chasm_game.engine.state import LaneEnvironment, amplify, convey, value
from chasm_game.gauges import CASH, CREDIBILITY, EXECUTION, LEARNING, STRATEGY, VISION
from chasm_game.scenario.scenario import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from chasm_game.engine.plan import Echo, Plan, Promise, ResponsePlan
    from chasm_game.engine.state import State

__all__ = [
    "ask",
    "begin",
    "business",
    "character",
    "deeds",
    "echoes",
    "happens",
    "is_open",
    "record",
    "settle",
    "shock",
    "solvency",
]

_CASH, _LEARNING, _CREDIBILITY = gauge_target(CASH), gauge_target(LEARNING), gauge_target(CREDIBILITY)
INCOME = Cause("rules/income", Reason.both("The ordinary business of the round."))
UPSIDE = Cause("rules/upside", Reason.both("Customers buy as far as they trust."))


def happens(plan: Plan, state: State, index: int) -> NDArray[np.bool_]:
    """Step 0: in which lanes the round happens; its own number counts it in."""
    round_ = plan.rounds[index]
    if not round_.lucky:
        return np.zeros(state.lanes, dtype=np.bool_)
    if round_.when is None:
        return np.ones(state.lanes, dtype=np.bool_)
    state.happened = state.happened + 1
    verdict = round_.when.holds(LaneEnvironment(plan, state))
    state.happened = state.happened - 1
    return np.broadcast_to(np.asarray(verdict, dtype=np.bool_), (state.lanes,))


def shock(ledger: Ledger, index: int) -> None:
    """Step 1: what happens to the company; a learning one absorbs more of it."""
    plan, state, round_ = ledger.plan, ledger.state, ledger.plan.rounds[index]
    begin(ledger, round_.id)
    state.happened = state.happened + 1
    exposure = plan["exposure_base"] - state[LEARNING] / 100.0
    ledger.at("shock")
    for effect in round_.trust:
        points = effect.points * exposure if effect.points < 0 else effect.points
        ledger.change([Contribution(effect.cause, effect.target, points)])
    if round_.cash:
        points = round_.cash * exposure if round_.cash < 0 else round_.cash
        ledger.add(Contribution(round_.cause, _CASH, points))
    for effect in round_.gauges:
        ledger.change([Contribution(effect.cause, effect.target, effect.points)])
    if round_.people is not None:
        for s, weight in enumerate(round_.people):
            ledger.become(round_.cause, Target("people", s), weight)


def begin(ledger: Ledger, name: str) -> None:
    """What any round begins with, a silent one too: it takes time, and what it starts from is remembered."""
    plan, state = ledger.plan, ledger.state
    ledger.round = name
    state.clock = state.clock + 1
    state.employees_before = state.trust[plan.employees].copy()
    state.cash_before = state[CASH].copy()


def ask(ledger: Ledger, index: int) -> None:
    """Step 2: ask the people. The caller sees to it that `asks` are left."""
    plan, state = ledger.plan, ledger.state
    ledger.at("ask")
    state.asks = state.asks - 1
    state.asked[index] = True
    ledger.add(Contribution(plan.cause("ask_cost"), _CASH, -plan["ask_cost"]))
    ledger.change([Contribution(plan.cause("ask_learning"), _LEARNING, plan["ask_learning"])])


def is_open(plan: Plan, state: State, response: ResponsePlan) -> NDArray[np.bool_]:
    """Step 3: in which lanes a response is open."""
    if response.when is None:
        return np.ones(state.lanes, dtype=np.bool_)
    verdict = response.when.holds(LaneEnvironment(plan, state))
    return np.broadcast_to(np.asarray(verdict, dtype=np.bool_), (state.lanes,))


def deeds(ledger: Ledger, index: int, response: ResponsePlan) -> None:
    """Step 3: what lands at once, with the promise that was made."""
    plan, state = ledger.plan, ledger.state
    ledger.at("response")
    state.chosen[index] = response.index
    state.when[index] = state.clock
    arrived, amplifier = convey(plan, state), amplify(plan, state[EXECUTION])
    contributions = [Contribution(*effect) for effect in response.trust]
    if response.promise is not None:
        contributions += _gloss(plan, state, response.promise)
        _promise(ledger, index, response.promise)
    ledger.land(contributions, arrived, amplifier)
    for effect in response.cash:
        ledger.add(Contribution(*effect))


def _gloss(plan: Plan, state: State, promise: Promise) -> list[Contribution]:
    """Words please at first, as far as they are believed."""
    return [
        Contribution(promise.gloss_cause, Target("trust", s), plan["gloss"] * claim * state[CREDIBILITY] / 100.0)
        for s, claim in enumerate(promise.claims)
        if claim > 0
    ]


def _promise(ledger: Ledger, index: int, promise: Promise) -> None:
    """What will come of the gap, and what it does to credibility now."""
    plan, state = ledger.plan, ledger.state
    state.claimed = state.claimed + promise.claimed
    state.kept = state.kept + promise.kept
    if promise.broken:
        state.doubt[plan.owing[index]] = 1.5 - state[CREDIBILITY] / 100.0
    word = plan["kept_word"] * min(1.0, promise.kept / 10.0)
    broken = plan["gap_credibility"] * promise.gap_sum
    ledger.change(
        [
            Contribution(plan.cause("kept_word"), _CREDIBILITY, word),
            Contribution(plan.cause("gap_credibility"), _CREDIBILITY, -broken),
        ]
    )


def echoes(ledger: Ledger, index: int) -> None:
    """Step 4: what earlier decisions, and this one's short ones, send into this round."""
    plan, state = ledger.plan, ledger.state
    ledger.at("echo")
    due = list(_due(plan, state, index))
    if not due:
        return
    arrived, amplifier = convey(plan, state), amplify(plan, state[STRATEGY])
    ledger.land([_within(e, lanes) for _, lanes, effects in due for e in effects], arrived, amplifier)
    gauges: list[Contribution] = []
    for echo, lanes, _ in due:
        if echo is not None:
            if echo.cash:
                ledger.add(_within(Contribution(echo.cause, _CASH, echo.cash), lanes))
            gauges += [_within(Contribution(*e), lanes) for e in echo.gauges]
    ledger.change_each_gauge(gauges)


def _within(contribution: Contribution, lanes: NDArray[np.bool_] | None) -> Contribution:
    """The contribution in some lanes only; None stands for all of them."""
    if lanes is None:
        return contribution
    return contribution._replace(points=np.where(lanes, contribution.points, 0.0))


def _due(plan: Plan, state: State, index: int) -> Iterator[tuple[Echo | None, Any, list[Contribution]]]:
    """What is due now, in the order of the diary; every `if` is judged before anything lands.

    Yields the echo (None for a backlash), the lanes where it lands (None for all of them), its effects on trust.
    """
    environment = LaneEnvironment(plan, state)
    for n in range(index + 1):
        age = state.clock - state.when[n]
        if int(age.min()) > plan.rounds[n].reach:
            continue
        for response in plan.rounds[n].responses:
            if not response.sends:
                continue
            chosen = state.chosen[n] == response.index
            if not chosen.any():
                continue
            promise = response.promise
            if promise is not None and promise.broken and (lanes := chosen & (age == promise.backlash_after)).any():
                yield None, lanes, _backlash(plan, state, n, promise)
            for echo in response.echoes:
                lanes = _where_due(echo, chosen & (age == echo.after), environment)
                if lanes.any():
                    yield echo, (None if lanes.all() else lanes), [Contribution(*e) for e in echo.trust]


def _where_due(echo: Echo, lanes: NDArray[np.bool_], environment: LaneEnvironment) -> NDArray[np.bool_]:
    """Of the lanes in which an echo is due, those where its luck and its condition let it land."""
    if not echo.lands:
        return np.zeros_like(lanes)
    if echo.when is None or not lanes.any():
        return lanes
    held: NDArray[np.bool_] = lanes & echo.when.holds(environment)
    return held


def _backlash(plan: Plan, state: State, index: int, promise: Promise) -> list[Contribution]:
    """-backlash*gap[s]*(1.5 - credibility/100), with the credibility of the moment at which it was promised."""
    doubt = state.doubt[plan.owing[index]]
    return [
        Contribution(promise.backlash_cause, Target("trust", s), -plan["backlash"] * gap * doubt)
        for s, gap in enumerate(promise.gap)
        if gap > 0
    ]


def character(ledger: Ledger, response: ResponsePlan) -> None:
    """Step 5: belief follows deeds; then the response's own effects on gauges."""
    plan, state = ledger.plan, ledger.state
    ledger.at("character")
    if response.total > 0:
        share = min(1.0, response.total / plan["belief_full"])
        pace = plan["belief_pace"] * amplify(plan, state[VISION]) * share
        for s, served in enumerate(response.served):
            belief = state.belief[s]
            new = belief + pace * (served / response.total - belief)
            ledger.become(plan.cause("belief_pace"), Target("belief", s), new)
    ledger.change_each_gauge(Contribution(*effect) for effect in response.gauges)


def business(ledger: Ledger) -> None:
    """Step 6: employees reach customers, customers bring cash, owners look at it."""
    plan, state = ledger.plan, ledger.state
    company = plan.scenario.company
    ledger.at("business")
    passed = state.trust[plan.customers] + plan["chain_pass"] * state.employees_change
    ledger.become(plan.cause("chain_pass"), Target("trust", plan.customers), np.clip(passed, 0.0, 100.0))
    ledger.add(
        Contribution(INCOME, _CASH, company.income),
        Contribution(UPSIDE, _CASH, company.upside * (state.trust[plan.customers] - 50.0) / 50.0),
    )
    seen = np.clip(plan["owners_pace"] * (state[CASH] - state.cash_before), -12.0, 12.0)
    ledger.change([Contribution(plan.cause("owners_pace"), Target("trust", plan.owners), seen)])


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
        ledger.become(plan.cause("rescue_cash"), _CASH, plan["rescue_cash"], rescued)
        price = np.where(rescued, -plan["rescue_price"], 0.0)
        ledger.change([Contribution(plan.cause("rescue_price"), Target("trust", plan.owners), price)])


def settle(ledger: Ledger) -> None:
    """Step 8: the value at the end of a round, the lowest trust, and the change that reaches customers next."""
    plan, state = ledger.plan, ledger.state
    state.employees_change = state.trust[plan.employees] - state.employees_before
    state.last = value(plan, state)
    for trust in state.trust:
        state.lowest = np.minimum(state.lowest, trust)
    state.lowest = np.where(state.alive, state.lowest, 0.0)


def record(state: State) -> None:
    """Step 8: the last value counts for a round of the file, and again for one that did not happen."""
    state.recorded = state.recorded + state.last
