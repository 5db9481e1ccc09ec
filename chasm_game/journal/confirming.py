"""When the disk confirms what was appended: at once, or for several lines together before somebody is answered."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Unconfirmed", "confirmed_together", "gathering", "unconfirmed"]

_AT_ONCE = 8
"""Files that are confirmed beside each other: a disk does several in the time of one."""


class Confirmable(Protocol):
    """A file with lines that the disk has not confirmed."""

    may_wait: bool
    """Whether its lines may be seen before they are confirmed, as long as nobody is answered."""

    def confirm(self) -> None:
        """Have the disk confirm all of it. Raises `ChasmError` where it does not."""


class Unconfirmed:
    """Files that were appended to; each is confirmed once, however many lines it got."""

    def __init__(self, *, patient_alone: bool = False) -> None:
        self._patient_alone = patient_alone
        self._files: dict[Confirmable, None] = {}

    def __len__(self) -> int:
        """How many files."""
        return len(self._files)

    def takes(self, file: Confirmable) -> bool:
        """Whether a file waits here; if not, it is confirmed at once."""
        if self._patient_alone and not file.may_wait:
            return False
        self._files[file] = None
        return True

    def join(self, others: Unconfirmed) -> None:
        """Those of others too."""
        self._files |= others._files

    def confirm(self) -> None:
        """Have the disk confirm all of them. Raises `ChasmError` of the first that it does not; the others are."""
        files = list(self._files)
        if len(files) > 1:
            with ThreadPoolExecutor(min(len(files), _AT_ONCE)) as threads:
                done = [threads.submit(each.confirm) for each in files]
            # Asked for when all are done, so that the failure of one leaves none of the others unconfirmed.
            for one in done:
                one.result()
        elif files:
            files[0].confirm()
        self._files = {}


_GATHERING: ContextVar[Unconfirmed | None] = ContextVar("unconfirmed", default=None)


def gathering() -> Unconfirmed | None:
    """Where lines wait that are appended now; None where each is confirmed at once."""
    return _GATHERING.get()


@contextmanager
def unconfirmed() -> Iterator[Unconfirmed]:
    """Lines of files that may wait are not confirmed in here: whoever gets them sees to that before it answers."""
    with _into(Unconfirmed(patient_alone=True)) as lines:
        yield lines


@contextmanager
def confirmed_together() -> Iterator[None]:
    """Lines of one deed: all of them are confirmed at its end, also where it fails. Raises `ChasmError`."""
    lines = Unconfirmed()
    try:
        with _into(lines):
            yield
    finally:
        lines.confirm()


@contextmanager
def _into(lines: Unconfirmed) -> Iterator[Unconfirmed]:
    before = _GATHERING.set(lines)
    try:
        yield lines
    finally:
        _GATHERING.reset(before)
