"""A file of lines that is only ever appended to: each is on disk when `append_line` returns. One process holds it.

Whatever else writes into the same folder (a cloud client, a second window, a hand that moves files), a line counts
only when the name leads to all the lines: around each append the file is looked at, and where it is not what was left
there, the whole is written anew under another name. Nothing that others wrote is ever cut or written over.
"""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING, ClassVar, Self

from chasm_game.errors import ChasmError
from chasm_game.files import reason_of, retried, sync
from chasm_game.journal.confirming import gathering
from chasm_game.journal.damage import MAX_BYTES
from chasm_game.journal.files import Hold, create_held, numbered, open_held, read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from chasm_game.journal.files import Held

__all__ = ["HeldFile"]


class HeldFile:
    """Such a file, open for writing."""

    rights: ClassVar[int] = 0o666
    """Those of a new one, less what the user's mask takes."""
    may_wait: bool = False
    """Whether a line may be seen before the disk confirms it, as long as nobody is answered."""

    def __init__(self, held: Held, text: bytes, torn: bytes = b"") -> None:
        self.notice = ""
        """What has to be said of the file: it had to be written anew under another name. Empty mostly."""
        self.lost = ""
        """Why the file does not hold what was written, when it was let go of. Empty where it does."""
        self.displaced: Callable[[str], None] = self.write_anew
        """What is done when the name leads elsewhere, for this reason; whoever holds several files sees to all."""
        # All of it in memory: whatever happens to the file on the disk, it can be written anew from here.
        self._text = text
        self._unsure = torn
        """What may stand behind the text, or the beginning of it: ours, and not known to be whole."""
        self._foreign = b""
        """What stands behind the text and may be another process's: it is not cut, and not appended to."""
        self._names = self._other_names(held.path)
        self._enter(held)
        # Without locks the torn end may be a line that another window is writing at this moment.
        if held.hold is Hold.UNKNOWN:
            self._unsure, self._foreign = b"", torn

    @classmethod
    def reopened(cls, path: Path, length: int, size: int) -> Self:
        """Hold a file that was read: it had `size` bytes, and `length` of them were whole lines.

        Raises `ChasmError` where it is open elsewhere, was changed since, or cannot be written.
        """
        try:
            held = open_held(path)
        except (OSError, ValueError) as error:
            raise ChasmError(f"{path} cannot be written: {reason_of(error)}") from None
        try:
            if held.hold is Hold.THEIRS:
                why = f"{path} is open in another window; close it there first"
            else:
                raw = read_all(held.handle, MAX_BYTES + 1)
                # Between reading and holding it another window may have played on.
                if (len(raw), raw.rfind(b"\n") + 1) == (size, length):
                    return cls(held, raw[:length], raw[length:])
                why = f"{path} was changed while it was being read; open it again"
        except OSError as error:
            why = f"{path} cannot be read: {reason_of(error)}"
        held.handle.close()
        raise ChasmError(why)

    @property
    def count(self) -> int:
        """Whole lines that say something; an editor may have left empty ones between them."""
        return sum(bool(line.strip()) for line in self._text.split(b"\n"))

    @property
    def is_open(self) -> bool:
        """Whether it was not let go of yet."""
        return not self._handle.closed

    def append_line(self, line: bytes) -> None:
        """Write one line; it is on disk, under `path`, when this returns.

        Raises `ChasmError` where it cannot be; the file is as it was then, and writing may be tried again.
        """
        if self._handle.closed:
            raise ChasmError(f"{self.path} cannot be written: it was closed")
        # Refused now, while the game can still be told so: a longer file would not be read again.
        if len(self._text) + len(line) > MAX_BYTES:
            raise ChasmError(f"{self.path} is full: a save holds {MAX_BYTES >> 20} MiB")
        self.look()
        # Without locks a torn line may be another window's that is being written: ours goes elsewhere.
        if self._foreign:
            self.displaced(f"{self.path} ends in the middle of a line, and without locks nobody knows whose")
        self._write_line(line)
        # Once more after writing: the name may have been taken away while the line was on its way.
        try:
            if why := self._why_not():
                self._withdraw(line)
                self.displaced(why)
        except ChasmError:
            # The caller is told that it was not done, so it must not be counted as written.
            self._text = self._text[: -len(line)]
            raise

    def confirm(self) -> None:
        """Have the disk confirm what was written while that waited. Raises `ChasmError` where it does not."""
        handle = self._handle
        try:
            self._synced = sync(handle.fileno())
        except (OSError, ValueError) as error:
            # Another thread may have gone on in a copy meanwhile: that was confirmed when it was made.
            if handle is self._handle and not handle.closed:
                raise ChasmError(f"{self.path} cannot be written: {reason_of(error)}") from None

    def look(self) -> None:
        """See to it that `path` leads to all that was written. Raises `ChasmError` where it does not and cannot."""
        if why := self._why_not():
            self.displaced(why)

    def write_anew(self, why: str) -> None:
        """All of it in a new file beside this one, which is gone on with. Raises `ChasmError` where that cannot be."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.go_to(self.copied(self._names))
        except (OSError, ValueError) as error:
            raise ChasmError(f"{why}, and nothing can be written beside it: {reason_of(error)}") from None
        self.notice = f"{why}; all of it was written anew, and goes on, in {self.path}"

    def copied(self, names: Iterable[Path]) -> Held:
        """All of it in a new file, under the first of these names that is free. Raises `OSError`."""
        return create_held(names, self._text, self.rights)

    def go_to(self, held: Held) -> None:
        """Go on in a copy."""
        with contextlib.suppress(OSError):
            self._handle.close()
        self._unsure = self._foreign = b""
        self._enter(held)

    def close(self) -> None:
        """Let go of the file; `lost` says then why what was written is not in it, where that is so."""
        if self._handle.closed:
            return
        try:
            self.look()
        except ChasmError as error:
            self.lost = str(error)
        try:
            self._handle.close()
        except OSError as error:
            if not self._synced:  # where nothing was confirmed before, this is the answer
                self.lost = f"{self.path} cannot be written: {reason_of(error)}"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @staticmethod
    def _other_names(path: Path) -> Iterator[Path]:
        """Where it can be written anew; none is tried twice, even if it is free again."""
        return numbered(path)

    def _enter(self, held: Held) -> None:
        self.path, self._handle, self._synced = held.path, held.handle, held.synced
        self._mark()

    def _mark(self) -> None:
        """Remember when the file was written last: as long as that stays, nobody else has written."""
        self._written_at = -1
        with contextlib.suppress(OSError):  # then the content is compared, which takes longer
            self._written_at = os.fstat(self._handle.fileno()).st_mtime_ns

    def _write_line(self, line: bytes) -> None:
        try:
            self._cut()
            self._unsure = line
            self._write(line)
        except (OSError, ValueError) as error:
            with contextlib.suppress(OSError, ValueError):  # half a line must not stay before the next one
                self._cut()
            raise ChasmError(f"{self.path} cannot be written: {reason_of(error)}") from None
        self._text, self._unsure = self._text + line, b""
        self._mark()

    def _write(self, line: bytes) -> None:
        self._handle.seek(0, os.SEEK_END)
        rest = memoryview(line)
        # A raw file may take less than it was given, on a share or when a signal comes.
        while rest:
            taken = self._handle.write(rest)
            # Zero bytes for ever would be an endless loop.
            if not taken:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            rest = rest[taken:]
        lines = gathering()
        if lines is None or not lines.takes(self):
            self._synced = sync(self._handle.fileno())

    def _why_not(self) -> str:
        """Why the path does not lead to what was written; empty where it does."""
        try:
            named, held = self.path.stat(), os.fstat(self._handle.fileno())
            same = os.path.samestat(named, held)
            size, at = len(self._text), self._written_at
            # The cheap look, at every line: only where size or time differ is the content read and compared.
            if same and (named.st_size, held.st_size, held.st_mtime_ns) == (size, size, at):
                return ""
            if self._is_ours(self._content()):  # some file systems have no lasting numbers and times for files
                self._written_at = held.st_mtime_ns
                return ""
        except FileNotFoundError:
            return f"{self.path} was removed or renamed by another program"
        except (OSError, ValueError) as error:
            return f"{self.path} cannot be read any more ({reason_of(error)})"
        return f"{self.path} was {'changed' if same else 'replaced'} by another program"

    def _content(self) -> bytes:
        # One byte more than there should be tells that somebody has appended.
        most = len(self._text) + max(len(self._unsure), len(self._foreign)) + 1
        with self.path.open("rb") as handle:
            return handle.read(most)

    def _is_ours(self, content: bytes) -> bool:
        behind = content[len(self._text) :]
        # Of a write of ours that failed any beginning may have reached the disk.
        expected = behind == self._foreign if self._foreign else self._unsure.startswith(behind)
        return content.startswith(self._text) and expected

    def _cut(self) -> None:
        """Cut what a write of ours left behind the text, and nothing else. Raises `OSError`."""
        size = os.fstat(self._handle.fileno()).st_size
        if not self._unsure or size <= len(self._text):
            return
        self._handle.seek(len(self._text))
        if self._unsure.startswith(read_all(self._handle, len(self._unsure) + 1)):
            retried(self._handle.truncate, len(self._text))
            self._mark()
            self._unsure = b""

    def _withdraw(self, line: bytes) -> None:
        """Take a whole line of ours back from a file that others write into, where it is still the last one.

        Nothing of theirs is cut; where they have written behind it, it stays, and a reader rejects what follows.
        """
        self._unsure = line
        with contextlib.suppress(OSError, ValueError):
            size = os.fstat(self._handle.fileno()).st_size
            self._handle.seek(max(size - len(line), 0))
            if read_all(self._handle, len(line) + 1) == line:
                retried(self._handle.truncate, size - len(line))
                self._unsure = b""
