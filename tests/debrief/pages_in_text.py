"""What single pages state of a game, read back from any text in which they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from debrief.page_facts import Stated, counted, direction

from chasm_game.debrief.facts import Fact, Kind
from chasm_game.scenario.scenario import Scenario

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


def _course_in(text: str) -> Iterator[Fact]:
    led = rf"the value that the people feel {_WENT}, and the chasm {_WENT}\."
    for numbers in _found(led, text):
        for kind, (stayed, start, end) in ((Kind.VALUE_LED, numbers[:3]), (Kind.CHASM_LED, numbers[3:])):
            one, other = int(start or stayed), int(end or stayed)
            yield Fact(kind, start=one, amount=other, sign=direction(one, other))
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
    for number, _, title, share in _found(rf"{small} it cost (less than 1|\d+) % of all", text):
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
    if re.search(r"that you were right (?:whenever|the one time) you predicted who would lose most\?", text):
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
    for (kept,) in _found(r"Here you (?:kept (\d+) % of your promises|made no promise that falls due)\.", text):
        yield Fact(Kind.SAY_DO, share=int(kept) if kept else None)
    for way, by in _found(r"Here value still (rose|fell) by (\d+\.\d) after your last decision\.", text):
        yield _landed(way, by)


def _counts_in(text: str) -> Iterator[Fact]:
    for sure, verdict in _found(r"You predicted once, (\d+) % sure, and were (right|wrong)\.", text):
        yield from counted(1, 1 if verdict == "right" else 0, int(sure))
    several = (
        r"In all you made (\d+) predictions, were (never right|always right|right in \d+), "
        r"and (\d+) % sure on average\."
        r"(?: You (were about as sure as you were right|were surer than you were right|knew more than you dared))?"
    )
    for made, right, sure, way in _found(several, text):
        hits = {"never right": 0, "always right": int(made)}.get(right)
        yield from counted(int(made), int(right.split()[-1]) if hits is None else hits, int(sure))
        if way:
            yield Fact(Kind.AS_SURE, sign={"were a": 0, "were s": 1, "knew m": -1}[way[:6]])


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
