"""From the title to the debrief, and back."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot
from textual.widgets import Static
from textual.widgets._toast import Toast
from tui.scripted import (
    SAVES,
    ScriptedBackstage,
    ScriptedPlay,
    app_with,
    finished,
    on,
    opened,
    painted,
    play_of,
    wait_until,
    words_of,
)

from chasm_game.tui.app import ChasmApp
from chasm_game.tui.screens.confirm import MAX_REASON
from chasm_game.tui.screens.debrief import DebriefScreen
from chasm_game.tui.widgets.belief_sheet import BeliefSheet
from chasm_game.tui.widgets.charts.chart import Chart
from chasm_game.tui.widgets.choices import Choices
from chasm_game.tui.widgets.hints import Hints
from chasm_game.tui.widgets.landing import Landing
from chasm_game.tui.widgets.menu import Menu
from chasm_game.tui.widgets.progress import Progress
from chasm_game.tui.widgets.switch import Switch
from chasm_game.views.intro import IntroView
from chasm_game.views.round import RoundView

SIZES = [(80, 24), pytest.param((120, 40), marks=pytest.mark.long)]


def decided(play: ScriptedPlay) -> list[tuple[Any, ...]]:
    """The decisions that arrived."""
    return [call for call in play.calls if call[0] == "decide"]


async def to_round(pilot: Pilot[None]) -> None:
    """Past the belief sheet, if there is one."""
    app = pilot.app
    assert isinstance(app, ChasmApp)
    if type(app.screen).__name__ == "BeliefsScreen":
        await pilot.press("s")
    await on(pilot, "RoundScreen")


@pytest.mark.parametrize("size", SIZES)
async def test_a_game_is_played_from_title_to_debrief_by_keyboard_alone(size: tuple[int, int]) -> None:
    """Keys alone lead from the title through every screen to the debrief and back to the title."""
    backstage = ScriptedBackstage()
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=size) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("down", "enter")
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        await pilot.press("enter")
        await on(pilot, "BeginScreen")
        await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
        for key in ("4", "0", "down", "3", "0", "down", "2", "0", "down", "right", "right", "enter"):
            await pilot.press(key)
        play = play_of(app)
        for number in (1, 2, 3):
            await on(pilot, "RoundScreen")
            assert play.number == number
            await pilot.press("2", "2")
            await on(pilot, "ConfirmScreen")
            await pilot.press("down", "enter", "right", "enter", "s", "o", "enter", "enter")
            await on(pilot, "ConsequencesScreen")
            await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "DebriefScreen")
        await pilot.press("a")
        await on(pilot, "DetailsScreen")
        for key in "2345671":
            await pilot.press(key)
            await wait_until(pilot, partial(opened, app, key))
        await pilot.press("escape")
        await on(pilot, "DebriefScreen")
        await pilot.press("q")
        await on(pilot, "TitleScreen")
    assert backstage.calls[:2] == [("library",), ("new", "bakery", "", 1, False, False)]
    assert play.calls[0] == ("beliefs", {"customers": 40.0, "employees": 30.0, "communities": 20.0, "investors": 10.0})
    assert decided(play) == [("decide", "bake-rye", ("customers", 70), "so")] * 3
    assert play.closed


async def test_a_round_is_played_by_mouse() -> None:
    """Clicks alone give points, pick a response, predict, decide and go back to the title."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "BeliefsScreen")
        sheet = app.screen.query_one(BeliefSheet)
        await pilot.click(sheet, offset=(sheet.size.width - 1, 2))
        assert sheet.points["employees"] == 5
        await pilot.click(sheet, offset=(sheet.size.width - 7, 2))
        assert sheet.points["employees"] == 0
        await pilot.click(sheet, offset=(sheet.size.width - 9, 0))
        assert sheet.points["customers"] == 100
        hints = app.screen.query_one(Hints)
        await pilot.click(hints, offset=(hints.at("skip"), 0))
        await on(pilot, "RoundScreen")
        await pilot.click("#responses", offset=(6, 0))
        await pilot.pause()
        await on(pilot, "RoundScreen")
        await pilot.click("#responses", offset=(6, 0))
        await on(pilot, "ConfirmScreen")
        await pilot.click("#who", offset=(4, 2))
        await pilot.click("#sure", offset=(20, 0))
        await pilot.click("#decide")
        await on(pilot, "ConsequencesScreen")
        assert decided(play_of(app)) == [("decide", "wait-it-out", ("employees", 90), "")]
        hints = app.screen.query_one(Hints)
        await pilot.click(hints, offset=(hints.at("leave"), 0))
        await on(pilot, "TitleScreen")


async def test_six_fast_enters_decide_one_round() -> None:
    """However fast Enter is pressed, one round is decided and the next waits for a choice."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("down", *["enter"] * 6)
        await pilot.press(*["enter"] * 6)
        await wait_until(pilot, lambda: len(decided(play_of(app))) == 1)
        await pilot.press(*["enter"] * 6)
        assert len(decided(play_of(app))) == 1


async def test_the_enter_that_decided_does_not_skip_the_consequences(monkeypatch: pytest.MonkeyPatch) -> None:
    """Consequences stay until Enter is pressed after a moment of calm."""
    monkeypatch.setattr(ChasmApp, "CALM", 3600.0)
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1", "f2", "enter", "enter", "enter")
        await on(pilot, "ConsequencesScreen")


async def test_two_digits_open_one_question() -> None:
    """A second digit while the question is open neither opens another nor decides."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        for number in (1, 1, 2, 2):
            app.screen.query_one(Choices).pick(number)
        await on(pilot, "ConfirmScreen")
        assert [type(s).__name__ for s in app.screen_stack].count("ConfirmScreen") == 1


async def test_a_locked_response_cannot_be_taken() -> None:
    """A locked response is listed with what it needs, and picking it only says so."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        assert "locked: at least $50M" in painted(app)
        await pilot.press("3", "3")
        await wait_until(pilot, lambda: app._notifications)
        await on(pilot, "RoundScreen")
        assert decided(play_of(app)) == []


async def test_a_notice_that_stands_is_not_said_again() -> None:
    """Somebody who presses the key of a locked answer again and again sees one notice, and the answers below it."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(100, 30), notifications=True) as pilot:
        await to_round(pilot)
        await pilot.press("3", "3", "3", "3")
        await wait_until(pilot, lambda: len(app.screen.query(Toast)) > 0)
        await pilot.pause()
        assert len(app.screen.query(Toast)) == 1


async def test_asking_lifts_the_mist() -> None:
    """Before asking the price is seen and the chasm is not; after it voices, true trust, weights and directions are."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(120, 40)) as pilot:
        await to_round(pilot)
        before = painted(app)
        assert "In mist" in before
        assert "$1M, 2 left" in before
        assert "Guests ●●●" in before
        await pilot.press("a")
        await on(pilot, "AskScreen")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await wait_until(pilot, lambda: "Chasm 51 of 100" in painted(app))
        after = painted(app)
        assert "Nobody asked us about the ovens." in after
        assert "true" in after
        assert "Now    Guests ▼  Bakers ▲" in after
        assert "Later  Guests ▼▼▼  Bakers ±" in after
        assert "the people were asked" in after
        assert play_of(app).calls.count(("ask",)) == 1
        await pilot.press("a")
        await on(pilot, "RoundScreen")


async def test_asking_can_be_thought_better_of() -> None:
    """Esc on the question of asking asks nobody."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("a", "escape")
        await on(pilot, "RoundScreen")
        assert ("ask",) not in play_of(app).calls


async def test_every_part_of_a_prediction_can_be_left_out() -> None:
    """Enter twice from the open question decides without a prediction."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        await pilot.press("enter", "enter")
        await on(pilot, "ConsequencesScreen")
        assert decided(play_of(app)) == [("decide", "wait-it-out", None, "")]


async def test_a_quick_game_asks_only_for_confirmation() -> None:
    """In a quick game there is no belief sheet and no prediction."""
    app = app_with(ScriptedPlay(quick=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        assert not app.screen.query("#who")
        await pilot.press("enter")
        await on(pilot, "ConsequencesScreen")


async def test_esc_goes_back_one_step_everywhere_and_loses_nothing() -> None:
    """Esc closes a question without deciding, and leaves a game to the title with word that it is saved."""
    app = app_with(ScriptedPlay(), saves=SAVES)
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        play = play_of(app)
        await pilot.press("f1")
        await on(pilot, "HelpScreen")
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        await pilot.press("escape")
        await on(pilot, "RoundScreen")
        assert decided(play) == []
        await pilot.press("1", "1", "f2")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
        assert any("saved" in n.message for n in app._notifications)
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
        await pilot.press("n")
        await on(pilot, "LibraryScreen")
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
    assert len(decided(play)) == 1


async def test_the_prediction_and_what_happened_stand_together() -> None:
    """Consequences show who was predicted, how surely, what happened, and the player's own sentence."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(120, 40)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1", "down", "enter", "enter", *"hm [so]", "enter", "enter")
        await on(pilot, "ConsequencesScreen")
        told = " ".join(words_of(app.screen.query_one("#expected")).split())
        assert "You were 60 % sure that Guests would lose most. Not so: it was Bakers." in told
        assert "You wrote: hm [so]" in told
        felt = app.screen.query_one("#what", Landing).plain
        assert re.search(r"▼▼ +Guests .* down", felt)


async def test_the_ledger_opens_only_where_points_may_be_seen() -> None:
    """`l` does nothing in a round without asking, and opens the ledger in one with it."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1", "f2")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("l")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        await pilot.press("a", "enter", "1", "1", "f2")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("l")
        await on(pilot, "LedgerScreen")
        assert "−3.20" in painted(app)


async def test_a_long_paste_into_the_reason_is_cut() -> None:
    """Ten thousand pasted characters become the 280 that a reason may have."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1")
        await on(pilot, "ConfirmScreen")
        app.screen.query_one("#reason").focus()
        await pilot.pause()
        app.screen.post_message(events.Paste("[/x] " * 2000))
        await wait_until(pilot, lambda: len(getattr(app.screen.query_one("#reason"), "value", "")) == MAX_REASON)
        await pilot.press("f2")
        await on(pilot, "ConsequencesScreen")
        reason = decided(play_of(app))[0][3]
        assert len(reason) <= MAX_REASON
        assert reason.startswith("[/x] [/x]")


async def test_resume_goes_on_with_the_latest_unfinished_game() -> None:
    """The title names the latest unfinished save, and Enter goes on where it stands."""
    backstage = ScriptedBackstage(saves=SAVES)
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        assert "Five Bakeries, round 2 of 3" in painted(app)
        await pilot.press("enter")
        await on(pilot, "RoundScreen")
        assert play_of(app).number == 2
    assert backstage.calls == [("resume", "/saves/one.chasm")]


async def test_who_has_no_saves_is_offered_the_tutorial_first() -> None:
    """With an empty shelf the first entry is the tutorial, and Enter begins it."""
    backstage = ScriptedBackstage()
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        assert "Begin with the tutorial" in painted(app)
        await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
    assert backstage.calls[0][:2] == ("new", "tutorial")


async def test_errors_of_the_program_are_one_line() -> None:
    """A damaged save and a faulty story are told in one line, and nothing opens."""
    app = app_with(saves=SAVES)
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "TitleScreen")
        await pilot.press("s")
        await on(pilot, "SavesScreen")
        await pilot.press("end", "enter")
        await wait_until(pilot, lambda: any("[no] JSON" in n.message for n in app._notifications))
        await pilot.press("escape")
        await on(pilot, "TitleScreen")
        await pilot.press("n")
        await on(pilot, "LibraryScreen")
        await wait_until(pilot, lambda: app.screen.query_one(Menu).option_count > 0)
        await pilot.press("end", "enter")
        await wait_until(pilot, lambda: any("rounds is missing" in n.message for n in app._notifications))
        app.resume("damaged")
        await wait_until(pilot, lambda: any("The save is damaged" in n.message for n in app._notifications))


async def test_a_sheet_that_does_not_add_up_is_not_handed_in() -> None:
    """Enter on an unfinished belief sheet says what is left."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("right", "right", "left_square_bracket", "enter")
        await wait_until(pilot, lambda: any("91 points are left" in n.message for n in app._notifications))
        assert play_of(app).calls == []


async def test_in_practice_a_decision_can_be_taken_back() -> None:
    """`u` in practice returns to the round that was decided."""
    app = app_with(ScriptedPlay(practice=True))
    async with app.run_test(size=(80, 24)) as pilot:
        await to_round(pilot)
        await pilot.press("1", "1", "f2")
        await on(pilot, "ConsequencesScreen")
        await pilot.press("u")
        await on(pilot, "RoundScreen")
        assert play_of(app).number == 1


async def test_the_debrief_says_what_each_decision_was_worth() -> None:
    """While the player reads, every playthrough is played; then the section tells verdicts, scores and the road."""
    app = app_with(ScriptedPlay())
    async with app.run_test(size=(120, 40)) as pilot:
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        for _ in range(3):
            await on(pilot, "RoundScreen")
            await pilot.press("1", "1", "down", "f2")
            await on(pilot, "ConsequencesScreen")
            await pilot.press("enter")
        await on(pilot, "BeliefsScreen")
        await pilot.press("s")
        await on(pilot, "DebriefScreen")
        await pilot.press("a")
        await on(pilot, "DetailsScreen")
        await pilot.press("4")
        await wait_until(pilot, lambda: "you are here" in painted(app))
        ways = app.screen.query_one("#s4").query(Chart).first()
        await pilot.press("w")
        await wait_until(pilot, lambda: ways.worded)
        in_words = ways.plain
        await pilot.press("w")
        await wait_until(pilot, lambda: "you are here" in painted(app))
        await pilot.press("3")
        await wait_until(pilot, partial(opened, app, "3"))
        told = "\n".join(words_of(each) for each in app.screen.query_one("#s3").query(Static))
    assert "420 to 440: 4 (1.0 %)" in in_words
    assert "780 to 800: 4 (1.0 %)" in in_words
    assert "It was costly: it lost 12.5 % of all that lies between the worst and the best way." in told
    assert "Best from here: “Wait it out”, then “Bake at night”." in told
    assert re.search(r"Say so today \(yours\) +643 +640", told)


async def test_a_game_is_begun_hard_from_the_dialog() -> None:
    """Right makes it harder and says what that means; Enter on Begin begins it, and left at the end stays there."""
    backstage = ScriptedBackstage()
    app = ChasmApp(backstage=backstage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_library()
        await wait_until(pilot, lambda: "Five Bakeries" in painted(app))
        await pilot.press("enter")
        await on(pilot, "BeginScreen")
        assert "As written" in painted(app)
        app.screen.query_one(Switch).focus()
        await pilot.press("right", "right")
        await wait_until(pilot, lambda: "A harder crust." in painted(app))
        app.screen.query_one("#begin").focus()
        await pilot.press("enter")
        await wait_until(pilot, lambda: any(call[0] == "new" for call in backstage.calls))
    assert [call for call in backstage.calls if call[0] == "new"] == [("new", "bakery", "", 1, False, False, "hard")]


async def test_what_was_read_before_is_folded_and_opens() -> None:
    """In a second game known text is a line, what differs stands in full, and t shows all of it and folds it again."""
    play = KnownPlay(quick=True)
    app = app_with(play)
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "RoundScreen")
        known, new = play.round().shock
        assert "You have read the rest of it: t shows it all." in painted(app)
        assert new[:20] in painted(app)
        assert known[:20] not in painted(app)
        await pilot.press("t")
        await wait_until(pilot, lambda: known[:20] in painted(app))
        await pilot.press("t")
        await wait_until(pilot, lambda: known[:20] not in painted(app))


async def test_how_a_story_begins_is_folded_before_the_sheet() -> None:
    """Who has read it comes to the sheet at once; t shows it, and Enter goes on to the sheet."""
    app = app_with(KnownPlay())
    async with app.run_test(size=(100, 30)) as pilot:
        await on(pilot, "BeliefsScreen")
        assert "You have read how it begins: t shows it." in painted(app)
        assert "Spread 100 points" in painted(app)
        await pilot.press("t")
        await wait_until(pilot, lambda: "Spread 100 points" not in painted(app))
        assert app.screen.intro.opening[1][:20] in painted(app)  # type: ignore[attr-defined]
        await pilot.press("enter")
        await wait_until(pilot, lambda: "Spread 100 points" in painted(app))


class KnownPlay(ScriptedPlay):
    """A game whose player has read how it begins, and the first text of every round."""

    @property
    def intro(self) -> IntroView:
        """As it is, read."""
        return replace(super().intro, opening=("Flour", "There is no flour in town."), opening_read=True)

    def round(self) -> RoundView:
        """With a text that was read and one that was not."""
        view = super().round()
        return replace(view, shock=("There is no flour in town.", "They have not forgotten."), read=(True, False))


async def test_a_key_that_was_meant_for_the_sheet_turns_no_page_of_the_debrief() -> None:
    """Until its first page was seen, Enter, Space and digits stay without effect; from then on they turn pages."""
    app = app_with(finished(ScriptedPlay()))
    async with app.run_test(size=(80, 24)) as pilot:
        await on(pilot, "DebriefScreen")
        screen = app.screen
        assert isinstance(screen, DebriefScreen)
        await wait_until(pilot, lambda: screen.was_painted and screen.reviewed)
        progress = screen.query_one(Progress)
        screen.was_painted = False
        await pilot.press("enter", "space", "3")
        assert progress.page == 0
        screen.was_painted = True
        await pilot.press("enter")
        assert progress.page == 1
