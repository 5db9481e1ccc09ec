"""A seat at a game of this process: one thing at a time, nothing lost, and whoever sits there never waits."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from session import seats

from chasm_game.engine.game import Game
from chasm_game.errors import ChasmError, IllegalDecision
from chasm_game.journal.journal import Journal, read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay
from chasm_game.session.local_seat import LocalSeat
from chasm_game.session.seat import AskRequest, ChoiceRequest, Passed, RewindRequest, SheetRequest, waiting_sentence
from chasm_game.views.round import Phase


def quick(folder: Path, **options: Any) -> LocalPlay:
    """A game that waits for its first decision."""
    return seats.begin(folder, quick=True, **options)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """A disk that writes nothing before it is let."""
    let, append = threading.Event(), Journal.append

    def slowly(journal: Journal, *given: Any) -> None:
        assert let.wait(200)
        append(journal, *given)

    monkeypatch.setattr(Journal, "append", slowly)
    return let


@pytest.mark.parametrize("at_once", [False, True])
def test_a_round_is_decided_once(tmp_path: Path, at_once: bool) -> None:
    """The same choice again, and another one for a round that is over, are refused, and nothing changes."""
    seat = LocalSeat(quick(tmp_path), at_once=at_once)
    seat.hand_in(ChoiceRequest("first", "kind")).result()
    before = seat.state
    for response in ("kind", "hard"):
        with pytest.raises(Passed, match="that round is over"):
            seat.hand_in(ChoiceRequest("first", response)).result()
    with pytest.raises(Passed):
        seat.hand_in(AskRequest("first")).result()
    assert seat.state.view.rounds == before.view.rounds
    assert len(seat.state.view.rounds) == 1
    seat.close()


def test_a_sheet_is_handed_in_once(tmp_path: Path) -> None:
    """A sheet that is not asked for now came too late, or too early."""
    seat = LocalSeat(seats.begin(tmp_path))
    with pytest.raises(Passed, match="not asked for now"):
        seat.hand_in(SheetRequest("after", None)).result()
    seat.hand_in(SheetRequest("before", {"customers": 1.0})).result()
    with pytest.raises(Passed, match="not asked for now"):
        seat.hand_in(SheetRequest("before", None)).result()
    seat.close()


def test_nobody_waits_while_something_is_written(tmp_path: Path, gate: threading.Event) -> None:
    """Handing in comes back before the disk does; until then it is said, and nothing else is taken."""
    seat = LocalSeat(quick(tmp_path))
    heard = threading.Semaphore(0)
    seat.watch(heard.release)
    answer = seat.hand_in(ChoiceRequest("first", "kind"))
    assert not answer.done()
    assert seat.state.pending is not None
    assert waiting_sentence(seat.state) == "Handed in. Waiting for the answer."
    with pytest.raises(ChasmError, match="still on its way"):
        seat.hand_in(ChoiceRequest("first", "hard")).result()
    gate.set()
    answer.result(200)
    assert [heard.acquire(timeout=200) for _ in range(2)] == [True, True]  # on its way, and taken
    assert not seat.state.busy
    assert waiting_sentence(seat.state) == ""
    assert seat.state.view.version == 2
    seat.close()


def test_closing_writes_what_was_handed_in(tmp_path: Path, gate: threading.Event) -> None:
    """Whoever leaves right after deciding finds the decision in the save."""
    play = quick(tmp_path)
    seat = LocalSeat(play)
    seat.hand_in(ChoiceRequest("first", "kind"))
    threading.Timer(0.05, gate.set).start()
    seat.close()
    assert [each.response for each in replay(read_save(play.save)).choices] == ["kind"]
    with pytest.raises(ChasmError):
        seat.hand_in(ChoiceRequest("narrow", "rest")).result()


def test_what_cannot_be_done_changes_nothing_that_is_seen(tmp_path: Path) -> None:
    """A locked answer, a rewind outside practice: why is told to whoever handed it in."""
    seat = LocalSeat(quick(tmp_path))
    before = seat.state.view
    for request in (ChoiceRequest("first", "nothing"), RewindRequest()):
        with pytest.raises(IllegalDecision):
            seat.hand_in(request).result()
    assert (seat.state.view.round, seat.state.view.rounds) == (before.round, before.rounds)
    assert not seat.state.busy
    seat.close()


def test_in_practice_a_decision_is_taken_back(tmp_path: Path) -> None:
    """What is seen then is what was seen before, in a newer view."""
    seat = LocalSeat(quick(tmp_path, practice=True))
    before = seat.state.view
    seat.hand_in(ChoiceRequest("first", "kind")).result()
    seat.hand_in(RewindRequest()).result()
    assert seat.state.view.round == before.round
    assert seat.state.view.version == before.version + 2
    seat.close()


def test_a_whole_game_ends_in_its_debrief_and_review(tmp_path: Path) -> None:
    """The debrief is there with the last decision; the review comes from beside."""
    seat = LocalSeat(quick(tmp_path))
    for round_id, response in (("first", "kind"), ("narrow", "rest"), ("last", "wait")):
        seat.hand_in(ChoiceRequest(round_id, response)).result()
    view = seat.state.view
    assert view.phase is Phase.DEBRIEF
    assert view.round is None
    assert view.debrief is not None
    assert len(seat.review().result().decisions) == 3
    assert len(seat.export(str(tmp_path / "out")).result()) > 1
    with pytest.raises(ChasmError, match="already"):
        seat.export(str(tmp_path / "out")).result()
    seat.close()


def test_a_game_that_is_taken_back_is_reviewed_as_it_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In practice a decision may be taken back while the review is under way: it is of the game that was over."""
    play = LocalPlay.resume(seats.whole(tmp_path, practice=True))
    back, reviewing = threading.Event(), play.reviewing

    def held() -> Callable[[], Any]:
        work = reviewing()
        return lambda: back.wait(200) and work()

    monkeypatch.setattr(play, "reviewing", held)
    seat = LocalSeat(play)
    answer = seat.review()
    play.rewind()
    back.set()
    assert len(answer.result(200).decisions) == 3
    with pytest.raises(ChasmError, match="when the game is over"):
        seat.review().result()
    seat.close()


def test_who_asks_for_a_review_works_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen asks: the game is played again in the thread that finds the review, and in no other."""
    seat = LocalSeat(LocalPlay.resume(seats.whole(tmp_path)))
    threads, begin = set(), Game.__init__

    def noted(game: Game, *given: Any, **named: Any) -> None:
        threads.add(threading.get_ident())
        begin(game, *given, **named)

    monkeypatch.setattr(Game, "__init__", noted)
    assert len(seat.review().result(200).decisions) == 3
    assert threads
    assert threading.get_ident() not in threads
    seat.close()


def test_a_review_that_nobody_waits_for_any_more_is_cancelled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Closing a seat holds up nobody: what was asked of it and is not there yet never comes."""
    play = LocalPlay.resume(seats.whole(tmp_path))
    go = threading.Event()
    monkeypatch.setattr(play, "reviewing", lambda: lambda: go.wait(200))
    seat = LocalSeat(play)
    answer = seat.review()
    seat.close()
    assert answer.cancelled()
    go.set()
