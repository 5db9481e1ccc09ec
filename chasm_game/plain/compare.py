"""Teams side by side as plain text: for a terminal without a screen, a pipe, and those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.account import account, apart
from chasm_game.compare.expected import expected_sentences
from chasm_game.compare.words import BESIDE, MARKS, TIES, mark, output_cells, standing_words
from chasm_game.debrief.predictions import expectation_of_a_team
from chasm_game.grammar import joined, plural
from chasm_game.plain.table import aligned, cut
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.views import ChoiceCell, ComparisonView, OtherPeople, RankingView, TeamLine

__all__ = ["comparison", "files"]

TEAM = 28
"""Cells of a team's name in a table."""


def comparison(view: ComparisonView) -> Iterator[str]:
    """Paragraphs and tables, an empty line between them."""
    for ranking in view.rankings:
        yield from _ranking(ranking)
    if not view.rankings:
        yield "No game was found that could be compared."
    yield from files(view)


def _ranking(view: RankingView) -> Iterator[str]:
    title = f"{one_line(view.title)} ({one_line(view.scenario)})"
    yield f"{title}\n{'=' * min(len(title), 78)}\n{standing_words(view)}"
    if view.teams:
        yield _table(view)
        yield f"{TIES}\n{BESIDE}"
        yield f"What each team chose\n{_matrix(view)}\n{MARKS}"
        yield "\n".join(_answers(view))
        yield f"Value at the end of each round\n{_values(view)}"
        yield from _together(view)
        yield from _reasons(view)
    if view.unranked:
        rows = [(cut(u.team, TEAM), one_line(u.reason), one_line(u.save)) for u in view.unranked]
        yield f"Not ranked\n{aligned(rows)}"


def _table(view: RankingView) -> str:
    rows = [("PLACE", "TEAM", "SCORE", "CHASM", "SAY-DO", "RESILIENCE", "CALIBRATION", "ENDING", "SAVE")]
    for line in view.teams:
        told = output_cells(line)
        rows.append((str(line.rank), cut(line.team, TEAM), str(line.outputs.score), *told, *_ending(line)))
    return aligned(rows, right={0, 2})


def _ending(line: TeamLine) -> tuple[str, str]:
    return cut(line.ending.title, 24), one_line(line.save)


def _matrix(view: RankingView) -> str:
    rows = [("", *(str(n) for n, _ in enumerate(view.rounds, start=1)))]
    for line in view.teams:
        by_round = {choice.round: choice for choice in line.choices}
        rows.append((cut(line.team, TEAM), *(mark(by_round.get(each.id)) for each in view.rounds)))
    return aligned(rows)


def _answers(view: RankingView) -> Iterator[str]:
    """What the letters stand for, as far as anybody chose them."""
    for number, round_ in enumerate(view.rounds, start=1):
        given = {c.letter or "wait": c.title for line in view.teams for c in line.choices if c.round == round_.id}
        told = [f"{letter} {one_line(title)}" for letter, title in sorted(given.items())]
        yield f"{number} {one_line(round_.title)}: {'; '.join(told)}"


def _values(view: RankingView) -> str:
    longest = max(len(line.value_by_round) for line in view.teams)
    rows = [("", *(str(n) for n in range(1, longest + 1)))]
    rows += [(cut(line.team, TEAM), *(f"{value:.0f}" for value in line.value_by_round)) for line in view.teams]
    return aligned(rows, right=set(range(1, longest + 1)))


def _together(view: RankingView) -> Iterator[str]:
    """What is said of all teams together."""
    if view.parted is not None:
        groups = [(f"{mean:.0f}", one_line(title), joined(_names(teams))) for title, teams, mean in view.parted.groups]
        rows = aligned([("MEAN SCORE", "ANSWER", "TEAMS"), *groups], right={0})
        yield f"Where the teams parted: {one_line(view.parted.round.title)}\n{rows}"
    if view.most_confident_miss is not None:
        team, miss = view.most_confident_miss
        yield f"Most sure and wrong: {one_line(team)}, in {_miss(view, miss)}"
    if view.beliefs is not None:
        yield "\n".join(_beliefs(view))
    if view.other_people and len(view.teams) > 1:
        told = [_other(each) for each in view.other_people]
        yield "\n".join(["Would other people rank the teams in the same way?", *told])


def _names(teams: Sequence[str], most: int = 12) -> list[str]:
    told = [cut(team, TEAM) for team in teams[:most]]
    return told if len(teams) <= most else [*told, f"{len(teams) - most} more"]


def _miss(view: RankingView, miss: ChoiceCell) -> str:
    title = next(each.title for each in view.rounds if each.id == miss.round)
    assert miss.prediction is not None
    p = miss.prediction
    return f"{one_line(title)}: {expectation_of_a_team(p)}"


def _beliefs(view: RankingView) -> Iterator[str]:
    assert view.beliefs is not None
    room = view.beliefs
    yield "What the room believes creates the most value, in shares of 100"
    rows: list[tuple[str, ...]] = [("", "BEFORE", "AFTER", "THE PEOPLE")]
    for _, name, before, after, people in room.lines:
        rows.append((cut(name, TEAM), *("–" if s is None else f"{100 * s:.0f}" for s in (before, after, people))))
    yield aligned(rows, right={1, 2, 3})
    parts = [
        f"{chasm:.0f} {when} ({plural(count, 'sheet')})"
        for chasm, when, count in (
            (room.chasm_before, "before", room.handed_in_before),
            (room.chasm_after, "after", room.handed_in_after),
        )
        if chasm is not None
    ]
    yield f"The social chasm of the room: {', '.join(parts)}."
    for line in view.teams:
        told = [
            f"{chasm:.0f} {when}"
            for chasm, when in ((line.own_chasm_before, "before"), (line.own_chasm_after, "after"))
            if chasm is not None
        ]
        if told:
            yield f"  {cut(line.team, TEAM)}: {', '.join(told)}"


def _other(other: OtherPeople) -> str:
    title = f"  {one_line(other.title)} (`{one_line(other.name)}`)"
    if other.same_order:
        return f"{title}: yes, the same order."
    first = "the same team first" if other.same_first else f"{cut(other.order[0][0], TEAM)} first"
    names = joined(_names([f"{cut(team, TEAM)} {score:.0f}" for team, score in other.order]))
    return f"{title}: no, {first}. {names}."


def _reasons(view: RankingView) -> Iterator[str]:
    """Each round's reasons side by side, with the answers they stand for."""
    for number, round_ in enumerate(view.rounds, start=1):
        told = []
        for line in view.teams:
            choice = next((c for c in line.choices if c.round == round_.id), None)
            if choice is not None and choice.reason.strip():
                told.append(f"  {cut(line.team, TEAM)}, {mark(choice)}: {one_line(choice.reason)}")
        if told:
            yield "\n".join([f"Why, in round {number}: {one_line(round_.title)}", *told])


def files(view: ComparisonView) -> Iterator[str]:
    """What was left out and why, who is missing, and one account of all files at the end."""
    for title, lines, more in apart(view.files):
        rows = [f"  {one_line(each.file)}: {one_line(each.reason)}" for each in lines]
        yield "\n".join([title, *rows, *([f"  and {more:,} more"] if more else [])])
    if view.expected is not None:
        yield "\n".join(["Who was expected", *(f"  {each}" for each in expected_sentences(view.expected))])
    yield account(view.files)
