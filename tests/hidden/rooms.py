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
    from collections.abc import Callable

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.compare import Comparison
    from chasm_game.compare.views import TeamLine

__all__ = ["REASONS", "MadeRoom", "facts_of", "library", "made"]

REASONS = ("Somebody has to.", "Nobody asked for it.", "It can wait.", "It cannot wait.", "")
"""Without a number, and none says anything of what it brings."""
DISSENTS = ("Somebody will ask.", "It was tried before.", "", "")
"""What is said for another answer."""


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
            rooms.play(Path(folder), scenario, team, random, REASONS, DISSENTS)
        found = compare([Path(folder)], library())
    lines = found.view.rankings[0].teams
    answers = [[r.title for r in each.responses] for each in scenario.rounds]
    titles = [*(title for given in answers for title in given), *(r.title for r in scenario.rounds)]
    texts = [*REASONS, *DISSENTS, *titles]
    return MadeRoom(
        found, {line.team: line.outputs.score_exact for line in lines}, facts_of(lines), Words(texts, answers)
    )


@lru_cache(maxsize=1)
def library() -> Library:
    """The shipped stories, read once."""
    return Library(rooms.STORY)


def _most_apart(lines: tuple[TeamLine, ...]) -> str:
    """The round in which teams agree least, by their answers."""
    rounds: dict[str, Counter[str]] = {}
    for line in lines:
        for cell in line.choices:
            rounds.setdefault(cell.round, Counter())[cell.response] += 1
    return max(rounds, key=lambda each: rounds[each].total() ** 2 - sum(n**2 for n in rounds[each].values()))


def _company(lines: tuple[TeamLine, ...], cell: ChoiceCell, counts: Callable[[ChoiceCell], bool]) -> int:
    """How many teams, this one among them, gave the same answer."""
    return sum(map(counts, _same(lines, cell)))


def _is_listed(lines: tuple[TeamLine, ...], cell: ChoiceCell) -> bool:
    """Whether a team stands in a list under its answer: reasons one by one, and those without any in a line."""
    same = _same(lines, cell)
    reasoned = sum(each.is_argued for each in same)
    return reasoned + (reasoned < len(same)) > 1


def _same(lines: tuple[TeamLine, ...], cell: ChoiceCell) -> list[ChoiceCell]:
    cells = (each for line in lines for each in line.choices)
    return [each for each in cells if (each.round, each.response) == (cell.round, cell.response)]


def facts_of(lines: tuple[TeamLine, ...]) -> dict[str, dict[str, float]]:
    """What teams decided, with whom they agreed, what they foresaw, how long they took; and their names."""
    facts: dict[str, dict[str, float]] = {}
    given = {cell.response for line in lines for cell in line.choices}
    letters = {cell.letter for line in lines for cell in line.choices}
    kinds: dict[str, Callable[[ChoiceCell], bool]] = {
        "all": lambda _: True, "with a reason": lambda cell: cell.is_argued, "silent": lambda cell: not cell.is_argued,
    }  # fmt: skip
    apart = _most_apart(lines)
    for place, line in enumerate(sorted(lines, key=lambda each: each.team)):
        facts.setdefault("name", {})[line.team] = place  # whatever stands in the order of names says nothing else
    for line in lines:
        # Whom a team agrees with is what all of them decided.
        for kind, counts in kinds.items():
            cells = [cell for cell in line.choices if counts(cell)]
            company = {cell.round: _company(lines, cell, counts) for cell in cells}
            for n in range(1, len(line.choices) + 1):
                for least in (2, 3):
                    often = sum(c >= least for c in company.values())
                    facts.setdefault(f"{least} together, {kind}, {n} times", {})[line.team] = often >= n
            facts.setdefault(f"together where teams parted, {kind}", {})[line.team] = company.get(apart, 0) > 1
        # Whether it wrote something beside others who gave the same answer, or alone.
        alone = [_company(lines, cell, kinds["all"]) == 1 for cell in line.choices if cell.is_argued]
        for n in range(1, len(line.choices) + 1):
            facts.setdefault(f"argued alone {n} times", {})[line.team] = sum(alone) >= n
            facts.setdefault(f"argued in company {n} times", {})[line.team] = len(alone) - sum(alone) >= n
        listed = sum(_is_listed(lines, cell) for cell in line.choices)
        for n in range(1, len(line.choices) + 1):
            facts.setdefault(f"listed with reasons {n} times", {})[line.team] = listed >= n
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
