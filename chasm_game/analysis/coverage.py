"""Conditions that remember how they were judged: which ones never hold, and which always do.

The engine judges the `if` of rounds, responses and later effects itself, so a plan is given conditions that watch. The
`if` of texts is judged at the moments at which a player would read them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from chasm_game.analysis.endings import EndedLanes
from chasm_game.analysis.witness import record
from chasm_game.engine.lane_environment import LaneEnvironment
from chasm_game.scenario.conditions import Condition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from chasm_game.analysis.witness import Record
    from chasm_game.engine.plan import Echo, NowPlan, Plan, ResponsePlan
    from chasm_game.engine.state import State
    from chasm_game.scenario.rounds import Also, Post
    from chasm_game.scenario.scenario import Debrief

__all__ = ["Path", "Verdicts", "Watch"]

Path = tuple[str | int, ...]
"""Where something stands in the file."""


@dataclass(slots=True)
class Verdicts:
    """How often a condition was judged and held, over lanes."""

    condition: Condition
    judged: int = 0
    held: int = 0
    example: Record | None = None
    """The decisions up to a moment at which it was judged."""

    @property
    def settled(self) -> bool:
        """Whether it was seen to hold and seen not to hold."""
        return 0 < self.held < self.judged

    def note(self, plan: Plan, state: State, verdict: Any, where: NDArray[np.bool_] | None = None) -> None:
        """Add the lanes in which it was judged."""
        judged = np.ones(state.lanes, dtype=np.bool_) if where is None else where
        if not judged.any():
            return
        self.judged += int(judged.sum())
        self.held += int((judged & verdict).sum())
        if self.example is None:
            # The first lane in which it was judged at all: any of them shows where the condition stands.
            self.example = record(plan, state, int(judged.argmax()))


@dataclass(frozen=True, slots=True)
class _Watched(Condition):
    """A condition of a round or a response, judged in all lanes of a state."""

    verdicts: Verdicts

    def holds(self, environment: Any) -> Any:
        """As the condition itself; and it is remembered."""
        verdict = Condition.holds(self, environment)
        # Once it was seen both ways nothing more is to be learned: most conditions settle early, and counting costs.
        if not self.verdicts.settled:
            self.verdicts.note(environment.plan, environment.state, verdict)
        return verdict


@dataclass(frozen=True, slots=True)
class _WatchedEcho(Condition):
    """A condition of a later effect, judged in the lanes in which it is due."""

    verdicts: Verdicts
    round: int
    response: int
    after: int

    def holds(self, environment: Any) -> Any:
        """As the condition itself; and it is remembered."""
        verdict = Condition.holds(self, environment)
        if not self.verdicts.settled:
            state: State = environment.state
            # The engine judges a later effect in all lanes at once; only those in which it is due say anything of it.
            due = state.clock - state.when[self.round] == self.after
            self.verdicts.note(environment.plan, state, verdict, due & (state.chosen[self.round] == self.response))
        return verdict


@dataclass
class Watch:
    """The verdicts on every condition of a scenario, by its place in the file, over any number of walks."""

    verdicts: dict[Path, Verdicts] = field(default_factory=dict)

    def of(self, path: Path, condition: Condition) -> Verdicts:
        """The verdicts on the condition at a place."""
        return self.verdicts.setdefault(path, Verdicts(condition))

    def over(self, plan: Plan) -> Plan:
        """The same plan, with conditions that remember."""
        rounds = []
        for n, round_ in enumerate(plan.rounds):
            path: Path = ("rounds", n)
            when = round_.when and _Watched(round_.when.source, self.of((*path, "if"), round_.when))
            responses = tuple(self._response(r, n) for r in round_.responses)
            nows = self._nows(round_.nows, (*path, "shock"))
            rounds.append(replace(round_, when=when, responses=responses, nows=nows))
        return replace(plan, rounds=tuple(rounds))

    def _response(self, response: ResponsePlan, n: int) -> ResponsePlan:
        path: Path = ("rounds", n, "responses", response.index)
        when = response.when and _Watched(response.when.source, self.of((*path, "if"), response.when))
        echoes = tuple(self._echo(e, path, n, response.index) for e in response.echoes)
        return replace(response, when=when, echoes=echoes, nows=self._nows(response.nows, path))

    def _nows(self, nows: Sequence[NowPlan], path: Path) -> tuple[NowPlan, ...]:
        """The now entries of a shock or a response; one that luck denies is not judged."""
        return tuple(
            replace(now, when=now.when and _Watched(now.when.source, self.of((*path, "now", n, "if"), now.when)))
            for n, now in enumerate(nows)
        )

    def _echo(self, echo: Echo, path: Path, n: int, response: int) -> Echo:
        """Later effects of the response's own; those of moves are the rulebook's business."""
        parts = echo.cause.source.split("/")
        # `round/answer/later/n` is the answer's own; a move's path has `does/n` in between.
        if echo.when is None or len(parts) != 4 or parts[2] != "later":
            return echo
        verdicts = self.of((*path, "later", int(parts[3]), "if"), echo.when)
        return replace(echo, when=_WatchedEcho(echo.when.source, verdicts, n, response, echo.after))

    def shock(self, plan: Plan, state: State, n: int) -> None:
        """Judge the texts that are read when a round begins."""
        shock = plan.scenario.rounds[n].shock
        path: Path = ("rounds", n, "shock")
        self._texts(plan, state, _conditions(path, shock.also, shock.feed))

    def voices(self, plan: Plan, state: State, n: int) -> None:
        """Judge what the people say in the lanes in which they were asked."""
        said = [(m, voice.when) for m, voice in enumerate(plan.scenario.rounds[n].ask) if voice.when is not None]
        heard = state.asked[n] != 0
        if not said or not heard.any():
            return
        environment = LaneEnvironment(plan, state)
        for m, when in said:
            verdicts = self.of(("rounds", n, "ask", m, "if"), when)
            if not verdicts.settled:
                verdicts.note(plan, state, when.holds(environment), heard)

    def outcome(self, plan: Plan, state: State, n: int, response: int) -> None:
        """Judge the texts that are read after a response."""
        self._texts(plan, state, _after(plan, n, response))

    def curious(self, plan: Plan, n: int, response: int) -> bool:
        """Whether anything is still to be learned of the texts that are read after a response."""
        return any(not self.of(path, when).settled for path, when in _after(plan, n, response))

    def notes(self, plan: Plan, state: State) -> None:
        """Judge what is told after the game, in finished lanes."""
        environment: EndedLanes | None = None
        for path, condition in _after_the_game(plan.scenario.debrief):
            verdicts = self.of(path, condition)
            if not verdicts.settled:
                environment = environment or EndedLanes(plan, state)
                verdicts.note(plan, state, condition.holds(environment))

    def _texts(self, plan: Plan, state: State, conditions: Iterator[tuple[Path, Condition]]) -> None:
        environment = LaneEnvironment(plan, state)
        for path, condition in conditions:
            verdicts = self.of(path, condition)
            if not verdicts.settled:
                verdicts.note(plan, state, condition.holds(environment))


def _after(plan: Plan, n: int, response: int) -> Iterator[tuple[Path, Condition]]:
    """The conditions of the texts after a response. Waiting has none."""
    responses = plan.scenario.rounds[n].responses
    if response < len(responses):
        yield from _conditions(("rounds", n, "responses", response), responses[response].also, responses[response].feed)


def _after_the_game(debrief: Debrief) -> Iterator[tuple[Path, Condition]]:
    parts = (("points", debrief.points), ("questions", debrief.questions), ("parallels", debrief.parallels))
    for key, notes in parts:
        for n, when in enumerate(note.when for note in notes):
            if when is not None:
                yield ("debrief", key, n, "if"), when


def _conditions(path: Path, also: Iterable[Also], feed: Iterable[Post]) -> Iterator[tuple[Path, Condition]]:
    for n, text in enumerate(also):
        yield (*path, "also", n, "if"), text.when
    for n, post in enumerate(feed):
        if post.when is not None:
            yield (*path, "feed", n, "if"), post.when
