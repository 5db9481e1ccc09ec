"""What every test shares: one set of Hypothesis settings, and a user's folders that are nobody's."""

from __future__ import annotations

import gc
import io
import os
import sys
import weakref
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from chasm_game.journal import files

from budgets import set_long_run
from processes import hear_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from terminals import Terminal

# The same made input in every run of the same tests, so that what passes here passes there; `HYPOTHESIS_PROFILE=fresh`
# looks at other input.
settings.register_profile("fresh", deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.register_profile("default", settings.get_profile("fresh"), derandomize=True)
settings.register_profile("unshrunk", settings.get_profile("default"), phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

if sys.platform == "win32":  # these need a Unix terminal, its signals, or open files that can be renamed
    collect_ignore = [
        "faults",
        "journal/test_displaced.py",
        "journal/test_killed.py",
        "plain/test_front.py",
        "session/test_room_displaced.py",
        "test_facilitating.py",
        "test_paths.py",
        "test_preview_process.py",
        "test_room_killed.py",
        "test_terminal.py",
        "test_trouble.py",
        "tui/test_save_taken.py",
    ]


def pytest_configure(config: pytest.Config) -> None:
    """Properties ask how many examples they are tried on when their module is read; processes begin as from a shell."""
    set_long_run(config.option.markexpr)
    hear_signals()


@settings(max_examples=1)
@given(st.none())
def _first_use(_nothing: None) -> None:
    """Hypothesis asks who holds its generator when it is first used, and does not see whoever is frozen."""


def pytest_collection_finish() -> None:
    """What was found to run stays to the end: to look for garbage in it again and again took a sixth of the time."""
    _first_use()
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the folders of whoever runs it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    if sys.platform == "darwin":  # where platformdirs knows no XDG
        monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CHASM_CONFIG", raising=False)
    monkeypatch.delenv("CHASM_STORY", raising=False)
    monkeypatch.delenv("CHASM_SAVES", raising=False)


@pytest.fixture(autouse=True)
def _files_are_closed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A save, a room or a sheet that a test leaves open, as one that breaks off does, is closed with it.

    Python would say so at some later moment, of a test that has nothing to do with it.
    """
    opened: list[weakref.ref[io.FileIO]] = []

    def noting(path: Path, more: int = 0, rights: int = 0o666) -> io.FileIO:
        handle = open_for_appending(path, more, rights)
        opened.append(weakref.ref(handle))
        return handle

    open_for_appending = files._opened
    monkeypatch.setattr(files, "_opened", noting)
    yield
    for ref in opened:
        if (handle := ref()) is not None:
            handle.close()


@pytest.fixture
def terminals() -> Iterator[list[Terminal]]:
    """Terminals that are closed afterwards, whatever happened."""
    opened: list[Terminal] = []
    yield opened
    for terminal in opened:
        terminal.close()
