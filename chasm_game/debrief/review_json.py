"""The review of one save as JSON: version 2 of its contract (docs: the command line)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chasm_game.analysis.review import TooManyPlaythroughs, review
from chasm_game.debrief.leader_account import carrying
from chasm_game.debrief.lessons import best_decision, decision_points, value_points
from chasm_game.debrief.promise_account import promise_account
from chasm_game.gauges import Group
from chasm_game.limits import WRITTEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chasm_game.engine.game import Game
    from chasm_game.engine.snapshot import Snapshot, Turn
    from chasm_game.gauges import Gauge
    from chasm_game.journal.actions import Chose
    from chasm_game.journal.played import Played
    from chasm_game.views.accounts import PromiseLine

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
    decided = zip(finished, played.choices, worths, strict=True)
    return {
        "chasm": 2,
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
        "states": [_state(s, game.plan.gauges) for s in game.snapshots] if shown else [],
        "decisions": [_decision(played, t, c, w, shown=shown) for t, c, w in decided],
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
        "best_decision": None if outcome is None or (best := best_decision(game)) is None else best.id,
        "promises": [_promise(p, over=outcome is not None) for p in promise_account(game)] if shown else [],
        "beliefs": _beliefs(played, shown=shown),
        "beliefs_how": _beliefs_how(played, shown=shown),
        "outputs": _outputs(played),
        # Of a game as written the contract is what it was; a save says no more either.
        **({} if header.difficulty == WRITTEN else {"difficulty": header.difficulty}),
    }


def _state(snapshot: Snapshot, gauges: Iterable[Gauge]) -> dict[str, Any]:
    """What the contract says of a state: every gauge is a key of its own, and so is the assent of all leaders."""
    leaders = {gauge.id for gauge in gauges if gauge.group is Group.LEADERS}
    return {
        "round": snapshot.round,
        "stage": snapshot.stage,
        "trust": snapshot.trust,
        "reported": snapshot.reported,
        "belief": snapshot.belief,
        "people": snapshot.people,
        "hurt": snapshot.hurt,
        "ways": snapshot.ways,
        "people_ways": snapshot.people_ways,
        "chasm": snapshot.chasm,
        "what": snapshot.what,
        "how": snapshot.how,
        **{name: at for name, at in snapshot.gauges.items() if name not in leaders},
        "assent": {name: at for name, at in snapshot.gauges.items() if name in leaders},
        "rescues": snapshot.rescues,
        "value": snapshot.value,
        "alive": snapshot.alive,
    }


def _decision(played: Played, turn: Turn, choice: Chose, worth: dict[str, Any], *, shown: bool) -> dict[str, Any]:
    prediction = None
    if choice.who is not None:
        prediction = {"who": choice.who, "confidence": choice.confidence, "hit": played.hit(turn, choice)}
    return {
        "round": turn.round.id,
        "chosen": choice.response,
        "asked": turn.asked if turn.ask is None or turn.ask.leader is None else turn.ask.leader,
        "defaulted": choice.defaulted,
        "open": list(turn.open),
        **_carried(played.game, turn, shown=shown),
        "points": decision_points(played.game, turn) if shown else None,
        "value_points": value_points(played.game, turn) if shown else None,
        **worth,
        "prediction": prediction,
        "reason": choice.reason,
        # In a room only: the best case for another answer.
        **({"dissent": choice.dissent} if choice.dissent else {}),
        # What was typed for the team and revealed before a facilitator corrected it; most saves have no such thing.
        **({} if choice.corrected is None else {"corrected": choice.corrected}),
    }


def _carried(game: Game, turn: Turn, *, shown: bool) -> dict[str, Any]:
    """How far it was carried and how strange it was, 0..1; without leaders all is carried, and nothing measured."""
    how = carrying(game, turn)
    if not shown:
        return {"carry": None, "strange": None}
    return {"carry": 1.0, "strange": None} if how is None else {"carry": how.carry, "strange": how.strange}


def _promise(promise: PromiseLine, *, over: bool) -> dict[str, Any]:
    """One promise, in points; `due` is null where it was not settled: of a fallen company nothing of it was kept."""
    known = over or promise.due is not None
    return {
        "round": promise.made.id,
        "due": None if promise.due is None else promise.due.id,
        "made": promise.claimed,
        "kept": promise.kept if known else None,
        "gap": promise.gap if known else None,
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


def _beliefs_how(played: Played, *, shown: bool) -> dict[str, Any]:
    """The second page of the sheets, by axis."""
    last = played.game.snapshots[-1]
    return {
        "before": played.ways.get("before"),
        "after": played.ways.get("after"),
        "revealed": last.ways if shown else None,
        "people": last.people_ways if shown else None,
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
