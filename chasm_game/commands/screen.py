"""Running a screen so that its end is clean, whatever happens: one line for a fault, and never a traceback."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from chasm_game.plain.quoting import pasteable

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.crash import Crashed
    from chasm_game.settings import Keeper
    from chasm_game.tui.base_app import Settled

__all__ = ["collect_seldom", "crashed", "keeper", "run_screen"]


def keeper() -> Keeper:
    """The player's settings."""
    from chasm_game.paths import settings_file
    from chasm_game.settings import Keeper

    return Keeper(settings_file())


def run_screen(app: Settled, saved: Callable[[], str] = str) -> None:
    """Run an app to its end. Raises `Crashed` after a fault of its own; dies of the signal where one ended it.

    `saved` says, once the screen is gone, how to go on with what was saved; empty where nothing was.
    """
    from chasm_game.tui.signals import die_of

    fault: BaseException | None = None
    collect_seldom()
    try:
        app.run()
        fault = app.fault
    except Exception as error:  # noqa: BLE001  (the screen could not even begin, or end)
        fault = error
    kept = saved()
    if fault is not None:
        raise crashed(fault, kept)
    # After everything was said and saved: from here nothing returns.
    if app.ended_by:
        die_of(app.ended_by)
    if app.return_code:
        sys.exit(app.return_code)


def collect_seldom() -> None:
    """Leave what is loaded out of the search for garbage: a search through all of it would stop a key for 0.1 s."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


def crashed(fault: BaseException, saved: str) -> Crashed:
    """One line for the player: where it stopped, what is kept, and where the log is."""
    from chasm_game.crash import Crashed, record, where
    from chasm_game.paths import log_file

    log = log_file()
    place = where(fault)
    message = f"stopped by a fault of its own{f' in {place}' if place else ''}.{f' {saved}' if saved else ''}"
    kept = " No log could be written."
    if log is not None and record(fault, log):
        kept = f" The log is {pasteable(str(log))}"
    return Crashed(message + kept)
