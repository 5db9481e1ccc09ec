"""Case files against history: does the engine move every stakeholder the way that it really went?

*Short* is the change of true trust from just before the shock of the round of the decision to its end, *long* the
change from there to the end of the last silent round. Less than 2 points counts as 0. Of `a→b`, `a` is held against
the end of the round and `b` against the end of the first silent round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from chasm_game.analysis.guessers import GUESSERS, guessed
from chasm_game.analysis.marks import HORIZONS, SIZES, UNCHANGED, Horizon, Mark, concordance, direction, sign, three_way
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.scenario.rounds import MoveUse
    from chasm_game.scenario.scenario import Scenario

__all__ = [
    "CaseResult",
    "HistoryResult",
    "Reversal",
    "Sign",
    "as_it_went",
    "compare_with_history",
    "marks_of",
    "mostly_old",
    "turn_of_history",
]

LUCK = 1
"""Cases are played under the default luck."""
_PARTS = re.compile("[→/]")
"""Between the two moments of a mark."""


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
    marks: tuple[Mark, ...]
    """The last sign of every stakeholder and horizon, with its size in history and in points."""


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

    def marks(self, horizon: Horizon) -> list[Mark]:
        """Every mark at a horizon."""
        return [m for c in self.cases for m in c.marks if m.horizon == horizon]

    def as_json(self, calibration: dict[str, Any] | None = None) -> dict[str, Any]:
        """Version 1 of the contract of `chasm history --json`; what was measured stands in it as it was written."""
        right, of = self.reversals
        marks = {h: self.marks(h) for h in HORIZONS}
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
            "concordance": {h: concordance(m) for h, m in marks.items()},
            "direction": {h: {"right": (d := direction(m)).right, "of": d.of} for h, m in marks.items()},
            "guessers": {h: {name: three_way(guessed(name, m)).share for name in GUESSERS} for h, m in marks.items()},
            "left_out": calibration and calibration["left_out"],
            "calibration": calibration,
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


def turn_of_history(game: Game) -> Turn:
    """The turn in which the real decision was taken, of a case as it went."""
    case = game.scenario.history
    assert case is not None
    return next(t for t in game.turns if t.round.id == case.round)


def mostly_old(uses: Sequence[MoveUse]) -> bool:
    """Whether more of what was done, by strength, is labelled old than new."""
    sides = {"old": 0.0, "new": 0.0}
    for use in uses:
        if use.move.label is not None:
            sides[use.move.label] += use.strength
    return sides["old"] > sides["new"]


def marks_of(game: Game) -> Iterator[Mark]:
    """Of every mark of a case as it went its last part, with its size, held against what `_moments` says."""
    scenario, turn = game.scenario, turn_of_history(game)
    case = scenario.history
    assert case is not None
    old = mostly_old(next((r.does for r in turn.round.responses if r.id == case.chose), ()))
    marks: dict[Horizon, Mapping[str, str]] = {"short": case.short, "long": case.long}
    for horizon, moments in _moments(game).items():
        for name, mark in marks[horizon].items():
            parts = _PARTS.split(mark)[:2]
            if (size := SIZES.get(parts[-1])) is not None:
                change = moments[len(parts) - 1].trust[name] - turn.before.trust[name]
                yield Mark(scenario.id, name, horizon, size, change, old)


def _moments(game: Game) -> dict[Horizon, tuple[Snapshot, Snapshot]]:
    """Of each horizon the moment for a mark, and for the second part of a mark of two moments."""
    after = turn_of_history(game).after
    assert after is not None
    coast = [s for s in game.snapshots if s.stage == "coast"]
    # Without silent rounds the long run is over when the last round is.
    first, last = (coast[0], coast[-1]) if coast else (game.snapshots[-1], game.snapshots[-1])
    return {"short": (after, first), "long": (last, last)}


def _case(scenario: Scenario) -> CaseResult:
    case = scenario.history
    assert case is not None
    game = as_it_went(scenario)
    before, moments = turn_of_history(game).before, _moments(game)
    names = [s.id for s in scenario.stakeholders if s.id in case.short or s.id in case.long]
    signs: list[Sign] = []
    reversals: list[Reversal] = []
    for name in names:
        short = list(_signs(name, "short", case.short.get(name, "?"), before, moments["short"]))
        long = list(_signs(name, "long", case.long.get(name, "?"), before, moments["long"]))
        signs += short + long
        if short and long and {short[0].history, long[-1].history} == {"+", "-"}:
            reversals.append(
                Reversal(
                    name,
                    f"{short[0].history}/{long[-1].history}",
                    f"{short[0].engine}/{long[-1].engine}",
                )
            )
    return CaseResult(scenario.id, tuple(signs), tuple(reversals), tuple(marks_of(game)))


def _signs(name: str, horizon: str, mark: str, before: Snapshot, moments: tuple[Snapshot, Snapshot]) -> Iterator[Sign]:
    """The signs in a mark, each held against its moment; `?` and `n.a.` hold against nothing."""
    for part, moment in zip(_PARTS.split(mark), moments, strict=False):
        if part in {"+", "++", "-", "--", "0"}:
            delta = moment.trust[name] - before.trust[name]
            # How strongly it went (`++`) is in the case for its reader; only the direction is held against the
            # engine.
            yield Sign(name, horizon, part[0], "-0+"[1 + sign(delta, UNCHANGED)], delta)
