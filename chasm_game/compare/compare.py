"""Saves and folders to teams side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chasm_game.compare.account import Files, kind_of_game
from chasm_game.compare.aliases import aliases
from chasm_game.compare.anonymous import anonymous, anonymous_debrief, common_day
from chasm_game.compare.expected import expected
from chasm_game.compare.found_files import CopyView, CountedAs, RejectedView
from chasm_game.compare.gathering import gather, replayed
from chasm_game.compare.hidden import without_scores
from chasm_game.compare.ranking import name_key
from chasm_game.compare.ranking_builder import Group, ranking_of
from chasm_game.compare.team_debriefs import debriefs, debriefs_without_causes
from chasm_game.compare.views import ComparisonView, RankingView, TeamPack
from chasm_game.engine.batch_replay import as_decided
from chasm_game.errors import ChasmError
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.scenario.source import sha256

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from chasm_game.compare.weights import Weights
    from chasm_game.journal.journal import Record
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Comparison", "compare"]

_READING = 0.3
"""The share of the time that reading takes, for the bar of progress; the rest is replaying.

Measured: 25 to 28 % of folders of 60 saves, of a long story as of a short one.
"""


@dataclass
class Comparison:
    """Teams side by side, and the way back from each line to its whole game."""

    view: ComparisonView
    _records: Mapping[str, Record]
    _file_of: Mapping[str, str]
    """The name in the account of the files, of each path that stands in the view."""
    _people_of_a_file: str | None = None
    """The name of the weights, where it is a file's."""

    def without_scores(self) -> Comparison:
        """The same while the scores are hidden."""
        return replace(self, view=without_scores(self.view))

    def anonymous(self) -> Comparison:
        """The same without names of teams and files, and without what people wrote; to be asked once."""
        known_as = aliases(self.view.files, self._records)
        view = anonymous(self.view, known_as, file_of=self._file_of, people=self._people_of_a_file)
        return replace(self, view=view, _records={known_as.files[f]: record for f, record in self._records.items()})

    def packs(
        self, ranking: RankingView, progress: Callable[[float], None] | None = None, *, causes: bool = True
    ) -> list[TeamPack]:
        """Debrief and review of every team of a ranking; `progress` hears the share that is done.

        What depends on the scenario, its luck and the asking alone is worked out once for all teams. Without `causes`
        only the first team by name has what followed round by round: a page of the room needs no more.
        """
        from chasm_game.debrief.review_builder import review_views

        saves = [self._records[line.save] for line in ranking.teams]
        # Looked back on as games without reasons, for all of them are in memory at once; the reasons of some at a time.
        looked_back = [as_decided(played.game) for played in replay_many(saves) if isinstance(played, Replayed)]
        assert len(looked_back) == len(saves)  # each was replayed before it was ranked
        reviews = list(review_views(looked_back))
        del looked_back
        first = min(ranking.teams, key=lambda line: name_key(line.team, line.save))
        views = debriefs(saves) if causes else debriefs_without_causes(saves, whole=self._records[first.save])
        day = common_day(record.header.started for record in saves)
        made: list[TeamPack] = []
        for line, view, review in zip(ranking.teams, views, reviews, strict=True):
            made.append(TeamPack(line, anonymous_debrief(view, line, day) if ranking.anonymous else view, review))
            if progress is not None:
                progress(len(made) / len(saves))
        return made


def compare(
    given: Iterable[Path],
    library: Library,
    *,
    weights: Weights | None = None,
    scenario: Scenario | None = None,
    names: Sequence[str] = (),
    progress: Callable[[float], None] | None = None,
) -> Comparison:
    """Every ranking of what is found in files and folders; every save is replayed.

    Under `weights` the recorded trust is weighed again, wherever they know a stakeholder; with `scenario` only what was
    played on its text is ranked; with `names` it is said which of these teams are missing. `progress` hears the share
    that is done. Nothing that is found raises an error.
    """
    known = _known(library, scenario)
    gathered = gather(given, None if progress is None else lambda share: progress(share * _READING))
    files = Files(gathered)
    groups: dict[tuple[str, str, int, str], Group] = {}
    records, passed = {}, []
    wanted = None if scenario is None else sha256(scenario.text)
    for record, played in replayed(
        gathered, None if progress is None else lambda share: progress(_READING + share * (1 - _READING))
    ):
        header = record.header
        save = files.name(record.path)
        if wanted is not None and header.scenario_sha256 != wanted:
            passed.append(RejectedView(save, "played on another scenario, or another version of it"))
            files.add(record.path, CountedAs.OTHER_SCENARIO, passed[-1].reason, record.team)
            continue
        key = header.played_on
        group = groups.setdefault(key, Group(played.game.plan, key[:2] in known, key[:2]))
        # The way back from a line to its whole game, for whoever asks for pages later.
        records[save] = record
        counted = kind_of_game(played, record, gathered)
        group.put(record, played, save, *counted)
        files.add(record.path, *counted, record.team)
    rankings = [ranking_of(group, weights, records) for group in groups.values()]
    # Known texts first, then the largest room: what a facilitator most likely came for.
    rankings.sort(key=lambda r: (not r.known, -len(r.teams), r.title, r.scenario_sha256, r.seed, r.difficulty))
    rejected = tuple(RejectedView(str(r.path), r.reason) for r in gathered.refused)
    copies = tuple(CopyView(str(c.path), str(c.of), c.shorter) for c in gathered.copies)
    lines = files.lines()
    came = expected(names, lines) if names else None
    view = ComparisonView(tuple(rankings), rejected, tuple(passed), copies, lines, came)
    paths = (*(r.path for r in gathered.refused), *(path for c in gathered.copies for path in (c.path, c.of)))
    polled = weights.name if weights is not None and weights.is_of_a_file else None
    return Comparison(view, records, {str(path): files.name(path) for path in paths}, polled)


def _known(library: Library, scenario: Scenario | None) -> frozenset[tuple[str, str]]:
    """The texts that a ranking trusts: the library's own or the facilitator's, under the library's rulebook."""
    try:
        rulebook = sha256(library.rulebook.text)
    # Without a rulebook nothing is known; the saves bring their own, so they can be compared all the same.
    except ChasmError:
        return frozenset()
    texts = library.known_hashes if scenario is None else {sha256(scenario.text)}
    return frozenset((text, rulebook) for text in texts)
