"""First frame and memory of the title screen, beside a Textual hello-world, and whole commands, in one run.

Each program is started as a process of its own several times in turn; the medians and their ratios are printed. What
commands may take is judged beside the reference, so a busy machine breaks no budget.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from reference import alternating, verdict

RUNS = 9
TARGET = 2.0
COMMANDS = {("--version",): 0.1, ("--help",): 0.35, ("list",): 0.45, ("check", "story/broken-guitar.yaml"): 0.5}
"""Commands that answer at once, with the seconds of work that a whole process may take on a quiet machine."""

MEASURE = """
import os, resource, sys, time
began = time.perf_counter()
{make}
def painted():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{{(time.perf_counter() - began) * 1000:.1f}} {{peak:.1f}}", file=sys.stderr)
    app.exit()
class Measured(type(app)):
    def on_ready(self):
        self.call_after_refresh(painted)
app.__class__ = Measured
app.run(headless=True, size=(100, 30))
"""

HELLO = """
from textual.app import App
from textual.widgets import Label
class Hello(App):
    def compose(self):
        yield Label("Hello, world!")
app = Hello()
"""

CHASM = """
from chasm_game.session.catalog import LocalBackstage
from chasm_game.tui.app import ChasmApp
app = ChasmApp(backstage=LocalBackstage())
"""


def once(program: str) -> tuple[float, float]:
    """Milliseconds to the first frame, imports included, and the peak memory in MB by then."""
    with tempfile.TemporaryDirectory() as data:
        done = subprocess.run(
            [sys.executable, "-c", MEASURE.format(make=program)],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "XDG_DATA_HOME": data, "TEXTUAL_ANIMATIONS": "none"},
            cwd=Path(__file__).parent.parent,
        )
    frame, memory = done.stderr.strip().splitlines()[-1].split()
    return float(frame), float(memory)


def main() -> None:
    """Print the table."""
    rows: dict[str, list[tuple[float, float]]] = {"hello": [], "chasm": []}
    for _ in range(RUNS):
        rows["hello"].append(once(HELLO))
        rows["chasm"].append(once(CHASM))
    medians = {
        name: tuple(statistics.median(column) for column in zip(*runs, strict=True)) for name, runs in rows.items()
    }
    print(f"medians of {RUNS} runs, in turn    first frame        peak memory")
    for name, (frame, memory) in medians.items():
        print(f"{name:<32}{frame:8.0f} ms {memory:14.0f} MB")
    ratios = [ours / theirs for ours, theirs in zip(medians["chasm"], medians["hello"], strict=True)]
    print(f"{'chasm / hello':<32}{ratios[0]:8.2f} x  {ratios[1]:13.2f} x   (budget {TARGET:.1f} x each)")
    for words, budget in COMMANDS.items():
        took, slower = alternating([sys.executable, "-m", "chasm_game", *words], runs=5)
        judged = verdict(took.work, budget, slower.work)
        print(f"{'chasm ' + ' '.join(words):<32}{took.work * 1000:8.0f} ms of work   ({judged})")


if __name__ == "__main__":
    main()
