"""Where a screen finds scenarios and saves. Heavy things are imported when they are first needed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.journal.old_model import NOT_SCORED, OldModel
from chasm_game.limits import WRITTEN
from chasm_game.paths import saves_folder, usual_saves
from chasm_game.settings import Keeper
from chasm_game.views.catalog import DifficultyLine, LibraryLine, SaveLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.compare.save_facts import Kept
    from chasm_game.journal.actions import Header
    from chasm_game.journal.listing import ShelvedSave
    from chasm_game.scenario.library import Entry, Library
    from chasm_game.scenario.scenario import Scenario
    from chasm_game.session.again import Following
    from chasm_game.session.local import LocalPlay
    from chasm_game.session.local_seat import LocalSeat
    from chasm_game.views.intro import IntroView
    from chasm_game.views.old_game import OldGame
    from chasm_game.views.records import RecordsView

__all__ = ["LocalBackstage"]


@dataclass
class LocalBackstage:
    """Library and saves of this machine."""

    story: Path | None = None
    saves_at: Path | None = None
    keeper: Keeper = field(default_factory=Keeper)
    """What the player has set: the labels are kept back where that is wanted."""
    at_once: bool = False
    """Whether a game answers in the same breath: where nothing else goes on meanwhile."""
    _scored: dict[tuple[str, int], tuple[int | None, str]] = field(default_factory=dict, repr=False)
    _facts: Kept = field(default_factory=dict, repr=False)
    _library: Library | None = field(default=None, repr=False)
    _played: dict[str, Header] = field(default_factory=dict, repr=False)
    """By the id of its story, the game that was opened last."""

    def library(self) -> Sequence[LibraryLine]:
        """Stories by level, then cases; faulty files last, with their first error."""
        from chasm_game.journal.listing import best_scores
        from chasm_game.scenario.source import sha256

        folder = usual_saves(self.saves_at)
        # By the hash of the text: a best score of a story that was edited since is none of the story that is there now.
        best = best_scores(folder) if folder is not None else {}
        return [_line(e, best.get(sha256(e.scenario.text)) if e.scenario else None) for e in self._opened().entries]

    def saves(self, most: int | None = None) -> Sequence[SaveLine]:
        """The saves, the latest first, at most so many; damaged ones with their reason. No game is replayed."""
        from chasm_game.journal.listing import shelved

        folder = usual_saves(self.saves_at)
        return [] if folder is None else [_save_line(save) for save in islice(shelved(folder), most)]

    def scored(self, save: SaveLine) -> SaveLine:
        """The same line with the game's score and ending: it is replayed, and remembered until its file changes."""
        if save.error or save.old or not save.finished:
            return save
        try:
            # With its time: a game that was resumed and finished again has another score under the same name.
            key = (save.path, Path(save.path).stat().st_mtime_ns)
            if key not in self._scored:
                self._scored[key] = _outcome(Path(save.path))
        except OldModel as error:
            return replace(save, old=error.reason)
        except (ChasmError, OSError) as error:
            # Listing reads heads and tails; only replaying finds that a line in the middle cannot be done.
            return replace(save, where="damaged", error=str(error))
        score, ending = self._scored[key]
        return replace(save, score=score, ending=ending)

    def name(self, save: str, name: str) -> str:
        """Give a game a name of its own, and return it as it is kept. Raises `ChasmError`, as `name_save` does."""
        from chasm_game.journal.care import name_save

        return name_save(Path(save), name)

    def delete(self, save: str) -> None:
        """Delete a game. Raises `ChasmError`, as `delete_save` does."""
        from chasm_game.journal.care import delete_save

        delete_save(Path(save))

    def decisions(self, save: str) -> OldGame:
        """What was decided in a game of model 1. Raises `ChasmError` where its file cannot be read."""
        from chasm_game.journal.journal import read_save
        from chasm_game.views.old_game_builder import old_game

        return old_game(read_save(Path(save)))

    def difficulties(self) -> Sequence[DifficultyLine]:
        """How hard a game may be, the easiest first; as written alone where the rulebook says nothing else."""
        from chasm_game.scenario.difficulty import difficulties

        return [DifficultyLine(*each) for each in difficulties(self._opened().rulebook)]

    def new(
        self, scenario_id: str, *, team: str, seed: int, practice: bool, quick: bool, difficulty: str = WRITTEN
    ) -> LocalSeat:
        """Begin a game. Raises `ChasmError`."""
        from chasm_game.scenario.difficulty import at_difficulty
        from chasm_game.session.local import LocalPlay

        scenario = at_difficulty(self._story(scenario_id), difficulty)
        folder = saves_folder(self.saves_at)
        return self.seat_at(LocalPlay.new(scenario, folder, team=team, seed=seed, practice=practice, quick=quick))

    def from_round(self, save: str, round_id: str) -> LocalSeat:
        """A practice game that begins in a round of a game that was played. Raises `ChasmError`."""
        from chasm_game.journal.journal import read_save
        from chasm_game.journal.replay import replay
        from chasm_game.session.again import from_round

        return self.seat_at(from_round(replay(read_save(Path(save))), round_id, saves_folder(self.saves_at)))

    def next_story(self, scenario_id: str) -> LibraryLine | None:
        """The story to play after this one; None where there is no other."""
        from chasm_game.journal.listing import finished_stories
        from chasm_game.session.again import next_story

        folder = usual_saves(self.saves_at)
        return next_story(self.library(), scenario_id, set() if folder is None else finished_stories(folder))

    def records(self, scenario_id: str) -> RecordsView:
        """What the games of a story come to together. Slow where there are many that were not looked at before."""
        from chasm_game.compare.records import records
        from chasm_game.compare.save_facts import facts_in

        scenario, folder = self._story(scenario_id), usual_saves(self.saves_at)
        return records(scenario, [] if folder is None else facts_in(folder, scenario.id, self._facts))

    def follow(self, after: IntroView, wanted: Following) -> LocalSeat:
        """The game that a player wants after another one. Raises `ChasmError`."""
        from chasm_game.session.again import other_luck

        if wanted.what == "round":
            return self.from_round(after.save, wanted.round)
        story, seed = after.scenario, other_luck(after.seed)
        if wanted.what == "story":
            following = self.next_story(after.scenario)
            if following is None:
                raise ChasmError("there is no other story here")
            # The usual luck, so that the first game of a story can be held against everybody else's.
            story, seed = following.id, 1
        return self.new(
            story, team=after.team, seed=seed, practice=False, quick=after.quick, difficulty=after.difficulty
        )

    def resume(self, save: str) -> LocalSeat:
        """Go on with a save. Raises `ChasmError`."""
        from chasm_game.session.local import LocalPlay

        return self.seat_at(LocalPlay.resume(Path(save)))

    def seat_at(self, play: LocalPlay) -> LocalSeat:
        """A seat at a game, as the player has set: labels are kept back where that is wanted.

        What the player has read in earlier games beside it is known there, and may be folded.
        """
        from chasm_game.session.local_seat import LocalSeat
        from chasm_game.session.read_before import read_before

        play.read = read_before(play.played.header, play.save)
        self._played[play.played.header.scenario] = play.played.header

        def keeps_labels() -> bool:
            # Asked for every state, so that a change of the settings counts in the game that is open.
            return self.keeper.settings.labels == "debrief"

        return LocalSeat(play, at_once=self.at_once, keeps_labels=keeps_labels, torn=play.torn)

    def _story(self, scenario_id: str) -> Scenario:
        """The library's story; of one that a file or a save outside of it was, what was played last."""
        try:
            return self._opened().find(scenario_id)
        except ChasmError:
            if (header := self._played.get(scenario_id)) is None:
                raise
        from chasm_game.journal.replay import kept

        return kept(header.scenario_text, header.rulebook_text)

    def _opened(self) -> Library:
        from chasm_game.scenario.library import Library

        if self._library is None:
            self._library = Library(self.story)
        return self._library


def _line(entry: Entry, best: int | None) -> LibraryLine:
    if entry.scenario is None:
        fault = str(entry.fault)
        return LibraryLine(entry.id, entry.path.name, "", "", 0, entry.place, None, fault, entry.shadows)
    s = entry.scenario
    is_case = s.history is not None
    return LibraryLine(s.id, s.title, s.summary, s.level, s.minutes, entry.place, best, "", entry.shadows, is_case)


def _save_line(save: ShelvedSave) -> SaveLine:
    from chasm_game.journal.listing import notes
    from chasm_game.journal.vouching import is_vouched

    header = save.header
    if header is None:
        return SaveLine(str(save.path), "", save.path.name, "", "", "damaged", False, save.fault)
    rounds = f"{save.choices} round{'s' * (save.choices != 1)} played"
    where = "finished" if save.over else rounds if save.choices else "just begun"
    if save.old:
        where += ", not scored"
    record = save.record
    where += "".join(f", {note}" for note in (() if record is None else notes(record)))
    return SaveLine(
        str(save.path),
        header.scenario,
        save.title,
        header.team if record is None else record.team,
        header.started.replace("T", " ")[:16],
        where,
        save.over,
        "",
        practice=header.mode == "practice" or (record is not None and not is_vouched(record)),
        seed=header.seed,
        name="" if record is None else record.name,
        difficulty=header.difficulty,
        old=NOT_SCORED if save.old else "",
    )


def _outcome(path: Path) -> tuple[int | None, str]:
    """The score and the title of the ending; replays."""
    from chasm_game.debrief.debrief_builder import ending_view
    from chasm_game.journal.journal import read_save
    from chasm_game.journal.replay import replay

    game = replay(read_save(path)).game
    return (None, "") if game.outcome is None else (game.outcome.score, ending_view(game).title)
