"""What a page says of several teams beside each other, sorted by name: the order gives no ranking away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.compare.ranking import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.compare.views import RoundHead, TeamPack
    from chasm_game.views.debrief import AnswerImpacts
    from chasm_game.views.foresight import ImpactView
    from chasm_game.views.round import VoiceView

__all__ = ["packs_by_name", "said_in"]


def packs_by_name(packs: Sequence[TeamPack]) -> tuple[TeamPack, ...]:
    """The packs in the order of their teams' names."""
    return tuple(sorted(packs, key=lambda pack: name_key(pack.line.team, pack.line.save)))


def ways(
    answers: Iterable[AnswerImpacts],
) -> Iterator[tuple[str, tuple[ImpactView, ...], tuple[ImpactView, ...]]]:
    """Each answer with whom it moves up and whom down, the strongest first."""
    for answer in answers:
        up, down = (tuple(i for i in answer.impacts if i.direction == way) for way in (1, -1))
        yield answer.title, up, down


@dataclass(frozen=True, slots=True)
class Said:
    """What the people would have said in a round, to whoever did not ask."""

    voices: tuple[VoiceView, ...]
    answers: tuple[tuple[str, tuple[ImpactView, ...], tuple[ImpactView, ...]], ...]


def said_in(head: RoundHead, packs: Sequence[TeamPack]) -> Said | None:
    """The voices that any team missed, each once, and whom each answer moves; None where everybody asked."""
    missed = [u for pack in packs for u in pack.debrief.unasked if u.id == head.id]
    if not missed:
        return None
    voices = dict.fromkeys(voice for u in missed for voice in u.voices)
    answers = {answer.id: answer for u in missed for answer in u.answers}
    ordered = sorted(answers.values(), key=lambda answer: answer.number)
    return Said(tuple(voices), tuple(ways(ordered)))
