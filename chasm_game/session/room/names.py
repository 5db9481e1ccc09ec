"""Names of teams: any text that is there and that can be told from the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import MAX_TEAM, kept_text
from chasm_game.text import looks, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["room_name"]


def room_name(name: str, taken: Iterable[str]) -> str:
    """The name as it is kept: at most 200 characters. Raises `ChasmError` where it is empty or looks like another."""
    kept = kept_text(name, MAX_TEAM)
    if not looks(kept):
        raise ChasmError("a team needs a name that can be seen: type one, for example Blue")
    for other in taken:
        if looks(other) == looks(kept):
            shown = one_line(kept, 40)
            raise ChasmError(f"there is a team {shown} already: add something that tells them apart, such as {shown} 2")
    return kept
