"""A validator's findings in an author's words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from chasm_game.errors import nearest
from chasm_game.scenario.diagnostics import Code, Fault
from chasm_game.scenario.nodes import Mapping, Sequence, locate

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core import ErrorDetails

    from chasm_game.scenario.nodes import Node

__all__ = ["reword"]

_KINDS = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list: lines that begin with `- `, or […]",
    "dict_type": "a mapping: lines of `name: value`, or {…}",
    "model_type": "a mapping: lines of `name: value`, or {…}",
    "model_attributes_type": "a mapping: lines of `name: value`, or {…}",
}
_BOUNDS = {
    "greater_than": ("gt", "greater than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


def reword(root: Node, error: ErrorDetails, model: type[BaseModel]) -> Fault:
    """The fault for one error of pydantic, at the place where the author must type."""
    kind, loc = error["type"], tuple(error["loc"])
    name, what = _named(root, loc)
    context: dict[str, Any] = error.get("ctx", {})
    value = error["input"]
    if kind == "extra_forbidden":
        hint = _known_here(str(loc[-1]), _keys_at(model, loc[:-1]))
        return Fault(Code.UNKNOWN_KEY, locate(root, loc, key=True), f"`{loc[-1]}` is no key here", hint)
    if kind == "missing":
        parent = loc[:-1]
        at = locate(root, parent, key=True)
        return Fault(Code.MISSING_KEY, at, f"`{loc[-1]}` is missing here", f"add `{loc[-1]}: …`")
    if loc and loc[-1] == "[key]":
        at = locate(root, loc[:-1], key=True)
        return Fault(Code.BAD_ID, at, f"`{loc[-2]}` cannot be a name", _ID_HINT)
    at = locate(root, loc)
    if kind in _KINDS:
        wanted = "a name, or a mapping: {…}" if kind in _MAPPINGS and loc[-1:] == ("mapping",) else _KINDS[kind]
        hint = "compare something: cash >= 6" if name == "if" else _cure(kind, value, name)
        return Fault(Code.WRONG_TYPE, at, f"{what} must be {wanted}, not {_shown(value)}", hint)
    if kind in _BOUNDS:
        key, words = _BOUNDS[kind]
        return Fault(Code.OUT_OF_RANGE, at, f"{what} must be {words} {context[key]:,.10g}, not {_shown(value)}")
    if kind == "literal_error":
        return _literal(at, what, value, str(context["expected"]))
    if kind == "string_pattern_mismatch":
        if "\\+\\+" in str(context["pattern"]):
            return Fault(Code.NOT_A_CHOICE, at, f"`{value}` is no mark", "use ++, +, 0, -, -- or ?, in quotes")
        return Fault(Code.BAD_ID, at, f"`{value}` cannot be a name", _ID_HINT)
    return _lengths(at, what, kind, context) or Fault(Code.WRONG_TYPE, at, f"{what} is wrong: {error['msg'].lower()}")


_ID_HINT = "names begin with a small letter and have small letters, digits and hyphens (stakeholders: underscores)"
_GLUED = re.compile(r"[A-Za-z_]\w*:[^\s/]")
_APART = "put a space behind the colon"
_MAPPINGS = frozenset({"dict_type", "model_type", "model_attributes_type"})


def _named(root: Node, loc: tuple[int | str, ...]) -> tuple[str, str]:
    """The last key on the way that the file really has, and what is meant, in words.

    Validators put names of their own types between the keys.
    """
    node: Node | None = root
    name, what = "this", "this"
    for part in loc:
        if isinstance(node, Mapping) and part in node.entries:
            node, name = node.entries[str(part)][1], str(part)
            what = f"`{name}`"
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node, what = node.items[part], f"an entry of `{name}`"
    return name, what


def _known_here(name: str, known: list[str]) -> str | None:
    if name.isdigit():  # `{learning: 0,5}` is a mapping with the key `5`
        return "a number has a point, not a comma: 0.5"
    if _GLUED.match(name):
        return _APART
    if any(sign in name for sign in "“”„‘"):
        return "use the straight quotes of the keyboard around text"
    if near := nearest(name, known):
        return f"did you mean `{near}`?"
    return f"known here: {', '.join(known)}" if known else None


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    text = str(value)
    return f"`{text[:40]}…`" if len(text) > 40 else f"`{text}`"


def _cure(kind: str, value: Any, name: str) -> str | None:
    """What to do about a value of the wrong kind, where that can be guessed."""
    if _GLUED.match(name):
        return _APART
    if value is None:
        return "write it behind the colon; text that begins with `#` needs quotes"
    if kind == "string_type":
        return _cure_text(value)
    if kind == "list_type":
        return _cure_list(value)
    if kind in {"float_type", "int_type"} and isinstance(value, str):
        if value[:1] in {"−", "–"}:
            return "use the hyphen of the keyboard for minus"
        return "write the number alone, without quotes" + (", with a point: 0.5" if kind == "float_type" else "")
    if kind in _MAPPINGS and isinstance(value, list):
        return "remove the `- ` before the keys, or write {…} for […]"
    return "for example {customers: 5}" if kind == "dict_type" and isinstance(value, str) else None


def _cure_text(value: Any) -> str:
    if isinstance(value, dict):
        return "text with a colon needs quotes; text of several lines stands under `name: |`"
    if isinstance(value, list):
        return "text that begins with a bracket or is a hyphen needs quotes"
    return f"put it in quotes: '{_shown(value).strip('`')}'"


def _cure_list(value: Any) -> str | None:
    if isinstance(value, dict):
        return "put `- ` before the first key, and the others under it; or […] around it"
    if isinstance(value, str) and value.startswith("-"):
        return "a space is missing behind the hyphen: write `- …`"
    return f"put it in brackets: [{value[:40]}]" if isinstance(value, str) else None


def _literal(at: Any, what: str, value: Any, expected: str) -> Fault:
    choices = [c.strip().strip("'") for c in expected.replace(" or ", ", ").split(",")]
    near = nearest(str(value), choices)
    wanted = "one of " + ", ".join(choices) if len(choices) > 1 else choices[0]
    hint = f"did you mean `{near}`?" if near else None
    return Fault(Code.NOT_A_CHOICE, at, f"{what} must be {wanted}, not {_shown(value)}", hint)


def _lengths(at: Any, what: str, kind: str, context: dict[str, Any]) -> Fault | None:
    if kind in {"string_too_short", "too_short"}:
        return Fault(Code.OUT_OF_RANGE, at, f"{what} is empty")
    if kind == "string_too_long":
        return Fault(Code.OUT_OF_RANGE, at, f"{what} is longer than {context['max_length']:,} characters")
    if kind == "too_long":
        return Fault(Code.OUT_OF_RANGE, at, f"{what} has more than {context['max_length']} entries")
    if kind == "finite_number":
        return Fault(Code.OUT_OF_RANGE, at, f"{what} must be a number that can be written down")
    return None


def _keys_at(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """The keys that the model knows at a location, found by walking its fields' annotations."""
    import typing

    from pydantic import BaseModel

    def models(annotation: Any) -> list[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return [annotation]
        return [m for part in typing.get_args(annotation) for m in models(part)]

    here = [model]
    for part in loc:
        fields = [f for m in here for n, f in m.model_fields.items() if part in (n, f.alias)]
        if fields:
            here = [m for f in fields for m in models(f.annotation)]
    return [f.alias or n for m in here for n, f in m.model_fields.items()]
