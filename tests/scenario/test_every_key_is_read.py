"""Whatever an author writes is read by something: no key of the format is kept in silence."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from types import ModuleType
from unittest import mock

import pytest
from analysis import small
from fragments import blocks
from pages.rooms import finish
from shipped_stories import shipped_library

from chasm_game.analysis.balance import balance_diagnostics
from chasm_game.analysis.history import compare_with_history
from chasm_game.compare.compare import compare
from chasm_game.pages import review_page
from chasm_game.plain.run_sheet import run_sheet_paragraphs
from chasm_game.scenario import rounds, scenario
from chasm_game.scenario.checking import check_source
from chasm_game.scenario.diagnostics import Code
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.scenario import Scenario as Story
from chasm_game.scenario.source import Source
from chasm_game.session.local import LocalPlay
from chasm_game.views.run_sheet_builder import run_sheet

ROOT = small.ROOT
MODULES = (scenario, rounds)
"""What a scenario file becomes."""
SILENT = re.compile(r"scenario/(build|check|schema|difficulty|repair)")
"""Who stores, checks or copies a key does nothing with it that anybody sees."""


def kinds(module: ModuleType) -> list[type]:
    """The dataclasses of a module."""
    found = (each for _, each in inspect.getmembers(module, inspect.isclass) if each.__module__ == module.__name__)
    return [each for each in found if is_dataclass(each)]


def is_seen(file: str) -> bool:
    """Whether what this file of the program reads may come before somebody."""
    _, ours, path = file.replace("\\", "/").rpartition("/chasm_game/")
    return bool(ours) and not SILENT.match(path)


@contextmanager
def watched(read: set[str]) -> Iterator[None]:
    """Note every field that the program reads, as `Round.title`."""
    with ExitStack() as stack:
        for kind in (each for module in MODULES for each in kinds(module)):
            names = {field.name for field in fields(kind)}

            def spy(self: object, name: str, kind: type = kind, names: set[str] = names) -> object:
                key = f"{kind.__name__}.{name}"
                if name in names and key not in read and is_seen(sys._getframe(1).f_code.co_filename):
                    read.add(key)
                return object.__getattribute__(self, name)

            stack.enter_context(mock.patch.object(kind, "__getattribute__", spy))
        yield


def used(source: Source, folder: Path, library: Library) -> Story:
    """A story as it is used: read, printed, played twice, looked back on, and held against what it promises."""
    story, _ = load_scenario(source, library.rulebook)
    assert list(run_sheet_paragraphs(run_sheet(story)))
    for seed in (1, 2):
        game = LocalPlay.new(story, folder, seed=seed)
        finish(game, Random(seed), str)
        assert review_page(game.debrief(), None)
    told = check_source(source, library.rulebook, games=lambda made: balance_diagnostics(made, "x"))
    assert told.scenario is not None
    return story


@pytest.mark.long
def test_every_key_of_the_format_is_read(tmp_path: Path) -> None:
    """The example with every key, a case and a story: what is written comes before players, facilitators or authors."""
    library, read = shipped_library(), set[str]()
    (example,) = blocks((ROOT / "docs" / "format.md").read_text("utf-8"))
    texts = [file.read_text("utf-8") for file in sorted((ROOT / "story").rglob("*.yaml"))]
    case = next(text for text in texts if "history:" in text)
    with watched(read):
        for text in (example.whole, case, (ROOT / "story" / "tutorial.yaml").read_text("utf-8")):
            story = used(Source("x", text), tmp_path, library)
            assert compare_with_history([story] if story.history else []).cases or not story.history
        compare([tmp_path], library)
        # What is promised is named where it is not kept.
        broken = check_source(
            Source("x", re.sub(r"(choices: .*ending: )crossed", r"\1fallen", example.whole)),
            library.rulebook,
            games=lambda made: balance_diagnostics(made, "x"),
        )
    assert any(each.code is Code.PLAY for each in broken.diagnostics)
    every = {f"{kind.__name__}.{field.name}" for module in MODULES for kind in kinds(module) for field in fields(kind)}
    assert len(every) > 80
    assert every - read == set()


def test_a_key_that_is_only_stored_is_found(tmp_path: Path) -> None:
    """Where the run sheet is not asked for, nobody reads the author's notes: the check can fail."""
    library, read = shipped_library(), set[str]()
    (example,) = blocks((ROOT / "docs" / "format.md").read_text("utf-8"))
    with watched(read):
        story, _ = load_scenario(Source("x", example.whole), library.rulebook)
        finish(LocalPlay.new(story, tmp_path), Random(1), str)
    assert "Scenario.title" in read
    assert not {"Scenario.facilitator", "Round.facilitator"} & read
