"""A small story that has everything a seat shows, games on it, and what a player does when only chance decides."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from shipped_stories import shipped_library

from chasm_game.journal.actions import Header
from chasm_game.scenario.library import Library
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source, sha256
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

STORY = Path(__file__).parent.parent.parent / "story"

SMALL = """\
chasm: 1
id: small
title: A Small Story
level: introductory
minutes: 3
labels: after
people: {customers: 30, employees: 30, communities: 20, investors: 10, partners: 5, regulators: 5}
company: {name: Small & Co, you: the one who decides, unit: $K, start: {cash: 12, asks: 2}}
stakeholders:
  customers: {name: Guests}
  regulators: {name: The Authority, trust: 55}
rounds:
  - id: first
    title: The first one
    shock:
      text: Something happens.
      effects: {customers: -8, regulators: -2}
      feed: [{who: ann, stakeholder: customers, text: "720. I had it weighed."}]
    ask:
      - {who: customers, text: Tell us what happened.}
    responses:
      - {id: kind, label: new, title: Be kind, text: It costs., effects: {customers: 9, investors: -4, cash: -3},
         later: [{after: 1, effects: {customers: 6, partners: -5, learning: 5}, because: Kindness came round.}]}
      - {id: hard, label: old, title: Be hard, text: It pays., effects: {customers: -7, employees: -7, cash: 4}}
      - {id: talk, label: old, title: Promise it, text: It is said., effects: {cash: -0.5},
         claims: {customers: 10, communities: 5}}
  - id: rare
    title: Only after hardness
    if: chose('first', 'hard')
    shock: {text: They are angry., effects: {employees: -5}}
    responses:
      - {id: sorry, label: new, title: Say sorry, effects: {employees: 10, cash: -1}}
      - {id: never, label: old, title: Never, effects: {investors: 3}}
  - id: locked
    title: All doors shut
    if: learning > 99
    shock: {text: Nobody sees this.}
    responses:
      - {id: any, title: Any, effects: {customers: 1}}
  - id: narrow
    title: A narrow one
    shock: {text: Now what?, effects: {investors: -4}, also: [{if: "asked('first')", text: You had asked.}]}
    responses:
      - {id: rich, title: Spend it all, label: new, if: cash >= 500, needs: five hundred, effects: {customers: 30}}
      - {id: heard, title: Do what they said, label: new, if: "asked('narrow')", needs: ask first,
         effects: {customers: 14, employees: 5}}
      - {id: rest, title: Rest, label: old, effects: {employees: 3, customers: -3}}
  - id: last
    title: The last one
    shock: {text: The end is near., effects: {communities: -6, cash: -1}}
    ask:
      - {who: communities, text: We are still here.}
    responses:
      - {id: shut, title: Shut everything, label: old, if: cash > 900}
debrief:
  points: [Look at the first one.]
  questions: [Who paid?]
  parallels: [{case: A case, text: It was so., source: A book}]
"""
"""`rare` is skipped by most, `locked` by all; in `last` nothing is open; `heard` only for those who ask."""


LED = """\
chasm: 2
id: led
title: A Led Story
level: introductory
minutes: 3
company: {name: Led & Co, you: the one who decides, unit: $K, start: {cash: 12, asks: 2}}
leaders:
  ines: {name: Ines Vall, role: keeps the books, watches: cash, share: 2, assent: 45}
  tom: {name: "Tom [Ek]", watches: employees}
rounds:
  - id: first
    title: The first one
    shock: {text: Something happens., effects: {customers: -8}}
    ask: [{who: customers, text: Tell us what happened.}]
    responses:
      - {id: kind, label: new, title: Be kind, text: It costs., effects: {customers: 9, investors: -4, cash: -3},
         because: They felt it.}
      - {id: hard, label: old, title: Be hard, text: It pays., effects: {customers: -7, employees: -7, cash: 4},
         because: They felt it.}
  - id: second
    title: The second one
    shock: {text: And again., effects: {employees: -5}}
    responses:
      - {id: stay, label: new, title: Stay, effects: {employees: 10, cash: -1}, because: They saw it., ways: {voice: 1}}
      - {id: leave, label: old, title: Leave, effects: {investors: 3}, because: They saw it.}
"""
"""Two leaders, two rounds, two asks."""


@lru_cache(maxsize=1)
def led() -> Scenario:
    """The small story with leaders."""
    return load_scenario(Source("led.yaml", LED), library().rulebook)[0]


@lru_cache(maxsize=1)
def library() -> Library:
    """The shipped stories and rulebook."""
    return shipped_library()


@lru_cache(maxsize=64)
def small(old: str = "", new: str = "") -> Scenario:
    """The small story, with one stretch of its text exchanged."""
    assert old in SMALL
    return load_scenario(Source("small.yaml", SMALL.replace(old, new) if old else SMALL), library().rulebook)[0]


@lru_cache(maxsize=32)
def eventful(*changes: tuple[str, str]) -> Scenario:
    """The story in which everything happens that a player may meet, with some stretches of its text exchanged."""
    text = (Path(__file__).parent / "eventful.yaml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_scenario(Source("eventful.yaml", text), library().rulebook)[0]


def begin(folder: Path, scenario: Scenario | None = None, **options: Any) -> LocalPlay:
    """A game with a save in a folder."""
    return LocalPlay.new(scenario or small(), folder, **options)


def header(**fields: Any) -> Header:
    """The header of a game of the small story."""
    scenario = small()
    usual: dict[str, Any] = {
        "scenario": "small", "scenario_sha256": sha256(scenario.text),
        "rulebook_sha256": sha256(scenario.rulebook.text),
        "seed": 1, "team": "Blue", "mode": "assessed", "quick": False, "started": "2026-11-23T10:15:00+00:00",
        "scenario_text": scenario.text, "rulebook_text": scenario.rulebook.text,
    }  # fmt: skip
    return Header(**usual | fields)


def whole(folder: Path, **options: Any) -> Path:
    """The save of a whole game of the small story: both sheets, an ask, four predictions at most, the end."""
    play = begin(folder, team="Blue", **options)
    quick = play.intro.quick
    if not quick:
        play.submit_beliefs({"customers": 60, "investors": 40})
    play.ask()
    for response in ("kind", "rest", "wait"):
        if quick:
            play.decide(response)
        else:
            play.decide(response, prediction=("customers", 70), reason="It was time.", seconds=3.5)
    if not quick:
        play.submit_beliefs(None)
    assert play.phase is Phase.DEBRIEF
    play.close()
    return play.save


def seen(play: LocalPlay) -> tuple[Any, ...]:
    """Everything that a player can see of a game, but for the name of its file."""
    now = play.round() if play.phase is Phase.DECIDING else None
    end = play.debrief() if play.phase is Phase.DEBRIEF else None
    return play.phase, now, play.consequences(), end


def process_environment(folder: Path) -> dict[str, str]:
    """For a real process: nobody's folders, the shipped stories, no colour."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("CHASM_", "COV_"))},
        "XDG_DATA_HOME": str(folder / "data"), "CHASM_STORY": str(STORY), "TERM": "dumb",
    }  # fmt: skip
