"""docs/writing-scenarios.md, followed to the letter in an empty folder."""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chasm_game.cli import main
from chasm_game.session.preview.preview import Preview

GUIDE = Path(__file__).parent.parent / "docs" / "writing-scenarios.md"
BLOCK = re.compile(
    r"^<!-- (?P<file>[\w.-]+): (?P<how>.+?) -->$|^```(?P<kind>\w+)(?: [^\n]*)?\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
FILE = "the-pool.yaml"


@dataclass
class Reader:
    """Somebody who does what the guide says, and nothing else."""

    folder: Path
    processes: bool
    """Whether each command is a process of its own, as it is for a reader; in this one it is faster."""
    said: str = ""
    """What the last commands have said."""
    commands: int = 0

    def type(self, text: str) -> None:
        """Commands at the prompt."""
        self.said = ""
        for line in text.splitlines():
            assert line.startswith("$ "), line
            self.run(shlex.split(line[2:]))

    def run(self, words: list[str]) -> None:
        """One command; `chasm` is this program, `>` writes a file."""
        self.commands += 1
        target = words[words.index(">") + 1] if ">" in words else None
        words = words[: words.index(">")] if ">" in words else words
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return
        if words[:2] == ["chasm", "preview"]:  # needs somebody at a keyboard; what it would show is asked of it
            assert Preview(self.folder / words[2]).view.playable
            return
        told = self._as_process(words) if self.processes or words[0] != "chasm" else self._here(words)
        assert "Traceback" not in told
        if target:
            (self.folder / target).write_text(told, "utf-8")
        else:
            self.said += told

    def _as_process(self, words: list[str]) -> str:
        command = [sys.executable, "-m", "chasm_game", *words[1:]] if words[0] == "chasm" else words
        env = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            command, cwd=self.folder, env=env, input="", capture_output=True, encoding="utf-8", timeout=200, check=False
        )
        return done.stdout + done.stderr

    def _here(self, words: list[str]) -> str:
        told = io.StringIO()
        streams = contextlib.redirect_stdout(told), contextlib.redirect_stderr(told)
        with contextlib.chdir(self.folder), streams[0], streams[1], pytest.raises(SystemExit):
            main(words[1:])
        return told.getvalue()

    def sees(self, text: str) -> None:
        """What the guide shows of an answer stands in it, line for line."""
        for line in text.splitlines():
            assert line.strip() in self.said, f"the guide shows {line.strip()!r}, but this was said:\n{self.said}"

    def edit(self, how: str, blocks: Iterator[re.Match[str]]) -> None:
        """One change of the file, as the guide words it."""
        path, text = self.folder / FILE, next(blocks)["text"]
        had = path.read_text("utf-8") if path.exists() else ""
        if how == "write":
            assert not had
            had = text
        elif how == "add":
            had += text
        elif how == "before rounds:":
            had = text + had[had.index("rounds:\n") :]
        elif how == "from rounds: on":
            had = had[: had.index("rounds:\n")] + text
        else:
            assert how == "replace", how
            assert had.count(text) == 1, f"to be replaced, and not once there: {text}"
            had = had.replace(text, next(blocks)["text"])
        path.write_text(had, "utf-8")


@pytest.mark.parametrize("processes", [False, pytest.param(True, marks=pytest.mark.long)])
def test_the_guide_leads_to_a_proved_scenario(processes: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file, every command and every answer that the guide shows is so, and in the end there is nothing to say."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.delenv("CHASM_STORY", raising=False)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    reader = Reader(tmp_path, processes)
    blocks = BLOCK.finditer(GUIDE.read_text("utf-8"))
    for block in blocks:
        if block["file"]:
            assert block["file"] == FILE
            reader.edit(block["how"], blocks)
        elif block["kind"] == "console":
            reader.type(block["text"])
        elif block["kind"] == "text":
            reader.sees(block["text"])
        else:
            assert "# fragment" in block["text"], block["text"]
    assert reader.commands > 10
    reader.type(f"$ chasm check {FILE} --balance --format concise")
    assert reader.said == "1 file looked at: no problem found\n"
    text = (reader.folder / FILE).read_text("utf-8")
    assert len(re.findall(r"^  - id: ", text, re.MULTILINE)) == 3
    assert "expect:" in text


def test_the_guide_leads_somewhere() -> None:
    """Every link within the guide and to its neighbours has a target."""
    text = GUIDE.read_text("utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", line.lstrip("#").strip().lower()).replace(" ", "-")
        for line in re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL).splitlines()
        if line.startswith("#")
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        if target.startswith("#"):
            assert target[1:] in headings, (target, sorted(headings))
        else:
            assert (GUIDE.parent / target).is_file(), target
