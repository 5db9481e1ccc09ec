"""Whatever people and whoever leads hand in, in whatever order: a sentence or done, and the same after a restart."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from live.serving import room
from session import seats
from session.rooms import Clock

from chasm_game.live.fields import Fields
from chasm_game.live.hosted import Hosted
from chasm_game.live.lead_verbs import VERBS
from chasm_game.live.refusals import Refusal
from chasm_game.live.sights import PersonSight, PresenterSight, ProjectorSight, state

PEOPLE = ("sheet", "vote", "choice", "ask", "pen", "forget", "nothing")


def said(chance: random.Random, hosted: Hosted) -> dict[str, Any]:
    """Something that a device might hand in: mostly what fits, sometimes not."""
    rounds = [hosted.room.round_id, "first", "narrow", ""]
    return {
        "team": chance.choice([1, 2, 3, 3, 9, "2", None]),
        "name": chance.choice(["Blue", "Team 1", "", "\u202e", "x" * 300]),
        "seat": chance.choice([*hosted.people.seats, "nopatilu"]),
        "round": chance.choices(rounds, [8, 1, 1, 1])[0],
        "letter": chance.choice("AABCZ"),
        "who": chance.choice(["", "nobody", "customers", "who"]),
        "confidence": chance.choice([None, 20, 100, "60", 7]),
        "reason": chance.choice(["", "So.", "y" * 3_000]),
        "leader": chance.choice(["", "", "ines"]),
        "when": chance.choice(["before", "after", "during"]),
        "points": chance.choice([None, {"customers": 3, "investors": 1}, {"customers": 0}, {"who": 1}]),
        "ways": chance.choice([None, None, {"voice": 0.5}, {"voice": 7}]),
        "on": chance.choice([True, False]),
        "running": chance.choice([True, False]),
        "people": chance.choice([2, 30, 400, 401]),
    }


def step(chance: random.Random, hosted: Hosted, clock: Clock) -> None:
    """Somebody does something."""
    kind = chance.random()
    clock.now += chance.choice([0.0, 1.0, 20.0, 400.0])
    try:
        if kind < 0.1:
            hosted.join(team=chance.choice([1, 2, 9, None]), name="New", key=f"{chance.random():.16f}")
        elif kind < 0.55 and hosted.people.seats:
            hosted.by_person(
                chance.choice(list(hosted.people.seats)), chance.choice(PEOPLE), Fields(said(chance, hosted))
            )
        elif kind < 0.95:
            forward = ("begin", "next", "answers", "reveal")
            verb = chance.choice(forward if chance.random() < 0.5 else VERBS)
            hosted.by_lead(verb, Fields(said(chance, hosted)))
        else:
            hosted.tick()
    except Refusal as refusal:
        if str(refusal)[-1] not in ".?!":
            raise


def seen(hosted: Hosted) -> list[object]:
    """Everything that devices see, without versions and what only memory knows."""
    people = [replace(hosted.person_view(seat), version=0, game=None, notice="") for seat in hosted.people.seats]
    games = [hosted.game_of(team) for team in hosted.room.names]
    board = hosted.projector_view()
    return [
        [replace(person, time_left=None, time_runs=False) for person in people],
        [game and replace(game, version=0) for game in games],
        board if board.frozen else replace(board, version=0, time_left=None, time_runs=False),
    ]


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 86])
def test_anything_in_any_order_is_done_or_refused_in_a_sentence(tmp_path: Path, seed: int) -> None:
    """Nothing breaks the room: each view is made after each step, and a restart shows the same."""
    chance, clock = random.Random(seed), Clock()
    story = seats.eventful() if seed % 2 else seats.small()
    hosted = Hosted.new(room(tmp_path, 3, story, clock=clock, roles=False), clock=clock)
    for n in range(120):
        step(chance, hosted, clock)
        for seat in list(hosted.people.seats)[:3]:
            assert state(PersonSight(hosted, seat), as_html=n % 10 == 0)
        assert state(ProjectorSight(hosted), as_html=n % 10 == 0)
        assert state(PresenterSight(hosted), as_html=n % 10 == 0)
    before, folder = seen(hosted), hosted.room.folder
    hosted.end()
    again = Hosted.resume(folder, clock=clock)
    assert seen(again) == before
    again.end()
