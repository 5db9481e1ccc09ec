"""Asking, reading, quitting and resuming gains nothing: a seat under everything that a player might try."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from session import seats

from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.scenario.scenario import Scenario
from chasm_game.session.local import LocalPlay
from chasm_game.views.consequences import ConsequencesView
from chasm_game.views.dashboard import Dashboard
from chasm_game.views.round import Phase, ResponseView, RoundView

import made
from budgets import long_run

PICK = st.integers(0, 30)


class Seat(RuleBasedStateMachine):
    """A player who does anything at all, beside an engine that is told only what counts."""

    play: LocalPlay
    engine: Game

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.asked_in: set[str] = set()
        self.played: list[str] = []

    def begin(self, scenario: Scenario, seed: int, practice: bool, quick: bool) -> None:
        """Sit down."""
        self.play = seats.begin(Path(self.folder.name), scenario, seed=seed, practice=practice, quick=quick)
        self.labels = scenario.labels

    @initialize(
        story=st.sampled_from(["", "labels: always", "labels: debrief"]), seed=st.integers(0, 3),
        practice=st.booleans(), quick=st.booleans(),
    )  # fmt: skip
    def sit_down(self, story: str, seed: int, practice: bool, quick: bool) -> None:
        """A new game."""
        self.begin(seats.small("labels: after", story or "labels: after"), seed, practice, quick)

    def teardown(self) -> None:
        """Let go."""
        if hasattr(self, "play"):
            self.play.close()
        self.folder.cleanup()

    @property
    def deciding(self) -> bool:
        """Whether a round waits."""
        return self.play.phase is Phase.DECIDING

    @precondition(lambda self: self.deciding)
    @rule()
    def ask(self) -> None:
        """Ask the people, or hear why not."""
        possible = self.play.round().ask.possible
        try:
            view = self.play.ask()
        except ChasmError:
            assert not possible
        else:
            assert possible
            assert view.ask.asked
            self.asked_in.add(view.id)

    @precondition(lambda self: self.deciding)
    @rule(pick=PICK, sure=st.integers(20, 100), loser=PICK, predicts=st.booleans())
    def decide(self, pick: int, sure: int, loser: int, predicts: bool) -> None:
        """Take an open response."""
        view = self.play.round()
        responses = [r.id for r in view.responses if r.open]
        who = view.targets[loser % len(view.targets)][0]
        self.play.decide(responses[pick % len(responses)], prediction=(who, sure) if predicts else None, reason="So.")
        self.played.append(view.id)

    @precondition(lambda self: self.play.phase in {Phase.BELIEFS_BEFORE, Phase.BELIEFS_AFTER})
    @rule(points=st.none() | st.lists(st.integers(0, 50), min_size=1, max_size=6))
    def believe(self, points: list[int] | None) -> None:
        """Hand in a sheet, or skip it."""
        ids = [name for name, _ in self.play.intro.stakeholders]
        sheet = None if points is None or not sum(points) else dict(zip(ids, points, strict=False))
        if sheet is None or any(sheet.values()):
            self.play.submit_beliefs(sheet)

    @rule()
    def close_and_resume(self) -> None:
        """Get up, come back: everything is as it was."""
        before, intro = seats.seen(self.play), self.play.intro
        self.play.close()
        self.play = LocalPlay.resume(self.play.save)
        assert not self.play.torn
        assert self.play.intro == intro
        assert seats.seen(self.play) == before

    @rule(
        what=st.sampled_from(["locked", "unknown", "ask", "sheet", "rewind", "confidence", "nobody", "early debrief"])
    )
    def attempt(self, what: str) -> None:
        """Try what is not allowed: an error, and nothing has changed, not even the file."""
        before, raw, view = seats.seen(self.play), self.play.save.read_bytes(), None
        if self.deciding:
            view = self.play.round()
        locked = [r.id for r in view.responses if not r.open] if view else []
        open_ = [r.id for r in view.responses if r.open] if view else ["kind"]
        try:
            if what == "locked" and locked:
                self.play.decide(locked[0])
            elif what == "ask" and not (view and view.ask.possible):
                self.play.ask()
            elif what == "sheet" and self.play.phase in {Phase.DECIDING, Phase.DEBRIEF}:
                self.play.submit_beliefs(None)
            elif what == "rewind" and not self.play.intro.practice:
                self.play.rewind()
            elif what == "confidence":
                self.play.decide(open_[0], prediction=("customers", 101))
            elif what == "nobody":
                self.play.decide(open_[0], prediction=("martians", 50))
            elif what == "early debrief" and self.play.phase is not Phase.DEBRIEF:
                self.play.debrief()
            else:
                self.play.decide("no-such-thing")
        except ChasmError:
            assert seats.seen(self.play) == before
            assert self.play.save.read_bytes() == raw
        else:
            pytest.fail(f"{what} was allowed")

    @precondition(lambda self: self.play.intro.practice and bool(self.play.played.game.decisions))
    @rule()
    def rewind(self) -> None:
        """In practice, take something back."""
        choices = len(self.play.consequences())
        asked = self.deciding and self.play.round().ask.asked
        where = self.play.round().id if self.deciding else ""
        self.play.rewind()
        if asked:
            self.asked_in.discard(where)
        else:
            assert len(self.play.consequences()) == choices - 1
            self.played.pop()

    @invariant()
    def the_file_says_what_was_done(self) -> None:
        """The save on disk, read by somebody else, gives the very same game at every moment."""
        record = read_save(self.play.save)
        assert not record.torn
        twin = LocalPlay(replay(record), self.play._journal)
        assert seats.seen(twin) == seats.seen(self.play)
        assert [c.id for c in self.play.consequences()] == self.played

    @invariant()
    def nothing_is_seen_too_early(self) -> None:
        """True trust, weights, width, directions, points, voices and labels appear when they may, and not before."""
        practice = self.play.intro.practice
        if self.play.phase is Phase.DECIDING:
            view = self.play.round()
            rounds = [*self.played, view.id]
            self.check_round(view, known=practice or bool(self.asked_in & set(rounds)), practice=practice)
        for n, told in enumerate(self.play.consequences(), start=1):
            known = practice or bool(self.asked_in & set(self.played[:n]))
            self.check_consequences(told, known=known, exact=practice or told.id in self.asked_in)

    def check_round(self, view: RoundView, *, known: bool, practice: bool) -> None:
        """A round that waits."""
        asked = view.id in self.asked_in
        assert view.ask.asked == asked
        assert asked or not view.ask.voices
        check_dashboard(view.dashboard, known=known, exact=practice or asked)
        assert view.chasm.in_mist is not known
        assert (view.chasm.width is None, view.chasm.before is None) == (not known, not known)
        for response in view.responses:
            self.check_response(response, exact=practice or asked)

    def check_response(self, view: ResponseView, *, exact: bool) -> None:
        """An answer."""
        assert self.labels == "always" or view.label is None
        assert all(i.known == exact for i in view.impacts)
        assert exact or view.fall is None
        assert view.carry is None or (view.carry.carry is not None) == exact
        assert [i.strength for i in view.impacts] == sorted((i.strength for i in view.impacts), reverse=True)

    def check_consequences(self, view: ConsequencesView, *, known: bool, exact: bool) -> None:
        """What followed."""
        assert view.exact == exact
        assert exact or not view.ledger  # a made round may move nothing at all
        assert self.labels != "debrief" or view.label is None
        changes = (*view.stakeholders, *view.company, *(leader.change for leader in view.leaders))
        reasons = [r for c in changes for r in c.reasons if not r.fog]  # fog moves no point
        assert all((r.points is not None) == exact for r in reasons)
        promised = [to for promise in view.promised for to in promise.to]
        promised += [to for promise in view.settled for to in promise.to]
        assert all((to.points is not None) == exact for to in promised)
        check_dashboard(view.dashboard, known=known, exact=exact)
        assert view.chasm.in_mist is not known
        assert (view.chasm.width is None) == (view.chasm.whom is None) == (not known)
        assert known or (view.chasm.how, view.chasm.ways) == (None, ())


def check_dashboard(view: Dashboard, *, known: bool, exact: bool) -> None:
    """True trust and weights only where they may be known; what is reported never is below what is true."""
    for stakeholder in view.stakeholders:
        assert (stakeholder.true is not None) == exact
        assert (stakeholder.weight is not None) == known
        assert stakeholder.true is None or stakeholder.true <= stakeholder.reported + 1e-9


class MadeSeat(Seat):
    """The same, in any story at all."""

    @initialize(world=made.worlds(4), practice=st.booleans(), quick=st.booleans())
    def sit_down(self, world: Any, practice: bool, quick: bool) -> None:
        """A new game of a made story."""
        rulebook, scenario, seed = world
        self.begin(made.loaded(scenario, rulebook), seed, practice, quick)


TestSeat = Seat.TestCase
TestSeat.settings = settings(max_examples=100 if long_run() else 12, stateful_step_count=20)
TestMadeSeat = MadeSeat.TestCase
TestMadeSeat.settings = settings(max_examples=100 if long_run() else 10, stateful_step_count=14)
if long_run():
    TestSeat, TestMadeSeat = pytest.mark.long(TestSeat), pytest.mark.long(TestMadeSeat)


def test_the_sheet_comes_before_the_first_round(tmp_path: Path) -> None:
    """Nobody asks or decides before the belief sheet was handed in or skipped."""
    play = seats.begin(tmp_path)
    for attempt in (play.ask, lambda: play.decide("kind")):
        with pytest.raises(ChasmError, match="the belief sheet comes first"):
            attempt()
    play.submit_beliefs(None)
    play.ask()
    play.close()


def test_a_game_taken_back_from_its_end_ends_again(tmp_path: Path) -> None:
    """In practice the end is no end: what was decided last, and the sheet after it, come once more."""
    play = seats.begin(tmp_path, practice=True)
    play.submit_beliefs(None)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    play.submit_beliefs({"customers": 1})
    end = play.debrief()
    play.rewind()
    assert play.round().id == "last"
    play.decide("wait")
    assert play.phase is Phase.BELIEFS_AFTER
    play.submit_beliefs({"customers": 1})
    assert play.debrief() == end
    play.close()
    again = LocalPlay.resume(play.save)
    assert again.debrief() == end
    again.close()


def test_a_story_in_which_nothing_happens_ends_at_once(tmp_path: Path) -> None:
    """A game without any round that happens goes from sheet to sheet to a debrief."""
    nothing = made.loaded(
        {"id": "made", "title": "M", "rounds": [{"id": "r", "title": "r", "chance": 0.0, "shock": {"text": "x"},
         "responses": [{"id": "a", "title": "a"}]}]},
        yaml.safe_load(seats.library().rulebook.text),
    )  # fmt: skip
    play = seats.begin(tmp_path, nothing)
    play.submit_beliefs(None)
    assert play.phase is Phase.BELIEFS_AFTER
    play.submit_beliefs(None)
    view = play.debrief()
    assert view.decisions == ()
    assert [p.coast for p in view.trajectory] == [False, True, True, True, True]
    play.close()


def test_seconds_that_are_none_are_refused(tmp_path: Path) -> None:
    """A screen's broken clock breaks no save: the call is refused, and nothing has changed."""
    play = seats.begin(tmp_path, quick=True)
    before = play.save.read_bytes()
    for seconds in (float("nan"), -1.0, float("inf")):
        with pytest.raises(ChasmError, match=r"seconds|NaN|Infinity"):
            play.decide("kind", seconds=seconds)
    assert play.save.read_bytes() == before
    assert play.consequences() == ()
    play.close()
