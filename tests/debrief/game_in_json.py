"""What `chasm review --json` says of a game beneath all pages: its decisions, what they lost, gave and took."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from chasm_game.scenario.scenario import Scenario


def whole(value: float) -> int:
    """As a page writes a number without decimals."""
    return int(f"{value:.0f}")


def tenths(value: float) -> float:
    """As a page writes how far something moved."""
    return float(f"{abs(value):.1f}")


def decided_states(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The states at the start and at the end of each round that was decided."""
    return [s for s in data["states"] if s["stage"] != "coast"]


def value_moves(data: Mapping[str, Any]) -> list[float]:
    """By how much value moved in each round."""
    ends = decided_states(data)
    return [after["value"] - before["value"] for before, after in pairwise(ends)]


def asked_in(data: Mapping[str, Any]) -> list[int]:
    """The numbers of the rounds in which the people were asked."""
    return [n for n, d in enumerate(data["decisions"], start=1) if d["asked"]]


def worst_decision(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that lost most, None where none lost a twentieth of a per cent."""
    losses = [d["loss"] for d in data["decisions"]]
    return losses.index(max(losses)) + 1 if losses and max(losses) >= 0.05 else None


def surest_miss(data: Mapping[str, Any]) -> int | None:
    """The number of the most confident miss, the first of equal ones."""
    sure = {
        n: d["prediction"]["confidence"]
        for n, d in enumerate(data["decisions"], start=1)
        if d["prediction"] and not d["prediction"]["hit"]
    }
    return next((n for n, share in sure.items() if share == max(sure.values())), None)


def turning_point(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that lost most, where it lost five per cent."""
    worst = worst_decision(data)
    return worst if worst is not None and data["decisions"][worst - 1]["loss"] >= 5 else None


def one_decision(data: Mapping[str, Any]) -> bool:
    """Whether one decision was all that there was, on the best way too."""
    return len(data["decisions"]) == 1 and len(data["best_line"]) <= 1


def not_given(data: Mapping[str, Any]) -> list[tuple[int, str, float, float]]:
    """Every answer that was open and not given: its round, its id, what it leads to, and what the own one does."""
    return [
        (n, answer, reached, d["best_after"][d["chosen"]])
        for n, d in enumerate(data["decisions"], start=1)
        for answer, reached in d["best_after"].items()
        if answer != d["chosen"]
    ]


def creates_most(shares: Mapping[str, float]) -> set[str]:
    """Who creates the most value, one or two who are equal; nobody where more are."""
    most = max(shares.values())
    ids = {who for who, share in shares.items() if share >= most - 1e-9}
    return ids if len(ids) <= 2 and most > 0 else set()


def best_decision(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that brought most by its own points, weighed by what the people value at the end.

    One with which the company fell is none.
    """
    last = data["states"][-1]
    fatal = last["stage"] == "end" and not last["alive"]
    gains = [gain_of(data, n) for n in range(1, len(data["decisions"]) + 1 - fatal)]
    return gains.index(max(gains)) + 1 if gains and max(gains) >= 0.05 else None


def gain_of(data: Mapping[str, Any], number: int) -> float:
    """What a decision brought in all, weighed by what the people value at the end."""
    people = data["states"][-1]["people"]
    return float(sum(people[who] * points for who, points in points_of(data, number).items()))


def points_of(data: Mapping[str, Any], number: int) -> dict[str, float]:
    """What the decision of a round gave and took in all."""
    decision = data["decisions"][number - 1]
    sums = dict.fromkeys(data["states"][0]["trust"], 0.0)
    for entry in data["ledger"]:
        if entry["gauge"] in sums and entry["source"].startswith(f"{decision['round']}/{decision['chosen']}/"):
            sums[entry["gauge"]] += entry["amount"]
    return sums


def label_of(scenario: Scenario, round_id: str, answer_id: str) -> str | None:
    """Whether an answer is the old or the new way; None for waiting and for an answer without a label."""
    found = scenario.round(round_id)
    return next((r.label for r in found.responses if r.id == answer_id), None) if found else None
