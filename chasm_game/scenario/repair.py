"""Goes on after a fault of shape, so that one run reports the faulty names too.

Each faulty value is taken out, so that its default stands there, or is replaced by a placeholder where the format wants
one. The result is only ever looked at for further faults; it is never played.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pydantic_core import ErrorDetails

__all__ = ["UNNAMED", "repaired"]

_M = TypeVar("_M", bound=BaseModel)
ATTEMPTS = 4
"""One takes out all that is seen, the next what shows only when that is gone.

No file of `tests/broken` and none of 4,000 stories with lines changed at random needed a third.
"""
_TRUE = "1 == 1"
_INSTEAD: dict[Any, Any] = {
    "always": _TRUE,
    "reachable": _TRUE,
    "share": _TRUE,
    "at_most": 1,
    "at_least": 0,
    "policy": "best",
    "below": "best",
    "above": "random",
    "choices": ["ask"],
}
"""What may stand for a value of a promise whose key must not be taken out: something else asks for it."""
_PROMISES = frozenset({"expect", "plays"})
"""Only in these lists: a leader has a `share` too, which is a number."""
_TAGS = frozenset({"name", "mapping", "number"})
"""Alternatives of the schema, which validators put into their paths."""
_WEIGHTS = frozenset({"belief", "people", "of"})
_NUMBERS = frozenset({"float_type", "finite_number", "greater_than_equal", "less_than_equal"})
UNNAMED = "unnamed-"
"""How the name of a placeholder begins; nothing is reported of it."""


def repaired(data: Any, errors: Sequence[ErrorDetails], shape: type[_M]) -> _M | None:
    """A model of `data` without its faulty parts, or None where nothing sensible is left. `data` is changed."""
    found = list(errors)
    for attempt in range(ATTEMPTS):
        for index, error in enumerate(found):
            _mend(data, tuple(error["loc"]), error["type"], f"{UNNAMED}{attempt}-{index}")
        try:
            return shape.model_validate(data)
        except ValidationError as error:
            found = list(error.errors(include_url=False))
    return None


def _placeholder(key: str, name: str, of: str) -> Any:
    """What a missing key may hold; `of` is the key above it."""
    response = {"id": name, "title": "…"}
    whole: dict[str, Any] = {
        "id": name,
        "move": name,
        "after": 1,
        "effects": {},
        "round": name,
        "chose": name,
        "when": "…",
        "shock": {"text": "…"},
        "responses": [response],
        "rounds": [{"id": name, "title": "…", "shock": {"text": "…"}, "responses": [response]}],
        "sources": ["…"],
        "watches": "cash",
        "company": 0,
        "people": 0 if of else {name: {"of": {"employees": 1}}},  # of an axis, or of the rulebook itself
        "chasm-rules": 2,
        "value": {"coast": 50, "way_pace": 0, "belief_pace": 0}.get(of, 1),
        "of": {"employees": 1},
        "certainty": "weak",
        "if": _TRUE,
    }
    return whole.get(key, "…")


def _item(of: str, name: str) -> Any:
    """What a list may hold."""
    text = {"text": "…"}
    items: dict[str, Any] = {
        "rounds": {"id": name, "title": "…", "shock": text, "responses": [{"id": name, "title": "…"}]},
        "responses": {"id": name, "title": "…"},
        "later": {"after": 1, "effects": {}},
        "now": {"effects": {}, "because": "…"},
        "also": {"if": _TRUE, **text},
        "feed": {"who": "…", **text},
        "ask": {"who": name, **text},
        "endings": {"id": name, "title": "…", **text},
        "parallels": {"case": "…", "source": "…", **text},
        "expect": {"always": _TRUE},
        "plays": {"choices": ["ask"]},
    }
    return items.get(of, name)


def _mend(data: Any, loc: tuple[int | str, ...], kind: str, name: str) -> None:
    """Change `data` in place so that this error goes away; where an earlier repair took the place away, do nothing."""
    missing = str(loc[-1]) if kind == "missing" else None
    way = _way(data, loc[:-1] if missing or loc[-1:] == ("[key]",) else loc)
    if way is None:
        return
    if missing is not None:
        node = way[-1][1]
        if isinstance(node, dict):
            node[missing] = _placeholder(missing, name, str(way[-1][0]))
        return
    if len(way) < 2:
        return
    (above, parent), (key, _) = way[-2:]
    if isinstance(parent, list):
        parent[key] = _item(above if isinstance(above, str) else "", name)
    elif above in _WEIGHTS and kind in _NUMBERS:
        parent[key] = 1  # weights that lost one may add up to nothing, and that is not the author's fault
    elif key in _INSTEAD and len(way) > 2 and way[-3][0] in _PROMISES and kind != "extra_forbidden":
        parent[key] = _INSTEAD[key]
    else:
        del parent[key]


def _way(data: Any, loc: tuple[int | str, ...]) -> list[tuple[Any, Any]] | None:
    """Every key with its value on the way to `loc`, the whole of the data first; None where it ends early."""
    way: list[tuple[Any, Any]] = [("", data)]
    for part in loc:
        node = way[-1][1]
        inside = part in node if isinstance(node, dict) else isinstance(node, list) and part in range(len(node))
        if inside:
            way.append((part, node[part]))
        elif part not in _TAGS:
            return None
    return way
