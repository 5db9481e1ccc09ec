"""The charts of a walk as SVG files that stand alone: they bring their colours with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution, Lines
from chasm_game.charts.svg import svg

if TYPE_CHECKING:
    from chasm_game.charts.words import Figure

__all__ = ["drawing"]

_STYLE = """
svg { font-family: system-ui, sans-serif; background: #fff; }
text { fill: #55606a; } .tick { font-size: 12.5px; } .name { fill: #1d2429; font-size: 13.5px; }
.grid { stroke: #dde2e6; fill: none; } .axis, .hair { stroke: #8b969f; fill: none; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.dotted { stroke-dasharray: 1 5.5; } .sparse { stroke-dasharray: 9 5; } .hit { fill: transparent; }
.line.c0 { stroke: #17716b; } .end.c0, .name.c0 { fill: #17716b; }
.line.c1 { stroke: #9a5b14; } .end.c1, .name.c1 { fill: #9a5b14; }
.line.c2 { stroke: #3b5ba5; } .end.c2, .name.c2 { fill: #3b5ba5; }
.bin rect { fill: #8b969f; } .bin.here rect { fill: #17716b; } .bin rect.hit { fill: transparent; }
text.here { fill: #17716b; font-weight: 600; } path.here { stroke: #17716b; fill: none; }
"""


def drawing(figure: Figure) -> str:
    """The figure as an SVG file; empty for one that is told in words only."""
    if not isinstance(figure, Lines | Distribution):
        return ""
    root, body = svg(figure).split(">", 1)
    return f'{root} xmlns="http://www.w3.org/2000/svg"><style>{_STYLE}</style>{body}\n'
