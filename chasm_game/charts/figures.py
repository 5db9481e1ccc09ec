"""What a chart shows, before anybody draws it: lines by round, bars, a distribution, a waterfall.

Every text may come from a file or a person: whoever draws it shows it as text.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["HERE", "Bar", "Bars", "Distribution", "DotRow", "Dots", "Fall", "Line", "Lines", "Point", "Waterfall"]

HERE = "you are here"
"""What marks the player's own bin, however it is drawn."""


@dataclass(frozen=True, slots=True)
class Point:
    """A value at one place of the x axis."""

    value: float | None
    """None where there is none: the line ends, or goes on after a gap."""
    note: str = ""
    """What to say of this point: the decision, its reason."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of values, one for each label of the x axis at most."""

    name: str
    """What stands at its end."""
    points: tuple[Point, ...]
    stroke: str = "solid"
    """`solid`, `dotted` or `sparse`: lines are told apart without colour."""
    quiet: bool = False
    """Whether it only stands behind the others: grey, and without its name."""

    @property
    def last(self) -> float | None:
        """The last value there is; None of an empty line."""
        return next((p.value for p in reversed(self.points) if p.value is not None), None)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines over the same x axis, and the range that they are drawn in."""

    title: str
    x: tuple[str, ...]
    lines: tuple[Line, ...]
    low: float = 0.0
    high: float = 100.0
    told: tuple[str, ...] = ()
    """The labels of the x axis as they are heard behind a value, such as `after round 1`; empty where they do."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A value with a name, and perhaps how much it changed."""

    name: str
    value: float
    change: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars under each other in one range."""

    title: str
    bars: tuple[Bar, ...]
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class DotRow:
    """Several values of one thing, one for each kind of a figure of dots; None where there is none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """The same few kinds of values for several things, each thing a row: said before, said after, shown by deeds."""

    title: str
    kinds: tuple[str, ...]
    rows: tuple[DotRow, ...]
    low: float = 0.0
    high: float = 100.0


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many there are in each of a row of equal bins over low..high, and in which bin one is."""

    title: str
    counts: tuple[int, ...]
    low: float = 0.0
    high: float = 1000.0
    here: int | None = None
    """The bin of the player's own score."""

    @property
    def width(self) -> float:
        """How wide a bin is."""
        # No bins at all still have a width: nobody has to ask before dividing by it.
        return (self.high - self.low) / max(len(self.counts), 1)


@dataclass(frozen=True, slots=True)
class Fall:
    """One step of a waterfall: a change with its reason."""

    name: str
    amount: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """From one value to another, step by step. The steps add up to the way."""

    title: str
    start: float
    steps: tuple[Fall, ...]
    low: float = 0.0
    high: float = 100.0

    @property
    def end(self) -> float:
        """Where the last step arrives."""
        return self.start + sum(step.amount for step in self.steps)
