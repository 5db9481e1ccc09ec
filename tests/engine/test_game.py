"""One game: legal decisions, taking back, the ledger, luck, endings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from shipped_stories import shipped_library

from chasm_game.engine.decisions import Ask, Choose, parse
from chasm_game.engine.game import Game
from chasm_game.engine.luck import luck
from chasm_game.engine.score import NOBODY, Prediction, Termination, brier, who_lost_most
from chasm_game.engine.snapshot import Snapshot
from chasm_game.errors import ChasmError, IllegalDecision, UnreadableDecision
from chasm_game.gauges import BUILT_IN
from chasm_game.scenario.rounds import WAIT

import made
import oracle_judging
from budgets import tried

STORY = Path(__file__).parents[2] / "story"
STORIES = sorted(p for p in STORY.rglob("*.yaml") if p.name != "rulebook.yaml")
PICKS = st.lists(st.integers(0, 20), min_size=1, max_size=8)


def played(world: Any, picks: list[int]) -> Game:
    """A finished game on a made world."""
    rulebook, scenario, seed = world
    return finished(Game(made.loaded(scenario, rulebook), seed), picks)


def finished(game: Game, picks: list[int]) -> Game:
    """The game, played to its end; each number picks one of the legal decisions."""
    n = 0
    while game.outcome is None:
        legal = game.legal_decisions
        game.push(legal[picks[n % len(picks)] % len(legal)])
        n += 1
    return game


def gauges(snapshot: Snapshot) -> dict[str, float]:
    """Every number of a snapshot that the ledger explains, by the ledger's name for it."""
    built_in = {gauge.id for gauge in BUILT_IN}
    numbers = {**snapshot.trust, **{g if g in built_in else f"assent:{g}": x for g, x in snapshot.gauges.items()}}
    for kind, values in (
        ("belief", snapshot.belief),
        ("people", snapshot.people),
        ("hurt", snapshot.hurt),
        ("way", snapshot.ways),
        ("people_way", snapshot.people_ways),
    ):
        numbers |= {f"{kind}:{name}": value for name, value in values.items()}
    return numbers


@tried(20, 200)
@given(made.worlds(), PICKS)
def test_the_ledger_explains_every_change(world: Any, picks: list[int]) -> None:
    """For every gauge and round the entries add up to the change to within 1e-9, none of them zero or nameless."""
    game = played(world, picks)
    before = gauges(game.snapshots[0])
    for snapshot in game.snapshots[1:]:
        sums: dict[str, float] = defaultdict(float)
        for entry in game.ledger:
            if entry.round == snapshot.round:
                sums[entry.gauge] += entry.amount
                assert entry.amount != 0
                assert entry.because
                assert entry.source
        now = gauges(snapshot)
        for name, value in now.items():
            assert value - before[name] == pytest.approx(sums[name], rel=0, abs=1e-9), (snapshot.round, name)
        before = now


def raw_sign(scenario: dict[str, Any], rulebook: dict[str, Any], source: str, gauge: str) -> int | None:
    """The sign that the author gave to what a ledger path names; None where no file gives one."""
    parts = source.split("/")
    rounds = {r["id"]: r for r in scenario["rounds"]}
    if parts[0] not in rounds:
        return None
    moves = {**rulebook["moves"], **scenario.get("moves", {})}
    if parts[1] == "shock":
        shock = rounds[parts[0]]["shock"]
        effects = shock["now"][int(parts[3])]["effects"] if len(parts) > 2 else shock["effects"]
    else:
        response = next(r for r in rounds[parts[0]]["responses"] if r["id"] == parts[1])
        node: Any = response
        for part in parts[2:]:
            if part in {"gloss", "backlash"}:
                return 1 if part == "gloss" else -1
            if part == "how":
                return None
            node = node[int(part)] if part.isdigit() else node[part]
            if isinstance(node, str) and parts[2] == "does":
                node = moves[node]
            elif isinstance(node, dict) and "move" in node:
                node = moves[node["move"]]
        effects = node if parts[-1] == "effects" else node["effects"]
    every_leader = effects.get("assent", 0) if gauge in scenario.get("leaders", {}) else 0
    points: float = effects.get(gauge, 0) or every_leader
    if every_leader * points < 0:
        return None  # two entries of one cause, one of either sign
    return (points > 0) - (points < 0)


@tried(20, 200)
@given(made.worlds(), PICKS)
def test_every_entry_has_its_causes_sign(world: Any, picks: list[int]) -> None:
    """Whatever lands together, a gain is entered as a gain and a loss as a loss."""
    rulebook, scenario, _ = world
    game = played(world, picks)
    for entry in game.ledger:
        gauge = entry.gauge.removeprefix("assent:")
        sign = raw_sign(scenario, rulebook, entry.source, gauge) if ":" not in gauge else None
        if sign is not None:
            assert sign == (entry.amount > 0) - (entry.amount < 0), entry


@tried(20, 200)
@given(made.worlds(), PICKS, st.integers(1, 12))
def test_taking_back_and_deciding_again_changes_nothing(world: Any, picks: list[int], back: int) -> None:
    """After popping any number of decisions and pushing them again, everything is as it was."""
    game = played(world, picks)
    snapshots, ledger, outcome = list(game.snapshots), game.ledger, game.outcome
    taken = [game.pop() for _ in range(min(back, len(game.decisions)))]
    assert (game.outcome is None) == bool(taken)
    for decision in reversed(taken):
        assert decision in game.legal_decisions
        game.push(decision)
    assert (game.snapshots, game.ledger, game.outcome) == (snapshots, ledger, outcome)


@tried(20, 200)
@given(made.worlds(), PICKS)
def test_the_same_decisions_give_the_same_game(world: Any, picks: list[int]) -> None:
    """A game is a function of scenario, seed and decisions."""
    assert played(world, picks).ledger == played(world, picks).ledger


@tried(20, 200)
@given(made.worlds(), PICKS)
def test_gauges_stay_in_their_range(world: Any, picks: list[int]) -> None:
    """No trust and no gauge ever leaves 0..100, weights sum to 1, and the score lies in 0..1000."""
    game = played(world, picks)
    for snapshot in game.snapshots:
        for value in (*snapshot.trust.values(), *snapshot.reported.values()):
            assert 0 <= value <= 100
        for gauge in game.plan.gauges:
            assert gauge.low <= snapshot[gauge] <= gauge.high
        assert sum(snapshot.belief.values()) == pytest.approx(1)
        assert -1e-9 <= snapshot.chasm <= 100 + 1e-9
    assert game.outcome is not None
    assert 0 <= game.outcome.score <= 1000


REACHES: dict[str, Callable[[Any], bool]] = {
    "a fall": lambda g: g.outcome.termination is Termination.FALLEN,
    "a fall in the silent rounds": lambda g: (
        g.outcome.termination is Termination.FALLEN and g.snapshots[-1].stage == "coast"
    ),
    "a rescue": lambda g: any(e.source == "rules/rescue_cash" for e in g.ledger),
    "a skipped round": lambda g: (
        len(g.turns) < len(g.scenario.rounds) and g.outcome.termination is Termination.COMPLETED
    ),
    "nothing open": lambda g: any(t.response == WAIT for t in g.turns),
    "a locked response": lambda g: any(len(t.open) < len(t.round.responses) for t in g.turns),
    "a broken promise that comes back": lambda g: any(e.source.endswith("/backlash") for e in g.ledger),
    "a kept promise": lambda g: bool(g.outcome.say_do),
    "a delayed gain": lambda g: any(e.stage == "echo" and re.fullmatch(r"r\d/a\d/does/\d", e.source) for e in g.ledger),
    "new weights of the people": lambda g: any(e.gauge.startswith("people:") for e in g.ledger),
    "a conditional echo": lambda g: any(e.stage == "echo" and "/later/" in e.source for e in g.ledger),
    "an own stakeholder": lambda g: any(e.gauge == "regulators" for e in g.ledger),
}


@pytest.mark.long
def test_made_scenarios_reach_what_tests_claim_to_cover() -> None:
    """One draw of made scenarios after the other, until everything that can happen in a game has happened."""
    missing = set(REACHES)

    def reaches_the_last(given: tuple[Any, list[list[int]]]) -> bool:
        (rulebook, scenario, seed), ways = given
        story = made.loaded(scenario, rulebook)
        for picks in ways:  # a world takes long to draw, and a way through it no time
            game = finished(Game(story, seed), picks)
            missing.difference_update([what for what in missing if REACHES[what](game)])
        return not missing

    with suppress(NoSuchExample):
        find(
            st.tuples(made.worlds(), st.lists(PICKS, min_size=10, max_size=10)),
            reaches_the_last,
            settings=settings(max_examples=3_000, phases=[Phase.generate]),
        )
    assert not missing


def swapped(node: Any) -> Any:
    """Plain data with every label `old` and `new` exchanged."""
    if isinstance(node, dict):
        return {
            k: {"old": "new", "new": "old"}.get(v, v) if k == "label" and isinstance(v, str) else swapped(v)
            for k, v in node.items()
        }
    return [swapped(v) for v in node] if isinstance(node, list) else node


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_labels_change_no_number(path: Path) -> None:
    """Swapping every label in every shipped file changes no number of any game."""
    scenario, rulebook = (
        yaml.load(p.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for p in (path, STORY / "rulebook.yaml")
    )
    assert swapped(scenario) != scenario
    assert swapped(rulebook) != rulebook
    stories = made.loaded(scenario, rulebook), made.loaded(swapped(scenario), swapped(rulebook))
    for pick in range(12):
        one, other = (finished(Game(story, 1), [pick, pick + 1, 3 * pick, 0]) for story in stories)
        assert one.ledger == other.ledger
        assert one.outcome == other.outcome


@given(st.integers(0, 2**53 - 1), st.text(st.characters(categories=["L", "N", "P"]), min_size=1))
def test_luck_is_the_oracles(seed: int, path: str) -> None:
    """Every draw is the independent program's, lies in 0..1, and depends on nothing but seed and path."""
    assert luck(seed, path) == oracle_judging.luck(seed, path)
    assert 0 <= luck(seed, path) < 1


def test_the_draw_of_the_specification() -> None:
    """The one draw that the specification prints is drawn."""
    assert luck(7, "song") == 0.9094397997101139


@pytest.fixture
def tutorial() -> Game:
    """The tutorial, not begun."""
    return Game(shipped_library().find("tutorial"))


def test_an_unknown_response_is_refused_with_the_nearest(tutorial: Game) -> None:
    """A misspelt decision names the place and what was probably meant, and changes nothing."""
    known = tutorial.open_responses[0]
    with pytest.raises(IllegalDecision, match=rf"there is no response `{known}x` .*did you mean `{known}`"):
        tutorial.push(Choose(known + "x"))
    assert tutorial.decisions == ()


def test_the_people_are_asked_once_a_round(tutorial: Game) -> None:
    """Asking twice in a round is refused, and so is asking without asks."""
    tutorial.push(Ask())
    with pytest.raises(IllegalDecision, match="already asked"):
        tutorial.push(Ask())
    assert Ask() not in tutorial.legal_decisions


def test_nothing_can_be_decided_after_the_end(tutorial: Game) -> None:
    """A finished game has no legal decisions and refuses any."""
    while tutorial.outcome is None:
        tutorial.push(tutorial.legal_decisions[-1])
    assert tutorial.legal_decisions == ()
    with pytest.raises(IllegalDecision, match="the game is over"):
        tutorial.push(Ask())


def test_a_seed_has_a_range() -> None:
    """A seed below 0 or above 2^53-1 is refused."""
    scenario = shipped_library().find("tutorial")
    for seed in (-1, 2**53):
        with pytest.raises(ChasmError, match="a seed is a whole number"):
            Game(scenario, seed)


@pytest.mark.parametrize("text", ["", "Ask", "a b", "help", "../x", "ünder", "1a"])
def test_what_is_no_decision_is_unreadable(text: str) -> None:
    """Text that can be no decision is told apart from a decision that cannot be taken."""
    with pytest.raises(UnreadableDecision):
        parse(text)


def test_who_lost_most() -> None:
    """Equal falls count alike, a fall of half a point counts as none."""
    assert who_lost_most({"a": 50, "b": 50}, {"a": 40, "b": 40}) == {"a", "b"}
    assert who_lost_most({"a": 50, "b": 50}, {"a": 49.5, "b": 60}) == {NOBODY}
    assert who_lost_most({"a": 50, "b": 50}, {"a": 49.4, "b": 60}) == {"a"}


def test_calibration_needs_half_of_the_rounds() -> None:
    """The Brier score is the mean squared distance, and none under half of the rounds."""
    sure, unsure = Prediction("a", 100), Prediction("a", 50)
    assert brier([(sure, True), (unsure, False)], 4) == pytest.approx(0.125)
    assert brier([(sure, True)], 3) is None
    assert brier([], 0) is None
