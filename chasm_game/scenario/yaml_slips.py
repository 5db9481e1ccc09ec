"""The commonest slips in YAML, told in plain words, at the place where the author must type.

Each rule looks at where the parser gave up and says what it takes the slip for, or passes. Where the slip spoils one
line only, the rule also says what could stand there instead, so that the rest of the file can be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario import yaml_marks as marks
from chasm_game.scenario.parse_error import indent, quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.scenario.parse_error import Scene, Slip

__all__ = ["slip"]

_NO_SPACE = re.compile(r"\s*(?:- )*[A-Za-z_][\w-]*:(?=[^\s:/])")
"""A line such as `title:Foo`."""


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


def _block_text(scene: Scene) -> Slip | None:
    if "block scalar" not in scene.context:
        return None
    hint = "text of several lines begins below its `|` or `>`; text that begins with one of them needs quotes"
    return scene.slip("text stands behind `|` or `>`", hint, None, scene.line[: scene.column])


def _colon(scene: Scene) -> Slip | None:
    if "mapping values are not allowed" not in scene.problem:
        return None
    before = scene.line[: scene.column]
    # `text: He said: no` has a first colon that is meant and a second one that is not.
    if ": " in before:
        value = scene.line.split(": ", 1)[1]
        instead = before + "-" + scene.line[scene.column + 1 :]
        return scene.slip("a colon stands in the middle of text", f"put it in quotes: {quoted(value)}", None, instead)
    # Where nothing is wrong in this line, the one above may have been meant to be a key: then this one is its value.
    if scene.above is not None and (missing := _no_space(scene, scene.above) or _hyphen(scene, scene.above)):
        return missing
    hint = "line it up with the lines that it belongs to; if it goes on with the text above, put all of that in quotes"
    return scene.slip("this line is indented farther than the one above it allows", hint, (scene.row, indent(before)))


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


def _hyphen(scene: Scene, row: int) -> Slip | None:
    line = scene.lines[row]
    if not re.match(r"\s*-[A-Za-z]", line):
        return None
    at = line.index("-") + 1
    wider = f"{line[:at]} {line[at:]}"
    beside = indent(scene.line) - at  # the keys below stand where the first one is, or where it would be
    instead = {0: wider.replace(" ", "", 1), 1: wider}.get(beside) if at > 1 else None
    return scene.slip("a space is missing behind the hyphen", f"write `- {line[at:].strip()}`", (row, at), instead)


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


def _no_hyphen(scene: Scene) -> Slip | None:
    if "did not find expected" not in scene.problem or not scene.line.lstrip().startswith("- "):
        return None
    column = indent(scene.line)
    says = [n for n in range(scene.row) if scene.lines[n].strip() and not scene.lines[n].lstrip().startswith("#")]
    above = next((n for n in reversed(says) if indent(scene.lines[n]) < column), None)
    first = next((n for n in says if above is not None and n > above), None)
    if above is None or first is None or not scene.lines[above].rstrip().endswith(":"):
        return None
    line = scene.lines[first]
    if indent(line) <= column or line.lstrip().startswith("-"):
        return None
    instead = f"{' ' * column}- {line.lstrip()}" if indent(line) == column + 2 else None
    hint = f"write `- {line.strip()[:40]}`, as in line {scene.row + 1}"
    return scene.slip("a hyphen is missing before the first entry of this list", hint, (first, indent(line)), instead)


def _misplaced(scene: Scene) -> Slip | None:
    if "did not find expected" not in scene.problem:
        return None
    hint = "line it up with the lines that it belongs to: what belongs together begins in the same column"
    return scene.slip("this line does not fit where it stands (indentation)", hint)


# The order matters: a rule that needs more evidence stands before one that would explain the same error loosely.
_RULES: tuple[Callable[[Scene], Slip | None], ...] = (
    _tab,
    marks.note_sign,
    marks.first_sign,
    marks.escape,
    marks.open_quote,
    _block_text,
    _colon,
    _no_colon,
    marks.after_quotes,
    marks.curly_quotes,
    marks.bracket,
    marks.stray_bracket,
    _list_in_line,
    _second_document,
    _no_hyphen,
    _misplaced,
)
