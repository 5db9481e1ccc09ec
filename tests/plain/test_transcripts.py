"""The golden transcripts: what a listener hears, word by word."""

from __future__ import annotations

import difflib

import pytest
from plain import transcript


@pytest.mark.parametrize("name", transcript.TYPED)
def test_a_game_sounds_as_it_did(name: str) -> None:
    """Every sentence of a scripted game is the one that was read and approved."""
    golden = (transcript.FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    heard = transcript.transcript(name)
    changed = difflib.unified_diff(golden.splitlines(), heard.splitlines(), "approved", "now", lineterm="", n=0)
    assert heard == golden, "\n".join([*changed, "write it anew with: python tests/plain/transcript.py"])


def test_every_transcript_is_played() -> None:
    """No file is left that no game writes."""
    assert {path.stem for path in transcript.FOLDER.iterdir()} == set(transcript.TYPED)
