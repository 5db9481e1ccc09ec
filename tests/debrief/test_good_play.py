"""What the debrief says of good play: the nearest rival, the trap, luck, two verdicts; and nothing where nothing is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from debrief.games import page, played, reviewed, words, worth
from session.random_games import STORIES, random_games

from chasm_game.debrief.facts import Kind
from chasm_game.debrief.luck_account import luck_of
from chasm_game.debrief.pages.trap import trap
from chasm_game.debrief.review_builder import review_view
from chasm_game.debrief.verdicts import MARKS, chasm_verdict, mark_of_score, value_verdict
from chasm_game.debrief.walk import walk
from chasm_game.engine.compiling import compile_open
from chasm_game.views.debrief import DebriefView
from chasm_game.views.review import DecisionWorth, ReviewView

JUST = 1e-9


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> tuple[DebriefView, ReviewView]:
    """A game of the small story and its review."""
    return played(tmp_path_factory.mktemp("saves"), "kind", "rest", "wait")


def well(review: ReviewView, *worths: DecisionWorth) -> ReviewView:
    """A review of a game in which nothing was lost."""
    return replace(reviewed(review, *worths), road=(), road_score=None)


def with_other(number: int, reached: float) -> DecisionWorth:
    """A decision that was best, beside an answer after which `reached` was within reach; 500 after the own one."""
    made = worth(number, 0.0)
    mine, other = made.answers
    return replace(made, answers=(mine, replace(other, under_the_luck=reached)))


@pytest.mark.parametrize(
    ("score", "at"),
    [(300, 0), (301, 1), (399, 1), (400, 2), (401, 2), (499, 2), (500, 3), (569, 3), (570, 4), (599, 4), (600, 5)],
)
def test_a_mark_lies_between_what_was_possible(score: int, at: int) -> None:
    """The ends have marks of their own; thirds and the last tenth begin at their edges."""
    assert mark_of_score(score, 300, 600) == at


def test_where_all_ways_score_alike_every_game_is_the_best_there_is() -> None:
    """Nobody is the worst of equals."""
    assert MARKS[mark_of_score(500, 500, 500)] == "the best there is"


def test_two_verdicts_are_named_for_what_they_judge(game: tuple[DebriefView, ReviewView]) -> None:
    """The best of all ways on its own side: the value is the best there is, and it is the chasm that is stranded."""
    view, review = game
    ending = replace(view.ending, id="stranded", title="Stranded")
    outputs = replace(view.outputs, score=569, chasm_start=40.2, chasm_end=33.7)
    best = replace(review, worst_score=495.2, best_score=569.4)
    told = page(walk(replace(view, ending=ending, outputs=outputs), best), "ended")
    assert told.words[0].text == "Value: the best there is. Worst 495, you 569, best 569."
    assert told.words[1].text == "The chasm: Stranded. It went from 40 to 34."
    assert value_verdict(view, None).text == f"Value: {view.outputs.score} of 1000."
    fallen = replace(view.ending, id="fallen", title="Fallen")
    assert chasm_verdict(replace(view, ending=fallen)).text.startswith("The company: Fallen. The chasm ")


def test_whoever_lost_nothing_meets_the_nearest_rival(game: tuple[DebriefView, ReviewView]) -> None:
    """The best of all answers that were not given, with its way on and how far it ends from the own one."""
    view, review = game
    view = replace(view, outputs=replace(view.outputs, score=500))
    told = page(walk(view, well(review, with_other(1, 470), with_other(2, 492), with_other(3, 480))), "rival")
    assert "parts from yours in round 2, “Round 2”: “Other”. It ends at a score of 492, 8 points below yours." in words(
        told
    )
    alike = page(walk(view, well(review, with_other(1, 500))), "rival")
    assert "It ends at a score of 500, as high as yours." in words(alike)
    assert walk(view, reviewed(review, worth(1, 2.0, fell=9))).page("rival") is None


@pytest.mark.parametrize(("cost", "there"), [(5 - JUST, False), (5.0, True), (5 + JUST, True), (12.0, True)])
def test_a_trap_costs_five_per_cent_of_all_that_was_possible(
    game: tuple[DebriefView, ReviewView], cost: float, there: bool
) -> None:
    """What would have been a turning point is the trap; nothing less is, and nobody with a turning point has one."""
    review = replace(game[1], worst_score=450.0, best_score=550.0)
    found = trap(well(review, with_other(1, 500 - cost), with_other(2, 499)))
    assert (found is not None) is there
    assert trap(reviewed(review, with_other(1, 400), worth(2, 6.0, fell=9))) is None


def test_the_worst_of_several_traps_is_told_with_what_it_would_have_cost(game: tuple[DebriefView, ReviewView]) -> None:
    """Its round, its answer, what it leads to at most, and what was still to be reached."""
    review = replace(game[1], worst_score=400.0, best_score=500.0)
    told = trap(well(review, with_other(1, 480), with_other(2, 440), with_other(3, 440)))
    assert told is not None
    assert "In round 2, “Round 2”, “Other”, the new way was open too." in words(told)
    assert "a score of 440 at most; after “Mine” you could still reach 500. It would have cost at least 60." in words(
        told
    )
    assert {f.kind for f in told.facts} == {Kind.TRAP}


@pytest.mark.parametrize("name", ["tutorial", "dell-2005"])
def test_in_a_story_without_luck_it_gives_nothing(name: str) -> None:
    """What could be expected before a decision is what could be expected after the last one, to the bit nearly."""
    story = STORIES[name]
    assert not compile_open(story).odds
    for played_ in random_games(story, 3):
        review, outcome = review_view(played_.game), played_.game.outcome
        assert outcome is not None
        found = luck_of(review, outcome.score_exact)
        assert found is not None
        assert found.given == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    ("average", "heading"),
    [(495 + JUST, None), (495.0, "gave you"), (505.0, "took from you"), (505 - JUST, None), (490.0, "gave you")],
)
def test_luck_is_told_from_five_points_on(
    game: tuple[DebriefView, ReviewView], average: float, heading: str | None
) -> None:
    """What a game came to against what could be expected after its one decision."""
    view, review = game
    view = replace(view, outputs=replace(view.outputs, score=500, score_exact=500.0))
    made = worth(1, 0.0)
    answers = tuple(replace(a, on_average=average) for a in made.answers)
    told = walk(view, well(review, replace(made, answers=answers))).page("luck")
    assert (None if told is None else told.heading) == (heading and f"What luck {heading}")


def test_luck_that_was_not_measured_gives_no_account(game: tuple[DebriefView, ReviewView]) -> None:
    """One answer without an expectation is enough."""
    assert luck_of(well(game[1], worth(1, 0.0, average=None), worth(2, 0.0)), 500.0) is None
    assert luck_of(replace(game[1], decisions=()), 500.0) is None


def test_a_question_of_the_story_that_is_asked_anyway_is_asked_once(tmp_path: Path) -> None:
    """Word for word, whatever the signs; any other question stays, and is counted on behind the five."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    asked = replace(view, questions=("Where were you most sure - and wrong?", "Who paid, and when?"))
    told = page(walk(asked, review), "talk")
    story = [(w.mark, w.text) for w in told.words if w.kind == "story"]
    assert story[0] == ("6.", "Who paid, and when?")
