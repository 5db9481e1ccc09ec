"""The plain signs nearest to others, for terminals and streams that speak no UTF-8: no escape is ever read aloud."""

from __future__ import annotations

import codecs
import unicodedata

__all__ = ["NEAREST", "nearest"]

NEAREST = "chasm-nearest"
"""The name of the error handler: what a stream cannot say is said as near as it can."""


def nearest(text: str) -> str:
    """A text with plain signs for others. None changes its width where it was one cell wide; a few stay as they are."""
    apart = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _said(error: UnicodeError) -> tuple[str, int]:
    """What stands for the part of a text that cannot be encoded, and where it ends."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    part = error.object[error.start : error.end]
    # A lone half of a character is of a file's name that is no text: its number at least says which.
    if any("\ud800" <= sign <= "\udfff" for sign in part):
        return part.encode("ascii", "backslashreplace").decode(), error.end
    plain = nearest(part.replace("…", "...")).encode("ascii", "replace").decode()
    try:
        plain.encode(error.encoding)
    except UnicodeError:  # an encoding without some of the plain signs
        plain = "?"
    return plain, error.end


_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━┈┄╌—–−‐", "-"), **dict.fromkeys("│┃▎▏▌╷", "|"), **dict.fromkeys("“”„", '"'),
        **dict.fromkeys("‘’", "'"), **dict.fromkeys("·…", "."), **dict.fromkeys("→▸›⏎", ">"),
        **dict.fromkeys("←◂", "<"),
        **dict.fromkeys("↑▲", "^"), **dict.fromkeys("↓▼", "v"), **dict.fromkeys("▁▂▃▄▅▆▇█▊▉▋▍░▒▓", "#"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), "×": "x", "•": "*", "\u00a0": " ",
    }
)  # fmt: skip
"""Signs of texts, borders, scroll bars and keys; the pictures of the screen have plain ones of their own."""
codecs.register_error(NEAREST, _said)
