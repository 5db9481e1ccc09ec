"""Teams side by side on the screen."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import samples
from session import seats
from textual.pilot import Pilot
from textual.widgets import ContentSwitcher, Static, Tabs
from tui.scripted import painted, wait_until, words_of

from chasm_game.compare.compare import compare
from chasm_game.compare.found_files import CopyView, CountedAs, ExpectedView, FileLine, RejectedView
from chasm_game.compare.views import ComparisonView
from chasm_game.tui.compare_app import CompareApp
from chasm_game.tui.widgets.charts.chart import Chart

NOISE = "[/x][red]\x1b[31m\u202e<b>"


@lru_cache(maxsize=1)
def session() -> ComparisonView:
    """The made session."""
    return compare([samples.FOLDER], seats.library()).view


def app(view: ComparisonView) -> CompareApp:
    """The comparison on a screen."""
    return CompareApp(view)


async def section(pilot: Pilot[Any], key: str) -> str:
    """Open a section, and what it says."""
    await pilot.press(key)
    pane = pilot.app.screen.query_one(f"#s{key}")
    await wait_until(pilot, lambda: pane.display and pane.children and pane.size.height > 0)
    return "\n".join(words_of(each) for each in pane.query(Static))


async def test_it_opens_on_choices_that_tell_no_places() -> None:
    """What everybody chose comes first, teams by name; neither scores nor places are on the first screen."""
    async with app(session()).run_test(size=(110, 34)) as pilot:
        told = await section(pilot, "1")
        names = sorted((team.team for team in session().rankings[0].teams), key=str.casefold)
        rows = told.splitlines()[1:7]
        assert [row.startswith(name) for row, name in zip(rows, names, strict=True)] == [True] * 6
        assert rows[3].split()[2:] == ["B", "C", "B*", "C", "B", "C"]
        assert not any(str(team.outputs.score) in painted(app_of(pilot)) for team in session().rankings[0].teams)


def app_of(pilot: Pilot[Any]) -> CompareApp:
    """The app under test."""
    assert isinstance(pilot.app, CompareApp)
    return pilot.app


async def test_every_section_says_its_part() -> None:
    """Reasons, courses, places with the rule, the room with every team's sheets, and the files."""
    async with app(session()).run_test(size=(110, 34)) as pilot:
        assert "lol the canoe" in await section(pilot, "2")
        await section(pilot, "3")
        chart = pilot.app.screen.query_one(Chart)
        assert "North Side" in chart.plain
        await pilot.press("w")
        await wait_until(pilot, lambda: "North Side: 1 54" in chart.plain)
        ranking = await section(pilot, "4")
        assert "Equal scores go to the narrower final chasm" in ranking
        assert ranking.splitlines()[1].split()[:4] == ["1", "The", "Early", "Shift"]
        room = await section(pilot, "5")
        assert "The social chasm of the room: 27 before (whom 29, how 25; 6 sheets)" in room
        assert "The Back Row: 48 (whom 43, how 52) before, 10 (whom 13, how 6) after" in room
        assert (await section(pilot, "6")).startswith("7 files: 6 ranked and 1 not looked at.")


async def test_many_teams_are_drawn_a_page_at_a_time() -> None:
    """Six lines in a chart, and the keys that turn the pages are only there where there are more."""
    (ranking,) = session().rankings
    many = tuple(replace(ranking.teams[n % 6], team=f"Team {n:02}", save=f"{n}") for n in range(14))
    async with app(replace(session(), rankings=(replace(ranking, teams=many),))).run_test(size=(120, 40)) as pilot:
        assert "Teams 1 to 6 of 14" in await section(pilot, "3")
        chart = pilot.app.screen.query_one(Chart)
        assert "Team 05" in chart.plain
        await pilot.press("]", "]")
        await wait_until(pilot, lambda: "Team 13" in chart.plain)
        assert "Team 05" not in chart.plain
        await pilot.press("[")
        await wait_until(pilot, lambda: "Team 07" in chart.plain)
    async with app(session()).run_test() as pilot:
        await section(pilot, "3")
        assert not pilot.app.screen.check_action("teams", ())


async def test_another_ranking_is_a_key_away() -> None:
    """Teams on another seed are shown alone, in every section that was open before."""
    (ranking,) = session().rankings
    other = replace(ranking, seed=7, known=False, teams=ranking.teams[:1])
    async with app(replace(session(), rankings=(ranking, other))).run_test(size=(100, 30)) as pilot:
        assert "Table Two" in await section(pilot, "1")
        await pilot.press("r")
        await wait_until(pilot, lambda: "ranking 2 of 2" in painted(app_of(pilot)))
        assert "unknown texts" in painted(app_of(pilot))
        assert "Table Two" not in await section(pilot, "1")


async def test_hostile_names_and_reasons_are_text() -> None:
    """Brackets, escapes and characters that turn a line are themselves in every section, on a small terminal."""
    (ranking,) = session().rankings
    teams = tuple(
        replace(
            team,
            team=f"{NOISE}{n}",
            choices=tuple(replace(c, reason=NOISE * 40, title=NOISE) for c in team.choices),
        )
        for n, team in enumerate(ranking.teams)
    )
    view = ComparisonView(
        (replace(ranking, teams=teams, title=NOISE),),
        (RejectedView(NOISE, NOISE),),
        (RejectedView(NOISE, NOISE),),
        (CopyView(NOISE, NOISE, shorter=True),),
        tuple(FileLine(NOISE, kind, NOISE, NOISE) for kind in CountedAs),
        ExpectedView((NOISE,), ((NOISE, NOISE),), (NOISE,), (NOISE,)),
    )
    async with app(view).run_test(size=(60, 20)) as pilot:
        for key in "123456":
            told = await section(pilot, key)
            seen = told + painted(app_of(pilot))
            assert "\x1b" not in seen
            assert "\u202e" not in seen
            assert key == "3" or "[/x][red]" in told


async def test_sections_opened_in_haste_end_at_the_last_one() -> None:
    """Keys faster than the screen: the section that was asked for last is the one that stays."""
    async with app(session()).run_test(size=(100, 30)) as pilot:
        await pilot.press(*"2345")
        await section(pilot, "4")
        await pilot.pause()
        assert pilot.app.screen.query_one(ContentSwitcher).current == "s4"
        assert pilot.app.screen.query_one(Tabs).active == "t4"


async def test_nothing_to_compare_is_said_and_left(tmp_path: Any) -> None:
    """Without a game it opens on the files with their reasons; Esc leaves."""
    view = compare([tmp_path / "gone"], seats.library()).view
    async with app(view).run_test(size=(100, 30)) as pilot:
        await wait_until(pilot, lambda: "Rejected" in painted(app_of(pilot)))
        assert "there is no such file" in " ".join((await section(pilot, "6")).split())
        assert "No finished game" in await section(pilot, "1")
        await pilot.press("escape")
        assert pilot.app._exit
