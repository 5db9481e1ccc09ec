"""Saves for a comparison: each read once, copies counted once, every one that counts replayed on shared texts."""

from __future__ import annotations

import contextlib
import hashlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from chasm_game.journal.actions import Asked, Chose, Corrected, Rewound
from chasm_game.journal.file_contents import FoundRoom, NotRead, Refused, contents
from chasm_game.journal.find_saves import MAX_SAVES, find_saves
from chasm_game.journal.journal import DamagedSave, Record, parse_save
from chasm_game.journal.old_model import OldModel, is_old
from chasm_game.journal.replay_many import Replayed, replay_many
from chasm_game.journal.room_journal import DEBRIEF_FOLDER, ROOM_FILE, parse_room

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from chasm_game.journal.actions import Header
    from chasm_game.journal.file_contents import FoundSave
    from chasm_game.journal.room_replay import RoomState

__all__ = ["MAX_LINES", "Copy", "Gathered", "Twin", "gather", "replayed"]

MAX_LINES = 20_000
"""Lines of a save that are replayed in a comparison; a long game has two hundred."""
MAX_ROOMS = 40
"""Packed journals of rooms that are read; each vouches for the saves that were packed beside it."""
MAX_TEXT = 128 << 20
"""Characters of all different scenarios and rulebooks that are held at once."""
TIMED = 2
"""Decisions with seconds that make the same decisions the same game: by chance nobody takes as long twice, to a tenth.

In a room, where nobody's seconds are known, two teams may well decide alike.
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A save that says nothing that another one does not say too."""

    path: Path
    of: Path
    shorter: bool
    """Whether the other one goes on where this one ends."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A save with another header and the same decisions, reasons and seconds as another one: a game sent twice."""

    record: Record
    of: Record


@dataclass
class Gathered:
    """What was found in files and folders."""

    records: list[Record] = field(default_factory=list)
    """Each game once, those on one scenario, rulebook and seed one after another."""
    refused: list[Refused] = field(default_factory=list)
    copies: list[Copy] = field(default_factory=list)
    twins: list[Twin] = field(default_factory=list)
    not_read: list[NotRead] = field(default_factory=list)
    old: list[Record] = field(default_factory=list)
    """Games of model 1, which are not looked at."""
    packed: dict[Path, Path] = field(default_factory=dict)
    """What came out of a packed file, with the path of that."""
    rooms: dict[Path, list[RoomState]] = field(default_factory=dict)
    """Rooms whose journals were packed, by the folder inside of the packed file."""


def gather(given: Iterable[Path], progress: Callable[[float], None] | None = None) -> Gathered:
    """Read everything; `progress` hears the share of it that is done. Nothing that lies there raises an error."""
    found = find_saves(given)
    gathered, texts = Gathered(refused=found.refused, not_read=found.not_read), _Texts()
    records: list[Record] = []
    for number, path in enumerate(found.paths, start=1):
        for each in contents(path):
            # What is packed has a path of its own, inside of the packed file.
            if each.path != path:
                gathered.packed[each.path] = path
            if isinstance(each, FoundRoom):
                _read_room(each, gathered)
                continue
            if isinstance(each, NotRead):
                gathered.not_read.append(each)
            elif isinstance(each, Refused):
                gathered.refused.append(each)
            else:
                _read(each, texts, records, gathered)
        if progress is not None:
            progress(number / len(found.paths))
    gathered.records, gathered.copies = _each_once(records)
    gathered.not_read = _without_debriefs(gathered.not_read)
    return gathered


def _without_debriefs(not_read: list[NotRead]) -> list[NotRead]:
    """Without the pages and tables that a room wrote of itself: whoever compares it has not put them there."""
    debriefs = {each.path.parent / DEBRIEF_FOLDER for each in not_read if each.path.name == ROOM_FILE}
    return [each for each in not_read if each.is_hidden or debriefs.isdisjoint(each.path.parents)]


def _read_room(found: FoundRoom, gathered: Gathered) -> None:
    """A room that vouches for the saves beside it. A damaged journal vouches for nothing, and is no save either."""
    if sum(map(len, gathered.rooms.values())) < MAX_ROOMS:
        with contextlib.suppress(DamagedSave):
            state, _ = parse_room(found.path, found.raw[: found.raw.rfind(b"\n") + 1])
            gathered.rooms.setdefault(found.path.parent, []).append(state)


def _read(found: FoundSave, texts: _Texts, records: list[Record], gathered: Gathered) -> None:
    if len(records) + len(gathered.old) >= MAX_SAVES:  # what is packed is counted here only
        gathered.refused.append(Refused(found.path, f"more than {MAX_SAVES:,} saves at once; compare fewer"))
        return
    try:
        record = texts.shared(parse_save(found.path, found.raw))
    except DamagedSave as damage:
        gathered.refused.append(_refused(damage))
    else:
        (gathered.old if is_old(record.header.rulebook_text) else records).append(record)


def replayed(gathered: Gathered, progress: Callable[[float], None] | None = None) -> Iterator[tuple[Record, Replayed]]:
    """Every game, done again; what cannot be done is added to what was refused.

    Of games that were sent under several names one is yielded, the one that began first; the others are its twins.
    Only games that can be done are: a forgery is nobody's twin.
    """
    records = gathered.records
    alike = _alike(records)
    kept: dict[Path, list[tuple[Record, Replayed]]] = {}
    for number, (record, found) in enumerate(zip(records, replay_many(records), strict=True), start=1):
        if isinstance(found, OldModel):
            gathered.old.append(record)
        elif isinstance(found, DamagedSave):
            gathered.refused.append(_refused(found))
        elif record.path in alike:
            kept.setdefault(alike[record.path], []).append((record, found))
        else:
            yield record, found
        if progress is not None:
            progress(number / len(records))
    for games in kept.values():
        # The one that began first is whose game it is; the others were sent again under another name.
        first = min(games, key=lambda game: game[0].header.started)  # of equal ones, the first
        gathered.twins += [Twin(record, first[0]) for record, _ in games if record is not first[0]]
        yield first


def _refused(damage: DamagedSave) -> Refused:
    return Refused(damage.path, f"line {damage.line}: {damage.reason}" if damage.line else damage.reason)


class _Texts:
    """A folder of saves holds a few texts, each many times: here each once."""

    def __init__(self) -> None:
        self._pool: dict[str, str] = {}
        self._held = 0

    def shared(self, record: Record) -> Record:
        """The record with texts that it shares with others. Raises `DamagedSave` where that is too much."""
        if len(record.actions) > MAX_LINES:
            raise DamagedSave(record.path, 0, f"more than {MAX_LINES:,} lines, which no game has")
        header = record.header
        scenario, rulebook = self._one(header.scenario_text), self._one(header.rulebook_text)
        if self._held > MAX_TEXT:
            raise DamagedSave(record.path, 0, "too many different scenarios at once; compare fewer saves")
        return replace(record, header=replace(header, scenario_text=scenario, rulebook_text=rulebook))

    def _one(self, text: str) -> str:
        known = self._pool.get(text)
        if known is not None:
            return known
        self._held += len(text)
        # What is over the bound is not kept: a folder of forgeries must not fill the memory.
        if self._held <= MAX_TEXT:
            self._pool[text] = text
        return text


def _each_once(records: list[Record]) -> tuple[list[Record], list[Copy]]:
    """The longest of every game, in order; and the copies, whole or of a beginning.

    A game is known by its header and its lines: what has the same header and a beginning of the same lines is a copy.
    """
    said: dict[Header, dict[bytes, Path]] = {}
    kept: list[tuple[int, Record]] = []
    copies: list[tuple[int, Path, Path]] = []
    # The longest first: a shorter save then finds its own beginning among what was said already.
    order = sorted(enumerate(records), key=lambda item: -len(item[1].actions))  # stable: of equal ones, the first
    for place, record in order:
        games = said.setdefault(record.header, {})
        stops = list(_stops(record))
        of = games.get(stops[-1])
        if of is not None:
            copies.append((place, record.path, of))
            continue
        kept.append((place, record))
        for stop in stops:
            games.setdefault(stop, record.path)
    whole = {record.path: len(record.actions) for _, record in kept}
    counts = [len(r.actions) for r in records]
    found = [Copy(path, of, counts[place] < whole[of]) for place, path, of in sorted(copies)]
    return [record for _, record in sorted(kept, key=lambda item: (item[1].header.played_on, item[0]))], found


def _alike(records: list[Record]) -> dict[Path, Path]:
    """Those whose decisions, reasons and seconds are another's too, each with the first of them."""
    same: dict[tuple[object, ...], list[Path]] = {}
    for record in records:
        played = tuple(a for a in record.actions if isinstance(a, Asked | Chose | Corrected | Rewound))
        # Where no seconds are known two teams may well have decided alike: then they are two games.
        if sum(isinstance(a, Chose) and a.seconds is not None for a in played) >= TIMED:
            same.setdefault((*record.header.played_on, record.header.mode, played), []).append(record.path)
    return {path: paths[0] for paths in same.values() if len(paths) > 1 for path in paths}


def _stops(record: Record) -> Iterator[bytes]:
    """A digest of what was said so far, after the header and after each line."""
    digest = hashlib.sha256()
    yield digest.digest()
    for action in record.actions:
        digest.update(repr(action).encode("utf-8", "replace"))
        yield digest.digest()
