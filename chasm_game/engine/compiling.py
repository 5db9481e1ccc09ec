"""A scenario and a seed to a plan: every response's effects as constants, in the order of the model (step 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.engine.luck import luck
from chasm_game.engine.plan import (
    WAITED,
    Cause,
    Echo,
    Effect,
    Plan,
    Promise,
    ResponsePlan,
    RoundPlan,
    Target,
    gauge_target,
)
from chasm_game.gauges import CASH
from chasm_game.scenario.scenario import WAIT, Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chasm_game.scenario.scenario import Later, MoveUse, Response, Scenario

__all__ = ["compile_plan"]

_CASH = gauge_target(CASH)


def compile_plan(scenario: Scenario, seed: int) -> Plan:
    """The plan of a scenario under a seed (0 to 2^53-1)."""
    ids = tuple(s.id for s in scenario.stakeholders)
    table = scenario.gauges
    targets = _targets(ids, {g.id: row for row, g in enumerate(table) if g is not CASH})
    rounds = []
    for r in scenario.rounds:
        cause = Cause(f"{r.id}/shock", Reason.both(r.title))
        trust, gauges, cash = _split(cause, r.shock.effects, targets)
        responses = tuple(
            _ResponseCompiler(scenario, seed, targets, f"{r.id}/{a.id}").compile(a, n)
            for n, a in enumerate(r.responses)
        )
        lucky = luck(seed, r.id) < r.chance
        wait = _nothing(len(ids))
        reach = max(a.reach for a in responses)
        rounds.append(
            RoundPlan(r.id, r.title, r.when, lucky, cause, trust, gauges, cash, r.shock.people, responses, wait, reach)
        )
    roles = scenario.roles
    who = (ids.index(roles.employees), ids.index(roles.customers), ids.index(roles.owners))
    broken = [n for n, r in enumerate(rounds) if any(a.promise and a.promise.broken for a in r.responses)]
    return Plan(
        scenario,
        seed,
        ids,
        *who,
        tuple(rounds),
        scenario.rulebook,
        owing={index: place for place, index in enumerate(broken)},
        gauges=table,
        rows={gauge.id: number for number, gauge in enumerate(table)},
        names=_names(ids, [g.id for g in table]),
    )


def _targets(stakeholders: Sequence[str], gauges: Mapping[str, int]) -> dict[str, Target]:
    """What effects can move, by the name that files give it; cash stands apart, it has a moment of its own."""
    trust = {name: Target("trust", row) for row, name in enumerate(stakeholders)}
    return trust | {name: Target("gauges", row) for name, row in gauges.items()}


def _names(stakeholders: Sequence[str], gauges: Sequence[str]) -> dict[Target, str]:
    """What the ledger calls everything that can be moved."""
    names = {Target("gauges", row): name for row, name in enumerate(gauges)}
    for row, name in enumerate(stakeholders):
        names[Target("trust", row)] = name
        names[Target("belief", row)] = f"belief:{name}"
        names[Target("people", row)] = f"people:{name}"
    return names


def _nothing(count: int) -> ResponsePlan:
    zeros = (0.0,) * count
    return ResponsePlan(WAIT, WAITED, None, (), (), (), None, (), zeros, zeros, 0.0)


def _split(
    cause: Cause, effects: Mapping[str, float], targets: Mapping[str, Target]
) -> tuple[tuple[Effect, ...], tuple[Effect, ...], float]:
    """Effects by what they move; those on stakeholders that the scenario removed are passed over."""
    known = [Effect(cause, targets[name], points) for name, points in effects.items() if name in targets]
    trust = tuple(effect for effect in known if effect.target.array == "trust")
    gauges = tuple(effect for effect in known if effect.target.array == "gauges")
    return trust, gauges, effects.get(CASH.id, 0.0)


class _ResponseCompiler:
    """Collects what a response does, move by move, in the order of the file."""

    def __init__(self, scenario: Scenario, seed: int, targets: Mapping[str, Target], path: str) -> None:
        self.rulebook, self.seed, self.targets, self.path = scenario.rulebook, seed, targets, path
        count = len(scenario.stakeholders)
        self.trust: list[Effect] = []
        self.gauges: list[Effect] = []
        self.cash: list[Effect] = []
        self.echoes: list[Echo] = []
        self.delivered = [0.0] * count
        self.served = [0.0] * count
        self.claims = [0.0] * count

    def compile(self, response: Response, index: int) -> ResponsePlan:
        for n, use in enumerate(response.does):
            self.move(use, f"{self.path}/does/{n}")
        own = Cause(f"{self.path}/effects", response.because)
        trust, gauges, cash = _split(own, response.effects, self.targets)
        self.trust += trust
        self.deliver(trust, 1.0)
        self.gauges += gauges
        if cash:
            self.cash.append(Effect(own, _CASH, cash))
        for n, later in enumerate(response.later):
            path = f"{self.path}/later/{n}"
            trust, gauges, cash = _split(Cause(path, later.because), later.effects, self.targets)
            self.deliver(trust, later.chance)
            self.echo(later, path, trust, gauges, cash)
        self.claim(response.claims, 1.0)
        return ResponsePlan(
            response.id,
            index,
            response.when,
            tuple(self.trust),
            tuple(self.gauges),
            tuple(self.cash),
            self.promise(),
            tuple(self.echoes),
            tuple(self.delivered),
            tuple(self.served),
            sum(self.served),
        )

    def move(self, use: MoveUse, path: str) -> None:
        move = use.move
        cause = Cause(path, use.because or move.because)
        delay = sum(manner.delay for manner in use.how)
        trust, gauges, cash = self.scaled(cause, move.effects, use)
        self.deliver(trust, 1.0)
        gains = tuple(e for e in trust if e.points > 0) if delay else ()
        self.trust += [e for e in trust if not (delay and e.points > 0)]
        if gains:
            self.echoes.append(Echo(cause, delay, True, None, gains, (), 0.0))
        self.gauges += gauges
        if cash:
            self.cash.append(Effect(cause, _CASH, cash))
        for manner in use.how:
            if manner.cash:
                manner_cause = Cause(f"{path}/how/{manner.id}", Reason.both(manner.because))
                self.cash.append(Effect(manner_cause, _CASH, manner.cash * use.strength))
        for n, later in enumerate(move.later):
            self.later_of_move(later, use, f"{path}/later/{n}", delay)
        self.claim(move.claims, use.strength)

    def later_of_move(self, later: Later, use: MoveUse, path: str, delay: int) -> None:
        trust, gauges, cash = self.scaled(Cause(path, later.because), later.effects, use)
        self.deliver(trust, later.chance)
        if not delay:
            self.echo(later, path, trust, gauges, cash)
            return
        losses = tuple(e for e in trust if not e.points > 0)
        gains = tuple(e for e in trust if e.points > 0)
        if losses or gauges or cash:
            self.echo(later, path, losses, gauges, cash)
        if gains:
            self.echo(later, path, gains, delay=delay)

    def scaled(
        self, cause: Cause, effects: Mapping[str, float], use: MoveUse
    ) -> tuple[tuple[Effect, ...], tuple[Effect, ...], float]:
        """A move's effects times its strength and its manners' factors; cash times its strength."""
        trust, gauges, cash = _split(cause, effects, self.targets)

        def scale(items: Iterable[Effect]) -> tuple[Effect, ...]:
            made = []
            for effect in items:
                points = effect.points * use.strength
                for manner in use.how:
                    points = points * (manner.gains if effect.points > 0 else manner.losses)
                made.append(effect._replace(points=points))
            return tuple(made)

        return scale(trust), scale(gauges), cash * use.strength

    def deliver(self, trust: Iterable[Effect], chance: float) -> None:
        for effect in trust:
            s, points = effect.target.row, effect.points * chance
            self.delivered[s] += points
            if points > 0:
                self.served[s] += points

    def echo(
        self,
        later: Later,
        path: str,
        trust: tuple[Effect, ...],
        gauges: tuple[Effect, ...] = (),
        cash: float = 0.0,
        *,
        delay: int = 0,
    ) -> None:
        lands = luck(self.seed, path) < later.chance
        cause = Cause(path, later.because)
        self.echoes.append(Echo(cause, later.after + delay, lands, later.when, trust, gauges, cash))

    def claim(self, claims: Mapping[str, float], strength: float) -> None:
        for name, points in claims.items():
            if name in self.targets:
                self.claims[self.targets[name].row] += points * strength

    def promise(self) -> Promise | None:
        """What is promised, kept and left open (model.md, step 3, Claims)."""
        if not any(c > 0 for c in self.claims):
            return None
        kept = [min(c, max(0.0, d)) for c, d in zip(self.claims, self.delivered, strict=True)]
        gap = [c - k for c, k in zip(self.claims, kept, strict=True)]
        return Promise(
            tuple(self.claims),
            tuple(gap),
            sum(self.claims),
            sum(kept),
            sum(gap),
            Cause(f"{self.path}/gloss", Reason.both(self.rulebook.rules["gloss"].because)),
            Cause(f"{self.path}/backlash", Reason.both(self.rulebook.rules["backlash"].because)),
            int(self.rulebook["backlash_after"]),
        )
