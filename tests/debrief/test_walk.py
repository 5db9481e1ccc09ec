"""The walk says what the views say: every page of any game can be told, and picks what matters most."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest
from debrief.games import page, played, reviewed, words, worth
from hypothesis import given, settings
from hypothesis import strategies as st
from session import seats

from chasm_game.charts.figures import Waterfall
from chasm_game.charts.words import in_words
from chasm_game.debrief.page import WalkView
from chasm_game.debrief.pages.five_questions import five_questions
from chasm_game.debrief.selection import unasked_round
from chasm_game.debrief.walk import walk
from chasm_game.session.local import LocalPlay
from chasm_game.views.consequences import PredictionView
from chasm_game.views.debrief import BestDecisionView, DebriefView
from chasm_game.views.named import Named, PointsView
from chasm_game.views.review import ReviewView
from chasm_game.views.round import Phase

import made

IDS = (
    *("history", "ended", "course", "halves", "turning", "rival", "trap", "luck", "miss", "asking", "paid", "road"),
    *("promises", "leaders", "beliefs", "ways", "talk", "monday"),
)
NOT_ALWAYS = set(IDS) - {"ended", "course", "beliefs", "talk", "monday"}


ANY_GAME = (made.worlds(3), st.lists(st.integers(0, 20), min_size=1, max_size=6), st.booleans(), st.booleans())


@given(*ANY_GAME)
@settings(max_examples=5)
def test_every_page_of_any_game_can_be_told_and_agrees_with_the_views(
    tmp_path_factory: Any, world: Any, picks: list[int], quick: bool, asks: bool
) -> None:
    """Each page of any game has a heading and words, at most one figure, and the views' numbers."""
    _check(tmp_path_factory.mktemp("saves"), world, picks, quick=quick, asks=asks)


@pytest.mark.long
@given(*ANY_GAME)
@settings(max_examples=80)
def test_every_page_of_many_games_can_be_told_and_agrees_with_the_views(
    tmp_path_factory: Any, world: Any, picks: list[int], quick: bool, asks: bool
) -> None:
    """The same, for many more games."""
    _check(tmp_path_factory.mktemp("saves"), world, picks, quick=quick, asks=asks)


def _check(folder: Path, world: Any, picks: list[int], *, quick: bool, asks: bool) -> None:
    rulebook, scenario, seed = world
    play = LocalPlay.new(made.loaded(scenario, rulebook), folder, seed=seed, quick=quick)
    if play.phase is Phase.BELIEFS_BEFORE:
        play.submit_beliefs({play.intro.stakeholders[0][0]: 1.0})
    n = 0
    while play.phase is Phase.DECIDING:
        if asks and picks[n % len(picks)] % 2 and play.round().ask.possible:
            play.ask()
        answers = [r for r in play.round().responses if r.open]
        targets = play.round().targets
        prediction = None if quick else (targets[picks[n % len(picks)] % len(targets)][0], 60)
        play.decide(answers[picks[n % len(picks)] % len(answers)].id, prediction=prediction)
        n += 1
    if play.phase is Phase.BELIEFS_AFTER:
        play.submit_beliefs(None)
    view, review = play.debrief(), play.review()
    play.close()
    for told in (walk(view), walk(view, None, "too many"), walk(view, review)):
        _sound(told)
    _agrees(walk(view, review), view, review)
    assert walk(view).waiting
    assert not walk(view, review).waiting
    assert not walk(view, None, "too many").waiting


def _sound(told: WalkView) -> None:
    found = [p.id for p in told.pages]
    assert found == [i for i in IDS if i in found]
    assert set(IDS) - set(found) <= NOT_ALWAYS
    for each in told.pages:
        assert each.heading
        assert each.words
        assert all(w.text.strip() for w in (*each.words, *each.after) if w.kind != "story")
        assert each.figure is None or (each.table is None and in_words(each.figure))
        assert each.table is None or all(len(row) == len(each.table.head) for row in each.table.rows)


def _agrees(told: WalkView, view: DebriefView, review: ReviewView) -> None:
    table = page(told, "ended").table
    assert table is not None
    rows = {row[0]: row[1] for row in table.rows}
    assert rows["Score"] == str(view.outputs.score)
    lost = [d.loss for d in review.decisions if d.loss >= 0.05]
    others = [a for d in review.decisions for a in d.answers if not a.chosen]
    there = {each.id for each in told.pages}
    assert ("turning" in there) is (review.turning_point is not None)
    # Of a single decision, with none after it on the best way, the turning point tells all that the road would.
    once = len(review.decisions) == 1 and len(review.decisions[0].best_line) <= 1
    parted = bool(lost) and not (once and "turning" in there)
    assert ("road" in there) is parted
    assert ("rival" in there) is (not lost and bool(others))
    assert ("trap" in there) <= (review.turning_point is None)
    assert ("paid" in there) is (view.best_decision is not None)
    assert not parted or f"It ends at a score of {review.road_score}" in words(page(told, "road"))
    if any(d.prediction for d in view.decisions):
        sure = page(told, "miss").heading == "Where you were surest, and wrong"
        assert sure is (view.most_confident_miss is not None)
    found = unasked_round(view, review)
    if found is None:
        wrong = {d.number for d in review.decisions if d.loss >= 0.05}
        assert not wrong & {u.number for u in view.unasked}
    else:
        assert found.response.split()[0] in words(page(told, "asking"))


def test_the_turning_point_tells_what_was_open_and_which_way_was_better(tmp_path: Path) -> None:
    """The costliest decision with every open answer; where the old way was the better one, it says so."""
    view, review = played(tmp_path, "hard", "never", "rest", "wait")
    told = page(walk(view, review), "turning")
    assert told.heading == "The turning point"
    turning = review.decisions[(review.turning_point or 1) - 1]
    assert turning.round_title in words(told)
    assert told.table is not None
    assert len(told.table.rows) == len(turning.answers)
    labels = [dataclasses.replace(d, label="new") for d in view.decisions]
    old = reviewed(review, *(worth(n, 12.0 if n == 2 else 0.0, fell=50, label="old") for n in (1, 2, 3, 4)))
    honest = page(walk(dataclasses.replace(view, decisions=tuple(labels)), old), "turning")
    assert "Here the old way was the better one." in words(honest)
    assert "3 decisions of yours lost nothing; all of them went the new way." in words(honest)


@pytest.mark.parametrize(
    ("fell", "average", "says"),
    [
        (40, 44, "This was the choice, not luck: under the luck that fell the better answer could bring 40 more"),
        (40, 20, "This was part luck"),
        (40, 5, "This was mostly luck"),
        (40, 0.2, "on average luck the two are worth the same"),
        (40, -8, "bring 40 more, on average luck yours is the better one, by 8."),
    ],
)  # fmt: skip
def test_luck_and_choice_are_held_apart(tmp_path: Path, fell: float, average: float, says: str) -> None:
    """What was better only under the luck that fell is called luck."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    other = reviewed(review, worth(1, 12.0, fell=fell, average=average), worth(2, 0.0), worth(3, 0.0))
    assert says in words(page(walk(view, other), "road"))


def test_luck_that_helped_is_said_too(tmp_path: Path) -> None:
    """A decision that was best under the luck that fell, and would not have been on average."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    other = reviewed(review, worth(1, 0.0, average=30), worth(2, 0.0), worth(3, 0.0))
    told = page(walk(view, dataclasses.replace(other, road=())), "luck")
    assert "Luck helped you in round 1, “Round 1”: on average luck “Other” would have been worth 30 more." in words(
        told
    )


def test_the_round_to_ask_in_is_the_turning_point_then_the_miss_then_the_costliest(tmp_path: Path) -> None:
    """Of the rounds played blind the one is told in which asking would have mattered most."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    order = reviewed(review, worth(1, 2.0, fell=9), worth(2, 9.0, fell=30), worth(3, 3.0, fell=12))
    found = unasked_round(view, order)
    assert found is not None
    assert found.number == 2
    calm = reviewed(review, worth(1, 2.0, fell=9), worth(2, 0.0), worth(3, 3.0, fell=12))
    miss = dataclasses.replace(
        view.decisions[0],
        prediction=PredictionView(Named("customers", "Guests"), 90, False, (Named("partners", "Partners"),)),
    )
    found = unasked_round(dataclasses.replace(view, most_confident_miss=miss), calm)
    assert found is not None
    assert found.number == 1
    found = unasked_round(view, calm)
    assert found is not None
    assert found.number == 3
    assert unasked_round(view, reviewed(review, worth(1, 0.0), worth(2, 0.0), worth(3, 0.0))) is None


def test_a_round_with_an_ask_left_comes_before_one_without(tmp_path: Path) -> None:
    """What could be done otherwise teaches more; where no ask was left, the page says so."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    spent = dataclasses.replace(view, unasked=tuple(dataclasses.replace(u, could=u.number == 1) for u in view.unasked))
    order = reviewed(review, worth(1, 2.0, fell=9), worth(2, 9.0, fell=30), worth(3, 0.0))
    found = unasked_round(spent, order)
    assert found is not None
    assert found.number == 1
    none = dataclasses.replace(view, unasked=tuple(dataclasses.replace(u, could=False) for u in view.unasked))
    told = page(walk(none, order), "asking")
    assert "You had no ask to spend. It was the turning point." in words(told)


def test_the_miss_is_explained_by_the_ledger(tmp_path: Path) -> None:
    """The waterfall goes from the true trust before the decision to the true trust after it, cause by cause."""
    play = seats.begin(tmp_path)
    play.submit_beliefs(None)
    play.decide("kind", prediction=("nobody", 90), reason="They will like it.")
    play.decide("rest", prediction=("nobody", 50))
    play.decide("wait")
    play.submit_beliefs(None)
    view, turn = play.debrief(), play.played.game.turns[0]
    play.close()
    told = page(walk(view), "miss")
    figure = told.figure
    assert isinstance(figure, Waterfall)
    assert "You were 90 % sure that nobody would lose anything. It was Investors." in words(told)
    assert "You wrote: “They will like it.”" in words(told)
    assert turn.after is not None
    assert figure.start == pytest.approx(turn.shocked.trust["investors"])
    assert figure.end == pytest.approx(turn.after.trust["investors"])


def test_a_miss_that_moved_nobody_has_no_waterfall(tmp_path: Path) -> None:
    """Where nothing moved the trust of the one who was named, a sentence says so, and no empty chart."""
    play = seats.begin(tmp_path)
    play.submit_beliefs(None)
    play.decide("kind", prediction=("nobody", 90))
    play.decide("rest")
    play.decide("wait")
    play.submit_beliefs(None)
    view = play.debrief()
    play.close()
    still = dataclasses.replace(view, rounds=tuple(dataclasses.replace(r, ledger=()) for r in view.rounds))
    told = page(walk(still), "miss")
    assert told.figure is None
    assert "Nothing that followed in that round moved the trust of" in words(told)
    assert "for these reasons" not in words(told)


def test_who_paid_first_and_had_it_back_is_not_passed_over(tmp_path: Path) -> None:
    """A decision that cost somebody nothing in the end may have cost them something in between."""
    view, review = played(tmp_path, "kind", "rest", "wait")
    best = BestDecisionView(
        1,
        "first",
        "First",
        "kind",
        "Be kind",
        4.0,
        (),
        (PointsView("customers", "Guests", 5.0),),
        (PointsView("customers", "Guests", 2.0), PointsView("partners", "Partners", -1.5)),
    )
    told = page(walk(dataclasses.replace(view, best_decision=best), review), "paid")
    assert "In the end nobody lost trust by it to speak of." in words(told)
    assert "In the round itself it took trust from Partners (−1.5), and gave it back later." in words(told)
    assert told.table is not None
    assert told.table.rows == (("Partners", "−1.5", "+1.5", "0.0"), ("Guests", "+2.0", "+3.0", "+5.0"))


def test_a_fallen_company_is_told_so(tmp_path: Path) -> None:
    """The value at the end is 0, and no result pretends otherwise."""
    story = seats.small("start: {cash: 12, asks: 2}", "start: {cash: 2, asks: 2}, income: -30")
    play = seats.begin(tmp_path, story, quick=True)
    play.decide("kind")
    view, review = play.debrief(), play.review()
    play.close()
    told = walk(view, review)
    _sound(told)
    table = page(told, "ended").table
    assert table is not None
    rows = {row[0]: row[2] for row in table.rows}
    assert rows["Score"].startswith("Half value at the end, 0.0;")
    assert rows["Resilience"] == "None, for the company fell."


def test_a_case_tells_what_really_happened(tmp_path: Path) -> None:
    """With what they chose, and the sources, whether or not there is a review."""
    play = seats.begin(tmp_path, seats.library().find("lego-2004"), quick=True)
    while play.phase is Phase.DECIDING:
        play.decide(next(r.id for r in play.round().responses if r.open))
    view = play.debrief()
    play.close()
    history = next(r.history for r in view.rounds if r.history)
    for told in (walk(view), walk(view, None, "too many")):
        assert told.pages[0].heading.startswith("What really happened, ")
        said = words(told.pages[0])
        assert history.text in said
        assert all(source in said for source in history.sources)


def test_the_five_questions_use_what_happened(tmp_path: Path) -> None:
    """Belief, miss, payer, the people's view and Monday: each with a fact of this game."""
    view, _ = played(tmp_path, "kind", "rest", "wait", quick=False)
    asked = [each.text for each in five_questions(view)]
    assert "where does your first decision, “Be kind”, show it?" in asked[0]
    assert asked[1] == "What had you not seen in “The first one”?"
    assert asked[2] == "Would Partners say that “Be kind” was worth it?"
    assert asked[3] == "What would the people say to your face?"
    assert asked[4].startswith("Which decision that waits for you is most like “The first one”")
