"""What a wall may say of single teams while a room is led: what they decided, and never how their companies stand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.session.room.answers import letter_of

if TYPE_CHECKING:
    from chasm_game.scenario.conditions import Condition
    from chasm_game.scenario.rounds import Round
    from chasm_game.session.room.round_views import AnswerLine, Correctable, RoomRound

__all__ = ["for_the_wall", "without_locks"]


def for_the_wall(shown: RoomRound, current: Round, there: int) -> RoomRound:
    """A round that `there` teams are in, without the names of teams wherever a gauge of theirs is why they are named.

    "Remembered of Amber: it owes the bank", or an answer that is locked for whoever has too little cash, would put
    the teams in an order long before the debrief. Their own devices have both. What follows from decisions stays, for
    everybody saw them; and what is locked for all of them, for that tells no team from another.
    """
    of_state = {also.text for also in current.shock.also if _is_of_state(also.when)}
    conditions = {letter_of(current, each.id): each.when for each in current.responses}
    return replace(
        shown,
        parted=tuple(each for each in shown.parted if each[0] not in of_state),
        answers=tuple(_answer(each, conditions.get(each.letter), there) for each in shown.answers),
    )


def without_locks(known: Correctable) -> Correctable:
    """What may be corrected, with every letter of the round for every team.

    Which of them a gauge had locked would put the teams in an order; the room refuses it with the reason when it is
    taken.
    """
    every = tuple(letter for letter, _ in known.letters)
    return replace(known, teams=tuple((team, letter, default, every) for team, letter, default, _ in known.teams))


def _answer(line: AnswerLine, when: Condition | None, there: int) -> AnswerLine:
    # Waiting has no condition: it is open to whoever can take nothing else, which is a matter of gauges too.
    is_of_state = when is None or _is_of_state(when)
    return replace(line, locked_for=()) if is_of_state and len(line.locked_for) < there else line


def _is_of_state(condition: Condition) -> bool:
    """Whether it looks at anything but what was decided and asked."""
    names = condition.mentions
    return bool(names.names or names.endings)
