"""The records of a story: what somebody's games of it come to together, each save counted as what it is."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from chasm_game.compare.save_facts import SaveKind
from chasm_game.limits import DIFFICULTIES, LEAST_SURE, MOST_SURE
from chasm_game.scenario.source import sha256
from chasm_game.views.records import BestGame, EndingFound, Foresight, RecordsView, RoundRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chasm_game.compare.save_facts import SaveFacts
    from chasm_game.scenario.rounds import Round
    from chasm_game.scenario.scenario import Scenario

__all__ = ["records"]

STEPS = ((LEAST_SURE, 49), (50, 79), (80, MOST_SURE))
"""Ranges of confidence, in per cent, both ends in them: a coin and more begins at 50."""


def records(scenario: Scenario, facts: Iterable[SaveFacts]) -> RecordsView:
    """The records of a story from its saves. Only games on its text and its rules as they are now are counted."""
    here = (sha256(scenario.text), sha256(scenario.rulebook.text))
    kinds: Counter[SaveKind] = Counter()
    other, games = 0, []
    for each in facts:
        if each.kind is SaveKind.OLD or (
            each.kind is not SaveKind.DAMAGED and (each.scenario_sha256, each.rulebook_sha256) != here
        ):
            other += 1
            continue
        kinds[each.kind] += 1
        if each.kind is SaveKind.OVER:
            games.append(each)
    met = {round_id for game in games for round_id, _ in game.answers}
    given = {answer for game in games for answer in game.answers}
    rounds = [r for r in scenario.rounds if r.id in met]
    return RecordsView(
        scenario=scenario.id,
        title=scenario.title,
        games=len(games),
        practice=kinds[SaveKind.PRACTICE],
        unfinished=kinds[SaveKind.UNFINISHED],
        other=other,
        damaged=kinds[SaveKind.DAMAGED],
        best=tuple(_best(games)),
        endings=tuple(_endings(games)),
        endings_in_all=len(scenario.endings),
        rounds=tuple(_round(r, given) for r in rounds),
        unmet=len(scenario.rounds) - len(rounds),
        asked=sum(game.asked for game in games),
        played=sum(len(game.answers) for game in games),
        foresight=tuple(_foresight([p for game in games for p in game.predictions])),
    )


def _best(games: Sequence[SaveFacts]) -> Iterator[BestGame]:
    for difficulty in DIFFICULTIES:
        # The first of equal ones: the shelf has the latest game first.
        best = max((g for g in games if g.difficulty == difficulty), key=lambda game: game.score, default=None)
        if best is not None:
            yield BestGame(difficulty, best.score, best.ending[1])


def _endings(games: Sequence[SaveFacts]) -> Iterator[EndingFound]:
    titles = {game.ending[0]: game.ending[1] for game in games}
    for ending, times in Counter(game.ending[0] for game in games).most_common():
        yield EndingFound(titles[ending], times)


def _round(met: Round, given: set[tuple[str, str]]) -> RoundRecord:
    taken = [(response.title, (met.id, response.id) in given) for response in met.responses]
    return RoundRecord(
        met.title,
        tuple(title for title, was in taken if was),
        tuple(title for title, was in taken if not was),
    )


def _foresight(predictions: Sequence[tuple[int, bool]]) -> Iterator[Foresight]:
    for least, most in STEPS:
        of = [(sure, right) for sure, right in predictions if least <= sure <= most]
        if of:
            yield Foresight(least, most, len(of), sum(right for _, right in of), sum(sure for sure, _ in of) / len(of))
