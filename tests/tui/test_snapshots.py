"""Each screen as a picture, at 80x24 and 120x40."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any, cast

import pytest
from textual.pilot import Pilot
from tui.scripted import (
    SAVES,
    ScriptedBackstage,
    ScriptedPlay,
    app_with,
    finished,
    on,
    painted,
    told_page,
    wait_until,
)

from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.seat import Request
from chasm_game.tui.app import ChasmApp
from chasm_game.tui.widgets.menu import Menu
from chasm_game.views.round import Phase

SIZES = [(80, 24), (120, 40)]


async def _library(pilot: Pilot[Any]) -> None:
    await pilot.press("n")
    await on(pilot, "LibraryScreen")
    await wait_until(pilot, lambda: pilot.app.screen.query_one(Menu).option_count > 0)


async def _beliefs(pilot: Pilot[Any]) -> None:
    await on(pilot, "BeliefsScreen")
    await pilot.press("4", "0", "down", "3", "5")


async def _round(pilot: Pilot[Any]) -> None:
    await on(pilot, "RoundScreen")
    await pilot.press("down", "down")


async def _asked(pilot: Pilot[Any]) -> None:
    await on(pilot, "RoundScreen")
    await pilot.press("a", "enter", "down")
    await on(pilot, "RoundScreen")


async def _confirm(pilot: Pilot[Any]) -> None:
    await on(pilot, "RoundScreen")
    await pilot.press("2", "2", "down", "down", "enter", "right")
    await on(pilot, "ConfirmScreen")


async def _consequences(pilot: Pilot[Any]) -> None:
    await _confirm(pilot)
    await pilot.press("f2")
    await on(pilot, "ConsequencesScreen")


async def _debrief(pilot: Pilot[Any], section: str = "1") -> None:
    await on(pilot, "DebriefScreen")
    await wait_until(pilot, lambda: getattr(pilot.app.screen, "reviewed", False))
    await pilot.press("a")
    await on(pilot, "DetailsScreen")
    await pilot.press(section)
    await wait_until(pilot, lambda: pilot.app.screen.query_one(f"#s{section}").children)


async def _worth(pilot: Pilot[Any]) -> None:
    await _debrief(pilot, "4")
    await wait_until(pilot, lambda: "you are here" in painted(cast("ChasmApp", pilot.app)))


async def _course(pilot: Pilot[Any]) -> None:
    await _debrief(pilot, "2")


async def _walk(pilot: Pilot[Any], page: str = "2") -> None:
    await _debrief(pilot)
    await pilot.press("escape")
    await on(pilot, "DebriefScreen")
    await pilot.press(page)
    await wait_until(pilot, lambda: told_page(cast("ChasmApp", pilot.app), (int(page) or 10) - 1))


async def _walk_turning(pilot: Pilot[Any]) -> None:
    await _walk(pilot, "4")


async def _walk_beliefs(pilot: Pilot[Any]) -> None:
    await _walk(pilot, "0")


async def _table(pilot: Pilot[Any]) -> None:
    await _debrief(pilot, "5")


def _app(which: str) -> ChasmApp:
    if which in {"title", "library"}:
        return app_with(saves=SAVES)
    if which in OF_A_DEBRIEF:
        return app_with(finished(ScriptedPlay()))
    return app_with(ScriptedPlay(at=1 if which == "beliefs" else 2 if which in {"round", "asked"} else 1))


async def _ledger(pilot: Pilot[Any]) -> None:
    await on(pilot, "RoundScreen")
    await pilot.press("a", "enter")
    await on(pilot, "RoundScreen")
    await _consequences(pilot)
    await pilot.press("l")
    await on(pilot, "LedgerScreen")


SCREENS = {
    "title": None, "library": _library, "beliefs": _beliefs, "round": _round, "asked": _asked, "confirm": _confirm,
    "consequences": _consequences, "debrief": _debrief, "course": _course, "table": _table,
    "worth": _worth, "ledger": _ledger, "walk": _walk, "walk-turning": _walk_turning,
    "walk-beliefs": _walk_beliefs,
}  # fmt: skip
OF_A_DEBRIEF = {"debrief", "course", "table", "worth", "walk", "walk-turning", "walk-beliefs"}
"""A game that is over is opened; the way there is played in `test_flow.py`."""


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("which", SCREENS)
def test_the_screen_looks_as_it_did(which: str, size: tuple[int, int], snap_compare: Callable[..., bool]) -> None:
    """The screen is painted as when its picture was last accepted."""
    steps = SCREENS[which]

    async def before(pilot: Pilot[Any]) -> None:
        if which not in {"title", "library", "beliefs", "round", "asked", *OF_A_DEBRIEF}:
            await on(pilot, "BeliefsScreen")
            await pilot.press("s")
        if steps is not None:
            await steps(pilot)

    assert snap_compare(_app(which), terminal_size=size, run_before=before)


class WaitingSeat(LocalSeat):
    """A seat at which everything is handed in, and the others are waited for ever after."""

    def hand_in(self, request: Request) -> Future[None]:
        """Take it, and wait."""
        self._view = replace(self._view, phase=Phase.WAITING, round=None, waiting_for="Red and Blue")
        self._tell()
        answer: Future[None] = Future()
        answer.set_result(None)
        return answer


async def _wait_in_the_round(pilot: Pilot[Any]) -> None:
    await on(pilot, "RoundScreen")
    await pilot.press("2", "2", "f2")


async def _wait_with_a_sheet(pilot: Pilot[Any]) -> None:
    await on(pilot, "BeliefsScreen")
    await pilot.press("4", "0", "down", "6", "0", "enter")


WAITING = {"round": _wait_in_the_round, "beliefs": _wait_with_a_sheet}


@pytest.mark.parametrize("size", [(80, 24), (100, 30)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("where", WAITING)
def test_the_screen_that_waits_looks_as_it_did(
    where: str, size: tuple[int, int], snap_compare: Callable[..., bool]
) -> None:
    """Handed in, waiting: whom one waits for stands above the hints, and nothing is offered that can do nothing."""
    seat = WaitingSeat(ScriptedPlay(at=1 if where == "beliefs" else 2), at_once=True)

    async def before(pilot: Pilot[Any]) -> None:
        await WAITING[where](pilot)
        app = cast("ChasmApp", pilot.app)
        await wait_until(pilot, lambda: "Handed in. Waiting for Red and Blue." in painted(app))

    assert snap_compare(ChasmApp(backstage=ScriptedBackstage(), seat=seat), terminal_size=size, run_before=before)
