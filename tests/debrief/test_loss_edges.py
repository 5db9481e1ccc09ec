"""What a decision lost, and whether that was luck: just under each threshold, at it and just over it; and every tie."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from debrief.edges import JUST, Game
from debrief.games import page, reviewed, words, worth

from chasm_game.debrief.details import details
from chasm_game.debrief.facts import Kind
from chasm_game.debrief.ledger import causes
from chasm_game.debrief.pages.asking import _cost_most
from chasm_game.debrief.selection import costliest, payers, unasked_round
from chasm_game.debrief.walk import walk
from chasm_game.views.debrief import BestDecisionView, DebriefView
from chasm_game.views.ledger_line import LedgerLine
from chasm_game.views.named import Named, PointsView
from chasm_game.views.review import DecisionWorth, ReviewView
from chasm_game.views.thresholds import FELT, SHOWN


@pytest.mark.parametrize(("loss", "told"), [(SHOWN - JUST, False), (SHOWN, True), (SHOWN + JUST, True)])
def test_a_loss_is_told_from_a_twentieth_of_a_per_cent_on(game: Game, loss: float, told: bool) -> None:
    """Road, rival, decision and the round to have asked in agree on what was lost."""
    review = reviewed(game[1], worth(1, loss, fell=9), worth(2, 0.0), worth(3, 0.0))
    pages, first = walk(game[0], review), details(game[0], review).decisions[0]
    assert (costliest(review) is not None) is told
    assert pages.page("turning") is None
    assert (pages.page("road") is not None) is told
    assert (pages.page("rival") is None) is told
    assert ("it lost 0.1 %" in words(first)) is told
    assert ("as good as the best" in words(first)) is not told
    calm = replace(game[0], most_confident_miss=None)
    assert (unasked_round(calm, review) is not None) is told


@pytest.mark.parametrize(
    ("loss", "cost"), [(FELT - JUST, "less than 1 %"), (FELT, "less than 1 %"), (FELT + 0.01, "1 %"), (4.9, "5 %")]
)
def test_a_small_cost_is_no_nought(game: Game, loss: float, cost: str) -> None:
    """A cost that would be shown as 0 % is said to be less than 1 %."""
    review = reviewed(game[1], worth(1, loss, fell=9), worth(2, 0.0), worth(3, 0.0))
    told = words(page(walk(game[0], review), "road"))
    assert f"and it cost {cost} of all that lies between the worst and the best way." in told


@pytest.mark.parametrize(("loss", "adds_up"), [(SHOWN - JUST, False), (SHOWN, True), (SHOWN + JUST, True)])
def test_small_losses_add_up_from_the_second_on(game: Game, loss: float, adds_up: bool) -> None:
    """Where no decision lost much but two lost something, what they lost together is said, in points of score."""
    view, review = game[0], reviewed(game[1], worth(1, 4.0, fell=9), worth(2, loss, fell=9), worth(3, 0.0))
    best = replace(review, best_score=view.outputs.score + 33.0)
    told = words(page(walk(view, best), "road"))
    assert ("Small losses add up: together they are 33 points of score." in told) is adds_up


@pytest.mark.parametrize(("missing", "said"), [(0.4, None), (0.6, "1 point of"), (1.6, "2 points of")])
def test_what_is_missing_is_told_as_the_scores_are(game: Game, missing: float, said: str | None) -> None:
    """The difference of the two whole scores that stand in the debrief; where they are equal nothing is missing."""
    view, review = game[0], reviewed(game[1], worth(1, 4.0, fell=9), worth(2, 1.0, fell=9), worth(3, 0.0))
    told = words(page(walk(view, replace(review, best_score=view.outputs.score + missing)), "road"))
    assert ("Small losses" in told) is (said is not None)
    assert said is None or f"together they are {said} score." in told


def test_of_equal_losses_the_first_is_told_and_none_is_called_greater(game: Game) -> None:
    """A tie is no `more than any other`."""
    review = reviewed(game[1], worth(1, 0.0), worth(2, 12.0, fell=9), worth(3, 12.0, fell=9))
    told = words(page(walk(game[0], review), "turning"))
    assert "In round 2, “Round 2”" in told
    assert "no other decision cost you more" in told


@pytest.mark.parametrize(
    ("fell", "average", "sentence"),
    [
        (FELT, FELT, "Luck has no part in this"),
        (30.0, FELT, "on average luck the two are worth the same"),
        (30.0, FELT + 0.1, "This was mostly luck"),
        (30.0, 10 - 0.01, "This was mostly luck"),
        (30.0, 10.0, "This was part luck"),
        (30.0, 20 - 0.01, "This was part luck"),
        (30.0, 20.0, "This was the choice, not luck"),
        (30.0, -FELT, "on average luck the two are worth the same"),
        (30.0, -FELT - 0.1, "on average luck yours is the better one, by 1."),
        (0.3, 8.0, "the better answer could bring hardly more, on average luck 8."),
    ],
)
def test_where_luck_ends_and_choice_begins(game: Game, fell: float, average: float, sentence: str) -> None:
    """A third, two thirds, and half a point: at the edge and beside it."""
    review = reviewed(game[1], worth(1, 12.0, fell=fell, average=average), worth(2, 0.0), worth(3, 0.0))
    assert sentence in words(page(walk(game[0], review), "road"))


@pytest.mark.parametrize(
    ("average", "sign", "amount"),
    [
        (FELT, 0, None),
        (FELT + JUST, 1, 1),
        (0.99, 1, 1),
        (1.0, 1, 1),
        (1.01, 1, 1),
        (-FELT - JUST, -1, 1),
        (-1.0, -1, 1),
    ],
)
def test_whose_answer_is_better_on_average_is_a_sign(
    game: Game, average: float, sign: int, amount: float | None
) -> None:
    """From half a point on: 1 where the other answer is better on average luck, -1 where one's own is."""
    review = reviewed(game[1], worth(1, 12.0, fell=30.0, average=average), worth(2, 0.0), worth(3, 0.0))
    stated = [f for f in page(walk(game[0], review), "road").facts if f.kind is Kind.ON_AVERAGE]
    assert [(f.sign, f.amount) for f in stated] == [(sign, amount)]


@pytest.mark.parametrize(("average", "helped"), [(5 - JUST, False), (5.0, True), (5 + JUST, True)])
def test_luck_helped_from_five_points_on(game: Game, average: float, helped: bool) -> None:
    """Whoever decided well is not told for less that it was luck."""
    review = reviewed(game[1], worth(1, 0.0, average=average), worth(2, 0.0), worth(3, 0.0))
    told = walk(game[0], review).page("luck")
    assert (told is not None and "Luck helped you" in words(told)) is helped


def test_luck_that_was_not_measured_is_neither_luck_nor_choice(game: Game) -> None:
    """It is said in the road, beside each answer and under all ways; where all is measured, nowhere."""
    unknown = worth(1, 12.0, fell=30, average=None)
    some = reviewed(game[1], unknown, worth(2, 0.0, average=9), worth(3, 0.0))
    told = walk(game[0], some)
    assert "Whether this was luck or choice was not measured" in words(page(told, "road"))
    assert "Luck helped you in round 2" in words(page(told, "luck"))
    turning = page(told, "turning")
    assert turning.table is not None
    assert [row[1:] for row in turning.table.rows] == [("500", "not measured"), ("530", "not measured")]
    assert "It is not measured where, with all luck to come, too many" in words(details(game[0], some).ways)
    assert "not measured" not in words(details(game[0], reviewed(game[1], worth(1, 12.0, fell=30))).ways)
    lost_nothing = reviewed(game[1], worth(1, 0.0, average=None), worth(2, 0.0))
    assert walk(game[0], lost_nothing).page("luck") is None


@pytest.mark.parametrize(("points", "paid"), [(FELT - JUST, False), (FELT, False), (FELT + JUST, True)])
def test_nobody_paid_half_a_point(game: Game, points: float, paid: bool) -> None:
    """As in the model, where nobody lost anything up to half a point."""
    best = BestDecisionView(
        1, "first", "First", "kind", "Be kind", 4.0, (PointsView("partners", "Partners", -points),), ()
    )
    assert bool(payers(best)) is paid
    told = words(page(walk(replace(game[0], best_decision=best), game[1]), "paid"))
    assert ("Partners paid for it" in told) is paid
    assert ("In the end nobody lost trust by it to speak of." in told) is not paid
    lent = replace(best, paid=(), gained=(), at_once=(PointsView("partners", "Partners", -points),))
    told = words(page(walk(replace(game[0], best_decision=lent), game[1]), "paid"))
    assert ("and gave it back later" in told) is paid


@pytest.mark.parametrize(("amount", "weight", "heard"), [(0.05, "", True), (0.0499, "", False), (0.0005, "w", True)])
def test_a_point_is_heard_from_a_twentieth_on(amount: float, weight: str, heard: bool) -> None:
    """Weights are in hundredths."""
    line = LedgerLine("r1", "response", "customers", "Guests", -amount, "Why.", "r1/a/effects", weight)
    assert bool(list(causes([line]))) is heard


def test_the_round_to_have_asked_in_is_called_costliest_only_of_those_it_was(game: Game) -> None:
    """A round in which no ask was left may have cost more: then it is the costliest of those that could be asked in."""
    view = replace(
        game[0],
        most_confident_miss=None,
        unasked=tuple(replace(u, could=u.number == 1) for u in game[0].unasked),
    )
    less = reviewed(game[1], worth(1, 2.0, fell=9), worth(2, 3.0, fell=9), worth(3, 0.0))
    more = reviewed(game[1], worth(1, 3.0, fell=9), worth(2, 2.0, fell=9), worth(3, 0.0))
    same = reviewed(game[1], worth(1, 3.0, fell=9), worth(2, 3.0, fell=9), worth(3, 0.0))
    assert "in which you could have asked and did not, it cost you most" in words(page(walk(view, less), "asking"))
    for review in (more, same):
        assert "Of the rounds in which you did not ask, it cost you most." in words(page(walk(view, review), "asking"))


@pytest.mark.parametrize("mine_first", [True, False])
def test_the_best_of_two_answers_with_one_title_is_the_best(game: Game, mine_first: bool) -> None:
    """What it would have led to is its own score, and not that of the answer which is called the same."""
    decision = worth(1, 12.0, fell=40)
    twins = tuple(replace(a, title="The same") for a in decision.answers)
    same = replace(
        decision,
        answers=twins if mine_first else twins[::-1],
        chosen=Named("mine", "The same"),
        best=Named("other", "The same"),
    )
    pages = walk(game[0], reviewed(game[1], same, worth(2, 0.0), worth(3, 0.0)))
    turning = page(pages, "turning")
    assert "would have led to a score of 540." in words(turning)
    assert turning.table is not None
    assert sorted(row[:2] for row in turning.table.rows) == [("The same (best)", "540"), ("The same (yours)", "500")]
    assert "could bring 40 more" in words(page(pages, "road"))


@pytest.mark.parametrize(("loss", "sign"), [(8.9, 0), (9.0, 1), (9.1, 1)])
def test_among_which_rounds_an_unasked_one_was_the_costliest(loss: float, sign: int) -> None:
    """Of all rounds without an ask, where none of them cost more; else of those in which one could have asked."""
    rounds = [SimpleNamespace(number=1, loss=loss), SimpleNamespace(number=2, loss=9.0)]
    view, review = SimpleNamespace(unasked=rounds), SimpleNamespace(decisions=rounds)
    said = _cost_most(cast("DebriefView", view), cast("ReviewView", review), cast("DecisionWorth", rounds[0]))
    assert [fact.sign for fact in said.facts] == [sign]
    assert ("you could have asked and did not" in said.text) is (sign == 0)
