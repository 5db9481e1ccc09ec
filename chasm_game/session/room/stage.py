"""Where a room stands: in which round, at which stage of it, and who was in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.session.room.seats import waits_at
from chasm_game.session.room.views import RoomStage

if TYPE_CHECKING:
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.room.seats import Seats

__all__ = ["choice_in", "current_round", "round_of", "stage", "was_in"]


def current_round(state: RoomState, seats: Seats) -> Round | None:
    """The round that is shown, else the first in the file's order that any team waits in; None at the end."""
    scenario = seats.scenario
    # Killed between the reveal and the last save: the room stands in the round that is not finished.
    if not seats.is_settled and state.revealed:
        return round_of(scenario, state.revealed[-1])
    if state.showing is not None:
        return round_of(scenario, state.showing)
    waiting = [index for _, play in seats.items() if (index := waits_at(play)) is not None]
    # Stories may skip rounds: the teams that are farthest behind are waited for.
    return scenario.rounds[min(waiting)] if waiting else None


def round_of(scenario: Scenario, round_id: str) -> Round | None:
    """The round of an id; None where the story has none."""
    return next((r for r in scenario.rounds if r.id == round_id), None)


def stage(state: RoomState, seats: Seats) -> RoomStage:
    """Where the room stands."""
    if not state.began:
        return RoomStage.TEAMS
    # A reveal is past the sheets, whether or not somebody closed them first.
    if "before" not in state.sheets_done and not state.revealed:
        return RoomStage.SHEETS_BEFORE
    if state.showing is not None and seats.is_settled:
        return RoomStage.CONSEQUENCES if state.opened.get(state.showing) else RoomStage.CHOICES
    if current_round(state, seats) is not None:
        return RoomStage.LETTERS
    return RoomStage.END if "after" in state.sheets_done else RoomStage.SHEETS_AFTER


def choice_in(play: LocalPlay, round_id: str) -> Chose | None:
    """What a team took in a round; None where it was not in it."""
    return next((c for c in play.played.choices if c.round == round_id), None)


def was_in(play: LocalPlay, round_id: str) -> bool:
    """Whether a team was in a round that is revealed."""
    return choice_in(play, round_id) is not None
