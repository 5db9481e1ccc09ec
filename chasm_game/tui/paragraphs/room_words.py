"""Sentences for the facilitator of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.grammar import joined, plural
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line
from chasm_game.tui.text import DOWN, MUTED, Para, line
from chasm_game.views.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.session.room.views import RoomRound, RoomTeam, RoomView, TeamSheet

__all__ = [
    "about_team",
    "leaving_sheets",
    "missing",
    "named",
    "no_such_answer",
    "revealing",
    "typed_sheets",
    "without_sheet",
]

_KEYS = "x absent  k ask  o page  p predict  r why  y not  v show  m teams  z correct"


def named(names: Sequence[str], most: int = 6) -> str:
    """Names on one line; of many the first, and how many more."""
    shown = ", ".join(one_line(name, 24) for name in names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def missing(teams: Sequence[RoomTeam]) -> list[str]:
    """Names of those in the round that have handed in nothing and are not marked absent."""
    return [team.name for team in teams if team.status is TeamStatus.WAITS]


def without_sheet(view: RoomView) -> list[str]:
    """Names of those whose sheet is not in; nobody where none is in, for then the sheets were left out on purpose."""
    names = [team.name for team in view.teams if not team.sheets[0]]
    return names if len(names) < len(view.teams) else []


def revealing(view: RoomView, without: Sequence[str], no_sheet: Sequence[str]) -> tuple[str, list[Para]]:
    """The question before a reveal, and what it would do."""
    teams = view.teams
    letters = sum(team.status is TeamStatus.IN for team in teams)
    absent = [team.name for team in teams if team.status is TeamStatus.ABSENT]
    stand = "The letters of the round before stand then." if view.revealed else "The belief sheets stand then."
    words = [Para(line(f"{plural(letters, 'letter')} in. {stand}"))]
    for label, names in (("No sheet from", no_sheet), ("No letter from", without), ("Absent", absent)):
        if names:
            words.append(Para(Content.assemble((f"{label}: ", "bold"), line(named(names, 12))), gap=1))
    if without or absent:
        words.append(Para(line("They get the default, the first open answer, and it is marked as that.")))
    return "Reveal the choices?", words


def leaving_sheets(view: RoomView, without: Sequence[str], *, after: bool) -> tuple[str, list[Para]]:
    """The question before the page of the sheets is left, and what that means."""
    count = len(view.teams) - len(without)
    words = [Para(line(f"{count} of {plural(len(view.teams), 'sheet')} in."))]
    if without:
        words.append(Para(Content.assemble(("No sheet from: ", "bold"), line(named(without, 12))), gap=1))
    if after:
        words.append(Para(line("The game is over then: sheets and letters stand, and the questions come."), gap=1))
        return "On to the questions?", words
    words.append(Para(line("They can still be typed until the first reveal: m, and the belief sheets."), gap=1))
    return "Go on without these sheets?", words


def typed_sheets(teams: Sequence[RoomTeam], sheets: Mapping[int, TeamSheet], at: int) -> list[Para]:
    """What every team handed in, as it is typed, one a row; the marked team in bold."""
    paras = []
    for n, team in enumerate(teams):
        sheet = sheets.get(team.id)
        name = line(one_line(team.name, 24), "bold" if n == at else "")
        gap = " " * max(26 - name.cell_length, 1)
        paras.append(Para(Content.assemble(name, gap, line(_numbers(sheet)))))
    return paras


def _numbers(sheet: TeamSheet | None) -> str:
    if sheet is None or sheet.points is None:
        return "none"
    points = " ".join(f"{share:g}" for _, share in sheet.points)
    marks = "" if sheet.ways is None else " / " + " ".join(str(mark_of(way)) for _, way in sheet.ways)
    return points + marks + ("  (stands)" if sheet.stands else "")


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
            ("dissented", team.dissented),
        )
        if holds
    ]
    more = f"  ({', '.join(notes)})" if notes else ""
    head = Content.assemble(line(one_line(team.name, 40), "bold"), f": {said}", (locked, DOWN), (more, MUTED))
    return [Para(head), Para(Content.styled(_KEYS, MUTED))]
