"""Lines by round as SVG: grid, lines told apart without colour, names at their ends, and what each point stands for."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from chasm_game.charts.layout import scaled, spread, ticks
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.charts.figures import Line, Lines, Point

__all__ = ["behind", "lines", "small"]

TOP, BOTTOM, LEFT = 14, 34, 34
NAME_GAP = 19
"""Between the names at the ends of lines."""
SIGN = 7.4
"""About how wide a sign of the type is."""
NOTE = 160
"""Signs of a note that a point shows; the whole stands in the table beside the figure."""
MOST_AT_A_POINT = 8
"""Lines that a point names where many meet."""


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things lie in the drawing."""

    figure: Lines
    right: float
    """Where the last value lies."""
    height: float

    def x(self, n: int) -> float:
        return LEFT + scaled(n, 0, max(len(self.figure.x) - 1, 1), self.right - LEFT)

    def y(self, value: float) -> float:
        return TOP + self.height - scaled(value, self.figure.low, self.figure.high, self.height)


def lines(figure: Lines, width: int) -> tuple[float, Iterator[str]]:
    """The height of the drawing, and its parts."""
    narrow = width < 500
    longest = max((len(_name(line, narrow=narrow)) for line in figure.lines if not line.quiet), default=0)
    plot = _Plot(figure, width - (longest * SIGN + 26 if longest else 14), 250 if narrow else 320)
    return TOP + plot.height + BOTTOM, _parts(plot, narrow=narrow)


def behind(figure: Lines, ident: str) -> str:
    """All lines of a figure once, unseen, for the small ones to stand on (`small`)."""
    plot = _small_plot(figure)
    # A room of forty teams would else hold 1,600 paths; each small figure only refers to these.
    paths = "".join(f'<path class="line quiet" d="{_path(plot, line)}"/>' for line in figure.lines)
    return f'<svg class="store" width="0" height="0" aria-hidden="true"><defs><g id="{ident}">{paths}</g></defs></svg>'


def small(figure: Lines, line: Line, ident: str) -> str:
    """One line of a figure before all the others, as small as a stamp; the words stand beside it."""
    plot = _small_plot(figure)
    path = f'<path class="line c0" d="{_path(plot, line)}"/>'
    height = TOP + plot.height + 6
    return (
        f'<svg class="chart" viewBox="{LEFT - 4} {TOP - 6} {plot.right - LEFT + 8:.0f} {height - TOP + 6:.0f}" '
        f'aria-hidden="true" focusable="false"><use href="#{ident}"/>{path}</svg>'
    )


def _small_plot(figure: Lines) -> _Plot:
    return _Plot(figure, LEFT + 150, 64)


def _parts(plot: _Plot, *, narrow: bool) -> Iterator[str]:
    yield from _grid(plot)
    loud = [line for line in plot.figure.lines if not line.quiet]
    # First, for SVG draws what comes later over what came before.
    for line in plot.figure.lines:
        if line.quiet:
            yield f'<path class="line quiet" d="{_path(plot, line)}"/>'
    for n, line in enumerate(loud):
        yield f'<path class="line c{n % 8} {line.stroke}" d="{_path(plot, line)}"/>'
        for at, point in enumerate(line.points):
            if point.value is not None:
                yield f'<circle class="end c{n % 8}" cx="{plot.x(at):.1f}" cy="{plot.y(point.value):.1f}" r="3.4"/>'
    yield from _names(plot, loud, narrow=narrow)
    yield from _points(plot, narrow=narrow)


def _grid(plot: _Plot) -> Iterator[str]:
    figure = plot.figure
    for tick in ticks(figure.low, figure.high):
        y = plot.y(tick)
        yield f'<path class="grid" d="M{LEFT} {y:.1f} H{plot.right:.1f}"/>'
        yield f'<text class="tick" x="{LEFT - 8}" y="{y + 5:.1f}" text-anchor="end">{tick:.0f}</text>'
    apart = (plot.right - LEFT) / max(len(figure.x) - 1, 1)
    free = 0.0
    for n, label in enumerate(one_line(label, 8) for label in figure.x):
        x, half = plot.x(n), len(label) * SIGN / 2
        # A long first label would leave the drawing on the left, where nothing scrolls.
        if n == 0 and half > LEFT / 2:
            x += half - LEFT / 2
        if x - half < free and apart < 3 * SIGN + half:
            continue  # no room beside the label before
        free = x + half + SIGN / 2
        y = TOP + plot.height + 24
        yield f'<text class="tick" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{escape(label)}</text>'


def _path(plot: _Plot, line: Line) -> str:
    """The line; it breaks where there is no value."""
    # A gap is drawn as one: a line through a round without a value would claim one.
    steps, pen = [], "M"
    for n, point in enumerate(line.points):
        if point.value is None:
            pen = "M"
            continue
        steps.append(f"{pen}{plot.x(n):.1f} {plot.y(point.value):.1f}")
        pen = "L"
    return " ".join(steps) or "M0 0"


def _name(line: Line, *, narrow: bool) -> str:
    name = one_line(line.name, 12 if narrow else 20)
    return name if line.last is None else f"{name} {line.last:.0f}"


def _names(plot: _Plot, loud: list[Line], *, narrow: bool) -> Iterator[str]:
    """Names at the ends, none over another; a hair leads from the line to a name that had to move."""
    named = [(n, line, line.last) for n, line in enumerate(loud) if line.last is not None]
    places = spread([plot.y(last) for _, _, last in named], NAME_GAP, TOP, TOP + plot.height)
    for (n, line, last), place in zip(named, places, strict=True):
        end = max(at for at, point in enumerate(line.points) if point.value is not None)
        x, y = plot.x(end), plot.y(last)
        if abs(place - y) > 3 or end < len(plot.figure.x) - 1:
            yield f'<path class="hair" d="M{x + 4:.1f} {y:.1f} L{plot.right + 10:.1f} {place:.1f}"/>'
        name = escape(_name(line, narrow=narrow))
        yield f'<text class="name c{n % 8}" x="{plot.right + 13:.1f}" y="{place + 5:.1f}">{name}</text>'


def _points(plot: _Plot, *, narrow: bool) -> Iterator[str]:
    """Where the pointer rests: one place for all lines that meet there, so that none hides another's words."""
    for n, label in enumerate(plot.figure.x):
        meeting: dict[int, list[tuple[Line, Point]]] = {}
        for line in plot.figure.lines:
            # On a telephone a finger meets too many lines at once: the grey ones stay silent there.
            if n < len(line.points) and (value := line.points[n].value) is not None and not (narrow and line.quiet):
                meeting.setdefault(round(plot.y(value)), []).append((line, line.points[n]))
        for y, there in meeting.items():
            title = escape("\n".join(_readings(label, there)))
            yield f'<circle class="hit" cx="{plot.x(n):.1f}" cy="{y}" r="8"><title>{title}</title></circle>'


def _readings(label: str, there: list[tuple[Line, Point]]) -> Iterator[str]:
    for line, point in there[:MOST_AT_A_POINT]:
        note = f": {one_line(point.note, NOTE)}" if point.note else ""
        yield f"{one_line(line.name, 40)}, {one_line(label)}: {point.value or 0:.0f}{note}"
    if len(there) > MOST_AT_A_POINT:
        yield f"and {len(there) - MOST_AT_A_POINT} more"
