"""`chasm schema` and `chasm rules`: what editors and readers get."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chasm_game.scenario.document import compose
from chasm_game.scenario.editor_schema import editor_schema
from chasm_game.scenario.nodes import plain
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.source import sha256
from chasm_game.text import shown

STORY = Path(__file__).parents[2] / "story"
SCENARIOS = sorted(p for p in STORY.rglob("*.yaml") if p.name != "rulebook.yaml")
BROKEN = Path(__file__).parents[1] / "broken"
SHAPES = [
    "missing-keys", "missing-keys-deep", "unknown-keys", "mapping-for-list", "list-for-mapping", "text-for-list",
    "text-for-mapping",
    "numbers-as-text", "text-as-numbers", "ranges", "strengths-and-chances", "empty-parts", "no-rounds",
    "whole-numbers", "choices",
    "bad-ids",
]  # fmt: skip
"""Broken files whose faults are of shape: an editor underlines them."""


def data(path: Path) -> Any:
    """A file as lists, dicts and values."""
    root, _ = compose(path.read_text("utf-8"))
    assert root is not None
    return plain(root)


@pytest.fixture(scope="module")
def validator() -> Any:
    """A validator of the schema that `chasm schema` prints."""
    jsonschema: Any = importlib.import_module("jsonschema")  # it comes without types
    from chasm_game.scenario.library import Library

    schema = editor_schema(Library(STORY).rulebook)
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda p: p.stem)
def test_the_schema_accepts_what_is_shipped(path: Path, validator: Any) -> None:
    """An editor underlines nothing in the shipped stories."""
    assert [e.message for e in validator.iter_errors(data(path))] == []


@pytest.mark.parametrize("case", SHAPES)
def test_the_schema_refuses_what_is_misshapen(case: str, validator: Any) -> None:
    """An editor underlines missing and unknown keys, wrong kinds and values out of range."""
    assert not validator.is_valid(data(BROKEN / f"{case}.yaml"))


def nodes(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from nodes(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from nodes(value)


def test_the_schema_holds_together(rulebook: Rulebook) -> None:
    """Every reference of the schema leads somewhere, and nothing unknown is allowed anywhere."""
    schema = editor_schema(rulebook)
    names = set(schema["$defs"])
    for node in nodes(schema):
        if isinstance(node.get("$ref"), str):
            assert node["$ref"].removeprefix("#/$defs/") in names
        if "properties" in node and isinstance(node.get("type"), str):
            any_name = "patternProperties" in node or isinstance(node.get("additionalProperties"), dict)
            assert any_name or node["additionalProperties"] is False
    assert {"id", "title", "rounds"} == set(schema["required"])
    assert schema["properties"]["rounds"]["minItems"] == 1


def test_every_key_is_explained(rulebook: Rulebook) -> None:
    """An editor shows a sentence on hover for every key of the format."""
    schema = editor_schema(rulebook)
    for name, definition in {"": schema, **schema["$defs"]}.items():
        for key, field in definition.get("properties", {}).items():
            kind = schema["$defs"].get(field.get("$ref", "").removeprefix("#/$defs/"), {})
            assert field.get("description") or kind.get("description"), f"{name}.{key}"


def test_conditions_are_called_if(rulebook: Rulebook) -> None:
    """The schema speaks of `if`, as authors write it."""
    text = json.dumps(editor_schema(rulebook))
    assert '"if"' in text
    assert '"condition"' not in text


def test_moves_and_manners_are_offered(rulebook: Rulebook) -> None:
    """The schema offers every move, manner and weight set by name, and allows others."""
    schema = editor_schema(rulebook)
    offered = {n["const"] for n in nodes(schema) if isinstance(n.get("const"), str)}
    assert {*rulebook.moves, *rulebook.manners, *rulebook.people} <= offered
    use = schema["$defs"]["MoveUseModel"]["properties"]["move"]
    assert {"type": "string"} in use["anyOf"]


def test_the_schema_is_printed(chasm: Callable[..., Any], rulebook: Rulebook) -> None:
    """`chasm schema` prints the schema, the same every time."""
    ran = chasm("schema")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == editor_schema(rulebook)
    assert chasm("schema").out == ran.out


def test_the_schema_knows_a_rulebook_of_ones_own(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """With `--story` the schema offers that folder's moves; a faulty rulebook is told, with exit code 1."""
    text = (STORY / "rulebook.yaml").read_text("utf-8")
    (tmp_path / "rulebook.yaml").write_text(
        text.replace("\n  stonewall:\n", "\n  say-nothing-\u202eat-all:\n", 1).replace("\u202e", ""), "utf-8"
    )
    assert '"say-nothing-at-all"' in chasm("schema", "--story", tmp_path).out
    (tmp_path / "rulebook.yaml").write_text("chasm-rules: 1\n", "utf-8")
    for command in ("schema", "rules"):
        ran = chasm(command, "--story", tmp_path)
        assert ran.code == 1
        assert ran.out == ""
        assert "C014" in ran.err


def test_the_rules_are_told_with_their_evidence(chasm: Callable[..., Any], rulebook: Rulebook) -> None:
    """`chasm rules` names every coefficient, axis, weight set, move, manner, difficulty and card."""
    ran = chasm("rules")
    assert (ran.code, ran.err) == (0, "")
    lines = [line.split()[0] for line in ran.out.splitlines() if line.startswith("  ") and not line.startswith("    ")]
    names = [*rulebook.rules, *rulebook.ways, *rulebook.people]
    names += [*rulebook.moves, *rulebook.manners, *rulebook.difficulties, *rulebook.evidence]
    assert [line.rstrip(":") for line in lines] == names


def test_the_rules_as_json_are_the_rulebook(chasm: Callable[..., Any], rulebook: Rulebook) -> None:
    """`chasm rules --json` is the rulebook's data with its hash."""
    ran = chasm("rules", "--json")
    assert (ran.code, ran.err) == (0, "")
    shape = json.loads(ran.out)
    assert (shape.pop("chasm"), shape.pop("sha256")) == (1, sha256(rulebook.text))
    assert shape == data(STORY / "rulebook.yaml")


@pytest.mark.parametrize("arguments", [["rules"], ["rules", "--json"], ["schema"]])
def test_hostile_rules_are_shown_as_text(arguments: list[str], tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """What a rulebook says can steer no terminal."""
    text = (STORY / "rulebook.yaml").read_text("utf-8")
    hostile = r'gain: "\e[31m\u202e\x9b[bold]\nyou"'
    text, count = re.subn(r'gain: "Nothing is admitted[^"]*"', lambda _: hostile, text)
    assert count == 1
    text = re.sub(
        r"(\n  sears-1998:\s*\{?\s*finding: )(\"[^\"]*\"|[^\n,]*)", lambda m: m.group(1) + r'"\e[2J\u2028x"', text
    )
    text = text.replace("title: A middle course", r'title: "\e]0;x\a"')
    (tmp_path / "rulebook.yaml").write_text(text, "utf-8")
    ran = chasm(*arguments, "--story", tmp_path)
    assert ran.code == 0
    assert shown(ran.out) == ran.out
    assert "[bold]" in ran.out


def test_every_key_explains_itself(rulebook: Rulebook) -> None:
    """A hover over any key of the format says what it is for, and no name of our classes is shown."""
    schema = editor_schema(rulebook)
    for name, node in {"": schema, **schema["$defs"]}.items():
        for key, told in node.get("properties", {}).items():
            part = schema["$defs"].get(told.get("$ref", "").removeprefix("#/$defs/"), {})
            assert told.get("description") or part.get("description"), f"{name}.{key}"
    assert '"title": "AlsoModel"' not in json.dumps(schema)


def test_moves_and_manners_are_offered_with_their_line(rulebook: Rulebook) -> None:
    """Every move, manner and weight set stands in the schema with its reason, and own ones are allowed beside them."""
    use = editor_schema(rulebook)["$defs"]["MoveUseModel"]["properties"]
    moves = {o.get("const"): o.get("description", "") for o in use["move"]["anyOf"]}
    manners = {o.get("const"): o.get("description", "") for o in use["how"]["items"]["anyOf"]}
    assert set(moves) == {*rulebook.moves, None}
    assert set(manners) == {*rulebook.manners, None}
    assert all(str(m.because) in moves[m.id] for m in rulebook.moves.values())
    assert all(str(m.because) in manners[m.id] for m in rulebook.manners.values())
