"""`chasm list`."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  (read by cyclopts)
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["list_games"]


def list_games(
    folder: Path | None = None,
    /,
    *,
    saves: Annotated[bool, Parameter(negative="")] = False,
    story: Path | None = None,
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
    from chasm_game.places import saves_folder
    from chasm_game.plain.table import aligned

    at = saves_folder(folder)
    print(aligned(_games(at) if saves else _scenarios(story, at)))


def _scenarios(story: Path | None, saves: Path) -> list[Sequence[str]]:
    from chasm_game.journal.shelf import best_scores
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.load import sha256
    from chasm_game.text import one_line

    best = best_scores(saves)
    rows: list[Sequence[str]] = [("ID", "TITLE", "LEVEL", "MINUTES", "YOUR BEST", "FROM")]
    for entry in Library(story).entries:
        origin = entry.place + (f" (hides the one in {', '.join(entry.shadows)})" if entry.shadows else "")
        if entry.scenario is None:
            fault = entry.fault.diagnostics[0] if entry.fault else None
            rows.append((one_line(entry.id), f"faulty: {one_line(str(fault))}", "", "", "", origin))
            continue
        s = entry.scenario
        score = best.get(sha256(s.text))
        rows.append((s.id, one_line(s.title), s.level, str(s.minutes), "–" if score is None else str(score), origin))
    return rows


def _games(folder: Path) -> list[Sequence[str]]:
    from chasm_game.errors import ChasmError
    from chasm_game.journal.replay import replay
    from chasm_game.journal.shelf import shelved
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
