"""What one response does, collected move by move in the order of the model (step 3): constants, no decision in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from chasm_game.engine.effects import CASH_TARGET, Cause, Effect, Names
from chasm_game.engine.plan import WAITED, Draw, Echo, NowPlan, Promise, ResponsePlan, Tag
from chasm_game.gauges import CASH
from chasm_game.scenario.rounds import WAIT
from chasm_game.scenario.rulebook import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chasm_game.scenario.rounds import MoveUse, Now, Response
    from chasm_game.scenario.rulebook import Later, Move
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Fate", "now_plans", "response_plan", "waiting"]

Fate = Callable[[str, float], Draw]
"""How the thing at a path falls that has some chance: by luck, as a forecast supposes, or open."""


def waiting(stakeholders: int) -> ResponsePlan:
    """The response of somebody to whom nothing is open: every list of it is empty."""
    zeros = (0.0,) * stakeholders
    return ResponsePlan(WAIT, WAITED, None, (), (), (), (), None, (), zeros, (), (), 0.0)


def now_plans(items: Sequence[Now], names: Names, path: str, fate: Fate) -> tuple[NowPlan, ...]:
    """The now entries of a shock or a response at `path`."""
    made = []
    for n, item in enumerate(items):
        cause = Cause(f"{path}/now/{n}", item.because)
        draw = fate(cause.source, item.chance)
        made.append(NowPlan(cause, draw.happens, item.when, names.effects(cause, item.effects), draw.row))
    return tuple(made)


def response_plan(
    scenario: Scenario, response: Response, index: int, path: str, names: Names, fate: Fate
) -> ResponsePlan:
    """The response at `path`, the `index`-th of its round."""
    collector = _Collector(scenario, names, path, fate)
    for n, use in enumerate(response.does):
        collector.move(use, f"{path}/does/{n}")
    collector.own(response)
    return ResponsePlan(
        response.id,
        index,
        response.when,
        tuple(collector.trust),
        tuple(collector.gauges),
        tuple(collector.cash),
        now_plans(response.now, names, path, fate),
        collector.promise(response.claims_due),
        tuple(collector.echoes),
        tuple(collector.delivered),
        _shares(collector.delivered),
        tuple(collector.tags()),
        max((manner.carried for use in response.does for manner in use.how), default=0.0),
    )


def total_of(terms: Iterable[float]) -> float:
    """A sum as the model means it: plain additions in order. `sum` corrects its rounding from Python 3.12 on."""
    total = 0.0
    for term in terms:
        total += term
    return total


def _shares(delivered: Sequence[float]) -> tuple[float, ...]:
    """Who is served, as shares of the whole; empty where nobody is."""
    served = [max(0.0, points) for points in delivered]
    total = total_of(served)
    return tuple(points / total for points in served) if total > 0 else ()


class _Collector:
    """Collects what a response does, move by move, in the order of the file."""

    def __init__(self, scenario: Scenario, names: Names, path: str, fate: Fate) -> None:
        self.rulebook, self.names, self.path, self.fate = scenario.rulebook, names, path, fate
        count = len(scenario.stakeholders)
        self.trust: list[Effect] = []
        self.gauges: list[Effect] = []
        self.cash: list[Effect] = []
        self.echoes: list[Echo] = []
        self.delivered = [0.0] * count
        self.claims = [0.0] * count
        self.weights = [0.0] * len(names.axes)
        self.shown = [0.0] * len(names.axes)

    def move(self, use: MoveUse, path: str) -> None:
        """One use of a move: at once, with its manners, and later."""
        move = use.move
        cause = Cause(path, use.because or move.because)
        delay = sum(manner.delay for manner in use.how)
        effects = self.scaled(cause, move.effects, use)
        trust = _of("trust", effects)
        self.deliver(trust, 1.0)
        if delay:
            # A manner that takes its time puts off what a deed brings; what it takes is felt at once.
            gains = tuple(e for e in trust if e.points > 0)
            self.trust += [e for e in trust if not e.points > 0]
            if gains:
                self.echoes.append(Echo(cause, delay, True, None, gains, (), 0.0))
        else:
            self.trust += trust
        self.gauges += _of("gauges", effects)
        self.cash += [e for e in effects if e.target == CASH_TARGET]
        self.manners(use, path)
        for n, later in enumerate(move.later):
            self.later_of_move(later, use, f"{path}/later/{n}", delay)
        self.claim(move.claims, use.strength)
        self.show(move, use)

    def manners(self, use: MoveUse, path: str) -> None:
        """What the manners of a use cost, and what they do to the leaders."""
        for manner in use.how:
            cause = Cause(f"{path}/how/{manner.id}", Reason.both(manner.because))
            effects = {CASH.id: manner.cash, "assent": manner.assent}
            for effect in self.names.effects(cause, {name: points * use.strength for name, points in effects.items()}):
                if effect.points and effect.target == CASH_TARGET:
                    self.cash.append(effect)
                elif effect.points:
                    self.gauges.append(effect)

    def show(self, move: Move, use: MoveUse) -> None:
        """What a use shows of how the company creates value."""
        for ways in (move.ways, *(manner.ways for manner in use.how)):
            self.tag(ways, use.strength)

    def tag(self, ways: Mapping[str, float], weight: float) -> None:
        """Some tags of one weight."""
        for name, way in ways.items():
            axis = self.names.axes[name]
            self.weights[axis] += weight
            self.shown[axis] += weight * way

    def tags(self) -> Iterable[Tag]:
        """The axes on which the response shows anything."""
        for axis, (weight, shown) in enumerate(zip(self.weights, self.shown, strict=True)):
            if weight > 0:
                yield Tag(axis, weight, shown / weight)

    def later_of_move(self, later: Later, use: MoveUse, path: str, delay: int) -> None:
        """A later effect of a move; where its gains are delayed it is split in two, which share their luck."""
        effects = self.scaled(Cause(path, later.because), later.effects, use)
        self.deliver(_of("trust", effects), later.chance)
        if not delay:
            self.echo(later, path, effects)
            return
        gains = tuple(e for e in effects if e.target.array == "trust" and e.points > 0)
        rest = tuple(e for e in effects if e not in gains)
        if rest or not gains:  # an entry that moves nothing stands in the diary all the same: forecasts reach as far
            self.echo(later, path, rest)
        if gains:
            self.echo(later, path, gains, delay=delay)

    def scaled(self, cause: Cause, effects: Mapping[str, float], use: MoveUse) -> tuple[Effect, ...]:
        """A move's effects times its strength and its manners' factors; cash times its strength."""
        made = []
        for effect in self.names.effects(cause, effects):
            points = effect.points * use.strength
            if effect.target != CASH_TARGET:
                for manner in use.how:
                    # By the sign in the file (model.md): behind a factor of 0 the points themselves no longer show it.
                    points = points * (manner.gains if effect.points > 0 else manner.losses)
            made.append(effect._replace(points=points))
        return tuple(made)

    def own(self, response: Response) -> None:
        """The response's own effects, at once and later, its claims and tags, and what its now entries deliver."""
        effects = self.names.effects(Cause(f"{self.path}/effects", response.because), response.effects)
        trust = _of("trust", effects)
        self.trust += trust
        self.deliver(trust, 1.0)
        self.gauges += _of("gauges", effects)
        self.cash += [e for e in effects if e.target == CASH_TARGET]
        for n, later in enumerate(response.later):
            path = f"{self.path}/later/{n}"
            effects = self.names.effects(Cause(path, later.because), later.effects)
            self.deliver(_of("trust", effects), later.chance)
            self.echo(later, path, effects)
        # Last of all, as model.md orders the sum of `delivered`: its last bit depends on it.
        for n, item in enumerate(response.now):
            effects = self.names.effects(Cause(f"{self.path}/now/{n}", item.because), item.effects)
            self.deliver(_of("trust", effects), item.chance)
        self.claim(response.claims, 1.0)
        self.tag(response.ways, 1.0)

    def deliver(self, trust: Iterable[Effect], chance: float) -> None:
        """Count what is brought and taken, times how likely it is."""
        for effect in trust:
            self.delivered[effect.target.row] += effect.points * chance

    def echo(self, later: Later, path: str, effects: tuple[Effect, ...], *, delay: int = 0) -> None:
        """Put something in the diary."""
        cash = total_of(e.points for e in effects if e.target == CASH_TARGET)
        # Both halves of a delayed effect have the one path, so they share one draw.
        draw = self.fate(path, later.chance)
        trust, gauges = _of("trust", effects), _of("gauges", effects)
        cause, after = Cause(path, later.because), later.after + delay
        self.echoes.append(Echo(cause, after, draw.happens, later.when, trust, gauges, cash, draw.row))

    def claim(self, claims: Mapping[str, float], strength: float) -> None:
        """Promise something; promises to a removed stakeholder are passed over."""
        for name, points in claims.items():
            if name in self.names.targets:
                self.claims[self.names.targets[name].row] += points * strength

    def promise(self, due: int | None) -> Promise | None:
        """What is promised, if anything is."""
        # Claims that are all 0 are no promise: there would be nothing to settle, but a day to settle it.
        if not any(points > 0 for points in self.claims):
            return None
        rules = self.rulebook.rules
        return Promise(
            tuple(self.claims),
            total_of(self.claims),
            int(self.rulebook["claims_due"]) if due is None else due,
            Cause(f"{self.path}/gloss", Reason.both(rules["gloss"].because)),
            Cause(f"{self.path}/backlash", Reason.both(rules["backlash"].because)),
        )


def _of(array: str, effects: Iterable[Effect]) -> tuple[Effect, ...]:
    """The effects on one array; cash, which is a gauge of its own kind, stands apart."""
    return tuple(e for e in effects if e.target.array == array and e.target != CASH_TARGET)
