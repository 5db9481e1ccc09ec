"""Kinds of options that several verbs have."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from chasm_game.file_facts import expanded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cyclopts import Token

__all__ = ["RESUME_ALONE", "Difficulty", "FilePath"]


RESUME_ALONE = "a room to resume has its scenario, its teams and its difficulty: give --resume alone"
"""What is wrong where somebody says what to play as well."""

Difficulty = Literal["easy", "written", "hard"]
"""Those of `chasm_game.limits.DIFFICULTIES`, as an option that is one of a few words."""


def _path(_type: Any, tokens: Sequence[Token]) -> Path:
    """A shell expands `~` where a word begins with it, and leaves `--saves=~/games` as it is."""
    return expanded(tokens[0].value)


FilePath = Annotated[Path, Parameter(converter=_path)]
"""A file or a folder, as it is typed: a leading `~` is somebody's home."""
