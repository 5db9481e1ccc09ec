"""What a comparison says stands in compare/ once: screen, plain text and pages only set it."""

from __future__ import annotations

import re

from debrief.test_told_in_one_place import FACES, PACKAGE, literals, runs, texts


def sentences() -> set[tuple[str, ...]]:
    """What the sentences of a comparison are recognized by."""
    return set().union(*(runs(text) for path in (PACKAGE / "compare").glob("*.py") for text in literals(path)))


def test_no_sentence_of_a_comparison_stands_in_a_face() -> None:
    """Not six words in a row of anything that compare/ says are written down where it is shown."""
    known = sentences()
    assert runs("Equal scores go to the narrower final chasm, then to the higher resilience") & known
    again = {
        (path.name, " ".join(run))
        for room in FACES
        for kind in ("*.py", "*.html")
        for path in sorted((PACKAGE / room).rglob(kind))
        for text in texts(path)
        for run in runs(text) & known
    }
    assert again == set()


def test_the_page_of_a_room_decides_by_no_number() -> None:
    """From which number on luck, a lead or a parting is told, compare/ knows."""
    for name in ("talk.html", "room.html", "team.html"):
        text = (PACKAGE / "pages" / "templates" / name).read_text(encoding="utf-8")
        found = re.findall(r"\{%-? *(?:el)?if [^%]*[<>]=? *\d[^%]*%\}", text)
        assert found in ([], ["{% if other.order|length > 8 %}"])  # how many fit a cell, and not what is said
