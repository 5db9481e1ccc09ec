"""One finished game as a line of a comparison, before anybody knows its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.compare.answers import ChoiceCell
from chasm_game.compare.views import TeamLine, UnfinishedLine
from chasm_game.debrief.debrief_builder import belief_lines, companion, ending_view, outputs_view
from chasm_game.debrief.own_chasm import own_chasms, way_lines
from chasm_game.engine.reweigh import Recorded, moments_of, recorded, values_under
from chasm_game.engine.score import chasm_of, distance, rounded
from chasm_game.views.consequences_builder import prediction_view
from chasm_game.views.round_builder import WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.engine.plan import Plan
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.journal import Record
    from chasm_game.journal.replay_many import Replayed

__all__ = ["NAMELESS", "Finished", "finished", "most_confident_miss", "scored_under", "under", "unfinished"]

NAMELESS = "a team without a name"


@dataclass(frozen=True, slots=True)
class Finished:
    """A game that is over, small enough to keep by the thousand; its record brings back the rest."""

    line: TeamLine
    record: Record
    recorded: Recorded
    people_before: Mapping[str, float]
    people_after: Mapping[str, float]


def finished(record: Record, played: Replayed, save: str) -> Finished:
    """What a comparison needs of a game that is over."""
    game = played.game
    first, last = game.snapshots[0], game.snapshots[-1]
    moments = moments_of(game)
    choices = _cells(played)
    own = own_chasms(game, played.beliefs, played.ways)
    line = TeamLine(
        team=played.header.team.strip() or NAMELESS,
        save=save,
        rank=None,
        ranks={},
        outputs=outputs_view(game, played.choices),
        ending=ending_view(game),
        choices=choices,
        value_by_round=tuple(m.value for m in moments),
        chasm_by_round=tuple(m.chasm for m in moments),
        trust_by_round=tuple(m.trust for m in moments),
        beliefs=belief_lines(game, played.beliefs),
        own_chasm_before=None if own[0] is None else own[0].chasm,
        own_chasm_after=None if own[1] is None else own[1].chasm,
        most_confident_miss=most_confident_miss(choices),
        defaulted=sum(c.defaulted for c in choices),
        own_how_before=None if own[0] is None else own[0].how,
        own_how_after=None if own[1] is None else own[1].how,
        ways=way_lines(game, played.ways),
    )
    return Finished(line, record, recorded(game), first.people, last.people)


def unfinished(played: Replayed, save: str) -> UnfinishedLine:
    """What a comparison needs of a game that is not over; there is nothing to be said of its outcome."""
    game = played.game
    reached = max((t.index + 1 for t in game.turns if t.after is not None), default=0)
    name = f"{played.header.team.strip() or NAMELESS} (to round {reached})"
    beliefs, ways = belief_lines(game, played.beliefs), way_lines(game, played.ways)
    return UnfinishedLine(name, save, _cells(played), beliefs, ways)


def _cells(played: Replayed) -> tuple[ChoiceCell, ...]:
    """What was decided in the rounds that were played."""
    moments, decided = moments_of(played.game), (t for t in played.game.turns if t.after is not None)
    return tuple(_cell(played, t, c, moments[t.index]) for t, c in zip(decided, played.choices, strict=True))


def most_confident_miss(choices: Sequence[ChoiceCell]) -> ChoiceCell | None:
    """The prediction that was surest and did not come true, the first of equal ones."""
    misses = [c for c in choices if c.prediction is not None and not c.prediction.hit]
    return max(misses, key=lambda c: c.prediction.confidence if c.prediction else 0, default=None)


def scored_under(games: Sequence[Finished], plan: Plan, weights: Mapping[str, float]) -> list[TeamLine]:
    """The lines with the scores that people of these weights give; everything else as it was."""
    seen = values_under(plan, _people(plan, weights), [g.recorded for g in games])
    return [
        replace(game.line, outputs=replace(game.line.outputs, score=rounded(exact), score_exact=exact))
        for game, (_, exact) in zip(games, seen, strict=True)
    ]


def _people(plan: Plan, weights: Mapping[str, float]) -> list[float]:
    """Weights in stakeholder order, divided by their sum."""
    total = sum(weights.get(s, 0.0) for s in plan.stakeholders)
    return [weights.get(s, 0.0) / total for s in plan.stakeholders]


def under(games: Sequence[Finished], plan: Plan, weights: Mapping[str, float] | None) -> list[Finished]:
    """The games as people of other weights (by stakeholder id, any positive sum) see them; None for the people's own.

    Scores, values and the distances of belief sheets change; the chasm stays as it was while they played.
    """
    if weights is None:
        return list(games)
    people = dict(zip(plan.stakeholders, _people(plan, weights), strict=True))
    seen = values_under(plan, list(people.values()), [g.recorded for g in games])
    rounds = [r.id for r in plan.rounds]
    return [_weighed(game, rounds, people, values, exact) for game, (values, exact) in zip(games, seen, strict=True)]


def _weighed(
    game: Finished, rounds: Sequence[str], people: Mapping[str, float], values: tuple[float, ...], exact: float
) -> Finished:
    line = game.line
    after = dict(zip(rounds, values, strict=True))
    choices = tuple(replace(c, value_after=after[c.round]) for c in line.choices)
    before = {b.id: b.before for b in line.beliefs if b.before is not None}
    later = {b.id: b.after for b in line.beliefs if b.after is not None}
    weighed = replace(
        line,
        outputs=replace(line.outputs, score=rounded(exact), score_exact=exact),
        choices=choices,
        value_by_round=values,
        # Other people were so from the start: what moved the real ones in a shock has not moved them.
        beliefs=tuple(replace(b, people=people[b.id], people_start=people[b.id]) for b in line.beliefs),
        own_chasm_before=None if line.own_chasm_before is None else _own(before, people, line.own_how_before),
        own_chasm_after=None if line.own_chasm_after is None else _own(later, people, line.own_how_after),
        most_confident_miss=most_confident_miss(choices),
    )
    return replace(game, line=weighed, people_before=people, people_after=people)


def _own(sheet: Mapping[str, float], people: Mapping[str, float], how: float | None) -> float:
    """A sheet's chasm under other weights: how the people would have value created stays as it was."""
    return chasm_of(distance(sheet, people), how)


def _cell(played: Replayed, turn: Turn, choice: Chose, after: Snapshot) -> ChoiceCell:
    response = turn.round.response(choice.response)
    number = turn.round.responses.index(response) if response is not None else 0
    return ChoiceCell(
        turn.round.id,
        choice.response,
        "ABCDEFGHI"[number] if response is not None else "",
        response.title if response is not None else WAITING[0],
        response.label if response is not None else None,
        turn.asked,
        choice.defaulted,
        prediction_view(played.game, turn, choice),
        choice.reason,
        choice.seconds,
        after.value,
        companion(played.game, turn),
        after.what,
        after.how,
        _letter(turn, choice.corrected),
        choice.dissent,
    )


def _letter(turn: Turn, response_id: str | None) -> str:
    """The letter of a response, or `wait`; empty for none."""
    if response_id is None:
        return ""
    response = turn.round.response(response_id)
    return "wait" if response is None else "ABCDEFGHI"[turn.round.responses.index(response)]
