"""How the screens reach scenarios and saves; who answers is given to the app."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.seat import Seat
    from chasm_game.views.catalog import DifficultyLine, LibraryLine, SaveLine
    from chasm_game.views.old_game import OldGame
    from chasm_game.views.records import RecordsView

__all__ = ["Backstage", "Beginning"]


@dataclass(frozen=True, slots=True)
class Beginning:
    """How a game is begun: by whom, with which luck, for practice, quickly, how hard."""

    team: str = ""
    seed: int = 1
    practice: bool = False
    quick: bool = False
    difficulty: str = WRITTEN


class Backstage(Protocol):
    """Library and saves. Every call may raise `ChasmError`."""

    def library(self) -> Sequence[LibraryLine]:
        """Every scenario; slow the first time, so it is called off the first paint."""
        ...

    def saves(self, most: int | None = None) -> Sequence[SaveLine]:
        """The saves, the latest first, at most so many."""
        ...

    def scored(self, save: SaveLine) -> SaveLine:
        """The same save with its score and ending. Slow: it is called off the screen."""
        ...

    def name(self, save: str, name: str) -> str:
        """Give a game a name of its own, an empty one to take it away; as it is kept."""
        ...

    def delete(self, save: str) -> None:
        """Delete a game, unless it is open somewhere."""
        ...

    def decisions(self, save: str) -> OldGame:
        """What was decided in a game of model 1."""
        ...

    def difficulties(self) -> Sequence[DifficultyLine]:
        """How hard a game may be, the easiest first."""
        ...

    def new(
        self, scenario_id: str, *, team: str, seed: int, practice: bool, quick: bool, difficulty: str = WRITTEN
    ) -> Seat:
        """Begin a game."""
        ...

    def from_round(self, save: str, round_id: str) -> Seat:
        """Begin a practice game in a round of a game that was played."""
        ...

    def records(self, scenario_id: str) -> RecordsView:
        """What the games of a story come to together. Slow: it is called off the screen."""
        ...

    def next_story(self, scenario_id: str) -> LibraryLine | None:
        """The story to play after this one. Slow: it is called off the screen."""
        ...

    def resume(self, save: str) -> Seat:
        """Go on with a save."""
        ...
