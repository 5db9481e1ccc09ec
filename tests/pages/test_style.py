"""The style of the pages, as far as it can be reckoned: contrast, and what paper needs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import chasm_game.pages

STYLE = (Path(chasm_game.pages.__file__).parent / "templates" / "style.css").read_text(encoding="utf-8")
TEXT = ("ink", "quiet", "accent", "deeds", "people", "down", "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7")
"""Colours that words are written in, or that words are written on."""


def _palette(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6});", block))


LIGHT = _palette(STYLE[: STYLE.index("@media")])
DARK = _palette(STYLE[STYLE.index("prefers-color-scheme: dark") : STYLE.index("*, *::before")])


def _brightness(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG reckons it, 1 to 21."""
    darker, brighter = sorted((_brightness(one), _brightness(other)))
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", TEXT)
@pytest.mark.parametrize(("palette", "paper"), [(LIGHT, LIGHT["paper"]), (DARK, DARK["paper"]), (LIGHT, "#ffffff")])
def test_words_are_readable_in_light_in_dark_and_on_paper(palette: dict[str, str], paper: str, name: str) -> None:
    """Every colour of words has a contrast of at least 4.5 against the page."""
    assert contrast(palette[name], paper) >= 4.5


def test_dark_is_for_screens_alone() -> None:
    """Paper is white, whatever the screen is."""
    assert set(DARK) <= set(LIGHT)
    assert STYLE.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme: dark)" in STYLE
    assert "--paper: #fff" in STYLE[STYLE.index("@media print") :]


def test_nobody_is_moved_who_does_not_want_to_be() -> None:
    """What scrolls smoothly does not where less motion is wished for."""
    assert re.search(r"prefers-reduced-motion: reduce\) \{ html \{ scroll-behavior: auto", STYLE)


def test_two_cards_fit_on_a_sheet_of_paper() -> None:
    """A letter's line is no higher than its half of the sheet: what stood over made an empty page behind the last."""
    printed = STYLE[STYLE.index("@media print") :]
    (card,) = re.findall(r"\.card p \{([^}]*)\}", printed)
    sizes = {name: float(size) for name, size in re.findall(r"([a-z-]+): ([0-9.]+)mm", card)}
    (margins,) = re.findall(r"@page \{ size: A4; margin: ([0-9.]+)mm [0-9.]+mm ([0-9.]+)mm; \}", STYLE)
    assert sizes["line-height"] <= sizes["height"]
    assert 2 * sizes["height"] < 297 - sum(map(float, margins))
