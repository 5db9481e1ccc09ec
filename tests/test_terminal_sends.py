"""What a terminal may send and do to a running game: on a real process and a real terminal."""

from __future__ import annotations

import json
import os
import shlex
import signal
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from budgets import few_first
from terminals import STORY, Terminal

if TYPE_CHECKING:
    from pathlib import Path

ASK, ANSWER = b"\x1b[5n", b"\x1b[0n"
GIVEN_BACK = (b"\x1b[?1049l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?25h", b"\x1b[?1004l", b"\x1b[<u")
STUCK = """
import sys, time
from chasm_game.cli import main
from chasm_game.tui.screens.round import RoundScreen
def stuck(self, *a, **k):
    print("STUCK", file=sys.__stderr__, flush=True)
    while True:
        time.sleep(0.1)
RoundScreen.action_story = stuck
main(sys.argv[1:])
"""

HASTY = """
import sys
from chasm_game import terminal_input
from chasm_game.cli import main
terminal_input.LONGEST_WAIT = 1.0
main(sys.argv[1:])
"""
"""Waits for the end of a paste no longer than this; `tui/test_terminal_input.py` has the ten seconds of the game."""


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choices count at once, and nothing is explained."""
    (tmp_path / "settings.json").write_text(json.dumps({"confirm": False, "seen": ["tutorial"]}), encoding="utf-8")
    monkeypatch.setenv("CHASM_CONFIG", str(tmp_path / "settings.json"))


def begun(folder: Path, terminals: list[Terminal], *, command: list[str] | None = None, **environment: str) -> Terminal:
    """A quick tutorial in its first round."""
    game = ["play", "tutorial", "--quick", "--story", str(STORY), "--saves", str(folder / "saves")]
    run = None if command is None else [*command, *game]
    terminal = Terminal(*game, cwd=folder, command=run, **environment)
    terminals.append(terminal)
    terminal.wait_for("Round 1 of 3")
    terminal.wait_for("What do you do?")
    terminal.settle()
    return terminal


def decided(folder: Path) -> list[str]:
    """The answers in the saves of a folder."""
    lines = [line for path in (folder / "saves").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return [each["response"] for each in map(json.loads, lines) if each.get("do") == "choose"]


def drawn(terminal: Terminal, sequence: bytes) -> None:
    """Read until a control sequence is written."""
    for _ in range(300):
        if sequence in terminal.raw:
            return
        terminal.read()
    raise AssertionError(f"{sequence!r} was never written")


NOTHING = {
    "a byte of Latin-1": b"\xe9",
    "the colour behind the text": b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
    "the same in eight bits": b"\x9d11;rgb:1e1e/1e1e/2e2e\x9c",
    "a number that is no key's": b"\x1b[49~",
    "a character that is none": b"\x1b[99999999u",
    "numbers with parts": b"\x1b[1:2;3u",
    "an old mouse": b"\x1b[M\xe911",
    "what it can do, and a clipboard": b"\x1b[?62;1;22c\x1b]52;c;MTEx\x07",
}


@pytest.mark.usefixtures("settings")
def test_what_is_no_key_decides_nothing_and_the_next_key_counts(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Bytes that are no text and answers nobody asked for, in pieces too: the game goes on and has decided nothing."""
    terminal = begun(tmp_path, terminals)
    for sent in NOTHING.values():
        terminal.press(sent[:2])
        terminal.read()
        terminal.press(sent[2:])
    terminal.settle()
    assert terminal.process.poll() is None
    assert decided(tmp_path) == []
    terminal.press(b"?")
    terminal.wait_for("Keys")
    terminal.press(b"\x1b[27u")
    terminal.press_until(b"1", "You chose")
    assert len(decided(tmp_path)) == 1


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("packet", few_first([b"1\r1\r1g?q", b"11g", b"11\x1b[27u\x1b[27u"]))
def test_a_packet_of_keys_decides_once(packet: bytes, tmp_path: Path, terminals: list[Terminal]) -> None:
    """With the confirm step off, what stands behind a decision in the same read meets no screen that was not there."""
    terminal = begun(tmp_path, terminals)
    terminal.press(packet)
    terminal.wait_for("You chose")
    terminal.settle()
    assert terminal.process.poll() is None
    assert len(decided(tmp_path)) == 1


@pytest.mark.parametrize("elsewhere", few_first(["2>&-", "2>err.log", "2>/dev/null"]))
def test_the_game_is_drawn_on_the_terminal_wherever_errors_go(
    elsewhere: str, tmp_path: Path, terminals: list[Terminal]
) -> None:
    """Standard error in a file, closed or nowhere: the screen is on the terminal, and Ctrl+C ends it."""
    run = ["sh", "-c", f'exec {shlex.quote(sys.executable)} -m chasm_game "$@" {elsewhere}', "sh"]
    terminal = begun(tmp_path, terminals, command=run)
    terminal.press(b"\x03")
    assert terminal.end() == 0
    assert all(each in terminal.raw for each in GIVEN_BACK)
    log = tmp_path / "err.log"
    assert not log.exists() or b"\x1b" not in log.read_bytes()


def test_a_paste_without_an_end_leaves_ctrl_c(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Ctrl+C counts in the middle of it."""
    terminal = begun(tmp_path, terminals)
    terminal.press(b"\x1b[200~because of the loaf\r1\r")
    terminal.settle()
    terminal.press(b"\x03")
    assert terminal.end() == 0
    assert decided(tmp_path) == []


def test_a_paste_without_an_end_is_over_after_a_while(tmp_path: Path, terminals: list[Terminal]) -> None:
    """Keys count again, and what was pasted decided nothing."""
    terminal = begun(tmp_path, terminals, command=[sys.executable, "-c", HASTY])
    terminal.press(b"\x1b[200~1")
    terminal.settle()
    assert "Decide" not in terminal.text
    terminal.press_until(b"1", "Decide")
    assert decided(tmp_path) == []


def test_an_arrow_on_a_slow_line_is_no_escape(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A terminal that answers is asked, and its answer tells Escape from the first byte of an arrow, however late."""
    terminal = begun(tmp_path, terminals)
    terminal.press(ANSWER)
    terminal.settle()
    terminal.press(b"\x1b")
    drawn(terminal, ASK)
    terminal.press(b"[B" + ANSWER)
    terminal.settle()
    assert "Resume" not in terminal.text
    terminal.press(b"\x1b")
    drawn(terminal, ASK)
    terminal.press(ANSWER)
    terminal.wait_for("Resume")


def test_a_silent_terminal_far_away_is_waited_for(tmp_path: Path, terminals: list[Terminal]) -> None:
    """`ESCDELAY` says how long where a terminal never answers: an arrow in two reads is an arrow."""
    terminal = begun(tmp_path, terminals, ESCDELAY="60000")
    terminal.press(b"\x1b")
    terminal.settle()
    terminal.press(b"[B")
    terminal.settle()
    assert "Resume" not in terminal.text
    terminal.press_until(b"1", "Decide")


@pytest.mark.parametrize(("send", "code"), [("signal", 128 + signal.SIGTERM), ("keys", 130)])
def test_a_program_that_hears_nothing_ends_all_the_same(
    send: str, code: int, tmp_path: Path, terminals: list[Terminal]
) -> None:
    """A stuck program is ended by SIGTERM after a moment, and by Ctrl+C pressed on and on; the terminal comes back."""
    terminal = begun(tmp_path, terminals, command=[sys.executable, "-c", STUCK])
    terminal.press(b"\x1b[6~")
    terminal.wait_for("STUCK")
    if send == "signal":
        os.kill(terminal.process.pid, signal.SIGTERM)
    for _ in range(60):
        if terminal.process.poll() is not None:
            break
        if send == "keys":
            os.write(terminal.ours, b"\x03")
        terminal.settle()
    assert terminal.end() == code
    assert all(each in terminal.raw for each in GIVEN_BACK)
    assert termios.tcgetattr(terminal.ours)[3] & termios.ICANON


def test_a_hang_up_without_a_signal_ends_it(tmp_path: Path, terminals: list[Terminal]) -> None:
    """A terminal that is closed while nobody sends SIGHUP, or it is ignored, leaves no process that spins."""
    run = ["sh", "-c", f"trap '' HUP; exec {shlex.quote(sys.executable)} -m chasm_game \"$@\"", "sh"]
    terminal = begun(tmp_path, terminals, command=run)
    os.close(terminal.ours)
    terminal.ours = os.open(os.devnull, os.O_RDONLY)
    assert terminal.process.wait(200) != 0
