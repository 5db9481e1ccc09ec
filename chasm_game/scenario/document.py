"""Text to nodes that know where they stand, with every fault of its YAML in one run.

Where a slip spoils one line only, that line is put right in memory and reading goes on, so that one run reports the
faults below it too. Such a file is never played: its slips stay errors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chasm_game.scenario.composer import MAX_NODES, Composer
from chasm_game.scenario.diagnostics import Code, Fault, Span
from chasm_game.scenario.frames import without_frames
from chasm_game.scenario.signs import structure_faults

if TYPE_CHECKING:
    from chasm_game.scenario.nodes import Node

__all__ = ["compose"]

MAX_SLIPS = 20
BLAMED = 3
"""A parser notices a sign that it takes for text only some lines farther down."""

_NO_TEXT = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]+")
"""What YAML does not allow, or takes for the end of a line where an editor shows none."""


def compose(text: str) -> tuple[Node | None, list[Fault]]:
    """The document in `text` and every fault in its YAML; the node is None where nothing could be made of it.

    A fault of the code `SYNTAX`, `NOT_TEXT`, `STRANGE_SIGN` or `FRAME` beside a node means that its line was put right
    to go on. Raises `ChasmError` where this machine's PyYAML cannot read what is valid elsewhere.
    """
    lines, faults = _put_right(text)
    spent = 0
    while len(faults) <= MAX_SLIPS:
        # Each slip is put right in memory and the whole is read anew: a parser cannot be asked to go on behind an
        # error.
        composer = Composer("\n".join(lines))
        node, slipped = composer.run()
        # Twenty slips in a large file would be twenty times its reading: all of them together keep the bound of one.
        spent += composer.nodes
        mended = {fault.span.line for fault in faults}
        if slipped is None:
            return node, faults + [f for f in composer.faults if f.span.line not in mended]
        if slipped.fault.span.line in mended:  # a consequence of putting that line right
            return None, faults
        row = slipped.fault.span.line - 1
        # A colon or quote of another alphabet is text to the parser, so it complains below: it is looked for above.
        if strange := list(structure_faults(lines, range(max(row - BLAMED, 0), row + 1))):
            for fault, meant in strange:
                faults.append(fault)
                lines[fault.span.line - 1] = meant
            continue
        faults.append(slipped.fault)
        if slipped.instead is None or spent > MAX_NODES:
            return None, faults + [f for f in composer.faults if f.span.line not in mended and f not in faults]
        lines[slipped.fault.span.line - 1] = slipped.instead
    return None, faults


def _put_right(text: str) -> tuple[list[str], list[Fault]]:
    """The lines without what would make a parser blame another place, and a fault for each of these things."""
    lines, faults = without_frames(text.split("\n"))
    framed = len(faults)
    faults += _unreadable("\n".join(lines))
    for fault in faults[framed:]:
        lines[fault.span.line - 1] = _NO_TEXT.sub("\ufffd", lines[fault.span.line - 1])
    return lines, faults


def _unreadable(text: str) -> list[Fault]:
    """A fault for every line with a character that cannot stand in a text, as far as they are worth telling."""
    faults: list[Fault] = []
    for number, line in enumerate(text.split("\n"), start=1):
        found = _NO_TEXT.search(line)
        if found:
            span = Span(number, found.start() + 1, number, found.end() + 1)
            message = f"the character U+{ord(found.group()[0]):04X} cannot stand in a text"
            hint = "delete it: it cannot be seen and came in by copying; if there are many, save the file as UTF-8"
            faults.append(Fault(Code.NOT_TEXT, span, message, hint))
            if len(faults) > MAX_SLIPS:
                break
    return faults
