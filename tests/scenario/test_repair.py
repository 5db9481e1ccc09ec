"""The repair of a faulty file, of which nothing is seen but that more faults are found."""

from __future__ import annotations

from typing import cast

import pytest
from pydantic import BaseModel, ValidationError

from chasm_game.scenario.repair import ATTEMPTS, repaired


class _Whole(BaseModel):
    size: int = 0


class _Stubborn:
    """A shape that finds another fault so many times."""

    def __init__(self, faults: int) -> None:
        self.left = faults

    def model_validate(self, data: object) -> _Whole:
        self.left -= 1
        return _Whole.model_validate({"size": "none"} if self.left >= 0 else data)


@pytest.mark.parametrize(
    ("faults", "whole"), [(0, True), (ATTEMPTS - 1, True), (ATTEMPTS, False), (ATTEMPTS + 1, False)]
)
def test_a_repair_comes_to_an_end(faults: int, whole: bool) -> None:
    """What shows new faults each time is given up after so many attempts."""
    with pytest.raises(ValidationError) as first:
        _Whole.model_validate({"size": "none"})
    errors = first.value.errors(include_url=False)
    shape = cast("type[_Whole]", _Stubborn(faults))
    assert (repaired({"size": "none"}, errors, shape) == _Whole()) is (faults < ATTEMPTS)
