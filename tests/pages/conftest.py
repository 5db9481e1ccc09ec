"""Rooms that several tests look at; made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pages import rooms

if TYPE_CHECKING:
    from chasm_game.compare.views import RankingView, TeamPack


@pytest.fixture(scope="session")
def six(tmp_path_factory: pytest.TempPathFactory) -> tuple[RankingView, list[TeamPack]]:
    """Six teams that played the tutorial."""
    return rooms.room(tmp_path_factory.mktemp("six"), rooms.NAMES)


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[RankingView, list[TeamPack]]:
    """Teams, reasons and a story that mean harm."""
    return rooms.hostile_room(tmp_path_factory.mktemp("hostile"))
