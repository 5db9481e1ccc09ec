"""A comparison without names: letters for teams, numbers for files, and nothing that people wrote.

It is taken out of the views before any output sees them, so that no output can forget it. What teams decided, foresaw
and came to stays, number by number; what a story says is its author's and stays too.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from chasm_game.compare.account import copy_of, twin_of
from chasm_game.compare.found_files import CopyView, CountedAs, ExpectedView, FileLine, RejectedView
from chasm_game.compare.ranking import Standing, name_key, standing
from chasm_game.compare.room_summary import answers_by_round, surest_miss
from chasm_game.text import looks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from chasm_game.compare.aliases import Aliases
    from chasm_game.compare.answers import ChoiceCell, PartingView, RoundAnswers
    from chasm_game.compare.views import (
        ComparisonView,
        OtherPeople,
        RankingView,
        TeamLine,
        UnfinishedLine,
        UnrankedView,
    )
    from chasm_game.views.debrief import DebriefView

__all__ = ["REASONS_LEFT_OUT", "anonymous", "anonymous_debrief", "common_day"]

_View = TypeVar("_View", RejectedView, CopyView)
_NameKey = tuple[list[tuple[int, str]], str]

REASONS_LEFT_OUT = "Reasons are left out: they were written by people."
"""What stands where they would."""
POLLED = "poll"
"""What stands for the name of a file with weights."""
_REJECTED = "it cannot be counted; why is said without --anonymous, for that may repeat what is in the file"
_MISSING = "Missing team"


def anonymous(
    view: ComparisonView, known_as: Aliases, *, file_of: Mapping[str, str], people: str | None = None
) -> ComparisonView:
    """The same comparison without names, in an order that tells none.

    `file_of` has the file of each path that stands in the view, `people` the name of weights that is a file's.
    """
    copies = {file_of[each.save]: each for each in view.copies}
    files = tuple(_file(line, known_as, shorter=_is_shorter(copies.get(line.file))) for line in view.files)
    number = known_as.files
    return replace(
        view,
        rankings=tuple(_ranking(each, known_as, people) for each in view.rankings),
        rejected=_by_file(RejectedView(number[file_of[each.save]], _REJECTED) for each in view.rejected),
        passed_over=_by_file(RejectedView(number[each.save], each.reason) for each in view.passed_over),
        copies=_by_file(CopyView(number[file_of[c.save]], number[file_of[c.of]], c.shorter) for c in view.copies),
        files=tuple(sorted(files, key=lambda line: name_key(line.file))),
        expected=None if view.expected is None else _expected(view.expected, view.files, known_as),
    )


def _is_shorter(copy: CopyView | None) -> bool:
    return copy is not None and copy.shorter


def _by_file(views: Iterable[_View]) -> tuple[_View, ...]:
    return tuple(sorted(views, key=lambda each: name_key(each.save)))


def _file(line: FileLine, known_as: Aliases, *, shorter: bool) -> FileLine:
    reason, of = line.reason, known_as.files.get(line.of, "")
    if line.counted_as is CountedAs.REJECTED:
        reason = _REJECTED
    elif line.counted_as is CountedAs.COPY:
        reason = copy_of(of, shorter=shorter)
    elif line.counted_as is CountedAs.SAME_DECISIONS:
        reason = twin_of(of, known_as.teams.get(line.of, "another team"))
    return FileLine(known_as.files[line.file], line.counted_as, reason, known_as.teams.get(line.file, ""), of)


def _expected(view: ExpectedView, files: Iterable[FileLine], known_as: Aliases) -> ExpectedView:
    """Who came of those who were expected, by letters; who did not come has none, and is counted."""
    here: dict[str, FileLine] = {}
    ranked: dict[str, FileLine] = {}
    for line in files:
        if line.team:
            (ranked if line.counted_as is CountedAs.RANKED else here)[looks(line.team)] = line
    missing = tuple(f"{_MISSING} {n}" for n, _ in enumerate(view.missing, start=1))
    apart = [_file(here[looks(name)], known_as, shorter=False) for name, _ in view.not_ranked]
    beside = tuple(sorted((line.team or "A team", f"{line.reason} ({line.file})") for line in apart))
    came = [known_as.teams[ranked[looks(name)].file] for name in view.names if looks(name) in ranked]
    uncalled = [known_as.teams[ranked[looks(name)].file] for name in view.not_expected]
    names = (*sorted(came), *(team for team, _ in beside), *missing)
    return ExpectedView(names, beside, missing, tuple(sorted(uncalled)))


def _ranking(view: RankingView, known_as: Aliases, people: str | None) -> RankingView:
    teams = tuple(sorted((_team(line, known_as) for line in view.teams), key=_by_rank))
    unfinished = tuple(sorted((_unfinished(each, known_as) for each in view.unfinished), key=_named))
    answers = _answers(view, teams, unfinished)
    renamed = {line.team: known_as.teams[line.save] for line in view.teams}
    return replace(
        view,
        people=POLLED if people is not None and view.people == people else view.people,
        teams=teams,
        unfinished=unfinished,
        unranked=tuple(sorted((_unranked(each, known_as) for each in view.unranked), key=_named)),
        answers=answers,
        parted=None if view.parted is None else _parted(view.parted, answers),
        other_people=tuple(_other(each, renamed, teams) for each in view.other_people),
        most_confident_miss=None if view.most_confident_miss is None else surest_miss(teams),
        anonymous=True,
    )


def _named(line: UnfinishedLine | UnrankedView) -> _NameKey:
    return name_key(line.team, line.save)


def _by_rank(line: TeamLine) -> tuple[bool, int, _NameKey]:
    # As a ranking has them: who shares a place stands by name, and the old names are not to be told by it.
    return line.rank is None, line.rank or 0, name_key(line.team, line.save)


def _team(line: TeamLine, known_as: Aliases) -> TeamLine:
    miss = line.most_confident_miss
    return replace(
        line,
        team=known_as.teams[line.save],
        save=known_as.files[line.save],
        choices=_unsaid(line.choices),
        most_confident_miss=None if miss is None else replace(miss, reason="", dissent=""),
    )


def _unfinished(line: UnfinishedLine, known_as: Aliases) -> UnfinishedLine:
    # The last of them is the comparison's own: a name may hold these words too.
    so_far = "".join(line.team.rpartition(" (to round ")[1:])
    return replace(
        line,
        team=f"{known_as.teams[line.save]}{so_far}",
        save=known_as.files[line.save],
        choices=_unsaid(line.choices),
    )


def _unranked(line: UnrankedView, known_as: Aliases) -> UnrankedView:
    return replace(line, team=known_as.teams[line.save], save=known_as.files[line.save])


def _unsaid(cells: Iterable[ChoiceCell]) -> tuple[ChoiceCell, ...]:
    return tuple(replace(cell, reason="", dissent="") for cell in cells)


def _answers(
    view: RankingView, teams: tuple[TeamLine, ...], unfinished: tuple[UnfinishedLine, ...]
) -> tuple[RoundAnswers, ...]:
    """Who answered what, from the lines without names; an answer keeps its label where teams have none any more."""
    made = answers_by_round(view.rounds, teams, unfinished)
    labels = {(each.head.id, g.response): g.label for each in view.answers for g in each.groups}
    return tuple(
        replace(each, groups=tuple(replace(g, label=labels[each.head.id, g.response]) for g in each.groups))
        for each in made
    )


def _parted(view: PartingView, answers: Iterable[RoundAnswers]) -> PartingView:
    groups = {g.response: g for each in answers if each.number == view.number for g in each.groups}
    return replace(view, groups=tuple(groups[each.response] for each in view.groups))


def _other(view: OtherPeople, renamed: Mapping[str, str], teams: Iterable[TeamLine]) -> OtherPeople:
    outputs = {line.team: line.outputs for line in teams}

    def by_standing(each: tuple[str, float]) -> tuple[Standing, _NameKey]:
        out = outputs[each[0]]
        return standing(round(each[1]), out.chasm_end, out.resilience), name_key(each[0])

    return replace(view, order=tuple(sorted(((renamed[team], score) for team, score in view.order), key=by_standing)))


def anonymous_debrief(view: DebriefView, line: TeamLine, day: str) -> DebriefView:
    """The debrief of one team of an anonymous ranking; `day` is when the whole ranking was played, or empty."""
    miss = view.most_confident_miss
    return replace(
        view,
        intro=replace(view.intro, team=line.team, save=line.save, save_notice="", started=day),
        decisions=tuple(replace(each, reason="", dissent="") for each in view.decisions),
        rounds=tuple(replace(each, reason="") for each in view.rounds),
        most_confident_miss=None if miss is None else replace(miss, reason="", dissent=""),
    )


def common_day(started: Iterable[str]) -> str:
    """The day on which all of these began (ISO 8601); empty where they did not: then a day would tell whose it is."""
    days = {_day(each) for each in started}
    return days.pop() if len(days) == 1 else ""


def _day(started: str) -> str:
    try:
        return datetime.fromisoformat(started).date().isoformat()
    except ValueError:
        return ""
