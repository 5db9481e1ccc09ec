"""What docs/model.md tells the player: forecasts, the calibration of predictions, the distance of a belief sheet."""

from __future__ import annotations

import copy
import itertools
import math
from dataclasses import dataclass

from oracle import WAIT, Deed, Played, claims_of, due_after, follow, known, silent_round
from oracle_judging import WITHIN
from oracle_state import Doc, Game, Numbers, simplex, total


def brier(played: Played, predictions: dict[str, tuple[str, float]]) -> float | None:
    """Return the calibration of predictions by round: who loses most (or `nobody`), and how sure."""
    if not predictions or 2 * len(predictions) < len(played.falls):
        return None
    misses: list[float] = []
    for round_id, (who, confidence) in predictions.items():
        falls = played.falls[round_id]
        most = max(falls.values())
        hit = most <= 0.5 if who == "nobody" else most > 0.5 and falls[who] >= most - WITHIN
        misses.append((confidence - hit) * (confidence - hit))
    return total(misses) / len(misses)


def distance(points: Doc, sliders: Numbers | None, weights_there: Numbers, ways_there: Numbers) -> float:
    """Return how far a belief sheet is from somebody's beliefs; no sliders where the second page was left out."""
    sheet = simplex(points, weights_there)
    whom = 50 * total(abs(x - sheet[s]) for s, x in weights_there.items())
    if sliders is None or not ways_there:
        return whom
    return 0.5 * whom + 0.5 * (50 * total(abs(x - sliders[a]) for a, x in ways_there.items()) / len(ways_there))


@dataclass
class Forecast:
    """What one response will do to true trust by one moment, against `wait`."""

    arrow: Numbers  # no arrow where its size is under 0.5
    may: set[str]  # up in one outcome, down in another
    falls: float  # with what weight the company has fallen
    waiting_falls: bool


def reach(g: Game, response: Doc, deed: Deed) -> int:
    """Return after how many rounds the last thing lands that a response sends, whether its `if` holds or not."""
    ends = [due_after(g, response)] if any(x > 0 for x in claims_of(g, response).values()) else [0]
    for part in deed.parts:
        gains = [any(n in g.trust and e > 0 for n, e in effects) for _, effects, _ in part.later]
        ends += [x["after"] + part.delay * gain for (x, _, _), gain in zip(part.later, gains, strict=True)]
        ends += [part.delay] if any(n in g.trust and e > 0 for n, e in part.once) else []
    return min(max(ends), int(g.rules["coast"]))


def outcomes(deed: Deed) -> list[tuple[dict[str, bool], float]]:
    """Return the outcomes of a response's own chances, with their weights: all, or the 64 likeliest."""
    entries = deed.now + [x for part in deed.parts for x in part.later]
    chances = [(path, x["chance"]) for x, _, path in entries if 0 < x.get("chance", 1) < 1]
    out = []
    for falls in itertools.product([True, False], repeat=len(chances)):
        odds = [p if happens else 1 - p for happens, (_, p) in zip(falls, chances, strict=True)]
        out.append(({path: x for x, (path, _) in zip(falls, chances, strict=True)}, math.prod(odds)))
    likely = sorted(out, key=lambda x: -x[1])[:64] if len(out) > 64 else out
    whole = total(p for _, p in likely) if len(out) > 64 else 1
    return [(fixed, p / whole) for fixed, p in likely]


def lane(g: Game, round_id: str, response: Doc, fixed: dict[str, bool], rounds: int) -> list[Game]:
    """Play a copy of a game on, and return it as it stands now, and later."""
    files = (g.scenario, g.rulebook, g.rules, g.moves, g.manners, g.leaders)
    now = copy.deepcopy(g, {id(x): x for x in files})
    now.luck = fixed
    follow(now, round_id, response)
    later = copy.deepcopy(now, {id(x): x for x in files})
    for n in range(1, rounds + 1):
        if later.alive:
            silent_round(later, f"coast-{n}")
    return [now, later]


def forecast(g: Game, round_id: str, response: Doc) -> list[Forecast]:
    """Return what a response will do now and later; `g` stands where its player is about to choose."""
    deed = known(g, round_id, response)
    rounds = reach(g, response, deed)
    waiting = lane(g, round_id, WAIT, {}, rounds)
    played = [(p, lane(g, round_id, response, fixed, rounds)) for fixed, p in outcomes(deed)]
    out: list[Forecast] = []
    for moment, other in enumerate(waiting):
        by = [(p, {s: lanes[moment].trust[s] - t for s, t in other.trust.items()}) for p, lanes in played]
        arrow = {s: total(p * d[s] for p, d in by) for s in g.trust}
        may = {s for s in g.trust if any(d[s] >= 0.5 for _, d in by) and any(d[s] <= -0.5 for _, d in by)}
        falls = total(p for p, lanes in played if not lanes[moment].alive)
        out.append(Forecast(arrow, may, falls, not other.alive))
    return out
