"""Who decides in a round of a walk in which asking is tried in several ways: nobody yet, and then each lane its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.round import Asking, Lanes, Player, Round, Step

__all__ = ["OneWay", "Undecided"]


class Undecided:
    """Nobody decides: the round stands after its shock."""

    def asks(self, _: Round) -> None:
        """Not decided yet."""

    def answers(self, _: Round) -> None:
        """Not decided yet."""

    def seen(self, _: Round, __: Step) -> None:
        """Nobody looks."""


@dataclass(frozen=True, slots=True)
class OneWay:
    """A walk in which each lane of a round asks in a given way."""

    walk: Player
    asking: Asking

    def asks(self, _: Round) -> Asking:
        """In these ways."""
        return self.asking

    def answers(self, round_: Round) -> Sequence[tuple[ResponsePlan, Lanes]] | None:
        """As the walk does."""
        return self.walk.answers(round_)

    def seen(self, round_: Round, step: Step) -> None:
        """The walk looks."""
        self.walk.seen(round_, step)
