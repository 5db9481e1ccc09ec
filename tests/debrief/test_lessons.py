"""Who paid for the best decision, and what asking would have told, against the ledger and the round itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from session import seats

from chasm_game.debrief import lessons
from chasm_game.debrief.lessons import decision_points
from chasm_game.debrief.pages.best_decision import paid
from chasm_game.session.local import LocalPlay
from chasm_game.views.debrief import DebriefView
from chasm_game.views.round import Phase

import made
from budgets import tried


def debriefed(folder: Path, *responses: str, ask_first: bool = False) -> DebriefView:
    """The debrief of a quick game of the small story."""
    play = seats.begin(folder, quick=True)
    if ask_first:
        play.ask()
    for response in responses:
        play.decide(response)
    view = play.debrief()
    play.close()
    return view


def test_the_best_decision_names_who_paid_for_it_then_and_later(tmp_path: Path) -> None:
    """Investors paid at once, partners in the round after, and both stand against the decision that moved them."""
    best = debriefed(tmp_path, "kind", "rest", "wait").best_decision
    assert best is not None
    assert (best.number, best.response) == (1, "Be kind")
    assert best.gain > 0
    assert {each.name for each in best.paid} == {"Investors", "Partners"}
    assert best.gained[0].name == "Guests"
    assert all(each.points < 0 for each in best.paid)
    assert [each.points for each in best.paid] == sorted(each.points for each in best.paid)


def test_a_game_in_which_no_decision_brought_anything_has_no_best_one(tmp_path: Path) -> None:
    """Nobody is said to have paid for what brought nothing, and the page is not there."""
    story = seats.small("start: {cash: 12, asks: 2}", "start: {cash: 2, asks: 2}, income: -30")
    play = seats.begin(tmp_path, story, quick=True)
    play.decide("hard")
    view = play.debrief()
    play.close()
    assert view.fall is not None
    assert view.best_decision is None


def test_what_rose_while_nothing_was_done_is_no_decisions_doing(tmp_path: Path) -> None:
    """Wounds heal by themselves: waiting while value rises is not the best decision."""
    view = debriefed(tmp_path, "hard", "never", "rest", "wait")
    rises = [d.value_after - d.value_before for d in view.decisions]
    assert view.decisions[rises.index(max(rises))].response == "Wait"
    assert view.best_decision is not None
    assert view.best_decision.response == "Never"
    assert paid(replace(view, best_decision=None)) is None


def test_an_echo_counts_for_the_decision_that_sent_it(tmp_path: Path) -> None:
    """Kindness that comes round a round later makes the first decision the best, and not the one it met."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    game, best = play.played.game, play.debrief().best_decision
    play.close()
    assert best is not None
    own = [e for e in game.ledger if e.source.startswith("first/kind/") and e.gauge in game.snapshots[-1].people]
    assert {e.round for e in own} == {"first", "narrow"}
    assert best.gain == pytest.approx(sum(game.snapshots[-1].people[e.gauge] * e.amount for e in own))


@pytest.mark.parametrize(("gain", "told"), [(0.0499, False), (0.05, True), (0.0501, True)])
def test_a_decision_that_brought_what_would_stand_as_nought_is_not_the_best(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, gain: float, told: bool
) -> None:
    """From a twentieth of a point on it is named; of equal ones the first."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    game = play.played.game
    play.close()
    monkeypatch.setattr(lessons, "value_points", lambda *_: gain)
    best = lessons.best_decision(game)
    assert (best is not None) is told
    assert best is None or best.number == 1


def test_promises_count_for_the_decision_that_made_them(tmp_path: Path) -> None:
    """What words alone brought, and what came back for it, is the promise's."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("talk", "rest", "wait"):
        play.decide(response)
    game = play.played.game
    play.close()
    moved = decision_points(game, game.turns[0])
    entries = [e for e in game.ledger if e.source.startswith("first/talk/") and e.gauge == "customers"]
    assert {e.stage for e in entries} >= {"echo"}
    assert moved["customers"] == pytest.approx(sum(e.amount for e in entries))


def test_asking_would_have_told_the_voices_and_the_directions(tmp_path: Path) -> None:
    """Of a round that was played blind, the debrief knows what the people would have said and where each answer led."""
    first = debriefed(tmp_path, "hard", "never", "rest", "wait").unasked[0]
    assert (first.number, first.response, first.could) == (1, "Be hard", True)
    assert [(v.who, v.text) for v in first.voices] == [("Guests", "Tell us what happened.")]
    ways = {a.title: {i.id: i.direction for i in a.impacts} for a in first.answers}
    assert ways["Be hard"] == {"customers": -1, "employees": -1, "investors": 1}  # owners look at the cash it brings
    assert ways["Be kind"]["customers"] == 1


def test_a_round_in_which_the_people_were_asked_is_not_told_again(tmp_path: Path) -> None:
    """What was heard in the game needs no telling."""
    view = debriefed(tmp_path, "kind", "rest", "wait", ask_first=True)
    assert [u.number for u in view.unasked] == [2, 3]


@tried(8, 50)
@given(made.worlds(4), st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_every_point_of_trust_belongs_to_one_decision_or_to_nobody(
    tmp_path_factory: Any, world: Any, picks: list[int]
) -> None:
    """In any story the decisions' points and the points of shocks and rules add up to the way that trust went."""
    rulebook, scenario, seed = world
    play = LocalPlay.new(made.loaded(scenario, rulebook), tmp_path_factory.mktemp("saves"), seed=seed, quick=True)
    n = 0
    while play.phase is Phase.DECIDING:
        answers = [r for r in play.round().responses if r.open]
        play.decide(answers[picks[n % len(picks)] % len(answers)].id)
        n += 1
    game = play.played.game
    play.close()
    for stakeholder in game.plan.stakeholders:
        own = sum(decision_points(game, turn)[stakeholder] for turn in game.turns)
        paths = tuple(f"{t.round.id}/{t.response}/" for t in game.turns)
        others = sum(e.amount for e in game.ledger if e.gauge == stakeholder and not e.source.startswith(paths))
        way = game.snapshots[-1].trust[stakeholder] - game.snapshots[0].trust[stakeholder]
        assert own + others == pytest.approx(way, abs=1e-6)
