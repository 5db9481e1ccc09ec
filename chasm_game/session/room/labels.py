"""When a room sees which answers are old and which new: never before the story says so, and mostly at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from chasm_game.session.room.round_views import RoundLabels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.room.seats import Seats

__all__ = ["RoomLabels", "are_labels_shown", "labelled_rounds"]

RoomLabels = Literal["always", "after", "debrief"]
"""Before a choice, after it, or not before the end."""
_ORDER: tuple[RoomLabels, ...] = ("always", "after", "debrief")


def are_labels_shown(scenario: Scenario, labels: RoomLabels, *, revealed: bool) -> bool:
    """Whether a round shows them, before or after its reveal: the later of what the story and the room want."""
    wanted = max(scenario.labels, labels, key=_ORDER.index)
    return wanted == "always" or (revealed and wanted == "after")


def labelled_rounds(state: RoomState, seats: Seats) -> tuple[RoundLabels, ...]:
    """Every round that the room played, with the answers that have a label; for the debrief."""
    played = [each for each in seats.scenario.rounds if each.id in state.revealed]
    rounds = (RoundLabels(each.title, tuple(_labelled(each))) for each in played)
    return tuple(each for each in rounds if each.answers)


def _labelled(played: Round) -> Iterator[tuple[str, str, str]]:
    for n, response in enumerate(played.responses):
        if response.label:
            yield chr(ord("A") + n), response.title, response.label
