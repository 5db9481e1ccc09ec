"""The screen under test: no animation, no calm before Enter counts."""

from __future__ import annotations

import os

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ.pop("NO_COLOR", None)

import pytest
from tui.settling import settled

from chasm_game.tui.game_shell import GameShell


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Enter goes on at once; one test puts the calm back."""
    monkeypatch.setattr(GameShell, "CALM", 0.0)


@pytest.fixture(autouse=True)
def _settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pilot goes on as soon as the screen has come to rest."""
    for module in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module}.wait_for_idle", settled)
