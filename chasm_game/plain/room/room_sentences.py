"""What is said of a room as a whole: what is played, who takes part, the sheets, the end with its scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.sentences import BELOW_THE_LINE
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.grammar import ended, joined, plural, quoted
from chasm_game.prose import plain
from chasm_game.session.room.questions import numbers_of
from chasm_game.session.room.views import TeamStatus
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.session.room.round_views import RoundLabels
    from chasm_game.session.room.views import RoomLine, RoomTeam, RoomView, ScoreLine, TeamSheet, TimerView

__all__ = [
    "at_the_end",
    "introduction",
    "left_rooms",
    "letters_in",
    "old_and_new",
    "scores",
    "sheet_question",
    "sheets",
    "teams",
    "time_left",
]


def introduction(view: RoomView) -> Iterator[str]:
    """What is played, with which luck, and where it is kept."""
    yield f"A room for {quoted(view.title)}, line by line. Type ? or help at any time."
    if view.summary:
        yield plain(view.summary)
    yield f"You are {one_line(view.you)} of {ended(one_line(view.company))}"
    yield f"Seed {view.seed}, the same for all. {plural(view.minutes, 'minute')} a round. {view.default}"
    yield f"Everything typed is saved at once, in {one_line(view.folder)}"


def left_rooms(found: Sequence[RoomLine]) -> Iterator[str]:
    """The rooms that can be gone on with, numbered, the latest first."""
    yield f"{plural(len(found), 'room')} of this story {'was' if len(found) == 1 else 'were'} left before the end."
    for n, room in enumerate(found, start=1):
        where = f"{plural(room.teams, 'team')}, {plural(room.revealed, 'round')} revealed, seed {room.seed}"
        yield f"{n}. Begun {room.started} UTC, {where}. It is kept in {one_line(room.folder)}"
    yield "Going on keeps the room's own teams and luck. A new room leaves the others untouched."


def teams(view: RoomView) -> Iterator[str]:
    """Everybody with number and name, and what is to be known of them."""
    if not view.teams:
        yield "Nobody takes part yet."
    for team in view.teams:
        yield f"{team.id}. {one_line(team.name)}{_of(team)}"
    for number, name in view.removed:
        yield f"{number}. {one_line(name)}: taken out."


def _of(team: RoomTeam) -> str:
    absences = f"{plural(team.absences, 'round')} by default" if team.absences else ""
    return f": {absences}." if absences else ""


def letters_in(view: RoomView, *, visible: bool) -> Iterator[str]:
    """What every team has handed in for the round; letters only where they are to be heard."""
    for team in view.teams:
        letter = f"{team.letter} is in" if visible and team.letter else _DOES[team.status]
        notes = [
            word
            for word, holds in (
                ("has asked the people", team.asked),
                ("predicts", team.predicted),
                ("gave a reason", team.reasoned),
                ("dissented", team.dissented),
                (f"{joined(team.locked)} locked", bool(team.locked)),
            )
            if holds
        ]
        yield f"{team.id}. {one_line(team.name)}: {', '.join([letter, *notes])}."


_DOES = {
    TeamStatus.WAITS: "no letter yet",
    TeamStatus.IN: "its letter is in",
    TeamStatus.ABSENT: "absent, it gets the default",
    TeamStatus.SITS_OUT: "sits this round out, its story goes another way",
    TeamStatus.FALLEN: "its company has fallen, for it the game is over",
}


def time_left(timer: TimerView) -> str:
    """How much time is left, and whether it runs."""
    minutes, seconds = divmod(round(timer.left), 60)
    parts = [plural(minutes, "minute")] * bool(minutes) + [plural(seconds, "second")] * bool(seconds)
    if not parts:
        return "The time is up."
    return f"{joined(parts)} left; the timer {'runs' if timer.running else 'stands'}."


def sheet_question(view: RoomView, *, after: bool) -> Iterator[str]:
    """What is asked on the belief sheets, and how a line of it looks."""
    once = "Once more, now that the last round is played: what" if after else "What"
    yield f"{once} creates the most value for a company like this?"
    names = [one_line(name) for _, name in view.stakeholders]
    yield f"Every team spreads 100 points over {joined(names)}, on paper, without talking to the others."
    if view.axes:
        yield "And how? Behind a stroke a number for each, 1 to 9: 1 is the first statement alone, 9 the second."
    for n, axis in enumerate(view.axes, start=1):
        low, high = (ended(one_line(text)) for text in (axis.low, axis.high))
        yield f"{n} of {len(view.axes)}. 1: {low} 9: {high}"


def sheets(view: RoomView, found: Sequence[TeamSheet]) -> Iterator[str]:
    """What every team handed in, as it is typed."""
    known = {sheet.team: sheet for sheet in found}
    for team in view.teams:
        sheet = known.get(team.id)
        stands = ", and stands" if sheet is not None and sheet.points is not None and sheet.stands else ""
        yield f"{team.id}. {one_line(team.name)}: {numbers_of(sheet)}{stands}."


def at_the_end(view: RoomView) -> Iterator[str]:
    """The questions to talk about first."""
    yield "The end. What now?"
    for n, question in enumerate(QUESTIONS, start=1):
        yield f"{n}. {question}"
    if view.scores is None:
        yield "The scores are hidden. Type scores to reveal them."


def old_and_new(rounds: Sequence[RoundLabels]) -> Iterator[str]:
    """Round by round which answer was the old way and which the new, without saying who gave it."""
    if not rounds:
        yield "No answer that was played has a label."
        return
    yield "Which answers were the old way, the company as a machine, and which the new, as an organism."
    for each in rounds:
        lines = [f"{letter}, {quoted(title)}, is {label}" for letter, title, label in each.answers]
        yield f"{ended(one_line(each.title))} {'; '.join(lines)}."


def scores(lines: Sequence[ScoreLine]) -> Iterator[str]:
    """Rank, team, score, the chasm at the start and at the end, the ending."""
    below = False
    for each in lines:
        if each.rank is None and not below:
            below = True
            yield f"{BELOW_THE_LINE}:"
        place = "" if each.rank is None else f"{each.rank}. "
        notes = f" {each.defaulted} by default." * bool(each.defaulted)
        notes += f" {each.corrected} corrected †." * bool(each.corrected)
        yield (
            f"{place}{one_line(each.team)}: {each.score} of 1000; the chasm from {each.chasm_start:.0f} to "
            f"{each.chasm_end:.0f}; {ended(one_line(each.ending))}{notes}"
        )
