"""How the screens reach scenarios and saves; who answers is given to the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.backstage_views import LibraryLine, SaveLine
    from chasm_game.session.play import Play

__all__ = ["Backstage"]


class Backstage(Protocol):
    """Library and saves. Every call may raise `ChasmError`."""

    def library(self) -> Sequence[LibraryLine]:
        """Every scenario; slow the first time, so it is called off the first paint."""
        ...

    def saves(self) -> Sequence[SaveLine]:
        """Every save, the latest first."""
        ...

    def new(self, scenario_id: str, *, team: str, seed: int, practice: bool, quick: bool) -> Play:
        """Begin a game."""
        ...

    def resume(self, save: str) -> Play:
        """Go on with a save."""
        ...
