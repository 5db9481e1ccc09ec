"""Just ask the people: belief sheets of a room become a weight set, as lines of YAML."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Literal

from chasm_game.compare.account import Files, kind_of_game
from chasm_game.compare.found_files import CountedAs
from chasm_game.compare.gathering import gather, replayed
from chasm_game.compare.room_summary import mean_sheet
from chasm_game.compare.typed_sheet import MOST
from chasm_game.compare.weights import Weights
from chasm_game.errors import ChasmError
from chasm_game.grammar import joined, plural
from chasm_game.scenario.document import compose
from chasm_game.scenario.nodes import plain
from chasm_game.scenario.source import read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from chasm_game.compare.found_files import FileLine

__all__ = [
    "Poll",
    "SheetsOfSaves",
    "When",
    "is_file_name",
    "poll_of",
    "polled_weights",
    "sheets_of_saves",
]

When = Literal["before", "after", "latest"]


@dataclass(frozen=True, slots=True)
class Poll:
    """What a room believes on average, each sheet counting the same."""

    sheets: int
    weights: Mapping[str, float]
    """Shares of 100 by stakeholder id, to a tenth; they add up to 100."""
    second_pages: int = 0
    """How many sheets had a second page."""
    ways: Mapping[str, float] = field(default_factory=dict)
    """By axis, -1 to 1, to a hundredth: each the mean of those who said something of it."""

    def yaml(self) -> str:
        """Lines to paste into a scenario, or to keep in a file for `--people`."""
        people = ", ".join(f"{name}: {share:g}" for name, share in self.weights.items())
        sheets = plural(self.sheets, "sheet")
        first = f"# What this room believes creates the most value: the mean of {sheets}.\npeople: {{{people}}}\n"
        if not self.ways:
            return first
        ways = ", ".join(f"{name}: {way:g}" for name, way in self.ways.items())
        pages = plural(self.second_pages, "second page")
        return f"{first}# How it would have value created: the mean of {pages}.\npeople_ways: {{{ways}}}\n"


def poll_of(sheets: Sequence[Mapping[str, float]], ways: Sequence[Mapping[str, float]] = ()) -> Poll:
    """The mean of sheets of any sums, and of second pages. Raises `ChasmError` where there is no sheet."""
    if not sheets:
        raise ChasmError("no belief sheet was handed in")
    names = list(dict.fromkeys(name for sheet in sheets for name in sheet))
    shares = []
    for sheet in sheets:
        # Each sheet by its own sum: who wrote 1 2 3 counts as much as who wrote 10 20 30.
        total = math.fsum(sheet.values())
        shares.append({name: points / total for name, points in sheet.items()})
    mean = mean_sheet(shares, names)
    assert mean is not None
    return Poll(len(sheets), _tenths(mean), len(ways), _mean_ways(ways))


def _mean_ways(ways: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each axis, in the order in which axes first come up. `+ 0.0`: no way is minus nothing."""
    axes = dict.fromkeys(axis for page in ways for axis in page)
    return {axis: round(fmean(page[axis] for page in ways if axis in page), 2) + 0.0 for axis in axes}


def _tenths(mean: Mapping[str, float]) -> dict[str, float]:
    """Shares of 100 to a tenth that still add up to 100: those cut off most get what is left."""
    # A share of exactly 0.3 is 299.99999999999994 thousandths in binary.
    thousand = {name: int(1000 * share + 1e-9) for name, share in mean.items()}
    left = 1000 - sum(thousand.values())
    # By the largest remainder, as seats are given in a parliament: no tenth is lost or invented.
    for name in sorted(mean, key=lambda n: thousand[n] - 1000 * mean[n])[:left]:
        thousand[name] += 1
    return {name: count / 10 for name, count in thousand.items()}


@dataclass(frozen=True, slots=True)
class SheetsOfSaves:
    """The belief sheets of saves, and what became of every file."""

    sheets: tuple[Mapping[str, float], ...]
    files: tuple[FileLine, ...]
    whose: str
    """Whose sheets these are, in words: of games that are over, of others, of how many stories and seeds."""
    ways: tuple[Mapping[str, float], ...] = ()
    """The second pages of the same sheets, where they have one."""


def sheets_of_saves(
    given: Iterable[Path], when: When, progress: Callable[[float], None] | None = None
) -> SheetsOfSaves:
    """The sheets of every game that is found, each game once, whether it is over or not."""
    gathered = gather(given)
    files = Files(gathered)
    sheets: list[Mapping[str, float]] = []
    ways: list[Mapping[str, float]] = []
    kinds: Counter[CountedAs] = Counter()
    played_on: set[tuple[str, int]] = set()
    for record, played in replayed(gathered, progress):
        counted_as, reason = kind_of_game(played, record, gathered)
        files.add(record.path, counted_as, reason, record.team)
        order = ("after", "before") if when == "latest" else (when,)
        counts = next((w for w in order if played.beliefs.get(w) is not None), None)
        if counts is not None:
            points, second = played.beliefs[counts] or {}, played.ways.get(counts)
            sheets.append({s: points.get(s, 0.0) for s in played.game.plan.stakeholders})
            ways += [] if second is None else [second]
            kinds[counted_as] += 1
            played_on.add((record.header.scenario_sha256, record.header.seed))
    return SheetsOfSaves(tuple(sheets), files.lines(), _whose(len(sheets), kinds, played_on), tuple(ways))


def _whose(count: int, kinds: Counter[CountedAs], played_on: set[tuple[str, int]]) -> str:
    """`23 sheets: 17 of games that are over, 4 of games that are not, 2 of practice; of 2 stories and 3 seeds.`"""
    words = {
        CountedAs.RANKED: "of games that are over",
        CountedAs.UNFINISHED: "of games that are not",
        CountedAs.PRACTICE: "of practice",
        CountedAs.REMOVED: "of teams that were taken out",
    }
    parts = [f"{kinds[kind]} {word}" for kind, word in words.items() if kinds[kind]]
    stories, seeds = len({text for text, _ in played_on}), len({seed for _, seed in played_on})
    several = [plural(n, noun, many) for n, noun, many in ((stories, "story", "stories"), (seeds, "seed", "")) if n > 1]
    mixed = f"; of {joined(several)}" if several else ""
    return f"{plural(count, 'sheet')}: {joined(parts)}{mixed}." if parts else "No sheet was handed in."


def is_file_name(name: str) -> bool:
    """Whether people are named by a file, as a poll leaves it."""
    return "/" in name or "\\" in name or name.endswith((".yaml", ".yml")) or Path(name).is_file()


def polled_weights(path: Path) -> Weights:
    """The weights in a file with a line `people: {…}`. Raises `FaultyFile`, or `ChasmError` where it has none."""
    root, faults = compose(read(path).text)
    data = None if root is None or faults else plain(root)
    # A whole scenario may be named too: its `people:` is read, and nothing else of it.
    people = data.get("people") if isinstance(data, dict) else None
    if not isinstance(people, dict) or not people or not all(_is_weight(w) for w in people.values()):
        raise ChasmError(f"{path} has no line `people:` with weights by stakeholder; `chasm poll` writes one")
    weights = {str(name): float(weight) for name, weight in people.items()}
    if not sum(weights.values()) > 0:
        raise ChasmError(f"the people in {path} give nobody any weight")
    return Weights(path.stem, f"The people of {path.name}", weights, is_of_a_file=True)


def _is_weight(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST
