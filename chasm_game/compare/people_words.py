"""What a comparison says of people instead of teams: tables and sentences, for screen, plain text and pages to set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import NONE, percent, plural, rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.people import PeopleLine, PeopleView
    from chasm_game.compare.spread import Spread

__all__ = ["BY_THEMSELVES", "COLUMNS", "how_rows", "people_sentences", "whom_rows"]

BY_THEMSELVES = "What people said, each for themselves"
"""The heading of it."""
COLUMNS = ("", "before", "after", "shift")
"""The heads of both tables: shares of 100, and places on an axis from -1 to 1."""


def whom_rows(view: PeopleView) -> list[tuple[str, str, str, str]]:
    """Each stakeholder with the mean share of 100 before and after, and what it moved by."""
    return [_row(line, 0) for line in view.whom]


def how_rows(view: PeopleView) -> list[tuple[str, str, str, str]]:
    """Each axis with the mean place, -1 to 1, before and after, and what it moved by; empty where nobody said any."""
    said = [line for line in view.how if line.before or line.after]
    return [_row(line, 2) for line in said]


def _row(line: PeopleLine, digits: int) -> tuple[str, str, str, str]:
    before, after, shift = (_cell(each, digits) for each in (line.before, line.after, line.shift))
    return line.name, before, after, shift


def _cell(found: Spread | None, digits: int) -> str:
    if found is None:
        return NONE
    mean, low, high = (rounded(each, digits) for each in (found.mean, found.low, found.high))
    return f"{mean} ({low} to {high})"


def people_sentences(view: PeopleView) -> list[str]:
    """How many there were, what the brackets are, and what became of their forecasts."""
    said = [f"{plural(view.seats, 'person', 'people')} had a seat{_sheets(view.whom)}."]
    if any(line.before or line.after for line in view.whom):
        said.append(
            "In brackets, where the mean would lie in 95 of 100 rooms of so many people; those of one team talk, so "
            "it is rather too narrow."
        )
    if (made := view.forecasts) is not None:
        said.append(f"Of {plural(made.votes, 'vote')}, {made.with_team:,} were for what the team then took.")
        if made.forecasts:
            said.append(
                f"With {made.forecasts:,} of these somebody said who would lose most: {made.hits:,} were right "
                f"({percent(made.hits / made.forecasts)}), and they were {rounded(made.sure)} % sure."
            )
    return said


def _sheets(lines: Sequence[PeopleLine]) -> str:
    """How many sheets there were, where there were enough to say something of them."""
    before, after = (max((s.people for s in found if s), default=0) for found in zip(*_both(lines), strict=True))
    return f"; {before:,} handed in a sheet before, and {after:,} after" if before or after else ""


def _both(lines: Sequence[PeopleLine]) -> list[tuple[Spread | None, Spread | None]]:
    return [(line.before, line.after) for line in lines] or [(None, None)]
