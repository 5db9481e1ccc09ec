"""Parts of what a terminal sent, as events of Textual. What is not known to be a key, a click or a focus is nothing.

Textual reads sequences generously: it takes `CSI 49 ~` for the key 1, for 49 is the number of that character. So only
forms that terminals do send for keys reach it, and whatever it cannot read is dropped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual import events

from chasm_game.terminal_parts import Kind, Part
from chasm_game.tui.textual_private import Sequences

if TYPE_CHECKING:
    from textual.message import Message

__all__ = ["Keys", "understood"]

_MODIFIERS = r"\d{1,3}"
_KEYS = re.compile(
    rf"""\x1b(?:
    \[ (?:1;{_MODIFIERS})? [ABCDEFHPQS]                             # arrows, Home, End, F1 to F4
    | \[ (?:[1-8]|1[1-57-9]|2[0134]|57427) (?:;{_MODIFIERS})? ~     # Insert, Delete, pages, F1 to F12
    | \[ Z                                                          # Shift+Tab
    | \[\[ [A-E]                                                    # the Linux console's F1 to F5
    | \[ [a-d] | \[ [2-8] [\^$@] | O [a-d]                          # rxvt with Shift and Ctrl
    | O [A-DFHMP-Sj-y]                                              # application mode, the pad of digits
    )""",
    re.VERBOSE,
)
_MOUSE = re.compile(r"\x1b\[<\d{1,3};-?\d{1,5};-?\d{1,5}[Mm]")
_REPORT = re.compile(r"\x1b\[[IO]|\x1b\[\?2026;[0-4]\$y")
"""That the window has the focus, or lost it; whether pictures can be sent whole."""
_SPELLED = re.compile(rf"\x1b\[(\d{{1,7}})(?:;(?:{_MODIFIERS})?(?:;(\d{{1,7}}(?::\d{{1,7}}){{0,31}})?)?)?u")
"""A key by the number of its character, and the text that it types (kitty's protocol)."""
_NAMED = {9, 13, 27, 127}
"""Numbers of characters that are keys by name there: Tab, Enter, Escape, Backspace."""


def understood(sequence: str) -> bool:
    """Whether an escape sequence is one that Textual is to see: a key, the mouse, the focus."""
    if spelled := _SPELLED.fullmatch(sequence):
        typed = [int(number) for number in (spelled[2] or "").split(":") if number]
        code = int(spelled[1])
        # A control character that comes spelled out as a key would reach a line of text as itself.
        return (code in _NAMED or _is_text(code)) and all(_is_text(number) for number in typed)
    return any(form.fullmatch(sequence) for form in (_KEYS, _MOUSE, _REPORT))


def _is_text(code: int) -> bool:
    """Whether a number is that of a character, and not of a control character or half of one."""
    return 0x20 <= code < 0x7F or 0xA0 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF


class Keys:
    """Parts in, events out, in their order; nothing that comes from outside makes it fail."""

    def __init__(self) -> None:
        self._sequences = Sequences()

    def events(self, part: Part) -> list[Message]:
        """What a part is to the program."""
        try:
            return self._events(part)
        except Exception:  # noqa: BLE001  (a sequence that no terminal should send is dropped, and reading goes on)
            self._sequences = Sequences()
            return []

    def _events(self, part: Part) -> list[Message]:
        if part.kind is Kind.PASTE:
            return [events.Paste(part.text)]
        if part.kind is Kind.ESCAPE:
            return [events.Key("escape", "\x1b")]
        if part.kind is Kind.TEXT:
            return self._sequences.events(part.text)
        if part.kind is Kind.SEQUENCE and understood(part.text):
            return self._sequences.events(part.text)
        # Escape and one character is how terminals send Alt, since before there was a better way.
        if part.kind is Kind.SEQUENCE and len(part.text) == 2:
            return self._with_alt(part.text[1])
        return []

    def _with_alt(self, character: str) -> list[Message]:
        """A key with Alt held: a command, never text."""
        held = []
        for key in self._sequences.events(character):
            if isinstance(key, events.Key):
                upper = len(key.key) == 1 and key.key.isupper()
                held.append(events.Key(f"alt+shift+{key.key.lower()}" if upper else f"alt+{key.key}", None))
        return list(held)
