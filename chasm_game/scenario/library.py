"""Finds scenarios and the rulebook, shipped and own; a faulty file never stops the others."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.errors import NotFound, nearest
from chasm_game.file_facts import expanded
from chasm_game.paths import Place, story_places
from chasm_game.scenario.diagnostics import FaultyFile
from chasm_game.scenario.load import load_rulebook, load_scenario, playable_rulebook
from chasm_game.scenario.source import Source, read, sha256
from chasm_game.scenario.story_files import RULEBOOK, StoryFiles, story_files

if TYPE_CHECKING:
    from chasm_game.scenario.rulebook import Rulebook
    from chasm_game.scenario.scenario import Scenario

__all__ = ["Entry", "Library", "kept_scenario"]

_LEVELS = ("introductory", "intermediate", "advanced")


@dataclass(frozen=True, slots=True)
class Entry:
    """A scenario file that was found. Exactly one of `scenario` and `fault` is set."""

    id: str
    path: Path
    place: str
    scenario: Scenario | None = None
    fault: FaultyFile | None = None
    shadows: tuple[str, ...] = ()
    """Places farther away that have the same id, and files beside it that do."""


@dataclass
class Library:
    """Everything that can be played from here. Read when it is first needed, and once."""

    story: Path | None = None
    """A folder to look in first."""
    _loaded: dict[Path, Entry] = field(default_factory=dict, repr=False)
    _searched: dict[Path, StoryFiles] = field(default_factory=dict, repr=False)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The folders that are looked in, the nearest first."""
        return story_places(self.story)

    @cached_property
    def rulebook(self) -> Rulebook:
        """The nearest rulebook. Raises `FaultyFile`, also for one of model 1, or `NotFound` where there is none."""
        for place in self.places:
            path = place.path / RULEBOOK
            if path.is_file():
                return playable_rulebook(read(path))[0]
        raise NotFound("there is no rulebook.yaml in any story folder; the installation is not complete")

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Stories by level and title, then cases in the same way; the nearest of equal ids; faulty files last."""
        nearest_first: dict[str, Entry] = {}
        shadows: dict[str, list[str]] = {}
        for place in self.places:
            for entry in self._entries_of(place):
                # The nearest place wins, so that an author can try a changed copy of a shipped story under its own id.
                nearest = nearest_first.setdefault(entry.id, entry)
                if nearest is not entry and not _same_text(nearest, entry):
                    beside = nearest.place == entry.place
                    shadows.setdefault(entry.id, []).append(entry.path.name if beside else place.name)
        found = [replace(e, shadows=tuple(shadows.get(e.id, ()))) for e in nearest_first.values()]
        return tuple(sorted(found, key=_order))

    def _entries_of(self, place: Place) -> list[Entry]:
        """The files of one folder. A faulty one goes by its file name, or by its path where that is taken beside it."""
        loaded = [self._load(path, place.name) for path in self._found(place).read]
        taken, found = {e.id for e in loaded if e.scenario}, []
        for entry in loaded:
            # A broken copy beside the sound one must not hide it, nor be hidden by it.
            if entry.fault and entry.id in taken:
                entry = replace(entry, id=entry.path.relative_to(place.path).as_posix())  # noqa: PLW2901
            taken.add(entry.id)
            found.append(entry)
        return found

    @cached_property
    def not_read(self) -> tuple[tuple[Path, str, str], ...]:
        """Files that look like stories and are not read: the path, why, and in which place it lies."""
        return tuple((path, why, place.name) for place in self.places for path, why in self._found(place).not_read)

    def _found(self, place: Place) -> StoryFiles:
        if place.path not in self._searched:
            self._searched[place.path] = story_files(place.path)
        return self._searched[place.path]

    def find(self, name: str) -> Scenario:
        """The scenario with this id, or in this file. Raises `NotFound` or `FaultyFile`."""
        # What looks like a path is one, even if there is a scenario with that id: a folder is never guessed at.
        if "/" in name or "\\" in name or name.endswith((".yaml", ".yml")):
            return load_scenario(read(expanded(name)), self.rulebook)[0]
        entry = next((e for e in self.entries if e.id == name), None)
        if entry is None and _is_file(name):
            return load_scenario(read(expanded(name)), self.rulebook)[0]
        if entry is None:
            near = nearest(name, [e.id for e in self.entries])
            hint = f"did you mean `{near}`?" if near else "`chasm list` shows what there is"
            raise NotFound(f"there is no scenario `{name}`; {hint}")
        if entry.fault is not None:
            raise entry.fault
        assert entry.scenario is not None
        return entry.scenario

    @cached_property
    def known_hashes(self) -> frozenset[str]:
        """The hashes of every scenario text that the library holds."""
        return frozenset(sha256(e.scenario.text) for e in self.entries if e.scenario)

    def _load(self, path: Path, place: str) -> Entry:
        if path not in self._loaded:
            try:
                source = read(path)
                scenario, _ = load_scenario(source, self.rulebook)
                self._loaded[path] = Entry(scenario.id, path, place, scenario)
            except FaultyFile as fault:
                self._loaded[path] = Entry(path.stem, path, place, fault=fault)
        return self._loaded[path]


def _same_text(one: Entry, other: Entry) -> bool:
    """Whether two files say the same; then none of them hides anything."""
    return bool(one.scenario and other.scenario and one.scenario.text == other.scenario.text)


def _order(entry: Entry) -> tuple[int, int, int, str]:
    if entry.scenario is None:
        return (9, 0, 0, entry.id)
    s = entry.scenario
    return (int(s.history is not None), _LEVELS.index(s.level), s.minutes, s.title)


def _is_file(name: str) -> bool:
    """Whether there is such a file; a name that no file can have has none."""
    try:
        return Path(name).is_file()
    except (OSError, ValueError):
        return False


def kept_scenario(scenario_text: str, rulebook_text: str, name: str) -> Scenario:
    """A scenario from texts that a save kept. Raises `FaultyFile`."""
    rulebook = load_rulebook(Source(f"{name} (its rulebook)", rulebook_text))
    return load_scenario(Source(f"{name} (its scenario)", scenario_text), rulebook)[0]
