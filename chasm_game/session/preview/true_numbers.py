"""What an author may see of a round and a player may not: every answer's effects in points, as the engine lands them.

Each open answer is taken in the game and taken back; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.engine.decisions import Choose
from chasm_game.gauges import CASH
from chasm_game.text import signed
from chasm_game.views.consequences_builder import gauge_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.game import Game
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.plan import Echo, ResponsePlan
    from chasm_game.views.round import ResponseView, RoundView

__all__ = ["with_true_numbers"]

_BY_THE_ANSWER = frozenset({"response", "character"})


def with_true_numbers(view: RoundView, game: Game) -> RoundView:
    """The round with what its shock landed, and what each answer would do, behind its story.

    What an answer does at once stands in its own text too.
    """
    turn = game.turn
    assert turn is not None
    shock = _landed(game, [e for e in game.ledger if e.round == turn.round.id and e.stage == "shock"])
    value = f"Value {turn.before.value:.1f} → {turn.shocked.value:.1f}, chasm {turn.shocked.chasm:.1f}"
    plans = {r.id: r for r in game.plan.rounds[turn.index].responses}
    at_once = {r.id: _now(game, r.id) for r in view.responses if r.open}
    return replace(
        view,
        shock=(
            *view.shock,
            f"*The shock: {shock}. {value}.*",
            *(_answer(game, r, at_once.get(r.id, ""), plans.get(r.id)) for r in view.responses),
        ),
        responses=tuple(
            replace(r, text="\n".join(filter(None, [r.text, at_once.get(r.id, "")]))) for r in view.responses
        ),
    )


def _answer(game: Game, view: ResponseView, at_once: str, plan: ResponsePlan | None) -> str:
    """All that an answer does, now and later."""
    parts = [f"**{view.number} {view.title}** ({view.id}).", at_once]
    if plan is not None:
        parts += [_later(game, echo) for echo in plan.echoes]
        if plan.promise is not None:
            parts.append(f"Promises {plan.promise.claimed:g} points, keeps {plan.promise.kept:.1f}.")
        if plan.when is not None:
            parts.append(f"{'Open' if view.open else 'Locked'} now: {plan.when.source}.")
    return " ".join(filter(None, parts))


def _now(game: Game, response: str) -> str:
    """Everything that the answer lands in this round; the value at its end counts echoes and business too."""
    turn, count = game.turns[-1], len(game.ledger)
    before = turn.shocked.value
    # In the game itself and not in a copy: an answer then does here exactly what it would do.
    game.push(Choose(response))
    try:
        assert turn.after is not None
        entries = [e for e in game.ledger[count:] if e.round == turn.round.id and e.stage in _BY_THE_ANSWER]
        return f"Now: {_landed(game, entries)}. Value {before:.1f} → {turn.after.value:.1f}."
    finally:
        game.pop()


def _landed(game: Game, entries: Iterable[Entry]) -> str:
    """Points by what they moved, in the order of the ledger; weights of belief are left to the ledger itself."""
    sums: dict[str, float] = {}
    for entry in entries:
        # Weights are written with a colon in their name; their hundredths would drown the points.
        if ":" not in entry.gauge:
            sums[entry.gauge] = sums.get(entry.gauge, 0.0) + entry.amount
    moved = [f"{gauge_name(game, gauge)} {signed(amount)}" for gauge, amount in sums.items()]
    return ", ".join(moved) or "nothing moves"


def _later(game: Game, echo: Echo) -> str:
    """What an answer sends into a later round, before it is conveyed there."""
    points = [(game.plan.names[e.target], e.points) for e in (*echo.trust, *echo.gauges)]
    if echo.cash:
        points.append((CASH.id, echo.cash))
    moved = ", ".join(f"{gauge_name(game, gauge)} {signed(amount)}" for gauge, amount in points) or "nothing"
    luck = "" if echo.lands else " (not under this seed)"
    when = f", if {echo.when.source}" if echo.when is not None else ""
    return f"After {echo.after}{when}: {moved}{luck}. {echo.cause.because}"
