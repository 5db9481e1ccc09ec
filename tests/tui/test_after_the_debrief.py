"""After the debrief: other luck, a round of this game, the next story, and a line to share."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from textual.widgets import Input
from tui.scripted import ScriptedBackstage, ScriptedPlay, app_with, finished, on, painted, play_of, wait_until
from tui.test_walk_screen import debrief_of

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.widgets.menu import Menu


def backstage(app: ChasmApp) -> ScriptedBackstage:
    """What was called."""
    return cast("ScriptedBackstage", app.backstage)


@pytest.mark.parametrize("size", [(60, 20), (100, 30)])
async def test_the_same_story_is_begun_with_other_luck(size: tuple[int, int]) -> None:
    """R and Enter ask how, with another seed and the rest as it was; Enter begins."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=size) as pilot:
        await on(pilot, "DebriefScreen")
        seed = debrief_of(app).intro.seed
        await pilot.press("r")
        await on(pilot, "AgainScreen")
        assert all(words in painted(app) for words in ("With other luck", "From a round", "The next story", "Share"))
        await pilot.press("enter")
        await on(pilot, "BeginScreen")
        other = int(app.screen.query_one("#seed", Input).value)
        assert other != seed
        await pilot.press("enter")
        await wait_until(pilot, lambda: any(call[0] == "new" for call in backstage(app).calls))
    (begun,) = [call for call in backstage(app).calls if call[0] == "new"]
    assert begun[1] == "bakery"
    assert begun[3] == other


async def test_a_practice_game_begins_in_a_round_that_is_chosen() -> None:
    """The rounds stand with what was decided in each; Enter begins in the one that is marked."""
    play = finished(ScriptedPlay())
    app = app_with(play)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("r")
        await on(pilot, "AgainScreen")
        await pilot.press("down", "enter")
        await on(pilot, "FromRoundScreen")
        rounds = debrief_of(app)._view.decisions
        assert all(each.response in painted(app) for each in rounds)
        await pilot.press("down", "enter")
        await on(pilot, "RoundScreen")
        assert play_of(app).practice
    assert backstage(app).calls[-1] == ("from", "/saves/one.chasm", rounds[1].id)


async def test_the_next_story_is_named_and_begun() -> None:
    """Its title comes when the library was looked at; Enter asks how it is to be played."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("r")
        await on(pilot, "AgainScreen")
        await wait_until(pilot, lambda: "The Mill" in painted(app))
        await pilot.press("down", "down", "enter")
        await on(pilot, "BeginScreen")
        await pilot.press("enter")
        await wait_until(pilot, lambda: any(call[0] == "new" for call in backstage(app).calls))
    assert [call[1] for call in backstage(app).calls if call[0] == "new"] == ["mill"]


async def test_a_game_is_shared_as_a_line_and_a_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The line is shown and offered to the clipboard; Enter writes the picture next to the save and says where."""
    play = finished(ScriptedPlay())
    play.save = str(tmp_path / "one.jsonl")
    app = app_with(play)
    copied: list[str] = []
    monkeypatch.setattr(app, "copy_to_clipboard", copied.append)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await wait_until(pilot, lambda: debrief_of(app).reviewed)
        await pilot.press("r")
        await on(pilot, "AgainScreen")
        app.screen.query_one(Menu).highlighted = 4
        await pilot.press("enter")
        await on(pilot, "ShareScreen")
        assert "Chasm: Five Bakeries" in painted(app)
        assert copied == [copied[0]]
        assert copied[0].startswith("Chasm: Five Bakeries · ")
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Written:" in painted(app))
    assert (tmp_path / "one-result.svg").read_text("utf-8").startswith("<svg ")


async def test_the_records_of_a_story_open_from_the_library_and_from_a_debrief() -> None:
    """R in the library and a line behind the debrief tell the same; Esc goes back to where one was."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        await pilot.press("r")
        await on(pilot, "AgainScreen")
        app.screen.query_one(Menu).highlighted = 3
        await pilot.press("enter")
        await on(pilot, "RecordsScreen")
        await wait_until(pilot, lambda: "Best as written: 643 of 1000, Bread." in painted(app))
        await pilot.press("escape")
        await on(pilot, "DebriefScreen")
        app.open_library()
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        await pilot.press("r")
        await on(pilot, "RecordsScreen")
        await wait_until(pilot, lambda: "2 of 4 predictions" in painted(app) or "Endings found: 1 of 4" in painted(app))
        await pilot.press("escape")
        await on(pilot, "LibraryScreen")
