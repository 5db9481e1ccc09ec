"""What was done in a room as lines of its journal, and back. Every field is looked at: files are edited and damaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.journal.actions import MAX_REASON, MAX_TEAM
from chasm_game.journal.json_fields import (
    NotAnAction,
    difficulty,
    flag,
    in_a_message,
    json_object,
    nothing_known,
    number,
    points,
    text,
    ways,
    when,
    whole,
)
from chasm_game.journal.numbered_lines import check_format, check_number, written
from chasm_game.journal.room_actions import (
    EVERY_TEAM,
    Began,
    Corrected,
    LabelsSet,
    Opened,
    Removed,
    Renamed,
    Restored,
    Revealed,
    RolesSet,
    RoomAction,
    RoomHeader,
    ScoresShown,
    Seated,
    Sheet,
    SheetsDone,
    Slip,
    TeamJoined,
    TeamLeft,
    TimerSet,
    WentOn,
)
from chasm_game.limits import LEAST_SURE, MAX_SEED, MOST_SURE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMAT", "room_from_line", "room_to_line"]

FORMAT = 1
_MOST_TEAMS = 10_000
"""Numbers that are ever given: teams that left keep theirs."""

_KINDS: dict[str, type[RoomAction]] = {
    "team": TeamJoined,
    "leave": TeamLeft,
    "rename": Renamed,
    "remove": Removed,
    "restore": Restored,
    "labels": LabelsSet,
    "roles": RolesSet,
    "sheet": Sheet,
    "seat": Seated,
    "begin": Began,
    "sheets": SheetsDone,
    "slip": Slip,
    "timer": TimerSet,
    "reveal": Revealed,
    "correct": Corrected,
    "open": Opened,
    "next": WentOn,
    "scores": ScoresShown,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}


def room_to_line(number: int, action: RoomHeader | RoomAction) -> bytes:
    """The line that stands for an action; `number` counts the lines of the file from 0.

    Raises `NotAnAction` where it could not be read again: such a line must never be written.
    """
    said = {name: getattr(action, name) for name in type(action).__slots__}
    if isinstance(action, RoomHeader):
        if action.difficulty == WRITTEN:  # said only where it is another, as in saves
            del said["difficulty"]
        fields: dict[str, Any] = {"chasm_room": FORMAT, "n": number, **said}
    else:
        fields = {"n": number, "do": _NAMES[type(action)], **said}
    return written(fields, action, room_from_line)


def room_from_line(number: int, line: bytes) -> RoomHeader | RoomAction:
    """The action in a line. Raises `NotAnAction` with what is wrong."""
    fields = json_object(line)
    if number == 0:
        check_format(fields, "chasm_room", "the room", {FORMAT})
    check_number(fields, number)
    if number == 0:
        return _header(fields)
    kind = _KINDS.get(str(fields.get("do")))
    if kind is None:
        raise nothing_known(fields.get("do"))
    # By the fields of the kind alone: what else stands in the line was written by nobody of ours.
    action = kind(**{name: _READ[name](fields) for name in kind.__slots__})
    if kind is Corrected:
        text(fields, "response")  # a slip may take its letter back, a correction names one
    return action


def _header(fields: Mapping[str, Any]) -> RoomHeader:
    return RoomHeader(
        text(fields, "scenario"),
        text(fields, "scenario_sha256"),
        text(fields, "rulebook_sha256"),
        whole(fields, "seed", 0, MAX_SEED),
        whole(fields, "minutes", 1, 60),
        text(fields, "started"),
        text(fields, "scenario_text", 1 << 20),
        text(fields, "rulebook_text", 1 << 20),
        # Rooms of earlier versions do not say: the usual.
        _labels(fields) if "labels" in fields else "debrief",
        difficulty(fields),
        flag(fields, "roles") if "roles" in fields else True,
    )


def _labels(fields: Mapping[str, Any]) -> str:
    labels = text(fields, "labels")
    if labels not in {"always", "after", "debrief"}:
        raise NotAnAction(f"`labels` are {in_a_message(labels)}, not always, after or debrief")
    return labels


def _optional_text(fields: Mapping[str, Any], name: str) -> str | None:
    return None if fields.get(name) is None else text(fields, name)


def _confidence(fields: Mapping[str, Any]) -> int | None:
    if (fields.get("confidence") is None) != (fields.get("who") is None):
        raise NotAnAction("a prediction says who, and how sure")
    return None if fields.get("confidence") is None else whole(fields, "confidence", LEAST_SURE, MOST_SURE)


_READ: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "team": lambda fields: whole(fields, "team", EVERY_TEAM, _MOST_TEAMS),
    "name": lambda fields: text(fields, "name", MAX_TEAM),
    "save": lambda fields: text(fields, "save", 300),
    "when": when,
    "points": points,
    "ways": ways,
    "labels": _labels,
    "again": lambda fields: flag(fields, "again"),
    "round": lambda fields: text(fields, "round"),
    "response": lambda fields: _optional_text(fields, "response"),
    "who": lambda fields: _optional_text(fields, "who"),
    "confidence": _confidence,
    "reason": lambda fields: text(fields, "reason", MAX_REASON),
    "absent": lambda fields: flag(fields, "absent"),
    "on": lambda fields: flag(fields, "on"),
    # Slips of earlier versions do not say.
    "dissent": lambda fields: text(fields, "dissent", MAX_REASON) if "dissent" in fields else "",
    "left": lambda fields: number(fields, "left"),
    "running": lambda fields: flag(fields, "running"),
}
