"""Every playthrough of a long scenario: work, memory, number, beside the oracle one playthrough at a time.

The walk of each scenario runs in a process of its own, so that its peak memory is its own. The oracle plays the same
scenario cut to its first rounds, and the walk plays that too, so that the numbers can be held against each other. Then
whole commands, as users run them. Everything is counted in seconds of work; budgets are for a quiet machine and judged
beside the reference, which is measured in the same run.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from reference import alternating, slowness, verdict

ROOT = Path(__file__).parent.parent
STORY = ROOT / "story"
SCENARIOS = {"rounds-12": 0.35, "rounds-15": 7.0}
"""Scenarios of three responses a round, each with the seconds of work that the walk may take on a quiet machine."""
MEMORY = 150.0
"""Megabytes that no walk exceeds."""
MADE, STORIES = "benchmarks/rounds-12.yaml", ("story/broken-guitar.yaml", "story/the-squeeze.yaml")
BALANCE = 5.0
"""Seconds on the clock that `chasm balance` may take on a quiet machine, with every way to ask with leaders."""
PREFIX = 6
"""Rounds that the oracle plays: 729 playthroughs."""
TARGET = 100.0
"""How many times faster a playthrough must be."""

WALK = """
import resource, sys, time
from pathlib import Path
from chasm_game.analysis.tree import walk
from chasm_game.engine.compiling import compile_plan
from chasm_game.scenario.library import Library
plan = compile_plan(Library(Path(sys.argv[1])).find(sys.argv[2]), 1)
began = time.process_time()
tally = walk(plan)
seconds = time.process_time() - began
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(tally.paths, seconds, peak, tally.best, tally.worst, tally.mean)
"""


def walked(scenario: Path) -> list[float]:
    """Playthroughs, seconds, peak memory in MB, best, worst and mean score of the walk over a file."""
    command = [sys.executable, "-c", WALK, str(STORY), str(scenario)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=os.environ)
    return [float(word) for word in done.stdout.split()]


def prefix(name: str) -> tuple[dict[str, object], Path]:
    """A scenario cut to its first rounds, as data and as a file."""
    import tempfile

    import yaml

    data = yaml.safe_load((ROOT / "benchmarks" / f"{name}.yaml").read_text(encoding="utf-8"))
    data["rounds"] = data["rounds"][:PREFIX]
    file = Path(tempfile.mkdtemp()) / f"{name}-prefix.yaml"
    file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return data, file


def oracled(data: dict[str, object]) -> list[float]:
    """Playthroughs, seconds, best, worst and mean score of the oracle."""
    import yaml

    sys.path.insert(0, str(ROOT / "tests"))
    from oracle_walk import playthroughs

    rulebook = yaml.safe_load((STORY / "rulebook.yaml").read_text(encoding="utf-8"))
    began = time.process_time()
    scores = [played.score_exact for played in playthroughs(data, rulebook, 1)]
    seconds = time.process_time() - began
    return [len(scores), seconds, max(scores), min(scores), sum(scores) / len(scores)]


def main() -> None:
    """Print the table; exit with 1 where the target is missed, memory is exceeded or the numbers differ."""
    fine = True
    slower = slowness().work
    print(f"{'scenario':<26}{'playthroughs':>13}{'seconds':>10}{'peak MB':>9}{'us each':>9}{'times faster':>14}")
    for name, budget in SCENARIOS.items():
        data, file = prefix(name)
        number, seconds, *figures = oracled(data)
        paths, walk_seconds, memory, *walk_figures = walked(file)
        each = seconds / number
        same = paths == number and all(abs(a - b) < 1e-8 for a, b in zip(figures, walk_figures, strict=True))
        whole_paths, whole_seconds, whole_memory, *_ = walked(ROOT / "benchmarks" / f"{name}.yaml")
        faster = each / (whole_seconds / whole_paths)
        print(row(f"{name}, first {PREFIX}, oracle", number, seconds, None, None))
        print(row(f"{name}, first {PREFIX}, walk", paths, walk_seconds, memory, each / (walk_seconds / paths)))
        print(row(f"{name}, walk", whole_paths, whole_seconds, whole_memory, faster))
        print(f"  best, worst and mean of the first {PREFIX} rounds are {'the same' if same else 'NOT THE SAME'}")
        print(f"  the walk: {verdict(whole_seconds, budget, slower)}")
        fine = fine and same and faster >= TARGET and whole_memory <= MEMORY
    both = f"a playthrough of the walk at least {TARGET:.0f} times faster, at most {MEMORY:.0f} MB"
    print(f"target: {both}: {'met' if fine else 'MISSED'}")
    for scenario in (MADE, *STORIES):
        balanced(scenario)
    sys.exit(0 if fine else 1)


def balanced(scenario: str) -> None:
    """The whole command as a user waits for it."""
    took, slow = alternating([sys.executable, "-m", "chasm_game", "balance", scenario], runs=3)
    print(f"chasm balance {scenario}: {took.clock:.2f} s on the clock, {took.work:.2f} s of work in its processes")
    print(f"  the whole of it: {verdict(took.clock, BALANCE, slow.clock)}")


def row(name: str, paths: float, seconds: float, memory: float | None, faster: float | None) -> str:
    """A line of the table."""
    told = f"{memory:9.0f}" if memory is not None else f"{'':9}"
    times = f"{faster:13.0f}x" if faster is not None else ""
    return f"{name:<26}{paths:13,.0f}{seconds:10.2f}{told}{seconds / paths * 1e6:9.2f}{times}"


if __name__ == "__main__":
    main()
