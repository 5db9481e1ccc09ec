"""Every way through a scenario by brute force, one oracle game at a time: answers, asking, and both sides of luck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import oracle
import oracle_state

Raw = dict[str, Any]


class _Decide(Exception):
    """The player has to decide, among these."""

    def __init__(self, round_id: str, options: list[str], *, asking: bool) -> None:
        self.round, self.options, self.asking = round_id, options, asking


class _Fall(Exception):
    """A chance falls due that has not fallen yet."""

    def __init__(self, path: str, chance: float) -> None:
        self.path, self.chance = path, chance


@dataclass
class Way:
    """A finished game, how likely its luck is and how it fell, and how likely random play that never asks takes it."""

    played: oracle.Played
    decisions: tuple[str, ...]
    luck: float
    random: float
    fallen: dict[str, bool]
    taken: tuple[tuple[str, str], ...]
    """The answer to each round that was played."""

    @property
    def asked(self) -> bool:
        """Whether anybody asked in it."""
        return any(d.startswith("ask") for d in self.decisions)


@dataclass
class Met:
    """A situation in which an answer was chosen: how likely its luck is, and what can be expected after each answer."""

    round: str
    luck: float
    values: dict[str, float]
    asked: bool


@dataclass
class Brute:
    """All ways, and the best score that can be expected without knowing the luck to come."""

    scenario: Raw
    rulebook: Raw
    asking: Sequence[str] = ()
    ways: list[Way] = field(default_factory=list)
    met: list[Met] = field(default_factory=list)

    def run(self) -> float:
        """Walk; returns the expected score of best play."""
        return self._from((), {}, 1.0, 1.0, ())

    def never_asking(self) -> Iterator[Way]:
        """Ways in which nobody asked."""
        return (way for way in self.ways if not way.asked)

    def _from(
        self,
        decisions: tuple[str, ...],
        fallen: dict[str, bool],
        luck: float,
        random: float,
        taken: tuple[tuple[str, str], ...],
    ) -> float:
        try:
            played = self._play(decisions, fallen)
        except _Fall as due:
            parts = [(True, due.chance), (False, 1.0 - due.chance)]
            return sum(
                p * self._from(decisions, {**fallen, due.path: happens}, luck * p, random * p, taken)
                for happens, p in parts
            )
        except _Decide as decision:
            among = len(decision.options)
            asks = self.asking if decision.asking else ()
            values = {
                o: self._from((*decisions, o), fallen, luck, random / among, (*taken, (decision.round, o)))
                for o in decision.options
            }
            self.met.append(Met(decision.round, luck, values, any(d.startswith("ask") for d in decisions)))
            asked = [self._from((*decisions, ask), fallen, luck, 0.0, taken) for ask in asks]
            return max([*values.values(), *asked])
        self.ways.append(Way(played, decisions, luck, random, fallen, taken))
        return played.score_exact

    def _play(self, decisions: tuple[str, ...], fallen: dict[str, bool]) -> oracle.Played:
        left = list(decisions)

        def decide(game: Any, round_id: str, is_open: list[str]) -> str:
            if left:
                return left.pop(0)
            asked_here = bool(decisions) and decisions[-1].startswith("ask")
            raise _Decide(round_id, is_open, asking=game.asks > 0 and not asked_here)

        def lucky(_: Any, path: str, chance: float) -> bool:
            if not 0 < chance < 1:
                return chance >= 1
            if path not in fallen:
                raise _Fall(path, chance)
            return fallen[path]

        with patch.object(oracle, "lucky", lucky), patch.object(oracle_state, "lucky", lucky):
            return oracle.play(self.scenario, self.rulebook, 1, decide)
