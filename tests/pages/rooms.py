"""Rooms of teams for pages: real games on real saves, compared as `chasm compare` compares them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import yaml
from shipped_stories import shipped_library

from chasm_game.compare.compare import compare
from chasm_game.scenario.load import load_rulebook, load_scenario
from chasm_game.scenario.source import Source, read
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chasm_game.compare.views import RankingView, TeamPack
    from chasm_game.scenario.scenario import Scenario

STORY = Path(__file__).parents[2] / "story"
NAMES = ("Blue", "Saffron", "North desk", "The auditors", "Table 5", "Halden fans")
REASONS = ("It is what they asked for.", "Cheap, and quick.", "", "We had promised it.")
LONG = "ab[/]<b>" * 1_250
"""Ten thousand signs."""

HOSTILE = (
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "\x1b[31mred\x1b]0;owned\x07",
    "\u202egnp.exe\u2066",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% raw %}",
    "</style></title><script>alert(1)</script>",
    "<svg onload=alert(1)>&lt;b&gt;",
    "]]> <!-- --",
    "javascript:alert(1)",
    "",
    "   ",
)
"""What somebody may type into a name or a reason."""


@cache
def rulebook() -> Any:
    """The shipped rulebook."""
    return load_rulebook(read(STORY / "rulebook.yaml"))


@cache
def story(name: str) -> Scenario:
    """A shipped story."""
    return load_scenario(read(STORY / f"{name}.yaml"), rulebook())[0]


def hostile_story() -> Scenario:
    """The tutorial, with markup, scripts and false links wherever an author can write."""
    raw = yaml.safe_load((STORY / "tutorial.yaml").read_text(encoding="utf-8"))
    mark = "<script>alert(1)</script>"
    raw["title"] = f"Bread {mark}"
    raw["company"]["name"] = f"Morrow {mark}"
    for n, stakeholder in enumerate(raw["stakeholders"].values()):
        stakeholder["name"] = f"<b>S{n}</b> {mark}"
    for n, each in enumerate(raw["rounds"]):
        each["title"] = f"{mark} round {n}"
        for voice in each["ask"]:
            voice["text"] = f"[click](javascript:alert(1)) {mark}"
        for m, response in enumerate(each["responses"]):
            response["title"] = f"{'abc'[m % 3]} <img src=x onerror=alert(1)> {n}{m}"
    raw["debrief"] = {
        "points": [f"**{mark}** [away](data:text/html,{mark})"],
        "questions": [f"{mark}?", "<https://example.org/a>?"],
        "parallels": [
            {"case": mark, "text": f"{mark} see https://example.org/b.", "source": "javascript:alert(1)"},
            {"case": "Two", "text": "x", "source": 'https://example.org/c"onmouseover="alert(1), vbscript:x'},
        ],
    }
    text = yaml.safe_dump(raw, sort_keys=False, allow_unicode=True)
    return load_scenario(Source("hostile.yaml", text), rulebook())[0]


def play(
    folder: Path,
    scenario: Scenario,
    team: str,
    random: Random,
    reasons: Sequence[str] = REASONS,
    dissents: Sequence[str] = (),
) -> LocalPlay:
    """A whole game, with predictions, reasons, a question now and then, and both belief sheets."""
    game = LocalPlay.new(scenario, folder, team=team)
    finish(game, random, lambda: random.choice(reasons), lambda: random.choice(dissents) if dissents else "")
    return game


def finish(game: LocalPlay, random: Random, reason: Callable[[], str], dissent: Callable[[], str] = str) -> None:
    """Play a game to its end by chance, and close it."""
    ids = [s for s, _ in game.intro.stakeholders]
    while game.phase is not Phase.DEBRIEF:
        if game.phase is not Phase.DECIDING:
            game.submit_beliefs({s: random.randint(1, 50) for s in ids})
            continue
        view = game.round()
        if view.ask.possible and random.random() < 0.4:
            view = game.ask()
        answer = random.choice([r.id for r in view.responses if r.open])
        who = random.choice(view.targets)[0]
        sure = random.choice([30, 60, 90])
        game.decide(answer, prediction=(who, sure), reason=reason(), seconds=9.0, dissent=dissent())
    game.close()


def room(
    folder: Path, teams: Sequence[str], *, scenario: Scenario | None = None, reasons: Sequence[str] = REASONS
) -> tuple[RankingView, list[TeamPack]]:
    """Teams that played one story, and everything about each of them."""
    random = Random(len(teams))
    for team in teams:
        play(folder, scenario or story("tutorial"), team, random, reasons)
    found = compare([folder], shipped_library())
    ranking = found.view.rankings[0]
    return ranking, found.packs(ranking)


def hostile_room(folder: Path) -> tuple[RankingView, list[TeamPack]]:
    """A room in which everything that is typed is meant to do harm, and one team never stops typing."""
    ranking, packs = room(folder, HOSTILE, scenario=hostile_story(), reasons=HOSTILE)
    line = packs[0].line
    endless = replace(line, team=LONG, choices=tuple(replace(c, reason=LONG) for c in line.choices))
    packs[0] = replace(packs[0], line=endless)
    return replace(ranking, teams=tuple(endless if t == line else t for t in ranking.teams)), packs
