"""A ranking, made of the games that may be held against each other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.compare.found_files import CountedAs
from chasm_game.compare.people import people_view
from chasm_game.compare.ranking import in_rank_order, name_key
from chasm_game.compare.room_summary import (
    answers_by_round,
    other_people,
    parted,
    room_beliefs,
    rooms_own_weights,
    rounds_played,
    surest_miss,
)
from chasm_game.compare.team_lines import NAMELESS, Finished, finished, under, unfinished
from chasm_game.compare.views import RankingView, TeamLine, UnfinishedLine, UnrankedView
from chasm_game.compare.weights import of_rulebook
from chasm_game.text import looks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chasm_game.compare.weights import Weights
    from chasm_game.engine.plan import Plan
    from chasm_game.journal.journal import Record
    from chasm_game.journal.replay_many import Replayed

__all__ = ["Group", "ranking_of"]


@dataclass
class Group:
    """The games on one scenario text, one rulebook, one seed and one difficulty."""

    plan: Plan
    known: bool
    """Whether these texts are trusted."""
    hashes: tuple[str, str]
    """Of the scenario and of the rulebook."""
    games: list[Finished] = field(default_factory=list)
    unranked: list[UnrankedView] = field(default_factory=list)
    unfinished: list[UnfinishedLine] = field(default_factory=list)

    def put(self, record: Record, played: Replayed, save: str, counted_as: CountedAs, reason: str) -> None:
        """Put a game where it belongs, by what its file is counted as and why it is not ranked."""
        if counted_as is CountedAs.RANKED:
            self.games.append(finished(record, played, save))
        else:
            self.unranked.append(UnrankedView(played.header.team.strip() or NAMELESS, save, reason))
        # Who decided nothing yet has nothing to talk about.
        if counted_as is CountedAs.UNFINISHED and played.choices:
            self.unfinished.append(unfinished(played, save))


def ranking_of(group: Group, chosen: Weights | None, records: Mapping[str, Record]) -> RankingView:
    """Its teams in their order, under `chosen` weights where these know its stakeholders; `records` by name of file."""
    plan, scenario = group.plan, group.plan.scenario
    # Weights of other stakeholders cannot judge these: this ranking keeps its own.
    if chosen is not None and not chosen.knows(plan.stakeholders):
        chosen = None
    games = under(_numbered(group.games), plan, None if chosen is None else chosen.of)
    lines = in_rank_order([game.line for game in games])
    others_open = tuple(sorted(group.unfinished, key=lambda line: name_key(line.team, line.save)))
    rounds = rounds_played(plan, [*lines, *others_open])
    answers = answers_by_round(rounds, lines, others_open)
    name = scenario.people_name if chosen is None else chosen.name
    room = rooms_own_weights(plan, games)
    others = [w for w in of_rulebook(scenario.rulebook).values() if w.name != name and w.knows(plan.stakeholders)]
    others += [room] if room is not None else []
    return RankingView(
        scenario=scenario.id,
        title=scenario.title,
        scenario_sha256=group.hashes[0],
        rulebook_sha256=group.hashes[1],
        seed=plan.seed,
        known=group.known,
        people=name,
        company=scenario.company.name,
        unit=scenario.company.unit,
        stakeholders=tuple((s.id, s.name) for s in scenario.stakeholders),
        rounds=rounds,
        answers=answers,
        teams=lines,
        unranked=tuple(group.unranked),
        parted=parted(answers),
        other_people=other_people(plan, games, lines, others) if lines else (),
        beliefs=room_beliefs(plan, games, others_open) if lines else None,
        most_confident_miss=surest_miss(lines),
        unfinished=others_open,
        persons=people_view([records[save] for save in _saves(lines, others_open)], plan),
        difficulty=scenario.difficulty,
    )


def _saves(lines: Sequence[TeamLine], others_open: Sequence[UnfinishedLine]) -> list[str]:
    return [line.save for line in lines] + [line.save for line in others_open]


def _numbered(games: Sequence[Finished]) -> list[Finished]:
    """Teams whose names look the same told apart, in the order of their files."""
    # By looks: names that differ in a sign that cannot be seen are two rows that look like one.
    counts = Counter(looks(game.line.team) for game in games)
    seen: Counter[str] = Counter()
    numbered = []
    taken = set(counts)
    for game in games:
        line: TeamLine = game.line
        key, name = looks(line.team), line.team
        # What is numbered must not become the name of a team that calls itself `Blue (2)`.
        while counts[key] > 1 and looks(name) in taken:
            seen[key] += 1
            name = f"{line.team} ({seen[key]})"
        taken.add(looks(name))
        numbered.append(replace(game, line=replace(line, team=name)))
    return numbered
