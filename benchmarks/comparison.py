"""How long `chasm compare` takes, as a user runs it: 1,000 saves ranked, and 100 teams with the page of the room.

`python benchmarks/comparison.py [--saves 1000] [--teams 100] [--alone 10]`. The games are drawn at random, written as
real saves, and compared by the real program in a process of its own; printed are its work, held against its target
beside what a reference takes now, and its memory at its highest. The page needs a review of every team: what that
takes together is held against the same teams reviewed one by one (a smaller number of them), in turn, in this run.
The bar of progress is the program's own: it shows on a terminal.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reference import slowness, verdict

from chasm_game.analysis.review import reviews
from chasm_game.engine.decisions import Ask
from chasm_game.engine.game import Game
from chasm_game.journal.actions import Action, Asked, Believed, Chose, Header, Over
from chasm_game.journal.lines import to_line
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.source import Source, sha256

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parent.parent / "story"
ROUNDS = 8
BUDGET = 10.0
"""Seconds of work that 1,000 saves may take on a quiet machine."""
PAGE, MEMORY = 5.0, 150
"""Seconds of work that the page of 100 teams may take on a quiet machine, and MB."""
LONG = "the-squeeze"
"""The shipped story of most rounds."""
RUNS = 3


class Used(NamedTuple):
    """What a process took."""

    work: float
    """Seconds."""
    memory: float
    """MB at the most."""
    clock: float
    """Seconds."""
    said: bytes


def scenario() -> Scenario:
    """Eight rounds of three answers each, made of the first rounds of the longest benchmark scenario."""
    text = (Path(__file__).parent / "rounds-12.yaml").read_text(encoding="utf-8")
    head, *rounds = text.split("\n- id: ")
    return load_scenario(Source("rounds-8.yaml", "\n- id: ".join([head, *rounds[:ROUNDS]])), Library(STORY).rulebook)[0]


def drawn(story: Scenario, number: int) -> tuple[Game, list[Action]]:
    """A game: both sheets, a prediction, a reason and seconds with every choice, an ask now and then."""
    chance = random.Random(number)
    game = Game(story)
    names = game.plan.stakeholders
    sheet = {name: float(chance.randint(1, 50)) for name in names}
    actions: list[Action] = [Believed("before", sheet)]
    while game.turn is not None:
        where = game.turn.round.id
        asks = [each for each in game.legal_decisions if isinstance(each, Ask)]
        if asks and chance.random() < 0.2:
            ask = chance.choice(asks)
            actions.append(Asked(where, ask.leader))
            game.push(ask)
        response = chance.choice([each for each in game.legal_decisions if not isinstance(each, Ask)])
        actions.append(
            Chose(where, str(response), chance.choice(names), chance.randint(20, 100), "Because we say so.", 42.5)
        )
        game.push(response)
    return game, [*actions, Over(), Believed("after", sheet)]


def game_lines(story: Scenario, number: int) -> bytes:
    """The save of a game that was drawn."""
    game, actions = drawn(story, number)
    header = Header(
        story.id, sha256(story.text), sha256(story.rulebook.text), game.seed, f"Team {number}", "assessed", False,
        "2026-11-24T10:00:00+00:00", story.text, story.rulebook.text,
    )  # fmt: skip
    return b"".join(to_line(n, each) for n, each in enumerate([header, *actions]))


def compared(folder: Path, *options: str) -> Used:
    """The program over a folder of saves, in a process of its own."""
    command = [sys.executable, "-m", "chasm_game", "compare", str(folder), *options]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "CHASM_STORY": str(STORY)}) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, time.perf_counter() - began, said)


def ranked(count: int) -> None:
    """Many saves of a short story, told and ranked."""
    story = scenario()
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        (folder / "rounds-8.yaml").write_text(story.text, encoding="utf-8")
        for number in range(count):
            (folder / f"{number}.jsonl").write_bytes(game_lines(story, number))
        size = sum(p.stat().st_size for p in folder.glob("*.jsonl"))
        used = compared(folder, "--json", "--scenario", f"{where}/rounds-8.yaml")
    teams = [team for each in json.loads(used.said)["rankings"] for team in each["teams"]]
    assert len(teams) == count, f"{len(teams)} of {count} saves were ranked"
    print(f"{count:,} saves of {len(story.rounds)} rounds, {size / 1e6:.0f} MB, replayed and ranked")
    print(f"  {used.work:6.2f} s of work, {1000 * used.work / count:.2f} ms a save; {used.memory:.0f} MB at the most")
    print(f"  {used.clock:6.2f} s on the clock; {verdict(used.work, BUDGET * count / 1000, slowness().work)}")


def with_a_page(count: int, alone: int) -> None:
    """A room on a long story with its page, and what its reviews take together and one by one."""
    story = Library(STORY).find(LONG)
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        for number in range(count):
            (folder / f"{number}.jsonl").write_bytes(game_lines(story, number))
        used = compared(folder, "--html", f"{where}/room.html")
        size = (folder / "room.html").stat().st_size
    print(f"{count:,} teams on `{LONG}`, {len(story.rounds)} rounds, with the page of the room, {size / 1e6:.1f} MB")
    print(f"  {used.work:6.2f} s of work, {1000 * used.work / count:.1f} ms a team; {used.memory:.0f} MB at the most")
    print(f"  {used.clock:6.2f} s on the clock; {verdict(used.work, PAGE * count / 100, slowness().work)}")
    print(f"  the memory for 100 is to be under {MEMORY} MB")
    games = [drawn(story, number)[0] for number in range(count)]
    together, one_by_one = [], []
    for _ in range(RUNS):
        together.append(work(lambda: reviews(games)) / count)
        one_by_one.append(work(lambda: [reviews([game]) for game in games[:alone]]) / alone)
    room, single = statistics.median(together), statistics.median(one_by_one)
    print(f"  reviews: {1000 * room:.1f} ms a team for all {count} together, {1000 * single:.1f} ms one by one")
    print(f"  ({alone} of them): {single / room:.1f} times faster together")


def work(do: Callable[[], object]) -> float:
    """Seconds of work that something takes."""
    began = time.process_time()
    do()
    return time.process_time() - began


def main() -> None:
    """Both, and what they took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--saves", type=int, default=1_000)
    parser.add_argument("--teams", type=int, default=100)
    parser.add_argument("--alone", type=int, default=10)
    given = parser.parse_args()
    ranked(given.saves)
    with_a_page(given.teams, min(given.alone, given.teams))


if __name__ == "__main__":
    main()
