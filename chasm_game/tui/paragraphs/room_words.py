"""Sentences for the facilitator of a room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.session.room.questions import numbers_of
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Para, line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.session.room.questions import Question
    from chasm_game.session.room.round_views import RoomRound
    from chasm_game.session.room.views import RoomTeam, TeamSheet

__all__ = ["about_team", "consequences", "typed_sheets"]

_KEYS = "x absent  k ask  o page  p predict  r why  y not  v show  m teams  z correct"


def consequences(question: Question) -> list[Para]:
    """What a yes would do, as it stands below a question."""
    return [
        Para(Content.assemble((f"{each.label}: " if each.label else "", "bold"), line(each.text)), gap=int(each.apart))
        for each in question.consequences
    ]


def typed_sheets(teams: Sequence[RoomTeam], sheets: Mapping[int, TeamSheet], at: int) -> list[Para]:
    """What every team handed in, as it is typed, one a row; the marked team with its mark."""
    paras = []
    for n, team in enumerate(teams):
        sheet = sheets.get(team.id)
        name = line(one_line(team.name, 24), "bold" if n == at else "")
        gap = " " * max(26 - name.cell_length, 1)
        mark = Content.styled(f"{glyphs().here if n == at else ' '} ", f"bold {ACCENT}")
        paras.append(Para(Content.assemble(name, gap, line(_numbers(sheet))), mark))
    return paras


def _numbers(sheet: TeamSheet | None) -> str:
    return numbers_of(sheet) + ("  (stands)" if sheet is not None and sheet.points is not None and sheet.stands else "")


def about_team(team: RoomTeam, shown: RoomRound, *, all_in: bool = False) -> list[Para]:
    """The marked team in words, what can be done for it, and what comes next once nobody is waited for."""
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
    if all_in:
        head = Content.assemble(("Nobody is missing: Enter reveals.  ", f"bold {UP}"), head)
    return [Para(head), Para(Content.styled(_KEYS, MUTED))]
