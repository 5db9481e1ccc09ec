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
    full: str = "●"
    hollow: str = "○"
    bar: str = "━"
    rest: str = "─"
    rock: str = "█"
    edges: tuple[str, str, str, str] = ("▙", "▛", "▟", "▜")
    """Left cliff narrowing upward and downward, right cliff the same."""
    plank: str = "═"
    plank_end: str = "╸"
    gap: str = "·"
    mist: str = "░▒"
    rule: str = "─"
    left: str = "◂"
    right: str = "▸"
    here: str = "›"
    unicode: bool = True


ASCII = Glyphs(
    up="^", down="v", full="*", hollow="o", bar="=", rest="-", rock="#", edges=("#", "#", "#", "#"), plank="=",
    plank_end="-", gap=".", mist=":%", rule="-", left="<", right=">", here=">", unicode=False,
)  # fmt: skip


@lru_cache(maxsize=1)
def glyphs() -> Glyphs:
    """The set that the terminal can show."""
    encoding = getattr(sys.__stdout__, "encoding", None) or "utf-8"
    return Glyphs() if encoding.lower().replace("-", "").startswith("utf") else ASCII
