"""What an answer's story tells once for all teams that took it, and what it tells some of them only.

An outcome remembers what a team did before, so two teams with the same answer may read another ending of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.session.room.round_views import TeamFollowed

__all__ = ["AnswerTold", "answers_told"]


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """The story of an answer that somebody took; each text is Markdown."""

    letter: str
    response: str
    shared: tuple[str, ...]
    parted: tuple[tuple[str, tuple[str, ...]], ...]
    """What only some of these teams read, with their names."""


def answers_told(found: Sequence[TeamFollowed]) -> tuple[AnswerTold, ...]:
    """Each answer that was taken, by its letter; which team stands first changes nothing."""
    told = []
    for letter in sorted({team.letter for team in found}):
        takers = [team for team in found if team.letter == letter]
        places: dict[str, int] = {}
        for team in takers:
            places |= {text: max(place, places.get(text, 0)) for place, text in enumerate(team.outcome)}
        names = {text: tuple(team.team for team in takers if text in team.outcome) for text in places}
        # Each as far down as it ever stands, so that what all read and what some read keep the order of the file.
        in_order = [text for _, text in sorted((place, text) for text, place in places.items())]
        shared = tuple(text for text in in_order if len(names[text]) == len(takers))
        parted = tuple((text, names[text]) for text in in_order if len(names[text]) < len(takers))
        told.append(AnswerTold(letter, takers[0].response, shared, parted))
    return tuple(told)
