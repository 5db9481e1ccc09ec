"""Silent rounds in which nothing lands: those that follow one another are one, and the words for it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from session import seats
from session.random_games import LONG, STORIES, random_games

from chasm_game.debrief import happenings, quarters
from chasm_game.plain.consequences import silent_rounds
from chasm_game.views.consequences import SilentView
from chasm_game.views.consequences_builder import consequences
from chasm_game.views.events import PromiseView

RICH = ("start: {cash: 6, asks: 2}", "start: {cash: 60, asks: 2}")


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> SilentView:
    """Three quarters in which nothing lands."""
    play = seats.begin(Path(tmp_path_factory.mktemp("quiet")), seats.eventful(RICH), quick=True)
    play.decide("promise")
    view = play.decide("nothing")
    play.close()
    (first, second) = view.silent
    assert (first.number, first.last, first.quiet) == (1, 3, True)
    assert (second.number, second.last, second.quiet) == (4, 4, False)
    assert not quarters.nothing_landed(second)
    heard = [next(told) for told in silent_rounds(view, [view])]
    assert heard[0].startswith("Silent rounds 1 to 3. From the first to the third quarter nothing landed. As reported:")
    assert heard[1].startswith("Silent round 4. What followed, as reported:")
    return first


@pytest.mark.parametrize(
    ("first", "last", "name", "words"),
    [
        (2, 2, "Silent round 2", "In the second quarter nothing landed."),
        (3, 4, "Silent rounds 3 and 4", "In the third and fourth quarter nothing landed."),
        (2, 4, "Silent rounds 2 to 4", "From the second to the fourth quarter nothing landed."),
        (10, 11, "Silent rounds 10 and 11", "In the tenth and 11th quarter nothing landed."),
    ],
)
def test_one_quarter_two_and_more_have_their_words(
    quiet: SilentView, first: int, last: int, name: str, words: str
) -> None:
    """One is called alone, two are both named, of more the first and the last."""
    view = replace(quiet, number=first, last=last)
    assert (quarters.named(view), quarters.nothing_landed(view)) == (name, words)


@pytest.mark.parametrize(
    ("left", "over", "words"),
    [
        (0, False, "due at the end of this round"), (1, False, "due in 1 round"), (2, False, "due in 2 rounds"),
        (1, True, "due in the first quarter after"), (2, True, "due in the second quarter after"),
    ],
)  # fmt: skip
def test_after_the_last_decision_a_promise_is_due_in_a_quarter(left: int, over: bool, words: str) -> None:
    """As the silent rounds are counted; before it in rounds."""
    assert happenings.due(PromiseView(1, "Shock", "Promise", (), left, over)) == words


def test_a_promise_is_settled_in_the_quarter_that_was_named(tmp_path: Path) -> None:
    """What is said behind the last decision comes true; in the round before, rounds are named."""
    play = seats.begin(tmp_path, seats.eventful(RICH), quick=True)
    first, last = play.decide("fix"), play.decide("nothing")
    play.close()
    assert not any(promise.over for promise in first.promised)
    for promise in last.promised:
        due = next(each for each in last.silent if any(told.number == promise.number for told in each.settled))
        assert happenings.due(promise) == f"due in the {quarters.nth(due.number)} quarter after"
    assert len(last.promised) == 2


@pytest.mark.parametrize("name", LONG)
def test_together_they_come_to_what_each_would_have(name: str) -> None:
    """In random games: no quarter is missing, no two quiet ones stand apart, and all begins where the last ended."""
    for played in random_games(STORIES[name], 20):
        view = consequences(played, len(played.choices), everything=True)
        at = view.chasm.width, [c.after for c in view.stakeholders], 0, False
        for each in view.silent:
            width, trust, number, still = at
            assert each.number == number + 1
            assert not (still and each.quiet)
            assert each.quiet or each.number == each.last
            assert each.chasm.before == width
            assert [c.before for c in each.stakeholders] == trust
            landed = any(line.stage in {"echo", "promise"} for line in each.ledger)
            assert each.quiet == (not (landed or each.rescue or each.fall))
            at = each.chasm.width, [c.after for c in each.stakeholders], each.last, each.quiet
        assert not view.silent or view.silent[-1].fall or view.silent[-1].last == 4


@pytest.mark.parametrize("name", LONG)
def test_what_comes_every_round_is_one_reason_also_where_it_gave_and_then_took(name: str) -> None:
    """In random games nobody reads the same words twice, once for more and once for less; the points are the sum."""
    both = 0
    for played in random_games(STORIES[name], 40):
        for view in consequences(played, len(played.choices), everything=True).silent:
            quarters_told = {f"coast-{each}" for each in range(view.number, view.last + 1)}
            entries = [entry for entry in played.game.ledger if entry.round in quarters_told]
            for change in (*view.stakeholders, *view.company):
                usual = [reason for reason in change.reasons if reason.usual]
                assert len({reason.because for reason in usual}) == len(usual)
                for reason in usual:
                    points = [e.amount for e in entries if (e.gauge, e.because) == (change.id, reason.because)]
                    assert reason.points == pytest.approx(sum(points))
                    assert reason.sign == (1 if sum(points) > 0 else -1)
                    both += min(points) < 0 < max(points)
    assert both  # it does happen


@pytest.mark.parametrize(
    ("count", "said"),
    [
        *zip((1, 10, 11, 12, 13, 20), ("first", "tenth", "11th", "12th", "13th", "20th"), strict=True),
        *zip((21, 22, 23, 24, 101), ("21st", "22nd", "23rd", "24th", "101st"), strict=True),
        *zip((111, 112, 113, 123), ("111th", "112th", "113th", "123rd"), strict=True),
    ],
)
def test_a_place_in_a_row_is_said_as_english_says_it(count: int, said: str) -> None:
    """In words to the tenth, then in digits with their ending."""
    assert quarters.nth(count) == said
