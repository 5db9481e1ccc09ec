"""Write one branching game in every engine's own format: `write_games.py FOLDER`.

Twelve rounds, three choices, five numbers kept within 0 and 100, and in each round a text that depends on one of them.
In the peers that condition also moves a number, and a weighted sum is the score at the end. `scores.json` holds what
some fixed sequences of choices must come to, computed here in plain Python, so that every peer can be held against it.
"""

from __future__ import annotations

import json
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("customers", "employees", "partners", "communities", "investors")
WEIGHTS = (3, 2, 2, 2, 1)
START = 50
ROUNDS = 12
TITLES = ("Defend the old model", "Split the difference", "Bet on the new model")
SEQUENCES = 100


@dataclass(frozen=True)
class Round:
    """A round: where `watched` is at least `least`, `moved` gains, else it loses; then a choice of effects."""

    watched: int
    least: int
    moved: int
    gain: int
    loss: int
    choices: tuple[tuple[int, ...], ...]


def made(seed: int = 20260806) -> list[Round]:
    """The game."""
    rng = random.Random(seed)
    rounds = []
    for _ in range(ROUNDS):
        choices = tuple(tuple(rng.randint(-14, 14) or 1 for _ in NAMES) for _ in TITLES)
        watched = rng.randrange(len(NAMES))
        moved = (watched + 1 + rng.randrange(len(NAMES) - 1)) % len(NAMES)
        rounds.append(Round(watched, rng.randint(35, 65), moved, rng.randint(1, 9), rng.randint(1, 9), choices))
    return rounds


def score(game: list[Round], sequence: list[int]) -> int:
    """What a sequence of choices comes to."""
    numbers = [START] * len(NAMES)

    def move(which: int, by: int) -> None:
        numbers[which] = max(0, min(100, numbers[which] + by))

    for played, choice in zip(game, sequence, strict=True):
        move(played.moved, played.gain if numbers[played.watched] >= played.least else -played.loss)
        for which, by in enumerate(played.choices[choice]):
            move(which, by)
    return sum(weight * number for weight, number in zip(WEIGHTS, numbers, strict=True))


def texts(number: int, played: Round) -> tuple[str, str, str]:
    """What a round says: always, where the condition holds, and where it does not."""
    watched, moved = NAMES[played.watched], NAMES[played.moved]
    return (
        f"Round {number + 1}: the market shifts again and the board reads {watched} at {{{watched}}}.",
        f"Your {watched} hold, and {moved} are better for it.",
        f"Your {watched} waver, and {moved} pay for it.",
    )


def after(number: int) -> str:
    """Where a round leads."""
    return f"r{number + 1}" if number + 1 < ROUNDS else "ending"


SUM = " + ".join(f"{weight}*{name}" for weight, name in zip(WEIGHTS, NAMES, strict=True))


def ink(game: list[Round]) -> str:
    """The game for inkjs and bink."""

    def moved(which: int, by: int) -> str:
        return f"    ~ {NAMES[which]} = MAX(0, MIN(100, {NAMES[which]} + {by}))"

    lines = [*(f"VAR {name} = {START}" for name in NAMES), "VAR score = 0", "-> r0"]
    for number, played in enumerate(game):
        always, holds, wavers = texts(number, played)
        lines += [f"=== r{number} ===", always, f"{{ {NAMES[played.watched]} >= {played.least}:"]
        lines += [f"    {holds}", moved(played.moved, played.gain)]
        lines += ["- else:", f"    {wavers}", moved(played.moved, -played.loss), "}"]
        for title, effects in zip(TITLES, played.choices, strict=True):
            lines += [f"+ [{title}]", *(moved(which, by) for which, by in enumerate(effects))]
            lines.append(f"    -> {after(number)}")
    lines += ["=== ending ===", f"~ score = {SUM}", "The final score is {score}.", "-> END", ""]
    return "\n".join(lines)


def bardic(game: list[Round]) -> str:
    """The game for Bardic."""

    def moved(which: int, by: int) -> str:
        return f"~ {NAMES[which]} = max(0, min(100, {NAMES[which]} + {by}))"

    lines = [":: Start", *(f"~ {name} = {START}" for name in NAMES), "~ score = 0", "-> r0", ""]
    for number, played in enumerate(game):
        always, holds, wavers = texts(number, played)
        lines += [f":: r{number}", always, f"@if {NAMES[played.watched]} >= {played.least}:"]
        lines += [f"    {holds}", f"    {moved(played.moved, played.gain)}"]
        lines += ["@else:", f"    {wavers}", f"    {moved(played.moved, -played.loss)}", "@endif"]
        lines += [f"+ [{title}] -> r{number}c{choice}" for choice, title in enumerate(TITLES)]
        lines.append("")
        for choice, effects in enumerate(played.choices):
            lines += [f":: r{number}c{choice}", *(moved(which, by) for which, by in enumerate(effects))]
            lines += [f"-> {after(number)}", ""]
    lines += [":: ending", f"~ score = {SUM}", "The final score is {score}.", ""]
    return "\n".join(lines)


def chasm(game: list[Round]) -> dict[str, Any]:
    """The nearest that Chasm has: its rules add gauges, recorded values and the coast; its conditions only add text."""

    def response(choice: int, effects: tuple[int, ...]) -> dict[str, Any]:
        return {"id": f"c{choice}", "title": TITLES[choice], "effects": dict(zip(NAMES, effects, strict=True))}

    rounds = []
    for number, played in enumerate(game):
        _, holds, wavers = texts(number, played)
        condition = f"{NAMES[played.watched]} >= {played.least}"
        also = [{"if": condition, "text": holds}, {"if": f"not ({condition})", "text": wavers}]
        shock = {"text": "The market shifts again.", "effects": {NAMES[played.moved]: -played.loss}, "also": also}
        responses = [response(choice, effects) for choice, effects in enumerate(played.choices)]
        rounds.append({"id": f"r{number}", "title": f"Round {number + 1}", "shock": shock, "responses": responses})
    stakeholders = {name: {"trust": START} for name in NAMES}
    start = {"cash": 60}
    return {
        "chasm": 1, "id": "peers", "title": "Peers",
        "company": {"start": start}, "stakeholders": stakeholders, "rounds": rounds,
    }  # fmt: skip


def main() -> None:
    """Write the files."""
    folder = Path(sys.argv[1])
    game = made()
    rng = random.Random(7)
    sequences = [[rng.randrange(len(TITLES)) for _ in game] for _ in range(SEQUENCES)]
    (folder / "game.ink").write_text(ink(game), encoding="utf-8")
    (folder / "game.bard").write_text(bardic(game), encoding="utf-8")
    (folder / "chasm.yaml").write_text(json.dumps(chasm(game), indent=1), encoding="utf-8")
    (folder / "sequences.json").write_text(json.dumps(sequences), encoding="utf-8")
    scores = [score(game, sequence) for sequence in sequences]
    (folder / "scores.json").write_text(json.dumps(scores), encoding="utf-8")


if __name__ == "__main__":
    main()
