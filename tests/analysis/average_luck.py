"""What best play expects that does not know the luck to come, by brute force: one oracle game at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import oracle
import oracle_judging
import oracle_state

Raw = dict[str, Any]


class _Decide(Exception):
    """The player has to decide in a round, among these."""

    def __init__(self, round_id: str, options: list[str], *, can_ask: bool) -> None:
        self.round_id, self.options, self.can_ask = round_id, options, can_ask


class _Fall(Exception):
    """A chance falls due that has not fallen yet."""

    def __init__(self, path: str, chance: float) -> None:
        self.path, self.chance = path, chance


@dataclass
class Expecting:
    """A scenario, and a game on it: its seed, and the rounds in which it asked, with the words for it."""

    scenario: Raw
    rulebook: Raw
    seed: int
    asks: dict[str, str]
    games: int = field(default=0)
    """How many were played."""

    def after(self, decisions: tuple[str, ...]) -> dict[str, float]:
        """By response that is open once all this was decided: the score to expect, the luck so far as it fell."""
        fallen: dict[str, bool] = {}
        while True:
            try:
                self._play(decisions, fallen)
            except _Fall as due:
                fallen[due.path] = oracle_judging.luck(self.seed, due.path) < due.chance
            except _Decide as here:
                return {option: self.expected((*decisions, option), fallen) for option in here.options}

    def expected(self, decisions: tuple[str, ...], fallen: dict[str, bool]) -> float:
        """The score that best play expects from here."""
        try:
            played = self._play(decisions, fallen)
        except _Fall as due:
            return sum(
                likely * self.expected(decisions, {**fallen, due.path: happens})
                for happens, likely in ((True, due.chance), (False, 1.0 - due.chance))
            )
        except _Decide as here:
            ask = self.asks.get(here.round_id)
            if ask is not None and here.can_ask:
                return self.expected((*decisions, ask), fallen)
            return max(self.expected((*decisions, option), fallen) for option in here.options)
        return played.score_exact

    def _play(self, decisions: tuple[str, ...], fallen: dict[str, bool]) -> oracle.Played:
        self.games += 1
        left, asked = list(decisions), [""]

        def decide(game: Any, round_id: str, is_open: list[str]) -> str:
            if not left:
                raise _Decide(round_id, is_open, can_ask=game.asks > 0 and asked[0] != round_id)
            if left[0].startswith("ask"):
                asked[0] = round_id
            return left.pop(0)

        def lucky(_: Any, path: str, chance: float) -> bool:
            if not 0 < chance < 1:
                return chance >= 1
            if path not in fallen:
                raise _Fall(path, chance)
            return fallen[path]

        with patch.object(oracle, "lucky", lucky), patch.object(oracle_state, "lucky", lucky):
            return oracle.play(self.scenario, self.rulebook, self.seed, decide)
