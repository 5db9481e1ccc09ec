"""Random whole games a second beside other engines, in one run on one machine: inkjs, bink, Bardic, Chasm.

The peers are installed into a temporary folder; one that cannot be had, or that scores the game otherwise than plain
Python does, is named in the table. Each engine plays as a process of its own, in turn with the others; the table shows
the medians. The peers play one game in their own formats, and read every text, one game at a time in one process. Chasm
plays with `play_many`, which shows no text: `rounds-12` with its own rules, and the nearest that it has to the peers'
game. It is a comparison of shape. Exits with 1 where a peer is missing or the target is missed.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(__file__).parent / "peers"
RUNS = 5
SECONDS = 2.0
"""How long each run plays, after warming up."""
SETUP_LIMIT = 180
"""Seconds that a step of setting up may take."""
PLAY_LIMIT = 60
"""Seconds that a run may take, from start to end."""
TARGET = 150.0
"""How many times the fastest peer Chasm must reach."""
OURS = ("chasm, rounds-12", "chasm, peers' shape")


class Missing(Exception):
    """Why a peer is not to be had."""


@dataclass
class Engine:
    """An engine: the command that prints its rate, what it measured, or why it is missing."""

    name: str
    command: list[str] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    missing: str = ""


def run(*command: str | Path, limit: int = SETUP_LIMIT, cwd: Path = ROOT) -> str:
    """What a command prints; `Missing` where it is absent, fails or takes too long."""
    words = [str(word) for word in command]
    # `which` because on some systems a program's name has an ending that only the shell would add
    words[0] = shutil.which(words[0]) or words[0]
    try:
        done = subprocess.run(
            words,
            capture_output=True,
            text=True,
            check=True,
            timeout=limit,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
    except FileNotFoundError:
        raise Missing(f"no {Path(words[0]).name} here") from None
    except subprocess.TimeoutExpired:
        raise Missing(f"{Path(words[0]).name} took more than {limit} seconds") from None
    except subprocess.CalledProcessError as error:
        said = (error.stderr or error.stdout).strip().splitlines() or ["no message"]
        told = next((line for line in said if "rror" in line), said[-1])
        raise Missing(f"{Path(words[0]).name} failed: {told.strip()[:90]}") from None
    return done.stdout


class Workshop:
    """A temporary folder with the game in every format and whichever peers can be had."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.binaries = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
        run(sys.executable, SCRIPTS / "write_games.py", folder)
        venv.create(folder / "venv", with_pip=True)

    def pip(self, name: str) -> str:
        """Install a package; returns its version."""
        python = self.binaries / "python"
        run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", name)
        return run(python, "-c", f"import importlib.metadata as m; print(m.version('{name}'))").strip()

    def checked(self, name: str, *command: str | Path) -> Engine:
        """A peer that is ready, if it scores the fixed sequences as plain Python does."""
        words = [str(word) for word in (*command, self.folder)]
        scores = json.loads(run(*words, "check", limit=PLAY_LIMIT))
        if scores != json.loads((self.folder / "scores.json").read_text(encoding="utf-8")):
            raise Missing("it scores the game differently")
        return Engine(name, [*words, str(SECONDS)])

    def inkjs(self) -> Engine:
        """The engine of ink in JavaScript; it also compiles the game for bink."""
        run("npm", "install", "inkjs", "--no-audit", "--no-fund", "--prefix", self.folder, cwd=self.folder)
        package = self.folder / "node_modules" / "inkjs" / "package.json"
        if not package.exists():
            raise Missing("npm installed nothing")
        run("node", SCRIPTS / "play_inkjs.js", self.folder, "compile")
        version = json.loads(package.read_text(encoding="utf-8"))["version"]
        return self.checked(f"inkjs {version}", "node", SCRIPTS / "play_inkjs.js")

    def bink(self) -> Engine:
        """The engine of ink in Rust, called from Python."""
        if not (self.folder / "ink.json").exists():
            raise Missing("its game is compiled by inkjs, which is missing")
        version = self.pip("bink")
        return self.checked(f"bink {version}", self.binaries / "python", SCRIPTS / "play_python.py", "bink")

    def bardic(self) -> Engine:
        """An engine in Python."""
        version = self.pip("bardic")
        run(self.binaries / "bardic", "compile", self.folder / "game.bard", "-o", self.folder / "bardic.json")
        return self.checked(f"bardic {version}", self.binaries / "python", SCRIPTS / "play_python.py", "bardic")

    def chasm(self, name: str, scenario: Path) -> Engine:
        """Chasm on a scenario."""
        words = [sys.executable, SCRIPTS / "play_chasm.py", ROOT / "story", scenario, SECONDS]
        return Engine(name, [str(word) for word in words])


def ready(name: str, prepare: Callable[[], Engine]) -> Engine:
    """The engine, or why it is missing."""
    try:
        return prepare()
    except Missing as missing:
        return Engine(name, missing=str(missing))


def measure(engines: list[Engine]) -> None:
    """Let every engine that is there play, in turn."""
    for _ in range(RUNS):
        for engine in engines:
            if not engine.missing:
                try:
                    engine.rates.append(float(run(*engine.command, limit=PLAY_LIMIT)))
                except Missing as missing:
                    engine.missing = str(missing)


def report(peers: list[Engine], ours: list[Engine]) -> bool:
    """Print the table; whether every peer was there and the target is met."""
    there = [peer for peer in peers if not peer.missing]
    fastest = max(there, key=lambda peer: statistics.median(peer.rates), default=None)
    best = statistics.median(fastest.rates) if fastest else None
    print(
        f"{f'medians of {RUNS} runs, in turn':<30}{'games a second':>16}{'least':>10}{'most':>10}{'/ fastest peer':>16}"
    )
    for engine in (*peers, *ours):
        if engine.missing:
            print(f"{engine.name:<30}{'MISSING':>16}  {engine.missing}")
            continue
        rate = statistics.median(engine.rates)
        ratio = f"{rate / best:15.2f}x" if best else ""
        print(f"{engine.name:<30}{rate:16,.0f}{min(engine.rates):10,.0f}{max(engine.rates):10,.0f}{ratio}")
    absent = [peer.name for peer in peers if peer.missing]
    chasm = ours[-1]  # the game of the same shape: like beside like
    reached = best is not None and not chasm.missing and statistics.median(chasm.rates) >= TARGET * best
    verdict = "MISSED" if not reached else "met" if not absent else f"NOT SHOWN without {', '.join(absent)}"
    beside = f"{fastest.name}, the fastest peer here" if fastest else "the fastest peer"
    print(f"target: {chasm.name} at least {TARGET:.0f} times {beside}: {verdict}")
    return reached and not absent and not any(engine.missing for engine in ours)


def main() -> None:
    """Set up, measure, print the table; exit with 1 where a peer is missing or the target is missed."""
    with tempfile.TemporaryDirectory() as name:
        workshop = Workshop(Path(name))
        peers = [
            ready("inkjs", workshop.inkjs),
            ready("bink", workshop.bink),
            ready("bardic", workshop.bardic),
        ]
        scenarios = (ROOT / "benchmarks" / "rounds-12.yaml", workshop.folder / "chasm.yaml")
        ours = [workshop.chasm(*pair) for pair in zip(OURS, scenarios, strict=True)]
        measure([*peers, *ours])
        fine = report(peers, ours)
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
