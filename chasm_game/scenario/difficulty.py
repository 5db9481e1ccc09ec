"""The same story easier or harder: what a rulebook says of that, applied to a scenario before anything is played.

Everything else sees a scenario and asks no further: engine, analysis and debrief know nothing of difficulties.
"""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.gauges import CASH
from chasm_game.limits import DIFFICULTIES, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.scenario.rulebook import Difficulty, Rulebook
    from chasm_game.scenario.scenario import Company, Scenario

__all__ = ["at_difficulty", "difficulties"]

LEAST_ASKS = 1
"""A story in which the people can be asked stays one."""


def at_difficulty(scenario: Scenario, name: str) -> Scenario:
    """A scenario as it was written, at a difficulty: `easy`, `written` (itself) or `hard`.

    Its texts, and with them its hashes, stay. What an author promises (`expect`, `plays`) is of the story as written,
    so at another difficulty nothing is promised. Raises `ChasmError` where the rulebook has no such difficulty.
    """
    if name == WRITTEN:
        return scenario
    difficulty = scenario.rulebook.difficulties.get(name)
    if difficulty is None:
        cure = f"put `difficulty:` with `{name}:` into it, or play the story as written"
        raise ChasmError(f"the rulebook of {scenario.title} has no difficulty `{name}`: {cure}")
    return replace(
        scenario,
        company=_company(scenario.company, difficulty),
        rulebook=_rulebook(scenario.rulebook, difficulty),
        difficulty=name,
        prices=difficulty.prices,
        expect=(),
        plays=(),
    )


def difficulties(rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    """Id, title and what is said of every difficulty that games may have, the easiest first."""
    for name in DIFFICULTIES:
        if name == WRITTEN:
            yield name, "As written", "The story as its file says."
        elif (found := rulebook.difficulties.get(name)) is not None:
            yield name, found.title, found.because


def _company(company: Company, difficulty: Difficulty) -> Company:
    cash = company.start.get(CASH.id, CASH.default)
    # Debts do not grow smaller because a game is harder.
    start = {**company.start, CASH.id: cash * difficulty.cash if cash > 0 else cash}
    asks = max(LEAST_ASKS, company.asks + difficulty.asks) if company.asks else 0
    return replace(company, start=MappingProxyType(start), asks=asks)


def _rulebook(rulebook: Rulebook, difficulty: Difficulty) -> Rulebook:
    fog = rulebook.rules["fog_below"]
    below = replace(fog, value=fog.value + difficulty.fog)
    return replace(rulebook, rules={**rulebook.rules, "fog_below": below})
