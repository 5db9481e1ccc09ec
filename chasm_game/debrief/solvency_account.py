"""The moments at which a company could not pay: holes that its owners filled, and the fall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.moments import moment_of
from chasm_game.gauges import CASH
from chasm_game.views.accounts import FallLine, RescueLine
from chasm_game.views.named import Named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.engine.batch_replay import FinishedGame

__all__ = ["fall", "rescues"]

_FILLED, _PRICE = "rules/rescue_cash", "rules/rescue_price"
"""Sources of the ledger."""


def rescues(game: FinishedGame) -> Iterator[RescueLine]:
    """Every rescue, in order."""
    owners = game.scenario.roles.owners
    after = game.plan["rescue_cash"]
    for entry in game.ledger:
        if entry.source == _FILLED:
            prices = (e for e in game.ledger if e.source == _PRICE and e.round == entry.round and e.gauge == owners)
            price = sum(e.amount for e in prices)
            at = moment_of(game, entry.round)
            yield RescueLine(at, entry.amount - after, after, _owners(game), price)


def fall(game: FinishedGame) -> FallLine | None:
    """The fall, and why nobody prevented it; None of a company that lives."""
    last = game.snapshots[-1]
    if last.alive:
        return None
    plan, owners = game.plan, game.scenario.roles.owners
    return FallLine(
        moment_of(game, last.round), last[CASH], _owners(game), last.trust[owners],
        plan["rescue_trust"], plan["rescue_limit"],
    )  # fmt: skip


def _owners(game: FinishedGame) -> Named:
    owners = game.scenario.roles.owners
    return Named(owners, game.scenario.name_of(owners))
