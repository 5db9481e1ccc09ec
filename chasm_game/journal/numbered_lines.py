"""What the lines of every journal have in common: a number, a format in the first, and that they read back the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from chasm_game.journal.json_fields import NotAnAction, in_a_message

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

__all__ = ["check_format", "check_number", "written"]


def written(fields: Mapping[str, Any], action: object, read: Callable[[int, bytes], object]) -> bytes:
    """The line of these fields, which stand for `action`.

    Raises `NotAnAction` where `read` would make another action of it, or none: such a line must never be written.
    """
    line = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"
    # Read back before it is written: what a later reader would refuse would make the whole file unreadable.
    if read(fields["n"], line) != action:
        raise NotAnAction("this cannot be kept as it is")
    return line


def check_number(fields: Mapping[str, Any], number: int) -> None:
    """Raise `NotAnAction` where a line is not the `number`-th, counted from 0: lines are missing, or not in order."""
    # `type`, not `isinstance`: `true` would count as line 1.
    if type(fields.get("n")) is not int or fields["n"] != number:
        raise NotAnAction(f"the line is numbered {in_a_message(fields.get('n'))} where {number} belongs")


def check_format(fields: Mapping[str, Any], name: str, what: str, readable: Collection[int]) -> None:
    """Raise `NotAnAction` where the first line of `what` says another format than a readable one in the field `name`.

    First of all: the lines of a later format may be numbered, or anything, otherwise.
    """
    found, newest = fields.get(name), max(readable)
    if type(found) is not int or found not in readable:
        later = type(found) is int and found > newest
        cure = "; a later Chasm wrote it: bring yours up to date" if later else ""
        raise NotAnAction(f"{what} is of format {in_a_message(found)}; this version reads {newest}{cure}")
