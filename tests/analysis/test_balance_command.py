"""`chasm balance` as a trainer uses it."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from analysis import small
from shipped_stories import shipped_library

from chasm_game.analysis.asking_walk import AskingWalk
from chasm_game.analysis.tree import walk
from chasm_game.cli import main
from chasm_game.engine.compiling import compile_open
from chasm_game.engine.round import ALONE

from processes import started

if TYPE_CHECKING:
    from pathlib import Path

STORY = str(small.ROOT / "story")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """A command in this process: exit code, output, errors."""
    with pytest.raises(SystemExit) as left:
        main(["balance", *arguments])
    out, err = capsys.readouterr()
    return int(left.value.code or 0), out, err


def test_text_says_what_was_looked_at(capsys: pytest.CaptureFixture[str]) -> None:
    """The text names the number of playthroughs, that they are all, that nobody asks, and everything else in words."""
    code, out, err = run(capsys, "kodak-1975", "--story", STORY)
    assert code == 0
    assert err == ""
    plan = compile_open(shipped_library().find("kodak-1975"))
    paths, whole = walk(plan).paths, AskingWalk(plan, range(ALONE, len(plan.leaders) + 1))
    whole.run()
    assert f"All {paths:,} playthroughs, every one of them walked. The people are never asked in them." in out
    assert "Both sides of every chance are in them, each as far as it is likely." in out
    assert f"Findings look at {paths + whole.asked.paths:,} playthroughs, with every way to ask." in out
    for word in ("always-old", "words-only", "greedy", "random", "stranded", "camera", "protect", "*", "mean"):
        assert word in out


def test_findings_name_file_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    """A finding in JSON names the file, its line, and a witness."""
    code, out, _ = run(capsys, f"{STORY}/tutorial.yaml", "--json")
    assert code == 0
    shape = json.loads(out)
    for finding in shape["findings"]:
        assert finding["file"] == f"{STORY}/tutorial.yaml"
        assert finding["witness"]
        assert finding["severity"] == "warning"


def test_a_library_id_is_found_in_its_file(capsys: pytest.CaptureFixture[str]) -> None:
    """A finding about a scenario named by its id names the file that it stands in."""
    _, out, _ = run(capsys, "tutorial", "--story", STORY, "--json")
    assert {f["file"] for f in json.loads(out)["findings"]} <= {f"{STORY}/tutorial.yaml"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-story"], "there is no scenario"),
        (["tutorial", "--seed", "-1"], "a seed is a whole number"),
        (["tutorial", "--seeds", "0"], "--seeds wants a number"),
        (["tutorial", "--cluster", "tcp://127.0.0.1:1"], "--seeds 100"),
        (["tutorial", "--html", "/no/such/folder/x.html"], "cannot be written"),
    ],
)
def test_wrong_use_is_one_line(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a user got wrong is told in a line, without a traceback."""
    code, out, err = run(capsys, *arguments, "--story", STORY)
    assert code != 0
    assert out == ""
    assert told in err
    assert "Traceback" not in err


NASTY = """\
id: nasty
title: <script>alert(1)</script> & "x"
rounds:
  - id: r0
    title: <b>
    shock: {text: x}
    responses:
      - {id: go, title: "<img src=x onerror=alert(1)>", if: cash > -999, needs: n, outcome: o}
"""


def test_the_page_runs_nothing_and_loads_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The page has no script, no link and a policy that allows none; texts of the scenario are text in it."""
    file, page = tmp_path / "nasty.yaml", tmp_path / "page.html"
    file.write_text(NASTY, encoding="utf-8")
    code, _, _ = run(capsys, str(file), "--html", str(page), "--story", STORY)
    assert code == 0
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;x&#34;" in text
    assert "Content-Security-Policy" in text
    assert "default-src &#39;none&#39;" in text
    addresses = re.findall(r"(?:src|href)\s*=\S*", re.sub(r"<title>.*</title>", "", text).replace("default-src", ""))
    assert addresses == ['href="#content">Skip']  # within the page
    assert text.count("<table") == text.count("</table>") == 3


def interrupted(*arguments: str, bar: bytes) -> tuple[int, str]:
    """A command on a terminal of its own that gets Ctrl+C once this bar has moved; how it ended, what it said."""
    master, slave = pty.openpty()
    told, sent = b"", False
    try:
        command = [sys.executable, "-m", "chasm_game", "balance", *arguments]
        with started(command, stdin=slave, stdout=slave, stderr=slave) as process:
            os.close(slave)
            while chunk := _read(master):
                told += chunk
                if not sent and re.search(bar + rb".*[1-9]\d*%", told, re.DOTALL):
                    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the whole group
                    sent = True
            return process.wait(200), told.decode("utf-8", "replace")
    finally:
        os.close(master)


def _read(terminal: int) -> bytes:
    """What was said next; nothing where nobody is left who could say something."""
    try:
        return os.read(terminal, 65_536)
    except OSError:
        return b""


def test_ctrl_c_leaves_a_clean_terminal_and_says_what_is_known() -> None:
    """A long walk shows a bar with the time left; Ctrl+C ends it with 130, the cursor back, and what is known."""
    code, told = interrupted(str(small.ROOT / "benchmarks" / "rounds-15.yaml"), "--story", STORY, bar=b"Walking")
    assert code == 130
    assert "Walking the playthroughs" in told
    assert "left" in told
    assert re.search(r"Stopped at \d+%. Of the [\d,]+ playthroughs so far", told)
    assert re.search(r"best \d+, worst \d+, mean \d+", told)
    assert "Traceback" not in told
    assert told.rfind("\x1b[?25h") > told.rfind("\x1b[?25l")  # the cursor is shown again


def test_ctrl_c_ends_a_sweep_and_its_processes(tmp_path: Path) -> None:
    """A sweep that is stopped says how far it came, and none of its processes complains."""
    # Seeds that take no time, and so many of them that they are not through when the bar has moved.
    story = tmp_path / "story.yaml"
    story.write_text(small.HEAD + small.rounds(4, small.TWO), encoding="utf-8")
    code, told = interrupted(str(story), "--seeds", "5000", "--story", STORY, bar=b"5,?000 seeds")
    assert code == 130
    assert re.search(r"Stopped after [\d,]+ of 5,?000 seeds", told)
    assert "Traceback" not in told
    assert "KeyboardInterrupt" not in told


def test_no_bar_where_nobody_looks() -> None:
    """Without a terminal on standard error nothing is drawn."""
    command = [sys.executable, "-m", "chasm_game", "balance", "broken-guitar", "--budget", "10", "--story", STORY]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=200)
    assert done.stderr == ""
    assert "A SAMPLE" in done.stdout
