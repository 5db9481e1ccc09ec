"""A trial: something is done in a process of its own while one kind of call to the system fails, and is told of.

The process is forked from this one, where everything is loaded; `strace` is attached to it and lets the calls fail.
What it has to say stands in shared memory, so that telling it makes no call.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Told", "allowed", "forked", "trial"]

Report = dict[str, Any]
ROOM = 1 << 18
"""Bytes that a process may say."""
ANYBODY = ctypes.c_ulong(-1)


@dataclass(frozen=True)
class Told:
    """What came of a trial."""

    report: Report
    failed: int
    """Calls that were made to fail."""


def forked(work: Callable[[], Report], attach: Callable[[int], None] = lambda _: None) -> Report:
    """Do something in a process of its own, once `attach` has seen to it; what it reports, or its fault."""
    memory = mmap.mmap(-1, ROOM)
    child = os.fork()
    if child == 0:
        _work(memory, work)
    try:
        attach(child)
    finally:
        memory[0] = 1
        os.waitpid(child, 0)
    raw = memory[1:].rstrip(b"\0")
    memory.close()
    report: Report = json.loads(raw) if raw else {"fault": "the process ended without a word"}
    return report


def _work(memory: mmap.mmap, work: Callable[[], Report]) -> None:
    """The other process; it never returns."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(0x59616D61, ANYBODY, 0, 0, 0)  # let a process beside this one be attached to it
    while not memory[0]:
        time.sleep(0.0005)
    try:
        report = work()
    except BaseException:  # noqa: BLE001  (whatever it is, it is what was looked for)
        report = {"fault": traceback.format_exc()}
    raw = json.dumps(report).encode()[: ROOM - 1]
    memory[1 : len(raw) + 1] = raw
    os._exit(0)


def trial(work: Callable[[], Report], call: str, error: str, when: str) -> Told:
    """Do something while calls of this name fail with this error; `when` is `3` for the third, `3+` from it on."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as log:
        words = ["-qq", "-o", log.name, "-e", f"trace={call}", "-e", f"inject={call}:error={error}:when={when}"]
        tracers: list[subprocess.Popen[bytes]] = []

        def attach(child: int) -> None:
            tracer = subprocess.Popen(["strace", *words, "-p", str(child)], stderr=subprocess.DEVNULL)
            tracers.append(tracer)
            while not _is_traced(child):
                if tracer.poll() is not None:
                    raise OSError("strace could not be attached")
                time.sleep(0.002)

        try:
            report = forked(work, attach)
        finally:
            for tracer in tracers:
                tracer.wait()
        return Told(report, log.read().count("(INJECTED)"))


def _is_traced(child: int) -> bool:
    status = Path(f"/proc/{child}/status").read_text(encoding="utf-8")
    return "TracerPid:\t0\n" not in status


def allowed() -> str:
    """Why no call can be made to fail on this machine; empty where it can."""
    try:
        told = trial(lambda: {"parent": os.getppid()}, "getppid", "ENOSYS", "1")
    except OSError as error:
        return str(error)
    return "" if told.failed == 1 else "strace lets no call fail here"
