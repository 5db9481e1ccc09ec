"""Each call to the system fails at each of its places, in games, rooms and files: no decision lost, none made up."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("not run: faults are injected by strace, on Linux", allow_module_level=True)

import subprocess

from faults.calls import CALLS, NOT_ALLOWED
from faults.machine import not_run

from processes import started

TESTS = Path(__file__).parent.parent
pytestmark = pytest.mark.long


@pytest.mark.parametrize("call", CALLS)
def test_a_call_that_fails_loses_nothing_and_makes_nothing_up(call: str, tmp_path: Path) -> None:
    """Once or from then on, with every error it may give: what was said to be saved is, and no traceback is seen."""
    if shutil.which("strace") is None:
        not_run("strace is not installed")
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-m", "faults.calls", call]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment) as process:
        told, _ = process.communicate(timeout=800)
    if process.returncode == NOT_ALLOWED:
        not_run(told.strip())
    assert process.returncode == 0, told
    found = re.search(r"(\d+) trials, 0 wrong", told)
    assert found is not None, told
    assert int(found[1]) >= len(CALLS[call]) * 2
