"""What stays when the program stops by a fault of its own: where in the code it was, and nothing of what was played.

The log holds no values: no local variables, no arguments, and not the message of the exception, which may quote a
team's name or a reason.
"""

from __future__ import annotations

import platform
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from chasm_game import __version__
from chasm_game.errors import ChasmError
from chasm_game.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LARGEST", "Crashed", "record", "where"]

LARGEST = 65_536
"""Bytes that the log may have; the oldest entries go first."""
HEAD = "--- "
"""How an entry begins."""
_HOME = Path(__file__).resolve().parent.parent


class Crashed(ChasmError):
    """The program stopped because of a fault of its own; the message says where, and what is kept."""


def record(error: BaseException, log: Path) -> bool:
    """Add an entry to the log; whether it could be written."""
    try:
        before = log.read_bytes()[-LARGEST:].decode("utf-8", "replace") if log.is_file() else ""
        whole = before + "\n".join(_entry(error)) + "\n"
        while len(whole.encode()) > LARGEST and HEAD in whole[1:]:
            whole = whole[whole.index(HEAD, 1) :]
        write_whole(log, whole.encode()[-LARGEST:], parents=True)
    except (OSError, ChasmError):
        return False
    return True


def where(error: BaseException) -> str:
    """The innermost place in our own code: `chasm_game/tui/app.py, line 12`; empty where it was never there."""
    ours = [frame for each in _chain(error) for frame in traceback.extract_tb(each.__traceback__) if _ours(frame)]
    return f"{_file(ours[-1])}, line {ours[-1].lineno}" if ours else ""


def _entry(error: BaseException) -> Iterator[str]:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    yield f"{HEAD}{now}  Chasm {__version__}, Python {platform.python_version()}, {platform.system()}"
    for each in _chain(error):
        yield type(each).__qualname__
        # The last forty: an endless recursion has a thousand, and where it was broken off is at the end.
        for frame in traceback.extract_tb(each.__traceback__)[-40:]:
            yield f"  {_file(frame)}:{frame.lineno} in {frame.name}"


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from; a worker of the screen carries its cause in `error`."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    # Errors can be each other's cause in a circle.
    while following is not None and following not in chain and len(chain) < 10:
        chain.append(following)
        inner = getattr(following, "error", None)
        carried = inner if isinstance(inner, BaseException) else None
        following = carried or following.__cause__ or following.__context__
    return chain


def _ours(frame: traceback.FrameSummary) -> bool:
    return Path(frame.filename).is_relative_to(_HOME / "chasm_game")


def _file(frame: traceback.FrameSummary) -> str:
    """A path without the folders of whoever runs it."""
    path = Path(frame.filename)
    if path.is_relative_to(_HOME / "chasm_game"):
        return path.relative_to(_HOME).as_posix()
    parts = path.parts
    at = parts.index("site-packages") + 1 if "site-packages" in parts else max(len(parts) - 2, 0)
    return "/".join(parts[at:])
