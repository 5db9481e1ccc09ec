"""Walks a whole rulebook and collects every name that nothing has, and what cannot be together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.scenario.diagnostics import Code, Fault
from chasm_game.scenario.names import Scope
from chasm_game.scenario.namespace import ASSENT, meaning_of
from chasm_game.scenario.rulebook_schema import RulebookModel
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS

if TYPE_CHECKING:
    from chasm_game.scenario.nodes import Node
    from chasm_game.scenario.rulebook_schema import BookModel

__all__ = ["check_rulebook"]


def check_rulebook(model: BookModel, root: Node) -> list[Fault]:
    """Every fault of a rulebook of either model that its shape does not show."""
    second = model if isinstance(model, RulebookModel) else None
    rules = model.coefficients()
    axes = () if second is None else tuple(second.ways)
    scope = Scope(root, evidence=model.evidence, coast=rules["coast"].value, axes=axes)
    for name, rule in rules.items():
        scope.cards(rule.evidence, ("rules", name, "evidence"))
    # What model 1 called the due date and the pace has another name since; both fail in the same way.
    _due(scope, "backlash_after" if second is None else "claims_due", rules)
    _pace(scope, "belief_pace" if second is None else "way_pace", rules)
    if second is not None:
        _ways(scope, second)
        _fog(scope, second)
    for name, weights in model.people.items():
        scope.weights(weights.of, ("people", name, "of"))
    for name, move in model.moves.items():
        scope.move(move, ("moves", name), also=() if second is None else (ASSENT,))
    for name, manner in model.manners.items():
        scope.manner(manner, ("manners", name))
    taken: dict[str, int] = {}
    for index, ending in enumerate(model.endings):
        scope.identifier(ending.id, ("endings", index, "id"), taken)
        scope.condition(ending.condition, ("endings", index, "if"))
    return scope.faults


def _due(scope: Scope, name: str, rules: dict[str, Any]) -> None:
    if rules[name].value > scope.coast:
        message = f"promises would be due {rules[name].value} rounds later, but only {scope.coast} follow the last one"
        scope.fault(Code.TOO_LATE, ("rules", name, "value"), message, f"use at most `coast`: {scope.coast}")


def _pace(scope: Scope, name: str, rules: dict[str, Any]) -> None:
    fastest = rules[name].value * max(rules["amplify_low"].value, rules["amplify_high"].value)
    if fastest > 1:
        message = f"amplified, the company would follow its deeds {fastest:g} times: it would overshoot them"
        hint = f"{name} times the larger amplifier may be 1 at most"
        scope.fault(Code.OUT_OF_RANGE, ("rules", name, "value"), message, hint)


def _fog(scope: Scope, model: RulebookModel) -> None:
    below = model.coefficients()["fog_below"].value
    for name in type(model.difficulty).model_fields:
        given = getattr(model.difficulty, name)
        if given is not None and below + given.fog <= 0:
            message = f"fog would begin below a trust of {below + given.fog:g}, where it can never be"
            scope.fault(Code.OUT_OF_RANGE, ("difficulty", name, "fog"), message, f"use more than {-below:g}")


def _ways(scope: Scope, model: RulebookModel) -> None:
    for name, way in model.ways.items():
        already = "a stakeholder" if name in DEFAULT_STAKEHOLDERS else meaning_of(name, ())
        if already is not None:
            scope.fault(Code.BAD_ID, ("ways", name), f"`{name}` is already {already}", "take another name", key=True)
        scope.cards(way.evidence, ("ways", name, "evidence"))
