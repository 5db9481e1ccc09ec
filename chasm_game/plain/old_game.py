"""A game of model 1, told line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.old_game import opening, rounds_in_words
from chasm_game.grammar import ended

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.views.old_game import OldGame

__all__ = ["paragraphs"]


def paragraphs(view: OldGame) -> Iterator[str]:
    """What it is, and a paragraph for each round."""
    yield opening(view)
    for heading, sentences in rounds_in_words(view):
        yield " ".join((ended(heading), *sentences))
