"""`chasm host --check` in two networks: one in which phones reach the host, and one that keeps them apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from processes import started

NETWORKS = Path(__file__).parent / "two_networks.py"
PATIENCE = 120


def can_make_networks() -> bool:
    """Whether this system lets a user have networks of their own."""
    try:
        made = subprocess.run(["unshare", "-rn", "ip", "link"], check=False, capture_output=True, timeout=20)
    except OSError:
        return False
    return made.returncode == 0


def checked(how: str) -> str:
    """What the check says there."""
    command = ["unshare", "-rn", sys.executable, str(NETWORKS), how]
    with started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        said, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return str(said)


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or not can_make_networks(), reason="no networks of one's own here")
def test_reached_is_said_after_a_request_from_another_machine_alone() -> None:
    """The host's own browser does not end the check; the phone's does, and the sentence names where it came from."""
    said = checked("joined")
    assert "phone: 200" in said
    assert "Reached: 10.77.0.2 asked for a page and got it." in said


@pytest.mark.long
@pytest.mark.skipif(sys.platform != "linux" or not can_make_networks(), reason="no networks of one's own here")
def test_where_phones_are_kept_apart_the_check_says_what_may_be_the_cause() -> None:
    """Nobody comes: it does not say *reached*, and names isolation, the firewall and the sign-in page in words."""
    said = checked("isolated")
    assert "phone: nothing" in said
    assert "Reached" not in said
    for words in ("Only this machine itself asked", "keeps its guests apart", "firewall", "captive portal"):
        assert words in said
