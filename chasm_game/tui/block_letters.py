"""Words and numbers in letters three rows high, and times five rows high: for the back row of a room."""

from __future__ import annotations

import unicodedata

from chasm_game.tui.glyphs import glyphs

__all__ = ["block_time", "block_words", "large"]

_ROWS = 5
_THREE = {
    "A": "25755", "B": "65656", "C": "74447", "D": "65556", "E": "74647", "F": "74644", "G": "74557", "H": "55755",
    "I": "72227", "J": "11157", "K": "55655", "L": "44447", "O": "75557", "P": "75744", "Q": "75573", "R": "65655",
    "S": "74717", "T": "72222", "U": "55557", "V": "55552", "X": "55255", "Y": "55222", "Z": "71247",
    "0": "75557", "1": "26227", "2": "71747", "3": "71317", "4": "55711", "5": "74717", "6": "74757", "7": "71122",
    "8": "75757", "9": "75717", "-": "00700", "–": "00700", "?": "71302", "+": "02720", "/": "11244", "%": "51245",
}  # fmt: skip
"""Three pixels wide: each row an octal digit."""
_OTHER = {
    "M": ("10001", "11011", "10101", "10001", "10001"), "N": ("1001", "1101", "1011", "1001", "1001"),
    "W": ("10001", "10001", "10101", "11011", "10001"), " ": ("0", "0", "0", "0", "0"),
    ".": ("0", "0", "0", "0", "1"), ",": ("00", "00", "00", "01", "11"), ":": ("0", "1", "0", "1", "0"),
    "'": ("1", "1", "0", "0", "0"), "!": ("1", "1", "1", "0", "1"), "$": ("01110", "10100", "01110", "00101", "01110"),
}  # fmt: skip
_HALVES = {("0", "0"): " ", ("1", "0"): "▀", ("0", "1"): "▄", ("1", "1"): "█"}


def _pixels(words: str) -> list[str] | None:
    """Five rows of 0 and 1; None where a letter is not known."""
    # Apart from its accent every letter of Latin script is one of the table; the accent has no row to stand in.
    plain = unicodedata.normalize("NFD", words.replace("’", "'")).upper()
    rows = [""] * _ROWS
    for letter in plain:
        if unicodedata.combining(letter):
            continue
        if letter in _THREE:
            glyph = tuple(f"{int(row):03b}" for row in _THREE[letter])
        elif letter in _OTHER:
            glyph = _OTHER[letter]
        else:
            return None
        # One empty column between letters, none before the first.
        rows = [f"{row}0{more}" if row else more for row, more in zip(rows, glyph, strict=True)]
    return rows


def block_words(words: str, width: int) -> list[str]:
    """Words in as many lines of block letters as they need, each three rows; none where that cannot be.

    It cannot where a letter is not known, a word is too wide, more than two lines were needed, or blocks are not shown.
    """
    if not glyphs().unicode:
        return []
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        # One letter that is not known makes all of it plain: a word with holes cannot be read from the back row.
        pixels = _pixels(longer)
        if pixels is None:
            return []
        if lines and len(pixels[0]) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    drawn = [_pixels(each) or [""] * _ROWS for each in lines]
    if len(drawn) > 2 or any(len(rows[0]) > width for rows in drawn):
        return []
    return [row for rows in drawn for row in _halves(rows)]


def _halves(rows: list[str]) -> list[str]:
    """Two pixels above each other in a cell."""
    # Five rows are two and a half cells: the sixth is empty.
    padded = [*rows, "0" * len(rows[0])]
    return ["".join(_HALVES[pair] for pair in zip(*padded[n : n + 2], strict=True)).rstrip() for n in (0, 2, 4)]


def block_time(seconds: float, *, tall: bool = True) -> list[str]:
    """Minutes and seconds, five rows high or three; one plain row where blocks cannot be shown."""
    # Rounded up, so that 0:00 is shown when the time is up and not a second before.
    whole = int(-(-seconds // 1))
    clock = f"{whole // 60}:{whole % 60:02d}"
    rows = _pixels(clock)
    if not glyphs().unicode or rows is None:
        return [clock]
    return ["".join("  █"[2 * int(p) : 2 * int(p) + 1] * 2 for p in row) for row in rows] if tall else _halves(rows)


_DIGITS = (
    "█▀█ ▀█  ▀▀█ ▀▀█ █ █ █▀▀ █▀▀ ▀▀█ █▀█ █▀█",
    "█ █  █  █▀▀ ▀▀█ ▀▀█ ▀▀█ █▀█   █ █▀█ ▀▀█",
    "▀▀▀ ▀▀▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀   ▀ ▀▀▀ ▀▀▀",
)


def large(number: int) -> list[str]:
    """The rows of a number."""
    if not glyphs().unicode:
        return [str(number)]
    return [" ".join(row[int(d) * 4 : int(d) * 4 + 3] for d in str(abs(number))) for row in _DIGITS]
