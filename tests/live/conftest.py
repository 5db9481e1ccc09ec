"""Pages and games that several tests look at; made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from live import made_views
from pages import rooms
from pages.reading import parsed

from chasm_game.live.views import LiveStage

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from chasm_game.views.seat import SeatView


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A page of every kind at every stage."""
    return dict(made_views.every_page(tmp_path_factory.mktemp("made")))


@pytest.fixture(scope="session")
def trees(made: dict[str, str]) -> dict[str, Element]:
    """The same, parsed as strictly as it goes."""
    return {name: parsed(text) for name, text in made.items()}


@pytest.fixture(scope="session")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[LiveStage, SeatView]:
    """A game as its seat shows it at each stage."""
    return made_views.games(tmp_path_factory.mktemp("games"), rooms.story("tutorial"))
