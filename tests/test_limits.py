"""What a game takes from outside, at the edges of what it takes."""

from __future__ import annotations

import pytest

from chasm_game.errors import ChasmError
from chasm_game.limits import MAX_SEED, check_confidence, check_minutes, check_seed, sure_enough


class WrongError(ChasmError):
    """A fault of the caller's own kind."""


@pytest.mark.parametrize("seed", [0, 1, MAX_SEED - 1, MAX_SEED])
def test_seeds_are_taken_as_far_as_json_keeps_them(seed: int) -> None:
    """A seed is 0 to 2^53-1, both of them included."""
    check_seed(seed)


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1])
def test_a_seed_beyond_its_range_is_refused_as_the_callers_fault(seed: int) -> None:
    """Just outside there is an error of the kind that was asked for, which names the range."""
    with pytest.raises(WrongError, match=f"from 0 to 9007199254740991, not {seed}"):
        check_seed(seed, WrongError)


@pytest.mark.parametrize(
    ("confidence", "taken"), [(19, False), (20, True), (21, True), (99, True), (100, True), (101, False)]
)
def test_a_confidence_is_20_to_100_per_cent(confidence: int, taken: bool) -> None:
    """Just under and just over is refused with the range; both ends are taken."""
    assert sure_enough(confidence) is taken
    if taken:
        check_confidence(confidence)
    else:
        with pytest.raises(ChasmError, match=f"20 to 100 per cent, not {confidence}"):
            check_confidence(confidence)


@pytest.mark.parametrize(("minutes", "taken"), [(0, False), (1, True), (2, True), (59, True), (60, True), (61, False)])
def test_a_timer_takes_1_to_60_minutes(minutes: int, taken: bool) -> None:
    """Just under and just over is refused as the caller's fault, with the range; both ends are taken."""
    if taken:
        check_minutes(minutes, WrongError)
    else:
        with pytest.raises(WrongError, match=f"the timer takes 1 to 60 minutes, not {minutes}"):
            check_minutes(minutes, WrongError)
