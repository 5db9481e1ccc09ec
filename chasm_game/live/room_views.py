"""What the projector shows of a live room, and what whoever leads it sees beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.compare.spread import FEWEST
from chasm_game.live.lead_views import Doing, PresenterView, ProjectorView, Said, SeatLine, SheetMean, TeamDoing
from chasm_game.live.views import LiveStage
from chasm_game.live.votes import doing
from chasm_game.session.room.views import RoomStage, TeamStatus, TimerView
from chasm_game.session.room.wall import without_locks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.live.entrance import Entrance
    from chasm_game.live.lead_verbs import LeadVerbs
    from chasm_game.session.room.views import RoomTeam, RoomView
    from chasm_game.views.run_sheet import RunSheetRound, RunSheetView

__all__ = ["presenter_view", "projector_view"]


def projector_view(hosted: Entrance, room: RoomView, *, frozen: bool = False) -> ProjectorView:
    """What everybody may see: nothing that orders teams, no letter before the reveal, no file of the host."""
    stage = hosted.stage
    return ProjectorView(
        version=hosted.version,
        stage=stage,
        frozen=frozen,
        doors=hosted.doors,
        tiles=hosted.tiles(),
        handed_in=_handed_in(hosted),
        room=_for_everybody(hosted, room),
        time_left=room.timer.left if stage is LiveStage.ANSWERS else None,
        time_runs=stage is LiveStage.ANSWERS and room.timer.running,
        time_up=hosted.time_up,
        said=tuple(Said(each.team, each.letter, each.who, each.confidence, each.reason) for each in hosted.room.said()),
        beliefs=_beliefs(hosted, room) if stage in {LiveStage.TALK, LiveStage.SCORES, LiveStage.CLOSED} else (),
    )


def _for_everybody(hosted: Entrance, room: RoomView) -> RoomView:
    waits = room.stage is RoomStage.LETTERS
    shown = hosted.room.for_the_wall(room)
    if shown is not None and hosted.stage is LiveStage.STORY:
        shown = replace(shown, answers=())
    teams = tuple(_unfallen(_dot(team) if waits else team, is_asked=shown is not None) for team in room.teams)
    # The time goes on beside; here it would make every look another one. By the luck all could be played ahead.
    timer = TimerView(0.0, running=False)
    return replace(
        room, folder="", notice="", seed=0, timer=timer, round=shown, teams=teams, correctable=None, removed=()
    )


def _unfallen(team: RoomTeam, *, is_asked: bool) -> RoomTeam:
    """A team without whether its company has fallen: that it plays no more is seen, and why is its own business."""
    if not is_asked:
        return replace(team, status=TeamStatus.WAITS)
    return replace(team, status=TeamStatus.SITS_OUT) if team.status is TeamStatus.FALLEN else team


def _dot(team: RoomTeam) -> RoomTeam:
    """A team that something is asked of: whether it is there, and nothing of what."""
    return replace(team, letter="", locked=(), predicted=False, reasoned=False, can_ask=False, asked=False)


def _handed_in(hosted: Entrance) -> tuple[int, int]:
    if when := hosted.sheet_asked:
        seats = [code for code, seat in hosted.people.seats.items() if seat.team in hosted.room.names]
        return sum((when, seat) in hosted.people.sheets for seat in seats), len(seats)
    if hosted.stage is LiveStage.ANSWERS:
        asked = [a for team in hosted.room.names if (a := hosted.room.answers_of(team)) is not None]
        return sum(bool(each.letter) or each.absent for each in asked), len(asked)
    return 0, 0


def _beliefs(hosted: Entrance, room: RoomView) -> tuple[SheetMean, ...]:
    names = [who for who, _ in room.stakeholders]
    means = {when: _means(hosted, when, names) for when in ("before", "after")}
    return tuple(SheetMean(name, means["before"].get(who), means["after"].get(who)) for who, name in room.stakeholders)


def _means(hosted: Entrance, when: str, names: Sequence[str]) -> dict[str, float]:
    """By stakeholder, over the people of the room; nothing where fewer than three said something."""
    pages = [sheet.points for (at, _), sheet in hosted.people.sheets.items() if at == when and sheet.points]
    # Of fewer people each could work out what the others said.
    if len(pages) < FEWEST:
        return {}
    return {name: round(sum(page.get(name, 0.0) for page in pages) / len(pages), 1) for name in names}


def presenter_view(hosted: LeadVerbs, room: RoomView, sheet: RunSheetView, projector: ProjectorView) -> PresenterView:
    """Everything that whoever leads the room needs."""
    return PresenterView(
        version=hosted.version,
        stage=hosted.stage,
        frozen=bool(hosted.people.board),
        doors=hosted.doors,
        projector=projector,
        teams=tuple(_doing(hosted, room, team) for team in room.teams),
        seats=tuple(SeatLine(code, seat.team, hosted.is_there(code)) for code, seat in hosted.people.seats.items()),
        notes=sheet.notes,
        sheet=_round_of(hosted, sheet),
        can=hosted.can(),
        notice=hosted.notice or room.notice,
        time_left=projector.time_left,
        time_runs=projector.time_runs,
        time_up=projector.time_up,
        correctable=None if room.correctable is None else without_locks(room.correctable),
        removed=room.removed,
        leaders=hosted.room.leaders,
        spare=hosted.people.spare,
        pages=tuple((hosted.room.names.get(team, ""), f"/page/{page}") for team, page in hosted.pages.items()),
    )


def _round_of(hosted: LeadVerbs, sheet: RunSheetView) -> RunSheetRound | None:
    return next((each for each in sheet.rounds if each.id == hosted.room.round_id), None)


def _doing(hosted: LeadVerbs, room: RoomView, team: RoomTeam) -> TeamDoing:
    answers = hosted.room.answers_of(team.id)
    votes = hosted.votes_of(team.id) if answers is not None else ()
    people = len(hosted.members(team.id))
    who = dict(room.round.targets).get(answers.who or "", "") if answers is not None and room.round else ""
    handed_in = answers is not None and bool(answers.letter or answers.absent)
    is_out = room.stage is RoomStage.LETTERS and answers is None
    return TeamDoing(
        id=team.id,
        name=team.name,
        doing=Doing.OUT if is_out else doing(people, votes, decided=handed_in),
        people=people,
        voted=sum(count for _, count in votes),
        votes=votes,
        silent=hosted.silent(team.id) if hosted.stage is LiveStage.ANSWERS and answers and not handed_in else 0.0,
        letter=answers.letter if answers is not None else team.letter,
        who=who,
        confidence=answers.confidence if answers is not None else None,
        reason=answers.reason if answers is not None else "",
        by=hosted.people.hands.get((hosted.room.round_id, team.id), "facilitator") if handed_in else "",
    )
