"""What a presenter reads on a second terminal, in sentences; the most urgent stands last, next to the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chasm_game.debrief.headings import AGAINST_IT
from chasm_game.grammar import ended, joined, plural, quoted
from chasm_game.plain.run_sheet import happens, note_sentence
from chasm_game.prose import plain
from chasm_game.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chasm_game.session.room.presenter import HandedIn, PresenterView

__all__ = ["presenter_paragraphs"]


def presenter_paragraphs(view: PresenterView) -> Iterator[str]:
    """Where the room is, the notes for it, and what was handed in."""
    yield f"{ended(one_line(view.sheet.title))} Only you see this: letters, expectations, the author's notes."
    if view.over:
        yield from _over(view)
    elif view.round is None:
        yield from _between(view)
    else:
        yield from _round(view)


def _between(view: PresenterView) -> Iterator[str]:
    # Before a round its own notes are what is needed while the story is read aloud; those of the whole stand around it.
    if view.sheet.notes and not (view.began and view.later):
        yield "The author's notes\n" + plain(view.sheet.notes)
    if not view.began:
        teams = joined([one_line(name) for name in view.teams]) or "nobody yet"
        yield f"Not begun. Takes part: {teams}."
    elif view.without_sheet:
        yield f"No belief sheet yet from {joined([one_line(name) for name in view.without_sheet])}."
    if view.later:
        first = view.later[0]
        yield f"Next in the story: {quoted(first.title)}.{happens(first)}"
        if view.began and first.notes:
            yield plain(first.notes)


def _round(view: PresenterView) -> Iterator[str]:
    each = view.round
    assert each is not None
    if view.later:
        first = view.later[0]
        yield f"Behind it: {quoted(first.title)}.{happens(first)}"
    yield f"Round {view.number} of the story: {ended(one_line(each.title))}{' Revealed.' * view.revealed}"
    if each.notes:
        yield plain(each.notes)
    yield "\n".join(f"{a.letter}  {quoted(a.title)}{f' ({a.label})' if a.label else ''}" for a in each.answers)
    yield "\n".join(map(_handed, view.handed_in))
    missing = [h.team for h in view.handed_in if not h.letter and not h.absent]
    if missing and not view.revealed:
        yield f"Still to come: {joined([one_line(name) for name in missing])}."


def _handed(h: HandedIn) -> str:
    name = one_line(h.team)
    if h.absent:
        return f"{name}: away"
    if not h.letter:
        return f"{name}: …"
    sure = f", {h.confidence} % sure" if h.confidence is not None else ""
    expects = f"; expects {one_line(h.who)} to lose most{sure}" if h.who else ""
    reason = f". “{one_line(h.reason)}”" if h.reason else ""
    against = f"{' ' if reason else '. '}{AGAINST_IT}: “{one_line(h.dissent)}”" if h.dissent else ""
    return f"{name}: {h.letter}{expects}{reason}{against}"


def _over(view: PresenterView) -> Iterator[str]:
    yield f"Played to the end by {plural(len(view.teams), 'team')}. Now the talk: it is what the time was for."
    for heading, notes in (("What to see in it", view.sheet.points), ("What to ask", view.sheet.questions)):
        if notes:
            yield heading + "\n" + "\n".join(map(note_sentence, notes))
