"""What each colour of the game is in a theme: named for what it says, and readable in every theme there is.

Styles and CSS name these colours (`$chasm-muted`, `$chasm-up`), never a shade of the foreground. A colour that is text
is moved towards white or black until it stands out 4.5 to 1 (WCAG 2, AA) from every ground that text is put on.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.theme import Theme

__all__ = ["GROUNDS", "INKS", "LEAST", "palette", "ratio"]

LEAST = 4.5
"""The least contrast of a text to its ground."""
INKS = (
    "chasm-text", "chasm-muted", "chasm-accent", "chasm-company", "chasm-people", "chasm-bridge", "chasm-up",
    "chasm-down",
)  # fmt: skip
"""The colours that text may have."""
GROUNDS = ("background", "surface", "panel", "chasm-cursor", "chasm-hover")
"""The colours that text may stand on."""
_ANSI = {
    "chasm-text": "ansi_default",
    "chasm-muted": "ansi_default",
    "chasm-faint": "ansi_default",
    "chasm-accent": "ansi_yellow",
    "chasm-company": "ansi_yellow",
    "chasm-people": "ansi_cyan",
    "chasm-bridge": "ansi_default",
    "chasm-up": "ansi_green",
    "chasm-down": "ansi_red",
    "chasm-company-deep": "ansi_yellow",
    "chasm-people-deep": "ansi_cyan",
    "chasm-mist": "ansi_default",
    "chasm-cursor": "ansi_default",
    "chasm-hover": "ansi_default",
    "chasm-mark-style": "underline",
}
"""Where the terminal's own sixteen colours are used, whatever the terminal makes of them is readable."""


def ratio(one: Color, other: Color) -> float:
    """The contrast of two opaque colours, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    # The formula of WCAG 2, with its own constants.
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def palette(theme: Theme) -> dict[str, str]:
    """The game's colours in a theme; what the theme itself names is left out."""
    # What the sixteen colours look like is set in the terminal, so no contrast can be worked out.
    made = dict(_ANSI) if theme.ansi else _made(_key(theme), dark=theme.dark)
    return {name: color for name, color in made.items() if name not in theme.variables}


def _key(theme: Theme) -> tuple[tuple[str, str], ...]:
    known = theme.to_color_system().generate()
    wanted = ("background", "surface", "panel", "foreground", "primary", "secondary", "accent", "success", "error")
    return tuple((name, known[name]) for name in wanted)


@lru_cache(maxsize=32)
def _made(given: tuple[tuple[str, str], ...], *, dark: bool) -> dict[str, str]:
    of = {name: Color.parse(color) for name, color in given}
    back, fore, sand, water = of["background"], of["foreground"], of["primary"], of["secondary"]
    # Text stands on both, so they are among the grounds that every ink is held against.
    cursor, hover = back.blend(sand, 0.26, 1), back.blend(sand, 0.12, 1)
    grounds = [back, back + of["surface"], back + of["panel"], cursor, hover]
    # How strongly each is mixed is a matter of looks; that it can be read is seen to by `_readable`.
    inks = {
        "chasm-text": fore,
        "chasm-muted": fore.blend(back, 0.34, 1),
        "chasm-accent": of["accent"],
        "chasm-company": sand,
        "chasm-people": water,
        "chasm-bridge": of["accent"].blend(fore, 0.4, 1),
        "chasm-up": of["success"],
        "chasm-down": of["error"],
    }
    made = {name: _readable(color, grounds, dark=dark).hex for name, color in inks.items()}
    company, people = (Color.parse(made[name]) for name in ("chasm-company", "chasm-people"))
    made |= {
        "chasm-faint": fore.blend(back, 0.74, 1).hex,
        "chasm-mist": fore.blend(back, 0.55, 1).hex,
        "chasm-company-deep": company.blend(back, 0.42, 1).hex,
        "chasm-people-deep": people.blend(back, 0.42, 1).hex,
        "chasm-cursor": cursor.hex,
        "chasm-hover": hover.hex,
        "chasm-mark-style": "none",
    }
    return made


def _readable(color: Color, grounds: Sequence[Color], *, dark: bool) -> Color:
    """The colour itself, or the nearest one on its way to white (on dark) or black that can be read everywhere."""
    pole = Color(255, 255, 255) if dark else Color(0, 0, 0)
    # Steps of four per cent: finer ones are seen by nobody, and every theme is tried while one moves through the
    # list.
    for step in range(26):
        tried = color.blend(pole, step / 25, 1)
        if min(ratio(tried, ground) for ground in grounds) >= LEAST:
            return tried
    return pole
