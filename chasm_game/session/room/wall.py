"""What a wall may say of single teams while a room is led: what they decided, and never how their companies stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.session.room.answers import letter_of, needs_of

if TYPE_CHECKING:
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rounds import Response, Round
    from chasm_game.session.room.round_views import AnswerLine, Correctable, RoomRound

__all__ = ["for_the_wall", "without_locks"]


def for_the_wall(shown: RoomRound, current: Round) -> RoomRound:
    """A round without anything in it that how single companies stand has brought there.

    "Remembered of Amber: it owes the bank", or an answer that is locked for whoever has too little cash, would put
    the teams in an order long before the debrief, and without names it would tell each team of the others. Their own
    devices have both. What an answer needs stands in the story, and is told whether or not somebody lacks it. What
    follows from decisions stays, for everybody saw them; but for asking in this very round, which nobody has seen yet.
    """
    of_state = {also.text for also in current.shock.also if _is_of_state(also.when)}
    known = {letter_of(current, each.id): each for each in current.responses}
    lines = (_answer(line, known.get(line.letter), current) for line in shown.answers)
    return replace(
        shown,
        parted=tuple(each for each in shown.parted if each[0] not in of_state),
        answers=tuple(line for line in lines if line is not None),
    )


def without_locks(known: Correctable) -> Correctable:
    """What may be corrected, with every letter of the round for every team.

    Which of them a gauge had locked would put the teams in an order; the room refuses it with the reason when it is
    taken.
    """
    every = tuple(letter for letter, _ in known.letters)
    return replace(known, teams=tuple((team, letter, default, every) for team, letter, default, _ in known.teams))


def _answer(line: AnswerLine, response: Response | None, current: Round) -> AnswerLine | None:
    """The same for the wall; None for waiting that is open to some only, for they can take nothing else."""
    if response is None:
        return line if line.teams or not line.locked_for else None
    when = response.when
    if when is None:
        return line
    if ("asked", current.id) in _calls(when):
        # Its text may say what the people told, to teams that have not asked; those that have read it on their devices.
        return replace(line, locked_for=(), needs=needs_of(response), text="")
    return replace(line, locked_for=(), needs=needs_of(response)) if _is_of_state(when) else line


def _calls(condition: Condition) -> set[tuple[str, str]]:
    """What was decided or asked that it looks at, with the rounds."""
    return {(call.name, call.texts[0][0]) for call in condition.mentions.calls}


def _is_of_state(condition: Condition) -> bool:
    """Whether it looks at anything but what was decided and asked."""
    names = condition.mentions
    return bool(names.names or names.endings)
