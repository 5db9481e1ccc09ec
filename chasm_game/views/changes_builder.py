"""How everybody and everything came out of a round, a silent one too, each with its reasons from the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.gauges import CASH, Group, ledger_name
from chasm_game.scenario.rounds import WAIT
from chasm_game.views.consequences import (
    FOG_RULE,
    ChangeView,
    EchoView,
    LeaderChange,
    ReasonView,
)
from chasm_game.views.ledger_line import LedgerLine
from chasm_game.views.named import Named
from chasm_game.views.round_builder import WAITING
from chasm_game.views.thresholds import shows, step

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.game import Game
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.snapshot import Snapshot

__all__ = ["AGAIN", "FOG", "SHARES", "USUAL", "Stretch", "gauge_name", "ledger_lines", "told_again"]

SHARES = {
    "people": "The people's weight",
    "belief": "The company's weight",
    "people_way": "The people's way",
    "way": "The company's way",
}
"""What the ledger counts in shares of 1, by what stands before the colon; all else is points."""
USUAL = frozenset(
    f"rules/{rule}" for rule in ("income", "upside", "chain_pass", "owners_pace", "healing", "assent_pace")
)
"""Causes that are the same every round."""
FOG = {1: "You hear less of the truth than before.", -1: "You hear more of the truth than before."}
"""Why reported trust moves where true trust does not, by its sign."""
AGAIN = {1: "Again you hear less of the truth.", -1: "Again you hear more of the truth."}
"""The same where it was told of the round before too."""
_WOUND = "hurt:"
"""A wound is as large as the loss that made it, and heals by what comes back: told again it would be told twice."""
_BACKLASH = "/backlash"
"""How the path of what a broken promise sends back ends: it is told with the promise."""


class Stretch:
    """A stretch of a game, from one moment to another, with what moved in it."""

    def __init__(self, game: Game, before: Snapshot, after: Snapshot, entries: Sequence[Entry], *, exact: bool) -> None:
        self.game, self.before, self.after, self.entries = game, before, after, entries
        self.exact = exact
        """Whether points may be seen."""

    def stakeholders(self) -> tuple[ChangeView, ...]:
        """Reported trust, in order."""
        before, after = self.before.reported, self.after.reported
        true = {s: at - self.before.trust[s] for s, at in self.after.trust.items()}
        changes = (self._change(s.id, s.name, before[s.id], after[s.id]) for s in self.game.scenario.stakeholders)
        return tuple(_with_the_fog(change, true[change.id]) for change in changes)

    def company(self) -> tuple[ChangeView, ...]:
        """Cash always, and the gauges that changed; leaders are told by themselves."""
        changes = []
        for gauge in self.game.plan.gauges:
            before, now = self.before[gauge], self.after[gauge]
            changed = gauge.group is not Group.LEADERS and abs(now - before) >= 0.5
            if changed or gauge.group is Group.MONEY:
                changes.append(self._change(gauge.id, gauge.title, before, now))
        return tuple(changes)

    def leaders(self) -> tuple[LeaderChange, ...]:
        """Every leader, with what they watched."""
        views = []
        for leader in self.game.scenario.leaders:
            before, after = self.before.gauges[leader.id], self.after.gauges[leader.id]
            change = self._change(leader.id, leader.name, before, after, called=ledger_name(leader.id, Group.LEADERS))
            watches = Named(leader.watches, gauge_name(self.game, leader.watches))
            views.append(LeaderChange(change, leader.role, watches, self._seen(leader.watches)))
        return tuple(views)

    def _seen(self, watched: str) -> int:
        """How what a leader watches has moved; leaders see what is true."""
        if watched in self.before.trust:
            return step(self.after.trust[watched] - self.before.trust[watched])
        moved = self.after.gauges[watched] - self.before.gauges[watched]
        # The steps are of points from 0 to 100; of money only the direction says something everywhere.
        if watched == CASH.id:
            return (moved > 0) - (moved < 0) if shows(moved) else 0
        return step(moved)

    def _change(self, gauge: str, name: str, before: float, after: float, *, called: str = "") -> ChangeView:
        """How a gauge came out; `called` is the ledger's name for it, where that is not its id."""
        return ChangeView(gauge, name, before, after, step(after - before), self._reasons(called or gauge))

    def _reasons(self, gauge: str) -> tuple[ReasonView, ...]:
        """Why a gauge changed, the strongest first; what has the same words, sign and time is one reason."""
        sums: dict[tuple[str, int, bool], tuple[float, str]] = {}
        for entry in self.entries:
            if entry.gauge == gauge:
                # What came at once and what came back are two reasons, even in the same words. What comes every round
                # is one, also of a stretch in which it gave in one quarter and took in the next.
                sign = 0 if entry.source in USUAL else 1 if entry.amount > 0 else -1
                key = (entry.because, sign, entry.stage == "echo")
                amount, source = sums.get(key, (0.0, entry.source))
                sums[key] = (amount + entry.amount, source)
        ordered = sorted(sums.items(), key=lambda item: -abs(item[1][0]))
        return tuple(
            self._reason(because, amount, source, echo=echo)
            for (because, _, echo), (amount, source) in ordered
            if shows(amount)
        )

    def _reason(self, because: str, amount: float, source: str, *, echo: bool) -> ReasonView:
        points, sender = amount if self.exact else None, self._round_of(source) if echo else None
        return ReasonView(because, 1 if amount > 0 else -1, points, source, echo, source in USUAL, sender)

    def _round_of(self, source: str) -> int:
        """The number of the round from which something comes."""
        round_id = source.split("/", 1)[0]
        return next(n for n, t in enumerate(self.game.turns, start=1) if t.round.id == round_id)

    def echoes(self) -> tuple[EchoView, ...]:
        """What earlier decisions sent, one line for each of their causes; broken promises are told by themselves."""
        # By its words too: what one decision sends may gain for one reason and lose for another.
        by_cause: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.entries:
            elsewhere = entry.gauge.startswith(_WOUND) or entry.source.endswith(_BACKLASH)
            if entry.stage == "echo" and not elsewhere:
                by_cause.setdefault((entry.source, entry.because), []).append(entry)
        found = (self._echo(source, because, mine) for (source, because), mine in by_cause.items())
        return tuple(echo for echo in found if echo.touched)

    def _echo(self, source: str, because: str, mine: Sequence[Entry]) -> EchoView:
        game = self.game
        response_id = source.split("/")[1]
        number = self._round_of(source)
        sender = game.turns[number - 1].round
        response = sender.response(response_id)
        touched = tuple((self._moved(e.gauge), 1 if e.amount > 0 else -1) for e in mine if shows(e.amount))
        title = response.title if response and response_id != WAIT else WAITING[0]
        return EchoView(number, sender.title, title, because, touched)

    def _moved(self, gauge: str) -> Named:
        """Who or what was moved, under the id and the name that its change has: of an assent, the leader's."""
        leaders = {ledger_name(leader.id, Group.LEADERS): leader for leader in self.game.scenario.leaders}
        if (leader := leaders.get(gauge)) is not None:
            return Named(leader.id, leader.name)
        return Named(gauge, gauge_name(self.game, gauge))

    def ledger(self) -> tuple[LedgerLine, ...]:
        """Every point, where points may be seen."""
        return ledger_lines(self.game, self.entries) if self.exact else ()


def _with_the_fog(change: ChangeView, true: float) -> ChangeView:
    """A change with the fog among its reasons, where more or less of the truth is heard than before.

    `true` is by how much true trust moved. The fog is named where it moved what is heard by half a point or more, and
    where nothing else explains the way that a change went.
    """
    way = (change.step > 0) - (change.step < 0)
    heard = change.after - change.before - true
    explained = not way or any(reason.sign == way for reason in change.reasons)
    if explained and not step(heard):
        return change
    sign = 1 if heard > 0 else -1
    fog = ReasonView(FOG[sign], sign, None, FOG_RULE, echo=False)
    return replace(change, reasons=(*change.reasons, fog))


def told_again(changes: Sequence[ChangeView], before: Sequence[ChangeView]) -> tuple[ChangeView, ...]:
    """Changes with the fog in fewer words where it went the same way among those `before`."""
    known = {reason.sign for change in before for reason in change.reasons if reason.fog}
    return tuple(
        replace(
            change,
            reasons=tuple(
                replace(r, because=AGAIN[r.sign]) if r.fog and r.sign in known else r for r in change.reasons
            ),
        )
        for change in changes
    )


def ledger_lines(game: Game, entries: Iterable[Entry]) -> tuple[LedgerLine, ...]:
    """Entries with the names that a player knows; wounds, which are losses of trust told once more, are left out."""
    return tuple(_ledger_line(game, entry) for entry in entries if not entry.gauge.startswith(_WOUND))


def _ledger_line(game: Game, entry: Entry) -> LedgerLine:
    kind, colon, _ = entry.gauge.partition(":")
    whose = SHARES.get(kind, "") if colon else ""
    name = gauge_name(game, entry.gauge)
    return LedgerLine(entry.round, entry.stage, entry.gauge, name, entry.amount, entry.because, entry.source, whose)


def gauge_name(game: FinishedGame, gauge: str) -> str:
    """The name by which a player knows a gauge of the ledger; of a weight, the stakeholder's, of a way the axis'."""
    kind, colon, own = gauge.partition(":")
    if not colon:
        titles = {g.id: g.title for g in game.plan.gauges}
        return titles.get(gauge) or game.scenario.name_of(gauge)
    if kind in {"way", "people_way"}:
        return game.scenario.rulebook.ways[own].title
    if kind == "assent":
        return next(f"Assent of {leader.name}" for leader in game.scenario.leaders if leader.id == own)
    name = game.scenario.name_of(own)
    return f"Wounds of {name}" if kind == "hurt" else name
