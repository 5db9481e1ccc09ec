"""What is printed before a session: the run sheet, a sheet that a team fills in, cards with the letters."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

from chasm_game.files import write_whole
from chasm_game.pages.paper import rendered
from chasm_game.views.roles import SIZES, roles_of

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.views.run_sheet import RunSheetRound, RunSheetView

__all__ = ["session_papers", "write_session_papers"]


def session_papers(sheet: RunSheetView, *, roles: bool = True) -> dict[str, str]:
    """The papers for a session with a story, by the name of their file; with `roles` they say who speaks and dissents.

    There is a card for every letter that a room may type: where all answers of a round can be locked, waiting has one.
    """
    most = max((_letters(each) for each in sheet.rounds), default=0)
    talk = (("What to see in it", sheet.points), ("What to ask", sheet.questions), ("Real cases", sheet.parallels))
    skipped = any(each.condition or each.chance < 1 for each in sheet.rounds)
    values = {"sheet": sheet, "talk": [part for part in talk if part[1]], "some_skipped": skipped}
    return {
        "run-sheet.html": rendered("run_sheet.html", **values),
        "team-sheet.html": rendered("team_sheet.html", sheet=sheet, sizes=SIZES if roles else (), seats=roles_of),
        "cards.html": rendered("cards.html", letters=ascii_uppercase[:most]),
    }


def _letters(each: RunSheetRound) -> int:
    return len(each.answers) + all(answer.condition for answer in each.answers)


def write_session_papers(folder: Path, sheet: RunSheetView, *, roles: bool = True) -> tuple[Path, ...]:
    """The papers as files in a folder, which is made where it is not there; their paths. Raises `ChasmError`."""
    written = []
    for name, page in session_papers(sheet, roles=roles).items():
        write_whole(folder / name, page, parents=True)
        written.append(folder / name)
    return tuple(written)
