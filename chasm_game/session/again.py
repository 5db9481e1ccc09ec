"""What may follow a game that is over: the same story under other luck, from one of its rounds, or the next story."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from chasm_game.errors import ChasmError
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from chasm_game.journal.played import Played
    from chasm_game.views.catalog import LibraryLine

__all__ = ["Following", "from_round", "luck_of_the_week", "next_story", "other_luck"]

MOST_LUCK = 9_999
"""Luck that is drawn is a number that somebody can read out."""


@dataclass(frozen=True, slots=True)
class Following:
    """What a player wants after a game."""

    what: Literal["luck", "round", "story"]
    round: str = ""
    """The id of the round to begin in, where it is one."""


def other_luck(seed: int) -> int:
    """A seed of four digits at most, and not this one."""
    return random.choice([each for each in range(1, MOST_LUCK + 1) if each != seed])  # noqa: S311  (nobody guards it)


def luck_of_the_week(now: datetime | None = None) -> int:
    """The seed that is the same for everybody in a week, as ISO counts them in UTC: 202648 for the 48th of 2026."""
    year, week, _ = (now or datetime.now(UTC)).isocalendar()
    return year * 100 + week


def next_story(stories: Sequence[LibraryLine], scenario: str, finished: Collection[str]) -> LibraryLine | None:
    """The story to play after this one: the next of the library that is not `finished`, from the first on behind the
    last; where all are, the one that stands behind it. None where there is no other.
    """
    sound = [each for each in stories if not each.error]
    at = next((n for n, each in enumerate(sound) if each.id == scenario), -1)
    # Of a story that is not in the library `at` is -1: then all of them follow, from the first on.
    others = [each for each in (*sound[at + 1 :], *sound[: max(at, 0)]) if each.id != scenario]
    return next((each for each in others if each.id not in finished), others[0] if others else None)


def from_round(played: Played, round_id: str, saves: Path) -> LocalPlay:
    """A practice game on the same texts, luck and difficulty, with everything that was decided before that round.

    Raises `ChasmError` where the round was not played, or no save can be written.
    """
    before = [turn.round.id for turn in played.game.turns if turn.after is not None]
    if round_id not in before:
        raise ChasmError(f"round `{round_id}` was not played in this game")
    header = played.header
    play = LocalPlay.new(
        played.game.scenario, saves, team=header.team, seed=header.seed, practice=True, quick=header.quick
    )
    try:
        if play.phase is Phase.BELIEFS_BEFORE:
            play.submit_beliefs(played.beliefs.get("before"), played.ways.get("before"))
        # Not strict: behind the last choice a turn may stand that is still open.
        for turn, choice in zip(played.game.turns, played.choices, strict=False):
            if choice.round == round_id:
                break
            if turn.ask is not None:
                play.ask(turn.ask.leader)
            prediction = None if choice.who is None or choice.confidence is None else (choice.who, choice.confidence)
            play.decide(
                choice.response,
                prediction=prediction,
                reason=choice.reason,
                seconds=choice.seconds,
                defaulted=choice.defaulted,
            )
    except BaseException:
        play.close()
        raise
    return play
