"""What followed from the rounds of a game, made once: whoever looks at a game looks at all of it, again and again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.views import consequences_builder

if TYPE_CHECKING:
    from chasm_game.engine.snapshot import Snapshot
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.played import Played
    from chasm_game.views.consequences import ConsequencesView

__all__ = ["Followed"]


class Followed:
    """By round of one game, which may go on, be taken back and be corrected meanwhile."""

    def __init__(self, played: Played) -> None:
        self._played = played
        self._known: dict[int, tuple[Snapshot | None, Chose, bool, ConsequencesView]] = {}

    def of(self, number: int) -> ConsequencesView:
        """What followed from the decision of the round `number`, from 1."""
        # By identity: a round that was taken back and decided again, or corrected, has another end.
        after, choice = self._played.game.turns[number - 1].after, self._played.choices[number - 1]
        practice = self._played.practice  # an author's preview shows true numbers and hides them, in the same round
        known = self._known.get(number)
        if known is None or known[0] is not after or known[1] is not choice or known[2] != practice:
            known = after, choice, practice, consequences_builder.consequences(self._played, number)
            self._known[number] = known
        return known[3]

    def all(self) -> tuple[ConsequencesView, ...]:
        """Of all rounds that were decided, the last one last."""
        return tuple(self.of(number) for number in range(1, len(self._played.choices) + 1))
