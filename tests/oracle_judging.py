"""Luck and conditions as docs/model.md has them: what `oracle` judges by."""

from __future__ import annotations

import ast
import hashlib
import itertools
from collections.abc import Callable

WITHIN = 1e-9
COMPARISONS: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b - WITHIN,
    ast.LtE: lambda a, b: a <= b + WITHIN,
    ast.Gt: lambda a, b: a > b + WITHIN,
    ast.GtE: lambda a, b: a >= b - WITHIN,
    ast.Eq: lambda a, b: abs(a - b) <= WITHIN,
    ast.NotEq: lambda a, b: abs(a - b) > WITHIN,
}
ARITHMETIC: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
}


def luck(seed: int, path: str) -> float:
    """Return u, from 0 to under 1, of a seed and a path: one step of SplitMix64."""
    key = int.from_bytes(hashlib.blake2b(path.encode(), digest_size=8).digest(), "big")
    z = (seed + key + 0x9E3779B97F4A7C15) % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def judge(condition: str, names: dict[str, float], chosen: dict[str, str], asked: set[str]) -> bool:
    """Judge a condition, given what its names stand for, and what was chosen and where was asked."""

    def truth(node: ast.expr) -> bool:
        match node:
            case ast.BoolOp(op=op, values=values):
                parts = [truth(x) for x in values]  # all of them: a division by zero counts behind `or` too
                return all(parts) if isinstance(op, ast.And) else any(parts)
            case ast.UnaryOp(op=ast.Not(), operand=x):
                return not truth(x)
            case ast.Compare(left=left, ops=ops, comparators=rest) if all(type(op) in COMPARISONS for op in ops):
                pairs = list(itertools.pairwise([number(x) for x in [left, *rest]]))
                return all(COMPARISONS[type(op)](a, b) for op, (a, b) in zip(ops, pairs, strict=True))
            case ast.Call(func=ast.Name(id="chose"), args=[ast.Constant(value=str(r)), ast.Constant(value=str(x))]):
                return chosen.get(r) == x
            case ast.Call(func=ast.Name(id="asked"), args=[ast.Constant(value=str(r))]):
                return r in asked
        raise ValueError(f"neither true nor false: {ast.unparse(node)}")

    def number(node: ast.expr) -> float:
        match node:
            case ast.Constant(value=int(x) | float(x)) if not isinstance(x, bool):
                return float(x)
            case ast.Name(id=name) if name in names:
                return float(names[name])
            case ast.UnaryOp(op=ast.USub(), operand=x):
                return -number(x)
            case ast.BinOp(left=a, op=op, right=b) if type(op) in ARITHMETIC:
                return ARITHMETIC[type(op)](number(a), number(b))
        raise ValueError(f"not a number: {ast.unparse(node)}")

    try:
        return truth(ast.parse(condition.strip(), mode="eval").body)
    except ZeroDivisionError:
        return False
