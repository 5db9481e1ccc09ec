"""What people did as lines of their file, and back. Every field is looked at: files are edited and damaged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chasm_game.journal.json_fields import (
    NotAnAction,
    flag,
    in_a_message,
    json_object,
    nothing_known,
    points,
    text,
    ways,
    when,
    whole,
)
from chasm_game.journal.numbered_lines import check_format, check_number, written
from chasm_game.journal.people_actions import (
    MAX_PEOPLE,
    AnswersOpened,
    Closed,
    DoorsSet,
    Frozen,
    HandedInBy,
    HostToken,
    PenTaken,
    PeopleAction,
    PeopleHeader,
    PersonSheet,
    PersonVote,
    SeatMoved,
    SeatTaken,
    TokenGiven,
)
from chasm_game.limits import LEAST_SURE, MOST_SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["people_from_line", "people_to_line"]

FORMAT = 1
MAX_BOARD = 1 << 20
"""Characters of a board that stands."""

_KINDS: dict[str, type[PeopleAction]] = {
    "host": HostToken,
    "doors": DoorsSet,
    "seat": SeatTaken,
    "token": TokenGiven,
    "move": SeatMoved,
    "sheet": PersonSheet,
    "answers": AnswersOpened,
    "pen": PenTaken,
    "vote": PersonVote,
    "by": HandedInBy,
    "freeze": Frozen,
    "close": Closed,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
_HANDS = frozenset({"", "pen", "facilitator", "majority", "default"})


def people_to_line(number: int, action: PeopleHeader | PeopleAction) -> bytes:
    """The line that stands for an action; `number` counts the lines of the file from 0.

    Raises `NotAnAction` where it could not be read again: such a line must never be written.
    """
    said = {name: getattr(action, name) for name in type(action).__slots__}
    if isinstance(action, PeopleHeader):
        fields: dict[str, Any] = {"chasm_people": FORMAT, "n": number, **said}
    else:
        fields = {"n": number, "do": _NAMES[type(action)], **said}
    plain = {name: dict(each) if hasattr(each, "keys") else each for name, each in fields.items()}
    return written(plain, action, people_from_line)


def people_from_line(number: int, line: bytes) -> PeopleHeader | PeopleAction:
    """The action in a line. Raises `NotAnAction` with what is wrong."""
    fields = json_object(line)
    if number == 0:
        check_format(fields, "chasm_people", "the file of the people", {FORMAT})
    check_number(fields, number)
    if number == 0:
        return PeopleHeader(_matching(fields, "code", "[a-z]{8}"), text(fields, "started"))
    kind = _KINDS.get(str(fields.get("do")))
    if kind is None:
        raise nothing_known(fields.get("do"))
    return kind(**{name: _READ[name](fields) for name in kind.__slots__})


def _matching(fields: Mapping[str, Any], name: str, pattern: str) -> str:
    said = text(fields, name)
    if not re.fullmatch(pattern, said):
        raise NotAnAction(f"`{name}` is {in_a_message(said)}, which it cannot be")
    return said


def _who(fields: Mapping[str, Any]) -> str | None:
    return None if fields.get("who") is None else text(fields, "who")


def _confidence(fields: Mapping[str, Any]) -> int | None:
    if (fields.get("confidence") is None) != (fields.get("who") is None):
        raise NotAnAction("a prediction says who, and how sure")
    return None if fields.get("confidence") is None else whole(fields, "confidence", LEAST_SURE, MOST_SURE)


def _hand(fields: Mapping[str, Any]) -> str:
    said = text(fields, "by")
    if said not in _HANDS:
        raise NotAnAction(f"`by` is {in_a_message(said)}, which nobody is")
    return said


def _pens(fields: Mapping[str, Any]) -> dict[str, str]:
    pens = fields.get("pens")
    if not isinstance(pens, dict) or not all(isinstance(seat, str) for seat in pens.values()):
        raise NotAnAction("`pens` are no seats by team")
    return {str(team): seat for team, seat in pens.items()}


_READ: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "seat": lambda fields: _matching(fields, "seat", "[a-z]{8}"),
    "token": lambda fields: _matching(fields, "token", "[0-9a-f]{64}|"),
    "key": lambda fields: _matching({"key": "", **fields}, "key", "[0-9a-f]{64}|"),
    "dropped": lambda fields: text({"dropped": "", **fields}, "dropped"),
    "by_pin": lambda fields: flag({"by_pin": False, **fields}, "by_pin"),
    "pin": lambda fields: _matching(fields, "pin", "[0-9]{4}|"),
    # More than MAX_TEAMS: numbers of teams that left are never given again.
    "team": lambda fields: whole(fields, "team", 1, 10_000),
    "port": lambda fields: whole(fields, "port", 0, 65_535),
    "people": lambda fields: whole(fields, "people", 1, MAX_PEOPLE),
    "spare": lambda fields: flag(fields, "spare"),
    "when": when,
    "points": points,
    "ways": ways,
    "round": lambda fields: text(fields, "round"),
    "pens": _pens,
    "letter": lambda fields: _matching(fields, "letter", "[A-Z]"),
    "who": _who,
    "confidence": _confidence,
    "by": _hand,
    "board": lambda fields: text(fields, "board", MAX_BOARD),
}
