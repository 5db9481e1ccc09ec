"""Actions as lines of a save, and back: what is read was written by nobody knows whom, so every field is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.journal.actions import (
    MAX_NAME,
    MAX_REASON,
    MAX_TEAM,
    Action,
    Asked,
    Believed,
    Chose,
    Corrected,
    Header,
    Named,
    Over,
    Removed,
    Renamed,
    Restored,
    Rewound,
)
from chasm_game.journal.json_fields import (
    NotAnAction,
    difficulty,
    flag,
    in_a_message,
    is_number,
    json_object,
    nothing_known,
    points,
    text,
    ways,
    when,
    whole,
)
from chasm_game.journal.numbered_lines import check_format, check_number, written
from chasm_game.limits import LEAST_SURE, MAX_SEED, MOST_SURE, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["FORMAT", "NotAnAction", "from_line", "to_line"]

# Readers refuse other numbers: raise it when an old version would misread a line, not when one is added.
FORMAT = 2
READABLE = frozenset({1, 2})
"""Of format 1 are the saves of model 1: they had nobody to ask with, and one page of beliefs."""


_Alone = Rewound | Over | Removed | Restored
_ALONE: dict[type[_Alone], str] = {Rewound: "rewind", Over: "over", Removed: "remove", Restored: "restore"}
"""What is done without saying more."""


def to_line(number: int, action: Header | Action | Named) -> bytes:
    """The line that stands for an action; `number` counts the lines of the file from 0.

    Raises `NotAnAction` where it could not be read again: such a line must never be written.
    """
    return written(_with_number(number, action), action, from_line)


def _with_number(number: int, action: Header | Action | Named) -> dict[str, Any]:
    if isinstance(action, Header):
        fields: dict[str, Any] = {"chasm": FORMAT, "n": number}
        fields |= {name: getattr(action, name) for name in Header.__slots__}
        if action.difficulty == WRITTEN:  # said only where it is another, as in every save before there were any
            del fields["difficulty"]
        return fields
    return {"n": number, **_fields(action)}


def _fields(action: Action | Named) -> dict[str, Any]:
    if isinstance(action, Believed):
        points = None if action.points is None else dict(action.points)
        second = {} if action.ways is None else {"ways": dict(action.ways)}
        return {"do": "beliefs", "when": action.when, "points": points} | second
    if isinstance(action, Asked):
        return {"do": "ask", "round": action.round} | ({"with": action.leader} if action.leader is not None else {})
    if isinstance(action, Chose):
        prediction = None if action.who is None else {"who": action.who, "confidence": action.confidence}
        fields: dict[str, Any] = {
            "do": "choose",
            "round": action.round,
            "response": action.response,
            "prediction": prediction,
        }
        fields |= {"reason": action.reason, "seconds": action.seconds}
        fields |= {"dissent": action.dissent} if action.dissent else {}
        return {**fields, "defaulted": True} if action.defaulted else fields
    if isinstance(action, Corrected):
        return {"do": "correct", "round": action.round, "response": action.response}
    if isinstance(action, Renamed):
        return {"do": "rename", "team": action.team}
    if isinstance(action, Named):
        return {"do": "name", "name": action.name}
    return {"do": _ALONE[type(action)]}


def from_line(number: int, line: bytes) -> Header | Action | Named:
    """The action in a line. Raises `NotAnAction` with what is wrong."""
    fields = json_object(line)
    if number == 0:
        check_format(fields, "chasm", "the save", READABLE)
    check_number(fields, number)
    if number == 0:
        return _header(fields)
    do = fields.get("do")
    reader = _READERS.get(do) if isinstance(do, str) else None
    if reader is None:
        raise nothing_known(do)
    return reader(fields)


def _header(fields: Mapping[str, Any]) -> Header:
    mode = text(fields, "mode")
    if mode not in {"assessed", "practice"}:
        raise NotAnAction(f"`mode` is {in_a_message(mode)}, neither assessed nor practice")
    return Header(
        text(fields, "scenario"),
        text(fields, "scenario_sha256"),
        text(fields, "rulebook_sha256"),
        whole(fields, "seed", 0, MAX_SEED),
        text(fields, "team", MAX_TEAM),
        mode,
        flag(fields, "quick"),
        text(fields, "started"),
        text(fields, "scenario_text", 1 << 20),
        text(fields, "rulebook_text", 1 << 20),
        difficulty(fields),
    )


def _beliefs(fields: Mapping[str, Any]) -> Believed:
    return Believed(when(fields), points(fields), ways(fields))


def _asked(fields: Mapping[str, Any]) -> Asked:
    return Asked(text(fields, "round"), text(fields, "with") if "with" in fields else None)


def _choice(fields: Mapping[str, Any]) -> Chose:
    prediction, seconds = fields.get("prediction"), fields.get("seconds")
    who = confidence = None
    if prediction is not None:
        if not isinstance(prediction, dict):
            raise NotAnAction(f"`prediction` is {in_a_message(prediction)}, not who and how sure")
        who, confidence = text(prediction, "who"), whole(prediction, "confidence", LEAST_SURE, MOST_SURE)
    if seconds is not None and not is_number(seconds):
        raise NotAnAction(f"`seconds` is {in_a_message(seconds)}, not a number from 0 to a billion")
    return Chose(
        text(fields, "round"),
        text(fields, "response"),
        who,
        confidence,
        text(fields, "reason", MAX_REASON),
        seconds,
        flag(fields, "defaulted"),
        dissent=text(fields, "dissent", MAX_REASON) if "dissent" in fields else "",
    )


def _alone(kind: type[_Alone]) -> Callable[[Mapping[str, Any]], _Alone]:
    return lambda _: kind()


_READERS: dict[str, Callable[[Mapping[str, Any]], Action | Named]] = {
    "beliefs": _beliefs,
    "ask": _asked,
    "choose": _choice,
    "correct": lambda fields: Corrected(text(fields, "round"), text(fields, "response")),
    "rename": lambda fields: Renamed(text(fields, "team", MAX_TEAM)),
    "name": lambda fields: Named(text(fields, "name", MAX_NAME)),
    **{name: _alone(kind) for kind, name in _ALONE.items()},
}
"""How each kind of line is read."""
