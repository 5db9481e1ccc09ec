"""The debrief as files: the walk as a document, its charts as drawings, and every number as JSON."""

from __future__ import annotations

import json
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game.charts.figures import Distribution, Lines
from chasm_game.charts.svg import svg
from chasm_game.debrief.walk import walk
from chasm_game.errors import ChasmError
from chasm_game.file_facts import expanded, kind_of
from chasm_game.files import AlreadyThere, remove, write_whole

if TYPE_CHECKING:
    from chasm_game.charts.words import Figure
    from chasm_game.debrief.page import WalkView
    from chasm_game.journal.played import Played
    from chasm_game.views.debrief import DebriefView
    from chasm_game.views.intro import IntroView
    from chasm_game.views.review import ReviewView

__all__ = ["drawing", "export", "suggested"]


def suggested(intro: IntroView) -> str:
    """A folder that is not there yet, next to the save; in the working folder for a game without one."""
    base = Path(intro.save).with_suffix("") if intro.save else Path(intro.scenario)
    names = (f"{base.name}-debrief{'' if n == 1 else f'-{n}'}" for n in count(1))
    return str(next(folder for name in names if not kind_of(folder := base.parent / name)))


def export(played: Played, view: DebriefView, folder: str) -> tuple[str, ...]:
    """Write the debrief to a folder, which is made where it is not there; the paths of what was written.

    Takes as long as a review. Raises `ChasmError` where one of the files is there already, or cannot be written;
    then nothing was written.
    """
    from chasm_game.debrief.review_json import review_json
    from chasm_game.journal.replay import known

    if not folder.strip():
        raise ChasmError("name a folder to write to")
    place = expanded(folder.strip())
    review, reason = _reviewed(played)
    # All of it is made before anything is written: a fault in the last file leaves no half of a folder.
    texts = _texts(walk(view, review, reason))
    texts["review.json"] = json.dumps(review_json(played, known=known(played)), ensure_ascii=False, indent=1) + "\n"
    _write(place, texts)
    return tuple(str(place / name) for name in texts)


def _reviewed(played: Played) -> tuple[ReviewView | None, str]:
    from chasm_game.analysis.review import TooManyPlaythroughs
    from chasm_game.debrief.review_builder import review_view

    try:
        return review_view(played.game), ""
    except TooManyPlaythroughs as error:
        return None, str(error)


def _texts(walk_view: WalkView) -> dict[str, str]:
    """The document and the drawings, by the name of their file."""
    from chasm_game.debrief.export import drawing
    from chasm_game.debrief.markdown import markdown

    drawings = {page.id: drawing(page.figure) for page in walk_view.pages if page.figure is not None}
    drawings = {page: drawn for page, drawn in drawings.items() if drawn}
    names = {page: f"{page}.svg" for page in drawings}
    return {"debrief.md": markdown(walk_view, names), **{names[page]: drawn for page, drawn in drawings.items()}}


def _write(place: Path, texts: dict[str, str]) -> None:
    """All or none, and nothing over what is there."""
    written: list[Path] = []
    try:
        for name, text in texts.items():
            write_whole(place / name, text, fresh=True, parents=True)
            written.append(place / name)
    except BaseException as error:
        for path in written:
            remove(path)
        if isinstance(error, AlreadyThere):
            raise ChasmError(f"{error}: name another folder, or move it away") from None
        if isinstance(error, ChasmError):
            raise ChasmError(f"{error}: name another folder") from None
        raise


_STYLE = """
svg { font-family: system-ui, sans-serif; background: #fff; }
text { fill: #55606a; } .tick { font-size: 12.5px; } .name { fill: #1d2429; font-size: 13.5px; }
.grid { stroke: #dde2e6; fill: none; } .axis, .hair { stroke: #8b969f; fill: none; }
.line { fill: none; stroke-width: 2.25; stroke-linejoin: round; stroke-linecap: round; }
.dotted { stroke-dasharray: 1 5.5; } .sparse { stroke-dasharray: 9 5; } .hit { fill: transparent; }
.line.c0 { stroke: #17716b; } .end.c0, .name.c0 { fill: #17716b; }
.line.c1 { stroke: #9a5b14; } .end.c1, .name.c1 { fill: #9a5b14; }
.line.c2 { stroke: #3b5ba5; } .end.c2, .name.c2 { fill: #3b5ba5; }
.bin rect { fill: #8b969f; } .bin.here rect { fill: #17716b; } .bin rect.hit { fill: transparent; }
text.here { fill: #17716b; font-weight: 600; } path.here { stroke: #17716b; fill: none; }
"""


def drawing(figure: Figure) -> str:
    """The figure as an SVG file; empty for one that is told in words only."""
    # A waterfall is read row by row, and its words say it as well.
    if not isinstance(figure, Lines | Distribution):
        return ""
    root, body = svg(figure).split(">", 1)
    return f'{root} xmlns="http://www.w3.org/2000/svg"><style>{_STYLE}</style>{body}\n'
