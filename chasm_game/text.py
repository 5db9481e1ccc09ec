"""Text from files and people is shown as text: nothing in it may steer a terminal, a screen or a line.

Control characters become their pictures, and characters that turn the direction of a whole line become their names.
Letters of any script, emoji and brackets stay what they are.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["comparable", "money", "one_line", "shown", "signed"]

_DIRECTION = {
    "\u061c", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
    "\u2066", "\u2067", "\u2068", "\u2069",
}  # fmt: skip
# Code points that no text may hold: the last two of every plane, and a row in the middle of the first.
_NO_LETTERS = "\ufdd0-\ufdef" + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    f"{_NO_LETTERS}]"
)


def _picture(match: re.Match[str]) -> str:
    sign = match.group()
    code = ord(sign)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if sign in _DIRECTION or code >= 0x2000:
        return f"<{unicodedata.name(sign, f'U+{code:04X}').lower()}>"
    return f"<U+{code:04X}>"


def shown(text: str) -> str:
    """The text with every character that cannot be seen made visible; line breaks and tabs stay."""
    return _UNSEEN.sub(_picture, text.replace("\r\n", "\n"))


def one_line(text: str, width: int = 0) -> str:
    """The text on one line, cut to `width` characters where that is given (0: not cut)."""
    line = " ".join(shown(text).split())
    return line if not width or len(line) <= width else line[: width - 1] + "…"


def comparable(text: str) -> str:
    """The text as names are compared: what a person takes for the same name is the same here.

    Composed and decomposed letters, wide and narrow ones, capital and small ones, spaces of any kind and signs that
    cannot be seen make no difference.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    seen = (sign for sign in folded if sign.isspace() or unicodedata.category(sign) not in {"Cf", "Cc"})
    return " ".join("".join(seen).split())


def looks(name: str) -> str:
    """What the eye tells names apart by: no case, no width, one way to write an accent, no sign that cannot be seen.

    Two names that look alike have the same. Empty for a name of which nothing can be seen.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    seen = "".join(sign for sign in folded if unicodedata.category(sign) not in {"Cf", "Cs"} and not _is_blank(sign))
    return " ".join(seen.split())


def _is_blank(sign: str) -> bool:
    """Letters and marks without ink: fillers, selectors of a variant, joiners. Some are no spaces to Python."""
    code = ord(sign)
    return (
        code in {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0}
        or 0x180B <= code <= 0x180F
        or 0xFE00 <= code <= 0xFE0F
        or 0xE0000 <= code <= 0xE01EF
    )


def signed(number: float, digits: int = 1) -> str:
    """A change with its sign, and a true minus: `+2.5`, `−3.0`, `0.0`."""
    size = f"{abs(number):.{digits}f}"
    if float(size) == 0:
        return size
    return f"{'+' if number > 0 else '−'}{size}"


def money(amount: float, unit: str, *, sign: bool = False) -> str:
    """Cash in a company's unit, to a tenth: `$M` stands before and behind the number, `€` before, others behind."""
    size = f"{abs(amount):.1f}".removesuffix(".0")
    before = "−" if amount < 0 and float(size) else "+" if sign and float(size) else ""
    if unit[:1] in {"$", "€", "£", "¥"} and unit:
        return f"{before}{unit[0]}{size}{shown(unit[1:])}"
    named = "unit" if unit == "units" and size == "1" else shown(unit)
    return f"{before}{size} {named}".rstrip()
