"""What is printed before a session: the run sheet, a sheet that a team fills in, cards with the letters."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from chasm_game.files import write_whole
from chasm_game.pages.paper import rendered

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.views.run_sheet import RunSheetView

__all__ = ["session_papers", "write_session_papers"]


def session_papers(sheet: RunSheetView) -> dict[str, str]:
    """The papers for a session with a story, by the name of their file."""
    most = max((len(each.answers) for each in sheet.rounds), default=0)
    talk = (("What to see in it", sheet.points), ("What to ask", sheet.questions), ("Real cases", sheet.parallels))
    skipped = any(each.condition or each.chance < 1 for each in sheet.rounds)
    values = {"sheet": sheet, "talk": [part for part in talk if part[1]], "some_skipped": skipped}
    return {
        "run-sheet.html": rendered("run_sheet.html", **values),
        "team-sheet.html": rendered("team_sheet.html", sheet=sheet),
        "cards.html": rendered("cards.html", letters=ascii_uppercase[:most]),
    }


def write_session_papers(folder: Path, sheet: RunSheetView) -> tuple[Path, ...]:
    """The papers as files in a folder, which is made where it is not there; their paths. Raises `ChasmError`."""
    written = []
    for name, page in session_papers(sheet).items():
        write_whole(folder / name, page, parents=True)
        written.append(folder / name)
    return tuple(written)
