"""The screen beside a Textual hello-world, in one run on one machine: first frame, memory, keys, new screens.

`python benchmarks/screen.py [RUNS]`. Every program is a process of its own, started in turn; medians are printed, with
their ratios and the budgets. Keys are typed on a pseudo-terminal, from the key to the first byte that is drawn for it.
New screens cost the processor time of the thread that draws, from the call until the screen was painted. Budgets in
milliseconds are for a quiet machine: they are stretched by as much as the reference takes longer in this run.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path
from typing import Any

from reference import slowness

ROOT = Path(__file__).parent.parent
RUNS = 5
KEYS = 60

MEASURE = """
import asyncio, json, resource, sys, time
began = time.perf_counter()
{make}
def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
told = {{}}
async def painted(app):
    done = asyncio.Event()
    app.call_after_refresh(done.set)
    await done.wait()
async def push(app, name, do, there):
    start = time.thread_time()
    do()
    while not there():
        await asyncio.sleep(0.001)  # a seat answers from another thread: waiting for it draws nothing
    await painted(app)
    while getattr(app.screen, "holding", 0):
        await asyncio.sleep(0.005)  # its first picture waits until its parts are at rest
    await painted(app)
    told.setdefault("push", {{}}).setdefault(name, []).append((time.thread_time() - start) * 1000)
{steps}
async def measure(app):
    await painted(app)
    told["frame"], told["title"] = (time.perf_counter() - began) * 1000, megabytes()
    await steps(app)
    told.setdefault("play", megabytes())
    print(json.dumps(told), file=sys.stderr)
    app.exit()
class Measured(type(app)):
    def on_ready(self):
        self.measuring = asyncio.create_task(measure(self))
app.__class__ = Measured
app.run(headless=True, size=(100, 30))
"""

HELLO = """
from textual.app import App
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList
class Hello(App):
    def compose(self):
        yield {widget}
app = Hello()
"""
HELLO_STEPS = """
class Box(ModalScreen):
    def compose(self):
        yield Label("Hello again!")
async def steps(app):
    for _ in range(5):
        await push(app, "a label", lambda: app.push_screen(Box()), lambda: isinstance(app.screen, Box))
        app.pop_screen()
        await painted(app)
"""

CHASM = """
import os, pathlib
from chasm_game.session.catalog import LocalBackstage
from chasm_game.tui.app import ChasmApp
from chasm_game.commands.screen import collect_seldom
collect_seldom()
app = ChasmApp(backstage=LocalBackstage(None, pathlib.Path(os.environ["XDG_DATA_HOME"])))
"""
CHASM_STEPS = """
def shown(app, name):
    return lambda: type(app.screen).__name__ == name and app.screen.is_mounted
async def back(app):
    app.pop_screen()
    await painted(app)
async def steps(app):
    app.CALM = 0
    for _ in range(3):
        await push(app, "library", app.open_library, shown(app, "LibraryScreen"))
        await back(app)
        await push(app, "settings", app.open_settings, shown(app, "SettingsScreen"))
        await back(app)
        await push(app, "help", app.action_help, shown(app, "HelpScreen"))
        await back(app)
    for seed in (1, 2):
        await push(app, "belief sheet", lambda: app.begin("tutorial", seed=seed), shown(app, "BeliefsScreen"))
        for number in (1, 2, 3):
            if number == 1:
                await push(app, "round", app.screen.action_skip, shown(app, "RoundScreen"))
            await push(app, "confirm", lambda: [app.screen.action_pick(1) for _ in "12"], shown(app, "ConfirmScreen"))
            await push(app, "consequences", app.screen.action_decide, shown(app, "ConsequencesScreen"))
            then = "RoundScreen" if number < 3 else "SilentScreen"
            name = "round" if number < 3 else "silent rounds"
            await push(app, name, app.screen.action_go_on, shown(app, then))
        await push(app, "belief sheet", app.go_on, shown(app, "BeliefsScreen"))
        told.setdefault("play", megabytes())
        screen = app.screen
        await push(app, "debrief", screen.action_skip, lambda: app.screen is not screen and app.screen.is_mounted)
        app.leave()
        await painted(app)
"""

BUDGETS = {"frame": 2.0, "title": 2.0, "play": 3.0, "median": 12.0, "p95": 30.0, "push": 60.0}
"""Ratios to hello-world, milliseconds of a key, milliseconds of a new screen."""


def environment(folder: str) -> dict[str, str]:
    """A user who has set nothing, and to whom nothing is explained."""
    own = {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder, "CHASM_STORY": str(ROOT / "story")}
    return {**os.environ, **own, "TEXTUAL_ANIMATIONS": "none", "TERM": "xterm-256color"}


def once(make: str, steps: str) -> dict[str, Any]:
    """What one process tells of itself."""
    with tempfile.TemporaryDirectory() as folder:
        program = MEASURE.format(make=make, steps=steps)
        done = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            check=False,
            env=environment(folder),
            cwd=ROOT,
        )
    if done.returncode:
        sys.exit(done.stderr)
    told: dict[str, Any] = json.loads(done.stderr.strip().splitlines()[-1])
    return told


def typed(command: list[str], ready: bytes, before: bytes) -> list[float]:
    """Milliseconds from each key to the first byte drawn for it."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        process = subprocess.Popen(
            command,
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment(folder),
            cwd=ROOT,
            start_new_session=True,
        )
        os.close(theirs)
        try:
            drawn = b""
            while ready not in drawn:
                drawn += os.read(ours, 65_536)
            silence(ours)
            os.write(ours, before)
            silence(ours)
            return [_key(ours, b"\x1b[B" if n % 2 else b"\x1b[A") for n in range(KEYS)]
        finally:
            process.kill()
            process.wait()
            os.close(ours)


def silence(terminal: int) -> None:
    """Read until nothing is drawn for a while."""
    while select.select([terminal], [], [], 0.5)[0]:
        os.read(terminal, 65_536)


def _key(terminal: int, key: bytes) -> float:
    start = time.perf_counter()
    os.write(terminal, key)
    select.select([terminal], [], [], 5)
    took = (time.perf_counter() - start) * 1000
    while select.select([terminal], [], [], 0.05)[0]:
        os.read(terminal, 65_536)
    return took


def row(name: str, hello: float, ours: float, unit: str, budget: str, *, over: bool) -> None:
    """A line of the table."""
    ratio = f"{ours / hello:5.2f} x" if hello else ""
    beside = f"{hello:8.1f}" if hello else " " * 8
    print(f"{name:<26}{beside}{ours:10.1f} {unit:<4}{ratio:>8}   {budget}{'   OVER' if over else ''}")


def p95(values: list[float]) -> float:
    """The value that 95 of 100 stay below."""
    return sorted(values)[int(len(values) * 0.95)]


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    slower = slowness()
    print(f"this machine is {slower.work:.2f} times slower than a quiet one in work, {slower.clock:.2f} on the clock")
    hello, chasm = [], []
    for _ in range(runs):
        hello.append(once(HELLO.format(widget='Label("Hello, world!")'), HELLO_STEPS))
        chasm.append(once(CHASM, CHASM_STEPS))
    print(f"{'medians of ' + str(runs) + ' runs':<26}{'hello':>8}{'chasm':>10}{'':>5}{'ratio':>8}   budget")
    sizes = (("frame", "first frame", "ms"), ("title", "memory, title", "MB"), ("play", "memory, in play", "MB"))
    for key, name, unit in sizes:
        theirs, ours = (statistics.median(each[key] for each in told) for told in (hello, chasm))
        row(name, theirs, ours, unit, f"{BUDGETS[key]:.1f} x", over=ours > theirs * BUDGETS[key])
    options = HELLO.format(widget='OptionList("one", "two", "three")') + "app.run()"
    theirs_typed = typed([sys.executable, "-c", options], b"three", b"")
    play = [sys.executable, "-m", "chasm_game", "play", "tutorial", "--quick"]
    ours_typed = typed(play, b"What do you do?", b"xxxx")  # x closes what is explained
    for key, name, of in (("median", "key to repaint, median", statistics.median), ("p95", "key to repaint, p95", p95)):
        theirs, ours = of(theirs_typed), of(ours_typed)
        row(name, theirs, ours, "ms", f"{BUDGETS[key]:.0f} ms", over=ours > BUDGETS[key] * slower.clock)
    label = statistics.median(ms for each in hello for ms in each["push"]["a label"])
    allowed = BUDGETS["push"] * slower.work
    for name in chasm[0]["push"]:
        ours = statistics.median(ms for each in chasm for ms in each["push"][name])
        row(
            f"new screen: {name}",
            label,
            ours,
            "ms",
            f"{BUDGETS['push']:.0f} ms",
            over=ours > allowed,
        )


if __name__ == "__main__":
    main()
