"""The debrief as data: everything, once the game is over."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.debrief.leader_account import carrying, leader_courses, uncarried
from chasm_game.debrief.lessons import best_decision, unasked
from chasm_game.debrief.own_chasm import own_chasms, way_lines
from chasm_game.debrief.promise_account import promise_account
from chasm_game.debrief.solvency_account import fall, rescues
from chasm_game.gauges import CASH
from chasm_game.journal.played import calibration
from chasm_game.views.consequences_builder import consequences, ledger_lines, prediction_view
from chasm_game.views.debrief import BeliefLine, DebriefView, DecisionLine, ParallelView
from chasm_game.views.named import Named
from chasm_game.views.outputs import EndingView, HalvesView, OutputsView, TrajectoryPoint
from chasm_game.views.round_builder import WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.snapshot import Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.played import Played
    from chasm_game.journal.replay_many import Replayed
    from chasm_game.views.intro import IntroView

__all__ = [
    "belief_lines",
    "companion",
    "debrief",
    "debrief_without_causes",
    "ending_view",
    "outputs_view",
    "trajectory",
]


def debrief(played: Played, intro: IntroView) -> DebriefView:
    """Everything that can be said of a game that is over."""
    numbers = range(1, len(played.choices) + 1)
    return replace(
        debrief_without_causes(played, intro),
        rounds=tuple(consequences(played, n, everything=True) for n in numbers),
        coast=ledger_lines(played.game, [e for e in played.game.ledger if e.round.startswith("coast-")]),
    )


def debrief_without_causes(played: Played | Replayed, intro: IntroView) -> DebriefView:
    """The same with nothing of what followed round by round; of a game whose reasons were kept.

    Causes are most of it, in time and in memory: what is said of hundreds of teams together does without.
    """
    game = played.game
    decisions = tuple(_decision(played, n) for n in range(1, len(played.choices) + 1))
    own = own_chasms(game, played.beliefs, played.ways)
    authored = game.scenario.debrief
    return DebriefView(
        intro=intro,
        ending=ending_view(game),
        outputs=outputs_view(game, played.choices),
        trajectory=trajectory(game),
        decisions=decisions,
        # Left out here, and put in by `debrief` alone.
        rounds=(),
        coast=(),
        beliefs=belief_lines(game, played.beliefs),
        own_chasm_before=None if own[0] is None else own[0].chasm,
        own_chasm_after=None if own[1] is None else own[1].chasm,
        most_confident_miss=_most_confident_miss(decisions),
        best_decision=best_decision(game),
        unasked=unasked(game),
        promises=promise_account(game),
        leaders=leader_courses(game),
        uncarried=uncarried(game),
        rescues=tuple(rescues(game)),
        fall=fall(game),
        points=tuple(note.text for note in authored.points if game.held(note.when)),
        questions=tuple(note.text for note in authored.questions if game.held(note.when)),
        parallels=tuple(ParallelView(p.case, p.text, p.source) for p in authored.parallels if game.held(p.when)),
        ways=way_lines(game, played.ways),
        own_how_before=None if own[0] is None else own[0].how,
        own_how_after=None if own[1] is None else own[1].how,
    )


def ending_view(game: FinishedGame) -> EndingView:
    """The ending that was reached; a story without a fitting one still ends."""
    assert game.outcome is not None
    ending = next((e for e in game.scenario.endings if e.id == game.outcome.ending), None)
    if ending is not None:
        return EndingView(ending.id, ending.title, ending.text)
    # A story may name no ending that fits; the company has fallen all the same.
    fallen = game.outcome.ending == "fallen"
    title, text = ("Fallen", "The company is insolvent.") if fallen else ("The end", "The story ends here.")
    return EndingView(game.outcome.ending, title, text)


def outputs_view(game: FinishedGame, choices: Sequence[Chose]) -> OutputsView:
    """What the game came to."""
    outcome = game.outcome
    assert outcome is not None
    return OutputsView(
        outcome.score,
        outcome.score_exact,
        outcome.chasm_start,
        outcome.chasm_end,
        outcome.say_do,
        outcome.resilience,
        calibration(game.turns, choices),
        _halves(game),
        outcome.rescues,
        _people_moved(game),
    )


def _people_moved(game: FinishedGame) -> bool:
    first, last = game.snapshots[0], game.snapshots[-1]
    return first.people != last.people or first.people_ways != last.people_ways


def _halves(game: FinishedGame) -> HalvesView | None:
    first, last = game.snapshots[0], game.snapshots[-1]
    return HalvesView(first.what, last.what, first.how, last.how) if game.plan.axes else None


def trajectory(game: FinishedGame) -> tuple[TrajectoryPoint, ...]:
    """Value and chasm at the start, at the end of each round that happened, and of each silent round."""
    points = []
    number = 0
    for snapshot in game.snapshots:
        coast = snapshot.stage == "coast"
        if snapshot.stage == "end":
            number += 1
        # Silent rounds are counted apart: nobody decided in them, and the story does not number them.
        label = "start" if snapshot.stage == "start" else f"+{snapshot.round.split('-')[1]}" if coast else str(number)
        halves = (snapshot.what, snapshot.how) if game.plan.axes else (None, None)
        points.append(TrajectoryPoint(label, snapshot.value, snapshot.chasm, snapshot[CASH], coast, *halves))
    return tuple(points)


def _decision(played: Played | Replayed, number: int) -> DecisionLine:
    game, turn, choice = played.game, played.game.turns[number - 1], played.choices[number - 1]
    response = turn.round.response(choice.response)
    how = carrying(game, turn)
    assert turn.after is not None
    return DecisionLine(
        number,
        turn.round.id,
        turn.round.title,
        choice.response,
        response.title if response else WAITING[0],
        response.label if response else None,
        turn.asked,
        prediction_view(game, turn, choice),
        choice.reason,
        turn.before.value,
        turn.after.value,
        companion(game, turn),
        None if how is None else how.carry,
        None if how is None else how.strange,
        choice.dissent,
    )


def companion(game: FinishedGame, turn: Turn) -> Named | None:
    """The leader who came along when the people were asked; None where they were asked alone, or not at all."""
    if turn.ask is None:
        return None
    return next((Named(k.id, k.name) for k in game.scenario.leaders if k.id == turn.ask.leader), None)


def belief_lines(game: FinishedGame, sheets: Mapping[str, Mapping[str, float] | None]) -> tuple[BeliefLine, ...]:
    """What creates the most value: as the player said, as the deeds show, as the people believe."""
    first, last = game.snapshots[0], game.snapshots[-1]
    before, after = _shares(sheets.get("before")), _shares(sheets.get("after"))
    return tuple(
        BeliefLine(
            s.id,
            s.name,
            # Who handed in a sheet and left somebody out gave them nothing; who handed in none said nothing.
            None if before is None else before.get(s.id, 0.0),
            None if after is None else after.get(s.id, 0.0),
            first.belief[s.id],
            last.belief[s.id],
            last.people[s.id],
            first.people[s.id],
        )
        for s in game.scenario.stakeholders
    )


def _shares(points: Mapping[str, float] | None) -> dict[str, float] | None:
    if points is None:
        return None
    total = sum(points.values())
    return {s: p / total for s, p in points.items()}


def _most_confident_miss(decisions: tuple[DecisionLine, ...]) -> DecisionLine | None:
    misses = [(d.prediction.confidence, d) for d in decisions if d.prediction and not d.prediction.hit]
    # Of equally sure ones the first: nothing had warned of it yet.
    return max(misses, key=lambda item: (item[0], -item[1].number))[1] if misses else None
