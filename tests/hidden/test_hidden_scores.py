"""While scores are hidden nothing that is shown goes with them; whoever opens what is folded sees them again."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hidden.measure import RoomShown, leaks
from hidden.reading import of_csv, of_json, of_page, of_pages, of_screen, of_sheets, of_text
from hidden.rooms import made
from tui.scripted import wait_until

from chasm_game.compare.answers import AnswerGroup, ChoiceCell
from chasm_game.compare.data import comparison_csv, comparison_json
from chasm_game.compare.hidden import HIDDEN, _most_apart
from chasm_game.compare.material import material
from chasm_game.compare.sheets import sheets
from chasm_game.pages import handout, room_page, team_page
from chasm_game.plain.compare import comparison
from chasm_game.plain.debrief import pages_in_sentences
from chasm_game.tui.compare_app import CompareApp
from chasm_game.tui.screens.compare import CompareScreen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hidden.measure import Columns
    from hidden.rooms import MadeRoom
    from textual.pilot import Pilot

    from chasm_game.compare.views import ComparisonView, RankingView, TeamPack

CELL = ChoiceCell(
    "r", "a", "A", "t", None, asked=False, defaulted=False, prediction=None, reason="", seconds=None, value_after=0.0
)
pytestmark = pytest.mark.xdist_group("hidden")

FEW, MANY = range(1, 7), range(1, 201)
OPEN = 3
"""Rooms whose screens and pages are read with the scores open too: long ones, on which a score is found in a few."""
HIDING = (
    "page",
    "page with the scores folded",
    "pages of the teams",
    "handouts",
    "material of the questions",
    "text",
    "table",
    "workbook",
    "data",
    "screen",
)


@dataclass(frozen=True)
class Shown:
    """Every output of many rooms, and those that hide nothing."""

    hiding: dict[str, list[RoomShown]]
    open: dict[str, list[RoomShown]]


def _shown(seeds: Iterable[int], *, with_open: bool) -> Shown:
    hiding: dict[str, list[RoomShown]] = {}
    shown: dict[str, list[RoomShown]] = {}
    screens: list[tuple[MadeRoom, ComparisonView]] = []
    for room in map(made, seeds):
        hidden = room.found.without_scores()
        ranking = room.found.view.rankings[0]
        packs = room.found.packs(ranking)
        lines = {line.save: line for line in hidden.view.rankings[0].teams}
        apart = [replace(pack, line=lines[pack.line.save]) for pack in packs]
        page = room_page(ranking, packs)
        pages = {pack.line.team: team_page(hidden.view.rankings[0], apart, pack) for pack in apart}
        papers = {pack.line.team: handout(hidden.view.rankings[0], apart, pack) for pack in apart}
        for name, columns in (
            ("handouts", of_pages(papers, room.words)),
            ("material of the questions", of_text("\n\n".join(_told(hidden.view.rankings[0], apart)), room.words)),
            ("page", of_page(room_page(hidden.view.rankings[0], apart), room.words)),
            ("page with the scores folded", of_page(page, room.words)),
            ("pages of the teams", of_pages(pages, room.words)),
            ("text", of_text("\n\n".join(comparison(hidden.view)), room.words)),
            ("table", of_csv(comparison_csv(hidden.view))),
            ("workbook", of_sheets(sheets(hidden.view))),
            ("data", of_json(comparison_json(hidden.view))),
        ):
            _add(hiding, name, room, columns)
        if with_open:
            view = room.found.view
            _add(shown, "page", room, of_page(page, room.words, unfolded=True))
            _add(shown, "text", room, of_text("\n\n".join(comparison(view)), room.words))
            _add(shown, "table", room, of_csv(comparison_csv(view)))
            _add(shown, "workbook", room, of_sheets(sheets(view)))
            _add(shown, "data", room, of_json(comparison_json(view)))
            if len(screens) < OPEN:
                whole = {pack.line.team: team_page(ranking, packs, pack) for pack in packs}
                _add(shown, "pages of the teams", room, of_pages(whole, room.words))
        screens.append((room, hidden.view))
    for room, columns in asyncio.run(_screens(screens)):
        _add(hiding, "screen", room, columns)
    if with_open:
        for room, columns in asyncio.run(_screens([(room, room.found.view) for room, _ in screens[:OPEN]])):
            _add(shown, "screen", room, columns)
    return Shown(hiding, shown)


def _told(ranking: RankingView, packs: Sequence[TeamPack]) -> list[str]:
    """What the five questions open in a room, in words."""
    return [said for pages in material(ranking, packs) for said in pages_in_sentences(pages)]


def _add(to: dict[str, list[RoomShown]], name: str, room: MadeRoom, columns: Columns) -> None:
    to.setdefault(name, []).append(RoomShown(columns.found, room.scores, room.facts))


async def _screens(views: Sequence[tuple[MadeRoom, ComparisonView]]) -> list[tuple[MadeRoom, Columns]]:
    """What every section of the comparison paints, of all rooms in one program."""
    read = []
    app = CompareApp(views[0][1])
    async with app.run_test(size=(120, 90)) as pilot:
        for room, view in views:
            screen = CompareScreen(view)
            await app.push_screen(screen)
            rows: list[list[tuple[str, str]]] = []
            for key in "12345":
                rows += [*await _section(pilot, screen, key), [("", "")]]
            read.append((room, of_screen(rows, room.words)))
            app.pop_screen()
            await pilot.pause()
    return read


async def _section(pilot: Pilot[Any], screen: CompareScreen, key: str) -> list[list[tuple[str, str]]]:
    await pilot.press(key)
    pane = screen.query_one(f"#s{key}")
    await wait_until(pilot, lambda: pane.display and pane.children and pane.size.height > 0)
    await pilot.pause()
    strips = screen._compositor.render_strips()
    return [[(part.text, str(part.style or "")) for part in strip] for strip in strips]


@pytest.fixture(scope="module")
def few() -> Shown:
    """Six rooms of eight."""
    return _shown(FEW, with_open=True)


@pytest.mark.parametrize("output", HIDING)
def test_nothing_that_is_shown_goes_with_the_score(few: Shown, output: str) -> None:
    """No number, coordinate, colour, size, place in a list, nor being named goes with the score in six rooms."""
    assert len(few.hiding[output]) == len(FEW)
    assert [str(found) for found in leaks(few.hiding[output])] == []


@pytest.mark.long
@pytest.mark.timeout(7200)
def test_nothing_goes_with_the_score_in_two_hundred_rooms() -> None:
    """The same over 200 rooms, where a correlation of a fifth would be found."""
    rooms: dict[str, list[RoomShown]] = {name: [] for name in HIDING}
    for first in MANY[::20]:  # whole games are held for twenty rooms at a time
        for name, shown in _shown(range(first, first + 20), with_open=False).hiding.items():
            rooms[name] += shown
    assert {len(each) for each in rooms.values()} == {len(MANY)}
    assert {name: [str(found) for found in leaks(each)] for name, each in rooms.items()} == {n: [] for n in HIDING}


def test_the_measure_finds_what_is_folded_away(few: Shown) -> None:
    """Unfolded, every part of the page that was folded goes with the score: the measure can fail."""
    parts = {found.key[0] for found in leaks(few.open["page"])}
    assert parts >= {"ranking", "courses", "parted", "luck", "road", "beliefs", "people"}


@pytest.mark.parametrize("output", ["pages of the teams", "text", "table", "workbook", "data", "screen"])
def test_the_measure_finds_scores_that_are_not_hidden(few: Shown, output: str) -> None:
    """Without the wish to hide them, scores are in every other output, and are found there."""
    found = leaks(few.open[output])
    assert found
    assert abs(found[0].mean) > 0.9


def test_what_is_hidden_is_said_to_be() -> None:
    """Text and screen say that scores are hidden; the table and the data keep their columns and keys, empty."""
    hidden, room = made(1).found.without_scores().view, made(1).found.view
    assert HIDDEN in "\n".join(comparison(hidden))
    assert HIDDEN not in "\n".join(comparison(room))
    assert comparison_csv(hidden).splitlines()[0] == comparison_csv(room).splitlines()[0]
    mine, theirs = (comparison_json(view)["rankings"][0]["teams"][0] for view in (hidden, room))
    assert list(mine) == list(theirs)
    assert mine["score"] is None
    assert "null" in json.dumps(mine)


@pytest.mark.parametrize(
    ("rounds", "parted"),
    [
        ((), None),
        (((4,),), None),
        (((3, 1), (2, 2)), 2),
        (((2, 2), (2, 2)), 1),
        (((2, 2), (2, 1, 1)), 2),
        (((2, 1, 1), (2, 2)), 1),
    ],
)
def test_where_teams_parted_is_told_by_their_answers(rounds: tuple[tuple[int, ...], ...], parted: int | None) -> None:
    """While scores are hidden it is the round in which most pairs of teams disagree, the first of equal ones."""
    answers = [
        SimpleNamespace(
            number=n, head=n,
            groups=[
                AnswerGroup(f"r{g}", "ABC"[g], "t", None, tuple((f"T{i}", CELL) for i in range(size)), 0.0)
                for g, size in enumerate(sizes)
            ],
        )
        for n, sizes in enumerate(rounds, start=1)
    ]  # fmt: skip
    found = _most_apart(cast("Any", answers))
    assert (None if found is None else found.number) == parted
