"""Everything that there is to say about a file, in one call: errors, advice, games, and what the file allows."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from fragments import hosted

from chasm_game.scenario.checking import Checked, check_source
from chasm_game.scenario.diagnostics import Code, Diagnostic, Severity, Span
from chasm_game.scenario.load import load_scenario
from chasm_game.scenario.report import as_concise
from chasm_game.scenario.rulebook import Rulebook
from chasm_game.scenario.scenario import Scenario
from chasm_game.scenario.source import Source, read

STORY = Path(__file__).parents[2] / "story"
STORIES = [p for p in sorted(STORY.rglob("*.yaml")) if p.name != "rulebook.yaml"]
BARE = "id: open\ntitle: Open the doors\neffects: {customers: 2}\nbecause: It is warm inside.\n"


def checked(text: str, rulebook: Rulebook, games: Any = None) -> Checked:
    """What is said of a text."""
    return check_source(Source("page.yaml", text), rulebook, games=games)


def codes(told: Checked) -> list[str]:
    """The codes of what is said."""
    return [d.code.id for d in told.diagnostics]


@pytest.mark.parametrize("path", STORIES, ids=lambda p: p.stem)
def test_no_check_finds_fault_with_a_shipped_story(path: Path, rulebook: Rulebook) -> None:
    """Of a shipped story nothing is said, and none of them has to allow anything."""
    told = check_source(read(path), rulebook)
    assert as_concise(told.diagnostics) == ""
    assert told.allowed == 0
    assert told.scenario == load_scenario(read(path), rulebook)[0]


@pytest.mark.parametrize("kind", ["top", "long", "rounds", "round", "shock", "response", "condition"])
def test_the_story_around_fragments_is_fine(kind: str, rulebook: Rulebook) -> None:
    """The story that lends fragments what they lack has no fault of its own."""
    text = {"rounds": "- " + hosted("round", "").split("- ", 1)[1].replace("\n  ", "\n"), "condition": "cash > 3"}
    told = checked(
        hosted(kind, text.get(kind, "") if kind != "response" else BARE + "outcome: Somebody came."), rulebook
    )
    assert as_concise(told.diagnostics) == ""


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (BARE, ["C033"]),
        (BARE.replace("open\n", "open # chasm: allow C033 because it is a draft\n", 1), []),
        (BARE.replace("open\n", "open   #chasm:allow c033 because it is a draft\n", 1), []),
        (BARE.replace("open\n", "open # chasm: allow C032, C033 because it is a draft\n", 1), ["C027"]),
        ("# chasm: allow C033 because it is a draft\n\n# a note\n" + BARE, []),
        (BARE + "# chasm: allow C033 because it is a draft\n", ["C033", "C027"]),
        (BARE.replace("Open the doors", "'Open # chasm: allow C033 because it is text'", 1), ["C033"]),
        (BARE + "needs: |\n  Text.\n  # chasm: allow C033 because it is text\n", ["C033"]),
        (BARE.replace("open\n", "open # chasm: allow C033\n", 1), ["C033", "C026"]),
        (BARE.replace("open\n", "open # chasm: allow C033 because  \n", 1), ["C033", "C026"]),
        (BARE.replace("open\n", "open # chasm: allow C012 because I like it\n", 1), ["C033", "C026"]),
        (BARE.replace("open\n", "open # chasm: 1 is the version\n", 1), ["C033"]),
    ],
)
def test_a_warning_is_allowed_where_it_stands(text: str, left: list[str], rulebook: Rulebook) -> None:
    """A comment with a code and a reason allows a warning in its line or the next one; all else is told."""
    assert codes(checked(hosted("rounds", _round(text)), rulebook)) == left


def _round(response: str) -> str:
    """A round with one response, written line by line so that comments keep their place."""
    lines = "".join(f"      {line}\n" if line else "\n" for line in response.splitlines())
    return (
        "- id: fair\n  title: The town fair\n"
        "  shock: {text: The town asks for your best idea by Friday., effects: {communities: -3}}\n"
        f"  responses:\n    -\n{lines}"
    )


def test_a_comment_at_the_top_is_about_the_whole_file(rulebook: Rulebook) -> None:
    """Above the first line that says something, an allowance covers every line, and counts how often."""
    text = "# chasm: allow C033 because outcomes come last\n" + hosted("rounds", _round(BARE))
    told = checked(text, rulebook)
    assert (codes(told), told.allowed) == ([], 1)


def test_errors_cannot_be_allowed(rulebook: Rulebook) -> None:
    """An allowance of an error leaves the error where it is, and is told itself."""
    bad = BARE.replace("customers", "costumers").replace("2}", "2} # chasm: allow C012 because I like it")
    told = checked(hosted("rounds", _round(bad)), rulebook)
    assert told.scenario is None
    assert codes(told) == ["C033", "C012", "C026"]


def test_what_was_not_looked_for_is_not_called_unused(rulebook: Rulebook) -> None:
    """An allowance of what only games can show is judged where games are played, and nowhere else."""
    text = hosted("rounds", _round(BARE + "outcome: Somebody came. # chasm: allow C047 because there is one way\n"))
    line = text[: text.index("allow C047")].count("\n") + 1

    def games(found: Sequence[int]) -> Callable[[Scenario], list[Diagnostic]]:
        made = [Diagnostic(Code.NO_DECISION, Severity.WARNING, "x", Span.point(n, 1), "nothing hangs") for n in found]
        return lambda _: made

    assert codes(checked(text, rulebook)) == []
    assert codes(checked(text, rulebook, games([line]))) == []
    assert codes(checked(text, rulebook, games([line - 1]))) == ["C047", "C027"]
    assert codes(checked(text, rulebook, games([]))) == ["C027"]


def test_advice_is_given_beside_errors_of_names_only(rulebook: Rulebook) -> None:
    """Where the shape is right all is told at once; where it is not, nothing is said of what was put in its place."""
    named = BARE.replace("customers", "costumers")
    assert codes(checked(hosted("rounds", _round(named)), rulebook)) == ["C033", "C012"]
    assert codes(checked(hosted("rounds", _round(named + "does: none\n")), rulebook)) == ["C012", "C015"]


def test_loading_gives_no_advice(rulebook: Rulebook) -> None:
    """Loading a scenario says nothing of what could be better."""
    text = hosted("rounds", _round(BARE))
    assert load_scenario(Source("x", text), rulebook)[1] == []


def test_the_library_does_not_even_import_checks() -> None:
    """Listing and playing load no module of advice."""
    code = (
        "import sys\n"
        "from chasm_game.scenario.library import Library\n"
        "assert Library().find('tutorial').title\n"
        "print([m for m in sys.modules if 'checks' in m or 'checking' in m])\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=STORY.parent, check=True)
    assert ran.stdout.strip() == "[]"


def test_much_advice_is_cut_off_and_stops_nothing(rulebook: Rulebook) -> None:
    """More advice than anybody reads is cut off, and the file can still be played."""
    text = "id: a\ntitle: b\nminutes: 600\nrounds:\n" + "".join(
        f"  - id: r{n}\n    title: R\n    shock: {{text: TODO}}\n    responses: [{{id: a, title: TODO}}]\n"
        for n in range(90)
    )
    told = checked(text, rulebook)
    assert told.scenario is not None
    assert len(told.diagnostics) == 201
    assert {d.severity for d in told.diagnostics} == {Severity.WARNING}


def test_what_is_allowed_is_counted(tmp_path: Path, chasm: Callable[..., Any]) -> None:
    """The summary says how many warnings a file allows; the JSON is as it was."""
    text = hosted("rounds", _round(BARE.replace("open\n", "open # chasm: allow C033 because it is a draft\n", 1)))
    (tmp_path / "x.yaml").write_text(text)
    ran = chasm("check", "x.yaml")
    assert (ran.code, ran.out, ran.err) == (0, "", "1 file looked at: no problem found (1 allowed, with a reason)\n")


SLIPS = {
    "summary: Three rounds: flour, oven": "a colon stands in the middle of text",
    "goals:\n\t- Learn": "a tab character stands in the indentation",
    "company:\n  name: Morrow\n   you: the manager": "this line is indented farther than the one above it allows",
    "summary:Three rounds": "a space is missing behind the colon",
    "summary: 'Morrow's bakery'": "something stands after the end of quoted text",
    "goals: [Learn, Think": "the bracket that is opened here is not closed",
    'summary: "Three rounds': "the quote that is opened here is never closed",
    "summary: Launch #HaldenCares and\n  wait": "the text ends here: behind a space, `#` begins a note",
}


@pytest.mark.parametrize(("text", "told"), SLIPS.items(), ids=lambda t: t[:12])
def test_the_commonest_slips_are_told_in_plain_words_with_a_cure(text: str, told: str, rulebook: Rulebook) -> None:
    """What people get wrong most in YAML is named at its line, in words without jargon, with what to write instead."""
    found = checked(f"{text}\nid: bakery\ntitle: The Bakery\n", rulebook).diagnostics
    slip = next(d for d in found if d.code is Code.SYNTAX)
    assert slip.message == told
    assert slip.span.line <= text.count("\n") + 1
    assert slip.hint
    assert not re.search(r"scalar|mapping|token|parser|block", f"{slip.message} {slip.hint}")
