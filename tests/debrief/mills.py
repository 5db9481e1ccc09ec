"""Games of the mill, a small story in which everything of model 2 occurs, and what such a game states, read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from session import seats

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

Stated = tuple[object, ...]

TEXT = Path(__file__).with_name("mill.yaml").read_text(encoding="utf-8")
LINES = {
    "kept": "dyke sell order",
    "in part, and rescued": "ask:ines half burn talk",
    "broken, rescued, then fallen": "words burn order",
    "broken, and asked with the other": "words ask:otto sell order",
    "fallen in a round": "dyke buy",
    "fallen with a promise open": "dyke loan talk",
    "asked alone": "ask half sell talk",
}
"""What each game has, and its decisions."""
WAYS = ("voice", "openness", "horizon", "sharing")


def mill(**others: str) -> Scenario:
    """The story, with some texts in it replaced: `mill(Bakers="<b>")`."""
    text = TEXT
    for old, new in others.items():
        assert old in text
        text = text.replace(old, new)
    return load_scenario(Source("mill.yaml", text), seats.library().rulebook)[0]


def played(folder: Path, line: str, *, story: Scenario | None = None, said: bool = False) -> LocalPlay:
    """A game of these decisions, to its end; with sheets of both pages where `said`."""
    play = LocalPlay.new(story or mill(), folder, seed=1, quick=not said)
    if said:
        play.submit_beliefs({"customers": 60, "investors": 40}, dict.fromkeys(WAYS, 0.2))
    for word in line.split():
        if word.startswith("ask"):
            play.ask(word.removeprefix("ask").removeprefix(":") or None)
        else:
            play.decide(word)
    if play.phase is Phase.BELIEFS_AFTER:
        play.submit_beliefs({"employees": 50, "customers": 50}, dict.fromkeys(WAYS, -0.4))
    assert play.phase is Phase.DEBRIEF
    return play


def _number(text: str) -> float:
    return float(text.replace("−", "-").replace("+", ""))


def _found(pattern: str, text: str) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(tuple(g or "" for g in m.groups()) for m in re.finditer(pattern, text)))


_PROMISED = (
    r"In round (\d+), “[^”]*”, you chose “[^”]*” and promised ([\d.]+) points: to .*?"
    r"(?:It was due in (?:round (\d+), “[^”]*”|silent round (\d+)); what had come by then: .*?"
    r"(It was kept|Nothing of it was kept|([\d.]+) of it was kept, ([\d.]+) stayed open)(?:, but for a trace)?\.|"
    r"(It was not yet due when))"
)
_RESCUED = r"In (?:round (\d+), “[^”]*”|silent round (\d+)), the cash stood at −\$([\d.]+)K\. The owners"
_FELL = (
    r"The company fell (?:after the last decision, in silent round (\d+)|in round (\d+), “[^”]*”)\."
    r"(?: Nothing new [^.]*\.)? The cash stood at −\$([\d.]+)K, and the owners \([^)]*\) did not step in: "
)
_ASSENT = r"The assent of ([^,(]+)(?: \([^)]*\))?, who watches [^,]+, (?:stayed at (\d+)|went from (\d+) to (\d+))"
_UNCARRIED = (
    r"Most was lost because it was not carried in full in round (\d+), “[^”]*”: "
    r"“([^”]*)” was (\d+) % strange to the company, "
    r"(\d+) % of its gains were carried, and ([\d.]+) of ([\d.]+) points never came\."
)
_CARRIED = r"It was (\d+) % strange to the company, and (\d+) % of its gains were carried\."
_WAY = (
    r"(Who decides|What is told|For when|Who has the gain), from “[^”]*” \(−100\) to “[^”]*” \(\+100\): your company "
    r"(?:stayed at ([+−]?\d+)|went from ([+−]?\d+) to ([+−]?\d+)); the people "
    r"(?:wish for ([+−]?\d+)|wished for ([+−]?\d+) at the start and ([+−]?\d+) at the end)\."
    r"(?: You said ([+−]?\d+) before the game(?:\.| and ([+−]?\d+) after it\.))?"
)


def stated_by_text(text: str, played_rounds: int) -> set[Stated]:
    """What a telling states of promises, leaders, the cash and the ways."""
    found: set[Stated] = set()
    for made, points, due, silent, verdict, kept, _, early in _found(_PROMISED, text):
        number, claimed = int(made), float(points)
        clock = int(due) if due else played_rounds + int(silent) if silent else None
        amount = claimed if verdict == "It was kept" else float(kept or 0)
        found.add(("promise", number, claimed, amount, clock, bool(early)))
    for at, silent, hole in _found(_RESCUED, text):
        found.add(("rescue", int(at or 0), int(silent or 0), float(hole)))
    for silent, at, hole in _found(_FELL, text):
        found.add(("fall", int(at or 0), int(silent or 0), -float(hole)))
    for name, stayed, start, end in _found(_ASSENT, text):
        found.add(("assent", name, int(start or stayed), int(end or stayed)))
    for at, answer, _, share, lost, _ in _found(_UNCARRIED, text):
        found.add(("uncarried", int(at), answer, int(share), float(lost)))
    shares = re.findall(_CARRIED, text[text.index("Every decision") :])
    found |= {("carried", number, int(share), int(odd)) for number, (odd, share) in enumerate(shares, start=1)}
    for title, stayed, start, end, wish, first, last, before, after in _found(_WAY, text):
        found.add(("way", title, _number(start or stayed), _number(end or stayed)))
        found.add(("wish", title, _number(first or wish), _number(last or wish)))
        found |= {("said", when, title, _number(at)) for when, at in (("before", before), ("after", after)) if at}
    return found


def stated_by_facts(facts: Iterable[Fact], names: Mapping[str, str], answers: Mapping[str, str]) -> set[Stated]:
    """The same by what the sentences declare."""
    facts = list(facts)
    found: set[Stated] = set()
    made = {f.round: f.amount for f in facts if f.kind is Kind.PROMISED}
    for f in facts:
        match f.kind:
            case Kind.KEPT:
                early = f.sign < 0
                found.add(("promise", f.round, made[f.round], f.amount, None if early else f.count, early))
            case Kind.RESCUED:
                found.add(("rescue", f.round, f.count or 0, f.amount))
            case Kind.FELL:
                found.add(("fall", f.round, f.count or 0, f.amount))
            case Kind.ASSENT:
                found.add(("assent", names[f.who], f.start, f.amount))
            case Kind.CARRIED:
                found.add(("carried", f.round, f.share, f.amount))
            case Kind.UNCARRIED if f.who:
                found.add(("uncarried", f.round, answers[f.who], f.share, f.amount))
            case Kind.WAY | Kind.WISH:
                found.add((f.kind.value, names[f.who], f.start, f.amount))
            case Kind.SAID_HOW_BEFORE:
                found.add(("said", "before", names[f.who], f.amount))
            case Kind.SAID_HOW_AFTER:
                found.add(("said", "after", names[f.who], f.amount))
            case _:
                pass
    return found


def stated_by_json(data: Mapping[str, Any], scenario: Scenario) -> set[Stated]:
    """The same from `chasm review --json`; how much was not carried follows from the story's own numbers."""
    return {*_promises(data), *_cash(data), *_leaders(data, scenario), *_ways(data, scenario)}


def _place(data: Mapping[str, Any], name: str) -> tuple[int, int]:
    """The number of a round and 0, or 0 and the number of a silent one."""
    if name.startswith("coast-"):
        return 0, int(name.removeprefix("coast-"))
    return [d["round"] for d in data["decisions"]].index(name) + 1, 0


def _promises(data: Mapping[str, Any]) -> Iterator[Stated]:
    for p in data["promises"]:
        number, _ = _place(data, p["round"])
        early = p["due"] is None
        due, silent = (0, 0) if early else _place(data, p["due"])
        clock = None if early else due or len(data["decisions"]) + silent
        yield "promise", number, round(p["made"], 1), round(p["kept"], 1), clock, early


def _cash(data: Mapping[str, Any]) -> Iterator[Stated]:
    for entry in data["ledger"]:
        if entry["source"] == "rules/rescue_cash":
            yield "rescue", *_place(data, entry["round"]), float(f"{entry['amount'] - 4:.1f}")
    last = data["states"][-1]
    if not last["alive"]:
        yield "fall", *_place(data, last["round"]), float(f"{last['cash']:.1f}")


def _leaders(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Stated]:
    first, last = data["states"][0]["assent"], data["states"][-1]["assent"]
    for leader in scenario.leaders:
        yield "assent", leader.name, *(int(f"{at[leader.id]:.0f}") for at in (first, last))
    for number, d in enumerate(data["decisions"], start=1):
        yield "carried", number, int(f"{100 * d['carry']:.0f}"), int(f"{100 * d['strange']:.0f}")
    lost = []
    for number, d in enumerate(data["decisions"], start=1):
        response = scenario.round(d["round"]).response(d["chosen"])  # type: ignore[union-attr]  # it was chosen there
        assert response is not None
        gains: dict[str, float] = {}
        for effects in (response.effects, *(e.effects for e in (*response.later, *response.now))):
            for who, points in effects.items():
                gains[who] = gains.get(who, 0.0) + points
        given = sum(max(0.0, gains.get(s.id, 0.0)) for s in scenario.stakeholders)
        lost.append(((1 - d["carry"]) * given, -number, response.title, int(f"{100 * d['carry']:.0f}")))
    points, number, title, share = max(lost)
    if points > 0.5:
        yield "uncarried", -number, title, share, float(f"{points:.1f}")


def _ways(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Stated]:
    first, last = data["states"][0], data["states"][-1]
    for axis, way in scenario.rulebook.ways.items():
        for kind, name in (("way", "ways"), ("wish", "people_ways")):
            yield kind, way.title, *(float(f"{100 * state[name][axis]:.0f}") + 0.0 for state in (first, last))
        for when in ("before", "after"):
            page = data["beliefs_how"][when]
            if page is not None:
                yield "said", when, way.title, float(f"{100 * page[axis]:.0f}")
