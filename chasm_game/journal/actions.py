"""What a player did, one value a line of the journal; and the header that says on what it was done."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MAX_REASON",
    "Action",
    "Asked",
    "Believed",
    "Chose",
    "Header",
    "NotAnAction",
    "Over",
    "Rewound",
    "from_line",
    "to_line",
]

FORMAT = 1
MAX_REASON = 2_000
"""Characters of a reason that are kept."""


class NotAnAction(ChasmError):
    """A line of a save that says nothing that can be done."""


@dataclass(frozen=True, slots=True)
class Header:
    """On what a game is played, with the full texts: an edited scenario breaks no save."""

    scenario: str
    scenario_sha256: str
    rulebook_sha256: str
    seed: int
    team: str
    mode: str
    """`assessed` or `practice`."""
    quick: bool
    started: str
    """ISO 8601, in UTC."""
    scenario_text: str = field(repr=False)
    rulebook_text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Believed:
    """A belief sheet, or that it was skipped (None). `when` is `before` or `after`."""

    when: str
    points: Mapping[str, float] | None


@dataclass(frozen=True, slots=True)
class Asked:
    """The people were asked."""

    round: str


@dataclass(frozen=True, slots=True)
class Chose:
    """A response was taken; who was predicted to lose most, how sure (20 to 100), why, and after how many seconds."""

    round: str
    response: str
    who: str | None = None
    confidence: int | None = None
    reason: str = ""
    seconds: float | None = None
    defaulted: bool = False
    """Whether nobody decided, and a default was taken."""


@dataclass(frozen=True, slots=True)
class Rewound:
    """The last ask or choice was taken back; in practice only."""


@dataclass(frozen=True, slots=True)
class Over:
    """The game is over. A note for listings; replay decides."""


Action = Believed | Asked | Chose | Rewound | Over


def to_line(number: int, action: Header | Action) -> bytes:
    """The line that stands for an action; `number` counts the lines of the file from 0."""
    if isinstance(action, Header):
        fields: dict[str, Any] = {"chasm": FORMAT, "n": number}
        fields |= {name: getattr(action, name) for name in Header.__slots__}
    else:
        fields = {"n": number, **_fields(action)}
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


def _fields(action: Action) -> dict[str, Any]:
    if isinstance(action, Believed):
        return {"do": "beliefs", "when": action.when, "points": None if action.points is None else dict(action.points)}
    if isinstance(action, Asked):
        return {"do": "ask", "round": action.round}
    if isinstance(action, Chose):
        prediction = None if action.who is None else {"who": action.who, "confidence": action.confidence}
        fields = {"do": "choose", "round": action.round, "response": action.response, "prediction": prediction}
        fields |= {"reason": action.reason, "seconds": action.seconds}
        return {**fields, "defaulted": True} if action.defaulted else fields
    return {"do": "rewind" if isinstance(action, Rewound) else "over"}


def from_line(number: int, line: bytes) -> Header | Action:
    """The action in a line. Raises `NotAnAction` with what is wrong."""
    fields = _object(line)
    if fields.get("n") != number or isinstance(fields.get("n"), bool):
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


def _object(line: bytes) -> dict[str, Any]:
    def refuse(word: str) -> Any:
        raise NotAnAction(f"{word} is no number")

    try:
        fields = json.loads(line.decode("utf-8"), parse_constant=refuse)
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
    return value


def _whole(fields: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise NotAnAction(f"`{name}` is {_told(value)}, not a whole number from {low} to {high}")
    return value


def _header(fields: Mapping[str, Any]) -> Header:
    if fields.get("chasm") != FORMAT:
        raise NotAnAction(f"the save is of format {_told(fields.get('chasm'))}; this version reads {FORMAT}")
    mode = _text(fields, "mode")
    if mode not in {"assessed", "practice"}:
        raise NotAnAction(f"`mode` is {_told(mode)}, neither assessed nor practice")
    return Header(
        _text(fields, "scenario"),
        _text(fields, "scenario_sha256"),
        _text(fields, "rulebook_sha256"),
        _whole(fields, "seed", 0, 2**53 - 1),
        _text(fields, "team", 10_000),
        mode,
        fields.get("quick") is True,
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
    if not isinstance(points, dict) or not all(_number(p) and 0 <= p <= 1e6 for p in points.values()):
        raise NotAnAction("`points` are no points by stakeholder")
    return Believed(when, {str(s): float(p) for s, p in points.items()})


def _choice(fields: Mapping[str, Any]) -> Chose:
    prediction, seconds = fields.get("prediction"), fields.get("seconds")
    who = confidence = None
    if prediction is not None:
        if not isinstance(prediction, dict):
            raise NotAnAction(f"`prediction` is {_told(prediction)}")
        who, confidence = _text(prediction, "who"), _whole(prediction, "confidence", 20, 100)
    if seconds is not None and not (_number(seconds) and 0 <= seconds < 1e9):
        raise NotAnAction(f"`seconds` is {_told(seconds)}")
    return Chose(
        _text(fields, "round"),
        _text(fields, "response"),
        who,
        confidence,
        _text(fields, "reason", MAX_REASON),
        seconds,
        fields.get("defaulted") is True,
    )


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
