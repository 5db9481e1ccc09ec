"""What the builders of a debrief take from a game: the first or the last, and nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from debrief.games import played as in_the_small_story
from debrief.games import words, worth
from session import seats
from shipped_stories import shipped_library

from chasm_game.charts.figures import Line, Point
from chasm_game.debrief import lessons
from chasm_game.debrief.debrief_builder import belief_lines, trajectory
from chasm_game.debrief.facts import Kind
from chasm_game.debrief.figures import by_round
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.debrief.lessons import best_decision, value_points
from chasm_game.debrief.markdown import _span
from chasm_game.debrief.page import NONE, PageView, Table
from chasm_game.debrief.pages.asking import _moved, asking
from chasm_game.debrief.pages.best_decision import paid
from chasm_game.debrief.pages.decisions import decisions
from chasm_game.debrief.pages.five_questions import five_questions
from chasm_game.debrief.pages.rival import rival
from chasm_game.debrief.pages.trap import trap
from chasm_game.debrief.pages.turning_point import turning
from chasm_game.debrief.review_builder import review_view
from chasm_game.debrief.review_json import _beliefs
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.prose import Span
from chasm_game.views.debrief import AnswerImpacts
from chasm_game.views.foresight import ArrowView, FallForecast, ImpactView

LIBRARY = shipped_library()


def game(*responses: str) -> Game:
    """The tutorial by these responses."""
    played = Game(LIBRARY.find("tutorial"))
    for response in responses:
        played.push(Choose(response))
    return played


def test_who_decided_best_has_no_other_road() -> None:
    """Where no decision lost anything there is no road beside the one that was taken; where one did, there is."""
    first = review_view(game("quiet", "dough", "hang"))
    best = first.decisions[0].best_line
    perfect = review_view(game(*(each.id for each in best)))
    assert [d.loss for d in perfect.decisions] == [0, 0, 0]
    assert (perfect.road, perfect.road_score, perfect.turning_point) == ((), None, None)
    assert first.road
    assert first.road_score is not None


def test_deeds_are_told_from_their_beginning_to_their_end() -> None:
    """The beliefs that deeds show at the start are those before the first round; those at the end, after the last."""
    played = game("own-up", "wages", "bread")
    first, last = played.snapshots[0], played.snapshots[-1]
    lines = belief_lines(played, {})
    assert [line.start for line in lines] == [first.belief[line.id] for line in lines]
    assert [line.revealed for line in lines] == [last.belief[line.id] for line in lines]
    assert [line.people for line in lines] == [last.people[line.id] for line in lines]
    assert [line.start for line in lines] != [line.revealed for line in lines]


def test_sheets_are_told_as_shares() -> None:
    """Points become shares of one, whatever their sum; who gave none has none, and a sheet that was skipped is none."""
    played = game("own-up", "wages", "bread")
    lines = {
        line.id: line for line in belief_lines(played, {"before": {"customers": 30, "investors": 10}, "after": None})
    }
    assert (lines["customers"].before, lines["investors"].before) == (0.75, 0.25)
    assert lines["partners"].before == 0
    assert {line.after for line in lines.values()} == {None}


def test_rounds_are_counted_and_silent_ones_numbered_behind_them() -> None:
    """The points of a course are the start, each round by its number, and the silent rounds from +1."""
    played = game("own-up", "wages", "bread")
    labels = [point.label for point in trajectory(played)]
    assert labels[:4] == ["start", "1", "2", "3"]
    assert labels[4:] == [f"+{n}" for n in range(1, len(labels) - 3)]
    assert [point.coast for point in trajectory(played)] == [label.startswith("+") for label in labels]


def test_a_label_is_that_of_the_decision_that_is_told(tmp_path: Path) -> None:
    """The best decision and the better answer are told with the label of their own decision, not of another one."""
    view, review = in_the_small_story(tmp_path, "kind", "rest", "wait")
    for number in range(1, len(view.decisions) + 1):
        labelled = tuple(replace(d, label="old" if d.number == number else "new") for d in view.decisions)
        assert view.best_decision is not None
        best = replace(view.best_decision, number=number)
        said = _said(paid(replace(view, decisions=labelled, best_decision=best)))
        assert "the old way" in said
        told = replace(review, decisions=tuple(worth(n, 9.0 if n == number else 1.0, fell=9.0) for n in (1, 2, 3)))
        told = replace(told, turning_point=number)
        page_of = _said(turning(replace(view, decisions=labelled), told, ""))
        assert "the old way" in page_of
        assert "Here the new way was the better one" in page_of


def _said(found: PageView | None) -> str:
    """All that a page says; nothing where it is not there."""
    return "" if found is None else words(found)


def test_a_course_without_decisions_has_no_page_about_them(tmp_path: Path) -> None:
    """Who took no decision has no turning point, no rival and no trap; who took them all well is told so."""
    view, review = in_the_small_story(tmp_path, "kind", "rest", "wait")
    nothing, none = replace(review, decisions=(), turning_point=None), replace(view, decisions=())
    assert (turning(none, nothing, ""), rival(none, nothing), trap(nothing)) == (None, None, None)
    well = replace(review, decisions=(worth(1, 0.0), worth(2, 0.0), worth(3, 0.0)), turning_point=None)
    assert turning(view, well, "") is None
    assert "each of your decisions was as good" in _said(rival(view, well))


def test_heard_in_the_costliest_round_is_said_of_a_round_that_was_heard(tmp_path: Path) -> None:
    """That the people had been heard where it cost most is said where they were, and nowhere else."""
    view, review = in_the_small_story(tmp_path, "kind", "rest", "wait")
    costly = replace(review, decisions=(worth(1, 0.0), worth(2, 9.0, fell=9.0), worth(3, 0.0)), turning_point=None)
    for asked, said in ((1, False), (2, True), (3, False)):
        heard = replace(view, decisions=tuple(replace(d, asked=d.number == asked) for d in view.decisions), unasked=())
        told = _said(asking(heard, costly, ""))
        assert ("you had asked the people and decided otherwise" in told) is said
        assert bool(told) is said


def test_the_decision_to_repeat_is_the_best_one(tmp_path: Path) -> None:
    """The last question names the round of the best decision, and none where no decision brought anything."""
    view, _ = in_the_small_story(tmp_path, "kind", "rest", "wait")
    assert view.best_decision is not None
    best = replace(view.best_decision, round_title="Another title")
    assert "most like “Another title”" in five_questions(replace(view, best_decision=best))[4].text
    assert five_questions(replace(view, best_decision=None))[4].text == QUESTIONS[4]


def test_values_facts_have_the_sign_of_the_change(tmp_path: Path) -> None:
    """Up is 1, down is -1, and what stays the same on screen is 0."""
    view, _ = in_the_small_story(tmp_path, "kind", "rest", "wait")
    for before, after, sign in ((50.0, 51.0, 1), (51.0, 50.0, -1), (50.0, 50.2, 0)):
        line = replace(view.decisions[0], value_before=before, value_after=after)
        (first, *_) = decisions(replace(view, decisions=(line,)), None)
        facts = [fact for each in first.words for fact in each.facts if fact.kind is Kind.VALUE]
        assert [fact.sign for fact in facts] == [sign]


def test_columns_of_numbers_are_known_by_their_cells() -> None:
    """The first column is names whatever stands in it; another holds numbers where every cell is one, or none."""
    table = Table(("Name", "A", "B", "C"), (("1", "2", "x", NONE), ("3", NONE, "4", NONE)))
    assert table.numeric == (False, True, False, False)


def test_emphasis_has_one_star_and_strong_text_two() -> None:
    """A document keeps the emphasis of a story in the marks of Markdown."""
    assert _span(Span("a", emphasis=True), first=True) == "*a*"
    assert _span(Span("a", strong=True), first=True) == "**a**"
    assert _span(Span("a", emphasis=True, strong=True), first=True) == "***a***"
    assert _span(Span("a"), first=True) == "a"


def test_a_small_gain_is_no_price(tmp_path: Path) -> None:
    """Who gained less than a point by the best decision has gained, and is not among those who paid."""
    view, _ = in_the_small_story(tmp_path, "kind", "rest", "wait")
    assert view.best_decision is not None
    assert all(each.points < 0 for each in view.best_decision.paid)
    assert all(each.points > 0 for each in view.best_decision.gained)
    played = game("own-up", "wages", "bread")
    found = best_decision(played)
    assert found is not None
    assert {each.points > 0 for each in found.gained} <= {True}
    assert {each.points < 0 for each in found.paid} <= {True}


@pytest.mark.parametrize(
    ("story", "responses"),
    [
        ("broken-guitar", ("hashtag", "green-fare", "court", "promise", "books", "buy-song")),
        ("the-squeeze", ("freeze", "guarantee", "small-shops", "keep", "twenty")),
    ],
)
def test_a_decision_with_which_the_company_fell_is_nobodys_best(story: str, responses: tuple[str, ...]) -> None:
    """What it brought on the day was more than any other brought, and all of it went with the fall."""
    played = Game(LIBRARY.find(story))
    for response in responses:
        played.push(Choose(response))
    assert played.outcome is not None
    assert played.outcome.ending == "fallen"
    gains = [value_points(played, turn) for turn in played.turns]
    assert max(gains) == gains[-1] > 0
    found = best_decision(played)
    assert found is None or found.number < len(played.turns)


def test_whom_an_answer_moves_stands_with_its_moment_and_its_way() -> None:
    """Who goes up stands before who goes down and whom luck moves, now and later apart; a dash is for nobody."""
    up, down, luck = ArrowView(1, 2), ArrowView(-1, 1), ArrowView(0, 3)
    impacts = (ImpactView("b", "B", 3, down, luck), ImpactView("a", "A", 2, up, None))
    assert _moved(AnswerImpacts("x", "X", 1, impacts)) == ("up A (some), down B (a little)", "either way B (much)")
    assert _moved(AnswerImpacts("x", "X", 1, impacts[1:])) == ("up A (some)", NONE)
    assert _moved(AnswerImpacts("x", "X", 1, ())) == (NONE, NONE)


def test_the_fall_to_which_an_answer_leads_stands_with_what_it_does_later() -> None:
    """It is told behind the arrows, and alone where there are none."""
    fall = FallForecast(0.0, 0.4, False, False)
    impacts = (ImpactView("a", "A", 2, None, ArrowView(1, 2)),)
    told = "The company may fall by it: 40 % in all."
    assert _moved(AnswerImpacts("x", "X", 1, impacts, fall)) == (NONE, f"up A (some). {told}")
    assert _moved(AnswerImpacts("x", "X", 1, (), fall)) == (NONE, told)


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [
        ((48.0, 52.0), 30, 70),
        ((95.0, 95.0), 60, 100),
        ((15.0, 16.0), 10, 50),
        ((20.0, 80.0), 10, 90),
        ((0.0, 100.0), 0, 100),
    ],
)  # fmt: skip
def test_a_course_is_drawn_over_forty_points_at_least(values: tuple[float, ...], low: int, high: int) -> None:
    """The axis has five points to spare and round ends, grows towards the nearer middle, and stays within 0 to 100."""
    figure = by_round("t", (Line("a", tuple(Point(v) for v in values)),), ())
    assert (figure.low, figure.high) == (low, high)


def test_who_gained_less_than_a_point_did_not_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Just over nothing is a gain, just under it a price, and what would stand there as 0.0 is neither."""
    sums = {"customers": 4.4, "employees": -0.4, "partners": 0.04, "communities": -0.04, "investors": 0.0}
    monkeypatch.setattr(lessons, "decision_points", lambda *_, **__: sums)
    found = best_decision(game("own-up", "wages", "bread"))
    assert found is not None
    assert [each.id for each in found.gained] == ["customers"]
    assert [each.id for each in found.paid] == ["employees"]


def test_the_json_tells_the_deeds_of_the_end(tmp_path: Path) -> None:
    """`revealed` and `people` are the shares after the last round, not those before the first."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    played = replay(read_save(play.save))
    play.close()
    beliefs = _beliefs(played, shown=True)
    assert beliefs["revealed"] == played.game.snapshots[-1].belief
    assert beliefs["revealed"] != played.game.snapshots[0].belief
    assert _beliefs(played, shown=False)["revealed"] is None
