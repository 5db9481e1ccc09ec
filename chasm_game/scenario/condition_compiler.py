"""A condition's text to closures: Python's own parser reads it, a whitelist accepts it, nothing of Python is left."""

from __future__ import annotations

import ast
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from chasm_game.scenario.condition_slips import MAX_DEPTH, MAX_LENGTH, ConditionError, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CALLS", "TOLERANCE", "Call", "Environment", "Names", "Value", "compiled"]

TOLERANCE = 1e-9
CALLS = {"chose": 2, "asked": 1}
"""The two calls of the language and how many texts each takes."""

Value = Any
"""A float, a bool, or an array of either."""


class Environment(Protocol):
    """Where a condition finds its values. `zero` collects whether anything was divided by zero."""

    zero: Value

    def value(self, name: str) -> Value:
        """The gauge, stakeholder or count called `name`."""
        ...

    def chose(self, round_id: str, response_id: str) -> Value:
        """Whether that response was taken in that round; false for a round not played."""
        ...

    def asked(self, round_id: str) -> Value:
        """Whether the people were asked in that round."""
        ...


class EndEnvironment(Environment, Protocol):
    """An environment at the end of a game."""

    def ending_is(self, ending: str) -> Value:
        """Whether the game ended like this."""
        ...


@dataclass(frozen=True, slots=True)
class Call:
    """`chose` or `asked` with its texts, each with its column."""

    name: str
    texts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What a condition mentions, each with its column: for whoever knows which names exist."""

    names: tuple[tuple[str, int], ...]
    calls: tuple[Call, ...]
    endings: tuple[tuple[str, int], ...] = ()
    """Endings that `ending` is held against; only what looks at a whole game knows it."""


@lru_cache(maxsize=4096)
def compiled(source: str) -> tuple[Callable[[Environment], Value], Names]:
    """What judges a condition, and what it mentions. Raises `ConditionError` where it cannot be understood."""
    if len(source) > MAX_LENGTH:
        message = f"this condition is longer than {MAX_LENGTH} characters"
        raise ConditionError(message, hint="split it into several rounds or responses")
    text = " ".join(source.split("\n"))
    tree = parsed(text.strip(), len(text) - len(text.lstrip()))
    compiler = _Compiler(text)
    closure = compiler.truth(tree, 1)
    return closure, Names(tuple(compiler.names), tuple(compiler.calls), tuple(compiler.endings))


_COMPARE: dict[type[ast.cmpop], Callable[[Value, Value], Value]] = {
    ast.Lt: lambda a, b: a < b - TOLERANCE,
    ast.LtE: lambda a, b: a <= b + TOLERANCE,
    ast.Gt: lambda a, b: a > b + TOLERANCE,
    ast.GtE: lambda a, b: a >= b - TOLERANCE,
    ast.Eq: lambda a, b: (a - b <= TOLERANCE) & (b - a <= TOLERANCE),
    ast.NotEq: lambda a, b: (a - b > TOLERANCE) | (b - a > TOLERANCE),
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
}


class _Compiler:
    def __init__(self, text: str) -> None:
        self.offset = len(text) - len(text.lstrip())
        self.bytes = text.strip().encode("utf-8", "replace")
        self.names: list[tuple[str, int]] = []
        self.calls: list[Call] = []
        self.endings: list[tuple[str, int]] = []

    def column(self, node: ast.expr) -> int:
        """Where a part begins; Python counts bytes, authors count letters."""
        return len(self.bytes[: node.col_offset].decode("utf-8", "replace")) + self.offset

    def error(self, node: ast.expr, message: str, hint: str | None = None) -> ConditionError:
        width = max((node.end_col_offset or node.col_offset + 1) - node.col_offset, 1)
        return ConditionError(message, self.column(node), width, hint)

    def deeper(self, node: ast.expr, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise self.error(node, f"this is nested more than {MAX_DEPTH} levels deep")
        return depth + 1

    def truth(self, node: ast.expr, depth: int) -> Callable[[Environment], Value]:
        """A part that is true or false."""
        below = self.deeper(node, depth)
        if isinstance(node, ast.BoolOp):
            parts = [self.truth(value, below) for value in node.values]
            return _conjunction(parts) if isinstance(node.op, ast.And) else _disjunction(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            inner = self.truth(node.operand, below)
            # Not `not`, which an array of lanes refuses.
            return lambda env: inner(env) ^ True
        if isinstance(node, ast.Compare):
            return self.comparison(node, below)
        if isinstance(node, ast.Call):
            return self.call(node)
        hint = "compare it with something: cash >= 6; a number has a point, not a comma: 0.5"
        raise self.error(node, "this is neither true nor false", hint)

    def comparison(self, node: ast.Compare, depth: int) -> Callable[[Environment], Value]:
        if (ending := _compared_ending(node)) is not None:
            return self.ending(node, ending)
        terms = [self.number(term, depth) for term in (node.left, *node.comparators)]
        links = []
        for op, left, right in zip(node.ops, terms, terms[1:], strict=False):
            if type(op) not in _COMPARE:
                raise self.error(node, "only <, <=, >, >=, == and != compare here")
            links.append(_binary(_COMPARE[type(op)], left, right))
        return links[0] if len(links) == 1 else _conjunction(links)

    def ending(self, node: ast.Compare, ending: ast.Constant) -> Callable[[Environment], Value]:
        """`ending == 'crossed'`, or with `!=`."""
        name, differs = str(ending.value), isinstance(node.ops[0], ast.NotEq)
        self.endings.append((name, self.column(ending) + 1))
        return lambda env: cast("EndEnvironment", env).ending_is(name) ^ differs

    def call(self, node: ast.Call) -> Callable[[Environment], Value]:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name not in CALLS or node.keywords:
            raise self.error(node, "only chose('round', 'response') and asked('round') can be called")
        given = [a for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)]
        texts = tuple(str(a.value) for a in given)
        if len(texts) != CALLS[name] or len(node.args) != CALLS[name]:
            form = "chose('round', 'response')" if name == "chose" else "asked('round')"
            raise self.error(node, f"`{name}` is written {form}", "the ids stand in quotes")
        self.calls.append(Call(name, tuple((t, self.column(a) + 1) for t, a in zip(texts, given, strict=True))))
        if name == "chose":
            return lambda env: env.chose(texts[0], texts[1])
        return lambda env: env.asked(texts[0])

    def number(self, node: ast.expr, depth: int) -> Callable[[Environment], Value]:
        """A part that is a number."""
        below = self.deeper(node, depth)
        if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
            return self.constant(node, node.value)
        if isinstance(node, ast.Name):
            name = node.id
            self.names.append((name, self.column(node)))
            return lambda env: env.value(name)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.UAdd):
            inner = self.number(node.operand, below)
            return (lambda env: -inner(env)) if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp):
            left, right = self.number(node.left, below), self.number(node.right, below)
            if isinstance(node.op, ast.Div):
                return _division(left, right)
            if type(node.op) in _ARITHMETIC:
                return _binary(_ARITHMETIC[type(node.op)], left, right)
        if isinstance(node, ast.Call):
            self.call(node)  # a foreign call is the worse fault
            hint = "chose(…) and asked(…) are true or false: put and, or, not between them"
            raise self.error(node, "a call gives no number", hint)
        raise self.error(node, "this is not a number", "numbers, names, + - * / and brackets are allowed here")

    def constant(self, node: ast.expr, value: float) -> Callable[[Environment], Value]:
        if abs(value) > 1e12 or not math.isfinite(value):
            raise self.error(node, "this number is too large")
        number = float(value)
        return lambda _env: number


def _compared_ending(node: ast.Compare) -> ast.Constant | None:
    """The text that `ending` is compared with, where that is what a comparison does."""
    if len(node.ops) != 1 or not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return None
    sides = (node.left, node.comparators[0])
    named = any(isinstance(side, ast.Name) and side.id == "ending" for side in sides)
    texts = [s for s in sides if isinstance(s, ast.Constant) and isinstance(s.value, str)]
    return texts[0] if named and texts else None


def _binary(
    op: Callable[[Value, Value], Value],
    left: Callable[[Environment], Value],
    right: Callable[[Environment], Value],
) -> Callable[[Environment], Value]:
    return lambda env: op(left(env), right(env))


def _division(
    left: Callable[[Environment], Value], right: Callable[[Environment], Value]
) -> Callable[[Environment], Value]:
    def divide(env: Environment) -> Value:
        over, under = left(env), right(env)
        zero = under == 0
        env.zero = env.zero | zero
        return over / (under + zero)  # where it is zero the result no longer matters

    return divide


# `&` and `|`, and never `and`: every part is looked at (model.md), and an array of lanes has no single truth.
def _conjunction(parts: list[Callable[[Environment], Value]]) -> Callable[[Environment], Value]:
    def all_of(env: Environment) -> Value:
        result = parts[0](env)
        for part in parts[1:]:
            result = result & part(env)
        return result

    return all_of


def _disjunction(parts: list[Callable[[Environment], Value]]) -> Callable[[Environment], Value]:
    def any_of(env: Environment) -> Value:
        result = parts[0](env)
        for part in parts[1:]:
            result = result | part(env)
        return result

    return any_of
