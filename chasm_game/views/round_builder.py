"""What a player may see before a decision: who plays what, and the round (model.md, What the player sees, and when)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.gauges import CASH, CREDIBILITY, Group
from chasm_game.views.round import (
    AskView,
    CashView,
    ChasmView,
    Dashboard,
    GaugeView,
    ImpactView,
    IntroView,
    PostView,
    ResponseView,
    RoundView,
    StakeholderView,
    VoiceView,
)
from chasm_game.views.thresholds import shows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.journal.replay import Played
    from chasm_game.scenario.scenario import Also, Post, Response

__all__ = [
    "WAITING",
    "chasm_view",
    "dashboard",
    "feed",
    "impacts",
    "intro_view",
    "price",
    "round_view",
    "texts",
    "voices",
]

WAITING = ("Wait", "None of the answers is open to you. You wait, and nothing is done.")
"""Title and text of the only response where none is open."""


def round_view(game: Game, turn: Turn, *, practice: bool) -> RoundView:
    """The round as its player sees it now."""
    rounds = [t for t in game.turns if t.after is not None]
    base = rounds[-1].after if rounds else game.snapshots[0]
    assert base is not None
    known = practice or any(t.asked for t in game.turns)
    exact = practice or turn.asked
    scenario = turn.round
    targets = tuple((s.id, s.name) for s in game.scenario.stakeholders)
    return RoundView(
        number=len(rounds) + 1,
        of=len(game.scenario.rounds),
        id=scenario.id,
        title=scenario.title,
        shock=(scenario.shock.text, *texts(game, scenario.shock.also, turn.shocked)),
        dashboard=dashboard(game, turn.shocked, base, exact=exact, known=known),
        chasm=chasm_view(turn.shocked, base, known=known),
        feed=feed(game, scenario.shock.feed, turn.shocked),
        responses=_responses(game, turn, exact=exact),
        ask=_ask(game, turn),
        targets=(*targets, (NOBODY, "Nobody")),
    )


def texts(game: Game, also: Iterable[Also], at: Snapshot) -> tuple[str, ...]:
    """What the story remembers at a moment."""
    return tuple(a.text for a in also if game.holds(a.when, at))


def feed(game: Game, posts: Iterable[Post], at: Snapshot) -> tuple[PostView, ...]:
    """What the people post at a moment."""
    return tuple(
        PostView(p.who, p.text, None if p.stakeholder is None else game.scenario.name_of(p.stakeholder))
        for p in posts
        if game.holds(p.when, at)
    )


def dashboard(game: Game, now: Snapshot, base: Snapshot, *, exact: bool, known: bool) -> Dashboard:
    """What the company is told; `exact` adds true trust, `known` the people's weights."""
    return Dashboard(
        tuple(
            StakeholderView(
                s.id,
                s.name,
                now.reported[s.id],
                now.reported[s.id] - base.reported[s.id],
                now.trust[s.id] if exact else None,
                now.people[s.id] if known else None,
            )
            for s in game.scenario.stakeholders
        ),
        CashView(now[CASH], now[CASH] - base[CASH], game.scenario.company.unit),
        tuple(
            GaugeView(g.id, g.title, now[g], now[g] - base[g], g.group)
            for g in game.plan.gauges
            if g.group is not Group.MONEY
        ),
    )


def chasm_view(now: Snapshot, base: Snapshot, *, known: bool) -> ChasmView:
    """The chasm, in mist until the people were asked for the first time."""
    return ChasmView(not known, now.chasm if known else None, base.chasm if known else None, now[CREDIBILITY])


def _ask(game: Game, turn: Turn) -> AskView:
    cost = game.plan["ask_cost"]
    return AskView(game.can_ask, turn.asked, cost, turn.shocked.asks, voices(game, turn) if turn.asked else ())


def voices(game: Game, turn: Turn) -> tuple[VoiceView, ...]:
    """What the people say in a round when they are asked."""
    said = (v for v in turn.round.ask if game.holds(v.when, turn.shocked))
    return tuple(VoiceView(game.scenario.name_of(v.who), v.text) for v in said)


def _responses(game: Game, turn: Turn, *, exact: bool) -> tuple[ResponseView, ...]:
    open_now = game.open_responses
    plans = game.plan.rounds[turn.index].responses
    pairs = zip(turn.round.responses, plans, strict=True)
    views = [
        _response(game, number, response, plan, is_open=response.id in open_now, exact=exact)
        for number, (response, plan) in enumerate(pairs, start=1)
    ]
    if not any(view.open for view in views):
        title, text = WAITING
        views.append(ResponseView(len(views) + 1, open_now[0], title, text, None, True, "", (), 0.0))
    return tuple(views)


def _response(
    game: Game, number: int, response: Response, plan: ResponsePlan, *, is_open: bool, exact: bool
) -> ResponseView:
    label = response.label if game.scenario.labels == "always" else None
    needs = "" if is_open else response.needs or f"Only if {response.when.source if response.when else '…'}"
    moved = impacts(game, plan, exact=exact)
    return ResponseView(number, response.id, response.title, response.text, label, is_open, needs, moved, price(plan))


def price(plan: ResponsePlan) -> float:
    """Cash at once: negative costs, positive brings."""
    return sum(effect.points for effect in plan.cash)


def impacts(game: Game, plan: ResponsePlan, *, exact: bool) -> tuple[ImpactView, ...]:
    """Whom a response moves: under 5 points delivered a little, under 12 some, else much; `exact` adds which way."""
    found = []
    for stakeholder, delivered in zip(game.scenario.stakeholders, plan.delivered, strict=True):
        size = abs(delivered)
        if not shows(delivered):
            continue
        strength = 1 if size < 5 else 2 if size < 12 else 3
        direction = (1 if delivered > 0 else -1) if exact else None
        found.append((size, ImpactView(stakeholder.id, stakeholder.name, strength, direction)))
    return tuple(view for _, view in sorted(found, key=lambda item: -item[1].strength))


def intro_view(played: Played, save: str, save_notice: str = "") -> IntroView:
    """What is played, by whom, how; `save` is the file that keeps it, and `save_notice` what has to be said of it."""
    header, scenario = played.header, played.game.scenario
    return IntroView(
        scenario.id,
        scenario.title,
        scenario.summary,
        scenario.level,
        scenario.minutes,
        scenario.goals,
        scenario.company.name,
        scenario.company.you,
        scenario.company.unit,
        tuple((s.id, s.name) for s in scenario.stakeholders),
        len(scenario.rounds),
        header.seed,
        header.team,
        played.practice,
        header.quick,
        save,
        header.started,
        save_notice,
    )
