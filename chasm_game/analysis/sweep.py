"""The same scenario under many seeds, over processes or over machines: how much luck changes.

A job is plain text and numbers, so it can be sent anywhere; `run` is the same function in every case.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from chasm_game.scenario.scenario import Scenario

    Map = Callable[[Callable[["Job"], "Result"], Sequence["Job"]], Iterable["Result"]]

__all__ = ["Job", "Result", "Swept", "mapped_over_cluster", "run", "sweep"]


@dataclass(frozen=True, slots=True)
class Job:
    """A scenario as texts, a seed, and how many playthroughs may be walked."""

    scenario: str
    rulebook: str
    seed: int
    budget: int
    difficulty: str = WRITTEN


@dataclass(frozen=True, slots=True)
class Result:
    """What a scenario comes to under one seed."""

    seed: int
    paths: int
    exact: bool
    min: float
    mean: float
    max: float
    random_alive: float
    policies: dict[str, float]
    endings: dict[str, float]


@dataclass(frozen=True, slots=True)
class Swept:
    """All results, by seed."""

    results: tuple[Result, ...]

    @property
    def exact(self) -> bool:
        """Whether every playthrough was walked under every seed."""
        return all(r.exact for r in self.results)

    def rows(self) -> dict[str, list[float]]:
        """Each figure over the seeds, in their order."""
        names = self.results[0].policies
        rows: dict[str, list[float]] = {
            "worst": [r.min for r in self.results],
            "mean": [r.mean for r in self.results],
            "best": [r.max for r in self.results],
        }
        return {**rows, **{name: [r.policies[name] for r in self.results] for name in names}}

    def as_json(self) -> dict[str, Any]:
        """Every seed on its own."""
        fields = Result.__slots__
        return {"exact": self.exact, "each": [{name: getattr(r, name) for name in fields} for r in self.results]}

    def lines(self) -> Iterator[str]:
        """As lines of text: each figure's lowest, mean and highest over the seeds."""
        sampled = "" if self.exact else ", from samples"
        yield f"Under {len(self.results)} seeds{sampled}: lowest, mean, highest"
        for name, scores in self.rows().items():
            yield f"  {name:<12}{min(scores):>6.0f} {sum(scores) / len(scores):>6.0f} {max(scores):>6.0f}"
        alive = [r.random_alive for r in self.results]
        yield f"  random play survives {min(alive):.0%} to {max(alive):.0%}, on average {sum(alive) / len(alive):.0%}"


def run(job: Job) -> Result:
    """Walk, or sample, one seed."""
    from chasm_game.analysis.exploring import explore_one

    found = explore_one(_loaded(job.scenario, job.rulebook, job.difficulty), job.seed, budget=job.budget)
    tally = found.tally
    return Result(
        job.seed,
        tally.paths,
        found.exact,
        tally.worst,
        tally.mean,
        tally.best,
        tally.random_alive,
        {name: policy.score for name, policy in found.policies.items()},
        {name: n / tally.paths for name, n in tally.endings.items()},
    )


def sweep(jobs: Sequence[Job], *, map: Map = map, finished: Callable[[], None] | None = None) -> Swept:  # noqa: A002
    """Run all jobs; `map` says where. The answer does not depend on it."""
    results = []
    for result in map(run, jobs):
        results.append(result)
        if finished is not None:
            finished()
    # Machines answer in any order.
    return Swept(tuple(sorted(results, key=lambda r: r.seed)))


@contextmanager
def mapped_over_cluster(address: str) -> Iterator[Map]:
    """A `map` over the workers of a Dask scheduler. Raises `ChasmError` where there is none, or no Dask."""
    try:
        import distributed
    except ImportError:
        message = "--cluster needs Dask: install it with  pip install 'chasm-game[cluster]'"
        raise ChasmError(message) from None
    dask: Any = distributed
    try:
        client = dask.Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError):
        raise ChasmError(f"no Dask scheduler answers at {address}: is it running, and is this its address?") from None

    def over(function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
        # Not pure: Dask would else hand out the results of an earlier sweep with the same arguments.
        futures = client.map(function, jobs, pure=False)
        for future in dask.as_completed(futures, loop=client.loop):
            yield future.result()

    try:
        yield over
    finally:
        client.close()


@lru_cache(maxsize=4)
def _loaded(scenario: str, rulebook: str, difficulty: str) -> Scenario:
    from chasm_game.scenario.difficulty import at_difficulty
    from chasm_game.scenario.library import kept_scenario

    return at_difficulty(kept_scenario(scenario, rulebook, "sweep"), difficulty)
