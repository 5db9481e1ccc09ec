"""Promises, asks, leaders, falls and what is disclosed: the edges of what is said of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from analysis import small
from debrief.edges import Game
from session import seats

from chasm_game.debrief import happenings
from chasm_game.debrief.facts import Kind
from chasm_game.debrief.markdown import _words
from chasm_game.debrief.page import Words
from chasm_game.debrief.pages.asking import _spent
from chasm_game.debrief.promise_account import promise_account
from chasm_game.debrief.solvency_account import rescues
from chasm_game.engine.decisions import parse
from chasm_game.engine.game import Game as PlayedGame
from chasm_game.views.consequences import ChangeView, LeaderChange
from chasm_game.views.foresight import FallForecast
from chasm_game.views.named import Named
from chasm_game.views.thresholds import step


def test_weights_of_an_earlier_round_stay_hidden_until_the_people_were_asked(tmp_path: Path) -> None:
    """Asking in a later round discloses nothing of what followed from an earlier one (model.md)."""
    play = seats.begin(tmp_path, quick=True)
    play.decide("kind")
    play.ask()
    play.decide("rest")
    known = [any(s.weight is not None for s in view.dashboard.stakeholders) for view in play.consequences()]
    play.close()
    assert known == [False, True]
    assert all(one <= other for one, other in pairwise(known))


@pytest.mark.parametrize(("now", "said"), [(0.0004, False), (0.000499, False), (0.0005, True), (0.01, True)])
def test_a_fall_in_this_round_is_told_from_a_twentieth_of_a_per_cent_on(now: float, said: bool) -> None:
    """What shows as a row shows as a chance: below it only the whole is told."""
    told = happenings.chances_of_falling(FallForecast(now, 0.5, waiting_now=False, waiting_later=False))
    assert ("in this round" in told) is said


def test_points_behind_a_number_keep_it_and_others_get_a_dash() -> None:
    """A list of numbers is one in Markdown too; a point without a number is a dash."""
    lists = list(_words((Words("one", mark="1."), Words("two", mark="2."))))
    assert lists == ["1. one\n2. two"]
    assert list(_words((Words("one", mark="·"),))) == ["- one"]


def test_an_ask_that_was_not_had_is_a_fact_too(game: Game) -> None:
    """Who never asked is told so, as a fact that counts none."""
    view = replace(game[0], decisions=tuple(replace(d, asked=False) for d in game[0].decisions))
    (fact,) = _spent(view).facts
    assert (fact.kind, fact.count) == (Kind.ASKED_TIMES, 0)


TWO_PROMISES = """\
company: {start: {cash: 3}, income: -4, upside: 0}
stakeholders: {investors: {trust: 95}}
rounds:
  - id: r0
    title: A
    shock: {text: x}
    responses:
      - {id: go, title: Go, claims: {customers: 6}, claims_due: FIRST, effects: {cash: -3}, because: b, outcome: o}
  - id: r1
    title: B
    shock: {text: x}
    responses:
      - {id: go, title: Go, claims: {customers: 6}, claims_due: 1, effects: {cash: -5}, because: b, outcome: o}
"""


@pytest.mark.parametrize(("first", "together"), [(2, True), (1, False)])
def test_promises_that_fall_due_together_have_no_price_of_their_own(first: int, together: bool) -> None:
    """Two in one round share what they did to credibility; one that falls due alone has it to itself.

    Only who was promised something stands in a line, and every rescue has the price of its own round.
    """
    game = PlayedGame(small.scenario(TWO_PROMISES.replace("FIRST", str(first))), 1)
    for word in ("go", "go"):
        game.push(parse(word))
    found = promise_account(game)
    assert [len(each.claims) for each in found] == [1, 1]
    assert [each.credibility is None for each in found] == [together, together]
    prices = [e.amount for e in game.ledger if e.source == "rules/rescue_price" and e.gauge == "investors"]
    assert len(prices) > 1
    assert [r.price for r in rescues(game)] == prices


@pytest.mark.parametrize(
    ("before", "after", "seen", "said"),
    [
        (45.0, 47.0, -1, "watches Cash, which went down; other things counted more"),
        (45.0, 47.0, 0, "watches Cash, which stayed about the same; other things counted more"),
        (45.0, 47.0, 1, "watches Cash, which went up"),
        (45.0, 43.0, 1, "watches Cash, which went up; other things counted more"),
        (45.0, 45.4, -1, "watches Cash, which went down"),
        (45.0, 45.5, -1, "watches Cash, which went down; other things counted more"),
    ],
)
def test_a_leader_who_moved_against_what_they_watch_was_moved_by_something_else(
    before: float, after: float, seen: int, said: str
) -> None:
    """It is said so where the assent moved to speak of and what is watched did not move that way."""
    change = ChangeView("ines", "Ines", before, after, step(after - before), ())
    assert happenings.watched(LeaderChange(change, "", Named("cash", "Cash"), seen)) == said
