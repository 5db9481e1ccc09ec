"""The order of a round stands once: a game, a batch and the walk over all playthroughs drive it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
import pytest
from analysis import small

from chasm_game.analysis.tree import walk
from chasm_game.engine import round as order
from chasm_game.engine.batch import play_many
from chasm_game.engine.compiling import compile_plan
from chasm_game.engine.decisions import Ask, Choose
from chasm_game.engine.game import Game
from chasm_game.engine.ledger import Entry, Ledger
from chasm_game.engine.plan import Plan, ResponsePlan
from chasm_game.engine.round import ALONE, NOT_ASKING, Asking, Lanes, Round, Step, arrive, coast, every_open
from chasm_game.engine.start import start
from chasm_game.engine.state import State
from chasm_game.gauges import CASH, row

RARE = small.rounds(
    3,
    small.TWO,
    first="""\
  - id: r0
    title: First
    if: cash > 10
    shock: {text: It happens., effects: {customers: -4}}
    responses:
      - {id: go, title: Go, effects: {customers: 2}, outcome: o}
      - {id: rich, title: Rich, if: cash > 15, needs: n, effects: {cash: -1}, outcome: o}""",
)


def plan() -> Plan:
    """A scenario whose first round happens with more than 10 in cash, and opens its second answer above 15."""
    return compile_plan(small.scenario(RARE), 1)


def with_cash(of: Plan, *cash: float) -> State:
    """A lane for each amount."""
    state = start(of, len(cash))
    state.gauges[row(CASH)] = cash
    return state


@dataclass
class Hand:
    """Decides when it is told to, and remembers what it saw."""

    asking: Asking | int | None = None
    answer: Callable[[Round], list[tuple[ResponsePlan, Lanes]]] | None = None

    def __post_init__(self) -> None:
        self.steps: list[Step] = []

    def asks(self, _: Round) -> Asking | int | None:
        """As told."""
        return self.asking

    def answers(self, round_: Round) -> list[tuple[ResponsePlan, Lanes]] | None:
        """As told."""
        return None if self.answer is None else self.answer(round_)

    def seen(self, _: Round, step: Step) -> None:
        """Remember."""
        self.steps.append(step)


def same(one: State, other: State) -> bool:
    """Whether two states are equal to the last bit."""
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(State))


def test_one_game_many_games_and_all_games_take_the_same_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put into the order is done by every driver, at its place, in every round that happens."""
    done: list[tuple[str, int, Step]] = []
    driver = ""

    def noting(step: Step, run: Callable[[Round], bool]) -> Callable[[Round], bool]:
        def noted(round_: Round) -> bool:
            finished = run(round_)
            if finished:
                done.append((driver, round_.index, step))
            return finished

        return noted

    monkeypatch.setattr(order, "_STEPS", {step: noting(step, run) for step, run in order._STEPS.items()})
    scenario = small.scenario(small.rounds(2, "      - {id: only, title: Only, outcome: o}"))
    driver = "game"
    game = Game(scenario)
    while game.outcome is None:
        game.push(Choose("only"))
    driver = "batch"
    made = compile_plan(scenario, 1)
    play_many(made, start(made, 3), lambda _i, _lanes, is_open: is_open.argmax(axis=0))
    driver = "tree"
    assert walk(made).paths == 1
    expected = [(index, step) for index in range(2) for step in order.ORDER]
    for name in ("game", "batch", "tree"):
        assert [(index, step) for by, index, step in done if by == name] == expected


def test_a_round_stands_until_it_is_decided() -> None:
    """A player who has not decided leaves the round before that step, and nothing of it has happened."""
    made, hand = plan(), Hand()
    round_ = Round(Ledger(made, with_cash(made, 20.0)), 0, hand)
    assert not round_.go()
    assert hand.steps == [Step.SHOCK]
    before = round_.state.copy()
    assert not round_.go()
    assert same(round_.state, before)
    hand.asking = ALONE
    assert not round_.go()
    assert hand.steps == [Step.SHOCK, Step.ASK]
    assert round_.state.asked[0, 0]
    asked = round_.state.copy()
    assert not round_.go()
    assert same(round_.state, asked)
    hand.answer = every_open
    assert round_.go()
    assert hand.steps == list(order.ORDER)
    assert [branch.response.id for branch in round_.branches] == ["go", "rich"]


def test_only_lanes_with_asks_ask() -> None:
    """A wish to ask is granted just where an ask is left."""
    made = plan()
    state = with_cash(made, 20.0, 20.0, 20.0)
    state.asks = np.array([0, 1, 2], dtype=np.int16)
    Round(Ledger(made, state), 0, Hand(np.array([ALONE, ALONE, NOT_ASKING], dtype=np.int8))).go()
    assert state.asks.tolist() == [0, 0, 2]
    assert state.asked[0].tolist() == [False, True, False]


@pytest.mark.parametrize(
    ("cash", "played"),
    [((10.0, 10.1), [1]), ((9.9, 10.0), []), ((10.1, 11.0), [0, 1]), ((11.0, 9.0, 12.0), [0, 2])],
)
def test_lanes_arrive_in_parts(cash: tuple[float, ...], played: list[int]) -> None:
    """Each lane plays the round or passes over it; what passes over it records its last value again."""
    made = plan()
    state = with_cash(made, *cash)
    recorded = state.recorded.copy()
    parts = arrive(made, state, 0)
    assert [lane for part in parts if part.plays for lane in part.where.tolist()] == played
    assert sorted(lane for part in parts for lane in part.where.tolist()) == list(range(len(cash)))
    for part in parts:
        gained = part.state.last if not part.plays else 0.0
        assert np.array_equal(part.state.recorded, recorded[part.where] + gained)


def test_what_is_open_is_taken_and_waited_for_where_nothing_is() -> None:
    """Each response has the lanes in which it is open; `wait` has those in which nothing is."""
    made = plan()
    locked = tuple(replace(r, when=made.rounds[0].responses[1].when) for r in made.rounds[0].responses)
    made = replace(made, rounds=(replace(made.rounds[0], responses=locked), *made.rounds[1:]))
    hand = Hand(asking=NOT_ASKING, answer=every_open)
    round_ = Round(Ledger(made, with_cash(made, 15.0, 15.1, 11.0)), 0, hand)
    round_.go()
    assert [(b.response.id, b.where.tolist()) for b in round_.branches] == [
        ("go", [1]),
        ("rich", [1]),
        ("wait", [0, 2]),
    ]


def test_lanes_taken_by_two_responses_do_not_share_numbers() -> None:
    """A response that every lane can take leaves the next one the lanes as they were."""
    made = plan()
    both = Round(Ledger(made, with_cash(made, 20.0, 30.0)), 0, Hand(asking=NOT_ASKING, answer=every_open))
    both.go()
    for number in range(2):

        def one(round_: Round, which: int = number) -> list[tuple[ResponsePlan, Lanes]]:
            return [every_open(round_)[which]]

        alone = Round(Ledger(made, with_cash(made, 20.0, 30.0)), 0, Hand(asking=NOT_ASKING, answer=one))
        alone.go()
        assert same(alone.branches[0].state, both.branches[number].state)


def test_a_silent_round_passes_fallen_companies_by() -> None:
    """Nothing changes for who has fallen, and where all have there is no silent round."""
    made = plan()
    state = with_cash(made, 20.0, 20.0)
    state.alive[0] = False
    fallen, living = state.take(np.array([0])), state.take(np.array([1]))
    assert coast(Ledger(made, state), 1)
    assert same(state.take(np.array([0])), fallen)
    assert not same(state.take(np.array([1])), living)
    state.alive[:] = False
    settled = state.copy()
    assert not coast(Ledger(made, state), 2)
    assert same(state, settled)


def test_a_ledger_for_other_lanes_writes_on() -> None:
    """What is done to a part of the lanes is entered under the same round, in the same list."""
    made, entries = plan(), list[Entry]()
    ledger = Ledger(made, with_cash(made, 20.0), entries)
    assert ledger.on(ledger.state) is ledger
    ledger.round = "r0"
    Round(ledger.on(ledger.state.copy()), 1, Hand(asking=NOT_ASKING, answer=lambda r: every_open(r)[:1])).go()
    assert entries


def test_taking_back_gives_every_turn_back() -> None:
    """After any number of decisions taken back, what waits is what waited: open answers, asking, moments and all."""
    game, fresh = Game(small.scenario(RARE)), Game(small.scenario(RARE))
    game.push(Ask())
    asked = [replace(turn) for turn in game.turns]
    while game.outcome is None:
        game.push(Choose(game.open_responses[-1]))
    while len(game.decisions) > 1:
        game.pop()
    assert game.turns == asked
    game.pop()
    assert game.turns == fresh.turns
    assert game.turns[0].open == ()
    assert (game.now, game.legal_decisions) == (fresh.now, fresh.legal_decisions)
