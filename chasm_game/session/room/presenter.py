"""A room as its presenter sees it on a second terminal, beside the one that is projected. It reads, and holds nothing.

What is here is not for the projector: letters before the reveal, what each team expects and why, the author's notes.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase
from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.journal.replay import kept
from chasm_game.journal.room_journal import read_room
from chasm_game.views.run_sheet_builder import run_sheet

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.journal.room_actions import Slip
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.views.run_sheet import RunSheetRound, RunSheetView

__all__ = ["HandedIn", "PresenterView", "look", "presenter_view"]


@dataclass(frozen=True, slots=True)
class HandedIn:
    """What a team has handed in for a round; empty where it has not."""

    team: str
    letter: str
    who: str
    """Whom it expects to lose most, by name; `Nobody` where it expects nobody to."""
    confidence: int | None
    """20 to 100 per cent."""
    reason: str
    absent: bool
    dissent: str = ""
    """The best case for another answer."""


@dataclass(frozen=True, slots=True)
class PresenterView:
    """Where the room is, what stands in the notes for it, and what was handed in."""

    sheet: RunSheetView
    teams: tuple[str, ...]
    began: bool
    round: RunSheetRound | None
    """The round that waits or is talked about; None before the first and after the last."""
    number: int
    """Of this round in the file, from 1; 0 where there is none."""
    revealed: bool
    """Whether its choices were revealed."""
    handed_in: tuple[HandedIn, ...]
    later: tuple[RunSheetRound, ...]
    """The rounds of the file behind it."""
    without_sheet: tuple[str, ...]
    """Teams whose belief sheet is missing: before the first round, or after the last."""
    over: bool


def look(folder: Path, waits: str = "") -> PresenterView:
    """The room in a folder as it stands on disk now. Raises `DamagedSave`, or `FaultyFile` for a text that is none.

    `waits` is the id of the round that is on, where somebody knows it who holds the room.
    """
    state = read_room(folder).state
    header = state.header
    return presenter_view(state, kept(header.scenario_text, header.rulebook_text, header.difficulty), waits)


def presenter_view(state: RoomState, scenario: Scenario, waits: str = "") -> PresenterView:
    """What the journal of a room says to whoever presents it."""
    sheet = run_sheet(scenario)
    index = _current(state, scenario, waits)
    this = None if index is None else scenario.rounds[index]
    played = [n for n, r in enumerate(scenario.rounds) if r.id in state.revealed]
    behind = index if index is not None else max(played, default=-1)
    when = "after" if "after" in state.sheets_done or (played and index is None) else "before"
    # Between two rounds nothing in the journal says which of them is next; sheets are asked for at the two ends.
    asked = state.began and index is None and (not played or behind + 1 == len(scenario.rounds))
    missing = [name for team, name in state.present.items() if asked and (when, team) not in state.sheets]
    return PresenterView(
        sheet,
        tuple(state.present.values()),
        state.began,
        None if index is None else sheet.rounds[index],
        0 if index is None else index + 1,
        this is not None and this.id in state.revealed,
        () if this is None else tuple(_handed_in(state, scenario, this)),
        sheet.rounds[behind + 1 :],
        tuple(missing),
        "after" in state.sheets_done,
    )


def _current(state: RoomState, scenario: Scenario, waits: str) -> int | None:
    """The round that is known or talked about, else the one for which something was handed in or time runs."""
    waiting = [name for name, _ in state.slips if name not in state.revealed]
    timed = state.timer.round if state.timer is not None and state.timer.round not in state.revealed else None
    # In the order of what is known best: a slip can only be of the round that waits, a timer may have run out long ago.
    name = waits or state.showing or (waiting[-1] if waiting else timed)
    return next((n for n, r in enumerate(scenario.rounds) if r.id == name), None)


def _handed_in(state: RoomState, scenario: Scenario, this: Round) -> list[HandedIn]:
    found = []
    for team, name in state.present.items():
        slip = state.slips.get((this.id, team))
        found.append(
            HandedIn(name, "", "", None, "", absent=False)
            if slip is None
            else HandedIn(
                name,
                _letter(slip, this),
                _who(slip, scenario),
                slip.confidence,
                slip.reason,
                absent=slip.absent,
                dissent=slip.dissent,
            )
        )
    return found


def _letter(slip: Slip, this: Round) -> str:
    ids = [r.id for r in this.responses]
    return ascii_uppercase[ids.index(slip.response)] if slip.response in ids else slip.response or ""


def _who(slip: Slip, scenario: Scenario) -> str:
    if slip.who is None:
        return ""
    return "Nobody" if slip.who == NOBODY else scenario.name_of(slip.who)
