"""Made rooms of eight teams that played the tutorial at random, and what each of them decided."""

from __future__ import annotations

import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from hidden.measure import TEAMS
from hidden.reading import Words
from pages import rooms

from chasm_game.compare.compare import compare
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from chasm_game.compare.compare import Comparison
    from chasm_game.compare.views import TeamLine

__all__ = ["MadeRoom", "made"]

REASONS = ("Somebody has to.", "Nobody asked for it.", "It can wait.", "It cannot wait.", "")
"""Without a number, and none says anything of what it brings."""


@dataclass(frozen=True)
class MadeRoom:
    """A room that was played and compared."""

    found: Comparison
    scores: dict[str, float]
    facts: dict[str, dict[str, float]]
    words: Words


@lru_cache(maxsize=1)
def made(seed: int) -> MadeRoom:
    """Eight teams; who plays how is drawn anew for each seed, and nothing of it goes with a name."""
    random = Random(seed)
    scenario = rooms.story("tutorial")
    with tempfile.TemporaryDirectory() as folder:
        for team in random.sample(TEAMS, len(TEAMS)):
            rooms.play(Path(folder), scenario, team, random, REASONS)
        found = compare([Path(folder)], _library())
    lines = found.view.rankings[0].teams
    answers = [[r.title for r in each.responses] for each in scenario.rounds]
    texts = [*REASONS, *(title for titles in answers for title in titles), *(r.title for r in scenario.rounds)]
    return MadeRoom(
        found, {line.team: line.outputs.score_exact for line in lines}, _facts(lines), Words(texts, answers)
    )


@lru_cache(maxsize=1)
def _library() -> Library:
    return Library(rooms.STORY)


def _most_apart(lines: tuple[TeamLine, ...]) -> str:
    """The round in which teams agree least, by their answers."""
    rounds: dict[str, Counter[str]] = {}
    for line in lines:
        for cell in line.choices:
            rounds.setdefault(cell.round, Counter())[cell.response] += 1
    return max(rounds, key=lambda each: rounds[each].total() ** 2 - sum(n**2 for n in rounds[each].values()))


def _facts(lines: tuple[TeamLine, ...]) -> dict[str, dict[str, float]]:
    """What teams decided: answers, asks, what they foresaw, and how long they took."""
    facts: dict[str, dict[str, float]] = {}
    given = {cell.response for line in lines for cell in line.choices}
    letters = {cell.letter for line in lines for cell in line.choices}
    shared = Counter((cell.round, cell.response) for line in lines for cell in line.choices)
    apart = _most_apart(lines)
    for line in lines:
        # Whom a team agrees with is what all of them decided.
        company = {cell.round: shared[cell.round, cell.response] for cell in line.choices}
        for n in range(1, len(line.choices) + 1):
            facts.setdefault(f"in company {n} times", {})[line.team] = sum(c > 1 for c in company.values()) >= n
            facts.setdefault(f"among three {n} times", {})[line.team] = sum(c > 2 for c in company.values()) >= n
        facts.setdefault("in company where teams parted", {})[line.team] = company.get(apart, 0) > 1
        for response in given:
            facts.setdefault(f"gave {response}", {})[line.team] = response in {c.response for c in line.choices}
        for letter in letters:
            often = sum(cell.letter == letter for cell in line.choices)
            for n in range(1, len(line.choices) + 1):
                facts.setdefault(f"{letter} {n} times", {})[line.team] = often >= n
        facts.setdefault("asks", {})[line.team] = sum(cell.asked for cell in line.choices)
        for cell in line.choices:
            facts.setdefault(f"answer in {cell.round}", {})[line.team] = ord(cell.letter or "Z")
            facts.setdefault(f"asked in {cell.round}", {})[line.team] = cell.asked
            if cell.prediction is not None:
                facts.setdefault(f"sure in {cell.round}", {})[line.team] = cell.prediction.confidence
    return facts
