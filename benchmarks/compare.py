"""How long `chasm compare` takes for 1,000 saves of an eight-round scenario, as a user runs it.

`python benchmarks/compare.py [--saves 1000]`. The games are drawn at random, written as real saves, and compared by the
real program in a process of its own; printed are the whole time, the time per save and the memory at its highest. The
bar of progress is the program's own: it shows on a terminal.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from reference import slowness, verdict

from chasm_game.engine.game import Game
from chasm_game.journal.actions import Action, Asked, Believed, Chose, Header, Over
from chasm_game.journal.lines import to_line
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import Source, load_scenario, sha256

if TYPE_CHECKING:
    from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parent.parent / "story"
ROUNDS = 8
BUDGET = 10.0
"""Seconds of work that 1,000 saves may take on a quiet machine."""


def scenario() -> Scenario:
    """Eight rounds of three answers each, made of the first rounds of the longest benchmark scenario."""
    text = (Path(__file__).parent / "rounds-12.yaml").read_text(encoding="utf-8")
    head, *rounds = text.split("\n- id: ")
    return load_scenario(Source("rounds-8.yaml", "\n- id: ".join([head, *rounds[:ROUNDS]])), Library(STORY).rulebook)[0]


def game_lines(story: Scenario, number: int) -> bytes:
    """One save: both sheets, a prediction, a reason and seconds with every choice, an ask now and then."""
    chance = random.Random(number)
    game = Game(story)
    header = Header(
        story.id, sha256(story.text), sha256(story.rulebook.text), game.seed, f"Team {number}", "assessed", False,
        "2026-11-24T10:00:00+00:00", story.text, story.rulebook.text,
    )  # fmt: skip
    names = game.plan.stakeholders
    sheet = {name: float(chance.randint(1, 50)) for name in names}
    actions: list[Action] = [Believed("before", sheet)]
    while game.turn is not None:
        where = game.turn.round.id
        if game.can_ask and chance.random() < 0.2:
            actions.append(Asked(where))
            game.push(game.legal_decisions[0])
        response = chance.choice(game.open_responses)
        actions.append(
            Chose(where, response, chance.choice(names), chance.randint(20, 100), "Because we say so.", 42.5)
        )
        game.push(game.legal_decisions[-len(game.open_responses) + game.open_responses.index(response)])
    actions += [Over(), Believed("after", sheet)]
    return b"".join(to_line(n, each) for n, each in enumerate([header, *actions]))


def main() -> None:
    """Write the saves, compare them, print what it took."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--saves", type=int, default=1_000)
    count = parser.parse_args().saves
    with tempfile.TemporaryDirectory() as where:
        folder = Path(where)
        story = scenario()
        (folder / "rounds-8.yaml").write_text(story.text, encoding="utf-8")
        for number in range(count):
            (folder / f"{number}.jsonl").write_bytes(game_lines(story, number))
        size = sum(p.stat().st_size for p in folder.glob("*.jsonl"))
        command = [
            sys.executable,
            "-m",
            "chasm_game",
            "compare",
            where,
            "--json",
            "--scenario",
            f"{where}/rounds-8.yaml",
        ]
        began = time.perf_counter()
        answer = subprocess.run(
            command, check=True, stdout=subprocess.PIPE, env={**os.environ, "CHASM_STORY": str(STORY)}
        )
        took = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    ranked = [team for each in json.loads(answer.stdout)["rankings"] for team in each["teams"]]
    assert len(ranked) == count, f"{len(ranked)} of {count} saves were ranked"
    print(f"{count:,} saves of {len(story.rounds)} rounds, {size / 1e6:.0f} MB, replayed and ranked")
    print(f"  {took:6.2f} s in all, {1000 * took / count:.2f} ms a save; {used.ru_maxrss / 1024:.0f} MB at the most")
    worked = used.ru_utime + used.ru_stime
    print(f"  {worked:6.2f} s of them at work: the rest is waiting for the machine")
    print(f"  {verdict(worked, BUDGET * count / 1000, slowness().work)}")


if __name__ == "__main__":
    main()
