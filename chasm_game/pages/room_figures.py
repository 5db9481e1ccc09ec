"""The courses of all teams: each by name where they are few; where they are many, the room in grey and a few named."""

from __future__ import annotations

from statistics import median, quantiles
from typing import TYPE_CHECKING, Literal

from chasm_game.charts.figures import DotRow, Dots, Line, Lines, Point
from chasm_game.pages.figures import KINDS, above, nearby
from chasm_game.pages.many_teams import MANY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.views import RankingView, TeamLine, TeamPack

__all__ = ["FEW", "each_team", "room_band", "room_beliefs", "room_course", "weighed_anew"]

FEW = 8
"""Up to so many teams every line has a name and a colour of its own; more are a haystack."""

STROKES = ("solid", "sparse", "dotted")
"""Neighbours are told apart without their colour too: on grey paper, and by whoever sees no red and green."""


def each_team(ranking: RankingView, packs: Sequence[TeamPack]) -> Lines:
    """The value of every team after each round that any team played, in the order of their names."""
    # Under other weights the start has another value, which no save tells.
    begun = [] if weighed_anew(packs) or not packs else [Point(packs[0].debrief.trajectory[0].value, "the start")]
    made = tuple(
        Line(pack.line.team, (*begun, *_points(ranking, pack.line)), STROKES[n % 3]) for n, pack in enumerate(packs)
    )
    labels = (*("start" for _ in begun), *(str(n) for n in range(1, len(ranking.rounds) + 1)))
    low, high = nearby(p.value for line in made for p in line.points if p.value is not None)
    return Lines("Value of every team after each round", labels, made, low, high)


def weighed_anew(packs: Sequence[TeamPack]) -> bool:
    """Whether the values of the comparison stand under other weights than those that the games were played under."""
    return any(
        # The same weighing, done twice, may differ in the last bits.
        abs(cell.value_after - decision.value_after) > 1e-6
        for pack in packs
        for cell, decision in zip(pack.line.choices, pack.debrief.decisions, strict=False)
    )


def room_course(all_teams: Lines, own: str = "") -> Lines:
    """The same with what the eye should follow: everybody, or `own`, or the ends and the middle of many."""
    if not own and len(all_teams.lines) <= FEW:
        return all_teams
    named = {own} if own else _ends(all_teams.lines)
    quiet = tuple(_quietly(line) for line in all_teams.lines if line.name not in named)
    loud = tuple(Line(line.name, line.points) for line in all_teams.lines if line.name in named)
    # Of two teams the middle is a line that nobody played.
    middle = (_middle(all_teams),) if len(all_teams.lines) > 2 else ()
    return Lines(all_teams.title, all_teams.x, (*quiet, *loud, *middle), all_teams.low, all_teams.high)


def room_band(all_teams: Lines) -> Lines:
    """The room at each place: its highest, its middle and its lowest value, of whichever team; nobody is told by it."""
    known = [
        [v for line in all_teams.lines if n < len(line.points) and (v := line.points[n].value) is not None]
        for n in range(len(all_teams.x))
    ]
    # Without notes: a decision and its reason would say whose value it is.
    quarters = len(all_teams.lines) > MANY  # the ends of so many are single teams; the half in the middle is the room
    lines = (
        _of_each("highest", max, "sparse", known),
        *([_of_each("upper quarter", _upper, "dotted", known)] if quarters else []),
        _of_each("middle", median, "solid", known),
        *([_of_each("lower quarter", _lower, "dotted", known)] if quarters else []),
        _of_each("lowest", min, "sparse" if quarters else "dotted", known),
    )
    return Lines("Value of the room after each round", all_teams.x, lines, all_teams.low, all_teams.high)


def _of_each(
    name: str, of: Callable[[Sequence[float]], float], stroke: Literal["solid", "sparse", "dotted"],
    known: Sequence[Sequence[float]],
) -> Line:  # fmt: skip
    """One number of what is known at each place."""
    return Line(name, tuple(Point(of(values) if values else None) for values in known), stroke)


def _upper(values: Sequence[float]) -> float:
    """What a quarter of the room has or more."""
    # Inclusive: these teams are all there are, and no sample of others.
    return quantiles(values, n=4, method="inclusive")[2] if len(values) > 1 else values[0]


def _lower(values: Sequence[float]) -> float:
    return quantiles(values, n=4, method="inclusive")[0] if len(values) > 1 else values[0]


def room_beliefs(ranking: RankingView) -> Dots | None:
    """What the room said on average before and after, what its deeds showed, and the people; None without sheets."""
    if ranking.beliefs is None:
        return None
    shown = {
        s: sum(b.revealed for line in ranking.teams for b in line.beliefs if b.id == s) / len(ranking.teams)
        for s, *_ in ranking.beliefs.lines
    }
    rows = tuple(
        DotRow(name, tuple(None if v is None else 100 * v for v in (before, after, shown[s], people)))
        for s, name, before, after, people in ranking.beliefs.lines
    )
    most = max((v for row in rows for v in row.values if v is not None), default=0.0)
    return Dots("What creates the most value, on average over the room", KINDS, rows, 0.0, above(most))


def _points(ranking: RankingView, line: TeamLine) -> list[Point]:
    """The value after each round of the room: where a team's story has it not, what it was; once fallen, 0."""
    cells = {cell.round: cell for cell in line.choices}
    last = line.choices[-1].round if line.choices else ""
    points: list[Point] = []
    after_last = False
    for round_ in ranking.rounds:
        cell = cells.get(round_.id)
        if cell is not None:
            points.append(Point(cell.value_after, _note(cell)))
        # A company that fell is worth nothing from then on; in a round that its story skipped it is worth what it
        # was.
        elif after_last and line.ending.id == "fallen":
            points.append(Point(0.0, "fallen"))
        else:
            points.append(Point(points[-1].value if points else None, "not in this team's story"))
        after_last = after_last or round_.id == last
    return points


def _note(cell: ChoiceCell) -> str:
    reason = f" — “{cell.reason}”" if cell.reason.strip() else ""
    return f"{cell.title}{reason}"


def _ends(lines: Sequence[Line]) -> set[str]:
    """The lines that end highest and lowest; of equal ones the first."""
    known = [line for line in lines if line.last is not None]
    if not known:
        return set()
    return {max(known, key=lambda line: line.last or 0.0).name, min(known, key=lambda line: line.last or 0.0).name}


def _quietly(line: Line) -> Line:
    return Line(line.name, line.points, quiet=True)


def _middle(figure: Lines) -> Line:
    """The median of the room at each place."""
    points = []
    for n in range(len(figure.x)):
        known = [v for line in figure.lines if n < len(line.points) and (v := line.points[n].value) is not None]
        points.append(Point(median(known) if known else None, "half of the teams stand higher, half lower"))
    return Line("the middle", tuple(points), "dotted")
