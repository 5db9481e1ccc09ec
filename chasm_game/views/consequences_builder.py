"""What followed from a decision: changes as steps with their reasons, what came back, prediction against outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY, who_lost_most
from chasm_game.gauges import Group, ledger_name
from chasm_game.scenario.rounds import WAIT
from chasm_game.views.consequences import (
    ChangeView,
    ConsequencesView,
    EchoView,
    HistoryView,
    LedgerLine,
    PredictionView,
    ReasonView,
)
from chasm_game.views.named import Named
from chasm_game.views.round_builder import WAITING, chasm_view, dashboard, feed, texts
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.game import Game
    from chasm_game.engine.ledger import Entry
    from chasm_game.engine.snapshot import Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.replay import Played

__all__ = ["SHARES", "consequences", "gauge_name", "ledger_lines", "prediction_view", "step"]

SHARES = {
    "people": "The people's weight",
    "belief": "The company's weight",
    "people_way": "The people's way",
    "way": "The company's way",
}
"""What the ledger counts in shares of 1, by what stands before the colon; all else is points."""
_BEFORE_THE_CHOICE = frozenset({"shock", "ask"})
_WOUND = "hurt:"
"""A wound is as large as the loss that made it, and heals by what comes back: told again it would be told twice."""


def consequences(played: Played, number: int, *, everything: bool = False) -> ConsequencesView:
    """What followed from the decision of the round `number` (from 1); `everything` once the game is over."""
    game, turn, choice = played.game, played.game.turns[number - 1], played.choices[number - 1]
    after = turn.after
    assert after is not None
    exact = everything or played.practice or turn.asked
    known = everything or played.practice or any(t.asked for t in game.turns[:number])
    entries = [e for e in game.ledger if e.round == turn.round.id]
    followed = [e for e in entries if e.stage not in _BEFORE_THE_CHOICE]
    response = turn.round.response(choice.response)
    own = (response.outcome, *texts(game, response.also, after)) if response else (WAITING[1],)
    show_label = response is not None and (everything or game.scenario.labels != "debrief")
    return ConsequencesView(
        number=number,
        id=turn.round.id,
        round_title=turn.round.title,
        response_id=choice.response,
        response=response.title if response else WAITING[0],
        label=response.label if response and show_label else None,
        outcome=tuple(text for text in own if text),
        stakeholders=tuple(
            _change(s.id, s.name, turn.shocked.reported[s.id], after.reported[s.id], followed, exact=exact)
            for s in game.scenario.stakeholders
        ),
        company=_company(game, turn, followed, exact=exact),
        echoes=_echoes(game, entries),
        feed=feed(game, response.feed, after) if response else (),
        prediction=prediction_view(game, turn, choice),
        reason=choice.reason,
        history=_history(game, turn, choice),
        exact=exact,
        ledger=ledger_lines(game, entries) if exact else (),
        dashboard=dashboard(game, after, turn.shocked, exact=exact, known=known),
        chasm=chasm_view(after, turn.shocked, known=known),
        over=game.outcome is not None and number == len(played.choices),
        fallen=not after.alive,
    )


def step(change: float) -> int:
    """A change in steps of -3..3: under half a point 0, under 2 points 1, under 6 points 2, more 3."""
    size = abs(change)
    steps = 0 if size < 0.5 else 1 if size < 2 else 2 if size < 6 else 3
    return steps if change > 0 else -steps


def ledger_lines(game: Game, entries: Iterable[Entry]) -> tuple[LedgerLine, ...]:
    """Entries with the names that a player knows; wounds, which are losses of trust told once more, are left out."""
    return tuple(_ledger_line(game, entry) for entry in entries if not entry.gauge.startswith(_WOUND))


def _ledger_line(game: Game, entry: Entry) -> LedgerLine:
    kind, colon, _ = entry.gauge.partition(":")
    whose = SHARES.get(kind, "") if colon else ""
    name = gauge_name(game, entry.gauge)
    return LedgerLine(entry.round, entry.stage, entry.gauge, name, entry.amount, entry.because, entry.source, whose)


def gauge_name(game: Game, gauge: str) -> str:
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


def prediction_view(game: FinishedGame, turn: Turn, choice: Chose) -> PredictionView | None:
    """The prediction of a round against what happened; None where none was made."""
    if choice.who is None or choice.confidence is None or turn.after is None:
        return None
    lost = who_lost_most(turn.shocked.trust, turn.after.trust)
    actual = tuple(Named(s.id, s.name) for s in game.scenario.stakeholders if s.id in lost)
    who = None if choice.who == NOBODY else Named(choice.who, game.scenario.name_of(choice.who))
    return PredictionView(who, choice.confidence, choice.who in lost, actual)


def _change(
    gauge: str, name: str, before: float, after: float, followed: Sequence[Entry], *, exact: bool, called: str = ""
) -> ChangeView:
    """How a gauge came out; `called` is the ledger's name for it, where that is not its id."""
    reasons = _reasons(called or gauge, followed, exact=exact)
    return ChangeView(gauge, name, before, after, step(after - before), reasons)


def _reasons(gauge: str, followed: Sequence[Entry], *, exact: bool) -> tuple[ReasonView, ...]:
    """Why a gauge changed, the strongest first; what has the same words, sign and time is one reason."""
    sums: dict[tuple[str, int, bool], tuple[float, str]] = {}
    for entry in followed:
        if entry.gauge == gauge:
            key = (entry.because, 1 if entry.amount > 0 else -1, entry.stage == "echo")
            amount, source = sums.get(key, (0.0, entry.source))
            sums[key] = (amount + entry.amount, source)
    ordered = sorted(sums.items(), key=lambda item: -abs(item[1][0]))
    return tuple(
        ReasonView(because, sign, amount if exact else None, source, echo)
        for (because, sign, echo), (amount, source) in ordered
        if shows(amount)
    )


def _company(game: Game, turn: Turn, followed: Sequence[Entry], *, exact: bool) -> tuple[ChangeView, ...]:
    """Cash always, and the gauges that changed."""
    assert turn.after is not None
    changes = []
    for gauge in game.plan.gauges:
        before, now = turn.shocked[gauge], turn.after[gauge]
        if gauge.group is Group.MONEY or abs(now - before) >= 0.5:
            called = ledger_name(gauge.id, gauge.group)
            changes.append(_change(gauge.id, gauge.title, before, now, followed, exact=exact, called=called))
    return tuple(changes)


def _echoes(game: Game, entries: Sequence[Entry]) -> tuple[EchoView, ...]:
    """What earlier decisions sent into a round, one line for each of their causes."""
    by_source: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.stage == "echo" and not entry.gauge.startswith(_WOUND):
            by_source.setdefault(entry.source, []).append(entry)
    views = []
    for source, mine in by_source.items():
        round_id, response_id = source.split("/")[:2]
        number = next(n for n, t in enumerate(game.turns, start=1) if t.round.id == round_id)
        sender = game.turns[number - 1].round
        response = sender.response(response_id)
        touched = tuple(
            (Named(e.gauge, _ledger_line(game, e).title), 1 if e.amount > 0 else -1) for e in mine if shows(e.amount)
        )
        title = response.title if response and response_id != WAIT else WAITING[0]
        if touched:
            views.append(EchoView(number, sender.title, title, mine[0].because, touched))
    return tuple(views)


def _history(game: Game, turn: Turn, choice: Chose) -> HistoryView | None:
    case = game.scenario.history
    if case is None or case.round != turn.round.id:
        return None
    real = turn.round.response(case.chose)
    assert real is not None
    return HistoryView(case.when, real.title, case.chose == choice.response, case.told, case.sources)
