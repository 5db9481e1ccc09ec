"""A real browser with several devices in it, driven from a test; needs chromium, node and npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = ("playwright-core@1.56.1", "axe-core@4.11.0")


class Browser:
    """Pages by name; each is a device of its own, unless it is opened as one `of` another."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, page: str, do: str, **said: Any) -> Any:
        """Do something on a page; what came of it. Raises `AssertionError` where the browser refuses."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"page": page, "do": do, **said}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, "the browser has ended"
        answer = json.loads(line)
        assert "error" not in answer, (page, do, said, answer["error"])
        return answer["ok"]

    def waits(self, page: str, code: str) -> None:
        """Until a condition holds on the page."""
        self(page, "wait", code=code)

    def waits_for(self, page: str, words: str) -> None:
        """Until words stand in the middle of the page, whatever the style makes of their case."""
        self.waits(
            page, f"document.querySelector('main').textContent.replace(/\\s+/g, ' ').includes({json.dumps(words)})"
        )


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser that is there until the block ends; what drives it is installed into `folder`."""
    npm = shutil.which("npm")
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    assert npm, "npm is missing: these tests need chromium, node and npm"
    assert chromium, "chromium is missing: these tests need chromium, node and npm"
    done = subprocess.run(
        [npm, "install", "--no-save", "--no-audit", "--no-fund", *PACKAGES],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    shutil.copy(Path(__file__).with_name("drive.js"), folder)
    command = ["node", "drive.js", chromium]
    with subprocess.Popen(command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Browser(process)
        finally:
            assert process.stdin is not None
            process.stdin.close()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
