"""Names for the files of pages that every system takes."""

from __future__ import annotations

import hashlib
import re
import unicodedata

__all__ = ["file_stem"]

NAME = 40
"""Signs of a team's name that its file's name keeps."""

_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""What Windows takes for a device, whatever follows the dot."""


def file_stem(team: str) -> str:
    """A team's name as a file's name on any system: letters, digits and dashes; where none is left, a short hash."""
    letters = unicodedata.normalize("NFKC", team).casefold()
    stem = re.sub(r"[^\w]+|_+", "-", letters)[:NAME].strip("-")
    if not stem:
        return f"team-{hashlib.sha256(team.encode('utf-8', 'replace')).hexdigest()[:6]}" if team.strip() else "team"
    return f"team-{stem}" if _DEVICE.fullmatch(stem) else stem
