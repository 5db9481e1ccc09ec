"""Predictions, beliefs and places on an axis: where one word ends and the next begins; and who stands first."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest
from debrief.edges import Game, predicted
from debrief.games import page, words

from chasm_game.debrief import happenings
from chasm_game.debrief.facts import Kind
from chasm_game.debrief.pages.beliefs import _deeds, first_ids
from chasm_game.debrief.pages.ways import _axis
from chasm_game.debrief.walk import walk
from chasm_game.views.chasm import AxisView, WayView
from chasm_game.views.debrief import DebriefView, WayLine


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


def test_whom_nobody_puts_first() -> None:
    """Shares that are all nothing put nobody first; of two equal ones both are first."""
    view = SimpleNamespace(beliefs=[SimpleNamespace(id=i) for i in ("a", "b", "c")])
    for shares, first in (({"a": 0.0, "b": 0.0, "c": 0.0}, ()), ({"a": 0.4, "b": 0.4, "c": 0.2}, ("a", "b"))):
        assert first_ids(cast("DebriefView", view), lambda b, of=shares: of[b.id]) == first  # type: ignore[misc]


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
