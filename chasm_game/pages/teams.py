"""What a page says of several teams beside each other, sorted by name: the order gives no ranking away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.views.thresholds import felt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.compare.views import ChoiceCell, RankingView, RoundHead, TeamLine, TeamPack
    from chasm_game.views.debrief import AnswerImpacts
    from chasm_game.views.review import AnswerWorth, DecisionWorth
    from chasm_game.views.round import ImpactView, VoiceView

__all__ = ["AnswerGroup", "Luck", "RoundOfRoom", "by_name", "luck", "luck_of_all", "rounds_of_room", "said_in"]


def by_name(packs: Sequence[TeamPack]) -> tuple[TeamPack, ...]:
    """The packs in the order of their teams' names."""
    return tuple(sorted(packs, key=lambda pack: (_counted(pack.line.team), pack.line.save)))


def _counted(name: str) -> list[tuple[int, str]]:
    """`Team 9` before `Team 10`."""
    parts = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return [(int(part[:9]), part) if part.isdecimal() else (-1, part) for part in parts]


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """An answer of a round, with everybody who gave it."""

    letter: str
    title: str
    label: str | None
    given: tuple[tuple[str, ChoiceCell], ...]
    """Team and what it did."""

    @property
    def reasons(self) -> tuple[tuple[str, ChoiceCell], ...]:
        """Those who said why."""
        return tuple((team, cell) for team, cell in self.given if cell.reason.strip())

    @property
    def silent(self) -> tuple[str, ...]:
        """The teams that gave no reason."""
        return tuple(team for team, cell in self.given if not cell.reason.strip())


@dataclass(frozen=True, slots=True)
class RoundOfRoom:
    """A round with its answers, in the order in which they are listed."""

    number: int
    head: RoundHead
    groups: tuple[AnswerGroup, ...]

    @property
    def asked(self) -> tuple[str, ...]:
        """The teams that asked the people."""
        return tuple(team for group in self.groups for team, cell in group.given if cell.asked)


def rounds_of_room(ranking: RankingView, packs: Sequence[TeamPack]) -> Iterator[RoundOfRoom]:
    """Every round with who answered what."""
    for number, head in enumerate(ranking.rounds, start=1):
        cells = [(p.line.team, cell) for p in packs for cell in p.line.choices if cell.round == head.id]
        answers = dict.fromkeys((cell.letter or "–", cell.response, cell.title, cell.label) for _, cell in cells)
        yield RoundOfRoom(
            number,
            head,
            tuple(
                AnswerGroup(letter, title, label, tuple((t, c) for t, c in cells if c.response == response))
                for letter, response, title, label in sorted(answers, key=lambda a: (a[0], a[1]))
            ),
        )


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


@dataclass(frozen=True, slots=True)
class Luck:
    """What a team's answers did under the luck that fell, and what they would have done on average."""

    line: TeamLine
    decided: int
    best: int
    """Answers than which none was better under the luck that fell."""
    best_on_average: int
    lost: float
    """Points of score between the best that was to be had and what the team has."""
    unlucky: tuple[str, ...]
    """Rounds whose answer was best on average, and was not under the luck that fell."""
    lucky: tuple[str, ...]
    """Rounds whose answer was not best on average, and was under the luck that fell."""


def luck(pack: TeamPack) -> Luck | None:
    """None where it is not known what the decisions were worth."""
    if pack.review is None:
        return None
    judged = [(d.round_title, *_judged(d)) for d in pack.review.decisions]
    return Luck(
        pack.line,
        len(judged),
        sum(fell for _, fell, _ in judged),
        sum(mean for _, _, mean in judged),
        max(pack.review.best_score - pack.debrief.outputs.score_exact, 0.0),
        tuple(title for title, fell, mean in judged if mean and not fell),
        tuple(title for title, fell, mean in judged if fell and not mean),
    )


def luck_of_all(packs: Sequence[TeamPack]) -> float | None:
    """How much more the best play could reach under the luck that fell than on average luck; None if not known."""
    first = [p.review.decisions[0].answers for p in packs if p.review is not None and p.review.decisions]
    if not first:
        return None
    gains = [max(a.under_the_luck for a in answers) - max(a.on_average for a in answers) for answers in first]
    return sum(gains) / len(gains)


def _judged(decision: DecisionWorth) -> tuple[bool, bool]:
    """Whether the answer was best under the luck that fell, and on average."""
    chosen = next((a for a in decision.answers if a.chosen), None)
    if chosen is None:
        return True, True
    return _leads(decision.answers, chosen.under_the_luck, 0), _leads(decision.answers, chosen.on_average, 1)


def _leads(answers: Sequence[AnswerWorth], score: float, which: int) -> bool:
    best = max(a.on_average if which else a.under_the_luck for a in answers)
    return not felt(best - score)
