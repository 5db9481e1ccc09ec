"""`chasm host` as a process: what it prints, that it comes back after kill -9, and that it ends in words."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest

from processes import started

PATIENCE = 60.0


class Host:
    """A running host, as its first lines describe it."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed = ""
        assert process.stdout is not None
        while "Ctrl+C" not in self.printed:
            line = process.stdout.readline()
            assert line, self.printed
            self.printed += line
        self.code = re.search(r"^Code: +(\S+)", self.printed, re.MULTILINE)[1]  # type: ignore[index]
        self.token = re.search(r"token=(\S+)", self.printed)[1]  # type: ignore[index]
        self.port = int(re.search(r":(\d+)/projector", self.printed)[1])  # type: ignore[index]
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE, verify=False)

    def lead(self, verb: str, **said: Any) -> None:
        """Whoever leads does something."""
        headers = {"authorization": f"Bearer {self.token}"}
        answer = self.http.post(f"/presenter/{verb}", json={"key": uuid4().hex, **said}, headers=headers)
        assert answer.status_code == 200, answer.text


def host(*arguments: str, env: dict[str, str]) -> Any:
    """`chasm host` in a process that is killed at the end."""
    command = [sys.executable, "-m", "chasm_game", "host", *arguments]
    return started(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    """An environment whose user is nobody."""
    return {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}


@pytest.mark.long
def test_acceptance_04_a_host_that_was_killed_comes_back_with_every_phone(tmp_path: Path, env: dict[str, str]) -> None:
    """Kill -9 between two votes; with --resume on the same port code, token, PIN and vote are there, nothing twice."""
    saves = tmp_path / "saves"
    with host("tutorial", "--teams", "2", "--saves", str(saves), env=env) as process:
        one = Host(process)
        seat = one.http.post(f"/{one.code}/join", json={"team": 1, "key": uuid4().hex}).json()
        headers = {"authorization": f"Bearer {seat['token']}", "accept": "application/json"}
        for verb in ("begin", "next", "answers"):
            one.lead(verb)
        before = one.http.get("/seat/state", headers=headers).json()["view"]
        vote = {"round": before["round"]["round"], "letter": "A", "key": uuid4().hex}
        assert one.http.post("/seat/vote", json=vote, headers=headers).status_code == 200
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        port = one.port
        one.http.close()
    (folder,) = saves.iterdir()
    with host("--resume", str(folder), env=env) as process:
        two = Host(process)
        assert two.port == port
        assert two.code == one.code
        assert two.http.post("/seat/vote", json=vote, headers=headers).status_code == 200
        after = two.http.get("/seat/state", headers=headers).json()["view"]
        assert (after["stage"], after["code"], after["pin"]) == ("answers", before["code"], seat["pin"])
        assert after["round"]["vote"]["letter"] == "A"
        assert after["version"] > before["version"]
        two.token = one.token  # the window of whoever leads is still open, too
        two.lead("reveal")
        votes = [line for line in (folder / "people.journal").read_text().splitlines() if '"do":"vote"' in line]
        assert len(votes) == 1
        two.http.close()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
        assert "Go on with it: chasm host --resume" in errors
        assert process.returncode == 0


@pytest.mark.long
def test_a_busy_port_is_told_and_two_hosts_stand_side_by_side(tmp_path: Path, env: dict[str, str]) -> None:
    """A port that something has is refused in a line; without --port two hosts take different ones."""
    with socket.create_server(("0.0.0.0", 0)) as busy:
        port = str(busy.getsockname()[1])
        with host("tutorial", "--teams", "1", "--port", port, "--saves", str(tmp_path), env=env) as process:
            _, errors = process.communicate(timeout=PATIENCE)
            assert process.returncode == 1
            assert f"port {port} cannot be used: something else listens there" in errors
    assert not list(tmp_path.glob("room-*"))
    common = ("tutorial", "--teams", "1", "--saves", str(tmp_path))
    with host(*common, env=env) as first, host(*common, env=env) as second:
        one, two = Host(first), Host(second)
        assert one.port != two.port
        assert {each.http.get("/api").status_code for each in (one, two)} == {200}
        for each in (one, two):
            each.http.close()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "say what to play"),
        (("tutorial", "--port", "0"), "a port is 1 to 65535"),
        (("tutorial", "--people", "401"), "1 to 400 people"),
        (("tutorial", "--people", "0"), "1 to 400 people"),
        (("tutorial", "--minutes", "61"), "1 to 60 minutes"),
        (("tutorial", "--teams", "41"), "1 to 40 teams"),
        (("tutorial", "--public", "play.example.org"), "--public takes a whole address"),
        (("tutorial", "--resume", "somewhere"), "give --resume alone"),
    ],
)
def test_wrong_use_of_host_is_said_before_anything_begins(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A flag that cannot be is exit code 2 and one line."""
    from chasm_game.cli import main

    with pytest.raises(SystemExit) as ended:
        main(["host", *arguments])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err


def test_nothing_but_live_verbs_brings_the_server(tmp_path: Path) -> None:
    """What makes a server is loaded by the verbs that need it, and by no other."""
    heavy = "{'starlette', 'uvicorn', 'h11', 'segno'}"
    code = f"import sys, chasm_game.cli as c; c.application(); print(sorted({heavy} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert found.stdout.strip() == "[]"
