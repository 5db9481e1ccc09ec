"""A terminal's seat in a live room, before a host that does what its protocol says, and what networks do to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Self

import pytest
from live.fake_host import TOKEN, FakeHost, hosted, person
from session import seats

from chasm_game.errors import ChasmError
from chasm_game.live.device import Rhythm
from chasm_game.live.host_messages import Refused
from chasm_game.live.seat import LiveSeat
from chasm_game.live.views import LiveStage, PersonRound, PersonSheet, PersonView, Vote
from chasm_game.session.local_seat import seat_view
from chasm_game.session.seat import (
    AskRequest,
    ChoiceRequest,
    Passed,
    PenRequest,
    RewindRequest,
    SeatState,
    SheetRequest,
    waiting_sentence,
)
from chasm_game.views.consequences import PredictionView
from chasm_game.views.named import Named
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView

QUICK = Rhythm(first=0.05, silence=60.0, poll=0.01, polls=10_000, again=0.01)
LIMIT = 60.0
"""Seconds after which a test gives up; nothing is decided by it."""


@pytest.fixture(scope="module")
def game(tmp_path_factory: pytest.TempPathFactory) -> SeatView:
    """A team's game in its first round."""
    play = seats.begin(tmp_path_factory.mktemp("game"))
    play.submit_beliefs(None)
    view = seat_view(play, 1)
    play.close()
    return view


@pytest.fixture
def host() -> Iterator[FakeHost]:
    """A host in whose lobby one sits."""
    with hosted() as found:
        yield found


class Watched:
    """A seat, and a way to wait for what is seen from it."""

    def __init__(self, host: FakeHost, rhythm: Rhythm = QUICK) -> None:
        self.changed = threading.Event()
        self.seat = LiveSeat.open(host.address, TOKEN, rhythm)
        self.seat.watch(self.changed.set)

    def until(self, seen: Callable[[SeatState], bool]) -> SeatState:
        """The state in which something is seen."""
        while True:
            self.changed.clear()
            state = self.seat.state
            if seen(state):
                return state
            assert self.changed.wait(LIMIT), state

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.seat.close()


def waits(game: SeatView, **values: Any) -> PersonRound:
    """What a person of a team can do in the round that waits: nobody has voted."""
    assert game.round is not None
    letters = tuple((chr(65 + n), each.id, each.title) for n, each in enumerate(game.round.responses))
    view = PersonRound(
        game.round.id,
        letters,
        tuple(letter for letter, _, _ in letters),
        None,
        0,
        None,
        False,
        "",
        "",
        None,
        None,
        "",
        "",
    )
    return replace(view, **values)


def sheet(when: str, **values: Any) -> PersonSheet:
    """A sheet that nobody has handed in."""
    return replace(PersonSheet(when, (("a", "A"), ("b", "B")), (), None, None, 0, None), **values)


def first_answer(game: SeatView) -> ChoiceRequest:
    """The first answer, with a prediction and a reason."""
    assert game.round is not None
    return ChoiceRequest(game.round.id, game.round.responses[0].id, (game.round.targets[0][0], 70), "Because.")


def test_in_the_lobby_one_waits_and_hears_where_one_sits(host: FakeHost) -> None:
    """Before there is a game, the screen has the room's title, the team, the seat's code and PIN, and nothing to do."""
    with Watched(host) as at:
        state = at.seat.state
        assert state.view.phase is Phase.WAITING
        assert state.view.intro.title == "Small"
        words = waiting_sentence(state)
        assert all(each in words for each in ("Red", "seatcode", "4711", "Waiting for the game to begin."))


def test_each_stage_is_a_phase_of_the_screens(host: FakeHost, game: SeatView) -> None:
    """Sheets, a round that is read, one that is voted on, what followed, talk, scores: each on its own screen."""
    with Watched(host) as at:
        shown = [
            (person(LiveStage.SHEETS_BEFORE, game=game, sheet=sheet("before")), Phase.BELIEFS_BEFORE),
            (person(LiveStage.SHEETS_BEFORE, game=game, sheet=sheet("before", points={"a": 1.0})), Phase.WAITING),
            (person(LiveStage.STORY, game=game), Phase.WAITING),
            (person(LiveStage.ANSWERS, game=game, round=waits(game)), Phase.DECIDING),
            (person(LiveStage.ANSWERS, game=game), Phase.WAITING),
            (person(LiveStage.REVEALED, game=game), Phase.WAITING),
            (person(LiveStage.SHEETS_AFTER, game=game, sheet=sheet("after")), Phase.BELIEFS_AFTER),
            (person(LiveStage.TALK, game=game), Phase.WAITING),
        ]
        for view, phase in shown:
            host.show(view)
            state = at.until(lambda _: at.seat.person.version == host.view.version)
            assert state.view.phase is phase, view.stage
            has_round = view.stage in {LiveStage.STORY, LiveStage.ANSWERS}
            assert (state.view.round is not None) is has_round, view.stage
            assert waiting_sentence(state), view.stage
        read = person_state(person(LiveStage.STORY, game=game), host, at)
        assert read.view.round is not None
        assert read.view.round.responses == ()


def test_the_own_forecast_is_told_at_the_reveal(host: FakeHost, game: SeatView) -> None:
    """In the line that says where the room is, beside what is waited for."""
    missed = PredictionView(Named("a", "Guests"), 70, hit=False, actual=(Named("b", "The Authority"),))
    with Watched(host) as at:
        words = person_state(replace(person(LiveStage.REVEALED, game=game), foreseen=missed), host, at).words
        assert words.startswith("With your own vote: You were 70 % sure that Guests would lose most. Not so")
        assert words.endswith("Waiting for the next round.")


def person_state(view: PersonView, host: FakeHost, at: Watched) -> SeatState:
    """What is seen once this is shown."""
    host.show(view)
    return at.until(lambda _: at.seat.person.version == host.view.version)


def test_without_the_pen_a_choice_is_a_vote(host: FakeHost, game: SeatView) -> None:
    """Letter, who and how sure go out as this person's vote, without a reason; then one waits for the team's answer."""
    with Watched(host) as at:
        state = person_state(person(LiveStage.ANSWERS, game=game, round=waits(game)), host, at)
        assert state.votes
        assert state.words.startswith("Your own vote")
        assert state.view.round is not None
        assert not state.view.round.ask.possible
        host.then["vote"] = person(LiveStage.ANSWERS, game=game, round=waits(game, vote=Vote("A"), voted=1))
        at.seat.hand_in(first_answer(game)).result(LIMIT)
        verb, said = host.came[-1]
        assert verb == "vote"
        assert said.pop("key")
        assert said == {"round": game.round.id, "letter": "A", "who": game.round.targets[0][0], "confidence": 70}  # type: ignore[union-attr]
        state = at.seat.state
        assert state.view.phase is Phase.WAITING
        assert "Your vote is A. 1 of 2 of you has voted." in waiting_sentence(state)


def test_with_the_pen_the_team_s_answer_follows_the_own_vote(host: FakeHost, game: SeatView) -> None:
    """Whoever has the pen votes like everybody, then hands in for the team, with the reason."""
    with Watched(host) as at:
        pen = person(LiveStage.ANSWERS, game=game, round=waits(game, has_pen=True))
        assert person_state(pen, host, at).votes
        voted = waits(game, has_pen=True, vote=Vote("A"), voted=2, votes=(("A", 1), ("B", 1)))
        state = person_state(replace(pen, round=voted), host, at)
        assert not state.votes
        assert state.view.phase is Phase.DECIDING
        assert state.words == "You have the pen: now hand in your team's answer. Your votes: 1 for A and 1 for B."
        done = waits(game, has_pen=True, vote=Vote("A"), letter="A", by="pen")
        host.then["choice"] = replace(pen, round=done)
        at.seat.hand_in(first_answer(game)).result(LIMIT)
        verb, said = host.came[-1]
        assert (verb, said["letter"], said["reason"]) == ("choice", "A", "Because.")
        assert "Your team's answer is A, handed in by you." in waiting_sentence(at.seat.state)


def test_a_team_of_one_is_a_player(host: FakeHost, game: SeatView) -> None:
    """Nobody votes against themselves: with nobody else in the team the choice is the team's, at once."""
    with Watched(host) as at:
        alone = person(LiveStage.ANSWERS, game=game, round=waits(game, has_pen=True))
        state = person_state(replace(alone, team=replace(alone.team, people=1)), host, at)
        assert (state.votes, state.words) == (False, "The answers are open: yours is your team's.")


def test_the_pen_can_be_taken_and_the_people_asked(host: FakeHost, game: SeatView) -> None:
    """Both are requests of this seat, and are sent with the round that they belong to."""
    with Watched(host) as at:
        assert person_state(person(LiveStage.ANSWERS, game=game, round=waits(game)), host, at).can_take_pen
        host.then["pen"] = person(LiveStage.ANSWERS, game=game, round=waits(game, has_pen=True))
        assert game.round is not None
        at.seat.hand_in(PenRequest(game.round.id)).result(LIMIT)
        state = at.seat.state
        assert not state.can_take_pen
        assert state.view.round is not None
        assert state.view.round.ask.possible == game.round.ask.possible
        at.seat.hand_in(AskRequest(game.round.id, "ines")).result(LIMIT)
        assert [(verb, said.get("leader")) for verb, said in host.came] == [("pen", None), ("ask", "ines")]


def test_a_sheet_that_is_left_out_is_not_asked_for_again(host: FakeHost, game: SeatView) -> None:
    """Skipping sends nothing and waits with the others; a sheet that is filled in goes out with both pages."""
    with Watched(host) as at:
        person_state(person(LiveStage.SHEETS_BEFORE, game=game, sheet=sheet("before")), host, at)
        at.seat.hand_in(SheetRequest("before", None)).result(LIMIT)
        assert at.seat.state.view.phase is Phase.WAITING
        assert host.came == []
        person_state(person(LiveStage.SHEETS_AFTER, game=game, sheet=sheet("after")), host, at)
        at.seat.hand_in(SheetRequest("after", {"a": 60.0, "b": 40.0}, {"x": 0.5})).result(LIMIT)
        verb, said = host.came[-1]
        assert verb == "sheet"
        assert (said["when"], said["points"], said["ways"]) == ("after", {"a": 60.0, "b": 40.0}, {"x": 0.5})


def test_what_comes_too_late_is_refused_in_the_host_s_words(host: FakeHost, game: SeatView) -> None:
    """409 with `passed` is `Passed`, anything else another fault of the player's; nothing hangs afterwards."""
    with Watched(host) as at:
        person_state(person(LiveStage.ANSWERS, game=game, round=waits(game)), host, at)
        host.refuses["vote"] = (409, "That round is over.", True)
        with pytest.raises(Passed, match="That round is over"):
            at.seat.hand_in(first_answer(game)).result(LIMIT)
        host.refuses["vote"] = (403, "Not from here.", False)
        with pytest.raises(Refused, match="Not from here"):
            at.seat.hand_in(first_answer(game)).result(LIMIT)
        assert at.seat.state.pending is None
        with pytest.raises(ChasmError, match="nothing is taken back"):
            at.seat.hand_in(RewindRequest()).result(LIMIT)


def test_acceptance_04_a_host_that_is_gone_is_found_again_and_gets_what_was_handed_in_once(
    host: FakeHost, game: SeatView
) -> None:
    """The seat says that it is lost, sends its vote when the host is back, with one key, and shows what is new."""
    with Watched(host) as at:
        person_state(person(LiveStage.ANSWERS, game=game, round=waits(game)), host, at)
        host.stop()
        at.until(lambda state: bool(state.lost))
        answer = at.seat.hand_in(first_answer(game))
        assert "What you handed in goes on its way when it is back." in waiting_sentence(at.seat.state)
        host.then["vote"] = person(LiveStage.ANSWERS, game=game, round=waits(game, vote=Vote("A"), voted=1))
        host.view = replace(host.view, version=1)  # a new process may count anew
        host.start()
        answer.result(LIMIT)
        state = at.until(lambda state: not state.lost)
        assert state.view.phase is Phase.WAITING
        assert len({said["key"] for _, said in host.came}) == 1


def test_acceptance_16_events_that_are_held_back_are_asked_for(host: FakeHost, game: SeatView) -> None:
    """Where a stream stays silent, the state is polled, and the seat is not lost."""
    host.quiet = True
    with Watched(host) as at:
        host.show(person(LiveStage.STORY, game=game))
        state = at.until(lambda _: at.seat.person.stage is LiveStage.STORY)
        assert not state.lost
        assert host.polled > 1


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (500, {"refused": "Something went wrong at the host.", "passed": False}),
        (409, {"refused": "Too late.", "passed": True}),
        (404, {"refused": "There is nothing of this name.", "passed": False}),
        (200, {}),
        (200, {"version": "twelve", "view": {}}),
        (302, {}),
    ],
)
def test_a_host_that_answers_oddly_is_asked_again(
    host: FakeHost, game: SeatView, status: int, said: dict[str, Any]
) -> None:
    """A fault of the host's own, or another program at its place for a while: the line is lost, and found again."""
    with Watched(host) as watched:
        watched.until(lambda state: "seatcode" in state.words)
        host.odd = (status, said)
        host.hang_up()
        assert watched.until(lambda state: state.lost != "").over == ""
        host.odd = None
        host.show(person(LiveStage.STORY, game=game))
        watched.until(lambda state: state.lost == "" and state.view.round is not None)


def test_acceptance_06_a_seat_that_was_taken_over_is_over(host: FakeHost) -> None:
    """The old terminal says so in a sentence, and hands nothing in any more."""
    with Watched(host) as at:
        host.say("taken")
        state = at.until(lambda state: bool(state.over))
        assert waiting_sentence(state).startswith("Another device has taken this seat over.")
        with pytest.raises(ChasmError, match="taken this seat over"):
            at.seat.hand_in(SheetRequest("before", None)).result(LIMIT)


def test_a_host_that_says_goodbye_is_waited_for(host: FakeHost) -> None:
    """Whoever leads the room may stop and resume it: the seat is lost for now and not over."""
    with Watched(host) as at:
        person_state(person(), host, at)  # it listens
        host.say("bye")
        state = at.until(lambda state: bool(state.lost))
        assert "whoever leads the room has stopped it" in waiting_sentence(state)
        host.show(person(LiveStage.SHEETS_BEFORE))
        assert not at.until(lambda state: not state.lost).over


def test_a_closed_room_gives_the_page_of_the_team(host: FakeHost) -> None:
    """The seat is over, with the address of the page and without complaint."""
    with Watched(host) as at:
        host.show(person(LiveStage.CLOSED, page="/page/red"))
        state = at.until(lambda state: bool(state.over))
        assert state.over == f"The room is closed. Your team's own page: {host.address.root}/page/red"
        host.say("taken")  # whatever still comes, the room was closed
        assert at.seat.state.over == state.over


def test_a_token_that_nobody_knows_opens_no_seat(host: FakeHost) -> None:
    """It is refused with 401, so that a terminal can ask for a new seat."""
    with pytest.raises(Refused) as caught:
        LiveSeat.open(host.address, "other")
    assert caught.value.status == 401


def test_a_seat_is_closed_while_something_is_on_its_way(host: FakeHost, game: SeatView, tmp_path: Path) -> None:
    """Leaving cancels what was not answered, and ends its thread."""
    at = Watched(host)
    person_state(person(LiveStage.ANSWERS, game=game, round=waits(game)), host, at)
    host.stop()
    at.until(lambda state: bool(state.lost))
    answer = at.seat.hand_in(first_answer(game))
    at.seat.close()
    assert answer.cancelled()
    assert not at.seat._line._thread.is_alive()
