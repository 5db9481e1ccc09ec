"""Whether a game was played on the library's own texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.errors import ChasmError

if TYPE_CHECKING:
    from pathlib import Path

    from chasm_game.journal.replay import Played

__all__ = ["known"]


def known(played: Played, story: Path | None = None) -> bool:
    """Whether scenario and rulebook are the library's own, by hash; nothing is known where its rulebook is at fault.

    `story` is a folder with scenarios that the library looks in first.
    """
    from chasm_game.scenario.library import Library
    from chasm_game.scenario.load import sha256

    library, header = Library(story), played.header
    try:
        rulebook = sha256(library.rulebook.text)
    except ChasmError:
        return False
    return header.rulebook_sha256 == rulebook and header.scenario_sha256 in library.known_hashes
