"""Docstrings that are words for users: the help of every verb, the page of every check.

`python -OO` and PYTHONOPTIMIZE=2 throw docstrings away. The words are then read from the source, where they stand.
"""

from __future__ import annotations

import sys
from typing import Any

__all__ = ["put_back", "words_of"]


def words_of(thing: Any) -> str:
    """The docstring of a module, class or function of ours, without its indentation; empty where it has none."""
    import inspect

    if sys.flags.optimize < 2:
        return inspect.getdoc(thing) or ""
    import ast
    import textwrap

    try:
        made: ast.AST = ast.parse(textwrap.dedent(inspect.getsource(thing)))
    except (OSError, TypeError, ValueError, SyntaxError):  # without its source, there are no words
        return ""
    if isinstance(made, ast.Module) and not inspect.ismodule(thing):
        made = made.body[0]
    if not isinstance(made, ast.Module | ast.FunctionDef | ast.ClassDef):
        return ""
    return ast.get_docstring(made) or ""


def put_back(*things: Any) -> None:
    """Give functions and classes their docstrings back, for a library that reads them."""
    if sys.flags.optimize >= 2:
        for thing in things:
            thing.__doc__ = thing.__doc__ or words_of(thing)  # what was made from a table has kept its own
