"""What a story leaves a room to talk about, where its notes have conditions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from chasm_game.compare.room_talk import of_any_team, of_every_team

if TYPE_CHECKING:
    from chasm_game.views.debrief import DebriefView


def views(*points: str) -> list[DebriefView]:
    """Debriefs of teams that were told these points, a letter each."""
    made = [SimpleNamespace(points=tuple(each), questions=(), parallels=()) for each in points]
    return cast("list[DebriefView]", made)


@pytest.mark.parametrize(
    ("told", "some", "common"),
    [
        (("abc",), "abc", "abc"),
        (("ac", "bc"), "bac", "c"),
        (("ad", "abd", "acd"), "acbd", "ad"),
        (("", "ab"), "ab", ""),
        (("ab", ""), "ab", ""),
        (("abc", "abc"), "abc", "abc"),
    ],
)
def test_a_room_talks_about_what_anybody_was_told(told: tuple[str, ...], some: str, common: str) -> None:
    """Everything once and in the order of every team; what all were told is what says nothing of anybody."""
    found = of_any_team(views(*told)).points
    assert "".join(found) == some
    for own in told:
        assert [each for each in found if each in own] == list(own)
    assert "".join(of_every_team(views(*told)).points) == common
