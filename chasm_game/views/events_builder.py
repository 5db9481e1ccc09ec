"""Promises, rescues and falls of a game, as its player may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.promises import promises
from chasm_game.gauges import CASH, CREDIBILITY
from chasm_game.views.events import FallView, PromisedView, PromiseView, RescueView, SettledView
from chasm_game.views.named import Named
from chasm_game.views.thresholds import felt, shows, step, strength

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.engine.game import Game
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.promises import PromiseAccount
    from chasm_game.engine.snapshot import Snapshot

__all__ = ["averted_after", "averted_before", "fall_in", "open_promises", "rescue_in", "settled_in"]


def open_promises(game: Game, at: Snapshot, *, exact: bool, over: bool = False) -> tuple[PromiseView, ...]:
    """What was promised by a moment and is not settled by then, the oldest first; `exact` adds points.

    `over` where the last decision has been taken.
    """
    clock = int(at.moment.clock[0])
    found = (account for account in promises(game.plan, at.moment) if not account.settled)
    return tuple(
        PromiseView(*_made(game, account), _promised(game, account, exact=exact), account.due - clock, over)
        for account in found
    )


def settled_in(game: Game, after: Snapshot, entries: Sequence[Entry], *, exact: bool) -> tuple[SettledView, ...]:
    """The promises that were due in the round that ended with `after`, in the order of their rounds."""
    clock = int(after.moment.clock[0])
    credibility = [e for e in entries if e.stage == "promise" and e.gauge == CREDIBILITY.id]
    views = []
    for account in promises(game.plan, after.moment):
        if account.due != clock:
            continue
        number, round_title, response = _made(game, account)
        turn = game.turns[number - 1]
        source = f"{turn.round.id}/{turn.response}/backlash"
        views.append(
            SettledView(
                number,
                round_title,
                response,
                _promised(game, account, exact=exact, due=True),
                _kept(account.kept, account.gap),
                step(_believed(credibility, account)),
                _backlash(game, [e for e in entries if e.source == source]),
            )
        )
    return tuple(views)


def _made(game: Game, account: PromiseAccount) -> tuple[int, str, str]:
    """The number and title of the round of a promise, and the title of the answer that made it."""
    number, turn = next((n, t) for n, t in enumerate(game.turns, start=1) if t.index == account.index)
    response = turn.round.response(turn.response or "")
    assert response is not None
    return number, turn.round.title, response.title


def _promised(game: Game, account: PromiseAccount, *, exact: bool, due: bool = False) -> tuple[PromisedView, ...]:
    """To whom, how much; once it is due what came of it."""
    found = []
    for stakeholder, claim, points in zip(game.scenario.stakeholders, account.claims, account.came, strict=True):
        came = max(0.0, points)
        if claim > 0:
            kept = _kept(min(claim, came), claim - min(claim, came)) if due else None
            shown = (claim, kept, came if due else None) if exact else (None, kept, None)
            # The smallest promise is one, and is never shown as none.
            found.append(PromisedView(stakeholder.id, stakeholder.name, max(strength(claim), 1), *shown))
    return tuple(found)


def _kept(kept: float, gap: float) -> int:
    """All of a promise (2), some of it (1) or nothing to speak of (0): a tenth of a point is not a part."""
    return 2 if not shows(gap) else 1 if felt(kept) else 0


def _believed(credibility: list[Entry], account: PromiseAccount) -> float:
    """What one promise did to credibility: promises are judged one by one, in order, with an entry for each part."""
    amount = 0.0
    for rule, part in (("rules/kept_word", account.kept), ("rules/gap_credibility", account.gap)):
        mine = next((e for e in credibility if e.source == rule), None)
        if part > 0 and mine is not None:
            # An entry belongs to one promise: the next that is judged has to find its own.
            credibility.remove(mine)
            amount += mine.amount
    return amount


def _backlash(game: Game, entries: Sequence[Entry]) -> tuple[tuple[Named, int], ...]:
    lost = {s: sum(e.amount for e in entries if e.gauge == s.id) for s in game.scenario.stakeholders}
    return tuple((Named(s.id, s.name), step(amount)) for s, amount in lost.items() if amount < 0)


def rescue_in(game: Game, after: Snapshot, entries: Sequence[Entry], *, exact: bool) -> RescueView | None:
    """The rescue in a round; None where there was none."""
    money = sum(e.amount for e in entries if e.source == "rules/rescue_cash")
    if not money:
        return None
    cost = sum(e.amount for e in entries if e.source == "rules/rescue_price")
    # The owners fill the hole and put this much on top: the rest of the money was the hole.
    cash = game.plan["rescue_cash"]
    return RescueView(after.rescues, _owners(game), money - cash, cash, step(cost), cost if exact else None)


def fall_in(game: Game, after: Snapshot, *, exact: bool) -> FallView | None:
    """The fall in the round that ended with `after`; None where the company lives."""
    if after.alive:
        return None
    hole = -after[CASH]
    return FallView(_owners(game), hole, hole > game.plan["rescue_limit"], open_promises(game, after, exact=exact))


def _owners(game: Game) -> Named:
    owners = game.scenario.roles.owners
    return Named(owners, game.scenario.name_of(owners))


def averted_before(game: Game) -> tuple[str, ...]:
    """What is to be read of the rounds before the first that did not happen."""
    return tuple(_averted(game, 0, game.turns[0].index if game.turns else 0))


def averted_after(game: Game, number: int) -> tuple[str, ...]:
    """What is to be read of the rounds that did not happen between the round `number` (from 1) and the next, or the
    end; nothing in a company that has fallen: there nothing was averted.
    """
    turn = game.turns[number - 1]
    if turn.after is None or not turn.after.alive:
        return ()
    end = game.turns[number].index if number < len(game.turns) else len(game.scenario.rounds)
    return tuple(_averted(game, turn.index + 1, end))


def _averted(game: Game, first: int, end: int) -> Iterator[str]:
    yield from (r.averted for r in game.scenario.rounds[first:end] if r.averted)
