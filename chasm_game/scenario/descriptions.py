"""What the docstrings of the format say of its keys.

Reading them out of the source takes longer than loading a scenario, so it is done only for editors and documents.
"""

from __future__ import annotations

import ast
import inspect
from functools import cache
from typing import TYPE_CHECKING, Any

from chasm_game.docstrings import put_back
from chasm_game.scenario import rulebook_schema, schema, schema_debrief, schema_moves, schema_rounds, schema_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import BaseModel

__all__ = ["described_schema", "descriptions"]


def described_schema(model: type[BaseModel]) -> dict[str, Any]:
    """The JSON Schema of a model, with all that docstrings say of it and of its keys."""
    put_back(*(each for module in _MODULES for each in vars(module).values() if _is_ours(each, module.__name__)))
    schema = model.model_json_schema(by_alias=True)
    _describe(schema, model)
    return schema


def _is_ours(thing: object, module: str) -> bool:
    return isinstance(thing, type) and thing.__module__ == module


def descriptions(model: type[BaseModel]) -> dict[str, str]:
    """The description of every key of a model that has one, by the key as files write it.

    A key that was made from a table brings its description; the others have it in the docstring behind them.
    """
    said = _by_class().get(model.__name__, {})
    found = {field.alias or name: field.description or said.get(name) for name, field in model.model_fields.items()}
    return {key: text for key, text in found.items() if text}


def _describe(json_schema: dict[str, Any], model: type[BaseModel]) -> None:
    """Put the descriptions into a JSON Schema of a model and of all that it consists of."""
    parts = [(json_schema, model)]
    for name, part in json_schema.get("$defs", {}).items():
        parts += [(part, getattr(module, name)) for module in _MODULES if hasattr(module, name)][:1]
    for part, made_of in parts:
        for key, text in descriptions(made_of).items():
            part["properties"][key].pop("description", None)  # always the last line, wherever it came from
            part["properties"][key]["description"] = text


_MODULES = (schema_values, schema_moves, schema_rounds, schema_debrief, schema, rulebook_schema)


@cache
def _by_class() -> Mapping[str, Mapping[str, str]]:
    """The docstrings of attributes, by class."""
    trees = (ast.parse(inspect.getsource(module)) for module in _MODULES)
    return {node.name: _of(node) for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}


def _of(node: ast.ClassDef) -> dict[str, str]:
    texts = {}
    for field, after in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(after, ast.Expr):
            text = ast.literal_eval(after.value)
            texts[field.target.id] = inspect.cleandoc(text)
    return texts
