"""What is said of several teams beside each other, sorted by name: the order gives no ranking away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chasm_game.compare.ranking import name_key
from chasm_game.debrief.arrows import WAYS, arrows
from chasm_game.debrief.selection import payers
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.compare.answers import RoundHead
    from chasm_game.compare.views import RankingView, TeamPack
    from chasm_game.views.debrief import AnswerImpacts, BestDecisionView
    from chasm_game.views.named import PointsView
    from chasm_game.views.round import VoiceView

__all__ = ["best_decisions", "packs_by_name", "said_in"]

_DIFFERS = "differently from team to team"
_SIDES = (*(f"{side}{some}" for side in WAYS.values() for some in ("", " for some")), _DIFFERS)
"""In the order in which they are told."""


def packs_by_name(packs: Sequence[TeamPack]) -> tuple[TeamPack, ...]:
    """The packs in the order of their teams' names."""
    return tuple(sorted(packs, key=lambda pack: name_key(pack.line.team, pack.line.save)))


@dataclass(frozen=True, slots=True)
class Said:
    """What the people would have said in a round, to whoever did not ask."""

    voices: tuple[VoiceView, ...]
    answers: tuple[tuple[str, str, str], ...]
    """Each answer with whom it moves by the end of the round, and later."""


def said_in(head: RoundHead, packs: Sequence[TeamPack]) -> Said | None:
    """The voices that any team missed, each once, and whom each answer moves; None where everybody asked."""
    missed = [u for pack in packs for u in pack.debrief.unasked if u.id == head.id]
    if not missed:
        return None
    voices = dict.fromkeys(voice for u in missed for voice in u.voices)
    answers: dict[str, list[AnswerImpacts]] = {}
    for answer in (answer for u in missed for answer in u.answers):
        answers.setdefault(answer.id, []).append(answer)
    ordered = sorted(answers.values(), key=lambda mine: mine[0].number)
    return Said(
        tuple(voices), tuple((mine[0].title, _moved(mine, later=False), _moved(mine, later=True)) for mine in ordered)
    )


@dataclass(frozen=True, slots=True)
class BestAnswer:
    """An answer that was some team's best decision, and the names of those whom it moved."""

    round_title: str
    response: str
    paid: str
    """Empty for nobody."""
    gained: str


def best_decisions(ranking: RankingView, packs: Sequence[TeamPack]) -> tuple[BestAnswer, ...]:
    """The answers that were the best decision of any team, by round, without saying of whom and by how much."""
    best: dict[tuple[str, str], list[BestDecisionView]] = {}
    for found in (pack.debrief.best_decision for pack in packs):
        if found is not None:
            best.setdefault((found.id, found.response), []).append(found)
    order = [head.id for head in ranking.rounds]
    names = dict(ranking.stakeholders)
    # By round and answer: by how much each brought it would be a ranking.
    return tuple(
        BestAnswer(
            mine[0].round_title,
            response,
            _names([payers(b) for b in mine], names),
            _names([b.gained for b in mine], names),
        )
        for (_, response), mine in sorted(best.items(), key=lambda each: (order.index(each[0][0]), each[0][1]))
    )


def _names(moved: Sequence[Sequence[PointsView]], names: Mapping[str, str]) -> str:
    """Who was moved, in the story's order: the strongest first would tell whose game it was."""
    counts = Counter(each.id for one in moved for each in one)
    some = {who: "" if count == len(moved) else " (in some games)" for who, count in counts.items()}
    return ", ".join(f"{one_line(name)}{some[who]}" for who, name in names.items() if who in some)


def _moved(answers: Sequence[AnswerImpacts], *, later: bool) -> str:
    """Whom an answer moves which way: companies differ by what they did before, and so may its arrows."""
    names: dict[str, str] = {}
    seen: dict[str, list[int]] = {}
    for answer in answers:
        for who, name, arrow in arrows(answer.impacts, later=later):
            names.setdefault(who, name)
            seen.setdefault(who, []).append(arrow.direction)
    sides: dict[str, list[str]] = {}
    for who, found in seen.items():
        sides.setdefault(_side(found, len(answers)), []).append(one_line(names[who]))
    return "; ".join(f"{side} {', '.join(sides[side])}" for side in _SIDES if side in sides)


def _side(found: Sequence[int], of: int) -> str:
    """Which way an answer moves somebody in all companies, in some, or not in all the same."""
    if len(set(found)) > 1:
        return _DIFFERS
    side = WAYS[found[0]]
    return side if len(found) == of else f"{side} for some"
