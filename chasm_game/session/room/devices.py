"""A team's game as the devices of its people see it while a room is led: nothing before the room is there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.scenario.rounds import WAIT
from chasm_game.session.room.answers import letter_of
from chasm_game.session.room.labels import are_labels_shown
from chasm_game.session.room.seats import waits_at
from chasm_game.session.room.stage import choice_in, current_round, stage
from chasm_game.session.room.views import RoomStage
from chasm_game.views.consequences_builder import prediction_view
from chasm_game.views.round import Phase
from chasm_game.views.round_builder import WAITING
from chasm_game.views.seat import SeatView

if TYPE_CHECKING:
    from chasm_game.journal.room_actions import Slip
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.room.labels import RoomLabels
    from chasm_game.session.room.seats import Seats
    from chasm_game.views.consequences import ConsequencesView, PredictionView
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.round import RoundView

__all__ = ["TeamAnswers", "TeamSaid", "foreseen_by", "team_answers", "team_said", "team_seat_view"]

_LEADER = "whoever leads the room"
_OTHERS = "the other teams"


@dataclass(frozen=True, slots=True)
class TeamAnswers:
    """What a team can take in the round that waits, and what stands for it."""

    letters: tuple[tuple[str, str, str], ...]
    """Letter, id and title of each answer that is there; waiting last, where nothing else is open to the team."""
    open: tuple[str, ...]
    """Letters that it can take."""
    letter: str
    """What was handed in; empty where nothing was, or where asking has locked it."""
    who: str | None
    confidence: int | None
    reason: str
    absent: bool
    """Whether it gets the default."""


@dataclass(frozen=True, slots=True)
class TeamSaid:
    """What a team handed in for a round that is revealed."""

    team: str
    letter: str
    who: str
    """By name; empty where it did not say."""
    confidence: int | None
    reason: str


def team_seat_view(
    state: RoomState, seats: Seats, labels: RoomLabels, team: int, version: int, *, answers_open: bool
) -> SeatView | None:
    """The game of a team that takes part; None where it has none.

    While `answers_open` is False the round is there without its answers, and nobody can be asked.
    """
    play = seats.get(team)
    if play is None or team not in state.present:
        return None
    now = stage(state, seats)
    phase, waits_for = _phase(state, seats, play, now)
    waits = _round(state, seats, labels, play, answers_open=answers_open) if phase is Phase.DECIDING else None
    debrief = play.debrief() if phase is Phase.DEBRIEF else None
    intro = _without_file(play.intro)
    return SeatView(
        version,
        intro,
        phase,
        waits,
        _rounds(state, seats, labels, play, over=debrief is not None),
        None if debrief is None else _debrief(debrief, intro),
        waits_for,
    )


def _phase(state: RoomState, seats: Seats, play: LocalPlay, now: RoomStage) -> tuple[Phase, str]:
    """Where the room lets a team be, and for whom it waits there."""
    if now is RoomStage.SHEETS_BEFORE:
        return Phase.BELIEFS_BEFORE, ""
    if now is RoomStage.SHEETS_AFTER:
        return Phase.BELIEFS_AFTER, ""
    if now is RoomStage.END:
        # The debrief has the score on its first page.
        return (Phase.DEBRIEF, "") if state.scores_shown else (Phase.WAITING, _LEADER)
    if now is RoomStage.LETTERS:
        current, index = current_round(state, seats), waits_at(play)
        there = current is not None and index is not None and seats.scenario.rounds[index].id == current.id
        return (Phase.DECIDING, "") if there else (Phase.WAITING, _OTHERS)
    return Phase.WAITING, _LEADER


def _without_file(intro: IntroView) -> IntroView:
    """Where the host keeps the save is nobody's business; nor is the luck by which all of it could be played ahead."""
    return replace(intro, save="", save_notice="", seed=0)


def _debrief(debrief: DebriefView, intro: IntroView) -> DebriefView:
    # The room is over: the luck that it was played under gives nothing away any more.
    return replace(debrief, intro=replace(intro, seed=debrief.intro.seed))


def _on_board(state: RoomState, round_id: str, number: int) -> int:
    """The number of a round on the board, where a team that was not in every round counts otherwise; 0 else."""
    there = state.revealed.index(round_id) if round_id in state.revealed else len(state.revealed)
    return there + 1 if there + 1 != number else 0


def _round(state: RoomState, seats: Seats, labels: RoomLabels, play: LocalPlay, *, answers_open: bool) -> RoundView:
    view = play.round()
    view = replace(view, on_board=_on_board(state, view.id, view.number))
    if not answers_open:
        ask = replace(view.ask, possible=False)
        # Asking tells of every answer: it would show them before the story was read.
        return replace(view, responses=(), ask=ask)
    if are_labels_shown(seats.scenario, labels, revealed=False):
        return view
    return replace(view, responses=tuple(replace(each, label=None) for each in view.responses))


def _rounds(
    state: RoomState, seats: Seats, labels: RoomLabels, play: LocalPlay, *, over: bool
) -> tuple[ConsequencesView, ...]:
    rounds_of = {each.id: each for each in seats.scenario.rounds}
    found = play.consequences()
    # By the letters that stand on the cards, so that phone, terminal and card call one answer the same.
    rounds = tuple(
        replace(
            each,
            letter=letter_of(rounds_of[each.id], each.response_id),
            on_board=_on_board(state, each.id, each.number),
        )
        for each in found
    )
    if over or are_labels_shown(seats.scenario, labels, revealed=True):
        return rounds
    return tuple(replace(each, label=None) for each in rounds)


def team_answers(state: RoomState, seats: Seats, current: Round, team: int) -> TeamAnswers | None:
    """What a team has before it in the round that waits; None where it is not in it."""
    play = seats.get(team)
    turn = None if play is None or team not in state.present else play.played.game.turn
    if play is None or turn is None or turn.round.id != current.id:
        return None
    can_be = play.played.game.open_responses
    letters = [(letter_of(current, each.id), each.id, each.title) for each in current.responses]
    if WAIT in can_be:
        letters.append((letter_of(current, WAIT), WAIT, WAITING[0]))
    slip = state.slips.get((current.id, team))
    return TeamAnswers(
        tuple(letters),
        tuple(letter_of(current, each) for each in can_be),
        letter_of(current, slip.response) if slip is not None and slip.response in can_be else "",
        slip.who if slip is not None else None,
        slip.confidence if slip is not None else None,
        slip.reason if slip is not None else "",
        slip is not None and slip.absent,
    )


def team_said(state: RoomState, seats: Seats) -> tuple[TeamSaid, ...]:
    """What every team handed in for the round that is shown; empty where none is."""
    current = current_round(state, seats)
    if current is None or current.id not in state.revealed:
        return ()
    found = []
    for team, play in seats.items():
        taken = choice_in(play, current.id)
        if taken is not None:
            who = _name(seats, state.slips.get((current.id, team)))
            letter = letter_of(current, taken.response)
            found.append(TeamSaid(state.teams[team], letter, who, taken.confidence, taken.reason))
    return tuple(found)


def foreseen_by(
    seats: Seats, current: Round, team: int, letter: str, who: str, confidence: int
) -> PredictionView | None:
    """What one person of a team foresaw in a round, against what came of it.

    None where the round is not played, or where the person had voted for another answer than the team took: of that
    nobody knows.
    """
    play = seats.get(team)
    taken = None if play is None else choice_in(play, current.id)
    if play is None or taken is None or letter_of(current, taken.response) != letter:
        return None
    game = play.played.game
    turn = next(each for each in game.turns if each.round.id == current.id)
    return prediction_view(game, turn, replace(taken, who=who, confidence=confidence))


def _name(seats: Seats, slip: Slip | None) -> str:
    if slip is None or slip.who is None:
        return ""
    return "Nobody" if slip.who == NOBODY else seats.scenario.name_of(slip.who)
