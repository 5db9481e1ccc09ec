"""What a room writes of its debrief into its own folder: the page, the tables, and paper for each team."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.files import remove, write_whole

if TYPE_CHECKING:
    from chasm_game.session.room.port import RoomPort

__all__ = ["FOLDER", "write_room_debrief"]

FOLDER = "debrief"
"""In the folder of a room: what is written of its debrief. Written again, it takes the place of what was there."""


def write_room_debrief(room: RoomPort, hidden: bool) -> str:
    """The page of the room, a workbook, a page and a handout for each team; `hidden` without scores. Says where.

    Raises `ChasmError` where nothing can be compared, or where a file cannot be written.
    """
    from chasm_game.compare.sheets import sheets
    from chasm_game.compare.workbook import workbook
    from chasm_game.pages import room_page, write_handouts, write_team_pages
    from chasm_game.session.room.talk import compared_room

    at = Path(room.view().folder)
    found = compared_room(at, hidden=hidden)
    ranking = next(each for each in found.view.rankings if each.teams)
    packs = found.packs(ranking)
    to = at / FOLDER
    write_whole(to / "room.html", room_page(ranking, packs, files=found.view.files), parents=True)
    write_whole(to / "tables.xlsx", workbook(sheets(found.view)))
    for folder, write in ((to / "teams", write_team_pages), (to / "handouts", write_handouts)):
        written = write(folder, ranking, packs)
        # A page under the old name of a team, or of one that was taken out meanwhile, would stay for ever.
        for stale in set(folder.glob("*.html")) - set(written):
            remove(stale)
    scores = "without scores" if hidden else "scores folded up in the room’s page"
    return f"The debrief is in {to}: room.html, tables.xlsx, and a page and a handout for each team ({scores})."
