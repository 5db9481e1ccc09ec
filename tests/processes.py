"""Processes of tests: none outlives its test, and signals reach each, wherever the tests were started from."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["hear_signals", "started"]

_PYTHONS_OWN = {"SIGPIPE", "SIGXFSZ", "SIGXFZ"}
"""What every Python ignores by itself; `subprocess` has its processes hear it."""


def hear_signals() -> None:
    """What is ignored here (by a shell's `&`, by `nohup`) still does nothing, but no process begun here ignores it.

    A signal that is ignored stays so in every process that is begun; one that is caught is as usual there.
    """
    own = {getattr(signal, name) for name in _PYTHONS_OWN if hasattr(signal, name)}
    for number in signal.valid_signals() - own:
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@contextmanager
def started(command: list[str], **options: Any) -> Iterator[subprocess.Popen[Any]]:
    """A process in a group of its own, which is killed at the end with all that it started, whatever happened."""
    process = subprocess.Popen(command, start_new_session=True, **options)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):  # all of it has ended
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                with contextlib.suppress(OSError, ValueError):
                    stream.close()
