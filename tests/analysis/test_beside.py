"""Work that another process does meanwhile: the same answer, whatever becomes of that process."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from chasm_game.analysis import properties as properties_module
from chasm_game.analysis.balance import balance
from chasm_game.analysis.processes import found_beside
from chasm_game.analysis.properties import without_parts_beside
from chasm_game.analysis.tree import bound
from chasm_game.engine.compiling import compile_plan
from chasm_game.scenario.library import Library

TUTORIAL = Path(__file__).parents[2] / "story" / "tutorial.yaml"


def squares(most: int) -> Iterator[tuple[int, bool]]:
    """Squares, each with whether it was found in another process."""
    for number in range(most):
        yield number**2, multiprocessing.parent_process() is not None


def squares_until_killed(most: int) -> Iterator[tuple[int, bool]]:
    """The same, in a process that dies after the second."""
    for number, square in enumerate(squares(most)):
        if number == 2 and square[1]:
            os._exit(9)
        yield square


def never(_: int) -> Iterator[int]:
    """One answer, and then nothing for ever."""
    yield 1
    threading.Event().wait()


def test_another_process_finds_the_same_in_the_same_order() -> None:
    """Everything that is found beside comes from another process."""
    with found_beside(squares, 4) as found:
        assert list(found) == [(0, True), (1, True), (4, True), (9, True)]


def test_what_a_dead_process_did_not_find_is_found_here() -> None:
    """Nothing is found twice, and nothing is missing."""
    with found_beside(squares_until_killed, 4) as found:
        assert list(found) == [(0, True), (1, True), (4, False), (9, False)]


def test_where_there_can_be_no_process_everything_is_found_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine that gives us no process gives the answer all the same."""

    def refused(*_: object, **__: object) -> None:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refused)
    with found_beside(squares, 3) as found:
        assert list(found) == [(0, False), (1, False), (4, False)]


def test_nobody_waits_for_a_process_that_goes_on_for_ever() -> None:
    """On leaving it is ended, and none is left behind."""
    with found_beside(never, 0) as found:
        assert next(found) == 1
    assert not multiprocessing.active_children()


def test_a_balance_is_the_same_with_a_process_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever finds a part of it: every figure, finding and reason."""
    scenario = Library().find(str(TUTORIAL))
    monkeypatch.setattr(properties_module, "processors", lambda: 2)
    monkeypatch.setattr(properties_module, "WORTH_A_PROCESS", 1)
    assert balance(scenario, beside=True).as_json() == balance(scenario).as_json()


@pytest.mark.parametrize(
    ("many", "worth", "budget", "beside"), [(1, 0, 0, False), (2, 0, 0, True), (2, 1, 0, False), (2, 0, -1, False)]
)
def test_a_process_is_started_where_it_pays(
    monkeypatch: pytest.MonkeyPatch, many: int, worth: int, budget: int, beside: bool
) -> None:
    """With two processors, for a story that has as many ways as are worth it, and no more than are measured."""
    scenario = Library().find(str(TUTORIAL))
    ways = bound(compile_plan(scenario, 1))
    monkeypatch.setattr(properties_module, "processors", lambda: many)
    monkeypatch.setattr(properties_module, "WORTH_A_PROCESS", ways + worth)
    with without_parts_beside(scenario, ways + budget) as found:
        assert (found is not None) is beside
