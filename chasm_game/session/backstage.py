"""Where a screen finds scenarios and saves. Heavy things are imported when they are first needed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.places import saves_folder
from chasm_game.session.backstage_views import LibraryLine, SaveLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chasm_game.scenario.library import Entry, Library
    from chasm_game.session.play import Play

__all__ = ["LocalBackstage"]


@dataclass
class LocalBackstage:
    """Library and saves of this machine."""

    story: Path | None = None
    saves_at: Path | None = None
    _library: Library | None = field(default=None, repr=False)

    def library(self) -> Sequence[LibraryLine]:
        """Every scenario, by level; faulty files last, with their first error."""
        from chasm_game.journal.shelf import best_scores
        from chasm_game.scenario.load import sha256

        best = best_scores(saves_folder(self.saves_at))
        return [_line(e, best.get(sha256(e.scenario.text)) if e.scenario else None) for e in self._opened().entries]

    def saves(self) -> Sequence[SaveLine]:
        """Every save, the latest first; damaged ones with their reason."""
        from chasm_game.journal.shelf import shelved

        lines = []
        for save in shelved(saves_folder(self.saves_at)):
            header = save.header
            if header is None:
                lines.append(SaveLine(str(save.path), "", save.path.name, "", "", "damaged", False, save.fault))
                continue
            rounds = f"{save.choices} round{'s' * (save.choices != 1)} played"
            where = "finished" if save.over else rounds if save.choices else "just begun"
            started = header.started.replace("T", " ")[:16]
            lines.append(
                SaveLine(str(save.path), header.scenario, save.title, header.team, started, where, save.over, "")
            )
        return lines

    def new(self, scenario_id: str, *, team: str, seed: int, practice: bool, quick: bool) -> Play:
        """Begin a game. Raises `ChasmError`."""
        from chasm_game.session.local import LocalPlay

        scenario = self._opened().find(scenario_id)
        folder = saves_folder(self.saves_at)
        return LocalPlay.new(scenario, folder, team=team, seed=seed, practice=practice, quick=quick)

    def resume(self, save: str) -> Play:
        """Go on with a save. Raises `ChasmError`."""
        from chasm_game.session.local import LocalPlay

        return LocalPlay.resume(Path(save))

    def _opened(self) -> Library:
        from chasm_game.scenario.library import Library

        if self._library is None:
            self._library = Library(self.story)
        return self._library


def _line(entry: Entry, best: int | None) -> LibraryLine:
    if entry.scenario is None:
        fault = str(entry.fault)
        return LibraryLine(entry.id, entry.path.name, "", "", 0, entry.place, None, fault)
    s = entry.scenario
    return LibraryLine(s.id, s.title, s.summary, s.level, s.minutes, entry.place, best, "")
