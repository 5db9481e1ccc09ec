"""Step 4 of the model: what earlier decisions send into a round, and promises that are due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.beliefs import reveal, show_way
from chasm_game.engine.contributions import Contribution, within
from chasm_game.engine.deeds import as_carried, count
from chasm_game.engine.effects import Target, gauge_target
from chasm_game.engine.lane_environment import LaneEnvironment, fallen_so
from chasm_game.engine.measures import amplify, convey
from chasm_game.gauges import CASH, CREDIBILITY, STRATEGY, VISION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import Echo, Plan, Promise
    from chasm_game.engine.state import Floats, State

    Mask = NDArray[np.bool_]

    Somewhere = bool | Mask
    """Where something holds: in every lane, in none, or by lane."""

__all__ = ["echoes"]

EVERYWHERE, NOWHERE = True, False

_CASH, _CREDIBILITY = gauge_target(CASH), gauge_target(CREDIBILITY)


@dataclass(frozen=True, slots=True)
class Landing:
    """An echo of the round `index`, and the lanes in which it lands; None for all of them."""

    index: int
    echo: Echo
    lanes: Mask | None
    promise: Promise | None
    """Of the same response, towards which it counts; None where there is none, or it comes too late."""


@dataclass(frozen=True, slots=True)
class Due:
    """A promise of the round `index`, and the lanes in which it is settled; None for all of them."""

    index: int
    promise: Promise
    lanes: Mask | None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What has become of a promise, by lane; `lanes` are those in which it is settled now, None for all."""

    lanes: Mask | None
    kept: Floats
    gap: Floats
    """The sum of `gaps`."""
    gaps: list[Floats | float]
    """By stakeholder."""
    backlash: list[Contribution]


def echoes(ledger: Ledger, index: int, silent: int = 0, apart: Floats | None = None) -> None:
    """Step 4: what earlier decisions, and this one's short ones, send into this round; promises that are due.

    `index` is the round of the file, or, in a silent round of the number `silent`, the one before the first of these;
    `apart` is the chasm of this moment, where it is known.
    """
    plan, state = ledger.plan, ledger.state
    ledger.at("echo")
    due = list(_due(plan, state, index, silent))  # every `if` is judged before anything lands
    if not due:
        return
    apart = ledger.chasm() if apart is None else apart
    arrived, amplifier = convey(plan, state, apart), amplify(plan, state[STRATEGY])
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
    # Last, and one by one: each is judged with the vision and the credibility that the one before it left.
    for settlement in settled:
        _judge(ledger, settlement)


def _due(plan: Plan, state: State, index: int, silent: int) -> Iterator[Landing | Due]:
    """What is due now, in the order of the diary: a response's echoes, then its promise."""
    first = _first_of_interest(plan, index, silent)
    if first > index:
        return
    environment = LaneEnvironment(plan, state)
    ages = _Rows(state.clock - state.when[first : index + 1], first)
    taken = _Rows(state.chosen[first : index + 1], first)
    for n in range(first, index + 1):
        for response in plan.rounds[n].responses:
            if not response.sends or (chosen := taken.equal(n, response.index)) is NOWHERE:
                continue
            promise = response.promise
            for echo in response.echoes:
                lanes = _where_due(echo, chosen & ages.equal(n, echo.after), environment)
                if _any(lanes):
                    # In the very round of the settlement it still counts, wherever it stands in the diary (model.md,
                    # Decisions).
                    in_time = promise is not None and echo.after <= promise.due
                    yield Landing(n, echo, _none_for_all(lanes), promise if in_time else None)
            if promise is not None and _any(lanes := chosen & ages.equal(n, promise.due)):
                yield Due(n, promise, _none_for_all(lanes))


def _first_of_interest(plan: Plan, index: int, silent: int) -> int:
    """The first round of which anything may still come back: what reaches no further than it is old is over."""
    first, at_least = index + 1, silent
    for n in range(index, -1, -1):
        if at_least <= plan.rounds[n].reach:
            first = n
        # Only rounds that surely happen make an earlier one older; one that may be skipped in some lane must not count.
        at_least += plan.rounds[n].certain
    return first


class _Rows:
    """Whole numbers by round, from the round `first` on, and lane.

    Among many lanes mostly all have the same, and need not be looked at one by one.
    """

    def __init__(self, numbers: NDArray[np.integer[Any]], first: int) -> None:
        self.numbers, self.first = numbers, first
        self.low, self.high = numbers.min(axis=1).tolist(), numbers.max(axis=1).tolist()

    def equal(self, index: int, number: int) -> Somewhere:
        """Where a round has this number: in all lanes, nowhere, or by lane."""
        row = index - self.first
        if not self.low[row] <= number <= self.high[row]:
            return NOWHERE
        if self.low[row] == self.high[row]:
            return EVERYWHERE
        found: Mask = self.numbers[row] == number
        return found


def _any(lanes: Somewhere) -> bool:
    return lanes if isinstance(lanes, bool) else bool(lanes.any())


def _none_for_all(lanes: Somewhere) -> Mask | None:
    return None if isinstance(lanes, bool) or lanes.all() else lanes


def _where_due(echo: Echo, lanes: Somewhere, environment: LaneEnvironment) -> Somewhere:
    """Of the lanes in which an echo is due, those where its luck and its condition let it land."""
    if not echo.lands or lanes is NOWHERE:
        return NOWHERE
    if echo.fate is not None:
        lanes = lanes & fallen_so(environment.state, echo.fate)
    if echo.when is None or not _any(lanes):
        return lanes
    held: Mask = lanes & np.asarray(echo.when.holds(environment), dtype=np.bool_)
    # A condition without any name in it gives one verdict for all lanes.
    return np.broadcast_to(held, (environment.state.lanes,))


def _landed(plan: Plan, state: State, landing: Landing) -> list[Contribution]:
    """The effects of an echo on trust, as its leaders carried it; they count towards the promise of its response."""
    carry = state.carry[plan.carrying[landing.index]] if landing.index in plan.carrying else None
    effects = [as_carried(Contribution(*effect), carry) for effect in landing.echo.trust]
    effects = [within(effect, landing.lanes) for effect in effects]
    if landing.promise is not None:
        for effect in effects:
            count(state, plan.claiming[landing.index], landing.promise, effect)
    return effects


def _settled(plan: Plan, state: State, due: Due) -> Settlement:
    """A promise held against what has come of it, with the credibility on which it was made."""
    row, promise = plan.claiming[due.index], due.promise
    kept, gap = np.zeros(state.lanes), np.zeros(state.lanes)
    gaps: list[Floats | float] = []
    backlash: list[Contribution] = []
    # Whoever was hardly believed disappoints more: 1.5 times at credibility 0, half at 100.
    doubt = 1.5 - state.promised_on[row] / 100.0
    for s, claim in enumerate(promise.claims):
        if not claim:
            gaps.append(0.0)
            continue
        # More than was promised to one makes up for nothing that was promised to another.
        held = np.clip(state.came[row, s], 0.0, claim)
        kept += held
        missing = np.subtract(claim, held, out=held)
        gap += missing
        gaps.append(missing)
        if missing.any():
            points = -plan["backlash"] * missing
            points *= doubt
            backlash.append(within(Contribution(promise.backlash_cause, Target("trust", s), points), due.lanes))
    state.kept = state.kept + (kept if due.lanes is None else np.where(due.lanes, kept, 0.0))
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
    skill = amplify(plan, ledger.state[VISION])
    reveal(ledger, plan.cause("reveal"), [-each for each in settlement.gaps], skill, lanes)
    if plan.openness is not None:
        weight = np.minimum(1.0, settlement.gap / 20.0)
        show_way(ledger, plan.cause("way_pace"), plan.openness, weight, -1.0, skill, lanes)
