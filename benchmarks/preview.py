"""How long a save takes to be on screen: the preview of a shipped story, and of one of 2,000 lines.

Prints milliseconds from the end of an editor's save (temporary file, renamed) to the painted screen: the best, the
median and the worst of some saves. Run: .venv/bin/python benchmarks/preview.py
"""

from __future__ import annotations

import asyncio
import os
import statistics
import tempfile
import time
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from chasm_game.session.preview.preview import Preview
from chasm_game.tui.preview_app import PreviewApp
from chasm_game.tui.screens.round import RoundScreen

STORY = Path(__file__).parent.parent / "story"
SAVES = 12


def long_story(lines: int) -> str:
    """The Squeeze with its rounds again and again, under ids of their own, until it has so many lines."""
    text = (STORY / "the-squeeze.yaml").read_text("utf-8")
    start, end = text.index("\n  - id: ") + 1, text.index("\nendings:")
    head, rounds, tail = text[:start], text[start:end], text[end:]
    ids = [line.split(": ")[1] for line in rounds.splitlines() if line.startswith("  - id: ")]
    made, number = [rounds], 1
    while text.count("\n") + sum(r.count("\n") for r in made[1:]) < lines:
        number += 1
        again = rounds
        for name in ids:
            again = again.replace(f"  - id: {name}\n", f"  - id: {name}-{number}\n")
        made.append(again)
    return head + "\n".join(made) + tail


async def measured(text: str) -> tuple[list[float], list[float]]:
    """Milliseconds from save to screen, and of them of work of this process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.yaml"
        path.write_text(text, "utf-8")
        title = next(line for line in text.splitlines() if line.startswith("    title: "))
        app = PreviewApp(Preview(path))
        took, worked = [], []
        async with app.run_test(size=(100, 40)) as pilot:
            await pilot.pause(0.5)
            for number in range(SAVES):
                words = f"Save {number}"
                other = path.with_suffix(".tmp")
                other.write_text(text.replace(title, f"    title: {words}", 1), "utf-8")
                other.replace(path)
                began, work = time.perf_counter(), time.process_time()
                while not _painted(app, words):  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
                took.append((time.perf_counter() - began) * 1000)
                worked.append((time.process_time() - work) * 1000)
                await asyncio.sleep(0.1 + number * 0.007)  # so that saves fall between looks in different ways
        return took, worked


def _painted(app: PreviewApp, words: str) -> bool:
    """Whether the round with this title is on screen, and everything was painted."""
    screen = app.screen
    if not isinstance(screen, RoundScreen) or not screen.is_mounted or screen.view.title != words:
        return False
    return words in "".join(s.text for strip in screen._compositor.render_strips() for s in strip)  # noqa: SLF001


def main() -> None:
    """Print a line for each."""
    for name, text in (
        ("broken-guitar", (STORY / "broken-guitar.yaml").read_text("utf-8")),
        ("2,000 lines", long_story(2_000)),
    ):
        took, worked = asyncio.run(measured(text))
        told = f"best {min(took):4.0f}  median {statistics.median(took):4.0f}  worst {max(took):4.0f} ms"
        work = f"work of this process {statistics.median(worked):4.0f} ms"
        print(f"{name:14} {text.count(chr(10)):5,} lines  save to screen: {told}; {work}")


if __name__ == "__main__":
    main()
