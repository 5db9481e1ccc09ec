"""Step 4 of the model: what earlier decisions send into a round, and promises that are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from chasm_game.engine.beliefs import reveal, show_way
from chasm_game.engine.deeds import as_carried, count
from chasm_game.engine.ledger import Contribution, within
from chasm_game.engine.plan import Target, gauge_target
from chasm_game.engine.state import Floats, LaneEnvironment, amplify, convey, fallen_so
from chasm_game.gauges import CASH, CREDIBILITY, STRATEGY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import Echo, Plan, Promise
    from chasm_game.engine.state import State

    Mask = NDArray[np.bool_]

__all__ = ["echoes"]

_CASH, _CREDIBILITY = gauge_target(CASH), gauge_target(CREDIBILITY)


@dataclass(frozen=True, slots=True)
class Landing:
    """An echo of the round `index`, and the lanes in which it lands; None for all of them."""

    index: int
    echo: Echo
    lanes: Mask | None
    counts: Mask | None
    """The lanes in which it counts towards a promise of the same response; None where there is none."""


@dataclass(frozen=True, slots=True)
class Due:
    """A promise of the round `index`, and the lanes in which it is settled."""

    index: int
    promise: Promise
    lanes: Mask


@dataclass(frozen=True, slots=True)
class Settlement:
    """What has become of a promise, by lane; 0 where it is not settled now."""

    lanes: Mask
    kept: Floats
    gap: Floats
    """The sum of `gaps`."""
    gaps: list[Floats]
    """By stakeholder."""
    backlash: list[Contribution]


def echoes(ledger: Ledger, index: int) -> None:
    """Step 4: what earlier decisions, and this one's short ones, send into this round; promises that are due."""
    plan, state = ledger.plan, ledger.state
    ledger.at("echo")
    due = list(_due(plan, state, index))  # every `if` is judged before anything lands
    if not due:
        return
    arrived, amplifier = convey(plan, state), amplify(plan, state[STRATEGY])
    landing: list[Contribution] = []
    settled: list[Settlement] = []
    for item in due:
        if isinstance(item, Landing):
            landing += _landed(plan, state, item)
        else:
            settled.append(_settled(plan, state, item))
            landing += settled[-1].backlash
    ledger.land(landing, arrived, amplifier)
    gauges: list[Contribution] = []
    for item in due:
        if isinstance(item, Landing):
            if item.echo.cash:
                ledger.add(within(Contribution(item.echo.cause, _CASH, item.echo.cash), item.lanes))
            gauges += [within(Contribution(*effect), item.lanes) for effect in item.echo.gauges]
    ledger.change_each_gauge(gauges)
    for settlement in settled:
        _judge(ledger, settlement)


def _due(plan: Plan, state: State, index: int) -> Iterator[Landing | Due]:
    """What is due now, in the order of the diary: a response's echoes, then its promise."""
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
            for echo in response.echoes:
                lanes = _where_due(echo, chosen & (age == echo.after), environment)
                if lanes.any():
                    open_still = lanes if promise is not None and echo.after <= promise.due else None
                    yield Landing(n, echo, None if lanes.all() else lanes, open_still)
            if promise is not None and (lanes := chosen & (age == promise.due)).any():
                yield Due(n, promise, lanes)


def _where_due(echo: Echo, lanes: Mask, environment: LaneEnvironment) -> Mask:
    """Of the lanes in which an echo is due, those where its luck and its condition let it land."""
    if not echo.lands:
        return np.zeros_like(lanes)
    if echo.fate is not None:
        lanes = lanes & fallen_so(environment.state, echo.fate)
    if echo.when is None or not lanes.any():
        return lanes
    held: Mask = lanes & echo.when.holds(environment)
    return held


def _landed(plan: Plan, state: State, landing: Landing) -> list[Contribution]:
    """The effects of an echo on trust, as its leaders carried it; they count towards the promise of its response."""
    carry = state.carry[plan.carrying[landing.index]] if landing.index in plan.carrying else None
    effects = [as_carried(Contribution(*effect), carry) for effect in landing.echo.trust]
    effects = [within(effect, landing.lanes) for effect in effects]
    if landing.counts is not None:
        for effect in effects:
            count(state, plan.claiming[landing.index], effect)
    return effects


def _settled(plan: Plan, state: State, due: Due) -> Settlement:
    """A promise held against what has come of it, with the credibility on which it was made."""
    row, promise = plan.claiming[due.index], due.promise
    kept, gap = np.zeros(state.lanes), np.zeros(state.lanes)
    gaps: list[Floats] = []
    backlash: list[Contribution] = []
    doubt = 1.5 - state.promised_on[row] / 100.0
    nothing = np.zeros(state.lanes)
    for s, claim in enumerate(promise.claims):
        if not claim:
            gaps.append(nothing)
            continue
        held = np.minimum(claim, np.maximum(0.0, state.came[row, s]))
        kept, missing = kept + held, claim - held
        gap = gap + missing
        gaps.append(missing)
        if np.any(missing > 0):
            points = -plan["backlash"] * missing * doubt
            backlash.append(within(Contribution(promise.backlash_cause, Target("trust", s), points), due.lanes))
    state.kept += np.where(due.lanes, kept, 0.0)
    return Settlement(due.lanes, kept, gap, gaps, backlash)


def _judge(ledger: Ledger, settlement: Settlement) -> None:
    """What a settled promise does to the company's name: credibility, beliefs, and how openly it is seen to act."""
    plan, lanes = ledger.plan, settlement.lanes
    ledger.at("promise")
    word = plan["kept_word"] * np.minimum(1.0, settlement.kept / 10.0)
    broken = plan["gap_credibility"] * settlement.gap
    ledger.change(
        [
            within(Contribution(plan.cause("kept_word"), _CREDIBILITY, word), lanes),
            within(Contribution(plan.cause("gap_credibility"), _CREDIBILITY, -broken), lanes),
        ]
    )
    reveal(ledger, plan.cause("reveal"), [-each for each in settlement.gaps], lanes)
    if plan.openness is not None:
        weight = np.minimum(1.0, settlement.gap / 20.0)
        show_way(ledger, plan.cause("way_pace"), plan.openness, weight, -1.0, lanes)
