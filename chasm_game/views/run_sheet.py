"""What whoever leads a session has before them: a story with its rounds, answers and the author's notes.

It tells what players find out by playing, so no screen of theirs shows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chasm_game.views.chasm import AxisView

__all__ = ["NoteView", "RunSheetAnswer", "RunSheetRound", "RunSheetView"]


@dataclass(frozen=True, slots=True)
class NoteView:
    """Something to talk about, and when it is told: a condition in words, empty where it always is."""

    text: str
    condition: str


@dataclass(frozen=True, slots=True)
class RunSheetAnswer:
    """An answer of a round, under the letter by which a room chooses it."""

    letter: str
    title: str
    label: str
    """old or new; empty where the story does not say."""
    condition: str
    """When it is open, in words; empty where it always is."""
    needs: str
    """Why it is locked otherwise, as players read it."""


@dataclass(frozen=True, slots=True)
class RunSheetRound:
    """A round as it stands in the file."""

    id: str
    title: str
    condition: str
    """When it happens, in words; empty where it always does."""
    chance: float
    """How likely it happens where its condition holds, 0 to 1."""
    answers: tuple[RunSheetAnswer, ...]
    asked: tuple[str, ...]
    """The names of those who speak when the people are asked, each once."""
    notes: str
    """The author's, for this round; may be empty."""


@dataclass(frozen=True, slots=True)
class RunSheetView:
    """A story for whoever leads a session with it."""

    scenario: str
    title: str
    summary: str
    level: str
    minutes: int
    goals: tuple[str, ...]
    stakeholders: tuple[str, ...]
    """Their names, as the belief sheet has them."""
    axes: tuple[AxisView, ...]
    """How value can be created, as the second page of the belief sheet has it."""
    notes: str
    """The author's, for the whole; may be empty."""
    rounds: tuple[RunSheetRound, ...]
    points: tuple[NoteView, ...]
    questions: tuple[NoteView, ...]
    parallels: tuple[NoteView, ...]
    """Real cases, by name."""
