"""A machine and a phone in networks of their own, joined by a cable that may be cut; run it under `unshare -rn`.

`python two_networks.py joined` prints what `chasm host --check` says when the host itself and then the phone open its
address; `isolated` the same without the cable, when Ctrl+C ends it.
"""

from __future__ import annotations

import signal
import subprocess
import sys

HOST, PHONE, PORT = "10.77.0.1", "10.77.0.2", "8299"
PATIENCE = 60
ASKS = f"import urllib.request as r; print(r.urlopen('http://{HOST}:{PORT}/check', timeout=3).status)"


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """A command, to its end."""
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=PATIENCE)


def phone(there: subprocess.Popen[bytes], *command: str) -> subprocess.CompletedProcess[str]:
    """A command in the phone's network."""
    return run("nsenter", "-t", str(there.pid), "-n", *command)


def main() -> None:
    """Build both networks, ask from both sides, print what is said."""
    isolated = sys.argv[1] == "isolated"
    there = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo; exec sleep 100"], stdout=subprocess.PIPE)
    assert there.stdout is not None
    there.stdout.readline()
    for line in (
        "ip link set lo up", "ip link add cable type veth peer name plug", f"ip addr add {HOST}/24 dev cable",
        "ip link set cable up", f"ip link set plug netns {there.pid}",
    ):  # fmt: skip
        assert run(*line.split()).returncode == 0, line
    for line in ("ip link set lo up", f"ip addr add {PHONE}/24 dev plug"):
        assert phone(there, *line.split()).returncode == 0, line
    if not isolated:
        assert phone(there, "ip", "link", "set", "plug", "up").returncode == 0
    command = [sys.executable, "-m", "chasm_game", "host", "--check", "--port", PORT, "--address", HOST]
    host = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert host.stdout is not None
        while "Waiting" not in (line := host.stdout.readline()):
            assert line
        assert run(sys.executable, "-c", ASKS).stdout.strip() == "200"
        assert host.poll() is None, "its own request must not count"
        asked = phone(there, sys.executable, "-c", ASKS)
        sys.stdout.write(f"phone: {asked.stdout.strip() or 'nothing'}\n")
        if isolated:
            host.send_signal(signal.SIGINT)
        sys.stdout.write(host.communicate(timeout=PATIENCE)[0])
    finally:
        host.kill()
        there.kill()
        host.wait()
        there.wait()


if __name__ == "__main__":
    main()
