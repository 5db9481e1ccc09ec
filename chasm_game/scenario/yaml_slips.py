"""The commonest slips in YAML, told in plain words, at the place where the author must type.

Each rule looks at where the parser gave up and says what it takes the slip for, or passes. Where the slip spoils one
line only, the rule also says what could stand there instead, so that the rest of the file can be read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.parse_error import quoted

if TYPE_CHECKING:
    from collections.abc import Callable

    from chasm_game.scenario.parse_error import Scene, Slip

__all__ = ["slip"]

_NO_SPACE = re.compile(r"\s*(?:- )*[A-Za-z_][\w-]*:(?=[^\s:/])")
"""A line such as `title:Foo`."""
_CUT = re.compile(r"""(?:[:,\[]|^\s*-)\s+(?P<text>[^\s'"\[{|>#][^'":,\[{]*?[^\s'"\]}])\s+(?P<rest>#[^\s#])""")
"""A text without quotes and the `#` that ends it."""
_IN_BRACES = re.compile(r"""[{,]\s*[\w-]+:\s+(?P<text>[^\s'"\[{,][^'"\[{,]*)$""")
"""A text without quotes in braces, up to where a colon ended it."""
_QUOTES = "'\""


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


def _hash(scene: Scene) -> Slip | None:
    in_flow = "parsing a flow" in scene.context
    # Outside brackets a `#` cuts a text silently; it is a slip only if the next line, meant to go on with the text,
    # then makes no sense.
    if not in_flow and ("did not find expected" not in scene.problem or scene.above is None):
        return None
    for row in range(scene.opened[0], scene.row + 1) if in_flow else (scene.above or 0,):
        line = scene.lines[row]
        found = _CUT.search(line)
        if found is None or (not in_flow and _indent(scene.line) <= _indent(line)):
            continue
        at = found.start("rest")
        meant = line[found.start("text") :]
        if in_flow:
            meant = re.split(r",\s*\w+:\s|[}\]]", meant, maxsplit=1)[0]
        hint = f"put the text in quotes: {quoted(meant)}"
        # Any sign that begins no note will do: the line is never shown, only read over.
        instead = line[:at] + "x" + line[at + 1 :]
        return scene.slip("the text ends here: behind a space, `#` begins a note", hint, (row, at), instead)
    return None


def _sign(scene: Scene) -> Slip | None:
    # The parser says nothing of kinds of errors: its English is all there is to tell them apart. A test has each.
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
    # `text: He said: no` has a first colon that is meant and a second one that is not.
    if ": " in before:
        value = scene.line.split(": ", 1)[1]
        instead = before + "-" + scene.line[scene.column + 1 :]
        return scene.slip("a colon stands in the middle of text", f"put it in quotes: {quoted(value)}", None, instead)
    # Where nothing is wrong in this line, the one above may have been meant to be a key: then this one is its value.
    if scene.above is not None and (missing := _no_space(scene, scene.above) or _hyphen(scene, scene.above)):
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


def _hyphen(scene: Scene, row: int) -> Slip | None:
    line = scene.lines[row]
    if not re.match(r"\s*-[A-Za-z]", line):
        return None
    at = line.index("-") + 1
    wider = f"{line[:at]} {line[at:]}"
    beside = _indent(scene.line) - at  # the keys below stand where the first one is, or where it would be
    instead = {0: wider.replace(" ", "", 1), 1: wider}.get(beside) if at > 1 else None
    return scene.slip("a space is missing behind the hyphen", f"write `- {line[at:].strip()}`", (row, at), instead)


def _curly(scene: Scene) -> Slip | None:
    found = re.search("[“”„]", scene.line[: scene.column])
    if "parsing a flow" not in scene.context or found is None:
        return None
    hint = "use the straight quotes of the keyboard around text, and curly ones only inside it"
    return scene.slip("curly quotes hold no text together", hint, (scene.row, found.start()))


def _bracket(scene: Scene) -> Slip | None:
    if "parsing a flow" not in scene.context:
        return None
    before = scene.line[: scene.column]
    if scene.line[scene.column : scene.column + 1] == ":" and (found := _IN_BRACES.search(before)):
        meant = re.split(r",\s*\w+:\s|[}\]]", scene.line[found.start("text") :], maxsplit=1)[0]
        instead = f"{before};{scene.line[scene.column + 1 :]}"
        message = "a second colon: in braces, a text with a colon and a space needs quotes"
        return scene.slip(message, f"put the text in quotes: {quoted(meant)}", None, instead)
    if found := re.search(r"\bif:\s*(?=[^'\"]*\bchose\()(?!.*\bif:)", before):
        hint = "put the condition in double quotes: if: \"chose('round', 'response')\""
        return scene.slip("a condition with a comma needs quotes here", hint, (scene.row, found.end()))
    if scene.opened[0] == scene.row and scene.column < len(scene.line.rstrip()):
        return scene.slip("a comma or a closing bracket is missing here", "every [ needs a ], every { a }")
    hint = f"every [ needs a ], every {{ a }}; a comma may be missing before line {scene.row + 1}"
    return scene.slip("the bracket that is opened here is not closed", hint, scene.opened)


def _after_quotes(scene: Scene) -> Slip | None:
    if "parsing a" not in scene.context or getattr(scene.last, "style", None) not in (*_QUOTES,):
        return None
    start, end = scene.last.start_mark, scene.last.end_mark
    in_flow = "parsing a flow" in scene.context
    if end.line != scene.row or (in_flow and start.line == end.line and end.column != scene.column):
        return None  # in brackets, what stands apart from the quote lacks a comma
    if start.line != end.line:
        hint = "end the text in its own line, or indent the lines that go on with it"
        message = f"the quote that is opened here closes only in line {end.line + 1}"
        return scene.slip(message, hint, (start.line, start.column))
    hint = "an apostrophe inside '…' is written twice: 'it''s'; a quote inside \"…\" is written \\\""
    instead = None if in_flow else scene.line[: scene.column]
    return scene.slip("something stands after the end of quoted text", hint, None, instead)


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


def _no_hyphen(scene: Scene) -> Slip | None:
    if "did not find expected" not in scene.problem or not scene.line.lstrip().startswith("- "):
        return None
    column = _indent(scene.line)
    says = [n for n in range(scene.row) if scene.lines[n].strip() and not scene.lines[n].lstrip().startswith("#")]
    above = next((n for n in reversed(says) if _indent(scene.lines[n]) < column), None)
    first = next((n for n in says if above is not None and n > above), None)
    if above is None or first is None or not scene.lines[above].rstrip().endswith(":"):
        return None
    line = scene.lines[first]
    if _indent(line) <= column or line.lstrip().startswith("-"):
        return None
    instead = f"{' ' * column}- {line.lstrip()}" if _indent(line) == column + 2 else None
    hint = f"write `- {line.strip()[:40]}`, as in line {scene.row + 1}"
    return scene.slip("a hyphen is missing before the first entry of this list", hint, (first, _indent(line)), instead)


def _misplaced(scene: Scene) -> Slip | None:
    if "did not find expected" not in scene.problem:
        return None
    hint = "line it up with the lines that it belongs to: what belongs together begins in the same column"
    return scene.slip("this line does not fit where it stands (indentation)", hint)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


# The order matters: a rule that needs more evidence stands before one that would explain the same error loosely.
_RULES: tuple[Callable[[Scene], Slip | None], ...] = (
    _tab,
    _hash,
    _sign,
    _escape,
    _open_quote,
    _block_text,
    _colon,
    _no_colon,
    _after_quotes,
    _curly,
    _bracket,
    _one_too_many,
    _list_in_line,
    _second_document,
    _no_hyphen,
    _misplaced,
)
