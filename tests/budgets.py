"""How many made worlds a property is tried on: a few whenever tests run, many with the long tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["long_run", "set_long_run", "tried"]

_runs: dict[str, bool] = {"long": False}


def set_long_run(expression: str) -> None:
    """Whether this run selects long tests, by pytest's `-m`; said before any test is read."""
    _runs["long"] = expression.strip() == "long"


def long_run() -> bool:
    """Whether this is a run of the long tests: `pytest -m long`."""
    return _runs["long"]


def tried(few: int, many: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Stands over `@given`: the property is tried on `few` examples by default, on `many` with `pytest -m long`."""

    def budgeted(test: Callable[..., None]) -> Callable[..., None]:
        within = settings(max_examples=many if long_run() else few)(test)
        return pytest.mark.long(within) if long_run() else within

    return budgeted
