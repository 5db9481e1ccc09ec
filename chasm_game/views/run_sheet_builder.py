"""The run sheet of a story, from its file alone: nothing is played for it."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from chasm_game.views.condition_words import condition_words
from chasm_game.views.round_builder import axes
from chasm_game.views.run_sheet import NoteView, RunSheetAnswer, RunSheetRound, RunSheetView

if TYPE_CHECKING:
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
        tuple(_note(scenario, note) for note in talk.points),
        tuple(_note(scenario, note) for note in talk.questions),
        tuple(NoteView(p.case, condition_words(scenario, p.when)) for p in talk.parallels),
    )


def _round(scenario: Scenario, r: Round) -> RunSheetRound:
    asked = dict.fromkeys(scenario.name_of(voice.who) for voice in r.ask)
    answers = tuple(_answer(scenario, *each) for each in zip(ascii_uppercase, r.responses, strict=False))
    happens = condition_words(scenario, r.when)
    return RunSheetRound(r.id, r.title, happens, r.chance, answers, tuple(asked), r.facilitator)


def _answer(scenario: Scenario, letter: str, response: Response) -> RunSheetAnswer:
    is_open = condition_words(scenario, response.when)
    return RunSheetAnswer(letter, response.title, response.label or "", is_open, response.needs)


def _note(scenario: Scenario, note: Note) -> NoteView:
    return NoteView(note.text, condition_words(scenario, note.when))
