"""The people tell the truth: what they foretell is what comes, beside a game in which nothing was done."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from shipped_stories import shipped_library

from chasm_game.engine.forecast import Arrows

ROOT = Path(__file__).parents[2]
LIBRARY = shipped_library()


def _benchmark() -> Any:
    spec = importlib.util.spec_from_file_location("arrows", ROOT / "benchmarks" / "arrows.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["arrows"] = module
    spec.loader.exec_module(module)
    return module


arrows = _benchmark()


@pytest.mark.parametrize("name", ["broken-guitar", "the-squeeze"])
def test_arrows_of_a_few_games_are_true(name: str) -> None:
    """In sixty random games of each long story as many arrows point the right way as must."""
    found = arrows.measure(LIBRARY.find(name), games=20, seeds=range(1, 4))
    assert found.now.told > 500
    assert found.now.share >= arrows.NOW
    assert found.later.share >= arrows.LATER


@pytest.mark.long
@pytest.mark.parametrize("name", [entry.id for entry in LIBRARY.entries])
def test_arrows_of_every_story_are_true(name: str) -> None:
    """In 600 random games of every shipped story 95 % of the arrows for now and 85 % of those for later are right."""
    found = arrows.measure(LIBRARY.find(name))
    assert found.now.told
    assert found.now.share >= arrows.NOW
    assert found.later.share >= arrows.LATER


@pytest.mark.parametrize(
    ("foretold", "came", "told", "right"),
    [(0.49, 3.0, 0, 0), (0.5, 0.01, 1, 1), (0.51, -0.01, 1, 0), (-0.5, 0.0, 1, 0), (-0.5, -9.0, 1, 1)],
)
def test_an_arrow_is_right_by_its_sign(foretold: float, came: float, told: int, right: int) -> None:
    """From half a point on there is an arrow; it is right where the difference that came has its sign."""
    found = arrows.Arrowed()
    points = np.array([[foretold]])
    lane = np.array([True])
    found.add(Arrows(points, np.array([[False]]), np.zeros(1), ~lane), np.array([[came]]), lane)
    assert (found.told, found.right) == (told, right)
