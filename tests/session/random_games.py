"""Games of the shipped stories, decided, asked and predicted at random, without a save: the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise

from session import seats

from chasm_game.engine.game import Game
from chasm_game.journal.actions import Asked, Believed, Chose
from chasm_game.journal.played import Played
from chasm_game.scenario.scenario import Scenario

STORIES: dict[str, Scenario] = {e.id: e.scenario for e in seats.library().entries if e.scenario is not None}
"""Every shipped story by its id."""
LONG = tuple(name for name, story in STORIES.items() if len(story.rounds) >= 6)
"""Those of six rounds and more."""


def random_game(story: Scenario, seed: int) -> Played:
    """A whole game, with both sheets, sometimes an ask or a prediction."""
    dice = random.Random(seed)
    played = Played(seats.header(scenario=story.id, seed=seed), Game(story, seed))
    played.do(Believed("before", _sheet(story, dice)))
    while played.game.turn is not None:
        turn = played.game.turn
        if played.game.can_ask and dice.random() < 0.4:
            played.do(Asked(turn.round.id, dice.choice([None, *(k.id for k in story.leaders)])))
        who = dice.choice([None, "nobody", *(s.id for s in story.stakeholders)])
        sure = None if who is None else dice.choice([20, 50, 60, 90, 100])
        response = dice.choice(played.game.open_responses)
        played.do(Chose(turn.round.id, response, who, sure))
    played.do(Believed("after", _sheet(story, dice)))
    return played


def random_games(story: Scenario, count: int) -> Iterator[Played]:
    """So many of them."""
    yield from (random_game(story, seed) for seed in range(1, count + 1))


def _sheet(story: Scenario, dice: random.Random) -> dict[str, float]:
    cuts = sorted(dice.randint(0, 100) for _ in story.stakeholders[1:])
    edges = [0, *cuts, 100]
    shares = [float(high - low) for low, high in pairwise(edges)]
    return {s.id: share for s, share in zip(story.stakeholders, shares, strict=True)}
