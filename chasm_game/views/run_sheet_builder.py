"""The run sheet of a story, from its file alone: nothing is played for it."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from chasm_game.views.round_builder import axes
from chasm_game.views.run_sheet import NoteView, RunSheetAnswer, RunSheetRound, RunSheetView

if TYPE_CHECKING:
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rounds import Response, Round
    from chasm_game.scenario.scenario import Note, Scenario

__all__ = ["run_sheet"]


def run_sheet(scenario: Scenario) -> RunSheetView:
    """A story as whoever leads a session with it needs it."""
    talk = scenario.debrief
    return RunSheetView(
        scenario.id,
        scenario.title,
        scenario.summary,
        scenario.level,
        scenario.minutes,
        scenario.goals,
        tuple(each.name for each in scenario.stakeholders),
        axes(scenario.rulebook),
        scenario.facilitator,
        tuple(_round(scenario, r) for r in scenario.rounds),
        tuple(map(_note, talk.points)),
        tuple(map(_note, talk.questions)),
        tuple(NoteView(p.case, _source(p.when)) for p in talk.parallels),
    )


def _round(scenario: Scenario, r: Round) -> RunSheetRound:
    asked = dict.fromkeys(scenario.name_of(voice.who) for voice in r.ask)
    answers = tuple(map(_answer, ascii_uppercase, r.responses))
    return RunSheetRound(r.id, r.title, _source(r.when), r.chance, answers, tuple(asked), r.facilitator)


def _answer(letter: str, response: Response) -> RunSheetAnswer:
    return RunSheetAnswer(letter, response.title, response.label or "", _source(response.when), response.needs)


def _note(note: Note) -> NoteView:
    return NoteView(note.text, _source(note.when))


def _source(condition: Condition | None) -> str:
    return condition.source if condition is not None else ""
