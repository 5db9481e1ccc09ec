"""The review of one save as JSON: version 1 of its contract (docs: the command line)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.analysis.review import TooManyPlaythroughs, review

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.replay import Played

__all__ = ["review_json"]
_UNKNOWN: dict[str, Any] = dict.fromkeys(("paths", "exact", "best_score", "worst_score", "percentile", "best_line"))
"""Of a game that is not over, or whose scenario has more playthroughs than can be walked."""
_UNKNOWN_DECISION: dict[str, Any] = dict.fromkeys(("best", "best_after", "on_average_luck", "loss", "verdict"))


def review_json(played: Played, *, known: bool) -> dict[str, Any]:
    """Every state, decision and point of a game, to full precision.

    A game that is being assessed and is not over shows no states, no ledger and no weights: reading them must gain
    nothing. What needs all playthroughs (`paths`, `best_score`, `best_after` and the like) is null for a game that is
    not over, and where a scenario has more of them than can be played; `exact` is false then.
    """
    game, header, outcome = played.game, played.header, played.game.outcome
    finished = [t for t in game.turns if t.after is not None]
    whole, worths = _worth(game)
    # Before the end of an assessed game the truth of a save would be a way to cheat.
    shown = outcome is not None or played.practice
    return {
        "chasm": 1,
        "scenario": header.scenario,
        "scenario_sha256": header.scenario_sha256,
        "rulebook_sha256": header.rulebook_sha256,
        "known": known,
        "team": header.team,
        "seed": header.seed,
        "mode": header.mode,
        "finished": outcome is not None,
        "score": outcome.score if outcome else None,
        "score_exact": outcome.score_exact if outcome else None,
        "ending": outcome.ending if outcome else None,
        **whole,
        "states": [_state(s) for s in game.snapshots] if shown else [],
        "decisions": [_decision(played, t, c, w) for t, c, w in zip(finished, played.choices, worths, strict=True)],
        "ledger": [
            {
                "round": e.round,
                "stage": e.stage,
                "source": e.source,
                "gauge": e.gauge,
                "amount": e.amount,
                "because": e.because,
            }
            for e in (game.ledger if shown else ())
        ],
        "beliefs": _beliefs(played, shown=shown),
        "outputs": _outputs(played),
    }


def _state(snapshot: Snapshot) -> dict[str, Any]:
    """What the contract says of a state: every gauge is a key of its own."""
    return {
        "round": snapshot.round,
        "stage": snapshot.stage,
        "trust": snapshot.trust,
        "reported": snapshot.reported,
        "belief": snapshot.belief,
        "people": snapshot.people,
        "chasm": snapshot.chasm,
        **snapshot.gauges,
        "value": snapshot.value,
        "alive": snapshot.alive,
    }


def _decision(played: Played, turn: Turn, choice: Chose, worth: dict[str, Any]) -> dict[str, Any]:
    prediction = None
    if choice.who is not None:
        prediction = {"who": choice.who, "confidence": choice.confidence, "hit": played.hit(turn, choice)}
    return {
        "round": turn.round.id,
        "chosen": choice.response,
        "asked": turn.asked,
        "defaulted": choice.defaulted,
        "open": list(turn.open),
        **worth,
        "prediction": prediction,
        "reason": choice.reason,
    }


def _beliefs(played: Played, *, shown: bool) -> dict[str, Any]:
    def shares(points: Mapping[str, float] | None) -> dict[str, float] | None:
        if points is None:
            return None
        total = sum(points.values())
        return {s: points.get(s, 0.0) / total for s in played.game.plan.stakeholders}

    last = played.game.snapshots[-1]
    return {
        "before": shares(played.beliefs.get("before")),
        "after": shares(played.beliefs.get("after")),
        "revealed": last.belief if shown else None,
        "people": last.people if shown else None,
    }


def _outputs(played: Played) -> dict[str, Any] | None:
    outcome = played.game.outcome
    if outcome is None:
        return None
    return {
        "score": outcome.score,
        "chasm_start": outcome.chasm_start,
        "chasm_end": outcome.chasm_end,
        "say_do": outcome.say_do,
        "resilience": outcome.resilience,
        "calibration": played.calibration(),
    }


def _worth(game: Game) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The fields of the whole game, and those of each decision in order. Takes moments to seconds."""
    nothing = [dict(_UNKNOWN_DECISION) for turn in game.turns if turn.after is not None]
    if game.outcome is None:
        return dict(_UNKNOWN), nothing
    try:
        found = review(game)
    except TooManyPlaythroughs:
        return {**_UNKNOWN, "exact": False}, nothing
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
