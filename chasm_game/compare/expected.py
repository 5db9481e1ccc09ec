"""Who was expected, from a list of names, against who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.compare.found_files import CountedAs, ExpectedView
from chasm_game.encodings import encoding_of
from chasm_game.errors import ChasmError
from chasm_game.files import reason_of
from chasm_game.grammar import joined, plural
from chasm_game.text import looks, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from chasm_game.compare.found_files import FileLine

__all__ = ["expected", "expected_names", "expected_sentences"]

MAX_BYTES = 1 << 20
MOST = 10_000
"""Names that are read."""
_QUOTES = "\"'“”„«»"


def expected_names(path: Path) -> tuple[str, ...]:
    """One name a line, in any encoding that an editor writes; of names that look alike the first.

    Raises `ChasmError` where there is no such file, or no name is in it.
    """
    try:
        if path.exists() and not path.is_file():
            raise ChasmError(f"{path} is no ordinary file: name one with a team on each line")
        with path.open("rb") as handle:
            # One byte over tells a list that is too long from one that just fits.
            raw = handle.read(MAX_BYTES + 1)
        text = raw.decode(encoding_of(raw))
    except UnicodeError:
        raise ChasmError(f"{path} is not text in UTF-8: save it as plain text") from None
    except (OSError, ValueError) as error:
        raise ChasmError(f"{path} cannot be read: {reason_of(error)}") from None
    names: dict[str, str] = {}
    for line in text.splitlines():
        # Lists come from spreadsheets, which put quotes around what has a comma in it.
        name = " ".join(line.split()).strip(_QUOTES)
        if key := looks(name):
            names.setdefault(key, name)
    if not names:
        raise ChasmError(f"no name is in {path}: write one team on each line")
    if len(raw) > MAX_BYTES or len(names) > MOST:
        raise ChasmError(f"{path} has more than {MOST:,} names or {MAX_BYTES >> 20} MiB, which is no list of teams")
    return tuple(names.values())


def expected(names: Sequence[str], files: Sequence[FileLine]) -> ExpectedView:
    """Who of these came; names are compared as the eye sees them, without case, width or signs that cannot be seen."""
    wanted = {looks(name) for name in names}
    here = {looks(file.team): file for file in files if file.team and file.counted_as is not CountedAs.RANKED}
    ranked = {looks(file.team): file for file in files if file.counted_as is CountedAs.RANKED}
    absent = [name for name in names if looks(name) not in ranked]
    return ExpectedView(
        tuple(names),
        tuple((name, f"{file.reason} ({file.file})") for name in absent if (file := here.get(looks(name)))),
        tuple(name for name in absent if looks(name) not in here),
        tuple(file.team for key, file in ranked.items() if key and key not in wanted),
    )


def expected_sentences(view: ExpectedView) -> Iterator[str]:
    """What is to be said of those who were expected: who is missing first."""
    count = len(view.names)
    if not view.missing and not view.not_ranked:
        yield f"All {plural(count, 'team')} that were expected are ranked." if count != 1 else "The one team is ranked."
    if view.missing:
        yield f"Still missing, {len(view.missing)} of {count}: {_listed(view.missing)}."
    for name, reason in view.not_ranked:
        yield f"{one_line(name)} is here, and not ranked: {one_line(reason)}."
    if view.not_expected:
        yield f"Nobody expected {_listed(view.not_expected)}."


def _listed(names: Sequence[str]) -> str:
    return joined([one_line(name, 60) for name in names])
