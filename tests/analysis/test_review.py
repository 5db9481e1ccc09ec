"""What each decision was worth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped_stories import shipped_library

from chasm_game.analysis.playthrough import line_of
from chasm_game.analysis.policies import play_policy
from chasm_game.analysis.review import review, verdict_of
from chasm_game.analysis.tree import Walk, bound, walk
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, parse
from chasm_game.engine.game import Game

import made
from budgets import tried
from oracle_walk import playthroughs

LIBRARY = shipped_library()
PICKS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


def finished(world: Any, picks: list[int], *, ask: bool = True) -> Game:
    """A finished game on a made world."""
    rulebook, scenario, seed = world
    game = Game(made.loaded(scenario, rulebook), seed)
    n = 0
    while game.outcome is None:
        legal = [d for d in game.legal_decisions if ask or not isinstance(d, Ask)]
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1
    return game


def play(name: str, line: str, seed: int = 1) -> Game:
    """A finished game of a shipped story by its decisions."""
    game = Game(LIBRARY.find(name), seed)
    for word in line.split():
        game.push(parse(word))
    assert game.outcome is not None, game.legal_decisions
    return game


@tried(20, 60)
@given(made.worlds(4), PICKS)
def test_losses_telescope_to_best_minus_own(world: Any, picks: list[int]) -> None:
    """The sum of the losses is the distance to the best playthrough, in per cent of the attainable range."""
    game = finished(world, picks)
    found = review(game)
    assert game.outcome is not None
    span = found.best_score - found.worst_score
    distance = 100 * (found.best_score - game.outcome.score_exact) / span if span > 1e-9 else 0.0
    assert sum(w.loss for w in found.worths) == pytest.approx(distance, abs=1e-6)
    assert all(w.loss >= 0 for w in found.worths)
    assert 0 <= found.percentile <= 100


@tried(15, 40)
@given(made.worlds(3), PICKS)
def test_worth_is_what_brute_force_finds(world: Any, picks: list[int]) -> None:
    """Best, worst, number, percentile and every `best_after` are those of the oracle's playthroughs."""
    rulebook, scenario, seed = world
    game = finished(world, picks, ask=False)
    found = review(game)
    plays = list(playthroughs(scenario, rulebook, seed))
    scores = [p.score_exact for p in plays]
    assert found.paths == len(plays)
    assert found.best_score == pytest.approx(max(scores), abs=1e-9)
    assert found.worst_score == pytest.approx(min(scores), abs=1e-9)
    assert game.outcome is not None
    own = game.outcome.score_exact
    below, equal = sum(s < own - 1e-9 for s in scores), sum(abs(s - own) <= 1e-9 for s in scores)
    assert found.percentile == pytest.approx(100 * (below + equal / 2) / len(scores))
    chosen = [str(d) for d in game.decisions]
    for n, worth in enumerate(found.worths):
        for response, best in worth.best_after.items():
            through = [p.score_exact for p in plays if p.choices[: n + 1] == [*chosen[:n], response]]
            assert best == pytest.approx(max(through), abs=1e-9)


@tried(12, 30)
@given(made.worlds(3), PICKS)
def test_the_best_line_from_a_decision_scores_what_it_promises(world: Any, picks: list[int]) -> None:
    """Playing the best line from a decision on, asking as played, gives the best score reachable from there."""
    rulebook, scenario, seed = world
    game = finished(world, picks, ask=False)
    for n, worth in enumerate(review(game).worths):
        again = Game(made.loaded(scenario, rulebook), seed)
        for decision in (*game.decisions[:n], *(parse(word) for word in worth.best_line)):
            again.push(decision)
        assert again.outcome is not None
        assert again.outcome.score_exact == pytest.approx(worth.best_after[worth.best], abs=1e-9)


STORIES = ["tutorial", "broken-guitar", "the-squeeze"]


@pytest.mark.parametrize("story", STORIES)
def test_the_best_line_is_best_all_the_way(story: str) -> None:
    """Of whoever plays the best playthrough every decision is said to be best, and the losses are nothing."""
    plan = compile_plan(LIBRARY.find(story), 1)
    found = review(play(story, " ".join(line_of(plan, walk(plan).best_line))))
    assert [w.verdict for w in found.worths] == ["best"] * len(found.worths)
    assert sum(w.loss for w in found.worths) == pytest.approx(0, abs=1e-9)
    assert found.percentile > 95


@pytest.mark.parametrize("story", STORIES[1:])
def test_words_without_deeds_are_not_best(story: str) -> None:
    """Whoever promises most beyond what they deliver is told of two decisions at least that cost something."""
    line = play_policy("words-only", LIBRARY.find(story), 1).line
    found = review(play(story, " ".join(line)))
    assert sum(w.verdict not in {"best", "sound"} for w in found.worths) >= 2


@pytest.mark.parametrize(
    ("loss", "word"),
    [
        (0, "best"),
        (0.1, "sound"),
        (4.9, "sound"),
        (5, "a detour"),
        (10, "costly"),
        (14.9, "costly"),
        (15, "very costly"),
    ],
)
def test_bands(loss: float, word: str) -> None:
    """The bands are 5, 10 and 15 per cent of the attainable range."""
    assert verdict_of(loss) == word


def test_luck_and_judgement_are_told_apart() -> None:
    """Where chance is still to come, a response is worth another score on average than under the luck that fell."""
    found = review(play("the-squeeze", "freeze from-monday own-price buyout three-things agency same-ada trust"))
    gear = found.worths[1]
    assert gear.on_average_luck is not None
    assert gear.best_after["from-monday"] != pytest.approx(gear.on_average_luck["from-monday"], abs=1)
    assert gear.best_after["recall"] == pytest.approx(gear.on_average_luck["recall"], abs=1e-9)


def test_the_bound_is_never_below_the_number() -> None:
    """The bound that decides whether a scenario is walked is at least its number of playthroughs."""
    game = play("tutorial", "own-up wages bread")
    assert review(game).paths <= bound(game.plan)


@pytest.mark.parametrize("story", STORIES)
def test_asking_is_worth_its_price_somewhere(story: str) -> None:
    """In each story the best that can be reached by asking once is more than the best that can be reached without."""
    plan = compile_plan(LIBRARY.find(story), 1)
    without = Walk(plan).run().best
    company = range(len(plan.leaders) + 1)  # alone, or with one of the leaders
    once = (Walk(plan, asks={index: who}).run().best for index in range(len(plan.rounds)) for who in company)
    assert any(best > without + 1 for best in once)
