"""Where a YAML parser gave up, and what is made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chasm_game.scenario.diagnostics import Code, Fault, Span

if TYPE_CHECKING:
    import yaml

__all__ = ["Scene", "Slip", "indent", "quoted"]


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault, and the line that could stand in its place for the rest to be read, where one is known."""

    fault: Fault
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a parser gave up. Rows and columns count from 0; `opened` is where it began what it could not finish."""

    lines: list[str]
    problem: str
    context: str
    row: int
    column: int
    opened: tuple[int, int]
    last: Any
    """The last event before."""

    @classmethod
    def of(cls, lines: list[str], error: yaml.MarkedYAMLError, last: Any) -> Scene:
        """The scene of a parser's error."""
        mark, began = error.problem_mark or error.context_mark, error.context_mark or error.problem_mark
        row, column = (mark.line, mark.column) if mark else (0, 0)
        while row and (row >= len(lines) or (row == len(lines) - 1 and not lines[row].strip())):
            row, column = row - 1, len(lines[row - 1].rstrip())  # the end of the file is the end of its last line
        opened = (min(began.line, len(lines) - 1), began.column) if began else (row, column)
        return cls(lines, str(error.problem or ""), str(error.context or ""), row, column, opened, last)

    @property
    def line(self) -> str:
        """The line of the problem."""
        return self.lines[self.row]

    @property
    def above(self) -> int | None:
        """The row of the nearest line before that says anything."""
        return next((n for n in range(self.row - 1, -1, -1) if self.lines[n].strip()), None)

    def slip(self, message: str, hint: str, at: tuple[int, int] | None = None, instead: str | None = None) -> Slip:
        """A slip at a row and column, the problem's if none is given."""
        row, column = at or (self.row, self.column)
        return Slip(Fault(Code.SYNTAX, Span.point(row + 1, column + 1), message, hint), instead)

    def sign(self, at: tuple[int, int]) -> Slip:
        """Text that begins with a sign which means something else."""
        row, column = at
        text = self.lines[row][column:]
        hint = f"put the text in quotes: {quoted(text)}"
        instead = self.lines[row][:column] + "x" + text[1:]
        return self.slip(f"text cannot begin with `{text[:1]}`", hint, at, instead)

    def without_sign(self, fault: Fault) -> Slip:
        """The same where the sign was read as an alias, an anchor or a tag."""
        return replace(self.sign((fault.span.line - 1, fault.span.column - 1)), fault=fault)


def indent(line: str) -> int:
    """Columns before the first sign of a line."""
    return len(line) - len(line.lstrip())


def quoted(text: str) -> str:
    """The text in single quotes, as an author would have to write it; cut to 60 characters."""
    shown = text.strip()
    return "'" + (shown if len(shown) <= 60 else shown[:59] + "…").replace("'", "''") + "'"
