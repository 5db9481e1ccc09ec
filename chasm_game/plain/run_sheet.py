"""A run sheet in sentences: for a terminal, a printer, or a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.grammar import ended, joined, plural, quoted
from chasm_game.prose import plain
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chasm_game.views.run_sheet import NoteView, RunSheetAnswer, RunSheetRound, RunSheetView

__all__ = ["happens", "note_sentence", "run_sheet_paragraphs"]


def run_sheet_paragraphs(sheet: RunSheetView) -> Iterator[str]:
    """Paragraph by paragraph: the author's notes first, then every round, then what to talk about."""
    yield f"Run sheet: {ended(one_line(sheet.title))} For whoever leads the session: players find out by playing."
    if sheet.summary:
        yield plain(sheet.summary)
    yield f"{one_line(sheet.level).capitalize()}, {plural(sheet.minutes, 'minute')} for one player, {_rounds(sheet)}."
    if sheet.goals:
        yield "What is learned\n" + "\n".join(f"- {one_line(goal)}" for goal in sheet.goals)
    yield "The author's notes\n" + (plain(sheet.notes) if sheet.notes else "The author left none for the whole story.")
    for number, each in enumerate(sheet.rounds, start=1):
        yield from _round(number, each)
    yield from _talk("What to see in it", sheet.points)
    yield from _talk("What to ask", sheet.questions)
    yield from _talk("Real cases in the debrief", sheet.parallels)


def _rounds(sheet: RunSheetView) -> str:
    count = plural(len(sheet.rounds), "round")
    always = all(not r.condition and r.chance == 1 for r in sheet.rounds)
    return count if always else f"at most {count}"


def _round(number: int, each: RunSheetRound) -> Iterator[str]:
    yield f"Round {number}: {ended(one_line(each.title))}{happens(each)}"
    yield "\n".join(map(_answer, each.answers))
    if each.asked:
        yield f"Whoever asks hears {joined([one_line(name) for name in each.asked])}."
    if each.notes:
        yield "Notes\n" + plain(each.notes)


def happens(each: RunSheetRound) -> str:
    """When a round happens, behind its title; empty where it always does."""
    likely = f" {each.chance:.0%} likely." if each.chance < 1 else ""
    return (f" Only where {one_line(each.condition)}." if each.condition else "") + likely


def _answer(answer: RunSheetAnswer) -> str:
    label = f" ({answer.label})" if answer.label else ""
    needs = (
        f" Where it is locked, players read {ended(quoted(answer.needs))}" if answer.needs and answer.condition else ""
    )
    locked = f" Open where {one_line(answer.condition)}.{needs}" if answer.condition else ""
    return f"{answer.letter}  {quoted(answer.title)}{label}{'.' if locked else ''}{locked}"


def _talk(heading: str, notes: Sequence[NoteView]) -> Iterator[str]:
    if notes:
        yield heading + "\n" + "\n".join(map(note_sentence, notes))


def note_sentence(note: NoteView) -> str:
    """A point or a question, and when it is told."""
    where = f" (where {one_line(note.condition)})" if note.condition else ""
    return f"- {one_line(plain(note.text))}{where}"
