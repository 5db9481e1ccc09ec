"""What a room writes of its debrief into its own folder: the page, the tables, and paper for each team."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.files import remove, write_whole
from chasm_game.journal.room_journal import DEBRIEF_FOLDER

if TYPE_CHECKING:
    from chasm_game.compare.views import RankingView
    from chasm_game.session.room.port import RoomPort

__all__ = ["write_debrief", "write_room_debrief"]

BOM = "\ufeff"
"""By it spreadsheets know UTF-8."""


def write_room_debrief(room: RoomPort, hidden: bool) -> str:
    """Everything that a room takes home, into its own folder; `hidden` without scores. Says where.

    Raises `ChasmError` where nothing can be compared, or where a file cannot be written.
    """
    at = Path(room.view().folder)
    write_debrief(at, hidden=hidden)
    scores = "without scores" if hidden else "scores folded up in the room’s page"
    return (
        f"The debrief is in {at / DEBRIEF_FOLDER}: room.html, tables.xlsx, tables.csv, and a page and a handout for "
        f"each team ({scores})."
    )


def write_debrief(room: Path, *, hidden: bool) -> dict[str, str]:
    """The page of the room, tables, a page and a handout for each team; the name of each team's page by its save.

    Where people had seats of their own, also what they said, each for themselves. Takes as long as every playthrough
    does. Raises `ChasmError` where nothing can be compared, or where a file cannot be written.
    """
    from chasm_game.compare.data import comparison_csv
    from chasm_game.compare.sheets import sheets
    from chasm_game.compare.workbook import workbook
    from chasm_game.pages import room_page, write_handouts, write_team_pages
    from chasm_game.session.room.talk import compared_room

    found = compared_room(room, hidden=hidden)
    # There is one: `compared_room` would have raised.
    ranking = next(each for each in found.view.rankings if each.teams)
    packs = found.packs(ranking)
    to = room / DEBRIEF_FOLDER
    write_whole(to / "room.html", room_page(ranking, packs, files=found.view.files), parents=True)
    write_whole(to / "tables.xlsx", workbook(sheets(found.view)))
    write_whole(to / "tables.csv", f"{BOM}{comparison_csv(found.view)}")
    _write_people(room, to, ranking)
    pages = write_team_pages(to / "teams", ranking, packs)
    for written in (pages, write_handouts(to / "handouts", ranking, packs)):
        # A page under the old name of a team, or of one that was taken out meanwhile, would stay for ever.
        for stale in set(written[0].parent.glob("*.html")) - set(written):
            remove(stale)
    return {pack.line.save: path.name for pack, path in zip(packs, pages, strict=True)}


def _write_people(room: Path, to: Path, ranking: RankingView) -> None:
    """What the room's people believed: a row a person, and how they moved; nothing of fewer than three."""
    from chasm_game.compare.people_tables import people_csv, shifts_csv

    if (view := ranking.persons) is None:
        return
    if rows := people_csv(room, [line.id for line in view.whom], [line.id for line in view.how]):
        write_whole(to / "people.csv", f"{BOM}{rows}")
        write_whole(to / "people-shift.csv", f"{BOM}{shifts_csv(view)}")
