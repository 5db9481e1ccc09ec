"""The game that the tests of edges change in one number each."""

from __future__ import annotations

import pytest
from debrief.games import played

from chasm_game.views.debrief import DebriefView
from chasm_game.views.review import ReviewView


@pytest.fixture(name="game", scope="module")
def game_fixture(tmp_path_factory: pytest.TempPathFactory) -> tuple[DebriefView, ReviewView]:
    """Three rounds, everything predicted."""
    return played(tmp_path_factory.mktemp("saves"), "kind", "rest", "wait", quick=False)
