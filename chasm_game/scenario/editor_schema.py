"""The JSON Schema that editors read: the shape of the format, with the rulebook's names in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.scenario.descriptions import describe
from chasm_game.scenario.schema import ScenarioModel

if TYPE_CHECKING:
    from chasm_game.scenario.scenario import Rulebook

__all__ = ["editor_schema"]


def editor_schema(rulebook: Rulebook) -> dict[str, Any]:
    """The schema; moves and manners are offered by name, each with its one line, and own ones are allowed."""
    schema = ScenarioModel.model_json_schema(by_alias=True)
    describe(schema, ScenarioModel)
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = "A scenario for Chasm"
    moves = [{"const": m.id, "description": f"{m.title}. {m.because}"} for m in rulebook.moves.values()]
    manners = [{"const": m.id, "description": f"{m.title}: {m.because}"} for m in rulebook.manners.values()]
    sets = [{"const": w.id, "description": f"{w.title}. {w.because}"} for w in rulebook.people.values()]
    definitions = schema["$defs"]
    use = definitions["MoveUseModel"]["properties"]
    use["move"] = _offered(use["move"], moves)
    use["how"]["items"] = _offered(use["how"]["items"], manners)
    does = definitions["ResponseModel"]["properties"]["does"]["items"]
    _offer_first_text(does, moves)
    _offer_first_text(schema["properties"]["people"], sets)
    _offer_first_text(definitions["ShockModel"]["properties"]["people"], sets)
    return schema


def _offered(text: dict[str, Any], names: list[dict[str, Any]]) -> dict[str, Any]:
    """Any text, but these are offered first."""
    kept = {k: v for k, v in text.items() if k != "type"}
    return {**kept, "anyOf": [*names, {"type": "string"}]}


def _offer_first_text(node: dict[str, Any], names: list[dict[str, Any]]) -> None:
    options = node.pop("oneOf", None) or node.get("anyOf") or []
    node["anyOf"] = [_offered(o, names) if o.get("type") == "string" else o for o in _flat(options)]


def _flat(options: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Alternatives of alternatives as one list."""
    flat: list[dict[str, Any]] = []
    for option in options:
        inner = option.get("oneOf") or option.get("anyOf")
        flat += _flat(inner) if inner else [option]
    return flat
