"""What the people tell beforehand: each answer played on, beside waiting (model.md, Forecasts). It changes nothing.

A forecast is the engine's own. It is told of whole lanes, so that one game and thousands of them are asked alike.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from chasm_game.engine.compiling import compile_response
from chasm_game.engine.ledger import Ledger
from chasm_game.engine.luck import luck
from chasm_game.engine.plan import Draw
from chasm_game.engine.round import coast, respond

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.engine.plan import Plan, ResponsePlan
    from chasm_game.engine.state import Floats, State
    from chasm_game.scenario.rounds import Response

__all__ = ["MOST_OUTCOMES", "NOTICED", "Arrows", "Forecast", "chances_of", "forecasts", "outcomes"]

# Two to the power of six: every further chance would double what a forecast costs while a player waits for it.
MOST_OUTCOMES = 64
"""How many outcomes of an answer's own chances are played: all of six chances; of more, the likeliest."""
# The half point under which the model tells a change as *about the same*.
NOTICED = 0.5
"""A difference of trust of at least so many points is an arrow."""


@dataclass(frozen=True, slots=True)
class Arrows:
    """What an answer does to trust by one moment, against waiting; by stakeholder and lane."""

    points: Floats
    """The expected difference."""
    mixed: NDArray[np.bool_]
    """Whether it is noticed up in one outcome, and down in another."""
    fallen: Floats
    """By lane: how likely the company has fallen, 0..1."""
    fallen_by_waiting: NDArray[np.bool_]
    """By lane: whether waiting leads to a fall by then."""

    def lane(self, number: int) -> Arrows:
        """Those of one lane."""
        at = slice(number, number + 1)
        return Arrows(self.points[:, at], self.mixed[:, at], self.fallen[at], self.fallen_by_waiting[at])


@dataclass(frozen=True, slots=True)
class Forecast:
    """What an answer does: by the end of this round, and when the last of what it sends has landed."""

    now: Arrows
    later: Arrows
    reach: int
    """How many rounds after this one `later` is."""

    def lane(self, number: int) -> Forecast:
        """That of one lane."""
        return Forecast(self.now.lane(number), self.later.lane(number), self.reach)


class Outcome(NamedTuple):
    """One way in which the chances of an answer can fall, and how likely it is, 0..1."""

    happens: tuple[bool, ...]
    weight: float


def forecasts(plan: Plan, state: State, index: int) -> Iterator[Forecast]:
    """The forecast of every response of a round, in file order, for lanes that stand before the choice."""
    coasts = plan.coast
    # Every answer is held against waiting: it is played once, as far as the farthest of them can reach.
    waiting = _Course(plan, state, index, plan.rounds[index].wait)
    waiting.play_to(coasts)
    for response in plan.rounds[index].responses:
        yield _forecast(plan, state, index, response, waiting)


def chances_of(response: Response, path: str) -> dict[str, float]:
    """The chances between 0 and 1 of a response at `path`, by path: its now entries', its moves', its own later's."""
    found = {f"{path}/now/{n}": now.chance for n, now in enumerate(response.now)}
    found |= {
        f"{path}/does/{n}/later/{k}": later.chance
        for n, use in enumerate(response.does)
        for k, later in enumerate(use.move.later)
    }
    found |= {f"{path}/later/{n}": later.chance for n, later in enumerate(response.later)}
    return {path: chance for path, chance in found.items() if 0 < chance < 1}


def outcomes(chances: Sequence[float]) -> list[Outcome]:
    """Every way in which these chances can fall, or the 64 likeliest, with weights that sum to 1.

    *Happens* comes before *does not*, and the first chance changes slowest; of equally likely ones the first is kept.
    """
    found = [Outcome((), 1.0)]
    cut = False
    for chance in chances:
        found = [
            Outcome((*o.happens, happens), o.weight * (chance if happens else 1 - chance))
            for o in found
            for happens in (True, False)
        ]
        # A beginning that 64 others beat is beaten by them with every ending: it can be left out at once.
        if len(found) > MOST_OUTCOMES:
            cut = True
            # `sorted` keeps the order of equals, and so the first of equally likely ones.
            likeliest = sorted(range(len(found)), key=lambda n: -found[n].weight)[:MOST_OUTCOMES]
            found = [found[n] for n in sorted(likeliest)]
    total = sum(o.weight for o in found)
    return [Outcome(o.happens, o.weight / total) for o in found] if cut else found


def _forecast(plan: Plan, state: State, index: int, response: ResponsePlan, waiting: _Course) -> Forecast:
    """One response, in every outcome of its own chances."""
    reach = min(response.reach, plan.coast)
    round_ = plan.rounds[index]
    chances = chances_of(plan.scenario.rounds[index].responses[response.index], f"{round_.id}/{response.id}")
    now, later = _Sum(waiting, 0), _Sum(waiting, reach)
    for outcome in outcomes(list(chances.values())):
        fate = dict(zip(chances, outcome.happens, strict=True))
        # Without chances of its own there is one outcome, and the plan is right as it is.
        supposed = _supposing(plan, index, response.index, fate) if fate else plan
        course = _Course(supposed, state, index, supposed.rounds[index].responses[response.index])
        course.play_to(reach)
        now.add(course, outcome.weight)
        later.add(course, outcome.weight)
    return Forecast(now.arrows, later.arrows, reach)


def _supposing(plan: Plan, index: int, response: int, fate: dict[str, bool]) -> Plan:
    """The same plan, where the chances of one response fall as supposed."""

    def falls(path: str, chance: float) -> Draw:
        return Draw(fate[path] if path in fate else luck(plan.seed, path) < chance)

    rounds = list(plan.rounds)
    rounds[index] = compile_response(plan, index, response, falls)
    return replace(plan, rounds=tuple(rounds))


@dataclass(slots=True)
class _Course:
    """Lanes that take a response and live on in silent rounds: trust and life at the end of each."""

    plan: Plan
    before: State
    index: int
    response: ResponsePlan
    trust: list[Floats] = field(default_factory=list)
    alive: list[NDArray[np.bool_]] = field(default_factory=list)

    def play_to(self, silent: int) -> None:
        """Play this round and so many silent ones."""
        state = self.before.copy()
        ledger = Ledger(self.plan, state)
        respond(ledger, self.index, self.response)
        self._keep(state)
        for number in range(1, silent + 1):
            coast(ledger, number, self.index)
            self._keep(state)

    def _keep(self, state: State) -> None:
        self.trust.append(state.trust.copy())
        self.alive.append(state.alive.copy())


class _Sum:
    """Differences to waiting at one moment, summed over outcomes by their weights."""

    def __init__(self, waiting: _Course, moment: int) -> None:
        self.waiting, self.moment = waiting, moment
        shape = waiting.trust[moment].shape
        self.points, self.fallen = np.zeros(shape), np.zeros(shape[1])
        self.up, self.down = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)

    def add(self, course: _Course, weight: float) -> None:
        """One more outcome."""
        difference = course.trust[self.moment] - self.waiting.trust[self.moment]
        self.points = self.points + weight * difference
        # Outcome by outcome: what is up in one and down in another may come to nothing on average.
        self.up |= difference >= NOTICED
        self.down |= difference <= -NOTICED
        self.fallen = self.fallen + weight * ~course.alive[self.moment]

    @property
    def arrows(self) -> Arrows:
        """What it comes to."""
        return Arrows(self.points, self.up & self.down, self.fallen, ~self.waiting.alive[self.moment])
