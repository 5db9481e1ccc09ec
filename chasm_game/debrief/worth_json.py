"""What each decision was worth, as the review's JSON says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.analysis.review import TooManyPlaythroughs, review

if TYPE_CHECKING:
    from chasm_game.engine.game import Game

__all__ = ["UNKNOWN", "UNKNOWN_DECISION", "worth_json"]

UNKNOWN: dict[str, Any] = dict.fromkeys(("paths", "exact", "best_score", "worst_score", "percentile", "best_line"))
"""Of a game that is not over, or whose scenario has more playthroughs than can be walked."""
UNKNOWN_DECISION: dict[str, Any] = dict.fromkeys(("best", "best_after", "on_average_luck", "loss", "verdict"))


def worth_json(game: Game) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The fields of the whole game, and those of each decision in order. Takes moments to seconds."""
    nothing = [dict(UNKNOWN_DECISION) for turn in game.turns if turn.after is not None]
    if game.outcome is None:
        return dict(UNKNOWN), nothing
    try:
        found = review(game)
    except TooManyPlaythroughs:
        return {**UNKNOWN, "exact": False}, nothing
    whole = {
        "paths": found.paths,
        "exact": True,
        "best_score": found.best_score,
        "worst_score": found.worst_score,
        "percentile": found.percentile,
        "best_line": list(found.best_line),
    }
    decisions = [
        {
            "best": w.best,
            "best_after": w.best_after,
            "on_average_luck": w.on_average_luck,
            "loss": w.loss,
            "verdict": w.verdict,
        }
        for w in found.worths
    ]
    return whole, decisions
