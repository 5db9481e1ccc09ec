"""Figures as static SVG for a page: no script, no colour of its own, nothing loaded.

Colours, strokes and fonts come from the page's style by class, so that one drawing serves light, dark and print. Every
text is escaped here, whoever wrote it. A point says what it is when the pointer rests on it (`<title>`); since nobody
can rest a pointer on paper or with a screen reader, a page sets the same figure as a table beside it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from chasm_game.charts.figures import HERE, Distribution, Dots, Lines
from chasm_game.charts.layout import occupied, scaled, ticks
from chasm_game.charts.svg_lines import lines
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bar", "gap", "key", "svg"]

FONT = 14
"""Points of the type in a drawing; a page shows a drawing at its own size or smaller."""
ROW, ROW_NARROW = 40, 56
"""The height of a row of dots; a narrow one has its name above it."""
BINS_HEIGHT = 150


def svg(figure: Lines | Dots | Distribution, width: int = 860) -> str:
    """The figure as one `<svg>` element, `width` points wide; under 500 it is laid out for a telephone."""
    drawn = (
        lines(figure, width)
        if isinstance(figure, Lines)
        else _dots(figure, width)
        if isinstance(figure, Dots)
        else _distribution(figure, width)
    )
    height, body = drawn
    label = escape(one_line(figure.title, 200))
    return (
        f'<svg class="chart" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}" role="img" '
        f'aria-label="{label}" font-size="{FONT}">{"".join(body)}</svg>'
    )


def bar(value: float, low: float, high: float) -> str:
    """A bar from zero to the value in the range low..high, as wide as its place allows; for the eye alone."""
    zero, end = scaled(0.0, low, high, 100), scaled(value, low, high, 100)
    kind = "up" if value >= 0 else "down"
    return (
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f'<rect class="{kind}" x="{min(zero, end):.1f}" y="0" width="{abs(end - zero):.1f}" height="10"/>'
        f'<rect class="zero" x="{zero - 0.25:.2f}" y="0" width=".5" height="10"/></svg>'
    )


def gap(width: float) -> str:
    """The chasm as a picture, `width` of 0..100: the company's cliff, the people's, and what lies between."""
    # Three of a hundred stay for each cliff, however wide the chasm is.
    left = 3 + 0.94 * (100 - width) / 2
    right = 100 - left
    return (
        '<svg class="gap" viewBox="0 0 100 22" aria-hidden="true" focusable="false">'
        f'<path class="deeds" d="M0 3 L{left:.1f} 3 l-1 6 l.6 5 l-1.6 8 L0 22 Z"/>'
        f'<path class="people" d="M100 3 L{right:.1f} 3 l1 5 l-.6 6 l1.6 8 L100 22 Z"/></svg>'
    )


def _dots(figure: Dots, width: int) -> tuple[float, Iterator[str]]:
    narrow = width < 500
    left = 12 if narrow else 170
    row = ROW_NARROW if narrow else ROW
    span = width - left - 24
    bottom = 16 + row * len(figure.rows)
    return bottom + 28, _dot_parts(figure, left, row, span, bottom, narrow=narrow)


def _dot_parts(figure: Dots, left: int, row: int, span: int, bottom: int, *, narrow: bool) -> Iterator[str]:
    for tick in ticks(figure.low, figure.high, 4 if narrow else 6):
        x = left + scaled(tick, figure.low, figure.high, span)
        yield f'<path class="grid" d="M{x:.1f} 8 V{bottom}"/>'
        yield f'<text class="tick" x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{tick:.0f}</text>'
    for n, each in enumerate(figure.rows):
        y = 16 + row * n + (row * 0.7 if narrow else row / 2)
        name = escape(one_line(each.name, 40 if narrow else 22))
        at = f'x="{left}" y="{y - 20:.1f}"' if narrow else f'x="{left - 16}" y="{y + 5:.1f}" text-anchor="end"'
        yield f'<text class="name" {at}>{name}</text>'
        known = [(k, v) for k, v in enumerate(each.values) if v is not None]
        if known:
            ends = [left + scaled(v, figure.low, figure.high, span) for _, v in known]
            yield f'<path class="reach" d="M{min(ends):.1f} {y:.1f} H{max(ends):.1f}"/>'
        for kind, value in known:
            x = left + scaled(value, figure.low, figure.high, span)
            title = escape(f"{one_line(each.name, 60)}, {one_line(figure.kinds[kind], 60)}: {value:.0f}")
            yield f'<g class="dot k{kind}"><title>{title}</title>{sign(kind, x, y)}</g>'


def sign(kind: int, x: float, y: float, size: float = 6.5) -> str:
    """The sign of a kind of value: an open circle, a circle, a square, a diamond; told apart without colour."""
    if kind % 4 < 2:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}"/>'
    if kind % 4 == 2:
        return f'<rect x="{x - size:.1f}" y="{y - size:.1f}" width="{2 * size}" height="{2 * size}"/>'
    # A diamond of the same width looks smaller than a circle.
    half = size * 1.35
    return (
        f'<path d="M{x:.1f} {y - half:.1f} l{half:.2f} {half:.2f} l{-half:.2f} {half:.2f} l{-half:.2f} {-half:.2f} Z"/>'
    )


def _distribution(figure: Distribution, width: int) -> tuple[float, Iterator[str]]:
    return BINS_HEIGHT + 64, _bins(figure, width)


def _bins(figure: Distribution, width: int) -> Iterator[str]:
    shown = occupied(figure.counts)
    most, total = max(figure.counts, default=0) or 1, sum(figure.counts) or 1
    each, floor = (width - 20) / len(shown), BINS_HEIGHT + 36
    for place, n in enumerate(shown):
        x = 10 + place * each
        # One playthrough among a million still has a bar: a bin that holds something is never drawn as nothing.
        tall = max(scaled(figure.counts[n], 0, most, BINS_HEIGHT), 1.5 if figure.counts[n] else 0)
        low = figure.low + n * figure.width
        title = f"{low:.0f} to {low + figure.width:.0f}: {figure.counts[n]:,} ways, {figure.counts[n] / total:.1%}"
        here = " here" if n == figure.here else ""
        yield (
            f'<g class="bin{here}"><title>{title}</title>'
            f'<rect class="hit" x="{x:.1f}" y="30" width="{each:.1f}" height="{BINS_HEIGHT + 6}"/>'
            f'<rect x="{x + 1:.1f}" y="{floor - tall:.1f}" width="{max(each - 2, 1):.1f}" height="{tall:.1f}"/></g>'
        )
        if here:
            middle = x + each / 2
            # Near an edge the words lean inwards: outside the drawing they would be cut off.
            anchor = "start" if middle < 70 else "end" if middle > width - 70 else "middle"
            yield f'<text class="here" x="{middle:.1f}" y="16" text-anchor="{anchor}">{HERE}</text>'
            yield f'<path class="here" d="M{middle:.1f} 22 V{floor - tall - 4:.1f}"/>'
    yield f'<path class="axis" d="M10 {floor} H{width - 10}"/>'
    first, last = figure.low + shown[0] * figure.width, figure.low + (shown[-1] + 1) * figure.width
    for tick in (first, last):
        x, anchor = (10, "start") if tick == first else (width - 10, "end")
        yield f'<text class="tick" x="{x}" y="{floor + 20}" text-anchor="{anchor}">{tick:.0f}</text>'


def key(kind: int) -> str:
    """The sign of a kind of value alone, for a legend."""
    drawn = f'<g class="dot k{kind}">{sign(kind, 9, 9, 5.5)}</g>'
    return f'<svg class="key" viewBox="0 0 18 18" aria-hidden="true" focusable="false">{drawn}</svg>'
