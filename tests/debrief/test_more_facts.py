"""Facts of sentences that stand only in some games, each read back from the sentence itself and from the game."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from debrief.games import page, played
from session import seats
from shipped_stories import shipped_library

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.debrief.pages.best_decision import paid
from chasm_game.debrief.walk import walk
from chasm_game.views.debrief import DebriefView
from chasm_game.views.named import PointsView
from chasm_game.views.round import Phase

ROOT = Path(__file__).parents[2]


def facts_of(view: DebriefView, name: str, kind: Kind) -> list[Fact]:
    """What a page declares of one kind, without a review."""
    return [fact for fact in page(walk(view, None, "too many"), name).facts if fact.kind is kind]


def sentence(view: DebriefView, name: str, pattern: str) -> re.Match[str]:
    """What a page says, by a pattern."""
    told = page(walk(view, None, "too many"), name)
    found = [m for w in (*told.words, *told.after) if (m := re.search(pattern, w.text))]
    assert len(found) == 1
    return found[0]


def test_the_deepest_fall_of_value_is_declared_where_there_is_no_review(tmp_path: Path) -> None:
    """Round, answer and amount are those of the sentence and of the decision."""
    view, _ = played(tmp_path, "hard", "never", "rest", "wait")
    by_round = {d.number: d for d in view.decisions}
    lowest = min(view.decisions, key=lambda d: d.value_after - d.value_before)
    said = sentence(view, "turning", r"value fell most in round (\d+), “.*”, by (\d+\.\d)\. You chose “(.*)”\.")
    (fact,) = facts_of(view, "turning", Kind.VALUE_FELL)
    assert (fact.round, fact.amount, fact.who) == (int(said[1]), float(said[2]), by_round[int(said[1])].response_id)
    assert fact.round == lowest.number
    assert fact.amount == pytest.approx(lowest.value_before - lowest.value_after, abs=0.05)
    assert said[3] == lowest.response


@pytest.mark.parametrize("as_they", [True, False])
def test_a_case_declares_whether_the_real_decision_was_taken(as_they: bool, tmp_path: Path) -> None:
    """The round of the real decision, and 1 where the player took the same."""
    scenario = shipped_library().find("kodak-1975")
    assert scenario.history is not None
    play = seats.begin(tmp_path, scenario, quick=True)
    rounds: list[str] = []
    while play.phase is Phase.DECIDING:
        view = play.round()
        rounds.append(view.id)
        real = view.id == scenario.history.round
        open_ = [r.id for r in view.responses if r.open]
        play.decide(next(r for r in open_ if (r == scenario.history.chose) is as_they) if real else open_[0])
    debrief = play.debrief()
    play.close()
    (fact,) = facts_of(debrief, "history", Kind.DID_AS_THEY)
    assert fact == Fact(Kind.DID_AS_THEY, round=rounds.index(scenario.history.round) + 1, sign=1 if as_they else -1)
    sentence(debrief, "history", r"^You did what they did\.$" if as_they else r"^They chose “.*”\.$")


def test_whoever_lent_is_declared_with_what_was_paid_at_once(tmp_path: Path) -> None:
    """Everybody whom the sentence names, with the points that stand behind the name."""
    view, _ = played(tmp_path, "kind", "rest", "wait")
    assert view.best_decision is not None
    lent = (PointsView("customers", "Guests", -3.26), PointsView("investors", "Owners", -0.4))
    best = dataclasses.replace(view.best_decision, at_once=lent, paid=(), gained=())
    told = paid(dataclasses.replace(view, best_decision=best))
    assert told is not None
    facts = [fact for fact in told.facts if fact.kind is Kind.LENT]
    assert facts == [Fact(Kind.LENT, "customers", best.number, amount=3.3)]
    said = " ".join(w.text for w in told.words)
    assert "In the round itself it took trust from Guests (−3.3), and gave it back later." in said


def test_the_surest_miss_declares_how_the_trust_went(tmp_path: Path) -> None:
    """Whose trust, in which round, by how much and which way: as the sentence has it, and as the ledger sums."""
    play = seats.begin(tmp_path, quick=False)
    play.submit_beliefs(None)
    for response in ("hard", "never", "rest", "wait"):
        play.decide(response, prediction=("nobody", 90))
    play.submit_beliefs(None)
    view = play.debrief()
    play.close()
    line = view.most_confident_miss
    assert line is not None
    pattern = (
        r"From your decision to the end of the round the trust of (.*) (rose|fell) by (\d+\.\d), for these reasons"
    )
    said = sentence(view, "miss", pattern)
    (fact,) = facts_of(view, "miss", Kind.MOVED)
    names = {s.id: s.name for s in view.rounds[0].dashboard.stakeholders}
    assert (names[fact.who], fact.round, fact.amount) == (said[1], line.number, float(said[3]))
    assert fact.sign == (1 if said[2] == "rose" else -1)
    ledger = view.rounds[line.number - 1].ledger
    total = sum(p.amount for p in ledger if p.gauge == fact.who and p.stage not in {"shock", "ask"})
    assert fact.amount == pytest.approx(abs(total), abs=0.05)
