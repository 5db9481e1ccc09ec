"""What a debrief says of all teams together: where they parted, who else might have won, what the room believes."""

from __future__ import annotations

from itertools import groupby
from statistics import fmean
from typing import TYPE_CHECKING

from chasm_game.compare.answers import AnswerGroup, PartingView, RoundAnswers, RoundHead
from chasm_game.compare.hidden import as_listed
from chasm_game.compare.ranking import by_name, in_rank_order
from chasm_game.compare.team_lines import Finished, scored_under
from chasm_game.compare.views import OtherPeople, RoomBeliefs
from chasm_game.compare.weights import Weights
from chasm_game.engine.score import chasm_of, distance, how_distance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.views import TeamLine, UnfinishedLine
    from chasm_game.engine.plan import Plan

__all__ = [
    "answers_by_round",
    "mean_sheet",
    "other_people",
    "parted",
    "room_beliefs",
    "rooms_own_weights",
    "rounds_played",
    "surest_miss",
]


def rounds_played(plan: Plan, lines: Sequence[TeamLine | UnfinishedLine]) -> tuple[RoundHead, ...]:
    """The rounds that any team played, in the order of the file."""
    played = {choice.round for line in lines for choice in line.choices}
    return tuple(RoundHead(r.id, r.title) for r in plan.rounds if r.id in played)


def answers_by_round(
    rounds: Sequence[RoundHead], lines: Sequence[TeamLine], unfinished: Sequence[UnfinishedLine] = ()
) -> tuple[RoundAnswers, ...]:
    """Every round with who answered what: answers as they are listed, teams by name."""
    ordered = by_name(lines)
    return tuple(
        RoundAnswers(number, head, _groups(head, ordered, unfinished)) for number, head in enumerate(rounds, start=1)
    )


def _groups(
    head: RoundHead, lines: Sequence[TeamLine], unfinished: Sequence[UnfinishedLine]
) -> tuple[AnswerGroup, ...]:
    others: dict[str, list[tuple[str, ChoiceCell]]] = {}
    for open_line in unfinished:
        for cell in open_line.choices:
            if cell.round == head.id:
                others.setdefault(cell.response, []).append((open_line.team, cell))
    groups: dict[str, list[tuple[TeamLine, ChoiceCell]]] = {}
    for line in lines:
        for cell in line.choices:
            if cell.round == head.id:
                groups.setdefault(cell.response, []).append((line, cell))
    made = []
    for response, given in groups.items():
        cell, mean = given[0][1], fmean(line.outputs.score for line, _ in given)
        cells = tuple((line.team, each) for line, each in given)
        beside = tuple(others.pop(response, ()))
        made.append(AnswerGroup(response, cell.letter, cell.title, cell.label, cells, mean, beside))
    for response, open_cells in others.items():
        cell = open_cells[0][1]
        made.append(AnswerGroup(response, cell.letter, cell.title, cell.label, (), 0.0, tuple(open_cells)))
    return as_listed(made)


def parted(answers: Sequence[RoundAnswers]) -> PartingView | None:
    """The round whose answers part the final scores most: by the variance between the groups that gave each answer.

    Each group counts by its size. None where nobody answered differently anywhere. The first of equal rounds.
    """
    apart = [each for each in answers if len(_scored(each)) > 1]
    if not apart:
        return None
    most = max(apart, key=_between)
    return PartingView(most.number, most.head, tuple(sorted(_scored(most), key=lambda group: -group.mean)))


def _scored(answers: RoundAnswers) -> list[AnswerGroup]:
    """The groups in which somebody's game is over."""
    return [group for group in answers.groups if group.given]


def _between(answers: RoundAnswers) -> float:
    sizes = [(len(group.given), group.mean) for group in _scored(answers)]
    # Weighed by size: one team alone with a strange answer does not part a room.
    everybody = sum(size * mean for size, mean in sizes) / sum(size for size, _ in sizes)
    return sum(size * (mean - everybody) ** 2 for size, mean in sizes)


def other_people(
    plan: Plan, games: Sequence[Finished], ranking: Sequence[TeamLine], sets: Iterable[Weights]
) -> tuple[OtherPeople, ...]:
    """The ranking under every other set of weights; the order is the same where the same teams stand in every place."""
    names = {line.save: line.team for line in ranking}
    # By places and not by scores: other weights move every score, and may leave the order as it is.
    own = [
        {line.save for line in ranking if line.rank == rank}
        for rank in sorted({line.rank for line in ranking if line.rank is not None})
    ]
    found = []
    for weights in sets:
        order = in_rank_order(scored_under(games, plan, weights.of))
        theirs = _standing(order)
        scores = tuple((names[line.save], float(line.outputs.score)) for line in order if line.rank is not None)
        found.append(OtherPeople(weights.name, weights.title, scores, own == theirs, own[:1] == theirs[:1]))
    return tuple(found)


def _standing(ranking: Iterable[TeamLine]) -> list[set[str]]:
    """Who shares each place, the first place first."""
    placed_alone = (line for line in ranking if line.rank is not None)
    return [{line.save for line in sharing} for _, sharing in groupby(placed_alone, key=lambda line: line.rank)]


def mean_sheet(sheets: Sequence[Mapping[str, float]], stakeholders: Sequence[str]) -> dict[str, float] | None:
    """The mean of belief sheets, each in shares of 1; None where there is none."""
    if not sheets:
        return None
    return {s: fmean(sheet.get(s, 0.0) for sheet in sheets) for s in stakeholders}


def rooms_own_weights(plan: Plan, games: Sequence[Finished]) -> Weights | None:
    """The room as a weight set: the mean of the latest sheet of each team; None where nobody handed one in."""
    sheets = [
        {b.id: share for b in g.line.beliefs if (share := b.before if b.after is None else b.after) is not None}
        for g in games
    ]
    mean = mean_sheet([sheet for sheet in sheets if sheet], plan.stakeholders)
    return None if mean is None else Weights("room", "The room's own belief sheets", mean)


def room_beliefs(
    plan: Plan, games: Sequence[Finished], unfinished: Sequence[UnfinishedLine] = ()
) -> RoomBeliefs | None:
    """The belief sheets of all teams on average, those before the game of unfinished ones too, beside the people's."""
    lines: list[TeamLine | UnfinishedLine] = [*(g.line for g in games), *unfinished]
    before = [{b.id: b.before for b in line.beliefs if b.before is not None} for line in lines]
    after = [{b.id: b.after for b in g.line.beliefs if b.after is not None} for g in games]
    before, after = [s for s in before if s], [s for s in after if s]
    if not before and not after:
        return None
    ids = plan.stakeholders
    means = mean_sheet(before, ids), mean_sheet(after, ids)
    first, last = mean_sheet([g.people_before for g in games], ids), mean_sheet([g.people_after for g in games], ids)
    assert first is not None and last is not None  # noqa: PT018
    hows = _how(lines, before=bool(before), after=bool(after))
    return RoomBeliefs(
        tuple((s, plan.scenario.name_of(s), _of(means[0], s), _of(means[1], s), last[s]) for s in ids),
        len(before),
        len(after),
        None if means[0] is None else chasm_of(distance(means[0], first), hows[0]),
        None if means[1] is None else chasm_of(distance(means[1], last), hows[1]),
        *hows,
    )


def _how(teams: Sequence[TeamLine | UnfinishedLine], *, before: bool, after: bool) -> tuple[float | None, float | None]:
    """The second halves of the room's chasms before and after: both or none where it has both, to measure alike."""
    lines = [way for team in teams for way in team.ways]
    first = _apart([(w.id, w.before, w.people_start) for w in lines]) if before else None
    last = _apart([(w.id, w.after, w.people) for w in lines]) if after else None
    if before and after and (first is None or last is None):
        return None, None
    return first, last


def _apart(places: Iterable[tuple[str, float | None, float]]) -> float | None:
    """How far what was said on average, axis by axis, is from what the people wish; None where nobody said anything."""
    said: dict[str, list[tuple[float, float]]] = {}
    for axis, place, wish in places:
        if place is not None:
            said.setdefault(axis, []).append((place, wish))
    if not said:
        return None
    means = {axis: (fmean(p for p, _ in mine), fmean(w for _, w in mine)) for axis, mine in said.items()}
    return how_distance({a: place for a, (place, _) in means.items()}, {a: wish for a, (_, wish) in means.items()})


def _of(sheet: Mapping[str, float] | None, stakeholder: str) -> float | None:
    return None if sheet is None else sheet[stakeholder]


def surest_miss(lines: Sequence[TeamLine]) -> tuple[str, ChoiceCell] | None:
    """Who in the room was most sure and wrong; of equal ones, the team that stands first."""
    missed = [(line.team, miss) for line in lines if (miss := line.most_confident_miss) is not None]
    return max(missed, key=lambda m: m[1].prediction.confidence if m[1].prediction else 0, default=None)
