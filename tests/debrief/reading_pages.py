"""What single pages state of a game, read back: the course, asking, the road and luck, the five questions, Monday.

Three readers give the same set of facts with ids and numbers, each beside the page that states it: from any text in
which the pages stand, from what the sentences declare, and from the JSON. A sentence that declares less or more than
it says is found, though another one on another page states the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.debrief.page import PageView
from chasm_game.engine.score import NOTHING_LOST
from chasm_game.scenario.scenario import Scenario

Stated = tuple[str, Fact]

PAGES = ("course", "asking", "road", "rival", "trap", "luck", "talk", "monday")
_PARTLY = {
    "miss": {Kind.PREDICTIONS, Kind.HITS, Kind.SURE, Kind.AS_SURE},
    "turning": {Kind.RIGHT_THE_OLD_WAY, Kind.RIGHT_THE_NEW_WAY},
    "ended": {Kind.FELL_AFTERWARDS, Kind.MARK, Kind.CROWDED},
    "paid": {Kind.BEST_DECISION, Kind.PAID},
}
"""What is read of four more pages; the rest of them is read elsewhere."""
_TITLE = r"“([^”]*)”"
_SMALL = "No decision lost much."
_TURNED = r"through this story(?:; no other decision cost you more)?: [a-z ]+\."
_WENT = r"(?:stayed at (\d+)|went from (\d+) to (\d+))"


@dataclass(frozen=True, slots=True)
class Shown:
    """What stands on screen for ids of this game."""

    people: Mapping[str, str]
    """Ids by name."""
    rounds: Mapping[str, int]
    """Numbers by title."""
    answers: Mapping[tuple[int, str], str]
    """Ids by round and title."""

    @classmethod
    def of(cls, scenario: Scenario, data: Mapping[str, Any]) -> Shown:
        """Of a game whose JSON this is."""
        played = [scenario.round(d["round"]) for d in data["decisions"]]
        rounds = {r.title: n for n, r in enumerate(played, start=1) if r}
        answers = {(n, a.title): a.id for n, r in enumerate(played, start=1) if r for a in r.responses}
        waits = {(n, "Wait"): "wait" for n in rounds.values()}
        return cls({s.name: s.id for s in scenario.stakeholders}, rounds, waits | answers)

    @property
    def names(self) -> str:
        """A pattern of `nobody`, one name or several."""
        one = "|".join(map(re.escape, self.people))
        return f"((?:{one})(?:(?:, | and )(?:{one}))*|nobody)"

    def ids(self, text: str) -> tuple[str, ...]:
        """Whom a list of names names."""
        return ("",) if text == "nobody" else tuple(self.people[name] for name in re.split(", | and ", text))


def pages_by_facts(pages: Iterable[PageView]) -> set[Stated]:
    """What the sentences declare."""
    return {
        (page.id, fact)
        for page in pages
        for fact in page.facts
        if page.id in PAGES or fact.kind in _PARTLY.get(page.id, ())
    }


def pages_by_text(text: str, shown: Shown) -> set[Stated]:
    """What a telling states, whatever stands between its sentences."""
    readers = {
        "course": _course_in(text), "asking": _asking_in(text, shown), "road": _road_in(text, shown),
        "rival": _rival_in(text, shown), "trap": _trap_in(text, shown), "luck": _luck_in(text, shown),
        "talk": _talk_in(text, shown), "monday": _monday_in(text), "miss": _counts_in(text),
        "ended": _ended_in(text), "paid": _paid_in(text, shown),
    }  # fmt: skip
    where = "turning" if re.search(_TURNED, text) else "road" if _SMALL in text else "rival"
    stated = {(page, fact) for page, facts in readers.items() for fact in facts}
    return stated | {(where, fact) for fact in _ways_in(text)}


def _found(pattern: str, text: str) -> list[tuple[str, ...]]:
    """The groups of every place that says so, '' for a group without a text; a sentence told once counts once."""
    return list(dict.fromkeys(tuple(g or "" for g in m.groups()) for m in re.finditer(pattern, text)))


def _way(start: int, end: int) -> int:
    return (end > start) - (end < start)


def _course_in(text: str) -> Iterator[Fact]:
    led = rf"the value that the people feel {_WENT}, and the chasm {_WENT}\."
    for numbers in _found(led, text):
        for kind, (stayed, start, end) in ((Kind.VALUE_LED, numbers[:3]), (Kind.CHASM_LED, numbers[3:])):
            one, other = int(start or stayed), int(end or stayed)
            yield Fact(kind, start=one, amount=other, sign=_way(one, other))
    for kind, word, sign in ((Kind.ROSE_MOST, "rose", 1), (Kind.FELL_MOST, "fell", -1)):
        for number, _, by in _found(rf"{word} most in round (\d+), {_TITLE}, by (\d+\.\d)", text):
            yield Fact(kind, round=int(number), amount=float(by), sign=sign)
    landed = r"had begun still landed(?:, and value stayed at (\d+)|: value (rose|fell) by (\d+\.\d) to (\d+))\."
    for stayed, way, by, end in _found(landed, text):
        yield _landed(way, by)
        yield Fact(Kind.VALUE_AT_END, amount=int(end or stayed))


def _landed(way: str, by: str) -> Fact:
    return Fact(Kind.LANDED, amount=float(by) if by else None, sign={"rose": 1, "fell": -1, "": 0}[way])


def _asking_in(text: str, shown: Shown) -> Iterator[Fact]:
    for number, _ in _found(rf"In round (\d+), {_TITLE}, which cost you most, you had asked the people", text):
        yield Fact(Kind.HEARD_AND_LOST, round=int(number))
    unasked = (
        rf"In round (\d+), {_TITLE}, you chose {_TITLE} without asking the people\."
        r"(?: You had (?:spent your asks on rounds? ([\d, and]+)|(no ask to spend))\.)?"
        r"(?: (It was the turning point)\.| (It is where you were most sure, and wrong)\."
        r"| Of the rounds in which (you did not ask|you could have asked and did not), it cost you most\.)?"
        r" (They would have said|Nobody would have said)"
    )
    for number, _, title, spent, none, turning, surest, costliest, heard in _found(unasked, text):
        at = int(number)
        yield Fact(Kind.UNASKED, shown.answers[at, title], at, sign=-1 if spent or none else 1)
        yield from (Fact(Kind.ASKED, round=int(n)) for n in re.findall(r"\d+", spent))
        if none:
            yield Fact(Kind.ASKED_TIMES, count=0)
        if turning:
            yield Fact(Kind.WAS_TURNING, round=at)
        if surest:
            yield Fact(Kind.WAS_SUREST_MISS, round=at)
        if costliest:
            yield Fact(Kind.WAS_COSTLIEST, round=at, sign=1 if costliest == "you did not ask" else 0)
        assert heard.startswith("Nobody"), "made stories give their people no voice"
        yield Fact(Kind.VOICES, round=at, count=0)


def _road_in(text: str, shown: Shown) -> Iterator[Fact]:
    small = rf"{_SMALL} The costliest was in round (\d+), {_TITLE}: you chose {_TITLE}(?:, the (?:old|new) way)?, and"
    for number, _, title, share in _found(rf"{small} it cost (less than 1|\d+) %\.", text):
        lost = 0 if share.startswith("less") else int(share)
        yield Fact(Kind.TURNING, shown.answers[int(number), title], int(number), share=lost)
    parted = _found(rf"It parts from yours in round (\d+), {_TITLE}: {_TITLE}", text)
    for number, _, title in parted:
        at, better = int(number), shown.answers[int(number), title]
        yield Fact(Kind.PARTED, better, at)
        for score, mine in _found(r"It ends at a score of (\d+), yours at (\d+)(?:, a point or less apart)?\.", text):
            yield Fact(Kind.ROAD, round=at, amount=int(score), start=int(mine))
        if "Whether this was luck or choice was not measured" in text:
            yield Fact(Kind.LUCK_NOT_MEASURED, round=at)
        elif "Luck has no part in this" in text:
            yield Fact(Kind.NO_LUCK, round=at)
        luck = (
            r"This was (luck|mostly luck|part luck|the choice, not luck): under the luck that fell the better answer "
            r"could bring (?:(\d+)|hardly) more, on average luck "
            r"(?:(the two are worth the same)|yours is the better one, by (\d+)|(\d+))\."
        )
        for kind, fell, same, mine, more in _found(luck, text):
            yield Fact(Kind.LUCK, round=at, sign={"p": 0, "t": 1}.get(kind[0], -1))
            yield Fact(Kind.UNDER_THE_LUCK, better, at, amount=int(fell) if fell else None)
            average = None if same else int(mine or more)
            yield Fact(Kind.ON_AVERAGE, better, at, amount=average, sign=0 if same else -1 if mine else 1)


def _rival_in(text: str, shown: Shown) -> Iterator[Fact]:
    if re.search("Nothing was lost: (?:each of your decisions|your decision) was as good as the best", text):
        yield Fact(Kind.NO_LOSS, count=len(shown.rounds))
    near = (
        rf"The way that comes nearest parts from yours in round (\d+), {_TITLE}: {_TITLE}(?:, then {_TITLE})*\. "
        r"It ends at a score of (\d+), (?:as high as yours|(\d+) points? below yours)\."
    )
    for number, _, title, _, end, apart in _found(near, text):
        at = int(number)
        yield Fact(Kind.RIVAL, shown.answers[at, title], at, amount=int(end), start=int(end) + int(apart or 0))


def _trap_in(text: str, shown: Shown) -> Iterator[Fact]:
    trap = (
        rf"In round (\d+), {_TITLE}, {_TITLE}(?:, the (?:old|new) way)? was open too\. Whatever had followed, it would "
        rf"have led to a score of (\d+) at most; after {_TITLE} you could still reach (\d+)\. It would have cost at "
        r"least (\d+)\."
    )
    for number, _, title, left, _, reach, cost in _found(trap, text):
        assert int(reach) - int(left) == int(cost)
        yield Fact(Kind.TRAP, shown.answers[int(number), title], int(number), amount=int(left), start=int(reach))


def _luck_in(text: str, shown: Shown) -> Iterator[Fact]:
    for did, points in _found(r"In all, luck (gave you|took) (\d+) points? of score: so much (?:more|less) came", text):
        yield Fact(Kind.LUCK_GAVE, amount=int(points), sign=1 if did == "gave you" else -1)
    for number, _, points, way in _found(
        rf"Most of it fell after round (\d+), {_TITLE}: (\d+) (for|against) you", text
    ):
        yield Fact(Kind.LUCK_MOST, round=int(number), amount=int(points), sign=1 if way == "for" else -1)
    helped = rf"Luck helped you in round (\d+), {_TITLE}: on average luck {_TITLE} would have been worth (\d+) more\."
    for number, _, title, more in _found(helped, text):
        yield Fact(Kind.LUCK_HELPED, shown.answers[int(number), title], int(number), amount=int(more))


def _paid_in(text: str, shown: Shown) -> Iterator[Fact]:
    best = (
        rf"Your best decision was {_TITLE}(?:, the (?:old|new) way)?, in round (\d+), {_TITLE}: with all that came of "
        r"it later it brought (\d+\.\d) points of value"
    )
    for title, number, _, gain in _found(best, text):
        at = int(number)
        yield Fact(Kind.BEST_DECISION, shown.answers[at, title], at, amount=float(gain), sign=1)
        if "In the end nobody lost trust by it to speak of." in text:
            yield Fact(Kind.PAID, round=at)
        paid = rf"{shown.names} paid(?: most)? for it: this decision took (\d+\.\d) points of trust there in all\."
        for who, points in _found(paid, text):
            yield Fact(Kind.PAID, shown.people[who], at, amount=float(points), sign=-1)


def _talk_in(text: str, shown: Shown) -> Iterator[Fact]:
    began = rf"when you began, and where does your first decision, {_TITLE}, show it\?"
    for (title,) in _found(began, text):
        yield Fact(Kind.BEGAN_WITH, shown.answers[1, title], 1)
    for (title,) in _found(rf"What had you not seen in {_TITLE}\?", text):
        yield Fact(Kind.WAS_SUREST_MISS, round=shown.rounds[title])
    if "What did you look at, that you saw every time who would lose most?" in text:
        yield Fact(Kind.NO_MISS)
    best = _found(rf"is most like {_TITLE}, and what will you do about it\?", text)
    for (title,) in best:
        at = shown.rounds[title]
        yield Fact(Kind.BEST_SO_FAR, round=at)
        if _found(rf"What made it possible that nobody lost trust by {_TITLE}\?", text):
            yield Fact(Kind.PAID, round=at)
        for who, _ in _found(rf"Would {shown.names} say that {_TITLE} was worth it\?", text):
            yield Fact(Kind.PAID, shown.people[who], at, sign=-1)
    for words, sign in (("still hold against you", 1), ("say to your face", -1)):
        if f"What would the people {words}?" in text:
            yield Fact(Kind.AS_THE_PEOPLE, sign=sign)


def _monday_in(text: str) -> Iterator[Fact]:
    for hits, made in _found(r"Here you were right in (\d+) of (\d+)\.", text):
        yield from (Fact(Kind.HITS, count=int(hits)), Fact(Kind.PREDICTIONS, count=int(made)))
    for no in _found(r"Here you (asked|did not ask)\.", text):
        yield from (Fact(Kind.ASKED_TIMES, count=int(no == ("asked",))), Fact(Kind.ROUNDS, count=1))
    for asked, rounds in _found(r"Here you asked in (\d+) of (\d+) rounds\.", text):
        yield from (Fact(Kind.ASKED_TIMES, count=int(asked)), Fact(Kind.ROUNDS, count=int(rounds)))
    for (kept,) in _found(r"Here you (?:kept (\d+) % of your promises|promised nothing)\.", text):
        yield Fact(Kind.SAY_DO, share=int(kept) if kept else None)
    for way, by in _found(r"Here value still (rose|fell) by (\d+\.\d) after your last decision\.", text):
        yield _landed(way, by)


def _counts_in(text: str) -> Iterator[Fact]:
    for sure, verdict in _found(r"You predicted once, (\d+) % sure, and were (right|wrong)\.", text):
        yield from _counted(1, 1 if verdict == "right" else 0, int(sure))
    several = (
        r"In all you made (\d+) predictions, were (never right|always right|right in \d+), "
        r"and (\d+) % sure on average\."
        r"(?: You (were about as sure as you were right|were surer than you were right|knew more than you dared))?"
    )
    for made, right, sure, way in _found(several, text):
        hits = {"never right": 0, "always right": int(made)}.get(right)
        yield from _counted(int(made), int(right.split()[-1]) if hits is None else hits, int(sure))
        if way:
            yield Fact(Kind.AS_SURE, sign={"were a": 0, "were s": 1, "knew m": -1}[way[:6]])


def _counted(made: int, hits: int, sure: int) -> Iterator[Fact]:
    yield from (Fact(Kind.PREDICTIONS, count=made), Fact(Kind.HITS, count=hits), Fact(Kind.SURE, share=sure))


def _ways_in(text: str) -> Iterator[Fact]:
    both = r"Of your decisions that lost nothing, (\d+) went the old way and (\d+) the new\."
    one = r"(One|\d+) decisions? of yours lost nothing; (?:it|all of them) went the (old|new) way\."
    ways = [(int(old), int(new)) for old, new in _found(both, text)]
    for some, way in _found(one, text):
        count = 1 if some == "One" else int(some)
        ways.append((count, 0) if way == "old" else (0, count))
    for old, new in ways:
        yield Fact(Kind.RIGHT_THE_OLD_WAY, count=old)
        yield Fact(Kind.RIGHT_THE_NEW_WAY, count=new)


def _ended_in(text: str) -> Iterator[Fact]:
    for (silent,) in _found(r"The company fell after the last decision, in silent round (\d+)\.", text):
        yield Fact(Kind.FELL_AFTERWARDS, count=int(silent))
    for words, worst, mine, best in _found(r"Value: ([a-z ]+)\. Worst (\d+), you (\d+), best (\d+)\.", text):
        assert int(worst) <= int(mine) <= int(best)
        yield Fact(Kind.MARK, amount=int(mine), count=_MARKS.index(words))
    crowd = r"more than (?:half|two thirds) of them (end in the upper|end in the lower|score as much|score as little)"
    for (where,) in _found(crowd, text):
        yield Fact(Kind.CROWDED, sign=1 if where.endswith(("upper", "much")) else -1)


_MARKS = (
    "the worst there is", "in the lower third of what was possible", "in the middle third of what was possible",
    "in the upper third of what was possible", "close to the best there is", "the best there is",
)  # fmt: skip


def pages_by_json(data: Mapping[str, Any], scenario: Scenario, road: int | None) -> set[Stated]:
    """What follows from `chasm review --json`, without any sentence.

    One number is not in it, and is given: what the other road scores.
    """
    readers = {
        "course": _course(data), "asking": _asking(data, scenario), "road": _road(data, road), "rival": _rival(data),
        "trap": _trap(data), "luck": _luck(data), "talk": _talk(data), "monday": _monday(data), "miss": _counts(data),
        "ended": _ended(data), "paid": _paid(data),
    }  # fmt: skip
    where = "rival" if _worst(data) is None else "road" if _turning(data) is None else "turning"
    stated = {(page, fact) for page, facts in readers.items() for fact in facts}
    if where == "rival" and not any(page == where for page, _ in stated):
        return stated  # where nothing else was open anywhere there is no rival, and no page of it
    return stated | {(where, fact) for fact in _ways(data, scenario)}


def _shown(value: float) -> int:
    return int(f"{value:.0f}")


def _tenths(value: float) -> float:
    return float(f"{abs(value):.1f}")


def _ends(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The states at the start and at the end of each round that was decided."""
    return [s for s in data["states"] if s["stage"] != "coast"]


def _moves(data: Mapping[str, Any]) -> list[float]:
    """By how much value moved in each round."""
    ends = _ends(data)
    return [after["value"] - before["value"] for before, after in pairwise(ends)]


def _course(data: Mapping[str, Any]) -> Iterator[Fact]:
    ends = _ends(data)
    for kind, name in ((Kind.VALUE_LED, "value"), (Kind.CHASM_LED, "chasm")):
        start, end = _shown(ends[0][name]), _shown(ends[-1][name])
        yield Fact(kind, start=start, amount=end, sign=_way(start, end))
    moves = _moves(data) if len(_moves(data)) > 1 else []
    if moves and max(moves) > NOTHING_LOST:
        yield Fact(Kind.ROSE_MOST, round=moves.index(max(moves)) + 1, amount=_tenths(max(moves)), sign=1)
    if moves and min(moves) < -NOTHING_LOST:
        yield Fact(Kind.FELL_MOST, round=moves.index(min(moves)) + 1, amount=_tenths(min(moves)), sign=-1)
    if data["states"][-1]["stage"] == "coast" and data["ending"] != "fallen":
        moved = data["states"][-1]["value"] - ends[-1]["value"]
        lands = abs(moved) > NOTHING_LOST
        yield Fact(Kind.LANDED, amount=_tenths(moved) if lands else None, sign=(1 if moved > 0 else -1) if lands else 0)
        yield Fact(Kind.VALUE_AT_END, amount=_shown(data["states"][-1]["value"]))


def _asked(data: Mapping[str, Any]) -> list[int]:
    return [n for n, d in enumerate(data["decisions"], start=1) if d["asked"]]


def _worst(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that lost most, None where none lost a twentieth of a per cent."""
    losses = [d["loss"] for d in data["decisions"]]
    return losses.index(max(losses)) + 1 if losses and max(losses) >= 0.05 else None


def _missed(data: Mapping[str, Any]) -> int | None:
    """The number of the most confident miss, the first of equal ones."""
    sure = {
        n: d["prediction"]["confidence"]
        for n, d in enumerate(data["decisions"], start=1)
        if d["prediction"] and not d["prediction"]["hit"]
    }
    return next((n for n, share in sure.items() if share == max(sure.values())), None)


def _asking(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Fact]:
    decisions, asked, worst = data["decisions"], _asked(data), _worst(data)
    losses = {n: d["loss"] for n, d in enumerate(decisions, start=1)}
    unasked = [n for n in losses if n not in asked]
    could = [n for n in unasked if scenario.company.asks > sum(a < n for a in asked)]
    turning = worst if worst is not None and losses[worst] >= 5 else None
    missed = _missed(data)
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


def _turning(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that lost most, where it lost five per cent."""
    worst = _worst(data)
    return worst if worst is not None and data["decisions"][worst - 1]["loss"] >= 5 else None


def _single(data: Mapping[str, Any]) -> bool:
    """Whether one decision was all that there was, on the best way too."""
    return len(data["decisions"]) == 1 and len(data["best_line"]) <= 1


def _road(data: Mapping[str, Any], road: int | None) -> Iterator[Fact]:
    worst = _worst(data)
    if worst is None:
        return
    decision = data["decisions"][worst - 1]
    if _turning(data) is None:
        yield Fact(Kind.TURNING, decision["chosen"], worst, share=_shown(decision["loss"]))
    if _single(data) and _turning(data) is not None:
        return  # the turning point has told all of it
    yield from _of_the_road(decision, worst)
    yield Fact(Kind.ROAD, round=worst, amount=road, start=data["score"])


def _others(data: Mapping[str, Any]) -> list[tuple[int, str, float, float]]:
    """Every answer that was open and not given: its round, its id, what it leads to, and what the own one does."""
    return [
        (n, answer, reached, d["best_after"][d["chosen"]])
        for n, d in enumerate(data["decisions"], start=1)
        for answer, reached in d["best_after"].items()
        if answer != d["chosen"]
    ]


def _rival(data: Mapping[str, Any]) -> Iterator[Fact]:
    others = _others(data)
    if _worst(data) is not None or not others:
        return
    yield Fact(Kind.NO_LOSS, count=len(data["decisions"]))
    at, answer, reached, _ = max(others, key=lambda other: other[2])
    yield Fact(Kind.RIVAL, answer, at, amount=_shown(reached), start=data["score"])


def _trap(data: Mapping[str, Any]) -> Iterator[Fact]:
    others = _others(data)
    if _turning(data) is not None or not others or (_single(data) and _worst(data) is None):
        return
    at, answer, reached, mine = max(others, key=lambda other: other[3] - other[2])
    span = data["best_score"] - data["worst_score"]
    if span >= 0.05 and 100 * (mine - reached) / span >= 5:
        yield Fact(Kind.TRAP, answer, at, amount=_shown(reached), start=_shown(mine))


def _luck(data: Mapping[str, Any]) -> Iterator[Fact]:
    decisions = data["decisions"]
    averages = [d["on_average_luck"] for d in decisions]
    if decisions and None not in averages:
        reached = [*(max(each.values()) for each in averages[1:]), data["score_exact"]]
        gifts = [later - a[d["chosen"]] for d, a, later in zip(decisions, averages, reached, strict=True)]
        given = sum(gifts)
        if abs(given) >= 5:
            yield Fact(Kind.LUCK_GAVE, amount=_shown(abs(given)), sign=1 if given > 0 else -1)
            most = max(gifts, key=abs)
            if _shown(abs(most)) != _shown(abs(given)):
                sign = 1 if most > 0 else -1
                yield Fact(Kind.LUCK_MOST, round=gifts.index(most) + 1, amount=_shown(abs(most)), sign=sign)
    for n, d in enumerate(decisions, start=1):
        average = d["on_average_luck"]
        better = max(average, key=lambda a: average[a])
        more = average[better] - average[d["chosen"]]
        if d["loss"] < 0.05 and more >= 5:
            yield Fact(Kind.LUCK_HELPED, better, n, amount=_shown(more))
            return


def _of_the_road(decision: Mapping[str, Any], at: int) -> Iterator[Fact]:
    best, mine = decision["best"], decision["chosen"]
    after, average = decision["best_after"], decision["on_average_luck"]
    yield Fact(Kind.PARTED, best, at)
    if not any(abs(after[a] - average[a]) > NOTHING_LOST for a in after):
        yield Fact(Kind.NO_LUCK, round=at)
        return
    fell, mean = after[best] - after[mine], average[best] - average[mine]
    brought, kept = (_shown(of[best]) - _shown(of[mine]) for of in (after, average))
    yield Fact(Kind.UNDER_THE_LUCK, best, at, amount=brought or None if fell > NOTHING_LOST else None)
    same = abs(mean) <= NOTHING_LOST
    sign = 0 if same else 1 if mean > 0 else -1
    yield Fact(Kind.ON_AVERAGE, best, at, amount=None if same else abs(kept) or _shown(abs(mean)), sign=sign)
    luck = sign < 1 or mean < fell / 3
    yield Fact(Kind.LUCK, round=at, sign=-1 if luck else 0 if mean < fell * 2 / 3 else 1)


def _talk(data: Mapping[str, Any]) -> Iterator[Fact]:
    if data["decisions"]:
        yield Fact(Kind.BEGAN_WITH, data["decisions"][0]["chosen"], 1)
    missed, best = _missed(data), _best(data)
    if missed is not None:
        yield Fact(Kind.WAS_SUREST_MISS, round=missed)
    elif any(d["prediction"] for d in data["decisions"]):
        yield Fact(Kind.NO_MISS)
    if best is not None:
        yield replace(_payer(data, best), amount=None)
        yield Fact(Kind.BEST_SO_FAR, round=best)
    people, deeds = (_first(data["beliefs"][whose]) for whose in ("people", "revealed"))
    yield Fact(Kind.AS_THE_PEOPLE, sign=1 if people == deeds else -1)


def _first(shares: Mapping[str, float]) -> set[str]:
    most = max(shares.values())
    ids = {who for who, share in shares.items() if share >= most - 1e-9}
    return ids if len(ids) <= 2 and most > 0 else set()


def _best(data: Mapping[str, Any]) -> int | None:
    """The number of the decision that brought most by its own points, weighed by what the people value at the end.

    One with which the company fell is none.
    """
    last = data["states"][-1]
    fatal = last["stage"] == "end" and not last["alive"]
    gains = [_gain(data, n) for n in range(1, len(data["decisions"]) + 1 - fatal)]
    return gains.index(max(gains)) + 1 if gains and max(gains) >= 0.05 else None


def _gain(data: Mapping[str, Any], number: int) -> float:
    people = data["states"][-1]["people"]
    return float(sum(people[who] * points for who, points in _points(data, number).items()))


def _paid(data: Mapping[str, Any]) -> Iterator[Fact]:
    best = _best(data)
    if best is not None:
        gain = float(f"{_gain(data, best):.1f}")
        yield Fact(Kind.BEST_DECISION, data["decisions"][best - 1]["chosen"], best, amount=gain, sign=1)
        yield _payer(data, best)


def _points(data: Mapping[str, Any], number: int) -> dict[str, float]:
    """What the decision of a round gave and took in all."""
    decision = data["decisions"][number - 1]
    sums = dict.fromkeys(data["states"][0]["trust"], 0.0)
    for entry in data["ledger"]:
        if entry["gauge"] in sums and entry["source"].startswith(f"{decision['round']}/{decision['chosen']}/"):
            sums[entry["gauge"]] += entry["amount"]
    return sums


def _payer(data: Mapping[str, Any], best: int) -> Fact:
    points = _points(data, best)
    most = min(points, key=lambda who: points[who])
    if points[most] >= -NOTHING_LOST:
        return Fact(Kind.PAID, round=best)
    return Fact(Kind.PAID, most, best, amount=_tenths(points[most]), sign=-1)


def _monday(data: Mapping[str, Any]) -> Iterator[Fact]:
    made = [d["prediction"]["hit"] for d in data["decisions"] if d["prediction"]]
    if made:
        yield from (Fact(Kind.HITS, count=sum(made)), Fact(Kind.PREDICTIONS, count=len(made)))
    if data["decisions"]:
        yield Fact(Kind.ASKED_TIMES, count=len(_asked(data)))
        yield Fact(Kind.ROUNDS, count=len(data["decisions"]))
    kept = data["outputs"]["say_do"]
    all_kept = kept is not None and kept >= 1 - 1e-9
    yield Fact(Kind.SAY_DO, share=None if kept is None else 100 if all_kept else min(_shown(kept * 100), 99))
    yield from (fact for fact in _course(data) if fact.kind is Kind.LANDED and fact.sign)


def _ways(data: Mapping[str, Any], scenario: Scenario) -> Iterator[Fact]:
    decisions = data["decisions"]
    if len(decisions) == 1:
        return
    labels = [_label(scenario, d["round"], d["chosen"]) for d in decisions if d["loss"] < 0.05]
    if old_or_new := [label for label in labels if label]:
        yield Fact(Kind.RIGHT_THE_OLD_WAY, count=old_or_new.count("old"))
        yield Fact(Kind.RIGHT_THE_NEW_WAY, count=old_or_new.count("new"))


def _label(scenario: Scenario, round_id: str, answer_id: str) -> str | None:
    found = scenario.round(round_id)
    return next((r.label for r in found.responses if r.id == answer_id), None) if found else None


def _ended(data: Mapping[str, Any]) -> Iterator[Fact]:
    silent = [s for s in data["states"] if s["stage"] == "coast"]
    if data["ending"] == "fallen" and silent:
        yield Fact(Kind.FELL_AFTERWARDS, count=len(silent))
    if data["paths"] == 1:
        return
    score, worst, best = data["score"], _shown(data["worst_score"]), _shown(data["best_score"])
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
    alone = len(made) == 1 and _missed(data) is not None
    if not made or alone:
        return
    hits, sure = sum(p["hit"] for p in made), sum(p["confidence"] for p in made) / len(made)
    yield from _counted(len(made), hits, _shown(sure))
    apart = sure - 100 * hits / len(made)
    if len(made) >= 3:
        yield Fact(Kind.AS_SURE, sign=0 if abs(apart) <= 15 else 1 if apart > 0 else -1)
