"""The order of a round, and of the silent ones after the last: it stands here once.

One game, many games and all playthroughs drive the same `Round`, over one lane or over a million, and differ in the
`Player` who decides. A player who has not decided yet leaves the round standing; `go` goes on from there. The rules
themselves are in `rules.py`, one function each; what a player may decide, and when, is said by `ORDER`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from chasm_game.engine import rules
from chasm_game.engine.chances import at_answer
from chasm_game.engine.deeds import deeds
from chasm_game.engine.diary import echoes
from chasm_game.engine.measures import chasm
from chasm_game.engine.state import concatenate, rejoin

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from chasm_game.engine.chances import Fork
    from chasm_game.engine.decisions import Ask
    from chasm_game.engine.ledger import Ledger
    from chasm_game.engine.plan import Plan, ResponsePlan, RoundPlan
    from chasm_game.engine.state import Floats, State

__all__ = [
    "ALONE",
    "NOT_ASKING",
    "ORDER",
    "Asking",
    "Branch",
    "Lanes",
    "Mask",
    "Part",
    "Player",
    "Round",
    "Step",
    "arrive",
    "coast",
    "company",
    "every_open",
    "open_in",
    "respond",
]

Lanes = NDArray[np.int64]
"""Numbers of lanes."""
Mask = NDArray[np.bool_]
"""For each lane, whether it is meant."""
Asking = NDArray[np.int8]
"""For each lane `NOT_ASKING`, `ALONE`, or the number of the leader who comes along, counted from 1."""
NOT_ASKING = -1
ALONE = 0


def company(plan: Plan, ask: Ask) -> int:
    """Who asks the people, as a number for `Asking`. Raises `ValueError` where the story has no such leader."""
    return ALONE if ask.leader is None else [k.id for k in plan.leaders].index(ask.leader) + 1


class Step(Enum):
    """The steps of a round that happens, after each of which it may stand and be looked at."""

    SHOCK = "shock"
    ASK = "ask"
    ANSWER = "answer"
    """The response, what came back, and the end of the round."""


class Player(Protocol):
    """Whoever plays lanes: decides for them, and sees them between the steps."""

    def asks(self, round_: Round) -> Asking | int | None:
        """Which lanes ask the people, and with whom; lanes without asks do not. None: not decided yet."""

    def answers(self, round_: Round) -> Sequence[tuple[ResponsePlan, Lanes]] | None:
        """Responses, each with the lanes that take it: `Round.is_open` says which are open. None: not decided yet."""

    def seen(self, round_: Round, step: Step) -> None:
        """A step is over in all lanes of the round."""


class Part(NamedTuple):
    """Some lanes that arrive at a round: where they were among the others, and whether they play it."""

    state: State
    where: Lanes
    plays: bool


class Branch(NamedTuple):
    """The lanes that took one response, at the end of the round; `where` they were when it was decided on."""

    response: ResponsePlan
    where: Lanes
    state: State
    fork: Fork | None
    """How they were split before it, where luck is open; then `state` has its lanes."""


def arrive(plan: Plan, state: State, index: int) -> list[Part]:
    """Step 0: lanes that play the round, and lanes in which it does not happen. Those have passed over it."""
    happening = rules.happens(plan, state, index)
    played, skipped = np.flatnonzero(happening), np.flatnonzero(~happening)
    if not skipped.size:
        return [Part(state, played, plays=True)]
    if not played.size:
        # A round that is passed over counts in the mean of the recorded values all the same.
        rules.record(state)
        return [Part(state, skipped, plays=False)]
    parts = [Part(state.take(played), played, plays=True), Part(state.take(skipped), skipped, plays=False)]
    rules.record(parts[1].state)
    return parts


@dataclass(slots=True)
class Round:
    """A round as some lanes play it that are all in it. It stands before one of its steps, or is over."""

    ledger: Ledger
    index: int
    player: Player
    at: int = 0
    """The number in `ORDER` of the step that comes next."""
    is_open: Mask = field(init=False)
    """By response, `wait` behind them, and lane: which can be taken. Known when it is decided on."""
    branches: list[Branch] = field(default_factory=list)
    """What became of the lanes; empty until the round is over."""
    joined: State | None = None
    """The lanes of all branches, one branch after another, where these are parts of one state."""

    @property
    def plan(self) -> RoundPlan:
        """The round in the plan."""
        return self.ledger.plan.rounds[self.index]

    @property
    def state(self) -> State:
        """The lanes."""
        return self.ledger.state

    def after(self) -> State:
        """The lanes of all branches at the end of the round, one branch after another."""
        states = [branch.state for branch in self.branches]
        return concatenate(states) if self.joined is None else rejoin(self.joined, states)

    def go(self) -> bool:
        """Go on to the end, or to a step that the player has not decided; returns whether the end was reached."""
        while self.at < len(ORDER):
            step = ORDER[self.at]
            if not _STEPS[step](self):
                return False
            self.at += 1
            self.player.seen(self, step)
        return True


def _shock(round_: Round) -> bool:
    rules.shock(round_.ledger, round_.index)
    return True


def _ask(round_: Round) -> bool:
    wanted = round_.player.asks(round_)
    if wanted is None:
        return False
    if isinstance(wanted, int) and wanted == NOT_ASKING:
        return True
    state = round_.state
    asking = np.broadcast_to(np.asarray(wanted, dtype=np.int8), (state.lanes,))
    lanes = (asking != NOT_ASKING) & (state.asks > 0)
    if lanes.any():
        rules.ask(round_.ledger, round_.index, _companions(asking), None if lanes.all() else lanes)
    return True


def _companions(asking: Asking) -> list[tuple[int, Mask]]:
    """The leaders who come along, by number, each with its lanes."""
    return [(int(number) - 1, asking == number) for number in np.unique(asking) if number > ALONE]


def _answer(round_: Round) -> bool:
    state = round_.state
    round_.is_open = open_in(round_.ledger.plan, state, round_.plan)
    taken = round_.player.answers(round_)
    if taken is None:
        return False
    plan = round_.ledger.plan
    apart = chasm(state)  # the same whatever is answered
    round_.joined, parts = _parts(state, [where for _, where in taken], round_.index + 1)
    for (response, where), part in zip(taken, parts, strict=True):
        fork = at_answer(plan, part, round_.index, response) if plan.odds else None
        after, mine = part, apart if where.size == state.lanes else apart[where]
        if fork is not None:
            # Lanes that luck has split stand in a state of their own: what was joined holds them no more.
            round_.joined, after, mine = None, fork.state, mine[fork.origin]
        lanes = where if fork is None else where[fork.origin]
        respond(round_.ledger.on(after, lanes), round_.index, response, mine)
        round_.branches.append(Branch(response, where, after, fork))
    return True


def _parts(state: State, taken: Sequence[Lanes], begun: int) -> tuple[State | None, list[State]]:
    """The lanes of each branch, to be changed apart; and, where no branch has all of them, one state for all branches.

    Nobody needs the lanes as they were any more.
    """
    if all(where.size < state.lanes for where in taken):
        joined = state.take(np.concatenate(taken), begun)
        edges = np.cumsum([0, *(where.size for where in taken)]).tolist()
        return joined, [joined.piece(slice(first, last)) for first, last in pairwise(edges)]
    # All but the last are copies; the last may use the state itself, since nobody comes after it.
    parts = [state.branch() if where.size == state.lanes else state.take(where) for where in taken[:-1]]
    return None, [*parts, state if taken[-1].size == state.lanes else state.take(taken[-1])]


ORDER = (Step.SHOCK, Step.ASK, Step.ANSWER)
"""The steps of a round that happens. A new step, or a further thing to decide, is put in here and in `Player`."""
_STEPS: Mapping[Step, Callable[[Round], bool]] = {Step.SHOCK: _shock, Step.ASK: _ask, Step.ANSWER: _answer}


def open_in(plan: Plan, state: State, round_: RoundPlan) -> Mask:
    """Which responses are open in each lane; where none is, `wait`, which stands behind them."""
    found = np.empty((len(round_.responses) + 1, state.lanes), dtype=np.bool_)
    for response in round_.responses:
        found[response.index] = rules.is_open(plan, state, response)
    found[-1] = ~found[:-1].any(axis=0)
    return found


def every_open(round_: Round) -> list[tuple[ResponsePlan, Lanes]]:
    """Every response, wherever it is open."""
    responses = (*round_.plan.responses, round_.plan.wait)
    found = [(response, np.flatnonzero(lanes)) for response, lanes in zip(responses, round_.is_open, strict=True)]
    return [(response, lanes) for response, lanes in found if lanes.size]


def respond(ledger: Ledger, index: int, response: ResponsePlan, apart: Floats | None = None) -> None:
    """Steps 3 to 8, from where it is decided on: the response, what came back, and the end of the round.

    `apart` is the chasm, where it is known: nothing changes it before the end of step 4.
    """
    apart = chasm(ledger.state) if apart is None else apart
    held = deeds(ledger, index, response, apart)
    echoes(ledger, index, apart=apart)
    rules.character(ledger, response, held.of("gauges"))
    _end(ledger)
    # Apart from `_end`: silent rounds end in the same way, but record no value.
    rules.weigh(ledger)
    rules.record(ledger.state)


def _end(ledger: Ledger) -> None:
    """Steps 6 to 8, which end a silent round too."""
    rules.business(ledger)
    rules.solvency(ledger)
    rules.leaders(ledger)
    rules.end(ledger)


def coast(ledger: Ledger, number: int, after: int | None = None) -> bool:
    """A silent round, counted from 1, for companies that have not fallen: what was begun lands.

    It follows the last round of the file, or, where a forecast supposes that nothing more happens, the round `after`.
    Steps 4 and 6 to 8; it records no value. Returns whether there was anybody left to live through it.
    """
    state = ledger.state
    if not state.alive.any():
        return False
    # The fallen stand still; without any of them nothing need be copied out and back.
    living = None if state.alive.all() else np.flatnonzero(state.alive)
    part = state if living is None else state.take(living)
    mine = ledger.on(part, living)
    rules.begin(mine, f"coast-{number}")
    echoes(mine, len(ledger.plan.rounds) - 1 if after is None else after, number)
    _end(mine)
    if living is not None:
        state.put(living, part)
        # Lanes were written over from beside: the chasm that was worked out is no longer theirs.
        ledger.apart = None
    return True
