"""What moved in a round, in the silent ones and over the whole course, and from how much on it is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from analysis import small
from debrief.edges import JUST, Game
from debrief.games import page, played, words
from session import seats

from chasm_game.debrief.debrief_builder import outputs_view
from chasm_game.debrief.lessons import decision_points, value_points
from chasm_game.debrief.moments import moment_at
from chasm_game.debrief.walk import walk
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game as PlayedGame
from chasm_game.journal.actions import Chose
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.views.outputs import TrajectoryPoint
from chasm_game.views.thresholds import FELT


@pytest.mark.parametrize(("moved", "said"), [(FELT, "stayed at 51"), (FELT + 0.02, "rose by 0.5 to 51")])
def test_the_silent_rounds_moved_value_from_half_a_point_on(game: Game, moved: float, said: str) -> None:
    """At half a point it stayed; on Monday it is not mentioned either."""
    points = (
        TrajectoryPoint("start", 50, 40, 9, coast=False),
        TrajectoryPoint("1", 50.5, 40, 9, coast=False),
        TrajectoryPoint("+1", 50.5 + moved, 40, 9, coast=True),
    )
    view = replace(game[0], trajectory=points)
    assert said in words(page(walk(view), "course"))
    assert ("still rose" in words(page(walk(view), "monday"))) is said.startswith("rose")


def test_where_nothing_landed_in_the_silent_rounds_that_is_said(tmp_path: Path) -> None:
    """An echo or a promise that is due lands; business and healing alone do not."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    view = play.debrief()
    play.close()
    landed = [line for line in view.coast if line.stage in {"echo", "promise"}]
    usual = tuple(line for line in view.coast if line not in landed)
    line = replace(usual[0], stage="echo")
    assert "nothing that you had begun still landed" in words(page(walk(replace(view, coast=usual)), "course"))
    for stage in ("echo", "promise"):
        told = words(page(walk(replace(view, coast=(*usual, replace(line, stage=stage)))), "course"))
        assert "what you had begun still landed" in told
        assert "nothing that" not in told


@pytest.mark.parametrize(("moved", "said"), [(FELT, False), (FELT + JUST, True), (-FELT, False), (-FELT - JUST, True)])
def test_the_round_that_moved_value_most_moved_it_at_all(game: Game, moved: float, said: bool) -> None:
    """Up or down by half a point is no most."""
    decisions = tuple(replace(d, value_before=50.0, value_after=50.0) for d in game[0].decisions)
    view = replace(game[0], decisions=(replace(decisions[0], value_after=50 + moved), *decisions[1:]))
    assert ("Over the whole round, what happened included" in words(page(walk(view), "course"))) is said
    unknown = words(page(walk(view, None, "too many"), "turning"))
    assert ("value fell most" in unknown) is (said and moved < 0)


def test_what_a_decision_moved_at_once_ends_with_its_round(tmp_path: Path) -> None:
    """Points that come later are of the whole, and not of the round itself."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    game = play.played.game
    turn = game.turns[0]
    whole, at_once = decision_points(game, turn), decision_points(game, turn, at_once=True)
    mine = [e for e in game.ledger if e.source.startswith("first/kind/") and e.gauge == "partners"]
    assert whole["partners"] == pytest.approx(sum(e.amount for e in mine))
    assert at_once["partners"] == pytest.approx(sum(e.amount for e in mine if e.round == "first"))
    assert any(e.round != "first" for e in mine)
    assert at_once["partners"] != pytest.approx(whole["partners"])
    play.close()


def test_the_course_counts_rounds_by_one_and_silent_ones_apart(tmp_path: Path) -> None:
    """The start, rounds 1, 2, 3, and then +1, +2 and so on; what deeds show at the end is that of the last moment."""
    view, _ = played(tmp_path, "kind", "rest", "wait")
    labels = [point.label for point in view.trajectory]
    assert labels[:4] == ["start", "1", "2", "3"]
    assert labels[4:] == [f"+{n}" for n in range(1, len(labels) - 3)]
    save = next(tmp_path.rglob("*.jsonl"))
    last = replay(read_save(save)).game.snapshots[-1]
    assert [line.revealed for line in view.beliefs] == list(last.belief.values())


@pytest.mark.parametrize(
    ("shock", "moved"),
    [
        ("{text: x}", False),
        ("{text: x, people: balanced}", False),
        ("{text: x, people: owners-first}", True),
        ("{text: x, people_ways: {voice: -0.2}}", True),
    ],
)
def test_the_people_moved_if_they_end_elsewhere_than_they_began(shock: str, moved: bool) -> None:
    """A shock that gives them other weights, or another wish on an axis, has moved them; the same ones have not."""
    answers = "responses: [{id: go, title: Go, outcome: o}]"
    game = PlayedGame(small.scenario(f"rounds:\n  - {{id: r0, title: A, shock: {shock}, {answers}}}\n"), 1)
    game.push(parse("go"))
    assert outputs_view(game, [Chose("r0", "go")]).people_moved is moved


@pytest.mark.parametrize("people", ["balanced", "owners-first"])
def test_what_a_decision_brought_is_weighed_as_the_people_weigh_at_the_end(people: str) -> None:
    """Where a shock gives the people other weights, those count that they have when the game is over."""
    answers = "responses: [{id: go, title: Go, outcome: o, effects: {investors: 20}}]"
    shocks = ("{text: x}", f"{{text: x, people: {people}}}")
    rounds = "".join(f"  - {{id: r{n}, title: A, shock: {shock}, {answers}}}\n" for n, shock in enumerate(shocks))
    game = PlayedGame(small.scenario(f"rounds:\n{rounds}"), 1)
    for _ in shocks:
        game.push(parse("go"))
    points = decision_points(game, game.turns[0])["investors"]
    assert points > 0
    weight = small.rulebook().people[people].of["investors"] / sum(small.rulebook().people[people].of.values())
    assert value_points(game, game.turns[0]) == pytest.approx(weight * points)


@pytest.mark.parametrize(
    ("clock", "number", "silent"),
    [(1, 1, False), (2, 2, False), (3, 3, False), (4, 1, True), (5, 2, True)],
)
def test_a_clock_beyond_the_last_round_stands_at_silent_ones(
    tmp_path: Path, clock: int, number: int, silent: bool
) -> None:
    """Up to the last of three rounds that round is meant; from one beyond it on a silent one, counted from 1."""
    play = seats.begin(tmp_path, quick=True)
    game = play.played.game
    while game.outcome is None:
        play.decide(game.open_responses[0])
    play.close()
    assert len(game.turns) == 3
    moment = moment_at(game, clock)
    assert (moment.number, moment.silent) == (number, silent)
    assert moment.id == (f"coast-{number}" if silent else game.turns[number - 1].round.id)
