"""Work that another process does meanwhile: the same answer, whatever becomes of that process."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.analysis import properties as properties_module
from chasm_game.analysis.balance import balance
from chasm_game.analysis.processes import found_beside
from chasm_game.analysis.properties import FEW, ORDER, properties_beside
from chasm_game.analysis.property_figures import ways_walked
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


def squares_of(job: bytes) -> Iterator[tuple[int, bool]]:
    """As many squares as there are millions of bytes."""
    return squares(len(job) // 1_000_000)


class DiesThere:
    """The squares of something large, in a process that dies before it has read what it is to do."""

    def __call__(self, job: bytes) -> Iterator[tuple[int, bool]]:
        """As many as there are thousands of bytes."""
        return squares(len(job) // 1_000)

    def __reduce__(self) -> tuple[object, tuple[int]]:
        """Whoever unpickles it is gone."""
        return os._exit, (9,)


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


def test_a_process_that_never_reads_its_job_holds_nobody_up() -> None:
    """A job that is larger than a pipe is not waited for where nobody reads it: the answer is found here."""
    with found_beside(DiesThere(), b"x" * 1_000_000) as found:
        assert [next(found) for _ in range(3)] == [(0, False), (1, False), (4, False)]


def test_a_job_is_handed_over_while_its_process_starts() -> None:
    """However large it is; and whoever asks without waiting is told whether an answer is there."""
    with found_beside(squares_of, b"x" * 3_000_000) as found:
        assert list(found) == [(0, True), (1, True), (4, True)]
        assert not found.waits


def test_an_answer_that_is_there_is_known_without_waiting() -> None:
    """Nobody is held up who would rather do something else first."""
    with found_beside(never, 0) as found:
        while not found.waits:
            threading.Event().wait(0.01)
        assert next(found) == 1
        assert not found.waits


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


class Scripted:
    """Another process that has found its next answer whenever a script says so."""

    def __init__(self, script: Sequence[bool]) -> None:
        self.script, self.found = list(script), 0

    def __next__(self) -> str:
        """The next one, which may have to be waited for."""
        self.found += 1
        return f"{ORDER[self.found - 1]} there"

    @property
    def waits(self) -> bool:
        """As the script says; nothing after its end."""
        return bool(self.script) and self.script.pop(0)


def shared(script: Sequence[bool], *, alone: bool = False) -> list[str]:
    """What is found where, in the order in which it is found."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(properties_module, "_property", lambda _, name: f"{name} here")
        made: Any = Scripted(script)
        return [str(part) for part in properties_module._shared(made, lambda: cast("Any", None), alone=alone)]


@given(st.lists(st.booleans(), max_size=30), st.booleans())
def test_two_processes_find_every_property_once(script: list[bool], alone: bool) -> None:
    """One from the first on, the other from the last, until they meet, whichever is faster."""
    found = shared(script, alone=alone)
    there = [part.removesuffix(" there") for part in found if part.endswith(" there")]
    here = [part.removesuffix(" here") for part in found if part.endswith(" here")]
    assert there + here[::-1] == list(ORDER)
    assert there
    assert not (alone and here)


@pytest.mark.parametrize(("left", "here"), [(FEW - 1, 0), (FEW, 0), (FEW + 1, FEW)])
def test_the_last_few_are_left_to_whoever_is_at_them(left: int, here: int) -> None:
    """What is begun here is done to the end, but for the one that the other process is at."""
    found = shared([True] * (len(ORDER) - left))
    assert [part.endswith(" here") for part in found].count(True) == here


@pytest.mark.parametrize(
    ("many", "worth", "budget", "beside"), [(1, 0, 0, False), (2, 0, 0, True), (2, 1, 0, False), (2, 0, -1, False)]
)
def test_a_process_is_started_where_it_pays(
    monkeypatch: pytest.MonkeyPatch, many: int, worth: int, budget: int, beside: bool
) -> None:
    """With two processors, where as much is walked as is worth it, and no more ways than are measured."""
    scenario = Library().find(str(TUTORIAL))
    plan = compile_plan(scenario, 1)
    ways = bound(plan)
    monkeypatch.setattr(properties_module, "processors", lambda: many)
    monkeypatch.setattr(properties_module, "WORTH_A_PROCESS", ways_walked(plan, ways) + worth)
    with properties_beside(scenario, ways + budget) as found:
        assert (found is not None) is beside
