"""Step 3 of the model: what a response does at once, how far it is carried, and what is promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.engine.contributions import Contribution, gives, summed_points, within
from chasm_game.engine.effects import Target, gauge_target
from chasm_game.engine.measures import amplify, assent, convey
from chasm_game.engine.rules import now_lanes, watch
from chasm_game.gauges import CASH, CREDIBILITY, EXECUTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import NowPlan, Plan, Promise, ResponsePlan
    from chasm_game.engine.state import Floats, State

__all__ = ["Held", "as_carried", "carried", "count", "deeds", "strange"]

_CASH = gauge_target(CASH)


@dataclass(frozen=True, slots=True)
class Held:
    """The now entries of a response that hold, each with its lanes."""

    items: Sequence[tuple[NowPlan, NDArray[np.bool_]]]

    def of(self, array: str, *, cash: bool = False) -> list[Contribution]:
        """Their effects on one array, or on the cash, which is a gauge of its own kind."""
        return [
            within(Contribution(*effect), None if lanes.all() else lanes)
            for item, lanes in self.items
            for effect in item.effects
            if effect.target.array == array and (effect.target == _CASH) is cash
        ]


def deeds(ledger: Ledger, index: int, response: ResponsePlan, apart: Floats) -> Held:
    """Step 3: what lands at once across the chasm, with the promise that is made; the now entries that held."""
    plan, state = ledger.plan, ledger.state
    ledger.at("response")
    # After the ask, so that leaders learn neither from its price nor from what it taught (model.md, step 8).
    watch(plan, state)
    # Before the now entries are judged: their `chose` of this round is true.
    state.chosen[index] = response.index
    state.note_clock(index)
    # From here to `carry` all is taken before anything lands: a response does not carry itself.
    arrived, amplifier = convey(plan, state, apart), amplify(plan, state[EXECUTION])
    held = Held([(item, lanes) for item in response.nows if (lanes := now_lanes(item, plan, state)).any()])
    carry = carried(plan, state, response)
    if index in plan.carrying and carry is not None:
        state.own("carry")
        state.carry[plan.carrying[index]] = carry
    contributions = [*(Contribution(*effect) for effect in response.trust), *held.of("trust")]
    contributions = [as_carried(c, carry) for c in contributions]
    if response.promise is not None:
        # Before the gloss is added: words do not count towards what they promise.
        _promise(plan, state, index, response.promise, contributions)
        contributions += _gloss(plan, state, response.promise)
    ledger.land(contributions, arrived, amplifier)
    for contribution in (*(Contribution(*effect) for effect in response.cash), *held.of("gauges", cash=True)):
        ledger.add(contribution)
    return held


def carried(plan: Plan, state: State, response: ResponsePlan) -> Floats | None:
    """How far the leaders carry a response, 0..1, by how strange it is to this house; None where nobody leads."""
    if not plan.leaders:
        return None
    willing = np.maximum(assent(plan, state) / 100.0, response.carried)
    return 1.0 - plan["drag"] * strange(state, response) * (1.0 - willing)


def strange(state: State, response: ResponsePlan) -> Floats:
    """How strange a response is to the company, 0..1: whom it serves and how, beside what its deeds have shown."""
    whom = np.zeros(state.lanes)
    for served, belief in zip(response.served, state.belief, strict=False):  # empty where it serves nobody
        whom = whom + np.abs(served - belief)
    ways = np.zeros(state.lanes)
    for tag in response.tags:
        ways = ways + np.abs(tag.way - state.way[tag.axis]) / 2.0
    if response.tags:
        ways = ways / len(response.tags)
    # Bracketed as in model.md: another grouping gives other last bits.
    return 0.5 * (0.5 * whom) + 0.5 * ways


def as_carried(contribution: Contribution, carry: Floats | None) -> Contribution:
    """A contribution as far as it is carried: losses need nobody who believes in them."""
    if carry is None or not gives(contribution.points):
        return contribution
    return contribution._replace(points=contribution.points * carry)


def _gloss(plan: Plan, state: State, promise: Promise) -> list[Contribution]:
    """Words please at first, as far as they are believed."""
    return [
        Contribution(promise.gloss_cause, Target("trust", s), plan["gloss"] * claim * state[CREDIBILITY] / 100.0)
        for s, claim in enumerate(promise.claims)
        if claim > 0
    ]


def _promise(plan: Plan, state: State, index: int, promise: Promise, contributions: Iterable[Contribution]) -> None:
    """What is remembered of a promise: the credibility on which it was made, and what came of it at once."""
    row = plan.claiming[index]
    state.claimed = state.claimed + promise.claimed
    state.own("promised_on")
    state.own("came")
    state.promised_on[row] = state[CREDIBILITY]
    state.came[row] = 0.0  # the row may have been another promise's
    at_once: dict[int, list[Any]] = {}
    for contribution in contributions:
        if promise.claims[contribution.target.row]:
            at_once.setdefault(contribution.target.row, []).append(contribution.points)
    for s, points in at_once.items():
        state.came[row, s] += summed_points(points)


def count(state: State, row: int, promise: Promise, contribution: Contribution) -> None:
    """Count points towards a promise to their target: as written and as carried, before they are conveyed."""
    if not promise.claims[contribution.target.row]:
        return  # nobody asks what came for whom nothing was promised
    state.own("came")
    state.came[row, contribution.target.row] += contribution.points
