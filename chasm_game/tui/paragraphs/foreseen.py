"""What is known of an answer before it is given, on a screen: dots; or arrows for now and later; who carries it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.debrief import happenings
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import DOWN, MUTED, PEOPLE, UP, Para, fitted, line, packed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.views.foresight import ArrowView, ImpactView
    from chasm_game.views.round import ResponseView

__all__ = ["Impacts", "ahead", "impact_words"]

_MOMENT = 7
"""Cells for `Now` and `Later`."""


def impact_words(response: ResponseView) -> Content:
    """Whom a response moves on one line: dots, or what is now and, behind a sign, what is later."""
    return Content("  ").join(map(_impact, response.impacts)) if response.impacts else _nobody()


def ahead(response: ResponseView) -> list[Para]:
    """How strange an answer is and how far it is carried, and whether the company falls by it."""
    paras = []
    if response.carry is not None:
        paras.append(Para(line(happenings.carrying(response.carry)), Content.styled("To this house ", MUTED)))
    if response.fall is not None and (falls := happenings.chances_of_falling(response.fall)):
        paras.append(Para(Content.styled(falls, f"bold {DOWN}")))
    return paras


@dataclass(frozen=True, slots=True)
class Impacts:
    """Whom a response moves on as few lines as it takes, nobody torn apart: now, and later where that is known."""

    response: ResponseView
    indent: int = 0
    """Cells of space before it."""

    def lines(self, width: int) -> list[Content]:
        """Laid out for a width."""
        return [Content(" " * self.indent) + each for each in self._lines(width - self.indent)]

    def _lines(self, width: int) -> list[Content]:
        impacts = self.response.impacts
        if not any(impact.known for impact in impacts):
            return packed([_impact(each) for each in impacts] or [_nobody()], width, least=2)
        now = _moment("Now", [(each, each.now) for each in impacts], width)
        return now + _moment("Later", [(each, each.later) for each in impacts], width)


def _moment(words: str, seen: Sequence[tuple[ImpactView, ArrowView | None]], width: int) -> list[Content]:
    parts = [line(each.name, MUTED) + " " + _arrow(arrow) for each, arrow in seen if arrow is not None]
    rows = packed(parts or [_nobody()], max(width - _MOMENT, 1), least=2)
    heads = [fitted(Content.styled(words, "bold"), _MOMENT), *[Content(" " * _MOMENT)] * (len(rows) - 1)]
    return [head + row for head, row in zip(heads, rows, strict=True)]


def _nobody() -> Content:
    return Content.styled("moves nobody to speak of", MUTED)


def _impact(impact: ImpactView) -> Content:
    marks = glyphs()
    name = line(impact.name, MUTED) + " "
    if impact.known:
        return name + _arrow(impact.now) + Content.styled(marks.here, MUTED) + _arrow(impact.later)
    strength = min(max(impact.strength, 0), 3)
    return name + Content.assemble((marks.full * strength, PEOPLE), (marks.hollow * (3 - strength), MUTED))


def _arrow(arrow: ArrowView | None) -> Content:
    marks = glyphs()
    if arrow is None:
        return Content.styled(marks.same, MUTED)
    sign, style = {1: (marks.up, UP), -1: (marks.down, DOWN), 0: (marks.may, "bold")}[arrow.direction]
    return Content.styled(sign * arrow.strength, style)
