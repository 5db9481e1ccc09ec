"""The words of a comparison that are the same on a screen and in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.text import one_line

if TYPE_CHECKING:
    from chasm_game.compare.views import ChoiceCell, RankingView, TeamLine

__all__ = ["BESIDE", "MARKS", "TIES", "mark", "output_cells", "standing_words"]

_OUTPUTS = ("chasm_end", "say_do", "resilience", "calibration")
TIES = "Equal scores go to the narrower final chasm, then to the higher resilience, then they share the place."
"""The rule of the ranking, as it is printed under it."""
BESIDE = (
    "In brackets the place by each output alone: a narrow chasm, words kept and trust never low are better; so is a "
    "low calibration."
)
MARKS = "The letters are the answers as they are listed; ? asked the people first, * is a default, – was not played."


def standing_words(view: RankingView) -> str:
    """Under whose eyes the scores stand, and whether the texts are known."""
    whose = f"the weights `{one_line(view.people)}`" if view.people else "the scenario's own weights"
    known = "the library's own texts" if view.known else "UNKNOWN TEXTS: not the library's scenario and rulebook"
    return f"Seed {view.seed}, {known}. Scores under {whose}."


def output_cells(line: TeamLine) -> tuple[str, str, str, str]:
    """The other outputs, each with the place by it."""
    o = line.outputs
    told = {
        "chasm_end": f"{o.chasm_start:.0f} to {o.chasm_end:.0f}",
        "say_do": "–" if o.say_do is None else f"{o.say_do:.0%}",
        "resilience": f"{o.resilience:.0f}",
        "calibration": "–" if o.calibration is None else f"{o.calibration:.2f}",
    }
    chasm, say, low, sure = (f"{told[n]} ({line.ranks[n]})" if n in line.ranks else told[n] for n in _OUTPUTS)
    return chasm, say, low, sure


def mark(choice: ChoiceCell | None) -> str:
    """A choice in a cell: its letter, with ? where the people were asked and * where nobody decided."""
    if choice is None:
        return "–"
    return f"{choice.letter or 'wait'}{'?' * choice.asked}{'*' * choice.defaulted}"
