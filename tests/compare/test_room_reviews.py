"""A room is reviewed and foreseen in walks that its teams share: what each is told is what it is told alone."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from analysis import small
from analysis.test_every_way import LUCKY
from session import seats

from chasm_game.compare.compare import compare
from chasm_game.debrief.debrief_builder import debrief
from chasm_game.debrief.review_builder import review_view
from chasm_game.engine.decisions import Ask
from chasm_game.engine.game import Game
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.views.round_builder import intro_view

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.scenario.scenario import Scenario

RUINOUS = LUCKY.replace("title: X, effects: {investors: 5, cash: -6}", "title: X, effects: {investors: 5, cash: -400}")


def sit_down(folder: Path, scenario: Scenario, number: int, *, unfinished: bool) -> None:
    """The save of a game whose luck, asks, company and answers are drawn at random."""
    source = random.Random(number)
    play = seats.begin(folder, scenario, team=f"Team {number}", quick=True, seed=1 + number % 3)
    beside = Game(scenario, 1 + number % 3)
    while beside.outcome is None:
        decision = source.choice(beside.legal_decisions)
        beside.push(decision)
        if isinstance(decision, Ask):
            play.ask(decision.leader)
        else:
            play.decide(decision.response)
        if unfinished:
            break
    play.close()


def test_the_packs_of_a_room_are_those_of_its_games(tmp_path: Path) -> None:
    """Bit for bit: three kinds of luck, asks, companions, falls, teams that played alike, and one on its way."""
    assert RUINOUS != LUCKY
    scenario = small.scenario(RUINOUS)
    for number in range(24):
        sit_down(tmp_path, scenario, number, unfinished=number == 7)
    found = compare([tmp_path], seats.library(), scenario=scenario)
    games, reviewed = [], 0
    for ranking in found.view.rankings:
        for pack in found.packs(ranking):
            record = read_save(tmp_path / pack.line.save)
            alone = replay(record)
            game = alone.game
            assert pack.review == review_view(game)
            assert pack.debrief == debrief(alone, intro_view(alone, record.path.name))
            games.append(game)
            reviewed += pack.review is not None
    assert reviewed == len(games) == 23
    assert len(found.view.rankings) == 3
    assert {game.outcome.ending for game in games if game.outcome} > {"fallen"}
    companies = {str(turn.ask) for game in games for turn in game.turns}
    assert companies == {"None", "ask", "ask:ines", "ask:otto"}
    assert len({(game.seed, game.decisions) for game in games}) < len(games)
