"""Bytes that a terminal sent, into parts: whole keys, sequences and pastes; all else is dropped. It has no clock.

Nothing here guesses at a half: a sequence is handed on whole or not at all, and its rest is never typed.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from chasm_game.terminal_parts import Kind, Part, letter
from chasm_game.terminal_paste import ANSWER, Paste

__all__ = ["Beginning", "TerminalParser"]

LONGEST_SEQUENCE = 256
"""Bytes of a control sequence; what is longer is dropped up to its final byte."""


class Beginning(Enum):
    """What has begun and is not whole, so that keys are kept back."""

    PASTE = auto()
    ESCAPE = auto()
    """ESC alone: the key, or the first byte of another."""
    OTHER = auto()
    """A sequence or a control string."""


class _Mode(Enum):
    GROUND = auto()
    STRING = auto()
    PASTE = auto()


_STRINGS = {0x50: "DCS", 0x58: "SOS", 0x5D: "OSC", 0x5E: "PM", 0x5F: "APC"}
"""What follows ESC where a control string begins; with the eighth bit these are one byte."""
_CSI, _SS3, _ESC = 0x5B, 0x4F, 0x1B
_BODY = re.compile(rb"([0-?]*)([ -/]*)([@-~])?")
_SS3_BODY = re.compile(rb"([0-9;]{0,8})([@-~])?")
_STRING_ENDS = re.compile(rb"[\x03\x07\x18\x1a\x1b\x9c]")


class TerminalParser:
    """Takes a stream of bytes apart. It holds at most one unfinished part."""

    def __init__(self) -> None:
        self.answered = 0
        """So often the terminal has said its word; also where nobody of us had asked."""
        self.answers = False
        """Whether the terminal ever said a word when it was asked."""
        self.asked = False
        """Whether it was asked since what is unfinished began, and has not answered yet."""
        self._buffer = bytearray()
        self._mode = _Mode.GROUND
        self._eighth_bit = False  # whether the control string was opened by a single byte
        self._paste = Paste()
        self._overlong = False

    @property
    def unfinished(self) -> bool:
        """Whether something is waited for that keeps keys back. The first bytes of a letter keep none."""
        if self._mode is not _Mode.GROUND or not self._buffer:
            return self._mode is not _Mode.GROUND
        return self._buffer[0] < 0xC2 or bytes(self._buffer[:2]) in {b"\xc2\x9b", b"\xc2\x8f"}

    @property
    def beginning(self) -> Beginning | None:
        """What is waited for; None where nothing is unfinished."""
        if not self.unfinished:
            return None
        if self._mode is _Mode.PASTE:
            return Beginning.PASTE
        alone = self._mode is _Mode.GROUND and bytes(self._buffer) == b"\x1b"
        return Beginning.ESCAPE if alone else Beginning.OTHER

    def give_up(self) -> list[Part]:
        """What is unfinished stays so: a lone ESC was the key, a paste is what came of it, all else is dropped."""
        parts = self._paste.end()
        if self._mode is _Mode.GROUND and self._buffer == b"\x1b":
            parts = [Part(Kind.ESCAPE)]
        self._mode, self._overlong, self.asked = _Mode.GROUND, False, False
        self._buffer.clear()
        return parts

    def feed(self, data: bytes) -> tuple[list[Part], bool]:
        """The parts that these bytes complete, and whether what is unfinished now began with them."""
        parts: list[Part] = []
        fresh = not self.unfinished
        self._buffer += data
        while self._buffer:
            size, mode = len(self._buffer), self._mode
            parts += self._take()
            if len(self._buffer) == size and self._mode is mode:
                break  # all that is left is a beginning
            fresh = fresh or self._mode is not mode or mode is _Mode.GROUND
        return parts, fresh

    def _take(self) -> list[Part]:
        """One part from the front, or the passing over of what is none; nothing where bytes are missing."""
        if self._mode is _Mode.PASTE:
            return self._in_paste()
        if self._mode is _Mode.STRING:
            return self._in_string()
        first = self._buffer[0]
        if first == _ESC:
            return self._escaped()
        if first < 0x80:
            return self._cut(1, Kind.TEXT)
        return self._eight_bit(first)

    def _cut(self, length: int, kind: Kind | None = None) -> list[Part]:
        """Take bytes from the front, as a part or as nothing."""
        taken = bytes(self._buffer[:length])
        del self._buffer[:length]
        return [] if kind is None else [Part(kind, taken.decode("utf-8", "ignore"))]

    def _eight_bit(self, first: int) -> list[Part]:
        """A letter in UTF-8; a control character of eight bits, alone or in UTF-8; or a byte that is no text."""
        if 0x80 <= first < 0xA0:  # never the beginning of a letter
            return self._control(first - 0x40, 1)
        found = letter(bytes(self._buffer[:4]))
        if found is None:
            return []
        text, length = found
        if not text:
            return self._cut(length)
        return self._control(ord(text) - 0x40, length) if ord(text) < 0xA0 else self._cut(length, Kind.TEXT)

    def _escaped(self) -> list[Part]:
        """After ESC: an introducer, another ESC, a key with Alt held."""
        if len(self._buffer) == 1:
            return []
        second = self._buffer[1]
        if second == _ESC:
            del self._buffer[0]
            return [Part(Kind.ESCAPE)]
        if second == 0x03:  # whatever it was that began: leaving always counts
            return self._cut(1)
        if second in _STRINGS or second in {_CSI, _SS3, 0x5C}:
            return self._control(second, 2)
        if second < 0x80:
            return self._cut(2, Kind.SEQUENCE)
        return self._alt_letter()

    def _alt_letter(self) -> list[Part]:
        found = letter(bytes(self._buffer[1:5]))
        if found is None:
            return []
        text, length = found
        if not text:  # it goes, and what ESC began goes on
            del self._buffer[1]
            return []
        return self._cut(1 + length, Kind.SEQUENCE)

    def _control(self, code: int, length: int) -> list[Part]:
        """A control code (the byte after ESC), written in so many bytes at the front."""
        if code in _STRINGS:
            self._mode, self._eighth_bit = _Mode.STRING, length == 1
            return self._cut(length)
        if code == _CSI:
            return self._sequence(length)
        if code == _SS3:
            return self._shifted(length)
        return self._cut(length)

    def _sequence(self, start: int) -> list[Part]:
        """A control sequence: parameters, intermediates, a final byte."""
        rest = bytes(self._buffer[start:])
        if rest[:1] == b"[":  # the Linux console's function keys have one byte more
            return self._cut(start + 2, Kind.SEQUENCE) if len(rest) > 1 else []
        body = _BODY.match(rest)
        assert body is not None  # every part of it may be empty
        if body[3] is None:
            return self._unfinished_sequence(start, body.end(), rest)
        overlong, self._overlong = self._overlong, False
        if body[0] == b"M":
            return self._old_mouse(start, rest)
        whole = "\x1b[" + body[0].decode("ascii")
        del self._buffer[: start + body.end()]
        if whole == "\x1b[200~":
            self._mode = _Mode.PASTE
        elif whole == ANSWER:
            return self._answered()
        elif not overlong and whole != "\x1b[201~":
            return [Part(Kind.SEQUENCE, whole)]
        return []

    def _unfinished_sequence(self, start: int, end: int, rest: bytes) -> list[Part]:
        if end < len(rest):  # something that no sequence holds: what began is no sequence, and that comes next
            self._overlong = False
            return self._cut(start + end)
        if end > LONGEST_SEQUENCE:
            self._overlong = True
            del self._buffer[start:]
        return []

    def _old_mouse(self, start: int, rest: bytes) -> list[Part]:
        """`CSI M` and three bytes, any from a space on: a mouse report of old, in which bytes are no text."""
        report = rest[1:4]
        if odd := next((n for n, byte in enumerate(report, 1) if byte < 0x20), 0):
            return self._cut(start + odd)
        return self._cut(start + 4) if len(report) == 3 else []

    def _shifted(self, start: int) -> list[Part]:
        """`SS3` and a letter, with a modifier between them where a terminal puts it there."""
        rest = bytes(self._buffer[start:])
        body = _SS3_BODY.match(rest)
        assert body is not None
        if body[2] is None:
            return self._cut(start + body.end()) if body.end() < len(rest) else []
        del self._buffer[: start + body.end()]
        return [Part(Kind.SEQUENCE, "\x1bO" + body[0].decode("ascii"))]

    def _answered(self) -> list[Part]:
        self.answers, self.asked = True, False
        self.answered += 1
        return []

    # ------------------------------------------------------------- what has an end mark

    def _in_string(self) -> list[Part]:
        """Pass over a control string, up to its end or to what ends everything."""
        sent = bytes(self._buffer)
        end = _STRING_ENDS.search(sent)
        while end and end[0] == b"\x9c" and not self._eighth_bit:  # a byte of a letter
            end = _STRING_ENDS.search(sent, end.end())
        if end is None:
            return self._cut(len(sent))
        del self._buffer[: end.start()]
        if end[0] == b"\x1b" and len(self._buffer) == 1:
            return []
        self._mode = _Mode.GROUND
        if end[0] == b"\x1b":
            return self._cut(2) if self._buffer[1] == 0x5C else []
        return [] if end[0] == b"\x03" else self._cut(1)

    def _in_paste(self) -> list[Part]:
        """Keep what is pasted; when the paste is over, it is one part."""
        taken, over = self._paste.take(bytes(self._buffer), asked=self.asked)
        del self._buffer[:taken]
        if not over:
            return []
        self._mode = _Mode.GROUND
        return self._paste.end()
