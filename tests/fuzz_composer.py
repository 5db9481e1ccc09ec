"""Fuzzes reading and checking with atheris: no traceback, no hang over two seconds, every fault inside the file.

    pip install atheris
    python tests/fuzz_composer.py [SECONDS]

Begins with the shipped stories and the corpus of broken files, learns from what code each input reaches, and stops at
the first input that breaks a promise; that input is left in the working folder as `crash-…` or `timeout-…`. Pytest does
not collect this file.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).parent.parent
SECONDS = 60
SLOWEST = 2
"""Seconds of work that an input may take; other programs on the machine do not count."""
STUCK = 60
"""Seconds on the clock after which an input is given up."""
LONGEST = 20_000
"""Bytes of an input: longer ones find the same, and more slowly."""
SIGNS = [
    ": ", "- ", "#", " #", "'", '"', "[", "]", "{", "}", "|", ">", "&a", "*a", "!t", "<<", "---", "...", "%", "@",
    "\\x09", "\\x00", "\\xef\\xbb\\xbf", "\\xe2\\x80\\xa8", "null", "true", ".inf", "1e999", "-", "id", "title",
    "rounds", "if", "shock", "text", "responses", "effects", "stakeholders", "does", "chose('a', 'b')",
    "# chasm: allow C033 because",
]  # fmt: skip


def fuzzed() -> Any:
    """What is done with an input, with every branch of reading counted."""
    atheris = importlib.import_module("atheris")
    with atheris.instrument_imports(include=["chasm_game.scenario"]):
        from chasm_game.scenario.checking import check_source
        from chasm_game.scenario.document import compose
        from chasm_game.scenario.library import Library
        from chasm_game.scenario.source import Source
    rulebook = Library(ROOT / "story").rulebook

    def one_input(data: bytes) -> None:
        text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        lines = text.split("\n")
        root, faults = compose(text)
        assert root is not None or faults or not text.strip() or all(t.lstrip()[:1] in {"", "#"} for t in lines), text
        spans = [fault.span for fault in faults]
        began = process_time()
        spans += [d.span for d in check_source(Source("fuzzed.yaml", text), rulebook).diagnostics]
        took = process_time() - began
        assert took < SLOWEST, f"{took:.1f} seconds"
        for span in spans:
            assert 1 <= span.line <= len(lines), span
            assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
            assert (span.line, span.column) <= (span.end_line, span.end_column), span

    return atheris, one_input


def main() -> None:
    """Run for the seconds that are given."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    atheris, one_input = fuzzed()
    with tempfile.TemporaryDirectory() as folder:
        seeds, signs = Path(folder) / "seeds", Path(folder) / "signs.txt"
        seeds.mkdir()
        for path in [*(ROOT / "tests" / "broken").glob("*.yaml"), *(ROOT / "story").rglob("*.yaml")]:
            (seeds / path.name).write_bytes(path.read_bytes()[:LONGEST])
        quoted = (sign.replace('"', '\\"') for sign in SIGNS)
        signs.write_text("".join(f'"{sign}"\n' for sign in quoted), encoding="utf-8")
        options = [f"-max_total_time={seconds}", f"-timeout={STUCK}", f"-max_len={LONGEST}", f"-dict={signs}"]
        atheris.Setup([sys.argv[0], *options, "-rss_limit_mb=2048", "-print_final_stats=1", str(seeds)], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
