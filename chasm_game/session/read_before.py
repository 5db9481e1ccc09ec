"""What a player has read of a story in earlier games, by their saves: it may be folded in the next one."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from chasm_game.journal.journal import DamagedSave, read_save
from chasm_game.journal.listing import names_story, shelf
from chasm_game.journal.replay import replay
from chasm_game.text import looks
from chasm_game.views.round_builder import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.played import Played

__all__ = ["read_before"]

MOST_GAMES = 5
"""Earlier games that are looked at, the latest first: they are replayed while somebody waits for a game to begin."""
MOST_FILES = 20
"""Files that are read for that."""


def read_before(header: Header, save: Path) -> frozenset[str]:
    """The texts of shocks of rounds that were decided in earlier games of this story by somebody of the same name.

    `save` is the game that is played now: what was read in it is no earlier game's. Only games on the same texts count,
    so that nothing is folded of a story that was edited.
    """
    found: set[str] = set()
    for played in islice(_earlier(header, save), MOST_GAMES):
        # Who only looked in and went away has read nothing: a round counts that was decided.
        for turn in (t for t in played.game.turns if t.after is not None):
            shock = turn.round.shock
            found.update((shock.text, *texts(played.game, shock.also, turn.shocked)))
    return frozenset(found)


def _earlier(header: Header, save: Path) -> Iterator[Played]:
    """Games of this story by this player, the latest first. Nothing that lies there raises an error."""
    here, who = save.resolve(), looks(header.team)
    # By the head of each file first: reading a save whole costs far more than its first 4 KiB.
    files = (path for path in shelf(save.parent).saves if names_story(path, header.scenario) and path.resolve() != here)
    for path in islice(files, MOST_FILES):
        try:
            record = read_save(path)
            other = record.header
            # Another rulebook would have to be read first, and another text is no text that was read.
            same = (other.scenario_sha256, other.rulebook_sha256) == (header.scenario_sha256, header.rulebook_sha256)
            if same and looks(record.team) == who:
                yield replay(record)
        except DamagedSave:
            continue
