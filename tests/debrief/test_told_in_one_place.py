"""No face tells a debrief again: its sentences, and the numbers that decide what is said, stand in debrief/ alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import chasm_game

PACKAGE = Path(chasm_game.__file__).parent
FACES = ("plain", "pages", "tui", "commands")
OF_MANY = {"talk.html", "room.html", "team.html", "teams.py", "room_figures.py", "balance.html"}
"""Pages of many games, whose sentences are of a room or of a story."""
RUN = 6
"""Words in a row that make a sentence recognizable."""


def literals(path: Path) -> Iterator[str]:
    """The texts in a module, its docstrings left out; an f-string in the parts between its values."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def runs(text: str) -> set[tuple[str, ...]]:
    """Every few words in a row."""
    words = re.findall(r"[a-z0-9’'%]+", text.lower())
    return {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}


def of_the_debrief() -> set[tuple[str, ...]]:
    """What the sentences of the debrief are recognized by."""
    paths = [*(PACKAGE / "debrief" / "pages").glob("*.py"), PACKAGE / "debrief" / "predictions.py"]
    return set().union(*(runs(text) for path in paths for text in literals(path)))


def faces() -> list[Path]:
    """Every module and template that shows something."""
    found = [p for room in FACES for kind in ("*.py", "*.html") for p in sorted((PACKAGE / room).rglob(kind))]
    return [path for path in found if path.name not in OF_MANY]


def texts(path: Path) -> Iterator[str]:
    """What a module or a template has written down."""
    if path.suffix == ".html":
        yield from re.split(r"<[^>]*>|\{[%{#].*?[%}#]\}", path.read_text(encoding="utf-8"))
    else:
        yield from literals(path)


@pytest.mark.parametrize("room", FACES)
def test_no_sentence_of_the_debrief_stands_in_a_face(room: str) -> None:
    """Not six words in a row of anything that debrief/pages says are written down in a module that shows it."""
    sentences = of_the_debrief()
    again = {
        (path.name, " ".join(run))
        for path in faces()
        if path.relative_to(PACKAGE).parts[0] == room
        for text in texts(path)
        for run in runs(text) & sentences
    }
    assert again == set()


def test_what_is_looked_for_would_be_found() -> None:
    """The sentences are recognized by their words, whatever stands between them."""
    sentences = of_the_debrief()
    assert runs("As good as always saying 50 %, which gives 0.25.") & sentences
    assert runs("It was no good: deeds kept 40 % of your promises; the rest came back.") & sentences
    assert not runs("The debrief, one thought a page") & sentences


def test_no_face_decides_from_which_number_on_something_is_said() -> None:
    """A comparison with a part of a point or a per cent stands in views/thresholds or in debrief/, nowhere else."""
    drawn = {("tui", "widgets"), ("tui", "palette.py")}  # colours and pictures, which say nothing
    modules = [p for p in faces() if p.suffix == ".py" and p.relative_to(PACKAGE).parts[:2] not in drawn]
    assert [place for path in modules for place in compared(path)] == []
    templates = [p for p in faces() if p.suffix == ".html"]
    assert [p.name for p in templates if re.search(r"[<>]=? *0?\.\d", p.read_text(encoding="utf-8"))] == []


def compared(path: Path) -> Iterator[tuple[str, int]]:
    """Where a module compares something with a part of a whole number."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            for side in (node.left, *node.comparators):
                if isinstance(side, ast.Constant) and isinstance(side.value, float) and not side.value.is_integer():
                    yield path.name, node.lineno
