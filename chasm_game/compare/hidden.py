"""Scores kept hidden: the one question that every output of a comparison asks, and what is taken out beforehand.

Hidden is what tells who stands where, and not only what is called a score: every number, place, colour and order that
goes with the score of a team. What teams decided, asked, foresaw and wrote stays, for that is what they talk about.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chasm_game.compare.answers import PartingView
from chasm_game.compare.ranking import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chasm_game.compare.answers import AnswerGroup, ChoiceCell, RoundAnswers
    from chasm_game.compare.views import ComparisonView, RankingView, TeamLine

__all__ = [
    "HIDDEN",
    "are_scores_hidden",
    "as_listed",
    "line_without_rank",
    "surest_forecast",
    "without_ranks",
    "without_scores",
]

HIDDEN = "The scores are hidden here, and with them whatever would tell who stands where."
"""What stands where they would."""


def are_scores_hidden(ranking: RankingView) -> bool:
    """Whether nothing may be shown that tells which team stands where. Every section of every output asks here."""
    return ranking.scores_hidden


def without_scores(view: ComparisonView) -> ComparisonView:
    """The same comparison while the scores are hidden, in every ranking of it."""
    return replace(view, rankings=tuple(without_ranks(each) for each in view.rankings))


def without_ranks(ranking: RankingView) -> RankingView:
    """A ranking that ranks nobody: no places, teams by name, answers as the story lists them, nobody singled out.

    Labels are taken from what teams chose, since a count of them is nearly a score; the answers of a round keep theirs.
    """
    return replace(
        ranking,
        teams=by_name(line_without_rank(line) for line in ranking.teams),
        answers=tuple(replace(each, groups=tuple(_unlabelled(g) for g in each.groups)) for each in ranking.answers),
        # Not the round of the full ranking: which one that is follows from the scores.
        parted=_most_apart(ranking.answers),
        unfinished=tuple(replace(line, choices=_bare(line.choices)) for line in ranking.unfinished),
        other_people=(),
        most_confident_miss=None,
        scores_hidden=True,
    )


def _most_apart(answers: Sequence[RoundAnswers]) -> PartingView | None:
    """The round in which most pairs of teams answered differently, the first of equal ones; None where nobody did.

    The round that sets scores apart would say that its answers do; and groups by their means would be a ranking.
    """

    def pairs(each: RoundAnswers) -> int:
        sizes = [len(group.given) for group in each.groups]
        # Of all ordered pairs those of different groups: each pair twice, which changes no order.
        return sum(sizes) ** 2 - sum(size**2 for size in sizes)

    most = max(answers, key=pairs, default=None)
    if most is None or not pairs(most):
        return None
    groups = as_listed(_unlabelled(group) for group in most.groups if group.given)
    return PartingView(most.number, most.head, groups)


def as_listed(groups: Iterable[AnswerGroup]) -> tuple[AnswerGroup, ...]:
    """Answers in the order in which the story lists them; waiting has no letter and stands last."""
    return tuple(sorted(groups, key=lambda group: (not group.letter, group.letter, group.response)))


def surest_forecast(line: TeamLine) -> ChoiceCell | None:
    """What a team foresaw and was most sure of, come true or not; of equal ones what did not. None without any.

    A table of misses would tell who had none.
    """
    made = [(cell.prediction, cell) for cell in line.choices if cell.prediction is not None]
    if not made:
        return None
    return max(made, key=lambda each: (each[0].confidence, not each[0].hit))[1]


def line_without_rank(line: TeamLine) -> TeamLine:
    """A line without a place, a label, or the courses of its game."""
    return replace(
        line,
        rank=None,
        ranks={},
        choices=_bare(line.choices),
        value_by_round=(),
        chasm_by_round=(),
        trust_by_round=(),
        own_chasm_after=None,
        own_how_after=None,
        most_confident_miss=None,
    )


def _unlabelled(group: AnswerGroup) -> AnswerGroup:
    def bare(given: Iterable[tuple[str, ChoiceCell]]) -> tuple[tuple[str, ChoiceCell], ...]:
        return tuple((team, replace(cell, label=None)) for team, cell in given)

    return replace(group, given=bare(group.given), unfinished=bare(group.unfinished))


def _bare(cells: Iterable[ChoiceCell]) -> tuple[ChoiceCell, ...]:
    return tuple(replace(cell, label=None) for cell in cells)
