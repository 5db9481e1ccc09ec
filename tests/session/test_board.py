"""What stands on the board of a round: what the round can move, nine numbers at most; all else is one folded line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from session import seats

from chasm_game.engine.game import Game
from chasm_game.plain.company_text import board
from chasm_game.scenario.library import Library
from chasm_game.tui.text import Drawn
from chasm_game.tui.widgets.board import Board
from chasm_game.views.board_builder import NUMBERS
from chasm_game.views.dashboard import scale_of
from chasm_game.views.round import RoundView, round_of
from chasm_game.views.round_builder import round_view

STORY = Path(__file__).parents[2] / "story"
STORIES = sorted(p for p in STORY.rglob("*.yaml") if p.name != "rulebook.yaml")
THIRD = ("rounds:\n", "  vera: {name: Vera Lund, role: runs the pier, watches: communities, assent: 60}\nrounds:\n")
RICH = ("start: {cash: 6, asks: 2}", "start: {cash: 60, asks: 3}")
_LIBRARY = Library()
"""One for all: the rulebook is read once."""
_CHANGE = re.compile(r"[▲▼][\d.]+|\((?:up|down) [\d.]+\)")
_NUMBER = re.compile(r"(?<![\w.])[−-]?\$?\d[\d.]*[KM]?(?![\w])")
_SCALE = re.compile(r", \d+ to \d+|of 100")


def numbers(text: str) -> int:
    """How many numbers a text holds: a change belongs to its number, and the ends of a scale to the drawing."""
    return len(_NUMBER.findall(_SCALE.sub("", _CHANGE.sub("", text))))


def on_screen(view: RoundView, width: int) -> str:
    """The board as the screen draws it."""
    drawn = Board(view.dashboard, view.promises, folded=view.folded).visual
    assert isinstance(drawn, Drawn)
    return "\n".join(row.plain for row in drawn._paint(width))


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_a_first_round_shows_nine_numbers_at_most(path: Path) -> None:
    """Of every shipped story, on the screen at its usual widths and in plain mode, before anybody was asked."""
    game = Game(_LIBRARY.find(str(path)))
    view = round_view(game, game.turns[-1], practice=False)
    assert 5 <= numbers(board(view)) <= NUMBERS
    for width in (28, 35, 41, 60):
        assert 5 <= numbers(on_screen(view, width)) <= NUMBERS
    assert {"strategy", "vision", "execution"} <= set(view.folded)
    assert "know-how" in on_screen(view, 60)


def test_three_leaders_and_two_promises_are_told_by_one_number_of_the_leaders(tmp_path: Path) -> None:
    """What does not fit is folded: leaders one by one then, and told together; two of them fit one by one."""
    play = seats.begin(tmp_path / "three", seats.eventful(THIRD, RICH), quick=True)
    try:
        view = play.round()
        assert {"ines", "joss", "vera"} <= set(view.folded)
        assert "Leaders carry, of 100: " in on_screen(view, 35)
        assert "Vera Lund" not in on_screen(view, 35).splitlines()[-2]
        assert numbers(on_screen(view, 35)) <= NUMBERS
        assert "How far your leaders carry things, of 100: " in board(view)
        play.decide("promise")
        view = play.round()
        assert len(view.promises) == 1
        assert "Promised" in on_screen(view, 35)
    finally:
        play.close()
    play = seats.begin(tmp_path / "two", seats.eventful(RICH), quick=True)
    try:
        view = play.round()
        assert not {"ines", "joss"} & set(view.folded)
        assert "Ines Vall 45" in on_screen(view, 35)
    finally:
        play.close()


def test_what_has_changed_opens_the_fold_by_itself(tmp_path: Path) -> None:
    """Know-how is folded in a round that leaves it alone; where the shock has moved it, all numbers stand there."""
    shock = ("effects: {customers: -10}", "effects: {execution: 9}")
    for name, changes, opened in (("calm", (RICH,), False), ("moved", (RICH, shock), True)):
        play = seats.begin(tmp_path / name, seats.eventful(*changes), quick=True)
        view = play.round()
        play.close()
        assert "execution" in view.folded
        assert Board(view.dashboard, folded=view.folded).opened is opened
        assert ("Execution 56 ▲4" in on_screen(view, 35)) is opened
        assert ("execution 56 (up 4)" in board(view)) is opened


@pytest.mark.parametrize(
    ("told", "ends"),
    [((50,), (30, 80)), ((30, 80), (30, 80)), ((29.9, 80), (20, 80)), ((30, 80.1), (30, 90)), ((0, 100), (0, 100))],
)
def test_a_bar_has_the_range_that_occurs(told: tuple[float, ...], ends: tuple[float, float]) -> None:
    """From 30 to 80; by whole tens beyond where somebody's trust lies outside."""
    assert scale_of(told) == ends


def test_a_round_is_numbered_by_what_happens(tmp_path: Path) -> None:
    """Rounds that did not happen are not counted, and where some may not, that is said; in the last it is known."""
    play = seats.begin(tmp_path, quick=True)
    try:
        assert round_of(play.round()) == "Round 1 of at most 5"
        play.decide("kind")
        assert round_of(play.round()) == "Round 2 of 3"
    finally:
        play.close()
