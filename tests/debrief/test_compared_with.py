"""What is compared with what: an arrow with doing nothing, a prediction with the moment before the decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from debrief.games import page, words
from session import seats

from chasm_game.debrief.pages.best_decision import ALONE
from chasm_game.debrief.predictions import NOBODY_FELL, came, verdict
from chasm_game.debrief.walk import walk
from chasm_game.engine.score import NOBODY, who_lost_most
from chasm_game.glossary import WORDS
from chasm_game.tips import EXPLANATIONS
from chasm_game.views.consequences import PredictionView
from chasm_game.views.named import Named
from chasm_game.views.thresholds import FELT

if TYPE_CHECKING:
    from chasm_game.session.local import LocalPlay

META = "investors"
JUST = 1e-6


@pytest.fixture
def mended(tmp_path: Path) -> LocalPlay:
    """The tutorial, asked in its second round, with an answer that is worse for the owner than waiting."""
    play = seats.begin(tmp_path, seats.library().find("tutorial"), quick=True)
    play.decide("own-up")
    play.ask()
    return play


def test_an_arrow_down_a_miss_and_a_decision_that_took_trust_are_told_without_contradiction(mended: LocalPlay) -> None:
    """Where other things made up for what an answer took, it took it, and still nobody's trust fell."""
    seen = mended.round()
    arrows = {i.id: i.now for answer in seen.responses if answer.id == "oven" for i in answer.impacts}
    arrow = arrows[META]
    assert arrow is not None
    assert arrow.direction < 0
    told = mended.decide("oven", prediction=(META, 80))
    assert told.prediction is not None
    assert verdict(told.prediction) == f"Not so: {NOBODY_FELL}."
    mended.decide("bread")
    told_of_it = page(walk(mended.debrief(), None), "paid")
    mended.close()
    assert "In the round itself it took trust from Aunt Meta (−1.0), and gave it back later." in words(told_of_it)
    assert "Aunt Meta paid" not in words(told_of_it)
    assert [w.text for w in told_of_it.after] == [ALONE]


@pytest.mark.parametrize(("fall", "named"), [(FELT - JUST, False), (FELT, False), (FELT + JUST, True)])
def test_nobody_fell_up_to_half_a_point(fall: float, named: bool) -> None:
    """The judged prediction names somebody from the same fall on as the model."""
    lost = who_lost_most({"a": 50.0 + fall}, {"a": 50.0}) - {NOBODY}
    made = PredictionView(Named("b", "Crews"), 80, hit=False, actual=tuple(Named(each, "Guests") for each in lost))
    assert verdict(made) == ("Not so: it was Guests." if named else f"Not so: {NOBODY_FELL}.")
    assert came(made) == ("It was Guests." if named else f"{NOBODY_FELL.capitalize()}.")


def test_what_is_compared_with_what_stands_where_it_is_explained() -> None:
    """Tips and glossary say it of arrows and of predictions, seen and heard."""
    told = {each.id: (each.words, each.heard) for each in EXPLANATIONS}
    assert all("against doing nothing, not against now" in each for each in told["arrows"])
    assert all("from now to the end of the round" in each for each in told["prediction"])
    assert "against waiting and not against now" in WORDS["Arrows"]
    assert "from then to the end of the round" in WORDS["Prediction"]
