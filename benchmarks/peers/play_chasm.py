"""Play random whole games in Chasm, many at once: `play_chasm.py STORY SCENARIO SECONDS` prints games a second."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.measures import value
from chasm_game.engine.score import score_exact
from chasm_game.engine.start import start
from chasm_game.engine.summing import SummingLedger
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from numpy.typing import NDArray

LANES = 65_536
"""Games at once; the engine takes them in blocks that fit the processor's caches."""
WARM_UP = 0.5


def main() -> None:
    """Print the rate."""
    plan = compile_plan(Library(Path(sys.argv[1])).find(sys.argv[2]), 1)
    generator = np.random.default_rng()

    def choose(_: int, lane: NDArray[np.int64], is_open: NDArray[np.bool_]) -> NDArray[np.int64]:
        """One of the open responses, each as likely."""
        opened = is_open.sum(axis=0)
        drawn: NDArray[np.int64] = (generator.random(len(lane)) * opened).astype(np.int64)
        if (opened == len(is_open)).all():
            return drawn
        order = np.cumsum(is_open, axis=0)
        taken: NDArray[np.int64] = np.argmax((order == drawn + 1) & is_open, axis=0)
        return taken

    rate = 0.0
    for seconds in (WARM_UP, float(sys.argv[3])):
        games = 0
        began = time.perf_counter()
        while (spent := time.perf_counter() - began) < seconds:
            state = play_many(plan, start(plan, LANES), choose, ledger=SummingLedger)
            score_exact(cast("Any", value(plan, state)), cast("Any", state.recorded), len(plan.rounds))
            games += LANES
        rate = games / spent
    print(rate)


if __name__ == "__main__":
    main()
