"""The symbols of the pictures, all one cell wide, with plain ones for terminals that speak no UTF-8."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Glyphs", "glyphs"]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """One set of symbols."""

    up: str = "▲"
    down: str = "▼"
    same: str = "="
    may: str = "±"
    """Up or down, as luck will have it."""
    full: str = "●"
    hollow: str = "○"
    bar: str = "━"
    rest: str = "─"
    won: str = "╍"
    lost: str = "┄"
    """The part of a bar that is new, and the part that is gone."""
    gain: str = "█"
    loss: str = "▒"
    stop: str = "◆"
    blocks: str = " ▁▂▃▄▅▆▇█"
    """A cell that is filled from below, by eighths."""
    thin: str = "┈"
    rock: str = "█"
    seam: str = "▓"
    eighths: str = " ▏▎▍▌▋▊▉"
    """A cell that is filled from the left, by eighths."""
    works: str = "▟▙▟▙█"
    person: str = "⣭"
    plank: str = "▀"
    post: str = "╷"
    gap: str = "·"
    mist: tuple[str, str] = ("░", "▒")
    """Thin and thick."""
    rule: str = "─"
    left: str = "◂"
    right: str = "▸"
    here: str = "›"
    cursor: str = "▌"
    """Before a marked row of a list."""
    echo: str = "↩"
    """Came from an earlier round."""
    unicode: bool = True


ASCII = Glyphs(
    up="^", down="v", may="~", full="*", hollow="o", bar="=", rest=".", won="+", lost="-", gain="+",
    loss="-", stop="|", blocks=" .:-=+*#@", thin=".", rock="#", seam="%", eighths="    ####",
    works="/|/|#", person="i", plank="=", post="'", gap=".", mist=(":", "%"), rule="-", left="<", right=">",
    here=">", cursor="|", echo="<", unicode=False,
)  # fmt: skip


@lru_cache(maxsize=1)
def glyphs() -> Glyphs:
    """The set that the terminal can show."""
    # The stream of the start, for Textual puts its own in the place of `sys.stdout`.
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return Glyphs() if encoding.lower().replace("-", "").startswith("utf") else ASCII
