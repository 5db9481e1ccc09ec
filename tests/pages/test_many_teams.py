"""Pages of many teams: an index and folded tables above forty, quarters in the band, and the same page however made."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace
from typing import Any, cast

import pytest
from session import seats

from chasm_game.charts.figures import Line, Lines, Point
from chasm_game.compare.compare import Comparison, compare
from chasm_game.pages.many_teams import MANY, scores_spread, shelves
from chasm_game.pages.room import room_page
from chasm_game.pages.room_figures import room_band


def lines_of(count: int) -> tuple[Any, ...]:
    """Stand-ins for lines of teams."""
    return tuple(SimpleNamespace(team=f"Team {n}", outputs=SimpleNamespace(score=n * 10)) for n in range(count))


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, []), (1, [1]), (39, [39]), (40, [40]), (41, [41]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])],
)
def test_teams_stand_on_shelves_of_fifty(count: int, sizes: list[int]) -> None:
    """Up to forty there is one shelf; nobody is lost, and each shelf has a name of its own."""
    lines = lines_of(count)
    found = shelves(lines)
    assert [len(shelf.lines) for shelf in found] == sizes
    assert [line for shelf in found for line in shelf.lines] == list(lines)
    assert len({shelf.id for shelf in found}) == len(sizes)


@pytest.mark.parametrize("count", [0, 39, 40, 41, 101])
def test_scores_are_spread_over_bars_where_teams_are_many(count: int) -> None:
    """Every team stands in one bar, the highest score in the last; up to forty there is none."""
    found = scores_spread(cast("Any", SimpleNamespace(teams=lines_of(count))))
    if count <= MANY:
        assert found is None
    else:
        assert found is not None
        assert sum(found.counts) == count
        assert found.counts[-1] == (3 if count == 101 else 0)


@pytest.mark.parametrize(("count", "names"), [(40, 3), (41, 5)])
def test_a_band_of_many_has_its_quarters(count: int, names: int) -> None:
    """Half of the room lies between them; a place that nobody knows is left open."""
    made = tuple(Line(f"{n}", (Point(float(n)), Point(None))) for n in range(count))
    band = room_band(Lines("", ("1", "2"), made, 0.0, 100.0))
    at = {line.name: line.points[0].value for line in band.lines}
    assert len(at) == names
    assert at["middle"] == (count - 1) / 2
    if names == 5:
        assert (at["lower quarter"], at["upper quarter"]) == (10.0, 30.0)
    assert all(line.points[1].value is None for line in band.lines)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Three teams of the small story: one asked, one was hard, one kind."""
    folder = tmp_path_factory.mktemp("room")
    seats.whole(folder)
    for number, choices in enumerate((("hard", "sorry", "rest"), ("kind", "rest"), ("hard", "never", "rest"))):
        play = seats.begin(folder, team=f"Team {number}", quick=True)
        for choice in choices:
            play.decide(choice)
        while play.played.game.turn is not None:
            play.decide("wait")
        play.close()
    return compare([folder], seats.library())


def test_a_page_of_the_room_needs_no_causes(room: Comparison) -> None:
    """It is the same to the last sign, with everything of every team or with what it needs."""
    (ranking,) = room.view.rankings
    assert room_page(ranking, room.packs(ranking, causes=False)) == room_page(ranking, room.packs(ranking))


@pytest.mark.parametrize("hidden", [False, True])
def test_above_forty_teams_are_folded_with_an_index(room: Comparison, hidden: bool) -> None:
    """Every team is on the page once in the matrix; the index leads to shelves that are there; no score is open."""
    shown = room.without_scores() if hidden else room
    (ranking,) = shown.view.rankings
    line, pack = ranking.teams[0], shown.packs(ranking)[0]
    many = [replace(line, team=f"Group {n:02}", save=f"{n}.jsonl") for n in range(60)]
    ranking = replace(ranking, teams=tuple(many))
    page = room_page(ranking, [replace(pack, line=each) for each in many])
    targets = re.findall(r'<a href="#(teams-\d+)">', page)
    assert targets == ["teams-1", "teams-2"]
    assert all(f'<tbody id="{target}">' in page for target in targets)
    assert "Group 00 to Group 49" in re.sub(r"<[^>]+>", "", page)
    assert page.count("So many teams are read on a screen") >= 2  # choices and reasons; forecasts where any were made
    assert ("How many teams came to which score." in page) != hidden
    small = room_page(replace(ranking, teams=tuple(many[:40])), [replace(pack, line=each) for each in many[:40]])
    assert "So many teams" not in small
    assert 'href="#teams-1"' not in small
