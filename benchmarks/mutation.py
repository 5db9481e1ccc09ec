"""Small mutations of the engine, the analysis, the journal and the debrief, and the nearest tests on each.

    python benchmarks/mutation.py --results mutants.jsonl            200 mutants, or those that are still missing
    python benchmarks/mutation.py --results mutants.jsonl --only journal --count 40
    python benchmarks/mutation.py --results mutants.jsonl --table    what is known, and nothing is run
    python benchmarks/mutation.py --results mutants.jsonl --again    only the survivors, with all of the nearest tests

A mutant changes one place: the edge of a comparison, a constant by one (or a tenth), `and` and `or`, `min` and `max`,
the first and the last of a list, plus and minus, a `not` that is gone. Which places, is drawn by a seed: the same tree
and the same seed give the same mutants. What is committed is cloned into a folder of its own, and only that clone is
changed. Every mutant gets a line in the file of results, so a run that was stopped goes on where it was.

Before that, the nearest tests run once on the unchanged code under `coverage`, which notes the tests that execute each
line; a mutant is then shown to those of its line alone, and to all of them where the line is executed by an import.

Killed is a mutant with which a test fails or that runs longer than ten times as long as the unchanged code (a loop that
no longer ends). A survivor is a question, not a verdict: a test is missing, or the change makes no difference, as
`EXPLAINED` says of some.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from mutant_places import QUOTA, Mutant, drawn, named
from mutants import EXPLAINED
from nearest_tests import Lines, choosing, executing, nearest, run_tests, unchanged

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent


def changed(clone: Path, mutant: Mutant) -> Iterator[None]:
    """While it is looked at, the clone has the mutant; afterwards it is as it was."""
    file = clone / mutant.path
    before = file.read_bytes()
    end = mutant.start + len(mutant.old.encode())
    file.write_bytes(before[: mutant.start] + mutant.new.encode() + before[end:])
    try:
        yield
    finally:
        file.write_bytes(before)


def known(results: Path) -> dict[str, dict[str, str]]:
    """The last word on every mutant that was looked at."""
    if not results.exists():
        return {}
    lines = (json.loads(line) for line in results.read_text(encoding="utf-8").splitlines())
    return {line["mutant"]: line for line in lines}


def explanation(name: str) -> str:
    """Why a survivor of this name makes no difference; empty where that is not known, or the line is another by now."""
    path, rest = name.split(":", 1)
    if not (ROOT / path).exists():
        return ""
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    number = int(rest.split(" ", 1)[0])
    return EXPLAINED.get((path, lines[number - 1].strip()), "") if number <= len(lines) else ""


def table(found: dict[str, dict[str, str]]) -> None:
    """Rooms by what became of their mutants, then the survivors by name."""
    print(f"{'room':<10}{'mutants':>8}{'killed':>8}{'too long':>9}{'survived':>9}")
    rooms = (*QUOTA, "all")
    for room in rooms:
        fates = Counter(
            f["fate"] for name, f in found.items() if room == "all" or name.startswith(f"chasm_game/{room}/")
        )
        print(f"{room:<10}{fates.total():>8}{fates['killed']:>8}{fates['too long']:>9}{fates['survived']:>9}")
    for name, fate in found.items():
        if fate["fate"] == "survived":
            why = explanation(name)
            print(f"survived: {name}{f' (makes no difference: {why})' if why else ''}")


def look_at(clone: Path, wanted: list[Mutant], results: Path, *, every_test: bool = False) -> None:
    """Run the nearest tests of each mutant, all or those of its line; a line of results for each."""
    usual: dict[tuple[str, ...], tuple[dict[str, Lines], float]] = {}
    with results.open("a", encoding="utf-8") as out:
        for number, mutant in enumerate(wanted, start=1):
            tests = nearest(clone, mutant.path)
            if tests not in usual:
                usual[tests] = ({}, unchanged(clone, tests)) if every_test else executing(clone, tests)
            lines, seconds = usual[tests]
            chosen = choosing(mutant, lines.get(mutant.path, {}))
            with contextlib.contextmanager(changed)(clone, mutant):
                code, failed, took = run_tests(clone, (*tests, *chosen), 10 * seconds + 60)
            fate = "survived" if code in {0, 5} else "too long" if code is None else "killed"
            line = {"mutant": mutant.name, "fate": fate, "by": failed, "seconds": f"{took:.1f}"}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
            out.flush()
            print(f"{number:>4}/{len(wanted)} {fate:<9}{took:6.1f} s  {mutant.name}", flush=True)


def main() -> None:
    """Draw, clone, look, tell."""
    parser = argparse.ArgumentParser(description="Small mutations and the nearest tests.")
    parser.add_argument("--results", type=Path, required=True, help="a file of JSON lines; it is added to")
    parser.add_argument("--count", type=int, default=sum(QUOTA.values()))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=sorted(QUOTA), help="one room")
    parser.add_argument("--table", action="store_true", help="run nothing")
    parser.add_argument("--again", action="store_true", help="look at survivors once more, and at nothing else")
    asked = parser.parse_args()
    if not asked.table:
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "chasm"
            subprocess.run(["git", "clone", "-q", "--local", str(ROOT), str(clone)], check=True)
            found = known(asked.results)
            if asked.again:
                names = [name for name, fate in found.items() if fate["fate"] == "survived"]
                look_at(clone, [named(clone, name) for name in names], asked.results, every_test=True)
            else:
                mutants = drawn(clone, asked.count, asked.seed, asked.only)
                look_at(clone, [m for m in mutants if m.name not in found], asked.results)
    table(known(asked.results))


if __name__ == "__main__":
    main()
