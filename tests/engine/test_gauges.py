"""A gauge is a row of a table: one that only a story has is a gauge like the others, wherever gauges are."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from chasm_game.analysis.tree import walk
from chasm_game.debrief.review_json import review_json
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Choose
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import CLIP
from chasm_game.engine.state import start
from chasm_game.gauges import BUILT_IN, CASH, Gauge, Group, Word, row
from chasm_game.glossary import WORDS
from chasm_game.journal.actions import Chose, Header
from chasm_game.journal.replay import Played
from chasm_game.plain.round_text import dashboard as in_words
from chasm_game.scenario.conditions import Condition
from chasm_game.scenario.library import Library
from chasm_game.scenario.rounds import Response
from chasm_game.scenario.rulebook import Later, Reason
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.preview.jumping import Start, from_start, jump_view
from chasm_game.tui.text import Drawn
from chasm_game.tui.widgets.board import Board
from chasm_game.views.consequences_builder import consequences
from chasm_game.views.round_builder import round_view
from chasm_game.views.waterfalls import waterfalls

ROOT = Path(__file__).parents[2]
TIDE = Gauge(
    id="tide",
    title="Tide",
    about="How high the water stands",
    group=Group.CHARACTER,
    default=40.0,
    word=Word("Tide", "How high the water stands."),
)
TREASURE = replace(TIDE, id="treasure", title="Treasure", low=-math.inf, high=math.inf, default=3.0)


def story(*own: Gauge) -> Scenario:
    """The tutorial with gauges of its own, on which every answer of every round has an effect, at once and later."""
    points = {gauge.id: 10.0 for gauge in own}
    later = Later(1, {gauge.id: -4.0 for gauge in own}, Reason.both("The week was long."), 1.0, None)
    plain = Library(ROOT / "story").find("tutorial")

    def moving(answer: Response) -> Response:
        return replace(answer, effects={**answer.effects, **points}, later=(*answer.later, later))

    rounds = tuple(replace(r, responses=tuple(moving(a) for a in r.responses)) for r in plain.rounds)
    return replace(plain, own_gauges=own, rounds=rounds)


def first_answers(game: Game) -> Game:
    """The game, played to its end by the first open answer of every round."""
    while game.outcome is None:
        game.push(Choose(game.open_responses[0]))
    return game


def as_played(game: Game) -> Played:
    """A finished game with its choices, in practice: every number may be seen."""
    header = Header("tutorial", "", "", 1, "", "practice", quick=True, started="", scenario_text="", rulebook_text="")
    return Played(header, game, {}, [Chose(t.round.id, t.response or "") for t in game.turns])


def test_the_table_names_every_gauge_once() -> None:
    """No two rows share an id or a title, built-in rows know their number, and their words are in the glossary."""
    assert len({g.id for g in BUILT_IN}) == len({g.title for g in BUILT_IN}) == len(BUILT_IN)
    for number, gauge in enumerate(BUILT_IN):
        assert row(gauge) == number
        assert WORDS[gauge.word.title] == gauge.word.meaning
        assert gauge.endless or gauge.low <= gauge.default <= gauge.high


def test_the_gauges_of_the_page_are_those_of_the_table() -> None:
    """docs/model.md names every built-in gauge in its table of the state."""
    page = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    for gauge in BUILT_IN:
        assert f"| `{gauge.id}` | {'any' if gauge.endless else f'{gauge.low:g}..{gauge.high:g}'} |" in page


def test_a_gauge_of_a_story_is_moved_by_its_effects() -> None:
    """It starts at its default, moves by a share of the distance that is left, and the ledger explains every point."""
    game = first_answers(Game(story(TIDE)))
    levels = [snapshot[TIDE] for snapshot in game.snapshots]
    assert levels[0] == 40
    assert levels[1] == 40 + 0.1 * 60
    for before, now in zip(game.snapshots, game.snapshots[1:], strict=False):
        landed = sum(e.amount for e in game.ledger if e.gauge == "tide" and e.round == now.round)
        assert now[TIDE] - before[TIDE] == pytest.approx(landed, abs=1e-9)
    assert {e.because for e in game.ledger if e.gauge == "tide"} >= {"The week was long."}


def test_a_gauge_of_a_story_changes_no_other_number() -> None:
    """What the rules do not read moves nothing: score and trust are those of the story without it."""
    with_it, without = first_answers(Game(story(TIDE))), first_answers(Game(story()))
    assert with_it.outcome == without.outcome
    assert [s.trust for s in with_it.snapshots] == [s.trust for s in without.snapshots]


@pytest.mark.parametrize(("low", "high", "default"), [(0, 100, 40.0), (-1, 1, -0.5), (-1, 1, 1.0), (0, 10, 0.0)])
def test_no_gauge_leaves_its_range(low: float, high: float, default: float) -> None:
    """Whatever its range, an effect of a hundred and more takes 95 per cent of the distance to its end, either way."""
    gauge = replace(TIDE, low=low, high=high, default=default)
    for sign, end in ((1, high), (-1, low)):
        plain = story(gauge)
        shock = replace(plain.rounds[0].shock, effects={"tide": sign * 300.0})
        game = Game(replace(plain, rounds=(replace(plain.rounds[0], shock=shock), *plain.rounds[1:])))
        assert game.now[gauge] == pytest.approx(default + CLIP / 100 * (end - default), abs=1e-12)


def test_a_gauge_without_ends_is_added_to() -> None:
    """An endless gauge of a story takes effects as they are, like cash."""
    game = first_answers(Game(story(TREASURE)))
    assert game.snapshots[1][TREASURE] == 13
    assert game.snapshots[2][TREASURE] == 13 + 10 - 4


def test_conditions_know_a_gauge_of_a_story() -> None:
    """A response that asks for it opens where it holds, just under, at and just over the number."""
    for number, is_open in ((39.9, True), (40.0, True), (40.1, False)):
        plain = story(TIDE)
        first = plain.rounds[0]
        locked = replace(first.responses[0], when=Condition(f"tide >= {number}"))
        rounds = (replace(first, responses=(locked, *first.responses[1:])), *plain.rounds[1:])
        assert (locked.id in Game(replace(plain, rounds=rounds)).open_responses) is is_open


def test_a_story_says_where_its_gauge_starts() -> None:
    """A start of the company's goes before the default of the row."""
    plain = story(TIDE)
    company = replace(plain.company, start={**plain.company.start, "tide": 71.0})
    assert Game(replace(plain, company=company)).now[TIDE] == 71


def test_many_lanes_hold_a_gauge_of_a_story() -> None:
    """Among many lanes it has the bits of the game alone, and every playthrough can be walked."""
    scenario = story(TIDE, TREASURE)
    plan = compile_plan(scenario, 1)
    state = play_many(plan, start(plan, 64), lambda _i, _lanes, is_open: is_open.argmax(axis=0))
    alone = first_answers(Game(scenario)).snapshots[-1].moment
    assert np.array_equal(state.gauges, np.repeat(alone.gauges, 64, axis=1))
    assert walk(plan).paths == walk(compile_plan(story(), 1)).paths


def test_a_gauge_of_a_story_is_on_every_dashboard() -> None:
    """Screen, plain mode, review, waterfalls and the author's form show it by its title, without a line of theirs."""
    game = Game(story(TIDE))
    view = round_view(game, game.turns[-1], practice=True)
    assert view.dashboard.gauge("tide").value == 40
    assert "Tide 40." in in_words(view.dashboard)
    drawn = Board(view.dashboard).content
    assert isinstance(drawn, Drawn)
    assert "Tide 40" in drawn.plain
    assert ("tide", "Tide", 40.0) in jump_view(game).numbers
    played = as_played(first_answers(game))
    assert [state["tide"] for state in review_json(played, known=True)["states"]] == [s[TIDE] for s in game.snapshots]
    followed = consequences(played, 1)
    moved = next(change for change in followed.company if change.id == "tide")
    assert (moved.name, moved.before, moved.after) == ("Tide", 40, 46)
    found, _ = waterfalls(followed)
    assert next(w for w in found if w.title == "Tide").start == 40


def test_an_author_may_set_a_gauge_of_a_story() -> None:
    """A play that begins later with numbers of the author's has it where it was put."""
    scenario = story(TIDE)
    later = from_start(scenario, Start(scenario.rounds[1].id, {"tide": 12.0, "cash": 4.0}))
    assert (Game(later).snapshots[0][TIDE], Game(later).snapshots[0][CASH]) == (12, 4)
