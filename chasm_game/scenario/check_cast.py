"""Whether those who are on the board can be: stakeholders, roles, leaders, and that no two things share a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.namespace import ASSENT, GAUGES, ROLE_DEFAULTS, meaning_of, round_means
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from chasm_game.scenario.names import Path, Scope
    from chasm_game.scenario.schema import ScenarioModel

__all__ = ["check_cast"]

_OTHER = "take another name"


def check_cast(model: ScenarioModel, scope: Scope) -> None:
    """Note every fault of stakeholders, roles, leaders, and of what the company believes and does at the beginning."""
    _stakeholders(model, scope)
    _roles(model, scope)
    _leaders(model, scope)
    _rounds(model, scope)
    _belief(model, scope)
    scope.ways(model.company.ways, ("company", "ways"))
    scope.ways(model.people_ways, ("people_ways",))


def _stakeholders(model: ScenarioModel, scope: Scope) -> None:
    for name, given in model.stakeholders.items():
        path: Path = ("stakeholders", name)
        already = "what a prediction may say" if name == "nobody" else meaning_of(name, scope.axes, model.chasm)
        if already is None and name == ASSENT and model.leaders:
            already = "what moves every leader"
        if already is not None:
            scope.fault(Code.BAD_ID, path, f"`{name}` is already {already}", _OTHER, key=True)
        if given is None and name not in DEFAULT_STAKEHOLDERS:
            hint = f"only {', '.join(DEFAULT_STAKEHOLDERS)} can be removed; write `{{name: …}}` to add one"
            scope.fault(Code.UNKNOWN_NAME, path, f"`{name}` is no default stakeholder", hint, key=True)


def _roles(model: ScenarioModel, scope: Scope) -> None:
    for role, default in ROLE_DEFAULTS.items():
        given = getattr(model.roles, role)
        if given is not None:
            scope.known(given, scope.stakeholders, ("roles", role), "stakeholder")
        elif default not in scope.stakeholders:
            message = f"without `{default}` somebody else must play the role `{role}`"
            hint = f"add `roles: {{{role}: …}}` with one of {', '.join(scope.stakeholders) or 'your own'}"
            scope.fault(Code.ROLE, ("stakeholders", default), message, hint, key=True)


def _leaders(model: ScenarioModel, scope: Scope) -> None:
    for name, leader in model.leaders.items():
        path: Path = ("leaders", name)
        already = meaning_of(name, scope.axes)
        if name in {*scope.stakeholders, *DEFAULT_STAKEHOLDERS}:
            already = "a stakeholder"  # also one that was removed: moves still name it
        elif name in scope.rounds:
            already = "a round"
        if already is not None:
            scope.fault(Code.BAD_ID, path, f"`{name}` is already {already}", _OTHER, key=True)
        watchable = (*scope.stakeholders, *GAUGES)
        if leader.watches in {*model.leaders, ASSENT} - {*watchable}:
            message = f"`{leader.watches}` cannot be watched: leaders watch no leaders"
            hint = "write a stakeholder, a gauge or cash"
            scope.fault(Code.UNKNOWN_NAME, (*path, "watches"), message, hint)
        else:
            scope.known(leader.watches, watchable, (*path, "watches"), "stakeholder or gauge")


def _rounds(model: ScenarioModel, scope: Scope) -> None:
    """Model 1 had nothing against a round that is called like a stakeholder or a gauge."""
    for index, round_ in enumerate(model.rounds if model.chasm > 1 else ()):
        already = "a stakeholder" if round_.id in scope.stakeholders else round_means(round_.id, scope.axes)
        if already is not None:
            scope.fault(Code.BAD_ID, ("rounds", index, "id"), f"`{round_.id}` is already {already}", _OTHER)


def _belief(model: ScenarioModel, scope: Scope) -> None:
    belief = model.company.belief
    if belief is not None:
        scope.weights(belief, ("company", "belief"))
    elif not any(s in DEFAULT_STAKEHOLDERS for s in scope.stakeholders):
        message = "without any default stakeholder the company needs a belief of its own"
        scope.fault(Code.WEIGHTS, ("stakeholders",), message, "add `company: {belief: {…}}`", key=True)
