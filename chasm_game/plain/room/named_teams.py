"""Which team a line begins with: by its name, as the eye sees it, or by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from chasm_game.errors import nearest
from chasm_game.session.parse_input import Unreadable
from chasm_game.text import looks, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["begins_with_a_long_name", "team_of", "team_of_if_any"]


def team_of(said: str, teams: dict[int, str]) -> tuple[int, str]:
    """The number of the team that a line begins with, and what stands behind it. Raises `Unreadable`."""
    found = team_of_if_any(said, teams)
    if found is not None:
        return found
    if not said:
        raise Unreadable("Say which team, by its number or its name. Type teams to hear them.")
    first = said.split(maxsplit=1)[0][:80]
    near = nearest(looks(first), [looks(name) for name in teams.values()])
    name = next((name for name in teams.values() if near and looks(name) == near), "")
    hint = f" Did you mean {one_line(name, 40)}?" if name else " Type teams to hear them."
    raise Unreadable(f"There is no team “{one_line(first, 40)}”.{hint}")


def team_of_if_any(said: str, teams: dict[int, str]) -> tuple[int, str] | None:
    """The same, or None where the line begins with no team."""
    words = said.split()
    # A name comes before a number, for it may be one; the longest name first, for it may begin with another.
    longest = max((len(name.split()) for name in teams.values()), default=0)
    known = {looks(name): team for team, name in teams.items()}
    for count in range(min(longest, len(words)), 0, -1):
        begin = " ".join(words[:count])
        team = known.get(looks(begin)) or known.get(looks(begin.rstrip(":")))
        if team is not None:
            return team, " ".join(words[count:])
    first = normalize("NFKC", words[0]).rstrip(".:)") if words else ""
    # No room has so many teams that more digits would be one; `int` refuses thousands of them.
    if first.isdecimal() and len(first) <= 6 and int(first) in teams:
        return int(first), " ".join(words[1:])
    return None


def begins_with_a_long_name(said: str, names: Iterable[str]) -> bool:
    """Whether a line begins with a team's whole name, of several words: then the first of them is no order.

    A name of one word that is an order too is reached by the team's number.
    """
    words = said.split()
    counts = ((name, len(name.split())) for name in names)
    return any(count > 1 and looks(" ".join(words[:count]).rstrip(":")) == looks(name) for name, count in counts)
