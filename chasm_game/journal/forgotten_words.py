"""Names that are to be forgotten, and where they stand in texts: as the eye sees them, and as words of their own."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.encodings import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["GAP", "ForgottenWords"]

GAP = "…"
"""What stands where a name stood."""
_MOST = 1 << 28
"""Bytes that are unpacked of one file."""


@dataclass(frozen=True)
class ForgottenWords:
    """One or more names."""

    names: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Whether one of the names stands in a text, in any case and width."""
        folded = _folded(text)
        return any(_pattern(_folded(name)).search(folded) for name in self.names)

    def are_in_file(self, raw: bytes) -> bool:
        """Whether one of the names stands in the bytes of a file: as text of any writing, escaped, or packed."""
        return any(self.are_in(text) for text in _texts(raw))

    def taken_out(self, text: str) -> str:
        """A text with a gap in place of each name; empty where that does not take all of them out."""
        left = text
        for name in self.names:
            left = _pattern(name).sub(GAP, left)
        # Where the eye still finds the name in what is left (another width, joined signs), the whole sentence goes.
        return "" if self.are_in(left) else left


def _folded(text: str) -> str:
    # Twice: folding the case may leave signs that are written in two ways again.
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _pattern(name: str) -> re.Pattern[str]:
    """The name between other words; scripts without spaces between words need no gap around it."""
    words = r"\s+".join(re.escape(word) for word in name.split())
    before = r"(?<!\w)" if _ends_a_word(name.strip()[:1]) else ""
    behind = r"(?!\w)" if _ends_a_word(name.strip()[-1:]) else ""
    return re.compile(f"{before}{words}{behind}", re.IGNORECASE)


def _ends_a_word(sign: str) -> bool:
    return sign.isdigit() or sign.lower() != sign.upper()


def _texts(raw: bytes) -> Iterator[str]:
    """What a file says, read in every way that could be meant."""
    if raw.startswith(b"PK"):
        yield from _packed(raw)
        return
    if raw.startswith(b"\x1f\x8b"):
        try:
            raw = zlib.decompressobj(31).decompress(raw, _MOST)
        except zlib.error:
            return
    text = raw.decode(encoding_of(raw), "replace")
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "\\u" in text:
        # Halves of one sign stand behind each other in JSON: together they are that sign.
        pairs = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
        yield pairs.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _packed(raw: bytes) -> Iterator[str]:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            for each in packed.infolist():
                yield each.filename
                if each.file_size <= _MOST:
                    yield from _texts(packed.read(each))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return
