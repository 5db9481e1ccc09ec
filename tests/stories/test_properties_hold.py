"""What must be true of a story is true of the long stories: one test a property, of figures that are measured once."""

from __future__ import annotations

from functools import cache

import pytest
from shipped_stories import shipped_library

from chasm_game.analysis.bounds import BOUNDS
from chasm_game.analysis.properties import Property, properties

LIBRARY = shipped_library()
STORIES = ("broken-guitar", "the-squeeze")
pytestmark = [pytest.mark.long, pytest.mark.xdist_group("properties of stories")]
IN_ONE = {
    "learning-inert": 0.95, "drag-0": 0.98, "healing-0": 0.98, "gloss-backlash-0": 0.98, "without-now": 0.98,
}  # fmt: skip
"""What at least one of the long stories must keep to."""
BOUNDS_OF_EACH = {"learning-inert"}
"""Of those the one that each of them must keep to as well, within its own bound."""


@cache
def measured(story: str) -> dict[str, Property]:
    """Every property of a story: all of them are measured together, once for all tests here."""
    return {p.name: p for p in properties(LIBRARY.find(story))}


@pytest.mark.parametrize(
    ("story", "name"),
    [(s, n) for s in STORIES for n in BOUNDS if n not in IN_ONE or n in BOUNDS_OF_EACH],
)
def test_a_long_story_keeps_its_bound(story: str, name: str) -> None:
    """A property of a long story has a verdict, and the verdict is that it holds."""
    found = measured(story)[name]
    assert found.holds, f"{found.title}: {found.figure}, {found.bound}; {found.note or found.why}; {found.size}"


@pytest.mark.parametrize("name", IN_ONE)
def test_a_part_of_the_model_matters_in_one_long_story(name: str) -> None:
    """Learning reorders the games of one long story at least to 0.95, other parts those of one to 0.98."""
    figures = [measured(story)[name].value for story in STORIES]
    assert min(1.0 if f is None else f for f in figures) <= IN_ONE[name]
