"""The shipped stories, played as they were."""

from __future__ import annotations

from pathlib import Path

import golden
import pytest
from shipped_stories import shipped_library

FILES = sorted(golden.FOLDER.glob("*.txt"))
LIBRARY = shipped_library()


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_playthroughs_are_as_they_were(path: Path) -> None:
    """A recorded game replays to the same states, legal decisions and points; the first wrong line is named."""
    text = path.read_text(encoding="utf-8")
    now = golden.replayed(text, LIBRARY.find(path.name.split(".")[0]))
    for number, (was, is_now) in enumerate(zip(text.splitlines(), now, strict=False), start=1):
        assert is_now == was, f"{path.name}, line {number}"
    assert len(now) == len(text.splitlines())


def test_every_story_has_a_playthrough() -> None:
    """No story ships without recorded games: one for each policy, and at least the three first stories."""
    ids = {entry.id for entry in LIBRARY.entries}
    assert {"tutorial", "broken-guitar", "the-squeeze"} <= ids
    assert {path.name for path in FILES} == {f"{i}.{policy}.txt" for i in ids for policy in golden.POLICIES}


def test_a_wrong_line_is_noticed() -> None:
    """A golden file with one number changed no longer matches."""
    text = FILES[0].read_text(encoding="utf-8")
    forged = text.replace("value ", "value 9", 1)
    assert forged != text
    assert golden.replayed(forged, LIBRARY.find(FILES[0].name.split(".")[0])) != forged.splitlines()
