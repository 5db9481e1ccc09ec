"""Actions as lines of a save, and back: what is read was written by nobody knows whom, so every field is looked at."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import (
    MAX_REASON,
    MAX_TEAM,
    Action,
    Asked,
    Believed,
    Chose,
    Header,
    Over,
    Rewound,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["FORMAT", "NotAnAction", "from_line", "to_line"]

FORMAT = 1
MAX_SEED = 2**53 - 1
MOST = 1e9
"""Of points or seconds; nobody needs more."""


_HALF = re.compile("[\ud800-\udfff]")


class NotAnAction(ChasmError):
    """A line of a save that says nothing that can be done."""


def to_line(number: int, action: Header | Action) -> bytes:
    """The line that stands for an action; `number` counts the lines of the file from 0.

    Raises `NotAnAction` where it could not be read again: such a line must never be written.
    """
    line = json.dumps(_with_number(number, action), ensure_ascii=False, separators=(",", ":"))
    encoded = line.encode("utf-8", "replace") + b"\n"
    if from_line(number, encoded) != action:
        raise NotAnAction("this cannot be kept as it is")
    return encoded


def _with_number(number: int, action: Header | Action) -> dict[str, Any]:
    if isinstance(action, Header):
        fields: dict[str, Any] = {"chasm": FORMAT, "n": number}
        return fields | {name: getattr(action, name) for name in Header.__slots__}
    return {"n": number, **_fields(action)}


def _fields(action: Action) -> dict[str, Any]:
    if isinstance(action, Believed):
        return {"do": "beliefs", "when": action.when, "points": None if action.points is None else dict(action.points)}
    if isinstance(action, Asked):
        return {"do": "ask", "round": action.round}
    if isinstance(action, Chose):
        prediction = None if action.who is None else {"who": action.who, "confidence": action.confidence}
        fields: dict[str, Any] = {
            "do": "choose",
            "round": action.round,
            "response": action.response,
            "prediction": prediction,
        }
        fields |= {"reason": action.reason, "seconds": action.seconds}
        return {**fields, "defaulted": True} if action.defaulted else fields
    return {"do": "rewind" if isinstance(action, Rewound) else "over"}


def from_line(number: int, line: bytes) -> Header | Action:
    """The action in a line. Raises `NotAnAction` with what is wrong."""
    fields = _object(line)
    if number == 0:
        _check_format(fields)
    if type(fields.get("n")) is not int or fields["n"] != number:
        raise NotAnAction(f"the line is numbered {_told(fields.get('n'))} where {number} belongs")
    if number == 0:
        return _header(fields)
    do = fields.get("do")
    if do == "beliefs":
        return _beliefs(fields)
    if do == "ask":
        return Asked(_text(fields, "round"))
    if do == "choose":
        return _choice(fields)
    if do == "rewind":
        return Rewound()
    if do == "over":
        return Over()
    raise NotAnAction(f"nothing is known of doing {_told(do)}")


def _check_format(fields: Mapping[str, Any]) -> None:
    """First of all: the lines of a later format may be numbered, or anything, otherwise."""
    found = fields.get("chasm")
    if type(found) is not int or found != FORMAT:
        later = type(found) is int and found > FORMAT
        cure = "; a later Chasm wrote it: bring yours up to date" if later else ""
        raise NotAnAction(f"the save is of format {_told(found)}; this version reads {FORMAT}{cure}")


def _object(line: bytes) -> dict[str, Any]:
    def refuse(word: str) -> Any:
        raise NotAnAction(f"{word} is no number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(made := dict(pairs)) < len(pairs):  # which of the two holds would be anybody's guess
            raise NotAnAction("a field stands twice in the line")
        return made

    try:
        fields = json.loads(line.decode("utf-8"), parse_constant=refuse, object_pairs_hook=once)
    except (ValueError, RecursionError):
        raise NotAnAction("the line is not JSON") from None
    if not isinstance(fields, dict):
        raise NotAnAction("the line is no JSON object")
    return fields


def _told(value: Any) -> str:
    return repr(value)[:40]


def _text(fields: Mapping[str, Any], name: str, limit: int = 200) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > limit:
        raise NotAnAction(f"`{name}` is {_told(value)}, not a text of at most {limit} characters")
    if _HALF.search(value):
        raise NotAnAction(f"`{name}` holds half a character")
    return value


def _whole(fields: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise NotAnAction(f"`{name}` is {_told(value)}, not a whole number from {low} to {high}")
    return value


def _flag(fields: Mapping[str, Any], name: str) -> bool:
    """A field that is left out is false."""
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise NotAnAction(f"`{name}` is {_told(value)}, neither true nor false")
    return value


def _header(fields: Mapping[str, Any]) -> Header:
    mode = _text(fields, "mode")
    if mode not in {"assessed", "practice"}:
        raise NotAnAction(f"`mode` is {_told(mode)}, neither assessed nor practice")
    return Header(
        _text(fields, "scenario"),
        _text(fields, "scenario_sha256"),
        _text(fields, "rulebook_sha256"),
        _whole(fields, "seed", 0, MAX_SEED),
        _text(fields, "team", MAX_TEAM),
        mode,
        _flag(fields, "quick"),
        _text(fields, "started"),
        _text(fields, "scenario_text", 1 << 20),
        _text(fields, "rulebook_text", 1 << 20),
    )


def _beliefs(fields: Mapping[str, Any]) -> Believed:
    when = _text(fields, "when")
    if when not in {"before", "after"}:
        raise NotAnAction(f"`when` is {_told(when)}, neither before nor after")
    points = fields.get("points")
    if points is None:
        return Believed(when, None)
    if not isinstance(points, dict) or not all(_number(p) for p in points.values()):
        raise NotAnAction("`points` are no points by stakeholder")
    return Believed(when, {str(s): float(p) for s, p in points.items()})


def _choice(fields: Mapping[str, Any]) -> Chose:
    prediction, seconds = fields.get("prediction"), fields.get("seconds")
    who = confidence = None
    if prediction is not None:
        if not isinstance(prediction, dict):
            raise NotAnAction(f"`prediction` is {_told(prediction)}")
        who, confidence = _text(prediction, "who"), _whole(prediction, "confidence", 20, 100)
    if seconds is not None and not _number(seconds):
        raise NotAnAction(f"`seconds` is {_told(seconds)}")
    return Chose(
        _text(fields, "round"),
        _text(fields, "response"),
        who,
        confidence,
        _text(fields, "reason", MAX_REASON),
        seconds,
        _flag(fields, "defaulted"),
    )


def _number(value: Any) -> bool:
    """A number of 0 to a billion. Infinities fall out, and so do whole numbers too long for a float."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST
