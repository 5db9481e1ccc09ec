"""Shipped stories, spoiled at random: checking them gives a scenario or faults in the file, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from fragments import blocks
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped_stories import shipped_library

from chasm_game.scenario.checking import check_rules, check_source
from chasm_game.scenario.checks.pages import page
from chasm_game.scenario.diagnostics import MAX_FAULTS, Code, Diagnostic, FaultyFile, Kind, Severity
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.report import as_concise, as_full, as_github, as_json
from chasm_game.scenario.source import Source
from chasm_game.text import shown

STORY = Path(__file__).parents[2] / "story"
TEXTS = [(STORY / f"{name}.yaml").read_text("utf-8") for name in ("tutorial", "broken-guitar")]
RULES = (STORY / "rulebook.yaml").read_text("utf-8")
BOOK = shipped_library().rulebook
TOKENS = [
    "- ",
    ": ",
    "\n  ",
    "null",
    "\u2028",
    "\x85",
    "\ufeff",
    "\0",
    "1e999",
    " #tag",
    "TODO ",
    "chose('night', 'x')",
]
ALLOWED = [" # chasm: allow C033 because it is late", " #chasm: allow C012"]
SIGNS = st.one_of(
    st.sampled_from([*"\t:-[]{}'\"#&*!|>%@`,?\\ \n\r0", *TOKENS, *ALLOWED]),
    st.characters(codec="utf-8"),
)


@st.composite
def spoiled(draw: st.DrawFn, text: str) -> str:
    """A text after a few deletions, doublings, swaps and insertions of signs and lines."""
    begin = draw(st.integers(0, max(text.count("\n") - 60, 0)))
    lines = text.split("\n")
    if draw(st.booleans()):  # a part of a story is quicker to read, and a story cut short is a fault of its own
        lines = lines[begin : begin + 60]
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(0, len(lines) - 1))
        line = lines[n]
        at = draw(st.integers(0, len(line)))
        match draw(st.integers(0, 7)):
            case 0:
                del lines[n]
            case 1:
                lines.insert(n, line)
            case 2:
                m = draw(st.integers(0, len(lines) - 1))
                lines[n], lines[m] = lines[m], lines[n]
            case 3:
                lines[n] = line[:at] + line[at + draw(st.integers(1, 6)) :]
            case 4:
                lines[n] = line[:at] + line[at : at + 2][::-1] + line[at + 2 :]
            case 5:
                lines[n] = " " * draw(st.integers(0, 5)) + line.lstrip()
            case _:
                lines[n] = line[:at] + draw(SIGNS) + line[at:]
        lines = lines or [""]
    return "\n".join(lines)


def agrees_with_loading(source: Source, found: list[Diagnostic]) -> None:
    """Loading refuses what cannot be played for the same reasons; of two hundred it may tell others."""
    try:
        told = load_scenario(source, BOOK)[1]
    except FaultyFile as fault:
        told = list(fault.diagnostics)
    if len(told) <= MAX_FAULTS:
        assert [d for d in told if d not in found] == []


def read_over(text: str, *, rules: bool = False) -> None:
    """Read a text; whatever is said of it lies in it and can be shown in every form."""
    source = Source("spoiled.yaml", text)
    checked = check_rules(source) if rules else check_source(source, BOOK)
    diagnostics = checked.diagnostics
    if not rules:
        assert (checked.scenario is None) == any(d.severity is Severity.ERROR for d in diagnostics)
        agrees_with_loading(source, [d for d in diagnostics if d.code.kind is Kind.READING])
    count = text.count("\n") + 1
    for d in diagnostics:
        assert 1 <= d.span.line <= count, d
        assert 1 <= d.span.column <= len(text.split("\n")[d.span.line - 1]) + 1, d
        assert (d.span.line, d.span.column) <= (d.span.end_line, d.span.end_column), d
    for form in (as_full, as_concise, as_github, as_json):
        told = form(diagnostics)
        assert shown(told) == told


PAGES = [block.whole for code in Code if code.id != "C001" for block in blocks(page(code).text)]
"""The examples of all pages: every check has something to say there."""
STORIES = st.sampled_from(TEXTS).flatmap(spoiled)


@given(STORIES)
@settings(max_examples=100)
def test_a_spoiled_story_is_read_or_refused(text: str) -> None:
    """A story after a few slips of the keyboard is read, or refused with faults that lie in it."""
    read_over(text)


@given(st.sampled_from(PAGES).flatmap(spoiled))
@settings(max_examples=150)
def test_a_spoiled_example_is_checked_or_refused(text: str) -> None:
    """What a check finds fault with is checked after a few slips, too, and every fault lies in it."""
    read_over(text)


@given(spoiled(RULES))
@settings(max_examples=50)
def test_a_spoiled_rulebook_is_read_or_refused(text: str) -> None:
    """A rulebook after a few slips of the keyboard is read, or refused with faults that lie in it."""
    read_over(text, rules=True)


@given(st.text(max_size=300))
@settings(max_examples=200)
def test_any_text_is_refused(text: str) -> None:
    """Text that was never a story is refused like one."""
    read_over(text)


@pytest.mark.long
@given(st.one_of(STORIES, st.sampled_from(PAGES).flatmap(spoiled), st.text(max_size=2_000)))
@settings(max_examples=4_000)
def test_many_spoiled_stories_are_read_or_refused(text: str) -> None:
    """The same, many times over."""
    read_over(text)
