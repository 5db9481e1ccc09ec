"""The documentation page of every code: what is found, why it matters, an example, and what to write instead.

Of a check it is the docstring; of what is found elsewhere it is a file in `pages/`. The examples are tests: the first
block of a page is found, the last one is not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from chasm_game.docstrings import words_of
from chasm_game.scenario.checks import CHECKS

if TYPE_CHECKING:
    from chasm_game.scenario.diagnostics import Code

__all__ = ["Page", "page"]

_BLOCK = re.compile(r"^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"\A(?:# (?:fragment|broken): .*\n)+")


@dataclass(frozen=True, slots=True)
class Page:
    """What there is to read about a code, in Markdown."""

    code: Code
    text: str

    @property
    def body(self) -> str:
        """The page below a heading that names the code and what it is about: what says the same is left out."""
        first, rest = self.text.split("\n", 1)
        return rest.lstrip() if first.rstrip(".").casefold() == self.code.about.casefold() else self.text

    @property
    def as_text(self) -> str:
        """For a terminal: blocks are indented, and marks for tests are left out."""

        def block(match: re.Match[str]) -> str:
            lines = _MARK.sub("", match["text"]).splitlines()
            return "\n".join(f"    {line}".rstrip() for line in lines)

        head = f"{self.code.id}: {self.code.about} ({self.code.severity.value})"
        return f"{head}\n\n{_BLOCK.sub(block, self.body).replace('**', '')}"


def page(code: Code) -> Page:
    """The page of a code."""
    if code in CHECKS:
        return Page(code, words_of(CHECKS[code]) or code.about)
    found = files("chasm_game.scenario.checks").joinpath("pages", f"{code.id}.md")
    return Page(code, found.read_text(encoding="utf-8").strip())
