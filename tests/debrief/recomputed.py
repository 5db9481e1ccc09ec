"""More facts of a debrief, worked out from `chasm review --json` alone: halves, turning point, lenders, leaders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.engine.score import NOTHING_LOST

READ: Mapping[str, frozenset[Kind]] = {
    "halves": frozenset({Kind.WHOM_LED, Kind.HOW_LED}),
    "turning": frozenset({Kind.TURNING, Kind.BEST_ANSWER}),
    "paid": frozenset({Kind.LENT}),
    "miss": frozenset({Kind.MOVED, Kind.LOST_MOST}),
    "leaders": frozenset({Kind.ASSENT, Kind.WON_MOST, Kind.TURNED_MOST}),
    "ended": frozenset({Kind.SCORE, Kind.CHASM, Kind.WORST_WAY, Kind.BEST_WAY}),
}
"""What is worked out of each page."""


def recomputed(data: Mapping[str, Any]) -> set[tuple[str, Fact]]:
    """What the pages in `READ` must declare of a game, beside what other readers look for."""
    found = {
        "halves": _halves(data), "turning": _turning(data), "paid": _lent(data), "miss": _missed(data),
        "leaders": _leaders(data), "ended": _ended(data),
    }  # fmt: skip
    return {(page, fact) for page, facts in found.items() for fact in facts}


def _whole(value: float) -> int:
    return int(f"{value:.0f}")


def _tenths(value: float) -> float:
    return float(f"{abs(value):.1f}")


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _ended(data: Mapping[str, Any]) -> Iterator[Fact]:
    yield Fact(Kind.SCORE, amount=data["score"])
    start, end = (_whole(data["states"][at]["chasm"]) for at in (0, -1))
    yield Fact(Kind.CHASM, start=start, amount=end, sign=_sign(end - start))
    if data["paths"] > 1:
        yield Fact(Kind.WORST_WAY, amount=_whole(data["worst_score"]))
        yield Fact(Kind.BEST_WAY, amount=_whole(data["best_score"]))


def _halves(data: Mapping[str, Any]) -> Iterator[Fact]:
    led = [state for state in data["states"] if state["stage"] != "coast"]
    for kind, name in ((Kind.WHOM_LED, "what"), (Kind.HOW_LED, "how")):
        start, end = (_whole(led[at][name]) for at in (0, -1))
        yield Fact(kind, start=start, amount=end, sign=_sign(end - start))


def _turning(data: Mapping[str, Any]) -> Iterator[Fact]:
    losses = [d["loss"] for d in data["decisions"]]
    if not losses or max(losses) < 5:
        return
    at = losses.index(max(losses))
    decision = data["decisions"][at]
    yield Fact(Kind.TURNING, decision["chosen"], at + 1, share=_whole(max(losses)))
    reach = _whole(decision["best_after"][decision["best"]])
    yield Fact(Kind.BEST_ANSWER, decision["best"], at + 1, amount=reach)


def _lent(data: Mapping[str, Any]) -> Iterator[Fact]:
    if data["best_decision"] is None:
        return
    at = [d["round"] for d in data["decisions"]].index(data["best_decision"])
    decision = data["decisions"][at]
    for who, points in decision["points"].items():
        now = sum(
            e["amount"]
            for e in data["ledger"]
            if e["gauge"] == who
            and e["round"] == decision["round"]
            and e["source"].startswith(f"{decision['round']}/{decision['chosen']}/")
        )
        if now < -NOTHING_LOST and points >= -NOTHING_LOST:
            yield Fact(Kind.LENT, who, at + 1, amount=_tenths(now))


def _missed(data: Mapping[str, Any]) -> Iterator[Fact]:
    misses = [
        (d["prediction"]["confidence"], -n)
        for n, d in enumerate(data["decisions"], start=1)
        if d["prediction"] and not d["prediction"]["hit"]
    ]
    if not misses:
        return
    at = -max(misses)[1]
    decision = data["decisions"][at - 1]
    moved = dict.fromkeys(data["states"][0]["trust"], 0.0)
    for entry in data["ledger"]:
        if entry["round"] == decision["round"] and entry["gauge"] in moved and entry["stage"] not in {"shock", "ask"}:
            moved[entry["gauge"]] += entry["amount"]
    most = min(moved.values())
    lost = [who for who, points in moved.items() if points < -NOTHING_LOST and points <= most + 1e-9]
    yield from (Fact(Kind.LOST_MOST, who, at) for who in lost)
    who = lost[0] if lost else decision["prediction"]["who"]
    if who != "nobody":
        stays = abs(moved[who]) < 0.05
        amount = None if stays else _tenths(moved[who])
        yield Fact(Kind.MOVED, who, at, amount=amount, sign=0 if stays else _sign(moved[who]))


def _leaders(data: Mapping[str, Any]) -> Iterator[Fact]:
    numbers = {d["round"]: n for n, d in enumerate(data["decisions"], start=1)}
    for leader, began in data["states"][0]["assent"].items():
        start, end = _whole(began), _whole(data["states"][-1]["assent"][leader])
        yield Fact(Kind.ASSENT, leader, start=start, amount=end, sign=_sign(end - start))
        moves: dict[tuple[str, str, str], float] = {}
        for e in data["ledger"]:
            if e["gauge"] == f"assent:{leader}":
                cause = e["round"], e["stage"], e["because"]
                moves[cause] = moves.get(cause, 0.0) + e["amount"]
        for kind, pick, sign in ((Kind.WON_MOST, max, 1), (Kind.TURNED_MOST, min, -1)):
            cause = pick(moves, key=lambda each: moves[each], default=("", "", ""))
            amount = moves.get(cause, 0.0) * sign
            if amount > NOTHING_LOST:
                silent = int(cause[0].removeprefix("coast-")) if cause[0].startswith("coast-") else None
                at = 0 if silent is not None else numbers[cause[0]]
                yield Fact(kind, leader, at, amount=_tenths(amount), count=silent, sign=sign)
