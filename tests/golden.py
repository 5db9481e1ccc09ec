"""Golden playthroughs: one plain text file a game, with every state, legal decision and point.

`python tests/golden.py` writes them anew; the test replays each and names the first line that differs.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Ask, Choose, Decision, parse
from chasm_game.engine.game import Game
from chasm_game.engine.snapshot import Snapshot
from chasm_game.gauges import CASH
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.scenario.scenario import Scenario

FOLDER = Path(__file__).parent / "playthroughs"
STORY = Path(__file__).parent.parent / "story"


def first_labelled(label: str) -> Callable[[Game], Decision]:
    """The policy that takes the first open response with a label, else the first open one; it never asks."""

    def choose(game: Game) -> Decision:
        assert game.turn is not None
        answers = game.open_responses
        labelled = [r.id for r in game.turn.round.responses if r.label == label and r.id in answers]
        return Choose((labelled or list(answers))[0])

    return choose


def asking(game: Game) -> Decision:
    """The policy that asks whenever it can and takes the last open response."""
    return Ask() if game.can_ask else Choose(game.open_responses[-1])


POLICIES = {"old": first_labelled("old"), "new": first_labelled("new"), "asking": asking}


def decided(scenario: Scenario, policy: Callable[[Game], Decision], seed: int = 1) -> list[Decision]:
    """What a policy decides in a game."""
    game = Game(scenario, seed)
    while game.outcome is None:
        game.push(policy(game))
    return list(game.decisions)


def told(scenario: Scenario, seed: int, decisions: list[Decision]) -> Iterator[str]:
    """A game as text, line by line."""
    game = Game(scenario, seed)
    yield f"scenario {scenario.id}"
    yield f"seed {seed}"
    yield f"decisions {' '.join(str(d) for d in decisions)}"
    yield from _state(game.snapshots[0])
    seen = 0
    for decision in decisions:
        assert game.turn is not None
        yield ""
        yield f"at {game.turn.round.id} {game.turn.shocked.stage}: {' '.join(str(d) for d in game.legal_decisions)}"
        yield from _state(game.turn.shocked)
        shown = len(game.snapshots)
        game.push(decision)
        yield f"-> {decision}"
        for entry in game.ledger[seen:]:
            yield f"  {entry.round} {entry.stage} {entry.gauge} {entry.amount:+.6f} {entry.source}"
        seen = len(game.ledger)
        for snapshot in game.snapshots[shown:]:
            yield from _state(snapshot)
    outcome = game.outcome
    assert outcome is not None
    yield ""
    yield f"{outcome.termination.value}, ending {outcome.ending}, score {outcome.score} ({outcome.score_exact:.6f})"
    yield f"chasm {outcome.chasm_start:.6f} to {outcome.chasm_end:.6f}, resilience {outcome.resilience:.6f}"
    yield f"say-do {'none' if outcome.say_do is None else format(outcome.say_do, '.6f')}"


def _state(snapshot: Snapshot) -> Iterator[str]:
    halves = f"what {snapshot.what:.6f} how {snapshot.how:.6f}"
    yield f"  [{snapshot.round} {snapshot.stage}] value {snapshot.value:.6f} chasm {snapshot.chasm:.6f} {halves}"
    yield "  " + " ".join(f"{name} {trust:.6f}" for name, trust in snapshot.trust.items())
    yield "  hurt " + " ".join(f"{name} {wound:.6f}" for name, wound in snapshot.hurt.items())
    yield "  ways " + " ".join(f"{axis} {way:.6f}" for axis, way in snapshot.ways.items())
    gauges = {"cash": snapshot[CASH], **snapshot.gauges}
    yield (
        "  "
        + " ".join(f"{name} {value:.6f}" for name, value in gauges.items())
        + f" asks {snapshot.asks} rescues {snapshot.rescues}"
    )


def replayed(text: str, scenario: Scenario) -> list[str]:
    """The lines that a golden file's game has today."""
    lines = text.splitlines()
    seed = int(lines[1].removeprefix("seed "))
    decisions = [parse(word) for word in lines[2].removeprefix("decisions ").split()]
    return list(told(scenario, seed, decisions))


def write() -> None:
    """Write every golden playthrough anew."""
    for entry in Library(STORY).entries:
        assert entry.scenario is not None, entry.fault
        for name, policy in POLICIES.items():
            lines = told(entry.scenario, 1, decided(entry.scenario, policy))
            (FOLDER / f"{entry.id}.{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
