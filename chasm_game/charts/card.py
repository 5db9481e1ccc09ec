"""A result as a small picture to be sent: the score, the chasm before and after, a sign for every round.

It stands alone: no script, nothing loaded, no font of its own. Every text is escaped here, whoever wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Card", "card"]

WIDTH, HEIGHT = 600, 315
LEFT, RIGHT = 32, 568
STEP = 36
"""From one sign to the next."""
MOST_SIGNS = 15
"""That fit between the margins; a longer game has them closer together."""

_STYLE = """
svg { font-family: system-ui, sans-serif; } .paper { fill: #fbfaf7; } .rim { fill: none; stroke: #d9d4c8; }
.title { fill: #1d2429; font-size: 26px; font-weight: 600; } .about, .small { fill: #55606a; font-size: 15px; }
.score { fill: #1d2429; font-size: 58px; font-weight: 700; } .of { fill: #55606a; font-size: 20px; }
.deeds { fill: #9a5b14; } .people { fill: #17716b; } .ring { fill: none; stroke: #1d2429; stroke-width: 2; }
.dot { fill: #1d2429; } .cross { fill: none; stroke: #1d2429; stroke-width: 2.5; stroke-linecap: round; }
"""


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on it."""

    title: str
    about: str
    """Under it: which luck, how hard."""
    score: int
    """0..1000."""
    against: str
    """What stands beside it: what was possible, or its scale."""
    before: float
    """The chasm at the start, 0..100."""
    after: float
    marks: tuple[int, ...]
    """By round, from 0 (nothing was lost) to 4; empty where that is not known."""
    words: str
    """All of it in a line, for those who hear it."""


def card(shown: Card) -> str:
    """The file."""
    label = escape(one_line(shown.words, 400))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" aria-label="{label}">'
    )
    return f"{head}<style>{_STYLE}</style>{''.join(_parts(shown))}</svg>\n"


def _parts(shown: Card) -> Iterator[str]:
    yield f'<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>'
    yield f'<rect class="rim" x=".5" y=".5" width="{WIDTH - 1}" height="{HEIGHT - 1}"/>'
    yield f'<text class="title" x="{LEFT}" y="50">{escape(one_line(shown.title, 40))}</text>'
    yield f'<text class="about" x="{LEFT}" y="76">{escape(one_line(shown.about, 70))}</text>'
    against = f'<tspan class="of" dx="10">{escape(one_line(shown.against, 40))}</tspan>'
    yield f'<text class="score" x="{LEFT}" y="152">{shown.score}{against}</text>'
    yield from _cliffs(shown.before, 172, f"chasm {shown.before:.0f} at the start")
    yield from _cliffs(shown.after, 218, f"{shown.after:.0f} at the end")
    step = STEP if len(shown.marks) <= MOST_SIGNS else (RIGHT - LEFT) / len(shown.marks)
    for n, mark in enumerate(shown.marks):
        yield _sign(mark, LEFT + 11 + n * step, 284)


def _cliffs(width: float, top: int, words: str) -> Iterator[str]:
    """The company's cliff, the people's, and between them as much as lies between them."""
    # Three of a hundred stay for each cliff, however wide the chasm is.
    reach = (RIGHT - LEFT) * (3 + 0.94 * (100 - width) / 2) / 100
    yield f'<path class="deeds" d="M{LEFT} {top} h{reach:.1f} l-4 14 l3 8 l-5 10 H{LEFT} Z"/>'
    yield f'<path class="people" d="M{RIGHT} {top} h{-reach:.1f} l4 12 l-3 10 l5 10 H{RIGHT} Z"/>'
    # Above the gap it would be cut where the chasm is narrow, so it stands on the paper between score and cliffs.
    yield f'<text class="small" x="{RIGHT}" y="{top - 8 if top < 200 else top + 52}" text-anchor="end">{words}</text>'


def _sign(mark: int, x: float, y: float) -> str:
    """From a star through fuller and emptier circles to a cross: told apart without colour."""
    if mark == 0:
        spikes = " ".join(
            f"{x + dx:.1f},{y + dy:.1f}"
            for dx, dy in (
                (0, -11), (3, -4), (10.5, -3.4), (4.8, 1.6), (6.5, 9), (0, 5), (-6.5, 9), (-4.8, 1.6), (-10.5, -3.4),
                (-3, -4),
            )
        )  # fmt: skip
        return f'<polygon class="dot" points="{spikes}"/>'
    if mark == 4:
        return f'<path class="cross" d="M{x - 7:.1f} {y - 7} l14 14 M{x + 7:.1f} {y - 7} l-14 14"/>'
    ring = f'<circle class="ring" cx="{x:.1f}" cy="{y}" r="8"/>'
    if mark == 1:
        return f'{ring}<circle class="dot" cx="{x:.1f}" cy="{y}" r="8"/>'
    return f'{ring}<path class="dot" d="M{x:.1f} {y - 8} a8 8 0 0 0 0 16 Z"/>' if mark == 2 else ring
