"""File names as a shell reads them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

from chasm_game.text import shown

__all__ = ["pasteable"]


def pasteable(path: str) -> str:
    """A path from anywhere, ready to be pasted into a shell; what steers a terminal is written as its number."""
    whole = str(Path(path).absolute())
    if sys.platform == "win32":
        return subprocess.list2cmdline([whole])
    # Where nothing in it steers a terminal the usual quotes are easier to read.
    if shown(whole) == whole and not {"\n", "\t"} & set(whole):
        return shlex.quote(whole)
    return f"$'{''.join(map(_sign, os.fsencode(whole)))}'"


def _sign(byte: int) -> str:
    plain = 0x20 <= byte < 0x7F and chr(byte) not in "'\\"
    return chr(byte) if plain else f"\\x{byte:02x}"
