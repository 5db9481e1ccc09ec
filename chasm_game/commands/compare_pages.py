"""What `chasm compare` writes as pages: one for the room, and one for each team."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError
from chasm_game.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.compare.compare import Comparison
    from chasm_game.compare.views import RankingView

__all__ = ["write_pages"]


def write_pages(found: Comparison, html: Path | None, html_teams: Path | None, handout: Path | None = None) -> None:
    """Write the debrief of every ranking to files, and say where they are.

    A page is of one ranking: where there are several, those after the first have a number in their names. Raises
    `ChasmError` where nobody finished a game, or where a file cannot be written.
    """
    from chasm_game.commands.progress_bar import ProgressBar
    from chasm_game.pages import room_page, write_handouts, write_team_pages

    rankings = [ranking for ranking in found.view.rankings if ranking.teams]
    if not rankings:
        raise ChasmError("no game that is over was found, so there is no debrief to write")
    for number, ranking in enumerate(rankings, start=1):
        with ProgressBar(f"Playing every other way, {_teams(ranking)}") as bar:
            packs = found.packs(ranking, bar.show, causes=html_teams is not None)
        if html is not None:
            # The first ranking keeps the name that was asked for: mostly there is no other.
            path = html if number == 1 else html.with_stem(f"{html.stem}-{number}")
            page = room_page(ranking, packs, files=found.view.files)
            write_whole(path, page, parents=True)
            _say(ranking, str(path))
        for given, write in ((html_teams, write_team_pages), (handout, write_handouts)):
            if given is None:
                continue
            folder = given if number == 1 else given.with_name(f"{given.name}-{number}")
            written = write(folder, ranking, packs)
            _say(ranking, f"{folder} ({', '.join(_first(path.name for path in written))})")


def _teams(ranking: RankingView) -> str:
    return f"{len(ranking.teams)} team{'' if len(ranking.teams) == 1 else 's'}"


def _say(ranking: RankingView, where: str) -> None:
    from chasm_game.text import one_line

    print(f"{one_line(ranking.title)}, seed {ranking.seed}: {where}", file=sys.stderr)


def _first(names: Iterator[str]) -> Iterator[str]:
    """The first three, and that there are more."""
    for n, name in enumerate(names):
        if n == 3:
            yield "…"
            return
        yield name
