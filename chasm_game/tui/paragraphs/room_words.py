"""Sentences for the facilitator of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.grammar import joined, plural
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line
from chasm_game.tui.text import DOWN, MUTED, Para, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.views import RoomRound, RoomTeam

__all__ = ["about_team", "missing", "named", "no_such_answer", "revealing"]

_KEYS = "x absent  k asks  o page  p predicts  r reason  v letters  n late team"


def named(names: Sequence[str], most: int = 6) -> str:
    """Names on one line; of many the first, and how many more."""
    shown = ", ".join(one_line(name, 24) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def missing(teams: Sequence[RoomTeam]) -> list[str]:
    """Names of those in the round that have handed in nothing and are not marked absent."""
    return [team.name for team in teams if team.status is TeamStatus.WAITS]


def revealing(teams: Sequence[RoomTeam], without: Sequence[str]) -> tuple[str, list[Para]]:
    """The question before a reveal, and what it would do."""
    letters = sum(team.status is TeamStatus.IN for team in teams)
    absent = [team.name for team in teams if team.status is TeamStatus.ABSENT]
    words = [Para(line(f"{plural(letters, 'letter')} in. After the reveal they stand."))]
    for label, names in (("No letter from", without), ("Absent", absent)):
        if names:
            words.append(Para(Content.assemble((f"{label}: ", "bold"), line(named(names, 12))), gap=1))
    if without or absent:
        words.append(Para(line("They get the default, the first open answer, and it is marked as that.")))
    return "Reveal the choices?", words


def no_such_answer(letter: str, shown: RoomRound) -> str:
    """That a letter is none of this round's answers, and which are."""
    letters = joined([answer.letter for answer in shown.answers])
    return f"There is no {letter.upper()} in this round: its answers are {letters}."


def about_team(team: RoomTeam, shown: RoomRound) -> list[Para]:
    """The marked team in words, and what can be done for it."""
    said = {
        TeamStatus.WAITS: f"{'/'.join(a.letter for a in shown.answers if a.letter not in team.locked)}?",
        TeamStatus.IN: "its letter is in.",
        TeamStatus.ABSENT: "absent: it gets the default.",
        TeamStatus.SITS_OUT: "sits this round out: its story goes another way.",
        TeamStatus.FALLEN: "its company has fallen: for it the game is over.",
    }[team.status]
    locked = f"  {', '.join(team.locked)} locked" if team.locked else ""
    notes = [
        word
        for word, holds in (
            ("has asked the people", team.asked),
            ("predicts", team.predicted),
            ("gave a reason", team.reasoned),
        )
        if holds
    ]
    more = f"  ({', '.join(notes)})" if notes else ""
    head = Content.assemble(line(one_line(team.name, 40), "bold"), f": {said}", (locked, DOWN), (more, MUTED))
    return [Para(head), Para(Content.styled(_KEYS, MUTED))]
