"""What an author may see of a round and a player may not: every answer's effects in points, as the engine lands them.

Each open answer is taken in the game and taken back; nothing is computed here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.debrief import happenings
from chasm_game.engine.decisions import Choose
from chasm_game.engine.promises import promises
from chasm_game.gauges import CASH
from chasm_game.grammar import percent
from chasm_game.text import signed
from chasm_game.views.consequences_builder import gauge_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.game import Game
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.plan import Echo, Promise, ResponsePlan
    from chasm_game.engine.promises import PromiseAccount
    from chasm_game.engine.snapshot import Snapshot, Turn
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
    value = f"Value {turn.before.value:.1f} → {turn.shocked.value:.1f}, {_apart(turn.shocked)}"
    plans = {r.id: r for r in game.plan.rounds[turn.index].responses}
    # A locked answer cannot be taken, not even to look at it.
    at_once = {r.id: _now(game, r.id) for r in view.responses if r.open}
    return replace(
        view,
        shock=(
            *view.shock,
            f"*The shock: {shock}. {value}.*",
            *(f"*{_open(game, account, turn)}*" for account in promises(game.plan, turn.shocked.moment)),
            *(_answer(game, r, at_once.get(r.id, ""), plans.get(r.id)) for r in view.responses),
        ),
        responses=tuple(
            replace(r, text="\n".join(filter(None, [r.text, at_once.get(r.id, "")]))) for r in view.responses
        ),
    )


def _apart(at: Snapshot) -> str:
    """The chasm with its halves, and how far the leaders carry things, where there are any."""
    halves = f" (whom {at.what:.1f}, how {at.how:.1f})" if at.ways else ""
    carried = "" if at.assent is None else f", assent {at.assent:.1f}"
    return f"chasm {at.chasm:.1f}{halves}{carried}"


def _open(game: Game, account: PromiseAccount, turn: Turn) -> str:
    """A promise, with what has come of it so far, and when it is due."""
    pairs = zip(game.scenario.stakeholders, account.claims, account.came, strict=True)
    to = ", ".join(f"{s.name} {claim:g} ({max(0.0, came):.1f} came)" for s, claim, came in pairs if claim > 0)
    left = account.due - int(turn.shocked.moment.clock[0])
    when = f"due {left} round{'s' * (left != 1)} from now" if left > 0 else "due now" if left == 0 else "settled"
    return f"Promised in {game.scenario.rounds[account.index].id}: {to}, {when}."


def _ahead(view: ResponseView) -> list[str]:
    """What the people would foretell in points, and how far the leaders carry it."""
    parts = []
    for moment, arrows in (
        ("Foreseen", [(i.name, i.now) for i in view.impacts]),
        ("Later", [(i.name, i.later) for i in view.impacts]),
    ):
        points = [
            f"{name} {signed(arrow.points)}{' on average' * (arrow.direction == 0)}"
            for name, arrow in arrows
            if arrow is not None and arrow.points is not None
        ]
        parts.append(f"{moment}: {', '.join(points) or 'nobody is moved'}.")
    if view.carry is not None and view.carry.strange is not None and view.carry.carry is not None:
        parts.append(f"Strange {view.carry.strange:.2f}, carried {percent(view.carry.carry)}.")
    if view.fall is not None:
        parts.append(happenings.chances_of_falling(view.fall))
    return parts


def _answer(game: Game, view: ResponseView, at_once: str, plan: ResponsePlan | None) -> str:
    """All that an answer does, now and later."""
    parts = [f"**{view.number} {view.title}** ({view.id}).", at_once, *_ahead(view)]
    if plan is not None:
        parts += [_later(game, echo) for echo in plan.echoes]
        if plan.promise is not None:
            parts.append(_promise(plan.promise, plan.unkept))
        if plan.when is not None:
            parts.append(f"{'Open' if view.open else 'Locked'} now: {plan.when.source}.")
    return " ".join(filter(None, parts))


def _promise(promise: Promise, unkept: float) -> str:
    """What is promised, by when, and how much of it everything that the answer does would leave open."""
    due = f"{promise.due} round" + "s" * (promise.due != 1)
    return f"Promises {promise.claimed:g} points, held against what came after {due}; {unkept:.1f} of them stay open."


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
    """Points by what they moved, in the order of the ledger; weights and ways are left to the ledger itself."""
    sums: dict[str, float] = {}
    for entry in entries:
        if ":" not in entry.gauge or entry.gauge.startswith("assent:"):
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
