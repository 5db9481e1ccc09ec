"""What is seen beside changes: halves, leaders, promises and what came of them, rescues, falls, averted rounds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.session.local import LocalPlay
from chasm_game.views.changes_builder import FOG, USUAL
from chasm_game.views.named import Named
from chasm_game.views.thresholds import step

RICH = ("start: {cash: 6, asks: 2}", "start: {cash: 60, asks: 2}")


@contextmanager
def game(folder: Path, *changes: tuple[str, str], **options: Any) -> Iterator[LocalPlay]:
    """A quick game of the eventful story, with some stretches of its text exchanged."""
    play = seats.begin(folder, seats.eventful(*changes), **{"quick": True, **options})
    try:
        yield play
    finally:
        play.close()


# ---------------------------------------------------------------- the halves


def test_the_halves_are_seen_once_the_people_were_asked(tmp_path: Path) -> None:
    """In mist nothing of width, halves and ways is known; after the first ask all of it, for good."""
    with game(tmp_path) as play:
        chasm = play.round().chasm
        assert (chasm.width, chasm.whom, chasm.how, chasm.ways) == (None, None, None, ())
        chasm = play.ask().chasm
        assert chasm.whom is not None
        assert chasm.how is not None
        assert chasm.width == 0.5 * chasm.whom + 0.5 * chasm.how
        assert [w.axis.id for w in chasm.ways] == ["voice", "openness", "horizon", "sharing"]
        assert chasm.ways[0].company == -0.8
        followed = play.decide("fix").chasm
        assert (followed.whom_before, followed.how_before) == (chasm.whom, chasm.how)
        assert followed.ways[0].company > -0.8
        assert play.round().chasm.how == followed.how


# ---------------------------------------------------------------- leaders


def test_leaders_are_on_the_dashboard_with_their_change(tmp_path: Path) -> None:
    """Name, role and assent, and how far it moved since the last round; asking with one of them moves it at once."""
    with game(tmp_path) as play:
        assert [(k.id, k.name, k.role, k.assent, k.change) for k in play.round().dashboard.leaders] == [
            ("ines", "Ines Vall", "keeps the books", 45.0, 0.0),
            ("joss", "Joss Tern", "sails the first boat", 70.0, 0.0),
        ]
        ines = play.ask("ines").dashboard.leaders[0]
        assert ines.assent == 45 + 0.15 * 55
        assert ines.change == pytest.approx(0.15 * 55)


def test_how_leaders_moved_is_told_with_what_they_watch(tmp_path: Path) -> None:
    """Every leader, with the step of their assent, what they watch, and how that went from before the decision."""
    with game(tmp_path, RICH) as play:
        ines, joss = play.decide("cut").leaders
        turn = play.played.game.turns[0]
        assert turn.after is not None
        assert (ines.change.id, ines.watches, ines.seen) == ("ines", Named("cash", "Cash"), 1)
        assert ines.change.step == step(turn.after.gauges["ines"] - turn.shocked.gauges["ines"])
        assert (joss.watches, joss.seen) == (
            Named("employees", "Crews"),
            step(turn.after.trust["employees"] - turn.shocked.trust["employees"]),
        )
        assert [r.usual for r in ines.change.reasons] == [True]
        assert "ines" not in {c.id for c in play.consequences()[0].company}


# ---------------------------------------------------------------- promises


def test_a_promise_stands_until_it_is_due_and_is_then_told(tmp_path: Path) -> None:
    """It is open from its round on, in words without points, is due in the next one, and there it is settled."""
    with game(tmp_path, RICH) as play:
        made = play.decide("promise")
        (promise,) = made.promised
        assert (promise.number, promise.response, promise.left) == (1, "Promise them a boat on every hour", 1)
        assert [(to.name, to.strength, to.points) for to in promise.to] == [
            ("Passengers", 3, None),
            ("Communities", 1, None),
        ]
        assert made.settled == ()
        (waiting,) = play.round().promises
        assert waiting.left == 0
        settled = play.decide("school")
        (told,) = settled.settled
        assert settled.promised == ()
        assert (told.number, told.kept, [to.kept for to in told.to]) == (1, 0, [0, 0])
        assert told.credibility == step(
            sum(e.amount for e in play.played.game.ledger if e.gauge == "credibility" and e.stage == "promise")
        )
        assert told.credibility < 0
        assert {who.name for who, _ in told.backlash} == {"Passengers", "Communities"}


def test_points_of_a_promise_are_seen_where_points_may_be(tmp_path: Path) -> None:
    """In a round in which the player asked, and in practice: what was promised, and later what had come."""
    with game(tmp_path, RICH) as play:
        play.ask()
        assert [to.points for to in play.decide("promise").promised[0].to] == [14, 4]
        assert [to.points for to in play.round().promises[0].to] == [None, None]
        play.ask()
        (settled,) = play.decide("nothing").settled
        assert [(to.points, to.came) for to in settled.to] == [(14, 0.0), (4, 0.0)]


def test_a_kept_promise_is_told_as_kept(tmp_path: Path) -> None:
    """All of it came, credibility rises, and it costs nobody's trust."""
    kept = "effects: {customers: 9, employees: 8, cash: -8.5}"
    with game(tmp_path, (kept, "effects: {customers: 40, employees: 8, cash: 8}")) as play:
        play.decide("fix")
        play.decide("school")
        found = [told for silent in play.consequences()[-1].silent for told in silent.settled]
    assert [(told.kept, told.backlash) for told in found] == [(2, ())]
    assert found[0].credibility > 0


def test_two_promises_that_are_due_together_are_judged_one_by_one(tmp_path: Path) -> None:
    """Each has its own verdict and its own step of credibility; together they are all that credibility lost."""
    both = "claims: {employees: 6}\n        claims_due: 4"
    with game(tmp_path, RICH, (both, "claims: {communities: 30}\n        claims_due: 3"), practice=True) as play:
        play.decide("fix")
        play.decide("nothing")
        rounds = play.consequences()[-1].silent
        due = next(silent for silent in rounds if len(silent.settled) == 2)
        first, second = due.settled
        assert (first.number, second.number) == (1, 2)
        assert second.kept == 0
        assert second.credibility < 0
        assert [r.because for c in due.company if c.id == "credibility" for r in c.reasons]


def test_a_promise_that_a_fall_leaves_open_is_told_with_the_fall(tmp_path: Path) -> None:
    """It stands nowhere as open any more, and the fall says that it was."""
    with game(tmp_path, RICH) as play:
        play.decide("fix")
        assert play.round().promises[0].left == 3
    with game(tmp_path, ("start: {cash: 6, asks: 2}", "start: {cash: -60, asks: 2}")) as play:
        fallen = play.decide("fix")
        assert fallen.fallen
        assert fallen.promised == ()
        assert fallen.fall is not None
        assert [promise.response for promise in fallen.fall.open] == ["Mend the boat, with those who sail it"]
        assert fallen.silent == ()


# ---------------------------------------------------------------- rescues and falls


def test_a_rescue_is_told_with_its_hole_and_its_price(tmp_path: Path) -> None:
    """How much was missing, what is in the till, what it cost the owners' trust; points only where they may be seen."""
    with game(tmp_path) as play:
        rescue = play.decide("fix").rescue
        turn = play.played.game.turns[0]
        assert turn.after is not None
        assert rescue is not None
        assert (rescue.times, rescue.owners, rescue.cash, rescue.points) == (
            1,
            Named("investors", "The owners"),
            4,
            None,
        )
        assert 0 < rescue.hole < 8
        cost = sum(e.amount for e in play.played.game.ledger if e.source == "rules/rescue_price")
        assert rescue.step == step(cost) == -3
    with game(tmp_path, practice=True) as play:
        rescue = play.decide("fix").rescue
        assert rescue is not None
        assert rescue.points == pytest.approx(cost)


def test_a_second_rescue_says_so(tmp_path: Path) -> None:
    """Rescues are counted over the game."""
    with game(tmp_path, ("name: The owners, trust: 60", "name: The owners, trust: 100")) as play:
        play.decide("fix")
        rescue = play.decide("school").rescue
        assert rescue is not None
        assert rescue.times == 2


def test_a_fall_says_why_nobody_stepped_in(tmp_path: Path) -> None:
    """The hole was deeper than owners fill, or they no longer trust the company enough."""
    with game(tmp_path) as play:
        play.decide("promise")
        fall = play.decide("spend").fall
        assert fall is not None
        assert fall.too_deep
        assert fall.hole > 8
    with game(tmp_path, ("trust: 60", "trust: 30")) as play:
        fall = play.decide("fix").fall
        assert fall is not None
        assert not fall.too_deep


# ---------------------------------------------------------------- what did not happen, what is silent, what is usual


def test_what_did_not_happen_is_told_where_it_would_have_been(tmp_path: Path) -> None:
    """Before the first round, between two rounds, and nowhere a second time."""
    with game(tmp_path, RICH) as play:
        assert play.round().averted == ("The storm went by to the north. Nobody had to swim.",)
        assert play.decide("fix").averted == ("There was no strike. The crews came to work, and some of them sang.",)
        assert play.round().averted == ()
        assert play.decide("school").averted == ()


def test_what_happens_is_not_averted_and_nothing_is_averted_by_a_fall(tmp_path: Path) -> None:
    """A strike that comes has no such text; after a fall nothing was averted."""
    with game(tmp_path, ("employees < 40", "employees < 99")) as play:
        assert play.decide("fix").averted == ()
        assert play.round().id == "strike"
    with game(tmp_path, ("start: {cash: 6, asks: 2}", "start: {cash: -60, asks: 2}")) as play:
        assert play.decide("fix").averted == ()


def test_silent_rounds_are_told_behind_the_last_decision(tmp_path: Path) -> None:
    """Four of them, each with what came back, what was due and who felt it; before the end there are none."""
    with game(tmp_path, RICH) as play:
        assert play.decide("fix").silent == ()
        rounds = play.decide("nothing").silent
        assert [silent.number for silent in rounds] == [1, 2, 3, 4]
        assert [len(silent.settled) for silent in rounds] == [0, 0, 1, 1]
        assert all(len(silent.leaders) == 2 for silent in rounds)
        assert all(silent.ledger == () for silent in rounds)
        game_ = play.played.game
        for silent, before, after in zip(rounds, game_.snapshots[-5:], game_.snapshots[-4:], strict=False):
            assert [c.after for c in silent.stakeholders] == list(after.reported.values())
            assert [c.before for c in silent.stakeholders] == list(before.reported.values())


def test_a_fall_in_a_silent_round_is_told_there(tmp_path: Path) -> None:
    """The company lived through its last decision, and falls later, with the promise that was open."""
    with game(tmp_path) as play:
        play.decide("promise")
        last = play.decide("nothing")
        assert not last.fallen
        (*_, silent) = last.silent
        assert silent.fall is not None
        assert [promise.number for promise in silent.fall.open] == [2]


def test_what_is_the_same_every_round_is_marked(tmp_path: Path) -> None:
    """Business, owners, healing and leaders who watch; nothing that a decision or a promise did."""
    with game(tmp_path, RICH) as play:
        for response in ("promise", "school"):
            view = play.decide(response)
            for change in (*view.stakeholders, *view.company, *(leader.change for leader in view.leaders)):
                for reason in change.reasons:
                    assert reason.usual == (reason.source in USUAL)
    assert {source.removeprefix("rules/") for source in USUAL} == {
        "income", "upside", "chain_pass", "owners_pace", "healing", "assent_pace",
    }  # fmt: skip


def test_every_echo_says_which_round_sent_it(tmp_path: Path) -> None:
    """Also what a broken promise sends back; what is no echo has no sender."""
    with game(tmp_path, RICH) as play:
        play.decide("promise")
        view = play.decide("school")
        reasons = [reason for change in view.stakeholders for reason in change.reasons]
        assert {reason.sender for reason in reasons if reason.echo} == {1}
        assert {reason.sender for reason in reasons if not reason.echo} == {None}
        assert view.echoes == ()  # it is told with the promise


def test_where_only_the_fog_moved_that_is_the_reason(tmp_path: Path) -> None:
    """Crews that begin to speak again: what is reported of others falls, though nothing happened to them."""
    frightened = ("employees: {name: Crews}", "employees: {name: Crews, trust: 8}")
    kind = ("effects: {customers: 9, employees: 8, cash: -8.5}", "effects: {employees: 90, cash: -1}")
    with game(tmp_path, RICH, frightened, kind) as play:
        partners = next(c for c in play.decide("fix").stakeholders if c.id == "partners")
    assert partners.step < 0
    assert [(r.because, r.sign, r.points) for r in partners.reasons] == [(FOG[-1], -1, None)]
