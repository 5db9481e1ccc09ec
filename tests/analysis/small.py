"""Small scenarios on the shipped rulebook, as text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from chasm_game.scenario.load import load_rulebook, load_scenario
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source, read

ROOT = Path(__file__).parents[2]
RULEBOOK = ROOT / "story" / "rulebook.yaml"

HEAD = """\
id: small
title: Small
"""


@cache
def rulebook() -> Rulebook:
    """The shipped rulebook."""
    return load_rulebook(read(RULEBOOK))


def scenario(text: str) -> Scenario:
    """The scenario in a text; `id` and `title` are given."""
    return load_scenario(Source("small.yaml", HEAD + text), rulebook())[0]


def rounds(count: int, responses: str, *, first: str = "") -> str:
    """Equal rounds r0, r1, ... with the responses that are given; `first` takes the place of the first round."""
    lines = ["rounds:"] + ([first] if first else [])
    for n in range(1 if first else 0, count):
        lines += [f"  - id: r{n}", f"    title: Round {n}", "    shock: {text: It happens.}"]
        lines += ["    responses:", responses]
    return "\n".join(lines) + "\n"


TWO = """\
      - {id: good, title: Good, label: new, effects: {customers: 5}, outcome: o}
      - {id: bad, title: Bad, label: old, effects: {investors: 6, cash: 1}, outcome: o}"""
