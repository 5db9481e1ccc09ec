"""Play the game in an engine called from Python, by an interpreter that has it: `play_python.py ENGINE FOLDER WANTED`.

`check` prints the scores of the fixed sequences; a number of seconds prints random whole games a second.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Pick = Callable[[int, int], int]
"""Given how many choices there are and the round's index, the choice."""
Play = Callable[[Pick], int]
"""One whole game, every text read; its score."""
WARM_UP = 0.5


def bink(folder: Path) -> Play:
    """The engine of ink in Rust."""
    from bink.story import Story  # type: ignore[import-not-found]

    story: Any = Story((folder / "ink.json").read_text(encoding="utf-8-sig"))

    def play(pick: Pick) -> int:
        story.reset_state()
        index = 0
        while True:
            story.continue_maximally()
            choices = len(story.get_current_choices())
            if not choices:
                return int(story.get_variable("score"))
            story.choose_choice_index(pick(choices, index))
            index += 1

    return play


def bardic(folder: Path) -> Play:
    """The engine in Python; a game is an engine of its own."""
    from bardic.runtime.engine import BardEngine  # type: ignore[import-not-found]

    story: Any = json.loads((folder / "bardic.json").read_text(encoding="utf-8"))

    def play(pick: Pick) -> int:
        engine = BardEngine(story)
        index = 0
        while choices := engine.current().choices:
            engine.choose(pick(len(choices), index))
            index += 1
        return int(engine.state["score"])

    return play


def following(sequence: list[int]) -> Pick:
    """Choices that are given."""
    return lambda _, index: sequence[index]


def rate(play: Play, seconds: float) -> float:
    """Random whole games a second."""
    rng = random.Random()
    games = 0
    began = time.perf_counter()
    while (spent := time.perf_counter() - began) < seconds:
        play(lambda count, _: rng.randrange(count))
        games += 1
    return games / spent


def main() -> None:
    """Print what is wanted."""
    name, folder, wanted = sys.argv[1], Path(sys.argv[2]), sys.argv[3]
    play = {"bink": bink, "bardic": bardic}[name](folder)
    if wanted == "check":
        sequences = json.loads((folder / "sequences.json").read_text(encoding="utf-8"))
        print(json.dumps([play(following(sequence)) for sequence in sequences]))
        return
    rate(play, WARM_UP)
    print(rate(play, float(wanted)))


if __name__ == "__main__":
    main()
