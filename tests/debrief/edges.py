"""The same game with one number changed, and how little is just under or just over an edge."""

from __future__ import annotations

from dataclasses import replace

from chasm_game.debrief.pages.results import results
from chasm_game.views.consequences import PredictionView
from chasm_game.views.debrief import DebriefView
from chasm_game.views.named import Named
from chasm_game.views.review import ReviewView

JUST = 1e-9
GUESTS, PARTNERS = Named("customers", "Guests"), Named("partners", "Partners")

Game = tuple[DebriefView, ReviewView]


def says(view: DebriefView, name: str) -> str:
    """What a result says."""
    return next(r.says.text for r in results(view) if r.name == name)


def with_outputs(view: DebriefView, **outputs: float | None) -> DebriefView:
    """The same game with other results."""
    return replace(view, outputs=replace(view.outputs, **outputs))  # type: ignore[arg-type]


def predicted(view: DebriefView, made: list[tuple[int, bool]]) -> DebriefView:
    """The same game with other predictions, one a round."""
    lines = tuple(
        replace(
            view.decisions[0], number=n, prediction=PredictionView(GUESTS, sure, hit, (GUESTS if hit else PARTNERS,))
        )
        for n, (sure, hit) in enumerate(made, start=1)
    )
    rounds = tuple(view.rounds[0] for _ in lines)
    miss = next((line for line in lines if line.prediction and not line.prediction.hit), None)
    return replace(view, decisions=lines, rounds=rounds, most_confident_miss=miss)
