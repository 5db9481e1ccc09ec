"""The promises of a game: what was said, what had come of it when it was due, and what that did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.moments import moment_at
from chasm_game.engine.promises import promises
from chasm_game.gauges import CREDIBILITY
from chasm_game.views.accounts import ClaimLine, PromiseLine
from chasm_game.views.named import PointsView

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.promises import PromiseAccount

__all__ = ["promise_account"]


def promise_account(game: FinishedGame) -> tuple[PromiseLine, ...]:
    """Every promise of a game that is over, in the order in which they were made."""
    found = list(promises(game.plan, game.snapshots[-1].moment))
    moved = _credibility(game, found)
    return tuple(_view(game, each, moved.get(each.index)) for each in found)


def _view(game: FinishedGame, promise: PromiseAccount, credibility: float | None) -> PromiseLine:
    made = moment_at(game, promise.made)
    turn = game.turns[made.number - 1]
    response = turn.round.response(turn.response or "")
    assert response is not None  # waiting promises nothing
    path = f"{turn.round.id}/{response.id}"
    lived = int(game.snapshots[-1].moment.clock[0])
    return PromiseLine(
        made,
        response.id,
        response.title,
        moment_at(game, promise.due) if promise.settled else None,
        max(promise.due - lived, 0),
        tuple(
            ClaimLine(s.id, s.name, claim, came, min(claim, max(0.0, came)) if promise.settled else 0.0)
            for s, claim, came in zip(game.scenario.stakeholders, promise.claims, promise.came, strict=True)
            if claim > 0
        ),
        _points(game, f"{path}/gloss"),
        _points(game, f"{path}/backlash"),
        credibility,
    )


def _points(game: FinishedGame, source: str) -> tuple[PointsView, ...]:
    """Whose trust a cause moved, and by how much."""
    sums: dict[str, float] = {}
    for entry in game.ledger:
        if entry.source == source and ":" not in entry.gauge:
            sums[entry.gauge] = sums.get(entry.gauge, 0.0) + entry.amount
    return tuple(PointsView(s, game.scenario.name_of(s), amount) for s, amount in sums.items())


def _credibility(game: FinishedGame, found: list[PromiseAccount]) -> Mapping[int, float | None]:
    """What the settling of each did to credibility, by the round it was made in.

    Promises that are settled in one round stand in the ledger without their names, and are told apart only where one
    alone was settled.
    """
    return dict(_alone(game, [promise for promise in found if promise.settled]))


def _alone(game: FinishedGame, settled: list[PromiseAccount]) -> Iterator[tuple[int, float | None]]:
    for promise in settled:
        if sum(other.due == promise.due for other in settled) > 1:
            yield promise.index, None
            continue
        at = moment_at(game, promise.due).id
        entries = (e for e in game.ledger if e.round == at and e.stage == "promise" and e.gauge == CREDIBILITY.id)
        yield promise.index, sum(e.amount for e in entries)
