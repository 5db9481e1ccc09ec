"""One debrief, told once: every face states the same facts, and they are those of the game."""

from __future__ import annotations

from copy import deepcopy
from itertools import chain, cycle
from typing import Any

import pytest
from debrief.faces import all_faces
from debrief.page_facts import pages_by_facts
from debrief.pages_in_json import pages_by_json
from debrief.pages_in_text import Shown, pages_by_text
from debrief.reading import stated_by_facts, stated_by_json, stated_by_text
from hypothesis import given
from hypothesis import strategies as st

from chasm_game.debrief.details import details
from chasm_game.debrief.review_json import review_json
from chasm_game.debrief.walk import walk
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

import made
from budgets import tried

POINTS = st.one_of(st.none(), st.lists(st.integers(0, 5), min_size=1, max_size=4))
GAME = st.fixed_dictionaries(
    {
        "picks": st.lists(st.integers(0, 20), min_size=1, max_size=6),
        "sure": st.lists(st.sampled_from([None, 20, 50, 60, 90, 100]), min_size=1, max_size=4),
        "asks": st.booleans(),
        "labels": st.lists(st.sampled_from([None, "old", "new"]), min_size=1, max_size=3),
        "quick": st.booleans(),
        "before": POINTS,
        "after": POINTS,
    }
)


def finished(folder: Any, world: Any, game: dict[str, Any]) -> LocalPlay:
    """A made game, played to its end."""
    rulebook, scenario, seed = world
    play = LocalPlay.new(
        made.loaded(_labelled(scenario, game["labels"]), rulebook), folder, seed=seed, quick=game["quick"]
    )
    _hand_in(play, Phase.BELIEFS_BEFORE, game["before"])
    n = 0
    while play.phase is Phase.DECIDING:
        pick, sure = (game[name][n % len(game[name])] for name in ("picks", "sure"))
        if game["asks"] and pick % 2 and play.round().ask.possible:
            play.ask()
        answers, targets = [r for r in play.round().responses if r.open], play.round().targets
        prediction = None if game["quick"] or sure is None else (targets[pick % len(targets)][0], sure)
        play.decide(answers[pick % len(answers)].id, prediction=prediction)
        n += 1
    _hand_in(play, Phase.BELIEFS_AFTER, game["after"])
    return play


def _labelled(scenario: dict[str, Any], labels: list[str | None]) -> dict[str, Any]:
    """The scenario with an old and a new way: made answers have none of their own."""
    labelled = deepcopy(scenario)
    answers = [answer for each in labelled["rounds"] for answer in each["responses"]]
    for answer, label in zip(answers, cycle(labels), strict=False):
        if label:
            answer["label"] = label
    return labelled


def _hand_in(play: LocalPlay, phase: Phase, points: list[int] | None) -> None:
    if play.phase is not phase:
        return
    ids = [who for who, _ in play.intro.stakeholders]
    sheet = {who: float(p) for who, p in zip(ids, points or [], strict=False) if p}
    play.submit_beliefs(sheet or None)


@pytest.mark.timeout(3600)
@tried(4, 500)
@given(made.worlds(3), GAME)
def test_every_face_states_the_facts_of_the_game(tmp_path_factory: Any, world: Any, game: dict[str, Any]) -> None:
    """Results, standing, worth, predictions, beliefs, read back from each face, are those of the JSON."""
    play = finished(tmp_path_factory.mktemp("saves"), world, game)
    view, review = play.debrief(), play.review()
    scenario = play.played.game.scenario
    expected = stated_by_json(review_json(play.played, known=False), scenario, quick=game["quick"])
    for face, text in all_faces(play.played, view, review):
        assert stated_by_text(text) == expected, face
    pages, behind = walk(view, review), details(view, review)
    facts = tuple(chain.from_iterable(page.facts for page in (*pages.pages, *behind.decisions)))
    names = {s.id: s.name for s in scenario.stakeholders}
    titles = {d.number: d.response for d in view.decisions}
    declared = stated_by_facts(facts, names, titles)
    play.close()
    assert declared == expected


@pytest.mark.timeout(3600)
@tried(4, 500)
@given(made.worlds(3), GAME)
def test_every_page_states_the_facts_of_the_game(tmp_path_factory: Any, world: Any, game: dict[str, Any]) -> None:
    """Course, asking, road, rival, trap, luck, payers, questions, Monday: on each face each page states the JSON."""
    play = finished(tmp_path_factory.mktemp("saves"), world, game)
    view, review = play.debrief(), play.review()
    scenario, data = play.played.game.scenario, review_json(play.played, known=False)
    expected = pages_by_json(data, scenario, review.road_score)
    assert pages_by_facts(walk(view, review).pages) == expected
    shown = Shown.of(scenario, data)
    for face, text in all_faces(play.played, view, review):
        assert pages_by_text(text, shown) == expected, face
    play.close()
