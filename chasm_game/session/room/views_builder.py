"""Where a room stands, and what its projector may show of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.ranking import name_key, places, standing
from chasm_game.debrief import happenings
from chasm_game.debrief.debrief_builder import ending_view
from chasm_game.engine.score import NOBODY
from chasm_game.journal.room_actions import EVERY_TEAM
from chasm_game.session.room.answers import answer_lines, letter_of, shared_story
from chasm_game.session.room.labels import labelled_rounds
from chasm_game.session.room.seats import waits_at
from chasm_game.session.room.views import (
    RoomRound,
    RoomStage,
    RoomTeam,
    RoomView,
    ScoreLine,
    TeamFollowed,
    TeamStatus,
)
from chasm_game.views import consequences_builder
from chasm_game.views.consequences import SilentView
from chasm_game.views.round_builder import axes
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.journal.actions import Chose
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.room.labels import RoomLabels
    from chasm_game.session.room.seats import Seats
    from chasm_game.session.room.views import TimerView
    from chasm_game.views.consequences import ChangeView, ConsequencesView

__all__ = ["DEFAULT", "choice_in", "current_round", "followed", "room_view", "stage", "was_in"]

DEFAULT = "A team without a letter gets the first open answer, marked as the default."


def current_round(state: RoomState, seats: Seats) -> Round | None:
    """The round that is shown, else the first in the file's order that any team waits in; None at the end."""
    scenario = seats.scenario
    # Killed between the reveal and the last save: the room stands in the round that is not finished.
    if not seats.is_settled and state.revealed:
        return _by_id(scenario, state.revealed[-1])
    if state.showing is not None:
        return _by_id(scenario, state.showing)
    waiting = [index for _, play in seats.items() if (index := waits_at(play)) is not None]
    # Stories may skip rounds: the teams that are farthest behind are waited for.
    return scenario.rounds[min(waiting)] if waiting else None


def _by_id(scenario: Scenario, round_id: str) -> Round | None:
    return next((r for r in scenario.rounds if r.id == round_id), None)


def stage(state: RoomState, seats: Seats) -> RoomStage:
    """Where the room stands."""
    if not state.began:
        return RoomStage.TEAMS
    if "before" not in state.sheets_done and not state.revealed:
        return RoomStage.SHEETS_BEFORE
    if state.showing is not None and seats.is_settled:
        return RoomStage.CONSEQUENCES if state.opened.get(state.showing) else RoomStage.CHOICES
    if current_round(state, seats) is not None:
        return RoomStage.LETTERS
    return RoomStage.END if "after" in state.sheets_done else RoomStage.SHEETS_AFTER


def choice_in(play: LocalPlay, round_id: str) -> Chose | None:
    """What a team took in a round; None where it was not in it."""
    return next((c for c in play.played.choices if c.round == round_id), None)


def was_in(play: LocalPlay, round_id: str) -> bool:
    """Whether a team was in a round that is revealed."""
    return choice_in(play, round_id) is not None


def room_view(
    state: RoomState, seats: Seats, scenario: Scenario, timer: TimerView, folder: str, labels: RoomLabels
) -> RoomView:
    """The room as it stands."""
    now = stage(state, seats)
    within = {RoomStage.LETTERS, RoomStage.CHOICES, RoomStage.CONSEQUENCES}
    current = current_round(state, seats) if now in within else None
    header = state.header
    return RoomView(
        scenario=scenario.id,
        title=scenario.title,
        summary=scenario.summary,
        company=scenario.company.name,
        you=scenario.company.you,
        unit=scenario.company.unit,
        stakeholders=tuple((s.id, s.name) for s in scenario.stakeholders),
        seed=header.seed,
        minutes=header.minutes,
        folder=folder,
        stage=now,
        teams=tuple(_team(state, seats, team, current, now) for team in state.teams),
        round=None if current is None else _round(state, seats, current, labels),
        timer=timer,
        default=DEFAULT,
        scores=_scores(state, seats) if state.scores_shown else None,
        axes=axes(scenario.rulebook),
        labels=labelled_rounds(state, seats) if now is RoomStage.END else (),
    )


def _team(state: RoomState, seats: Seats, team: int, current: Round | None, now: RoomStage) -> RoomTeam:
    name = state.teams[team]
    play = seats.get(team)
    if play is None:
        return RoomTeam(team, name, TeamStatus.WAITS, "", (), False, False, False, False, False, (False, False), 0)
    status, letter, defaulted = _doing(state, play, team, current)
    game = play.played.game
    waits = current is not None and game.turn is not None and game.turn.round.id == current.id
    slip = state.slips.get((current.id, team)) if current is not None else None
    sheets = play.played.beliefs
    can_be = game.open_responses
    locked = [letter_of(current, r.id) for r in current.responses if r.id not in can_be] if waits and current else []
    return RoomTeam(
        team,
        name,
        status,
        letter,
        tuple(locked),
        waits and game.can_ask and now is RoomStage.LETTERS,
        waits and game.turn is not None and game.turn.asked,
        slip is not None and slip.who is not None,
        slip is not None and bool(slip.reason),
        defaulted,
        (sheets.get("before") is not None, sheets.get("after") is not None),
        sum(c.defaulted for c in play.played.choices),
    )


def _doing(state: RoomState, play: LocalPlay, team: int, current: Round | None) -> tuple[TeamStatus, str, bool]:
    """Status, letter, and whether it is the default that was taken."""
    game = play.played.game
    if current is not None and (taken := choice_in(play, current.id)) is not None:
        return TeamStatus.IN, letter_of(current, taken.response), taken.defaulted
    if game.turn is None:
        fallen = not game.snapshots[-1].alive
        return TeamStatus.FALLEN if fallen else TeamStatus.SITS_OUT, "", False
    if current is None or game.turn.round.id != current.id:
        return TeamStatus.SITS_OUT, "", False
    slip = state.slips.get((current.id, team))
    if slip is None:
        return TeamStatus.WAITS, "", False
    if slip.absent:
        return TeamStatus.ABSENT, "", False
    if slip.response in game.open_responses:  # what was paid for asking can lock an answer
        return TeamStatus.IN, letter_of(current, slip.response), False
    return TeamStatus.WAITS, "", False


def _round(state: RoomState, seats: Seats, current: Round, labels: RoomLabels) -> RoomRound:
    revealed = current.id in state.revealed
    # Counted by what the room has played: teams may have skipped different rounds of the file.
    number = len(state.revealed) + (not revealed)
    shock, parted, feed = shared_story(state, seats, current)
    opened = state.opened.get(current.id, [])
    targets = tuple((s.id, s.name) for s in seats.scenario.stakeholders)
    return RoomRound(
        id=current.id,
        number=number,
        of=len(seats.scenario.rounds),
        title=current.title,
        shock=shock,
        parted=parted,
        feed=feed,
        answers=answer_lines(state, seats, current, labels),
        targets=(*targets, (NOBODY, "Nobody")),
        opened=tuple(team for team in opened if team != EVERY_TEAM),
        all_opened=EVERY_TEAM in opened,
    )


def followed(play: LocalPlay, round_id: str) -> TeamFollowed:
    """What followed for one team, without a number in it."""
    choice = choice_in(play, round_id)
    assert choice is not None
    number = play.played.choices.index(choice) + 1
    view = consequences_builder.consequences(play.played, number)
    turn = play.played.game.turns[number - 1]
    return TeamFollowed(
        team=play.played.header.team,
        letter=letter_of(turn.round, choice.response),
        response=view.response,
        defaulted=choice.defaulted,
        outcome=view.outcome,
        felt=tuple((c.name, c.step, _why(c)) for c in view.stakeholders),
        company=tuple(
            (c.name, 1 if c.after > c.before else -1)
            for c in (*view.company, *(leader.change for leader in view.leaders))
            if shows(c.after - c.before)
        ),
        echoes=view.echoes,
        feed=view.feed,
        prediction=view.prediction,
        reason=view.reason,
        fallen=view.fallen,
        happened=tuple(_happened(view)),
        averted=view.averted,
    )


def _why(change: ChangeView) -> tuple[tuple[str, int], ...]:
    """The reasons of a change; those of every round only where there is no other."""
    own = [reason for reason in change.reasons if not reason.usual]
    return tuple((reason.because, reason.sign) for reason in own or change.reasons)


def _happened(view: ConsequencesView) -> Iterator[str]:
    """The events of a round and of the silent ones behind it, without a number."""
    rounds: tuple[ConsequencesView | SilentView, ...] = (view, *view.silent)
    for each in rounds:
        when = f"Silent round {each.number}. " if isinstance(each, SilentView) else ""
        for promise in each.settled:
            yield when + " ".join(happenings.settled(promise, points=False))
        if each.rescue:
            yield when + " ".join(happenings.rescue(each.rescue, None))
        if each.fall:
            yield when + " ".join(happenings.fall(each.fall, None))


def _scores(state: RoomState, seats: Seats) -> tuple[ScoreLine, ...]:
    """Every team, the best first, by the rule of every ranking; what is equal stands equal, by name."""
    reached = []
    for team, play in seats.items():
        outcome = play.played.game.outcome
        assert outcome is not None
        defaulted = sum(c.defaulted for c in play.played.choices)
        reached.append((state.teams[team], outcome, ending_view(play.played.game).title, defaulted))
    ranks = places([standing(out.score, out.chasm_end, out.resilience) for _, out, _, _ in reached])
    lines = [
        ScoreLine(rank, name, out.score, out.chasm_start, out.chasm_end, ending, defaulted)
        for rank, (name, out, ending, defaulted) in zip(ranks, reached, strict=True)
    ]
    return tuple(sorted(lines, key=lambda line: (line.rank, name_key(line.team))))
