"""Rounds by the name that states and ledger have for them, or by the clock of the game."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.views.accounts import Moment

if TYPE_CHECKING:
    from chasm_game.engine.batch_replay import FinishedGame

__all__ = ["moment_at", "moment_of"]

_COAST = "coast-"


def moment_of(game: FinishedGame, name: str) -> Moment:
    """The round with this id, or the silent round `coast-N`."""
    if name.startswith(_COAST):
        return Moment(int(name.removeprefix(_COAST)), name, "", silent=True)
    number, turn = next((n, t) for n, t in enumerate(game.turns, start=1) if t.round.id == name)
    return Moment(number, name, turn.round.title, silent=False)


def moment_at(game: FinishedGame, clock: int) -> Moment:
    """The round at which a clock stands that counts the rounds that happened, from 1, and silent rounds on."""
    played = len(game.turns)
    if clock > played:
        return moment_of(game, f"{_COAST}{clock - played}")
    return moment_of(game, game.turns[clock - 1].round.id)
