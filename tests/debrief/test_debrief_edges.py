"""Every number that decides whether, or how, something is said: just under, at and just over it; and every tie."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from analysis import small
from debrief.games import page, played, reviewed, words, worth
from session import seats

from chasm_game.debrief import happenings
from chasm_game.debrief.debrief_builder import outputs_view
from chasm_game.debrief.details import details
from chasm_game.debrief.facts import Kind
from chasm_game.debrief.ledger import causes
from chasm_game.debrief.lessons import decision_points, value_points
from chasm_game.debrief.markdown import _words
from chasm_game.debrief.moments import moment_at
from chasm_game.debrief.page import Words
from chasm_game.debrief.pages.asking import _cost_most, _spent
from chasm_game.debrief.pages.beliefs import _deeds, first_ids
from chasm_game.debrief.pages.results import crowded, results
from chasm_game.debrief.pages.ways import _axis
from chasm_game.debrief.promise_account import promise_account
from chasm_game.debrief.selection import costliest, payers, unasked_round
from chasm_game.debrief.solvency_account import rescues
from chasm_game.debrief.walk import walk
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game as PlayedGame
from chasm_game.journal.actions import Chose
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.views.chasm import AxisView, WayView
from chasm_game.views.consequences import ChangeView, LeaderChange, LedgerLine, PredictionView
from chasm_game.views.debrief import BestDecisionView, DebriefView, TrajectoryPoint, WayLine
from chasm_game.views.foresight import FallForecast
from chasm_game.views.named import Named, PointsView
from chasm_game.views.review import DecisionWorth, ReviewView
from chasm_game.views.thresholds import FELT, SHOWN, step

JUST = 1e-9
GUESTS, PARTNERS = Named("customers", "Guests"), Named("partners", "Partners")


@pytest.fixture(name="game", scope="module")
def game_fixture(tmp_path_factory: pytest.TempPathFactory) -> tuple[DebriefView, ReviewView]:
    """Three rounds, everything predicted."""
    return played(tmp_path_factory.mktemp("saves"), "kind", "rest", "wait", quick=False)


def says(view: DebriefView, name: str) -> str:
    """What a result says."""
    return next(r.says.text for r in results(view) if r.name == name)


def with_outputs(view: DebriefView, **outputs: float | None) -> DebriefView:
    """The same game with other results."""
    return replace(view, outputs=replace(view.outputs, **outputs))  # type: ignore[arg-type]


Game = tuple[DebriefView, ReviewView]


@pytest.mark.parametrize(
    ("brier", "sentence"),
    [
        (0.0, "You knew what you knew"),
        (0.1249, "You knew what you knew"),
        (0.1251, "Better than always saying 50 %"),
        (0.2449, "Better than always saying 50 %"),
        (0.2451, "As good as always saying 50 %"),
        (0.25, "As good as always saying 50 %"),
        (0.2549, "As good as always saying 50 %"),
        (0.2551, "Worse than always saying 50 %"),
        (1.0, "Worse than always saying 50 %"),
        (None, "Too few predictions"),
    ],
)
def test_calibration_is_judged_by_the_number_that_stands_beside_it(
    game: Game, brier: float | None, sentence: str
) -> None:
    """0.25, whatever stands behind it, is as good as always saying 50 %, and so on at each edge."""
    assert says(with_outputs(game[0], calibration=brier), "Calibration").startswith(sentence)


def test_the_score_is_made_of_the_value_at_the_end_and_of_its_mean(game: Game) -> None:
    """Five times the two numbers that are named is the score; the first is where the value stands at the end."""
    view = game[0]
    end, mean = (float(number) for number in re.findall(r", (\d+\.\d)", says(view, "Score")))
    assert end == pytest.approx(view.trajectory[-1].value, abs=0.05)
    assert 5 * (end + mean) == pytest.approx(view.outputs.score_exact, abs=0.5)


def test_a_quick_game_asks_for_no_predictions(game: Game) -> None:
    """That is why it has no calibration, and not that there were too few."""
    quick = replace(with_outputs(game[0], calibration=None), intro=replace(game[0].intro, quick=True))
    assert says(quick, "Calibration") == "A quick game asks for no predictions."


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [
        (42.4, 42.6, "Your deeds went 1 further from what the people value."),
        (41.6, 42.4, "Your deeds and what the people value are as far apart as they were."),
        (42.6, 42.4, "Your deeds came 1 nearer to what the people value."),
        (50.0, 20.0, "Your deeds came 30 nearer to what the people value."),
    ],
)
def test_the_chasm_moves_by_the_numbers_that_are_shown(game: Game, start: float, end: float, sentence: str) -> None:
    """Whoever subtracts the two numbers finds what is said of them."""
    assert says(with_outputs(game[0], chasm_start=start, chasm_end=end), "Chasm") == sentence


@pytest.mark.parametrize(
    ("kept", "shown", "sentence"),
    [
        (None, "–", "You promised nothing in public."),
        (0.0, "0 %", "Deeds kept 0 % of your promises; the rest came back."),
        (0.996, "99 %", "Deeds kept 99 % of your promises; the rest came back."),
        (1 - 1e-12, "100 %", "You kept everything that you promised."),
        (1.0, "100 %", "You kept everything that you promised."),
    ],
)
def test_only_who_kept_everything_kept_everything(game: Game, kept: float | None, shown: str, sentence: str) -> None:
    """All but everything is not everything."""
    row = next(r for r in results(with_outputs(game[0], say_do=kept)) if r.name == "Say-do")
    assert (row.value, row.says.text) == (shown, sentence)


@pytest.mark.parametrize(
    ("lowest", "sentence"),
    [
        (0.0, "Somewhere trust ran out altogether."),
        (0.4, "Somewhere trust all but ran out."),
        (0.6, "Nobody's trust ever ended a round below 1."),
    ],
)
def test_where_trust_ran_out_it_is_said(game: Game, lowest: float, sentence: str) -> None:
    """Nobody is told that trust never ended below 0."""
    assert says(with_outputs(game[0], resilience=lowest), "Resilience") == sentence


@pytest.mark.parametrize(
    ("best", "worst", "paths", "says_"),
    [
        (600.0, 600.4, 1, "Only one way leads through this story"),
        (
            600.2,
            599.8,
            2,
            "2 ways lead through this story under the same luck and with the same asking. All of them score 600.",
        ),
        (600.6, 600.4, 2, "with the same asking. The best scores 601, the worst 600."),
        (600.6, 600.4, 19, "with the same asking. The best scores 601, the worst 600."),
        (600.6, 600.4, 20, "of them, equal ones counted half; the best scores 601, the worst 600."),
    ],
)
def test_where_all_ways_score_alike_nobody_is_better(
    game: Game, best: float, worst: float, paths: int, says_: str
) -> None:
    """A single way, equal ways, and ways that differ in what is shown; of fewer than twenty no share is told."""
    review = replace(game[1], best_score=best, worst_score=worst, paths=paths)
    assert says_ in words(page(walk(game[0], review), "ended"))


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
    assert f"and it cost {cost}." in words(page(walk(game[0], review), "road"))


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
    assert ("In the end nobody paid for it to speak of." in told) is not paid
    lent = replace(best, paid=(), gained=(), at_once=(PointsView("partners", "Partners", -points),))
    told = words(page(walk(replace(game[0], best_decision=lent), game[1]), "paid"))
    assert ("and had it back later" in told) is paid


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


@pytest.mark.parametrize(("moved", "said"), [(FELT, False), (FELT + JUST, True), (-FELT, False), (-FELT - JUST, True)])
def test_the_round_that_moved_value_most_moved_it_at_all(game: Game, moved: float, said: bool) -> None:
    """Up or down by half a point is no most."""
    decisions = tuple(replace(d, value_before=50.0, value_after=50.0) for d in game[0].decisions)
    view = replace(game[0], decisions=(replace(decisions[0], value_after=50 + moved), *decisions[1:]))
    assert ("Counting what happened" in words(page(walk(view), "course"))) is said
    unknown = words(page(walk(view, None, "too many"), "turning"))
    assert ("value fell most" in unknown) is (said and moved < 0)


@pytest.mark.parametrize(
    ("apart", "sentence"),
    [
        (15, "about as sure as you were right"),
        (-15, "about as sure as you were right"),
        (16, "surer than you were right"),
        (-16, "knew more than you dared to say"),
    ],
)
def test_how_sure_is_held_against_how_right(game: Game, apart: int, sentence: str) -> None:
    """Within fifteen per cent somebody was about as sure as right; half of four were."""
    view = predicted(game[0], [(50 + apart, hit) for hit in (True, True, False, False)])
    assert sentence in words(page(walk(view), "miss"))


def test_two_predictions_are_too_few_to_judge_by(game: Game) -> None:
    """From three on it is said how sure somebody was beside how right."""
    two, three = (predicted(game[0], [(100, False)] * n) for n in (2, 3))
    assert "surer" not in words(page(walk(two), "miss"))
    assert "surer" in words(page(walk(three), "miss"))


def predicted(view: DebriefView, made: list[tuple[int, bool]]) -> DebriefView:
    """The same game with other predictions, one a round."""
    lines = tuple(
        replace(
            view.decisions[0], number=n, prediction=PredictionView(GUESTS, sure, hit, (GUESTS if hit else PARTNERS,))
        )
        for n, (sure, hit) in enumerate(made, start=1)
    )
    rounds = tuple(view.rounds[0] for _ in lines)
    miss = next((line for line in lines if line.prediction and not line.prediction.hit), None)
    return replace(view, decisions=lines, rounds=rounds, most_confident_miss=miss)


@pytest.mark.parametrize(("amount", "weight", "heard"), [(0.05, "", True), (0.0499, "", False), (0.0005, "w", True)])
def test_a_point_is_heard_from_a_twentieth_on(amount: float, weight: str, heard: bool) -> None:
    """Weights are in hundredths."""
    line = LedgerLine("r1", "response", "customers", "Guests", -amount, "Why.", "r1/a/effects", weight)
    assert bool(list(causes([line]))) is heard


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (23.4, 22.6, "was 23 before the game and 23 after it: you stand where you stood."),
        (23.4, 22.4, "was 23 before the game and 22 after it: you came 1 nearer."),
        (22.4, 23.6, "was 22 before the game and 24 after it: you went 2 further away."),
        (None, 23.6, "after the game and the people, was 24."),
    ],
)
def test_the_own_chasm_moves_by_the_numbers_that_are_shown(
    game: Game, before: float | None, after: float | None, sentence: str
) -> None:
    """Here too whoever subtracts finds what is said."""
    view = replace(game[0], own_chasm_before=before, own_chasm_after=after)
    assert sentence in words(page(walk(view), "beliefs"))


@pytest.mark.parametrize(
    ("shares", "first"),
    [
        ((0.4, 0.3, 0.3), "Guests"),
        ((0.4, 0.4, 0.2), "Guests and Employees"),
        ((0.4, 0.4 - 1e-10, 0.2), "Guests and Employees"),
        ((0.4, 0.4 - 1e-8, 0.2), "Guests"),
        ((0.3, 0.3, 0.3), "nobody"),
    ],
)
def test_two_can_stand_first_and_three_cannot(game: Game, shares: tuple[float, ...], first: str) -> None:
    """Equal to a billionth is equal."""
    rest = len(game[0].beliefs) - 3
    beliefs = tuple(replace(b, people=s) for b, s in zip(game[0].beliefs, (*shares, *[0.0] * rest), strict=True))
    assert f"The people put first: {first}." in words(page(walk(replace(game[0], beliefs=beliefs)), "beliefs"))


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


def test_weights_of_an_earlier_round_stay_hidden_until_the_people_were_asked(tmp_path: Path) -> None:
    """Asking in a later round discloses nothing of what followed from an earlier one (model.md)."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.ask()
    play.decide("rest")
    known = [any(s.weight is not None for s in view.dashboard.stakeholders) for view in play.consequences()]
    play.close()
    assert known == [False, True]
    assert all(one <= other for one, other in pairwise(known))


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


# ------------------------------------------------------------------ mutants that were not noticed


@pytest.mark.parametrize(
    ("stands", "words"),
    [
        (0.0, "between the two"),
        (0.149, "between the two"),
        (0.15, "a little more “Right”"),
        (-0.449, "a little more “Left”"),
        (0.45, "more “Right”"),
        (0.749, "more “Right”"),
        (0.75, "much more “Right”"),
        (-1.0, "much more “Left”"),
    ],
)
def test_a_place_on_an_axis_has_words(stands: float, words: str) -> None:
    """Up to 0.15 from the middle it is between the two, then a little more, more and much more of the nearer one."""
    way = WayView(AxisView("voice", "Who decides", "Left.", "Right."), stands, 0.0)
    assert happenings.side_of(way, stands) == words


@pytest.mark.parametrize(("now", "said"), [(0.0004, False), (0.000499, False), (0.0005, True), (0.01, True)])
def test_a_fall_in_this_round_is_told_from_a_twentieth_of_a_per_cent_on(now: float, said: bool) -> None:
    """What shows as a row shows as a chance: below it only the whole is told."""
    told = happenings.chances_of_falling(FallForecast(now, 0.5, waiting_now=False, waiting_later=False))
    assert ("in this round" in told) is said


def test_whom_nobody_puts_first() -> None:
    """Shares that are all nothing put nobody first; of two equal ones both are first."""
    view = SimpleNamespace(beliefs=[SimpleNamespace(id=i) for i in ("a", "b", "c")])
    for shares, first in (({"a": 0.0, "b": 0.0, "c": 0.0}, ()), ({"a": 0.4, "b": 0.4, "c": 0.2}, ("a", "b"))):
        assert first_ids(cast("DebriefView", view), lambda b, of=shares: of[b.id]) == first  # type: ignore[misc]


def test_points_behind_a_number_keep_it_and_others_get_a_dash() -> None:
    """A list of numbers is one in Markdown too; a point without a number is a dash."""
    lists = list(_words((Words("one", mark="1."), Words("two", mark="2."))))
    assert lists == ["1. one\n2. two"]
    assert list(_words((Words("one", mark="·"),))) == ["- one"]


def test_the_course_counts_rounds_by_one_and_silent_ones_apart(tmp_path: Path) -> None:
    """The start, rounds 1, 2, 3, and then +1, +2 and so on; what deeds show at the end is that of the last moment."""
    view, _ = played(tmp_path, "kind", "rest", "wait")
    labels = [point.label for point in view.trajectory]
    assert labels[:4] == ["start", "1", "2", "3"]
    assert labels[4:] == [f"+{n}" for n in range(1, len(labels) - 3)]
    save = next(tmp_path.rglob("*.jsonl"))
    last = replay(read_save(save)).game.snapshots[-1]
    assert [line.revealed for line in view.beliefs] == list(last.belief.values())


def test_a_place_that_stays_is_said_to_stay() -> None:
    """Where the company or the people moved on an axis both places are told, else one."""
    way = WayLine("voice", "Who decides", "Left", "Right", None, None, 0.0, 0.5, 0.2, 0.2)
    assert "went from 0 to +50; the people wish for +20." in _axis(way).text
    moved = replace(way, revealed=0.0, people=0.9)
    assert "stayed at 0; the people wished for +20 at the start and +90 at the end." in _axis(moved).text


@pytest.mark.parametrize(("ended", "sign"), [(29.4, -1), (29.6, 0), (30.4, 0), (31.0, 1)])
def test_what_deeds_did_to_the_chasm_has_a_sign(game: Game, ended: float, sign: int) -> None:
    """Nearer, as before, farther: as it is told in whole points."""
    outputs = replace(game[0].outputs, halves=None, chasm_start=30.4, chasm_end=ended)
    fact = _deeds(replace(game[0], outputs=outputs)).facts[-1]
    assert (fact.kind, fact.start, fact.sign) == (Kind.CHASM, 30, sign)


def test_an_ask_that_was_not_had_is_a_fact_too(game: Game) -> None:
    """Who never asked is told so, as a fact that counts none."""
    view = replace(game[0], decisions=tuple(replace(d, asked=False) for d in game[0].decisions))
    (fact,) = _spent(view).facts
    assert (fact.kind, fact.count) == (Kind.ASKED_TIMES, 0)


TWO_PROMISES = """\
company: {start: {cash: 3}, income: -4, upside: 0}
stakeholders: {investors: {trust: 95}}
rounds:
  - id: r0
    title: A
    shock: {text: x}
    responses:
      - {id: go, title: Go, claims: {customers: 6}, claims_due: FIRST, effects: {cash: -3}, because: b, outcome: o}
  - id: r1
    title: B
    shock: {text: x}
    responses:
      - {id: go, title: Go, claims: {customers: 6}, claims_due: 1, effects: {cash: -5}, because: b, outcome: o}
"""


@pytest.mark.parametrize(("first", "together"), [(2, True), (1, False)])
def test_promises_that_fall_due_together_have_no_price_of_their_own(first: int, together: bool) -> None:
    """Two in one round share what they did to credibility; one that falls due alone has it to itself.

    Only who was promised something stands in a line, and every rescue has the price of its own round.
    """
    game = PlayedGame(small.scenario(TWO_PROMISES.replace("FIRST", str(first))), 1)
    for word in ("go", "go"):
        game.push(parse(word))
    found = promise_account(game)
    assert [len(each.claims) for each in found] == [1, 1]
    assert [each.credibility is None for each in found] == [together, together]
    prices = [e.amount for e in game.ledger if e.source == "rules/rescue_price" and e.gauge == "investors"]
    assert len(prices) > 1
    assert [r.price for r in rescues(game)] == prices


@pytest.mark.parametrize(("loss", "sign"), [(8.9, 0), (9.0, 1), (9.1, 1)])
def test_among_which_rounds_an_unasked_one_was_the_costliest(loss: float, sign: int) -> None:
    """Of all rounds without an ask, where none of them cost more; else of those in which one could have asked."""
    rounds = [SimpleNamespace(number=1, loss=loss), SimpleNamespace(number=2, loss=9.0)]
    view, review = SimpleNamespace(unasked=rounds), SimpleNamespace(decisions=rounds)
    said = _cost_most(cast("DebriefView", view), cast("ReviewView", review), cast("DecisionWorth", rounds[0]))
    assert [fact.sign for fact in said.facts] == [sign]
    assert ("you could have asked and did not" in said.text) is (sign == 0)


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
    ("before", "after", "seen", "said"),
    [
        (45.0, 47.0, -1, "watches Cash, which went down; other things counted more"),
        (45.0, 47.0, 0, "watches Cash, which stayed about the same; other things counted more"),
        (45.0, 47.0, 1, "watches Cash, which went up"),
        (45.0, 43.0, 1, "watches Cash, which went up; other things counted more"),
        (45.0, 45.4, -1, "watches Cash, which went down"),
        (45.0, 45.5, -1, "watches Cash, which went down; other things counted more"),
    ],
)
def test_a_leader_who_moved_against_what_they_watch_was_moved_by_something_else(
    before: float, after: float, seen: int, said: str
) -> None:
    """It is said so where the assent moved to speak of and what is watched did not move that way."""
    change = ChangeView("ines", "Ines", before, after, step(after - before), ())
    assert happenings.watched(LeaderChange(change, "", Named("cash", "Cash"), seen)) == said


@pytest.mark.parametrize(
    ("score", "percentile", "third"),
    [
        (400, 49.9, "upper"),  # of 100 to 550: exactly two thirds of the way
        (400, 50.0, ""),
        (399, 10.0, ""),  # the middle third beats few or many without a word
        (549, 49.9, "upper"),
        (550, 49.9, ""),  # the best there is
        (249, 50.1, "lower"),
        (249, 50.0, ""),
        (250, 60.0, ""),
        (100, 50.1, "lower"),
    ],
)
def test_a_mark_and_the_share_of_ways_beaten_are_reconciled_where_they_read_like_opposites(
    game: Game, score: int, percentile: float, third: str
) -> None:
    """Just under half, at it and over it, at each edge of the thirds; in the middle one nothing is explained."""
    review = replace(game[1], worst_score=100.0, best_score=550.0, percentile=percentile, paths=20)
    said = [sentence.text for sentence in crowded(score, review)]
    assert said == ([f"More than half of them end in the {third} third too."] if third else [])
    assert not [*crowded(score, replace(review, paths=19))]


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
