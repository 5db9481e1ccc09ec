"""Tables on the projector: whom every team's answer moved, and what the teams came to."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from chasm_game.compare.sentences import BELOW_THE_LINE
from chasm_game.text import one_line
from chasm_game.tui.glyphs import glyphs
from chasm_game.tui.text import ACCENT, DOWN, MUTED, UP, Drawn, columns, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.round_views import TeamFollowed
    from chasm_game.session.room.views import ScoreLine

__all__ = ["everybody", "scores", "step_marks"]


def everybody(all_of: Sequence[TeamFollowed]) -> Drawn:
    """One row a team, one column a stakeholder, each with its sign."""

    def paint(width: int) -> list[Content]:
        if not all_of:
            return [Content("")]
        names = [name for name, _, _ in all_of[0].felt]
        name_width = min(max(len(one_line(f.team, 24)) for f in all_of) + 1, 24)
        fell = 7 if any(f.fallen for f in all_of) else 0
        each = max((width - name_width - 5 - fell) // max(len(names), 1) - 1, 4)
        sizes = _sizes(names, each)
        rows = _heads(names, name_width + 4, sizes)
        for followed in all_of:
            marked = followed.letter + "†" * bool(followed.corrected)
            letter = Content.styled(marked, f"bold {ACCENT}")
            cells = [
                (line(followed.team, "bold"), name_width),
                (letter, 3),
            ]
            for (_, step, _), size in zip(followed.felt, sizes, strict=True):
                style = UP if step > 0 else DOWN if step < 0 else MUTED
                cells.append((Content.styled(step_marks(step), style), size))
            if fell:
                cells.append((Content.styled("fallen" if followed.fallen else "", DOWN), 6))
            rows.append(columns(cells))
        return rows

    return Drawn(paint)


def _sizes(names: Sequence[str], each: int) -> list[int]:
    """Cells of every column: alike; or, where a word would be torn so and need not be, by their longest words."""
    words = [max((cell_len(word) for word in one_line(name).split()), default=1) for name in names]
    spare = each * len(names) - sum(words)
    if max(words, default=0) <= each or spare < 0:
        return [each] * len(names)
    return [size + spare // len(names) for size in words]


def _heads(names: Sequence[str], before: int, sizes: Sequence[int]) -> list[Content]:
    """Names above their columns, on as many rows, up to three, as the narrowest needs."""
    wrapped = [line(name, MUTED).wrap(size)[:3] for name, size in zip(names, sizes, strict=True)]
    rows = zip_longest(*wrapped, fillvalue=Content(""))
    cells = ([(cell.rstrip(), size) for cell, size in zip(row, sizes, strict=True)] for row in rows)
    return [columns([(Content(""), before), *row]) for row in cells]


def step_marks(step: int) -> str:
    """An arrow for every step up or down, up to three; the sign of what stands still."""
    marks = glyphs()
    sign = marks.up if step > 0 else marks.down if step < 0 else marks.same
    return sign * max(abs(step), 1)


def scores(lines: Sequence[ScoreLine]) -> Drawn:
    """Rank, team, score, the chasm at the start and at the end, the ending."""

    def paint(width: int) -> list[Content]:
        name = min(max((len(one_line(s.team, 30)) for s in lines), default=4), 30) + 1
        ending = max(width - name - 25, 8)
        sizes = (4, name, 6, 10, ending)
        heads = ("", "Team", "Score", "Chasm", "Ending")
        rows = [columns([(Content.styled(h, MUTED), s) for h, s in zip(heads, sizes, strict=True)])]
        below = False
        for each in lines:
            if each.rank is None and not below:
                below = True
                rows += [Content(""), Content.styled(f"{BELOW_THE_LINE}:"[:width], MUTED)]
            chasm = f"{each.chasm_start:.0f} → {each.chasm_end:.0f}"
            default = f"  ({each.defaulted} by default)" if each.defaulted else ""
            default += f"  ({each.corrected} corrected †)" if each.corrected else ""
            cells = [
                Content.styled("" if each.rank is None else f"{each.rank}.", MUTED), line(each.team, "bold"),
                Content.styled(f"{each.score:4d}", "bold"), Content(chasm), line(f"{each.ending}{default}"),
            ]  # fmt: skip
            rows.append(columns(list(zip(cells, sizes, strict=True))))
        return rows

    return Drawn(paint)
