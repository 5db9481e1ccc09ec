"""What is written when a live room is closed: what `chasm compare` would write of it, all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.compare.views import RankingView

__all__ = ["write_room_pages"]


def write_room_pages(room: Path, folder: Path) -> dict[int, str]:
    """The page of the room, one for each team, tables and a workbook; the name of each team's page by its number.

    Raises `ChasmError` where nothing can be compared or written. Takes as long as every playthrough does.
    """
    from chasm_game.compare.compare import compare
    from chasm_game.compare.data import comparison_csv
    from chasm_game.compare.sheets import sheets
    from chasm_game.compare.workbook import workbook
    from chasm_game.errors import ChasmError
    from chasm_game.journal.room_journal import read_room
    from chasm_game.pages import room_page, write_team_pages
    from chasm_game.scenario.library import Library

    state = read_room(room).state
    found = compare((room,), Library(None))
    # What nobody revealed in the room is not revealed by its pages either.
    found = found if state.scores_shown else found.without_scores()
    ranking = next((each for each in found.view.rankings if each.teams), None)
    if ranking is None:
        raise ChasmError("no game that is over was found, so there is no debrief to write")
    packs = found.packs(ranking)
    write_whole(folder / "room.html", room_page(ranking, packs, files=found.view.files), parents=True)
    write_whole(folder / "room.csv", f"\ufeff{comparison_csv(found.view)}")
    write_whole(folder / "room.xlsx", workbook(sheets(found.view)))
    _write_people(room, folder, ranking)
    written = write_team_pages(folder / "teams", ranking, packs)
    saves = {name: team for team, name in state.saves.items()}
    return {saves[pack.line.save]: path.name for pack, path in zip(packs, written, strict=True)}


def _write_people(room: Path, folder: Path, ranking: RankingView) -> None:
    """What the room's people believed, where it had people: a row a person, and how they moved."""
    from chasm_game.journal.people_journal import PEOPLE_FILE, read_people
    from chasm_game.live.people_sheets import people_csv, shifts_csv

    if not (room / PEOPLE_FILE).is_file():
        return
    state = read_people(room).state
    stakeholders = [who for who, _ in ranking.stakeholders]
    axes = sorted({axis for sheet in state.sheets.values() for axis in sheet.ways or ()})
    if rows := people_csv(state, stakeholders, axes):
        write_whole(folder / "people.csv", f"\ufeff{rows}")
        write_whole(folder / "people-shift.csv", f"\ufeff{shifts_csv(state, stakeholders, axes)}")
