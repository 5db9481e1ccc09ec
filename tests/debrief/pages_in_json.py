"""What single pages would have to state of a game, by its JSON alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from debrief.game_in_json import (
    asked_in,
    best_decision,
    creates_most,
    decided_states,
    gain_of,
    label_of,
    not_given,
    one_decision,
    points_of,
    surest_miss,
    tenths,
    turning_point,
    value_moves,
    whole,
    worst_decision,
)
from debrief.page_facts import Stated, counted, direction

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.engine.score import NOTHING_LOST
from chasm_game.scenario.scenario import Scenario


def pages_by_json(data: Mapping[str, Any], scenario: Scenario, road: int | None) -> set[Stated]:
    """What follows from `chasm review --json`, without any sentence.

    One number is not in it, and is given: what the other road scores.
    """
    readers = {
        "course": _course(data), "asking": _asking(data, scenario), "road": _road(data, road), "rival": _rival(data),
        "trap": _trap(data), "luck": _luck(data), "talk": _talk(data), "monday": _monday(data), "miss": _counts(data),
        "ended": _ended(data), "paid": _paid(data),
    }  # fmt: skip
    where = "rival" if worst_decision(data) is None else "road" if turning_point(data) is None else "turning"
    stated = {(page, fact) for page, facts in readers.items() for fact in facts}
    if where == "rival" and not any(page == where for page, _ in stated):
        return stated  # where nothing else was open anywhere there is no rival, and no page of it
    return stated | {(where, fact) for fact in _ways(data, scenario)}


def _course(data: Mapping[str, Any]) -> Iterator[Fact]:
    ends = decided_states(data)
    for kind, name in ((Kind.VALUE_LED, "value"), (Kind.CHASM_LED, "chasm")):
        start, end = whole(ends[0][name]), whole(ends[-1][name])
        yield Fact(kind, start=start, amount=end, sign=direction(start, end))
    moves = value_moves(data)
    moves = moves if len(moves) > 1 else []
    if moves and max(moves) > NOTHING_LOST:
        yield Fact(Kind.ROSE_MOST, round=moves.index(max(moves)) + 1, amount=tenths(max(moves)), sign=1)
    if moves and min(moves) < -NOTHING_LOST:
        yield Fact(Kind.FELL_MOST, round=moves.index(min(moves)) + 1, amount=tenths(min(moves)), sign=-1)
    if data["states"][-1]["stage"] == "coast" and data["ending"] != "fallen":
        moved = data["states"][-1]["value"] - ends[-1]["value"]
        lands = abs(moved) > NOTHING_LOST
        yield Fact(Kind.LANDED, amount=tenths(moved) if lands else None, sign=(1 if moved > 0 else -1) if lands else 0)
        yield Fact(Kind.VALUE_AT_END, amount=whole(data["states"][-1]["value"]))


def _asking(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Fact]:
    decisions, asked, worst = data["decisions"], asked_in(data), worst_decision(data)
    losses = {n: d["loss"] for n, d in enumerate(decisions, start=1)}
    unasked = [n for n in losses if n not in asked]
    could = [n for n in unasked if scenario.company.asks > sum(a < n for a in asked)]
    turning = worst if worst is not None and losses[worst] >= 5 else None
    missed = surest_miss(data)
    costly = sorted((n for n in losses if losses[n] >= 0.05), key=lambda n: -losses[n])
    order = [n for n in (turning, missed, *costly) if n is not None]
    at = next((n for group in (could, unasked) for n in order if n in group), None)
    if at is not None:
        yield Fact(Kind.UNASKED, decisions[at - 1]["chosen"], at, sign=1 if at in could else -1)
        yield Fact(Kind.VOICES, round=at, count=0)
        if at not in could:
            yield from [Fact(Kind.ASKED, round=n) for n in asked] or [Fact(Kind.ASKED_TIMES, count=0)]
        if at == turning:
            yield Fact(Kind.WAS_TURNING, round=at)
        elif at == missed:
            yield Fact(Kind.WAS_SUREST_MISS, round=at)
        else:
            most = losses[at] >= max(losses[n] for n in unasked)
            yield Fact(Kind.WAS_COSTLIEST, round=at, sign=1 if most else 0)
        return
    if worst is not None and worst in asked:
        yield Fact(Kind.HEARD_AND_LOST, round=worst)


def _road(data: Mapping[str, Any], road: int | None) -> Iterator[Fact]:
    worst = worst_decision(data)
    if worst is None:
        return
    decision = data["decisions"][worst - 1]
    if turning_point(data) is None:
        yield Fact(Kind.TURNING, decision["chosen"], worst, share=whole(decision["loss"]))
    if one_decision(data) and turning_point(data) is not None:
        return  # the turning point has told all of it
    yield from _of_the_road(decision, worst)
    yield Fact(Kind.ROAD, round=worst, amount=road, start=data["score"])


def _rival(data: Mapping[str, Any]) -> Iterator[Fact]:
    others = not_given(data)
    if worst_decision(data) is not None or not others:
        return
    yield Fact(Kind.NO_LOSS, count=len(data["decisions"]))
    at, answer, reached, _ = max(others, key=lambda other: other[2])
    yield Fact(Kind.RIVAL, answer, at, amount=whole(reached), start=data["score"])


def _trap(data: Mapping[str, Any]) -> Iterator[Fact]:
    others = not_given(data)
    if turning_point(data) is not None or not others or (one_decision(data) and worst_decision(data) is None):
        return
    at, answer, reached, mine = max(others, key=lambda other: other[3] - other[2])
    span = data["best_score"] - data["worst_score"]
    if span >= 0.05 and 100 * (mine - reached) / span >= 5:
        yield Fact(Kind.TRAP, answer, at, amount=whole(reached), start=whole(mine))


def _luck(data: Mapping[str, Any]) -> Iterator[Fact]:
    decisions = data["decisions"]
    averages = [d["on_average_luck"] for d in decisions]
    if decisions and None not in averages:
        reached = [*(max(each.values()) for each in averages[1:]), data["score_exact"]]
        gifts = [later - a[d["chosen"]] for d, a, later in zip(decisions, averages, reached, strict=True)]
        given = sum(gifts)
        if abs(given) >= 5:
            yield Fact(Kind.LUCK_GAVE, amount=whole(abs(given)), sign=1 if given > 0 else -1)
            most = max(gifts, key=abs)
            if whole(abs(most)) != whole(abs(given)):
                sign = 1 if most > 0 else -1
                yield Fact(Kind.LUCK_MOST, round=gifts.index(most) + 1, amount=whole(abs(most)), sign=sign)
    for n, d in enumerate(decisions, start=1):
        average = d["on_average_luck"]
        better = max(average, key=lambda a: average[a])
        more = average[better] - average[d["chosen"]]
        if d["loss"] < 0.05 and more >= 5:
            yield Fact(Kind.LUCK_HELPED, better, n, amount=whole(more))
            return


def _of_the_road(decision: Mapping[str, Any], at: int) -> Iterator[Fact]:
    best, mine = decision["best"], decision["chosen"]
    after, average = decision["best_after"], decision["on_average_luck"]
    yield Fact(Kind.PARTED, best, at)
    if not any(abs(after[a] - average[a]) > NOTHING_LOST for a in after):
        yield Fact(Kind.NO_LUCK, round=at)
        return
    fell, mean = after[best] - after[mine], average[best] - average[mine]
    brought, kept = (whole(of[best]) - whole(of[mine]) for of in (after, average))
    yield Fact(Kind.UNDER_THE_LUCK, best, at, amount=brought or None if fell > NOTHING_LOST else None)
    same = abs(mean) <= NOTHING_LOST
    sign = 0 if same else 1 if mean > 0 else -1
    yield Fact(Kind.ON_AVERAGE, best, at, amount=None if same else abs(kept) or whole(abs(mean)), sign=sign)
    luck = sign < 1 or mean < fell / 3
    yield Fact(Kind.LUCK, round=at, sign=-1 if luck else 0 if mean < fell * 2 / 3 else 1)


def _talk(data: Mapping[str, Any]) -> Iterator[Fact]:
    if data["decisions"]:
        yield Fact(Kind.BEGAN_WITH, data["decisions"][0]["chosen"], 1)
    missed, best = surest_miss(data), best_decision(data)
    if missed is not None:
        yield Fact(Kind.WAS_SUREST_MISS, round=missed)
    elif any(d["prediction"] for d in data["decisions"]):
        yield Fact(Kind.NO_MISS)
    if best is not None:
        yield replace(_payer(data, best), amount=None)
        yield Fact(Kind.BEST_SO_FAR, round=best)
    people, deeds = (creates_most(data["beliefs"][whose]) for whose in ("people", "revealed"))
    yield Fact(Kind.AS_THE_PEOPLE, sign=1 if people == deeds else -1)


def _paid(data: Mapping[str, Any]) -> Iterator[Fact]:
    best = best_decision(data)
    if best is not None:
        gain = float(f"{gain_of(data, best):.1f}")
        yield Fact(Kind.BEST_DECISION, data["decisions"][best - 1]["chosen"], best, amount=gain, sign=1)
        yield _payer(data, best)


def _payer(data: Mapping[str, Any], best: int) -> Fact:
    points = points_of(data, best)
    most = min(points, key=lambda who: points[who])
    if points[most] >= -NOTHING_LOST:
        return Fact(Kind.PAID, round=best)
    return Fact(Kind.PAID, most, best, amount=tenths(points[most]), sign=-1)


def _monday(data: Mapping[str, Any]) -> Iterator[Fact]:
    made = [d["prediction"]["hit"] for d in data["decisions"] if d["prediction"]]
    if made:
        yield from (Fact(Kind.HITS, count=sum(made)), Fact(Kind.PREDICTIONS, count=len(made)))
    if data["decisions"]:
        yield Fact(Kind.ASKED_TIMES, count=len(asked_in(data)))
        yield Fact(Kind.ROUNDS, count=len(data["decisions"]))
    kept = data["outputs"]["say_do"]
    all_kept = kept is not None and kept >= 1 - 1e-9
    yield Fact(Kind.SAY_DO, share=None if kept is None else 100 if all_kept else min(whole(kept * 100), 99))
    yield from (fact for fact in _course(data) if fact.kind is Kind.LANDED and fact.sign)


def _ways(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Fact]:
    decisions = data["decisions"]
    if len(decisions) == 1:
        return
    labels = [label_of(scenario, d["round"], d["chosen"]) for d in decisions if d["loss"] < 0.05]
    if old_or_new := [label for label in labels if label]:
        yield Fact(Kind.RIGHT_THE_OLD_WAY, count=old_or_new.count("old"))
        yield Fact(Kind.RIGHT_THE_NEW_WAY, count=old_or_new.count("new"))


def _ended(data: Mapping[str, Any]) -> Iterator[Fact]:
    silent = [s for s in data["states"] if s["stage"] == "coast"]
    if data["ending"] == "fallen" and silent:
        yield Fact(Kind.FELL_AFTERWARDS, count=len(silent))
    if data["paths"] == 1:
        return
    score, worst, best = data["score"], whole(data["worst_score"]), whole(data["best_score"])
    lies = 1.0 if worst == best else (score - worst) / (best - worst)
    edges = (1 / 3, 2 / 3, 0.9)
    yield Fact(Kind.MARK, amount=score, count=5 if lies >= 1 else 0 if lies <= 0 else 1 + sum(lies >= e for e in edges))
    if data["paths"] < 20:
        return
    if 2 / 3 <= lies < 1 and data["percentile"] < 50:
        yield Fact(Kind.CROWDED, sign=1)
    if lies < 1 / 3 and data["percentile"] > 50:
        yield Fact(Kind.CROWDED, sign=-1)
    if 1 / 3 <= lies < 2 / 3 and not 100 / 3 <= data["percentile"] <= 200 / 3:
        yield Fact(Kind.CROWDED, sign=1 if data["percentile"] < 50 else -1)


def _counts(data: Mapping[str, Any]) -> Iterator[Fact]:
    made = [d["prediction"] for d in data["decisions"] if d["prediction"]]
    alone = len(made) == 1 and surest_miss(data) is not None
    if not made or alone:
        return
    hits, sure = sum(p["hit"] for p in made), sum(p["confidence"] for p in made) / len(made)
    yield from counted(len(made), hits, whole(sure))
    apart = sure - 100 * hits / len(made)
    if len(made) >= 3:
        yield Fact(Kind.AS_SURE, sign=0 if abs(apart) <= 15 else 1 if apart > 0 else -1)
