"""Fields of a line of JSON that nobody knows who wrote: every one is looked at before it is believed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chasm_game.errors import ChasmError
from chasm_game.limits import DIFFICULTIES, WRITTEN

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "NotAnAction",
    "flag",
    "in_a_message",
    "is_number",
    "is_way",
    "json_object",
    "nothing_known",
    "number",
    "points",
    "text",
    "ways",
    "when",
    "whole",
]

MOST = 1e9
"""Of points or seconds; nobody needs more."""


class NotAnAction(ChasmError):
    """A line of a save that says nothing that can be done."""


def json_object(line: bytes) -> dict[str, Any]:
    """The object in a line, each of its fields once. Raises `NotAnAction`."""

    def refuse(word: str) -> Any:
        raise NotAnAction(f"{word} is no number")

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        if len(made := dict(pairs)) < len(pairs):  # which of the two holds would be anybody's guess
            raise NotAnAction("a field stands twice in the line")
        return made

    try:
        fields = json.loads(line.decode("utf-8"), parse_constant=refuse, object_pairs_hook=once)
    except UnicodeDecodeError:
        raise NotAnAction("the line is not text in UTF-8: an editor may have saved it otherwise") from None
    # A few thousand brackets overflow the parser's own recursion; that is a damaged line, not a fault of ours.
    except (ValueError, RecursionError):
        raise NotAnAction("the line is not JSON") from None
    if not isinstance(fields, dict):
        raise NotAnAction("the line is no JSON object")
    return fields


def in_a_message(value: Any) -> str:
    """A value as a message may repeat it."""
    # `repr`, so that control characters of a forged save reach no terminal; and no message is as long as a save.
    return repr(value)[:40]


def text(fields: Mapping[str, Any], name: str, limit: int = 200) -> str:
    """A text of at most `limit` characters. Raises `NotAnAction`."""
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > limit:
        raise NotAnAction(f"`{name}` is {in_a_message(value)}, not a text of at most {limit} characters")
    # JSON can spell half a character, which no file and no terminal takes.
    # Encoding refuses exactly that, and goes through a story six times faster than a pattern does.
    try:
        value.encode()
    except UnicodeEncodeError:
        raise NotAnAction(f"`{name}` holds half a character") from None
    return value


def whole(fields: Mapping[str, Any], name: str, low: int, high: int) -> int:
    """A whole number from `low` to `high`. Raises `NotAnAction`."""
    value = fields.get(name)
    # JSON's `true` is an `int` for Python.
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise NotAnAction(f"`{name}` is {in_a_message(value)}, not a whole number from {low} to {high}")
    return value


def flag(fields: Mapping[str, Any], name: str) -> bool:
    """True or false; a field that is left out is false. Raises `NotAnAction`."""
    # Fields that came later are missing in files of earlier versions: those mean no.
    value = fields.get(name, False)
    if not isinstance(value, bool):
        raise NotAnAction(f"`{name}` is {in_a_message(value)}, neither true nor false")
    return value


def number(fields: Mapping[str, Any], name: str) -> float:
    """A number of 0 to a billion. Raises `NotAnAction`."""
    value = fields.get(name)
    if not is_number(value):
        raise NotAnAction(f"`{name}` is {in_a_message(value)}, not a number from 0 to a billion")
    return float(value)  # type: ignore[arg-type]


def is_number(value: Any) -> bool:
    """A number of 0 to a billion. Infinities fall out, and so do whole numbers too long for a float."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= MOST


def is_way(value: Any) -> bool:
    """A number from -1 to 1. What is not a number falls out: every comparison with it is false."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -1 <= value <= 1


def when(fields: Mapping[str, Any]) -> str:
    """`before` or `after`: when a belief sheet was filled in. Raises `NotAnAction`."""
    said = text(fields, "when")
    if said not in {"before", "after"}:
        raise NotAnAction(f"`when` is {in_a_message(said)}, neither before nor after")
    return said


def points(fields: Mapping[str, Any]) -> dict[str, float] | None:
    """The first page of a belief sheet, by stakeholder; None where it was passed over. Raises `NotAnAction`."""
    page = fields.get("points")
    if page is not None and not (isinstance(page, dict) and all(is_number(p) for p in page.values())):
        raise NotAnAction("`points` are no points by stakeholder")
    return _numbers(page)


def ways(fields: Mapping[str, Any]) -> dict[str, float] | None:
    """The second page of a belief sheet, by axis; None where it was passed over. Raises `NotAnAction`."""
    page = fields.get("ways")
    if page is not None and not (isinstance(page, dict) and all(is_way(w) for w in page.values())):
        raise NotAnAction("`ways` are no numbers from -1 to 1 by axis")
    return _numbers(page)


def _numbers(page: dict[str, Any] | None) -> dict[str, float] | None:
    return None if page is None else {str(name): float(value) for name, value in page.items()}


def difficulty(fields: Mapping[str, Any]) -> str:
    """One of `DIFFICULTIES`; of a file that does not say, as written. Raises `NotAnAction`."""
    said = text(fields, "difficulty") if "difficulty" in fields else WRITTEN
    if said not in DIFFICULTIES:
        raise NotAnAction(f"`difficulty` is {in_a_message(said)}, not easy, written or hard")
    return said


def nothing_known(do: object) -> NotAnAction:
    """That a line does something that is not known, and what helps: later versions do more."""
    return NotAnAction(
        f"nothing is known of doing {in_a_message(do)}; if a later Chasm wrote it, bring yours up to date"
    )
