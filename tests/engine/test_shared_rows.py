"""A walk remembers of each promise only as long as it is open, and comes to the same."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from analysis import small
from hypothesis import given

from chasm_game.analysis.tree import Walk
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.shared_rows import with_shared_rows
from chasm_game.engine.start import start

import made
from budgets import tried


@tried(12, 300)
@given(made.worlds(5))
def test_a_walk_on_shared_rows_finds_what_one_on_rows_of_its_own_finds(world: Any) -> None:
    """Every score of every playthrough is the same to the last bit."""
    rulebook, scenario, seed = world
    plan = compile_plan(made.loaded(scenario, rulebook), seed)
    found: list[list[Any]] = [[], []]
    for scores, state in zip(found, (None, start(plan)), strict=True):
        Walk(plan, at_end=lambda _, s, scores=scores: scores.append(s.copy())).run(state)  # type: ignore[misc]
    assert np.array_equal(np.concatenate(found[0]), np.concatenate(found[1]))


def promising(due: int, *, condition: str = "") -> str:
    """Six rounds that all promise something; the third may have a condition."""
    when = f", if: {condition}" if condition else ""
    answer = f"[{{id: go, title: Go, claims: {{customers: 5}}, claims_due: {due}, outcome: o}}]"
    return "rounds:\n" + "".join(
        f"  - {{id: r{n}, title: R{when if n == 2 else ''}, shock: {{text: x}}, responses: {answer}}}\n"
        for n in range(6)
    )


@pytest.mark.parametrize(
    ("due", "condition", "rows"),
    [
        (1, "", [0, 1, 0, 1, 0, 1]),
        (2, "", [0, 1, 2, 0, 1, 2]),
        (4, "", [0, 1, 2, 3, 4, 0]),
        (1, "cash > 1", [0, 1, 0, 2, 0, 1]),
    ],
)
def test_a_row_is_free_when_its_promise_is_certainly_settled(due: int, condition: str, rows: list[int]) -> None:
    """A promise is settled in the round in which it is due, so the next one has its row; no round counts that may not
    happen.
    """
    plan = with_shared_rows(compile_plan(small.scenario(promising(due, condition=condition)), 1))
    assert [plan.claiming[n] for n in range(6)] == rows
    assert len(start(plan).came) == max(rows) + 1
