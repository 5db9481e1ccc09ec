"""`chasm` in processes of its own that need not load it: each is forked off one that has done so.

`python forking.py` is that one. It reads a line of JSON for each run from its standard input, and answers each with
the exit code and the seconds of work that its process took.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

__all__ = ["CAN_FORK", "Forked"]

CAN_FORK = sys.platform == "linux"
"""Elsewhere forking without a new program is missing, or not safe."""


class Forked:
    """Runs of `chasm` from one process that has loaded it; it begins with the first, and ends with `close`."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[str] | None = None

    def run(self, arguments: list[str], cwd: Path) -> tuple[int, bytes, bytes, float]:
        """Exit code, standard output, standard error and seconds of work of a run without input."""
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            found: dict[str, Any]
            try:
                found = self._asked(
                    {"arguments": arguments, "cwd": str(cwd), "environment": dict(os.environ)}, out, err
                )
            except BaseException:
                # What was broken off would answer the next run: that gets a new process.
                self.close()
                raise
            out.seek(0)
            err.seek(0)
            return found["code"], out.read(), err.read(), found["seconds"]

    def _asked(self, wanted: dict[str, Any], out: IO[bytes], err: IO[bytes]) -> dict[str, Any]:
        if self._server is None:
            self._server = subprocess.Popen(
                [sys.executable, __file__],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True,
                env={**os.environ, "PYTHONWARNINGS": "default"},
            )  # fmt: skip
        server = self._server
        assert server.stdin is not None
        assert server.stdout is not None
        files = {"out": f"/proc/{os.getpid()}/fd/{out.fileno()}", "err": f"/proc/{os.getpid()}/fd/{err.fileno()}"}
        server.stdin.write(json.dumps(wanted | files) + "\n")
        server.stdin.flush()
        answer: dict[str, Any] = json.loads(server.stdout.readline())
        return answer

    def close(self) -> None:
        """End it, and what runs of it."""
        server, self._server = self._server, None
        if server is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        for pipe in (server.stdin, server.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()


def _load() -> None:
    """Everything that `chasm check` needs of Python's, of libraries and of the program."""
    from importlib import import_module
    from pkgutil import walk_packages

    from chasm_game import scenario

    for module in walk_packages(scenario.__path__, f"{scenario.__name__}."):
        import_module(module.name)


def _serve() -> dict[str, Any] | None:
    """A run for each line; in the process that is forked off for it, what is wanted of it. None at the end."""
    # Numbers and no files: in the process that is forked off, a file that is open still would be warned of.
    answers, nothing = os.dup(1), os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    for line in sys.stdin:
        wanted: dict[str, Any] = json.loads(line)
        child = os.fork()
        if not child:
            os.dup2(nothing, 0)
            os.dup2(os.open(wanted["out"], os.O_WRONLY), 1)
            os.dup2(os.open(wanted["err"], os.O_WRONLY), 2)
            return wanted
        # Its own time alone, as the system counted it.
        _, status, used = os.wait4(child, 0)
        seconds = used.ru_utime + used.ru_stime
        os.write(answers, json.dumps({"code": os.waitstatus_to_exitcode(status), "seconds": seconds}).encode() + b"\n")
    return None


if __name__ == "__main__":
    _load()
    sys.path.pop(0)  # `chasm` is not run from the folder of the tests
    if (run := _serve()) is not None:
        import runpy

        os.environ.clear()
        os.environ.update(run["environment"])
        os.chdir(run["cwd"])
        sys.argv = ["chasm", *run["arguments"]]
        runpy.run_module("chasm_game", run_name="__main__", alter_sys=True)
