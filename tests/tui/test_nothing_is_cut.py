"""What pictures of every screen showed: words that were cut though there was room, and fields that nobody could see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
from textual.app import App
from textual.theme import Theme
from textual.widgets import Input
from tui.scripted import ScriptedPlay, app_with, on, painted

from chasm_game.scenario.library import Library
from chasm_game.session.room.listing import RoomDoor
from chasm_game.session.room.round_views import TeamFollowed
from chasm_game.tui.paragraphs import room_tables
from chasm_game.tui.paragraphs.dashboard import Beside
from chasm_game.tui.room_app import RoomApp
from chasm_game.tui.screens import ask
from chasm_game.tui.screens.confirm import ConfirmScreen
from chasm_game.tui.themes import CONTRAST, OURS
from chasm_game.tui.widgets.board import Board
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.way_sheet import WaySheet
from chasm_game.views.chasm import AxisView
from chasm_game.views.dashboard import LeaderView
from chasm_game.views.events import PromisedView, PromiseView

GUS = LeaderView("gus", "Gus Tarrant", "runs the operation and drew the nine minutes", 30.0)
INES = LeaderView("ines", "Ines Vall", "keeps the books", 45.0)


@pytest.mark.parametrize("width", [30, 57, 90])
@pytest.mark.parametrize(
    "leader",
    [
        GUS,
        replace(GUS, name="Wu", role="answers for whatever nobody else answers for"),
        replace(GUS, watches="Towns and neighbours"),
    ],
)
def test_who_may_come_along_is_named_with_every_word(leader: LeaderView, width: int) -> None:
    """What a leader does and watches stands there whole, on as many rows as it takes; the assent beside the name."""
    rows = [row.plain for row in ask._leader(leader, width)]
    told = " ".join(" ".join(rows).replace("assent 30", "").split())
    assert told == f"With {leader.name}, {leader.role}" + (f" watches {leader.watches}" if leader.watches else "")
    assert rows[0].rstrip().endswith("assent 30")
    assert max(map(len, rows)) <= width


@pytest.mark.parametrize(("width", "roles"), [(59, False), (60, True), (61, True)])
def test_what_leaders_do_stands_there_where_it_fits_for_all(width: int, roles: bool) -> None:
    """Else their names stand alone: no role is cut off."""
    lines = Beside(replace(ScriptedPlay()._dashboard(), leaders=(INES, GUS)), ()).lines(width)
    seen = "\n".join(line.plain for line in lines)
    assert "…" not in seen
    assert ("keeps the books" in seen, GUS.role in seen) == (roles, roles)
    assert "Gus Tarrant 30" in seen


def followed(*names: str) -> TeamFollowed:
    """A team that felt something of everybody."""
    felt = tuple((name, 1, ()) for name in names)
    return TeamFollowed("Red", "A", "Wait", False, (), felt, (), (), (), None, "", False)


@pytest.mark.parametrize(
    ("names", "least"),
    [
        (("Passengers", "Crews", "Airports and agents", "Towns and neighbours", "Shareholders"), 59),
        (("Grandparents", "Kin", "Us"), 30),
    ],
)
def test_no_name_above_a_column_is_torn_where_all_columns_have_room(names: tuple[str, ...], least: int) -> None:
    """At exactly the cells that the longest words take, and with more, each word stands whole above its column."""
    for width in (least, least + 1, least + 30):
        rows = [row.plain for row in room_tables.everybody([followed(*names)]).lines(width)]
        words = [word for row in rows[:-1] for word in row.split()]
        assert sorted(words) == sorted(" ".join(names).split())
    torn = [row.plain for row in room_tables.everybody([followed(*names)]).lines(least - len(names))]
    assert len(torn[-1].rstrip()) <= least


@pytest.mark.parametrize("size", [(80, 24), (100, 30)])
async def test_everybody_who_may_lose_most_is_seen_at_once(size: tuple[int, int]) -> None:
    """With five stakeholders the list of a prediction shows nobody, everybody and `Nobody` without being scrolled."""
    play = ScriptedPlay(quick=True)
    names = ("Passengers", "Crews", "Airports", "Towns", "Shareholders", "Nobody")
    app = app_with(play)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "RoundScreen")
        answer = play.round().responses[0]
        app.push_screen(ConfirmScreen(answer, tuple((name.lower(), name) for name in names), "$M", quick=False))
        await on(pilot, "ConfirmScreen")
        await pilot.pause()
        told = painted(app)
        assert all(name in told for name in ("no prediction", *names, "Decide"))


class WithLeaders(ScriptedPlay):
    """A round with everything that may stand beside the dashboard."""

    def round(self) -> Any:
        """The round, with leaders and what was promised."""
        view = super().round()
        to = (PromisedView("customers", "Guests", 2, 8.0), PromisedView("communities", "The street", 2, 8.0))
        promise = PromiseView(1, "Shock 1", "Wait it out", to, 1)
        return replace(view, dashboard=replace(view.dashboard, leaders=(INES, GUS)), promises=(promise,))


async def test_the_last_row_beside_the_story_is_never_below_the_edge() -> None:
    """One row is the chasm's, in a picture or in words: what does not fit beside both is told with the story."""
    app = app_with(WithLeaders(quick=True))
    async with app.run_test(size=(80, 20)) as pilot:
        await on(pilot, "RoundScreen")
        for rows in (21, 22, 23):
            await pilot.resize_terminal(80, rows)
            await pilot.pause()
            board = app.screen.query_one(Board)
            assert board.parent is not None
            assert board.region.bottom <= cast("Any", board.parent).region.bottom, rows


class Sheet(App[None]):
    """A second page alone."""

    def compose(self) -> Any:
        """It."""
        yield WaySheet([AxisView("who", "Who decides", "One at the top.", "All of them.")])


async def test_no_mark_stands_against_a_scroll_bar() -> None:
    """A cell stays free at the right of what a mark says."""
    app = Sheet()
    async with app.run_test(size=(60, 10)):
        sheet = app.query_one(WaySheet)
        assert sheet.content_region.right < sheet.region.right


@pytest.mark.parametrize("where", ["dialog", "room"])
async def test_without_colours_a_field_and_its_cursor_are_seen(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed is underlined, and the cursor is reversed: neither needs a ground of another colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    story = Library(Path(__file__).parents[2] / "story").find("tutorial")
    door = RoomDoor(tmp_path, story)
    app: Any = RoomApp(door, door.entered()) if where == "room" else app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(80, 24)) as pilot:
        if where == "dialog":
            await on(pilot, "RoundScreen")
            await pilot.press("1", "1")
            await on(pilot, "ConfirmScreen")
        else:
            await on(pilot, "RoomTeamsScreen")
        field = app.screen.query_one(Input)
        assert field.styles.text_style.underline
        assert field.get_component_styles("input--cursor").text_style.reverse


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
async def test_a_marked_row_and_a_field_are_told_by_more_than_a_ground_like_the_others(theme: Theme) -> None:
    """In the high-contrast theme, whose grounds are all nearly black, both are underlined; in the others neither is."""
    app = app_with(ScriptedPlay(at=2))
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme.name
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        await pilot.pause()
        who, field = app.screen.query_one("#who", Menu), app.screen.query_one(Input)
        marked = who.get_component_styles("option-list--option-highlighted").text_style
        assert [bool(each.underline) for each in (marked, field.styles.text_style)] == [theme is CONTRAST] * 2
