"""The sections of a comparison as paragraphs and tables: what everybody may see first, who won later."""

from __future__ import annotations

from math import ceil, floor
from statistics import fmean
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.charts.figures import Line, Lines, Point
from chasm_game.compare.account import account, apart
from chasm_game.compare.anonymous import REASONS_LEFT_OUT
from chasm_game.compare.expected import expected_sentences
from chasm_game.compare.hidden import are_scores_hidden
from chasm_game.compare.people_words import BY_THEMSELVES, COLUMNS, how_rows, people_sentences, whom_rows
from chasm_game.compare.ranking import by_name, everybody
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
    other_people_sentence,
    output_cells,
    own_chasm,
    parted_sentence,
    standing_words,
    surest_miss,
)
from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.debrief.predictions import expectation_of_a_team
from chasm_game.tui.text import ACCENT, MUTED, PEOPLE, Drawn, Para, columns, fitted, heading, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.compare.people import PeopleView
    from chasm_game.compare.views import ComparisonView, RankingView, TeamLine, UnfinishedLine

__all__ = ["PAGE", "choices", "course", "files", "ranking", "reasons", "room"]

PAGE = 6
"""Teams in one chart: more lines than that are a tangle."""
_STROKES = ("solid", "dotted", "sparse")


def _name_width(view: RankingView, width: int) -> int:
    longest = max((line(each.team).cell_length for each in everybody(view)), default=8)
    return min(longest, max(width // 3, 12)) + 1


def choices(view: RankingView) -> Drawn:
    """Rounds across, teams down: what everybody chose."""

    def paint(width: int) -> list[Content]:
        name, cell = _name_width(view, width), 6
        rows = [columns([(Content(""), name), *((Content.styled(str(n), "bold"), cell) for n in _numbers(view))])]
        for team in everybody(view):
            cells = ((_choice(team, each.id), cell) for each in view.rounds)
            rows.append(columns([(line(team.team), name), *cells]))
        rows = [fitted(row, width) if row.cell_length > width else row for row in rows]
        legend = [Para(Content.styled(marks(view), MUTED), gap=1), *_answers(view)]
        return [*rows, *(each for para in legend for each in para.lines(width))]

    return Drawn(paint)


def _numbers(view: RankingView) -> range:
    return range(1, len(view.rounds) + 1)


def _choice(team: TeamLine | UnfinishedLine, round_id: str) -> Content:
    found = next((c for c in team.choices if c.round == round_id), None)
    return Content.styled(mark(found), MUTED if found is None else ACCENT if found.defaulted else "")


def _answers(view: RankingView) -> Iterator[Para]:
    """What the letters stand for, as far as anybody chose them, and how many did."""
    for each in view.answers:
        yield Para(line(each.head.title, "bold"), Content.styled(f"{each.number}  ", f"bold {ACCENT}"), gap=1)
        for group in each.groups:
            title = Content.assemble(line(group.title), (f"  {len(group.everybody)}", MUTED))
            yield Para(title, Content.styled(f"{group.mark}  ", "bold"), indent=3)


def reasons(view: RankingView) -> list[Para]:
    """Round by round, what each team did and why, and whom it expected to lose."""
    paras = [Para(Content.styled(REASONS_LEFT_OUT, MUTED))] if view.anonymous else []
    for number, round_ in enumerate(view.rounds, start=1):
        paras.append(Para(line(round_.title, f"bold {ACCENT}"), Content(f"{number}  "), gap=1 if paras else 0))
        for team in everybody(view):
            for choice in (cell for cell in team.choices if cell.round == round_.id):
                head = Content.assemble(line(team.team, "bold"), "  ", line(choice.title))
                paras.append(Para(head, Content.styled(fitted(Content(mark(choice)), 5).plain, ACCENT)))
                if choice.reason.strip():
                    paras.append(Para(line(choice.reason, "italic"), indent=5))
                if choice.dissent.strip():
                    against = Content.assemble((f"{AGAINST_IT}: ", MUTED), line(choice.dissent, "italic"))
                    paras.append(Para(against, indent=5))
                if choice.prediction is not None:
                    paras.append(Para(line(expectation_of_a_team(choice.prediction)), indent=5))
    return paras or [Para(Content("Nobody decided anything."))]


def course(view: RankingView, page: int) -> Lines:
    """The values of some teams over the rounds of the file, and behind them the mean of all."""
    teams = by_name(view.teams)
    rounds = max((len(each.value_by_round) for each in teams), default=0)
    shown = teams[page * PAGE : (page + 1) * PAGE]
    lines = [
        Line(each.team[:20], tuple(Point(v) for v in each.value_by_round), _STROKES[n % len(_STROKES)])
        for n, each in enumerate(shown)
    ]
    if len(teams) > 1:
        mean = tuple(Point(fmean(each.value_by_round[n] for each in teams)) for n in range(rounds))
        lines.append(Line("mean of all", mean, "sparse"))
    # Of all teams and not only of those on this page.
    low, high = _range([v for each in teams for v in each.value_by_round])
    x = tuple(str(n) for n in range(1, rounds + 1))
    return Lines(VALUES, x, tuple(lines), low, high)


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Tens around everything that any team had, so that pages can be held against each other; twenty at least."""
    low, high = (10 * floor(min(values, default=0) / 10), 10 * ceil(max(values, default=100) / 10))
    return (low, high) if high - low >= 20 else (max(low - 10, 0), min(high + 10, 100))


def ranking(view: RankingView) -> Drawn:
    """Who stands where, by score and by every other output."""

    def paint(width: int) -> list[Content]:
        name = min(_name_width(view, width), max(width - 58, 12))  # of the numbers none is cut off
        cells = (("CHASM", 12), ("SAY-DO", 8), ("RESILIENCE", 10), ("CALIBRATION", 11))
        head = [(_bold("PLACE"), 5), (_bold("TEAM"), name), (_bold("SCORE"), 6), *((_bold(t), w) for t, w in cells)]
        rows = [columns(head)]
        below = False
        for team in view.teams:
            if team.rank is None and not below:
                below = True
                rows += [Content(""), Content.styled(f"{BELOW_THE_LINE}:", MUTED)]
            outputs = [(Content(c), w) for c, (_, w) in zip(output_cells(team), cells, strict=True)]
            place = Content(f"{'' if team.rank is None else team.rank:>5}")
            score = Content.styled(f"{team.outputs.score:>5}", f"bold {ACCENT}")
            rows.append(columns([(place, 5), (line(team.team), name), (score, 6), *outputs]))
        rows = [fitted(row, width) if row.cell_length > width else row for row in rows]
        paras = [Para(Content.styled(note, MUTED), gap=1) for note in (TIES, BESIDE, standing_words(view))]
        paras += _unranked(view)
        return [*rows, *(each for para in paras for each in para.lines(width))]

    return Drawn(paint)


def _bold(words: str) -> Content:
    return Content.styled(words, "bold")


def _unranked(view: RankingView) -> list[Para]:
    paras = [heading("Not ranked")] if view.unranked else []
    return [*paras, *(Para(Content.assemble(line(u.team, "bold"), ": ", line(u.reason))) for u in view.unranked)]


def room(view: RankingView) -> list[Para]:
    """What is said of all teams together."""
    paras = list(_parted(view))
    if (miss := surest_miss(view)) is not None:
        paras.append(heading("Most sure and wrong"))
        paras.append(Para(Content.assemble(line(miss[0], "bold"), ", ", line(miss[1]))))
    if not are_scores_hidden(view):
        paras.append(heading(HALVES))
        paras += [
            Para(Content.assemble(line(team.team), (f": {halves_sentence(team)}", MUTED)), indent=2)
            for team in by_name(view.teams)
        ]
    paras += _beliefs(view)
    if view.persons is not None:
        paras += _persons(view.persons)
    if view.other_people and len(view.teams) > 1:
        paras.append(heading(OTHER_PEOPLE))
        paras += [Para(line(other_people_sentence(each), PEOPLE)) for each in view.other_people]
    return paras or [Para(Content("Nothing can be said of one team alone."))]


def _parted(view: RankingView) -> Iterator[Para]:
    if view.parted is None:
        return
    yield Para(Content.assemble((f"{PARTED}: ", f"bold {ACCENT}"), line(view.parted.round.title, "bold")))
    yield Para(line(parted_sentence(view), MUTED))
    for group in view.parted.groups:
        names = Content(", ").join([line(team) for team in group.teams])
        answer = Content.assemble((f"{group.mark} ", MUTED), line(group.title), (": ", MUTED), names)
        score = "" if are_scores_hidden(view) else f"{group.mean:4.0f}  "
        yield Para(answer, Content.styled(score, "bold"))


def _beliefs(view: RankingView) -> Iterator[Para]:
    if view.beliefs is None:
        return
    yield heading(BELIEFS)

    def paint(width: int, texts: Sequence[str], name: str, style: str = "") -> Content:
        room_for = min(max(width // 3, 12), 30)
        return columns([(line(name), room_for), *((Content.styled(f"{t:>7}", style), 10) for t in texts)])

    # For 80 cells everywhere: a paragraph is made before its width is known.
    yield Para(paint(80, ("before", "after", "people"), "", MUTED))
    for _, name, *shares in view.beliefs.lines:
        yield Para(paint(80, ["–" if s is None else f"{100 * s:.0f}" for s in shares], name))
    yield Para(line(beliefs_sentence(view.beliefs)), gap=1)
    for team in () if are_scores_hidden(view) else by_name(view.teams):
        if own := own_chasm(team):
            yield Para(Content.assemble(line(team.team), (f": {own}", MUTED)), indent=2)


def _persons(view: PeopleView) -> Iterator[Para]:
    """What people said, each for themselves."""
    yield heading(BY_THEMSELVES)
    for rows in (whom_rows(view), how_rows(view)):
        for name, *cells in [COLUMNS, *rows] if rows else ():
            style = "" if name else MUTED
            shown = [(Content.styled(f"{cell:>18}", style), 19) for cell in cells]
            yield Para(columns([(line(name), 22), *shown]))
    yield Para(Content(" ".join(people_sentences(view))), gap=1)


def files(view: ComparisonView) -> list[Para]:
    """One account of all files, who is missing, and what was left out and why."""
    paras = [Para(Content(account(view.files)))]
    if view.expected is not None:
        paras.append(heading("Who was expected"))
        paras += [Para(line(each)) for each in expected_sentences(view.expected)]
    for title, lines, more in apart(view.files):
        paras.append(heading(title))
        paras += [Para(Content.assemble(line(each.file, "bold"), ": ", line(each.reason))) for each in lines]
        paras += [Para(Content.styled(f"and {more:,} more", MUTED))] if more else []
    return paras
