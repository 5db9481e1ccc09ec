"""What a room talks about at its end: its own saves compared, as pages behind each of the five questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.compare import compare
from chasm_game.compare.material import material
from chasm_game.errors import ChasmError
from chasm_game.scenario.library import Library

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.compare.compare import Comparison
    from chasm_game.debrief.page import PageView
    from chasm_game.scenario.scenario import Scenario

__all__ = ["compared_room", "talk_pages"]


def compared_room(folder: Path, scenario: Scenario | None = None, *, hidden: bool) -> Comparison:
    """The teams of a room side by side; `hidden` without scores and whatever goes with them.

    Raises `ChasmError` where nothing in the folder can be compared.
    """
    found = compare([folder], Library(), scenario=scenario)
    if not any(ranking.teams for ranking in found.view.rankings):
        raise ChasmError(f"no game that is over is in {folder}, so there is nothing to compare")
    return found.without_scores() if hidden else found


def talk_pages(folder: Path, scenario: Scenario, *, hidden: bool) -> tuple[tuple[PageView, ...], ...]:
    """The pages behind each of the five questions. Raises `ChasmError` where nothing can be compared."""
    found = compared_room(folder, scenario, hidden=hidden)
    ranking = next(each for each in found.view.rankings if each.teams)
    return material(ranking, found.packs(ranking))
