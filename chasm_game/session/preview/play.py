"""A game that no file keeps, with everything that an author may see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.actions import Rewound
from chasm_game.journal.journal import Journal
from chasm_game.session.local import LocalPlay
from chasm_game.session.preview.true_numbers import with_true_numbers

if TYPE_CHECKING:
    from chasm_game.journal.actions import Action, Named
    from chasm_game.journal.played import Played
    from chasm_game.views.intro import IntroView
    from chasm_game.views.round import RoundView

__all__ = ["PreviewPlay"]


class _Unkept(Journal):
    """A journal that keeps nothing."""

    def __init__(self) -> None:
        self.path = Path()
        self.notice = self.lost = ""

    def append(self, action: Action | Named) -> None:
        """Nothing is written."""

    def close(self) -> None:
        """Nothing is open."""


class PreviewPlay(LocalPlay):
    """The same game as a player's (`chasm_game.session.play.Play`), without a save."""

    def __init__(self, played: Played, *, numbers: bool) -> None:
        super().__init__(played, _Unkept())
        self.numbers = numbers
        self._note_the_end()

    @property
    def numbers(self) -> bool:
        """Whether true numbers, effects and the ledger are shown: then it is seen as practice is."""
        return self._played.practice

    @numbers.setter
    def numbers(self, numbers: bool) -> None:
        """Show them, or not."""
        self._played.header = replace(self._played.header, mode="practice" if numbers else "assessed")

    @property
    def intro(self) -> IntroView:
        """What is played; no file keeps it."""
        return replace(super().intro, save="")

    def round(self) -> RoundView:
        """The round that waits for a decision."""
        view = super().round()
        return with_true_numbers(view, self._played.game) if self.numbers else view

    def take_back(self) -> None:
        """Undo the last decision or ask, whether numbers are shown or not. Raises `ChasmError` where there is none."""
        if not self._played.game.decisions:
            raise ChasmError("there is nothing to take back")
        # Only practice takes back, and an author always may: the mode is lent for one call.
        shown, self.numbers = self.numbers, True
        try:
            self._do(Rewound())
        finally:
            self.numbers = shown
