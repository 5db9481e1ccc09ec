"""A gauge is a row of a table: a leader's assent, which only a story has, is one like the others."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from shipped_stories import shipped_library

from chasm_game.analysis.tree import walk
from chasm_game.debrief.review_json import review_json
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.contributions import CLIP, Contribution
from chasm_game.engine.decisions import Choose
from chasm_game.engine.effects import Cause, Target
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Entry, Ledger
from chasm_game.engine.start import start
from chasm_game.gauges import BUILT_IN, CASH, assent_gauge, row
from chasm_game.glossary import WORDS
from chasm_game.journal.actions import Chose, Header
from chasm_game.journal.played import Played
from chasm_game.scenario.conditions import Condition
from chasm_game.scenario.rounds import Response
from chasm_game.scenario.rulebook import Later, Reason
from chasm_game.scenario.scenario import Leader, Scenario
from chasm_game.session.preview.jumping import Start, from_start, jump_view

ROOT = Path(__file__).parents[2]
INES = Leader("ines", "Ines Vall", "keeps the books", "partners", 1.0, 40.0)
JOAN = Leader("joan", "Joan Ferrer", "", "cash", 3.0, 71.0)
ASSENT = assent_gauge(INES.id, INES.name, INES.assent)


def story(*leaders: Leader, pace: float = 0.0, drag: float = 0.0) -> Scenario:
    """The tutorial with leaders, on whom every answer of every round has an effect, at once and later.

    They are moved by nothing else unless `pace` says so, and hold nothing up unless `drag` does.
    """
    points = {leader.id: 10.0 for leader in leaders}
    later = Later(1, {leader.id: -4.0 for leader in leaders}, Reason.both("The week was long."), 1.0, None)
    plain = shipped_library().find("tutorial")
    book = plain.rulebook
    values = {"assent_pace": pace, "drag": drag}
    rules = {name: replace(rule, value=values.get(name, rule.value)) for name, rule in book.rules.items()}

    def moving(answer: Response) -> Response:
        return replace(answer, effects={**answer.effects, **points}, later=(*answer.later, later))

    rounds = tuple(replace(r, responses=tuple(moving(a) for a in r.responses)) for r in plain.rounds)
    return replace(plain, leaders=leaders, rounds=rounds, rulebook=replace(book, rules=rules))


def first_answers(game: Game) -> Game:
    """The game, played to its end by the first open answer of every round."""
    while game.outcome is None:
        game.push(Choose(game.open_responses[0]))
    return game


def as_played(game: Game) -> Played:
    """A finished game with its choices, in practice: every number may be seen."""
    header = Header("tutorial", "", "", 1, "", "practice", quick=True, started="", scenario_text="", rulebook_text="")
    return Played(header, game, choices=[Chose(t.round.id, t.response or "") for t in game.turns])


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


def test_a_leader_is_moved_by_effects() -> None:
    """Assent starts as the story says, moves by a share of the distance left, and the ledger explains every point."""
    game = first_answers(Game(story(INES)))
    levels = [snapshot[ASSENT] for snapshot in game.snapshots]
    assert levels[0] == 40
    assert levels[1] == 40 + 0.1 * 60
    for before, now in pairwise(game.snapshots):
        landed = sum(e.amount for e in game.ledger if e.gauge == "assent:ines" and e.round == now.round)
        assert now[ASSENT] - before[ASSENT] == pytest.approx(landed, abs=1e-9)
    assert {e.because for e in game.ledger if e.gauge == "assent:ines"} >= {"The week was long."}


def test_leaders_who_hold_nothing_up_change_no_other_number() -> None:
    """Without drag it does not matter how far they assent: score and trust are those of the story without them."""
    with_them, without = first_answers(Game(story(INES, JOAN, pace=1.5))), first_answers(Game(story()))
    assert with_them.outcome == without.outcome
    assert [s.trust for s in with_them.snapshots] == [s.trust for s in without.snapshots]
    assert first_answers(Game(story(INES, JOAN, pace=1.5, drag=1.0))).outcome != without.outcome


@pytest.mark.parametrize(("low", "high", "default"), [(0, 100, 40.0), (-1, 1, -0.5), (-1, 1, 1.0), (0, 10, 0.0)])
def test_no_gauge_leaves_its_range(low: float, high: float, default: float) -> None:
    """Whatever its range, an effect of a hundred and more takes 95 per cent of the distance to its end, either way."""
    plan = compile_plan(story(INES), 1)
    (leader,) = plan.leaders
    plan = replace(plan, gauges=(*BUILT_IN, replace(ASSENT, low=low, high=high)))
    for sign, end in ((1, high), (-1, low)):
        state = start(plan)
        state.gauges[leader.row] = default
        struck = Contribution(Cause("x", Reason.both("x")), Target("gauges", leader.row), sign * 300.0)
        Ledger(plan, state).change([struck])
        assert state.gauges[leader.row, 0] == pytest.approx(default + CLIP / 100 * (end - default), abs=1e-12)


def test_a_gauge_without_ends_is_added_to() -> None:
    """What has no ends takes effects as they are, like cash, and the ledger writes each of them as it is."""
    plan = compile_plan(story(INES), 1)
    (leader,) = plan.leaders
    plan = replace(plan, gauges=(*BUILT_IN, replace(ASSENT, low=-math.inf, high=math.inf)))
    state, target = start(plan), Target("gauges", leader.row)
    entries: list[Entry] = []
    struck = [Contribution(Cause("x", Reason.both("x")), target, n) for n in (300.0, -4.0)]
    Ledger(plan, state, entries).change(struck)
    assert state.gauges[leader.row, 0] == 336
    assert [entry.amount for entry in entries] == [300.0, -4.0]


def test_conditions_know_a_leader() -> None:
    """A response that asks for an assent opens where it holds, just under, at and just over the number."""
    for number, is_open in ((39.9, True), (40.0, True), (40.1, False)):
        plain = story(INES)
        first = plain.rounds[0]
        locked = replace(first.responses[0], when=Condition(f"ines >= {number}"))
        rounds = (replace(first, responses=(locked, *first.responses[1:])), *plain.rounds[1:])
        assert (locked.id in Game(replace(plain, rounds=rounds)).open_responses) is is_open


def test_many_lanes_hold_leaders() -> None:
    """Among many lanes assent has the bits of the game alone, and every playthrough can be walked."""
    scenario = story(INES, JOAN, pace=1.5, drag=1.0)
    plan = compile_plan(scenario, 1)
    state = play_many(plan, start(plan, 64), lambda _i, _lanes, is_open: is_open.argmax(axis=0))
    alone = first_answers(Game(scenario)).snapshots[-1].moment
    assert np.array_equal(state.gauges, np.repeat(alone.gauges, 64, axis=1))
    assert walk(plan).paths == walk(compile_plan(story(), 1)).paths


def test_a_leader_is_in_the_review_and_in_the_authors_form() -> None:
    """Assent stands among the numbers that an author may set, and in the states of a review."""
    game = Game(story(INES))
    assert ("ines", ASSENT.title, 40.0) in jump_view(game).numbers
    played = as_played(first_answers(game))
    states = review_json(played, known=True)["states"]
    assert [state["assent"]["ines"] for state in states] == [s[ASSENT] for s in game.snapshots]


def test_an_author_may_set_the_assent_of_a_leader() -> None:
    """A play that begins later with numbers of the author's has it where it was put."""
    scenario = story(INES)
    later = from_start(scenario, Start(scenario.rounds[1].id, {"ines": 12.0, "cash": 4.0}))
    assert (Game(later).snapshots[0][ASSENT], Game(later).snapshots[0][CASH]) == (12, 4)
