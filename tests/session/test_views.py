"""What the views say: steps, reasons, echoes, predictions, waiting, skipped rounds, falls, history."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from session import seats

from chasm_game.engine.score import NOBODY, who_lost_most
from chasm_game.errors import ChasmError
from chasm_game.gauges import CASH
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.local import LocalPlay
from chasm_game.views.consequences import STEPS, ConsequencesView
from chasm_game.views.consequences_builder import step
from chasm_game.views.debrief import DebriefView
from chasm_game.views.named import Named
from chasm_game.views.round import Phase, RoundView

import made
from budgets import tried


@contextmanager
def seat(folder: Path, scenario: Scenario | None = None, **options: Any) -> Iterator[LocalPlay]:
    """A quick game that lets go of its save."""
    play = seats.begin(folder, scenario, **{"quick": True, **options})
    try:
        yield play
    finally:
        play.close()


def told_of(play: LocalPlay, *responses: str) -> ConsequencesView:
    """The consequences of the last of some responses."""
    return [play.decide(response) for response in responses][-1]


@pytest.mark.parametrize(
    ("change", "steps"),
    [(0, 0), (0.49, 0), (-0.49, 0), (0.5, 1), (-0.5, -1), (1.99, 1), (2, 2), (-2, -2), (5.99, 2), (6, 3), (-60, -3)],
)
def test_a_change_is_a_step(change: float, steps: int) -> None:
    """Half a point, 2 and 6 points part the steps, up and down alike, and each has its words."""
    assert step(change) == steps
    assert STEPS[steps]


@tried(15, 100)
@given(made.worlds(4), st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_every_reason_has_the_sign_of_its_points(tmp_path_factory: Any, world: Any, picks: list[int]) -> None:
    """In any story reasons are signed as the ledger is, the strongest first, and add up to the change."""
    rulebook, scenario, seed = world
    story = made.loaded(scenario, rulebook)
    with seat(tmp_path_factory.mktemp("saves"), story, seed=seed, practice=True) as play:
        n = 0
        while play.phase is Phase.DECIDING:
            answers = [r for r in play.round().responses if r.open]
            view = play.decide(answers[picks[n % len(picks)] % len(answers)].id)
            n += 1
            check_reasons(play, view)
        check_debrief(play, play.debrief())


def check_reasons(play: LocalPlay, view: ConsequencesView) -> None:
    """One round's reasons, steps and echoes against the engine."""
    turn = play.played.game.turns[view.number - 1]
    entries = [e for e in play.played.game.ledger if e.round == view.id and e.stage not in {"shock", "ask"}]
    assert turn.after is not None
    for change in (*view.stakeholders, *view.company):
        assert change.step == step(change.after - change.before)
        mine = [e for e in entries if e.gauge == change.id]
        sizes = [abs(r.points or 0) for r in change.reasons]
        assert sizes == sorted(sizes, reverse=True)
        for reason in change.reasons:
            if reason.fog:
                apart = turn.after.reported[change.id] - turn.shocked.reported[change.id]
                apart -= turn.after.trust[change.id] - turn.shocked.trust[change.id]
                assert reason.sign == (1 if apart > 0 else -1)
                explained = any(r.sign == reason.sign and r is not reason for r in change.reasons)
                assert abs(apart) >= 0.5 or not explained
                continue
            assert reason.points is not None
            assert reason.sign == (1 if reason.points > 0 else -1)
            assert reason.because in {e.because for e in mine}
            assert {e.stage == "echo" for e in mine if e.because == reason.because} >= {reason.echo}
        assert sum(r.points or 0 for r in change.reasons) == pytest.approx(sum(e.amount for e in mine), abs=0.051 * 12)
    senders = {(e.source.split("/")[0], e.source.split("/")[1]) for e in entries if e.stage == "echo"}
    for echo in view.echoes:
        sender = play.played.game.turns[echo.round_number - 1]
        assert echo.round_number < view.number
        assert (sender.round.id, sender.response) in senders
        assert echo.round_title == sender.round.title
        assert echo.touched


def check_debrief(play: LocalPlay, view: DebriefView) -> None:
    """The debrief against the engine."""
    game = play.played.game
    assert game.outcome is not None
    assert view.outputs.score == game.outcome.score
    assert [d.round_title for d in view.decisions] == [t.round.title for t in game.turns]
    assert len(view.trajectory) == len(game.snapshots)
    assert [p.cash for p in view.trajectory] == [s[CASH] for s in game.snapshots]
    assert all(r.exact for r in view.rounds)
    told = sum(len(r.ledger) for r in view.rounds) + len(view.coast)
    assert told == len([entry for entry in game.ledger if not entry.gauge.startswith("hurt:")])


def test_reasons_of_the_same_words_but_other_signs_stay_apart(tmp_path: Path) -> None:
    """A gain and a loss are never one reason, even where both have the same words."""
    once = "{after: 1, effects: {customers: 6, partners: -5, learning: 5}, because: Kindness came round.}"
    both = "{after: 1, effects: {customers: 6}, because: Both.}, {after: 1, effects: {customers: -20}, because: Both.}"
    story = seats.small(once, both)
    with seat(tmp_path, story) as play:
        view = told_of(play, "kind", "rest")
    guests = next(c for c in view.stakeholders if c.id == "customers")
    assert sorted(r.sign for r in guests.reasons if r.because == "Both.") == [-1, 1]


def test_an_echo_names_the_round_and_the_response_that_sent_it(tmp_path: Path) -> None:
    """What came back says from where, even over a skipped round, and whom it touched in which way."""
    with seat(tmp_path) as play:
        first = told_of(play, "kind")
        view = told_of(play, "rest")
    assert first.echoes == ()
    (echo,) = view.echoes
    assert (echo.round_number, echo.round_title, echo.response_title) == (1, "The first one", "Be kind")
    assert echo.because == "Kindness came round."
    assert {who.name: sign for who, sign in echo.touched} == {"Guests": 1, "Partners": -1, "Learning": 1}
    assert {r.because for c in view.stakeholders for r in c.reasons if r.echo} == {"Kindness came round."}


def test_a_broken_promise_is_told_when_it_is_due(tmp_path: Path) -> None:
    """What was said and not done is settled after two rounds, in the name of the response that said it."""
    with seat(tmp_path) as play:
        followed = [play.decide(r) for r in ("talk", "rest", "wait")]
    assert [len(view.settled) for view in followed] == [0, 0, 1]
    assert followed[2].settled[0].response == "Promise it"
    assert followed[2].settled[0].credibility < 0
    assert [len(view.echoes) for view in followed] == [0, 0, 0]


def test_a_round_that_does_not_happen_is_passed_over(tmp_path: Path) -> None:
    """Rounds are counted as they happen, and `of` counts those and the ones that may still come."""
    with seat(tmp_path) as play:
        play.decide("kind")
        view = play.round()
        assert (view.number, view.of, view.id) == (2, 3, "narrow")
    with seat(tmp_path) as play:
        play.decide("hard")
        view = play.round()
        assert (view.number, view.of, view.id) == (2, 5, "rare")


def test_where_nothing_is_open_one_can_only_wait(tmp_path: Path) -> None:
    """The locked answers are shown with their needs, and waiting is listed after them, without a label."""
    with seat(tmp_path) as play:
        told_of(play, "kind", "rest")
        *locked, wait = play.round().responses
        assert [(r.id, r.open) for r in locked] == [("shut", False)]
        assert "cash > 900" in locked[0].needs
        assert (wait.id, wait.number, wait.open, wait.label, wait.impacts, wait.price) == ("wait", 2, True, None, (), 0)
        view = play.decide("wait")
    assert (view.response, view.label) == ("Wait", None)
    assert view.outcome


def test_a_locked_answer_shows_what_it_needs_and_asking_may_open_it(tmp_path: Path) -> None:
    """What the author wrote stands there, else the condition; once asked it is open, with its directions."""
    with seat(tmp_path) as play:
        told_of(play, "kind")
        needs = {r.id: (r.open, r.needs) for r in play.round().responses}
        assert needs == {"rich": (False, "five hundred"), "heard": (False, "ask first"), "rest": (True, "")}
        heard = next(r for r in play.ask().responses if r.id == "heard")
    assert heard.open
    assert {i.id: (i.now.direction, i.later.direction) for i in heard.impacts if i.now and i.later} == {
        "customers": (1, 1), "employees": (1, 1),
    }  # fmt: skip


def test_the_price_of_an_answer_is_its_cash_at_once(tmp_path: Path) -> None:
    """What costs is below nothing, what brings above it; what comes later is no price."""
    with seat(tmp_path) as play:
        assert {r.id: r.price for r in play.round().responses} == {"kind": -3, "hard": 4, "talk": -0.5}


def test_asking_shows_voices_and_is_counted(tmp_path: Path) -> None:
    """It can be done once a round, as often as asks are left, and the voices speak under their names."""
    with seat(tmp_path) as play:
        ask = play.round().ask
        assert (ask.possible, ask.asked, ask.left, ask.voices) == (True, False, 2, ())
        ask = play.ask().ask
        assert (ask.possible, ask.asked, ask.left) == (False, True, 1)
        assert [(v.who, v.text) for v in ask.voices] == [("Guests", "Tell us what happened.")]
        play.decide("kind")
        assert play.round().shock == ("Now what?", "You had asked.")
        assert play.ask().ask.voices == ()
        play.decide("heard")
        ask = play.round().ask
        assert (ask.possible, ask.asked, ask.left) == (False, False, 0)


def test_removed_and_own_stakeholders_are_seen_everywhere_or_nowhere(tmp_path: Path) -> None:
    """Own ones stand last, under their names; a removed one is on no dashboard, no sheet, no list of targets."""
    removed: dict[str, Any] = {"partners": None, "regulators": {"name": "The Authority", "trust": 55}}
    answer = {"id": "a", "title": "a", "does": ["own-it"]}
    story = {"id": "made", "title": "M", "stakeholders": removed, "rounds": [
        {"id": "r", "title": "r", "shock": {"text": "x"}, "responses": [answer]}]}  # fmt: skip
    with seat(tmp_path, made.loaded(story, yaml.safe_load(seats.library().rulebook.text)), quick=False) as play:
        ids = ["customers", "employees", "communities", "investors", "regulators"]
        assert [s for s, _ in play.intro.stakeholders] == ids
        with pytest.raises(ChasmError, match="no stakeholder `partners`"):
            play.submit_beliefs({"partners": 1})
        play.submit_beliefs({"regulators": 1})
        assert play.round().targets[-2:] == (("regulators", "The Authority"), (NOBODY, "Nobody"))
        assert [s.id for s in play.ask().dashboard.stakeholders] == ids
        assert [c.id for c in play.decide("a").stakeholders] == ids
        play.submit_beliefs(None)
        assert [b.id for b in play.debrief().beliefs] == ids


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ({"a": 50, "b": 50}, {"a": 40, "b": 45}, {"a"}),
        ({"a": 50, "b": 50}, {"a": 40, "b": 40}, {"a", "b"}),
        ({"a": 50, "b": 50}, {"a": 49.5, "b": 60}, {NOBODY}),
        ({"a": 50, "b": 50}, {"a": 49.49, "b": 60}, {"a"}),
        ({"a": 50, "b": 50}, {"a": 60, "b": 60}, {NOBODY}),
    ],
)
def test_who_lost_most(before: dict[str, float], after: dict[str, float], lost: set[str]) -> None:
    """The largest fall of true trust, ties all of them, and nobody where nobody fell by more than half a point."""
    assert who_lost_most(before, after) == lost


@pytest.mark.parametrize(
    ("response", "who", "hit", "actual"),
    [
        ("kind", "investors", True, ("Investors",)),
        ("kind", "customers", False, ("Investors",)),
        ("kind", NOBODY, False, ("Investors",)),
        ("hard", "employees", True, ("Employees",)),
    ],
)
def test_a_prediction_is_held_against_true_trust(
    tmp_path: Path, response: str, who: str, hit: bool, actual: tuple[str, ...]
) -> None:
    """It counts from just before the response to the end of the round, and says who it was, under their names."""
    with seat(tmp_path) as play:
        view = play.decide(response, prediction=(who, 80))
    assert view.prediction is not None
    assert (view.prediction.hit, view.prediction.confidence) == (hit, 80)
    assert tuple(each.name for each in view.prediction.actual) == actual
    names = dict(play.intro.stakeholders)
    assert view.prediction.who == (None if who == NOBODY else Named(who, names[who]))
    turn = play.played.game.turns[0]
    assert turn.after is not None
    assert hit == (who in who_lost_most(turn.shocked.trust, turn.after.trust))


def test_a_tie_makes_both_right(tmp_path: Path) -> None:
    """Where two lose alike, either was the right answer, and both are named."""
    story = seats.small("{customers: 9, investors: -4, cash: -3}", "{communities: -6, partners: -6}")
    for who in ("communities", "partners"):
        with seat(tmp_path, story) as play:
            told = play.decide("kind", prediction=(who, 50)).prediction
        assert told is not None
        assert told.hit
        assert [each.name for each in told.actual] == ["Partners", "Communities"]


def test_predicting_nobody_is_right_where_nobody_falls(tmp_path: Path) -> None:
    """Half a point is no loss."""
    with seat(tmp_path) as play:
        told_of(play, "kind", "rest")
        told = play.decide("wait", prediction=(NOBODY, 100)).prediction
    assert told is not None
    assert told.hit == (told.actual == ())


@pytest.mark.parametrize("predicted", [0, 1, 2, 3])
def test_calibration_needs_half_of_the_rounds(tmp_path: Path, predicted: int) -> None:
    """Under half of the rounds played it is none; else the mean square of confidence and hit."""
    with seat(tmp_path) as play:
        for n, response in enumerate(("kind", "rest", "wait")):
            play.decide(response, prediction=("investors", 80) if n < predicted else None)
        view = play.debrief()
    calibration = view.outputs.calibration
    assert (calibration is None) == (predicted < 2)
    made_ = [d.prediction for d in view.decisions if d.prediction]
    if calibration is not None:
        assert calibration == pytest.approx(sum((p.confidence / 100 - p.hit) ** 2 for p in made_) / predicted)


def test_the_most_confident_miss_is_the_surest_one(tmp_path: Path) -> None:
    """Of all predictions that missed, the one with the highest confidence, the earliest of equal ones."""
    with seat(tmp_path) as play:
        for response, sure in (("kind", 60), ("rest", 90), ("wait", 90)):
            play.decide(response, prediction=("regulators", sure))
        view = play.debrief()
    miss = view.most_confident_miss
    assert miss is not None
    missed = [d for d in view.decisions if d.prediction and not d.prediction.hit]
    assert miss == max(missed, key=lambda d: (d.prediction.confidence if d.prediction else 0, -d.number))


@pytest.mark.parametrize(
    ("labels", "before", "after"),
    [("always", "new", "new"), ("after", None, "new"), ("debrief", None, None)],
)
def test_labels_are_shown_when_the_story_says(
    tmp_path: Path, labels: str, before: str | None, after: str | None
) -> None:
    """Always, after the choice, or not before the debrief; there they stand in any case."""
    with seat(tmp_path, seats.small("labels: after", f"labels: {labels}")) as play:
        assert play.round().responses[0].label == before
        assert play.decide("kind").label == after
        told_of(play, "rest", "wait")
        view = play.debrief()
    assert [d.label for d in view.decisions] == ["new", "old", None]
    assert [r.label for r in view.rounds] == ["new", "old", None]


FALLS_AT_ONCE = ("start: {cash: 12, asks: 2}", "start: {cash: 2, asks: 2}, income: -30")
FALLS_LATER = ("start: {cash: 12, asks: 2}", "start: {cash: 10, asks: 2}, income: -3, upside: 0")


def test_a_fall_ends_the_game_at_once(tmp_path: Path) -> None:
    """The round in which the company falls is the last one, and says so."""
    with seat(tmp_path, seats.small(*FALLS_AT_ONCE)) as play:
        view = play.decide("kind")
        assert (view.fallen, view.over) == (True, True)
        assert play.phase is Phase.DEBRIEF
        end = play.debrief()
    assert (end.ending.id, end.outputs.resilience) == ("fallen", 0)
    assert [p.coast for p in end.trajectory] == [False, False]


def test_a_fall_in_the_silent_rounds_is_no_fall_of_the_last_decision(tmp_path: Path) -> None:
    """The last round ended upright; the debrief ends fallen, at a silent round."""
    with seat(tmp_path, seats.small(*FALLS_LATER)) as play:
        view = told_of(play, "talk", "rest", "wait")
        assert (view.fallen, view.over) == (False, True)
        end = play.debrief()
    assert end.ending.id == "fallen"
    assert end.trajectory[-1].coast
    assert end.trajectory[-1].value == 0
    assert end.coast


@pytest.mark.parametrize("name", ["dell-2005", "southwest-2022", "wells-fargo-2002"])
def test_what_really_happened_spoils_no_round_that_is_still_to_be_played(tmp_path: Path, name: str) -> None:
    """A case of two rounds tells the history of its first when the last decision is taken, in the debrief."""
    case = next(e.scenario for e in seats.library().entries if e.id == name)
    assert case is not None
    assert case.history is not None
    with seat(tmp_path, case) as play:
        view = play.round()
        assert view.id == case.history.round
        assert play.decide(case.history.chose).history is None
        assert play.phase is Phase.DECIDING
        play.decide(play.round().responses[0].id)
        found = [r.history for r in play.debrief().rounds]
    assert [h is not None for h in found] == [True, False]


def test_a_case_tells_what_really_happened_after_the_decision_and_not_before(tmp_path: Path) -> None:
    """History stands with the round it belongs to, whatever the player chose, with its sources."""
    case = next(e.scenario for e in seats.library().entries if e.scenario and e.scenario.history)
    assert case is not None
    assert case.history is not None
    history, told = case.history, {}
    for same in (True, False):
        with seat(tmp_path, case, practice=True) as play:
            while play.phase is Phase.DECIDING:
                view: RoundView = play.round()
                answers = [r.id for r in view.responses if r.open]
                if view.id == history.round:
                    answers = [a for a in answers if (a == history.chose) == same]
                told_here = play.decide(answers[0])
                assert (told_here.history is not None) == (told_here.id == history.round)
                if told_here.history:
                    told[same] = told_here.history
    assert (told[True].same, told[False].same) == (True, False)
    assert told[True].chose == told[False].chose
    assert told[True].text == history.told
    assert told[True].sources == history.sources


def test_the_debrief_holds_the_sheets_against_the_people(tmp_path: Path) -> None:
    """Shares of 1, as the player said and as the deeds showed; the player's own distance to the people, 0 to 100."""
    people = {"customers": 30, "employees": 30, "communities": 20, "investors": 10, "partners": 5, "regulators": 5}
    with seat(tmp_path, quick=False) as play:
        play.submit_beliefs({"investors": 7})
        told_of(play, "kind", "rest", "wait")
        play.submit_beliefs(people)
        view = play.debrief()
    assert view.own_chasm_before == pytest.approx(90)
    assert view.own_chasm_after == pytest.approx(0)
    for line in view.beliefs:
        assert line.before == (1 if line.id == "investors" else 0)
        assert line.after == pytest.approx(line.people)
        assert line.people == pytest.approx(people[line.id] / 100)
    assert sum(line.revealed for line in view.beliefs) == pytest.approx(1)


def test_a_skipped_sheet_is_no_sheet(tmp_path: Path) -> None:
    """Nothing is held against the people where the player said nothing."""
    with seat(tmp_path, quick=False) as play:
        play.submit_beliefs(None)
        told_of(play, "kind", "rest", "wait")
        play.submit_beliefs(None)
        view = play.debrief()
    assert (view.own_chasm_before, view.own_chasm_after) == (None, None)
    assert all(line.before is None and line.after is None for line in view.beliefs)


def test_nobody_can_ask_more_often_than_rounds_are_left(tmp_path: Path) -> None:
    """Asks are counted up to the rounds that may come: fewer asks than rounds, as many, and more."""
    play = LocalPlay.new(seats.library().find("tutorial"), tmp_path, seed=5, quick=True)
    left = []
    while play.phase is Phase.DECIDING:
        left.append(play.round().ask.left)
        play.decide(next(each.id for each in play.round().responses if each.open))
    play.close()
    assert left == [3, 2, 1]
    asked = LocalPlay.new(seats.library().find("tutorial"), tmp_path, seed=5, quick=True)
    told = []
    while asked.phase is Phase.DECIDING:
        asked.ask()
        told.append(asked.round().ask.left)
        asked.decide(next(each.id for each in asked.round().responses if each.open))
    asked.close()
    assert told == [2, 1, 0]
    few = seats.begin(tmp_path, seats.small("asks: 2", "asks: 1"), quick=True)
    assert few.round().ask.left == 1
    few.close()
    case = LocalPlay.new(seats.library().find("motrin-2008"), tmp_path, seed=5, quick=True)
    assert (case.round().of, case.round().ask.left) == (1, 1)
    case.close()


def test_the_tutorial_does_not_teach_asking_to_who_has_asked(tmp_path: Path) -> None:
    """Its second round explains asking, unless the people were asked in the first: then only what is new of it."""
    told = {}
    for asks in (False, True):
        play = LocalPlay.new(seats.library().find("tutorial"), tmp_path, seed=5, quick=True)
        if asks:
            play.ask()
        play.decide("quiet")
        told[asks] = "\n".join(play.round().shock)
        play.close()
    assert "you may ask the people" in told[False]
    assert "you may ask the people" not in told[True]
    assert all("now and then asking opens an answer" in " ".join(each.lower().split()) for each in told.values())
