"""Processes of tests: none outlives its test, and Ctrl+C reaches each, wherever the tests were started from."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["interruptible", "started"]

_MAIN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell has those in the background ignore it
from chasm_game.cli import main
main(sys.argv[1:])
"""


def interruptible(*arguments: str) -> list[str]:
    """The program, taking Ctrl+C also where whoever started the tests ignores it."""
    return [sys.executable, "-c", _MAIN, *arguments]


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
