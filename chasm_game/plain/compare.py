"""Teams side by side as plain text: for a terminal without a screen, a pipe, and those who listen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.account import account, apart
from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.expected import expected_sentences
from chasm_game.compare.hidden import are_scores_hidden
from chasm_game.compare.people_words import BY_THEMSELVES, COLUMNS, how_rows, people_sentences, whom_rows
from chasm_game.compare.ranking import name_key
from chasm_game.compare.sentences import (
    BELIEFS,
    BELOW_THE_LINE,
    BESIDE,
    HALVES,
    OTHER_PEOPLE,
    PARTED,
    TIES,
    VALUES,
    beliefs_sentence,
    halves_sentence,
    mark,
    marks,
    named,
    other_people_sentence,
    output_cells,
    own_chasm,
    parted_sentence,
    standing_words,
    surest_miss,
)
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.plain.table import aligned, cut
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.people import PeopleView
    from chasm_game.compare.views import ComparisonView, RankingView, RoomBeliefs, TeamLine, UnfinishedLine

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
    hidden = are_scores_hidden(view)
    if view.teams:
        if not hidden:
            yield _table(view)
            apart = "" if view.teams[-1].rank is not None else f"–: {BELOW_THE_LINE}.\n"
            yield f"{apart}{TIES}\n{BESIDE}"
        yield f"What each team chose\n{_matrix(view)}\n{marks(view)}"
        yield "\n".join(_answers(view))
        if not hidden:
            yield f"{VALUES}\n{_values(view)}"
            yield "\n".join([HALVES, *(f"  {cut(line.team, TEAM)}: {halves_sentence(line)}" for line in view.teams)])
        yield from _together(view)
        yield from _reasons(view)
    if view.unranked:
        rows = [(cut(u.team, TEAM), one_line(u.reason), one_line(u.save)) for u in view.unranked]
        yield f"Not ranked\n{aligned(rows)}"


def _table(view: RankingView) -> str:
    rows = [("PLACE", "TEAM", "SCORE", "CHASM", "SAY-DO", "RESILIENCE", "CALIBRATION", "ENDING", "SAVE")]
    for line in view.teams:
        # Every output keeps its own place beside it, so that the table is not read as one ranking only.
        outputs = output_cells(line)
        rows.append(
            (
                "–" if line.rank is None else str(line.rank),
                cut(line.team, TEAM),
                str(line.outputs.score),
                *outputs,
                *_ending(line),
            )
        )
    return aligned(rows, right={0, 2})


def _ending(line: TeamLine) -> tuple[str, str]:
    return cut(line.ending.title, 24), one_line(line.save)


def _matrix(view: RankingView) -> str:
    rows = [("", *(str(n) for n, _ in enumerate(view.rounds, start=1)))]
    lines: list[TeamLine | UnfinishedLine] = [*view.teams, *view.unfinished]
    for line in lines:
        by_round = {choice.round: choice for choice in line.choices}
        rows.append((cut(line.team, TEAM), *(mark(by_round.get(each.id)) for each in view.rounds)))
    return aligned(rows)


def _answers(view: RankingView) -> Iterator[str]:
    """What the letters stand for, as far as anybody chose them."""
    for each in view.answers:
        answers = [f"{group.mark} {one_line(group.title)}" for group in each.groups]
        yield f"{each.number} {one_line(each.head.title)}: {'; '.join(answers)}"


def _values(view: RankingView) -> str:
    longest = max(len(line.value_by_round) for line in view.teams)
    rows = [("", *(str(n) for n in range(1, longest + 1)))]
    rows += [(cut(line.team, TEAM), *(f"{value:.0f}" for value in line.value_by_round)) for line in view.teams]
    return aligned(rows, right=set(range(1, longest + 1)))


def _together(view: RankingView) -> Iterator[str]:
    """What is said of all teams together."""
    if view.parted is not None:
        groups = [(g.mark, one_line(g.title), named(g.teams)) for g in view.parted.groups]
        means = [f"{g.mean:.0f}" for g in view.parted.groups]
        rows = (
            aligned([("", "ANSWER", "TEAMS"), *groups])
            if are_scores_hidden(view)
            else aligned(
                [("MEAN SCORE", "", "ANSWER", "TEAMS"), *((m, *g) for m, g in zip(means, groups, strict=True))],
                right={0},
            )
        )
        title = one_line(view.parted.round.title)
        yield f"{PARTED}: {title}\n{parted_sentence(view)}\n{rows}"
    if (miss := surest_miss(view)) is not None:
        yield f"Most sure and wrong: {miss[0]}, {miss[1]}"
    if view.beliefs is not None:
        yield "\n".join(_beliefs(view, view.beliefs))
    if view.persons is not None:
        yield "\n".join(_persons(view.persons))
    if view.other_people and len(view.teams) > 1:
        others = [f"  {other_people_sentence(each, with_order=True)}" for each in view.other_people]
        yield "\n".join([OTHER_PEOPLE, *others])


def _beliefs(view: RankingView, room: RoomBeliefs) -> Iterator[str]:
    yield BELIEFS
    rows: list[tuple[str, ...]] = [("", "BEFORE", "AFTER", "THE PEOPLE")]
    for _, name, before, after, people in room.lines:
        rows.append((cut(name, TEAM), *("–" if s is None else f"{100 * s:.0f}" for s in (before, after, people))))
    yield aligned(rows, right={1, 2, 3})
    yield beliefs_sentence(room)
    for line in () if are_scores_hidden(view) else view.teams:
        if own := own_chasm(line):
            yield f"  {cut(line.team, TEAM)}: {own}"


def _persons(view: PeopleView) -> Iterator[str]:
    """What people said, each for themselves."""
    yield BY_THEMSELVES
    for rows in (whom_rows(view), how_rows(view)):
        if rows:
            heads = tuple(each.upper() for each in COLUMNS)
            yield aligned([heads, *((cut(row[0], TEAM), *row[1:]) for row in rows)], right={1, 2, 3})
    yield " ".join(people_sentences(view))


def _reasons(view: RankingView) -> Iterator[str]:
    """Each round's reasons side by side, with the answers they stand for."""
    if view.anonymous:
        yield REASONS_LEFT_OUT
    for each in view.answers:
        given = [reason for group in each.groups for reason in group.reasons]
        if are_scores_hidden(view):
            # By name: an answer that pays would else put those who gave it on top.
            given.sort(key=lambda reason: name_key(reason[0]))
        reasons = [f"  {cut(team, TEAM)}, {mark(cell)}: {_argued(cell)}" for team, cell in given]
        if reasons:
            yield "\n".join([f"Why, in round {each.number}: {one_line(each.head.title)}", *reasons])


def _argued(cell: ChoiceCell) -> str:
    """Why, and the best case for another answer, as far as each was written down."""
    against = f"{AGAINST_IT}: {one_line(cell.dissent)}" if cell.dissent.strip() else ""
    return " / ".join(said for said in (one_line(cell.reason).strip(), against) if said)


def files(view: ComparisonView) -> Iterator[str]:
    """What was left out and why, who is missing, and one account of all files at the end."""
    for title, lines, more in apart(view.files):
        rows = [f"  {one_line(each.file)}: {one_line(each.reason)}" for each in lines]
        yield "\n".join([title, *rows, *([f"  and {more:,} more"] if more else [])])
    if view.expected is not None:
        yield "\n".join(["Who was expected", *(f"  {each}" for each in expected_sentences(view.expected))])
    yield account(view.files)
