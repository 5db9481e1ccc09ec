"""Every chart in words, line by line: for those who hear it, and for those who would rather read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.charts.figures import HERE, Bars, Distribution, Dots, Lines, Waterfall
from chasm_game.charts.layout import occupied
from chasm_game.text import one_line, signed

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Figure", "in_words"]

Figure = Lines | Bars | Dots | Distribution | Waterfall
"""Whatever can be drawn."""


def in_words(figure: Figure) -> list[str]:
    """The chart as lines of text, its title not among them."""
    if isinstance(figure, Lines):
        return list(_lines(figure))
    if isinstance(figure, Bars):
        return [_bar(one_line(b.name), b.value, b.change, b.note) for b in figure.bars]
    if isinstance(figure, Dots):
        return list(_dots(figure))
    if isinstance(figure, Distribution):
        return list(_distribution(figure))
    return list(_waterfall(figure))


def _lines(figure: Lines) -> Iterator[str]:
    for line in figure.lines:
        readings = []
        for label, point in zip(figure.told or figure.x, line.points, strict=False):
            if point.value is not None:
                note = f" ({one_line(point.note)})" if point.note else ""
                at = one_line(label)
                # Two numbers in a row would be heard as one.
                reading = f"{point.value:.0f} {at}" if figure.told else f"{at} {point.value:.0f}"
                readings.append(f"{reading}{note}")
        yield f"{one_line(line.name)}: {', '.join(readings) if readings else 'nothing'}"


def _bar(name: str, value: float, change: float | None, note: str) -> str:
    moved = "" if change is None else f", {signed(change)}"
    return f"{name}: {value:.0f}{moved}{f' ({one_line(note)})' if note else ''}"


def _dots(figure: Dots) -> Iterator[str]:
    for row in figure.rows:
        pairs = zip(figure.kinds, row.values, strict=True)
        values = [f"{one_line(kind)} {value:.0f}" for kind, value in pairs if value is not None]
        yield f"{one_line(row.name)}: {', '.join(values) if values else 'nothing'}"


def _distribution(figure: Distribution) -> Iterator[str]:
    total = sum(figure.counts)
    for n in occupied(figure.counts):
        low = figure.low + n * figure.width
        share = 100 * figure.counts[n] / total if total else 0.0
        here = f", {HERE}" if n == figure.here else ""
        yield f"{low:.0f} to {low + figure.width:.0f}: {figure.counts[n]:,} ({share:.1f} %){here}"


def _waterfall(figure: Waterfall) -> Iterator[str]:
    yield f"From {figure.start:.1f}"
    for step in figure.steps:
        yield f"{signed(step.amount, 2)} {one_line(step.name)}{f' ({one_line(step.note)})' if step.note else ''}"
    yield f"To {figure.end:.1f}"
