"""What was answered is spoken of again: counted in the conditions of what a story still has to say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
STORIES = ("broken-guitar", "the-squeeze")
CHOSE = re.compile(r"(?<!not )chose\('([\w-]+)', *'([\w-]+)'\)")
"""That something was chosen; that it was not says nothing of it."""


def story(name: str) -> dict[str, Any]:
    """A shipped story as it is written."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "story" / f"{name}.yaml").read_text("utf-8"))
    return found


def conditions(part: Any) -> Iterator[str]:
    """Every `if` in a part of a story, one for each thing that depends on it."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "if":
                yield str(value)
            else:
                yield from conditions(value)
    elif isinstance(part, list):
        for entry in part:
            yield from conditions(entry)


def mentions(written: dict[str, Any]) -> dict[tuple[str, str], list[int]]:
    """By round and answer: how many rounds on it is spoken of, a number each time; endings come after the last."""
    rounds = written["rounds"]
    number = {r["id"]: n for n, r in enumerate(rounds)}
    found: dict[tuple[str, str], list[int]] = {(r["id"], a["id"]): [] for r in rounds for a in r["responses"]}
    for at, part in [*enumerate(rounds), (len(rounds), written.get("endings", []))]:
        for condition in conditions(part):
            for round_, answer in sorted(set(CHOSE.findall(condition))):
                if number[round_] < at:
                    found[round_, answer].append(at - number[round_])
    return found


def expected(written: dict[str, Any]) -> list[tuple[str, str, int, bool]]:
    """Round, answer, how often it ought to be spoken of again, and whether once three rounds on or more."""
    last = len(written["rounds"]) - 1
    return [
        (r["id"], a["id"], 2 if last - n >= 3 else 1, last - n >= 3)
        for n, r in enumerate(written["rounds"])
        for a in r["responses"]
        if n < last
    ]


@pytest.mark.parametrize(
    ("name", "round_", "answer", "times", "far"),
    [(name, *row) for name in STORIES for row in expected(story(name))],
)
def test_an_answer_is_spoken_of_again(name: str, round_: str, answer: str, times: int, far: bool) -> None:
    """An answer with three rounds after it is remembered twice, once after three or more rounds; the others once."""
    found = mentions(story(name))[round_, answer]
    assert len(found) >= times
    assert not far or max(found) >= 3


@pytest.mark.parametrize(("on", "far"), [(2, False), (3, True), (4, True)])
def test_how_far_on_something_is_spoken_of(on: int, far: bool) -> None:
    """A mention counts by how many rounds lie between; those of the round itself and of earlier ones do not count."""
    rounds = [{"id": f"r{n}", "shock": {}, "responses": [{"id": "yes"}, {"id": "no"}]} for n in range(5)]
    rounds[on]["shock"] = {"also": [{"if": "chose('r0', 'yes') and not chose('r4', 'no')", "text": "Again."}]}
    found = mentions({"rounds": rounds})
    assert found["r0", "yes"] == [on]
    assert (max(found["r0", "yes"]) >= 3) == far
    assert found["r4", "no"] == []
    assert mentions({"rounds": rounds, "endings": [{"if": "chose('r4', 'no')"}]})["r4", "no"] == [1]
