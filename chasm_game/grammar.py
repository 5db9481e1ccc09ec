"""Small pieces of sentences, the same on every face of the game: lists, plurals, numbers, quotes, days.

Nothing here knows the game. What is said, and from which number on, is decided by who speaks (for a debrief
`chasm_game.debrief`); names and titles come from files and stand on one line.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from chasm_game.limits import WRITTEN
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "NONE",
    "capital",
    "days",
    "ended",
    "have",
    "joined",
    "listed",
    "number",
    "percent",
    "plural",
    "quoted",
    "rounded",
    "tenths",
    "times",
    "under",
    "whole",
]

NONE = "–"
"""What stands where there is no number."""

_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", "…”", ".)")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; empty for none."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def listed(names: Iterable[str]) -> str:
    """Names from a file, each on one line, joined as in a sentence."""
    return joined([one_line(name) for name in names])


def plural(count: int, noun: str, many: str = "") -> str:
    """A number with its noun, thousands apart: `1 round`, `1,024 rounds`; `many` for a noun that does not end in s."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"


def have(count: int) -> str:
    """`has` of one, `have` of any other number: "1 of 4 has handed in"."""
    return "has" if count == 1 else "have"


def number(count: int) -> str:
    """A count as a word from `no` to `twelve`, a larger one in digits."""
    return _NUMBERS[count] if 0 <= count < len(_NUMBERS) else f"{count:,}"


def times(count: int) -> str:
    """`once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def ended(text: str) -> str:
    """The text with a full stop, where it has no end of its own."""
    return text if text.endswith(_ENDS) else f"{text}."


def capital(text: str) -> str:
    """The text as the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def quoted(title: str) -> str:
    """A title from a file, on one line, in quotes."""
    return f"“{one_line(title)}”"


def percent(share: float | None) -> str:
    """A share of 0..1 as `65 %`; a dash where there is none. What is less than all is never shown as `100 %`."""
    if share is None:
        return NONE
    shown = whole(share * 100)
    return f"{99 if shown == 100 and share < 1 - 1e-9 else shown} %"


def rounded(value: float | None, digits: int = 0) -> str:
    """A number to `digits` digits behind the point, with a true minus; a dash where there is none."""
    if value is None:
        return NONE
    shown = f"{value:.{digits}f}"
    return shown.removeprefix("-") if float(shown) == 0 else shown.replace("-", "−")


def whole(value: float) -> int:
    """The whole number that `rounded` shows of a value."""
    return int(f"{value:.0f}")


def tenths(value: float) -> float:
    """The number with one digit behind the point that is shown of a value."""
    return float(f"{value:.1f}")


def days(started: Iterable[str]) -> str:
    """On which day or between which days games were begun: `24 November 2026`; empty where none is known."""
    dates = sorted(date for text in started if (date := _date(text)))
    if not dates:
        return ""
    ends = [f"{d.day} {_MONTHS[d.month - 1]} {d.year}" for d in (dates[0], dates[-1])]
    return ends[0] if ends[0] == ends[1] else " to ".join(ends)


def _date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    # Times with a zone cannot be sorted beside times without one, and files hold both.
    return found.replace(tzinfo=None)


def under(seed: int, difficulty: str) -> str:
    """Under which luck a game is played, and how hard it is where that is not as written: `seed 1, hard`."""
    return f"seed {seed}" + ("" if difficulty == WRITTEN else f", {difficulty}")
