"""Saves of model 1: whole, and read, but never played again: their numbers are another model's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from chasm_game.journal.damage import DamagedSave

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["NOT_SCORED", "OldModel", "is_old"]

NOT_SCORED = "a game of model 1, which is not scored any more: `chasm review` shows what was decided in it"
"""Said in every place that would have scored, ranked, counted or resumed it."""

_MODEL_1 = re.compile(r"^chasm-rules: *1 *(?:#.*)?$", re.MULTILINE)


class OldModel(DamagedSave):
    """A save, or a room, of model 1: to be looked at, and for nothing else. To who would play it, it is as lost."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, 0, NOT_SCORED)


# Folders hold many saves on few rulebooks, and every list asks of each.
@lru_cache(maxsize=8)
def is_old(rulebook_text: str) -> bool:
    """Whether a rulebook says that its numbers are model 1's, seen without parsing it.

    That key stands at the beginning of a line where it stands as rulebooks have it; whoever loads the text looks at
    `Rulebook.model` as well.
    """
    return _MODEL_1.search(rulebook_text) is not None
