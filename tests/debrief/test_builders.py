"""What the builders of a debrief take from a game: the first or the last, and nothing where there is nothing."""

from __future__ import annotations

from pathlib import Path

from chasm_game.debrief.debrief_builder import belief_lines
from chasm_game.debrief.review_builder import review_view
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.scenario.library import Library

LIBRARY = Library(Path(__file__).parents[2] / "story")


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
