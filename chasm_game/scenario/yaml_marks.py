"""Slips with marks that begin and end things in YAML: quotes, brackets, `#`, and signs that no text may begin with.

Rules as in `yaml_slips`, where they stand in the order in which they are tried.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.parse_error import indent, quoted

if TYPE_CHECKING:
    from chasm_game.scenario.parse_error import Scene, Slip

__all__ = [
    "after_quotes",
    "bracket",
    "curly_quotes",
    "escape",
    "first_sign",
    "note_sign",
    "open_quote",
    "stray_bracket",
]

_CUT = re.compile(r"""(?:[:,\[]|^\s*-)\s+(?P<text>[^\s'"\[{|>#][^'":,\[{]*?[^\s'"\]}])\s+(?P<rest>#[^\s#])""")
"""A text without quotes and the `#` that ends it."""
_IN_BRACES = re.compile(r"""[{,]\s*[\w-]+:\s+(?P<text>[^\s'"\[{,][^'"\[{,]*)$""")
"""A text without quotes in braces, up to where a colon ended it."""
_QUOTES = "'\""


def note_sign(scene: Scene) -> Slip | None:
    """A `#` behind a space, where it was meant as text."""
    in_flow = "parsing a flow" in scene.context
    # Outside brackets a `#` cuts a text silently; it is a slip only if the next line, meant to go on with the text,
    # then makes no sense.
    if not in_flow and ("did not find expected" not in scene.problem or scene.above is None):
        return None
    for row in range(scene.opened[0], scene.row + 1) if in_flow else (scene.above or 0,):
        line = scene.lines[row]
        found = _CUT.search(line)
        if found is None or (not in_flow and indent(scene.line) <= indent(line)):
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


def first_sign(scene: Scene) -> Slip | None:
    """A text that begins with a sign which means something else."""
    # The parser says nothing of kinds of errors: its English is all there is to tell them apart. A test has each.
    if "cannot start any token" in scene.problem or "mapping keys are not allowed" in scene.problem:
        return scene.sign((scene.row, scene.column))
    if any(f"scanning a{kind}" in scene.context for kind in ("n alias", "n anchor", " tag", " directive")):
        return scene.sign(scene.opened)
    if "node content" in scene.problem and scene.line[scene.column : scene.column + 1] in {",", "]", "}"}:
        return scene.sign((scene.row, scene.column))
    return None


def escape(scene: Scene) -> Slip | None:
    """A backslash in double quotes."""
    if "quoted scalar" not in scene.context or not any(w in scene.problem for w in ("escape", "hexdecimal")):
        return None
    before, after = scene.line[: scene.column], scene.line[scene.column :]
    if not after.startswith("\\"):
        return scene.slip("this backslash is not followed by what belongs to it", "write \\\\ for a backslash")
    hint = "write \\\\ for a backslash, or put the text in '…'"
    return scene.slip(f"`{after[:2]}` means nothing in double quotes", hint, None, f"{before}/{after[1:]}")


def open_quote(scene: Scene) -> Slip | None:
    """A quote that is never closed."""
    if "quoted scalar" not in scene.context:
        return None
    hint = "end the text with the same quote; an apostrophe inside '…' is written twice: it''s"
    return scene.slip("the quote that is opened here is never closed", hint, scene.opened)


def curly_quotes(scene: Scene) -> Slip | None:
    """Quotes of a word processor in brackets."""
    found = re.search("[“”„]", scene.line[: scene.column])
    if "parsing a flow" not in scene.context or found is None:
        return None
    hint = "use the straight quotes of the keyboard around text, and curly ones only inside it"
    return scene.slip("curly quotes hold no text together", hint, (scene.row, found.start()))


def bracket(scene: Scene) -> Slip | None:
    """A bracket that is not closed, or what ends it too early."""
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


def after_quotes(scene: Scene) -> Slip | None:
    """Something behind the end of quoted text."""
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


def stray_bracket(scene: Scene) -> Slip | None:
    """A closing bracket that nothing opened."""
    sign = scene.line[scene.column : scene.column + 1]
    if "parsing a block" not in scene.context or sign not in {"]", "}"}:
        return None
    instead = scene.line[: scene.column] + " " + scene.line[scene.column + 1 :]
    return scene.slip("a closing bracket stands here that nothing opened", "remove it", None, instead)
