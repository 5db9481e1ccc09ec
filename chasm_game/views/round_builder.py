"""What a player may see before a decision: who plays what, and the round (model.md, What the player sees, and when)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.score import NOBODY
from chasm_game.gauges import CASH, CREDIBILITY, Group
from chasm_game.limits import WRITTEN
from chasm_game.views.board_builder import folded
from chasm_game.views.chasm import AxisView, ChasmView, WayView
from chasm_game.views.dashboard import CashView, Dashboard, GaugeView, LeaderView, StakeholderView, ValueView
from chasm_game.views.events_builder import averted_before, open_promises
from chasm_game.views.foresight_builder import carrying, fall, impacts
from chasm_game.views.intro import IntroView
from chasm_game.views.round import AskView, PostView, ResponseView, RoundView, VoiceView

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from chasm_game.engine.batch_replay import FinishedGame
    from chasm_game.engine.game import Game
    from chasm_game.engine.plan import ResponsePlan
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.journal.played import Played
    from chasm_game.journal.replay_many import Replayed
    from chasm_game.scenario.rounds import Also, Post
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario

__all__ = [
    "WAITING",
    "axes",
    "chasm_view",
    "dashboard",
    "feed",
    "intro_view",
    "price",
    "round_view",
    "texts",
    "voices",
]

WAITING = ("Wait", "None of the answers is open to you. You wait, and nothing is done.")
"""Title and text of the only response where none is open."""


def intro_view(played: Played | Replayed, save: str, save_notice: str = "", read: Container[str] = ()) -> IntroView:
    """What is played, by whom, how; `save` is the file that keeps it, and `save_notice` what has to be said of it.

    `read` are the texts that the player has read in earlier games.
    """
    header, scenario = played.header, played.game.scenario
    opening = _opening(played.game)
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
        axes(scenario.rulebook),
        opening,
        any(r.when is not None or r.chance < 1 for r in scenario.rounds),
        tuple((played.beliefs.get("before") or {}).items()),
        tuple((played.ways.get("before") or {}).items()),
        bool(opening) and all(text in read for text in opening[1:]),
        scenario.difficulty,
        "" if scenario.difficulty == WRITTEN else scenario.rulebook.difficulties[scenario.difficulty].because,
    )


def _opening(game: FinishedGame) -> tuple[str, ...]:
    """The title and the texts of the first round that happens."""
    if not game.turns:
        return ()
    turn = game.turns[0]
    return (turn.round.title, turn.round.shock.text, *texts(game, turn.round.shock.also, turn.shocked))


def axes(rulebook: Rulebook) -> tuple[AxisView, ...]:
    """The axes of a rulebook, as the second page of the belief sheet asks about them."""
    return tuple(AxisView(way.id, way.title, way.low, way.high) for way in rulebook.ways.values())


def round_view(game: Game, turn: Turn, *, practice: bool, read: Container[str] = ()) -> RoundView:
    """The round as its player sees it now; `read` are the texts that the player has read in earlier games."""
    shock = (turn.round.shock.text, *texts(game, turn.round.shock.also, turn.shocked))
    known_texts = tuple(text in read for text in shock)
    rounds = [t for t in game.turns if t.after is not None]
    base = rounds[-1].after if rounds else game.snapshots[0]
    assert base is not None
    # Who asked once knows the people's weights from then on; true trust is known only in a round in which one asked.
    known = practice or any(t.asked for t in game.turns)
    exact = practice or turn.asked
    scenario = turn.round
    targets = tuple((s.id, s.name) for s in game.scenario.stakeholders)
    return RoundView(
        number=len(rounds) + 1,
        of=len(rounds) + len(game.scenario.rounds) - turn.index,
        id=scenario.id,
        title=scenario.title,
        shock=shock,
        dashboard=dashboard(game, turn.shocked, base, exact=exact, known=known),
        chasm=chasm_view(game, turn.shocked, base, known=known),
        feed=feed(game, scenario.shock.feed, turn.shocked),
        responses=_responses(game, turn, exact=exact),
        ask=_ask(game, turn),
        targets=(*targets, (NOBODY, "Nobody")),
        promises=open_promises(game, turn.shocked, exact=exact),
        # Later ones are told with the consequences after which they did not happen.
        averted=averted_before(game) if not rounds else (),
        at_most=any(r.when is not None or r.chance < 1 for r in game.scenario.rounds[turn.index + 1 :]),
        folded=folded(game, turn, base),
        read=known_texts if any(known_texts) else (),
    )


def texts(game: FinishedGame, also: Iterable[Also], at: Snapshot) -> tuple[str, ...]:
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
        leaders(game, now, base),
        ValueView(now.value, now.value - base.value),
        None if now.assent is None or base.assent is None else ValueView(now.assent, now.assent - base.assent),
    )


def leaders(game: Game, now: Snapshot, base: Snapshot) -> tuple[LeaderView, ...]:
    """Those who carry what is decided."""
    titles = {s.id: s.name for s in game.scenario.stakeholders} | {g.id: g.title for g in game.plan.gauges}
    return tuple(
        LeaderView(k.id, k.name, k.role, now.gauges[k.id], now.gauges[k.id] - base.gauges[k.id], titles[k.watches])
        for k in game.scenario.leaders
    )


def chasm_view(game: Game, now: Snapshot, base: Snapshot, *, known: bool) -> ChasmView:
    """The chasm with its halves, in mist until the people were asked for the first time."""
    if not known:
        return ChasmView(in_mist=True, width=None, before=None, bridge=now[CREDIBILITY])
    halves = {"whom": now.what, "whom_before": base.what}
    # Under a rulebook without axes the chasm is its first half alone.
    if now.ways:
        halves |= {"how": now.how, "how_before": base.how}
    ways = tuple(WayView(axis, now.ways[axis.id], now.people_ways[axis.id]) for axis in axes(game.scenario.rulebook))
    return ChasmView(in_mist=False, width=now.chasm, before=base.chasm, bridge=now[CREDIBILITY], **halves, ways=ways)


def _ask(game: Game, turn: Turn) -> AskView:
    cost = game.plan["ask_cost"]
    heard = voices(game, turn) if turn.asked else ()
    company = leaders(game, turn.shocked, turn.before)
    companion = next((k for k in company if turn.ask is not None and k.id == turn.ask.leader), None)
    # Once a round: more often than rounds are left nobody can, however many asks there are.
    left = min(turn.shocked.asks, len(game.scenario.rounds) - turn.index - turn.asked)
    return AskView(game.can_ask, turn.asked, cost, left, heard, company, companion)


def voices(game: FinishedGame, turn: Turn) -> tuple[VoiceView, ...]:
    """What the people say in a round when they are asked."""
    said = (v for v in turn.round.ask if game.holds(v.when, turn.shocked))
    return tuple(VoiceView(game.scenario.name_of(v.who), v.text) for v in said)


def _responses(game: Game, turn: Turn, *, exact: bool) -> tuple[ResponseView, ...]:
    open_now = game.open_responses
    views = [
        _response(game, turn, index, is_open=response.id in open_now, exact=exact)
        for index, response in enumerate(turn.round.responses)
    ]
    if not any(view.open for view in views):
        # It has a number behind the answers, so that every face can list it as one of them.
        title, text = WAITING
        views.append(ResponseView(len(views) + 1, open_now[0], title, text, None, True, "", (), 0.0))
    return tuple(views)


def _response(game: Game, turn: Turn, index: int, *, is_open: bool, exact: bool) -> ResponseView:
    response, plan = turn.round.responses[index], game.plan.rounds[turn.index].responses[index]
    return ResponseView(
        index + 1,
        response.id,
        response.title,
        response.text,
        # Shown before the choice it would be taken for advice, so only where the author wants that.
        response.label if game.scenario.labels == "always" else None,
        is_open,
        "" if is_open else response.needs or f"Only if {response.when.source if response.when else '…'}",
        impacts(game, turn, index, exact=exact),
        price(game.scenario, plan),
        carrying(game, turn, plan, exact=exact),
        fall(game, turn, index) if exact else None,
    )


def price(scenario: Scenario, plan: ResponsePlan) -> float:
    """Cash at once as it is shown: negative costs, positive brings; 0 where the difficulty does not show it."""
    return sum(effect.points for effect in plan.cash) if scenario.prices else 0.0
