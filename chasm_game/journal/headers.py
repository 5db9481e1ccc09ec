"""The first line of a save, or of a room's journal, that begins now: on what is played, with the full texts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from chasm_game.journal.actions import MAX_TEAM, Header, kept_text
from chasm_game.journal.room_actions import RoomHeader
from chasm_game.scenario.source import sha256

if TYPE_CHECKING:
    from chasm_game.scenario.scenario import Scenario

__all__ = ["room_header", "save_header"]


def save_header(scenario: Scenario, seed: int, *, team: str, practice: bool, quick: bool) -> Header:
    """That of a game under this seed."""
    return Header(
        scenario.id,
        sha256(scenario.text),
        sha256(scenario.rulebook.text),
        seed,
        kept_text(team, MAX_TEAM),
        "practice" if practice else "assessed",
        quick,
        _now(),
        scenario.text,
        scenario.rulebook.text,
        scenario.difficulty,
    )


def room_header(scenario: Scenario, seed: int, *, minutes: int, labels: str, roles: bool) -> RoomHeader:
    """That of a room under this seed; `labels` is one of `RoomLabels`."""
    return RoomHeader(
        scenario.id,
        sha256(scenario.text),
        sha256(scenario.rulebook.text),
        seed,
        minutes,
        _now(),
        scenario.text,
        scenario.rulebook.text,
        labels,
        scenario.difficulty,
        roles,
    )


def _now() -> str:
    """ISO 8601, in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
