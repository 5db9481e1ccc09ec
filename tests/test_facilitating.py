"""The facilitator's guide: every command in it works as it stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from session import seats

from chasm_game.cli import application
from chasm_game.debrief.headings import QUESTIONS
from chasm_game.session.room.room import Room
from chasm_game.session.room.views import RoomStage

from terminals import Terminal

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "facilitating.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """Every line of a shell block, and every command with something after its verb that stands in a sentence."""
    blocks = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    spoken = [said for said in re.findall(r"`(chasm [^`\n]+)`", GUIDE.replace("```", "")) if len(said.split()) > 2]
    return list(dict.fromkeys([*lines, *spoken]))


def verbs() -> set[str]:
    """Every verb that the guide names."""
    code = re.findall(r"`[^`\n]+`|^chasm .*$", GUIDE.replace("```", ""), re.MULTILINE)
    return set(re.findall(r"\bchasm ([a-z]+)\b", " ".join(code)))


def test_the_guide_names_only_verbs_that_are_there() -> None:
    """No command of the guide is a promise."""
    assert verbs() <= set(application())
    assert {"room", "play", "compare", "poll", "review", "list", "rules"} <= verbs()


@pytest.mark.parametrize("command", commands())
def test_every_command_of_the_guide_can_be_read(command: str) -> None:
    """Its flags are the program's own, with values that it takes."""
    program, *words = shlex.split(command)
    assert program == "chasm"
    if words == ["--version"]:
        return
    application().parse_args(words, exit_on_error=False, print_error=False)


def test_the_guide_asks_the_questions_of_the_last_screen() -> None:
    """The five questions are the same, in the same order."""
    asked = re.findall(r"^\d\. \*\*(.+?)\*\*", GUIDE, re.MULTILINE)
    assert tuple(asked) == QUESTIONS


@pytest.mark.parametrize("heading", ["### 45 minutes", "## 90 minutes"])
def test_forty_per_cent_of_a_session_is_debrief(heading: str) -> None:
    """The minutes of a session follow each other from 0 to its end; its debrief has what the first paragraph says."""
    minutes = int(heading.split()[1])
    plan = GUIDE[GUIDE.index(heading) :].split("\n#", 1)[0]
    rows = [(int(a), int(b), says) for a, b, says in re.findall(r"^\| (\d+)–(\d+) \| ([^|]*)", plan, re.MULTILINE)]
    assert [rows[0][0], *(end for _, end, _ in rows[:-1])] == [begin for begin, _, _ in rows]
    assert (rows[0][0], rows[-1][1]) == (0, minutes)
    assert sum(end - begin for begin, end, says in rows if "**Debrief**" in says) >= 0.4 * minutes


def test_the_questions_have_the_same_minutes_in_the_plan_and_in_the_debrief() -> None:
    """What the plan of 90 minutes leaves for a question is what stands behind it."""
    plan = GUIDE[GUIDE.index("## 90 minutes") :].split("\n#", 1)[0]
    rows = re.findall(r"^\| (\d+)–(\d+) \| \*\*Debrief\*\*, question (\d)", plan, re.MULTILINE)
    planned = {int(number): int(end) - int(begin) for begin, end, number in rows}
    debrief = GUIDE[GUIDE.index("## The debrief") :]
    told = re.findall(r"^(\d)\. \*\*(?:(?!^\d\.).)*?\((\d+) minutes\)", debrief, re.MULTILINE | re.DOTALL)
    assert planned == {int(number): int(length) for number, length in told}
    assert len(planned) == len(QUESTIONS)


def test_what_must_be_said_at_a_round_fits_into_its_minutes() -> None:
    """The five screens of a round take no longer than the plan has for a round on average."""
    plan = GUIDE[GUIDE.index("## 90 minutes") :].split("\n#", 1)[0]
    rounds = re.findall(r"^\| (\d+)–(\d+) \| Round", plan, re.MULTILINE)
    halves = re.findall(r"^\| (?:story|feed|answers|letters|reveal) \| (\d*)(½?) \|", GUIDE, re.MULTILINE)
    assert len(halves) == 5
    took = sum(int(whole or 0) + 0.5 * bool(half) for whole, half in halves)
    assert took * len(rounds) <= sum(int(end) - int(begin) for begin, end in rounds)


@pytest.mark.long
def test_every_command_of_the_guide_does_what_it_should(tmp_path: Path) -> None:
    """Run in the guide's order beside a finished room: screens open, everything else exits with 0."""
    room = Room.new(seats.library().find("broken-guitar"), tmp_path / "saves")
    for name in ("Blue", "Red", "Green"):
        room.add_team(name)
    room.begin()
    room.believe(1, {"customers": 50, "employees": 50})
    room.go_on()
    while room.stage is RoomStage.LETTERS:
        room.choose(1, "A" if "A" not in room.view().teams[0].locked else "C")
        room.reveal()
        room.go_on()
    room.go_on()
    room.show_scores()
    room.close()
    save = next(room.folder.glob("*-blue-*.jsonl"))
    (tmp_path / "names.txt").write_text("Blue\nRed\nGreen\n", encoding="utf-8")
    for command in commands():
        told = command.replace("FOLDER", shlex.quote(str(room.folder))).replace("SAVE", shlex.quote(str(save)))
        told = told.replace("NAME", "Blue")
        words = shlex.split(told)[1:]
        without_a_screen = {
            "--plain",
            "--html",
            "--html-teams",
            "--handout",
            "--xlsx",
            "--csv",
            "--notes",
            "--paper",
            "--presenter",
            "--forget",
        } & set(words)
        if words[0] in {"room", "play", "compare"} and not without_a_screen:
            _opens(words, tmp_path)
        else:
            _runs(words, tmp_path)


def _opens(words: list[str], folder: Path) -> None:
    terminal = Terminal(*words, cwd=folder, CHASM_STORY=str(ROOT / "story"), CHASM_SAVES=str(folder / "own"))
    try:
        terminal.wait_for("Esc", "F1", "Quit")
    finally:
        terminal.process.kill()
        terminal.process.wait()


def _runs(words: list[str], folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "chasm_game", *words], capture_output=True, text=True, check=False, cwd=folder,
        env=seats.process_environment(folder), stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 0, (words, done.stderr)
