"""Processes that tests begin are as from a shell, however the tests were begun."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from processes import hear_signals


@pytest.mark.skipif(sys.platform == "win32", reason="no signals of a terminal there")
def test_what_the_tests_ignore_no_process_of_theirs_ignores() -> None:
    """Begun with `&` or `nohup`, the tests ignore hang-ups, interrupts and quits; a program they begin does not."""
    numbers = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT)
    before = {number: signal.signal(number, signal.SIG_IGN) for number in numbers}
    shown = "import signal; print(*(signal.getsignal(n) is signal.SIG_IGN for n in (1, 2, 3)))"
    try:
        ignored = subprocess.check_output([sys.executable, "-c", shown], text=True)
        hear_signals()
        heard = subprocess.check_output([sys.executable, "-c", shown], text=True)
        for number in numbers:
            os.kill(os.getpid(), number)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    assert (ignored.split(), heard.split()) == (["True"] * 3, ["False"] * 3)
