"""What is pasted into a terminal: kept up to its end mark, to Ctrl+C, or to the word that no end mark will come."""

from __future__ import annotations

import re

from chasm_game.terminal_parts import CTRL_C, Kind, Part

__all__ = ["ANSWER", "Paste"]

ANSWER = "\x1b[0n"
"""What a terminal that is asked says (DSR 5): it is well."""
LARGEST_PASTE = 65_536
"""Bytes of a paste that are kept; the rest of it is passed over."""
PASTE_END = b"\x1b[201~"
_CUTS = re.compile(rb"\x1b\[201~|\x03|\x1b\[0n|" + CTRL_C.pattern)


class Paste:
    """One paste at a time, as its bytes come."""

    def __init__(self) -> None:
        self._kept = bytearray()

    def take(self, sent: bytes, *, asked: bool) -> tuple[int, bool]:
        """Keep what is pasted of these bytes; how many of them are done with, and whether the paste is over.

        `asked` says that the terminal was asked for a word: where it comes, no end mark does.
        """
        for cut in _CUTS.finditer(sent):
            if cut[0] == ANSWER.encode() and not asked:
                continue  # a word that was not asked for is a part of the paste
            self._keep(sent[: cut.start()])
            return (cut.end() if cut[0] == PASTE_END else cut.start()), True
        held = sent.rfind(b"\x1b", max(0, len(sent) - 16))  # it may be the beginning of an end
        taken = len(sent) if held < 0 else held
        self._keep(sent[:taken])
        return taken, False

    def end(self) -> list[Part]:
        """What came of it, as one part; nothing where nothing was pasted. The next paste begins empty."""
        text = self._kept.decode("utf-8", "replace").replace("\x00", "")
        self._kept.clear()
        return [Part(Kind.PASTE, text)] if text else []

    def _keep(self, pasted: bytes) -> None:
        self._kept += pasted[: max(0, LARGEST_PASTE - len(self._kept))]
