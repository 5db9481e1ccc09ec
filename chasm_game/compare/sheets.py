"""A comparison as sheets of a workbook, for people: headings in words, one kind of value in each column.

Decisions, teams, beliefs and forecasts, in every ranking that was found. What goes with the score is left out of them
while scores are hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.hidden import are_scores_hidden
from chasm_game.compare.views import TeamLine, UnfinishedLine
from chasm_game.debrief.headings import AGAINST_IT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.views import ComparisonView, RankingView
    from chasm_game.views.debrief import BeliefLine, WayLine

    _Line = TeamLine | UnfinishedLine
    _RowsOf = Callable[[RankingView, _Line], Iterator["tuple[Value, ...]"]]

__all__ = ["Column", "Kind", "Sheet", "Value", "sheets"]

Value = str | float | bool | None


class Kind(Enum):
    """What the values of a column are, and with how many digits they are shown."""

    TEXT = "text"
    LONG = "a long text"
    COUNT = "0"
    TENTHS = "0.0"
    HUNDREDTHS = "0.00"
    PERCENT = "0%"
    FLAG = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """A heading, and what stands under it."""

    heading: str
    kind: Kind = Kind.TEXT
    tells_rank: bool = False
    """Whether it goes with the score: it is empty while scores are hidden."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name; None is an empty cell."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


_STORY = (Column("Story"), Column("Luck", Kind.COUNT), Column("Team"))
_DECISIONS = (
    *_STORY,
    Column("Number", Kind.COUNT),
    Column("Round"),
    Column("Letter"),
    Column("Answer"),
    Column("Label", tells_rank=True),
    Column("Asked", Kind.FLAG),
    Column("Asked with"),
    Column("Taken by default", Kind.FLAG),
    Column("Reason", Kind.LONG),
    Column("Seconds", Kind.COUNT),
    Column("Value after", Kind.TENTHS, tells_rank=True),
    Column("Whom after", Kind.TENTHS, tells_rank=True),
    Column("How after", Kind.TENTHS, tells_rank=True),
    Column("Corrected from"),
    Column(AGAINST_IT, Kind.LONG),
)
_TEAMS = (
    *_STORY,
    Column("Place", Kind.COUNT, tells_rank=True),
    Column("Score", Kind.COUNT, tells_rank=True),
    Column("Ending", tells_rank=True),
    Column("Chasm before", Kind.TENTHS, tells_rank=True),
    Column("Chasm after", Kind.TENTHS, tells_rank=True),
    Column("Whom after", Kind.TENTHS, tells_rank=True),
    Column("How after", Kind.TENTHS, tells_rank=True),
    Column("Promises kept", Kind.PERCENT, tells_rank=True),
    Column("Lowest trust", Kind.TENTHS, tells_rank=True),
    Column("Calibration", Kind.HUNDREDTHS, tells_rank=True),
    Column("Rescues", Kind.COUNT, tells_rank=True),
    Column("File"),
    Column("Played to the end", Kind.FLAG),
)
_BELIEFS = (
    *_STORY,
    Column("Half"),
    Column("Stakeholder or axis"),
    Column("Said before", Kind.HUNDREDTHS),
    Column("Said after", Kind.HUNDREDTHS),
    Column("Deeds before", Kind.HUNDREDTHS, tells_rank=True),
    Column("Deeds after", Kind.HUNDREDTHS, tells_rank=True),
    Column("The people before", Kind.HUNDREDTHS),
    Column("The people after", Kind.HUNDREDTHS, tells_rank=True),
)
_FORECASTS = (
    *_STORY,
    Column("Number", Kind.COUNT),
    Column("Round"),
    Column("Predicted to lose most"),
    Column("Sure", Kind.PERCENT),
    Column("Lost most", tells_rank=True),
    Column("Right", Kind.FLAG, tells_rank=True),
)
NOBODY = "Nobody"


def sheets(view: ComparisonView) -> tuple[Sheet, ...]:
    """Decisions, teams, beliefs and forecasts of all that was found; teams as their ranking has them.

    Behind them are those whose game is not over, with how far they came in their names, and without a place or outputs.
    """
    return (
        _sheet("Decisions", _DECISIONS, view, _decisions),
        _sheet("Teams", _TEAMS, view, lambda _, team: iter([_team(team)])),
        _sheet("Beliefs", _BELIEFS, view, lambda _, team: _beliefs(team)),
        _sheet("Forecasts", _FORECASTS, view, _forecasts),
    )


def _sheet(name: str, columns: tuple[Column, ...], view: ComparisonView, rows_of: _RowsOf) -> Sheet:
    rows: list[tuple[Value, ...]] = []
    if any(ranking.anonymous for ranking in view.rankings):
        # The columns stay where they are: a sheet that reads them by number reads both kinds of file.
        columns = tuple(replace(c, heading=REASONS_LEFT_OUT) if c.kind is Kind.LONG else c for c in columns)
    for ranking in view.rankings:
        shown = [not (c.tells_rank and are_scores_hidden(ranking)) for c in columns]
        lines: tuple[_Line, ...] = (*ranking.teams, *ranking.unfinished)
        for team in lines:
            head: tuple[Value, ...] = (ranking.title, ranking.seed, team.team)
            for row in rows_of(ranking, team):
                cells = (*head, *row)
                rows.append(tuple(cell if seen else None for cell, seen in zip(cells, shown, strict=True)))
    return Sheet(name, columns, tuple(rows))


def _decisions(ranking: RankingView, team: _Line) -> Iterator[tuple[Value, ...]]:
    for number, title, choice in _choices(ranking, team):
        companion = None if choice.companion is None else choice.companion.name
        yield (
            *(number, title, choice.letter or None, choice.title, choice.label, choice.asked, companion),
            *(choice.defaulted, choice.reason or None, choice.seconds),
            *(choice.value_after, choice.what_after, choice.how_after, choice.corrected or None),
            choice.dissent or None,
        )


def _choices(ranking: RankingView, team: _Line) -> Iterator[tuple[int, str, ChoiceCell]]:
    titles = {each.id: each.title for each in ranking.rounds}
    for number, choice in enumerate(team.choices, start=1):
        yield number, titles[choice.round], choice


def _team(team: _Line) -> tuple[Value, ...]:
    if isinstance(team, UnfinishedLine):
        return (*[None] * (len(_TEAMS) - len(_STORY) - 2), team.save, False)
    out = team.outputs
    # Without axes the chasm is its first half alone.
    halves = (out.chasm_end, 0.0) if out.halves is None else (out.halves.what_end, out.halves.how_end)
    return (
        *(team.rank, out.score, team.ending.title, out.chasm_start, out.chasm_end, *halves),
        *(out.say_do, out.resilience, out.calibration, out.rescues, team.save, True),
    )


def _beliefs(team: _Line) -> Iterator[tuple[Value, ...]]:
    yield from (("whom", *_said(line.name, line)) for line in team.beliefs)
    yield from (("how", *_said(line.title, line)) for line in team.ways)


def _said(name: str, line: BeliefLine | WayLine) -> tuple[Value, ...]:
    return name, line.before, line.after, line.start, line.revealed, line.people_start, line.people


def _forecasts(ranking: RankingView, team: _Line) -> Iterator[tuple[Value, ...]]:
    for number, title, choice in _choices(ranking, team):
        if (foreseen := choice.prediction) is not None:
            who = NOBODY if foreseen.who is None else foreseen.who.name
            lost = ", ".join(each.name for each in foreseen.actual) or NOBODY
            yield number, title, who, foreseen.confidence / 100, lost, foreseen.hit
