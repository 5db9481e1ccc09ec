"""`chasm check` on a good file of 2,000 lines, beside yamllint and check-jsonschema on the same file, in one run.

Each is started as a process of its own several times in turn; the medians and their ratios are printed: seconds on the
clock, and of work, which other programs on the machine disturb less. yamllint looks at YAML only; check-jsonschema
holds the file against docs/scenario.schema.json; Chasm reads, validates, looks up every name, and gives its advice.
The budget is for a quiet machine, and judged beside the reference. Exits with 1 where one of the three finds fault with
the file. Needs `pip install yamllint check-jsonschema`.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reference import slowness, verdict

ROOT = Path(__file__).parent.parent
LINES = 2_000
RUNS = 11
BUDGET = 0.6
"""Seconds of work that a whole `chasm check` may take on a quiet machine."""
VOCABULARY = """
    bread flour oven night people queue counter price letter promise town mill morning shop window baker aunt cheque
    book paper list Friday warm cold half every nobody somebody quietly again
"""
WORDS = VOCABULARY.split()


def prose(seed: int, length: int) -> str:
    """Words that are no story, but as long as one; the same for the same seed, and different for others."""
    return (
        " ".join(WORDS[(seed * 7 + n * (3 + seed % 11) + n * n) % len(WORDS)] for n in range(length)).capitalize() + "."
    )


def a_round(n: int) -> list[str]:
    """A round of usual size: a shock, posts, voices, three responses with everything that they can have."""
    lines = [f"  - id: round-{n}", f"    title: Day {n} at the bakery"]
    if n:
        lines += [f"    if: not chose('round-{n - 1}', 'third') or cash > -100"]
    lines += ["    shock:", "      text: |", *(f"        {prose(n * 31 + k, 18)}" for k in range(5))]
    lines += [f"      effects: {{customers: -{n % 5 + 1}, employees: -2, partners: -1, communities: -1}}"]
    if n:
        lines += ["      also:", f"        - {{if: \"chose('round-{n - 1}', 'first')\", text: \"{prose(n + 5, 9)}\"}}"]
    lines += ["      feed:", f'        - {{who: lena, stakeholder: employees, text: "{prose(n + 1, 12)}"}}']
    lines += ["    ask:", f'      - {{who: customers, text: "{prose(n + 2, 12)}"}}', "    responses:"]
    for k, (name, label, move) in enumerate(
        [("first", "new", "own-it"), ("second", "old", "basics-right"), ("third", "old", "trim-costs")]
    ):
        seed = n * 97 + k * 13
        lines += [f"      - id: {name}", f"        label: {label}", f"        title: {prose(seed, 4)[:-1]}"]
        lines += [
            "        text: >-",
            f"          {prose(seed + 1, 15)}",
            f"          {prose(seed + 2, 12 + (n + k) % 3)}",
        ]
        lines += ["        does:", f"          - {move}"]
        lines += [f"          - {{move: refocus-core, strength: 0.{k + 3}, how: [explained]}}"]
        lines += ["        later:", "          - {after: 1, effects: {customers: 2}, because: It is told.}"]
        lines += ["        outcome: |", *(f"          {prose(seed + 3 + j, 16)}" for j in range(3))]
        lines += ["        feed:", f'          - {{who: dana, stakeholder: customers, text: "{prose(seed + 7, 11)}"}}']
    return lines


def story(lines: int) -> str:
    """A scenario that is fine, of at least so many lines, and cut to them by leaving out notes at its end."""
    text = ["---", "chasm: 1", "id: long-year", "title: A long year", "minutes: 200", "rounds:"]
    n = 0
    while len(text) + len(a_round(n)) <= lines:
        text += a_round(n)
        n += 1
    text += ["# the end"] * (lines - len(text))
    return "\n".join(text) + "\n"


def work() -> float:
    """Seconds of processor time of all processes that have ended so far."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def once(command: list[str], compiled: Path) -> tuple[float, float]:
    """Seconds of a process that must find nothing wrong, on the clock and of work; what Python compiles is kept."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env = {**kept, "PYTHONPYCACHEPREFIX": str(compiled)}
    worked, began = work(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=env, check=False)
    took = time.perf_counter() - began, work() - worked
    if done.returncode or "warning" in done.stdout + done.stderr:
        sys.exit(f"{' '.join(command)} finds fault with a good file:\n{(done.stdout + done.stderr)[:2_000]}")
    return took


def main() -> None:
    """Print the table."""
    programs = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "long-year.yaml"
        file.write_text(story(LINES), encoding="utf-8")
        relaxed = "{extends: default, rules: {line-length: disable, braces: disable, commas: disable}}"
        commands = {
            "chasm check": [str(programs / "chasm"), "check", str(file)],
            "yamllint": [str(programs / "yamllint"), "-d", relaxed, str(file)],
            "check-jsonschema": [
                str(programs / "check-jsonschema"), "--schemafile", "docs/scenario.schema.json", str(file),
            ],
        }  # fmt: skip
        missing = [name for name, command in commands.items() if not os.access(command[0], os.X_OK)]
        if missing:
            sys.exit(f"not installed: {', '.join(missing)}; pip install yamllint check-jsonschema")
        times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
        for run in range(RUNS + 1):
            for name, command in commands.items():
                took = once(command, Path(folder) / "compiled")
                times[name] += [took] if run else []  # the first one compiles, as installing does
        size = file.stat().st_size
    print(f"a good file of {LINES:,} lines, {size / 1024:.0f} KiB; medians of {RUNS} whole processes, in turn")
    print(f"{'':<18}{'clock':>11}{'work':>11}     beside chasm check")
    clock, ours = (statistics.median(column) for column in zip(*times["chasm check"], strict=True))
    for name, runs in times.items():
        seconds, worked = (statistics.median(column) for column in zip(*runs, strict=True))
        ratios = f"{seconds / clock:5.2f} x{worked / ours:8.2f} x"
        print(f"{name:<18}{seconds * 1000:8.0f} ms{worked * 1000:8.0f} ms   {ratios}")
    print(f"chasm check: {verdict(ours, BUDGET, slowness().work)}")


if __name__ == "__main__":
    main()
