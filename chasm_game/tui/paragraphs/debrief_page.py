"""The words of a page of the walk as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from chasm_game.tui.text import ACCENT, MUTED, Para, heading, line, paragraphs, text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from chasm_game.debrief.page import Words

__all__ = ["paras"]

_HANGS = 4
"""Cells that a mark may take to hang beside its paragraph; a longer one begins it."""


def paras(words: Iterable[Words]) -> list[Para]:
    """One under the other; marked ones close together."""
    found: list[Para] = []
    listed = headed = False
    for each in words:
        gap = 0 if not found or headed or (listed and each.mark) else 1
        found += _para(each, gap)
        listed, headed = bool(each.mark), each.kind in {"head", "name"}
    return found


def _para(each: Words, gap: int) -> list[Para]:
    if each.kind == "head":
        return [heading(line(each.text).plain, gap=gap)]
    if each.kind == "name":
        return [Para(line(each.text, "bold"), gap=gap)]
    hangs = len(each.mark) <= _HANGS
    mark = line(f"{each.mark} ", ACCENT) + Content(" ") if each.mark and hangs else Content("")
    before = Content("") if hangs else line(each.mark, "bold") + Content(" ")
    if each.kind != "story":
        style = MUTED if each.kind == "note" else ""
        return [Para(before + text(each.text, style), mark, gap=gap)]
    blocks = paragraphs([each.text]) or [Para(Content(""))]
    first = Para(before + blocks[0].body, mark + blocks[0].mark, gap=gap)
    return [first, *(Para(b.body, b.mark, indent=mark.cell_length, gap=b.gap) for b in blocks[1:])]
