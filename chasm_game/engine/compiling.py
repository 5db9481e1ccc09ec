"""A scenario and a seed to a plan: everything that no decision can change, in the order of the model."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from chasm_game.engine.effects import Cause, Names, Target, gauge_target
from chasm_game.engine.luck import luck
from chasm_game.engine.plan import Draw, LeaderPlan, Plan, RoundPlan
from chasm_game.engine.response_plan import now_plans, response_plan, waiting
from chasm_game.errors import ChasmError
from chasm_game.gauges import CASH, ledger_name
from chasm_game.scenario.rulebook import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from chasm_game.engine.response_plan import Fate
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario

__all__ = ["compile_open", "compile_plan", "compile_response", "names_of", "with_response"]

NOTHING_FELL: Mapping[str, bool] = MappingProxyType({})
_ON_OPENNESS = "openness"
"""The axis that a broken promise moves (model.md, step 4)."""


def compile_plan(scenario: Scenario, seed: int, fallen: Mapping[str, bool] = NOTHING_FELL) -> Plan:
    """The plan of a scenario under a seed (0 to 2^53-1). Raises `ChasmError` for a rulebook of model 1.

    `fallen` says of some chances, by path, how they fall whatever the seed says.
    """

    def fate(path: str, chance: float) -> Draw:
        return Draw(fallen[path] if path in fallen else luck(seed, path) < chance)

    return _compiled(scenario, seed, fate, {})


def compile_open(scenario: Scenario) -> Plan:
    """The plan of a scenario with its luck open: each lane has its own, in `State.fates`, from `Plan.odds`."""
    rows: dict[str, int] = {}
    odds: dict[str, float] = {}

    def fate(path: str, chance: float) -> Draw:
        # Only luck that can fall either way gets a row: each row doubles the ways that are walked.
        if not 0 < chance < 1:
            return Draw(chance >= 1)
        # Halves of a delayed effect ask twice with one path: they share a row, and so their luck.
        if path not in rows:
            rows[path] = len(odds)
            odds[path] = chance
        return Draw(happens=True, row=rows[path])

    # Any seed would do: `fate` never looks at it.
    return _compiled(scenario, 0, fate, odds)


def _compiled(scenario: Scenario, seed: int, fate: Fate, odds: Mapping[str, float]) -> Plan:
    """A plan whose luck falls as `fate` says; `odds`, by path, are read once all of it was asked."""
    rulebook = scenario.rulebook
    if rulebook.model != 2:
        raise ChasmError(
            "this game was played under the rules of model 1, which are no longer scored: its decisions can be read"
        )
    ids = tuple(s.id for s in scenario.stakeholders)
    table = scenario.gauges
    rows = {gauge.id: number for number, gauge in enumerate(table)}
    names = names_of(scenario)
    # Before `odds` is read below: making the rounds is what fills it.
    rounds = tuple(_round(scenario, r, fate, names) for r in scenario.rounds)
    roles, axes = scenario.roles, tuple(rulebook.ways)
    leaders = tuple(
        LeaderPlan(
            k.id,
            rows[k.id],
            gauge_target(CASH) if k.watches == CASH.id else names.targets[k.watches],
            rulebook["watch_cash"] if k.watches == CASH.id else 1.0,
            k.share,
        )
        for k in scenario.leaders
    )
    return Plan(
        scenario,
        seed,
        ids,
        ids.index(roles.employees),
        ids.index(roles.customers),
        ids.index(roles.owners),
        rounds,
        rulebook,
        axes,
        axes.index(_ON_OPENNESS) if _ON_OPENNESS in axes else None,
        leaders,
        claiming=_rows(n for n, r in enumerate(rounds) if any(a.promise is not None for a in r.responses)),
        # How far an answer was carried must be remembered only where something of it comes back later.
        carrying=_rows(n for n, r in enumerate(rounds) if leaders and any(a.echoes for a in r.responses)),
        gauges=table,
        rows=rows,
        odds=tuple(odds.values()),
        chances=tuple(odds),
        names=_ledger_names(ids, [ledger_name(g.id, g.group) for g in table], axes),
        causes={name: Cause(f"rules/{name}", Reason.both(rule.because)) for name, rule in rulebook.rules.items()},
    )


def compile_response(plan: Plan, index: int, response: int, fate: Fate) -> RoundPlan:
    """A round of a plan with one of its responses under another luck, as a forecast asks for."""
    round_ = plan.rounds[index]
    answers, path = list(round_.responses), f"{round_.id}/{round_.responses[response].id}"
    source = plan.scenario.rounds[index].responses[response]
    answers[response] = response_plan(plan.scenario, source, response, path, names_of(plan.scenario), fate)
    return replace(round_, responses=tuple(answers))


def with_response(plan: Plan, scenario: Scenario, index: int, response: int) -> Plan:
    """The plan, under the same seed, of a scenario that differs in nothing but the effects of one response."""
    changed = replace(plan, scenario=scenario)
    rounds = list(plan.rounds)
    rounds[index] = compile_response(
        changed, index, response, lambda path, chance: Draw(luck(plan.seed, path) < chance)
    )
    return replace(changed, rounds=tuple(rounds))


def names_of(scenario: Scenario) -> Names:
    """What effects and tags can name; cash stands apart, since it has a moment of its own."""
    trust = {s.id: Target("trust", row) for row, s in enumerate(scenario.stakeholders)}
    # Rows are counted with the cash in the table, and only then it is left out: the others must keep their numbers.
    rows = {g.id: Target("gauges", row) for row, g in enumerate(scenario.gauges) if g is not CASH}
    return Names(
        trust | rows,
        tuple(rows[leader.id] for leader in scenario.leaders),
        {name: number for number, name in enumerate(scenario.rulebook.ways)},
    )


def _round(scenario: Scenario, round_: Round, fate: Fate, names: Names) -> RoundPlan:
    draw = fate(round_.id, round_.chance)
    cause = Cause(f"{round_.id}/shock", Reason.both(round_.title))
    responses = tuple(
        response_plan(scenario, a, n, f"{round_.id}/{a.id}", names, fate) for n, a in enumerate(round_.responses)
    )
    return RoundPlan(
        round_.id,
        round_.title,
        round_.when,
        draw.happens,
        cause,
        names.effects(cause, round_.shock.effects),
        now_plans(round_.shock.now, names, cause.source, fate),
        round_.shock.people,
        tuple((names.axes[name], way) for name, way in round_.shock.people_ways.items()),
        responses,
        waiting(len(scenario.stakeholders)),
        max(a.reach for a in responses),
        draw.row,
    )


def _rows(rounds: Iterable[int]) -> Mapping[int, int]:
    """A row for each of some rounds."""
    return {index: place for place, index in enumerate(rounds)}


def _ledger_names(stakeholders: Sequence[str], gauges: Sequence[str], axes: Sequence[str]) -> dict[Target, str]:
    """What the ledger calls everything that can be moved."""
    names = {Target("gauges", row): name for row, name in enumerate(gauges)}
    for row, name in enumerate(stakeholders):
        names[Target("trust", row)] = name
        names[Target("belief", row)] = f"belief:{name}"
        names[Target("people", row)] = f"people:{name}"
        names[Target("hurt", row)] = f"hurt:{name}"
    for row, name in enumerate(axes):
        names[Target("way", row)] = f"way:{name}"
        names[Target("people_way", row)] = f"people_way:{name}"
    return names
