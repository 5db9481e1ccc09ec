"""Case files against history: does the engine move every stakeholder the way that it really went?

*Short* is the change of true trust from just before the shock of the round of the decision to its end, *long* the
change from there to the end of the last silent round. Less than 2 points counts as 0. Of `a→b`, `a` is held against
the end of the round and `b` against the end of the first silent round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.scenario.scenario import Scenario

__all__ = ["CaseResult", "HistoryResult", "Reversal", "Sign", "compare_with_history"]

ZERO = 2.0
"""A change of less than this many points counts as none."""
LUCK = 1
"""Cases are played under the default luck."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What history says of a stakeholder at a horizon, beside the engine."""

    stakeholder: str
    horizon: str
    history: str
    engine: str
    delta: float

    @property
    def agree(self) -> bool:
        """Whether both say the same."""
        return self.history == self.engine


@dataclass(frozen=True, slots=True)
class Reversal:
    """A stakeholder for whom the short and the long run were opposite."""

    stakeholder: str
    history: str
    engine: str

    @property
    def agree(self) -> bool:
        """Whether the engine reverses too."""
        return self.history == self.engine


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One case."""

    case: str
    signs: tuple[Sign, ...]
    reversals: tuple[Reversal, ...]


@dataclass(frozen=True, slots=True)
class HistoryResult:
    """All cases."""

    cases: tuple[CaseResult, ...]

    def share(self, horizon: str) -> float | None:
        """The share of signs at a horizon that agree, 0..1; None where there are none."""
        signs = [s.agree for c in self.cases for s in c.signs if s.horizon == horizon]
        return sum(signs) / len(signs) if signs else None

    @property
    def reversals(self) -> tuple[int, int]:
        """How many reversals reverse, and how many there are."""
        found = [r.agree for c in self.cases for r in c.reversals]
        return sum(found), len(found)

    def as_json(self) -> dict[str, Any]:
        """Version 1 of the contract of `chasm history --json`."""
        right, of = self.reversals
        return {
            "chasm": 1,
            "cases": [
                {
                    "case": c.case,
                    "signs": [
                        {
                            "stakeholder": s.stakeholder,
                            "horizon": s.horizon,
                            "history": s.history,
                            "engine": s.engine,
                            "delta": s.delta,
                            "agree": s.agree,
                        }
                        for s in c.signs
                    ],
                    "reversals": [
                        {"stakeholder": r.stakeholder, "history": r.history, "engine": r.engine, "agree": r.agree}
                        for r in c.reversals
                    ],
                }
                for c in self.cases
            ],
            "agree": {"short": self.share("short"), "long": self.share("long")},
            "reversals": {"right": right, "of": of},
        }


def compare_with_history(scenarios: Iterable[Scenario]) -> HistoryResult:
    """Play every case file as it really went; scenarios without a `history:` are passed over."""
    return HistoryResult(tuple(_case(s) for s in scenarios if s.history is not None))


def as_it_went(scenario: Scenario) -> Game:
    """The case with the decision that was really taken; in other rounds the first open response is what happened."""
    case = scenario.history
    assert case is not None
    game = Game(scenario, LUCK)
    while (turn := game.turn) is not None:
        # Two rounds may have answers of the same id; history decided in one of them.
        real = turn.round.id == case.round and case.chose in game.open_responses
        game.push(Choose(case.chose if real else game.open_responses[0]))
    return game


def _case(scenario: Scenario) -> CaseResult:
    case = scenario.history
    assert case is not None
    game = as_it_went(scenario)
    turn = next(t for t in game.turns if t.round.id == case.round)
    assert turn.after is not None
    coast = [s for s in game.snapshots if s.stage == "coast"]
    # Without silent rounds the long run is over when the last round is.
    first, last = (coast[0], coast[-1]) if coast else (game.snapshots[-1], game.snapshots[-1])
    names = [s.id for s in scenario.stakeholders if s.id in case.short or s.id in case.long]
    signs: list[Sign] = []
    reversals: list[Reversal] = []
    for name in names:
        short = list(_signs(name, "short", case.short.get(name, "?"), turn.before, (turn.after, first)))
        long = list(_signs(name, "long", case.long.get(name, "?"), turn.before, (last, last)))
        signs += short + long
        if short and long and {short[0].history, long[-1].history} == {"+", "-"}:
            reversals.append(
                Reversal(
                    name,
                    f"{short[0].history}/{long[-1].history}",
                    f"{short[0].engine}/{long[-1].engine}",
                )
            )
    return CaseResult(scenario.id, tuple(signs), tuple(reversals))


def _signs(name: str, horizon: str, mark: str, before: Snapshot, moments: tuple[Snapshot, Snapshot]) -> Iterator[Sign]:
    """The signs in a mark, each held against its moment; `?` and `n.a.` hold against nothing."""
    for part, moment in zip(re.split("[→/]", mark), moments, strict=False):
        if part in {"+", "++", "-", "--", "0"}:
            delta = moment.trust[name] - before.trust[name]
            # How strongly it went (`++`) is in the case for its reader; only the direction is held against the
            # engine.
            yield Sign(name, horizon, part[0], _sign(delta), delta)


def _sign(delta: float) -> str:
    return "0" if abs(delta) < ZERO else "+" if delta > 0 else "-"
