"""What a debrief states of a game, read back: from any text that tells it, from declared facts, and from the JSON.

Each gives the same set of plain tuples, numbers as they are shown and people by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.scenario.scenario import Scenario

Stated = tuple[object, ...]

_SIGNS = {"nearer": -1, "further": 1, "": 0}

_RESULTS = {
    "score": r"Score:? (\d+)(?: of 1000\.)? Half value at the end",
    "chasm": r"Chasm:? (?:from )?(\d+) (?:→|to) (\d+)\.? (?:Your deeds "
    r"(?:(came|went) (\d+) (?:nearer|further)|and what the people value)"
    r"|You and the people are (\d+) (nearer|further); they moved too)",
    "whom": r"Whom:? (?:from )?(\d+) (?:→|to) (\d+)\.? Half of the chasm: whom value is for; "
    r"(?:as it was|(\d+) (nearer|further))\.",
    "how": r"How:? (?:from )?(\d+) (?:→|to) (\d+)\.? The other half: how value is created; "
    r"(?:as it was|(\d+) (nearer|further))\.",
    "rescues": r"Rescues:? (\d+)\.? "
    r"(The owners never had to|The owners filled a hole in the cash (once|twice|\d+ times))",
    "say-do": r"Say-do:? (?:(\d+) %\.?|–)? ?(None of your answers was a promise|You kept everything|Deeds kept \d+ %)",
    "resilience": r"Resilience:? (\d+)\.? (None, for|Somewhere trust|Nobody's trust ever ended a round below \d+)",
    "calibration": r"Calibration:? (?:(\d\.\d\d)\.?|–)? ?"
    r"(A quick game|Too few|You knew|Better than always|As good as always|Worse than always)",
}
_STANDING = (
    r"([\d,]+) ways lead through this story under the same luck and with the same asking\. "
    r"(?:All of them score (\d+)|(?:Yours scores better than (\d+) % of them, equal ones counted half; )?"
    r"[Tt]he best scores (\d+), the worst (\d+))"
)
_DECISION = (
    r"(?<![\w%.,])(\d+)\. (?:(?!(?<![\w%.,])\d+\. ).)*?You chose “((?:(?!”).)*)”(?:, the (?:old|new) way)?\."
    r"(?: You had asked the people(?: with [^.]*)?\.)? Over the whole round, what happened included, value"
    r" (?:stayed at (\d+)|went from (\d+) to (\d+))\."
    r"(?: You were (\d+) % sure that (nobody would lose anything|(?:(?!would lose).)* would lose most)\."
    r" (Right|Not so))?"
)
_WORTH = (
    r"It was (the best that was open|as good as the best that was open"
    r"|[a-z ]+: it lost ([\d.]+) % of all that lies)"
)
_FIRST = (
    r"(You put (.+?) first before the game(?: and after it| and (.+?) after it)"
    r"|(Before|After) the game you put (.+?) first)\. The people"
)
_OWN = (
    r"Your own chasm, between your sheet(?: and the people, was (\d+) before the game and (\d+) after it"
    r"| (before|after) the game and the people, was (\d+))"
)
_DEEDS = r"Your company's deeds put (?:(.+?) first, as before|.+? first when you began and (.+?) at the end)\. Between"


def stated_by_text(text: str) -> set[Stated]:
    """What a telling states, whatever stands between its sentences."""
    return {*_results_of(text), *_standing_of(text), *_decisions_of(text), *_beliefs_of(text)}


def _results_of(text: str) -> Iterator[Stated]:
    for kind, pattern in _RESULTS.items():
        found = set(re.findall(pattern, text))
        if not found and kind in {"whom", "how"}:  # of a rulebook without axes
            continue
        assert len(found) == 1, (kind, found, text[:3000])
        said = found.pop()
        numbers: tuple[str, ...] = (said,) if isinstance(said, str) else said
        if kind == "chasm":
            start, end, way, by, both, apart = numbers
            sign = {"came": -1, "went": 1, "": 0}[way] or _SIGNS[apart]
            assert int(end) - int(start) == sign * int(by or both or 0)
            yield kind, int(start), int(end), sign
        elif kind in {"whom", "how"}:
            start, end, by, apart = numbers
            assert int(end) - int(start) == _SIGNS[apart] * int(by or 0)
            yield kind, int(start), int(end), _SIGNS[apart]
        elif kind == "rescues":
            assert (numbers[0] == "0") == (numbers[1] == "The owners never had to")
            assert numbers[2] in {"", {"1": "once", "2": "twice"}.get(numbers[0], f"{numbers[0]} times")}
            yield kind, int(numbers[0])
        elif kind == "score":
            yield kind, int(numbers[0])
        elif kind == "say-do":
            yield kind, int(numbers[0]) if numbers[0] else None
            assert (numbers[0] == "100") == (numbers[1] == "You kept everything")
        elif kind == "resilience":
            yield kind, int(numbers[0])
        else:
            word = {"B": -1, "Y": -1, "A": 0, "W": 1, "T": 0}[numbers[1][0]]
            yield kind, float(numbers[0]) if numbers[0] else None, word


def _standing_of(text: str) -> Iterator[Stated]:
    if "Only one way leads through this story" in text:
        yield "standing", 1, None
    for ways, alike, share, best, worst in re.findall(_STANDING, text):
        yield "standing", int(ways.replace(",", "")), int(share) if share else None
        yield "ends", int(best or alike), int(worst or alike)


def _decisions_of(text: str) -> Iterator[Stated]:
    part = text[text.index("Every decision") :]
    worths = re.findall(_WORTH, part)
    decisions = list(re.finditer(_DECISION, part))
    assert len(worths) == len(decisions)
    for found, (words, lost) in zip(decisions, worths, strict=True):
        number, title, stayed, before, after, sure, feared, verdict = found.groups()
        yield "value", int(number), title, int(before or stayed), int(after or stayed)
        if sure:
            who = "" if feared.startswith("nobody") else feared.removesuffix(" would lose most")
            yield "prediction", int(number), who, int(sure), verdict == "Right"
        yield "worth", int(number), "best" if words.startswith("the best") else "lost", float(lost or 0)


def _beliefs_of(text: str) -> Iterator[Stated]:
    for _, one, two, when, single in re.findall(_FIRST, text):
        if when:
            yield f"said {when.lower()}", _names(single)
        else:
            yield "said before", _names(one)
            yield "said after", _names(two or one)
    yield "people first", _names(_only(r"The people put first: (.+?)\. ", text))
    one, two = _only(_DEEDS, text)
    yield "deeds first", _names(one or two)
    for before, after, when, single in re.findall(_OWN, text):
        if when:
            yield "own chasm", int(single) if when == "before" else None, int(single) if when == "after" else None
        else:
            yield "own chasm", int(before), int(after)


def _only(pattern: str, text: str) -> Any:
    found = set(re.findall(pattern, text))
    assert len(found) == 1, (pattern, found)
    return found.pop()


def _names(text: str) -> frozenset[str]:
    return frozenset() if text == "nobody" else frozenset(text.split(" and "))


def stated_by_facts(facts: Iterable[Fact], names: Mapping[str, str], titles: Mapping[int, str]) -> set[Stated]:
    """What the sentences declare; `titles` has the chosen answers by round."""
    firsts: dict[str, set[str]] = {}
    stated: set[Stated] = set()
    for f in facts:
        match f.kind:
            case Kind.SCORE | Kind.RESILIENCE:
                stated.add((f.kind.value, f.amount))
            case Kind.CHASM | Kind.WHOM | Kind.HOW:
                stated.add((f.kind.value, f.start, f.amount, f.sign))
            case Kind.RESCUES:
                stated.add(("rescues", f.count))
            case Kind.SAY_DO:
                stated.add(("say-do", f.share))
            case Kind.CALIBRATION:
                stated.add(("calibration", f.amount, f.sign))
            case Kind.STANDING:
                stated.add(("standing", f.count, f.share))
            case Kind.VALUE:
                stated.add(("value", f.round, titles[f.round], f.start, f.amount))
            case Kind.LOSS:
                stated.add(("worth", f.round, "best" if f.sign == 0 else "lost", f.share))
            case Kind.PREDICTION:
                stated.add(("prediction", f.round, names.get(f.who, ""), f.share, f.sign > 0))
            case Kind.OWN_CHASM:
                stated.add(("own chasm", f.start, f.amount))
            case Kind.PEOPLE_FIRST | Kind.DEEDS_FIRST | Kind.SAID_BEFORE | Kind.SAID_AFTER:
                firsts.setdefault(f.kind.value.replace("said first", "said"), set()).update(
                    filter(None, [names.get(f.who)])
                )
            case _:
                pass
    ends = {f.kind: f.amount for f in facts if f.kind in {Kind.BEST_WAY, Kind.WORST_WAY}}
    if ends:
        stated.add(("ends", ends[Kind.BEST_WAY], ends[Kind.WORST_WAY]))
    return stated | {(kind, frozenset(who)) for kind, who in firsts.items()}


def stated_by_json(data: Mapping[str, Any], scenario: Scenario, *, quick: bool) -> set[Stated]:
    """What follows from `chasm review --json`, without any sentence."""
    return {*_outputs(data, quick=quick), *_all_ways(data), *_each(data, scenario), *_first(data, scenario)}


def _outputs(data: Mapping[str, Any], *, quick: bool) -> Iterator[Stated]:
    out = data["outputs"]
    start, end = (int(f"{out[name]:.0f}") for name in ("chasm_start", "chasm_end"))
    yield "score", out["score"]
    yield "chasm", start, end, (end > start) - (end < start)
    first, last = data["states"][0], data["states"][-1]
    yield "rescues", last["rescues"]
    for name, kind in (("what", "whom"), ("how", "how")) if first["ways"] else ():
        one, other = (int(f"{state[name]:.0f}") for state in (first, last))
        yield kind, one, other, (other > one) - (other < one)
    kept = out["say_do"]
    whole = kept is not None and kept >= 1 - 1e-9
    yield "say-do", None if kept is None else 100 if whole else min(int(f"{kept * 100:.0f}"), 99)
    yield "resilience", int(f"{out['resilience']:.0f}")
    brier = out["calibration"]
    assert not quick or brier is None
    shown = None if brier is None else float(f"{brier:.2f}")
    yield "calibration", shown, 0 if shown is None else (shown > 0.25) - (shown < 0.25)


def _all_ways(data: Mapping[str, Any]) -> Iterator[Stated]:
    if data["paths"] == 1:
        yield "standing", 1, None
        return
    best, worst = (int(f"{data[name]:.0f}") for name in ("best_score", "worst_score"))
    yield "standing", data["paths"], None if best == worst or data["paths"] < 20 else int(data["percentile"])
    yield "ends", best, worst


def _each(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Stated]:
    ends = {(s["round"], s["stage"]): s["value"] for s in data["states"]}
    before = data["states"][0]["value"]
    for n, d in enumerate(data["decisions"], start=1):
        round_ = scenario.round(d["round"])
        assert round_ is not None
        response = round_.response(d["chosen"])
        after = ends[d["round"], "end"]
        title = response.title if response else "Wait"
        yield "value", n, title, int(f"{before:.0f}"), int(f"{after:.0f}")
        before = after
        if d["prediction"]:
            p = d["prediction"]
            who = "" if p["who"] == "nobody" else scenario.name_of(p["who"])
            yield "prediction", n, who, p["confidence"], p["hit"]
        lost = float(f"{d['loss']:.1f}") if d["loss"] >= 0.05 else 0.0
        yield "worth", n, "best" if d["chosen"] == d["best"] else "lost", lost


def _first(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Stated]:
    beliefs = data["beliefs"]
    kinds = {"before": "said before", "after": "said after", "people": "people first", "revealed": "deeds first"}
    for name, kind in kinds.items():
        if beliefs[name] is not None:
            yield kind, _most(beliefs[name], scenario)
    own = _own(data)
    if own != [None, None]:
        yield "own chasm", *own


def _own(data: Mapping[str, Any]) -> list[int | None]:
    """The player's own chasms: with the second page where both sheets have one, or where there is one sheet only."""
    points, places = data["beliefs"], data["beliefs_how"]
    axes = {when: set(places[when] or ()) for when in ("before", "after")}
    if points["before"] is not None and points["after"] is not None:
        axes = dict.fromkeys(axes, axes["before"] & axes["after"])
    found: list[int | None] = []
    for when, at in (("before", 0), ("after", -1)):
        state = data["states"][at]
        if points[when] is None:
            found.append(None)
            continue
        own = _apart(points[when], state["people"])
        if axes[when]:
            apart = [
                abs(places[when][axis] - state["people_ways"][axis]) for axis in state["ways"] if axis in axes[when]
            ]
            own = 0.5 * own + 0.5 * 50 * sum(apart) / len(apart)
        found.append(int(f"{own:.0f}"))
    return found


def _most(shares: Mapping[str, float], scenario: Scenario) -> frozenset[str]:
    top = max(shares.values())
    first = [who for who, share in shares.items() if share >= top - 1e-9]
    return frozenset(scenario.name_of(who) for who in first) if len(first) <= 2 and top > 0 else frozenset()


def _apart(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    total, whole = sum(one.values()), sum(other.values())
    return 50 * sum(abs(one[who] / total - other[who] / whole) for who in one)
