"""A comparison as data: version 2 of the JSON contract, and a table of facts for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from chasm_game.compare.found_files import CountedAs
from chasm_game.compare.hidden import are_scores_hidden
from chasm_game.compare.views import TeamLine, UnfinishedLine
from chasm_game.text import shown
from chasm_game.views.outputs import HalvesView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chasm_game.compare.answers import ChoiceCell
    from chasm_game.compare.found_files import ExpectedView, FileLine
    from chasm_game.compare.views import ComparisonView, RankingView
    from chasm_game.views.outputs import OutputsView

__all__ = ["COLUMNS", "comparison_csv", "comparison_json"]

_NOBODY = "Nobody"
"""What stands for a name where it was nobody: the contract of the table."""
_OUTPUTS = ("score", "chasm_start", "chasm_end", "say_do", "resilience", "calibration")

COLUMNS = (
    *("scenario", "scenario_sha256", "seed", "known", "people", "team", "save", "rank", *_OUTPUTS, "ending"),
    *("number", "round", "round_title", "response", "letter", "response_title", "label", "asked", "defaulted"),
    *("predicted", "confidence", "hit", "lost_most", "reason", "seconds", "value_after"),
    *("asked_with", "what_after", "how_after", "corrected", "difficulty", "finished", "dissent"),
)
"""The columns of the table, one row for each team and decision. New ones are added at the end, none is taken away."""

_HIDDEN = frozenset(
    ("rank", *_OUTPUTS, "ending", "label", "hit", "lost_most", "value_after", "what_after", "how_after")
)
"""Columns that are empty while scores are hidden: what they hold goes with the score."""

_AS = {
    CountedAs.OTHER_SCENARIO: CountedAs.NOT_LOOKED_AT,
    CountedAs.HIDDEN: CountedAs.NOT_LOOKED_AT,
    CountedAs.REMOVED: CountedAs.UNFINISHED,
}
"""Kinds that the contract has not; the reason tells them apart."""

_STEERS = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet takes for the beginning of a formula, or for a way into the next cell."""


def comparison_json(view: ComparisonView) -> dict[str, Any]:
    """The comparison as its contract says (docs: the command line)."""
    return {
        "chasm": 2,
        "rankings": [_ranking(each) for each in view.rankings],
        "rejected": [asdict(each) for each in view.rejected],
        "passed_over": [asdict(each) for each in view.passed_over],
        "copies": [asdict(each) for each in view.copies],
        "files": [_file(each) for each in view.files],
        **({} if view.expected is None else {"expected": _expected(view.expected)}),
    }


def _file(line: FileLine) -> dict[str, Any]:
    counted_as = _AS.get(line.counted_as, line.counted_as)
    return {"file": line.file, "as": counted_as.value, "reason": line.reason, "team": line.team}


def _expected(view: ExpectedView) -> dict[str, Any]:
    return {
        "names": list(view.names),
        "missing": list(view.missing),
        "not_ranked": [{"team": team, "reason": reason} for team, reason in view.not_ranked],
        "not_expected": list(view.not_expected),
    }


def _ranking(view: RankingView) -> dict[str, Any]:
    return {
        "scenario": view.scenario,
        "scenario_sha256": view.scenario_sha256,
        "rulebook_sha256": view.rulebook_sha256,
        "seed": view.seed,
        "known": view.known,
        "people": view.people,
        "teams": [
            {**(_without_score(each) if are_scores_hidden(view) else _team(each)), "difficulty": view.difficulty}
            for each in view.teams
        ],
        "unranked": [asdict(each) for each in view.unranked],
        "unfinished": [_unfinished(each) for each in view.unfinished],
        **({} if view.persons is None else {"persons": asdict(view.persons)}),
    }


def _team(line: TeamLine) -> dict[str, Any]:
    return {
        "team": line.team,
        "save": line.save,
        "rank": line.rank,
        "score": line.outputs.score,
        "outputs": {name: getattr(line.outputs, name) for name in _OUTPUTS},
        "ranks": dict(line.ranks),
        "choices": [choice.response for choice in line.choices],
        "value_by_round": list(line.value_by_round),
        "defaulted": line.defaulted,
        "corrected": _corrected(line.choices),
        **_halves(line.outputs),
    }


def _corrected(choices: Iterable[ChoiceCell]) -> list[dict[str, str]]:
    """What was corrected after its reveal: the round, and the letter that had been typed."""
    return [{"round": each.round, "letter": each.corrected} for each in choices if each.corrected]


def _unfinished(line: UnfinishedLine) -> dict[str, Any]:
    choices = [choice.response for choice in line.choices]
    return {"team": line.team, "save": line.save, "choices": choices, "corrected": _corrected(line.choices)}


def _without_score(line: TeamLine) -> dict[str, Any]:
    """The same keys; what goes with the score is null or empty."""
    kept = {"team", "save", "choices", "defaulted", "corrected"}
    return {key: value if key in kept else _nothing(value) for key, value in _team(line).items()}


def _nothing(value: object) -> object:
    return dict.fromkeys(value) if isinstance(value, dict) else [] if isinstance(value, list) else None


def _halves(outputs: OutputsView) -> dict[str, float]:
    """The two halves of the chasm; where no axis says how value is created, the first is the whole."""
    halves = outputs.halves or HalvesView(outputs.chasm_start, outputs.chasm_end, 0.0, 0.0)
    return asdict(halves)


def comparison_csv(view: ComparisonView) -> str:
    """One row for each team and decision, under a row of names, with lines that end in CR LF.

    A team whose game is not over has no place and no outputs; its name says how far it came, and `finished` is 0. A
    text that a spreadsheet would run as a formula gets a `'` before it; numbers stay numbers, and nothing is empty but
    what is not known, or hidden with the scores.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for ranking in view.rankings:
        # By id, for two rounds may have one title.
        titles = {each.id: each.title for each in ranking.rounds}
        lines: tuple[TeamLine | UnfinishedLine, ...] = (*ranking.teams, *ranking.unfinished)
        for team in lines:
            head, finished = list(_head(ranking, team)), isinstance(team, TeamLine)
            for number, choice in enumerate(team.choices, start=1):
                row = [*head, *_row(number, titles[choice.round], choice), ranking.difficulty, finished, choice.dissent]
                left_out = _HIDDEN if are_scores_hidden(ranking) else ()
                writer.writerow(
                    ["" if name in left_out else _cell(each) for name, each in zip(COLUMNS, row, strict=True)]
                )
    return out.getvalue()


def _head(ranking: RankingView, team: TeamLine | UnfinishedLine) -> Iterator[object]:
    yield from (ranking.scenario, ranking.scenario_sha256, ranking.seed, ranking.known, ranking.people)
    yield from (team.team, team.save)
    if isinstance(team, UnfinishedLine):
        yield from [None] * (1 + len(_OUTPUTS) + 1)  # no place, no outputs, no ending
        return
    yield team.rank
    yield from (getattr(team.outputs, name) for name in _OUTPUTS)
    yield team.ending.id


def _row(number: int, title: str, choice: ChoiceCell) -> Iterator[object]:
    yield from (number, choice.round, title, choice.response, choice.letter, choice.title, choice.label)
    yield from (choice.asked, choice.defaulted)
    p = choice.prediction
    if p is None:
        yield from (None, None, None, None)
    else:
        who = _NOBODY if p.who is None else p.who.name
        yield from (who, p.confidence, p.hit, "; ".join(each.name for each in p.actual) or _NOBODY)
    yield from (choice.reason, choice.seconds, choice.value_after)
    yield None if choice.companion is None else choice.companion.id
    yield from (choice.what_after, choice.how_after)
    yield choice.corrected or None


def _cell(value: object) -> str:
    """A number as the shortest text that is the same number, a flag as 1 or 0, a text that nothing runs."""
    if value is None:
        return ""
    # Before numbers, for a bool is an int; spreadsheets disagree on how TRUE is written.
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, int | float):
        # Not rounded: the table is the contract of whoever computes with it.
        return repr(value)
    text = shown(str(value))
    return f"'{text}" if text.startswith(_STEERS) else text
