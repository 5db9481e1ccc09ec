"""Games that are easier or harder than a story was written: the engine beside the oracle, and what still survives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from engine.test_against_oracle import RULEBOOK, STORIES, agree, parsed, play_by
from shipped_stories import shipped_library

from chasm_game.analysis.ways import ways_of
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.limits import DIFFICULTIES
from chasm_game.scenario.difficulty import at_difficulty, difficulties

import oracle_difficulty

LIBRARY = shipped_library()
LONG_STORIES = ("broken-guitar", "the-squeeze")
SURVIVES = 0.25
"""Of random play on hard, at least (model.md, Difficulty)."""


@pytest.mark.parametrize("name", DIFFICULTIES)
@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_a_game_at_any_difficulty_is_the_oracles(path: Path, name: str) -> None:
    """On every shipped story, easy, written and hard, engine and oracle agree on every gauge of every stage."""
    scenario = at_difficulty(LIBRARY.find(str(path)), name)
    for picks in ([0, 2, 1], [3, 1]):
        game = Game(scenario, 7)
        play_by(game, picks)
        agree(*oracle_difficulty.harder(parsed(path), parsed(RULEBOOK), name), 7, game)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("story", LONG_STORIES)
def test_random_play_survives_a_hard_game(story: str, seed: int) -> None:
    """Of a hard game of either long story at least a quarter of random play survives, and fewer than as written."""
    shares = []
    for name in ("hard", "written", "easy"):
        ways = ways_of(compile_plan(at_difficulty(LIBRARY.find(story), name), seed))
        shares.append(float(ways.random[ways.alive].sum()))
    assert SURVIVES <= shares[0] < shares[1] < shares[2], f"{story}, seed {seed}: hard, written, easy {shares}"


def test_as_written_is_the_story_itself() -> None:
    """As written nothing is copied and nothing changes, so every figure of it stays what it is."""
    story = LIBRARY.find("tutorial")
    assert at_difficulty(story, "written") is story


def test_another_difficulty_keeps_the_texts() -> None:
    """A hard game is on the same texts, so it has their hashes; only its name tells that it is another game."""
    story = LIBRARY.find("broken-guitar")
    hard = at_difficulty(story, "hard")
    assert (hard.text, hard.rulebook.text, hard.difficulty) == (story.text, story.rulebook.text, "hard")


def test_nothing_is_promised_of_another_difficulty() -> None:
    """`expect:` and `plays:` are of the story as written: a hard game is not held against them."""
    story = LIBRARY.find("broken-guitar")
    assert story.expect
    hard = at_difficulty(story, "hard")
    assert not hard.expect
    assert not hard.plays


@pytest.mark.parametrize(("written", "hard"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_one_time_to_ask_stays(written: int, hard: int) -> None:
    """A hard game has one time fewer to ask, never none where there was one, and none where there was none."""
    story = LIBRARY.find("tutorial")
    told = replace(story, company=replace(story.company, asks=written))
    assert at_difficulty(told, "hard").company.asks == hard


@pytest.mark.parametrize(("written", "hard"), [(-4.0, -4.0), (0.0, 0.0), (0.1, 0.085), (20.0, 17.0)])
def test_debts_do_not_shrink(written: float, hard: float) -> None:
    """Less cash is a share of what there is: who begins with debts or nothing begins a hard game with the same."""
    story = LIBRARY.find("tutorial")
    start = MappingProxyType({**story.company.start, "cash": written})
    told = replace(story, company=replace(story.company, start=start))
    assert at_difficulty(told, "hard").company.start["cash"] == pytest.approx(hard)


def test_a_rulebook_without_difficulties_has_the_story_as_written() -> None:
    """A rulebook that says nothing of it plays as written, and says in one line what to do for another difficulty."""
    story = LIBRARY.find("tutorial")
    bare = replace(story, rulebook=replace(story.rulebook, difficulties={}))
    assert [each[0] for each in difficulties(bare.rulebook)] == ["written"]
    assert at_difficulty(bare, "written") is bare
    with pytest.raises(ChasmError, match="has no difficulty `hard`: put `difficulty:` with `hard:` into it"):
        at_difficulty(bare, "hard")
