"""What the people of a live room said, each for themselves: not teams, and nobody by name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import fmean
from typing import TYPE_CHECKING

from chasm_game.compare.spread import FEWEST, Spread, spread
from chasm_game.file_facts import kind_of
from chasm_game.journal.damage import DamagedSave
from chasm_game.journal.people_journal import PEOPLE_FILE, read_people
from chasm_game.journal.played import hit
from chasm_game.journal.replay import replay
from chasm_game.journal.room_journal import read_room
from chasm_game.scenario.rounds import WAIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from chasm_game.engine.plan import Plan
    from chasm_game.journal.journal import Record
    from chasm_game.journal.people_actions import PersonSheet
    from chasm_game.journal.people_state import PeopleState
    from chasm_game.journal.played import Played
    from chasm_game.scenario.rounds import Round

__all__ = ["PeopleForecasts", "PeopleLine", "PeopleView", "people_view", "seats_said"]


@dataclass(frozen=True, slots=True)
class PeopleLine:
    """What people said of one stakeholder (shares of 100) or on one axis (-1 to 1)."""

    id: str
    name: str
    before: Spread | None
    """None where too few said anything."""
    after: Spread | None
    shift: Spread | None
    """After less before, of those who said something both times."""


@dataclass(frozen=True, slots=True)
class PeopleForecasts:
    """What people expected before their team answered, where the team then took the answer that they would take."""

    votes: int
    """Votes in rounds that were revealed."""
    with_team: int
    """Of these, for the answer that the team took: what was expected of another one nobody can tell."""
    forecasts: int
    """Of these, with a word on who would lose most."""
    hits: int
    sure: float | None
    """How sure they were, in the mean, 20 to 100 per cent; None without a forecast."""


@dataclass(frozen=True, slots=True)
class PeopleView:
    """The people of the rooms of a ranking, all together."""

    seats: int
    whom: tuple[PeopleLine, ...]
    """By stakeholder, in order."""
    how: tuple[PeopleLine, ...]
    """By axis, in order."""
    forecasts: PeopleForecasts | None
    """None where fewer than three voted."""


def people_view(records: Sequence[Record], plan: Plan) -> PeopleView | None:
    """What people said in the rooms whose saves these are; None where none of them was a live room."""
    rooms = [room for folder in sorted({r.path.parent for r in records}) if (room := _room(folder)) is not None]
    if not any(people.seats for people, _ in rooms):
        return None
    # Only now: most comparisons are of no live room, and a replay line by line is dear.
    games = {record.path: replay(record) for record in records}
    sheets = [both for people, _ in rooms for both in _sheets(people)]
    return PeopleView(
        sum(len(people.seats) for people, _ in rooms),
        tuple(_line(s.id, s.name, sheets, _share) for s in plan.scenario.stakeholders),
        tuple(_line(a.id, a.title, sheets, _way) for a in plan.scenario.rulebook.ways.values()),
        _forecasts([vote for people, saves in rooms for vote in _votes(people, saves, games)]),
    )


def _room(folder: Path) -> tuple[PeopleState, Mapping[int, Path]] | None:
    """The people of a folder, and the save of each team; None where there are none, or they cannot be read."""
    if not kind_of(folder / PEOPLE_FILE):
        return None
    try:
        people, saves = read_people(folder).state, read_room(folder).state.saves
    # What people said comes on top: where their file is damaged, the teams are ranked all the same.
    except DamagedSave:
        return None
    return people, {team: folder / name for team, name in saves.items()}


def seats_said(folder: Path, stakeholders: Sequence[str], axes: Sequence[str]) -> list[list[float | None]]:
    """Of each seat of a room what it said, before and after: of each stakeholder in shares of 100, then of each axis.

    None where it said nothing; empty where the folder is no live room's.
    """
    room = _room(folder)
    return [
        [
            *(_share(sheet, each) for each in stakeholders for sheet in both),
            *(_way(sheet, each) for each in axes for sheet in both),
        ]
        for both in (_sheets(room[0]) if room else ())
    ]


def _sheets(people: PeopleState) -> Iterator[tuple[PersonSheet | None, PersonSheet | None]]:
    """What each seat handed in, before and after."""
    for seat in people.seats:
        yield people.sheets.get(("before", seat)), people.sheets.get(("after", seat))


def _share(sheet: PersonSheet | None, stakeholder: str) -> float | None:
    """Of 100, what somebody gave a stakeholder; None where that page was passed over."""
    if sheet is None or not sheet.points:
        return None
    return 100 * sheet.points.get(stakeholder, 0.0) / sum(sheet.points.values())


def _way(sheet: PersonSheet | None, axis: str) -> float | None:
    """Where somebody stands on an axis; None where nothing was said of it."""
    return None if sheet is None or sheet.ways is None else sheet.ways.get(axis)


def _line(
    name: str,
    title: str,
    sheets: Sequence[tuple[PersonSheet | None, PersonSheet | None]],
    of: Callable[[PersonSheet | None, str], float | None],
) -> PeopleLine:
    said = [(of(first, name), of(last, name)) for first, last in sheets]
    before = [first for first, _ in said if first is not None]
    after = [last for _, last in said if last is not None]
    shift = [last - first for first, last in said if first is not None and last is not None]
    return PeopleLine(name, title, spread(before), spread(after), spread(shift))


@dataclass(frozen=True, slots=True)
class _Vote:
    """A vote in a round that was revealed, beside what the team did there."""

    with_team: bool
    confidence: int | None
    """None where nothing was foreseen, or of another answer than the team's."""
    hit: bool


def _votes(people: PeopleState, saves: Mapping[int, Path], games: Mapping[Path, Played]) -> Iterator[_Vote]:
    for at, vote in people.votes.items():
        save = saves.get(people.voted_in[at])
        played = None if save is None else games.get(save)
        if played is None:
            continue
        turn = next((t for t in played.game.turns if t.round.id == vote.round and t.after is not None), None)
        choice = next((c for c in played.choices if c.round == vote.round), None)
        if turn is None or choice is None:
            continue
        same = _response(turn.round, vote.letter) == choice.response
        # By the rule for the forecasts of teams, as if the team had said it.
        right = hit(turn, replace(choice, who=vote.who, confidence=vote.confidence))
        yield _Vote(same, vote.confidence if same else None, same and bool(right))


def _response(round_: Round, letter: str) -> str:
    """The answer behind a letter: waiting comes after the last."""
    ids = [*(r.id for r in round_.responses), WAIT]
    number = "ABCDEFGHIJ".find(letter)
    return ids[number] if letter and number < len(ids) else ""


def _forecasts(votes: Sequence[_Vote]) -> PeopleForecasts | None:
    if len(votes) < FEWEST:
        return None
    sure = [vote.confidence for vote in votes if vote.confidence is not None]
    return PeopleForecasts(
        len(votes),
        sum(vote.with_team for vote in votes),
        len(sure),
        sum(vote.hit for vote in votes if vote.confidence is not None),
        fmean(sure) if sure else None,
    )
