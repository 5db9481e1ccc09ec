"""Real processes, killed at random moments: what was told is in the save, and nothing is there twice."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from session import seats

from chasm_game.journal.actions import Asked, Believed, Chose
from chasm_game.journal.journal import read_save
from chasm_game.journal.replay import replay
from chasm_game.session.local import LocalPlay
from chasm_game.views.round import Phase

QUICK = ["ask", "answer", "2", "3", "1", "ask", "2", "1"]
SHEETS = ["30 30 20 10 10", "ask", "1", "2 70", "It was late.", "2", "skip", "skip", "1", "nobody 90", "skip", "skip"]
SCRIPTS = {"broken-guitar": ["--quick"], "tutorial": []}
"""The options of each story; the quick one takes choices only."""


class Player:
    """A person at a pipe who types a line whenever something has been told, until the process is killed."""

    def __init__(self, arguments: list[str], lines: list[str], folder: Path) -> None:
        command = [sys.executable, "-m", "chasm_game", "play", "--plain", *arguments]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=seats.process_environment(folder),
        )  # fmt: skip
        self.lines = lines
        self.heard = b""
        self._threads = [threading.Thread(target=self._listen), threading.Thread(target=self._type)]
        for thread in self._threads:
            thread.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while chunk := os.read(self.process.stdout.fileno(), 65_536):
            self.heard += chunk

    def _type(self) -> None:
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError, ValueError):
            for line in self.lines:
                self.process.stdin.write(line.encode() + b"\n")
                self.process.stdin.flush()
                time.sleep(0.004)
            self.process.stdin.close()

    def kill(self) -> str:
        """SIGKILL; then everything that was told."""
        self.process.kill()
        return self.wait()

    def wait(self) -> str:
        """Everything that was told until the process ended."""
        self.process.wait(200)
        for thread in self._threads:
            thread.join(200)
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            assert stream is not None
            with contextlib.suppress(BrokenPipeError):
                stream.close()
        return self.heard.decode("utf-8", "replace")


@dataclass(frozen=True)
class Standing:
    """How far a save is."""

    chosen: int = 0
    asked: int = 0
    sheets: int = 0
    voices_again: bool = False
    """Whether the people were asked in the round that waits: going on tells their voices again."""
    over: bool = False

    @classmethod
    def of(cls, path: Path) -> Standing:
        """The standing of a save; it must replay, to exactly the decisions of its lines."""
        record = read_save(path)
        game = replay(record).game
        assert [str(d) for d in game.decisions] == [
            a.response if isinstance(a, Chose) else "ask" for a in record.actions if isinstance(a, Asked | Chose)
        ]
        kinds = [type(a) for a in record.actions]
        again = game.turn is not None and game.turn.asked
        over = game.outcome is not None
        return cls(kinds.count(Chose), kinds.count(Asked), kinds.count(Believed), again, over)

    def follows(self, before: Standing, heard: str) -> bool:
        """Whether it is what was told since, or one thing more."""
        chosen = max(0, heard.count("\nYou chose: ") - (before.chosen > 0))  # the last round is told again
        asked = max(0, heard.count("\nYou asked the people") - before.voices_again)
        more = (self.chosen - before.chosen - chosen, self.asked - before.asked - asked)
        return more in {(0, 0), (0, 1), (1, 0)}

    def left(self, *, quick: bool) -> list[str]:
        """What the player would still type."""
        if not quick:
            return ["skip"] * (not self.sheets) + ["1", "skip", "skip"] * (3 - self.chosen) + ["skip"]
        rest = list(QUICK)
        for _ in range(self.asked):
            rest.remove("ask")
        for _ in range(self.chosen):
            rest.remove(next(line for line in rest if line != "ask"))
        return rest


def _killed(player: Player, luck: random.Random) -> str:
    """Kill it, mostly soon after it began to talk; what was told."""
    if luck.random() < 0.75:
        while not player.heard and player.process.poll() is None:
            time.sleep(0.001)
        time.sleep(luck.random() * 0.06)
    else:
        time.sleep(luck.random() * 0.5)
    return player.kill()


def _survives(story: str, folder: Path, luck: random.Random) -> int:
    """Begin a game, kill it five times, look at the save each time, and play it to its end; how many kills."""
    quick = "--quick" in SCRIPTS[story]
    saves = folder / "saves"
    arguments, lines = [story, *SCRIPTS[story], "--saves", str(saves)], QUICK if quick else SHEETS
    before, kills = Standing(), 0
    while kills < 5 and not before.over:
        heard = _killed(Player(arguments, lines, folder), luck)
        kills += 1
        found = list(saves.glob("*.jsonl"))
        assert len(found) == 1 or (not found and not heard)
        for path in found:
            now = Standing.of(path)
            assert now.follows(before, heard), (before, now, heard)
            arguments, lines, before = ["--resume", str(path)], now.left(quick=quick), now
    for path in saves.glob("*.jsonl"):
        _finish(path)
    return kills


def _finish(path: Path) -> None:
    """Resume and play to the debrief."""
    play = LocalPlay.resume(path)
    while play.phase is not Phase.DEBRIEF:
        if play.phase is Phase.DECIDING:
            play.decide(next(r.id for r in play.round().responses if r.open))
        else:
            play.submit_beliefs(None)
    score = play.debrief().outputs.score
    play.close()
    record = read_save(path)
    assert not record.torn
    again = replay(record).game.outcome
    assert again is not None
    assert again.score == score


@pytest.mark.parametrize("story", [pytest.param("broken-guitar", marks=pytest.mark.long), "tutorial"])
def test_a_killed_game_loses_and_doubles_nothing(tmp_path: Path, story: str) -> None:
    """After every kill the save has exactly the decisions that were told, or one more, and can be played to its end."""
    _survives(story, tmp_path, random.Random(story))


@pytest.mark.long
def test_a_hundred_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    """The same, more than a hundred times."""
    luck = random.Random(7)
    kills = 0
    for n in range(60):
        if kills > 100:
            break
        kills += _survives(luck.choice(list(SCRIPTS)), tmp_path / str(n), luck)
    assert kills > 100
