"""How many made worlds a property is tried on: a few whenever tests run, many with the long tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest
from _pytest.mark import ParameterSet
from hypothesis import settings

__all__ = ["few_first", "long_run", "long_too", "set_long_run", "tried"]

_Test = TypeVar("_Test", bound=Callable[..., object])
_runs: dict[str, bool] = {"long": False}


def set_long_run(expression: str) -> None:
    """Whether this run selects long tests, by pytest's `-m`; said before any test is read."""
    _runs["long"] = expression.strip() == "long"


def long_run() -> bool:
    """Whether this is a run of the long tests: `pytest -m long`."""
    return _runs["long"]


def long_too(test: _Test) -> _Test:
    """Stands over a test that asks `long_run` how much it tries: it belongs to both runs."""
    return pytest.mark.long(test) if long_run() else test


def few_first(values: Iterable[object], few: int = 1) -> list[ParameterSet]:
    """Parameters of a test that starts programs: `few` of them whenever tests run, the others with the long tests."""
    marks = [[], [pytest.mark.long]]
    return [pytest.param(value, marks=marks[number >= few]) for number, value in enumerate(values)]


def tried(few: int, many: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Stands over `@given`: the property is tried on `few` examples by default, on `many` with `pytest -m long`."""

    def budgeted(test: Callable[..., None]) -> Callable[..., None]:
        within = settings(max_examples=many if long_run() else few)(test)
        return pytest.mark.long(within) if long_run() else within

    return budgeted
