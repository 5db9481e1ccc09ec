"""The JSON Schema that editors read: the shape of the format, with the rulebook's names in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.descriptions import described_schema
from chasm_game.scenario.namespace import ASSENT
from chasm_game.scenario.scenario import DEFAULT_STAKEHOLDERS
from chasm_game.scenario.schema import ScenarioModel

if TYPE_CHECKING:
    from chasm_game.scenario.rulebook import Rulebook

__all__ = ["TITLE", "editor_schema"]

TITLE = "A scenario for Chasm"
"""By which a file is known to be this schema."""

_Node = dict[str, Any]
_ON_AXES = (
    ("ScenarioModel", "people_ways"),
    ("CompanyModel", "ways"),
    ("ShockModel", "people_ways"),
    ("ResponseModel", "ways"),
    ("MoveModel", "ways"),
    ("MannerModel", "ways"),
)
"""What has a place on each axis of how value is created."""


def editor_schema(rulebook: Rulebook) -> _Node:
    """The schema; names of the rulebook are offered, each with its one line, and own ones are allowed."""
    schema = described_schema(ScenarioModel)
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    schema["title"] = TITLE
    moves = [_name(m.id, f"{m.title}. {_label(m.label)}{m.because}") for m in rulebook.moves.values()]
    manners = [_name(m.id, f"{m.title}: {m.because}") for m in rulebook.manners.values()]
    sets = [_name(w.id, f"{w.title}. {w.because}") for w in rulebook.people.values()]
    definitions = schema["$defs"]
    use = definitions["MoveUseModel"]["properties"]
    use["move"] = _offered(use["move"], moves)
    use["how"]["items"] = _offered(use["how"]["items"], manners)
    does = definitions["ResponseModel"]["properties"]["does"]["items"]
    _offer_first_text(does, moves)
    _offer_first_text(schema["properties"]["people"], sets)
    _offer_first_text(definitions["ShockModel"]["properties"]["people"], sets)
    _offer_stakeholders(schema)
    _offer_axes(schema, {way.id: f"{way.title}. -1: {way.low} 1: {way.high}" for way in rulebook.ways.values()})
    for node in (schema, *definitions.values()):
        _plainly(node)
    return schema


def _name(const: str, about: str) -> _Node:
    return {"const": const, "description": about}


def _label(label: str | None) -> str:
    return f"Usually called {label}. " if label else ""


def _offered(text: _Node, names: list[_Node]) -> _Node:
    """Any text, but these are offered first."""
    kept = {k: v for k, v in text.items() if k != "type"}
    return {**kept, "anyOf": [*names, {"type": "string"}]}


def _offer_first_text(node: _Node, names: list[_Node]) -> None:
    options = node.pop("oneOf", None) or node.get("anyOf") or []
    node["anyOf"] = [_offered(o, names) if o.get("type") == "string" else o for o in _flat(options)]


def _flat(options: list[_Node]) -> list[_Node]:
    """Alternatives of alternatives as one list."""
    flat: list[_Node] = []
    for option in options:
        inner = option.get("oneOf") or option.get("anyOf")
        flat += _flat(inner) if inner else [option]
    return flat


def _offer_stakeholders(schema: _Node) -> None:
    """The keys of effects, claims and weights, and those who speak; own stakeholders are allowed beside them."""
    definitions = schema["$defs"]
    gauges = {g.id: g.about if g.endless else f"The gauge {g.id}, {g.low:g} to {g.high:g}" for g in BUILT_IN}
    people = {name: f"The stakeholder {name}" for name in DEFAULT_STAKEHOLDERS}
    effects = people | gauges | {ASSENT: "The assent of every leader, 0 to 100"}
    for model in ("ShockModel", "ResponseModel", "NowModel", "LaterModel", "MoveModel"):
        _offer_keys(definitions[model]["properties"]["effects"], effects, "Points for")
    for model in ("ResponseModel", "MoveModel"):
        _offer_keys(definitions[model]["properties"]["claims"], people, "Points promised to")
    _offer_keys(schema["properties"]["stakeholders"], people, "")
    for model, key, names in (
        ("VoiceModel", "who", people),
        ("PostModel", "stakeholder", people),
        ("LeaderModel", "watches", people | gauges),
    ):
        properties = definitions[model]["properties"]
        properties[key] = _offered_to_text(properties[key], [_name(n, about) for n, about in names.items()])


def _offer_axes(schema: _Node, axes: dict[str, str]) -> None:
    """The keys of whatever stands on the axes of how value is created."""
    parts = {"ScenarioModel": schema, **schema["$defs"]}
    for model, key in _ON_AXES:
        _offer_keys(parts[model]["properties"][key], axes, "")


def _offer_keys(node: _Node, keys: dict[str, str], before: str) -> None:
    """Names for the keys of a mapping, each with a line; what holds for any key holds for them too."""
    any_key = node.get("additionalProperties") or next(iter(node["patternProperties"].values()))
    lines = {k: f"{before} {d[0].lower()}{d[1:]}." if before else f"{d.removesuffix('.')}." for k, d in keys.items()}
    node["properties"] = {key: {**any_key, "description": line} for key, line in lines.items()}


def _offered_to_text(node: _Node, names: list[_Node]) -> _Node:
    """Names offered where a text, or nothing, may stand."""
    options = node.get("anyOf")
    if options is None:
        return _offered(node, names)
    return {**node, "anyOf": [*names, *options]}


def _plainly(node: _Node) -> None:
    """Without the names of our classes; `null` where a key may be left out is no answer to offer."""
    node.pop("title", None) if node.get("title", "").endswith("Model") else None
    for prop in node.get("properties", {}).values():
        prop.pop("title", None)
        if prop.get("default", 0) is None:
            del prop["default"]
