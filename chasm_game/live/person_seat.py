"""What a person sees of a live room, as a seat at a game: what can be decided now, and in words what it is for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.debrief.predictions import expectation
from chasm_game.grammar import have, joined
from chasm_game.live.views import LiveStage
from chasm_game.views.intro import IntroView
from chasm_game.views.round import Phase
from chasm_game.views.seat import SeatView

if TYPE_CHECKING:
    from chasm_game.live.views import PersonRound, PersonView
    from chasm_game.views.round import RoundView

__all__ = ["PersonSeat", "person_seat"]


@dataclass(frozen=True, slots=True)
class PersonSeat:
    """A person's view as the screens of a game take it."""

    view: SeatView
    words: str = ""
    """What is decided here, or what is waited for, in sentences."""
    votes: bool = False
    """Whether what is chosen is a vote, and not the team's answer."""
    can_take_pen: bool = False
    can_change: bool = False
    """Whether what was handed in here may be chosen anew."""


_BY = {
    "facilitator": "typed by whoever leads the room",
    "majority": "what most of you voted for",
    "default": "the default, for nothing was handed in",
}


def person_seat(
    person: PersonView, root: str, passed_over: frozenset[str] = frozenset(), changes: str = ""
) -> PersonSeat:
    """How a person's view is played.

    `passed_over` are sheets (`before`, `after`) that were left out at this seat; `changes` is the id of the round in
    which it wants to choose anew.
    """
    found = _made(person, root, passed_over, changes)
    words = " ".join(each for each in (person.notice, "The time is up." if person.time_up else "", found.words) if each)
    return replace(found, words=words)


def _made(person: PersonView, root: str, passed_over: frozenset[str], changes: str) -> PersonSeat:
    stage = person.stage
    if stage is LiveStage.STORY:
        return _waits(person, f"{_mean(person)}Read what happened.", "the answers: whoever leads the room opens them")
    if stage in {LiveStage.SHEETS_BEFORE, LiveStage.SHEETS_AFTER}:
        return _sheet(person, passed_over)
    if stage is LiveStage.ANSWERS and person.round is not None:
        return _answers(person, person.round, changes=changes == person.round.round)
    if stage in {LiveStage.SCORES, LiveStage.CLOSED} and person.game is not None and person.game.debrief is not None:
        return PersonSeat(replace(_game(person), phase=Phase.DEBRIEF, round=None, waiting_for=""), _page(person, root))
    return _waits(person, *_waited_for(person, root))


def _waited_for(person: PersonView, root: str) -> tuple[str, str]:
    """What is said of the stage before what is waited for, and what that is where the host does not say."""
    if person.stage is LiveStage.LOBBY:
        again = f"From another device you come back with PIN {person.pin}." if person.pin else ""
        return f"You sit in {person.team.name}; your seat is {person.code}. {again}".strip(), "the game to begin"
    return {
        LiveStage.ANSWERS: ("Your team has nothing to decide in this round.", "the others"),
        LiveStage.REVEALED: (_foreseen(person), "the next round"),
        LiveStage.TALK: ("The game is over, and is talked about.", "the scores"),
        LiveStage.SCORES: ("", "the end"),
    }.get(person.stage, (f"The room is closed. {_page(person, root)}".strip(), ""))


def _foreseen(person: PersonView) -> str:
    """What came of the own forecast; the team's is told with what followed."""
    return f"With your own vote: {expectation(person.foreseen)}" if person.foreseen is not None else ""


def _page(person: PersonView, root: str) -> str:
    return f"Your team's own page: {root}{person.page}" if person.page else ""


def _game(person: PersonView) -> SeatView:
    """The team's game; before it begins, one of which nothing is known but its name."""
    if person.game is not None:
        return _lettered(person.game, person)
    nothing = IntroView(
        "", person.title, "", "", 0, (), "The room", "", "", (), 0, 0, person.team.name, False, False, ""
    )  # fmt: skip
    return SeatView(person.version, nothing, Phase.WAITING, None, ())


def _lettered(game: SeatView, person: PersonView) -> SeatView:
    """The same with the letters of the room, so that a terminal, a phone and a card call an answer the same."""
    if game.round is None or person.round is None:
        return game
    letters = {each: letter for letter, each, _ in person.round.letters}
    responses = tuple(replace(each, letter=letters.get(each.id, "")) for each in game.round.responses)
    return replace(game, round=replace(game.round, responses=responses))


def _waits(person: PersonView, words: str, usual: str) -> PersonSeat:
    """Nothing to do but wait."""
    whom = person.waiting_for or usual
    game = _game(person)
    waiting = f"Waiting for {whom}." if whom else ""
    # While it is read or voted on, and not before: the game itself is at its next round as soon as one is revealed.
    shown = _without_ask(game.round) if person.stage in {LiveStage.STORY, LiveStage.ANSWERS} else None
    if shown is not None and person.stage is LiveStage.STORY:
        shown = replace(shown, responses=())
    view = replace(game, phase=Phase.WAITING, waiting_for=whom, round=shown, debrief=None)
    return PersonSeat(view, " ".join(each for each in (words, waiting) if each))


def _sheet(person: PersonView, passed_over: frozenset[str]) -> PersonSeat:
    sheet = person.sheet
    when = "before" if person.stage is LiveStage.SHEETS_BEFORE else "after"
    if sheet is None or sheet.points is not None or when in passed_over:
        given = 0 if sheet is None else sheet.handed_in
        words = "" if sheet is None else f"{given} of {person.team.people} of your team {have(given)} handed in."
        return _waits(person, words, "the others")
    phase = Phase.BELIEFS_BEFORE if when == "before" else Phase.BELIEFS_AFTER
    game = replace(_game(person), phase=phase, round=None, debrief=None, waiting_for="")
    return PersonSeat(game, "This is your own sheet: nobody else sees it. Your team sees its mean later.")


def _mean(person: PersonView) -> str:
    """What the people of the team said together, once the sheets are closed."""
    sheet = person.sheet
    if sheet is None or sheet.mean is None:
        return ""
    points = [f"{name} {sheet.mean.get(who, 0.0):.0f}" for who, name in sheet.stakeholders]
    return f"The mean of your team's sheets: {joined(points)}. "


def _answers(person: PersonView, now: PersonRound, *, changes: bool) -> PersonSeat:
    alone = person.team.people <= 1
    if now.letter:
        by = _BY.get(now.by, "handed in by whoever has the pen" if not now.has_pen else "handed in by you")
        words = f"Your team's answer is {now.letter}, {by}."
        if now.has_pen and changes:
            return PersonSeat(_decides(person, asks=True), f"{words} It counts unless you hand in another one.")
        return replace(_waits(person, words, "the others"), can_take_pen=not now.has_pen, can_change=now.has_pen)
    default = "The default is taken for your team, unless it hands in an answer. " if now.by == "default" else ""
    if now.has_pen and (alone or now.vote is not None):
        # Said alone too: whoever still reads what followed would else not hear that the room has gone on.
        words = (
            "The answers are open: yours is your team's."
            if alone
            else f"You have the pen: now hand in your team's answer. {_voted(person, now)}"
        )
        return PersonSeat(_decides(person, asks=True), default + words)
    if now.vote is None:
        words = "Your own vote: what would you take? "
        words += (
            "You have the pen: your team's answer comes after it."
            if now.has_pen
            else "Your team's answer is handed in by whoever has the pen."
        )
        return PersonSeat(_decides(person, asks=now.has_pen), default + words, votes=True, can_take_pen=not now.has_pen)
    words = f"{default}Your vote is {now.vote.letter}."
    if changes:
        words = f"{words} It counts unless you vote again."
        return PersonSeat(_decides(person, asks=False), words, votes=True, can_take_pen=True)
    waits = _waits(person, f"{words} {_voted(person, now)}", "your team's answer")
    return replace(waits, can_take_pen=True, can_change=True)


def _voted(person: PersonView, now: PersonRound) -> str:
    """How many have voted, and how, once that may be seen."""
    if now.votes is None:
        return f"{now.voted} of {person.team.people} of you {have(now.voted)} voted."
    return f"Your votes: {joined([f'{count} for {letter}' for letter, count in now.votes])}."


def _decides(person: PersonView, *, asks: bool) -> SeatView:
    game = _game(person)
    waits = game.round if asks else _without_ask(game.round)
    phase = Phase.DECIDING if waits is not None else Phase.WAITING
    return replace(game, phase=phase, round=waits, debrief=None, waiting_for="")


def _without_ask(view: RoundView | None) -> RoundView | None:
    """A round in which the people cannot be asked from here: that is for whoever has the pen."""
    return None if view is None else replace(view, ask=replace(view.ask, possible=False))
