"""`chasm list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from chasm_game.commands.options import FilePath  # noqa: TC001  (read by cyclopts)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.scenario.library import Entry, Library

__all__ = ["list_games"]


def list_games(
    folder: FilePath | None = None,
    /,
    *,
    saves: Annotated[bool, Parameter(negative="")] = False,
    story: FilePath | None = None,
) -> None:
    """List what can be played, with your best score and where it comes from; or your games.

    Example: chasm list --saves

    Parameters
    ----------
    folder
        Where the saves are, if not in the usual place.
    saves
        List your games instead, the latest first.
    story
        A folder with scenarios to look in first.
    """
    from chasm_game.paths import saves_folder, usual_saves
    from chasm_game.plain.table import aligned
    from chasm_game.scenario.library import Library

    if saves:
        from chasm_game.journal.protection import unprotected

        at = saves_folder(folder)
        print(aligned(_games(at)))
        for sentence in unprotected(at):
            print(sentence)
        return
    library = Library(story)
    print(aligned(_scenarios(library, usual_saves(folder))))
    for line in _faulty(library):
        print(line)


def _scenarios(library: Library, saves: Path | None) -> list[Sequence[str]]:
    from chasm_game.journal.listing import best_scores
    from chasm_game.scenario.load import sha256
    from chasm_game.text import one_line

    best = best_scores(saves) if saves is not None else {}
    rows: list[Sequence[str]] = [("ID", "TITLE", "LEVEL", "MINUTES", "YOUR BEST", "FROM")]
    for entry in library.entries:
        if (s := entry.scenario) is not None:
            score, told = best.get(sha256(s.text)), one_line(s.title, 80)
            rows.append((s.id, told, s.level, str(s.minutes), "–" if score is None else str(score), _origin(entry)))
    return rows


def _faulty(library: Library) -> Iterator[str]:
    """Below the table, for an error is longer than a title: each faulty file with its first error."""
    from chasm_game.text import one_line

    for entry in library.entries:
        if entry.fault is not None:
            yield f"faulty: {one_line(str(entry.fault), 300)}; from {_origin(entry)}"


def _origin(entry: Entry) -> str:
    """Where a scenario comes from, and what it hides."""
    from chasm_game.text import one_line

    hidden = ", ".join(one_line(name, 60) for name in entry.shadows)
    return entry.place + (f" (hides the one in {hidden})" if hidden else "")


def _games(folder: Path) -> list[Sequence[str]]:
    from chasm_game.errors import ChasmError
    from chasm_game.journal.listing import shelved
    from chasm_game.journal.replay import replay
    from chasm_game.text import one_line

    rows: list[Sequence[str]] = [("STARTED", "SCENARIO", "TEAM", "SEED", "WHERE", "FILE")]
    for save in shelved(folder):
        header, name = save.header, str(save.path)
        where = f"damaged: {save.fault}"
        if save.record is not None:
            try:
                outcome = replay(save.record).game.outcome
            except ChasmError as error:
                where = f"damaged: {error}"
            else:
                where = f"{save.choices} rounds played" if outcome is None else f"{outcome.ending}: {outcome.score}"
        if header is None:
            rows.append(("", "", "", "", one_line(where), name))
            continue
        started = one_line(header.started.replace("T", " "), 16)
        team = one_line(header.team, 30) + (" (practice)" if header.mode == "practice" else "")
        rows.append((started, one_line(header.scenario), team, str(header.seed), one_line(where), name))
    if len(rows) == 1:
        return [(f"no games in {folder} yet",)]
    return rows
