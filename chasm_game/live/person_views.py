"""What a person sees of a live room from a seat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.spread import FEWEST
from chasm_game.live.sheets import mean_of
from chasm_game.live.views import LiveStage, PersonRound, PersonSheet, PersonView, Vote
from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.journal.people_state import SeatState
    from chasm_game.live.base import HostedBase
    from chasm_game.live.entrance import Entrance
    from chasm_game.session.room.views import RoomView
    from chasm_game.views.consequences import PredictionView
    from chasm_game.views.seat import SeatView

__all__ = ["person_view"]

_LEADER = "whoever leads the room"
_BEFORE_FIRST = {LiveStage.STORY, LiveStage.ANSWERS}


def person_view(hosted: Entrance, seat: SeatState, room: RoomView, game: SeatView | None) -> PersonView:
    """Everything that there is to see from a seat; `game` is the team's."""
    stage, team = hosted.stage, seat.team
    gone = team not in hosted.room.names
    return PersonView(
        version=hosted.version,
        stage=stage,
        title=room.title,
        code=seat.code,
        pin=seat.pin,
        team=hosted.tile(team),
        game=game,
        round=None if gone else _round(hosted, seat),
        sheet=None if gone else _sheet(hosted, seat, room),
        time_left=hosted.time_left,
        time_runs=stage is LiveStage.ANSWERS and hosted.room.timer.running,
        time_up=hosted.time_up,
        notice=_notice(hosted, seat, room, gone=gone),
        waiting_for=_LEADER if gone else _waits_for(hosted, seat),
        page=f"/page/{hosted.pages[team]}" if team in hosted.pages else "",
        revealed=hosted.room.round_id if stage is LiveStage.REVEALED else "",
        foreseen=None if gone else _foreseen(hosted, seat),
    )


def _foreseen(hosted: HostedBase, seat: SeatState) -> PredictionView | None:
    """A person's own forecast against what came; whoever is alone said the same for the team."""
    vote = hosted.people.votes.get((hosted.room.round_id, seat.code))
    if hosted.stage is not LiveStage.REVEALED or vote is None or vote.who is None or vote.confidence is None:
        return None
    alone = len(hosted.members(seat.team)) < 2
    return None if alone else hosted.room.foreseen(seat.team, vote.letter, vote.who, vote.confidence)


def _notice(hosted: HostedBase, seat: SeatState, room: RoomView, *, gone: bool) -> str:
    if gone:
        return "Your team was taken out. Whoever leads the room can move you to another one."
    return " ".join(each for each in (_moved(hosted, seat), _of_team(hosted, seat.team, room)) if each)


def _moved(hosted: HostedBase, seat: SeatState) -> str:
    """Where somebody plays now, and what becomes of what they had said; empty for who was not moved."""
    voted, stage = hosted.moved(seat.code), hosted.stage
    if voted is None:
        return ""
    now = f"You were moved to {one_line(hosted.room.names[seat.team], 60)}"
    if stage is LiveStage.LOBBY:
        return f"{now}: you come back with their name and your PIN."
    if when := hosted.sheet_asked:
        came = "the sheet that you handed in" if (when, seat.code) in hosted.people.sheets else "your sheet"
        return f"{now}: {came} counts in their mean."
    if stage is LiveStage.REVEALED:
        then = "what you foresaw in this round is not judged" if voted else "your next vote counts with them"
        return f"{now}: what followed here is theirs, and {then}."
    if stage is LiveStage.ANSWERS and hosted.room.answers_of(seat.team) is None:
        return f"{now}, who sit this round out: your vote counts with them from the next round on."
    if voted:
        return f"{now}: your vote and forecast of this round are gone, so vote again with them."
    return f"{now}: this is their company, and your vote counts with them."


def _of_team(hosted: HostedBase, team: int, room: RoomView) -> str:
    """What has to be said to all people of a team."""
    own = next((each for each in room.teams if each.id == team), None)
    if hosted.stage is not LiveStage.REVEALED or own is None or not own.letter:
        return hosted.nudge_of(team)
    if own.corrected:
        return f"It was put right: your team took {own.letter}, where {own.corrected} was revealed."
    if own.defaulted:
        return f"Nothing was handed in for your team: {own.letter} was taken for it, as the default."
    if hosted.people.hands.get((hosted.room.round_id, team)) == "majority":
        return f"{own.letter} was taken for your team, as most of it had voted."
    return ""


def _round(hosted: HostedBase, seat: SeatState) -> PersonRound | None:
    answers = hosted.room.answers_of(seat.team) if hosted.stage is LiveStage.ANSWERS else None
    if answers is None:
        return None
    round_id, members = hosted.room.round_id, hosted.members(seat.team)
    own = hosted.people.votes.get((round_id, seat.code))
    votes = hosted.votes_of(seat.team)
    voted = sum(count for _, count in votes)
    pen = hosted.pen_of(seat.team)
    handed_in = bool(answers.letter or answers.absent)
    return PersonRound(
        round=round_id,
        letters=answers.letters,
        open=answers.open,
        vote=None if own is None or own.letter not in answers.open else Vote(own.letter, own.who, own.confidence),
        voted=voted,
        # Not before all have voted: whoever sees how others vote votes with them.
        votes=votes if voted and (voted >= len(members) or hosted.time_up) else None,
        has_pen=pen == seat.code,
        pen=pen,
        letter=answers.letter,
        who=answers.who,
        confidence=answers.confidence,
        reason=answers.reason,
        by=hosted.people.hands.get((round_id, seat.team), "facilitator") if handed_in else "",
    )


def _sheet(hosted: HostedBase, seat: SeatState, room: RoomView) -> PersonSheet | None:
    """The sheet that is asked for; or the one that was closed last, until the next reveal."""
    stage, when = hosted.stage, hosted.sheet_asked
    closed = ""
    if stage in _BEFORE_FIRST and not room.revealed:
        closed = "before"
    elif stage in {LiveStage.TALK, LiveStage.SCORES}:
        closed = "after"
    if not (when or closed):
        return None
    at = when or closed
    own = hosted.people.sheets.get((at, seat.code))
    sheets = [hosted.people.sheets.get((at, each)) for each in hosted.members(seat.team)]
    handed_in = [sheet for sheet in sheets if sheet is not None and sheet.points is not None]
    names = [who for who, _ in room.stakeholders]
    # Of fewer people a mean would tell each of them what the other said.
    shown = closed and len(handed_in) >= FEWEST
    return PersonSheet(
        when=at,
        stakeholders=room.stakeholders,
        axes=room.axes,
        points=None if own is None else own.points,
        ways=None if own is None else own.ways,
        handed_in=sum(sheet is not None for sheet in sheets),
        mean=mean_of((sheet.points for sheet in handed_in), names, left_out=0.0) if shown else None,
    )


def _waits_for(hosted: HostedBase, seat: SeatState) -> str:
    """As it goes on in "Waiting for …"; empty where the person has something to do."""
    stage = hosted.stage
    if stage in {LiveStage.LOBBY, LiveStage.STORY, LiveStage.REVEALED, LiveStage.TALK}:
        return _LEADER
    if when := hosted.sheet_asked:
        return "the others" if (when, seat.code) in hosted.people.sheets else ""
    if stage is LiveStage.ANSWERS:
        answers = hosted.room.answers_of(seat.team)
        if answers is None or answers.letter or answers.absent:
            return "the other teams"
        voted = (hosted.room.round_id, seat.code) in hosted.people.votes
        if voted and hosted.pen_of(seat.team) != seat.code:
            return "whoever has the pen of your team"
    return ""
