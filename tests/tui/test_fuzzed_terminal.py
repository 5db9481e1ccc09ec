"""A terminal that sends anything, in process; `python tests/fuzzed_terminal.py` sends more of it."""

from __future__ import annotations

import asyncio
import random
from itertools import islice
from pathlib import Path

import pytest
from fuzzed_terminal import Burst, Part, alone, bursts, fuzz, heard, named, quiet
from session.rooms import opened
from tui.test_slow_room import SlowRoom, app_over, at_the_letters

from budgets import long_run

pytestmark = pytest.mark.timeout(1_800)


def test_bursts_are_heard_as_their_keys() -> None:
    """Of thousands of bursts nothing is heard but the keys and pastes that are in them, each as it is by itself."""
    for burst in islice(bursts(random.Random(7)), 100_000 if long_run() else 3_000):
        meant = [event for part in burst.meant for event in alone(part)]
        assert named(heard(burst)) == named(meant), burst


def test_the_fuzzer_would_notice() -> None:
    """What Textual's own reading makes of an answer, a key, is what this one is compared with."""
    answer = Burst((Part("answer", b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\"),), 0)
    typed = Burst((Part("answer", b"1"),), 0)
    assert named(heard(answer)) == []
    assert named(heard(typed)) == ["1/1"]
    assert typed.meant == []


async def test_a_burst_ends_when_a_room_has_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one burst handed in to a slow room is not taken for the work of the next burst."""
    slow = SlowRoom(opened(tmp_path))
    app = app_over(tmp_path, slow, monkeypatch)
    async with app.run_test(size=(100, 30)) as pilot:
        await at_the_letters(pilot)
        slow.open.clear()
        try:
            await pilot.press("a")
            resting = asyncio.create_task(quiet(app))
            await asyncio.wait([resting], timeout=0.2)
            assert not resting.done()
        finally:
            slow.open.set()
        await resting
        assert slow.made("choose") == [("choose", 1, "a")]
        assert not app.waiting
    app.let_go()


@pytest.mark.parametrize(
    "seed", [21, pytest.param(22, marks=pytest.mark.long), pytest.param(23, marks=pytest.mark.long)]
)
async def test_what_is_on_disk_is_what_the_keys_say(seed: int) -> None:
    """Games, rooms, comparisons and previews through hundreds of bursts: no fault, and no decision that no key made."""
    count = 2_000 if long_run() else 60
    seen = await fuzz(count, seed)
    assert sum(number for name, number in seen.items() if not name.startswith("(")) >= count
    assert {"(key)", "(paste)", "(answer)", "(half)", "(no text)"} <= set(seen)
