"""A condition in words: whoever leads a session reads run sheets, and need not read what authors write.

Rounds and answers are named as a room names them, by number and letter. What has no words here (a sum, a chain of
comparisons) is told as the file has it.
"""

from __future__ import annotations

import ast
from string import ascii_uppercase
from typing import TYPE_CHECKING, Final

from chasm_game.grammar import quoted
from chasm_game.scenario.condition_slips import parsed

if TYPE_CHECKING:
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.scenario import Scenario

__all__ = ["condition_words"]

_IS: Final[dict[type[ast.cmpop], str]] = {
    ast.Lt: "is under",
    ast.LtE: "is at most",
    ast.Gt: "is over",
    ast.GtE: "is at least",
    ast.Eq: "is",
    ast.NotEq: "is not",
}
_MIRRORED: Final[dict[type[ast.cmpop], type[ast.cmpop]]] = {
    ast.Lt: ast.Gt,
    ast.LtE: ast.GtE,
    ast.Gt: ast.Lt,
    ast.GtE: ast.LtE,
    ast.Eq: ast.Eq,
    ast.NotEq: ast.NotEq,
}
_COUNTED: Final = {
    "chasm": "the chasm",
    "what": "the chasm about for whom",
    "how": "the chasm about how",
    "value": "value",
    "asks": "the number of asks",
    "rescues": "the number of rescues",
    "round": "the number of the round",
    "assent": "the mean assent of the leaders",
}


class _NoWordsError(Exception):
    """A part that is told as the file has it."""


def condition_words(scenario: Scenario, condition: Condition | None) -> str:
    """What must be so, as it stands behind *where*; empty where nothing must."""
    if condition is None:
        return ""
    try:
        return _Teller(scenario).told(parsed(" ".join(condition.source.split()), 0))
    except _NoWordsError:
        return condition.source


class _Teller:
    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.names = _COUNTED | {gauge.id: gauge.title.lower() for gauge in scenario.gauges}
        self.names |= {each.id: f"the trust of {each.name}" for each in scenario.stakeholders}
        self.names |= {each.id: f"the assent of {each.name}" for each in scenario.leaders}

    def told(self, node: ast.expr) -> str:
        """A part that is true or false."""
        match node:
            case ast.BoolOp(ast.Or(), parts) if chosen := self.one_of(parts):
                return chosen
            case ast.BoolOp(op, parts):
                word = " and " if isinstance(op, ast.And) else " or "
                return word.join(self.apart(part) for part in parts)
            case ast.UnaryOp(ast.Not(), ast.Call() as call):
                return self.happened(call, " not")
            case ast.UnaryOp(ast.Not(), inner):
                return f"not ({self.told(inner)})"
            case ast.Call():
                return self.happened(node, "")
            case ast.Compare(left, [op], [right]):
                return self.compared(left, type(op), right)
        raise _NoWordsError

    def apart(self, part: ast.expr) -> str:
        """A part among others, in brackets where it has an *and* or an *or* of its own."""
        said = self.told(part)
        return f"({said})" if isinstance(part, ast.BoolOp) and not self.one_of(part.values) else said

    def one_of(self, parts: list[ast.expr]) -> str:
        """Several answers of one round in one breath; empty where these are not that."""
        chosen = [_texts(part) for part in parts if isinstance(part, ast.Call)]
        if len(chosen) < len(parts) or any(len(texts) == 1 or texts[0] != chosen[0][0] for texts in chosen):
            return ""
        number, letters = self.round(chosen[0][0])
        if {texts[1] for texts in chosen} == set(letters):
            return f"round {number} was played"
        said = [letters[texts[1]] for texts in chosen]
        return f"{', '.join(said[:-1])} or {said[-1]} was chosen in round {number}"

    def happened(self, call: ast.Call, no: str) -> str:
        """`chose` or `asked`, whose texts the reader of conditions has looked at before."""
        texts = _texts(call)
        number, letters = self.round(texts[0])
        if len(texts) == 1:
            return f"the people were{no} asked in round {number}"
        return f"{letters[texts[1]]} was{no} chosen in round {number}"

    def round(self, round_id: str) -> tuple[int, dict[str, str]]:
        """The number of a round, and the letters of its answers by their ids."""
        number, r = next((n, r) for n, r in enumerate(self.scenario.rounds, start=1) if r.id == round_id)
        return number, dict(zip((each.id for each in r.responses), ascii_uppercase, strict=False))

    def compared(self, left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> str:
        """A name and a number, or the ending and its id, either side first."""
        if isinstance(right, ast.Name):
            left, op, right = right, _MIRRORED[op], left
        match left, right:
            case ast.Name("ending"), ast.Constant(str(ending)):
                (title,) = (each.title for each in self.scenario.endings if each.id == ending)
                return f"the ending {_IS[op]} {quoted(title)}"
            case ast.Name(name), (ast.Constant() | ast.UnaryOp(operand=ast.Constant())) if name in self.names:
                return f"{self.names[name]} {_IS[op]} {ast.unparse(right)}"
        raise _NoWordsError


def _texts(call: ast.Call) -> list[str]:
    return [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
