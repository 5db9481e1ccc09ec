"""What a room and its projector may show of where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.ranking import name_key, ranks_of, standing
from chasm_game.debrief.debrief_builder import ending_view
from chasm_game.engine.score import NOBODY
from chasm_game.journal.room_actions import EVERY_TEAM, Sheet
from chasm_game.scenario.rounds import WAIT
from chasm_game.session.room.answers import answer_lines, letter_of, shared_story
from chasm_game.session.room.followed_builder import corrected_from
from chasm_game.session.room.labels import labelled_rounds
from chasm_game.session.room.round_views import Correctable, RoomRound
from chasm_game.session.room.stage import choice_in, current_round, round_of, stage
from chasm_game.session.room.views import RoomStage, RoomTeam, RoomView, ScoreLine, TeamSheet, TeamStatus
from chasm_game.views.roles import roles_sentence
from chasm_game.views.round_builder import WAITING, axes
from chasm_game.views.thresholds import is_absent

if TYPE_CHECKING:
    from chasm_game.journal.room_replay import RoomState
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.room.labels import RoomLabels
    from chasm_game.session.room.seats import Seats
    from chasm_game.session.room.views import TimerView

__all__ = ["DEFAULT", "correctable", "room_view", "team_sheet"]

DEFAULT = "A team without a letter gets the first open answer, marked as the default."


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
        difficulty=header.difficulty,
        minutes=header.minutes,
        folder=folder,
        stage=now,
        teams=tuple(_team(state, seats, team, current, now) for team in state.present),
        round=None if current is None else _round(state, seats, current, labels),
        timer=timer,
        default=DEFAULT,
        scores=_scores(state, seats) if state.scores_shown else None,
        axes=axes(scenario.rulebook),
        labels=labelled_rounds(state, seats) if now is RoomStage.END else (),
        revealed=len(state.revealed),
        removed=tuple((team, name) for team, name in state.teams.items() if team in state.removed),
        sheets_open=now is RoomStage.LETTERS and not state.revealed,
        correctable=correctable(state, seats),
    )


def correctable(state: RoomState, seats: Seats) -> Correctable | None:
    """The round that was revealed last, while its letters may be corrected; None where there is none."""
    # A reveal whose saves are not all written is finished first: there is nothing yet to be corrected in them.
    if not state.revealed or not seats.is_settled or stage(state, seats) is RoomStage.END:
        return None
    revealed = round_of(seats.scenario, state.revealed[-1])
    assert revealed is not None
    teams = []
    for team, play in seats.items():
        choices = play.played.choices
        if choices and choices[-1].round == revealed.id:
            turn = next(turn for turn in play.played.game.turns if turn.round.id == revealed.id)
            could = tuple(letter_of(revealed, each) for each in turn.open)
            teams.append((team, letter_of(revealed, choices[-1].response), choices[-1].defaulted, could))
    letters = [(letter_of(revealed, each.id), each.title) for each in revealed.responses]
    waiting = letter_of(revealed, WAIT)
    letters += [(waiting, WAITING[0])] if any(waiting in could for *_, could in teams) else []
    return Correctable(revealed.title, tuple(letters), tuple(teams))


def team_sheet(state: RoomState, play: LocalPlay, team: int, when: str) -> TeamSheet:
    """What a team handed in before the first round or after the last."""
    stands = when in play.played.beliefs
    sheet = state.sheets.get((when, team), Sheet(when, team))
    points, ways = (play.played.beliefs[when], play.played.ways[when]) if stands else (sheet.points, sheet.ways)
    plan = play.played.game.plan
    return TeamSheet(
        team,
        None if points is None else tuple((each, points.get(each, 0.0)) for each in plan.stakeholders),
        None if ways is None else tuple((axis, ways[axis]) for axis in plan.axes if axis in ways),
        stands,
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
        (_has_sheet(state, play, team, "before"), _has_sheet(state, play, team, "after")),
        sum(c.defaulted for c in play.played.choices),
        slip is not None and bool(slip.dissent),
        corrected_from(current, choice_in(play, current.id)) if current is not None else "",
    )


def _has_sheet(state: RoomState, play: LocalPlay, team: int, when: str) -> bool:
    return team_sheet(state, play, team, when).points is not None


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
        roles=roles_sentence(number) if state.roles else "",
    )


def _scores(state: RoomState, seats: Seats) -> tuple[ScoreLine, ...]:
    """Every team, the best first, by the rule of every ranking; what is equal stands equal, by name."""
    reached = []
    for team, play in seats.items():
        outcome = play.played.game.outcome
        assert outcome is not None
        choices = play.played.choices
        defaulted, corrected = sum(c.defaulted for c in choices), sum(c.corrected is not None for c in choices)
        apart = is_absent(defaulted, len(choices))
        reached.append((state.teams[team], outcome, ending_view(play.played.game).title, defaulted, corrected, apart))
    # Only those who decided for themselves take a place, and take it from others.
    ranks = iter(ranks_of([standing(o.score, o.chasm_end, o.resilience) for _, o, *_, apart in reached if not apart]))
    lines = [
        ScoreLine(
            None if apart else next(ranks),
            name, out.score, out.chasm_start, out.chasm_end, ending, defaulted, corrected,
        )
        for name, out, ending, defaulted, corrected, apart in reached
    ]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.rank is None, line.rank or 0, name_key(line.team))))
