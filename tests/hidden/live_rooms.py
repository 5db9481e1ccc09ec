"""Live rooms of eight teams that played by chance, and everything that their devices were sent on the way."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from hidden.live_reading import main_of, of_view, of_views, size_of, without
from hidden.measure import TEAMS, Columns
from hidden.reading import Words, named, of_bodies, of_body, text_of
from hidden.rooms import REASONS, facts_of, library
from pages import rooms
from session.rooms import Clock

from chasm_game.compare.compare import compare
from chasm_game.live.fields import Fields
from chasm_game.live.hosted import Hosted
from chasm_game.live.sights import PersonSight, PresenterSight, ProjectorSight
from chasm_game.live.streams import MOST_OF_ONE, Listeners, Stream, events
from chasm_game.live.views import LiveStage
from chasm_game.session.room.device_room import DeviceRoom
from chasm_game.session.wire import to_wire

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.views import TeamLine
    from chasm_game.live.sights import Sight
    from chasm_game.scenario.scenario import Scenario

__all__ = ["OUTPUTS", "LiveRoom", "played"]

PEOPLE = 3
"""In each team: as many as a mean needs."""
OWN = {"story", "stands", "again", "choices", "followed", "ask-ask", "letters", "own-foreseen"}
"""Parts of a person's page that show the own company, as a player alone sees it: a team may know how it stands."""
OUTPUTS = (
    "board",
    "board, page",
    "door",
    "persons",
    "persons, page",
    "persons, events",
    "presenter",
    "presenter, page",
)


@dataclass
class LiveRoom:
    """What was sent until the scores were shown, and afterwards, by output; what teams came to, and decided."""

    sent: dict[str, Columns]
    later: dict[str, Columns]
    scores: dict[str, float]
    facts: dict[str, dict[str, float]]
    strangers: list[str]
    """Where a person's device got the name of another team."""


@dataclass
class _Told:
    """Events of one device since they were looked at last."""

    count: int = 0
    size: int = 0


@dataclass
class _Playing:
    hosted: Hosted
    random: Random
    words: Words
    numbers: dict[int, str]
    seats: dict[str, list[str]]
    """By team, the codes of its people."""
    sent: dict[str, Columns] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    facts: dict[str, dict[str, float]] = field(default_factory=dict)
    handed_in: dict[str, str] = field(default_factory=dict)
    """In the round that waits, by team. A default goes with the score, as everybody sees; so nobody gets one."""
    reasoned: set[str] = field(default_factory=set)
    """Those of them that gave a reason."""
    foreseen: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Whom they expect to lose most, and how sure they are."""
    told: dict[str, _Told] = field(default_factory=dict)
    tasks: list[asyncio.Task[None]] = field(default_factory=list)
    listeners: Listeners = field(default_factory=Listeners)

    # --------------------------------------------------------- what is sent

    def look(self, when: str) -> None:
        """Everything that can be asked for now, as programs and pages get it; and the events since."""
        for letter in "ABCDEFGHI":
            self.facts[f"{letter}, {when}"] = {t: self.handed_in.get(t) == letter for t in TEAMS}
        self.facts[f"said, {when}"] = {t: (t in self.handed_in) + (t in self.reasoned) for t in TEAMS}
        self.facts[f"in, {when}"] = {t: t in self.handed_in for t in TEAMS}
        self.facts[f"letter, {when}"] = {t: ord(letter) for t, letter in self.handed_in.items()}
        for foreseen in {who for who, _ in self.foreseen.values()}:
            self.facts[f"foresees {foreseen}, {when}"] = {
                t: self.foreseen.get(t, ("", 0))[0] == foreseen for t in TEAMS
            }
        self.facts[f"sure, {when}"] = {t: sure for t, (_, sure) in self.foreseen.items()}
        self.facts |= {f"{name}, {when}": fact for name, fact in self._agreed().items()}
        board, lead = ProjectorSight(self.hosted), PresenterSight(self.hosted)
        for name, sight in (("board", board), ("presenter", lead)):
            self._put(name, when, of_view(json.loads(sight.json()), self.numbers, self.words))
            self._put(f"{name}, page", when, of_body(main_of(sight.main()), self.words))
        self._put("door", when, of_view(json.loads(to_wire(self.hosted.lobby())), self.numbers, self.words))
        views, pages, streams = {}, {}, Columns()
        for team, seats in self.seats.items():
            own = PersonSight(self.hosted, seats[0])
            views[team] = json.loads(own.json())
            _without_own(views[team])
            pages[team] = without(main_of(own.main()), OWN)
            said = self.told.pop(team, _Told())
            streams.put(("events",), team, said.count)
            streams.put(("size",), team, said.size)
        for team, view in views.items():
            others = {*named(json.dumps(view)), *named(text_of(pages[team]))} - {team}
            self.strangers += [f"{when}: {team} is told of {other}" for other in others]
        of_people, of_pages = of_views(views, self.words), of_bodies(pages, self.words)
        for team in TEAMS:
            of_people.put(("size",), team, size_of(views[team], self.words))
            of_pages.put(("size",), team, size_of(text_of(pages[team]), self.words))
        self._put("persons", when, of_people)
        self._put("persons, page", when, of_pages)
        self._put("persons, events", when, streams)

    def _agreed(self) -> dict[str, dict[str, float]]:
        """With whom a team gave its answer, and who of them gave a reason: a board shows answers in this order."""
        same = {t: [each for each in self.seats if self.handed_in.get(each) == a] for t, a in self.handed_in.items()}
        said = {t: [each for each in same[t] if each in self.reasoned] for t in same}
        return {
            "alone": {t: t in same and len(same[t]) == 1 for t in TEAMS},
            "alone and said": {t: t in same and len(same[t]) == 1 and t in self.reasoned for t in TEAMS},
            "where some said in company": {t: t in same and len(same[t]) > 1 and bool(said[t]) for t in TEAMS},
            "place among them": {t: same[t].index(t) for t in same},
            "said in company": {t: t in self.reasoned and len(same[t]) > 1 for t in TEAMS},
            "said alone in company": {t: t in self.reasoned and len(same[t]) > len(said[t]) == 1 for t in TEAMS},
            "said among others": {t: t in self.reasoned and len(said[t]) > 1 for t in TEAMS},
            "place among those who said": {t: said[t].index(t) for t in same if t in said[t]},
        }

    def _put(self, output: str, when: str, columns: Columns) -> None:
        whole = self.sent.setdefault(output, Columns())
        for key, column in columns.found.items():
            # What is the same for all of them tells no team from another, and two hundred rooms are to be held.
            if len(set(column.values())) > 1:
                whole.found[when, *key] = column

    async def listen(self) -> None:
        """The first device of every team hears events, as the host makes them."""
        self.hosted.changed = self.listeners.wake
        for team, seats in self.seats.items():
            self.tasks.append(asyncio.create_task(self._hear(team, seats[0])))
        await self.settled()

    async def _hear(self, team: str, seat: str) -> None:
        def look() -> Sight:
            return PersonSight(self.hosted, seat)

        stream = Stream(seat, MOST_OF_ONE, look, as_html=False, seen=None, counted=lambda _more: None)
        async for each in events(stream, self.listeners, beat=1e6):
            head, _, data = each.partition(b"\ndata: ")
            if head.endswith(b"event: state"):
                view = json.loads(data)["view"]
                _without_own(view)
                said = self.told.setdefault(team, _Told())
                said.count += 1
                said.size += size_of(view, self.words)

    async def settled(self) -> None:
        """Until every device heard of what was done: each has as many steps as it needs, and none waits for a clock."""
        for _ in range(6):
            await asyncio.sleep(0)

    # --------------------------------------------------------- what is done

    async def lead(self, verb: str, **said: Any) -> None:
        self.hosted.by_lead(verb, Fields(said))
        await self.settled()

    async def person(self, seat: str, verb: str, **said: Any) -> None:
        self.hosted.by_person(seat, verb, Fields(said))
        await self.settled()

    async def sheets(self, when: str) -> None:
        """Most people hand one in."""
        names = [each for each, _ in self.hosted.view().stakeholders]
        everybody = [seat for seats in self.seats.values() for seat in seats]
        for seat in self.random.sample(everybody, len(everybody)):
            if self.random.random() < 0.9:
                points = {name: self.random.randint(1, 50) for name in names}
                await self.person(seat, "sheet", when=when, points=points)
        self.look(f"sheets {when}")
        await self.lead("next")

    async def round(self, number: int) -> None:
        """Story, answers, votes, asks, letters in an order of chance; the reveal, and now and then a correction."""
        self.look(f"story {number}")
        await self.lead("answers")
        self.look(f"answers {number}, open")
        current = self.hosted.room.round_id
        ids = {team: number for number, team in self.numbers.items()}
        for team in self.random.sample(TEAMS, len(TEAMS)):
            if self.hosted.room.answers_of(ids[team]) is not None:
                await self._team(team, ids[team], current)
            if team == TEAMS[4]:
                self.look(f"answers {number}, some in")
        self.look(f"answers {number}, all in")
        await self.lead("reveal")
        self.look(f"revealed {number}")
        self.handed_in.clear()
        self.reasoned.clear()
        self.foreseen.clear()
        await self.lead("next")

    async def _team(self, team: str, number: int, current: str) -> None:
        targets = [who for who, _ in (self.hosted.view().round or _nothing()).targets]
        pen = self.hosted.pen_of(number)
        if self.random.random() < 0.4:
            game = self.hosted.game_of(number)
            if game is not None and game.round is not None and game.round.ask.possible:
                await self.person(pen, "ask", round=current)
        for seat in self.seats[team]:
            if self.random.random() < 0.9:
                await self.person(seat, "vote", round=current, letter=self._letter(number))
        foreseen = self.foreseen[team] = (self.random.choice(targets), self.random.choice([30, 60, 90]))
        said = {"who": foreseen[0], "confidence": foreseen[1]}
        letter = self.handed_in[team] = self._letter(number)
        reason = self.random.choice(REASONS)
        self.reasoned |= {team} if reason else set()
        await self.person(pen, "choice", round=current, letter=letter, reason=reason, **said)

    def _letter(self, number: int) -> str:
        answers = self.hosted.room.answers_of(number)
        assert answers is not None
        return self.random.choice(answers.open)


def _without_own(view: dict[str, Any]) -> None:
    """A person's view without the own company, and without which answers are open to it."""
    del view["game"], view["foreseen"]
    for each in ("open", "letters") if view["round"] else ():
        del view["round"][each]


def _nothing() -> Any:
    raise AssertionError("no round waits")


def _words(scenario: Scenario) -> Words:
    answers = [[each.title for each in current.responses] for current in scenario.rounds]
    titles = [*(title for given in answers for title in given), *(each.title for each in scenario.rounds)]
    names = [each.name for each in scenario.stakeholders]
    return Words([*REASONS, *titles, *names, "Nobody"], answers)


def played(seed: int, story: str = "tutorial") -> LiveRoom:
    """Eight teams of three; who decides what is drawn anew for each seed, and nothing of it goes with a name."""
    return asyncio.run(_played(seed, rooms.story(story)))


async def _played(seed: int, scenario: Scenario) -> LiveRoom:
    random = Random(seed)
    # Two hundred rooms wait for no disk: whether it is written at once is tested elsewhere.
    with tempfile.TemporaryDirectory() as folder, patch.object(os, "fsync", lambda _: None):
        room = DeviceRoom.new(scenario, Path(folder), roles=False)
        for team in random.sample(TEAMS, len(TEAMS)):
            room.add_team(team)
        hosted = Hosted.new(room, clock=Clock(), version=1)
        try:
            numbers = dict(room.names)
            seats = {
                team: [hosted.join(team=n, name="", key=f"key {team} {each}").code for each in range(PEOPLE)]
                for n, team in numbers.items()
            }
            it = _Playing(hosted, random, _words(scenario), numbers, seats)
            await it.listen()
            it.look("lobby")
            await it.lead("begin")
            await it.sheets("before")
            number = 0
            while hosted.stage is LiveStage.STORY:
                number += 1
                await it.round(number)
            await it.sheets("after")
            it.look("talk")
            sent, it.sent, strangers, it.strangers = it.sent, {}, it.strangers, []
            await it.lead("scores")
            it.look("scores")
            it.listeners.end()
            await asyncio.gather(*it.tasks)
        finally:
            hosted.end()
        lines = compare([room.folder], library()).view.rankings[0].teams
    scores = {line.team: line.outputs.score_exact for line in lines}
    return LiveRoom(
        sent, it.sent, scores, facts_of(lines) | it.facts | _remembered(scenario, lines, [*seats]), strangers
    )


class _Decided:
    """Conditions as far as decisions alone say whether they hold."""

    def __init__(self, line: TeamLine) -> None:
        self.zero: Any = False
        self._chose = {(cell.round, cell.response) for cell in line.choices}
        self._asked = {cell.round for cell in line.choices if cell.asked}

    def value(self, name: str) -> Any:
        raise LookupError(name)

    def chose(self, round_id: str, response_id: str) -> bool:
        return (round_id, response_id) in self._chose

    def asked(self, round_id: str) -> bool:
        return round_id in self._asked


def _remembered(scenario: Scenario, lines: Sequence[TeamLine], joined: Sequence[str]) -> dict[str, dict[str, float]]:
    """What a story remembers of what teams decided: each text, and which is the first, second ... of a team."""
    facts: dict[str, dict[str, float]] = {}
    for current in scenario.rounds:
        decided = [each for each in current.shock.also if not each.when.mentions.names]
        here = [line for line in lines if current.id in {cell.round for cell in line.choices}]
        own: dict[str, list[int]] = {line.team: [] for line in lines}
        shared: dict[str, int] = dict.fromkeys(own, 0)
        for n, each in enumerate(decided):
            reads = {line.team for line in here if each.when.holds(_Decided(line))}
            facts[f"text {n} of {current.id}"] = {line.team: line.team in reads for line in lines}
            in_order = [team for team in joined if team in reads]
            facts[f"place in text {n} of {current.id}"] = {team: in_order.index(team) for team in in_order}
            for team in reads if len(reads) < len(here) else ():  # what all of them read names nobody
                own[team].append(n)
                shared[team] += len(reads) > 1
        facts[f"texts of {current.id}"] = {team: len(texts) for team, texts in own.items()}
        for count in range(1, len(decided) + 1):
            several = {team: float(texts[count - 1]) for team, texts in own.items() if len(texts) >= count}
            facts[f"text number {count} of {current.id}"] = several
            facts[f"{count} texts of {current.id}"] = {team: team in several for team in own}
            facts[f"{count} texts with others of {current.id}"] = {team: shared[team] >= count for team in own}
    return facts
