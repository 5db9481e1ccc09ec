"""What a story leaves a room to talk about: its notes may have conditions, and each team was told its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.views.debrief import DebriefView, ParallelView

__all__ = ["RoomTalk", "of_any_team", "of_every_team"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class RoomTalk:
    """Points, questions and real cases, in the order of the story."""

    points: tuple[str, ...]
    questions: tuple[str, ...]
    parallels: tuple[ParallelView, ...]


def of_any_team(views: Sequence[DebriefView]) -> RoomTalk:
    """What was told to one team at least: a room talks about all that happened in it."""
    return RoomTalk(
        _merged(view.points for view in views),
        _merged(view.questions for view in views),
        _merged(view.parallels for view in views),
    )


def of_every_team(views: Sequence[DebriefView]) -> RoomTalk:
    """What every team was told: the rest says something of how a team stands."""
    of_any = of_any_team(views)
    return RoomTalk(
        tuple(each for each in of_any.points if all(each in view.points for view in views)),
        tuple(each for each in of_any.questions if all(each in view.questions for view in views)),
        tuple(each for each in of_any.parallels if all(each in view.parallels for view in views)),
    )


def _merged(lists: Iterable[Sequence[_T]]) -> tuple[_T, ...]:
    """Everything once, in the order of the story, in which each team has its own."""
    merged: list[_T] = []
    for own in lists:
        at = 0
        for each in own:
            # From where this team stands on: two notes of a story may say the same, and both are told.
            if each not in merged[at:]:
                merged.insert(at, each)
            at = merged.index(each, at) + 1
    return tuple(merged)
