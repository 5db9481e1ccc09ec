"""The review as JSON where not every way can be played."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from session import seats

from chasm_game.analysis.review import TooManyPlaythroughs, review
from chasm_game.debrief import review_json as module


def test_average_luck_that_was_not_measured_is_null(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything else of that decision stands there: it is known exactly."""
    play = seats.begin(tmp_path, quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    found = review(play.played.game)
    first = dataclasses.replace(found.worths[0], on_average_luck=None)
    monkeypatch.setattr(module, "review", lambda _: dataclasses.replace(found, worths=(first, *found.worths[1:])))
    data = module.review_json(play.played, known=False)
    assert [d["on_average_luck"] is None for d in data["decisions"]] == [True, False, False]
    assert data["exact"] is True
    assert data["decisions"][0]["best_after"] == found.worths[0].best_after
    play.close()


def test_too_many_playthroughs_are_said_in_the_contract(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`exact` is false, what needs all playthroughs is null, and what is known of the game stands there."""

    def too_many(_: object) -> None:
        raise TooManyPlaythroughs("too many")

    play = seats.begin(tmp_path, quick=True)
    unfinished = module.review_json(play.played, known=False)
    assert unfinished["exact"] is None
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    monkeypatch.setattr(module, "review", too_many)
    data = module.review_json(play.played, known=False)
    assert data["exact"] is False
    assert [data[name] for name in ("paths", "best_score", "worst_score", "percentile", "best_line")] == [None] * 5
    assert [d["loss"] for d in data["decisions"]] == [None] * 3
    assert data["score"] == play.debrief().outputs.score
    play.close()
