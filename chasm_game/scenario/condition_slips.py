"""A condition's text to a tree, or what is wrong with it, in the words of people who never programmed."""

from __future__ import annotations

import ast
import re
import warnings

from chasm_game.errors import ChasmError
from chasm_game.scenario.signs import cure, named, strange

__all__ = ["MAX_DEPTH", "MAX_LENGTH", "ConditionError", "parsed"]

MAX_LENGTH = 400
MAX_DEPTH = 20

_FOREIGN = (
    (re.compile(r"=>"), "write `>=`"),
    (re.compile(r"=<"), "write `<=`"),
    (re.compile(r"<>"), "write `!=`"),
    (re.compile(r"(?<![<>=!])=(?!=)"), "write `==`, `<`, `>`, `<=` or `>=`"),
    (re.compile(r"&&?"), "write `and`"),
    (re.compile(r"\|\|?"), "write `or`"),
    (re.compile(r"!(?!=)"), "write `not`, or `!=` between two numbers"),
    (re.compile(r"\bAND\b"), "write `and`, in small letters"),
    (re.compile(r"\bOR\b"), "write `or`, in small letters"),
    (re.compile(r"\bNOT\b"), "write `not`, in small letters"),
    (re.compile("[\u2018\u2019\u201a\u201c\u201d\u201e\u00b4`]"), "use the straight quotes of the keyboard: '…'"),
    (re.compile("[\u2264\u2265\u2260]"), "write `<=`, `>=` or `!=`"),
    (re.compile("[%$\u20ac]"), "write the number alone"),
)
"""Signs of other languages, and what is written here."""


class ConditionError(ChasmError):
    """A condition that cannot be understood; `column` counts from 0 within its text, `width` is at least 1."""

    def __init__(self, message: str, column: int = 0, width: int = 1, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.column, self.width, self.hint = message, column, width, hint


def parsed(text: str, offset: int) -> ast.expr:
    """The tree of a text; `offset` is how many signs stand before it, for the columns of errors.

    Raises `ConditionError`.
    """
    _brackets(text, offset)
    if found := strange(text):
        sign = found.group()
        raise ConditionError(f"{named(sign)} stands here", found.start() + offset, hint=cure(sign))
    try:
        with warnings.catch_warnings():  # Python wonders about `6and`; whether it is allowed is decided here
            warnings.simplefilter("ignore")
            return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise _misread(text, (error.offset or 1) - 1, offset) from None
    except (ValueError, MemoryError, RecursionError):
        raise _misread(text, 0, offset) from None


def _brackets(text: str, offset: int) -> None:
    """Python's own parser has other bounds on nesting, and another word for them."""
    depth = 0
    for column, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if depth > MAX_DEPTH:
            raise ConditionError(f"this is nested more than {MAX_DEPTH} levels deep", column + offset)


def _misread(text: str, column: int, offset: int = 0) -> ConditionError:
    """The error for a text that Python's parser gave up on at `column`; `offset` signs stand before the text."""
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", lambda m: "_" * len(m.group()), text)  # ids may hold anything
    for sign, hint in _FOREIGN:
        if found := sign.search(bare):
            message = f"`{found.group()}` means nothing in a condition"
            return ConditionError(message, found.start() + offset, len(found.group()), hint)
    if bare.count("(") != bare.count(")"):
        at = bare.find("(") if bare.count("(") > bare.count(")") else bare.rfind(")")
        return ConditionError("a bracket has no partner", at + offset, hint="every ( needs a )")
    column = min(max(column, 0), max(len(text) - 1, 0))
    hint = "for example: cash >= 6 and customers < 45"
    return ConditionError("this cannot be read as a condition", column + offset, hint=hint)
