"""Run a shell command on a terminal of 100 x 30 as a person would: wait for the game's title, quit, expect success.

    python3 .ci/open_and_quit.py 'COMMAND'

The command may take as long as it needs to set itself up; what it draws is shown without its control sequences when
something is wrong.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

TITLE = "C  H  A  S  M"
PATIENCE = 900.0
"""Seconds for setting up; a network may be slow. It ends a run that would never end, and decides nothing else."""
ESCAPES = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[()].|[@-Z\\-_])")


def main(command: str) -> int:
    """Open and quit; the exit code of the command, or 1 if its title never came."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "TEXTUAL_ANIMATIONS": "none"}
    process = subprocess.Popen(
        ["bash", "-euc", command],
        stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    drawn, asked, until = b"", 0.0, time.monotonic() + PATIENCE
    try:
        while process.poll() is None and time.monotonic() < until:
            if select.select([ours], [], [], 0.2)[0]:
                try:
                    drawn += os.read(ours, 65_536)
                except OSError:  # Linux's way to say that nobody holds the other end any more
                    break
            titled = TITLE in plain(drawn)
            if titled and time.monotonic() - asked > 1:  # a screen that has just opened may not listen yet
                os.write(ours, b"q")
                asked = time.monotonic()
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        code = process.wait()
    if TITLE not in plain(drawn) or code != 0:
        print(plain(drawn)[-4_000:])
        print(f"{'the title never came' if TITLE not in plain(drawn) else 'it did not end well'}: exit code {code}")
        return code or 1
    print("the title came, q ended it, exit code 0")
    return 0


def plain(drawn: bytes) -> str:
    """What was drawn, without control sequences."""
    return ESCAPES.sub(b"", drawn).decode("utf-8", "replace")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
