"""Names are shown and never compared: a stakeholder called Nobody, and two answers or rounds with one title."""

from __future__ import annotations

from pathlib import Path

import pytest
from debrief.faces import all_faces
from session import seats

from chasm_game.debrief.details import details
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source
from chasm_game.session.local import LocalPlay
from chasm_game.views.consequences import ConsequencesView
from chasm_game.views.round import Phase
from chasm_game.views.waterfalls import waterfalls


def story(*changes: tuple[str, str]) -> Scenario:
    """The small story with some stretches of its text exchanged."""
    text = seats.SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return load_scenario(Source("small.yaml", text), seats.library().rulebook)[0]


def finished(folder: Path, who: str) -> LocalPlay:
    """A game among a stakeholder called Nobody and one called like a gauge; `who` was predicted in the first round."""
    play = seats.begin(folder, story(NAMED_NOBODY))
    play.submit_beliefs({"partners": 60, "customers": 40})
    play.decide("kind", prediction=(who, 80))
    play.decide("rest", prediction=("nobody", 50))
    play.decide("wait", prediction=("partners", 50))
    play.submit_beliefs({"partners": 50, "customers": 50})
    return play


NAMED_NOBODY = (
    "  customers: {name: Guests}\n",
    "  partners: {name: Nobody, trust: 60}\n  customers: {name: Learning}\n",
)


@pytest.mark.parametrize("who", ["nobody", "partners"])
def test_a_stakeholder_called_nobody_is_not_nobody(tmp_path: Path, who: str) -> None:
    """On every face a prediction of nobody and one of the stakeholder Nobody are two different things."""
    play = finished(tmp_path, who)
    view, review = play.debrief(), play.review()
    first = view.decisions[0].prediction
    assert first is not None
    assert (first.who is None) == (who == "nobody")
    expected = "nobody would lose anything" if who == "nobody" else "Nobody would lose most"
    for face, text in all_faces(play.played, view, review):
        assert f"You were 80 % sure that {expected}." in text, face
        assert "You were 50 % sure that nobody would lose anything." in text, face
        assert "You were 50 % sure that Nobody would lose most." in text, face
    play.close()


def test_a_stakeholder_called_like_a_gauge_keeps_its_own_points(tmp_path: Path) -> None:
    """The waterfalls of a round and of the most confident miss hold the points of one id, whatever it is called."""
    play = finished(tmp_path, "nobody")
    view = play.debrief()
    for round_ in view.rounds:
        drawn, _ = waterfalls(round_)
        for fall in drawn:
            assert fall.start + sum(step.amount for step in fall.steps) == pytest.approx(fall.end)
        _ends_where_the_dashboard_stands(round_)
    play.close()


def _ends_where_the_dashboard_stands(view: ConsequencesView) -> None:
    drawn, _ = waterfalls(view)
    trust = {s.id: s.true for s in view.dashboard.stakeholders}
    moved = list(dict.fromkeys(line.gauge for line in view.ledger if not line.weight))
    assert len(drawn) == len(moved)
    ends = [fall.end for fall in drawn if fall.title == "Learning"]
    assert len(ends) == ("learning" in moved) + ("customers" in moved)
    assert "customers" not in moved or trust["customers"] in [pytest.approx(end) for end in ends]


TWINS = (("title: Be hard", "title: Be kind"), ("title: A narrow one", "title: The first one"))


@pytest.mark.parametrize(("chosen", "other"), [("kind", "hard"), ("hard", "kind")])
def test_two_answers_with_one_title_are_two_answers(tmp_path: Path, chosen: str, other: str) -> None:
    """Own and best are marked once each, among what was open and among the directions, on every face."""
    play = seats.begin(tmp_path, story(*TWINS), quick=True)
    play.decide(chosen)
    while play.phase is Phase.DECIDING:
        play.decide(next(r.id for r in play.round().responses if r.open))
    view, review = play.debrief(), play.review()
    first, behind = review.decisions[0], details(view, review)
    assert first.chosen.id == chosen
    assert [a.id for a in first.answers if a.chosen] == [chosen]
    for table in (behind.decisions[0].table, behind.unasked[0].table):
        assert table is not None
        assert sum("yours" in row[0] for row in table.rows) == 1
        assert sum(row[0].split(" (")[0].endswith("Be kind") for row in table.rows) == 2
        assert table.marked is not None
        assert "yours" in table.rows[table.marked][0]
    assert behind.decisions[0].table is not None
    assert sum("best" in row[0] for row in behind.decisions[0].table.rows) == 1
    better = next((a for a in first.answers if a.id == first.best.id), None)
    assert better is not None
    if first.best.id == other:
        assert "Be kind (yours)" not in [row[0] for row in behind.decisions[0].table.rows if "best" in row[0]]
    for face, text in all_faces(play.played, view, review):
        assert "Be kind (yours" in text, face
    play.close()


def test_two_rounds_with_one_title_are_two_rounds(tmp_path: Path) -> None:
    """Each has its own page among the decisions and the rounds without an ask, by its number."""
    play = seats.begin(tmp_path, story(*TWINS), quick=True)
    for response in ("kind", "rest", "wait"):
        play.decide(response)
    view, review = play.debrief(), play.review()
    behind = details(view, review)
    titles = [page.heading for page in behind.decisions]
    assert titles == ["1. The first one", "2. The first one", "3. The last one"]
    assert [page.heading for page in behind.unasked] == titles
    assert "“Rest”" in behind.decisions[1].words[0].text
    assert [u.id for u in view.unasked] == ["first", "narrow", "last"]
    for face, text in all_faces(play.played, view, review):
        assert text.count("2. The first one") >= 1, face
    play.close()
