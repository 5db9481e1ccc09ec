"""The commonest slips in YAML, told in plain words, at the place where the author must type.

Each rule looks at where the parser gave up and says what it takes the slip for, or passes. Where the slip spoils one
line only, the rule also says what could stand there instead, so that the rest of the file can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chasm_game.scenario.diagnostics import Code, Fault, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

__all__ = ["Scene", "Slip", "slip"]

_NO_SPACE = re.compile(r"\s*(?:- )*[A-Za-z_][\w-]*:(?=[^\s:/])")
"""A line such as `title:Foo`."""
_QUOTES = "'\""


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
        hint = f"put the text in quotes: {_quoted(text)}"
        instead = self.lines[row][:column] + "x" + text[1:]
        return self.slip(f"text cannot begin with `{text[:1]}`", hint, at, instead)

    def without_sign(self, fault: Fault) -> Slip:
        """The same where the sign was read as an alias, an anchor or a tag."""
        return replace(self.sign((fault.span.line - 1, fault.span.column - 1)), fault=fault)


def slip(scene: Scene) -> Slip:
    """The slip that a parser's error stands for; the first rule that knows it."""
    for rule in _RULES:
        if found := rule(scene):
            return found
    return scene.slip("this cannot be read as YAML", f"the parser says: {scene.problem}")


def _tab(scene: Scene) -> Slip | None:
    indented = [n for n, text in enumerate(scene.lines) if "\t" in text[: len(text) - len(text.lstrip())]]
    row = next((n for n in (scene.row, scene.row - 1) if n in indented), None)
    if row is None:
        return None
    lines = f"; {len(indented)} lines have one" if len(indented) > 1 else ""
    hint = f"use spaces at the beginning of a line; tabs are not allowed there{lines}"
    return scene.slip("a tab character stands in the indentation", hint, (row, scene.lines[row].index("\t")))


def _sign(scene: Scene) -> Slip | None:
    if "cannot start any token" in scene.problem or "mapping keys are not allowed" in scene.problem:
        return scene.sign((scene.row, scene.column))
    if any(f"scanning a{kind}" in scene.context for kind in ("n alias", "n anchor", " tag", " directive")):
        return scene.sign(scene.opened)
    if "node content" in scene.problem and scene.line[scene.column : scene.column + 1] in {",", "]", "}"}:
        return scene.sign((scene.row, scene.column))
    return None


def _escape(scene: Scene) -> Slip | None:
    if "quoted scalar" not in scene.context or not any(w in scene.problem for w in ("escape", "hexdecimal")):
        return None
    before, after = scene.line[: scene.column], scene.line[scene.column :]
    if not after.startswith("\\"):
        return scene.slip("this backslash is not followed by what belongs to it", "write \\\\ for a backslash")
    hint = "write \\\\ for a backslash, or put the text in '…'"
    return scene.slip(f"`{after[:2]}` means nothing in double quotes", hint, None, f"{before}/{after[1:]}")


def _open_quote(scene: Scene) -> Slip | None:
    if "quoted scalar" not in scene.context:
        return None
    hint = "end the text with the same quote; an apostrophe inside '…' is written twice: it''s"
    return scene.slip("the quote that is opened here is never closed", hint, scene.opened)


def _block_text(scene: Scene) -> Slip | None:
    if "block scalar" not in scene.context:
        return None
    hint = "text of several lines begins below its `|` or `>`; text that begins with one of them needs quotes"
    return scene.slip("text stands behind `|` or `>`", hint, None, scene.line[: scene.column])


def _colon(scene: Scene) -> Slip | None:
    if "mapping values are not allowed" not in scene.problem:
        return None
    before = scene.line[: scene.column]
    if ": " in before:
        value = scene.line.split(": ", 1)[1]
        instead = before + "-" + scene.line[scene.column + 1 :]
        return scene.slip("a colon stands in the middle of text", f"put it in quotes: {_quoted(value)}", None, instead)
    if scene.above is not None and (missing := _no_space(scene, scene.above)):
        return missing
    hint = "line it up with the lines that it belongs to; if it goes on with the text above, put all of that in quotes"
    return scene.slip("this line is indented farther than the one above it allows", hint, (scene.row, _indent(before)))


def _no_colon(scene: Scene) -> Slip | None:
    if "could not find expected ':'" not in scene.problem:
        return None
    if missing := _no_space(scene, scene.opened[0]):
        return missing
    hint = "a line is `name: value`; text of several lines stands farther right, under `name: |`"
    instead = scene.lines[scene.opened[0]].rstrip() + ":"
    return scene.slip("there is no colon in this line", hint, scene.opened, instead)


def _no_space(scene: Scene, row: int) -> Slip | None:
    line = scene.lines[row]
    found = _NO_SPACE.match(line)
    if found is None:
        return None
    end = found.end()
    hint = f"write `{line[:end].strip()} …`"
    return scene.slip("a space is missing behind the colon", hint, (row, end), f"{line[:end]} {line[end:]}")


def _bracket(scene: Scene) -> Slip | None:
    if "parsing a flow" not in scene.context:
        return None
    before = scene.line[: scene.column]
    if found := re.search(r"\bif:\s*(?=[^'\"]*\bchose\()(?!.*\bif:)", before):
        hint = "put the condition in double quotes: if: \"chose('round', 'response')\""
        return scene.slip("a condition with a comma needs quotes here", hint, (scene.row, found.end()))
    if scene.opened[0] == scene.row and scene.column < len(scene.line.rstrip()):
        return scene.slip("a comma or a closing bracket is missing here", "every [ needs a ], every { a }")
    hint = f"every [ needs a ], every {{ a }}; a comma may be missing before line {scene.row + 1}"
    return scene.slip("the bracket that is opened here is not closed", hint, scene.opened)


def _after_quotes(scene: Scene) -> Slip | None:
    if "parsing a block" not in scene.context or getattr(scene.last, "style", None) not in (*_QUOTES,):
        return None
    start, end = scene.last.start_mark, scene.last.end_mark
    if end.line != scene.row:
        return None
    if start.line != end.line:
        hint = "end the text in its own line, or indent the lines that go on with it"
        message = f"the quote that is opened here closes only in line {end.line + 1}"
        return scene.slip(message, hint, (start.line, start.column))
    hint = "an apostrophe inside '…' is written twice: 'it''s'; a quote inside \"…\" is written \\\""
    return scene.slip("something stands after the end of quoted text", hint, None, scene.line[: scene.column])


def _one_too_many(scene: Scene) -> Slip | None:
    sign = scene.line[scene.column : scene.column + 1]
    if "parsing a block" not in scene.context or sign not in {"]", "}"}:
        return None
    instead = scene.line[: scene.column] + " " + scene.line[scene.column + 1 :]
    return scene.slip("a closing bracket stands here that nothing opened", "remove it", None, instead)


def _list_in_line(scene: Scene) -> Slip | None:
    if "block sequence entries" not in scene.problem:
        return None
    hint = "put every `- …` on a line of its own below, or write […]; a `-` that is text needs quotes"
    instead = scene.line[: scene.column] + "x" + scene.line[scene.column + 1 :]
    return scene.slip("a list cannot begin behind its name", hint, None, instead)


def _second_document(scene: Scene) -> Slip | None:
    if "<document start>" not in scene.problem or "..." not in scene.lines[: scene.row]:
        return None
    return scene.slip("something stands behind the end of the document", "remove the line `...` above")


def _misplaced(scene: Scene) -> Slip | None:
    if "did not find expected" not in scene.problem:
        return None
    hint = "line it up with the lines that it belongs to: what belongs together begins in the same column"
    return scene.slip("this line does not fit where it stands (indentation)", hint)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _quoted(text: str) -> str:
    told = text.strip()
    return "'" + (told if len(told) <= 60 else told[:59] + "…").replace("'", "''") + "'"


_RULES: tuple[Callable[[Scene], Slip | None], ...] = (
    _tab,
    _sign,
    _escape,
    _open_quote,
    _block_text,
    _colon,
    _no_colon,
    _bracket,
    _after_quotes,
    _one_too_many,
    _list_in_line,
    _second_document,
    _misplaced,
)
